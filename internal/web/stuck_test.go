package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/text"
	pages "github.com/gehoor/gehoor/internal/web/page/people"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// relay is a mail server that keeps what it took, and refuses some addresses.
type relay struct {
	mu      sync.Mutex
	sent    []string // "address kind"
	refuses string   // the letters with which the refused begin
}

func (r *relay) Send(_ context.Context, to notify.Address, m notify.Message) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if strings.Contains(r.refuses, to.Mail[:1]) {
		return &notify.Fault{Reason: "the relay refused the recipient", Code: 550, Permanent: true}
	}
	r.sent = append(r.sent, to.Mail+" "+string(m.Kind))
	return nil
}

// delivers sends what is due some minutes after the present moment of the town.
func (n *town) delivers(r *relay) notify.Result {
	n.t.Helper()
	got, err := notify.Courier{Store: n.store, Channel: r}.Deliver(n.t.Context(), "veenhaven", webtest.Now.Add(5*time.Minute), notify.MaxBatch)
	n.must(err)
	return got
}

func (n *town) person(login string) string { return "/nl" + pages.Path(n.ids[login]) }

// TestChangeMail: an administrator puts right where somebody gets mail; the former
// address is told once and forgotten, the fact has no address, and what is no address is
// told beside the field with what was typed.
func TestChangeMail(t *testing.T) {
	n := newTown(t, nil)
	path := n.person("noor") + "/post"
	change := func(mail string) *webtest.Page {
		return n.post("floor", path, url.Values{"mail": {mail}, "language": {"en"}})
	}
	webtest.Check(t, n.get("floor", n.person("noor")))
	p := change("noor bij veenhaven")
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || fields(p).Get("mail") != "noor bij veenhaven" {
		t.Errorf("no address: %d, %v", p.Status, fields(p))
	}
	for _, mail := range []string{"nor@veenhaven.example", "noor@veenhaven.example", "noor@veenhaven.example"} {
		if p = change(mail); p.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", mail, p.Status, p.Body)
		}
	}
	p = n.get("floor", p.Header.Get("Location"))
	webtest.Check(t, p)
	if fields(p).Get("mail") != "noor@veenhaven.example" {
		t.Errorf("the page shows %v", fields(p))
	}
	r := &relay{}
	n.delivers(r)
	if len(r.sent) != 1 || r.sent[0] != "nor@veenhaven.example moved" {
		t.Errorf("sent: %v", r.sent)
	}
	if got := n.delivers(r); got.Sent+got.Failed+got.Dropped != 0 {
		t.Errorf("sent again: %+v", got)
	}
	if p := change(""); p.Status != http.StatusSeeOther {
		t.Errorf("no mail any more: %d", p.Status)
	}
	r.refuses = "n"
	if got := n.delivers(r); got.Dropped != 1 || got.Dead != 0 {
		t.Errorf("a former address that is broken: %+v", got)
	}
	if a, err := n.store.Address(t.Context(), "veenhaven", n.ids["noor"]); err == nil {
		t.Errorf("there is still %+v", a)
	}
	stream := gehoor.PersonStream(n.ids["noor"])
	n.byFloor(stream, "person.mail-changed person.mail-changed person.mail-changed")
	records, err := n.store.Load(t.Context(), "veenhaven", stream, 0)
	n.must(err)
	for _, one := range records {
		if strings.Contains(string(one.Data), "@veenhaven") {
			t.Errorf("an address is in %s", one.Data)
		}
	}
	if p := n.post("jet", path, url.Values{"mail": {"x@veenhaven.example"}}); p.Status != http.StatusNotFound {
		t.Errorf("the head of the bureau changes it: %d", p.Status)
	}
	if err := n.cases.ChangeMail(t.Context(), "veenhaven", gehoor.ByPerson(n.ids["jet"]), n.ids["noor"], "", gehoor.Dutch); err == nil {
		t.Error("and by the use case")
	}
}

// TestStuckMail: an administrator sees to whom mail does not arrive, masked and without
// how much, lets it go again, and gives it up only after a tick and as a fact. What
// somebody may know nothing of is not there, and stays.
func TestStuckMail(t *testing.T) {
	n := newTown(t, nil)
	ctx := t.Context()
	words := text.For(gehoor.Dutch)
	if strings.Contains(string(n.get("floor", mailsPath).Body), words.Say("mails.stuck")) {
		t.Error("nothing is stuck")
	}
	put := func(id, login string, quiet bool) {
		n.must(n.store.PutAddress(ctx, notify.Address{Org: "veenhaven", Person: n.ids[login], Mail: login + "@veenhaven.example", Lang: gehoor.Dutch}))
		n.must(n.store.Enqueue(ctx, notify.Message{ID: strings.Repeat(id, 32), Org: "veenhaven", To: n.ids[login], Kind: notify.KindSignal, NotBefore: webtest.Now, Quiet: quiet}))
	}
	put("1", "noor", false)
	put("2", "noor", false)
	put("3", "bram", false)
	put("4", "saar", true)
	r := &relay{refuses: "nbs"}
	n.delivers(r)

	p := n.get("floor", mailsPath)
	webtest.Check(t, p)
	main := webtest.Text(p.All("main")[0])
	for _, want := range []string{"n•••@veenhaven.example", "b•••@veenhaven.example", words.Say("mails.stuck-address"), words.Say("mails.stuck-given")} {
		if !strings.Contains(main, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(main, "noor@veenhaven.example") || strings.Contains(main, "functie van saar") || strings.Contains(main, "s•••@") || strings.Count(main, "n•••@") != 1 {
		t.Errorf("the page tells too much: %s", main)
	}
	dead := func() int {
		_, d, err := n.store.Waiting(ctx, "veenhaven")
		n.must(err)
		return d
	}
	if dead() != 4 {
		t.Fatalf("%d given up", dead())
	}

	drop := url.Values{"act": {"drop"}, "person": {string(n.ids["noor"])}}
	p = n.post("floor", mailsPath, drop)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || dead() != 4 {
		t.Errorf("dropped without a tick: %d, %d", p.Status, dead())
	}
	drop.Set("sure", "1")
	p = n.post("floor", mailsPath, drop)
	webtest.Check(t, n.get("floor", p.Header.Get("Location")))
	if p.Status != http.StatusSeeOther || dead() != 2 {
		t.Errorf("dropped: %d, %d left", p.Status, dead())
	}
	n.byFloor(gehoor.PersonStream(n.ids["noor"]), "person.mail-dropped")

	r.refuses = ""
	if p := n.post("floor", mailsPath, url.Values{"act": {"retry"}, "person": {""}}); p.Status != http.StatusSeeOther || dead() != 1 {
		t.Errorf("retried: %d, %d", p.Status, dead())
	}
	n.delivers(r)
	if len(r.sent) == 0 || !strings.HasPrefix(r.sent[len(r.sent)-1], "bram@veenhaven.example") {
		t.Errorf("sent: %v", r.sent)
	}
	if p := n.post("floor", mailsPath, url.Values{"act": {"drop"}, "person": {""}, "sure": {"1"}}); p.Status != http.StatusSeeOther || dead() != 1 {
		t.Errorf("what somebody may know nothing of was dropped: %d, %d", p.Status, dead())
	}
	if err := n.cases.RetryMail(ctx, "veenhaven", gehoor.ByPerson(n.ids["jet"]), ""); err == nil {
		t.Error("the head of the bureau retries")
	}
	n.must(n.store.Enqueue(ctx, notify.Message{ID: strings.Repeat("9", 32), Org: "veenhaven", To: n.ids["bram"], Kind: notify.KindLate, NotBefore: webtest.Now}))
	r.refuses = "b"
	n.delivers(r)
	if err := n.cases.DropMail(ctx, "veenhaven", gehoor.ByPerson(n.ids["jet"]), ""); err == nil || dead() != 2 {
		t.Errorf("the head of the bureau drops: %v, %d", err, dead())
	}
}
