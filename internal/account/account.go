// Package account keeps what lets somebody in: sign-in secrets, sessions,
// mailboxes of reporters, sealed drafts and diaries, throttles. They are plain rows, no
// events: a password that changes is no fact of a case.
//
// # What arrives here
//
// Never a passphrase and never a reporter's code, but a secret that the browser
// derived from it (doc/formats.md §3 and §4). It is kept as its SHA-256. A
// [Door] is the only way to use it: it signs in, recognises a session, opens a
// mailbox, keeps a draft.
//
// # What it promises
//
//   - An unknown login behaves as a known one with a wrong passphrase: the same
//     refusal, the same throttle, the same steps. What remains is the
//     database's own time to find a row or to find none.
//   - A login's throttle is shared by all browsers that never signed in as it,
//     and by no others. A browser that did holds a device cookie and has tries of
//     its own, so that whoever guesses at somebody's login cannot keep that
//     person out of their usual browser. A person in a new browser waits while
//     somebody else is guessing: at most [StrangerEvery] for a try.
//   - A passkey is asked of nobody in particular, so that no answer tells who has
//     one. What it signs is used once.
//   - A right code is never throttled. It has 128 random bits; wrong ones are
//     told to wait, so that noise stays visible, and right ones pass.
//   - No internet address is looked at or kept: a town hall has one for
//     everybody, and a reporter's is nobody's business.
//   - How recently a session was used is written in its own cookie, under the
//     server's key, and nowhere else. The database knows the minute in which
//     somebody of staff signed in and in what kind of browser, and the day on
//     which a reporter came.
//
// # What it never does
//
// Log, print or return a secret, a login or an address; read a clock or make
// randomness (both are given); decide what a person may see (casework does).
//
// The throttles live in one process's memory. With n nodes somebody who reaches
// them all has n times the tries; a restart forgets them.
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
	// Salt is for the browser's scrypt. It is what [ServerSecret.Salt] gives, and
	// stays when a passphrase changes: a salt that ever differs from that of an
	// unknown login would tell that the login exists.
	Salt   [32]byte
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
	// CreatedAt is when it began: a whole minute for staff, a whole day for
	// reporters. No session outlives it by more than [StaffLimit] or
	// [ReporterDays].
	CreatedAt time.Time
	// SeenAt is the day on which it began, for staff too, and what
	// [Store.DeleteSessionsBefore] goes by. It is never refreshed: the minute of
	// the last request is in the cookie (token.go), because a row or a backup
	// that had it would tell when a reporter was here.
	SeenAt time.Time
	// Browser is the one of somebody of staff, so that they know their sessions apart.
	// Of a reporter's nothing is kept.
	Browser Browser
	// ProvenAt is the minute in which the organisation's own provider last said who it
	// is; zero if it was not asked.
	ProvenAt time.Time
	// Bare: it began with the provider alone, and with nothing that opens a key.
	Bare bool
}

// Mailbox ties the look-up hash of a code to a signal or a participant; one of the two is
// set. It is made in the transaction that receives the signal, or gives the code.
type Mailbox struct {
	Org         gehoor.OrgID
	Lookup      [32]byte // SHA-256 of the look-up secret
	Dossier     gehoor.DossierID
	Signal      gehoor.SignalID
	Participant gehoor.ParticipantID
}

// FormerCodes are, in a transaction that removes rows, all mailboxes of a signal or a
// participant but the one with this look-up hash: none is spared if that is zero. A code that was replaced lets nobody in, and
// a session that began with it has ended ([Door.Authenticate]).
type FormerCodes Mailbox

// Draft is what a reporter has not finished, sealed to the reporter alone: the
// account, or the answers to questions that they were sent.
type Draft struct {
	Org    gehoor.OrgID
	Lookup [32]byte
	// Sending says to which of the questions that were sent the answers belong, from
	// 1; 0 is the account.
	Sending int
	Sealed  []byte
	SavedOn time.Time // a day
}

// Store keeps accounts. Methods answer [gehoor.ErrNotFound] for what is not
// there and are safe for concurrent use.
type Store interface {
	// Gone finds what is left of a mailbox whose dossier was destroyed.
	Gone(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (Gone, error)
	// DeleteGoneBefore removes those whose EndsOn is before a day, and returns how
	// many.
	DeleteGoneBefore(ctx context.Context, day time.Time) (int, error)

	// Login finds a login by its name.
	Login(ctx context.Context, org gehoor.OrgID, name string) (Login, error)
	// LoginOf finds a person's login.
	LoginOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Login, error)
	// PutLogin adds or replaces a person's login.
	PutLogin(ctx context.Context, l Login) error
	// ChangeLogin replaces the secret and the wrapped identity of a person's login,
	// both at once, if its secret is still old, and returns whether it was.
	ChangeLogin(ctx context.Context, l Login, old [32]byte) (changed bool, err error)

	// Passkey finds a passkey by the name that its authenticator gave it.
	Passkey(ctx context.Context, org gehoor.OrgID, credential []byte) (Passkey, error)
	// PasskeysOf lists a person's passkeys in the order in which they were added,
	// those of one day by their names.
	PasskeysOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]Passkey, error)
	// PutPasskey adds a passkey if its person's login still has that secret and no
	// passkey of the organisation has the name, and returns whether it did. A login
	// that is replaced at the same time takes it along, or leaves none.
	PutPasskey(ctx context.Context, p Passkey, secret [32]byte) (added bool, err error)
	// UsePasskey notes a passkey's count, and the challenge that it answered, if that
	// is later than the one before, and returns whether it was.
	UsePasskey(ctx context.Context, org gehoor.OrgID, credential []byte, count uint32, at time.Time) (used bool, err error)
	// DeletePasskey removes a person's passkey; one that is gone is no error.
	DeletePasskey(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, credential []byte) error

	// LinkBy finds whose an account elsewhere is, LinkOf the account of a person.
	LinkBy(ctx context.Context, org gehoor.OrgID, subject [32]byte) (Link, error)
	LinkOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Link, error)
	// PutLink adds or replaces the account of a person who has a login, unless it is
	// another person's, and returns whether it did.
	PutLink(ctx context.Context, l Link) (put bool, err error)
	// DeleteLink removes it; one that is gone is no error.
	DeleteLink(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) error

	// Invitation finds an invitation by its code's hash.
	Invitation(ctx context.Context, org gehoor.OrgID, secret [32]byte) (Invitation, error)
	// Invitations lists an organisation's invitations by name, those that ended
	// too.
	Invitations(ctx context.Context, org gehoor.OrgID) ([]Invitation, error)

	// Session finds a session by its token's hash.
	Session(ctx context.Context, token [32]byte) (Session, error)
	// PutSession adds a session, or replaces the one with the same token.
	PutSession(ctx context.Context, s Session) error
	// DeleteSession ends a session; ending one that is gone is no error.
	DeleteSession(ctx context.Context, token [32]byte) error
	// SessionsOf lists the sessions of a member of staff, the newest first.
	SessionsOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) ([]Session, error)
	// DeleteSessionOf ends a session if it is of this member of staff; another one, or
	// one that is gone, is no error.
	DeleteSessionOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, token [32]byte) error
	// DeleteSessionsOf ends every session of a member of staff but the one that is
	// kept, and returns how many.
	DeleteSessionsOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, kept [32]byte) (int, error)
	// DeleteSessionsBefore ends every session whose SeenAt is before seen and
	// returns how many.
	DeleteSessionsBefore(ctx context.Context, seen time.Time) (int, error)

	// Mailbox finds a signal by the look-up hash.
	Mailbox(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (Mailbox, error)

	// Draft finds a sealed draft.
	Draft(ctx context.Context, org gehoor.OrgID, lookup [32]byte, sending int) (Draft, error)
	// PutDraft adds or replaces a draft.
	PutDraft(ctx context.Context, d Draft) error
	// DeleteDraft removes a draft; one that is gone is no error.
	DeleteDraft(ctx context.Context, org gehoor.OrgID, lookup [32]byte, sending int) error
	// DeleteDraftsBefore removes drafts last saved before that day and returns
	// how many.
	DeleteDraftsBefore(ctx context.Context, saved time.Time) (int, error)

	// Diary lists the entries of a diary by number, those that ended too.
	Diary(ctx context.Context, org gehoor.OrgID, lookup [32]byte) ([]DiaryEntry, error)
	// AddDiaryEntry adds an entry, unless its number is taken, and returns whether it
	// did.
	AddDiaryEntry(ctx context.Context, e DiaryEntry) (added bool, err error)
	// KeepDiary sets when all entries of a diary end.
	KeepDiary(ctx context.Context, org gehoor.OrgID, lookup [32]byte, endsOn time.Time) error
	// DeleteDiary removes a diary; one that is gone is no error.
	DeleteDiary(ctx context.Context, org gehoor.OrgID, lookup [32]byte) error
	// DeleteDiariesBefore removes entries whose EndsOn is before a day, and returns
	// how many.
	DeleteDiariesBefore(ctx context.Context, day time.Time) (int, error)
}
