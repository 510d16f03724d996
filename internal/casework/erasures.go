package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
)

// What was destroyed, and the proof of it. Of a dossier nothing is left to show but
// what the organisation keeps about its end.

// Statement is what the organisation keeps of one destruction, with who decided.
type Statement struct {
	directory.Erasure
	Organisation string
	// Proposer and Confirmer decided.
	Proposer, Confirmer *directory.Person
	// Checkpoint is that under which the log holds the fact; zero before there is one.
	Checkpoint register.Checkpoint
}

// Erasures lists what was destroyed, the newest first: to each person what they
// decided themselves, and to who answers for the bureau also the rest, but what
// somebody of staff could know nothing of.
func (c *Casework) Erasures(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]directory.Erasure, error) {
	person, err := c.Person(ctx, org, who)
	if err != nil {
		return nil, err
	}
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(slices.Clone(o.Erased), func(e directory.Erasure) bool { return !mayKnow(person, e) })
	slices.Reverse(all)
	return all, nil
}

func mayKnow(p *directory.Person, e directory.Erasure) bool {
	return e.ProposedBy == p.ID || e.ConfirmedBy == p.ID || AnswersForBureau(p) && !e.Quiet
}

// Statement is one of [Casework.Erasures], by its place in the organisation's stream.
func (c *Casework) Statement(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, seq gehoor.Seq) (Statement, error) {
	all, err := c.Erasures(ctx, org, who)
	if err != nil {
		return Statement{}, err
	}
	i := slices.IndexFunc(all, func(e directory.Erasure) bool { return e.Seq == seq })
	if i < 0 {
		return Statement{}, gehoor.ErrNotFound
	}
	return c.statement(ctx, org, all[i])
}

// Statements are all of them, for who keeps the machine and the archive. They name
// no words and nobody but those who decided.
func (c *Casework) Statements(ctx context.Context, org gehoor.OrgID) ([]Statement, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return nil, err
	}
	all := make([]Statement, len(o.Erased))
	for i, e := range o.Erased {
		if all[i], err = c.statement(ctx, org, e); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (c *Casework) statement(ctx context.Context, org gehoor.OrgID, e directory.Erasure) (Statement, error) {
	s := Statement{Erasure: e}
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return s, err
	}
	s.Organisation = o.Founded.Name
	var reads []ledger.Version
	people, err := c.people(ctx, org, []gehoor.PersonID{e.ProposedBy, e.ConfirmedBy}, &reads)
	if err != nil {
		return s, err
	}
	s.Proposer, s.Confirmer = people[0], people[1]
	at, err := c.deps.Log.Place(ctx, org, gehoor.OrganisationStream, e.Seq)
	if err != nil {
		return s, err
	}
	msg, err := register.Covering(ctx, c.deps.Log, org, at.Index)
	if isRefusal(err, register.CodeProofPending) {
		return s, nil
	}
	if err == nil {
		s.Checkpoint, err = register.PeekCheckpoint(msg)
	}
	return s, err
}

// StatementProof is the proof that the log holds the fact of a destruction, for who
// may be shown it; before a checkpoint covers it, the refusal "proof.pending".
func (c *Casework) StatementProof(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, seq gehoor.Seq) ([]byte, error) {
	if _, err := c.Statement(ctx, org, who, seq); err != nil {
		return nil, err
	}
	return c.ErasureProof(ctx, org, seq)
}

// ErasureProof is the same for who keeps the machine.
func (c *Casework) ErasureProof(ctx context.Context, org gehoor.OrgID, seq gehoor.Seq) ([]byte, error) {
	return register.BuildProof(ctx, c.deps.Log, org, gehoor.OrganisationStream, seq, register.KindStreamErased)
}

// Kept counts the closed dossiers of an organisation, for who keeps the machine: it
// names none.
type Kept struct{ Closed, Due, Held, Proposed int }

// CountKept reads every dossier once.
func (c *Casework) CountKept(ctx context.Context, org gehoor.OrgID) (Kept, error) {
	var k Kept
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return k, err
	}
	err = c.deps.Events.Streams(ctx, org, func(v ledger.Version) error {
		if id, ok := v.Stream.Dossier(); !ok || v.Stream != gehoor.DossierStream(id) {
			return nil
		}
		snap, err := c.dossier.Load(ctx, org, v.Stream)
		if err != nil {
			return err
		}
		d := snap.State.Dossier
		last, closed := d.Closing()
		if !closed {
			return nil
		}
		k.Closed++
		r, none := rule(o, last)
		switch _, proposed := d.Proposed(); {
		case d.Held():
			k.Held++
		case proposed:
			k.Proposed++
		case none == nil && r.Due(last.At, c.deps.Source.Now()):
			k.Due++
		}
		return nil
	})
	return k, err
}
