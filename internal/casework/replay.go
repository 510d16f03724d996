package casework

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

// Replay rebuilds every stream of an organisation from its first event and
// calls visit with the rows that are stored but should not be, and those that
// should be but are not; both nil when the stream agrees. It changes nothing
// and holds one stream at a time.
func (c *Casework) Replay(ctx context.Context, org gehoor.OrgID, visit func(s gehoor.StreamID, extra, missing []any)) error {
	return c.deps.Events.Streams(ctx, org, func(v ledger.Version) error {
		want, err := c.rebuild(ctx, org, v.Stream)
		if err != nil {
			return err
		}
		have, err := c.deps.Lists.Rows(ctx, org, v.Stream)
		if err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
		visit(v.Stream, without(have, want), without(want, have))
		return nil
	})
}

// rebuild returns the rows that a stream should have.
func (c *Casework) rebuild(ctx context.Context, org gehoor.OrgID, s gehoor.StreamID) ([]any, error) {
	var rows []ledger.Row
	var err error
	noun, _, _ := strings.Cut(string(s), "/")
	switch noun {
	case "dossier":
		_, rows, err = c.dossier.Replay(ctx, org, s)
	case "opened":
		_, rows, err = c.opened.Replay(ctx, org, s)
	case "person":
		_, rows, err = c.person.Replay(ctx, org, s)
	case "questionnaire":
		_, rows, err = c.forms.Replay(ctx, org, s)
	case "protocol":
		_, rows, err = c.adopted.Replay(ctx, org, s)
	case "chart":
		_, rows, err = c.chart.Replay(ctx, org, s)
	case "office":
		_, rows, err = c.office.Replay(ctx, org, s)
	default:
		_, rows, err = c.org.Replay(ctx, org, s)
	}
	out := make([]any, len(rows))
	for i, r := range rows {
		out[i] = r
	}
	return out, err
}

// without returns the rows of a that b has not.
func without(a, b []any) []any {
	var rest []any
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || same(x, y)
		}
		if !found {
			rest = append(rest, x)
		}
	}
	return rest
}

// same compares two rows. Columns that a later schema added are empty in rows from
// before until the dossier's next event; that is no difference.
func same(x, y any) bool {
	a, one := x.(view.WorkItem)
	b, other := y.(view.WorkItem)
	if one && other && (before00029(a) || before00029(b)) {
		a.Leader, a.Statutory, a.Actor = b.Leader, b.Statutory, b.Actor
		return reflect.DeepEqual(a, b)
	}
	return reflect.DeepEqual(x, y)
}

func before00029(i view.WorkItem) bool { return i.Leader == "" && !i.Statutory && i.Actor == "" }
