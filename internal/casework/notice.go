package casework

import (
	"cmp"
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
)

// The top is told of every signal of which it may know, by the program, and confirms it
// (decision 46). Nobody at the top holds anything: what they see of a signal are rows of
// their own, and what is in them is in the proportion of protocols.md §0.4.

// inform tells whoever a step names first and may know of it.
func (c *Casework) inform(ctx context.Context, org gehoor.OrgID, f *File, i protocol.Inform, d *ledger.Decision) error {
	for _, role := range i.Roles {
		to, err := c.reached(ctx, org, f, i.Signal, role, d)
		if err != nil {
			return err
		}
		if len(to) > 0 {
			d.Facts = append(d.Facts, f.Dossier.Inform(i.Signal, string(i.Step), to, role)...)
			d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindNotice, atOnce: i.Urgent, quiet: f.quiet()})...)
			return nil
		}
	}
	d.Facts = append(d.Facts, f.Dossier.Inform(i.Signal, string(i.Step), nil, "")...)
	return nil
}

// kindInformed is the record that somebody told the top.
const kindInformed gehoor.Kind = "top.informed"

// CodeTopConcerned: by the chart it is about whoever holds this function.
const CodeTopConcerned gehoor.Code = "notice.concerned"

// tellable refuses to tell somebody at the top what the chart says is about them.
func (f *File) tellable(r record.Record) error {
	functions, _ := r.Fields[protocol.FieldFunctions].([]string)
	if r.What == kindInformed && slices.ContainsFunc(functions, func(name string) bool { return f.holds(gehoor.Role(name), r.Signal) }) {
		return gehoor.Refuse(CodeTopConcerned)
	}
	return nil
}

// informed lets those at the top whom a record says were told confirm it themselves, if
// they work with Gehoor.
func (c *Casework) informed(ctx context.Context, org gehoor.OrgID, f *File, r record.Record, d *ledger.Decision) error {
	functions, _ := r.Fields[protocol.FieldFunctions].([]string)
	if r.What != kindInformed {
		return nil
	}
	for _, s := range f.Signals.All() {
		if r.Signal != "" && s.ID != r.Signal {
			continue
		}
		for _, name := range functions {
			if err := c.informedAs(ctx, org, f, s.ID, gehoor.Role(name), d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Casework) informedAs(ctx context.Context, org gehoor.OrgID, f *File, signal gehoor.SignalID, role gehoor.Role, d *ledger.Decision) error {
	if !role.IsTold() {
		return nil
	}
	to, err := c.reached(ctx, org, f, signal, role, d)
	if err != nil {
		return err
	}
	to = slices.DeleteFunc(to, func(p gehoor.PersonID) bool {
		_, told := f.Dossier.NoticeOf(p, signal)
		return told
	})
	if len(to) > 0 {
		d.Facts = append(d.Facts, f.Dossier.Inform(signal, "", to, role)...)
		d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindNotice, quiet: f.quiet()})...)
	}
	return nil
}

// reached are those with a role who work here, may know of the signal and are not away;
// nobody if it is about their position.
func (c *Casework) reached(ctx context.Context, org gehoor.OrgID, f *File, signal gehoor.SignalID, role gehoor.Role, d *ledger.Decision) ([]gehoor.PersonID, error) {
	if f.concerns(role, signal) {
		return nil, nil
	}
	with, err := c.deps.Lists.StaffWith(ctx, org, role)
	if err != nil {
		return nil, err
	}
	may, err := c.telling(ctx, org, f, with, &d.Reads)
	if err != nil {
		return nil, err
	}
	people, err := c.people(ctx, org, may, &d.Reads)
	if err != nil {
		return nil, err
	}
	var to []gehoor.PersonID
	for _, p := range people {
		if !p.AwayAt(c.deps.Source.Now()) {
			to = append(to, p.ID)
		}
	}
	return to, nil
}

// concerns says whether a signal, or with "" any signal of the dossier, is about the
// position of a role: as it came in or as it was assessed, or as the chart has those who
// were picked. Until somebody assesses it anew the stricter of the two holds.
func (f *File) concerns(role gehoor.Role, id gehoor.SignalID) bool {
	return slices.ContainsFunc(f.offices(id), func(o string) bool {
		return role.Concerned(gehoor.Office(o), gehoor.Office(o) == chart.WholeCollege)
	}) || f.holds(role, id)
}

// holds says whether by the chart a signal is about the position of a role.
func (f *File) holds(role gehoor.Role, id gehoor.SignalID) bool {
	return slices.ContainsFunc(f.Dossier.OfficesOf(id), func(o gehoor.Office) bool { return role.Concerned(o, o == chart.WholeCollege) })
}

// offices are the positions of those whom a signal, or with "" any signal, is about: the
// one with which it came in, until it was assessed.
func (f *File) offices(id gehoor.SignalID) []string {
	var all []string
	for _, s := range f.Signals.All() {
		if id != "" && s.ID != id {
			continue
		}
		all = append(all, cmp.Or(f.assessment(s.ID, "office"), string(s.Office)))
	}
	return all
}

// assessment is an answer of the last first assessment of a signal; "" before there is one.
func (f *File) assessment(id gehoor.SignalID, field string) string {
	fields, ok := f.assessed[id]
	if !ok {
		fields = f.assessed[""]
	}
	answer, _ := fields[field].(string)
	return answer
}

// notices are the rows of those who were told of a signal and may still know of it.
func (f *File) notices(id gehoor.DossierID) []view.Notice {
	var all []view.Notice
	for _, n := range f.Dossier.Notices {
		if f.Dossier.Excluded(n.Person) || f.concerns(n.Function, n.Signal) {
			continue
		}
		row := view.Notice{
			Stream: gehoor.DossierStream(id), Person: n.Person, Signal: n.Signal, Function: n.Function,
			GivenAt: n.At, ConfirmedAt: n.ConfirmedAt, Severity: f.assessment(n.Signal, "severity"),
		}
		// Of somebody else who works here they are told only that there is a signal
		// (protocols.md §0.4).
		if o := f.offices(n.Signal); len(o) > 0 && (gehoor.Office(o[0]) == chart.WholeCollege || gehoor.Office(o[0]).OfHolder()) {
			row.Office = o[0]
		}
		all = append(all, row)
	}
	return all
}

// AtTop is somebody who is told of signals; [gehoor.ErrNotFound] for everybody else.
func (c *Casework) AtTop(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err != nil {
		return nil, err
	}
	if !p.State.IsTold() {
		return nil, gehoor.ErrNotFound
	}
	return p.State, nil
}

// Notices lists up to limit signals of which somebody was told: what they have to
// confirm first, then the newest, after a cursor.
func (c *Casework) Notices(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, after view.NoticeCursor, limit int) ([]view.Notice, error) {
	if _, err := c.AtTop(ctx, org, who); err != nil {
		return nil, err
	}
	return c.deps.Lists.Notices(ctx, org, who, after, limit)
}

// ConfirmNotice records that somebody knows of a signal of which they were told. Done
// before it is nothing. Who was told nothing, or may know nothing any more, finds
// nothing.
func (c *Casework) ConfirmNotice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, signal gehoor.SignalID) error {
	return c.asTold(ctx, org, who, id, signal, func(f *File) ([]gehoor.Fact, error) {
		return f.Dossier.ConfirmNotice(who, signal, protocol.DateOf(c.deps.Source.Now()).String())
	})
}

// Told is what somebody was told of a signal and may still know; the error is
// [gehoor.ErrNotFound] if that is nothing, with the same work whatever there is.
func (c *Casework) Told(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, signal gehoor.SignalID) (view.Notice, error) {
	return c.deps.Lists.Notice(ctx, org, who, gehoor.DossierStream(id), signal)
}

// CodeEarlierDay: nobody can have known since a day that is still to come.
const CodeEarlierDay gehoor.Code = "notice.earlier-day"

// DeclareEarlier records that somebody knew of a signal before they were told, as they
// say themselves. It stands there as recorded afterwards, and nothing removes it.
func (c *Casework) DeclareEarlier(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, signal gehoor.SignalID, e dossier.Earlier) error {
	return c.asTold(ctx, org, who, id, signal, func(f *File) ([]gehoor.Fact, error) {
		facts, err := f.Dossier.DeclareEarlier(who, signal, e)
		if err != nil {
			return nil, err
		}
		if day, err := protocol.ParseDate(e.Since); err != nil || protocol.DateOf(c.deps.Source.Now()).Before(day) {
			return nil, gehoor.Refuse(CodeEarlierDay)
		}
		return facts, nil
	})
}

// asTold runs an act of somebody at the top about a signal of which they were told.
func (c *Casework) asTold(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, signal gehoor.SignalID, act func(*File) ([]gehoor.Fact, error)) error {
	if _, err := c.AtTop(ctx, org, who); err != nil {
		return err
	}
	if _, err := c.Told(ctx, org, who, id, signal); err != nil {
		return err
	}
	by := gehoor.ByPerson(who)
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		f := s.State
		d := ledger.Decision{Actor: by, Protocol: f.Dossier.Protocol}
		if !f.mayKnow(who, signal) {
			return d, gehoor.ErrNotFound
		}
		here, err := c.working(ctx, org, []gehoor.PersonID{who}, &d.Reads)
		if err != nil {
			return d, err
		}
		if len(here) == 0 {
			return d, gehoor.ErrNotFound // they left meanwhile
		}
		if d.Facts, err = act(f); err != nil || len(d.Facts) == 0 {
			return d, err
		}
		return d, c.allowed(ctx, org, f, by, d.Facts, &d.Reads)
	})
	return err
}

// mayKnow says whether somebody was told of a signal and may still know of it.
func (f *File) mayKnow(who gehoor.PersonID, signal gehoor.SignalID) bool {
	n, told := f.Dossier.NoticeOf(who, signal)
	return told && !f.concerns(n.Function, signal)
}
