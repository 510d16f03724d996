package notify_test

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
)

// row is a message as the fake keeps it.
type row struct {
	notify.Message
	hidden time.Time
}

// outbox keeps the contract of notify.Store in memory. fail, if set, names the
// method that answers ErrUnavailable.
type outbox struct {
	notify.Store // nil: what is not below is not called
	mu           sync.Mutex
	rows         []row
	addresses    map[gehoor.PersonID]notify.Address
	fail         string
}

func newOutbox(messages ...notify.Message) *outbox {
	o := &outbox{addresses: map[gehoor.PersonID]notify.Address{}}
	for _, m := range messages {
		o.rows = append(o.rows, row{Message: m})
		o.addresses[m.To] = notify.Address{Org: m.Org, Person: m.To, Mail: string(m.To) + "@veenhaven.invalid", Lang: gehoor.Dutch}
	}
	return o
}

func (o *outbox) begin(method string) (unlock func(), err error) {
	o.mu.Lock()
	if o.fail == method {
		err = gehoor.ErrUnavailable
	}
	return o.mu.Unlock, err
}

func (o *outbox) Claim(_ context.Context, org gehoor.OrgID, now time.Time, lease time.Duration, limit int) ([]notify.Message, error) {
	unlock, err := o.begin("Claim")
	defer unlock()
	var got []notify.Message
	for i := range o.rows {
		r := &o.rows[i]
		if err == nil && r.Org == org && len(got) < limit && r.DeadAt.IsZero() && !r.NotBefore.After(now) && !r.hidden.After(now) {
			r.hidden = now.Add(lease)
			got = append(got, r.Message)
		}
	}
	return got, err
}

func (o *outbox) Sent(_ context.Context, id string) error {
	unlock, err := o.begin("Sent")
	defer unlock()
	if err == nil {
		o.rows = slices.DeleteFunc(o.rows, func(r row) bool { return r.ID == id })
	}
	return err
}

func (o *outbox) Failed(_ context.Context, id string, retryAt time.Time, dead bool, reason string) error {
	unlock, err := o.begin("Failed")
	defer unlock()
	for i := range o.rows {
		r := &o.rows[i]
		if err != nil || r.ID != id {
			continue
		}
		r.Attempts++
		r.Reason = reason
		r.NotBefore, r.hidden = retryAt, time.Time{}
		if dead {
			r.DeadAt = retryAt
		}
	}
	return err
}

func (o *outbox) Waiting(context.Context, gehoor.OrgID) (waiting, dead int, err error) {
	unlock, err := o.begin("Waiting")
	defer unlock()
	for _, r := range o.rows {
		if r.DeadAt.IsZero() {
			waiting++
		} else {
			dead++
		}
	}
	return waiting, dead, err
}

func (o *outbox) Address(_ context.Context, _ gehoor.OrgID, person gehoor.PersonID) (notify.Address, error) {
	unlock, err := o.begin("Address")
	defer unlock()
	a, ok := o.addresses[person]
	if err == nil && !ok {
		err = gehoor.ErrNotFound
	}
	return a, err
}

func (o *outbox) PutAddress(_ context.Context, a notify.Address) error {
	unlock, err := o.begin("PutAddress")
	defer unlock()
	o.addresses[a.Person] = a
	return err
}

// channel is a mail server in memory: answer says what it answers to a person,
// and sent is what arrived.
type channel struct {
	mu     sync.Mutex
	answer func(ctx context.Context, to gehoor.PersonID) error
	sent   []string
}

func (c *channel) Send(ctx context.Context, to notify.Address, m notify.Message) error {
	if c.answer != nil {
		if err := c.answer(ctx, to.Person); err != nil {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent = append(c.sent, m.ID)
	return nil
}
