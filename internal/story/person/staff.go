package person

import (
	"crypto/rand"
	"fmt"
	"maps"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/story"
)

// Staff is somebody of staff at the moment of getting a login: their own key,
// and the way in.
type Staff struct {
	ID    gehoor.PersonID
	Login account.Login
	Key   directory.KeyPublished

	own unseal.Identity
}

// String hides the secrets.
func (s Staff) String() string { return "staff(hidden)" }

// GoString hides the secrets.
func (s Staff) GoString() string { return s.String() }

// Enrol makes somebody's key, lets the root vouch for it on that day, and wraps
// it with the passphrase. salt is what the server gives for the login. It takes
// as long as [endpoint.Stretch].
func Enrol(org gehoor.OrgID, root note.Signer, id gehoor.PersonID, login, passphrase string, salt [32]byte, on time.Time) (Staff, error) {
	s := Staff{ID: id, Login: account.Login{Org: org, Name: login, Person: id, Salt: salt}}
	var err error
	if s.own, err = unseal.NewIdentity(); err != nil {
		return Staff{}, err
	}
	signing, err := endpoint.SigningKey(s.own, org)
	if err != nil {
		return Staff{}, err
	}
	signer := endpoint.SignerOf(signing)
	s.Key.Recipient, s.Key.Signer = string(s.own.Recipient()), string(signer)
	s.Key.Note, err = seal.SignStaffKey(root, org, seal.StaffKey{Person: id, Recipient: s.own.Recipient(), Signer: signer, On: on})
	if err != nil {
		return Staff{}, err
	}
	in, err := endpoint.Stretch(passphrase, salt, org)
	if err != nil {
		return Staff{}, err
	}
	if s.Login.Secret, err = account.ParseSecret(in.Secret); err != nil {
		return Staff{}, fmt.Errorf("person: enrol: %w", err)
	}
	s.Login.Wrapped, err = endpoint.WrapIdentity(in.Wrap.Recipient(), org, s.own)
	return s, err
}

// Browser is this person's browser, signed in.
func (s Staff) Browser(root note.Verifier) *StaffBrowser {
	return &StaffBrowser{org: s.Login.Org, root: root, own: s.own}
}

// StaffBrowser is the browser of somebody of staff whose key is unlocked. It
// implements [story.Staff].
type StaffBrowser struct {
	org  gehoor.OrgID
	root note.Verifier
	own  unseal.Identity
}

var _ story.Staff = (*StaffBrowser)(nil)

// Unlock is the browser of somebody who signs in with a passphrase: the salt and the wrapped identity
// are what the server gave.
func Unlock(org gehoor.OrgID, root note.Verifier, passphrase string, salt [32]byte, wrapped []byte) (*StaffBrowser, error) {
	in, err := endpoint.Stretch(passphrase, salt, org)
	if err != nil {
		return nil, err
	}
	own, err := endpoint.UnwrapIdentity(in.Wrap, org, wrapped)
	if err != nil {
		return nil, err
	}
	return &StaffBrowser{org: org, root: root, own: own}, nil
}

// Author implements [story.Staff].
func (b *StaffBrowser) Author() casework.Author {
	key, err := endpoint.SigningKey(b.own, b.org)
	if err != nil {
		return nil
	}
	return endpoint.Author(key, b.org, func(p []byte) { _, _ = rand.Read(p) }) // it never fails
}

// Say implements [story.Staff].
func (b *StaffBrowser) Say(d casework.Dossier, text string) (ledger.Content, error) {
	return endpoint.Say(b.org, d.Boxes, []byte(text))
}

// Note implements [story.Staff]: the first note makes the compartment, for
// everybody who holds the conversation, or who cares.
func (b *StaffBrowser) Note(d casework.Dossier, in gehoor.Compartment, text string, own []ledger.Content) (ledger.Content, *casework.Sealed, error) {
	if box, ok := endpoint.Named(d.Boxes, in); ok {
		c, err := endpoint.Seal(b.org, seal.Note, []byte(text), box.Recipient)
		return c, nil, err
	}
	ring, err := endpoint.OpenKeys(b.own, b.org, d.Boxes, own)
	if err != nil {
		return ledger.Content{}, nil, err
	}
	holders := d.Holders
	if in == gehoor.Care {
		holders = d.Carers
	}
	made, err := ring.MakeInternal(endpoint.Compartment{Root: b.root, Name: in, Holders: holders, Custodians: d.Custodians, Threshold: d.Threshold})
	if err != nil {
		return ledger.Content{}, nil, err
	}
	c, err := endpoint.Seal(b.org, seal.Note, []byte(text), made.Recipient)
	return c, &made, err
}

// Open implements [story.Staff].
func (b *StaffBrowser) Open(d casework.Dossier, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	in := endpoint.Places(d.Signals)
	maps.Copy(in, endpoint.ParticipantPlaces(d.Participants))
	for _, n := range d.Notes {
		in[n.Content] = endpoint.Place{Compartment: gehoor.Case, Type: seal.Note}
	}
	for _, r := range d.Records {
		in[r.Content] = endpoint.Place{Compartment: r.In, Type: seal.Note}
		in[r.Different] = endpoint.Place{Compartment: gehoor.Case, Type: seal.Note}
	}
	for _, p := range d.Waiting {
		in[p.Content] = endpoint.Place{Compartment: gehoor.Case, Type: seal.Note}
	}
	ring, err := endpoint.OpenKeys(b.own, b.org, d.Boxes, contents)
	if err != nil {
		return nil, err
	}
	return ring.OpenWords(in, contents)
}

// Admit implements [story.Staff].
func (b *StaffBrowser) Admit(d casework.Dossier, to story.Participant, a casework.Admission, own []ledger.Content) (casework.Admission, error) {
	ring, err := endpoint.OpenKeys(b.own, b.org, d.Boxes, own)
	if err != nil {
		return a, err
	}
	return ring.Admit(b.root, d, to.(*ParticipantBrowser).own, a)
}

// SayTo implements [story.Staff].
func (b *StaffBrowser) SayTo(d casework.Dossier, p gehoor.ParticipantID, text string) (ledger.Content, error) {
	return endpoint.SayTo(b.org, d.Boxes, p, []byte(text))
}

// Passing implements [story.Staff].
func (b *StaffBrowser) Passing(to casework.Preview, whom string, p casework.Passing) (casework.Passing, error) {
	return endpoint.PassOn(b.org, b.root, to, []byte(whom), p)
}

// Keys implements [story.Staff].
func (b *StaffBrowser) Keys(d casework.Dossier, to casework.Addable, own []ledger.Content) ([]casework.SealedKey, error) {
	ring, err := endpoint.OpenKeys(b.own, b.org, d.Boxes, own)
	if err != nil {
		return nil, err
	}
	var keys []casework.SealedKey
	for _, name := range to.Lacks {
		box, _ := endpoint.Named(d.Boxes, name)
		content, err := ring.Grant(b.root, box, to.Person)
		if err != nil {
			return nil, err
		}
		keys = append(keys, casework.SealedKey{Compartment: name, Epoch: box.Epoch, Content: content})
	}
	return keys, nil
}

// Rekey implements [story.Staff].
func (b *StaffBrowser) Rekey(d casework.Dossier, own []ledger.Content) ([]casework.Rekeyed, error) {
	ring, err := endpoint.OpenKeys(b.own, b.org, d.Boxes, own)
	if err != nil {
		return nil, err
	}
	var all []casework.Rekeyed
	for _, to := range d.Rekeyings {
		box, _ := endpoint.Named(d.Boxes, to.Name)
		one, err := ring.Rekey(b.root, box, to, d.Custodians, d.Threshold)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// Chart implements [story.Staff].
func (b *StaffBrowser) Chart(on protocol.Date, names []story.Charted, readers []*directory.Person) (casework.ChartImport, error) {
	people := make([]personnel.Person, 0, len(names))
	for _, n := range names {
		people = append(people, personnel.Person{ID: n.ID, Number: n.Number, Name: n.Name, Former: []string{}, Function: n.Function, Manager: n.Manager})
	}
	last := personnel.Import{On: on, Mapping: personnel.Remembered{}, Refused: []personnel.Refused{}}
	return endpoint.SealChart(b.org, b.root, personnel.Names{People: people, Last: last}, readers)
}

// PassOn implements [story.Staff].
func (b *StaffBrowser) PassOn(c casework.Ceremony, me gehoor.PersonID, own []ledger.Content) ([]casework.SealedShare, error) {
	return b.part(me).PassOn(c, own)
}

// Join implements [story.Staff].
func (b *StaffBrowser) Join(c casework.Ceremony, given []ledger.Content) (casework.Joined, error) {
	return b.part(c.Recipient.ID).Join(c, given)
}

// Drill implements [story.Staff].
func (b *StaffBrowser) Drill(care casework.Care, to gehoor.PersonID) (casework.Drill, error) {
	return b.part("").Drill(care, to)
}

func (b *StaffBrowser) part(me gehoor.PersonID) endpoint.Part {
	return endpoint.Part{Org: b.org, Root: b.root, Me: me, Own: b.own}
}

// OpenShare opens the share of a compartment's key that this person keeps as a
// custodian.
func (b *StaffBrowser) OpenShare(content ledger.Content) (endpoint.Share, error) {
	return endpoint.OpenShare(b.own, b.org, content.Bytes)
}

// passphraseWords is how many words a generated passphrase has: 55 bits, each
// guess at which costs a scrypt of 128 MiB.
const passphraseWords = 5

// NewPassphrase draws five words of the Dutch list, joined by spaces. random
// fills its argument.
func NewPassphrase(random func([]byte)) string {
	c := endpoint.NewCode(random)
	list := c.Words(gehoor.Dutch)[:passphraseWords]
	phrase := list[0]
	for _, w := range list[1:] {
		phrase += " " + w
	}
	return phrase
}
