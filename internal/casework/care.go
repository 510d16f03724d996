package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
)

// What is to be done so that no dossier is stuck: recoveries that wait for
// somebody, and dossiers with too few holders.

// Short is a dossier with too few holders, as somebody sees it who sees to it.
type Short struct {
	Dossier  gehoor.DossierID
	OpenedOn time.Time
	// Holders are those who hold it and are not away, Absent those who are.
	Holders, Absent []*directory.Person
	// Pending is set while a recovery is under way.
	Pending bool
	// Eligible are those who can be given the keys.
	Eligible []*directory.Person
	// Enough: those custodians who are left can recover it.
	Enough bool
}

// Care is what somebody has to do so that nobody is stuck.
type Care struct {
	Ceremonies []Ceremony
	Short      []Short
	// Steward: may begin a drill, with one of Eligible as recipient.
	Steward    bool
	Eligible   []*directory.Person
	Custodians []*directory.Person
	Threshold  int
	// TestedAt is when the last drill succeeded; zero if none did.
	TestedAt time.Time
	Tested   directory.RecoveryTested
}

// maxCare bounds a page; what is done makes room.
const maxCare = 50

// Care returns what somebody has to do in recoveries, and which dossiers want a
// holder if they see to that.
func (c *Casework) Care(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (Care, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return Care{}, err
	}
	if _, err := c.AtDesk(ctx, org, who); err != nil {
		return Care{}, err
	}
	care := Care{Tested: o.Tested, TestedAt: o.TestedAt}
	streams, err := c.deps.Lists.Asked(ctx, org, who, maxCare)
	if err != nil {
		return care, err
	}
	for _, s := range streams {
		if err := c.addCeremony(ctx, org, who, s, &care); err != nil {
			return care, err
		}
	}
	return care, c.addShort(ctx, org, who, &care)
}

func (c *Casework) addCeremony(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, s gehoor.StreamID, care *Care) error {
	snap, err := c.dossier.Load(ctx, org, s)
	if err != nil {
		return err
	}
	f := snap.State
	r, pending := f.Dossier.Pending(c.deps.Source.Now())
	part := f.part(who)
	if !pending || part == "" || part == PartCustodian && r.Gave(who) {
		return nil
	}
	one, err := c.ceremony(ctx, org, f, r, part, who)
	one.Dossier, _ = s.Dossier()
	care.Ceremonies = append(care.Ceremonies, one)
	return err
}

// addShort adds the dossiers that somebody sees to, and whether they see to any.
func (c *Casework) addShort(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, care *Care) error {
	stewards, err := c.stewards(ctx, org, NewFile())
	if err != nil {
		return err
	}
	if care.Steward = slices.Contains(stewards, who); care.Steward {
		if err := c.drillPeople(ctx, org, who, care); err != nil {
			return err
		}
	}
	short, err := c.deps.Lists.ShortHanded(ctx, org, maxCare)
	if err != nil {
		return err
	}
	for _, s := range short {
		snap, err := c.dossier.Load(ctx, org, s.Stream)
		if err != nil {
			return err
		}
		stewards, err := c.stewards(ctx, org, snap.State)
		if err != nil {
			return err
		}
		if !slices.Contains(stewards, who) {
			continue
		}
		one, err := c.short(ctx, org, snap.State)
		if err != nil {
			return err
		}
		one.Dossier, _ = s.Stream.Dossier()
		care.Short = append(care.Short, one)
	}
	return nil
}

func (c *Casework) short(ctx context.Context, org gehoor.OrgID, f *File) (Short, error) {
	var reads []ledger.Version
	pending := f.Dossier.AskedFor(gehoor.Conversation, c.deps.Source.Now())
	one := Short{OpenedOn: f.Dossier.OpenedAt, Pending: pending}
	var err error
	if one.Holders, err = c.people(ctx, org, f.Dossier.Present(), &reads); err != nil {
		return one, err
	}
	absent := slices.DeleteFunc(f.Dossier.Holders(gehoor.Conversation), func(p gehoor.PersonID) bool { return !f.Dossier.Absent(p) })
	if one.Absent, err = c.people(ctx, org, absent, &reads); err != nil {
		return one, err
	}
	if one.Eligible, err = c.eligible(ctx, org, f, &reads); err != nil {
		return one, err
	}
	one.Eligible = slices.DeleteFunc(one.Eligible, func(p *directory.Person) bool { return f.Dossier.Holds(p.ID, gehoor.Conversation) })
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return one, err
	}
	one.Enough = true
	for _, name := range f.Dossier.Recoverable() {
		b, _ := f.Dossier.Box(name)
		left := 0
		for _, p := range t.custodians {
			if _, ok := b.Share(p.ID); ok && p.Active() && !f.Dossier.Excluded(p.ID) {
				left++
			}
		}
		one.Enough = one.Enough && left >= b.Threshold
	}
	return one, nil
}
