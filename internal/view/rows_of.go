package view

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/counsel"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// Term is what the lists need of a dossier's clocks.
type Term struct {
	// Step and DueAt are the running clock that is due first; zero if none.
	Step  string
	DueAt time.Time
	// Statutory and Actor are that clock's.
	Statutory bool
	Actor     string
	// Leader is who leads the dossier.
	Leader gehoor.PersonID
	// OtherOffice and AskName are those of [WorkItem].
	OtherOffice, AskName bool
	// WaitingSince is when somebody with a code of their own said what nobody answered; zero
	// if none waits.
	WaitingSince time.Time
	// Late: a clock was late when the last event happened.
	Late bool
	// Next is when the dossier must be looked at again; zero if never.
	Next time.Time
	// Notices are those of people who may still know of what they were told, without
	// stage and whether it is formal.
	Notices []Notice
}

// Dossier returns all rows of a dossier's stream.
func Dossier(id gehoor.DossierID, d *dossier.State, signals []signal.Signal, t Term) []any {
	stream := gehoor.DossierStream(id)
	rows := asked(stream, d)
	if !d.Exists() || len(signals) == 0 {
		return rows
	}
	rows = append(rows, workItem(id, d, signals, t))
	if at := lookedAt(d, t); !at.IsZero() {
		rows = append(rows, Due{Stream: stream, At: at, Setting: d.Setting})
	}
	for _, c := range d.Compartments() {
		for _, p := range d.Holders(c) {
			rows = append(rows, Holder{Stream: stream, Person: p, Compartment: c})
		}
	}
	if last, closed := d.Closing(); closed {
		_, proposed := d.Proposed()
		rows = append(rows, Closed{Stream: stream, ClosedAt: last.At, Held: d.Held(), Proposed: proposed, Exit: string(last.Exit)})
	}
	if d.ShortHanded() {
		rows = append(rows, Short{Stream: stream, Holders: len(d.Present())})
	}
	if _, closed := d.Closing(); !closed && len(d.Picked()) > 0 {
		rows = append(rows, Concerned{Stream: stream, Chart: d.Looked.Chart})
	}
	rows = append(rows, incidents(stream, d, signals)...)
	rows = append(rows, measures(stream, d)...)
	for _, p := range d.Exclusions() {
		rows = append(rows, Excluded{Stream: stream, Person: p})
	}
	for _, n := range t.Notices {
		for _, s := range signals {
			if s.ID == n.Signal {
				n.Formal, n.Stage = s.Formal, stage(s)
			}
		}
		if _, closed := d.Closing(); closed {
			n.Stage = StageConclude
		}
		n.Late = t.Late || overdue(d)
		rows = append(rows, n)
	}
	return rows
}

// ChannelAdviser is the channel of an incident that a confidential adviser passed on. Its day
// is the first of the month.
const ChannelAdviser = "adviser"

// incidents are what counts of a dossier when patterns are looked for, in a closed one too,
// and whether that is still to be done.
func incidents(stream gehoor.StreamID, d *dossier.State, signals []signal.Signal) []any {
	var rows []any
	refuted := d.Refuted()
	for _, c := range d.Counting() {
		at := slices.IndexFunc(signals, func(s signal.Signal) bool { return s.ID == c.Signal })
		if at < 0 || refuted || d.TakenBack(c.Signal) {
			continue
		}
		i := d.Incident(c)
		row := Incident{
			Stream: stream, Signal: c.Signal, Subject: c.Subject, Day: protocol.Day(signals[at].ReceivedAt), Severity: string(i.Severity),
			Distinct: i.Reporter != "", Channel: string(signals[at].Entered.Channel), TalkOn: i.TalkOn, NothingOn: i.NothingOn,
			MeasureOn: d.FirstMeasure(), Weighing: d.Weighing(c.Subject), With: d.With(c.Subject),
		}
		if passed := signals[at].Passed; passed != nil {
			row.Day, row.Channel, row.Severity = passed.Month, ChannelAdviser, cmp.Or(row.Severity, passed.Severity)
		}
		if once := d.Once(); len(once) > 0 {
			row.Same = once[0]
		}
		if last, closed := d.Closing(); closed {
			row.Exit, row.ClosedOn = string(last.Exit), protocol.Day(last.At)
		}
		rows = append(rows, row)
	}
	for _, e := range d.Entered() {
		rows = append(rows, Incident{
			Stream: stream, Signal: gehoor.SignalID(fmt.Sprintf("earlier-%d", e.Seq)), Subject: e.Subject, Day: e.Day, Severity: e.Severity,
			Channel: e.Channel, TalkOn: e.TalkOn,
		})
	}
	if _, closed := d.Closing(); !closed && len(d.Unlooked())+len(d.Joined()) > 0 {
		rows = append(rows, Unlooked{Stream: stream})
	}
	return rows
}

// Stub returns the rows of a stub: what counts, and when it is destroyed.
func Stub(id gehoor.StubID, s *pattern.Stub) []any {
	if !s.Exists {
		return nil
	}
	stream, due := gehoor.StubStream(id), Due{Stream: gehoor.StubStream(id), At: s.Until(), Setting: AnySetting}
	if b := s.Burden; b != nil {
		return []any{Measure{
			Stream: stream, Number: 1, Bearer: b.Bearer, Weight: b.Weight, Breach: b.Breach, Own: b.Own,
			On: b.On, EndedOn: b.EndedOn, Start: b.Start, Until: b.OverOn, Planned: b.Planned,
		}, due}
	}
	return []any{
		Incident{
			Stream: stream, Signal: gehoor.SignalID(id), Subject: s.Subject(), Day: s.Day, Severity: string(s.Severity), Distinct: s.Distinct, Channel: s.Channel,
			TalkOn: s.TalkOn, NothingOn: s.NothingOn, MeasureOn: s.MeasureOn, Exit: s.Exit, ClosedOn: s.ClosedOn,
		},
		due,
	}
}

// measures are the burdens of a dossier, each of one bearer.
func measures(stream gehoor.StreamID, d *dossier.State) []any {
	var rows []any
	for _, m := range d.Measures().All {
		for _, b := range m.Burdens {
			rows = append(rows, Measure{
				Stream: stream, Number: m.Number, Bearer: string(b.Bearer), Weight: string(m.Weight), Breach: m.Breach, Own: m.Own,
				On: m.On, EndedOn: b.EndedOn, Start: m.Start, Until: b.Until, Planned: b.Planned,
			})
		}
	}
	return rows
}

// Never is when a dossier is looked at that is open, and in which nothing will happen by
// itself. It has a row all the same, so that a later setting finds it.
func Never() time.Time { return time.Date(9000, time.January, 1, 0, 0, 0, 0, time.UTC) }

// lookedAt is when a dossier must be looked at again; zero if never, whatever comes.
func lookedAt(d *dossier.State, t Term) time.Time {
	if _, closed := d.Closing(); t.Next.IsZero() && !closed {
		return Never()
	}
	return t.Next
}

// asked are those for whom a recovery is something to do or to follow: who asked,
// the custodians who did not give yet, and the recipient. One that has ended by
// itself is among them: time adds no row.
func asked(stream gehoor.StreamID, d *dossier.State) []any {
	if len(d.Recoveries) == 0 {
		return nil
	}
	r := d.Recoveries[len(d.Recoveries)-1]
	if !r.RecoveredAt.IsZero() || r.Ended {
		return nil
	}
	people := []gehoor.PersonID{r.Recipient}
	add := func(p gehoor.PersonID) {
		if !slices.Contains(people, p) && !d.Excluded(p) {
			people = append(people, p)
		}
	}
	if by, staff := r.By.Person(); staff {
		add(by)
	}
	for _, c := range r.Compartments {
		b, _ := d.Box(c)
		for _, h := range b.Shares {
			if !r.Gave(h.Custodian) {
				add(h.Custodian)
			}
		}
	}
	rows := make([]any, len(people))
	for i, p := range people {
		rows[i] = Asked{Stream: stream, Person: p}
	}
	return rows
}

// workItem sums the signals up: the most urgent of each wins, except that the
// office and language are the first signal's.
func workItem(id gehoor.DossierID, d *dossier.State, signals []signal.Signal, t Term) WorkItem {
	first := signals[0]
	w := WorkItem{
		Stream: gehoor.DossierStream(id), Dossier: id, Office: first.Office, Language: first.Language,
		Stage: StageAddress, ReceivedOn: protocol.Day(first.ReceivedAt),
		Clock: t.Step, DueAt: t.DueAt, Late: t.Late || overdue(d), Escalated: len(d.Lateness),
		PickAgain: d.Looked.Unclear, OtherOffice: t.OtherOffice, AskName: t.AskName,
		Short: d.ShortHanded(), Leader: t.Leader, StandIn: d.ActsFor(t.Leader), Keyless: len(d.Keyless()) > 0, Statutory: t.Statutory, Actor: t.Actor,
	}
	for _, s := range signals {
		w.NotSafe = w.NotSafe || s.NotSafe
		w.Formal = w.Formal || s.Formal
		w.Waiting = w.Waiting || s.Waiting()
		w.Talk = w.Talk || s.TalkAsked
		w.Demand = w.Demand || len(s.Demanded()) > 0
		if on := protocol.Day(s.ReporterAt()); on.After(w.ReporterOn) {
			w.ReporterOn = on
		}
		w.Stage = earlier(w.Stage, stage(s))
	}
	if on := protocol.Day(t.WaitingSince); !t.WaitingSince.IsZero() {
		if !w.Waiting || on.After(w.ReporterOn) {
			w.ReporterOn = on
		}
		w.Waiting = true
	}
	if first.Nobody() {
		w.Language = "" // there is no reporter who writes in one
	}
	_, asked := d.ErasureAsked()
	if _, closed := d.Closing(); closed && !asked { // a request that waits is work
		w.Stage = StageConclude
	}
	return w
}

// overdue says whether a term has passed that no protocol knows: that of a request for
// erasure. That somebody was told of a term of a protocol is no lateness: half of it is
// told too, and what was late stays so in the term.
func overdue(d *dossier.State) bool {
	return slices.ContainsFunc(d.Lateness, func(l dossier.Late) bool { return l.Step == string(protocol.StepErasure) })
}

func stage(s signal.Signal) Stage {
	switch {
	case s.Nobody():
		return StageAssess
	case s.AcknowledgedAt.IsZero():
		return StageReceive
	case s.FeedbackAt.IsZero():
		return StageAssess
	}
	return StageAddress
}

func earlier(a, b Stage) Stage {
	order := map[Stage]int{StageReceive: 0, StageAssess: 1, StageAddress: 2, StageConclude: 3}
	if order[b] < order[a] {
		return b
	}
	return a
}

// Person returns the rows of a person's stream: what they do here, whether they wait to be
// called, and when an absence begins or a call is late. Somebody whose key lapsed has none of the first: they have not left, and nobody
// seals to them.
func Person(p *directory.Person) []any {
	var rows []any
	if at := p.Next(); !at.IsZero() {
		rows = append(rows, Due{Stream: gehoor.PersonStream(p.ID), At: at, Setting: AnySetting})
	}
	if p.Here() && p.Help.Open() {
		rows = append(rows, Help{Stream: gehoor.PersonStream(p.ID), Person: p.ID, Due: p.Help.Due})
	}
	if p.Role == "" || p.Lapsed != "" && p.Here() {
		return rows
	}
	return append(rows, Staff{Stream: gehoor.PersonStream(p.ID), Person: p.ID, Role: p.Role, Active: p.Active(), Deputy: p.Deputy()})
}

// CounselRows returns the rows of an advice to the top: whose it is.
func CounselRows(id gehoor.CounselID, s *counsel.State) []any {
	if !s.Exists() {
		return nil
	}
	stream := gehoor.CounselStream(id)
	rows := []any{Counsel{Stream: stream, Person: s.By}}
	for _, to := range s.To {
		rows = append(rows, Counsel{Stream: stream, Person: to.Person})
	}
	return rows
}

// AnySetting is the setting of what is due by none: no other can move it.
const AnySetting gehoor.Seq = math.MaxInt64

// Protocols returns the row of the stream of protocols: the fact since which terms run
// as they do, if there is one.
func Protocols(setting gehoor.Seq) []any {
	if setting == 0 {
		return nil
	}
	return []any{Setting{Stream: gehoor.ProtocolStream, Seq: setting}}
}

// Organigram returns the row of the chart's stream: its newest fact, if there is one.
func Organigram(newest gehoor.Seq) []any {
	if newest == 0 {
		return nil
	}
	return []any{Chart{Stream: gehoor.ChartStream, Seq: newest}}
}

// Office returns the rows of an office's stream.
func Office(o gehoor.Office, s *directory.Office) []any {
	rows := make([]any, len(s.Holders))
	for i, p := range s.Holders {
		rows[i] = Triage{Stream: gehoor.OfficeStream(o), Office: o, Person: p, Place: i}
	}
	return rows
}
