package casework

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// WorkList returns somebody's dossiers by due date, and what there is in all.
func (c *Casework) WorkList(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, f view.WorkFilter, after view.Cursor, limit int) ([]view.WorkItem, view.Counts, error) {
	if p, err := c.person.Load(ctx, org, gehoor.PersonStream(who)); err != nil || p.State.Administers() || p.State.OnlyEnters() {
		return nil, view.Counts{}, cmp.Or(err, gehoor.ErrNotFound)
	}
	items, err := c.deps.Lists.WorkList(ctx, org, who, f, after, limit)
	if err != nil {
		return nil, view.Counts{}, err
	}
	counts, err := c.deps.Lists.WorkCounts(ctx, org, who)
	return items, counts, err
}

// StepLabels are what the protocols that come with the program, and those in force,
// call their steps.
func (c *Casework) StepLabels(ctx context.Context, org gehoor.OrgID) (map[protocol.StepCode]gehoor.Text, error) {
	p, err := c.Protocols(ctx, org)
	if err != nil {
		return nil, err
	}
	labels := p.Shipped.Labels()
	maps.Copy(labels, p.Set.Labels())
	return labels, nil
}

// Dossier is a case as somebody who may see it sees it.
type Dossier struct {
	ID       gehoor.DossierID
	OpenedOn time.Time
	Signals  []signal.Signal
	// Diary is what the reporter of a signal kept before deciding; without Content if
	// that is nothing.
	Diary  func(gehoor.SignalID) diary.Kept
	Clocks []protocol.Clock
	// Open is what happens next, by when, who does it.
	Open []protocol.OpenStep
	// Courses are how it stands in each protocol that it follows.
	Courses []Course
	// AtOnce are the guards of later editions that hold beside those.
	AtOnce []AtOnce
	// Then is, for each signal that is not acknowledged, what will be open for it
	// once it is acknowledged now: what an acknowledgement promises.
	Then     map[gehoor.SignalID][]protocol.OpenStep
	Lateness []dossier.Late
	// Exits are the ways in which a protocol lets it end; none if no protocol says.
	Exits []protocol.ExitStanding
	// Labels are what the protocol calls its steps.
	Labels map[protocol.StepCode]gehoor.Text
	Notes  []dossier.Note
	// Closings are when it was closed and opened again.
	Closings []dossier.Closing
	// Erasures are the requests that it is erased, oldest first.
	Erasures []dossier.ErasureRequest
	// Asked is the last of them, if it waits for a decision.
	Asked   dossier.ErasureRequest
	IsAsked bool
	// Retention is how it stands with its end.
	Retention Retention
	// Holders hold the conversation and work here, by name or function.
	Holders []*directory.Person
	// Carers are those of them who get the key of what is written about care.
	Carers []*directory.Person
	// Others are those of staff who held the conversation and left, wrote here, or
	// were told of a lateness, and do not hold the conversation (any more).
	Others []*directory.Person
	// Changes are who came to hold it and who left since it was opened.
	Changes []dossier.Change
	// AbsentSince is since when a holder is away; zero for who is not.
	AbsentSince func(gehoor.PersonID) time.Time
	// Records are what was written down at steps, and Waiting those that wait for a
	// second person, oldest first.
	Records []dossier.Recorded
	Waiting []dossier.RecordProposal
	// Participants are those with a code of their own who report nothing.
	Participants []participant.Participant
	// Measures are the measures and burdens in them, and who bears them.
	Measures measure.List
	// Notices are what people at the top were told, oldest first.
	Notices []dossier.Notice
	// Letters are the sealed letters that were made, oldest first.
	Letters []dossier.Letter
	// Concerned are the persons concerned, those that wait for a second person last.
	Concerned []Picked
	// Teams are those of which nobody knew whom of them a signal is about, by who leads them;
	// Offices the offices of which nobody knew about whom of those who hold or held them.
	Teams   []Picked
	Offices []dossier.Concern
	// Patterned: a rule fired on several signals about one person, team or office
	// ([Casework.Patterns]); they are those.
	Patterned []pattern.Subject
	// Misfits are the signals that go on by another office than the chart has.
	Misfits []Misfit
	// Steps are those of the protocol that the dossier follows.
	Steps []protocol.Step
	// Renewals are when a reporter's code was replaced.
	Renewals []dossier.Renewal
	// Links are the dossiers that it belongs with, of those that the asker may see.
	Links []dossier.Link
	// Short: fewer than two people who work here hold it.
	Short bool
	// Talks are by when somebody answers each reporter who wants to talk.
	Talks map[gehoor.SignalID]time.Time
	// Demands are by when somebody else answers what each reporter pressed.
	Demands map[gehoor.SignalID]time.Time
	// Recovery is under way if Recovering: somebody else is to get the keys of it too.
	Recovery   dossier.Recovery
	Recovering bool
	// Namings are when a court or the law required that somebody knows who a reporter is,
	// oldest first; Nameable are those whom the asker can propose.
	Namings  []Naming
	Nameable []*directory.Person
	// Addable are those to whom the asker may give keys.
	Addable []Addable
	// Boxes are the compartments, with the asker's own key if they hold it.
	Boxes []Box
	// Custodians and Threshold are for making a compartment.
	Custodians []*directory.Person
	Threshold  int
	// Outdated are the compartments of which the asker can renew the shares.
	Outdated []gehoor.Compartment
	// Said is what staff said in words, and Authors are who did.
	Said    []Said
	Authors []*directory.Person
	// Rekeyings are the compartments that want another key, which the asker can make.
	Rekeyings []Rekeying
	// DeputyOf is who stands in for a holder who is away; "" if nobody does.
	DeputyOf func(gehoor.PersonID) gehoor.PersonID
	// Keyless are those who stand in for a holder and have no key yet.
	Keyless []*directory.Person
	// Consents are what a signal's reporter agreed to and did not take back.
	Consents func(gehoor.SignalID) []dossier.Consented
	// Drafting are those of the other holders who are writing to a reporter.
	Drafting []draft.Notice
	// Suspended are those about whose interest two have still to decide.
	Suspended []gehoor.PersonID
	// WatchOn is when the works council agreed that reporters' names are compared with files
	// of the personnel system, zero if they are not; Watched says of a signal whether the
	// asker may compare, and record what they find.
	WatchOn protocol.Date
	Watched func(gehoor.SignalID) bool
	// MustDeclare: the asker has to say first whether they have an interest.
	MustDeclare bool
}

// Addable is somebody to whom a holder may give the keys of a dossier.
type Addable struct {
	*directory.Person
	// Lacks are the compartments that the holder has and this person has not.
	Lacks []gehoor.Compartment
}

// Box is a compartment to somebody: where to seal to, and the key that is theirs.
type Box struct {
	Name      gehoor.Compartment
	Epoch     int
	Recipient string
	// Key is the content that holds the asker's key; "" if they have none.
	Key gehoor.ContentID
	// Tag is as in [dossier.Box].
	Tag string
	// Earlier are the keys before, newest first, each sealed to the one after it; none for
	// who has no key.
	Earlier []dossier.EarlierKey
}

// Keys are the contents that open the compartment to the asker, their own first.
func (b Box) Keys() []gehoor.ContentID {
	if b.Key == "" {
		return nil
	}
	keys := []gehoor.ContentID{b.Key}
	for _, e := range b.Earlier {
		keys = append(keys, e.Content)
	}
	return keys
}

// boxOf is a compartment to somebody with this grant, if it is one.
func boxOf(name gehoor.Compartment, b dossier.Box, g dossier.Grant) Box {
	box := Box{Name: name, Epoch: b.Epoch, Recipient: b.Recipient, Key: g.Content, Tag: b.Tag}
	if g.Content != "" {
		box.Earlier = b.Earlier
	}
	return box
}

// Dossier returns a dossier to somebody who may see it.
func (c *Casework) Dossier(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) (Dossier, error) {
	snap, err := c.may(ctx, org, who, id)
	if err != nil {
		return Dossier{}, err
	}
	f := snap.State
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return Dossier{}, err
	}
	known, err := c.people(ctx, org, f.involved(), &t.reads)
	if err != nil {
		return Dossier{}, err
	}
	var holders, others []*directory.Person
	for _, p := range known {
		if p.Active() && f.Dossier.Holds(p.ID, gehoor.Conversation) {
			holders = append(holders, p)
		} else {
			others = append(others, p)
		}
	}
	carers := f.Dossier.Carers(idsOf(holders))
	addable, err := c.addable(ctx, org, f, who)
	if err != nil {
		return Dossier{}, err
	}
	kept, err := c.retention(ctx, org, f)
	if err != nil {
		return Dossier{}, err
	}
	now := c.deps.Source.Now()
	links, err := c.linked(ctx, org, who, f.Dossier)
	if err != nil {
		return Dossier{}, err
	}
	rules, err := c.rulesOf(ctx, org, f.Dossier)
	if err != nil {
		return Dossier{}, err
	}
	keyless, err := c.people(ctx, org, f.Dossier.Keyless(), &t.reads)
	if err != nil {
		return Dossier{}, err
	}
	authors, err := c.authors(ctx, org, f, &t.reads)
	if err != nil {
		return Dossier{}, err
	}
	rekeyings, err := c.rekeyings(ctx, org, who, f, now)
	if err != nil {
		return Dossier{}, err
	}
	keyless = slices.DeleteFunc(keyless, func(p *directory.Person) bool { return !p.Active() })
	concerned, err := c.picked(ctx, org, f.Dossier.Concerned())
	if err != nil {
		return Dossier{}, err
	}
	teams, err := c.picked(ctx, org, f.Dossier.Teams())
	if err != nil {
		return Dossier{}, err
	}
	drafting, err := c.drafting(ctx, org, who, id)
	if err != nil {
		return Dossier{}, err
	}
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return Dossier{}, err
	}
	r := rules.evaluate(f, now)
	recovery, recovering := f.Dossier.Pending(now)
	recovering = recovering && recovery.Naming == 0
	outdated := slices.DeleteFunc(f.Dossier.OutdatedShares(who, keepers(t.custodians), t.recovery.Threshold), func(c gehoor.Compartment) bool {
		return f.Dossier.AskedFor(c, now)
	})
	request, isAsked := f.Dossier.ErasureAsked()
	return Dossier{
		ID: id, OpenedOn: protocol.Day(f.Dossier.OpenedAt), Signals: byDay(f.Signals.All()), Diary: f.Diaries.Of,
		Talks: rules.talks(f, r), Demands: rules.demands(f, r),
		Clocks: r.Clocks, Open: r.Open, Then: rules.then(f, now), Lateness: f.Dossier.Lateness, Exits: r.Exits, Labels: rules.set.Labels(), Notes: f.Dossier.Notes, Closings: byDayOf(f.Dossier.Closings), Retention: kept, Erasures: f.Dossier.Erasures, Asked: request, IsAsked: isAsked,
		Concerned: concerned, Teams: teams, Offices: f.Dossier.OfficesPicked(), Carers: slices.DeleteFunc(slices.Clone(holders), func(p *directory.Person) bool { return !slices.Contains(carers, p.ID) }),
		Misfits: f.misfits(), Participants: f.Participants.All(), Patterned: f.Dossier.Patterned(), Changes: f.Dossier.Changes, Renewals: renewalsByDay(f.Dossier.Renewals), Links: links, Short: len(holders) < dossier.MinHolders || f.Dossier.ShortHanded(), AbsentSince: f.Dossier.AbsentSince, Addable: addable,
		Records: recordsByDay(f.Dossier.Records), Measures: f.Dossier.Measures(), Waiting: f.Dossier.RecordProposals, Notices: f.Dossier.Notices, Letters: f.Dossier.Letters, Steps: rules.set.Steps(),
		Courses: rules.courses(f.Facts, rules.followed(f, now), now), AtOnce: rules.atOnce(),
		Recovery: recovery, Recovering: recovering, Namings: c.namings(f.Dossier), Nameable: nameable(f.Dossier, holders, who),
		Holders: holders, Others: others, Custodians: t.custodians, Threshold: t.recovery.Threshold,
		Outdated: outdated, Rekeyings: rekeyings, Said: f.said, Authors: authors,
		Boxes:    f.boxes(func(b dossier.Box) (dossier.Grant, bool) { return b.Grant(who) }),
		Consents: consentsByDay(f.Dossier),
		WatchOn:  o.WatchAgreedOn, Watched: func(s gehoor.SignalID) bool { return o.Watches() && f.watched(who, s, now) },
		Drafting: drafting, DeputyOf: f.Dossier.DeputyOf, Keyless: keyless, Suspended: f.Dossier.Suspended(), MustDeclare: f.Dossier.MustDeclare(who),
	}, nil
}

// involved are the holders of the conversation, and then the people of staff who
// did something here, or were told, in the order of their first act.
func (f *File) involved() []gehoor.PersonID {
	known := f.Dossier.Holders(gehoor.Conversation)
	add := func(p gehoor.PersonID) {
		if !slices.Contains(known, p) {
			known = append(known, p)
		}
	}
	for _, s := range f.Signals.All() {
		if p, staff := s.Entered.By.Person(); staff {
			add(p)
		}
		if s.Passed != nil {
			if p, staff := s.Passed.By.Person(); staff {
				add(p)
			}
		}
		for _, e := range s.Thread {
			if p, staff := e.By.Person(); staff {
				add(p)
			}
		}
	}
	for _, r := range f.Dossier.Renewals {
		if p, staff := r.By.Person(); staff {
			add(p)
		}
	}
	for _, n := range f.Dossier.Notes {
		if p, staff := n.By.Person(); staff {
			add(p)
		}
	}
	for _, h := range f.Dossier.LegalHolds {
		if p, staff := h.By.Person(); staff {
			add(p)
		}
	}
	for _, r := range f.Dossier.Erasures {
		for _, by := range []gehoor.Actor{r.RecordedBy, r.RefusedBy} {
			if p, staff := by.Person(); staff {
				add(p)
			}
		}
	}
	for _, one := range f.Dossier.Closings {
		if p, staff := one.By.Person(); staff {
			add(p)
		}
	}
	for _, l := range f.Dossier.Lateness {
		for _, p := range l.To {
			add(p)
		}
	}
	for _, n := range f.Dossier.Notices {
		add(n.Person)
	}
	for _, r := range f.Dossier.Recoveries {
		add(r.Recipient)
	}
	for _, n := range f.Dossier.Namings {
		add(n.By)
		add(n.Recipient)
	}
	for _, p := range f.Dossier.Suspended() {
		add(p)
	}
	for _, one := range f.Dossier.Changes {
		add(one.Person)
		if p, staff := one.By.Person(); staff {
			add(p)
		}
	}
	return known
}

// then evaluates each signal that is not acknowledged as if it were now.
func (r rules) then(f *File, now time.Time) map[gehoor.SignalID][]protocol.OpenStep {
	then := map[gehoor.SignalID][]protocol.OpenStep{}
	for _, s := range f.Signals.All() {
		if !s.AcknowledgedAt.IsZero() {
			continue
		}
		fact := protocol.Fact{Kind: signal.Acknowledged{}.Kind(), At: gehoor.Moment(now), Seq: gehoor.Seq(len(f.Facts) + 1), Signal: s.ID}
		for _, o := range r.set.Evaluate(r.setting, append(slices.Clip(f.Facts), fact), now).Open {
			if o.Signal == s.ID {
				then[s.ID] = append(then[s.ID], o)
			}
		}
	}
	return then
}

func (f *File) boxes(mine func(dossier.Box) (dossier.Grant, bool)) []Box {
	var boxes []Box
	for _, name := range f.Dossier.Compartments() {
		b, _ := f.Dossier.Box(name)
		g, _ := mine(b)
		boxes = append(boxes, boxOf(name, b, g))
	}
	return boxes
}

// opened are the compartments that a code opens, and no other.
func (f *File) opened(code dossier.Coded) []Box {
	var boxes []Box
	for _, name := range f.Dossier.Opens(code) {
		b, _ := f.Dossier.Box(name)
		g, _ := b.CodeGrant(code)
		boxes = append(boxes, boxOf(name, b, g))
	}
	return boxes
}

// byDayOf leaves of when a reporter opened a dossier again the day.
func byDayOf(closings []dossier.Closing) []dossier.Closing {
	closings = slices.Clone(closings)
	for i := range closings {
		if _, reporter := closings[i].By.Signal(); reporter {
			closings[i].At = protocol.Day(closings[i].At)
		}
	}
	return closings
}

// byDay leaves of when a reporter did something the day, which is all that
// handlers see.
func byDay(signals []signal.Signal) []signal.Signal {
	for i := range signals {
		s := &signals[i]
		s.ReceivedAt = protocol.Day(s.ReceivedAt)
		if s.TalkAsked {
			s.TalkAskedAt = protocol.Day(s.TalkAskedAt)
		}
		if !s.Entered.ApprovedAt.IsZero() {
			s.Entered.ApprovedAt = protocol.Day(s.Entered.ApprovedAt)
		}
		if s.Withdrawn() {
			s.WithdrawnAt = protocol.Day(s.WithdrawnAt)
		}
		s.Demands = slices.Clone(s.Demands)
		for j := range s.Demands {
			s.Demands[j].At = protocol.Day(s.Demands[j].At)
		}
		s.CheckIns = s.CheckIns.ByDay(protocol.Day)
		s.Sendings = slices.Clone(s.Sendings)
		for j := range s.Sendings {
			if one := &s.Sendings[j]; one.Standing == signal.QuestionsBack || one.Standing == signal.QuestionsRefused {
				one.Since = protocol.Day(one.Since)
			}
		}
		s.Askings = slices.Clone(s.Askings)
		for j := range s.Askings {
			if one := &s.Askings[j]; !one.Open() {
				one.AnsweredAt = protocol.Day(one.AnsweredAt)
			}
		}
		s.Thread = slices.Clone(s.Thread) // the file's own is shared
		for j := range s.Thread {
			if s.Thread[j].FromReporter {
				s.Thread[j].At = protocol.Day(s.Thread[j].At)
			}
		}
	}
	return signals
}

// renewalsByDay is the same for a code that a reporter took. Those of participants are not
// among them.
func renewalsByDay(list []dossier.Renewal) []dossier.Renewal {
	all := slices.DeleteFunc(slices.Clone(list), func(r dossier.Renewal) bool { return r.Signal == "" })
	for i := range all {
		if all[i].OwnRenewal() {
			all[i].At = protocol.Day(all[i].At)
		}
	}
	return all
}
