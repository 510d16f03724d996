// Package notify tells people that there is something, and nothing else: a
// message carries a kind and a recipient, never content, never a name, never a
// dossier. Messages are rows of an outbox, written in the transaction of the
// act that causes them and sent afterwards by [Deliver], at least once.
//
// # What it promises
//
//   - A message is in the outbox if and only if its act is in the ledger.
//   - It is sent, or it is visible as given up. Between the two it is tried
//     again after the spans of [Backoff].
//   - One recipient whose mail fails or hangs holds up nobody else.
//   - Several messages that wait for one person go as one: the number of mails
//     tells nothing, and nobody is flooded.
//
// # What a crash leaves behind
//
// A crash before [Channel].Send: the message goes again when its lease has
// ended. A crash between Send and [Store].Sent: the same, and it arrives twice,
// as twice the same thing. No crash loses one.
//
// # What it never does
//
// Put an address, a person or a kind into an error, a log or a [Result]; ask a
// mail server to tell about delivery; let the recipient's answer come back.
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
	// Attempts counts how often sending failed.
	Attempts int
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
	// Failed counts an attempt and sets when to try again. With dead it is given
	// up: retryAt is then the present moment and becomes DeadAt.
	Failed(ctx context.Context, id string, retryAt time.Time, dead bool) error
	// Waiting counts messages waiting and given up, over all organisations.
	Waiting(ctx context.Context) (waiting, dead int, err error)

	// Address finds where a person wants messages, or gehoor.ErrNotFound.
	Address(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Address, error)
	// PutAddress adds or replaces an address; an empty Mail removes it.
	PutAddress(ctx context.Context, a Address) error
}

// Channel delivers one message to one address. It is safe for concurrent use,
// and returns at the latest soon after ctx ends. An error means: try again,
// unless it is a [Fault] that is permanent. Only a Fault's text is ever shown.
type Channel interface {
	Send(ctx context.Context, to Address, m Message) error
}
