package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
)

// audience is who is told of a lateness: never somebody who is excluded or left.
func (c *Casework) audience(ctx context.Context, org gehoor.OrgID, f *File, e protocol.Escalation, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	if len(e.Chain) > 0 {
		return c.chain(ctx, org, f, e, reads)
	}
	acting, others := f.acting(e.Signal)
	candidates := others
	if e.To == protocol.ActingHolder {
		candidates = acting
	}
	present := f.atWork(candidates)
	deputy := f.standIn(acting)
	if deputy != "" && !slices.Contains(present, deputy) {
		present = append(present, deputy) // it is their turn now
	}
	// Who is away hears nothing, and who acts for them is not asked to look after
	// themselves: whoever sees to it is.
	alone := e.To != protocol.ActingHolder && len(present) == 1 && present[0] == deputy
	if len(present) == 0 && len(candidates) > 0 || alone {
		stewards, err := c.stewards(ctx, org, f)
		if err != nil {
			return nil, err
		}
		present = union(present, stewards)
	}
	return c.telling(ctx, org, f, present, reads)
}

// atWork are those of some holders who are here, and who acts in the place of those who
// are not, each once.
func (f *File) atWork(holders []gehoor.PersonID) []gehoor.PersonID {
	var here []gehoor.PersonID
	for _, p := range holders {
		if f.Dossier.Absent(p) {
			p = f.Dossier.ActsFor(p)
		}
		if p != "" && !slices.Contains(here, p) {
			here = append(here, p)
		}
	}
	return here
}

// standIn is who acts in the place of the one who acts in a signal, and is away; "" if
// nobody does.
func (f *File) standIn(acting []gehoor.PersonID) gehoor.PersonID {
	for _, p := range acting {
		if f.Dossier.Absent(p) {
			return f.Dossier.ActsFor(p)
		}
	}
	return ""
}

// chain is who acts for a role: the first in the chain of which somebody works here
// and has no conflict, and is not away if there is such a one.
func (c *Casework) chain(ctx context.Context, org gehoor.OrgID, f *File, e protocol.Escalation, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	away := []gehoor.PersonID{}
	for _, role := range e.Chain {
		if f.concerns(role, e.Signal) {
			continue
		}
		with, err := c.deps.Lists.StaffWith(ctx, org, outside(f, e.Signal, role))
		if err != nil {
			return nil, err
		}
		to, err := c.telling(ctx, org, f, with, reads)
		if err != nil {
			return nil, err
		}
		if present := slices.DeleteFunc(slices.Clone(to), f.Dossier.Absent); len(present) > 0 {
			return present, nil
		}
		if len(away) == 0 {
			away = to
		}
	}
	return away, nil
}

// telling leaves those who work here and are not excluded; never nil.
func (c *Casework) telling(ctx context.Context, org gehoor.OrgID, f *File, candidates []gehoor.PersonID, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	working, err := c.working(ctx, org, candidates, reads)
	if err != nil {
		return nil, err
	}
	to := []gehoor.PersonID{}
	for _, p := range working {
		if !f.Dossier.Excluded(p) {
			to = append(to, p)
		}
	}
	return to, nil
}

// outside is who is told instead of a role of the bureau when the signal is
// about the bureau: those whom it is about hear nothing, not even that there is
// something (protocols.md §1.3).
func outside(f *File, id gehoor.SignalID, role gehoor.Role) gehoor.Role {
	if role.IsTold() {
		return role // nobody at the top belongs to the bureau
	}
	for _, s := range f.Signals.All() {
		if s.Office == gehoor.OfficeBureau && (id == "" || id == s.ID) { // "": it is of the whole dossier
			return gehoor.RoleExternal
		}
	}
	return role
}

// acting is the holder who acts in a signal, being the one who last wrote to the
// reporter, or the first if nobody did; and who else holds the dossier.
func (f *File) acting(id gehoor.SignalID) (acting, others []gehoor.PersonID) {
	one := leads(f, id)
	others = slices.DeleteFunc(f.Dossier.Holders(gehoor.Conversation), func(p gehoor.PersonID) bool { return p == one })
	if f.Dossier.Holds(one, gehoor.Conversation) {
		acting = []gehoor.PersonID{one}
	}
	return acting, others
}
