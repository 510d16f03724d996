// Package notify tells people that there is something, and nothing else: a
// message carries a kind and a recipient, never content, never a name, never a
// dossier. Messages are rows of an outbox, written in the transaction of the
// act that causes them and sent afterwards, at least once.
package notify

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
)

// Kind says what there is; the text comes from the catalogue.
type Kind string

const (
	// KindSignal: there is a new signal to look at.
	KindSignal Kind = "signal"
	// KindMessage: somebody wrote.
	KindMessage Kind = "message"
	// KindLate: a term passes or has passed, and you are the next to act.
	KindLate Kind = "late"
)

// Message waits in the outbox until a channel has taken it.
type Message struct {
	ID   string // 32 hexadecimal digits
	Org  gehoor.OrgID
	To   gehoor.PersonID
	Kind Kind
	// NotBefore is when it may go: at once when somebody is not safe, else with
	// the next batch, so that the moment of sending tells nothing.
	NotBefore time.Time
	Attempts  int
	// DeadAt is set when it was given up on; it stays visible.
	DeadAt time.Time
}

// Address is where somebody of staff wants messages; kept apart from all else.
type Address struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
	Mail   string
	Lang   gehoor.Language
}

// Store keeps the outbox. Claim is the only scan over all organisations.
type Store interface {
	// Claim takes up to limit messages that may go at now, and hides them from
	// other claims until now+lease.
	Claim(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]Message, error)
	// Sent removes a message.
	Sent(ctx context.Context, id string) error
	// Failed counts an attempt and sets when to try again; dead gives it up.
	Failed(ctx context.Context, id string, retryAt time.Time, dead bool) error
	// Waiting counts messages waiting and given up, over all organisations.
	Waiting(ctx context.Context) (waiting, dead int, err error)

	// Address finds where a person wants messages, or gehoor.ErrNotFound.
	Address(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Address, error)
	// PutAddress adds or replaces an address; an empty Mail removes it.
	PutAddress(ctx context.Context, a Address) error
}

// Channel delivers one message to one address. An error means: try again.
type Channel interface {
	Send(ctx context.Context, to Address, m Message) error
}
