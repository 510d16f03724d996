// Package view turns states into rows: per list one row struct and one pure
// function state → rows. A stream's rows are replaced wholly in the transaction
// that appends to the stream, so that a list is never older than its facts.
//
// Stores know these rows and no noun. Every query over WorkItem goes through
// may_see, which joins Holder, Excluded and Staff rows; package store says how.
package view

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
)

// Stage is how far a dossier is, in the words of ISO 37002 §8.
type Stage string

// The stages that a work item can show.
const (
	StageReceive  Stage = "receive"  // received, not yet acknowledged
	StageAssess   Stage = "assess"   // acknowledged, no feedback yet
	StageAddress  Stage = "address"  // feedback given, follow-up goes on
	StageConclude Stage = "conclude" // closed with reasons
)

// WorkItem is a dossier's line on the work list.
type WorkItem struct {
	Stream   gehoor.StreamID
	Dossier  gehoor.DossierID
	Office   gehoor.Office
	Language gehoor.Language
	Stage    Stage
	// NotSafe: the reporter said so and agreed that we know.
	NotSafe bool
	Formal  bool
	// ReceivedOn and ReporterOn are days (UTC midnight): handlers see the day
	// of what a reporter did, not the second. ReporterOn is that of a participant if it is
	// they who wait.
	ReceivedOn time.Time
	ReporterOn time.Time
	// Waiting: the last message of a reporter, or of a witness or the person concerned
	// with a code of their own, has no answer.
	Waiting bool
	// Clock is the step whose term is due first, "" if no clock runs.
	Clock string
	// DueAt is the target date of that clock; zero if none runs.
	DueAt time.Time
	// Late: the target has passed, or a step was done late. It is written by
	// the tick that notices, and stays.
	Late bool
	// Escalated is how often lateness went to a further person.
	Escalated int
	// Short: fewer than two people hold the dossier.
	Short bool
	// Talk: a reporter wants to talk, and nobody answered since.
	Talk bool
	// Demand: a reporter waits for the answer of somebody who does not lead.
	Demand bool
	// Leader is who leads the dossier; "" if nobody does. Who does not lead may act too.
	Leader gehoor.PersonID
	// StandIn is who acts for the leader, who is away; "" if nobody has to, or nobody
	// can. Keyless: somebody who stands in for a holder has no key yet.
	StandIn gehoor.PersonID
	Keyless bool
	// PickAgain: nobody can say any more which of two people was picked as the person
	// concerned. OtherOffice: by the chart they hold another office than the one by which
	// the dossier goes on.
	PickAgain, OtherOffice bool
	// AskName: a court or the law requires the reporter's name, the reporter's time is
	// over, and the custodians can be asked.
	AskName bool
	// Statutory: the law sets the term of Clock.
	Statutory bool
	// Actor is whose step Clock is, as the protocol names them; "" if no clock runs.
	Actor string
}

// Due says when a stream must be looked at next. One row per stream at most.
type Due struct {
	Stream gehoor.StreamID
	At     time.Time
	// Setting is the fact of the stream of protocols by which At was reckoned.
	Setting gehoor.Seq
}

// Setting is the row of the stream of protocols: the fact since which terms run as
// they do. Whatever is due and was reckoned by an earlier one is reckoned anew.
type Setting struct {
	Stream gehoor.StreamID
	Seq    gehoor.Seq
}

// Concerned says that a person concerned is picked in an open dossier. It says nothing
// of whom.
type Concerned struct {
	Stream gehoor.StreamID
	// Chart is the fact of the chart by which those in line were looked for.
	Chart gehoor.Seq
}

// Chart is the row of the chart's stream: its newest fact. Those in line are looked for
// anew in every dossier for which that was done by an earlier one.
type Chart struct {
	Stream gehoor.StreamID
	Seq    gehoor.Seq
}

// Incident is what counts of one signal about one subject when patterns are looked for
// (package pattern). It holds no words, and nobody is shown it but a panel.
type Incident struct {
	Stream  gehoor.StreamID
	Signal  gehoor.SignalID
	Subject gehoor.Subject
	// Day is when it was told, at midnight UTC.
	Day      time.Time
	Severity string
	// Distinct: somebody who knows says that the reporter told of nobody else's incident
	// that counts.
	Distinct bool
	// Same is another dossier in which the same reporter told of the same, as two people
	// say; "" if there is none.
	Same gehoor.DossierID
	// Channel is how it came, of one that somebody entered, or [ChannelAdviser]; "" if the
	// reporter sent it.
	Channel string
	// TalkOn and NothingOn are the days on which somebody talked with the subject, and on
	// which several signals were weighed and nothing was to be done; MeasureOn is when the
	// first measure began whose burden the subject bears. Zero for never.
	TalkOn, NothingOn, MeasureOn time.Time
	// Exit is how the dossier ended last, on the day ClosedOn; "" if it is open.
	Exit     string
	ClosedOn time.Time
	// Weighing: a panel has to weigh it, with others or by itself. With is the dossier in
	// which it does, if that is another.
	Weighing bool
	With     gehoor.DossierID
}

// Measure is a burden of a dossier, as it is counted (package measure). It says nothing of
// what it is, and nobody is shown it but in a figure.
type Measure struct {
	Stream gehoor.StreamID
	Number int
	Bearer string
	Weight string
	Breach bool
	Own    bool
	// The days, at midnight UTC; zero for no such day.
	On, EndedOn, Start, Until, Planned time.Time
}

// Unlooked says that an incident of a dossier was not yet held against the others about
// the same subject, or waits for what comes of a weighing elsewhere.
type Unlooked struct {
	Stream gehoor.StreamID
}

// Holder says that somebody has the key of a dossier's compartment.
type Holder struct {
	Stream      gehoor.StreamID
	Person      gehoor.PersonID
	Compartment gehoor.Compartment
}

// Excluded says that somebody may know nothing of a dossier, whatever else is
// true of them. Exclusion beats holding.
type Excluded struct {
	Stream gehoor.StreamID
	Person gehoor.PersonID
}

// Help says that somebody waits to be called, and until when.
type Help struct {
	Stream gehoor.StreamID
	Person gehoor.PersonID
	Due    time.Time
}

// Short says that fewer than two people hold a dossier. It is for those who see to
// it that somebody does, and says nothing of what the dossier is about.
type Short struct {
	Stream  gehoor.StreamID
	Holders int
}

// Closed says that a dossier is closed, for the term after which it is destroyed.
type Closed struct {
	Stream   gehoor.StreamID
	ClosedAt time.Time
	// Held: something forbids that it is destroyed.
	Held bool
	// Proposed: somebody proposed that it is.
	Proposed bool
	// Exit is how it was closed: the term may depend on it. "" in a row from before
	// that was kept.
	Exit string
}

// Asked says that somebody is asked for something in a recovery of a dossier.
type Asked struct {
	Stream gehoor.StreamID
	Person gehoor.PersonID
}

// Counsel says that an advice to the top is somebody's: they gave it, or it is for them.
type Counsel struct {
	Stream gehoor.StreamID
	Person gehoor.PersonID
}

// Staff is the row of a person's stream: what they do here now.
type Staff struct {
	Stream gehoor.StreamID
	Person gehoor.PersonID
	Role   gehoor.Role
	Active bool
	// Deputy stands in for them while they are away; "" if nobody does.
	Deputy gehoor.PersonID
}

// Triage is the row of an office's stream: who receives signals about it.
type Triage struct {
	Stream gehoor.StreamID
	Office gehoor.Office
	Person gehoor.PersonID
	// Place is the order in which they are shown.
	Place int
}

// Notice is what somebody at the top was told of one signal. It says no more than they
// may know (protocols.md §0.4), and there is none for whom it is about or who is
// excluded.
type Notice struct {
	Stream   gehoor.StreamID
	Person   gehoor.PersonID
	Signal   gehoor.SignalID
	Function gehoor.Role
	GivenAt  time.Time
	// ConfirmedAt is when they confirmed it; zero before.
	ConfirmedAt time.Time
	// Severity is as it was first assessed; "" before.
	Severity string
	// Office is the position of the person concerned, of an office-holder; "" of
	// everybody else.
	Office string
	Formal bool
	Stage  Stage
	// Late: a term of the dossier has passed, or a step was done late.
	Late bool
}

// NoticeCursor says where a page of notices begins: after this one. The zero
// NoticeCursor is the beginning.
type NoticeCursor struct {
	// Confirmed: the page begins among those that are confirmed.
	Confirmed bool
	GivenAt   time.Time
	Signal    gehoor.SignalID
}

// Cursor is where a page begins that comes after the notice.
func (n Notice) Cursor() NoticeCursor {
	return NoticeCursor{Confirmed: !n.ConfirmedAt.IsZero(), GivenAt: n.GivenAt, Signal: n.Signal}
}

// Cursor says where a page of the work list begins: after the item with this
// due date and stream. The zero Cursor is the beginning.
type Cursor struct {
	DueAt  time.Time
	Stream gehoor.StreamID
}

// WorkFilter narrows the work list; the zero filter shows everything open.
type WorkFilter struct {
	Stage   Stage // "" is every stage but conclude
	Office  gehoor.Office
	Late    bool // only what is late
	Waiting bool // only where somebody waits for an answer
	Short   bool // only what fewer than two people hold
	Talk    bool // only where a reporter wants to talk
	Demand  bool // only where a reporter waits for somebody who does not lead
	Formal  bool // only formal reports
	Mine    bool // only what the person leads, or leads for somebody
	// Clock shows only where this step is due first; "" is any.
	Clock string
	// Before shows only what is due before a moment; zero is any.
	Before time.Time
}

// DueItem is a stream that must be looked at, in whatever organisation.
type DueItem struct {
	Org    gehoor.OrgID
	Stream gehoor.StreamID
	At     time.Time
}

// Place is a stream, in whatever organisation.
type Place struct {
	Org    gehoor.OrgID
	Stream gehoor.StreamID
}

// Behind is a stream that was reckoned by an earlier fact of another stream than the
// newest: the setting, or the chart.
type Behind struct {
	Org    gehoor.OrgID
	Stream gehoor.StreamID
	Seq    gehoor.Seq
}

// Counts are the figures above the work list, over what the asker may see.
type Counts struct {
	Open, Late, Waiting, Short, Talk, Demand int
}

// Store answers the lists. Every question about dossiers names who asks and is
// answered through may_see; only DueBefore, LeftBehind, SettingBehind, ChartBehind
// and Unlooked look over everything, ShortHanded and Asked answer with no more than a
// stream, and Incidents with what counts of a signal.
type Store interface {
	// WorkList returns up to limit items that the person may see, after the
	// cursor: by due date, those without one last, then by stream.
	WorkList(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, f WorkFilter, after Cursor, limit int) ([]WorkItem, error)
	// WorkCounts counts the person's open items.
	WorkCounts(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (Counts, error)
	// MaySee says whether the person may see the dossier's stream.
	MaySee(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, stream gehoor.StreamID) (bool, error)
	// DueBefore returns up to limit streams whose Due.At is not after now,
	// earliest first, that come after one; the zero DueItem is the beginning.
	DueBefore(ctx context.Context, now time.Time, after DueItem, limit int) ([]DueItem, error)
	// LeftBehind returns up to limit streams of dossiers, closed ones too, that are
	// held by somebody who does not work here any more, and come after one in the
	// order of their names; the zero Place is the beginning.
	LeftBehind(ctx context.Context, after Place, limit int) ([]Place, error)
	// SettingBehind returns up to limit streams that are due by an earlier setting than
	// their organisation's newest, and come after one: by organisation, setting and
	// stream. The zero Behind is the beginning.
	SettingBehind(ctx context.Context, after Behind, limit int) ([]Behind, error)
	// ChartBehind returns up to limit streams of dossiers for which those in line were
	// looked for by an earlier fact of the chart than its newest, in the same order.
	ChartBehind(ctx context.Context, after Behind, limit int) ([]Behind, error)
	// Unlooked returns up to limit streams with an [Unlooked] row that come after one in
	// the order of their names; the zero Place is the beginning.
	Unlooked(ctx context.Context, after Place, limit int) ([]Place, error)
	// Incidents returns up to limit incidents about a subject, the newest first, then by
	// stream and signal.
	Incidents(ctx context.Context, org gehoor.OrgID, about gehoor.Subject, limit int) ([]Incident, error)
	// Measures returns the burdens of all dossiers that were written down before a day and
	// not known to be over on another, by stream, number and bearer.
	Measures(ctx context.Context, org gehoor.OrgID, from, before time.Time) ([]Measure, error)
	// ShortHanded returns up to limit dossiers that fewer than two people hold,
	// by stream.
	ShortHanded(ctx context.Context, org gehoor.OrgID, limit int) ([]Short, error)
	// ClosedBefore returns up to limit dossiers that the person may see, that were
	// closed with an exit ("" is any) before a moment and that nothing forbids to
	// destroy, the longest closed first.
	ClosedBefore(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, exit string, before time.Time, limit int) ([]Closed, error)
	// Asked returns up to limit streams of dossiers in whose recovery the person
	// is asked for something, by stream.
	Asked(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, limit int) ([]gehoor.StreamID, error)
	// Counsels returns up to limit streams of advices to the top that are the person's, by
	// stream; with "" all there are, each once.
	Counsels(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, limit int) ([]gehoor.StreamID, error)
	// Triage returns who receives signals about the office, in order, active
	// staff only.
	Triage(ctx context.Context, org gehoor.OrgID, office gehoor.Office) ([]gehoor.PersonID, error)
	// StaffWith returns the active people with the role, by person ID.
	StaffWith(ctx context.Context, org gehoor.OrgID, role gehoor.Role) ([]gehoor.PersonID, error)
	// Notices returns up to limit notices that the person was given and may know of,
	// after the cursor: those that are not confirmed first, then the newest, then by
	// signal.
	Notices(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, after NoticeCursor, limit int) ([]Notice, error)
	// Notice returns what somebody was told of one signal, or gehoor.ErrNotFound; it is
	// not found, with the same work, by whoever may know nothing of it any more.
	Notice(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, stream gehoor.StreamID, signal gehoor.SignalID) (Notice, error)
	// Helps returns up to limit of those who wait to be called, who must be called first
	// first.
	Helps(ctx context.Context, org gehoor.OrgID, limit int) ([]Help, error)
	// StandsInFor returns those who are away and for whom the person stands in, by ID.
	StandsInFor(ctx context.Context, org gehoor.OrgID, deputy gehoor.PersonID) ([]gehoor.PersonID, error)
	// Rows returns all rows of a stream, as replay compares them: in the order
	// of their type's name and their fields.
	Rows(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID) ([]any, error)
}
