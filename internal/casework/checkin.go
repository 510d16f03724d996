package casework

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// How it goes with a reporter, a witness or the person concerned after the end (package
// checkin). A step of a protocol of which an answer is a record is a contact: shortly
// before it is due, the program asks, in the mailbox or where a participant reads. An
// answer that it goes well is the contact; otherwise somebody of staff makes it. What a
// protocol makes of an answer its guards say.

const (
	// askBefore is how long before a contact is due somebody is asked, at most: a week to
	// come and look.
	askBefore = 7
	// askPart: of a short term the last quarter, so that "after two weeks" is not one.
	askPart = 4
	// askHour is when on the day, so that mail about it comes by daylight.
	askHour = 9
)

// contact is a step at which somebody is asked how it goes, and when.
type contact struct {
	code   dossier.Coded
	step   protocol.StepCode
	at     time.Time
	target time.Time
}

// contacts are those that are still to come, or have come and were not asked.
func (r rules) contacts(f *File, result protocol.Result) []contact {
	var all []contact
	for _, k := range result.Clocks {
		i := slices.IndexFunc(result.Open, func(o protocol.OpenStep) bool { return o.Step == k.Step && o.Signal == k.Signal })
		if i < 0 {
			continue
		}
		for _, code := range r.asked(f, result.Open[i], k) {
			all = append(all, contact{code: code, step: k.Step, at: askAt(k), target: k.Target})
		}
	}
	return slices.DeleteFunc(all, func(one contact) bool {
		list := f.checkIns(one.code)
		_, came := list.Of(string(one.step))
		return came || list.Passed(one.at)
	})
}

// asked are those whose answer would be a record of a step.
func (r rules) asked(f *File, o protocol.OpenStep, k protocol.Clock) []dossier.Coded {
	var all []dossier.Coded
	if slices.Contains(o.Record, signal.CheckInAnswered{}.Kind()) {
		for _, s := range f.Signals.All() {
			if k.Signal == "" || k.Signal == s.ID {
				all = append(all, dossier.Coded{Signal: s.ID})
			}
		}
	}
	if slices.Contains(o.Record, participant.CheckInAnswered{}.Kind()) {
		for _, p := range f.Participants.All() {
			if !p.Ended() && r.meets(f, p, k) {
				all = append(all, dossier.Coded{Participant: p.ID})
			}
		}
	}
	return all
}

// meets says whether it would be the contact if a participant answered that it goes well:
// only the protocol knows with whom a contact is.
func (r rules) meets(f *File, p participant.Participant, k protocol.Clock) bool {
	well := participant.CheckInAnswered{Participant: p.ID, As: p.As, Step: string(k.Step), Answer: checkin.Answer{Going: checkin.Well}}
	fact := protocolFact(gehoor.Event{Kind: well.Kind(), At: f.LastAt, Seq: f.nextSeq(), Actor: gehoor.ByParticipant(p.ID)}, well)
	after := r.set.Evaluate(r.setting, append(slices.Clip(f.Facts), fact), f.LastAt)
	return !slices.ContainsFunc(after.Open, func(o protocol.OpenStep) bool { return o.Step == k.Step && o.Signal == k.Signal })
}

// checkIns are the contacts with whoever has a code.
func (f *File) checkIns(code dossier.Coded) checkin.List {
	if p, ok := f.Participants.Get(code.Participant); ok {
		return p.CheckIns
	}
	s, _ := f.Signals.Get(code.Signal)
	return s.CheckIns
}

// askAt is when somebody is asked about a contact.
func askAt(k protocol.Clock) time.Time {
	due := protocol.DateOf(k.Target)
	days := due.DaysAfter(protocol.DateOf(k.Started))
	at := due.AddDays(-min(askBefore, (days+askPart-1)/askPart)).At(askHour, 0, 0)
	if at.Before(k.Started) {
		return k.Started
	}
	return at
}

// nextContact is when somebody is to be asked next; zero if nobody is.
func (r rules) nextContact(f *File, result protocol.Result) time.Time {
	var next time.Time
	for _, one := range r.contacts(f, result) {
		if next.IsZero() || one.at.Before(next) {
			next = one.at
		}
	}
	return next
}

// askHow asks those whose contact comes. Of several that came while the program was asleep
// only the last is asked.
func (c *Casework) askHow(org gehoor.OrgID, f *File, r rules, result protocol.Result, now time.Time, d *ledger.Decision) {
	last := map[dossier.Coded]contact{}
	for _, one := range r.contacts(f, result) {
		if before, ok := last[one.code]; !one.at.After(now) && (!ok || one.target.After(before.target)) {
			last[one.code] = one
		}
	}
	for _, s := range f.Signals.All() {
		one, ok := last[dossier.Coded{Signal: s.ID}]
		if !ok {
			continue
		}
		d.Facts = append(d.Facts, f.Signals.CheckIn(s.ID, string(one.step))...)
		if !s.CheckIns.Stopped {
			d.Inserts = append(d.Inserts, c.tellReporter(org, f, s.ID)...)
		}
	}
	with := map[protocol.StepCode][]gehoor.ParticipantID{}
	for _, p := range f.Participants.All() {
		if one, ok := last[dossier.Coded{Participant: p.ID}]; ok {
			with[one.step] = append(with[one.step], p.ID)
		}
	}
	for _, step := range slices.Sorted(maps.Keys(with)) {
		d.Facts = append(d.Facts, f.Participants.CheckIn(string(step), with[step])...)
	}
}

// CheckInBy is a question that waits for an answer, and by when the contact is due.
type CheckInBy struct {
	checkin.CheckIn
	// Due is zero where somebody made a contact with another meanwhile.
	Due time.Time
	// Late: that has passed.
	Late bool
}

// checkInBy is the question that waits for whoever has a code, nil if there is none. What
// somebody of staff did by hand meanwhile is not asked of a reporter any more; of several
// participants it may have been another.
func (f *File) checkInBy(code dossier.Coded, result protocol.Result) *CheckInBy {
	waits, ok := f.checkIns(code).Open()
	if !ok {
		return nil
	}
	i := slices.IndexFunc(result.Open, func(o protocol.OpenStep) bool {
		return string(o.Step) == waits.Step && (o.Signal == "" || o.Signal == code.Signal)
	})
	if i < 0 && code.Participant != "" {
		return &CheckInBy{CheckIn: waits}
	}
	if i < 0 {
		return nil
	}
	return &CheckInBy{CheckIn: waits, Due: result.Open[i].Target, Late: result.Open[i].Late}
}

// HowItGoes is an answer to how it goes.
type HowItGoes struct {
	// Step is the contact that was asked about.
	Step string
	checkin.Answer
	// Words say more; nil for none.
	Words *ledger.Content
}

// AnswerCheckIn takes the reporter's answer. Those who handle are told, without content,
// unless it goes well and nothing was said. A dossier that was closed is taken up again if
// something is wrong.
func (c *Casework) AnswerCheckIn(ctx context.Context, box account.Mailbox, how HowItGoes) error {
	return c.answerCheckIn(ctx, box, how, func(*File) error { return nil })
}

// AnswerCheckInOnce is AnswerCheckIn for who sends by a way that seals anew each time; seen
// as in [Casework.ReplyOnce].
func (c *Casework) AnswerCheckInOnce(ctx context.Context, box account.Mailbox, how HowItGoes, seen int) error {
	return c.answerCheckIn(ctx, box, how, func(f *File) error { return f.Signals.AllSeen(box.Signal, seen) })
}

func (c *Casework) answerCheckIn(ctx context.Context, box account.Mailbox, how HowItGoes, first func(*File) error) error {
	contents, err := optional(how.Words, &how.Content)
	if err != nil {
		return err
	}
	fact := signal.CheckInAnswered{Signal: box.Signal, Step: how.Step, Answer: how.Answer}
	act := func(f *File) ([]gehoor.Fact, error) {
		if err := first(f); err != nil {
			return nil, err
		}
		return f.Signals.AnswerCheckIn(fact)
	}
	if how.Wrong() {
		return c.asReporter(ctx, box, contents, act)
	}
	return c.aboutContacts(ctx, box, contents, !how.Quiet(), act)
}

// SkipCheckIn says that the reporter does not want the contact that they were asked about.
func (c *Casework) SkipCheckIn(ctx context.Context, box account.Mailbox, step string) error {
	return c.aboutContacts(ctx, box, nil, false, func(f *File) ([]gehoor.Fact, error) { return f.Signals.SkipCheckIn(box.Signal, step) })
}

// StopCheckIns says that the reporter wants to be asked no more, and ResumeCheckIns takes
// that back.
func (c *Casework) StopCheckIns(ctx context.Context, box account.Mailbox) error {
	return c.aboutContacts(ctx, box, nil, false, func(f *File) ([]gehoor.Fact, error) { return f.Signals.StopCheckIns(box.Signal) })
}

// ResumeCheckIns takes back that the reporter wants to be asked no more.
func (c *Casework) ResumeCheckIns(ctx context.Context, box account.Mailbox) error {
	return c.aboutContacts(ctx, box, nil, false, func(f *File) ([]gehoor.Fact, error) { return f.Signals.ResumeCheckIns(box.Signal) })
}

// aboutContacts runs an act of a reporter about contacts that opens no closed dossier
// again; those who handle are told if they are to be.
func (c *Casework) aboutContacts(ctx context.Context, box account.Mailbox, contents []ledger.Content, tells bool, act func(*File) ([]gehoor.Fact, error)) error {
	_, err := c.dossier.Update(ctx, box.Org, gehoor.DossierStream(box.Dossier), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		if s.State.has(contents) {
			return ledger.Decision{}, nil
		}
		if b, _ := s.State.Dossier.Box(gehoor.Conversation); len(contents) > 0 && !sealedToNewest(ctx, b) {
			return ledger.Decision{}, gehoor.Refuse(dossier.CodeOtherKey)
		}
		d := ledger.Decision{Actor: gehoor.ByReporter(box.Signal), Protocol: s.State.Dossier.Protocol, Contents: contents}
		var err error
		if d.Facts, err = act(s.State); err != nil {
			return ledger.Decision{}, err
		}
		if err := c.allowed(ctx, box.Org, s.State, d.Actor, d.Facts, &d.Reads); err != nil || !tells {
			return d, err
		}
		to, err := c.working(ctx, box.Org, s.State.Dossier.Holders(gehoor.Conversation), &d.Reads)
		d.Inserts = c.alerts(box.Org, to, alert{kind: notify.KindMessage, quiet: s.State.quiet()})
		return d, err
	})
	return err
}
