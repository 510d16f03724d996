package dossier

import (
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
)

// Recovery gives the keys of a dossier to somebody when those who hold them are
// gone: a request, a share of each of enough custodians, and the recipient who
// joins them. Nobody can do it alone, and who asks is not who gets.

// RecoveryReason is why a recovery is asked for.
type RecoveryReason string

const (
	// RecoveryGone: nobody who holds the keys works here any more.
	RecoveryGone RecoveryReason = "holders-gone"
	// RecoveryAbsent: who holds the keys cannot be reached.
	RecoveryAbsent RecoveryReason = "holder-absent"
	// RecoveryLost: who holds the keys cannot open them any more.
	RecoveryLost RecoveryReason = "key-lost"
	// RecoveryDrill: nothing is wrong; it is tried.
	RecoveryDrill RecoveryReason = "drill"
	// RecoveryNaming: a court or the law requires that somebody knows who the reporter is.
	RecoveryNaming RecoveryReason = "statute"
)

// RecoveryReasons are those that somebody can choose, in the order in which they
// are shown.
func RecoveryReasons() []RecoveryReason {
	return []RecoveryReason{RecoveryGone, RecoveryAbsent, RecoveryLost}
}

// RecoveryRequested asks the custodians for their shares.
type RecoveryRequested struct {
	Recovery  gehoor.RecoveryID `json:"recovery"`
	Reason    RecoveryReason    `json:"reason"`
	Recipient gehoor.PersonID   `json:"recipient"`
	// Compartments are those whose keys are asked for.
	Compartments []gehoor.Compartment `json:"compartments"`
	// Naming is what it is asked for with [RecoveryNaming]; 0 for every other reason.
	Naming gehoor.Seq `json:"naming,omitempty"`
}

// ShareGiven: a custodian's browser opened the share of a compartment's key and
// sealed it to the recipient.
type ShareGiven struct {
	Recovery    gehoor.RecoveryID  `json:"recovery"`
	Custodian   gehoor.PersonID    `json:"custodian"`
	Compartment gehoor.Compartment `json:"compartment"`
	Content     gehoor.ContentID   `json:"content"`
}

// ShareRefused: a custodian's share does not fit, as the recipient's browser
// found, or cannot be opened, as the custodian's own did.
type ShareRefused struct {
	Recovery  gehoor.RecoveryID `json:"recovery"`
	Custodian gehoor.PersonID   `json:"custodian"`
}

// Recovered: the recipient joined the shares of these custodians. The grants
// follow in the same act.
type Recovered struct {
	Recovery   gehoor.RecoveryID `json:"recovery"`
	Custodians []gehoor.PersonID `json:"custodians"`
}

// RecoveryEnded: whoever asked takes the request back.
type RecoveryEnded struct {
	Recovery gehoor.RecoveryID `json:"recovery"`
}

// DrillBegun is the first fact of a stream in which a recovery is tried. Content
// is a random text, sealed to the key that is recovered; Proof is the SHA-256 of
// the text, in hexadecimal: only who has the key can say it.
type DrillBegun struct {
	Content gehoor.ContentID `json:"content"`
	Proof   string           `json:"proof"`
}

// Kind names the fact.
func (RecoveryRequested) Kind() gehoor.Kind { return "dossier.recovery-requested" }

// Kind names the fact.
func (ShareGiven) Kind() gehoor.Kind { return "dossier.share-given" }

// Kind names the fact.
func (ShareRefused) Kind() gehoor.Kind { return "dossier.share-refused" }

// Kind names the fact.
func (Recovered) Kind() gehoor.Kind { return "dossier.recovered" }

// Kind names the fact.
func (RecoveryEnded) Kind() gehoor.Kind { return "dossier.recovery-ended" }

// Kind names the fact.
func (DrillBegun) Kind() gehoor.Kind { return "dossier.drill-begun" }

// Recovery is one attempt and how far it is.
type Recovery struct {
	RecoveryRequested
	By gehoor.Actor
	At time.Time
	// Given are the shares that count, in the order in which they came.
	Given []ShareGiven
	// Refused are the custodians whose share did not fit and who gave no other.
	Refused []gehoor.PersonID
	// RecoveredAt and Custodians are set once the key is there.
	RecoveredAt time.Time
	Custodians  []gehoor.PersonID
	Ended       bool
}

// Gave says whether a custodian's shares are there and count.
func (r Recovery) Gave(custodian gehoor.PersonID) bool {
	return slices.ContainsFunc(r.Given, func(g ShareGiven) bool { return g.Custodian == custodian })
}

// Until is when the request ends by itself: shares that were given lie in
// nobody's way for ever.
func (r Recovery) Until() time.Time { return r.At.AddDate(0, 0, recoveryDays) }

// recoveryDays: custodians have other work, and two weeks of holidays.
const recoveryDays = 21

// foldRecovery adds one event of a recovery; ok is false for another fact.
func (s *State) foldRecovery(e gehoor.Event, f gehoor.Fact) (ok bool) {
	switch f := f.(type) {
	case DrillBegun:
		s.Drill = f
	case RecoveryRequested:
		s.Recoveries = append(s.Recoveries, Recovery{RecoveryRequested: f, By: e.Actor, At: e.At})
		s.inNaming(f.Naming, func(n *Naming) { n.AskedAt = e.At })
	case ShareGiven:
		s.inRecovery(f.Recovery, func(r *Recovery) {
			r.Given = append(r.Given, f)
			r.Refused = slices.DeleteFunc(r.Refused, func(p gehoor.PersonID) bool { return p == f.Custodian })
		})
	case ShareRefused:
		s.inRecovery(f.Recovery, func(r *Recovery) {
			r.Given = slices.DeleteFunc(r.Given, func(g ShareGiven) bool { return g.Custodian == f.Custodian })
			if !slices.Contains(r.Refused, f.Custodian) {
				r.Refused = append(r.Refused, f.Custodian)
			}
		})
	case Recovered:
		s.inRecovery(f.Recovery, func(r *Recovery) {
			r.RecoveredAt, r.Custodians = e.At, f.Custodians
			s.inNaming(r.Naming, func(n *Naming) { n.GivenAt = e.At })
		})
	case RecoveryEnded:
		s.inRecovery(f.Recovery, func(r *Recovery) { r.Ended = true })
	default:
		return false
	}
	return true
}

func (s *State) inRecovery(id gehoor.RecoveryID, do func(*Recovery)) {
	for i := range s.Recoveries {
		if s.Recoveries[i].Recovery == id {
			do(&s.Recoveries[i])
		}
	}
}

func cloneRecoveries(of []Recovery) []Recovery {
	all := slices.Clone(of)
	for i := range all {
		all[i].Given = slices.Clone(all[i].Given)
		all[i].Refused = slices.Clone(all[i].Refused)
	}
	return all
}

// Codes of refusals about recoveries.
const (
	// CodeRecoveryOpen: one is under way already.
	CodeRecoveryOpen gehoor.Code = "recovery.open-already"
	// CodeRecoveryOver: it is done, was taken back, has ended, or never was.
	CodeRecoveryOver gehoor.Code = "recovery.over"
	// CodeRecoveryNeedless: enough people hold the dossier.
	CodeRecoveryNeedless gehoor.Code = "recovery.needless"
	// CodeRecoverySelf: who asks for a recovery is not who gets the keys.
	CodeRecoverySelf gehoor.Code = "recovery.not-for-yourself"
	// CodeRecoveryReason: no such reason, or one that is not so.
	CodeRecoveryReason gehoor.Code = "recovery.reason"
	// CodeTooFewCustodians: those who are left cannot recover it; args: need, left.
	CodeTooFewCustodians gehoor.Code = "recovery.too-few-custodians"
	// CodeTooFewShares: more shares are needed; args: need, have.
	CodeTooFewShares gehoor.Code = "recovery.too-few-shares"
	// CodeNoShare: the person has no share to give here.
	CodeNoShare gehoor.Code = "recovery.no-share"
	// CodeShareGiven: this custodian gave before.
	CodeShareGiven gehoor.Code = "recovery.share-given-before"
	// CodeProof: what the drill was to give back is something else.
	CodeProof gehoor.Code = "recovery.proof"
)

// Pending returns the recovery that is under way now, and whether there is one. Who the
// reporter is, is asked only for somebody who holds the dossier still.
func (s *State) Pending(now time.Time) (Recovery, bool) {
	r := s.lastRecovery()
	stands := r.Naming == 0 || s.Holds(r.Recipient, gehoor.Conversation)
	return r, r.Recovery != "" && r.RecoveredAt.IsZero() && !r.Ended && now.Before(r.Until()) && stands
}

// AskedFor says whether the shares of a compartment's key are asked for now.
func (s *State) AskedFor(c gehoor.Compartment, now time.Time) bool {
	r, pending := s.Pending(now)
	return pending && slices.Contains(r.Compartments, c)
}

// Recoverable are the compartments whose keys a recovery gives: who the reporter
// is stays with those whom the reporter chose, unless a court or the law requires it.
func (s *State) Recoverable() []gehoor.Compartment {
	return slices.DeleteFunc(s.Compartments(), func(c gehoor.Compartment) bool { return c == gehoor.Identity })
}

// RequestRecovery asks for the keys, for somebody else. working are the
// custodians who still work here. A dossier that lacks a holder does not wait for who the
// reporter is: what is asked of that ends, and can be asked again.
func (s *State) RequestRecovery(f RecoveryRequested, by gehoor.PersonID, working []gehoor.PersonID, now time.Time) ([]gehoor.Fact, error) {
	var facts []gehoor.Fact
	if r, pending := s.Pending(now); pending {
		if r.Reason != RecoveryNaming || f.Reason == RecoveryNaming {
			return nil, gehoor.Refuse(CodeRecoveryOpen)
		}
		facts = append(facts, RecoveryEnded{Recovery: r.Recovery})
	}
	may := s.mayRecover
	f.Compartments = s.Recoverable()
	if f.Reason == RecoveryNaming {
		may, f.Compartments = s.mayName, []gehoor.Compartment{gehoor.Identity}
	}
	if err := may(f, by, now); err != nil {
		return nil, err
	}
	for _, c := range f.Compartments {
		b := s.boxes[c]
		if left := len(s.givers(b, working)); left < b.Threshold {
			return nil, tooFew(CodeTooFewCustodians, b.Threshold, "left", left)
		}
	}
	return append(facts, f), nil
}

// mayRecover refuses to ask for the keys of a dossier that enough people hold, or for a
// reason that is not so.
func (s *State) mayRecover(f RecoveryRequested, by gehoor.PersonID, _ time.Time) error {
	switch {
	case by == f.Recipient:
		return gehoor.Refuse(CodeRecoverySelf)
	case f.Reason == RecoveryDrill != s.IsDrill(), !slices.Contains(RecoveryReasons(), f.Reason) && f.Reason != RecoveryDrill:
		return gehoor.Refuse(CodeRecoveryReason)
	case f.Naming != 0, f.Reason == RecoveryGone && len(s.Holders(gehoor.Conversation)) > 0:
		return gehoor.Refuse(CodeRecoveryReason)
	case !s.IsDrill() && !s.ShortHanded():
		return gehoor.Refuse(CodeRecoveryNeedless)
	case s.Holds(f.Recipient, gehoor.Conversation):
		return gehoor.Refuse(CodeGranted)
	}
	return nil
}

// givers are the custodians who have a share of a compartment and may give it.
func (s *State) givers(b Box, working []gehoor.PersonID) []gehoor.PersonID {
	var give []gehoor.PersonID
	for _, h := range b.Shares {
		if slices.Contains(working, h.Custodian) && !s.Excluded(h.Custodian) {
			give = append(give, h.Custodian)
		}
	}
	return give
}

// IsDrill says whether a recovery is only tried here.
func (s *State) IsDrill() bool { return s.Drill.Proof != "" }

// BeginDrill makes a compartment that is recovered for a drill. Nobody is given
// its key: its shares are all that there is.
func (s *State) BeginDrill(d DrillBegun, made CompartmentMade, r Custody) ([]gehoor.Fact, error) {
	if s.IsDrill() || s.Exists() {
		return nil, gehoor.Refuse(gehoor.CodeReplayed)
	}
	if len(made.Grants) > 0 || made.Compartment != gehoor.Case || len(d.Proof) != proofDigits {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if made.Epoch != 1 || made.Threshold != r.Threshold || !sameCustodians(made.Shares, r.Custodians) {
		return nil, gehoor.Refuse(CodeShares)
	}
	return []gehoor.Fact{d, made}, nil
}

// proofDigits: a SHA-256 in hexadecimal.
const proofDigits = 64

// Share returns a custodian's own share of a compartment's key, as it was sealed
// when the compartment was made.
func (b Box) Share(custodian gehoor.PersonID) (Share, bool) {
	i := slices.IndexFunc(b.Shares, func(h Share) bool { return h.Custodian == custodian })
	if i < 0 {
		return Share{}, false
	}
	return b.Shares[i], true
}

// Asks says whether the pending recovery asks this custodian for shares.
func (s *State) Asks(r Recovery, custodian gehoor.PersonID) bool {
	if s.Excluded(custodian) || len(r.Compartments) == 0 {
		return false
	}
	for _, c := range r.Compartments {
		if _, ok := s.boxes[c].Share(custodian); !ok {
			return false
		}
	}
	return true
}

// GiveShares gives a custodian's shares to the recipient: one for each
// compartment that is asked for.
func (s *State) GiveShares(id gehoor.RecoveryID, custodian gehoor.PersonID, shares []ShareGiven, now time.Time) ([]gehoor.Fact, error) {
	r, err := s.underWay(id, now)
	if err != nil {
		return nil, err
	}
	if !s.Asks(r, custodian) {
		return nil, gehoor.Refuse(CodeNoShare)
	}
	if r.Gave(custodian) {
		return nil, gehoor.Refuse(CodeShareGiven)
	}
	var boxes []gehoor.Compartment
	facts := make([]gehoor.Fact, len(shares))
	for i, g := range shares {
		if g.Recovery != id || g.Custodian != custodian {
			return nil, gehoor.Refuse(gehoor.CodeMalformed)
		}
		boxes, facts[i] = append(boxes, g.Compartment), g
	}
	if !sameSet(boxes, r.Compartments) {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return facts, nil
}

// underWay returns the pending recovery with this ID.
func (s *State) underWay(id gehoor.RecoveryID, now time.Time) (Recovery, error) {
	r, pending := s.Pending(now)
	if !pending || r.Recovery != id {
		return r, gehoor.Refuse(CodeRecoveryOver)
	}
	return r, nil
}

// RefuseShare records that a custodian's share is of no use: the recipient says
// so of one that was given, a custodian of the own.
func (s *State) RefuseShare(id gehoor.RecoveryID, by, custodian gehoor.PersonID, now time.Time) ([]gehoor.Fact, error) {
	r, err := s.underWay(id, now)
	if err != nil {
		return nil, err
	}
	own := by == custodian && s.Asks(r, custodian)
	before := slices.Contains(r.Refused, custodian)
	if !own && (by != r.Recipient || !before && !r.Gave(custodian)) {
		return nil, gehoor.Refuse(CodeNoShare)
	}
	if before {
		return nil, nil
	}
	return []gehoor.Fact{ShareRefused{Recovery: id, Custodian: custodian}}, nil
}

// Recover gives the recipient the keys that were joined from the shares of the
// custodians in used. In a drill there are none.
func (s *State) Recover(id gehoor.RecoveryID, by gehoor.PersonID, used []gehoor.PersonID, keys []Granted, now time.Time) ([]gehoor.Fact, error) {
	r, err := s.underWay(id, now)
	if err != nil {
		return nil, err
	}
	if by != r.Recipient {
		return nil, gehoor.Refuse(CodeRecoveryOver)
	}
	if err := s.enough(r, used); err != nil {
		return nil, err
	}
	facts := []gehoor.Fact{Recovered{Recovery: id, Custodians: used}}
	var boxes []gehoor.Compartment
	for _, k := range keys {
		if k.Person != by {
			return nil, gehoor.Refuse(gehoor.CodeMalformed)
		}
		one, err := s.Grant(k)
		if err != nil {
			return nil, err
		}
		boxes, facts = append(boxes, k.Compartment), append(facts, one...)
	}
	if s.IsDrill() && len(keys) == 0 {
		return facts, nil
	}
	if s.IsDrill() || !sameSet(boxes, r.Compartments) {
		return nil, gehoor.Refuse(CodeHolders)
	}
	return facts, nil
}

// enough refuses fewer custodians than each compartment needs, and any whose
// share is not there.
func (s *State) enough(r Recovery, used []gehoor.PersonID) error {
	for i, p := range used {
		if !r.Gave(p) || slices.Contains(used[:i], p) {
			return gehoor.Refuse(CodeNoShare)
		}
	}
	for _, c := range r.Compartments {
		if need := s.boxes[c].Threshold; len(used) < need {
			return tooFew(CodeTooFewShares, need, "have", len(used))
		}
	}
	return nil
}

// EndRecovery takes a request back. That of who the reporter is ends with [State.EndNaming].
func (s *State) EndRecovery(id gehoor.RecoveryID, now time.Time) ([]gehoor.Fact, error) {
	r, err := s.underWay(id, now)
	if err != nil {
		return nil, err
	}
	if r.Naming != 0 {
		return nil, gehoor.Refuse(CodeRecoveryOver)
	}
	return []gehoor.Fact{RecoveryEnded{Recovery: id}}, nil
}

func tooFew(code gehoor.Code, need int, what string, have int) error {
	return gehoor.Refuse(code, "need", strconv.Itoa(need), what, strconv.Itoa(have))
}
