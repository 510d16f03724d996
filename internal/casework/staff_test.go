package casework_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// town is an organisation whose people were invited and have no key yet.
type town struct {
	*world
	root  note.Signer
	codes map[gehoor.PersonID]string
}

// newTown founds it with two caseworkers, two people at the desk, two custodians.
func newTown(t *testing.T) *town {
	t.Helper()
	w := &world{t: t, store: ledgertest.NewMemory(), now: time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)}
	w.Casework = casework.New(w.deps())
	secret, public, err := register.MakeKey(register.Origin(seal.RootName(veenhaven)), [32]byte{7})
	w.must(err)
	root, err := note.NewSigner(secret)
	w.must(err)
	n := &town{world: w, root: root, codes: map[gehoor.PersonID]string{}}
	f := casework.Founding{
		Founded:    directory.Founded{Name: "Veenhaven", Threshold: 2, Root: public, Log: "log", Phone: "14 0000"},
		Custodians: []gehoor.PersonID{fleur, sem},
		Holders:    map[gehoor.Office][]gehoor.PersonID{gehoor.OfficeAlderman: {noor, bram}, gehoor.OfficeExternalDesk: {saar, milan}},
	}
	for login, who := range map[string]gehoor.PersonID{"noor": noor, "bram": bram, "saar": saar, "milan": milan, "fleur": fleur, "sem": sem} {
		f.People = append(f.People, n.newcomer(login, who))
	}
	w.must(w.Found(t.Context(), veenhaven, f))
	return n
}

func (n *town) newcomer(login string, who gehoor.PersonID) casework.Newcomer {
	role := gehoor.RoleCaseworker
	switch who {
	case saar, milan:
		role = gehoor.RoleExternal
	case fleur, sem:
		role = gehoor.RoleCustodian
	}
	i := account.Invitation{Org: veenhaven, Person: who, Name: login, EndsAt: n.now.AddDate(0, 0, 14)}
	n.codes[who], i.Secret = account.NewInvitation(n.random)
	return casework.Newcomer{ID: who, Joined: directory.Joined{Role: role, Function: gehoor.Text{NL: login, EN: login}}, Invitation: &i}
}

// acceptance is what a browser makes of an invitation.
func (n *town) acceptance(login, code string) casework.Acceptance {
	n.t.Helper()
	own, err := unseal.NewIdentity()
	n.must(err)
	hash, err := account.ParseInvitation(code)
	n.must(err)
	return casework.Acceptance{Invitation: hash, Name: login, Recipient: own.Recipient(), Secret: [32]byte{1}, Salt: [32]byte{2}, Wrapped: []byte("wrapped by " + login)}
}

func (n *town) sign(root note.Signer, who gehoor.PersonID, r seal.Recipient) string {
	n.t.Helper()
	text, err := seal.SignStaffKey(root, veenhaven, seal.StaffKey{Person: who, Recipient: r, On: n.now})
	n.must(err)
	return text
}

// comeIn has somebody accept and the root sign.
func (n *town) comeIn(login string, who gehoor.PersonID) {
	n.t.Helper()
	a := n.acceptance(login, n.codes[who])
	n.must(n.Accept(n.t.Context(), veenhaven, a))
	n.must(n.PublishKey(n.t.Context(), veenhaven, gehoor.System, who, n.sign(n.root, who, a.Recipient)))
}

// TestComingIn: nobody is sealed to before the root has signed; the steps before
// leave a login and a key that waits.
func TestComingIn(t *testing.T) {
	n := newTown(t)
	ctx := t.Context()
	a := n.acceptance("noor", n.codes[noor])
	n.must(n.Accept(ctx, veenhaven, a))
	waits, err := n.AwaitsKey(ctx, veenhaven, noor)
	n.must(err)
	if _, err := n.Person(ctx, veenhaven, noor); !waits || !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("before the root signed: waits %v, %v", waits, err)
	}
	l, err := n.store.Login(ctx, veenhaven, "noor")
	n.must(err)
	if l.Person != noor || l.Secret != a.Secret || l.Salt != a.Salt || string(l.Wrapped) != "wrapped by noor" {
		t.Errorf("the login is %+v", l)
	}
	p, err := n.Preview(ctx, veenhaven, gehoor.OfficeAlderman, nil)
	n.must(err)
	if p.Enough || len(p.Holders) != 0 || len(p.Custodians) != 0 {
		t.Errorf("sealed to before anybody has a key: %+v", p)
	}

	other, err := note.NewSigner(otherRoot(t))
	n.must(err)
	n.refused(n.PublishKey(ctx, veenhaven, gehoor.System, noor, n.sign(other, noor, a.Recipient)), casework.CodeUnsigned)
	n.refused(n.PublishKey(ctx, veenhaven, gehoor.System, bram, n.sign(n.root, noor, a.Recipient)), casework.CodeUnsigned)
	n.refused(n.PublishKey(ctx, veenhaven, gehoor.System, noor, "gehoor staff key v1\n"), casework.CodeUnsigned)
	stranger := n.acceptance("noor", n.codes[bram])
	n.refused(n.PublishKey(ctx, veenhaven, gehoor.System, noor, n.sign(n.root, noor, stranger.Recipient)), directory.CodeOtherKey)
	n.refused(n.PublishKey(ctx, veenhaven, gehoor.System, bram, n.sign(n.root, bram, stranger.Recipient)), directory.CodeOtherKey)

	signed := n.sign(n.root, noor, a.Recipient)
	n.must(n.PublishKey(ctx, veenhaven, gehoor.System, noor, signed))
	n.must(n.PublishKey(ctx, veenhaven, gehoor.System, noor, signed)) // again is no error
	who, err := n.Person(ctx, veenhaven, noor)
	n.must(err)
	if who.Recipient != string(a.Recipient) || who.Note != signed || who.Offered != "" {
		t.Errorf("noor is %+v", who)
	}
	for login, who := range map[string]gehoor.PersonID{"bram": bram, "fleur": fleur} {
		n.comeIn(login, who)
	}
	if p, err = n.Preview(ctx, veenhaven, gehoor.OfficeAlderman, nil); err != nil || p.Enough || len(p.Custodians) != 1 {
		t.Errorf("with one custodian of two: %+v %v", p, err)
	}
	n.comeIn("sem", sem)
	if p, err = n.Preview(ctx, veenhaven, gehoor.OfficeAlderman, nil); err != nil || !p.Enough || len(p.Holders) != 2 || len(p.Custodians) != 2 {
		t.Errorf("with everybody: %+v %v", p, err)
	}
}

func otherRoot(t *testing.T) string {
	t.Helper()
	secret, _, err := register.MakeKey(register.Origin(seal.RootName(veenhaven)), [32]byte{8})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// TestInvitationIsUsedOnce: of two browsers with one code one comes in. The same
// bytes again are no error, another key is.
func TestInvitationIsUsedOnce(t *testing.T) {
	n := newTown(t)
	var won, lost int
	var first casework.Acceptance
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range 2 {
		a := n.acceptance("noor", n.codes[noor])
		a.Secret[5] = a.Recipient[100]
		a.Wrapped = []byte(a.Recipient)
		wait.Go(func() {
			err := n.Accept(t.Context(), veenhaven, a)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won, first = won+1, a
			case errors.Is(err, &gehoor.Refusal{Code: account.CodeNoInvitation}):
				lost++
			default:
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if won != 1 || lost != 1 {
		t.Fatalf("%d came in, %d did not", won, lost)
	}
	n.must(n.Accept(t.Context(), veenhaven, first))
	second := n.acceptance("noor", n.codes[noor])
	n.refused(n.Accept(t.Context(), veenhaven, second), account.CodeNoInvitation)

	records, err := n.store.Load(t.Context(), veenhaven, gehoor.PersonStream(noor), 0)
	n.must(err)
	if len(records) != 3 { // joined, invited, key-offered
		t.Errorf("%d facts", len(records))
	}
}

// TestInvitationEnds, is replaced by a new one, and ends sessions and passkeys when
// it is used.
func TestInvitationEnds(t *testing.T) {
	n := newTown(t)
	ctx := t.Context()
	old := n.codes[noor]
	n.now = n.now.AddDate(0, 0, 14)
	n.refused(n.Accept(ctx, veenhaven, n.acceptance("noor", old)), account.CodeInvitationEnded)
	code, err := n.Invite(ctx, veenhaven, gehoor.System, noor, "Noor", n.now.Add(time.Hour))
	n.must(err)
	n.refused(n.Accept(ctx, veenhaven, n.acceptance("noor", old)), account.CodeNoInvitation)
	n.must(n.Accept(ctx, veenhaven, n.acceptance("noor", code)))

	session := account.Session{Token: [32]byte{3}, Org: veenhaven, Person: noor, CreatedAt: n.now, SeenAt: n.now}
	n.must(n.store.PutSession(ctx, session))
	login, err := n.store.LoginOf(ctx, veenhaven, noor)
	n.must(err)
	added, err := n.store.PutPasskey(ctx, account.Passkey{Org: veenhaven, Person: noor, Credential: []byte("laptop")}, login.Secret)
	if err != nil || !added {
		t.Fatalf("no passkey: %v", err)
	}
	if code, err = n.Invite(ctx, veenhaven, gehoor.System, noor, "noor", n.now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	n.must(n.Accept(ctx, veenhaven, n.acceptance("noor", code)))
	if _, err := n.store.Session(ctx, session.Token); !errors.Is(err, gehoor.ErrNotFound) {
		t.Error("a session of the way in before goes on")
	}
	if all, err := n.store.PasskeysOf(ctx, veenhaven, noor); err != nil || len(all) > 0 {
		t.Errorf("%d passkeys of the way in before let somebody in, %v", len(all), err)
	}
	_, err = n.Invite(ctx, veenhaven, gehoor.System, noor, "bram", n.now.Add(time.Hour))
	n.refused(err, casework.CodeLoginTaken)
	_, err = n.Invite(ctx, veenhaven, gehoor.System, bram, "noor", n.now.Add(time.Hour))
	n.refused(err, casework.CodeLoginTaken)
	_, err = n.Invite(ctx, veenhaven, gehoor.System, jet, "jet", n.now.Add(time.Hour))
	n.refused(err, directory.CodeGone)
}

// TestStaff: an administrator sees how far each one is, also who left.
func TestStaff(t *testing.T) {
	n := newTown(t)
	ctx := t.Context()
	n.comeIn("noor", noor)
	n.must(n.Accept(ctx, veenhaven, n.acceptance("bram", n.codes[bram])))
	n.must(n.Leave(ctx, veenhaven, gehoor.System, saar))
	n.refused(n.Leave(ctx, veenhaven, gehoor.System, saar), directory.CodeGone)
	n.refused(n.Accept(ctx, veenhaven, n.acceptance("saar", n.codes[saar])), account.CodeNoInvitation)
	all, err := n.Staff(ctx, veenhaven)
	n.must(err)
	got := map[gehoor.PersonID]casework.Member{}
	for _, m := range all {
		got[m.ID] = m
	}
	if len(all) != 6 || !got[noor].Active() || got[noor].Login != "noor" || !got[noor].InvitedUntil.IsZero() ||
		got[bram].Offered == "" || got[bram].Active() || !got[saar].Gone || got[milan].InvitedUntil.IsZero() || got[milan].Login != "milan" {
		t.Errorf("staff: %+v", all)
	}
}

// TestJoin: somebody new stands in all offices or in none, under a login that
// nobody has.
func TestJoin(t *testing.T) {
	n := newTown(t)
	ctx := t.Context()
	n.refused(n.Join(ctx, veenhaven, gehoor.System, n.newcomer("noor", jet), gehoor.OfficeEmployee), casework.CodeLoginTaken)
	n.refused(n.Join(ctx, veenhaven, gehoor.System, n.newcomer("jet", noor), gehoor.OfficeEmployee), directory.CodeJoined)
	if p, err := n.Preview(ctx, veenhaven, gehoor.OfficeEmployee, nil); err != nil || len(p.Holders) != 0 {
		t.Errorf("%+v %v", p, err)
	}
	n.must(n.Join(ctx, veenhaven, gehoor.System, n.newcomer("jet", jet), gehoor.OfficeEmployee, gehoor.OfficeAlderman))
	n.comeIn("jet", jet)
	for _, o := range []gehoor.Office{gehoor.OfficeEmployee, gehoor.OfficeAlderman} {
		if p, err := n.Preview(ctx, veenhaven, o, nil); err != nil || len(p.Holders) != 1 || p.Holders[0].ID != jet {
			t.Errorf("%s: %+v %v", o, p, err)
		}
	}
}

// TestFoundingIsWhole: a founding that something stands against leaves nothing.
func TestFoundingIsWhole(t *testing.T) {
	n := newTown(t)
	second := casework.Founding{Founded: directory.Founded{Name: "Again", Threshold: 2}, Custodians: []gehoor.PersonID{fleur, sem}, People: []casework.Newcomer{n.newcomer("jet", jet)}}
	n.refused(n.Found(t.Context(), veenhaven, second), directory.CodeFounded)
	twice := casework.Founding{
		Founded: directory.Founded{Name: "Elders", Threshold: 2}, Custodians: []gehoor.PersonID{fleur, sem},
		Holders: map[gehoor.Office][]gehoor.PersonID{gehoor.OfficeMayor: {jet, jet}},
	}
	n.refused(n.Found(t.Context(), "elders", twice), directory.CodeHolds)
	streams := 0
	n.must(n.store.Streams(t.Context(), "elders", func(ledger.Version) error { streams++; return nil }))
	if streams != 0 {
		t.Errorf("%d streams of a founding that was refused", streams)
	}
	if records, err := n.store.Load(t.Context(), veenhaven, gehoor.PersonStream(jet), 0); err != nil || len(records) != 0 {
		t.Errorf("jet joined nevertheless: %v", err)
	}
}
