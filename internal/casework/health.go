package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
)

// Health is what an administrator may know of how things stand. Nothing in it moves
// when somebody gives a signal: who looks may be somebody that it is about.
type Health struct {
	directory.Readiness
	// Open: signals are taken in.
	Open bool
	// TestedAt is when custodians last recovered something together; zero if never.
	TestedAt time.Time
	// Waiting counts the keys that wait for the root's signature.
	Waiting int
	// MailStuck: mail could not be delivered for a while. How much is not said, and
	// nothing of mail about which somebody may know nothing.
	MailStuck bool
	// HooksStuck: a webhook did not take what was for it for a while.
	HooksStuck bool
	// Program is the one that serves, if it is in the log.
	Program   directory.Installation
	Installed bool
}

// Health says how things stand.
func (c *Casework) Health(ctx context.Context, org gehoor.OrgID) (h Health, err error) {
	if h.Readiness, err = c.Readiness(ctx, org); err != nil {
		return h, err
	}
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return h, err
	}
	h.TestedAt = o.TestedAt
	h.Program, h.Installed = o.Program()
	if h.Open, err = c.TakesSignals(ctx, org); err != nil {
		return h, err
	}
	all, err := c.Staff(ctx, org)
	for _, m := range all {
		if m.Here() && m.Offered != "" {
			h.Waiting++
		}
	}
	if err != nil || c.deps.Outbox == nil {
		return h, err
	}
	trouble, err := c.deps.Outbox.Trouble(ctx, org, "", notify.ScopeOpen)
	if err != nil {
		return h, err
	}
	h.MailStuck = trouble.Messages > 0
	trouble, err = c.deps.Outbox.Trouble(ctx, org, "", notify.ScopeHooks)
	h.HooksStuck = trouble.Messages > 0
	return h, err
}
