package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/register"
)

// A copy of a closed dossier for the archive is made in the browser of somebody who
// holds it: only there are its words. Here it gets the events, each with the proof
// that the log holds it.

// Record is the events of a dossier as a copy has them.
type Record struct {
	Org     gehoor.OrgID
	Name    string
	Dossier gehoor.DossierID
	// OpenedOn and ClosedOn are the days of the dossier; Category, Term and DueOn are
	// of the rule, empty without one.
	OpenedOn, ClosedOn protocol.Date
	Category, Term     string
	DueOn              protocol.Date
	Events             []RecordedEvent
	// Keys are the root's notes about the keys of those of staff who signed something.
	Keys []SignerNote
}

// SignerNote is one note of the root about somebody's key.
type SignerNote struct {
	Person gehoor.PersonID
	Note   string
}

// RecordedEvent is one event. Proof opens it: salt, bytes and the way to a signed
// checkpoint. Of what a handler may not know of (at what second a reporter did
// something, whom a reporter struck), and of what no checkpoint covers yet, there is
// the leaf alone: its place in the log can be checked, and what it says stays closed.
type RecordedEvent struct {
	Seq   gehoor.Seq
	Index int64
	Leaf  register.Leaf
	Proof []byte
}

// Export records that somebody makes a copy for the archive, and returns what goes
// into it beside the words.
func (c *Casework) Export(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) (Record, error) {
	err := c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := f.Dossier.Export(who)
		return facts, nil, err
	})
	if err != nil {
		return Record{}, err
	}
	snap, err := c.may(ctx, org, who, id)
	if err != nil {
		return Record{}, err
	}
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return Record{}, err
	}
	last, _ := snap.State.Dossier.Closing()
	r := Record{Org: org, Name: o.Founded.Name, Dossier: id, OpenedOn: protocol.DateOf(snap.State.Dossier.OpenedAt), ClosedOn: protocol.DateOf(last.At)}
	if one, err := rule(o, last); err == nil {
		r.Category, r.Term, r.DueOn = one.Category, one.Term.String(), one.DueOn(last.At)
	}
	records, err := c.deps.Events.Load(ctx, org, gehoor.DossierStream(id), 0)
	for _, one := range records {
		e, recordErr := c.recorded(ctx, org, one)
		if recordErr != nil {
			return r, recordErr
		}
		r.Events = append(r.Events, e)
	}
	if err == nil {
		r.Keys, err = c.signers(ctx, org, records)
	}
	return r, err
}

// signers are the notes about the keys of everybody who signed something among the
// records: what they signed can be checked with these.
func (c *Casework) signers(ctx context.Context, org gehoor.OrgID, records []ledger.Record) ([]SignerNote, error) {
	var ids []gehoor.PersonID
	for _, one := range records {
		e, err := gehoor.DecodeEvent(one.Data)
		if err != nil {
			return nil, err
		}
		if p, staff := e.Actor.Person(); staff && e.Sig != nil && !slices.Contains(ids, p) {
			ids = append(ids, p)
		}
	}
	var reads []ledger.Version
	people, err := c.people(ctx, org, ids, &reads)
	var all []SignerNote
	for _, p := range people {
		for _, note := range p.Notes {
			all = append(all, SignerNote{p.ID, note})
		}
	}
	return all, err
}

func (c *Casework) recorded(ctx context.Context, org gehoor.OrgID, one ledger.Record) (RecordedEvent, error) {
	at, err := c.deps.Log.Place(ctx, org, one.Stream, one.Seq)
	if err != nil {
		return RecordedEvent{}, err
	}
	r := RecordedEvent{Seq: one.Seq, Index: at.Index, Leaf: register.LeafOf(one.Salt, one.Data)}
	e, fact, err := ledger.Open(one, Decode)
	if err != nil || withheld(e, fact) {
		return r, err
	}
	r.Proof, err = register.BuildProof(ctx, c.deps.Log, org, one.Stream, one.Seq, e.Kind)
	if isRefusal(err, register.CodeProofPending) {
		err = nil
	}
	return r, err
}

// withheld says whether an event tells a handler what a handler may not know.
func withheld(e gehoor.Event, f gehoor.Fact) bool {
	_, reporter := e.Actor.Signal()
	_, struck := f.(dossier.Excluded)
	return reporter || struck
}
