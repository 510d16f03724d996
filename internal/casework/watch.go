package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// Whose names a caseworker's browser may compare with a file of the personnel system
// (decision 68): of reporters who agreed, in a dossier of theirs, whose name they can open
// anyway, for as long as the watch over worse treatment lasts. The file itself never comes
// here, and neither does what was found: only what the caseworker then records.

// Codes of refusals about comparing.
const (
	// CodeWatchOff: the works council did not agree, so nobody is compared.
	CodeWatchOff gehoor.Code = "consent.watch-off"
	// CodeUnwatched: the reporter did not agree or took it back, the time is over, or the
	// asker may not know who the reporter is.
	CodeUnwatched gehoor.Code = "consent.unwatched"
)

// AgreeWatch says on which day the works council agreed, and switches comparing on.
func (c *Casework) AgreeWatch(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, on protocol.Date) error {
	today := protocol.DateOf(c.deps.Source.Now())
	return c.asGovernor(ctx, org, by, func(o *directory.Organisation) ([]gehoor.Fact, error) { return o.AgreeWatch(on, today) })
}

// EndWatch switches it off.
func (c *Casework) EndWatch(ctx context.Context, org gehoor.OrgID, by gehoor.Actor) error {
	return c.asGovernor(ctx, org, by, func(o *directory.Organisation) ([]gehoor.Fact, error) { return o.EndWatch(), nil })
}

// watchAllowed refuses to agree to comparing, or to ask for it, where nobody compares.
func (c *Casework) watchAllowed(ctx context.Context, org gehoor.OrgID, of record.Consent, reads *[]ledger.Version) error {
	if of.For != record.ForWatch {
		return nil
	}
	s, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
	if err != nil {
		return err
	}
	addRead(reads, s.Version())
	if !s.State.Watches() {
		return gehoor.Refuse(CodeWatchOff)
	}
	return nil
}

// watched says whether somebody may compare the reporter of a signal now.
func (f *File) watched(who gehoor.PersonID, id gehoor.SignalID, now time.Time) bool {
	one, ok := f.Signals.Get(id)
	return ok && one.Who != "" && one.Watched(now) && f.Dossier.Holds(who, gehoor.Identity) && !f.Dossier.Excluded(who) &&
		slices.ContainsFunc(f.Dossier.Consents(id), func(o dossier.Consented) bool { return o.For == record.ForWatch })
}

// mayWatch refuses to record a change that was found by comparing whom nobody may compare.
func (c *Casework) mayWatch(ctx context.Context, org gehoor.OrgID, f *File, by gehoor.Actor, r record.Record, reads *[]ledger.Version) error {
	if r.What != record.KindChanged {
		return nil
	}
	if err := c.watchAllowed(ctx, org, record.Consent{For: record.ForWatch}, reads); err != nil {
		return err
	}
	who, staff := by.Person()
	if !staff || !f.watched(who, r.Signal, c.deps.Source.Now()) {
		return gehoor.Refuse(CodeUnwatched)
	}
	return nil
}

// Watched is a reporter whose name a caseworker's browser may compare.
type Watched struct {
	Dossier gehoor.DossierID
	Signal  gehoor.SignalID
	// Who is the content that says who the reporter is, in the identity compartment, which
	// is Box.
	Who gehoor.ContentID
	Box Box
	// From and Until are the first and the last day of what is compared.
	From, Until protocol.Date
	// Recorded are the days on which a change was recorded before, oldest first.
	Recorded []time.Time
}

// watchPage is how many dossiers are read at once.
const watchPage = 100

// ToWatch are the reporters whom somebody may compare, with when the works council agreed.
// Where nobody compares, the answer is [gehoor.ErrNotFound], as if there were no such page.
func (c *Casework) ToWatch(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]Watched, protocol.Date, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return nil, protocol.Date{}, err
	}
	if !o.Watches() {
		return nil, protocol.Date{}, gehoor.ErrNotFound
	}
	var all []Watched
	for _, stage := range []view.Stage{"", view.StageConclude} {
		var after view.Cursor
		for more := true; more; {
			items, err := c.deps.Lists.WorkList(ctx, org, who, view.WorkFilter{Stage: stage}, after, watchPage)
			if err != nil {
				return nil, protocol.Date{}, err
			}
			for _, item := range items {
				found, err := c.watchedIn(ctx, org, who, item.Dossier)
				if err != nil {
					return nil, protocol.Date{}, err
				}
				all = append(all, found...)
				after = view.Cursor{DueAt: item.DueAt, Stream: gehoor.DossierStream(item.Dossier)}
			}
			more = len(items) == watchPage
		}
	}
	return all, o.WatchAgreedOn, nil
}

// watchedIn are those of one dossier; none if it is gone by now.
func (c *Casework) watchedIn(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]Watched, error) {
	snap, err := c.may(ctx, org, who, id)
	if errors.Is(err, gehoor.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	f := snap.State
	box, _ := f.Dossier.Box(gehoor.Identity)
	grant, ok := box.Grant(who)
	if !ok {
		return nil, nil
	}
	var all []Watched
	for _, s := range f.Signals.All() {
		if !f.watched(who, s.ID, c.deps.Source.Now()) {
			continue
		}
		all = append(all, Watched{
			Dossier: id, Signal: s.ID, Who: s.Who, Box: boxOf(gehoor.Identity, box, grant), From: s.WatchedFrom(), Until: s.WatchedUntil(), Recorded: changesOf(f, s),
		})
	}
	return all, nil
}

// changesOf are when a change was recorded of a signal's reporter.
func changesOf(f *File, s signal.Signal) []time.Time {
	var all []time.Time
	for _, r := range f.Dossier.Records {
		if r.What == record.KindChanged && r.Signal == s.ID {
			all = append(all, r.At)
		}
	}
	return all
}
