package account

import (
	"context"
	"fmt"

	"github.com/gehoor/gehoor"
)

// MaxAtOnce is how many sign-ins and look-ups of one organisation run at the
// same time on a node; others wait in line, and are not refused. A flood at one
// organisation keeps the store free for the others.
const MaxAtOnce = 32

// gate lets a bounded number of an organisation's requests through at once.
type gate struct {
	slots chan struct{}
	users int // in line or inside; at 0 the gate is dropped
}

// enter waits for a turn. The caller calls leave when it is done. A context that
// ends while waiting is [gehoor.ErrUnavailable].
func (t *throttle) enter(ctx context.Context, org gehoor.OrgID) (leave func(), err error) {
	g := t.join(org)
	select {
	case g.slots <- struct{}{}:
		return func() { <-g.slots; t.quit(org, g) }, nil
	case <-ctx.Done():
		t.quit(org, g)
		return nil, fmt.Errorf("account: wait for a turn: %w: %w", gehoor.ErrUnavailable, ctx.Err())
	}
}

func (t *throttle) join(org gehoor.OrgID) *gate {
	t.mu.Lock()
	defer t.mu.Unlock()
	g := t.gates[org]
	if g == nil {
		g = &gate{slots: make(chan struct{}, MaxAtOnce)}
		t.gates[org] = g
	}
	g.users++
	return g
}

func (t *throttle) quit(org gehoor.OrgID, g *gate) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if g.users--; g.users == 0 {
		delete(t.gates, org)
	}
}
