package seal_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

const org gehoor.OrgID = "veenhaven"

func newRecipient(t testing.TB) seal.Recipient {
	t.Helper()
	k, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	r, err := seal.ParseRecipient(k.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestParseRecipientRefusesEveryOtherKind(t *testing.T) {
	classic, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	good := string(newRecipient(t))
	for name, s := range map[string]string{
		"empty":       "",
		"x25519":      classic.Recipient().String(),
		"upper case":  strings.ToUpper(good),
		"cut off":     good[:len(good)-1],
		"one changed": good[:100] + swap(good[100]) + good[101:],
		"space":       good + " ",
		"newline":     good + "\n",
		"ssh":         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"plugin":      "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
		"tag":         "age1tagpq1" + good[len("age1pq1"):],
		"identity":    "AGE-SECRET-KEY-PQ-1" + strings.Repeat("Q", 58),
	} {
		if _, err := seal.ParseRecipient(s); err == nil {
			t.Errorf("%s: accepted", name)
		} else if s != "" && strings.Contains(err.Error(), s) {
			t.Errorf("%s: the error repeats the input", name)
		}
		if _, err := seal.Seal(org, seal.Message, nil, seal.Recipient(s)); err == nil {
			t.Errorf("%s: sealed to it", name)
		}
	}
}

// swap gives another character of Bech32.
func swap(c byte) string {
	if c == 'q' {
		return "p"
	}
	return "q"
}

func TestSealIsFreshEachTime(t *testing.T) {
	r := newRecipient(t)
	a, err := seal.Seal(org, seal.Message, []byte("ja"), r)
	if err != nil {
		t.Fatal(err)
	}
	b, err := seal.Seal(org, seal.Message, []byte("ja"), r)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(a, b) || seal.NameOf(a) == seal.NameOf(b) {
		t.Error("two sealings of one word are equal")
	}
	if len(a) != len(b) {
		t.Errorf("lengths differ: %d and %d", len(a), len(b))
	}
	if _, err := gehoor.ParseContentID(string(seal.NameOf(a))); err != nil {
		t.Errorf("name: %v", err)
	}
}

func TestShortWordsLookAlike(t *testing.T) {
	r := newRecipient(t)
	var size int
	for _, words := range []string{"", "ja", strings.Repeat("een zin ", 20)} {
		sealed, err := seal.Seal(org, seal.Message, []byte(words), r)
		if err != nil {
			t.Fatal(err)
		}
		if size == 0 {
			size = len(sealed)
		}
		if len(sealed) != size {
			t.Errorf("%d bytes of words: %d sealed, want %d", len(words), len(sealed), size)
		}
	}
}

func TestSealRefuses(t *testing.T) {
	r := newRecipient(t)
	many := make([]seal.Recipient, seal.MaxRecipients+1)
	for i := range many {
		many[i] = r
	}
	for name, try := range map[string]func() ([]byte, error){
		"nobody":       func() ([]byte, error) { return seal.Seal(org, seal.Message, nil) },
		"too many":     func() ([]byte, error) { return seal.Seal(org, seal.Message, nil, many...) },
		"unknown type": func() ([]byte, error) { return seal.Seal(org, "memo", nil, r) },
		"no org":       func() ([]byte, error) { return seal.Seal("", seal.Message, nil, r) },
		"injected org": func() ([]byte, error) { return seal.Seal(`a","type":"key`, seal.Message, nil, r) },
	} {
		if _, err := try(); err == nil {
			t.Errorf("%s: sealed", name)
		}
	}
	for _, size := range []int{seal.MaxBytes, seal.MaxBytes + 1, 4 << 20} {
		_, err := seal.Seal(org, seal.Message, make([]byte, size), r)
		if !errors.Is(err, gehoor.Refuse(gehoor.CodeTooLarge)) {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

func TestHeader(t *testing.T) {
	for _, kind := range seal.Types() {
		h := seal.Header{Org: org, Type: kind, Length: 12345}
		got, rest, err := seal.ParseHeader(append(h.Line(), "rest"...))
		if err != nil || got != h || string(rest) != "rest" {
			t.Errorf("%s: %+v %q %v", kind, got, rest, err)
		}
		if len(h.Line()) > seal.MaxHeaderBytes+1 {
			t.Errorf("%s: header of %d bytes", kind, len(h.Line()))
		}
	}
	for name, line := range badHeaders {
		if _, _, err := seal.ParseHeader([]byte(line)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

var badHeaders = map[string]string{
	"empty":           "",
	"no newline":      `{"v":1,"org":"veenhaven","type":"message","length":1}`,
	"newer version":   `{"v":2,"org":"veenhaven","type":"message","length":1}` + "\n",
	"space":           `{"v":1, "org":"veenhaven","type":"message","length":1}` + "\n",
	"other order":     `{"org":"veenhaven","v":1,"type":"message","length":1}` + "\n",
	"extra key":       `{"v":1,"org":"veenhaven","type":"message","length":1,"x":1}` + "\n",
	"twice a key":     `{"v":1,"org":"veenhaven","org":"other","type":"message","length":1}` + "\n",
	"leading zero":    `{"v":1,"org":"veenhaven","type":"message","length":01}` + "\n",
	"negative":        `{"v":1,"org":"veenhaven","type":"message","length":-1}` + "\n",
	"huge":            `{"v":1,"org":"veenhaven","type":"message","length":99999999999999999999}` + "\n",
	"carriage return": `{"v":1,"org":"veenhaven","type":"message","length":1}` + "\r\n",
	"escape":          `{"v":1,"org":"veenh\u0061ven","type":"message","length":1}` + "\n",
	"line too long":   strings.Repeat(" ", 4096) + "\n",
}

func FuzzParseHeader(f *testing.F) {
	f.Add([]byte(`{"v":1,"org":"veenhaven","type":"message","length":3}` + "\nabc"))
	for _, line := range badHeaders {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, plain []byte) {
		h, rest, err := seal.ParseHeader(plain)
		if err != nil {
			return
		}
		if again := append(h.Line(), rest...); !bytes.Equal(again, plain) {
			t.Errorf("a second spelling: %q and %q", again, plain)
		}
	})
}
