package endpoint

import (
	"errors"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
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
		if s.Nobody() {
			in[s.Account] = Place{gehoor.Conversation, seal.Message} // whom it is about
		}
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
	org gehoor.OrgID
	// keys are those of each compartment, the present one first.
	keys map[gehoor.Compartment][]unseal.Identity
}

// OpenKeys opens the keys of compartments among contents with somebody's own
// identity. A key that is not that of its compartment is an error.
func OpenKeys(own unseal.Identity, org gehoor.OrgID, boxes []casework.Box, contents []ledger.Content) (Keyring, error) {
	ring := Keyring{org: org, keys: map[gehoor.Compartment][]unseal.Identity{}}
	for _, b := range boxes {
		if err := ring.take(own, b, contents); err != nil {
			return Keyring{}, err
		}
	}
	return ring, nil
}

// Grant seals the key of a compartment to one more person.
func (r Keyring) Grant(root note.Verifier, b casework.Box, p *directory.Person) (ledger.Content, error) {
	key, err := r.key(b.Name)
	if err != nil {
		return ledger.Content{}, err
	}
	return GrantTo(r.org, root, b, key, p)
}

// MakeInternal makes a compartment that who has the conversation's key makes: that for
// internal words, for what is written about care, or of a participant.
func (r Keyring) MakeInternal(c Compartment) (casework.Sealed, error) {
	conversation, err := r.key(gehoor.Conversation)
	if err != nil {
		return casework.Sealed{}, err
	}
	c.Org = r.org
	made, err := c.Make()
	if err != nil {
		return made, err
	}
	made.Tag, err = MadeTag(c.Name, conversation, r.org, made.Recipient)
	return made, err
}

// take opens the key of a compartment, if it is among contents, and with it the keys
// before. Each must be that which the dossier names: so nobody can put another key in the
// place of the present one who did not have the one before.
func (r Keyring) take(own unseal.Identity, b casework.Box, contents []ledger.Content) error {
	with, want := own, dossier.EarlierKey{Epoch: b.Epoch, Recipient: b.Recipient, Content: b.Key}
	for _, next := range append(slices.Clip(b.Earlier), dossier.EarlierKey{}) {
		i := slices.IndexFunc(contents, func(c ledger.Content) bool { return c.ID == want.Content })
		if i < 0 || want.Content == "" {
			return nil
		}
		g, id, err := OpenGrant(with, r.org, contents[i].Bytes)
		if err != nil {
			return fmt.Errorf("endpoint: open the key of %s: %w", b.Name, err)
		}
		if g.Compartment != b.Name || g.Epoch != want.Epoch || string(id.Recipient()) != want.Recipient {
			return fmt.Errorf("endpoint: the key is not that of %s", b.Name)
		}
		r.keys[b.Name] = append(r.keys[b.Name], id)
		with, want = id, next
	}
	return nil
}

// key is the present key of a compartment.
func (r Keyring) key(name gehoor.Compartment) (unseal.Identity, error) {
	keys := r.keys[name]
	if len(keys) == 0 {
		return unseal.Identity{}, fmt.Errorf("endpoint: no key of %s", name)
	}
	return keys[0], nil
}

// Open opens one content. The caller owns what it returns.
func (r Keyring) Open(at Place, sealed []byte) ([]byte, error) {
	body, err := openWith(r.keys[at.Compartment], nil, r.org, at.Type, sealed)
	if err != nil {
		return nil, fmt.Errorf("endpoint: open %s: %w", at.Type, err)
	}
	return body, nil
}

// openWith is [unseal.OpenIn] with whichever of the keys it was sealed to.
func openWith(keys []unseal.Identity, room []byte, org gehoor.OrgID, t seal.Type, sealed []byte) ([]byte, error) {
	for _, key := range keys {
		body, err := unseal.OpenIn(room, key, org, t, sealed)
		if !errors.Is(err, unseal.ErrNotRecipient) {
			return body, err
		}
	}
	return nil, unseal.ErrNotRecipient
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
