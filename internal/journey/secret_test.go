package journey_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestCanary: distinctive words in every field of every journey, passphrases and
// codes, also mistyped ones, are nowhere but in the browsers: not in a file, in
// memory, in a log, in mail, in an address, nor in anything that was sent.
func TestCanary(t *testing.T) {
	t.Parallel()
	control := mark() // in places where it may be, so that the search can fail
	mail := newRelay(t)
	dir := copyTown(t)
	withMail(t, dir)
	kept := mark() // in what the server reads at its start and keeps
	page := filepath.Join(dir, "site.json")
	says, err := os.ReadFile(page)
	if err == nil {
		err = os.WriteFile(page, bytes.ReplaceAll(says, []byte("gemeente@"), []byte(kept+"@")), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	site := frontOf(t, newServer(t, dir,
		"--mail-host", mail.host, "--mail-port", mail.port, "--mail-tls", "none",
		"--mail-from", "no-reply@veenhaven.example", "--mail-site", "https://"+control+".example"))
	secret := mark()
	var birds canaries
	birds.add("what was typed", secret)
	typed := func(where string) string { return where + " " + secret + "!" }

	reporter := newTab(t, site, gehoor.Dutch)
	birds.code(t, told(reporter, typed))
	var address canaries // of the reporter, which the server must know to send mail
	home := mark() + "@thuis.example"
	address.add("the reporter's address", home)
	askedForMail(reporter, home)
	desk := reporter.elsewhere()
	worked(desk, typed)
	decided(desk, typed)
	birds.words("a passphrase", strings.Fields(built.town.passphrases["noor"]))
	replied(reporter, typed)
	later := reporter.elsewhere()
	birds.code(t, namedLater(later, typed))
	doubter := reporter.elsewhere()
	birds.code(t, inDoubt(doubter, typed))
	select {
	case <-mail.arrived:
	case <-time.After(patience):
		t.Error("no mail came")
	}

	controls := map[string]string{
		"memory":    kept,
		"stack":     control,
		"mail":      control,
		"file":      "Gemeente Veenhaven",
		"log":       `"msg":"request"`,
		"address":   "/api/box/part/",
		"header of": "X-Language",
		"body to":   `"office":"employee"`,
		"asked for": "/nl/verder",
	}
	places := append(memory(t, site.cmd.Process.Pid), folder(t, dir)...)
	places = append(places, site.wire()...)
	asked := strings.Join(slices.Concat(reporter.asked(), desk.asked(), later.asked(), doubter.asked()), "\n")
	places = append(places, place{"log", site.said.bytes()}, place{"mail", mail.taken()}, place{"asked for", []byte(asked)})
	birds.nowhere(t, places, controls)
	address.nowhere(t, withoutRecipient(withoutServer(places), home), map[string]string{"file": "Gemeente Veenhaven", "log": `"msg":"request"`, "body to": `"office":"employee"`})
	for line := range bytes.Lines(site.said.bytes()) {
		if bytes.Contains(line, []byte("127.0.0.1")) && !bytes.Contains(line, []byte(site.server.url())) {
			t.Errorf("the log has an address of somebody: %s", line)
		}
	}

	site.stop()
	birds.nowhere(t, folder(t, dir), map[string]string{"file": "Gemeente Veenhaven"})
	address.nowhere(t, folder(t, dir), map[string]string{"file": "Gemeente Veenhaven"})
}

// withoutServer leaves out where a reporter's address has to be: in the server's
// memory while it serves, and in the body that brought it.
func withoutServer(places []place) []place {
	return slices.DeleteFunc(slices.Clone(places), func(p place) bool {
		return strings.HasPrefix(p.name, "memory ") || strings.HasPrefix(p.name, "stack ") || p.name == "body to /nl"+layout.PathBoxMail
	})
}

// withoutRecipient leaves out of the mail that it goes to an address: its envelope and its
// header To.
func withoutRecipient(places []place, address string) []place {
	for i, p := range places {
		if p.name != "mail" {
			continue
		}
		var rest [][]byte
		for line := range bytes.Lines(p.data) {
			if bare := strings.TrimSpace(string(line)); bare != address && bare != "To: <"+address+">" {
				rest = append(rest, line)
			}
		}
		places[i] = place{p.name, bytes.Join(rest, nil)}
	}
	return places
}

// askedForMail is the journey of a reporter who wants to hear by mail that there is
// something new: an address at work is warned against, and one at home is sent a code.
func askedForMail(b *tab, home string) {
	b.t.Helper()
	b.click("section:has(#post) summary")
	b.fill("#field-mail", "iemand@veenhaven.example")
	b.press("news.ask")
	b.until("the warning", `document.querySelector("#field-sure") !== null`)
	b.fill("#field-mail", home)
	b.press("news.ask")
	b.until("that a code is on its way", `document.querySelector("#field-code") !== null`)
	b.reads(b.say("news.asked"))
	b.fill("#field-code", "00000-00000")
	b.press("news.confirm")
	b.until("that it is another code", `document.querySelector("#field-code-error") !== null`)
	b.open(layout.PathBox)
	b.opened()
}

// inDoubt is the journey of somebody who keeps two entries, comes back with the code,
// types a third and looks at the questions.
func inDoubt(b *tab, typed func(string) string) (code []string) {
	b.t.Helper()
	code = b.doubts()
	b.writesDown(typed("een aantekening"), 1)
	b.writesDown(typed("nog een"), 2)
	b.press("diary.later")
	b.comeBack(code)
	b.at(layout.PathDiary)
	b.hasEntries(2)
	b.press("diary.send")
	b.at(layout.PathBegin)
	b.atStep("happened")
	b.open(layout.PathDiary)
	b.hasEntries(2)
	b.fill("#field-writing", typed("half"))
	b.reads(b.say("diary.saved"))
	return code
}

// told is the journey of a reporter through every field, and back from the
// mailbox with the code, mistyped at first.
func told(b *tab, typed func(string) string) (code []string) {
	b.t.Helper()
	code = b.makeCode()
	for i, step := range steps {
		b.answer(step, typed)
		b.next(append(steps, "check")[i+1])
	}
	b.saved()
	b.until("the people who will be able to open it", `document.querySelectorAll("#holders li").length > 1`)
	b.click("#field-known-0")
	b.send(code)
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.press("box.stop-go")
	b.at(layout.PathHome)
	b.open(layout.PathResume)
	b.until("the form", `document.querySelector("#resume-go")?.disabled === false`)
	b.fill("#field-code", typed(strings.Join(code, " ")))
	b.press("resume.go")
	b.until("a sentence beside the field", `document.getElementById("field-code-error") !== null`)
	b.comeBack(code)
	b.at(layout.PathBox)
	return code
}

// worked is the journey of a caseworker, who mistypes the passphrase at first.
func worked(b *tab, typed func(string) string) {
	b.t.Helper()
	b.open(layout.PathSignIn)
	b.enter("noor", typed(built.town.passphrases["noor"]))
	b.until("the refusal", `!document.querySelector("#trouble").hidden`)
	b.enter("noor", built.town.passphrases["noor"])
	b.at(layout.PathStaff)
	b.click(".work-row .reference")
	b.opened()
	b.reads(typed("field-what"))
	b.reads(typed("field-name"))
	for _, act := range []string{"acknowledge", "message", "note", "feedback"} {
		b.write(act, typed(act))
		b.reads(typed(act))
	}
}

// decided is the caseworker who declares an interest of a colleague, proposes what to
// decide about it, and asks the reporter for a consent, all with reasons.
func decided(b *tab, typed func(string) string) {
	b.t.Helper()
	at := strings.TrimPrefix(b.path(), "/nl")
	for _, one := range []struct {
		kind    gehoor.Kind
		answers map[string]string
	}{
		{record.KindConflict, map[string]string{"conflict": "yes", "involved": "no", "ground": "friend"}},
		{record.KindConflictDecided, map[string]string{"may_continue": "yes"}},
	} {
		kind, _ := record.Of(one.kind)
		b.open(dossier.RecordPath(gehoor.DossierID(at[strings.LastIndex(at, "/")+1:]), kind))
		b.noInterest()
		b.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
		b.choose("[data-question=person] select", "Bram")
		b.picked(one.answers)
		b.fill(".record-form textarea[id$=words]", typed(string(one.kind)))
		b.click(".record-form [type=submit]")
		b.at(at)
		b.opened()
		b.reads(typed(string(one.kind)))
		if one.kind == record.KindConflict {
			b.rekeys()
		}
	}
	b.unfold("ask-consent-other")
	b.picksOption(form("ask-consent-other")+` [data-field="for"]`, 1)
	b.fill(form("ask-consent-other")+" textarea", typed("ask-consent"))
	b.click(form("ask-consent-other") + " [type=submit]")
	b.reads(b.say("dossier.consent-sent"))
	b.opened()
	b.reads(typed("ask-consent"))
}

// namedLater is a reporter who says who they are after the signal was sent.
func namedLater(b *tab, typed func(string) string) (code []string) {
	b.t.Helper()
	code = b.tell("employee", typed("what"))
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.click(`details:has(> #name) > summary`)
	b.fill("#field-name-name", typed("name-later"))
	b.fill("#field-name-contact", typed("contact-later"))
	b.click("#field-name-known-0")
	b.click("#name-go")
	b.untilKnown(1)
	return code
}

// replied is the reporter's answer.
func replied(b *tab, typed func(string) string) {
	b.t.Helper()
	b.do("reload", chromedp.Reload())
	b.opened()
	b.reads(typed("feedback"))
	b.reads(typed("ask-consent"))
	b.readsNot(typed("note"))
	b.fill("#field-reply", typed("reply"))
	b.press("box.reply-send")
	b.reads(b.say("box.said-reply"))
	b.opened()
	b.reads(typed("reply"))
	sentFile(b, typed)
	b.click("#leave")
	b.at(layout.PathHours)
	if b.hasKey("reporter") || eval[int](b, "sessionStorage.length + localStorage.length") > 0 {
		b.t.Error("the exit leaves something in the browser")
	}
	b.open(layout.PathBox)
	b.at(layout.PathResume)
}
