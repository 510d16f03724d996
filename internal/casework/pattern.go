package casework

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
)

// Whether signals about the same person, team or office must be weighed together (package
// pattern). It is looked at after the act that makes a signal count: of two that count at the same moment,
// whoever commits last sees both. What a node that died left behind, the tick does.

// maxIncidents are the most that are held against each other, the newest: many times what
// one person can be told of in the years that count.
const maxIncidents = 10_000

// patternProtocol has the numbers of the rules.
const patternProtocol = "common"

// changesPattern says whether a record can make a rule fire, or ends a weighing that
// other dossiers wait for.
func changesPattern(r record.Record) bool {
	_, picks := r.Picks()
	_, enters := r.Earlier()
	return picks || enters || r.What == record.KindDistinct || r.WeighsPattern()
}

// afterPattern looks for patterns after an act. What fails is done by the next tick: the
// act itself is recorded, and is not done again.
func (c *Casework) afterPattern(ctx context.Context, org gehoor.OrgID, id gehoor.DossierID, r record.Record) {
	if !changesPattern(r) {
		return
	}
	stream := gehoor.DossierStream(id)
	_, _ = c.lookForPatterns(ctx, view.DueItem{Org: org, Stream: stream})
	if r.WeighsPattern() {
		_ = c.settleOthers(ctx, org, stream)
	}
}

// unlooked is a page of the dossiers in which it is still to be done.
func (c *Casework) unlooked(ctx context.Context, now time.Time) ([]view.DueItem, error) {
	return c.places(ctx, now, c.deps.Lists.Unlooked)
}

// lookForPatterns holds what one dossier tells against all that is known, and says whether
// anything was recorded.
func (c *Casework) lookForPatterns(ctx context.Context, one view.DueItem) (recorded bool, err error) {
	_, err = c.dossier.Update(ctx, one.Org, one.Stream, func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System, Protocol: s.State.Dossier.Protocol}
		if _, closed := s.State.Dossier.Closing(); closed {
			return d, nil
		}
		if err := c.look(ctx, one, s.State, &d); err != nil {
			return d, err
		}
		err := c.settle(ctx, one, s.State.Dossier, &d)
		recorded = len(d.Facts) > 0
		return d, err
	})
	return recorded, err
}

// look adds what fires. Those who handle the dossier are told that there is something.
func (c *Casework) look(ctx context.Context, one view.DueItem, f *File, d *ledger.Decision) error {
	todo := f.Dossier.Unlooked()
	if len(todo) == 0 {
		return nil
	}
	rules, err := c.patternRules(ctx, one.Org, f.Dossier)
	if err != nil {
		return err
	}
	after := f.Dossier.Clone()
	for _, concern := range todo {
		all, err := c.incidentsAbout(ctx, one.Org, concern.Subject, &d.Reads)
		if err != nil {
			return err
		}
		known := incidents(all)
		found := rules.Fired(concern.Subject.Kind(), known, incidentID(one.Stream, concern.Signal))
		facts := after.Look(concern, found, elsewhere(one.Stream, all))
		for _, fact := range facts {
			if err := after.Fold(gehoor.Event{Kind: fact.Kind(), Seq: f.nextSeq() + gehoor.Seq(len(d.Facts)), Actor: gehoor.System}, fact); err != nil {
				return err
			}
			d.Facts = append(d.Facts, fact)
		}
	}
	if len(d.Facts) == len(todo) {
		return nil // looked, and nothing was found
	}
	to, err := c.working(ctx, one.Org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
	d.Inserts = append(d.Inserts, c.alerts(one.Org, to, alert{kind: notify.KindHandling, quiet: f.quiet()})...)
	return err
}

// settle adds that what was joined is weighed, if it is.
func (c *Casework) settle(ctx context.Context, one view.DueItem, s *dossier.State, d *ledger.Decision) error {
	weighing := map[dossier.PatternJoined]bool{}
	for _, joined := range s.Joined() {
		other, err := c.dossier.Load(ctx, one.Org, gehoor.DossierStream(joined.With))
		if err != nil {
			return err
		}
		chart, err := c.chart.Load(ctx, one.Org, gehoor.ChartStream)
		if err != nil {
			return err
		}
		addRead(&d.Reads, other.Version())
		addRead(&d.Reads, chart.Version())
		weighing[joined] = slices.ContainsFunc(aliases(chart.State, joined.Subject()), other.State.Dossier.Weighing)
	}
	d.Facts = append(d.Facts, s.Settle(func(j dossier.PatternJoined) bool { return weighing[j] })...)
	return nil
}

// settleOthers tells the dossiers that joined a weighing that it is done.
func (c *Casework) settleOthers(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID) error {
	own, err := c.dossier.Load(ctx, org, stream)
	if err != nil {
		return err
	}
	id, _ := stream.Dossier()
	for _, concern := range own.State.Dossier.Picked() {
		var reads []ledger.Version
		all, err := c.incidentsAbout(ctx, org, concern.Subject, &reads)
		if err != nil {
			return err
		}
		for _, row := range all {
			if row.With != id {
				continue
			}
			if _, err := c.lookForPatterns(ctx, view.DueItem{Org: org, Stream: row.Stream}); err != nil {
				return err
			}
		}
	}
	return nil
}

// elsewhere is the dossier, other than one, in which a panel has a weighing about the same
// subject before it; "" if there is none.
func elsewhere(own gehoor.StreamID, all []view.Incident) gehoor.DossierID {
	for _, row := range all {
		if id, ok := row.Stream.Dossier(); ok && row.Weighing && row.Stream != own {
			return id
		}
	}
	return ""
}

// aliases are all under which a subject can be known: somebody, or who leads a team, under
// whatever ID of the chart.
func aliases(s *chart.Chart, about pattern.Subject) []pattern.Subject {
	if about.Office != "" {
		return []pattern.Subject{about}
	}
	var all []pattern.Subject
	for _, p := range s.Aliases(about.Person) {
		all = append(all, pattern.Subject{Person: p, Team: about.Team})
	}
	return all
}

// incidentsAbout are those about a subject, under whatever ID of the chart, the newest first.
// Those of a team are none of who leads it, those of an office none of who holds it, and the
// other way round.
func (c *Casework) incidentsAbout(ctx context.Context, org gehoor.OrgID, about pattern.Subject, reads *[]ledger.Version) ([]view.Incident, error) {
	s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
	if err != nil {
		return nil, err
	}
	addRead(reads, s.Version())
	var all []view.Incident
	for _, one := range aliases(s.State, about) {
		some, err := c.deps.Lists.Incidents(ctx, org, one, maxIncidents)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b view.Incident) int {
		return cmp.Or(b.Day.Compare(a.Day), cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.Signal, b.Signal))
	})
	// Both halves of somebody who was two can be picked for one signal.
	all = slices.CompactFunc(all, func(a, b view.Incident) bool { return a.Stream == b.Stream && a.Signal == b.Signal })
	return all[:min(len(all), maxIncidents)], nil
}

// incidents are what the rows say, the newest first; of dossiers in which the same reporter
// tells of the same incident only the oldest counts, and the others are that one too.
func incidents(rows []view.Incident) []pattern.Incident {
	joined := map[gehoor.DossierID]gehoor.DossierID{} // towards the dossier that stands for all
	root := func(d gehoor.DossierID) gehoor.DossierID {
		for joined[d] != "" {
			d = joined[d]
		}
		return d
	}
	for _, row := range rows {
		own, _ := row.Stream.Dossier()
		if one, other := root(own), root(row.Same); row.Same != "" && one != other {
			joined[one] = other
		}
	}
	all := make([]pattern.Incident, len(rows))
	first := map[gehoor.DossierID]pattern.IncidentID{}
	for i, row := range slices.Backward(rows) {
		all[i] = incident(row)
		if row.Same == "" {
			continue
		}
		own, _ := row.Stream.Dossier()
		if as, told := first[root(own)]; told {
			all[i].Same = as
		} else {
			first[root(own)] = all[i].ID
		}
	}
	return all
}

// incidentID names an incident among all about one person: what a dossier names a signal of
// before Gehoor, another can name so too.
func incidentID(s gehoor.StreamID, signal gehoor.SignalID) pattern.IncidentID {
	return pattern.IncidentID(string(s) + " " + string(signal))
}

// incident is what a row says of one.
func incident(row view.Incident) pattern.Incident {
	i := pattern.Incident{
		ID: incidentID(row.Stream, row.Signal), Day: row.Day, Severity: pattern.Severity(row.Severity), TalkOn: row.TalkOn, NothingOn: row.NothingOn,
	}
	if row.Distinct {
		i.Reporter = i.ID
	}
	return i
}

// patternRules are the rules by the numbers that the dossier follows. That one serious
// signal is weighed by a panel its protocol says, wherever that is assessed.
func (c *Casework) patternRules(ctx context.Context, org gehoor.OrgID, d *dossier.State) (pattern.Rules, error) {
	r := pattern.Default
	r.Serious = false
	by, err := c.rulesOf(ctx, org, d)
	if err != nil {
		return r, err
	}
	for name, number := range map[string]*int{
		"signals": &r.Signals, "signals-months": &r.SignalMonths, "reporters": &r.Reporters, "reporters-months": &r.ReporterMonths,
		"talk-months": &r.AfterTalkMonths, "team-signals": &r.Unit, "team-months": &r.UnitMonths,
	} {
		if set, ok := by.number(patternProtocol, name); ok {
			*number = set
		}
	}
	return r, nil
}

// Pattern is what a panel weighs together, about one person, one team or one office.
type Pattern struct {
	pattern.Subject
	// Fired are the rules that did in this dossier, oldest first.
	Fired []dossier.Recorded
	// Told are all that is known of them, the oldest first.
	Told []Told
}

// Told is one incident.
type Told struct {
	view.Incident
	// Dossier is where it is handled; "" if the asker may not see that.
	Dossier gehoor.DossierID
}

// Patterns are those of a dossier in which a rule fired, for those who handle it; to
// everybody else, and before one fired, there is nothing. An incident of a dossier from
// which the asker is shut out is not among them, and nothing says that one is missing.
func (c *Casework) Patterns(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]Pattern, error) {
	s, err := c.may(ctx, org, who, id)
	if err != nil {
		return nil, err
	}
	var all []Pattern
	for _, p := range s.State.Dossier.Patterned() {
		one := Pattern{Subject: p, Fired: fired(s.State.Dossier, p)}
		var reads []ledger.Version
		rows, err := c.incidentsAbout(ctx, org, p, &reads)
		if err != nil {
			return nil, err
		}
		if one.Told, err = c.toldTo(ctx, org, who, rows[:min(len(rows), maxShown)]); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil, gehoor.ErrNotFound
	}
	return all, nil
}

// maxShown are the most incidents about one subject that are shown, the newest.
const maxShown = 200

// fired are the records of a dossier that a rule fired about a subject.
func fired(d *dossier.State, p pattern.Subject) []dossier.Recorded {
	return slices.DeleteFunc(slices.Clone(d.Records), func(r dossier.Recorded) bool {
		_, about := r.Firing()
		return r.What != record.KindFired || p != about
	})
}

// toldTo is what of the rows somebody may know, the oldest first.
func (c *Casework) toldTo(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, rows []view.Incident) ([]Told, error) {
	var all []Told
	for _, row := range slices.Backward(rows) {
		if _, stub := row.Stream.Stub(); stub { // of a dossier that is gone
			all = append(all, Told{Incident: row})
			continue
		}
		s, err := c.dossier.Load(ctx, org, row.Stream)
		if err != nil {
			return nil, err
		}
		if s.State.Dossier.Excluded(who) {
			continue
		}
		sees, err := c.deps.Lists.MaySee(ctx, org, who, row.Stream)
		if err != nil {
			return nil, err
		}
		one := Told{Incident: row}
		if sees {
			one.Dossier, _ = row.Stream.Dossier()
		}
		all = append(all, one)
	}
	return all, nil
}
