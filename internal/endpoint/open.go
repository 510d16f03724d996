package endpoint

import (
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/signal"
)

// Say seals a message to the conversation among somebody's compartments.
func Say(org gehoor.OrgID, boxes []casework.Box, text []byte) (ledger.Content, error) {
	box, ok := Named(boxes, gehoor.Conversation)
	if !ok {
		return ledger.Content{}, fmt.Errorf("endpoint: there is no conversation")
	}
	return Seal(org, seal.Message, text, box.Recipient)
}

// Named finds a compartment among those of a dossier.
func Named(boxes []casework.Box, name gehoor.Compartment) (casework.Box, bool) {
	for _, b := range boxes {
		if b.Name == name {
			return b, true
		}
	}
	return casework.Box{}, false
}

// Place is what a content is, and which compartment's key opens it.
type Place struct {
	Compartment gehoor.Compartment
	Type        seal.Type
}

// Places says what the contents of signals are.
func Places(signals []signal.Signal) map[gehoor.ContentID]Place {
	in := map[gehoor.ContentID]Place{}
	for _, s := range signals {
		in[s.Account] = Place{gehoor.Conversation, seal.Account}
		if s.Who != "" {
			in[s.Who] = Place{gehoor.Identity, seal.Who}
		}
		for _, e := range s.Thread {
			switch {
			case e.Content == "":
			case e.Form == signal.FormFile:
				in[e.Content] = Place{gehoor.Conversation, seal.File}
			case e.Form == signal.FormAnswers:
				in[e.Content] = Place{gehoor.Conversation, seal.Account}
			default:
				in[e.Content] = Place{gehoor.Conversation, seal.Message}
			}
		}
	}
	return in
}

// Keyring is the keys of the compartments that somebody can open.
type Keyring struct {
	org  gehoor.OrgID
	keys map[gehoor.Compartment]unseal.Identity
}

// OpenKeys opens the keys of compartments among contents with somebody's own
// identity. A key that is not that of its compartment is an error.
func OpenKeys(own unseal.Identity, org gehoor.OrgID, boxes []casework.Box, contents []ledger.Content) (Keyring, error) {
	ring := Keyring{org: org, keys: map[gehoor.Compartment]unseal.Identity{}}
	for _, c := range contents {
		if err := ring.take(own, boxes, c); err != nil {
			return Keyring{}, err
		}
	}
	return ring, nil
}

// Grant seals the key of a compartment to one more person.
func (r Keyring) Grant(root note.Verifier, b casework.Box, p *directory.Person) (ledger.Content, error) {
	key, ok := r.keys[b.Name]
	if !ok {
		return ledger.Content{}, fmt.Errorf("endpoint: no key of %s", b.Name)
	}
	return GrantTo(r.org, root, b, key, p)
}

// take opens a content that is the key of a compartment, and checks that it is
// that compartment's.
func (r Keyring) take(own unseal.Identity, boxes []casework.Box, c ledger.Content) error {
	for _, b := range boxes {
		if b.Key != c.ID {
			continue
		}
		g, id, err := OpenGrant(own, r.org, c.Bytes)
		if err != nil {
			return fmt.Errorf("endpoint: open the key of %s: %w", b.Name, err)
		}
		if g.Compartment != b.Name || g.Epoch != b.Epoch || string(id.Recipient()) != b.Recipient {
			return fmt.Errorf("endpoint: the key is not that of %s", b.Name)
		}
		r.keys[b.Name] = id
	}
	return nil
}

// Open opens one content. The caller owns what it returns.
func (r Keyring) Open(at Place, sealed []byte) ([]byte, error) {
	body, err := unseal.Open(r.keys[at.Compartment], r.org, at.Type, sealed)
	if err != nil {
		return nil, fmt.Errorf("endpoint: open %s: %w", at.Type, err)
	}
	return body, nil
}

// OpenFile begins to open a file of the conversation.
func (r Keyring) OpenFile(file Manifest) (*FileOpener, error) {
	return NewFileOpener(r.org, r.keys[gehoor.Conversation], file)
}

// OpenWords opens everything among contents that in says something about.
func (r Keyring) OpenWords(in map[gehoor.ContentID]Place, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	opened := map[gehoor.ContentID]string{}
	for _, c := range contents {
		at, ok := in[c.ID]
		if !ok {
			continue
		}
		body, err := r.Open(at, c.Bytes)
		if err != nil {
			return nil, err
		}
		opened[c.ID] = string(body)
	}
	return opened, nil
}
