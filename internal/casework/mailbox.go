package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// Mailbox is a signal as its reporter sees it.
type Mailbox struct {
	Signal signal.Signal
	// Diary is what the reporter kept before deciding; without Content if that is nothing.
	Diary  diary.Kept
	Clocks []protocol.Clock
	// Open is what happens next, by when, who does it.
	Open []protocol.OpenStep
	// Holders can open the conversation.
	Holders []*directory.Person
	// Closed says on which day the dossier was closed; zero if it is open. Exit is
	// how it ended.
	Closed time.Time
	Exit   dossier.Exit
	// Erasures are the requests of this reporter that it is erased.
	Erasures []dossier.ErasureRequest
	// Changes are who was given the key since the signal was received, and who
	// gave it up. Nobody who is excluded is among them.
	Changes []Came
	// Writer is who wrote the account for the reporter; nil if the reporter did.
	Writer *directory.Person
	// Renewals are when the code was replaced, oldest first.
	Renewals []Renewed
	// Dossier is what its reporter can tell colleagues the beginning of, so that
	// their signals are put beside this one. It opens nothing.
	Dossier gehoor.DossierID
	// TalkBy is by when a wish to talk is answered; zero if there is none.
	TalkBy time.Time
	// CheckIn is the question how it goes that waits for an answer; nil if none does.
	CheckIn *CheckInBy
	// DemandBy is by when somebody else answers what the reporter pressed; zero if
	// nothing waits.
	DemandBy time.Time
	// DemandLate: nobody did.
	DemandLate bool
	// Knowing is who may know who the reporter is.
	Knowing Knowing
	// Namings are when a court or the law required that somebody knows it, of which the
	// reporter was told, oldest first.
	Namings []NamedTo
	Boxes   []Box
}

// Came is somebody who was given the key of a conversation, or gave it up.
type Came struct {
	dossier.Change
	Person *directory.Person
}

// Mailbox returns a signal to whoever holds its code.
func (c *Casework) Mailbox(ctx context.Context, box account.Mailbox) (Mailbox, error) {
	f, one, err := c.reporterFile(ctx, box)
	if err != nil {
		return Mailbox{}, err
	}
	var reads []ledger.Version
	holders, err := c.people(ctx, box.Org, f.Dossier.Holders(gehoor.Conversation), &reads)
	if err != nil {
		return Mailbox{}, err
	}
	rules, err := c.rulesOf(ctx, box.Org, f.Dossier)
	if err != nil {
		return Mailbox{}, err
	}
	m := Mailbox{Signal: one, Diary: f.Diaries.Of(one.ID), Holders: holders, Dossier: box.Dossier}
	if last, closed := f.Dossier.Closing(); closed {
		m.Closed, m.Exit = protocol.Day(last.At), last.Exit
	}
	for _, r := range f.Dossier.Erasures {
		if r.Signal == box.Signal {
			m.Erasures = append(m.Erasures, r)
		}
	}
	if m.Writer, err = c.writer(ctx, box.Org, one); err != nil {
		return Mailbox{}, err
	}
	if m.Renewals, err = c.renewals(ctx, box.Org, f.Dossier, box.Signal); err != nil {
		return Mailbox{}, err
	}
	if m.Knowing, err = c.knowing(ctx, box, f); err != nil {
		return Mailbox{}, err
	}
	if m.Namings, err = c.told(ctx, box, f); err != nil {
		return Mailbox{}, err
	}
	if m.Changes, err = c.came(ctx, box.Org, f.Dossier); err != nil {
		return Mailbox{}, err
	}
	now := c.deps.Source.Now()
	r := rules.evaluate(f, now)
	m.TalkBy, m.DemandBy = rules.talks(f, r)[box.Signal], rules.demands(f, r)[box.Signal]
	m.CheckIn = f.checkInBy(codeOf(box), r)
	m.DemandLate = !m.DemandBy.IsZero() && now.After(m.DemandBy)
	for _, k := range r.Clocks {
		if k.Signal == box.Signal {
			m.Clocks = append(m.Clocks, k)
		}
	}
	for _, s := range r.Open {
		if s.Signal == box.Signal || s.Signal == "" && rules.forcedBy(s.Guard, ownAnswers) {
			m.Open = append(m.Open, s)
		}
	}
	m.Boxes = f.opened(codeOf(box))
	return m, nil
}

// ownAnswers are what a reporter says of themselves, or somebody of staff for them. What they
// force in the dossier concerns that reporter, and tells of nobody else's signal.
var ownAnswers = []gehoor.Kind{signal.CheckInAnswered{}.Kind(), signal.Withdrew{}.Kind(), record.KindWithdrawn}

// came names who came and went.
func (c *Casework) came(ctx context.Context, org gehoor.OrgID, d *dossier.State) ([]Came, error) {
	var all []Came
	for _, one := range d.Changes {
		if d.Excluded(one.Person) {
			continue
		}
		p, err := c.person.Load(ctx, org, gehoor.PersonStream(one.Person))
		if err != nil {
			return nil, err
		}
		all = append(all, Came{one, p.State})
	}
	return all, nil
}

func (c *Casework) reporterFile(ctx context.Context, box account.Mailbox) (*File, signal.Signal, error) {
	snap, err := c.dossier.Load(ctx, box.Org, gehoor.DossierStream(box.Dossier))
	if err != nil {
		return nil, signal.Signal{}, err
	}
	one, ok := snap.State.Signals.Get(box.Signal)
	if !ok {
		return nil, one, gehoor.ErrNotFound
	}
	return snap.State, one, nil
}
