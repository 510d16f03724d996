package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/view"
)

// mailChores walks through what an administrator does when mail does not arrive.
func mailChores(t *testing.T, dir string) {
	t.Helper()
	mail := func(code int, args ...string) string {
		t.Helper()
		return expect(t, code, append([]string{"mail", args[0], "--data", dir}, args[1:]...)...)
	}
	has := func(out, want string) {
		t.Helper()
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
	has(mail(0, "list"), "nothing is undelivered")
	given := giveUp(t, dir)
	listed := mail(0, "list")
	for _, want := range []string{given[0].ID, "given up", "noor", "the relay refused the recipient (550)"} {
		has(listed, want)
	}
	if strings.Contains(listed, "@") || strings.Contains(listed, "Noor") {
		t.Errorf("the list has more of a person than the login:\n%s", listed)
	}
	has(expect(t, 1, "check", "--data", dir), fmt.Sprintf("%d messages could not be delivered", len(given)))

	mail(2, "retry")
	mail(2, "retry", given[0].ID, "--all")
	mail(2, "retry", "no such message")
	mail(2, "drop", "no such message")
	has(mail(0, "retry", given[0].ID), "1 tried again")
	has(mail(0, "list"), "tried again")
	expect(t, 1, "check", "--data", dir) // until it is delivered
	has(mail(0, "drop", "--all"), fmt.Sprintf("%d dropped", len(given)))
	expect(t, 0, "check", "--data", dir)

	has(mail(0, "address", "noor"), "gets no mail")
	has(mail(0, "address", "Noor", "noor@veenhaven.invalid"), "noor gets mail")
	has(mail(0, "address", "noor", "--remove"), "gets no mail")
	mail(2, "address", "nobody", "noor@veenhaven.invalid")
	mail(2, "address", "noor", "Noor <noor@veenhaven.invalid>")

	mail(2, "test", "--to", "noor@veenhaven.invalid")
	mail(2, "test", "--to", "noor@veenhaven.invalid", "--mail-host", "127.0.0.1", "--mail-port", "1", "--mail-tls", "none",
		"--mail-from", "noreply@veenhaven.invalid", "--mail-site", "https://gehoor.invalid")
	textChores(t, dir, mail, has)
}

// textChores sets what mails say.
func textChores(t *testing.T, dir string, mail func(int, ...string) string, has func(string, string)) {
	t.Helper()
	has(mail(0, "texts", "--site", "https://gehoor.invalid"), "https://gehoor.invalid/nl/medewerker/aanmelden")
	own := filepath.Join(t.TempDir(), "texts.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(own, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("staff:\n  nl:\n    subject: Bericht van {organisation}\n    body: '{site} {naam}'\n")
	mail(2, "texts", own, "--keep")
	write("staff:\n  nl:\n    subject: Bericht van {organisation}\n    body: '{site}'\n")
	has(mail(0, "texts", own), "Bericht van Gemeente Veenhaven")
	if out := mail(0, "texts"); strings.Contains(out, "Bericht van") {
		t.Error("looking at a file kept it")
	}
	mail(0, "texts", own, "--keep")
	has(mail(0, "texts"), "Bericht van Gemeente Veenhaven")
	mail(2, "texts", own, "--reset")
	mail(0, "texts", "--reset")
	if out := mail(0, "texts"); strings.Contains(out, "Bericht van") {
		t.Error("the texts are not reset")
	}
	has(mail(0, "texts", "--shipped"), "{site}")
}

// giveUp lets a reporter do something of which people are told, and their mail
// come back, as a server does; it returns the messages.
func giveUp(t *testing.T, dir string) []notify.Message {
	t.Helper()
	db, err := sqlite.Open(t.Context(), folder(dir).database(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	cases, err := cases(folder(dir), db, veenhaven.Org, casework.Publishing{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := cases.ReporterMakesFormal(t.Context(), notFormal(t, db, cases)); err != nil {
		t.Fatal(err)
	}
	messages, err := db.Claim(t.Context(), veenhaven.Org, time.Now().Add(time.Hour), time.Minute, 10)
	if err != nil || len(messages) < 2 {
		t.Fatalf("%d messages, %v", len(messages), err)
	}
	for _, m := range messages {
		if err := db.Failed(t.Context(), m.ID, time.Now(), true, "the relay refused the recipient (550)"); err != nil {
			t.Fatal(err)
		}
	}
	return messages
}

// notFormal is a signal of noor's that is no formal report yet.
func notFormal(t *testing.T, db *store.DB, cases *casework.Casework) account.Mailbox {
	t.Helper()
	noor, err := db.Login(t.Context(), veenhaven.Org, "noor")
	if err != nil {
		t.Fatal(err)
	}
	items, _, err := cases.WorkList(t.Context(), veenhaven.Org, noor.Person, view.WorkFilter{}, view.Cursor{}, 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range items {
		d, err := cases.Dossier(t.Context(), veenhaven.Org, noor.Person, i.Dossier)
		if err != nil {
			t.Fatal(err)
		}
		if !d.Signals[0].Formal {
			return account.Mailbox{Org: veenhaven.Org, Dossier: i.Dossier, Signal: d.Signals[0].ID}
		}
	}
	t.Fatal("noor has only formal reports")
	return account.Mailbox{}
}
