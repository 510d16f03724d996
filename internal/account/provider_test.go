package account_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

const issuer = "https://login.veenhaven.example"

// entered is somebody who just signed in.
func entered(t *testing.T, d *account.Door, login string, from account.From, now time.Time) account.Entry {
	t.Helper()
	e, err := d.SignIn(t.Context(), veenhaven, login, secretOf(login+" passphrase"), from, now)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestLink: who linked an account comes in by it, without what opens the key; and no
// more once the link is taken away.
func TestLink(t *testing.T) {
	d, _ := newDoor(t)
	subject := d.SubjectOf(veenhaven, issuer, "id-vera")
	_, err := d.SignInByProvider(t.Context(), veenhaven, subject, account.From{}, start)
	wantRefusal(t, err, account.CodeProvider)

	vera := entered(t, d, "vera", account.From{}, start)
	if _, err := d.LinkOf(t.Context(), vera.Session); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a link before there is one: %v", err)
	}
	linked, err := d.Link(t.Context(), vera.Session, subject, account.From{}, start)
	if err != nil || !linked.Session.Proven(start) || linked.Session.Bare {
		t.Fatalf("%+v, %v", linked.Session, err)
	}
	e, err := d.SignInByProvider(t.Context(), veenhaven, subject, account.From{Browser: "edge/windows"}, start)
	if err != nil || e.Session.Person != vera.Session.Person || !e.Session.Bare || !e.Session.Proven(start) || e.Session.Browser != "edge/windows" || e.Device == "" {
		t.Fatalf("%+v, %v", e.Session, err)
	}
	if e.Wrapped != nil {
		t.Error("the provider alone is given somebody's identity")
	}
	omar := entered(t, d, "omar", account.From{}, start)
	_, err = d.Link(t.Context(), omar.Session, subject, account.From{}, start)
	wantRefusal(t, err, account.CodeProviderTaken)

	if err := d.Unlink(t.Context(), linked.Session); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, start); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a session that began with the link goes on: %v", err)
	}
	_, err = d.SignInByProvider(t.Context(), veenhaven, subject, account.From{}, start)
	wantRefusal(t, err, account.CodeProvider)
}

// TestLinkIsFresh: an open session is no licence to come back for ever, and one that
// began with an account links no other.
func TestLinkIsFresh(t *testing.T) {
	d, _ := newDoor(t)
	subject := d.SubjectOf(veenhaven, issuer, "id-vera")
	vera := entered(t, d, "vera", account.From{}, start)
	_, err := d.Link(t.Context(), vera.Session, subject, account.From{}, start.Add(11*time.Minute))
	wantRefusal(t, err, account.CodeProviderFresh)
	if _, err := d.Link(t.Context(), vera.Session, subject, account.From{}, start); err != nil {
		t.Fatal(err)
	}
	bare, err := d.SignInByProvider(t.Context(), veenhaven, subject, account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Link(t.Context(), bare.Session, d.SubjectOf(veenhaven, issuer, "id-another"), account.From{}, start)
	wantRefusal(t, err, account.CodeProviderFresh)
}

// TestProvenHolds: who opens the key after coming in by the provider stays vouched for,
// for a working day; who signs in as somebody else does not.
func TestProvenHolds(t *testing.T) {
	d, _ := newDoor(t)
	subject := d.SubjectOf(veenhaven, issuer, "id-vera")
	if _, err := d.Link(t.Context(), entered(t, d, "vera", account.From{}, start).Session, subject, account.From{}, start); err != nil {
		t.Fatal(err)
	}
	bare, err := d.SignInByProvider(t.Context(), veenhaven, subject, account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	later := start.Add(9 * time.Hour)
	vera := entered(t, d, "vera", account.From{}.After(bare.Session), later).Session
	if vera.Bare || !vera.Proven(later) || vera.Proven(start.Add(account.StaffLimit)) {
		t.Errorf("vera: %+v", vera)
	}
	if omar := entered(t, d, "omar", account.From{}.After(bare.Session), later).Session; omar.Proven(later) {
		t.Error("another person is vouched for")
	}
	if alone := entered(t, d, "vera", account.From{}, later).Session; alone.Proven(later) {
		t.Error("nobody vouched for this browser")
	}
}

// TestAsked: what a browser remembers is whole, of this organisation, and not old; and
// no two visits are alike.
func TestAsked(t *testing.T) {
	d, _ := newDoor(t)
	vera := entered(t, d, "vera", account.From{}, start).Session
	asking, cookie := d.Ask(veenhaven, vera, "/next", start)
	got, err := d.Asked(veenhaven, cookie, start.Add(9*time.Minute))
	if err != nil || got != asking || got.Session != vera.Token {
		t.Fatalf("%+v, %v; want %+v", got, err, asking)
	}
	if long, _ := d.Ask(veenhaven, vera, strings.Repeat("x", 201), start); long.Next != "" {
		t.Error("an address without end is remembered")
	}
	if other, _ := d.Ask(veenhaven, vera, "/next", start); other.State == asking.State || other.Nonce == asking.Nonce || other.Verifier == asking.Verifier {
		t.Error("two visits are alike")
	}
	other := account.NewDoor(newMemory(), serverSecret(t, 8), counter())
	_, foreign := other.Ask(veenhaven, vera, "", start)
	flipped := []byte(cookie)
	flipped[5] ^= 1
	for name, c := range map[string]struct {
		cookie string
		org    gehoor.OrgID
		now    time.Time
	}{
		"none":                    {"", veenhaven, start},
		"nonsense":                {"x", veenhaven, start},
		"altered":                 {string(flipped), veenhaven, start},
		"of another installation": {foreign, veenhaven, start},
		"of another organisation": {cookie, "elsewhere", start},
		"old":                     {cookie, veenhaven, start.Add(10 * time.Minute)},
		"from the future":         {cookie, veenhaven, start.Add(-time.Hour)},
		"an offer":                {d.Offered(veenhaven, asking, [32]byte{1}, start), veenhaven, start},
	} {
		_, err := d.Asked(c.org, c.cookie, c.now)
		if err == nil {
			t.Errorf("%s is taken", name)
			continue
		}
		wantRefusal(t, err, account.CodeProvider)
	}
}

// TestOffer: an account is offered to the session that went to ask, and to no other.
func TestOffer(t *testing.T) {
	d, _ := newDoor(t)
	vera, omar := entered(t, d, "vera", account.From{}, start).Session, entered(t, d, "omar", account.From{}, start).Session
	asking, asked := d.Ask(veenhaven, vera, "/next", start)
	subject := d.SubjectOf(veenhaven, issuer, "id-vera")
	cookie := d.Offered(veenhaven, asking, subject, start)
	if got, ok := d.Offer(vera, cookie, start); !ok || got != subject {
		t.Errorf("%x, %t", got, ok)
	}
	for name, ok := range map[string]bool{
		"to another":  second(d.Offer(omar, cookie, start)),
		"too late":    second(d.Offer(vera, cookie, start.Add(10*time.Minute))),
		"of a visit":  second(d.Offer(vera, asked, start)),
		"of no visit": second(d.Offer(vera, "", start)),
	} {
		if ok {
			t.Errorf("offered %s", name)
		}
	}
}

func second(_ [32]byte, ok bool) bool { return ok }

// TestSubjectOf: the same account is the same, and every other is another.
func TestSubjectOf(t *testing.T) {
	d, _ := newDoor(t)
	seen := map[[32]byte]bool{d.SubjectOf(veenhaven, issuer, "a"): true}
	if !seen[d.SubjectOf(veenhaven, issuer, "a")] {
		t.Error("it changes")
	}
	for _, other := range [][3]string{{"elsewhere", issuer, "a"}, {"veenhaven", issuer + "/", "a"}, {"veenhaven", issuer, "b"}, {"veenhaven", issuer, "A"}, {"veenhaven", issuer, " a"}} {
		got := d.SubjectOf(gehoor.OrgID(other[0]), other[1], other[2])
		if seen[got] {
			t.Errorf("%v is another's", other)
		}
		seen[got] = true
	}
}
