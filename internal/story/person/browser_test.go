package person_test

import (
	"context"
	"crypto/rand"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/person"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/protocols/stories"
)

// town is Veenhaven with true keys, over a store in memory.
type town struct {
	*veenhaven.Town
	story.World
	browsers *person.Browsers
	stores   *ledgertest.Memory
}

var newYear = time.Date(2026, 1, 2, 8, 0, 0, 0, time.UTC)

func random(b []byte) { _, _ = rand.Read(b) }

func serverSecret() account.ServerSecret {
	s, err := account.NewServerSecret([]byte(strings.Repeat("k", 32)))
	if err != nil {
		panic(err)
	}
	return s
}

// enrolled makes the keys and passphrases once: each is stretched for some
// tenths of a second.
var enrolled = sync.OnceValues(func() (*veenhaven.Town, error) {
	return veenhaven.Found(random, serverSecret(), newYear)
})

// found settles the town in a store of its own.
func found(t testing.TB) town {
	t.Helper()
	made, err := enrolled()
	if err != nil {
		t.Fatal(err)
	}
	clock := &story.Clock{}
	clock.Set(newYear)
	stores := ledgertest.NewMemory()
	watch := story.NewWatch(stores)
	c := casework.New(casework.Deps{
		Events: watch, Lists: stores, Accounts: stores, Log: stores,
		Source: ledger.Source{Now: clock.Now, Random: random}, Trial: true, Protocols: protocol.NewSet(shipped.All(casework.Vocabulary())...), Setting: shipped.Veenhaven(),
	})
	if err := made.Settle(context.Background(), c, stores); err != nil {
		t.Fatal(err)
	}
	form, err := questionnaire.Newest("signal")
	if err != nil {
		t.Fatal(err)
	}
	browsers := made.Browsers(random)
	return town{Town: made, browsers: browsers, stores: stores, World: story.World{
		Org: veenhaven.Org, Casework: c, Lists: stores, Log: stores, Mailboxes: stores, Outbox: stores, Watch: watch, Clock: clock,
		Browsers: browsers, Cast: made.Cast, Roles: veenhaven.Roles(), Questionnaire: form,
	}}
}

func shippedStory(t testing.TB, name string) *story.Story {
	t.Helper()
	file, err := fs.ReadFile(stories.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := story.Parse(name, file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// oneSignal is a story in which somebody tells something, and no more.
func oneSignal(t testing.TB) *story.Story {
	t.Helper()
	s, err := story.Parse("one.story", []byte(`title One signal
organisation veenhaven
at 2026-11-16 09:00
as reporter R1
send contractor nl
  answer where "De bouwplaats aan de Sluiskade."
`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestStoriesTruly plays stories whose people seal and open; their "open" lines
// compare what was opened with what was said. Then it looks for the words in all
// that is stored.
func TestStoriesTruly(t *testing.T) {
	w := found(t)
	first := time.Date(2026, 1, 8, 12, 0, 0, 0, time.UTC)
	if err := story.Play(t.Context(), w.World, first, shippedStory(t, "reporter-replies-wbk-art-2.story")); err != nil {
		t.Error(err)
	}
	names, err := fs.Glob(stories.Files(), "demo-*.story")
	if err != nil || len(names) < 5 {
		t.Fatalf("%d demo stories: %v", len(names), err)
	}
	var demo []*story.Story
	for _, name := range names {
		demo = append(demo, shippedStory(t, name))
	}
	now := time.Date(2026, 11, 18, 14, 30, 0, 0, time.UTC)
	if err := story.Play(t.Context(), w.World, now, demo...); err != nil {
		t.Error(err)
	}
	if _, ok := w.browsers.Code("demo-waiting.story R1"); !ok {
		t.Error("a reporter's code is lost")
	}
	w.searchStored(t, "liep zij huilend weg", "paspoort", "Merel Waterkers", "Eens met Noor", "camera")
}

// TestCustodians: two custodians together get back the key of a dossier, from
// the shares that were stored; one cannot.
func TestCustodians(t *testing.T) {
	w := found(t)
	now := time.Date(2026, 11, 18, 14, 30, 0, 0, time.UTC)
	if err := story.Play(t.Context(), w.World, now, oneSignal(t)); err != nil {
		t.Fatal(err)
	}
	items, _, err := w.Casework.WorkList(t.Context(), w.Org, w.World.Cast["noor"], filter, cursor, 5)
	if err != nil || len(items) != 1 {
		t.Fatalf("%d items: %v", len(items), err)
	}
	shares := sharesIn(t, w, gehoor.DossierStream(items[0].Dossier))
	if len(shares) != 3 {
		t.Fatalf("%d shares", len(shares))
	}
	if _, err := endpoint.Recover(shares[:1]); err == nil {
		t.Error("one custodian recovered a compartment alone")
	}
	id, err := endpoint.Recover(shares[1:])
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Casework.Dossier(t.Context(), w.Org, w.World.Cast["noor"], items[0].Dossier)
	if err != nil {
		t.Fatal(err)
	}
	if string(id.Recipient()) != d.Boxes[0].Recipient {
		t.Error("another key was recovered")
	}
}

// TestPassphraseUnlocks: the printed passphrase opens the wrapped identity that
// the server keeps, and no other does.
func TestPassphraseUnlocks(t *testing.T) {
	w := found(t)
	now := time.Date(2026, 11, 18, 14, 30, 0, 0, time.UTC)
	if err := story.Play(t.Context(), w.World, now, oneSignal(t)); err != nil {
		t.Fatal(err)
	}
	noor := w.People[0]
	if len(strings.Fields(noor.Passphrase)) != 5 {
		t.Errorf("a passphrase of %d words", len(strings.Fields(noor.Passphrase)))
	}
	login, err := w.stores.Login(t.Context(), w.Org, noor.Login)
	if err != nil {
		t.Fatal(err)
	}
	if login.Salt != serverSecret().Salt(w.Org, noor.Login) {
		t.Error("the salt is not the one that a stranger is given")
	}
	browser, err := person.Unlock(w.Org, w.Root, noor.Passphrase, login.Salt, login.Wrapped)
	if err != nil {
		t.Fatal(err)
	}
	openAll(t, w, browser)
	if _, err := person.Unlock(w.Org, w.Root, noor.Passphrase+" x", login.Salt, login.Wrapped); err == nil {
		t.Error("a wrong passphrase unlocked")
	}
}

func openAll(t *testing.T, w town, browser *person.StaffBrowser) {
	t.Helper()
	noor := w.World.Cast["noor"]
	items, _, err := w.Casework.WorkList(t.Context(), w.Org, noor, filter, cursor, 5)
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Casework.Dossier(t.Context(), w.Org, noor, items[0].Dossier)
	if err != nil {
		t.Fatal(err)
	}
	contents, err := w.Casework.Open(t.Context(), w.Org, noor, d.ID, []gehoor.ContentID{d.Boxes[0].Key, d.Signals[0].Account})
	if err != nil {
		t.Fatal(err)
	}
	opened, err := browser.Open(d, contents)
	if err != nil || !strings.Contains(opened[d.Signals[0].Account], "Sluiskade") {
		t.Errorf("opened %q: %v", opened, err)
	}
	for _, c := range contents {
		if _, err := seal.Inspect(c.Bytes); err != nil {
			t.Errorf("content that a server would refuse: %v", err)
		}
	}
}

// TestKeysAreChecked: a server that puts another key beside a name is noticed
// before anything is sealed to it.
func TestKeysAreChecked(t *testing.T) {
	w := found(t)
	preview, err := w.Casework.Preview(t.Context(), w.Org, gehoor.OfficeAlderman, nil)
	if err != nil {
		t.Fatal(err)
	}
	browser, err := w.browsers.Reporter("x R1")
	if err != nil {
		t.Fatal(err)
	}
	said := story.Said{Account: []byte("{}")}
	if _, err := browser.Submit(preview, said, casework.Submission{}); err != nil {
		t.Fatal(err)
	}
	for name, forge := range map[string]func(p *casework.Preview){
		"another's key with one's own note":  func(p *casework.Preview) { p.Holders[0].Recipient = p.Holders[1].Recipient },
		"another's key and note":             func(p *casework.Preview) { swap(p); p.Holders[0].ID = w.World.Cast["noor"] },
		"a note that nobody signed":          func(p *casework.Preview) { p.Holders[0].Note += "x" },
		"a custodian's key that is not his":  func(p *casework.Preview) { p.Custodians[0].Recipient = p.Holders[0].Recipient },
		"somebody who may not open may know": func(p *casework.Preview) { said.Who, said.MayKnow = []byte("{}"), []gehoor.PersonID{"jet"} },
	} {
		forged := copied(preview)
		forge(&forged)
		if _, err := browser.Submit(forged, said, casework.Submission{}); err == nil {
			t.Errorf("%s: sealed", name)
		}
	}
}
