package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// Who holds a dossier after it was opened: somebody is added, hands it over, or
// leaves. Keys are sealed in the browser of a holder; here it is decided to whom
// they may go.

// SealedKey is a compartment's key, sealed to one person.
type SealedKey struct {
	Compartment gehoor.Compartment
	// Epoch is the key's, so that an old page does not give the key before as the new one.
	Epoch   int
	Content ledger.Content
	// Vouched is set of what is sealed to a reporter.
	dossier.Vouched
}

// Adding is what a holder's browser sends to let one more person hold a dossier.
type Adding struct {
	To gehoor.PersonID
	// Keys are for the compartments that the holder has and the other has not.
	Keys []SealedKey
	// Leave: the holder hands the dossier over and holds it no longer.
	Leave bool
}

func (a Adding) contents() []ledger.Content {
	contents := make([]ledger.Content, len(a.Keys))
	for i, k := range a.Keys {
		contents[i] = k.Content
	}
	return contents
}

func (a Adding) granted() []dossier.Granted {
	keys := make([]dossier.Granted, len(a.Keys))
	for i, k := range a.Keys {
		keys[i] = dossier.Granted{Compartment: k.Compartment, Epoch: k.Epoch, Person: a.To, Content: k.Content.ID}
	}
	return keys
}

// Add lets one more person hold a dossier. Both are told that who handles has
// changed, and so are the other holders.
func (c *Casework) Add(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, a Adding) error {
	contents := a.contents()
	if len(contents) == 0 {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		if err := c.mayGive(ctx, org, f, a.To, &d.Reads); err != nil {
			return d, err
		}
		facts, err := f.Dossier.Add(who, a.To, a.granted())
		if err != nil {
			return d, err
		}
		d.Facts = facts
		return d, c.tellHandling(ctx, org, f, who, a, &d)
	})
}

// tellHandling adds the hand-over, if it is one, and who is told.
func (c *Casework) tellHandling(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, a Adding, d *ledger.Decision) error {
	holders, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
	if err != nil {
		return err
	}
	if !slices.Contains(holders, a.To) {
		holders = append(holders, a.To)
	}
	if a.Leave {
		others := slices.DeleteFunc(slices.Clone(holders), func(p gehoor.PersonID) bool { return p == who })
		gone, err := f.Dossier.HandOver(who, others)
		if err != nil {
			return err
		}
		d.Facts = append(d.Facts, gone...)
	}
	d.Inserts = append(d.Inserts, c.alerts(org, holders, alert{kind: notify.KindHandling, atOnce: true, quiet: f.quiet()})...)
	return nil
}

// LoseKey records that somebody can open a dossier no longer: their own key was
// lost, and they made another. They hold it no longer and can be given the keys
// again, by whoever is left or by a recovery.
func (c *Casework) LoseKey(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) error {
	return c.asHolder(ctx, org, who, id, nil, func(f *File) (ledger.Decision, error) {
		d := ledger.Decision{Facts: f.Dossier.LoseKey(who)}
		holders, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
		if err != nil {
			return d, err
		}
		others := slices.DeleteFunc(holders, func(p gehoor.PersonID) bool { return p == who })
		if len(others) >= dossier.MinHolders {
			d.Inserts = c.alerts(org, others, alert{kind: notify.KindHandling, atOnce: true, quiet: f.quiet()})
		}
		return d, c.alarm(ctx, org, f, []gehoor.PersonID{who}, &d)
	})
}

// mayGive refuses somebody to whom the keys of a dossier cannot go. The refusal
// is one for every reason, because the asker may not know whom a reporter struck.
func (c *Casework) mayGive(ctx context.Context, org gehoor.OrgID, f *File, to gehoor.PersonID, reads *[]ledger.Version) error {
	people, err := c.eligible(ctx, org, f, reads)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(people, func(p *directory.Person) bool { return p.ID == to }) {
		return gehoor.Refuse(dossier.CodeEligible)
	}
	return nil
}

// eligible are those to whom the keys of a dossier may go: whoever receives
// signals about the office of each of its signals, and the external desk; of
// these who works here, handles, and is not excluded. Whoever holds the keys
// already is among them.
func (c *Casework) eligible(ctx context.Context, org gehoor.OrgID, f *File, reads *[]ledger.Version) ([]*directory.Person, error) {
	if f.Dossier.IsDrill() {
		return c.handling(ctx, org, reads)
	}
	desk, err := c.holders(ctx, org, gehoor.OfficeExternalDesk, reads)
	if err != nil {
		return nil, err
	}
	var all []*directory.Person
	for i, s := range f.Signals.All() {
		own, err := c.holders(ctx, org, s.Office, reads)
		if err != nil {
			return nil, err
		}
		own = append(own, desk...)
		if i == 0 {
			all = own
			continue
		}
		all = slices.DeleteFunc(all, func(p *directory.Person) bool { return !among(own, p) })
	}
	var may []*directory.Person
	for _, p := range all {
		if p.Active() && p.Role.Handles() && !f.Dossier.Excluded(p.ID) && !among(may, p) {
			may = append(may, p)
		}
	}
	return may, nil
}

// addable are those to whom one holder has keys to give.
func (c *Casework) addable(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID) ([]Addable, error) {
	var reads []ledger.Version
	people, err := c.eligible(ctx, org, f, &reads)
	var all []Addable
	for _, p := range people {
		if lacks := f.Dossier.Passes(who, p.ID); len(lacks) > 0 {
			all = append(all, Addable{p, lacks})
		}
	}
	return all, err
}

func among(people []*directory.Person, one *directory.Person) bool {
	return slices.ContainsFunc(people, func(p *directory.Person) bool { return p.ID == one.ID })
}

// stewards are those who see to it that a dossier has enough holders, without
// seeing what is in it: the head of the bureau; the external desk where the
// signal is about the bureau, and where no head may know.
func (c *Casework) stewards(ctx context.Context, org gehoor.OrgID, f *File) ([]gehoor.PersonID, error) {
	roles := []gehoor.Role{gehoor.RoleHead, gehoor.RoleExternal}
	for _, s := range f.Signals.All() {
		if s.Office == gehoor.OfficeBureau {
			roles = roles[1:]
			break
		}
	}
	for _, role := range roles {
		people, err := c.deps.Lists.StaffWith(ctx, org, role)
		if err != nil {
			return nil, err
		}
		people = slices.DeleteFunc(people, f.Dossier.Excluded)
		if len(people) > 0 {
			return people, nil
		}
	}
	return nil, nil
}

// gone are those with a key of whatever compartment who do not work here any
// more.
func (c *Casework) gone(ctx context.Context, org gehoor.OrgID, d *dossier.State, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	var all []gehoor.PersonID
	for _, box := range d.Compartments() {
		for _, p := range d.Holders(box) {
			if !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	people, err := c.people(ctx, org, all, reads)
	var left []gehoor.PersonID
	for _, p := range people {
		if !p.Here() { // a key that lapsed is no reason: it still opens what there is
			left = append(left, p.ID)
		}
	}
	return left, err
}

// alarm adds, if too few holders are left without those gone, that it was told,
// and tells it: to who is left, and to who must see to it.
func (c *Casework) alarm(ctx context.Context, org gehoor.OrgID, f *File, gone []gehoor.PersonID, d *ledger.Decision) error {
	holders := slices.DeleteFunc(f.Dossier.Present(), func(p gehoor.PersonID) bool { return slices.Contains(gone, p) })
	if len(holders) >= dossier.MinHolders {
		return nil
	}
	stewards, err := c.stewards(ctx, org, f)
	if err != nil {
		return err
	}
	to := slices.Clone(holders)
	for _, p := range stewards {
		if !slices.Contains(to, p) && !shutsOut(d, p) {
			to = append(to, p)
		}
	}
	if to == nil {
		to = []gehoor.PersonID{}
	}
	d.Facts = append(d.Facts, dossier.ShortHanded{Holders: len(holders), To: to})
	d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindHandling, atOnce: true, quiet: f.quiet()})...)
	return nil
}
