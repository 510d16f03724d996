package casework_test

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/signal"
)

// signing is a key to sign with.
func signing(t *testing.T) ed25519.PrivateKey {
	t.Helper()
	own, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	key, err := endpoint.SigningKey(own, veenhaven)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// intents sign as they are told to.
func intents(key ed25519.PrivateKey, change func(*gehoor.Intent)) casework.Author {
	return func(stream gehoor.StreamID, kind gehoor.Kind, body json.RawMessage) gehoor.Sig {
		i := gehoor.Intent{Org: veenhaven, Stream: stream, Kind: kind, Body: body, Nonce: make([]byte, 16)}
		change(&i)
		intent, _ := json.Marshal(i)
		return gehoor.Sig{Intent: intent, Signature: ed25519.Sign(key, intent)}
	}
}

// TestSigned: what somebody with a key to sign with writes is recorded only with their own
// signature over just that, which stays with it; keys and terms need none.
func TestSigned(t *testing.T) {
	key, stranger := signing(t), signing(t)
	signer := endpoint.SignerOf(key)
	w, ctx := newWorldWith(t, map[gehoor.PersonID]seal.Signer{noor: signer}), t.Context()
	box := w.send("R1")
	made := compartment("case", false, noor, bram)
	good := endpoint.Author(key, veenhaven, func(p []byte) { copy(p, "0123456789abcdef") })
	write := func(by casework.Author, say string) error {
		return w.Write(casework.SignedBy(ctx, by), veenhaven, noor, box.Dossier, box.Signal, words(say))
	}
	w.refused(write(nil, "unsigned"), casework.CodeUnsignedAct)
	for name, by := range map[string]casework.Author{
		"another's key":        intents(stranger, func(*gehoor.Intent) {}),
		"another body":         intents(key, func(i *gehoor.Intent) { i.Body = json.RawMessage(`{"content":"other"}`) }),
		"another kind":         intents(key, func(i *gehoor.Intent) { i.Kind = dossier.NoteWritten{}.Kind() }),
		"another dossier":      intents(key, func(i *gehoor.Intent) { i.Stream = gehoor.DossierStream("1") }),
		"another organisation": intents(key, func(i *gehoor.Intent) { i.Org = "elders" }),
		"no nonce":             intents(key, func(i *gehoor.Intent) { i.Nonce = nil }),
		"no signature": func(gehoor.StreamID, gehoor.Kind, json.RawMessage) gehoor.Sig {
			return gehoor.Sig{Intent: []byte(`{}`)}
		},
		"no intent": casework.Signed(gehoor.Sig{Intent: []byte("{"), Signature: make([]byte, ed25519.SignatureSize)}),
	} {
		if err := write(by, name); !errors.Is(err, &gehoor.Refusal{Code: casework.CodeOtherAct}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.must(write(good, "signed"))
	w.must(w.WriteNote(casework.SignedBy(ctx, good), veenhaven, noor, box.Dossier, words("a note"), &made))
	w.must(w.Record(casework.SignedBy(ctx, good), veenhaven, noor, box.Dossier, friend(bram)))
	w.rekey(noor, box.Dossier)
	n := 0
	for _, e := range w.eventsOf(gehoor.DossierStream(box.Dossier)) {
		if by, ok := e.Actor.Person(); !ok || by != noor || !record.Authored(e.Kind) {
			if e.Sig != nil {
				t.Errorf("%s is signed", e.Kind)
			}
			continue
		}
		if !signer.Signed(e) {
			t.Errorf("%s: the signature does not fit", e.Kind)
		}
		if seal.Signer("").Signed(e) || endpoint.SignerOf(stranger).Signed(e) {
			t.Errorf("%s: another's signature fits", e.Kind)
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d facts are signed, want 3", n)
	}
	w.replays()
}

// TestAuthoredKinds: the kinds that are signed by name are those of the facts.
func TestAuthoredKinds(t *testing.T) {
	for _, f := range []gehoor.Fact{
		signal.Acknowledged{}, signal.MessageSent{}, signal.FeedbackGiven{}, dossier.NoteWritten{}, dossier.RecordProposed{},
		record.Record{What: record.KindConflict},
	} {
		if !record.Authored(f.Kind()) {
			t.Errorf("%s is not signed", f.Kind())
		}
	}
	for _, f := range []gehoor.Fact{dossier.Granted{}, dossier.Escalated{}, signal.Received{}, dossier.Excluded{}} {
		if record.Authored(f.Kind()) {
			t.Errorf("%s is signed", f.Kind())
		}
	}
}
