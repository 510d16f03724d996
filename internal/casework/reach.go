package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// When and how a reporter can be reached.

// SetReach is what the reporter says of it. It opens no closed dossier again.
func (c *Casework) SetReach(ctx context.Context, box account.Mailbox, r signal.Reach) error {
	return c.aboutContacts(ctx, box, nil, false, func(f *File) ([]gehoor.Fact, error) {
		return f.Signals.SetReach(signal.ReachSet{Signal: box.Signal, Reach: r})
	})
}

// reachable refuses contact that is not safe for the reporter, but for acute danger. What was
// done already is not refused: it is recorded as it was.
func (c *Casework) reachable(f *File, r record.Record) error {
	one, _ := f.Signals.Get(r.Signal)
	if r.What != record.KindContactBegun || r.Fields[record.FieldAcute] == true || one.Reach == nil {
		return nil
	}
	way, _ := r.Fields[record.FieldWay].(string)
	if !one.Reach.Safe(signal.Way(way), c.deps.Source.Now().In(protocol.Amsterdam())) {
		return gehoor.Refuse(signal.CodeUnsafe)
	}
	return nil
}
