package story

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
)

// Naming gives browsers that seal nothing: content is a unique text that says
// what it stands for. What matters to casework (who gets a key, which content
// goes where) is as with true ones. It is not for a server that real people use,
// and not for concurrent use.
type Naming struct {
	made   int
	opened map[gehoor.ContentID]string
}

// NewNaming returns browsers for the people of one or more stories.
func NewNaming() *Naming { return &Naming{opened: map[gehoor.ContentID]string{}} }

// Reporter implements [Browsers].
func (n *Naming) Reporter(name string) (Reporter, error) { return namingReporter{n, name}, nil }

// Staff implements [Browsers].
func (n *Naming) Staff(who gehoor.PersonID) (Staff, error) { return namingStaff{n, who}, nil }

// content names a thing that was never there before.
func (n *Naming) content(what, words string) ledger.Content {
	n.made++
	text := fmt.Appendf(nil, "naming %d %s", n.made, what)
	id := seal.NameOf(text)
	n.opened[id] = words
	return ledger.Content{ID: id, Bytes: text}
}

const keyWords = "\x00key"

func (n *Naming) compartment(c gehoor.Compartment, holders []gehoor.PersonID, reporter bool, custodians []*directory.Person, threshold int) casework.Sealed {
	n.made++
	s := casework.Sealed{Recipient: fmt.Sprintf("naming-recipient-%d", n.made), Threshold: threshold}
	for _, p := range holders {
		s.Grants = append(s.Grants, casework.SealedFor{Person: p, Content: n.content("key of "+string(c), keyWords)})
	}
	if reporter {
		s.Grants = append(s.Grants, casework.SealedFor{
			Content: n.content("reporter's key of "+string(c), keyWords),
			Vouched: dossier.Vouched{Recipient: "naming-reporter", Tag: "naming-tag"},
		})
	}
	for _, p := range custodians {
		s.Shares = append(s.Shares, casework.SealedFor{Person: p.ID, Content: n.content("share of "+string(c), keyWords)})
	}
	return s
}

// open returns the words of contents that are no keys.
func (n *Naming) open(contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	words := map[gehoor.ContentID]string{}
	for _, c := range contents {
		text, ok := n.opened[c.ID]
		if !ok || seal.NameOf(c.Bytes) != c.ID {
			return nil, fmt.Errorf("story: content that nobody made")
		}
		if !strings.HasPrefix(text, "\x00") {
			words[c.ID] = text
		}
	}
	return words, nil
}

type namingReporter struct {
	*Naming
	name string
}

func (r namingReporter) Lookup() [32]byte { return sha256.Sum256([]byte("naming look-up " + r.name)) }

func (r namingReporter) Submit(to casework.Preview, said Said, s casework.Submission) (casework.Submission, error) {
	s.Lookup = r.Lookup()
	s.Account = r.content("account", string(said.Account))
	s.Conversation = r.compartment(gehoor.Conversation, ids(to.Holders), true, to.Custodians, to.Threshold)
	if said.Who != nil {
		who := r.content("who", string(said.Who))
		box := r.compartment(gehoor.Identity, said.MayKnow, true, to.Custodians, to.Threshold)
		s.Who, s.Identity = &who, &box
	}
	return s, nil
}

func (r namingReporter) Say(_ casework.Mailbox, words string) (ledger.Content, error) {
	return r.content("message", words), nil
}

func (r namingReporter) Open(_ casework.Mailbox, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	return r.open(contents)
}

// Participant implements [Browsers].
func (n *Naming) Participant(name string) (Participant, error) {
	return namingParticipant{n, name}, nil
}

type namingParticipant struct {
	*Naming
	name string
}

func (p namingParticipant) Say(_ casework.ParticipantBox, words string) (ledger.Content, error) {
	return p.content("message", words), nil
}

func (p namingParticipant) Open(_ casework.ParticipantBox, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	return p.open(contents)
}

type namingStaff struct {
	*Naming
	id gehoor.PersonID
}

func (s namingStaff) Author() casework.Author { return nil }

func (s namingStaff) Say(_ casework.Dossier, words string) (ledger.Content, error) {
	return s.content("message", words), nil
}

func (s namingStaff) Note(d casework.Dossier, in gehoor.Compartment, words string, _ []ledger.Content) (ledger.Content, *casework.Sealed, error) {
	note := s.content("note", words)
	for _, b := range d.Boxes {
		if b.Name == in {
			return note, nil, nil
		}
	}
	holders := d.Holders
	if in == gehoor.Care {
		holders = d.Carers
	}
	box := s.compartment(in, ids(holders), false, d.Custodians, d.Threshold)
	return note, &box, nil
}

func (s namingStaff) Admit(d casework.Dossier, to Participant, a casework.Admission, _ []ledger.Content) (casework.Admission, error) {
	a.Lookup = sha256.Sum256([]byte("naming look-up " + to.(namingParticipant).name))
	a.Made = s.compartment(gehoor.WithParticipant(a.Participant), ids(d.Holders), true, d.Custodians, d.Threshold)
	return a, nil
}

func (s namingStaff) SayTo(_ casework.Dossier, _ gehoor.ParticipantID, words string) (ledger.Content, error) {
	return s.content("message", words), nil
}

func (s namingStaff) Passing(to casework.Preview, whom string, p casework.Passing) (casework.Passing, error) {
	p.Whom = s.content("whom it is about", whom)
	p.Conversation = s.compartment(gehoor.Conversation, ids(to.Holders), false, to.Custodians, to.Threshold)
	return p, nil
}

func (s namingStaff) Keys(d casework.Dossier, to casework.Addable, _ []ledger.Content) ([]casework.SealedKey, error) {
	var keys []casework.SealedKey
	for _, c := range to.Lacks {
		box := boxNamed(d.Boxes, c)
		keys = append(keys, casework.SealedKey{Compartment: c, Epoch: box.Epoch, Content: s.content("key of "+string(c), keyWords)})
	}
	return keys, nil
}

func (s namingStaff) Rekey(d casework.Dossier, _ []ledger.Content) ([]casework.Rekeyed, error) {
	var all []casework.Rekeyed
	for _, to := range d.Rekeyings {
		box := boxNamed(d.Boxes, to.Name)
		made := s.compartment(to.Name, ids(to.Holders), len(to.Codes) > 0, d.Custodians, d.Threshold)
		all = append(all, casework.Rekeyed{Compartment: to.Name, Epoch: box.Epoch + 1, Sealed: made, Before: s.content("key before of "+string(to.Name), keyWords)})
	}
	return all, nil
}

func boxNamed(boxes []casework.Box, name gehoor.Compartment) casework.Box {
	i := slices.IndexFunc(boxes, func(b casework.Box) bool { return b.Name == name })
	return boxes[i]
}

func (s namingStaff) Chart(_ protocol.Date, _ []Charted, readers []*directory.Person) (casework.ChartImport, error) {
	s.made++
	in := casework.ChartImport{SealedNames: casework.SealedNames{Recipient: fmt.Sprintf("naming-recipient-%d", s.made), Names: []ledger.Content{s.content("names of the chart", keyWords)}}}
	for _, p := range readers {
		in.Keys = append(in.Keys, casework.SealedFor{Person: p.ID, Content: s.content("key of the chart", keyWords)})
	}
	return in, nil
}

func (s namingStaff) PassOn(c casework.Ceremony, _ gehoor.PersonID, _ []ledger.Content) ([]casework.SealedShare, error) {
	var shares []casework.SealedShare
	for _, b := range c.Boxes {
		shares = append(shares, casework.SealedShare{Compartment: b.Name, Content: s.content("share of "+string(b.Name), keyWords)})
	}
	return shares, nil
}

func (s namingStaff) Join(c casework.Ceremony, _ []ledger.Content) (casework.Joined, error) {
	j := casework.Joined{Recovery: c.Recovery}
	for _, g := range c.Custodians {
		if g.Gave {
			j.Used = append(j.Used, g.ID)
		}
	}
	if c.Text != "" {
		j.Said = []byte(s.opened[c.Text])
		return j, nil
	}
	for _, b := range c.Boxes {
		j.Keys = append(j.Keys, casework.SealedKey{Compartment: b.Name, Epoch: b.Epoch, Content: s.content("key of "+string(b.Name), keyWords)})
	}
	return j, nil
}

func (s namingStaff) Drill(care casework.Care, to gehoor.PersonID) (casework.Drill, error) {
	const said = "a text of a drill"
	text := s.content("text", said)
	made := s.compartment(gehoor.Case, nil, false, care.Custodians, care.Threshold)
	return casework.Drill{Recipient: to, Made: made, Text: text, Proof: sha256.Sum256([]byte(said))}, nil
}

func (s namingStaff) Open(_ casework.Dossier, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	return s.open(contents)
}

func ids(people []*directory.Person) []gehoor.PersonID {
	out := make([]gehoor.PersonID, len(people))
	for i, p := range people {
		out[i] = p.ID
	}
	return out
}
