package notify_test

import (
	"net/mail"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/notify"
)

var (
	goodMail = []string{
		"vera@veenhaven.invalid", "v.de-vries+gehoor@mail.veenhaven.invalid", "a@b", "A_b'c@xn--veenhven-h0a.invalid",
		strings.Repeat("x", 64) + "@veenhaven.invalid",
	}
	badMail = []string{
		"", "@", "vera", "vera@", "@veenhaven.invalid", "vera@veenhaven.invalid\r\nRCPT TO:<eve@elsewhere.invalid>",
		"vera@veenhaven.invalid\r\nBcc: eve@elsewhere.invalid", "vera@veenhaven.invalid\n", "vera@veenhaven.invalid,eve@elsewhere.invalid",
		"Vera <vera@veenhaven.invalid>", "<vera@veenhaven.invalid>", " vera@veenhaven.invalid", "vera @veenhaven.invalid",
		`"vera smit"@veenhaven.invalid`, "vera@[127.0.0.1]", "vera@veenhaven..invalid", "vera.@veenhaven.invalid", ".vera@veenhaven.invalid",
		"vera@-veenhaven.invalid", "vera@veenhaven.invalid.", "véra@veenhaven.invalid", "vera@véénhaven.invalid", "vera\x00@veenhaven.invalid",
		"vera@veen@haven.invalid", strings.Repeat("x", 65) + "@veenhaven.invalid", "vera@" + strings.Repeat("x", 250), strings.Repeat("x@", 1<<16),
	}
)

func TestParseMail(t *testing.T) {
	if len(goodMail) == 0 || len(badMail) == 0 {
		t.Fatal("no seeds")
	}
	for _, s := range goodMail {
		if got, err := notify.ParseMail(s); err != nil || got != s {
			t.Errorf("%q: %q, %v", s, got, err)
		}
	}
	for _, s := range badMail {
		_, err := notify.ParseMail(s)
		if err == nil {
			t.Errorf("%.80q was taken", s)
		} else if s != "" && strings.Contains(err.Error(), s) && len(s) > 1 {
			t.Errorf("the error repeats %.80q", s)
		}
	}
}

// An address that is taken is one address for the standard library too, without
// a name, and fits on one line.
func FuzzParseMail(f *testing.F) {
	for _, s := range append(goodMail, badMail...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := notify.ParseMail(s)
		if err != nil {
			return
		}
		parsed, err := mail.ParseAddress(got)
		if err != nil || parsed.Address != s || parsed.Name != "" {
			t.Errorf("%q reads as %v, %v", s, parsed, err)
		}
		if strings.ContainsAny(got, "\r\n\x00 <>,;\"()") {
			t.Errorf("%q was taken", got)
		}
	})
}
