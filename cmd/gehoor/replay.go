package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/store"
)

// replayCommand is gehoor replay.
type replayCommand struct {
	where
	Org  string `placeholder:"NAME" help:"Only this organisation."`
	Mend bool   `help:"Write anew the lists that differ, as this program makes them. Nothing of what happened is touched."`
}

// Run rebuilds every list and says where it differs. It changes nothing but the lists
// that it is to mend, and may run beside a server; a stream that grows meanwhile may then
// look different.
func (r *replayCommand) Run(ctx context.Context, out io.Writer) error {
	db, err := r.open(ctx)
	if err != nil {
		return err
	}
	err = r.all(ctx, db, out)
	return errors.Join(err, db.Close())
}

func (r *replayCommand) all(ctx context.Context, db *store.DB, out io.Writer) error {
	orgs, err := organisations(ctx, db, gehoor.OrgID(r.Org))
	if err != nil {
		return err
	}
	wrong := 0
	verdict := "%s: %d streams rebuilt, %d differ\n"
	if r.Mend {
		verdict = "%s: %d streams rebuilt, %d differed and are written anew\n"
	}
	for _, org := range orgs {
		seen, err := replay(ctx, r.folder(), db, org, r.Mend, out)
		if err != nil {
			return err
		}
		wrong += seen.wrong
		_, _ = fmt.Fprintf(out, verdict, org, seen.streams, seen.wrong)
	}
	if wrong > 0 && !r.Mend {
		return errFound
	}
	return nil
}

// replayed is what a replay saw.
type replayed struct{ streams, wrong int }

// maxShown is how many streams that differ are printed; who has more has another
// problem.
const maxShown = 50

// replay rebuilds one organisation's lists, a stream at a time, and prints rows
// that differ; mend writes those anew.
func replay(ctx context.Context, f folder, db *store.DB, org gehoor.OrgID, mend bool, out io.Writer) (replayed, error) {
	c, err := cases(f, db, org, casework.Publishing{}, nil)
	if err != nil {
		return replayed{}, err
	}
	var seen replayed
	rebuild := c.Replay
	if mend {
		rebuild = c.Mend
	}
	err = rebuild(ctx, org, func(stream gehoor.StreamID, extra, missing []any) {
		seen.streams++
		if len(extra)+len(missing) == 0 {
			return
		}
		if seen.wrong++; seen.wrong > maxShown {
			return
		}
		for _, row := range extra {
			_, _ = fmt.Fprintf(out, "%s %s: stored, but does not follow: %T %+v\n", org, stream, row, row)
		}
		for _, row := range missing {
			_, _ = fmt.Fprintf(out, "%s %s: follows, but is not stored: %T %+v\n", org, stream, row, row)
		}
	})
	if err != nil {
		return seen, fmt.Errorf("replay %s: %w", org, err)
	}
	return seen, nil
}
