package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/mail"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const mailsPath = "/nl" + layout.PathMails

// TestMails: an administrator words the mails; what cannot be in one is refused with
// all that was typed, an example keeps nothing, two at once are told, and the
// program's texts come back.
func TestMails(t *testing.T) {
	n := newTown(t, nil)
	ctx := t.Context()
	form := fields(n.get("floor", mailsPath))
	staff := func() mail.Template {
		all, _, err := n.cases.Mails(ctx, "veenhaven")
		n.must(err)
		return all[mail.ForStaff][gehoor.Dutch]
	}
	shipped := staff()
	if form.Get("staff.nl.subject") != shipped.Subject {
		t.Fatalf("the form begins with %v", form)
	}
	for field, value := range map[string]string{
		"staff.nl.subject": "Signaal van {name}", "staff.en.body": "no address", "confirm.nl.body": "{site}", "reporter.en.subject": strings.Repeat("x", 71),
	} {
		wrong := url.Values{}
		for k, v := range form {
			wrong[k] = v
		}
		wrong.Set(field, value)
		p := n.post("floor", mailsPath, wrong)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "#field-"+field) || fields(p).Get(field) != value {
			t.Errorf("%s: %d, %q", field, p.Status, fields(p).Get(field))
		}
	}
	form.Set("staff.nl.subject", "Bericht van {organisation}")
	form.Set("act", "show")
	p := n.post("floor", mailsPath, form)
	webtest.Check(t, p)
	if p.Status != http.StatusOK || !strings.Contains(webtest.Text(p.All("main")[0]), "Bericht van Gemeente Veenhaven") || staff() != shipped {
		t.Errorf("the example: %d, %+v", p.Status, staff())
	}
	form.Set("act", "keep")
	for range 2 {
		if p := n.post("floor", mailsPath, form); p.Status != http.StatusSeeOther || staff().Subject != "Bericht van {organisation}" {
			t.Errorf("kept: %d, %+v", p.Status, staff())
		}
	}
	form.Set("staff.nl.subject", "Van een oud formulier")
	p = n.post("floor", mailsPath, form)
	webtest.Check(t, p)
	if again := fields(p); p.Status != http.StatusConflict || again.Get("staff.nl.subject") != "Van een oud formulier" {
		t.Errorf("two at once: %d", p.Status)
	} else if p := n.post("floor", mailsPath, again); p.Status != http.StatusSeeOther {
		t.Errorf("not kept although it was told: %d", p.Status)
	}
	reset := fields(n.get("floor", mailsPath))
	reset.Set("act", "reset")
	if p := n.post("floor", mailsPath, reset); p.Status != http.StatusSeeOther || staff() != shipped {
		t.Errorf("reset: %d, %+v", p.Status, staff())
	}
	webtest.Check(t, n.get("floor", mailsPath))
	n.byFloor(gehoor.OrganisationStream, "organisation.mails-worded organisation.mails-worded organisation.mails-worded")
}

// TestMailRow: what an older installation kept in a row holds until an administrator
// words the mails.
func TestMailRow(t *testing.T) {
	n := newTown(t, nil)
	n.must(n.store.PutMailTexts(t.Context(), "veenhaven", "staff:\n  nl:\n    subject: Van vroeger\n    body: \"{site}\"\n"))
	if form := fields(n.get("floor", mailsPath)); form.Get("staff.nl.subject") != "Van vroeger" {
		t.Errorf("the row is not in the form: %q", form.Get("staff.nl.subject"))
	}
}

// TestTestMail: an administrator with an address sends themselves a mail, and nobody
// else.
func TestTestMail(t *testing.T) {
	n := newTown(t, nil)
	at := func() string {
		return n.post("floor", mailsPath, url.Values{"act": {"test"}}).Header.Get("Location")
	}
	if got := at(); !strings.HasSuffix(got, "proef=no") {
		t.Errorf("without an address: %s", got)
	}
	n.must(n.store.PutAddress(t.Context(), notify.Address{Org: "veenhaven", Person: n.ids["floor"], Mail: "floor@veenhaven.example", Lang: gehoor.Dutch}))
	got := at()
	webtest.Check(t, n.get("floor", got))
	alive, _, err := n.store.Waiting(t.Context(), "veenhaven")
	if err != nil || alive != 1 || !strings.HasSuffix(got, "proef=yes") {
		t.Errorf("%d messages wait, %s, %v", alive, got, err)
	}
}
