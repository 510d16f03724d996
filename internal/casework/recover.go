package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// Recovery of a dossier's keys, and its drill: one way for both. Who sees to it
// asks, custodians give their shares, the recipient joins them. The server passes
// sealed shares on and never holds one that it could open.

// RequestRecovery asks the custodians to give the keys of a dossier to somebody.
// The asker sees to it that dossiers have holders, and does not see what is in it.
func (c *Casework) RequestRecovery(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, to gehoor.PersonID, why dossier.RecoveryReason) error {
	f := dossier.RecoveryRequested{Recovery: newID[gehoor.RecoveryID](c.deps.Source), Reason: why, Recipient: to}
	return c.inCeremony(ctx, org, who, id, nil, func(file *File, d *ledger.Decision) error {
		if err := c.mustSteward(ctx, org, file, who); err != nil {
			return err
		}
		if file.Dossier.IsDrill() {
			return gehoor.ErrNotFound // a drill has its one request from the beginning
		}
		if err := c.mayGive(ctx, org, file, to, &d.Reads); err != nil {
			return err
		}
		return c.request(ctx, org, file, who, f, d)
	})
}

// request adds the request and tells all who have something to do, and those who
// still hold the keys: nobody's dossier is opened behind their back.
func (c *Casework) request(ctx context.Context, org gehoor.OrgID, file *File, who gehoor.PersonID, f dossier.RecoveryRequested, d *ledger.Decision) error {
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return err
	}
	working, err := c.working(ctx, org, t.recovery.Custodians, &d.Reads)
	if err != nil {
		return err
	}
	facts, err := file.Dossier.RequestRecovery(f, who, working, c.deps.Source.Now())
	if err != nil {
		return err
	}
	d.Facts = append(d.Facts, facts...)
	to := append([]gehoor.PersonID{f.Recipient}, file.Dossier.Holders(gehoor.Conversation)...)
	for _, p := range working {
		if file.Dossier.Asks(dossier.Recovery{RecoveryRequested: facts[0].(dossier.RecoveryRequested)}, p) {
			to = append(to, p)
		}
	}
	if to, err = c.working(ctx, org, to, &d.Reads); err != nil {
		return err
	}
	d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindRecovery, atOnce: true, quiet: file.quiet()})...)
	return nil
}

// mustSteward is nil for somebody who sees to it that the dossier has holders.
// To everybody else there is no such dossier.
func (c *Casework) mustSteward(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID) error {
	stewards, err := c.stewards(ctx, org, f)
	if err == nil && !slices.Contains(stewards, who) {
		err = gehoor.ErrNotFound
	}
	return err
}

// inCeremony runs an act of somebody who need not hold the dossier. act says
// whether they may; the decision leans on the person's own stream.
func (c *Casework) inCeremony(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, contents []ledger.Content,
	act func(*File, *ledger.Decision) error) error {
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil {
			return ledger.Decision{}, err
		}
		d := ledger.Decision{
			Actor: gehoor.ByPerson(who), Protocol: s.State.Dossier.Protocol, Contents: contents, Reads: []ledger.Version{person.Version()},
		}
		known := s.State.Dossier.Exists() || s.State.Dossier.IsDrill()
		if !person.State.AtDesk() || !known || s.State.Dossier.Excluded(who) {
			return d, gehoor.ErrNotFound
		}
		if s.State.has(contents) {
			return ledger.Decision{}, nil // sent before: the first time counts
		}
		err = act(s.State, &d)
		return d, err
	})
	return err
}

// EndRecovery takes a request back: who asked, or who sees to the dossier now.
func (c *Casework) EndRecovery(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, recovery gehoor.RecoveryID) error {
	return c.inCeremony(ctx, org, who, id, nil, func(f *File, d *ledger.Decision) (err error) {
		if err := c.mustSteward(ctx, org, f, who); err != nil {
			return err
		}
		d.Facts, err = f.Dossier.EndRecovery(recovery, c.deps.Source.Now())
		return err
	})
}

// SealedShare is a share of a compartment's key that a custodian's browser sealed
// to the recipient.
type SealedShare struct {
	Compartment gehoor.Compartment
	Content     ledger.Content
}

// GiveShares gives a custodian's shares to the recipient. When there are enough,
// the recipient is told.
func (c *Casework) GiveShares(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, recovery gehoor.RecoveryID, shares []SealedShare) error {
	var contents []ledger.Content
	var given []dossier.ShareGiven
	for _, s := range shares {
		contents = append(contents, s.Content)
		given = append(given, dossier.ShareGiven{Recovery: recovery, Custodian: who, Compartment: s.Compartment, Content: s.Content.ID})
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.inCeremony(ctx, org, who, id, contents, func(f *File, d *ledger.Decision) error {
		if f.part(who) == "" {
			return gehoor.ErrNotFound
		}
		facts, err := f.Dossier.GiveShares(recovery, who, given, c.deps.Source.Now())
		if err != nil {
			return err
		}
		d.Facts = facts
		r, _ := f.Dossier.Pending(c.deps.Source.Now())
		if len(givers(r))+1 >= f.need(r) {
			d.Inserts = c.alerts(org, []gehoor.PersonID{r.Recipient}, alert{kind: notify.KindRecovery, atOnce: true, quiet: f.quiet()})
		}
		return nil
	})
}

// RefuseShare records that a custodian's share is of no use. Who asked is told.
func (c *Casework) RefuseShare(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, recovery gehoor.RecoveryID, custodian gehoor.PersonID) error {
	return c.inCeremony(ctx, org, who, id, nil, func(f *File, d *ledger.Decision) (err error) {
		if f.part(who) == "" {
			return gehoor.ErrNotFound
		}
		if d.Facts, err = f.Dossier.RefuseShare(recovery, who, custodian, c.deps.Source.Now()); err != nil || len(d.Facts) == 0 {
			return err
		}
		return c.tellAsker(ctx, org, f, d)
	})
}

func (c *Casework) tellAsker(ctx context.Context, org gehoor.OrgID, f *File, d *ledger.Decision) error {
	r := f.lastRecovery()
	by, staff := r.By.Person()
	if !staff || f.Dossier.Excluded(by) {
		return nil
	}
	to, err := c.working(ctx, org, []gehoor.PersonID{by}, &d.Reads)
	d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindRecovery, atOnce: true, quiet: f.quiet()})...)
	return err
}

// Joined is what the recipient's browser sends when it has the keys.
type Joined struct {
	Recovery gehoor.RecoveryID
	// Used are the custodians whose shares were joined.
	Used []gehoor.PersonID
	// Keys are the compartments' keys, sealed to the recipient; none in a drill.
	Keys []SealedKey
	// Said is, in a drill, the text that was sealed to the key.
	Said []byte
}

// Recover gives the recipient the keys that their browser joined. A drill that
// succeeds is recorded in the organisation too.
func (c *Casework) Recover(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, j Joined) error {
	a := Adding{To: who, Keys: j.Keys}
	if err := checkContents(a.contents()); err != nil {
		return err
	}
	drill, gave := false, 0
	err := c.inCeremony(ctx, org, who, id, a.contents(), func(f *File, d *ledger.Decision) error {
		if f.part(who) == "" {
			return gehoor.ErrNotFound
		}
		if drill = f.Dossier.IsDrill(); drill {
			if r := f.lastRecovery(); r.Recovery == j.Recovery && r.Recipient == who && !r.RecoveredAt.IsZero() {
				gave = len(r.Custodians)
				return nil // done before: what follows may not be
			}
			if sum := sha256.Sum256(j.Said); hex.EncodeToString(sum[:]) != f.Dossier.Drill.Proof {
				return gehoor.Refuse(dossier.CodeProof)
			}
		} else if err := c.mayGive(ctx, org, f, who, &d.Reads); err != nil {
			return err
		}
		gave = len(j.Used)
		return c.joined(ctx, org, f, who, j, a.granted(f), d)
	})
	if err != nil || !drill {
		return err
	}
	return c.tested(ctx, org, directory.RecoveryTested{Drill: id, Custodians: gave})
}

func (c *Casework) joined(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, j Joined, keys []dossier.Granted, d *ledger.Decision) error {
	facts, err := f.Dossier.Recover(j.Recovery, who, j.Used, keys, c.deps.Source.Now())
	if err != nil {
		return err
	}
	d.Facts = facts
	return c.tellAsker(ctx, org, f, d)
}

// tested records a drill in the organisation's stream. Should the server stop
// before it, the recipient's browser asks again.
func (c *Casework) tested(ctx context.Context, org gehoor.OrgID, f directory.RecoveryTested) error {
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		return ledger.Decision{Actor: gehoor.System, Facts: s.State.Test(f)}, nil
	})
	return err
}

// Drill is a recovery to try, as the browser of whoever begins it made it.
type Drill struct {
	Recipient gehoor.PersonID
	// Made has shares and no grants.
	Made Sealed
	// Text is sealed to the key, and Proof the SHA-256 of what it says.
	Text  ledger.Content
	Proof [32]byte
}

// BeginDrill makes something to recover, and asks the custodians for it.
func (c *Casework) BeginDrill(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, dr Drill) (gehoor.DossierID, error) {
	contents := append([]ledger.Content{dr.Text}, dr.Made.contents()...)
	if err := checkContents(contents); err != nil {
		return "", err
	}
	id := newID[gehoor.DossierID](c.deps.Source)
	_, err := c.dossier.Create(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		d := ledger.Decision{Actor: gehoor.ByPerson(who), Contents: contents, Reads: []ledger.Version{person.Version()}}
		if err != nil {
			return d, err
		}
		if !person.State.AtDesk() {
			return d, gehoor.ErrNotFound
		}
		return d, c.decideDrill(ctx, org, s.State, who, dr, &d)
	})
	return id, err
}

func (c *Casework) decideDrill(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, dr Drill, d *ledger.Decision) error {
	if err := c.mustSteward(ctx, org, f, who); err != nil {
		return err
	}
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return err
	}
	begun := dossier.DrillBegun{Content: dr.Text.ID, Proof: hex.EncodeToString(dr.Proof[:])}
	facts, err := f.Dossier.BeginDrill(begun, dr.Made.fact(gehoor.Case, ""), t.recovery)
	if err != nil {
		return err
	}
	d.Facts = facts
	begunFile := f.Clone()
	for _, one := range facts {
		if err := begunFile.Dossier.Fold(gehoor.Event{Kind: one.Kind()}, one); err != nil {
			return err
		}
	}
	if err := c.mayGive(ctx, org, begunFile, dr.Recipient, &d.Reads); err != nil {
		return err
	}
	ask := dossier.RecoveryRequested{Recovery: newID[gehoor.RecoveryID](c.deps.Source), Reason: dossier.RecoveryDrill, Recipient: dr.Recipient}
	return c.request(ctx, org, begunFile, who, ask, d)
}

// need is how many custodians a recovery needs.
func (f *File) need(r dossier.Recovery) int {
	need := 0
	for _, c := range r.Compartments {
		if b, ok := f.Dossier.Box(c); ok {
			need = max(need, b.Threshold)
		}
	}
	return need
}

// givers are the custodians whose shares are there and count, in their order.
func givers(r dossier.Recovery) []gehoor.PersonID {
	var gave []gehoor.PersonID
	for _, g := range r.Given {
		if !slices.Contains(gave, g.Custodian) {
			gave = append(gave, g.Custodian)
		}
	}
	return gave
}

func (f *File) lastRecovery() dossier.Recovery {
	all := f.Dossier.Recoveries
	if len(all) == 0 {
		return dossier.Recovery{}
	}
	return all[len(all)-1]
}

// Part is what somebody has to do with a recovery.
type Part string

// The parts.
const (
	PartCustodian Part = "custodian"
	PartRecipient Part = "recipient"
	PartAsker     Part = "asker"
)

// part is what somebody has to do with the last recovery; "" for nothing.
func (f *File) part(who gehoor.PersonID) Part {
	r := f.lastRecovery()
	by, _ := r.By.Person()
	switch {
	case r.Recovery == "" || f.Dossier.Excluded(who):
		return ""
	case who == r.Recipient:
		return PartRecipient
	case f.Dossier.Asks(r, who):
		return PartCustodian
	case who == by:
		return PartAsker
	}
	return ""
}

// Ceremony is a recovery as somebody who has a part in it sees it: nothing of
// what the dossier says, nor about whom it is.
type Ceremony struct {
	Dossier  gehoor.DossierID
	Recovery gehoor.RecoveryID
	Reason   dossier.RecoveryReason
	Part     Part
	Asker    *directory.Person
	// Recipient is who gets the keys.
	Recipient *directory.Person
	On, Until time.Time
	// Need is how many custodians must give.
	Need       int
	Custodians []Giver
	Boxes      []ShareBox
	// Text is what a drill gives back, sealed; "" for a true recovery.
	Text gehoor.ContentID
}

// Have is how many custodians gave.
func (c Ceremony) Have() int {
	n := 0
	for _, g := range c.Custodians {
		if g.Gave {
			n++
		}
	}
	return n
}

// Giver is a custodian in a ceremony.
type Giver struct {
	*directory.Person
	Gave bool
	// Refused: the share does not fit, or could not be opened.
	Refused bool
}

// ShareBox is a compartment in a ceremony.
type ShareBox struct {
	Name      gehoor.Compartment
	Epoch     int
	Recipient string
	Threshold int
	// Mine is the asker's own share as a custodian; "" for others.
	Mine gehoor.ContentID
	// Given are the shares that the recipient joins; none for others.
	Given []dossier.ShareGiven
}

// Short is a dossier with too few holders, as somebody sees it who sees to it.
type Short struct {
	Dossier  gehoor.DossierID
	OpenedOn time.Time
	// Holders are those who are left and work here.
	Holders []*directory.Person
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

func (c *Casework) ceremony(ctx context.Context, org gehoor.OrgID, f *File, r dossier.Recovery, part Part, who gehoor.PersonID) (Ceremony, error) {
	one := Ceremony{
		Recovery: r.Recovery, Reason: r.Reason, Part: part, On: r.At, Until: r.Until(), Need: f.need(r), Boxes: f.shareBoxes(r, part, who),
	}
	if part == PartRecipient {
		one.Text = f.Dossier.Drill.Content
	}
	by, _ := r.By.Person()
	ids := append([]gehoor.PersonID{by, r.Recipient}, f.asks(r)...)
	var reads []ledger.Version
	people, err := c.people(ctx, org, ids, &reads)
	if err != nil {
		return one, err
	}
	one.Asker, one.Recipient = people[0], people[1]
	for _, p := range people[2:] {
		if gave := r.Gave(p.ID); gave || p.Active() {
			one.Custodians = append(one.Custodians, Giver{p, gave, slices.Contains(r.Refused, p.ID)})
		}
	}
	return one, nil
}

// asks are the custodians whom a recovery asks.
func (f *File) asks(r dossier.Recovery) []gehoor.PersonID {
	var all []gehoor.PersonID
	for _, name := range r.Compartments {
		b, _ := f.Dossier.Box(name)
		for _, h := range b.Shares {
			if !slices.Contains(all, h.Custodian) && f.Dossier.Asks(r, h.Custodian) {
				all = append(all, h.Custodian)
			}
		}
	}
	return all
}

func (f *File) shareBoxes(r dossier.Recovery, part Part, who gehoor.PersonID) []ShareBox {
	var boxes []ShareBox
	for _, name := range r.Compartments {
		b, _ := f.Dossier.Box(name)
		box := ShareBox{Name: name, Epoch: b.Epoch, Recipient: b.Recipient, Threshold: b.Threshold}
		switch part {
		case PartCustodian:
			mine, _ := b.Share(who)
			box.Mine = mine.Content
		case PartRecipient:
			for _, g := range r.Given {
				if g.Compartment == name {
					box.Given = append(box.Given, g)
				}
			}
		}
		boxes = append(boxes, box)
	}
	return boxes
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
	_, pending := f.Dossier.Pending(c.deps.Source.Now())
	one := Short{OpenedOn: f.Dossier.OpenedAt, Pending: pending}
	var err error
	if one.Holders, err = c.people(ctx, org, f.Dossier.Holders(gehoor.Conversation), &reads); err != nil {
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

// drillPeople adds those who can get the key of a drill, and who keep its shares.
func (c *Casework) drillPeople(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, care *Care) error {
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return err
	}
	care.Custodians, care.Threshold = t.custodians, t.recovery.Threshold
	people, err := c.handling(ctx, org, &t.reads)
	care.Eligible = slices.DeleteFunc(people, func(p *directory.Person) bool { return p.ID == who })
	return err
}

// handling are all who work here and handle dossiers.
func (c *Casework) handling(ctx context.Context, org gehoor.OrgID, reads *[]ledger.Version) ([]*directory.Person, error) {
	var ids []gehoor.PersonID
	for _, role := range []gehoor.Role{gehoor.RoleCaseworker, gehoor.RoleHead, gehoor.RoleExternal} {
		some, err := c.deps.Lists.StaffWith(ctx, org, role)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	return c.people(ctx, org, ids, reads)
}

// OpenShares returns sealed shares to somebody who has a part in a recovery: the
// own to a custodian, those that were given to the recipient. That they were made
// available is durable before they leave.
func (c *Casework) OpenShares(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, ids []gehoor.ContentID) ([]ledger.Content, error) {
	if len(ids) > maxOpen {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return c.openAs(ctx, org, who, id, ids, func(ctx context.Context) (ledger.Snapshot[*File], func(gehoor.ContentID) bool, error) {
		snap, err := c.dossier.Load(ctx, org, gehoor.DossierStream(id))
		if err != nil {
			return snap, nil, err
		}
		if _, err := c.AtDesk(ctx, org, who); err != nil {
			return snap, nil, err
		}
		r, pending := snap.State.Dossier.Pending(c.deps.Source.Now())
		return snap, func(one gehoor.ContentID) bool { return pending && snap.State.mayHaveShare(r, who, one) }, nil
	})
}

// mayHaveShare says whether somebody may have a share, or the text of a drill.
func (f *File) mayHaveShare(r dossier.Recovery, who gehoor.PersonID, c gehoor.ContentID) bool {
	part := f.part(who)
	if part == PartRecipient && c != "" && c == f.Dossier.Drill.Content {
		return true
	}
	for _, b := range f.shareBoxes(r, part, who) {
		given := slices.ContainsFunc(b.Given, func(g dossier.ShareGiven) bool { return g.Content == c })
		if c != "" && (b.Mine == c || given) {
			return true
		}
	}
	return false
}
