package ledgertest

import (
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
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

// accountChange: what stands beside a secret moves with it, and only from the one
// that was looked at.
func accountChange(t *testing.T, s Stores) {
	ctx := t.Context()
	l := account.Login{Org: veenhaven, Name: "vera", Person: newID[gehoor.PersonID](), Salt: random32(), Secret: random32(), Wrapped: []byte("old")}
	must(t, s.PutLogin(ctx, l))
	changed := l
	changed.Name, changed.Salt, changed.Secret, changed.Wrapped = "another", random32(), random32(), []byte("new")
	same(t, "from another secret", get[bool](t)(s.ChangeLogin(ctx, changed, random32())), false)
	same(t, "untouched", get[account.Login](t)(s.Login(ctx, veenhaven, "vera")), l)
	same(t, "from its own", get[bool](t)(s.ChangeLogin(ctx, changed, l.Secret)), true)
	want := l
	want.Secret, want.Wrapped = changed.Secret, changed.Wrapped
	same(t, "changed", get[account.Login](t)(s.LoginOf(ctx, veenhaven, l.Person)), want)
	same(t, "a second time", get[bool](t)(s.ChangeLogin(ctx, changed, l.Secret)), false)
	stranger := account.Login{Org: duinrade, Person: l.Person, Secret: random32()}
	same(t, "elsewhere", get[bool](t)(s.ChangeLogin(ctx, stranger, want.Secret)), false)
}

// accountInvitation: it is made, replaced and used in an append, and whoever had
// used it is let in by what came instead.
func accountInvitation(t *testing.T, s Stores) {
	ctx := t.Context()
	append := func(after gehoor.Seq, stream gehoor.StreamID, inserts, deletes []ledger.Row) error {
		b := batch(veenhaven, Extend(stream, after, 1))
		b.Inserts, b.Deletes = inserts, deletes
		return s.Append(ctx, b)
	}
	i := account.Invitation{Org: veenhaven, Person: newID[gehoor.PersonID](), Name: "vera", Secret: random32(), EndsAt: base}
	stream := gehoor.PersonStream(i.Person)
	_, err := s.Invitation(ctx, veenhaven, i.Secret)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, append(0, stream, []ledger.Row{i}, nil))
	same(t, "invitation", get[account.Invitation](t)(s.Invitation(ctx, veenhaven, i.Secret)), i)
	_, err = s.Invitation(ctx, duinrade, i.Secret)
	wantErr(t, err, gehoor.ErrNotFound)

	first := i.Secret
	i.Secret, i.EndsAt = random32(), base.Add(time.Hour)
	must(t, append(1, stream, []ledger.Row{i}, nil))
	_, err = s.Invitation(ctx, veenhaven, first)
	wantErr(t, err, gehoor.ErrNotFound)
	other := account.Invitation{Org: veenhaven, Person: newID[gehoor.PersonID](), Name: "karim", Secret: random32(), EndsAt: base}
	must(t, append(0, gehoor.PersonStream(other.Person), []ledger.Row{other}, nil))
	same(t, "by name", get[[]account.Invitation](t)(s.Invitations(ctx, veenhaven)), []account.Invitation{other, i})
	taken := account.Invitation{Org: veenhaven, Person: newID[gehoor.PersonID](), Name: "vera", Secret: random32(), EndsAt: base}
	if err := append(0, gehoor.PersonStream(taken.Person), []ledger.Row{taken}, nil); err == nil {
		t.Fatal("two people are invited under one name")
	}

	session := account.Session{Token: random32(), Org: veenhaven, Person: i.Person, CreatedAt: base, SeenAt: base}
	must(t, s.PutSession(ctx, session))
	l := account.Login{Org: veenhaven, Name: "vera", Person: i.Person, Salt: random32(), Secret: random32(), Wrapped: []byte("wrapped")}
	must(t, s.PutLogin(ctx, l))
	passkey := account.Passkey{Org: veenhaven, Credential: []byte("a"), Person: i.Person, AddedOn: base, UsedAt: base}
	same(t, "a passkey", get[bool](t)(s.PutPasskey(ctx, passkey, l.Secret)), true)
	link := account.Link{Org: veenhaven, Person: i.Person, Subject: random32(), LinkedOn: base}
	same(t, "an account elsewhere", get[bool](t)(s.PutLink(ctx, link)), true)
	goes := []ledger.Row{i, account.StaffSessions{Org: veenhaven, Person: i.Person}, account.Passkeys{Org: veenhaven, Person: i.Person}}
	wantErr(t, append(7, stream, []ledger.Row{l}, goes), ledger.ErrConflict)
	same(t, "not used by a conflict", get[account.Invitation](t)(s.Invitation(ctx, veenhaven, i.Secret)), i)
	must(t, append(2, stream, []ledger.Row{l}, goes))
	_, err = s.Invitation(ctx, veenhaven, i.Secret)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "login", get[account.Login](t)(s.Login(ctx, veenhaven, "vera")), l)
	_, err = s.Session(ctx, session.Token)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.Passkey(ctx, veenhaven, passkey.Credential)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.LinkOf(ctx, veenhaven, i.Person)
	wantErr(t, err, gehoor.ErrNotFound)
}

// accountLink: a person has one account elsewhere, and an account is of one person.
func accountLink(t *testing.T, s Stores) {
	ctx := t.Context()
	vera := account.Link{Org: veenhaven, Person: newID[gehoor.PersonID](), Subject: random32(), LinkedOn: base}
	omar := account.Link{Org: veenhaven, Person: newID[gehoor.PersonID](), Subject: vera.Subject, LinkedOn: base}
	same(t, "of nobody who signs in", get[bool](t)(s.PutLink(ctx, vera)), false)
	for name, l := range map[string]account.Link{"vera": vera, "omar": omar} {
		must(t, s.PutLogin(ctx, account.Login{Org: veenhaven, Name: name, Person: l.Person, Salt: random32(), Secret: random32()}))
	}
	_, err := s.LinkBy(ctx, veenhaven, vera.Subject)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "linked", get[bool](t)(s.PutLink(ctx, vera)), true)
	same(t, "by account", get[account.Link](t)(s.LinkBy(ctx, veenhaven, vera.Subject)), vera)
	same(t, "by person", get[account.Link](t)(s.LinkOf(ctx, veenhaven, vera.Person)), vera)
	same(t, "another's account", get[bool](t)(s.PutLink(ctx, omar)), false)
	_, err = s.LinkOf(ctx, veenhaven, omar.Person)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.LinkBy(ctx, duinrade, vera.Subject)
	wantErr(t, err, gehoor.ErrNotFound)

	was := vera.Subject
	vera.Subject, vera.LinkedOn = random32(), base.Add(time.Hour)
	for range 2 {
		same(t, "another account", get[bool](t)(s.PutLink(ctx, vera)), true)
	}
	_, err = s.LinkBy(ctx, veenhaven, was)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "replaced", get[account.Link](t)(s.LinkOf(ctx, veenhaven, vera.Person)), vera)
	must(t, s.DeleteLink(ctx, duinrade, vera.Person))
	same(t, "elsewhere", get[account.Link](t)(s.LinkOf(ctx, veenhaven, vera.Person)), vera)
	for range 2 {
		must(t, s.DeleteLink(ctx, veenhaven, vera.Person))
	}
	_, err = s.LinkBy(ctx, veenhaven, vera.Subject)
	wantErr(t, err, gehoor.ErrNotFound)
}

// accountPasskey: a passkey goes with the login that it was made for, and each
// challenge is answered once.
func accountPasskey(t *testing.T, s Stores) {
	ctx := t.Context()
	l := account.Login{Org: veenhaven, Name: "vera", Person: newID[gehoor.PersonID](), Salt: random32(), Secret: random32()}
	must(t, s.PutLogin(ctx, l))
	p := account.Passkey{
		Org: veenhaven, Credential: []byte{0, 255, 1}, Person: l.Person, Label: "telefoon", PublicKey: []byte("public"),
		Count: 1 << 31, Synced: true, Wrapped: []byte("wrapped"), AddedOn: base, UsedAt: base,
	}
	_, err := s.Passkey(ctx, veenhaven, p.Credential)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "for another secret", get[bool](t)(s.PutPasskey(ctx, p, random32())), false)
	same(t, "added", get[bool](t)(s.PutPasskey(ctx, p, l.Secret)), true)
	same(t, "a second time", get[bool](t)(s.PutPasskey(ctx, p, l.Secret)), false)
	same(t, "passkey", get[account.Passkey](t)(s.Passkey(ctx, veenhaven, p.Credential)), p)
	_, err = s.Passkey(ctx, duinrade, p.Credential)
	wantErr(t, err, gehoor.ErrNotFound)

	q := account.Passkey{Org: veenhaven, Credential: []byte("b"), Person: l.Person, PublicKey: []byte("q"), Wrapped: []byte("w"), AddedOn: base, UsedAt: base}
	same(t, "another", get[bool](t)(s.PutPasskey(ctx, q, l.Secret)), true)
	same(t, "both", get[[]account.Passkey](t)(s.PasskeysOf(ctx, veenhaven, l.Person)), []account.Passkey{p, q})
	same(t, "elsewhere", len(get[[]account.Passkey](t)(s.PasskeysOf(ctx, duinrade, l.Person))), 0)

	same(t, "a challenge of before", get[bool](t)(s.UsePasskey(ctx, veenhaven, p.Credential, 5, base)), false)
	same(t, "a later one", get[bool](t)(s.UsePasskey(ctx, veenhaven, p.Credential, 5, base.Add(time.Second))), true)
	same(t, "the same again", get[bool](t)(s.UsePasskey(ctx, veenhaven, p.Credential, 6, base.Add(time.Second))), false)
	p.Count, p.UsedAt = 5, base.Add(time.Second)
	same(t, "used", get[account.Passkey](t)(s.Passkey(ctx, veenhaven, p.Credential)), p)

	must(t, s.DeletePasskey(ctx, veenhaven, newID[gehoor.PersonID](), p.Credential))
	must(t, s.DeletePasskey(ctx, duinrade, l.Person, p.Credential))
	same(t, "another's delete", get[account.Passkey](t)(s.Passkey(ctx, veenhaven, p.Credential)), p)
	must(t, s.DeletePasskey(ctx, veenhaven, l.Person, p.Credential))
	must(t, s.DeletePasskey(ctx, veenhaven, l.Person, p.Credential))
	same(t, "one is left", get[[]account.Passkey](t)(s.PasskeysOf(ctx, veenhaven, l.Person)), []account.Passkey{q})
}

// accountFormerCodes: a code that is replaced opens nothing from that moment on,
// and those of other signals are left alone.
func accountFormerCodes(t *testing.T, s Stores) {
	ctx := t.Context()
	box := account.Mailbox{Org: veenhaven, Lookup: random32(), Dossier: newID[gehoor.DossierID](), Signal: newID[gehoor.SignalID]()}
	other, fresh := box, box
	other.Lookup, other.Signal, fresh.Lookup = random32(), newID[gehoor.SignalID](), random32()
	stream := gehoor.DossierStream(box.Dossier)
	b := batch(veenhaven, Extend(stream, 0, 1))
	b.Inserts = []ledger.Row{box, other}
	must(t, s.Append(ctx, b))

	b = batch(veenhaven, Extend(stream, 1, 1))
	b.Inserts, b.Deletes = []ledger.Row{fresh}, []ledger.Row{account.FormerCodes(fresh)}
	must(t, s.Append(ctx, b))
	_, err := s.Mailbox(ctx, veenhaven, box.Lookup)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "new", get[account.Mailbox](t)(s.Mailbox(ctx, veenhaven, fresh.Lookup)), fresh)
	same(t, "of another signal", get[account.Mailbox](t)(s.Mailbox(ctx, veenhaven, other.Lookup)), other)
	accountParticipantCode(t, s, fresh)

	taken := batch(veenhaven, Extend(stream, 2, 1))
	taken.Inserts, taken.Deletes = []ledger.Row{other}, []ledger.Row{account.FormerCodes(other)}
	wantErr(t, s.Append(ctx, taken), gehoor.Refuse(gehoor.CodeReplayed))
	same(t, "after a refusal", get[account.Mailbox](t)(s.Mailbox(ctx, veenhaven, fresh.Lookup)), fresh)
}

// accountParticipantCode: the code of a participant is ended alone, and leaves those of
// reporters and of other participants in the dossier.
func accountParticipantCode(t *testing.T, s Stores, reporter account.Mailbox) {
	t.Helper()
	ctx := t.Context()
	own := account.Mailbox{Org: veenhaven, Lookup: random32(), Dossier: reporter.Dossier, Participant: newID[gehoor.ParticipantID]()}
	second := own
	second.Lookup, second.Participant = random32(), newID[gehoor.ParticipantID]()
	b := batch(veenhaven, Extend(newStream(), 0, 1))
	b.Inserts = []ledger.Row{own, second, account.Session{Token: random32(), Org: veenhaven, Mailbox: &own, CreatedAt: base, SeenAt: base}}
	must(t, s.Append(ctx, b))
	same(t, "participant", get[account.Mailbox](t)(s.Mailbox(ctx, veenhaven, own.Lookup)), own)
	session := b.Inserts[2].(account.Session)
	same(t, "session of a participant", get[account.Session](t)(s.Session(ctx, session.Token)), session)

	b = batch(veenhaven, Extend(newStream(), 0, 1))
	b.Deletes = []ledger.Row{account.FormerCodes{Org: veenhaven, Dossier: own.Dossier, Participant: own.Participant}}
	must(t, s.Append(ctx, b))
	_, err := s.Mailbox(ctx, veenhaven, own.Lookup)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "another participant", get[account.Mailbox](t)(s.Mailbox(ctx, veenhaven, second.Lookup)), second)
	same(t, "a reporter", get[account.Mailbox](t)(s.Mailbox(ctx, veenhaven, reporter.Lookup)), reporter)
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

	second := account.Session{Token: random32(), Org: veenhaven, Person: staff.Person, CreatedAt: base.Add(time.Minute), SeenAt: staff.SeenAt, Browser: "edge/windows", ProvenAt: base, Bare: true}
	stranger := account.Session{Token: random32(), Org: duinrade, Person: staff.Person, CreatedAt: base, SeenAt: staff.SeenAt}
	must(t, s.PutSession(ctx, second))
	must(t, s.PutSession(ctx, stranger))
	same(t, "in the order of their beginning", get[[]account.Session](t)(s.SessionsOf(ctx, veenhaven, staff.Person)), []account.Session{second, staff})
	same(t, "a reporter's are nobody's", len(get[[]account.Session](t)(s.SessionsOf(ctx, veenhaven, ""))), 0)
	must(t, s.DeleteSessionOf(ctx, veenhaven, newID[gehoor.PersonID](), second.Token))
	must(t, s.DeleteSessionOf(ctx, duinrade, staff.Person, second.Token))
	must(t, s.DeleteSessionOf(ctx, veenhaven, "", reporter.Token))
	same(t, "ended by another", get[account.Session](t)(s.Session(ctx, second.Token)), second)
	same(t, "a reporter's ended by nobody", get[account.Session](t)(s.Session(ctx, reporter.Token)), reporter)
	for range 2 {
		must(t, s.DeleteSessionOf(ctx, veenhaven, staff.Person, second.Token))
	}
	same(t, "one is left", get[[]account.Session](t)(s.SessionsOf(ctx, veenhaven, staff.Person)), []account.Session{staff})
	must(t, s.PutSession(ctx, second))
	same(t, "of nobody", get[int](t)(s.DeleteSessionsOf(ctx, veenhaven, "", [32]byte{})), 0)
	same(t, "all but one", get[int](t)(s.DeleteSessionsOf(ctx, veenhaven, staff.Person, staff.Token)), 1)
	_, err = s.Session(ctx, second.Token)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "the one that is kept", get[account.Session](t)(s.Session(ctx, staff.Token)), staff)
	same(t, "elsewhere", get[account.Session](t)(s.Session(ctx, stranger.Token)), stranger)

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
	_, err := s.Draft(ctx, veenhaven, d.Lookup, 0)
	wantErr(t, err, gehoor.ErrNotFound)
	must(t, s.PutDraft(ctx, d))
	d.Sealed = NewContent(9000).Bytes
	must(t, s.PutDraft(ctx, d))
	same(t, "draft", get[account.Draft](t)(s.Draft(ctx, veenhaven, d.Lookup, 0)), d)
	_, err = s.Draft(ctx, duinrade, d.Lookup, 0)
	wantErr(t, err, gehoor.ErrNotFound)

	// A draft goes in the transaction that turns it into a signal, or stays.
	stream := newStream()
	fails := batch(veenhaven, Extend(stream, 7, 1))
	fails.Deletes = []ledger.Row{account.Draft{Org: veenhaven, Lookup: d.Lookup}}
	wantErr(t, s.Append(ctx, fails), ledger.ErrConflict)
	same(t, "draft after a conflict", get[account.Draft](t)(s.Draft(ctx, veenhaven, d.Lookup, 0)), d)
	works := batch(veenhaven, Extend(stream, 0, 1))
	works.Deletes = fails.Deletes
	must(t, s.Append(ctx, works))
	_, err = s.Draft(ctx, veenhaven, d.Lookup, 0)
	wantErr(t, err, gehoor.ErrNotFound)

	must(t, s.PutDraft(ctx, d))
	must(t, s.DeleteDraft(ctx, veenhaven, d.Lookup, 0))
	must(t, s.DeleteDraft(ctx, veenhaven, d.Lookup, 0))
	must(t, s.PutDraft(ctx, d))
	answers := account.Draft{Org: veenhaven, Lookup: d.Lookup, Sending: 2, Sealed: []byte("answers"), SavedOn: day}
	must(t, s.PutDraft(ctx, answers))
	same(t, "answers", get[account.Draft](t)(s.Draft(ctx, veenhaven, d.Lookup, 2)), answers)
	same(t, "the account beside them", get[account.Draft](t)(s.Draft(ctx, veenhaven, d.Lookup, 0)), d)
	must(t, s.DeleteDraft(ctx, veenhaven, d.Lookup, 2))
	_, err = s.Draft(ctx, veenhaven, d.Lookup, 2)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "the account after them", get[account.Draft](t)(s.Draft(ctx, veenhaven, d.Lookup, 0)), d)
	old := account.Draft{Org: duinrade, Lookup: random32(), Sealed: []byte("x"), SavedOn: day.AddDate(0, 0, -1)}
	must(t, s.PutDraft(ctx, old))
	same(t, "old drafts", get[int](t)(s.DeleteDraftsBefore(ctx, day)), 1)
	same(t, "none left", get[int](t)(s.DeleteDraftsBefore(ctx, day)), 0)
}

func accountDiary(t *testing.T, s Stores) {
	ctx := t.Context()
	day := base.Truncate(24 * time.Hour)
	entry := func(n int) account.DiaryEntry {
		return account.DiaryEntry{Org: veenhaven, Number: n, Mark: random32(), Sealed: NewContent(2000).Bytes, KeptOn: day.AddDate(0, 0, n), EndsOn: day.AddDate(1, 0, 0)}
	}
	code := random32()
	add := func(e account.DiaryEntry, want bool) account.DiaryEntry {
		t.Helper()
		if e.Lookup == ([32]byte{}) {
			e.Lookup = code
		}
		same(t, "added", get[bool](t)(s.AddDiaryEntry(ctx, e)), want)
		return e
	}
	kept := func(org gehoor.OrgID, want ...account.DiaryEntry) {
		t.Helper()
		got := get[[]account.DiaryEntry](t)(s.Diary(ctx, org, code))
		same(t, "how many", len(got), len(want))
		for i := range want {
			same(t, "entry", got[i], want[i])
		}
	}
	kept(veenhaven)
	one := add(entry(1), true)
	add(entry(1), false)
	two, three := add(entry(2), true), add(entry(3), true)
	other := entry(1)
	other.Org, other.EndsOn = duinrade, day
	other = add(other, true)
	kept(veenhaven, one, two, three)
	kept(duinrade, other)

	one.EndsOn, two.EndsOn, three.EndsOn = day.AddDate(2, 0, 0), day.AddDate(2, 0, 0), day.AddDate(2, 0, 0)
	must(t, s.KeepDiary(ctx, veenhaven, code, day.AddDate(2, 0, 0)))
	kept(veenhaven, one, two, three)
	kept(duinrade, other)

	// What became a signal goes with its transaction, and no more than that.
	stream := newStream()
	fails := batch(veenhaven, Extend(stream, 7, 1))
	fails.Deletes = []ledger.Row{account.DiarySent{Org: veenhaven, Lookup: code, Entries: 2}}
	wantErr(t, s.Append(ctx, fails), ledger.ErrConflict)
	kept(veenhaven, one, two, three)
	works := batch(veenhaven, Extend(stream, 0, 1))
	works.Deletes = fails.Deletes
	must(t, s.Append(ctx, works))
	kept(veenhaven, three)
	kept(duinrade, other)

	same(t, "over", get[int](t)(s.DeleteDiariesBefore(ctx, day.AddDate(0, 0, 1))), 1)
	same(t, "none left", get[int](t)(s.DeleteDiariesBefore(ctx, day.AddDate(2, 0, 0))), 0)
	kept(duinrade)
	must(t, s.DeleteDiary(ctx, veenhaven, code))
	must(t, s.DeleteDiary(ctx, veenhaven, code))
	kept(veenhaven)
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
