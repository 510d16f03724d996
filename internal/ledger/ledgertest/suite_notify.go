package ledgertest

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// send puts messages that may go one minute after another.
func send(t *testing.T, s Stores, n int) []notify.Message {
	t.Helper()
	var out []notify.Message
	for i := range n {
		out = append(out, notify.Message{
			ID: newID[string](), Org: veenhaven, To: newID[gehoor.PersonID](), Kind: notify.KindSignal,
			NotBefore: base.Add(time.Duration(i) * time.Minute),
		})
	}
	b := batch(veenhaven, Extend(newStream(), 0, 1))
	for _, m := range out {
		b.Inserts = append(b.Inserts, m)
	}
	must(t, s.Append(t.Context(), b))
	return out
}

func notifyClaim(t *testing.T, s Stores) {
	ctx := t.Context()
	m := send(t, s, 3)
	claim := func(now time.Time, limit int) []notify.Message {
		t.Helper()
		return get[[]notify.Message](t)(s.Claim(ctx, veenhaven, now, time.Hour, limit))
	}
	count := func(alive, dead int) {
		t.Helper()
		a, d, err := s.Waiting(ctx, veenhaven)
		must(t, err)
		same(t, "waiting and dead", []int{a, d}, []int{alive, dead})
	}
	count(3, 0)
	same(t, "too early", claim(base.Add(-time.Second), 10), []notify.Message{})
	same(t, "first", claim(base.Add(time.Minute), 1), m[:1])
	same(t, "second, the first is leased", claim(base.Add(time.Minute), 10), m[1:2])
	same(t, "all are leased or later", claim(base.Add(time.Minute), 10), []notify.Message{})

	must(t, s.Sent(ctx, m[0].ID))
	must(t, s.Sent(ctx, m[0].ID))
	count(2, 0)
	must(t, s.Failed(ctx, m[1].ID, base.Add(10*time.Minute), false, "busy"))
	must(t, s.Failed(ctx, "not there", base, false, "busy"))
	same(t, "before the retry", claim(base.Add(9*time.Minute), 10), m[2:])
	m[1].Attempts, m[1].Reason = 1, "busy"
	same(t, "at the retry", claim(base.Add(10*time.Minute), 10), m[1:2])
	must(t, s.Failed(ctx, m[1].ID, base.Add(20*time.Minute), true, "busy"))
	count(1, 1)
	// The lease of the third ends; the second is given up.
	same(t, "after all leases", claim(base.Add(9*time.Hour), 10), m[2:])
}

// notifyWrongClock: what was put there while the clock was ahead does not wait until
// then.
func notifyWrongClock(t *testing.T, s Stores) {
	m := send(t, s, 1)[0]
	must(t, s.Failed(t.Context(), m.ID, base.AddDate(1, 0, 0), false, "busy"))
	m.Attempts, m.Reason = 1, "busy"
	claim := func(now time.Time) []notify.Message {
		t.Helper()
		return get[[]notify.Message](t)(s.Claim(t.Context(), veenhaven, now, time.Hour, 10))
	}
	same(t, "while the clock is ahead", claim(base.AddDate(1, 0, 0).Add(-notify.MaxWait)), []notify.Message{})
	same(t, "when it is right again", claim(base), []notify.Message{m})
	same(t, "under a lease", claim(base), []notify.Message{})
}

// notifyClaims lets several claim at once: each message goes to one.
func notifyClaims(t *testing.T, s Stores) {
	const messages = 60
	send(t, s, messages)
	var mu sync.Mutex
	var got []string
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			for range messages {
				some, err := s.Claim(t.Context(), veenhaven, base.Add(24*time.Hour), time.Hour, 3)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				for _, m := range some {
					got = append(got, m.ID)
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	slices.Sort(got)
	if len(got) != messages || len(slices.Compact(got)) != messages {
		t.Fatalf("%d claims of %d messages", len(got), messages)
	}
}

func notifyAddress(t *testing.T, s Stores) {
	ctx := t.Context()
	a := notify.Address{Org: veenhaven, Person: newID[gehoor.PersonID](), Mail: "vera@veenhaven.example", Lang: gehoor.Dutch}
	_, err := s.Address(ctx, veenhaven, a.Person)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutAddress(ctx, a))
	a.Mail, a.Lang = "v.intake@veenhaven.example", gehoor.English
	must(t, s.PutAddress(ctx, a))
	same(t, "address", get[notify.Address](t)(s.Address(ctx, veenhaven, a.Person)), a)
	_, err = s.Address(ctx, duinrade, a.Person)
	wantErr(t, err, gehoor.ErrNotFound)
	a.Mail = ""
	must(t, s.PutAddress(ctx, a))
	_, err = s.Address(ctx, veenhaven, a.Person)
	wantErr(t, err, gehoor.ErrNotFound)
}

// notifyTrouble: what could not be delivered is counted for whom it may be, listed,
// tried again, dropped; never what is only late by a little, nor elsewhere.
func notifyTrouble(t *testing.T, s Stores) {
	ctx := t.Context()
	m := send(t, s, 4)
	quiet := notify.Message{ID: newID[string](), Org: veenhaven, To: newID[gehoor.PersonID](), Kind: notify.KindLate, NotBefore: base.Add(time.Hour), Quiet: true}
	b := batch(veenhaven, Extend(newStream(), 0, 1))
	b.Inserts = []ledger.Row{quiet}
	must(t, s.Append(ctx, b))
	count := func(who gehoor.PersonID, scope notify.Scope, want notify.Trouble) {
		t.Helper()
		same(t, "trouble", get[notify.Trouble](t)(s.Trouble(ctx, veenhaven, who, scope)), want)
	}
	fail := func(one *notify.Message, times int, dead bool) {
		t.Helper()
		for range times {
			must(t, s.Failed(ctx, one.ID, base.Add(time.Hour), dead, "recipient refused (550)"))
			one.Attempts++
		}
		if one.Reason = "recipient refused (550)"; dead {
			one.DeadAt = base.Add(time.Hour)
		}
	}
	count("", notify.ScopeAll, notify.Trouble{})
	fail(&m[0], notify.AlarmAttempts-1, false)
	count("", notify.ScopeAll, notify.Trouble{})
	fail(&m[1], notify.AlarmAttempts, false)
	fail(&m[2], 1, true)
	fail(&quiet, 1, true)
	count("", notify.ScopeAll, notify.Trouble{Messages: 3, Dead: 2, Since: m[1].NotBefore})
	count("", notify.ScopeOpen, notify.Trouble{Messages: 2, Dead: 1, Since: m[1].NotBefore})
	count("", notify.ScopeOwn, notify.Trouble{})
	count(quiet.To, notify.ScopeOwn, notify.Trouble{Messages: 1, Dead: 1, Since: quiet.NotBefore})
	count(quiet.To, notify.ScopeOpen, notify.Trouble{Messages: 3, Dead: 2, Since: m[1].NotBefore})
	count(m[3].To, notify.ScopeOwn, notify.Trouble{})
	same(t, "elsewhere", get[notify.Trouble](t)(s.Trouble(ctx, duinrade, m[1].To, notify.ScopeAll)), notify.Trouble{})

	same(t, "list", get[[]notify.Message](t)(s.Undelivered(ctx, veenhaven, 10)), []notify.Message{m[1], m[2], quiet})
	same(t, "the oldest", get[[]notify.Message](t)(s.Undelivered(ctx, veenhaven, 1)), m[1:2])
	same(t, "list elsewhere", get[[]notify.Message](t)(s.Undelivered(ctx, duinrade, 10)), []notify.Message{})

	// Only what is in trouble can be dropped or tried again, and only here.
	for _, id := range []string{m[0].ID, m[3].ID, "not there"} {
		same(t, "retry "+id, get[int](t)(s.Retry(ctx, veenhaven, id, base)), 0)
		same(t, "drop "+id, get[int](t)(s.Drop(ctx, veenhaven, id)), 0)
	}
	same(t, "drop elsewhere", get[int](t)(s.Drop(ctx, duinrade, "")), 0)
	same(t, "drop", get[int](t)(s.Drop(ctx, veenhaven, m[2].ID)), 1)
	same(t, "retry", get[int](t)(s.Retry(ctx, veenhaven, "", base.Add(2*time.Hour))), 2)
	count("", notify.ScopeAll, notify.Trouble{Messages: 2, Since: m[1].NotBefore}) // until it is delivered
	quiet.Attempts, quiet.DeadAt = notify.AlarmAttempts, time.Time{}
	same(t, "goes again", get[[]notify.Message](t)(s.Claim(ctx, veenhaven, base.Add(2*time.Hour), time.Hour, 10)), []notify.Message{m[0], m[1], m[3], quiet})
	must(t, s.Sent(ctx, m[1].ID))
	must(t, s.Sent(ctx, quiet.ID))
	count("", notify.ScopeAll, notify.Trouble{})
}

func notifyTexts(t *testing.T, s Stores) {
	ctx := t.Context()
	_, err := s.MailTexts(ctx, veenhaven)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutMailTexts(ctx, veenhaven, "staff: {}"))
	must(t, s.PutMailTexts(ctx, veenhaven, "staff:\n  nl: {}"))
	same(t, "texts", get[string](t)(s.MailTexts(ctx, veenhaven)), "staff:\n  nl: {}")
	_, err = s.MailTexts(ctx, duinrade)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutMailTexts(ctx, veenhaven, ""))
	_, err = s.MailTexts(ctx, veenhaven)
	wantErr(t, err, gehoor.ErrNotFound)
}

func notifyNews(t *testing.T, s Stores) {
	ctx := t.Context()
	day := base.Truncate(24 * time.Hour)
	link := func(digit string) notify.Link { return notify.Link(strings.Repeat(digit, 64)) }
	n := notify.News{Org: veenhaven, Link: link("a"), Code: random32(), Sealed: []byte("sealed"), AskedOn: day}
	_, err := s.News(ctx, veenhaven, n.Link)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutNews(ctx, n))
	n.Code, n.Sealed, n.Confirmed, n.AskedOn = random32(), []byte("again"), true, day.AddDate(0, 0, 1)
	must(t, s.PutNews(ctx, n))
	same(t, "by link", get[notify.News](t)(s.News(ctx, veenhaven, n.Link)), n)
	same(t, "by code", get[notify.News](t)(s.NewsByCode(ctx, veenhaven, n.Code)), n)
	for _, org := range []gehoor.OrgID{duinrade, ""} {
		_, err = s.News(ctx, org, n.Link)
		wantErr(t, err, gehoor.ErrNotFound)
		_, err = s.NewsByCode(ctx, org, n.Code)
		wantErr(t, err, gehoor.ErrNotFound)
	}
	_, err = s.NewsByCode(ctx, veenhaven, random32())
	wantErr(t, err, gehoor.ErrNotFound)

	// What was not confirmed goes with time; what was stays.
	old := notify.News{Org: duinrade, Link: link("b"), Code: random32(), Sealed: []byte("x"), AskedOn: day.AddDate(0, 0, -1)}
	must(t, s.PutNews(ctx, old))
	same(t, "none so old", get[int](t)(s.DeleteNewsBefore(ctx, old.AskedOn)), 0)
	same(t, "one is old", get[int](t)(s.DeleteNewsBefore(ctx, day.AddDate(1, 0, 0))), 1)

	// It is erased in the transaction that ends the signal, or stays.
	stream := newStream()
	fails := batch(veenhaven, Extend(stream, 7, 1))
	fails.Deletes = []ledger.Row{notify.News{Org: veenhaven, Link: n.Link}}
	wantErr(t, s.Append(ctx, fails), ledger.ErrConflict)
	same(t, "after a conflict", get[notify.News](t)(s.News(ctx, veenhaven, n.Link)), n)
	works := batch(veenhaven, Extend(stream, 0, 1))
	works.Deletes = fails.Deletes
	must(t, s.Append(ctx, works))
	_, err = s.News(ctx, veenhaven, n.Link)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutNews(ctx, n))
	must(t, s.DeleteNews(ctx, veenhaven, n.Link))
	must(t, s.DeleteNews(ctx, veenhaven, n.Link))
	_, err = s.News(ctx, veenhaven, n.Link)
	wantErr(t, err, gehoor.ErrNotFound)
}

func notifyEnqueue(t *testing.T, s Stores) {
	ctx := t.Context()
	m := notify.Message{ID: newID[string](), Org: veenhaven, Reporter: notify.Link(strings.Repeat("c", 64)), Kind: notify.KindConfirm, NotBefore: base, Quiet: true}
	must(t, s.Enqueue(ctx, m))
	if err := s.Enqueue(ctx, m); err == nil {
		t.Fatal("one message is there twice")
	}
	same(t, "too early", get[[]notify.Message](t)(s.Claim(ctx, veenhaven, base.Add(-time.Second), time.Hour, 10)), []notify.Message{})
	same(t, "elsewhere", get[[]notify.Message](t)(s.Claim(ctx, duinrade, base, time.Hour, 10)), []notify.Message{})
	same(t, "claimed", get[[]notify.Message](t)(s.Claim(ctx, veenhaven, base, time.Hour, 10)), []notify.Message{m})
	// It is nobody's of staff.
	must(t, s.Failed(ctx, m.ID, base, true, "gone"))
	same(t, "trouble", get[notify.Trouble](t)(s.Trouble(ctx, veenhaven, newID[gehoor.PersonID](), notify.ScopeOpen)), notify.Trouble{})
	same(t, "trouble, for nobody", get[notify.Trouble](t)(s.Trouble(ctx, veenhaven, "", notify.ScopeOpen)), notify.Trouble{})
	same(t, "at the machine", get[notify.Trouble](t)(s.Trouble(ctx, veenhaven, newID[gehoor.PersonID](), notify.ScopeAll)).Messages, 1)
}

// notifyHooks: each webhook has a queue of its own, apart from that of mail; what of it
// could not be delivered is no mail that somebody did not get.
func notifyHooks(t *testing.T, s Stores) {
	ctx := t.Context()
	mail := send(t, s, 1)[0]
	hooked := func(hook notify.Hook, at time.Time) notify.Message {
		return notify.Message{ID: newID[string](), Org: veenhaven, Hook: hook, Kind: notify.KindSignal, NotBefore: at}
	}
	one, other, late := hooked("one", base), hooked("other", base), hooked("one", base.Add(time.Hour))
	b := batch(veenhaven, Extend(newStream(), 0, 1))
	b.Inserts = []ledger.Row{one, late}
	must(t, s.Append(ctx, b))
	must(t, s.Enqueue(ctx, other))
	claim := func(org gehoor.OrgID, hook notify.Hook) []notify.Message {
		t.Helper()
		return get[[]notify.Message](t)(s.ClaimHook(ctx, org, hook, base, time.Hour, 10))
	}
	same(t, "elsewhere", claim(duinrade, "one"), []notify.Message{})
	same(t, "no webhook's", claim(veenhaven, "none"), []notify.Message{})
	same(t, "the one's", claim(veenhaven, "one"), []notify.Message{one})
	same(t, "under a lease", claim(veenhaven, "one"), []notify.Message{})
	same(t, "mail", get[[]notify.Message](t)(s.Claim(ctx, veenhaven, base, time.Hour, 10)), []notify.Message{mail})
	same(t, "the other's", claim(veenhaven, "other"), []notify.Message{other})

	must(t, s.Failed(ctx, one.ID, base, true, "the receiver refused it (410)"))
	one.DeadAt, one.Attempts, one.Reason = base, 1, "the receiver refused it (410)"
	for scope, want := range map[notify.Scope]int{notify.ScopeOwn: 0, notify.ScopeOpen: 0, notify.ScopeAll: 1, notify.ScopeHooks: 1} {
		for _, who := range []gehoor.PersonID{"", mail.To} {
			same(t, "trouble", get[notify.Trouble](t)(s.Trouble(ctx, veenhaven, who, scope)).Messages, want)
		}
	}
	same(t, "list", get[[]notify.Message](t)(s.Undelivered(ctx, veenhaven, 10)), []notify.Message{one})
	must(t, s.Failed(ctx, mail.ID, base, true, "gone"))
	same(t, "mail is no webhook", get[notify.Trouble](t)(s.Trouble(ctx, veenhaven, "", notify.ScopeHooks)).Messages, 1)

	same(t, "none so old", get[int](t)(s.DeleteHooksBefore(ctx, base)), 0)
	same(t, "old", get[int](t)(s.DeleteHooksBefore(ctx, base.Add(time.Minute))), 2)
	waiting, dead, err := s.Waiting(ctx, veenhaven)
	must(t, err)
	same(t, "waiting and dead", []int{waiting, dead}, []int{1, 1})
}

// notifyReach: how somebody is called comes with one act and goes with another, or not.
func notifyReach(t *testing.T, s Stores) {
	ctx := t.Context()
	r := notify.Reach{Org: veenhaven, Person: newID[gehoor.PersonID](), Name: "Vera", Phone: "06 55501234"}
	_, err := s.Reach(ctx, veenhaven, r.Person)
	wantErr(t, err, gehoor.ErrNotFound)
	stream := newStream()
	asks := batch(veenhaven, Extend(stream, 0, 1))
	asks.Inserts = []ledger.Row{r}
	must(t, s.Append(ctx, asks))
	r.Phone = "06 55509876"
	again := batch(veenhaven, Extend(stream, 1, 1))
	again.Inserts = []ledger.Row{r}
	must(t, s.Append(ctx, again))
	same(t, "reach", get[notify.Reach](t)(s.Reach(ctx, veenhaven, r.Person)), r)
	_, err = s.Reach(ctx, duinrade, r.Person)
	wantErr(t, err, gehoor.ErrNotFound)
	foreign := batch(duinrade, Extend(newStream(), 0, 1))
	foreign.Inserts = []ledger.Row{r}
	if s.Append(ctx, foreign) == nil {
		t.Error("another organisation adds one here")
	}
	fails := batch(veenhaven, Extend(stream, 7, 1))
	fails.Deletes = []ledger.Row{notify.Reach{Org: veenhaven, Person: r.Person}}
	wantErr(t, s.Append(ctx, fails), ledger.ErrConflict)
	same(t, "after a conflict", get[notify.Reach](t)(s.Reach(ctx, veenhaven, r.Person)), r)
	calls := batch(veenhaven, Extend(stream, 2, 1))
	calls.Deletes = fails.Deletes
	must(t, s.Append(ctx, calls))
	_, err = s.Reach(ctx, veenhaven, r.Person)
	wantErr(t, err, gehoor.ErrNotFound)
}
