package seal_test

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

const vera gehoor.PersonID = "0123456789abcdef0123456789abcdef"

func newRoot(t testing.TB, name string) (note.Signer, note.Verifier) {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	return s, v
}

func signKey(t testing.TB, root note.Signer) (string, seal.StaffKey) {
	t.Helper()
	k := seal.StaffKey{Person: vera, Recipient: newRecipient(t), On: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)}
	text, err := seal.SignStaffKey(root, org, k)
	if err != nil {
		t.Fatal(err)
	}
	return text, k
}

func TestStaffKey(t *testing.T) {
	signer, root := newRoot(t, seal.RootName(org))
	text, want := signKey(t, signer)
	got, err := seal.VerifyStaffKey(text, root, org)
	if err != nil || got != want {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	if len(text) > seal.MaxStaffKeyBytes {
		t.Errorf("a note of %d bytes", len(text))
	}
}

func TestStaffKeyRefusesEveryChangedByte(t *testing.T) {
	signer, root := newRoot(t, seal.RootName(org))
	text, want := signKey(t, signer)
	for i := range text {
		changed := text[:i] + string(rune(text[i]^1)) + text[i+1:]
		got, err := seal.VerifyStaffKey(changed, root, org)
		if err == nil && got != want {
			t.Fatalf("byte %d of %q: %+v", i, changed, got)
		}
		if err == nil {
			t.Errorf("byte %d: the changed note is accepted", i)
		}
	}
}

func TestStaffKeyRefuses(t *testing.T) {
	signer, root := newRoot(t, seal.RootName(org))
	text, k := signKey(t, signer)
	stranger, _ := newRoot(t, seal.RootName(org))
	foreign, _ := signKey(t, stranger)
	other, otherRoot := newRoot(t, "elders-root")
	for name, try := range map[string]func() (seal.StaffKey, error){
		"another root, same name": func() (seal.StaffKey, error) { return seal.VerifyStaffKey(foreign, root, org) },
		"another organisation":    func() (seal.StaffKey, error) { return seal.VerifyStaffKey(text, otherRoot, "elders") },
		"root of another":         func() (seal.StaffKey, error) { return seal.VerifyStaffKey(text, otherRoot, org) },
		"no note":                 func() (seal.StaffKey, error) { return seal.VerifyStaffKey("", root, org) },
		"too long": func() (seal.StaffKey, error) {
			return seal.VerifyStaffKey(text+strings.Repeat("x", seal.MaxStaffKeyBytes), root, org)
		},
	} {
		if _, err := try(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for name, body := range staffKeyTexts(org, k) {
		signed, err := note.Sign(&note.Note{Text: body}, signer)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := seal.VerifyStaffKey(string(signed), root, org); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := seal.SignStaffKey(other, org, k); err == nil {
		t.Error("signed by the root of another organisation")
	}
	if _, err := seal.SignStaffKey(signer, org, seal.StaffKey{Person: "vera", Recipient: k.Recipient, On: k.On}); err == nil {
		t.Error("signed for somebody without an id")
	}
}

// staffKeyTexts are texts that the right root signed, and that are no staff
// keys all the same.
func staffKeyTexts(org gehoor.OrgID, k seal.StaffKey) map[string]string {
	lines := func(l ...string) string { return strings.Join(l, "\n") + "\n" }
	title, o, p, r := "gehoor staff key v1", string(org), string(k.Person), string(k.Recipient)
	return map[string]string{
		"another title":       lines("gehoor promise v1", o, p, r, "2026-01-05"),
		"newer version":       lines("gehoor staff key v2", o, p, r, "2026-01-05"),
		"another org":         lines(title, "elders", p, r, "2026-01-05"),
		"no person":           lines(title, o, "vera", r, "2026-01-05"),
		"classic recipient":   lines(title, o, p, "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", "2026-01-05"),
		"no day":              lines(title, o, p, r, "5-1-2026"),
		"day that is not":     lines(title, o, p, r, "2026-02-30"),
		"a line too many":     lines(title, o, p, r, "2026-01-05", "extra"),
		"a line too few":      lines(title, o, p, r),
		"space after the org": lines(title, o+" ", p, r, "2026-01-05"),
	}
}

func TestParseRoot(t *testing.T) {
	_, public, err := note.GenerateKey(rand.Reader, seal.RootName(org))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.ParseRoot(org, public); err != nil {
		t.Errorf("ParseRoot: %v", err)
	}
	if _, err := seal.ParseRoot("elders", public); err == nil {
		t.Error("took the root of another organisation")
	}
	if _, err := seal.ParseRoot(org, public[:len(public)-4]); err == nil {
		t.Error("took half a key")
	}
}

func staffKeySeeds(t testing.TB) []string {
	signer, _ := newRoot(t, seal.RootName(org))
	text, k := signKey(t, signer)
	seeds := []string{text, text[:len(text)/2], "\n\n— veenhaven-root AAAA\n"}
	for _, body := range staffKeyTexts(org, k) {
		seeds = append(seeds, body+"\n— veenhaven-root AAAAAAAA\n")
	}
	return seeds
}

func FuzzVerifyStaffKey(f *testing.F) {
	for _, seed := range staffKeySeeds(f) {
		f.Add(seed)
	}
	_, root := newRoot(f, seal.RootName(org))
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := seal.VerifyStaffKey(text, root, org); err == nil {
			t.Errorf("nobody signed this, and yet %+v", k)
		}
	})
}
