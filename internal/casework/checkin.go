package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// How it goes with a reporter after the end. A step of a protocol of which an answer is a
// record is a contact: shortly before it is due, the program asks in the mailbox. An answer
// that it goes well is the contact; otherwise somebody of staff makes it. What a protocol
// makes of an answer its guards say.

const (
	// askBefore is how long before a contact is due the reporter is asked, at most: a week
	// to look in the mailbox.
	askBefore = 7
	// askPart: of a short term the last quarter, so that "after two weeks" is not one.
	askPart = 4
	// askHour is when on the day, so that mail about it comes by daylight.
	askHour = 9
)

// contact is a step at which a reporter is asked how it goes, and when.
type contact struct {
	signal gehoor.SignalID
	step   protocol.StepCode
	at     time.Time
	target time.Time
}

// contacts are those that are still to come, or have come and were not asked.
func contacts(f *File, result protocol.Result) []contact {
	var all []contact
	for _, k := range result.Clocks {
		i := slices.IndexFunc(result.Open, func(o protocol.OpenStep) bool {
			return o.Step == k.Step && o.Signal == k.Signal && slices.Contains(o.Record, signal.CheckInAnswered{}.Kind())
		})
		if i < 0 {
			continue
		}
		for _, s := range f.Signals.All() {
			if k.Signal == "" || k.Signal == s.ID {
				all = append(all, contact{signal: s.ID, step: k.Step, at: askAt(k), target: k.Target})
			}
		}
	}
	return slices.DeleteFunc(all, func(one contact) bool {
		s, _ := f.Signals.Get(one.signal)
		_, came := s.CheckIns.Of(string(one.step))
		return came || s.CheckIns.Passed(one.at)
	})
}

// askAt is when a reporter is asked about a contact.
func askAt(k protocol.Clock) time.Time {
	due := protocol.DateOf(k.Target)
	days := due.DaysAfter(protocol.DateOf(k.Started))
	at := due.AddDays(-min(askBefore, (days+askPart-1)/askPart)).At(askHour, 0, 0)
	if at.Before(k.Started) {
		return k.Started
	}
	return at
}

// nextContact is when the next reporter is to be asked; zero if none is.
func nextContact(f *File, result protocol.Result) time.Time {
	var next time.Time
	for _, one := range contacts(f, result) {
		if next.IsZero() || one.at.Before(next) {
			next = one.at
		}
	}
	return next
}

// askHow asks the reporters whose contact comes. Of several that came while the program
// was asleep only the last is asked.
func (c *Casework) askHow(org gehoor.OrgID, f *File, result protocol.Result, now time.Time, d *ledger.Decision) {
	last := map[gehoor.SignalID]contact{}
	for _, one := range contacts(f, result) {
		if before, ok := last[one.signal]; !one.at.After(now) && (!ok || one.target.After(before.target)) {
			last[one.signal] = one
		}
	}
	for _, s := range f.Signals.All() {
		one, ok := last[s.ID]
		if !ok {
			continue
		}
		d.Facts = append(d.Facts, f.Signals.CheckIn(s.ID, string(one.step))...)
		if !s.CheckIns.Stopped {
			d.Inserts = append(d.Inserts, c.tellReporter(org, f, s.ID)...)
		}
	}
}

// CheckInBy is a question that waits for the reporter's answer, and by when the contact is
// due.
type CheckInBy struct {
	checkin.CheckIn
	Due time.Time
	// Late: that has passed.
	Late bool
}

// checkInBy is that of a signal, nil if there is none. What somebody of staff did by hand
// meanwhile is not asked any more.
func checkInBy(s signal.Signal, result protocol.Result) *CheckInBy {
	waits, ok := s.CheckIns.Open()
	if !ok {
		return nil
	}
	i := slices.IndexFunc(result.Open, func(o protocol.OpenStep) bool {
		return string(o.Step) == waits.Step && (o.Signal == "" || o.Signal == s.ID)
	})
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
