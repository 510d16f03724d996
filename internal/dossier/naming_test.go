package dossier_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// three is a dossier that noor, wies and saar hold, whose reporter nobody knows; bram and
// jet have shares.
func three(t *testing.T) *dossier.State {
	t.Helper()
	s := dossier.New()
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, wies, saar), made(gehoor.Identity, first))
	return s
}

// at folds a fact with its place and actor.
func at(t *testing.T, s *dossier.State, seq gehoor.Seq, by gehoor.PersonID, f gehoor.Fact) {
	t.Helper()
	if err := s.Fold(gehoor.Event{Seq: seq, Kind: f.Kind(), Actor: gehoor.ByPerson(by), At: begun}, f); err != nil {
		t.Fatal(err)
	}
}

var (
	naming = dossier.NamingProposed{Signal: first, Recipient: saar, Ground: dossier.NamingCourt, Content: "why"}
	until  = protocol.DateOf(begun).AddDays(14)
)

// toldOf is three, but that wies proposed and noor told the reporter.
func toldOf(t *testing.T) *dossier.State {
	t.Helper()
	s := three(t)
	at(t, s, 7, wies, naming)
	at(t, s, 8, noor, dossier.NamingTold{Naming: 7, Until: until})
	return s
}

func TestProposeNaming(t *testing.T) {
	nameless := dossier.New()
	tell(t, nameless, dossier.Opened{}, made(gehoor.Conversation, first, noor, wies, saar))
	knows := dossier.New()
	tell(t, knows, dossier.Opened{}, made(gehoor.Conversation, first, noor, wies, saar), made(gehoor.Identity, first, saar))
	shut := three(t)
	tell(t, shut, dossier.Excluded{Person: saar, Reason: dossier.ReasonSuspended})
	ended := toldOf(t)
	at(t, ended, 9, wies, dossier.NamingEnded{Naming: 7})
	gone := three(t)
	at(t, gone, 7, wies, naming)
	tell(t, gone, dossier.Withdrawn{Person: wies, Reason: dossier.WithdrawalLeft})
	with := func(change func(*dossier.NamingProposed)) dossier.NamingProposed {
		f := naming
		change(&f)
		return f
	}
	for _, c := range []struct {
		name  string
		state *dossier.State
		f     dossier.NamingProposed
		by    gehoor.PersonID
		want  gehoor.Code
	}{
		{"for another holder", three(t), naming, wies, ""},
		{"for somebody outside", three(t), with(func(f *dossier.NamingProposed) { f.Outside = dossier.OutsiderProsecutor }), wies, ""},
		{"for nobody that there is", three(t), with(func(f *dossier.NamingProposed) { f.Outside = "x" }), wies, gehoor.CodeMalformed},
		{"on no ground", three(t), with(func(f *dossier.NamingProposed) { f.Ground = "" }), wies, gehoor.CodeMalformed},
		{"for oneself", three(t), naming, saar, dossier.CodeNamingSelf},
		{"of who told without a name", nameless, naming, wies, dossier.CodeNameless},
		{"of another signal", three(t), with(func(f *dossier.NamingProposed) { f.Signal = "other" }), wies, dossier.CodeNameless},
		{"for who knows already", knows, naming, wies, dossier.CodeGranted},
		{"for who does not hold the dossier", three(t), with(func(f *dossier.NamingProposed) { f.Recipient = head }), wies, dossier.CodeEligible},
		{"for who is suspended", shut, naming, wies, dossier.CodeEligible},
		{"while one is under way", toldOf(t), naming, wies, dossier.CodeNamingOpen},
		{"after one was taken back", ended, naming, wies, ""},
		{"after who proposed one left", gone, naming, noor, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.state.ProposeNaming(c.f, c.by, begun)
			wantCode(t, err, c.want)
		})
	}
}

func TestTellNaming(t *testing.T) {
	s := three(t)
	at(t, s, 7, wies, naming)
	say := func(seq gehoor.Seq, by gehoor.PersonID) error {
		_, err := s.TellNaming(seq, by, until, begun)
		return err
	}
	wantCode(t, say(6, noor), dossier.CodeNamingOver)
	wantCode(t, say(7, wies), dossier.CodeNamingSecond)
	wantCode(t, say(7, saar), dossier.CodeNamingSelf)
	wantCode(t, say(7, noor), "")
	at(t, s, 8, noor, dossier.NamingTold{Naming: 7, Until: until})
	wantCode(t, say(7, noor), dossier.CodeNamingOver)
	n, _ := s.Naming(7)
	if n.By != wies || n.ToldBy != noor || n.Until != until || s.Standing(n, begun) != dossier.NamingTerm {
		t.Errorf("after the reporter was told: %+v, %s", n, s.Standing(n, begun))
	}
}

// The custodians are asked once the reporter's term has passed, for that compartment and
// that recipient alone, and for what is no longer needed never.
func TestAskForWhoTheReporterIs(t *testing.T) {
	both := []gehoor.PersonID{bram, jet}
	ask := dossier.RecoveryRequested{Recovery: once, Reason: dossier.RecoveryNaming, Recipient: saar, Naming: 7}
	after := begun.AddDate(0, 0, 15)
	untold := three(t)
	at(t, untold, 7, wies, naming)
	ended := toldOf(t)
	at(t, ended, 9, wies, dossier.NamingEnded{Naming: 7})
	asked := toldOf(t)
	tell(t, asked, dossier.RecoveryRequested{Recovery: "x", Reason: dossier.RecoveryNaming, Recipient: saar, Naming: 7, Compartments: []gehoor.Compartment{gehoor.Identity}})
	shut := toldOf(t)
	tell(t, shut, dossier.Excluded{Person: saar, Reason: dossier.ReasonConflict})
	knows := toldOf(t)
	tell(t, knows, dossier.Granted{Compartment: gehoor.Identity, Epoch: 1, Person: saar, Content: "by consent"})
	other, none := ask, ask
	other.Recipient, none.Naming = noor, 0
	for _, c := range []struct {
		name    string
		state   *dossier.State
		f       dossier.RecoveryRequested
		by      gehoor.PersonID
		working []gehoor.PersonID
		now     time.Time
		want    gehoor.Code
	}{
		{"after the term", toldOf(t), ask, wies, both, after, ""},
		{"on the last day of it", toldOf(t), ask, wies, both, begun.AddDate(0, 0, 14), dossier.CodeNamingTerm},
		{"before the reporter was told", untold, ask, wies, both, after, dossier.CodeNamingTerm},
		{"after it was taken back", ended, ask, wies, both, after, dossier.CodeNamingOver},
		{"much later", toldOf(t), ask, wies, both, begun.AddDate(0, 4, 0), dossier.CodeNamingOver},
		{"for whom the reporter was not told", toldOf(t), other, wies, both, after, dossier.CodeNamingOver},
		{"without any", toldOf(t), none, wies, both, after, dossier.CodeNamingOver},
		{"by the one who gets to know", toldOf(t), ask, saar, both, after, dossier.CodeNamingSelf},
		{"for who has an interest by now", shut, ask, wies, both, after, dossier.CodeEligible},
		{"for whom the reporter let know by now", knows, ask, wies, both, after, dossier.CodeGranted},
		{"twice", asked, ask, wies, both, begun, dossier.CodeRecoveryOpen},
		{"with one custodian left", toldOf(t), ask, wies, both[:1], after, dossier.CodeTooFewCustodians},
	} {
		t.Run(c.name, func(t *testing.T) {
			facts, err := c.state.RequestRecovery(c.f, c.by, c.working, c.now)
			wantCode(t, err, c.want)
			if c.want != "" {
				return
			}
			if asks := facts[0].(dossier.RecoveryRequested).Compartments; len(asks) != 1 || asks[0] != gehoor.Identity {
				t.Errorf("asks for %v", asks)
			}
		})
	}
}

// asking is toldOf, but that the custodians are asked and gave.
func asking(t *testing.T) *dossier.State {
	t.Helper()
	s := toldOf(t)
	at(t, s, 9, wies, dossier.RecoveryRequested{Recovery: once, Reason: dossier.RecoveryNaming, Recipient: saar, Naming: 7, Compartments: []gehoor.Compartment{gehoor.Identity}})
	for i, who := range []gehoor.PersonID{bram, jet} {
		at(t, s, gehoor.Seq(10+i), who, dossier.ShareGiven{Recovery: once, Custodian: who, Compartment: gehoor.Identity, Content: gehoor.ContentID("share of " + who)})
	}
	return s
}

func TestNamingIsGiven(t *testing.T) {
	s := asking(t)
	key := dossier.Granted{Compartment: gehoor.Identity, Epoch: 1, Person: saar, Content: "key"}
	both := []gehoor.PersonID{bram, jet}
	facts, err := s.Recover(once, saar, both, []dossier.Granted{key}, begun)
	wantCode(t, err, "")
	for i, f := range facts {
		at(t, s, gehoor.Seq(12+i), saar, f)
	}
	n, _ := s.Naming(7)
	if !s.Holds(saar, gehoor.Identity) || s.Standing(n, begun) != dossier.NamingGiven || !s.Required(saar) || s.Required(noor) {
		t.Errorf("after it was joined: %+v", n)
	}
	// What the law required is not the reporter's to take back, and a consent besides ends
	// without it.
	who := record.Consent{For: record.ForIdentity, Person: saar, Purpose: "support"}
	back := who
	back.Purpose = ""
	_, err = s.WithdrawConsent(first, back)
	wantCode(t, err, dossier.CodeNamingStays)
	agreed, err := s.Consent(first, who, nil)
	wantCode(t, err, "")
	tell(t, s, agreed...)
	taken, err := s.WithdrawConsent(first, back)
	wantCode(t, err, "")
	tell(t, s, taken...)
	if !s.Holds(saar, gehoor.Identity) {
		t.Error("taking back a consent took what the law required")
	}
	_, err = s.EndNaming(7, begun)
	wantCode(t, err, dossier.CodeNamingOver)
	// Given by the reporter after it was lost, it is the reporter's again.
	tell(t, s, dossier.Withdrawn{Person: saar, Reason: dossier.WithdrawalHandedOver}, dossier.Granted{Compartment: gehoor.Conversation, Epoch: 1, Person: saar},
		dossier.Granted{Compartment: gehoor.Identity, Epoch: 1, Person: saar, Content: "by consent"})
	if s.Required(saar) {
		t.Error("what the reporter gave counts as required")
	}
}

// Nobody who is shut out gets it, whatever was given; what is taken back is asked no more;
// and a dossier that lacks a holder does not wait for it.
func TestNamingStops(t *testing.T) {
	key := dossier.Granted{Compartment: gehoor.Identity, Epoch: 1, Person: saar, Content: "key"}
	both := []gehoor.PersonID{bram, jet}
	shut := asking(t)
	tell(t, shut, dossier.Withdrawn{Person: saar, Reason: dossier.WithdrawalConflict}, dossier.Excluded{Person: saar, Reason: dossier.ReasonSuspended})
	_, err := shut.Recover(once, saar, both, []dossier.Granted{key}, begun)
	wantCode(t, err, dossier.CodeRecoveryOver)

	s := asking(t)
	_, err = s.EndRecovery(once, begun)
	wantCode(t, err, dossier.CodeRecoveryOver)
	after := begun.AddDate(0, 0, 15)
	facts, err := s.EndNaming(7, after)
	wantCode(t, err, "")
	if len(facts) != 2 {
		t.Fatalf("facts %v", facts)
	}
	tell(t, s, facts...)
	_, err = s.Recover(once, saar, both, []dossier.Granted{key}, after)
	wantCode(t, err, dossier.CodeRecoveryOver)

	short := asking(t)
	tell(t, short, dossier.Withdrawn{Person: noor, Reason: dossier.WithdrawalLeft}, dossier.Withdrawn{Person: wies, Reason: dossier.WithdrawalLeft})
	facts, err = short.RequestRecovery(dossier.RecoveryRequested{Recovery: "holders", Reason: dossier.RecoveryAbsent, Recipient: noor}, head, both, begun)
	wantCode(t, err, "")
	if _, ended := facts[0].(dossier.RecoveryEnded); !ended || len(facts) != 2 {
		t.Errorf("facts %v", facts)
	}
	_, err = short.RequestRecovery(dossier.RecoveryRequested{Recovery: "holders", Reason: dossier.RecoveryAbsent, Recipient: noor, Naming: 7}, head, both, begun)
	wantCode(t, err, dossier.CodeRecoveryReason)
}

// While the custodians are asked who the reporter is, the rest of the dossier goes on: its
// shares are renewed, and only those that are asked for stay.
func TestNamingKeepsOnlyItsOwnShares(t *testing.T) {
	s := asking(t)
	keepers := []dossier.Keeper{{Person: bram}, {Person: head}}
	cut := func(c gehoor.Compartment) error {
		list := []dossier.SharesRenewed{{Compartment: c, Epoch: 1, Threshold: 2, Shares: []dossier.Share{{Custodian: bram}, {Custodian: head}}}}
		_, err := s.RenewShares(noor, list, keepers, 2, begun)
		return err
	}
	wantCode(t, cut(gehoor.Conversation), "")
	wantCode(t, cut(gehoor.Identity), dossier.CodeRecoveryOpen)
	if s.AskedFor(gehoor.Conversation, begun) || !s.AskedFor(gehoor.Identity, begun) {
		t.Error("something else is asked for than who the reporter is")
	}
}
