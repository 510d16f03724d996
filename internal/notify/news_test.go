package notify_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/notify"
)

const reporterMail = "iemand@thuis.invalid"

// newsWorld is a desk over a store, with a relay that keeps what arrives.
type newsWorld struct {
	*notify.NewsDesk
	t     *testing.T
	store *ledgertest.Memory
	now   time.Time
	mu    sync.Mutex       // guards mails: several are sent at once
	mails []notify.Address // with the kind in Person
	fail  error
}

func newNewsWorld(t *testing.T) *newsWorld {
	w := &newsWorld{t: t, store: ledgertest.NewMemory(), now: start}
	w.NewsDesk = notify.NewNewsDesk(w.store, [32]byte{7}, counter())
	return w
}

// counter is randomness that a failing test gives again.
func counter() func([]byte) {
	n := byte(0)
	return func(b []byte) {
		for i := range b {
			n++
			b[i] = n * 151
		}
	}
}

// Send implements [notify.Channel].
func (w *newsWorld) Send(_ context.Context, to notify.Address, m notify.Message) error {
	if w.fail != nil {
		return w.fail
	}
	to.Person = gehoor.PersonID(m.Kind)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mails = append(w.mails, to)
	return nil
}

func (w *newsWorld) ask(signal gehoor.SignalID, mail string) error {
	return w.Ask(w.t.Context(), "veenhaven", signal, mail, gehoor.Dutch, w.now.Add(time.Minute), w.now)
}

// write is what an act of staff leaves in the outbox.
func (w *newsWorld) write(signal gehoor.SignalID) {
	w.t.Helper()
	m := notify.Message{ID: fmt.Sprint(len(w.mails), w.now.UnixNano(), signal), Org: "veenhaven", Reporter: w.Link("veenhaven", signal), Kind: notify.KindNews, NotBefore: w.now}
	if err := w.store.Enqueue(w.t.Context(), m); err != nil {
		w.t.Fatal(err)
	}
}

// arrive delivers what may go after an hour and returns what arrived.
func (w *newsWorld) arrive() []notify.Address {
	w.t.Helper()
	w.mails, w.now = nil, w.now.Add(time.Hour)
	for range 10 {
		c := notify.Courier{Store: w.store, Channel: w, News: w.NewsDesk}
		if _, err := c.Deliver(w.t.Context(), "veenhaven", w.now, notify.MaxBatch); err != nil {
			w.t.Fatal(err)
		}
	}
	return w.mails
}

func (w *newsWorld) state(signal gehoor.SignalID, want notify.NewsState) {
	w.t.Helper()
	if got, err := w.State(w.t.Context(), "veenhaven", signal); err != nil || got != want {
		w.t.Errorf("%s: %q, %v; want %q", signal, got, err, want)
	}
}

func (w *newsWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *newsWorld) refused(err error, code gehoor.Code) {
	w.t.Helper()
	if !errors.Is(err, gehoor.Refuse(code)) {
		w.t.Errorf("got %v, want %s", err, code)
	}
}

// First a code, and nothing else until it came back; then one mail for all that is
// new; then none at all.
func TestNews(t *testing.T) {
	w, ctx := newNewsWorld(t), t.Context()
	w.state("one", notify.NewsOff)
	w.must(w.ask("one", " "+reporterMail+"\n"))
	w.state("one", notify.NewsAsked)
	w.write("one")
	mails := w.arrive()
	if len(mails) != 1 || mails[0].Mail != reporterMail || mails[0].Person != "confirm" || len(mails[0].Code) != 11 {
		t.Fatalf("before the code came back: %+v", mails)
	}
	code := mails[0].Code

	w.refused(w.Confirm(ctx, "veenhaven", "one", "00000-00000", w.now), notify.CodeNewsCode)
	w.refused(w.Confirm(ctx, "veenhaven", "two", code, w.now), notify.CodeNewsCode)
	w.refused(w.Confirm(ctx, "duinrade", "one", code, w.now), notify.CodeNewsCode)
	w.must(w.Confirm(ctx, "veenhaven", "one", " "+strings.ToLower(strings.ReplaceAll(code, "-", " ")), w.now))
	w.must(w.Confirm(ctx, "veenhaven", "one", code, w.now)) // a second click
	w.state("one", notify.NewsOn)

	w.write("one")
	w.now = w.now.Add(time.Second)
	w.write("one")
	w.write("two") // who asked for nothing
	mails = w.arrive()
	if want := []notify.Address{{Org: "veenhaven", Person: "news", Mail: reporterMail, Lang: gehoor.Dutch}}; !cmp.Equal(want, mails) {
		t.Errorf("news (-want +got):\n%s", cmp.Diff(want, mails))
	}

	w.must(w.Stop(ctx, "veenhaven", "one"))
	w.must(w.Stop(ctx, "veenhaven", "one"))
	w.state("one", notify.NewsOff)
	w.write("one")
	if mails := w.arrive(); len(mails) != 0 {
		t.Errorf("after stopping: %+v", mails)
	}
	if waiting, dead, _ := w.store.Waiting(ctx, "veenhaven"); waiting+dead != 0 {
		t.Errorf("%d wait, %d are dead", waiting, dead)
	}
}

func TestNewsStopByCode(t *testing.T) {
	w, ctx := newNewsWorld(t), t.Context()
	w.must(w.ask("one", reporterMail))
	code := w.arrive()[0].Code
	w.must(w.Confirm(ctx, "veenhaven", "one", code, w.now))
	w.refused(w.StopByCode(ctx, "duinrade", code, w.now), notify.CodeNewsCode)
	w.refused(w.StopByCode(ctx, "veenhaven", "ZZZZZ-ZZZZZ", w.now), notify.CodeNewsCode)
	w.must(w.StopByCode(ctx, "veenhaven", code, w.now))
	w.state("one", notify.NewsOff)
	w.refused(w.StopByCode(ctx, "veenhaven", code, w.now), notify.CodeNewsCode)
	for range 200 {
		_ = w.StopByCode(ctx, "veenhaven", "ZZZZZ-ZZZZZ", w.now)
	}
	w.refused(w.StopByCode(ctx, "veenhaven", "ZZZZZ-ZZZZZ", w.now), notify.CodeNewsOften)
}

// Another address needs its own code, and a code that does not come back in a week
// is forgotten with its address.
func TestNewsAgainAndSweep(t *testing.T) {
	w, ctx := newNewsWorld(t), t.Context()
	w.must(w.ask("one", reporterMail))
	first := w.arrive()[0].Code
	w.must(w.Confirm(ctx, "veenhaven", "one", first, w.now))
	w.must(w.ask("one", "anders@thuis.invalid"))
	w.state("one", notify.NewsAsked)
	w.refused(w.Confirm(ctx, "veenhaven", "one", first, w.now), notify.CodeNewsCode)
	w.write("one")
	if mails := w.arrive(); len(mails) != 1 || mails[0].Mail != "anders@thuis.invalid" || mails[0].Person != "confirm" {
		t.Errorf("%+v", mails)
	}
	w.must(w.ask("kept", reporterMail))
	for _, m := range w.arrive() {
		w.must(w.Confirm(ctx, "veenhaven", "kept", m.Code, w.now))
	}
	if n, err := w.Sweep(ctx, start.AddDate(0, 0, notify.NewsDays)); n != 0 || err != nil {
		t.Errorf("after a week %d, %v", n, err)
	}
	if n, err := w.Sweep(ctx, start.AddDate(0, 0, notify.NewsDays+2)); n != 1 || err != nil {
		t.Errorf("after more than a week %d, %v", n, err)
	}
	w.state("one", notify.NewsOff)
	w.state("kept", notify.NewsOn)
}

// Nobody's mailbox is filled through us, whoever asks, and nobody is told that
// somebody else asked for the same address.
func TestNewsFlood(t *testing.T) {
	w := newNewsWorld(t)
	codes := 0
	for i := range 50 {
		w.must(w.ask(gehoor.SignalID(fmt.Sprint("signal-", i)), strings.ToUpper(reporterMail[:1])+reporterMail[1:]))
		if i%10 == 9 {
			codes += len(w.arrive())
		}
	}
	if codes != 3 {
		t.Errorf("%d codes to one address in a day, want 3", codes)
	}
	w.state("signal-49", notify.NewsAsked)

	for i := range 6 {
		err := w.ask("one", fmt.Sprintf("a%d@thuis.invalid", i))
		if i < 5 {
			w.must(err)
		} else {
			w.refused(err, notify.CodeNewsOften)
		}
	}
	w = newNewsWorld(t)
	refused := 0
	for i := range 100 {
		if err := w.ask(gehoor.SignalID(fmt.Sprint(i)), fmt.Sprintf("a%d@thuis.invalid", i)); err != nil {
			w.refused(err, notify.CodeNewsOften)
			refused++
		}
	}
	if sent := len(w.arrive()); sent > 60 || refused != 100-sent {
		t.Errorf("%d codes from one organisation at once, %d refused", sent, refused)
	}
}

func TestNewsRefusesAddress(t *testing.T) {
	w := newNewsWorld(t)
	for _, bad := range badMail {
		if strings.TrimSpace(bad) != bad {
			continue // a space around an address is forgiven
		}
		w.refused(w.ask("one", bad), notify.CodeNewsAddress)
	}
	w.refused(w.Ask(t.Context(), "veenhaven", "one", reporterMail, "de", start, start), notify.CodeNewsAddress)
	w.state("one", notify.NewsOff)
}

// What is kept tells whoever has only the database neither the address nor the
// signal, and an address is no use with another key or on another row.
func TestNewsIsSealed(t *testing.T) {
	w, ctx := newNewsWorld(t), t.Context()
	w.must(w.ask("one", reporterMail))
	w.must(w.ask("two", "a@b.invalid"))
	one, err := w.store.News(ctx, "veenhaven", w.Link("veenhaven", "one"))
	w.must(err)
	two, err := w.store.News(ctx, "veenhaven", w.Link("veenhaven", "two"))
	w.must(err)
	if said := fmt.Sprintf("%+v %s", one, one.Sealed); strings.Contains(said, "thuis") || strings.Contains(said, "iemand") || strings.Contains(said, "one") {
		t.Errorf("the row tells: %s", said)
	}
	if len(one.Sealed) != len(two.Sealed) {
		t.Error("the length of an address shows")
	}
	other := notify.NewNewsDesk(w.store, [32]byte{8}, counter())
	if other.Link("veenhaven", "one") == one.Link || w.Link("duinrade", "one") == one.Link {
		t.Error("links do not depend on key and organisation")
	}
	two.Sealed = one.Sealed
	w.must(w.store.PutNews(ctx, two))
	c := notify.Courier{Store: w.store, Channel: w, News: w.NewsDesk}
	_, err = c.Deliver(ctx, "veenhaven", w.now.Add(time.Hour), 10)
	if err == nil || strings.Contains(err.Error(), "thuis") || len(w.mails) != 1 {
		t.Errorf("an address on another's row: %v, %d mails", err, len(w.mails))
	}
	if said := fmt.Sprintf("%v %+v %#v", w.NewsDesk, w.NewsDesk, w.NewsDesk); strings.Contains(said, "7 0 0 0") || strings.Contains(said, "0x7, 0x0") {
		t.Errorf("the desk prints its key")
	}
}

// Mail to reporters that is given up is nobody's of staff to see.
func TestNewsTroubleIsQuiet(t *testing.T) {
	w, ctx := newNewsWorld(t), t.Context()
	w.must(w.ask("one", reporterMail))
	w.fail = &notify.Fault{Reason: "the relay refused the recipient", Code: 550, Permanent: true}
	w.arrive()
	for scope, want := range map[notify.Scope]int{notify.ScopeOpen: 0, notify.ScopeAll: 1} {
		if got, err := w.store.Trouble(ctx, "veenhaven", "jet", scope); err != nil || got.Messages != want {
			t.Errorf("scope %d: %+v, %v", scope, got, err)
		}
	}
}

// FuzzNewsCode: whatever is typed is a refusal or the one code that was sent.
func FuzzNewsCode(f *testing.F) {
	seeds := []string{"", "7HK2M-Q9WPT", " 7hk2m q9wpt ", "OIL00-00000", strings.Repeat("A", 200), "é", "7HK2M–Q9WPT", "\x00"}
	if len(seeds) == 0 {
		f.Fatal("no seeds")
	}
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		w := newNewsWorld(t)
		w.must(w.ask("one", reporterMail))
		code := w.arrive()[0].Code
		err := w.Confirm(t.Context(), "veenhaven", "one", typed, w.now)
		plain := strings.NewReplacer("-", "", " ", "", ".", "", "\n", "", "\t", "", "\r", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
		if right := plain == strings.ReplaceAll(code, "-", ""); right != (err == nil) {
			t.Errorf("%q for %s: %v", typed, code, err)
		}
	})
}
