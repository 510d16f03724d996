package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// A reporter's code is replaced: by the reporter, when somebody else has seen it,
// or by a holder who knows who the reporter is, when it was lost.

// CodeStranger: a new code goes only to a reporter whom the giver knows, because
// it opens all that was said. Whoever is not known gives a new signal.
const CodeStranger gehoor.Code = "signal.code-stranger"

// Renewal is another code as a browser made it.
type Renewal struct {
	// Lookup is the hash of the new code's look-up secret.
	Lookup [32]byte
	// Keys are the compartments' keys, sealed to what the new code gives.
	Keys []SealedKey
}

func (r Renewal) contents() []ledger.Content { return Adding{Keys: r.Keys}.contents() }

func (r Renewal) grants() []dossier.CodeGrant {
	grants := make([]dossier.CodeGrant, len(r.Keys))
	for i, k := range r.Keys {
		grants[i] = dossier.CodeGrant{Compartment: k.Compartment, Epoch: k.Epoch, Content: k.Content.ID, Vouched: k.Vouched}
	}
	return grants
}

// rows are the new code's mailbox, and that no other code opens it.
func (r Renewal) rows(box account.Mailbox) (insert account.Mailbox, remove account.FormerCodes) {
	insert = account.Mailbox{Org: box.Org, Lookup: r.Lookup, Dossier: box.Dossier, Signal: box.Signal, Participant: box.Participant}
	return insert, account.FormerCodes(insert)
}

// codeOf is whose code a mailbox is.
func codeOf(box account.Mailbox) dossier.Coded {
	return dossier.Coded{Signal: box.Signal, Participant: box.Participant}
}

func (r Renewal) check() error {
	if len(r.Keys) == 0 || r.Lookup == [32]byte{} {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return checkContents(r.contents())
}

// RenewOwnCode gives a signal another code at its reporter's wish. The old one
// lets nobody in any more, and sessions that began with it end; admit makes the
// session that goes on.
func (c *Casework) RenewOwnCode(ctx context.Context, box account.Mailbox, r Renewal, admit func(account.Mailbox) account.Session) error {
	if box.Signal == "" {
		return gehoor.ErrNotFound
	}
	return c.renewOwn(ctx, box, gehoor.ByReporter(box.Signal), r, admit)
}

func (c *Casework) renewOwn(ctx context.Context, box account.Mailbox, by gehoor.Actor, r Renewal, admit func(account.Mailbox) account.Session) error {
	if err := r.check(); err != nil {
		return err
	}
	_, err := c.dossier.Update(ctx, box.Org, gehoor.DossierStream(box.Dossier), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		if s.State.has(r.contents()) {
			return ledger.Decision{}, nil
		}
		facts, err := s.State.Dossier.RenewCode(codeOf(box), r.grants())
		if err != nil {
			return ledger.Decision{}, err
		}
		insert, remove := r.rows(box)
		return ledger.Decision{
			Actor: by, Protocol: s.State.Dossier.Protocol, Facts: facts, Contents: r.contents(),
			Inserts: []ledger.Row{insert, admit(insert)}, Deletes: []ledger.Row{remove},
		}, nil
	})
	return err
}

// RenewCode gives the reporter of a signal another code. Only a holder who can
// open who the reporter is may, so that there is somebody to compare with; the
// other holders are told, and the reporter reads who did it and when.
func (c *Casework) RenewCode(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, r Renewal) error {
	if err := r.check(); err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, r.contents(), func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		if one, ok := f.Signals.Get(s); !ok || one.Who == "" || !f.Dossier.Holds(who, gehoor.Identity) {
			return d, gehoor.Refuse(CodeStranger)
		}
		facts, err := f.Dossier.RenewCode(dossier.Coded{Signal: s}, r.grants())
		if err != nil {
			return d, err
		}
		others, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
		if err != nil {
			return d, err
		}
		others = slices.DeleteFunc(others, func(p gehoor.PersonID) bool { return p == who })
		insert, remove := r.rows(account.Mailbox{Org: org, Dossier: id, Signal: s})
		d.Facts = facts
		d.Inserts = append([]ledger.Row{insert}, c.tellReporter(org, f, s)...)
		d.Inserts = append(d.Inserts, c.alerts(org, others, alert{kind: notify.KindHandling, atOnce: true, quiet: f.quiet()})...)
		d.Deletes = []ledger.Row{remove}
		return d, nil
	})
}

// Renewed is that a signal got another code, as its reporter reads it.
type Renewed struct {
	At time.Time
	// By is who of staff gave it; nil if the reporter took it.
	By *directory.Person
}

// renewals are those of one signal.
func (c *Casework) renewals(ctx context.Context, org gehoor.OrgID, d *dossier.State, s gehoor.SignalID) ([]Renewed, error) {
	var all []Renewed
	for _, one := range d.Renewals {
		if one.Signal != s {
			continue
		}
		r := Renewed{At: one.At}
		if id, staff := one.By.Person(); staff {
			p, err := c.person.Load(ctx, org, gehoor.PersonStream(id))
			if err != nil {
				return nil, err
			}
			r.By = p.State
		}
		all = append(all, r)
	}
	return all, nil
}

// CodeSeen says whether somebody of staff has seen the code that opens the
// mailbox now.
func (m Mailbox) CodeSeen() bool {
	if n := len(m.Renewals); n > 0 {
		return m.Renewals[n-1].By != nil
	}
	return m.Writer != nil
}
