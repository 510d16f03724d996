package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// What is written down at a step of a protocol (package record). The catalogue says
// what can be written at all, the protocol what may be written now.

// Writing is a record as the browser of whoever writes it sends it.
type Writing struct {
	Kind gehoor.Kind
	// Signal is the signal that it is about; "" if it is about the dossier.
	Signal gehoor.SignalID
	// Fields are the open answers.
	Fields record.Fields
	// Words are the sealed answers and the text; without an ID there are none.
	Words ledger.Content
	// Made is the compartment for them if this browser had to make it, else nil.
	Made *Sealed
	// Propose: it waits for a second person.
	Propose bool
	// Alike is what the browser found when it compared the words with earlier ones, nil if
	// it did not.
	Alike *record.Likeness
}

func (w Writing) contents() []ledger.Content {
	var all []ledger.Content
	if w.Words.ID != "" {
		all = append(all, w.Words)
	}
	if w.Made != nil {
		all = append(all, w.Made.contents()...)
	}
	return all
}

// Record writes a record down, or lets it wait for a second person. The other
// holders are told that one waits.
func (c *Casework) Record(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, w Writing) error {
	contents := w.contents()
	if err := checkContents(contents); err != nil {
		return err
	}
	t, _ := record.Of(w.Kind)
	r := record.Record{What: w.Kind, Signal: w.Signal, Content: w.Words.ID, Alike: w.Alike}
	if len(w.Fields) > 0 {
		r.Fields = w.Fields
	}
	err := c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		if r.What != record.KindConflict && f.Dossier.MustDeclare(who) {
			return d, gehoor.Refuse(dossier.CodeDeclare)
		}
		made, err := c.internal(ctx, org, f, t.Compartment(), w.Made)
		if err != nil {
			return d, err
		}
		write := f.Dossier.Record
		if w.Propose {
			write = f.Dossier.ProposeRecord
		}
		facts, err := write(r, who, w.Made != nil)
		if err != nil {
			return d, err
		}
		if err := c.writable(ctx, org, f, gehoor.ByPerson(who), r, &d); err != nil {
			return d, err
		}
		d.Facts = append(made, facts...)
		if err := c.shutByChart(ctx, org, f, who, &d); err != nil {
			return d, err
		}
		if w.Propose {
			return d, c.proposed(ctx, org, f, who, r, &d)
		}
		return d, c.follows(ctx, org, f, who, r, &d)
	})
	if err == nil && !w.Propose {
		c.afterPattern(ctx, org, id, r)
	}
	return err
}

// DeclareNoInterest records that somebody who holds a dossier has no interest in it. Until
// they did they write nothing down and confirm nothing; they read it, and the reporter
// hears from them: nobody who told something waits for a form.
func (c *Casework) DeclareNoInterest(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) error {
	return c.asHolder(ctx, org, who, id, nil, func(f *File) (ledger.Decision, error) {
		return ledger.Decision{Facts: f.Dossier.DeclareNoInterest(who)}, nil
	})
}

// Confirming is the second person's yes to a record that waits, as their browser sends
// it.
type Confirming struct {
	Proposal gehoor.Seq
	// Read is what the browser found when it compared the words again, nil if it did not;
	// Different is why they are different enough, without an ID if that is not said.
	Read      *record.Likeness
	Different ledger.Content
}

// ConfirmRecord makes a record count that somebody else proposed.
func (c *Casework) ConfirmRecord(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, y Confirming) error {
	var contents []ledger.Content
	if y.Different.ID != "" {
		contents = append(contents, y.Different)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	var r record.Record
	err := c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		if f.Dossier.MustDeclare(who) {
			return d, gehoor.Refuse(dossier.CodeDeclare)
		}
		facts, err := f.Dossier.ConfirmRecord(y.Proposal, who, y.Read, y.Different.ID)
		if err != nil {
			return d, err
		}
		r = facts[0].(record.Record)
		if err := c.writable(ctx, org, f, gehoor.ByPerson(who), r, &d); err != nil {
			return d, err
		}
		d.Facts = facts
		if err := c.shutByChart(ctx, org, f, who, &d); err != nil {
			return d, err
		}
		return d, c.follows(ctx, org, f, who, r, &d)
	})
	if err == nil {
		c.afterPattern(ctx, org, id, r)
	}
	return err
}

// DropRecord takes a proposal back, or does not agree with it. Who proposed it is
// told that there is something.
func (c *Casework) DropRecord(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, proposal gehoor.Seq) error {
	return c.asHolder(ctx, org, who, id, nil, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		p, _ := f.Dossier.ProposedRecord(proposal)
		facts, err := f.Dossier.DropRecord(proposal)
		if err != nil {
			return d, err
		}
		d.Facts = facts
		if err := c.shutByChart(ctx, org, f, who, &d); err != nil || p.By == who {
			return d, err
		}
		to, err := c.working(ctx, org, []gehoor.PersonID{p.By}, &d.Reads)
		d.Inserts = c.alerts(org, slices.DeleteFunc(to, f.Dossier.Excluded), alert{kind: notify.KindHandling, quiet: f.quiet()})
		return d, err
	})
}

// writable refuses a record that names what is not there: a signal of another
// dossier, somebody who is not in the directory, a step or a question that the
// protocol has not.
func (c *Casework) writable(ctx context.Context, org gehoor.OrgID, f *File, by gehoor.Actor, r record.Record, d *ledger.Decision) error {
	if _, ok := f.Signals.Get(r.Signal); !ok && r.Signal != "" {
		return gehoor.Refuse(record.CodeAbout)
	}
	t, _ := record.Of(r.What)
	if err := f.takenBack(r); err != nil {
		return err
	}
	if err := c.reachable(f, r); err != nil {
		return err
	}
	for _, field := range t.Open() {
		value, _ := r.Fields[field.Name].(string)
		if value == "" {
			continue
		}
		there, err := c.isThere(ctx, org, f, r, field.Type, value, &d.Reads)
		if err != nil {
			return err
		}
		if !there {
			return gehoor.Refuse(record.CodeWrong, "field", field.Name)
		}
	}
	if err := f.tellable(r); err != nil {
		return err
	}
	if err := c.pickable(ctx, org, f, r, &d.Reads); err != nil {
		return err
	}
	if err := c.mayReveal(ctx, org, f, by, r, &d.Reads); err != nil {
		return err
	}
	if err := c.mayWatch(ctx, org, f, by, r, &d.Reads); err != nil {
		return err
	}
	return c.mayHandle(ctx, org, f, by, r, &d.Reads)
}

// CodeUnconsented: no consent stands for this recipient and purpose.
const CodeUnconsented gehoor.Code = "consent.not-there"

// Codes of refusals about tasks.
const (
	// CodeAdviser: a confidential adviser has no part in handling (protocols.md §1.8, G-VP).
	CodeAdviser gehoor.Code = "record.adviser-handles"
	// CodeNoTask: the person can have no task in this dossier; it is one refusal for every
	// reason, because the asker may not know whom a reporter struck.
	CodeNoTask gehoor.Code = "record.no-task"
)

// mayReveal refuses to say who the reporter is with a consent that does not stand: it was
// never given for that recipient and purpose, or was taken back. What a protocol says of
// it is said first.
func (c *Casework) mayReveal(ctx context.Context, org gehoor.OrgID, f *File, by gehoor.Actor, r record.Record, reads *[]ledger.Version) error {
	needs, ok := r.Reveals()
	if !ok || slices.ContainsFunc(f.Dossier.Consents(r.Signal), func(o dossier.Consented) bool { return o.Consent == needs }) {
		return nil
	}
	if !r.Seconded() {
		r.Proposal = f.nextSeq()
	}
	if err := c.allowed(ctx, org, f, by, []gehoor.Fact{r}, reads); err != nil {
		return err
	}
	return gehoor.Refuse(CodeUnconsented)
}

// mayHandle refuses a task to somebody who is excluded, and to a confidential adviser one
// in which they would handle. What a protocol says of it is said first.
func (c *Casework) mayHandle(ctx context.Context, org gehoor.OrgID, f *File, by gehoor.Actor, r record.Record, reads *[]ledger.Version) error {
	to, handles, ok := r.Assigns()
	switch {
	case !ok:
		return nil
	case f.Dossier.Excluded(to):
		if err := c.allowed(ctx, org, f, by, []gehoor.Fact{r}, reads); err != nil {
			return err
		}
		return gehoor.Refuse(CodeNoTask)
	case !handles:
		return nil
	}
	people, err := c.people(ctx, org, []gehoor.PersonID{to}, reads)
	if err == nil && people[0].Role == gehoor.RoleAdviser {
		err = gehoor.Refuse(CodeAdviser)
	}
	return err
}

// isThere says whether what an answer names exists.
func (c *Casework) isThere(ctx context.Context, org gehoor.OrgID, f *File, r record.Record, t record.FieldType, value string, reads *[]ledger.Version) (bool, error) {
	switch t {
	case record.Person:
		people, err := c.people(ctx, org, []gehoor.PersonID{gehoor.PersonID(value)}, reads)
		return err == nil && people[0].Role != "", err
	case record.OfChart:
		s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
		addRead(reads, s.Version())
		return err == nil && isPickable(s.State, f.Dossier, r, gehoor.PersonID(value)), err
	case record.Step:
		_, ok, err := c.step(ctx, org, f, value)
		return ok, err
	case record.Question:
		s, ok, err := c.step(ctx, org, f, value)
		return ok && s.Decision != nil, err
	case record.Answer:
		question, _ := r.Question()
		s, ok, err := c.step(ctx, org, f, question)
		return ok && s.Decision != nil && slices.ContainsFunc(s.Decision.Options, func(o protocol.Option) bool { return o.Code == value }), err
	}
	return true, nil
}

// isPickable says whether a record can name somebody of the chart: whom it picks must be one
// person, and whom it takes back was picked, whoever they turned out to be since.
func isPickable(c *chart.Chart, d *dossier.State, r record.Record, p gehoor.PersonID) bool {
	if pick, ok := r.Picks(); ok && pick.TakenBack {
		return slices.ContainsFunc(d.Picked(), func(one dossier.Concern) bool { return one.Person == p && one.Team == pick.Team })
	}
	return c.Knows(p) && !c.Unclear(p)
}

// CodeNoTeam: nobody works under this person, or one alone. What is told of one is told of
// that person, and not of a team.
const CodeNoTeam gehoor.Code = "record.no-team"

// CodeOneHolder: by the chart one person alone held the office for as long as a signal about it
// counts. Then it is known who is meant: the signal counts with all others about that person.
const CodeOneHolder gehoor.Code = "record.one-holder"

// pickable refuses to pick whom was picked for the signal under another ID, a team that is
// none, and an office of which it is known who is meant; so of a signal of before Gehoor.
func (c *Casework) pickable(ctx context.Context, org gehoor.OrgID, f *File, r record.Record, reads *[]ledger.Version) error {
	pick, picks := r.Picks()
	earlier, enters := r.Earlier()
	about, told := pick.Subject, f.received(r.Signal)
	if enters {
		about, told = earlier.Subject, earlier.Day
	}
	if !enters && (!picks || pick.TakenBack) {
		return nil
	}
	s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
	if err != nil {
		return err
	}
	addRead(reads, s.Version())
	if picks && slices.ContainsFunc(f.Dossier.Picked(), func(one dossier.Concern) bool {
		return one.Confirmed && one.Signal == r.Signal && same(s.State, one.Subject, pick.Subject)
	}) {
		return dossier.PickedBefore(pick.Subject)
	}
	switch {
	case about.Team && !s.State.LeadsTeam(about.Person):
		return gehoor.Refuse(CodeNoTeam)
	case about.Office == "":
		return nil
	}
	rules, err := c.patternRules(ctx, org, f.Dossier)
	if err != nil {
		return err
	}
	if s.State.Alone(about.Office, protocol.DateOf(told.AddDate(0, -rules.Months(about.Kind()), 0)), protocol.DateOf(told)) != "" {
		return gehoor.Refuse(CodeOneHolder)
	}
	return nil
}

// same says whether two subjects are certainly one.
func same(s *chart.Chart, one, other pattern.Subject) bool {
	return one.Team == other.Team && one.Office == other.Office && (one.Office != "" || s.Same(one.Person, other.Person))
}

// step finds a step of the protocols that the dossier follows.
func (c *Casework) step(ctx context.Context, org gehoor.OrgID, f *File, code string) (protocol.Step, bool, error) {
	rules, err := c.rulesOf(ctx, org, f.Dossier)
	s, ok := rules.set.Step(protocol.StepCode(code))
	return s, ok, err
}

// proposed asks the protocol as if a second person had confirmed, and had said why the
// words are different enough where that must be said, so that nobody confirms what is
// then refused. It tells the others that it waits.
func (c *Casework) proposed(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, r record.Record, d *ledger.Decision) error {
	r.Proposal = f.nextSeq()
	if r.Unread() {
		r.Different = r.Content
	}
	if err := c.allowed(ctx, org, f, gehoor.ByPerson(who), []gehoor.Fact{r}, &d.Reads); err != nil {
		return err
	}
	return c.tellExcept(ctx, org, f, []gehoor.PersonID{who}, d)
}

// follows adds what follows from a record by itself.
func (c *Casework) follows(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, r record.Record, d *ledger.Decision) error {
	if p, mayContinue, ok := r.DecidesInterest(); ok {
		d.Facts = append(d.Facts, f.Dossier.DecideInterest(p, mayContinue)...)
		return nil
	}
	if conflicted, involved, ok := r.Conflict(); ok {
		shut := f.Dossier.Suspend
		if involved {
			shut = f.Dossier.Exclude
		}
		return c.exclude(ctx, org, f, who, conflicted, shut(conflicted), d)
	}
	if r.What == record.KindChanged {
		// What forces a review does not lie in a closed file.
		d.Facts = append(d.Facts, f.Dossier.Return()...)
	}
	return c.informed(ctx, org, f, r, d)
}

// exclude shuts out somebody who has an interest, for good or until two have decided, at
// once, whoever is left: a dossier with too few holders is mended, one that was steered is
// not. gone is what follows from it. The others are told, and if they are too few, whoever
// sees to it.
func (c *Casework) exclude(ctx context.Context, org gehoor.OrgID, f *File, who, conflicted gehoor.PersonID, gone []gehoor.Fact, d *ledger.Decision) error {
	d.Facts = append(d.Facts, gone...)
	if len(gone) == 0 || !f.Dossier.Holds(conflicted, gehoor.Conversation) {
		return nil
	}
	return c.tellOfGone(ctx, org, f, who, []gehoor.PersonID{conflicted}, d)
}

// tellOfGone tells the others that somebody does not hold the dossier any more: if they
// are too few, whoever sees to it. who did it is "" for the system.
func (c *Casework) tellOfGone(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, gone []gehoor.PersonID, d *ledger.Decision) error {
	before := len(d.Inserts)
	if err := c.alarm(ctx, org, f, gone, d); err != nil || len(d.Inserts) > before {
		return err
	}
	return c.tellExcept(ctx, org, f, append(gone, who), d)
}

// tellExcept tells the other holders that there is something in a dossier of theirs;
// nobody whom the decision itself shuts out.
func (c *Casework) tellExcept(ctx context.Context, org gehoor.OrgID, f *File, but []gehoor.PersonID, d *ledger.Decision) error {
	to, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
	to = slices.DeleteFunc(to, func(p gehoor.PersonID) bool {
		return slices.Contains(but, p) || shutsOut(d, p)
	})
	d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindHandling, quiet: f.quiet()})...)
	return err
}

// shutsOut says whether a decision shuts somebody out.
func shutsOut(d *ledger.Decision, p gehoor.PersonID) bool {
	return slices.ContainsFunc(d.Facts, func(f gehoor.Fact) bool {
		x, shut := f.(dossier.Excluded)
		return shut && x.Person == p
	})
}

// nextSeq is a place in the stream that is not taken yet.
func (f *File) nextSeq() gehoor.Seq { return gehoor.Seq(len(f.Facts) + 1) }
