package register_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
)

func TestReceipt(t *testing.T) {
	w := newWorld(t)
	w.receive(13)
	if _, err := register.BuildReceipt(t.Context(), w.store, org, stream, 1); !errors.Is(err, refused(register.CodeProofPending)) {
		t.Errorf("before the first checkpoint: %v", err)
	}
	w.publish(t)
	if _, err := register.BuildReceipt(t.Context(), w.store, org, stream, 9); !errors.Is(err, refused(register.CodeProofPending)) {
		t.Errorf("a leaf that waits: %v", err)
	}
	early := w.receipt(t, 3)
	w.publish(t)
	for seq := gehoor.Seq(1); seq <= 13; seq++ {
		v, err := register.VerifyReceipt(w.receipt(t, seq), w.log())
		if err != nil {
			t.Fatalf("receipt %d: %v", seq, err)
		}
		place, err := w.store.Place(t.Context(), org, stream, seq)
		if err != nil {
			t.Fatal(err)
		}
		if v.Event.Org != org || v.Event.Stream != stream || v.Event.Seq != seq || v.Event.Kind != register.KindReceived ||
			v.Proof.Index != place.Index || v.Leaf() != register.LeafOf(place.Salt, place.Data) || v.Checkpoint.Origin != origin {
			t.Errorf("receipt %d shows %+v", seq, v)
		}
		if !strings.Contains(string(place.Data), string(v.Received.Content)) || !v.Day().Equal(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("receipt %d shows content %s of %v", seq, v.Received.Content, v.Day())
		}
	}
	if again := w.receipt(t, 3); !bytes.Equal(again, early) {
		t.Error("a later checkpoint changed an earlier receipt")
	}
}

func TestReceiptOfNothing(t *testing.T) {
	w := newWorld(t)
	other := []byte(`{"v":1,"org":"veenhaven","stream":"` + string(stream) + `","seq":1,"at":"2026-01-05T09:00:00Z","actor":"system","kind":"signal.routed","body":{"office":"mayor"}}`)
	if _, err := w.store.Append(org, stream, [32]byte{1}, other); err != nil {
		t.Fatal(err)
	}
	w.publish(t)
	for _, seq := range []gehoor.Seq{1, 2} {
		if _, err := register.BuildReceipt(t.Context(), w.store, org, stream, seq); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("event %d has a receipt: %v", seq, err)
		}
	}
}

func TestDamagedLogGivesNoReceipt(t *testing.T) {
	w := newWorld(t)
	w.receive(6)
	w.publish(t)
	w.store.Damage(org, 3)
	if _, err := register.BuildReceipt(t.Context(), w.store, org, stream, 3); !errors.Is(err, register.ErrProof) {
		t.Errorf("beside a damaged leaf: %v", err)
	}
}

// TestEveryChangeIsRefused changes each bit and drops and doubles each byte of
// receipts whose path is empty, short and long.
func TestEveryChangeIsRefused(t *testing.T) {
	for _, q := range []int64{1, 5, 40} {
		w := newWorld(t)
		w.publisher.Quantum = q
		w.receive(5)
		w.publish(t)
		data := w.receipt(t, 1)
		if _, err := register.VerifyReceipt(data, w.log()); err != nil {
			t.Fatal(err)
		}
		changes(data, func(changed []byte, what string, at int) {
			if bytes.Equal(changed, data) {
				return
			}
			if _, err := register.VerifyReceipt(changed, w.log()); err == nil {
				t.Errorf("quantum %d: byte %d %s is accepted", q, at, what)
			}
		})
	}
}

func TestReceiptRefuses(t *testing.T) {
	w := newWorld(t)
	w.receive(5)
	w.publish(t)
	good := w.receipt(t, 2)
	p, err := register.ParseProof(good)
	if err != nil {
		t.Fatal(err)
	}
	change := func(edit func(*register.Proof)) []byte {
		c := p
		c.Extra, c.Path = bytes.Clone(p.Extra), append(p.Path[:0:0], p.Path...)
		edit(&c)
		return c.Format()
	}
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, register.ErrMalformed},
		{"other version", line(good, 0, "c2sp.org/tlog-proof@v2"), register.ErrMalformed},
		{"no extra data", change(func(p *register.Proof) { p.Extra = nil }), register.ErrMalformed},
		{"empty extra data", line(good, 1, "extra "), register.ErrMalformed},
		{"a salt alone", change(func(p *register.Proof) { p.Extra = p.Extra[:32] }), register.ErrMalformed},
		{"other salt", change(func(p *register.Proof) { p.Extra[0] ^= 1 }), register.ErrProof},
		{"other index", change(func(p *register.Proof) { p.Index = 3 }), register.ErrProof},
		{"index beyond the tree", change(func(p *register.Proof) { p.Index = 8 }), register.ErrProof},
		{"huge index", line(good, 2, "index 9223372036854775807"), register.ErrProof},
		{"negative index", line(good, 2, "index -1"), register.ErrMalformed},
		{"index with a zero", line(good, 2, "index 01"), register.ErrMalformed},
		{"no index", line(good, 2, p.Path[0].String()), register.ErrMalformed},
		{"longer path", change(func(p *register.Proof) { p.Path = append(p.Path, p.Path[0]) }), register.ErrProof},
		{"shorter path", change(func(p *register.Proof) { p.Path = p.Path[1:] }), register.ErrProof},
		{"swapped path", change(func(p *register.Proof) { p.Path[0], p.Path[1] = p.Path[1], p.Path[0] }), register.ErrProof},
		{"endless path", change(func(p *register.Proof) {
			for range 100 {
				p.Path = append(p.Path, p.Path[0])
			}
		}), register.ErrMalformed},
		{"no checkpoint", good[:bytes.Index(good, []byte("\n\n"))+2], register.ErrMalformed},
		{"windows line ends", bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n")), register.ErrMalformed},
		{"too long", make([]byte, register.MaxReceiptBytes+1), register.ErrMalformed},
		{"other kind", change(func(p *register.Proof) {
			p.Extra = bytes.Replace(p.Extra, []byte("signal.received"), []byte("signal.repeated"), 1)
		}), register.ErrMalformed},
		{"no content", change(func(p *register.Proof) {
			p.Extra = bytes.Replace(p.Extra, []byte(`"content"`), []byte(`"kontent"`), 1)
		}), register.ErrMalformed},
		{"other content", change(func(p *register.Proof) {
			i := bytes.Index(p.Extra, []byte(`"content":"`)) + len(`"content":"`)
			p.Extra[i] = '0' + (p.Extra[i]-'0'+1)%8
		}), register.ErrProof},
	} {
		if _, err := register.VerifyReceipt(test.data, w.log()); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	if _, err := register.VerifyReceipt(good, signer(t, "other.example").Verifier()); !errors.Is(err, register.ErrOtherKey) {
		t.Errorf("with another log's key: %v", err)
	}
}

// TestCheckpointOfAnotherTree gives a receipt the checkpoint of another log that
// the same key signed.
func TestCheckpointOfAnotherTree(t *testing.T) {
	w := newWorld(t)
	w.receive(5)
	w.publish(t)
	p, err := register.ParseProof(w.receipt(t, 2))
	if err != nil {
		t.Fatal(err)
	}
	p.Checkpoint, err = register.SignCheckpoint(w.signer, treeOf(8, "another"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.VerifyReceipt(p.Format(), w.log()); !errors.Is(err, register.ErrProof) {
		t.Errorf("another tree: %v", err)
	}
}

// TestGrownBody reads a receipt of a later version, whose body has more.
func TestGrownBody(t *testing.T) {
	w := newWorld(t)
	data := fmt.Sprintf(`{"v":1,"org":"veenhaven","stream":"%s","seq":1,"at":"2026-01-05T09:00:00Z","actor":"system","kind":"signal.received","later":1,"body":{"signal":"%032d","content":"%064d","more":[1]}}`, stream, 1, 2)
	if _, err := w.store.Append(org, stream, [32]byte{7}, []byte(data)); err != nil {
		t.Fatal(err)
	}
	w.publish(t)
	v, err := register.VerifyReceipt(w.receipt(t, 1), w.log())
	if err != nil || v.Received.Content != gehoor.ContentID(fmt.Sprintf("%064d", 2)) {
		t.Errorf("%+v, %v", v.Received, err)
	}
}

func TestReceiptWithWitness(t *testing.T) {
	w := newWorld(t)
	w.receive(5)
	w.publish(t)
	p, err := register.ParseProof(w.receipt(t, 2))
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(p.Checkpoint, note.VerifierList(w.log()))
	if err != nil {
		t.Fatal(err)
	}
	one, two := newCosigner("witness.example/one"), newCosigner("witness.example/two")
	if p.Checkpoint, err = note.Sign(n, one); err != nil {
		t.Fatal(err)
	}
	witness := one.verifier(t)
	if _, err := register.VerifyReceipt(p.Format(), w.log()); err != nil {
		t.Errorf("a cosigned receipt, for a reader without witnesses: %v", err)
	}
	have, err := register.Cosignatures(p.Checkpoint, w.log(), two.verifier(t), witness)
	if err != nil || len(have) != 1 || have[0].Witness != witness || have[0].At.Unix() != 1767600000 {
		t.Errorf("a receipt that one of two witnesses signed: %+v, %v", have, err)
	}
	changes(p.Format(), func(changed []byte, what string, at int) {
		v, err := register.VerifyReceipt(changed, w.log())
		if err != nil {
			return
		}
		have, err := register.Cosignatures(v.Proof.Checkpoint, w.log(), witness)
		if err == nil && len(have) == 1 && !bytes.Equal(changed, p.Format()) {
			t.Errorf("byte %d %s is accepted", at, what)
		}
	})
}

func TestWitnessKeyRefused(t *testing.T) {
	good := newCosigner("witness.example/one").public()
	for _, bad := range []string{"", "a", "a+b+c", good[:len(good)-4], strings.Replace(good, "one", "two", 1),
		signer(t, origin).VerifierKey(), "+" + good, good + "="} {
		if _, err := register.ParseWitness(bad); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestProofFormat(t *testing.T) {
	// The example of C2SP tlog-proof, with signatures of the right form.
	signature := base64.StdEncoding.EncodeToString(make([]byte, 68))
	example := "c2sp.org/tlog-proof@v1\n" +
		"extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ\n" +
		"index 73894\n" +
		"gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n" +
		"B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n\n" +
		"example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n" +
		"— example.com/fancylog " + signature + "\n— witness1.example " + signature + "\n"
	p, err := register.ParseProof([]byte(example))
	if err != nil || p.Index != 73894 || len(p.Path) != 2 || !bytes.HasPrefix(p.Extra, []byte("age-v1.2.1-darwin-arm64.tar.gz")) {
		t.Errorf("the example reads as %+v, %v", p, err)
	}
	if string(p.Format()) != example {
		t.Errorf("the example is written as\n%s", p.Format())
	}
}
