package journey_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/admin"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/texts"
	"github.com/gehoor/gehoor/internal/wording"
)

// TestAdministrator: somebody administers in a browser: signs in, changes what pages
// say, invites somebody, lets them receive signals, and meets no dossier anywhere.
func TestAdministrator(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	b := newTab(t, site, gehoor.Dutch)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	b.look()

	b.describes()
	reporter := b.elsewhere()
	reporter.open(layout.PathTalk)
	reporter.reads("14 0099")

	b.rewords()
	reporter.open(layout.PathHome)
	reporter.reads("Fijn dat u er bent.")
	reporter.look()
	reporter.open(layout.PathBegin)
	reporter.reads("https://www.veenhaven.example/afval")
	reporter.look()
	reporter.scripts(false)
	reporter.open(layout.PathPlain)
	reporter.reads("https://www.veenhaven.example/afval")

	b.unsticks()

	number := site.acceptBy(t, b.invites(), phrase(t))
	b.press("keys.heading")
	b.at(layout.PathKeys)
	b.reads(number)
	b.look()
	b.lets()

	noor := b.elsewhere()
	noor.signIn("noor")
	noor.click(".work-row .reference")
	noor.opened()
	for _, path := range []string{noor.path(), layout.PathRecovery, layout.PathDossier + strings.Repeat("a", 32)} {
		b.open(path)
		b.reads(b.say("missing.heading"))
	}
	noor.open(layout.PathOrganisation)
	noor.reads(noor.say("missing.heading"))
	b.open(layout.PathStaff)
	b.at(layout.PathAdmin)

	b.lang, b.words = gehoor.English, text.For(gehoor.English)
	for _, s := range admin.Sections() {
		b.open(s.Path)
		b.at(s.Path)
		b.look()
	}
	b.click("#sign-out button")
	b.at(layout.PathSignIn)
	b.open(layout.PathPeople)
	b.at(layout.PathSignIn)
}

// describes changes the telephone number, with a mistake and a look on the way.
func (b *tab) describes() {
	b.t.Helper()
	b.press("organisation.heading")
	b.at(layout.PathOrganisation)
	b.look()
	b.fill("#field-phone", "bel ons")
	b.keepsForm()
	b.reads(b.say("organisation.fault-phone"))
	b.look()
	b.fill("#field-phone", "14 0099")
	b.press("admin.show")
	b.reads(b.say("organisation.example"))
	b.look()
	b.keepsForm()
	b.reads(b.say("admin.kept-heading"))
	b.look()
}

// invites invites somebody and returns the code of the slip.
func (b *tab) invites() string {
	b.t.Helper()
	b.press("people.heading")
	b.at(layout.PathPeople)
	b.look()
	b.press("people.new")
	b.at(layout.PathNewPerson)
	b.press("people.invite")
	b.reads(b.say("people.fault-role"))
	b.look()
	b.click("[name=role][value=caseworker]")
	b.fill(`[name="function.nl"]`, "behandelaar, bureau integriteit")
	b.fill(`[name="function.en"]`, "caseworker, integrity bureau")
	b.fill("#field-login", "mies")
	b.press("people.invite")
	b.reads(b.say("people.slip-once"))
	b.look()
	return eval[string](b, `document.querySelector(".slip-code").textContent`)
}

// lets adds mies to an office, and begins to take the last one off another.
func (b *tab) lets() {
	b.t.Helper()
	b.press("holders.heading")
	b.at(layout.PathHolders)
	b.look()
	eval[bool](b, fmt.Sprintf(`(s => { s.value = [...s.options].find(o => o.textContent.includes(%q)).value; return true })(document.querySelector("#office-mayor-add"))`, "mies"))
	b.click(`#office-mayor button[value="add"]`)
	b.reads(b.say("admin.kept-heading"))
	b.reads(b.say("holders.keyless"))
	b.click(`#office-council-clerk button[value="remove"]`)
	b.reads(b.say("holders.confirm"))
	b.look()
	b.press("holders.confirm-not")
	b.at(layout.PathHolders)
	b.press("holders.matrix")
	b.at(layout.PathMatrix)
	b.look()
}

// rewords says the welcome in other words, and where to go with another complaint, with
// a mistake and a look on the way.
func (b *tab) rewords() {
	b.t.Helper()
	b.press("texts.heading")
	b.at(layout.PathTexts)
	b.look()
	b.press("texts.group-home")
	b.at(texts.Path(wording.GroupHome))
	b.fill(`[name="home-lead.nl"]`, "Druk op Snel weg.")
	b.keepsForm()
	b.reads(b.say("texts.fault-reserved"))
	b.look()
	b.fill(`[name="home-lead.nl"]`, "Fijn dat u er bent.")
	b.press("admin.show")
	b.reads(b.say("texts.example"))
	b.look()
	b.keepsForm()
	b.reads(b.say("admin.kept-heading"))

	b.open(texts.Path(wording.GroupSignal))
	b.fill(`[name="begin-first.nl"]`, "Een klacht over afval? Ga naar https://www.veenhaven.example/afval")
	b.keepsForm()
	b.reads(b.say("admin.kept-heading"))
	b.look()
}

// unsticks corrects an address at which nothing arrives, and gives up what was to be told
// there, with a look on the way.
func (b *tab) unsticks() {
	b.t.Helper()
	undelivered(b.t, b.site.dir)
	b.press("admin.overview")
	b.reads(b.say("admin.check-stuck"))
	b.press("mails.heading")
	b.reads("n•••@veenhaven.example")
	b.reads(b.say("mails.stuck-address"))
	b.look()
	b.click(".stuck a")
	b.until("the page of whom it was for", `document.readyState === "complete" && document.querySelector("#field-mail") !== null`)
	b.fill("#field-mail", "noor@veenhaven.example")
	b.keepsForm()
	b.reads(b.say("people.mail-kept"))
	b.look()
	b.press("mails.heading")
	b.click(".stuck summary")
	b.look()
	b.click(".stuck [name=sure]")
	b.click(".stuck [value=drop]")
	b.reads(b.say("mails.dropped"))
	b.readsNot(b.say("mails.stuck"))
	b.look()
}

// undelivered puts a message that nobody can deliver into the outbox of a site.
func undelivered(t testing.TB, dir string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "gehoor.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	login, err := db.Login(t.Context(), veenhaven.Org, "noor")
	id := strings.Repeat("d", 32)
	for _, err := range []error{
		err,
		db.PutAddress(t.Context(), notify.Address{Org: veenhaven.Org, Person: login.Person, Mail: "nor@veenhaven.example", Lang: gehoor.Dutch}),
		db.Enqueue(t.Context(), notify.Message{ID: id, Org: veenhaven.Org, To: login.Person, Kind: notify.KindMessage, NotBefore: time.Now()}),
		db.Failed(t.Context(), id, time.Now(), true, "the relay refused the recipient (550)"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// keepsForm presses the button that keeps what a form holds. A part of these pages is called
// as the button is.
func (b *tab) keepsForm() {
	b.t.Helper()
	b.click(`.admin-content button[value=keep], .admin-content form[action$="/post"] .utrecht-button--submit`)
}
