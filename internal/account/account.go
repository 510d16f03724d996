// Package account keeps what lets somebody in: sign-in secrets, sessions,
// mailboxes of reporters, sealed drafts, throttles. They are plain rows, no
// events: a password that changes is no fact of a case.
//
// What arrives here is never a passphrase and never a reporter's code, but a
// secret that the browser derived from it (doc/formats.md). It is stored
// hashed. An unknown login behaves exactly as a known one with a wrong
// passphrase, in answer and in time.
package account

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
)

// Login is one person's way in. Secret is the SHA-256 of the sign-in secret.
type Login struct {
	Org    gehoor.OrgID
	Name   string // what they type, lower case
	Person gehoor.PersonID
	Salt   [32]byte // for the browser's scrypt
	Secret [32]byte
	// Wrapped is the person's age identity, sealed under the wrapping key that
	// never leaves the browser. It is given out only after sign-in.
	Wrapped []byte
}

// Session is a signed-in browser. Token is the SHA-256 of what the cookie holds.
// Exactly one of Person and Mailbox is set.
type Session struct {
	Token   [32]byte
	Org     gehoor.OrgID
	Person  gehoor.PersonID
	Mailbox *Mailbox
	// CreatedAt and SeenAt are whole minutes for staff and whole days for
	// reporters: nothing finer is needed to end a session.
	CreatedAt time.Time
	SeenAt    time.Time
}

// Mailbox ties a reporter's look-up hash to a signal. It is made in the
// transaction that receives the signal.
type Mailbox struct {
	Org     gehoor.OrgID
	Lookup  [32]byte // SHA-256 of the look-up secret
	Dossier gehoor.DossierID
	Signal  gehoor.SignalID
}

// Draft is a reporter's unfinished account, sealed to the reporter alone.
type Draft struct {
	Org     gehoor.OrgID
	Lookup  [32]byte
	Sealed  []byte
	SavedOn time.Time // a day
}

// Store keeps accounts. Methods answer [gehoor.ErrNotFound] for what is not
// there and are safe for concurrent use.
type Store interface {
	// Login finds a login by its name.
	Login(ctx context.Context, org gehoor.OrgID, name string) (Login, error)
	// LoginOf finds a person's login.
	LoginOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Login, error)
	// PutLogin adds or replaces a person's login.
	PutLogin(ctx context.Context, l Login) error

	// Session finds a session by its token's hash.
	Session(ctx context.Context, token [32]byte) (Session, error)
	// PutSession adds a session or refreshes its SeenAt.
	PutSession(ctx context.Context, s Session) error
	// DeleteSession ends a session; ending one that is gone is no error.
	DeleteSession(ctx context.Context, token [32]byte) error
	// DeleteSessionsBefore ends every session not seen since then and returns
	// how many.
	DeleteSessionsBefore(ctx context.Context, seen time.Time) (int, error)

	// Mailbox finds a signal by the look-up hash.
	Mailbox(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (Mailbox, error)

	// Draft finds a sealed draft.
	Draft(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (Draft, error)
	// PutDraft adds or replaces a draft.
	PutDraft(ctx context.Context, d Draft) error
	// DeleteDraft removes a draft; one that is gone is no error.
	DeleteDraft(ctx context.Context, org gehoor.OrgID, lookup [32]byte) error
	// DeleteDraftsBefore removes drafts last saved before that day and returns
	// how many.
	DeleteDraftsBefore(ctx context.Context, saved time.Time) (int, error)
}
