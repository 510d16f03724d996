package unseal_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

const org gehoor.OrgID = "veenhaven"

func newIdentity(t testing.TB) unseal.Identity {
	t.Helper()
	id, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func sealTo(t testing.TB, id unseal.Identity, body string) []byte {
	t.Helper()
	sealed, err := seal.Seal(org, seal.Message, []byte(body), id.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// handMade encrypts a plaintext as it is.
func handMade(t testing.TB, id unseal.Identity, plain string) []byte {
	t.Helper()
	r, err := age.ParseHybridRecipient(string(id.Recipient()))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(plain)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestOpenGivesBackTheWords(t *testing.T) {
	id, other := newIdentity(t), newIdentity(t)
	rapid.Check(t, func(rt *rapid.T) {
		body := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(rt, "body")
		kind := rapid.SampledFrom(seal.Types()).Draw(rt, "type")
		readers := []unseal.Identity{id, other}
		to := []seal.Recipient{other.Recipient(), id.Recipient()}
		if kind == seal.Part {
			readers, to = readers[:1], to[1:]
		}
		sealed, err := seal.Seal(org, kind, body, to...)
		if err != nil {
			rt.Fatal(err)
		}
		for _, reader := range readers {
			got, err := unseal.Open(reader, org, kind, sealed)
			if err != nil || !bytes.Equal(got, body) {
				rt.Fatalf("Open: %d bytes, %v; want %d", len(got), err, len(body))
			}
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	id := newIdentity(t)
	sealed := sealTo(t, id, "Ik wil graag praten.")
	if _, err := unseal.Open(newIdentity(t), org, seal.Message, sealed); !errors.Is(err, unseal.ErrNotRecipient) {
		t.Errorf("a stranger: %v", err)
	}
	if _, err := unseal.Open(unseal.Identity{}, org, seal.Message, sealed); !errors.Is(err, unseal.ErrNotRecipient) {
		t.Errorf("nobody: %v", err)
	}
	if _, err := unseal.Open(id, "elders", seal.Message, sealed); !errors.Is(err, gehoor.Refuse(gehoor.CodeForeign)) {
		t.Errorf("another organisation: %v", err)
	}
	if _, err := unseal.Open(id, org, seal.Note, sealed); !errors.Is(err, gehoor.Refuse(gehoor.CodeWronglySealed)) {
		t.Errorf("another type: %v", err)
	}
	large := make([]byte, seal.MaxBytes+1)
	if _, err := unseal.Open(id, org, seal.Note, large); !errors.Is(err, gehoor.Refuse(gehoor.CodeTooLarge)) {
		t.Errorf("too large: %v", err)
	}
}

func TestOpenRefusesWrongInsides(t *testing.T) {
	id := newIdentity(t)
	pad := func(s string) string { return string(seal.Pad([]byte(s))) }
	header := `{"v":1,"org":"veenhaven","type":"message","length":2}` + "\n"
	for name, plain := range map[string]string{
		"no header":         pad("zomaar"),
		"newer version":     pad(strings.Replace(header, `"v":1`, `"v":2`, 1) + "ja"),
		"length too long":   pad(strings.Replace(header, ":2}", ":9999}", 1) + "ja"),
		"length too short":  pad(strings.Replace(header, ":2}", ":1}", 1) + "ja"),
		"byte in padding":   pad(header + "ja\x00\x00x"),
		"last byte":         pad(header + "ja")[:255] + "x",
		"padded too far":    header + "ja" + strings.Repeat("\x00", 512-len(header)-2),
		"not padded at all": header + "ja",
	} {
		_, err := unseal.Open(id, org, seal.Message, handMade(t, id, plain))
		if !errors.Is(err, gehoor.Refuse(gehoor.CodeWronglySealed)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOpenRefusesEveryChangedByte(t *testing.T) {
	id := newIdentity(t)
	sealed := sealTo(t, id, "ja")
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := unseal.Open(id, org, seal.Message, changed); err == nil {
			t.Fatalf("byte %d of %d changed: opened", i, len(sealed))
		}
	}
}

func TestIdentityIsHidden(t *testing.T) {
	id := newIdentity(t)
	for _, printed := range []string{fmt.Sprint(id), fmt.Sprintf("%v %+v %#v %s", id, id, id, id)} {
		if strings.Contains(printed, "AGE-SECRET-KEY") {
			t.Errorf("printed: %s", printed)
		}
	}
	again, err := unseal.ParseIdentity(id.Secret())
	if err != nil || again.Recipient() != id.Recipient() {
		t.Errorf("ParseIdentity(Secret()): %v", err)
	}
	secret := id.Secret()
	for name, s := range map[string]string{
		"empty":      "",
		"lower case": strings.ToLower(secret),
		"classic":    "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ3NNLJ2",
		"cut off":    secret[:len(secret)-1],
		"checksum":   secret[:len(secret)-1] + "B",
		"recipient":  string(id.Recipient()),
	} {
		if _, err := unseal.ParseIdentity(s); err == nil {
			t.Errorf("%s: accepted", name)
		} else if s != "" && strings.Contains(err.Error(), s) {
			t.Errorf("%s: the error repeats the input", name)
		}
	}
}

func openSeeds() []string {
	header := `{"v":1,"org":"veenhaven","type":"message","length":2}` + "\n"
	return []string{
		string(seal.Pad([]byte(header + "ja"))),
		string(seal.Pad([]byte(header + "ja\x00x"))),
		string(seal.Pad([]byte(strings.Replace(header, ":2}", ":9999999}", 1)))),
		string(seal.Pad([]byte(strings.Repeat("x", 700)))),
		header,
		"",
	}
}

func TestSeeds(t *testing.T) {
	if seeds := openSeeds(); len(seeds) < 5 {
		t.Errorf("%d seeds for FuzzOpen", len(seeds))
	}
}

// FuzzOpen: whatever a recipient's correspondent put inside, what opens is what
// Seal would have put there.
func FuzzOpen(f *testing.F) {
	id := newIdentity(f)
	for _, seed := range openSeeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, plain string) {
		body, err := unseal.Open(id, org, seal.Message, handMade(t, id, plain))
		if err != nil {
			return
		}
		want := seal.Pad(append(seal.Header{Org: org, Type: seal.Message, Length: len(body)}.Line(), body...))
		if string(want) != plain {
			t.Errorf("a second spelling: %q", plain)
		}
	})
}
