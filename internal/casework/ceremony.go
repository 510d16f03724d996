package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
)

// A recovery as each who has a part in it sees it.

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
	// Naming is why who the reporter is, is asked for; its Seq is 0 in every other recovery.
	Naming dossier.Naming
	// Deciders are who proposed that naming, and who told the reporter.
	Deciders []*directory.Person
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
	if n, ok := f.Dossier.Naming(r.Naming); ok {
		one.Naming = n
		if one.Deciders, err = c.people(ctx, org, []gehoor.PersonID{n.By, n.ToldBy}, &reads); err != nil {
			return one, err
		}
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
