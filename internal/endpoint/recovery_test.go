package endpoint_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// recoveryVector is a recovery as one language passed it on and the other joins it.
type recoveryVector struct {
	By          string             `json:"by"`
	Org         gehoor.OrgID       `json:"org"`
	Dossier     gehoor.DossierID   `json:"dossier"`
	Recovery    gehoor.RecoveryID  `json:"recovery"`
	Compartment gehoor.Compartment `json:"compartment"`
	Recipient   string             `json:"recipient"`
	Threshold   int                `json:"threshold"`
	Identity    string             `json:"identity"`
	Joined      string             `json:"joined"`
	Given       []givenVector      `json:"given"`
}

type givenVector struct {
	Custodian gehoor.PersonID `json:"custodian"`
	Sealed    []byte          `json:"sealed"`
}

const vectors = "../../testdata/vectors/"

func readRecoveries(t *testing.T, name string) []recoveryVector {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(vectors, name))
	if err != nil {
		t.Fatal(err)
	}
	var all []recoveryVector
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil || len(all) < 2 {
		t.Fatalf("%s: %d vectors, %v", name, len(all), err)
	}
	return all
}

func TestRecoveryVectors(t *testing.T) {
	const ours = "recovery-go.json"
	if _, err := os.Stat(vectors + ours); err != nil && os.Getenv("GEHOOR_UPDATE") != "" {
		data, err := json.MarshalIndent([]recoveryVector{passedOn(t, 2, 3), passedOn(t, 3, 5)}, "", "\t")
		if err == nil {
			err = os.WriteFile(vectors+ours, append(data, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range append(readRecoveries(t, ours), readRecoveries(t, "recovery-browser.json")...) {
		if got := v.join(t, v.Given[:v.Threshold]); got != v.Joined {
			t.Errorf("%s: joined another key", v.By)
		}
		if got := v.join(t, v.Given[len(v.Given)-v.Threshold:]); got != v.Joined {
			t.Errorf("%s: the last shares join another key", v.By)
		}
		v.refuses(t)
	}
}

// ceremony is the vector as casework tells it to the recipient.
func (v recoveryVector) ceremony(given []givenVector) (casework.Ceremony, []ledger.Content) {
	box := casework.ShareBox{Name: v.Compartment, Epoch: 1, Recipient: v.Recipient, Threshold: v.Threshold}
	c := casework.Ceremony{Dossier: v.Dossier, Recovery: v.Recovery}
	var contents []ledger.Content
	for _, g := range given {
		content := ledger.Content{ID: seal.NameOf(g.Sealed), Bytes: g.Sealed}
		contents = append(contents, content)
		box.Given = append(box.Given, dossier.ShareGiven{Custodian: g.Custodian, Compartment: v.Compartment, Content: content.ID})
		c.Custodians = append(c.Custodians, casework.Giver{Person: &directory.Person{ID: g.Custodian}, Gave: true})
	}
	c.Boxes = []casework.ShareBox{box}
	return c, contents
}

func (v recoveryVector) own(t *testing.T) unseal.Identity {
	t.Helper()
	own, err := unseal.ParseIdentity(v.Identity)
	if err != nil {
		t.Fatal(err)
	}
	return own
}

// join joins, and opens the grant that comes of it.
func (v recoveryVector) join(t *testing.T, given []givenVector) string {
	t.Helper()
	c, contents := v.ceremony(given)
	own := v.own(t)
	j, err := endpoint.Part{Org: v.Org, Own: own}.Join(c, contents)
	if err != nil {
		t.Fatalf("%s: %v", v.By, err)
	}
	_, id, err := endpoint.OpenGrant(own, v.Org, j.Keys[0].Content.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return id.Secret()
}

// refuses: too few, another recovery, another custodian, another key.
func (v recoveryVector) refuses(t *testing.T) {
	t.Helper()
	try := func(change func(*casework.Ceremony)) error {
		c, contents := v.ceremony(v.Given[:v.Threshold])
		change(&c)
		_, err := endpoint.Part{Org: v.Org, Own: v.own(t)}.Join(c, contents)
		return err
	}
	for name, change := range map[string]func(*casework.Ceremony){
		"too few":           func(c *casework.Ceremony) { c.Boxes[0].Given = c.Boxes[0].Given[1:] },
		"another recovery":  func(c *casework.Ceremony) { c.Recovery = gehoor.RecoveryID(strings.Repeat("9", 32)) },
		"another dossier":   func(c *casework.Ceremony) { c.Dossier = gehoor.DossierID(strings.Repeat("9", 32)) },
		"another custodian": func(c *casework.Ceremony) { c.Boxes[0].Given[0].Custodian = gehoor.PersonID(strings.Repeat("9", 32)) },
		"another epoch":     func(c *casework.Ceremony) { c.Boxes[0].Epoch = 2 },
		"another key":       func(c *casework.Ceremony) { c.Boxes[0].Recipient = string(newIdentity(t).Recipient()) },
		"a share not there": func(c *casework.Ceremony) { c.Boxes[0].Given[0].Content = "" },
	} {
		if try(change) == nil {
			t.Errorf("%s: %s is joined", v.By, name)
		}
	}
}

func newIdentity(t *testing.T) unseal.Identity {
	t.Helper()
	id, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// passedOn makes a vector: a compartment, and what its custodians pass on.
func passedOn(t *testing.T, threshold, of int) recoveryVector {
	t.Helper()
	c, people, keys := custodians(t, of)
	c.Threshold = threshold
	made, err := c.Make()
	if err != nil {
		t.Fatal(err)
	}
	recipient, own := c.person(t, "f")
	v := recoveryVector{
		By: "go", Org: c.Org, Dossier: gehoor.DossierID(strings.Repeat("1", 32)), Recovery: gehoor.RecoveryID(strings.Repeat("2", 32)),
		Compartment: c.Name, Recipient: made.Recipient, Threshold: threshold, Identity: own.Secret(),
	}
	box := casework.ShareBox{Name: c.Name, Epoch: 1, Recipient: made.Recipient, Threshold: threshold}
	for i, p := range people {
		box.Mine = made.Shares[i].Content.ID
		part := endpoint.Part{Org: c.Org, Root: c.Root, Me: p.ID, Own: keys[i]}
		shares, err := part.PassOn(casework.Ceremony{Dossier: v.Dossier, Recovery: v.Recovery, Recipient: recipient, Boxes: []casework.ShareBox{box}},
			[]ledger.Content{made.Shares[i].Content})
		if err != nil {
			t.Fatal(err)
		}
		v.Given = append(v.Given, givenVector{p.ID, shares[0].Content.Bytes})
	}
	v.Joined = v.join(t, v.Given)
	return v
}

// rooted is a compartment to be made, with the root that vouches for people.
type rooted struct {
	endpoint.Compartment
	signer note.Signer
}

func (r rooted) person(t *testing.T, digit string) (*directory.Person, unseal.Identity) {
	t.Helper()
	id := newIdentity(t)
	p := &directory.Person{ID: gehoor.PersonID(strings.Repeat(digit, 32)), Recipient: string(id.Recipient())}
	var err error
	if p.Note, err = seal.SignStaffKey(r.signer, r.Org, seal.StaffKey{Person: p.ID, Recipient: id.Recipient(), On: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return p, id
}

func custodians(t *testing.T, n int) (rooted, []*directory.Person, []unseal.Identity) {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, "veenhaven-root")
	if err != nil {
		t.Fatal(err)
	}
	r := rooted{Compartment: endpoint.Compartment{Org: "veenhaven", Name: gehoor.Conversation}}
	if r.signer, err = note.NewSigner(secret); err != nil {
		t.Fatal(err)
	}
	if r.Root, err = seal.ParseRoot(r.Org, public); err != nil {
		t.Fatal(err)
	}
	var keys []unseal.Identity
	for i := range n {
		p, id := r.person(t, fmt.Sprint(i+1))
		r.Custodians, keys = append(r.Custodians, p), append(keys, id)
	}
	return r, r.Custodians, keys
}

// A custodian seals nothing to a key that the root does not vouch for, and nothing
// but the share that was asked for.
func TestPassOnIsCareful(t *testing.T) {
	r, people, keys := custodians(t, 2)
	r.Threshold = 2
	made, err := r.Make()
	if err != nil {
		t.Fatal(err)
	}
	recipient, _ := r.person(t, "f")
	good := casework.ShareBox{Name: r.Name, Epoch: 1, Recipient: made.Recipient, Threshold: 2, Mine: made.Shares[0].Content.ID}
	pass := func(to *directory.Person, box casework.ShareBox, share ledger.Content) error {
		part := endpoint.Part{Org: r.Org, Root: r.Root, Me: people[0].ID, Own: keys[0]}
		_, err := part.PassOn(casework.Ceremony{Recipient: to, Boxes: []casework.ShareBox{box}}, []ledger.Content{share})
		return err
	}
	if err := pass(recipient, good, made.Shares[0].Content); err != nil {
		t.Fatal(err)
	}
	swapped := *recipient
	swapped.Recipient = people[1].Recipient
	other := good
	other.Recipient = people[1].Recipient
	others := good
	others.Mine = made.Shares[1].Content.ID
	for name, err := range map[string]error{
		"a swapped key":   pass(&swapped, good, made.Shares[0].Content),
		"another key":     pass(recipient, other, made.Shares[0].Content),
		"another's share": pass(recipient, others, made.Shares[1].Content),
		"no share":        pass(recipient, good, made.Shares[1].Content),
	} {
		if err == nil {
			t.Errorf("%s: passed on", name)
		}
	}
}
