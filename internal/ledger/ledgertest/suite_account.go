package ledgertest

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

func accountLogin(t *testing.T, s Stores) {
	ctx := t.Context()
	p := newID[gehoor.PersonID]()
	_, err := s.Login(ctx, veenhaven, "vera")
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.LoginOf(ctx, veenhaven, p)
	wantErr(t, err, gehoor.ErrNotFound)

	l := account.Login{Org: veenhaven, Name: "vera", Person: p, Salt: random32(), Secret: random32(), Wrapped: []byte("wrapped")}
	must(t, s.PutLogin(ctx, l))
	same(t, "by name", get[account.Login](t)(s.Login(ctx, veenhaven, "vera")), l)
	same(t, "by person", get[account.Login](t)(s.LoginOf(ctx, veenhaven, p)), l)
	_, err = s.Login(ctx, duinrade, "vera")
	wantErr(t, err, gehoor.ErrNotFound)

	l.Name, l.Secret, l.Wrapped = "vera-intake", random32(), nil
	must(t, s.PutLogin(ctx, l))
	same(t, "replaced", get[account.Login](t)(s.Login(ctx, veenhaven, "vera-intake")), l)
	_, err = s.Login(ctx, veenhaven, "vera")
	wantErr(t, err, gehoor.ErrNotFound)

	other := account.Login{Org: veenhaven, Name: "vera-intake", Person: newID[gehoor.PersonID]()}
	if err := s.PutLogin(ctx, other); err == nil {
		t.Fatal("two people have one name")
	}
	other.Org = duinrade
	must(t, s.PutLogin(ctx, other))
}

func accountSession(t *testing.T, s Stores) {
	ctx := t.Context()
	staff := account.Session{Token: random32(), Org: veenhaven, Person: newID[gehoor.PersonID](), CreatedAt: base, SeenAt: base}
	box := &account.Mailbox{Org: veenhaven, Lookup: random32(), Dossier: newID[gehoor.DossierID](), Signal: newID[gehoor.SignalID]()}
	reporter := account.Session{Token: random32(), Org: veenhaven, Mailbox: box, CreatedAt: base, SeenAt: base.Add(time.Hour)}
	_, err := s.Session(ctx, staff.Token)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutSession(ctx, staff))
	must(t, s.PutSession(ctx, reporter))
	same(t, "staff", get[account.Session](t)(s.Session(ctx, staff.Token)), staff)
	same(t, "reporter", get[account.Session](t)(s.Session(ctx, reporter.Token)), reporter)
	staff.SeenAt = base.Add(2 * time.Hour)
	must(t, s.PutSession(ctx, staff))
	same(t, "replaced", get[account.Session](t)(s.Session(ctx, staff.Token)), staff)

	same(t, "none so old", get[int](t)(s.DeleteSessionsBefore(ctx, base.Add(time.Hour))), 0)
	same(t, "one is old", get[int](t)(s.DeleteSessionsBefore(ctx, base.Add(time.Hour+time.Second))), 1)
	_, err = s.Session(ctx, reporter.Token)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.DeleteSession(ctx, staff.Token))
	must(t, s.DeleteSession(ctx, staff.Token))
	_, err = s.Session(ctx, staff.Token)
	wantErr(t, err, gehoor.ErrNotFound)
}

func accountDraft(t *testing.T, s Stores) {
	ctx := t.Context()
	day := base.Truncate(24 * time.Hour)
	d := account.Draft{Org: veenhaven, Lookup: random32(), Sealed: []byte("one"), SavedOn: day}
	_, err := s.Draft(ctx, veenhaven, d.Lookup)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutDraft(ctx, d))
	d.Sealed = NewContent(9000).Bytes
	must(t, s.PutDraft(ctx, d))
	same(t, "draft", get[account.Draft](t)(s.Draft(ctx, veenhaven, d.Lookup)), d)
	_, err = s.Draft(ctx, duinrade, d.Lookup)
	wantErr(t, err, gehoor.ErrNotFound)

	// A draft goes in the transaction that turns it into a signal, or stays.
	stream := newStream()
	fails := batch(veenhaven, Extend(stream, 7, 1))
	fails.Deletes = []ledger.Row{account.Draft{Org: veenhaven, Lookup: d.Lookup}}
	wantErr(t, s.Append(ctx, fails), ledger.ErrConflict)
	same(t, "draft after a conflict", get[account.Draft](t)(s.Draft(ctx, veenhaven, d.Lookup)), d)
	works := batch(veenhaven, Extend(stream, 0, 1))
	works.Deletes = fails.Deletes
	must(t, s.Append(ctx, works))
	_, err = s.Draft(ctx, veenhaven, d.Lookup)
	wantErr(t, err, gehoor.ErrNotFound)

	must(t, s.PutDraft(ctx, d))
	must(t, s.DeleteDraft(ctx, veenhaven, d.Lookup))
	must(t, s.DeleteDraft(ctx, veenhaven, d.Lookup))
	must(t, s.PutDraft(ctx, d))
	old := account.Draft{Org: duinrade, Lookup: random32(), Sealed: []byte("x"), SavedOn: day.AddDate(0, 0, -1)}
	must(t, s.PutDraft(ctx, old))
	same(t, "old drafts", get[int](t)(s.DeleteDraftsBefore(ctx, day)), 1)
	same(t, "none left", get[int](t)(s.DeleteDraftsBefore(ctx, day)), 0)
}

// accountForeign asks for what strangers type.
func accountForeign(t *testing.T, s Stores) {
	for _, name := range []string{"", "\x00", "vera\x00", "\xff\xfe", "' OR 1=1 --", strings.Repeat("x", 1<<16), "café", "%"} {
		_, err := s.Login(t.Context(), veenhaven, name)
		wantErr(t, err, gehoor.ErrNotFound)
		same(t, "stream", get[[]ledger.Record](t)(s.Load(t.Context(), veenhaven, gehoor.StreamID(name), 0)), []ledger.Record{})
		_, _, err = s.Content(t.Context(), veenhaven, gehoor.ContentID(name))
		wantErr(t, err, gehoor.ErrNotFound)
		may, err := s.MaySee(t.Context(), veenhaven, gehoor.PersonID(name), gehoor.StreamID(name))
		must(t, err)
		same(t, "may see", may, false)
		_, err = s.Place(t.Context(), veenhaven, gehoor.StreamID(name), 1)
		wantErr(t, err, gehoor.ErrNotFound)
	}
}

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
