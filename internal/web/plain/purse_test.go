package plain_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/web/plain"
)

func draw(b []byte) { _, _ = rand.Read(b) } // never fails

func newSafe(t testing.TB, first byte, org gehoor.OrgID) plain.Safe {
	t.Helper()
	s, err := plain.NewSafe([32]byte{first}, org, draw)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func purses(t testing.TB) []plain.Purse {
	t.Helper()
	code := endpoint.NewPlainCode(draw)
	keys, err := code.Keys(org)
	if err != nil {
		t.Fatal(err)
	}
	return []plain.Purse{{Keys: keys, Code: &code}, {Keys: keys}, {Keys: keys, Session: strings.Repeat("s", 91)}, {Keys: keys, Next: &code, Session: strings.Repeat("s", 91), Told: []uint32{0, 1 << 31, 7}}}
}

func TestPurse(t *testing.T) {
	s := newSafe(t, 1, org)
	for _, want := range purses(t) {
		text := s.Close(want, monday.Add(59*time.Second))
		got, minute, err := s.Open(text)
		if err != nil || cmp.Diff(want, got) != "" || !minute.Equal(monday) {
			t.Errorf("opens to something else: %v %v", minute, err)
		}
		if text == s.Close(want, monday) {
			t.Error("two cookies of one purse are the same")
		}
		for name, other := range map[string]plain.Safe{"another key": newSafe(t, 2, org), "another organisation": newSafe(t, 1, "elders")} {
			if _, _, err := other.Open(text); err == nil {
				t.Errorf("%s opens it", name)
			}
		}
		raw, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, want.Keys.Seed[:8]) {
			t.Error("the cookie holds the keys in the clear")
		}
		for i := range raw {
			bad := bytes.Clone(raw)
			bad[i] ^= 1
			if _, _, err := s.Open(base64.RawURLEncoding.EncodeToString(bad)); err == nil {
				t.Fatalf("with another byte at %d it opens", i)
			}
			if _, _, err := s.Open(base64.RawURLEncoding.EncodeToString(raw[:i])); err == nil {
				t.Fatalf("cut off at %d it opens", i)
			}
		}
	}
}

func cookieSeeds(t testing.TB) []string {
	seeds := []string{"", "x", strings.Repeat("A", 600), "é"}
	for _, p := range purses(t) {
		seeds = append(seeds, newSafe(t, 1, org).Close(p, monday))
	}
	return seeds
}

func formSeeds() []string {
	return []string{"", "what=iets&_do=next", "what=%C3%A9&what=twee", "%", "a=%zz", "&&&&", strings.Repeat("a=b&", 600), "told-0-whom=x&told-1-whom=y", "\xff\x00=\xff"}
}

func TestSeeds(t *testing.T) {
	if n, m := len(cookieSeeds(t)), len(formSeeds()); n < 7 || m < 9 {
		t.Errorf("%d seeds for cookies, %d for forms", n, m)
	}
}

func FuzzCookie(f *testing.F) {
	for _, s := range cookieSeeds(f) {
		f.Add(s)
	}
	s := newSafe(f, 1, org)
	f.Fuzz(func(t *testing.T, text string) {
		p, minute, err := s.Open(text)
		if err != nil {
			return
		}
		again, _, err := s.Open(s.Close(p, minute))
		if err != nil || cmp.Diff(p, again) != "" {
			t.Errorf("a cookie that opens does not open again: %v", err)
		}
	})
}

func FuzzForm(f *testing.F) {
	for _, s := range formSeeds() {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		form, err := plain.ParseForm(body)
		if err != nil {
			return
		}
		again, err := plain.ParseForm([]byte(form.Encode()))
		if err != nil || cmp.Diff(form, again) != "" {
			t.Errorf("a form does not survive being written: %v", err)
		}
	})
}

// TestPages: each question of each questionnaire is on one page, in order, and
// no page has a question that another of the page decides about.
func TestPages(t *testing.T) {
	for _, q := range questionnaire.All() {
		var want, got []questionnaire.ID
		for _, s := range q.Steps {
			for _, one := range s.Questions {
				want = append(want, one.ID)
			}
		}
		for _, page := range plain.Pages(q) {
			here := map[questionnaire.ID]bool{}
			if len(page) == 0 {
				t.Error("a page asks nothing")
			}
			for _, one := range page {
				if one.When != nil && here[one.When.Question] {
					t.Errorf("%s waits for %s on the same page", one.ID, one.When.Question)
				}
				here[one.ID] = true
				got = append(got, one.ID)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
}
