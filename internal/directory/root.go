package directory

import (
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// An organisation's root is replaced in two steps: the next one is announced, and
// when people's keys are signed by it too it takes the place of the one before. In
// between the one before counts, so that nobody is without a key. Without the
// signature of the one before, because it is lost or stolen, custodians must
// announce and confirm it, as many as a recovery needs, and then wait.

// RootAnnounced says which root comes next. Note is signed by it, and in a planned
// change by the root before (doc/formats.md §5).
type RootAnnounced struct {
	Way    seal.RootWay `json:"way"`
	Before string       `json:"before"`
	Root   string       `json:"root"`
	Note   string       `json:"note"`
}

// RootConfirmed is one more custodian's word for a root that was announced without
// the signature of the one before.
type RootConfirmed struct {
	Root string `json:"root"`
}

// RootDropped: what was announced does not happen.
type RootDropped struct {
	Root string `json:"root"`
}

// RootReplaced: from now on the announced root vouches for keys, and only it.
type RootReplaced struct {
	Way    seal.RootWay `json:"way"`
	Before string       `json:"before"`
	Root   string       `json:"root"`
	Note   string       `json:"note"`
}

// Kind names the fact.
func (RootAnnounced) Kind() gehoor.Kind { return "organisation.root-announced" }

// Kind names the fact.
func (RootConfirmed) Kind() gehoor.Kind { return "organisation.root-confirmed" }

// Kind names the fact.
func (RootDropped) Kind() gehoor.Kind { return "organisation.root-dropped" }

// Kind names the fact.
func (RootReplaced) Kind() gehoor.Kind { return "organisation.root-replaced" }

// NextRoot is a root that was announced.
type NextRoot struct {
	RootAnnounced
	By gehoor.Actor
	At time.Time
	// Confirmed are the custodians who said so, with the one who announced it; nobody
	// in a planned change.
	Confirmed []gehoor.PersonID
	// SureAt is when there were enough of them; zero until then.
	SureAt time.Time
}

// Unsigned says whether it goes without the signature of the root before.
func (n NextRoot) Unsigned() bool { return n.Root != "" && n.Way != seal.RootPlanned }

// Until is when it may take the other's place: zero before there are enough who
// confirm it.
func (n NextRoot) Until() time.Time {
	if n.SureAt.IsZero() {
		return time.Time{}
	}
	return n.SureAt.Add(rootWait)
}

// rootWait is how long a root without the signature of the one before waits: who is
// away over a long weekend still reads the notice, asks, and can stop it.
const rootWait = 5 * 24 * time.Hour

// FormerRoot is a root that another one replaced.
type FormerRoot struct {
	RootReplaced
	At time.Time
}

// Codes of refusals about the root.
const (
	// CodeRootNote: this is no replacement of the organisation's root as it is now.
	CodeRootNote gehoor.Code = "root.note"
	// CodeRootOpen: another replacement is under way.
	CodeRootOpen gehoor.Code = "root.open-already"
	// CodeRootOver: there is nothing (any more) to confirm, to stop or to finish.
	CodeRootOver gehoor.Code = "root.over"
	// CodeRootConfirmed: who announced or confirmed it is another's word no more.
	CodeRootConfirmed gehoor.Code = "root.confirmed-before"
	// CodeRootUnsure: fewer custodians said so than must; args: need, have.
	CodeRootUnsure gehoor.Code = "root.unsure"
	// CodeRootWaits: the time of waiting is not over.
	CodeRootWaits gehoor.Code = "root.waits"
	// CodeRootKeys: keys are not signed by the next root yet; args: n.
	CodeRootKeys gehoor.Code = "root.keys"
	// CodeRootCustodians: too few custodians would be left with a key that counts.
	CodeRootCustodians gehoor.Code = "root.custodians"
	// CodeRootInDoubt: the root that signed may be in other hands.
	CodeRootInDoubt gehoor.Code = "root.in-doubt"
)

// AnnounceRoot says which root comes next. Whether the note is good, and who may
// announce it, was looked at before. Said again, it is no new fact.
func (o *Organisation) AnnounceRoot(f RootAnnounced) ([]gehoor.Fact, error) {
	former := slices.ContainsFunc(o.FormerRoots, func(r FormerRoot) bool { return r.Before == f.Root })
	switch {
	case !o.Exists() || f.Before != o.Root || f.Root == o.Root || former:
		return nil, gehoor.Refuse(CodeRootNote)
	case o.Next.Root == f.Root && o.Next.Way == f.Way:
		return nil, nil
	case o.Next.Root != "":
		return nil, gehoor.Refuse(CodeRootOpen)
	}
	return []gehoor.Fact{f}, nil
}

// ConfirmRoot is one more custodian's word for the announced root.
func (o *Organisation) ConfirmRoot(root string, by gehoor.PersonID) ([]gehoor.Fact, error) {
	switch {
	case root == "" || o.Next.Root != root || !o.Next.Unsigned():
		return nil, gehoor.Refuse(CodeRootOver)
	case slices.Contains(o.Next.Confirmed, by):
		return nil, gehoor.Refuse(CodeRootConfirmed)
	}
	return []gehoor.Fact{RootConfirmed{Root: root}}, nil
}

// DropRoot takes an announcement back.
func (o *Organisation) DropRoot(root string) ([]gehoor.Fact, error) {
	if root == "" || o.Next.Root != root {
		return nil, gehoor.Refuse(CodeRootOver)
	}
	return []gehoor.Fact{RootDropped{Root: root}}, nil
}

// ReplaceRoot lets the announced root take the place of the one before. unsigned is
// how many people's keys it has not signed; in a planned change nobody may be among
// them.
func (o *Organisation) ReplaceRoot(root string, unsigned int, now time.Time) ([]gehoor.Fact, error) {
	n := o.Next
	have, need := len(n.Confirmed), o.Founded.Threshold
	switch {
	case root == "" || n.Root != root:
		return nil, gehoor.Refuse(CodeRootOver)
	case n.Unsigned() && n.SureAt.IsZero():
		return nil, gehoor.Refuse(CodeRootUnsure, "need", strconv.Itoa(need), "have", strconv.Itoa(have))
	case n.Unsigned() && now.Before(n.Until()):
		return nil, gehoor.Refuse(CodeRootWaits)
	case !n.Unsigned() && unsigned > 0:
		return nil, gehoor.Refuse(CodeRootKeys, "n", strconv.Itoa(unsigned))
	}
	return []gehoor.Fact{RootReplaced(n.RootAnnounced)}, nil
}

// InDoubt says whether what the root signs is taken in no more, because custodians
// said that it was stolen. One of them is enough for that: it harms nobody, and a thief
// is quick.
func (o *Organisation) InDoubt() bool { return o.Next.Way == seal.RootStolen }

// foldRoot adds one event about the root; ok is false for another fact.
func (o *Organisation) foldRoot(e gehoor.Event, f gehoor.Fact) (ok bool) {
	switch f := f.(type) {
	case RootAnnounced:
		o.Next = NextRoot{RootAnnounced: f, By: e.Actor, At: e.At}
		if o.Next.Unsigned() {
			o.confirm(e)
		}
	case RootConfirmed:
		o.confirm(e)
	case RootDropped:
		o.Next = NextRoot{}
	case RootReplaced:
		o.FormerRoots = append(o.FormerRoots, FormerRoot{RootReplaced: f, At: e.At})
		o.Root, o.Next = f.Root, NextRoot{}
	default:
		return false
	}
	return true
}

// confirm counts one custodian, and notes when there are enough.
func (o *Organisation) confirm(e gehoor.Event) {
	by, _ := e.Actor.Person()
	o.Next.Confirmed = append(slices.Clone(o.Next.Confirmed), by)
	if len(o.Next.Confirmed) >= o.Founded.Threshold && o.Next.SureAt.IsZero() {
		o.Next.SureAt = e.At
	}
}

// RootChanges are the notes of all changes of the root, the first one first, for who
// knows an earlier one.
func (o *Organisation) RootChanges() []string {
	all := make([]string, len(o.FormerRoots))
	for i, r := range o.FormerRoots {
		all[i] = r.Note
	}
	return all
}
