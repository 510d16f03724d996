package casework

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
)

// Replay rebuilds every stream of an organisation from its first event and
// calls visit with the rows that are stored but should not be, and those that
// should be but are not; both nil when the stream agrees. It changes nothing
// and holds one stream at a time.
func (c *Casework) Replay(ctx context.Context, org gehoor.OrgID, visit func(s gehoor.StreamID, extra, missing []any)) error {
	return c.compare(ctx, org, func(at ledger.Version, _ []ledger.Row, extra, missing []any) error {
		visit(at.Stream, extra, missing)
		return nil
	})
}

// Mend is Replay, and writes anew the rows of each stream that differs: an earlier
// program made others of the same events. A stream in which something happens just then
// is left alone, because that writes its rows.
func (c *Casework) Mend(ctx context.Context, org gehoor.OrgID, visit func(s gehoor.StreamID, extra, missing []any)) error {
	return c.compare(ctx, org, func(at ledger.Version, want []ledger.Row, extra, missing []any) error {
		visit(at.Stream, extra, missing)
		if len(extra)+len(missing) == 0 {
			return nil
		}
		err := c.deps.Events.Rewrite(ctx, org, at, want)
		if errors.Is(err, ledger.ErrConflict) || errors.Is(err, gehoor.ErrNotFound) {
			return nil
		}
		return err
	})
}

// compare calls visit with every stream, the rows that it should have, and how those
// that are stored differ.
func (c *Casework) compare(ctx context.Context, org gehoor.OrgID, visit func(at ledger.Version, want []ledger.Row, extra, missing []any) error) error {
	return c.deps.Events.Streams(ctx, org, func(v ledger.Version) error {
		at, rows, err := c.rebuild(ctx, org, v.Stream)
		if err != nil {
			return err
		}
		have, err := c.deps.Lists.Rows(ctx, org, v.Stream)
		if err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
		want := make([]any, len(rows))
		for i, r := range rows {
			want[i] = r
		}
		return visit(at, rows, without(have, want), without(want, have))
	})
}

// rebuild returns a stream as it is now, and the rows that it should have.
func (c *Casework) rebuild(ctx context.Context, org gehoor.OrgID, s gehoor.StreamID) (ledger.Version, []ledger.Row, error) {
	noun, _, _ := strings.Cut(string(s), "/")
	switch noun {
	case "dossier":
		return version(c.dossier.Replay(ctx, org, s))
	case "opened":
		return version(c.opened.Replay(ctx, org, s))
	case "person":
		return version(c.person.Replay(ctx, org, s))
	case "questionnaire":
		return version(c.forms.Replay(ctx, org, s))
	case "protocol":
		return version(c.adopted.Replay(ctx, org, s))
	case "chart":
		return version(c.chart.Replay(ctx, org, s))
	case "edition":
		return version(c.drawers.Replay(ctx, org, s))
	case "counsel":
		return version(c.counsel.Replay(ctx, org, s))
	case "stub":
		return version(c.stubs.Replay(ctx, org, s))
	case "office":
		return version(c.office.Replay(ctx, org, s))
	}
	return version(c.org.Replay(ctx, org, s))
}

func version[S any](s ledger.Snapshot[S], rows []ledger.Row, err error) (ledger.Version, []ledger.Row, error) {
	return s.Version(), rows, err
}

// without returns the rows of a that b has not.
func without(a, b []any) []any {
	var rest []any
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || reflect.DeepEqual(x, y)
		}
		if !found {
			rest = append(rest, x)
		}
	}
	return rest
}
