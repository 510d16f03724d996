package mail_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify/mail"
)

var veenhavenPlaces = mail.Places{Site: "https://gehoor.invalid/", Organisation: "Gemeente Veenhaven", Code: "7HK2M-Q9WPT"}

// ownTexts changes one text and leaves the rest.
const ownTexts = `# ours
staff:
  nl:
    subject: "Bericht van {organisation}"
    body: |
      Er is iets: {site}
`

func TestParseTemplates(t *testing.T) {
	shipped, err := mail.ParseTemplates(nil)
	if err != nil {
		t.Fatal(err)
	}
	same, err := mail.ParseTemplates(mail.Shipped())
	if diff := cmp.Diff(shipped, same); diff != "" || err != nil {
		t.Errorf("the shipped file is not what is shipped: %v\n%s", err, diff)
	}
	own, err := mail.ParseTemplates([]byte(ownTexts))
	if err != nil {
		t.Fatal(err)
	}
	want := mail.Text{Subject: "Bericht van Gemeente Veenhaven", Body: "Er is iets: https://gehoor.invalid/\n"}
	if diff := cmp.Diff(want, own[mail.ForStaff][gehoor.Dutch].Fill(veenhavenPlaces)); diff != "" {
		t.Errorf("own text (-want +got):\n%s", diff)
	}
	own[mail.ForStaff][gehoor.Dutch] = shipped[mail.ForStaff][gehoor.Dutch]
	if diff := cmp.Diff(shipped, own); diff != "" {
		t.Errorf("the rest is not as shipped:\n%s", diff)
	}
}

// Every shipped text is whole in both languages, tells nothing of what the site is
// for, and is no longer than a screen.
func TestShippedTexts(t *testing.T) {
	all, err := mail.ParseTemplates(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := all.Check(veenhavenPlaces); err != nil {
		t.Error(err)
	}
	telling := regexp.MustCompile(`(?i)meld(ing|er)|signa|integrit|report|klacht|misstand|ongewenst|dossier|whistle|gehoor|veenhaven|\{`)
	for _, name := range mail.Names() {
		for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
			text := all[name][lang].Fill(mail.Places{Site: "https://x.invalid/", Organisation: "Veenhaven", Code: veenhavenPlaces.Code})
			if found := telling.FindString(text.Subject + text.Body); found != "" {
				t.Errorf("%s in %s tells %q", name, lang, found)
			}
			if hasCode := strings.Contains(text.Body, veenhavenPlaces.Code); hasCode != (name == mail.ForConfirming) {
				t.Errorf("%s in %s: with a code %v", name, lang, hasCode)
			}
		}
	}
}

// badTexts are refused, each with the line on which the mistake is.
var badTexts = map[string]string{
	"staff: {nl: {subject: x, body: '{site} {naam}'}}":           "line 1: {naam} cannot be put into this text; what can is {site} and {organisation}",
	"\n\nstaff:\n  nl:\n    subject: x\n    body: '{dossier}'\n": "line 6: {dossier}",
	"staff:\n  nl:\n    subject: '{site}'\n    body: '{site}'":   "line 3: {site}",
	"staff:\n  nl:\n    subject: x\n    body: '{site} {code}'":   "line 4: {code}",
	"confirm:\n  nl:\n    subject: x\n    body: '{site}'":        "line 4: the text must have {code}",
	"reporter:\n  en:\n    subject: x\n    body: hello":          "line 4: the text must have {site}",
	"staff:\n  nl:\n    subject: x\n    body: '{site} {'":        "line 4: a brace",
	"staff:\n  nl:\n    subject: x\n    body: '{{site}}'":        "line 4: a brace",
	"staff:\n  nl:\n    subject: \"x\\ny\"\n    body: '{site}'":  "line 3: a subject is one line",
	"staff:\n  nl:\n    subject: x\n    body: \"{site}\\x07\"":   "line 4: a body",
	"staff:\n  nl:\n    subject: x":                              "line 2: the mail needs a subject and a body",
	"staff:\n  nl:\n    body: '{site}'":                          "line 2: the mail needs a subject and a body",
	"staff:\n  de:\n    subject: x\n    body: '{site}'":          "line 2: \"de\" is no language here",
	"chef:\n  nl:\n    subject: x\n    body: '{site}'":           "line 1: there is no mail \"chef\"",
	"staff:\n  nl:\n    subject: x\n    html: x\n    body: y":    "line 4: a mail has a subject and a body",
	"staff:\n  nl:\n    subject: [x]\n    body: y":               "line 3: subject is a text",
	"staff: hello":         "line 1: names",
	"- staff":              "line 1: names",
	"staff: {}\nstaff: {}": "line 2",
	"staff: {nl: &a {subject: x, body: '{site}'}, en: *a}": "line 1: names",
	"staff: [": "no YAML",
	strings.Repeat("# x\n", mail.MaxTextsBytes):                                   "more than",
	"staff: {nl: {body: '{site}', subject: '" + strings.Repeat("x", 71) + "'}}":   "line 1: a subject has at most",
	"staff: {nl: {subject: x, body: '{site}" + strings.Repeat("x", 2_000) + "'}}": "line 1: a body has at most",
}

func TestParseTemplatesRefuses(t *testing.T) {
	for file, want := range badTexts {
		if _, err := mail.ParseTemplates([]byte(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", file, err, want)
		}
	}
}

func TestCheckTemplates(t *testing.T) {
	own, err := mail.ParseTemplates([]byte(ownTexts))
	if err != nil {
		t.Fatal(err)
	}
	if err := own.Check(veenhavenPlaces); err != nil {
		t.Error(err)
	}
	long := veenhavenPlaces
	long.Organisation = strings.Repeat("Veenhaven ", 8)
	if err := own.Check(long); err == nil {
		t.Error("a subject that becomes too long was taken")
	}
}

// Whatever is taken can be sent, and nothing is in it but what was written and the
// three values.
func FuzzParseTemplates(f *testing.F) {
	seeds := 0
	for file := range badTexts {
		f.Add([]byte(file))
		seeds++
	}
	f.Add([]byte(ownTexts))
	f.Add(mail.Shipped())
	if seeds == 0 {
		f.Fatal("no seeds")
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		all, err := mail.ParseTemplates(file)
		if err != nil {
			return
		}
		if err := all.Check(mail.Places{Site: "https://x.invalid/", Organisation: "x", Code: "x"}); err != nil {
			t.Error(err)
		}
		for _, name := range mail.Names() {
			for lang, one := range all[name] {
				filled := one.Fill(mail.Places{})
				if strings.ContainsAny(filled.Subject+filled.Body, "{}") {
					t.Errorf("%s in %s keeps a place: %q", name, lang, filled)
				}
			}
		}
	})
}
