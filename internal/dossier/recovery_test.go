package dossier_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
)

const (
	wies = gehoor.PersonID("wies")
	head = gehoor.PersonID("head")
	saar = gehoor.PersonID("saar")
	once = gehoor.RecoveryID("once")
)

// begun is when the facts of these tests happened.
var begun = time.Unix(1_750_000_000, 0)

// alone is a dossier whose holders left; bram and jet have shares.
func alone(t *testing.T) *dossier.State {
	t.Helper()
	s := dossier.New()
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, wies), made(gehoor.Identity, first, noor),
		dossier.Withdrawn{Person: noor, Reason: dossier.WithdrawalLeft}, dossier.Withdrawn{Person: wies, Reason: dossier.WithdrawalLeft})
	return s
}

func request(why dossier.RecoveryReason) dossier.RecoveryRequested {
	return dossier.RecoveryRequested{Recovery: once, Reason: why, Recipient: saar}
}

func TestRequestRecovery(t *testing.T) {
	both := []gehoor.PersonID{bram, jet}
	held := dossier.New()
	tell(t, held, dossier.Opened{}, made(gehoor.Conversation, first, noor, wies))
	one := held.Clone()
	tell(t, one, dossier.Withdrawn{Person: wies, Reason: dossier.WithdrawalLeft})
	struck := alone(t)
	tell(t, struck, dossier.Excluded{Person: jet, Reason: dossier.ReasonReporter})
	for _, c := range []struct {
		name    string
		state   *dossier.State
		by      gehoor.PersonID
		why     dossier.RecoveryReason
		working []gehoor.PersonID
		want    gehoor.Code
	}{
		{"when all are gone", alone(t), head, dossier.RecoveryGone, both, ""},
		{"when the last one is away", one, head, dossier.RecoveryAbsent, both, ""},
		{"with two holders", held, head, dossier.RecoveryAbsent, both, dossier.CodeRecoveryNeedless},
		{"saying that all are gone when one is not", one, head, dossier.RecoveryGone, both, dossier.CodeRecoveryReason},
		{"for no reason", alone(t), head, "", both, dossier.CodeRecoveryReason},
		{"as a drill of what is none", alone(t), head, dossier.RecoveryDrill, both, dossier.CodeRecoveryReason},
		{"for oneself", alone(t), saar, dossier.RecoveryGone, both, dossier.CodeRecoverySelf},
		{"with one custodian left", alone(t), head, dossier.RecoveryGone, both[:1], dossier.CodeTooFewCustodians},
		{"with a custodian who may know nothing", struck, head, dossier.RecoveryGone, both, dossier.CodeTooFewCustodians},
	} {
		t.Run(c.name, func(t *testing.T) {
			facts, err := c.state.RequestRecovery(request(c.why), c.by, c.working, begun)
			wantCode(t, err, c.want)
			if c.want != "" {
				return
			}
			asked := facts[0].(dossier.RecoveryRequested).Compartments
			if len(asked) != 1 || asked[0] != gehoor.Conversation {
				t.Errorf("asks for %v: who the reporter is, is never recovered", asked)
			}
		})
	}
}

func given(who gehoor.PersonID) dossier.ShareGiven {
	return dossier.ShareGiven{Recovery: once, Custodian: who, Compartment: gehoor.Conversation, Content: gehoor.ContentID("share of " + who)}
}

func TestSharesOfARecovery(t *testing.T) {
	s := alone(t)
	asked := request(dossier.RecoveryGone)
	asked.Compartments = []gehoor.Compartment{gehoor.Conversation}
	_, err := s.GiveShares(once, bram, []dossier.ShareGiven{given(bram)}, begun)
	wantCode(t, err, dossier.CodeRecoveryOver)
	tell(t, s, asked)
	give := func(who gehoor.PersonID, shares ...dossier.ShareGiven) error {
		_, err := s.GiveShares(once, who, shares, begun)
		return err
	}
	wantCode(t, give(saar, given(saar)), dossier.CodeNoShare)
	wantCode(t, give(bram), gehoor.CodeMalformed)
	wantCode(t, give(bram, given(jet)), gehoor.CodeMalformed)
	wantCode(t, give(bram, given(bram), given(bram)), gehoor.CodeMalformed)
	wantCode(t, give(bram, given(bram)), "")
	tell(t, s, given(bram))
	wantCode(t, give(bram, given(bram)), dossier.CodeShareGiven)

	before := s.Clone()
	tell(t, s, dossier.ShareRefused{Recovery: once, Custodian: bram})
	if r, _ := before.Pending(begun); len(r.Given) != 1 {
		t.Error("folding onto a state changed the copy of it")
	}
	wantCode(t, give(bram, given(bram)), "")
	if r, pending := s.Pending(begun); !pending || r.Gave(bram) || len(r.Refused) != 1 {
		t.Errorf("after it was refused: %+v", r)
	}
	if _, pending := s.Pending(begun.AddDate(0, 0, 21)); pending {
		t.Error("a request never ends")
	}
}

// A recovery that another dossier, or none, began is none here.
func TestRecoverOnlyWhatWasAsked(t *testing.T) {
	s := alone(t)
	asked := request(dossier.RecoveryGone)
	asked.Compartments = []gehoor.Compartment{gehoor.Conversation}
	tell(t, s, asked, given(bram), given(jet))
	key := dossier.Granted{Compartment: gehoor.Conversation, Epoch: 1, Person: saar, Content: "key"}
	recover := func(id gehoor.RecoveryID, by gehoor.PersonID, used []gehoor.PersonID, keys ...dossier.Granted) error {
		_, err := s.Recover(id, by, used, keys, begun)
		return err
	}
	both := []gehoor.PersonID{bram, jet}
	other := key
	other.Person = head
	wantCode(t, recover("another", saar, both, key), dossier.CodeRecoveryOver)
	wantCode(t, recover(once, head, both, other), dossier.CodeRecoveryOver)
	wantCode(t, recover(once, saar, both, other), gehoor.CodeMalformed)
	wantCode(t, recover(once, saar, both), dossier.CodeHolders)
	wantCode(t, recover(once, saar, both[:1], key), dossier.CodeTooFewShares)
	wantCode(t, recover(once, saar, []gehoor.PersonID{bram, wies}, key), dossier.CodeNoShare)
	wantCode(t, recover(once, saar, both, key), "")
	tell(t, s, dossier.Recovered{Recovery: once, Custodians: both}, key)
	wantCode(t, recover(once, saar, both, key), dossier.CodeRecoveryOver)
	if !s.Holds(saar, gehoor.Conversation) || s.Holds(saar, gehoor.Identity) {
		t.Error("it recovers something else than the conversation")
	}
}

func TestBeginDrill(t *testing.T) {
	good := dossier.DrillBegun{Content: "text", Proof: fmt.Sprintf("%064x", 1)}
	nobody := made(gehoor.Case, "")
	few := nobody
	few.Shares = few.Shares[:1]
	for _, c := range []struct {
		name  string
		state *dossier.State
		begun dossier.DrillBegun
		made  dossier.CompartmentMade
		want  gehoor.Code
	}{
		{"with shares alone", dossier.New(), good, nobody, ""},
		{"in a dossier", alone(t), good, nobody, gehoor.CodeReplayed},
		{"with somebody who has the key", dossier.New(), good, made(gehoor.Case, "", noor), gehoor.CodeMalformed},
		{"of a conversation", dossier.New(), good, made(gehoor.Conversation, ""), gehoor.CodeMalformed},
		{"without a proof", dossier.New(), dossier.DrillBegun{Content: "text"}, nobody, gehoor.CodeMalformed},
		{"with a custodian left out", dossier.New(), good, few, dossier.CodeShares},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.state.BeginDrill(c.begun, c.made, recovery)
			wantCode(t, err, c.want)
		})
	}
}
