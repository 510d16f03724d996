package story

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Browsers gives everybody in a story a browser. [Naming] gives ones that seal
// nothing and only name, for tests and rehearsals; package person gives ones
// that seal truly.
type Browsers interface {
	// Reporter gives a reporter a browser with a new code. name is unique.
	Reporter(name string) (Reporter, error)
	// Participant gives somebody a browser with a new code, as a handler made it. name is
	// unique.
	Participant(name string) (Participant, error)
	// Staff gives the browser of a member of staff, signed in.
	Staff(who gehoor.PersonID) (Staff, error)
}

// Said is what a reporter tells in a signal, in words.
type Said struct {
	// Account is the body of content of type account (doc/formats.md §6).
	Account []byte
	// Who is the body of content of type who; nil if the reporter does not say.
	Who []byte
	// MayKnow are those whom the reporter lets know who they are.
	MayKnow []gehoor.PersonID
}

// Reporter is a reporter's browser.
type Reporter interface {
	// Lookup is the hash of the code's look-up secret.
	Lookup() [32]byte
	// Submit seals a signal to those in the preview, and fills in what is sealed
	// of s.
	Submit(to casework.Preview, said Said, s casework.Submission) (casework.Submission, error)
	// Say seals a message to the conversation.
	Say(box casework.Mailbox, words string) (ledger.Content, error)
	// LetKnow seals the key of who the reporter is to one more person; own are the sealed
	// keys of the reporter.
	LetKnow(box casework.Mailbox, own []ledger.Content, to *directory.Person) (ledger.Content, error)
	// Name seals who the reporter is, in a compartment that nobody else can open yet.
	Name(to casework.Preview, who []byte) (casework.Named, error)
	// Open opens the keys among the contents, and with them the rest. It
	// returns the words of what is no key.
	Open(box casework.Mailbox, contents []ledger.Content) (map[gehoor.ContentID]string, error)
}

// Participant is the browser of a witness or of the person concerned, with a code of their
// own.
type Participant interface {
	// Say seals a message to those who handle.
	Say(box casework.ParticipantBox, words string) (ledger.Content, error)
	// Open opens the keys among the contents, and with them the rest.
	Open(box casework.ParticipantBox, contents []ledger.Content) (map[gehoor.ContentID]string, error)
}

// Charted is somebody of an organisation chart, with what is sealed of them.
type Charted struct {
	ID                     gehoor.PersonID
	Number, Name, Function string
	// Manager is whom they work under; "" for nobody.
	Manager gehoor.PersonID
}

// Staff is the browser of a member of staff.
type Staff interface {
	// Author signs what this person does; nil for browsers that sign nothing.
	Author() casework.Author
	// Say seals a message to the conversation.
	Say(d casework.Dossier, words string) (ledger.Content, error)
	// Note seals an internal note to the compartment for the case or for care, and makes
	// it if there is none; own are then the sealed keys of this person.
	Note(d casework.Dossier, in gehoor.Compartment, words string, own []ledger.Content) (ledger.Content, *casework.Sealed, error)
	// Admit makes the compartment of a participant, to whose code it is sealed too; own are
	// the sealed keys of this person.
	Admit(d casework.Dossier, to Participant, a casework.Admission, own []ledger.Content) (casework.Admission, error)
	// SayTo seals a message to a participant.
	SayTo(d casework.Dossier, p gehoor.ParticipantID, words string) (ledger.Content, error)
	// Passing seals whom a signal without content is about to those in the preview, and
	// fills in what is sealed of p.
	Passing(to casework.Preview, whom string, p casework.Passing) (casework.Passing, error)
	// Keys seals the keys that somebody lacks to that person; own are the sealed
	// keys of this one.
	Keys(d casework.Dossier, to casework.Addable, own []ledger.Content) ([]casework.SealedKey, error)
	// Rekey gives the compartments that want one another key; own are the sealed keys of
	// this person.
	Rekey(d casework.Dossier, own []ledger.Content) ([]casework.Rekeyed, error)
	// PassOn opens the own shares of a custodian and seals them to the recipient of
	// a recovery.
	PassOn(c casework.Ceremony, me gehoor.PersonID, own []ledger.Content) ([]casework.SealedShare, error)
	// Join joins the shares that were given to this person.
	Join(c casework.Ceremony, given []ledger.Content) (casework.Joined, error)
	// Drill makes something to recover, for somebody.
	Drill(care casework.Care, to gehoor.PersonID) (casework.Drill, error)
	// Chart seals the names of an organisation chart to its readers.
	Chart(on protocol.Date, names []Charted, readers []*directory.Person) (casework.ChartImport, error)
	// Open opens the keys among the contents, and with them the rest.
	Open(d casework.Dossier, contents []ledger.Content) (map[gehoor.ContentID]string, error)
}
