package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/view"
)

// Who the reporter is, where a court or the law requires that somebody knows (decision 58):
// proposed by one, told to the reporter by another, and after a term asked of the
// custodians in a recovery of that one compartment.

// ProposeNaming proposes that somebody else who holds the dossier gets to know who the
// reporter of a signal is. words say to the reporter why; they are the reporter's to read
// only once a second person agreed.
func (c *Casework) ProposeNaming(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, f dossier.NamingProposed, words ledger.Content) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	f.Content = words.ID
	return c.asDeclared(ctx, org, who, id, contents, func(file *File, d *ledger.Decision) (err error) {
		if _, ok := file.Signals.Get(f.Signal); !ok {
			return gehoor.ErrNotFound
		}
		if d.Facts, err = file.Dossier.ProposeNaming(f, who, c.deps.Source.Now()); err != nil {
			return err
		}
		return c.tellOthers(ctx, org, file, who, d)
	})
}

// asDeclared is asHolder for somebody who said that they have no interest.
func (c *Casework) asDeclared(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, contents []ledger.Content,
	act func(*File, *ledger.Decision) error) error {
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		if f.Dossier.MustDeclare(who) {
			return d, gehoor.Refuse(dossier.CodeDeclare)
		}
		err := act(f, &d)
		return d, err
	})
}

// TellNaming is a second person's yes to a naming. In the same act the reporter is sent why,
// and the term begins.
func (c *Casework) TellNaming(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, naming gehoor.Seq) error {
	return c.asDeclared(ctx, org, who, id, nil, func(f *File, d *ledger.Decision) error {
		rules, err := c.rulesOf(ctx, org, f.Dossier)
		if err != nil {
			return err
		}
		now := c.deps.Source.Now()
		until := protocol.DateOf(rules.setting.Calendar.Due(now, dossier.NamingSpan(), protocol.CountStatutory))
		if d.Facts, err = f.Dossier.TellNaming(naming, who, until, now); err != nil {
			return err
		}
		n, _ := f.Dossier.Naming(naming)
		said, err := f.Signals.Say(n.Signal, n.Content)
		if err != nil {
			return err
		}
		d.Facts, d.Inserts = append(d.Facts, said...), c.tellReporter(org, f, n.Signal)
		return c.tellOthers(ctx, org, f, who, d)
	})
}

// EndNaming takes a naming back, or does not agree with it. Who was told hears it: the
// reporter, and the others who hold the dossier.
func (c *Casework) EndNaming(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, naming gehoor.Seq) error {
	return c.asHolder(ctx, org, who, id, nil, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		var err error
		if d.Facts, err = f.Dossier.EndNaming(naming, c.deps.Source.Now()); err != nil {
			return d, err
		}
		if n, _ := f.Dossier.Naming(naming); !n.ToldAt.IsZero() {
			d.Inserts = c.tellReporter(org, f, n.Signal)
		}
		return d, c.tellOthers(ctx, org, f, who, &d)
	})
}

// RequestNaming asks the custodians for their shares of who the reporter is, once the
// reporter's term has passed.
func (c *Casework) RequestNaming(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, naming gehoor.Seq) error {
	ask := dossier.RecoveryRequested{Recovery: newID[gehoor.RecoveryID](c.deps.Source), Reason: dossier.RecoveryNaming, Naming: naming}
	return c.asDeclared(ctx, org, who, id, nil, func(f *File, d *ledger.Decision) error {
		n, _ := f.Dossier.Naming(naming)
		ask.Recipient = n.Recipient
		return c.request(ctx, org, f, who, ask, d)
	})
}

// wakeNaming records that the reporter's term is over and tells whoever holds the dossier,
// or that nothing comes of a naming any more.
func (c *Casework) wakeNaming(ctx context.Context, org gehoor.OrgID, f *File, d *ledger.Decision) error {
	facts := f.Dossier.WakeNaming(c.deps.Source.Now())
	d.Facts = append(d.Facts, facts...)
	if !slices.ContainsFunc(facts, func(one gehoor.Fact) bool { _, due := one.(dossier.NamingDue); return due }) {
		return nil
	}
	to, err := c.telling(ctx, org, f, f.atWork(f.Dossier.Holders(gehoor.Conversation)), &d.Reads)
	d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindHandling, quiet: f.quiet()})...)
	return err
}

// withNaming puts when something follows of a naming among the moments of a dossier.
func withNaming(t view.Term, d *dossier.State) view.Term {
	t.Next = sooner(t.Next, d.NamingWake())
	return t
}

// Naming is one as those see it who hold the dossier.
type Naming struct {
	dossier.Naming
	Standing dossier.NamingStanding
}

// Over says whether nothing more comes of it.
func (n Naming) Over() bool {
	return n.Standing == dossier.NamingGiven || n.Standing == dossier.NamingIsOver
}

// namings are those of a dossier, oldest first.
func (c *Casework) namings(d *dossier.State) []Naming {
	all := make([]Naming, len(d.Namings))
	for i, n := range d.Namings {
		all[i] = Naming{n, d.Standing(n, c.deps.Source.Now())}
	}
	return all
}

// nameable are those of the holders whom a naming can be for: neither who asks nor who
// knows already.
func nameable(d *dossier.State, holders []*directory.Person, who gehoor.PersonID) []*directory.Person {
	return slices.DeleteFunc(slices.Clone(holders), func(p *directory.Person) bool { return p.ID == who || d.Holds(p.ID, gehoor.Identity) })
}

// NamedTo is a naming as the reporter sees it.
type NamedTo struct {
	Naming
	// Recipient is who gets to know.
	Recipient *directory.Person
}

// told are the namings of which a signal's reporter was told.
func (c *Casework) told(ctx context.Context, box account.Mailbox, f *File) ([]NamedTo, error) {
	var all []NamedTo
	for _, n := range c.namings(f.Dossier) {
		if n.Signal != box.Signal || n.ToldAt.IsZero() {
			continue
		}
		p, err := c.person.Load(ctx, box.Org, gehoor.PersonStream(n.Naming.Recipient))
		if err != nil {
			return nil, err
		}
		all = append(all, NamedTo{n, p.State})
	}
	return all, nil
}
