package mail_test

import (
	"context"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/mail"
)

// oneMessage is an outbox that holds one message to vera.
type oneMessage struct {
	notify.Store // nil: what is not below is not called
	gone, dead   bool
	attempts     int
	notBefore    time.Time
}

func (o *oneMessage) Claim(_ context.Context, _ gehoor.OrgID, now time.Time, _ time.Duration, _ int) ([]notify.Message, error) {
	if o.gone || o.dead || o.notBefore.After(now) {
		return nil, nil
	}
	m := canary
	m.Attempts = o.attempts
	return []notify.Message{m}, nil
}

func (o *oneMessage) Sent(context.Context, string) error { o.gone = true; return nil }

func (o *oneMessage) Failed(_ context.Context, _ string, retryAt time.Time, dead bool, _ string) error {
	o.attempts, o.notBefore, o.dead = o.attempts+1, retryAt, dead
	return nil
}

func (o *oneMessage) Address(context.Context, gehoor.OrgID, gehoor.PersonID) (notify.Address, error) {
	return vera, nil
}

// A relay that is busy gets the mail a minute later; one that does not know the
// recipient gets it once.
func TestOutboxToRelay(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	ch := channel(t, r.config(t, mail.TLSStart))
	send := func(o *oneMessage, after time.Duration) notify.Result {
		t.Helper()
		result, err := notify.Courier{Store: o, Channel: ch}.Deliver(t.Context(), canary.Org, now().Add(after), 10)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}

	o := &oneMessage{}
	r.refuseTo = &smtp.SMTPError{Code: 451, Message: "try later"}
	if got := send(o, 0); got.Failed != 1 || o.dead {
		t.Errorf("busy relay: %+v", got)
	}
	r.refuseTo = nil
	if got := send(o, time.Second); got.Sent != 0 {
		t.Errorf("at once again: %+v", got)
	}
	if got := send(o, time.Minute); got.Sent != 1 || !o.gone {
		t.Errorf("a minute later: %+v", got)
	}
	r.one(t)

	o = &oneMessage{}
	r.refuseTo = &smtp.SMTPError{Code: 550, Message: "no such user"}
	if got := send(o, 0); got.Dead != 1 || !o.dead {
		t.Errorf("unknown recipient: %+v", got)
	}
}
