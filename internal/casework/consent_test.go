package casework_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// named sends a signal with who its reporter is, which nobody can open yet.
func (w *world) named(code string, knows ...gehoor.PersonID) account.Mailbox {
	w.t.Helper()
	s := submission(code, gehoor.OfficeAlderman, noor, bram)
	box, who := compartment(code+" identity", true, knows...), words("name of "+code)
	s.Identity, s.Who = &box, &who
	got, err := w.Receive(w.t.Context(), veenhaven, s)
	w.must(err)
	return got
}

func letKnow(p gehoor.PersonID, purpose, key string) casework.Consenting {
	k := words(key)
	return casework.Consenting{Consent: record.Consent{For: record.ForIdentity, Person: p, Purpose: purpose}, Key: &k}
}

// opens says whether somebody is served the words of who the reporter is.
func (w *world) opens(p gehoor.PersonID, box account.Mailbox, c gehoor.ContentID) bool {
	w.t.Helper()
	_, err := w.Open(w.t.Context(), veenhaven, p, box.Dossier, []gehoor.ContentID{c})
	if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
		w.t.Fatal(err)
	}
	return err == nil
}

// TestConsent: the key and the consent are one act, for exactly that person; taken back,
// neither the name nor the key that was given is served from the next request on.
func TestConsent(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.named("R1")
	name := words("name of R1").ID

	w.must(w.Consent(ctx, box, letKnow(bram, "support", "key 1")))
	w.must(w.Consent(ctx, box, letKnow(bram, "support", "key 1"))) // the same bytes
	w.refused(w.Consent(ctx, box, letKnow(bram, "support", "key 2")), dossier.CodeConsented)
	w.refused(w.Consent(ctx, box, letKnow(bram, "safety", "key 2")), dossier.CodeHolders) // has one
	w.must(w.Consent(ctx, box, casework.Consenting{Consent: letKnow(bram, "safety", "").Consent}))
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, "consent.given dossier.granted consent.given") {
		t.Errorf("facts: %s", kinds)
	}
	if !w.opens(bram, box, name) || !w.opens(bram, box, words("key 1").ID) || w.opens(noor, box, name) || w.opens(noor, box, words("key 1").ID) {
		t.Error("not exactly the one who was named opens it")
	}
	d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	if all := d.Consents(box.Signal); len(all) != 2 || !all[0].At.Equal(protocol.Day(all[0].At)) {
		t.Errorf("a handler sees %+v", all)
	}
	if last := d.Records[len(d.Records)-1]; !last.At.Equal(protocol.Day(last.At)) {
		t.Errorf("a handler sees when a reporter agreed: %v", last.At)
	}

	w.must(w.WithdrawConsent(ctx, box, record.Consent{For: record.ForIdentity, Person: bram}))
	w.refused(w.WithdrawConsent(ctx, box, record.Consent{For: record.ForIdentity, Person: bram}), dossier.CodeNoConsent)
	if w.opens(bram, box, name) || w.opens(bram, box, words("key 1").ID) {
		t.Error("what was taken back is served")
	}
	if !w.opens(bram, box, words("account of R1").ID) {
		t.Error("the conversation was taken too")
	}
	if m, err := w.Mailbox(ctx, box); err != nil || len(m.Knowing.Knows) != 0 || len(m.Knowing.Consents) != 0 || len(m.Knowing.Others) != 2 {
		t.Errorf("the reporter sees %+v, %v", m.Knowing, err)
	}
	w.must(w.Consent(ctx, box, letKnow(bram, "support", "key 3")))
	if !w.opens(bram, box, name) || !w.opens(bram, box, words("key 3").ID) || w.opens(bram, box, words("key 1").ID) {
		t.Error("given again it opens with the new key, and with no other")
	}
}

// TestConsentRefuses: what is no consent, and whom no key can go to.
func TestConsentRefuses(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box, anonymous := w.named("R1", noor), w.send("R2")
	for name, c := range map[string]struct {
		c    record.Consent
		key  bool
		code gehoor.Code
	}{
		"nothing":                       {record.Consent{}, false, gehoor.CodeMalformed},
		"for nobody":                    {record.Consent{For: record.ForIdentity, Purpose: "safety"}, false, gehoor.CodeMalformed},
		"for two":                       {record.Consent{For: record.ForIdentity, Person: bram, Recipient: "mayor", Purpose: "safety"}, true, gehoor.CodeMalformed},
		"without a purpose":             {record.Consent{For: record.ForIdentity, Person: bram}, true, gehoor.CodeMalformed},
		"an unknown purpose":            {record.Consent{For: record.ForIdentity, Person: bram, Purpose: "fun"}, true, gehoor.CodeMalformed},
		"an unknown function":           {record.Consent{For: record.ForIdentity, Recipient: "king", Purpose: "safety"}, false, gehoor.CodeMalformed},
		"another consent for somebody":  {record.Consent{For: "inquiry", Person: bram}, false, gehoor.CodeMalformed},
		"another consent with a key":    {record.Consent{For: "inquiry"}, true, gehoor.CodeMalformed},
		"without a key":                 {record.Consent{For: record.ForIdentity, Person: bram, Purpose: "safety"}, false, dossier.CodeHolders},
		"a key for a function":          {record.Consent{For: record.ForIdentity, Recipient: "mayor", Purpose: "safety"}, true, dossier.CodeHolders},
		"who does not hold the dossier": {record.Consent{For: record.ForIdentity, Person: jet, Purpose: "safety"}, true, dossier.CodeHolders},
		"who has the key":               {record.Consent{For: record.ForIdentity, Person: noor, Purpose: "safety"}, true, dossier.CodeHolders},
	} {
		a := casework.Consenting{Consent: c.c}
		if c.key {
			k := words("key " + name)
			a.Key = &k
		}
		if err := w.Consent(ctx, box, a); !errors.Is(err, &gehoor.Refusal{Code: c.code}) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	w.refused(w.Consent(ctx, anonymous, letKnow(bram, "safety", "key of nobody")), dossier.CodeNameless)
	w.refused(w.WithdrawConsent(ctx, anonymous, record.Consent{For: record.ForIdentity, Person: noor}), dossier.CodeNoConsent)
	w.refused(w.WithdrawConsent(ctx, box, record.Consent{For: record.ForIdentity, Person: noor, Purpose: "safety"}), gehoor.CodeMalformed)
	w.must(w.Leave(ctx, veenhaven, gehoor.System, bram))
	w.refused(w.Consent(ctx, box, letKnow(bram, "safety", "key of who left")), dossier.CodeHolders)

	// Whom the reporter chose when the signal was sent is taken back in the same way.
	w.must(w.WithdrawConsent(ctx, box, record.Consent{For: record.ForIdentity, Person: noor}))
	if w.opens(noor, box, words("name of R1").ID) {
		t.Error("who was chosen still opens it")
	}
}

// TestAddName: an anonymous reporter says later who they are, to whom they choose.
func TestAddName(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	to, err := w.MayKnow(ctx, box)
	w.must(err)
	if len(to.Holders) != 2 || len(to.Custodians) != 2 || to.Threshold != 2 {
		t.Errorf("may know: %+v", to)
	}
	n := casework.Named{Identity: compartment("later", true, bram), Who: words("later name")}
	strange := n
	strange.Identity, strange.Who = compartment("strange", true, jet), words("strange name")
	w.refused(w.AddName(ctx, box, strange), dossier.CodeHolders)
	short := n
	short.Identity.Shares, short.Who = nil, words("short name")
	w.refused(w.AddName(ctx, box, short), dossier.CodeShares)
	w.must(w.AddName(ctx, box, n))
	w.must(w.AddName(ctx, box, n)) // the same bytes
	other := casework.Named{Identity: compartment("other", true), Who: words("other name")}
	w.refused(w.AddName(ctx, box, other), signal.CodeIdentified)
	if !w.opens(bram, box, n.Who.ID) || w.opens(noor, box, n.Who.ID) {
		t.Error("not exactly the one who was chosen opens it")
	}
	if list, err := w.OpenOwn(ctx, box, []gehoor.ContentID{n.Who.ID}); err != nil || string(list[0].Bytes) != "later name" {
		t.Errorf("the reporter opens %v, %v", list, err)
	}
}

// TestAskConsent: asked once, answered once, yes with the key, and not again for the same
// recipient and purpose within four weeks without a new reason.
func TestAskConsent(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.named("R1")
	mayor := record.Consent{For: record.ForIdentity, Recipient: "mayor", Purpose: "decision"}
	ask := func(c record.Consent, newReason bool, why string) error {
		return w.AskConsent(ctx, veenhaven, noor, box.Dossier, box.Signal, c, newReason, words(why))
	}
	w.must(ask(mayor, false, "why 1"))
	w.must(ask(mayor, false, "why 1")) // the same bytes
	w.refused(ask(mayor, true, "why 2"), signal.CodeConsentOpen)
	w.must(w.AnswerConsent(ctx, box, 1, false, nil))
	w.refused(w.AnswerConsent(ctx, box, 1, true, nil), signal.CodeConsentDone)
	w.refused(ask(mayor, false, "why 2"), signal.CodeConsentLately)
	w.must(ask(mayor, true, "why 2")) // another reason
	w.must(w.AnswerConsent(ctx, box, 2, false, nil))
	w.days(27)
	w.refused(ask(mayor, false, "why 3"), signal.CodeConsentLately)
	w.days(1)
	w.must(ask(mayor, false, "why 3"))
	w.must(w.AnswerConsent(ctx, box, 3, true, nil))
	w.refused(ask(mayor, true, "why 4"), dossier.CodeConsented)

	toBram := record.Consent{For: record.ForIdentity, Person: bram, Purpose: "support"}
	w.refused(ask(record.Consent{For: record.ForIdentity, Person: jet, Purpose: "support"}, false, "for jet"), dossier.CodeEligible)
	w.must(ask(toBram, false, "for bram"))
	w.refused(w.AnswerConsent(ctx, box, 4, true, nil), dossier.CodeHolders) // a yes comes with the key
	key := words("key for bram")
	w.must(w.AnswerConsent(ctx, box, 4, true, &key))
	if !w.opens(bram, box, words("name of R1").ID) {
		t.Error("who the reporter said yes to opens nothing")
	}
	if list, err := w.OpenOwn(ctx, box, []gehoor.ContentID{words("for bram").ID}); err != nil || string(list[0].Bytes) != "for bram" {
		t.Errorf("the reporter opens why: %v, %v", list, err)
	}
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	s := d.Signals[0]
	if len(s.Asked()) != 0 || !s.Askings[3].Agreed || !s.Askings[3].AnsweredAt.Equal(protocol.Day(s.Askings[3].AnsweredAt)) {
		t.Errorf("a handler sees %+v", s.Askings)
	}
	if !slices.ContainsFunc(d.Consents(box.Signal), func(c dossier.Consented) bool { return c.Consent == toBram }) {
		t.Error("a yes is no consent")
	}

	anonymous := w.send("R2")
	w.refused(w.AskConsent(ctx, veenhaven, noor, anonymous.Dossier, anonymous.Signal, mayor, false, words("to nobody")), dossier.CodeNameless)
	w.must(w.AskConsent(ctx, veenhaven, noor, anonymous.Dossier, anonymous.Signal, record.Consent{For: "inquiry"}, false, words("inquiry")))
	if err := w.AskConsent(ctx, veenhaven, jet, box.Dossier, box.Signal, toBram, false, words("by jet")); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who does not hold the dossier: %v", err)
	}
}
