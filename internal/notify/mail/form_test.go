package mail_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify/mail"
)

// TestFaultsAsInFile: a form takes what a file takes, and nothing else.
func TestFaultsAsInFile(t *testing.T) {
	for _, c := range []struct {
		subject, body string
		want          mail.Fault
	}{
		{"Er is iets", "Kijk op {site}\n\nGroet, {organisation}", ""},
		{"Iets bij {organisation}", "{site}", ""},
		{" ", "{site}", mail.FaultMissing},
		{"Er is iets", "", mail.FaultMissing},
		{"Er is\tiets", "{site}", mail.FaultSigns},
		{strings.Repeat("x", 71), "{site}", mail.FaultLong},
		{"Er is iets", "{site}" + strings.Repeat("x", 2000), mail.FaultLong},
		{"Er is iets", "{site} {name}", mail.FaultPlace},
		{"Er is iets", "{site} {code}", mail.FaultPlace},
		{"Kijk op {site}", "{site}", mail.FaultPlace},
		{"Er is iets", "{site} }", mail.FaultPlace},
		{"Er is iets", "Kijk op de site", mail.FaultNeeded},
	} {
		got := mail.SubjectFault(c.subject)
		if got == "" {
			got = mail.BodyFault(mail.ForStaff, c.body)
		}
		if got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.subject, c.body, got, c.want)
		}
		file := fmt.Sprintf("staff:\n  nl:\n    subject: %q\n    body: %q\n", c.subject, c.body)
		if _, err := mail.ParseTemplates([]byte(file)); (err == nil) != (c.want == "") && c.subject != " " {
			t.Errorf("%q, %q: a file says %v", c.subject, c.body, err)
		}
	}
	shipped, err := mail.ParseTemplates(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range mail.Names() {
		for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
			if one := shipped[n][lang]; mail.SubjectFault(one.Subject) != "" || mail.BodyFault(n, one.Body) != "" {
				t.Errorf("what is shipped is wrong: %s %s", n, lang)
			}
		}
	}
}
