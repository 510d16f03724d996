package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/seal"
)

// author is somebody who signs, in a copy of a dossier of Veenhaven.
type author struct {
	id   gehoor.PersonID
	key  ed25519.PrivateKey
	note string
}

func newAuthor(t *testing.T, digit string, root note.Signer) author {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	identity, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	a := author{id: gehoor.PersonID(strings.Repeat(digit, 32)), key: key}
	a.note, err = seal.SignStaffKey(root, "veenhaven", seal.StaffKey{
		Person: a.id, Recipient: seal.Recipient(identity.Recipient().String()), Signer: seal.Signer(hex.EncodeToString(public)),
		On: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const copied = gehoor.StreamID("dossier/0123456789abcdef0123456789abcdef")

// says is what somebody says, signed by whoever has the key; nobody if it is nil.
func says(t *testing.T, by gehoor.PersonID, key ed25519.PrivateKey, kind gehoor.Kind) openedEvent {
	t.Helper()
	e := gehoor.Event{Org: "veenhaven", Stream: copied, Actor: gehoor.ByPerson(by), Kind: kind, Body: json.RawMessage(`{"content":"c"}`)}
	if key != nil {
		intent, err := json.Marshal(gehoor.Intent{Org: e.Org, Stream: e.Stream, Kind: kind, Body: e.Body, Nonce: make([]byte, 16)})
		if err != nil {
			t.Fatal(err)
		}
		e.Sig = &gehoor.Sig{Intent: intent, Signature: ed25519.Sign(key, intent)}
	}
	return openedEvent{e, "proofs/0001.tlog-proof"}
}

// TestAuthors: who said something in a copy is who signed it, with a key for which the
// root vouches for that person.
func TestAuthors(t *testing.T) {
	secret, public, err := note.GenerateKey(rand.Reader, "veenhaven-root")
	if err != nil {
		t.Fatal(err)
	}
	root, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	otherSecret, _, err := note.GenerateKey(rand.Reader, "veenhaven-root")
	if err != nil {
		t.Fatal(err)
	}
	other, err := note.NewSigner(otherSecret)
	if err != nil {
		t.Fatal(err)
	}
	noor, bram, stranger := newAuthor(t, "a", root), newAuthor(t, "b", root), newAuthor(t, "c", other)
	list := map[string]any{"v": 1, "keys": []map[string]string{
		{"person": string(noor.id), "note": noor.note}, {"person": string(bram.id), "note": bram.note},
		{"person": string(stranger.id), "note": stranger.note}, // of a root that is not this one
	}}
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "keys.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	const message, record = gehoor.Kind("signal.message-sent"), gehoor.Kind("decision.made")
	changed := says(t, noor.id, noor.key, message)
	changed.Body = json.RawMessage(`{"content":"d"}`)
	for _, test := range []struct {
		name             string
		opened           []openedEvent
		want             code
		signed, unsigned int64
	}{
		{"all signed", []openedEvent{says(t, noor.id, noor.key, message), says(t, bram.id, bram.key, record), says(t, bram.id, nil, "dossier.granted")}, copySigned, 2, 0},
		{"one not signed", []openedEvent{says(t, noor.id, noor.key, message), says(t, bram.id, nil, message)}, copyPartSigned, 1, 1},
		{"signed by a colleague", []openedEvent{says(t, noor.id, bram.key, message)}, copyForged, 0, 0},
		{"of another root", []openedEvent{says(t, stranger.id, stranger.key, record)}, copyForged, 0, 0},
		{"changed", []openedEvent{changed}, copyForged, 0, 0},
	} {
		c := dossierCommand{Root: public, Folder: dir}
		got := c.authors(copyLog{Org: "veenhaven"}, test.opened, shown{})
		if got.code != test.want || got.shown.Signed != test.signed || got.shown.Unsigned != test.unsigned {
			t.Errorf("%s: %s, %d signed, %d not; want %s, %d, %d", test.name, got.code, got.shown.Signed, got.shown.Unsigned, test.want, test.signed, test.unsigned)
		}
	}
	for name, c := range map[string]dossierCommand{
		"no root":      {Root: "nonsense", Folder: dir},
		"another root": {Root: strings.Replace(public, "veenhaven", "elders", 1), Folder: dir},
		"no keys":      {Root: public, Folder: t.TempDir()},
	} {
		if got := c.authors(copyLog{Org: "veenhaven"}, nil, shown{}); got.code != badKey {
			t.Errorf("%s: %s", name, got.code)
		}
	}
}

// TestSaidIsAuthored: what is missed if it is not signed is what the program has signed.
func TestSaidIsAuthored(t *testing.T) {
	for _, kind := range said {
		if !record.Authored(kind) {
			t.Errorf("nobody signs %s", kind)
		}
	}
}
