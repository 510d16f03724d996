package person

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/story"
)

// ReporterBrowser is the browser of a reporter who holds a code. It implements
// [story.Reporter].
type ReporterBrowser struct {
	org  gehoor.OrgID
	root note.Verifier
	own  Reporter
}

var _ story.Reporter = (*ReporterBrowser)(nil)

// NewReporterBrowser is a browser into which the code was typed. root is the
// organisation's verifier key, as it publishes it off the server.
func NewReporterBrowser(org gehoor.OrgID, root note.Verifier, code Code) (*ReporterBrowser, error) {
	own, err := code.Reporter(org)
	if err != nil {
		return nil, err
	}
	return &ReporterBrowser{org: org, root: root, own: own}, nil
}

// LookUp is the secret that is sent to find the mailbox.
func (r *ReporterBrowser) LookUp() LookUp { return r.own.LookUp }

// Lookup implements [story.Reporter]: what the server keeps of the secret.
func (r *ReporterBrowser) Lookup() [32]byte {
	raw, err := hex.DecodeString(string(r.own.LookUp))
	if err != nil {
		panic("person: a look-up secret that is not hexadecimal") // we made it ourselves
	}
	return sha256.Sum256(raw)
}

// Submit implements [story.Reporter]. It makes the conversation for those in the
// preview, and the identity compartment for those whom the reporter chose.
func (r *ReporterBrowser) Submit(to casework.Preview, said story.Said, s casework.Submission) (casework.Submission, error) {
	var err error
	s.Lookup = r.Lookup()
	if s.Conversation, err = r.box(gehoor.Conversation, to.Holders, to); err != nil {
		return s, err
	}
	if s.Account, err = sealed(r.org, seal.Account, said.Account, s.Conversation.Recipient); err != nil {
		return s, err
	}
	if said.Who == nil {
		return s, nil
	}
	mayKnow, err := among(to.Holders, said.MayKnow)
	if err != nil {
		return s, err
	}
	box, err := r.box(gehoor.Identity, mayKnow, to)
	if err != nil {
		return s, err
	}
	who, err := sealed(r.org, seal.Who, said.Who, box.Recipient)
	s.Identity, s.Who = &box, &who
	return s, err
}

func (r *ReporterBrowser) box(name gehoor.Compartment, holders []*directory.Person, to casework.Preview) (casework.Sealed, error) {
	return compartment{
		org: r.org, root: r.root, name: name, holders: holders,
		reporter: string(r.own.Identity.Recipient()), custodians: to.Custodians, threshold: to.Threshold,
	}.make()
}

// among are the people with these IDs; one that is not there is an error.
func among(people []*directory.Person, ids []gehoor.PersonID) ([]*directory.Person, error) {
	var chosen []*directory.Person
	for _, id := range ids {
		i := slices.IndexFunc(people, func(p *directory.Person) bool { return p.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("person: only somebody who can open the signal may know who the reporter is")
		}
		chosen = append(chosen, people[i])
	}
	return chosen, nil
}

// Say implements [story.Reporter].
func (r *ReporterBrowser) Say(box casework.Mailbox, text string) (ledger.Content, error) {
	return say(r.org, box.Boxes, text)
}

// Open implements [story.Reporter].
func (r *ReporterBrowser) Open(box casework.Mailbox, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	return openWords(r.own.Identity, r.org, box.Boxes, placesOf([]signal.Signal{box.Signal}), contents)
}

func say(org gehoor.OrgID, boxes []casework.Box, text string) (ledger.Content, error) {
	box, ok := boxNamed(boxes, gehoor.Conversation)
	if !ok {
		return ledger.Content{}, fmt.Errorf("person: there is no conversation")
	}
	return sealed(org, seal.Message, []byte(text), box.Recipient)
}

// placesOf says what the contents of signals are.
func placesOf(signals []signal.Signal) map[gehoor.ContentID]place {
	in := map[gehoor.ContentID]place{}
	for _, s := range signals {
		in[s.Account] = place{gehoor.Conversation, seal.Account}
		if s.Who != "" {
			in[s.Who] = place{gehoor.Identity, seal.Who}
		}
		for _, e := range s.Thread {
			in[e.Content] = place{gehoor.Conversation, seal.Message}
		}
	}
	return in
}
