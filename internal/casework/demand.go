package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// What a reporter presses when it does not go well. It is answered by somebody who
// holds the dossier and does not lead it. Where nobody else holds it, whoever leads
// gives the keys to one more person; the head of the bureau is told at once, so that
// this is not left to the one who leads. Of a signal about the bureau only people from
// outside it hold keys, so that only they can answer.

// Demand is what the reporter presses; words say more, or are nil.
func (c *Casework) Demand(ctx context.Context, box account.Mailbox, why signal.Reason, words *ledger.Content) error {
	return c.demand(ctx, box, why, words, func(*File) error { return nil })
}

// DemandOnce is Demand for who sends by a way that seals anew each time; seen as in
// [Casework.ReplyOnce].
func (c *Casework) DemandOnce(ctx context.Context, box account.Mailbox, why signal.Reason, words *ledger.Content, seen int) error {
	return c.demand(ctx, box, why, words, func(f *File) error { return f.Signals.AllSeen(box.Signal, seen) })
}

func (c *Casework) demand(ctx context.Context, box account.Mailbox, why signal.Reason, words *ledger.Content, first func(*File) error) error {
	fact := signal.AnswerDemanded{Signal: box.Signal, Reason: why}
	contents, err := optional(words, &fact.Content)
	if err != nil {
		return err
	}
	return c.reporterActs(ctx, box, contents, func(f *File) (ledger.Decision, error) {
		if err := first(f); err != nil {
			return ledger.Decision{}, err
		}
		fact.Leads = leads(f, box.Signal)
		facts, err := f.Signals.Demand(fact)
		if err != nil {
			return ledger.Decision{}, err
		}
		d := ledger.Decision{Facts: facts}
		to, err := c.answerers(ctx, box.Org, f, fact.Leads, &d.Reads)
		d.Inserts = c.alerts(box.Org, to, alert{kind: notify.KindDemand, atOnce: true, quiet: f.quiet()})
		return d, err
	})
}

// answerers are those who are told of a demand: the holders who are here and do not
// lead, and who sees to it that dossiers have holders. Where that is nobody, the
// external desk is.
func (c *Casework) answerers(ctx context.Context, org gehoor.OrgID, f *File, leads gehoor.PersonID, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	stewards, err := c.stewards(ctx, org, f)
	if err != nil {
		return nil, err
	}
	to := slices.DeleteFunc(union(f.Dossier.Present(), stewards), func(p gehoor.PersonID) bool { return p == leads })
	if len(to) == 0 {
		if to, err = c.deps.Lists.StaffWith(ctx, org, gehoor.RoleExternal); err != nil {
			return nil, err
		}
		to = slices.DeleteFunc(to, func(p gehoor.PersonID) bool { return p == leads || f.Dossier.Excluded(p) })
	}
	return c.working(ctx, org, to, reads)
}

// union is a, and what of b is not in it.
func union(a, b []gehoor.PersonID) []gehoor.PersonID {
	all := slices.Clone(a)
	for _, p := range b {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// AnswerDemand answers what a reporter pressed, in words sealed to the conversation.
func (c *Casework) AnswerDemand(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, words ledger.Content) error {
	noun := func(all *signal.State, id gehoor.SignalID, content gehoor.ContentID) ([]gehoor.Fact, error) {
		return all.AnswerDemand(id, content, who)
	}
	return c.tell(ctx, org, who, id, s, words, noun)
}

// leads is who leads a signal: who wrote to its reporter last; where nobody did, the
// first of those who hold the dossier; "" if nobody does.
func leads(f *File, id gehoor.SignalID) gehoor.PersonID {
	s, _ := f.Signals.Get(id)
	for _, e := range slices.Backward(s.Thread) {
		if p, staff := e.By.Person(); staff {
			return p
		}
	}
	for _, p := range f.Dossier.Holders(gehoor.Conversation) {
		return p
	}
	return ""
}

// answerDemand is how long a reporter waits for an answer at most where the protocol
// has no step for it (protocols.md §1.8).
var answerDemand = protocol.Span{WorkingDays: 2}

// demands are by when what each reporter pressed is answered.
func (r rules) demands(f *File, result protocol.Result) map[gehoor.SignalID]time.Time {
	by := map[gehoor.SignalID]time.Time{}
	for _, s := range f.Signals.All() {
		if open := s.Demanded(); len(open) > 0 {
			by[s.ID] = r.setting.Calendar.Due(open[0].At, answerDemand, protocol.CountLocal)
		}
	}
	for _, o := range result.Open {
		if _, open := by[o.Signal]; open && slices.Contains(o.Record, signal.DemandAnswered{}.Kind()) {
			by[o.Signal] = o.Target
		}
	}
	return by
}
