// Package notify tells people that there is something, and nothing else: a
// message carries a kind and a recipient, never content, never a name, never a
// dossier. Messages are rows of an outbox, written in the transaction of the
// act that causes them and sent afterwards by [Deliver], at least once.
//
// # What it promises
//
//   - A message is in the outbox if and only if its act is in the ledger.
//   - It is sent, or it is visible as given up. Between the two it is tried
//     again after the spans of [Backoff], and after some failures it is visible
//     too ([Trouble]).
//   - One recipient whose mail fails or hangs holds up nobody else. Neither does
//     one organisation: each has a queue of its own.
//   - Several messages that wait for one person go as one: the number of mails
//     tells nothing, and nobody is flooded. To a webhook those of one kind do.
//   - A webhook that fails or hangs holds up no mail and no other webhook.
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
	// KindHandling: who handles a dossier of yours has changed, or must.
	KindHandling Kind = "handling"
	// KindDemand: a reporter demands an answer of somebody else than the one who leads.
	KindDemand Kind = "demand"
	// KindRecovery: a recovery waits for you, or is done.
	KindRecovery Kind = "recovery"
	// KindRoot: the organisation's root is being replaced, or was.
	KindRoot Kind = "root"
	// KindLate: a term passes or has passed, and you are the next to act.
	KindLate Kind = "late"
	// KindNotice: there is a signal of which you must know; confirm it.
	KindNotice Kind = "notice"
	// KindHelp: somebody does not know what to do, and waits to be called.
	KindHelp Kind = "help"
	// KindNews: a reporter who asked for it can read something new.
	KindNews Kind = "news"
	// KindNewsLast is KindNews for the last time: the address is forgotten once it
	// went, or cannot go.
	KindNewsLast Kind = "news-last"
	// KindMoved goes for the last time to where somebody of staff got mail until now:
	// it is not sent there any more. The address is forgotten once it went, or cannot
	// go. To is nobody of staff, but the name of the former address ([Address]).
	KindMoved Kind = "moved"
	// KindConfirm: somebody gave this address; here is a code to confirm it.
	KindConfirm Kind = "confirm"
)

// Message waits in the outbox until a channel has taken it.
type Message struct {
	ID  string // 32 hexadecimal digits
	Org gehoor.OrgID
	// To is somebody of staff; for a reporter it is "", and Reporter is set.
	To       gehoor.PersonID
	Reporter Link
	// Hook is the webhook that it is for, and then it is for nobody else: To and
	// Reporter are "".
	Hook Hook
	Kind Kind
	// NotBefore is when it may go: at once when somebody is not safe, else with
	// the next batch, so that the moment of sending tells nothing.
	NotBefore time.Time
	// Attempts counts how often sending failed.
	Attempts int
	// DeadAt is set when it was given up on; it stays visible.
	DeadAt time.Time
	// Quiet: somebody may know nothing of what it is about. When it cannot be
	// delivered, that is told to its recipient and at the machine, and nobody else.
	Quiet bool
	// Reason is why it failed the last time, in words that may be shown ([Fault]).
	Reason string
}

// AlarmAttempts is after how many failures a message counts as not delivered,
// although it is still tried: with the spans of [Backoff] about half an hour after
// it should have gone. A relay that restarts alarms nobody.
const AlarmAttempts = 4

// Trouble is what could not be delivered: failed [AlarmAttempts] times, or given
// up. It ends when the messages are delivered or dropped.
type Trouble struct {
	// Messages are all of them, Dead those that were given up.
	Messages, Dead int
	// Since is when the oldest of them should have gone; zero if there are none.
	Since time.Time
}

// Scope is whose messages somebody may know to be undelivered. Its values are
// read in SQL.
type Scope int

const (
	// ScopeOwn: only those to the person who asks.
	ScopeOwn Scope = 0
	// ScopeOpen: also those to others, but for the quiet ones. Those to webhooks are
	// to nobody.
	ScopeOpen Scope = 1
	// ScopeAll: every one, at the machine.
	ScopeAll Scope = 2
	// ScopeHooks: those to webhooks.
	ScopeHooks Scope = 3
)

// Address is where somebody wants messages; kept apart from all else.
type Address struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID // "" for a reporter
	Mail   string
	Lang   gehoor.Language
	// Code is what a [KindConfirm] carries; it is never stored beside an address.
	Code string
}

// Reach is how somebody of staff who asked for it is called. It is kept apart as an
// address is, goes in with the act that asks and away with the one that answers.
type Reach struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
	// Name is how they are asked for, Phone where.
	Name, Phone string
}

// Store keeps the outbox: for each organisation a queue of mail, and one for each of
// its webhooks.
type Store interface {
	// Claim takes up to limit messages to people that may go at now, and hides them from other claims until now+lease. One that would have to wait for
	// longer than [MaxWait] was put there while the clock was wrong, and may go.
	Claim(ctx context.Context, org gehoor.OrgID, now time.Time, lease time.Duration, limit int) ([]Message, error)
	// ClaimHook does so with messages to one webhook.
	ClaimHook(ctx context.Context, org gehoor.OrgID, hook Hook, now time.Time, lease time.Duration, limit int) ([]Message, error)
	// DeleteHooksBefore removes the messages to webhooks, of all organisations, that
	// should have gone before a moment, and returns how many.
	DeleteHooksBefore(ctx context.Context, notBefore time.Time) (int, error)
	// Sent removes a message.
	Sent(ctx context.Context, id string) error
	// Failed counts an attempt, keeps why, and sets when to try again. With dead it
	// is given up: retryAt is then the present moment and becomes DeadAt.
	Failed(ctx context.Context, id string, retryAt time.Time, dead bool, reason string) error
	// Waiting counts an organisation's messages waiting and given up.
	Waiting(ctx context.Context, org gehoor.OrgID) (waiting, dead int, err error)

	// Trouble counts what could not be delivered of what who may know.
	Trouble(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, scope Scope) (Trouble, error)
	// Undelivered lists at most limit messages that could not be delivered, the
	// oldest first.
	Undelivered(ctx context.Context, org gehoor.OrgID, limit int) ([]Message, error)
	// Retry lets the message with this ID, or all with id "", go again at now, if
	// it could not be delivered, and returns how many. It stays in trouble until it
	// is delivered.
	Retry(ctx context.Context, org gehoor.OrgID, id string, now time.Time) (int, error)
	// Drop removes the message with this ID, or all with id "", if it could not be
	// delivered, and returns how many.
	Drop(ctx context.Context, org gehoor.OrgID, id string) (int, error)

	// Enqueue adds a message that no act of the ledger causes.
	Enqueue(ctx context.Context, m Message) error

	// MailTexts returns what an organisation's mails say, as PutMailTexts kept it,
	// or gehoor.ErrNotFound.
	MailTexts(ctx context.Context, org gehoor.OrgID) (string, error)
	// PutMailTexts keeps the texts of an organisation; "" removes them.
	PutMailTexts(ctx context.Context, org gehoor.OrgID, yaml string) error

	// Address finds where a person wants messages, or gehoor.ErrNotFound.
	Address(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Address, error)
	// PutAddress adds or replaces an address; an empty Mail removes it.
	PutAddress(ctx context.Context, a Address) error

	// Reach finds how somebody who asked for it is called, or gehoor.ErrNotFound. A
	// batch of the ledger adds one or removes it.
	Reach(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Reach, error)

	// News finds a reporter's address by its link, or gehoor.ErrNotFound.
	News(ctx context.Context, org gehoor.OrgID, link Link) (News, error)
	// NewsByCode finds one by what stands for its code, or gehoor.ErrNotFound.
	NewsByCode(ctx context.Context, org gehoor.OrgID, code [32]byte) (News, error)
	// PutNews adds an address, or replaces the one with the same link.
	PutNews(ctx context.Context, n News) error
	// DeleteNews removes an address; one that is gone is no error. A batch of the
	// ledger removes one too, with a News among its deletes.
	DeleteNews(ctx context.Context, org gehoor.OrgID, link Link) error
	// DeleteNewsBefore removes the addresses, of all organisations, that were asked
	// before that day and not confirmed, and returns how many.
	DeleteNewsBefore(ctx context.Context, asked time.Time) (int, error)
}

// Channel delivers one message to one address. It is safe for concurrent use,
// and returns at the latest soon after ctx ends. An error means: try again,
// unless it is a [Fault] that is permanent. Only a Fault's text is ever shown.
type Channel interface {
	Send(ctx context.Context, to Address, m Message) error
}
