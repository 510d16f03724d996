package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// What is told by telephone, in a letter or in person is entered by somebody of
// staff, and its reporter reads, corrects and approves it.

// CodeEnterRole: somebody whose role keeps them away from what reporters tell
// cannot enter a signal.
const CodeEnterRole gehoor.Code = "signal.enter-role"

// CodeEnterConsent: a confidential adviser hands over nothing without the reporter's
// consent.
const CodeEnterConsent gehoor.Code = "signal.enter-consent"

// entering is who enters a signal for somebody else, and how they were told.
type entering struct {
	by      gehoor.PersonID
	channel signal.Channel
	consent bool
}

// Entered is what came of entering a signal.
type Entered struct {
	// Dossier is "" for somebody who holds no key to it: whoever enters a signal is
	// not thereby one who handles it.
	Dossier gehoor.DossierID
}

// Enter takes in a signal that somebody told a member of staff. The browser made
// the reporter's code and sealed as a reporter's browser does; who may open it
// follows from the office and from whom the reporter struck, as for any signal.
func (c *Casework) Enter(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, channel signal.Channel, s Submission) (Entered, error) {
	if err := c.mayHandOver(ctx, org, who, s.Consent); err != nil {
		return Entered{}, err
	}
	s.entered, s.Admit = &entering{by: who, channel: channel, consent: s.Consent}, nil
	box, err := c.Receive(ctx, org, s)
	if err != nil {
		return Entered{}, err
	}
	sees, err := c.deps.Lists.MaySee(ctx, org, who, gehoor.DossierStream(box.Dossier))
	if err != nil || !sees {
		return Entered{}, err
	}
	return Entered{Dossier: box.Dossier}, nil
}

// MayEnter says whether somebody can enter signals for others.
func (c *Casework) MayEnter(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (bool, error) {
	_, err := c.mayEnter(ctx, org, who)
	if isRefusal(err, CodeEnterRole) {
		return false, nil
	}
	return err == nil, err
}

func (c *Casework) mayEnter(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (ledger.Version, error) {
	person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err != nil {
		return ledger.Version{}, err
	}
	switch {
	case !person.State.Active():
		return ledger.Version{}, gehoor.ErrNotFound
	case !person.State.Role.Enters():
		return ledger.Version{}, gehoor.Refuse(CodeEnterRole)
	}
	return person.Version(), nil
}

// mayHandOver refuses what somebody may not enter, or not so.
func (c *Casework) mayHandOver(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, consent bool) error {
	if _, err := c.mayEnter(ctx, org, who); err != nil {
		return err
	}
	person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err == nil && person.State.Role.NeedsConsent() != consent {
		if consent { // our page asks nobody else
			return gehoor.Refuse(gehoor.CodeMalformed)
		}
		return gehoor.Refuse(CodeEnterConsent)
	}
	return err
}

// enter adds to a decision that a signal was entered for its reporter.
func (c *Casework) enter(ctx context.Context, org gehoor.OrgID, f *File, id gehoor.SignalID, by entering, d *ledger.Decision) error {
	version, err := c.mayEnter(ctx, org, by.by)
	if err != nil {
		return err
	}
	facts, err := f.Signals.Enter(id, by.channel, by.consent)
	if err != nil {
		return err
	}
	d.Actor = gehoor.ByPerson(by.by)
	d.Facts = append(d.Facts, facts...)
	addRead(&d.Reads, version)
	return nil
}

// Correct is the reporter's correction of an account that somebody else wrote.
func (c *Casework) Correct(ctx context.Context, box account.Mailbox, words ledger.Content) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asReporter(ctx, box, contents, func(f *File) ([]gehoor.Fact, error) {
		return f.Signals.Correct(box.Signal, words.ID)
	})
}

// Approve is the reporter's agreement with an account that somebody else wrote;
// contents are what they read.
func (c *Casework) Approve(ctx context.Context, box account.Mailbox, contents []gehoor.ContentID) error {
	return c.asReporter(ctx, box, nil, func(f *File) ([]gehoor.Fact, error) {
		return f.Signals.Approve(box.Signal, contents)
	})
}

// AskTalk is the reporter's wish to be called or met; words say when and how.
func (c *Casework) AskTalk(ctx context.Context, box account.Mailbox, words ledger.Content) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asReporter(ctx, box, contents, func(f *File) ([]gehoor.Fact, error) {
		return f.Signals.AskTalk(box.Signal, words.ID)
	})
}

// CorrectOnce is Correct for who sends by a way that seals anew each time; seen as
// in [Casework.ReplyOnce].
func (c *Casework) CorrectOnce(ctx context.Context, box account.Mailbox, words ledger.Content, seen int) error {
	return c.once(ctx, box, words, seen, (*signal.State).Correct)
}

// AskTalkOnce is AskTalk in the same way.
func (c *Casework) AskTalkOnce(ctx context.Context, box account.Mailbox, words ledger.Content, seen int) error {
	return c.once(ctx, box, words, seen, (*signal.State).AskTalk)
}

// answerTalk is how long somebody who wants to talk waits for an answer at most where
// no protocol has the step for it. It is our own term (protocols.md §4, C0: "a
// reasonable time").
var answerTalk = protocol.Span{WorkingDays: 5}

// talks are by when each wish to talk that has no answer yet is answered: as the
// protocol has it, where one does.
func (r rules) talks(f *File, result protocol.Result) map[gehoor.SignalID]time.Time {
	by := map[gehoor.SignalID]time.Time{}
	for _, s := range f.Signals.All() {
		if s.TalkAsked {
			by[s.ID] = r.setting.Calendar.Due(s.TalkAskedAt, answerTalk, protocol.CountLocal)
		}
	}
	for _, o := range result.Open {
		if _, asked := by[o.Signal]; asked && o.Step == protocol.StepTalk {
			by[o.Signal] = o.Target
		}
	}
	return by
}

// writer is who wrote an account for its reporter; nil if nobody did.
func (c *Casework) writer(ctx context.Context, org gehoor.OrgID, s signal.Signal) (*directory.Person, error) {
	id, staff := s.Entered.By.Person()
	if !staff {
		return nil, nil
	}
	p, err := c.person.Load(ctx, org, gehoor.PersonStream(id))
	return p.State, err
}
