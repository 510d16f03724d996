package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/signal"
)

// alertBatch: alerts that can wait go at the half hour, so that the moment of
// sending does not tell when somebody wrote (architecture §12).
const alertBatch = 30 * time.Minute

// alert is what people are told, without content.
type alert struct {
	kind notify.Kind
	// atOnce: somebody is not safe, or is late already.
	atOnce bool
	// quiet: see [File.quiet].
	quiet bool
}

// alerts are content-free messages to people.
func (c *Casework) alerts(org gehoor.OrgID, to []gehoor.PersonID, a alert) []ledger.Row {
	at := c.nextBatch()
	if a.atOnce {
		at = gehoor.Moment(c.deps.Source.Now())
	}
	rows := make([]ledger.Row, len(to))
	for i, p := range to {
		rows[i] = notify.Message{
			ID: newID[string](c.deps.Source), Org: org, To: p, Kind: a.kind, NotBefore: at, Quiet: a.quiet,
		}
	}
	if len(to) == 0 || a.quiet || !a.kind.Hooked() {
		return rows
	}
	return append(rows, c.hooked(org, a.kind)...)
}

// hooked are the messages to webhooks, one each however many people are told. They
// wait for the half hour whatever it is: who must act at once is told by mail, and
// more people see what a webhook gets.
func (c *Casework) hooked(org gehoor.OrgID, kind notify.Kind) []ledger.Row {
	rows := make([]ledger.Row, len(c.deps.Hooks))
	for i, hook := range c.deps.Hooks {
		rows[i] = notify.Message{ID: newID[string](c.deps.Source), Org: org, Hook: hook, Kind: kind, NotBefore: c.nextBatch()}
	}
	return rows
}

// alerted says whether somebody is told something among these rows: one message is
// enough.
func alerted(rows []ledger.Row, p gehoor.PersonID) bool {
	return slices.ContainsFunc(rows, func(r ledger.Row) bool {
		m, ok := r.(notify.Message)
		return ok && m.To == p
	})
}

// nextBatch is when messages go that can wait.
func (c *Casework) nextBatch() time.Time {
	return gehoor.Moment(c.deps.Source.Now()).Truncate(alertBatch).Add(alertBatch)
}

// quiet says whether somebody of staff may know nothing of a dossier: who was
// struck or excluded, or the bureau itself. That a message about it could not be
// delivered would tell them that there is something.
func (f *File) quiet() bool {
	aboutBureau := func(s signal.Signal) bool { return s.Office == gehoor.OfficeBureau }
	return len(f.Dossier.Exclusions()) > 0 || slices.ContainsFunc(f.Signals.All(), aboutBureau)
}

// AnswersForBureau says whether somebody is told what concerns the bureau as a
// whole: that mail does not arrive, that unusually much comes in.
func AnswersForBureau(p *directory.Person) bool { return p.Role == gehoor.RoleHead }

// Undelivered is mail that did not arrive, as somebody may know of it.
type Undelivered struct {
	notify.Trouble
	// Own: only messages to the one who asks are counted.
	Own bool
}

// Undelivered counts the messages that could not be delivered, for whoever must do
// something about it: who answers for the bureau hears of all of them but those
// about a dossier of which somebody may know nothing, everybody else of those to
// themselves.
func (c *Casework) Undelivered(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (Undelivered, error) {
	person, err := c.AtDesk(ctx, org, who)
	if err != nil || c.deps.Outbox == nil {
		return Undelivered{}, err
	}
	scope := notify.ScopeOwn
	if AnswersForBureau(person) {
		scope = notify.ScopeOpen
	}
	t, err := c.deps.Outbox.Trouble(ctx, org, who, scope)
	return Undelivered{Trouble: t, Own: scope == notify.ScopeOwn}, err
}
