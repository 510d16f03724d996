package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/signal"
)

// Close ends the work on a dossier, with reasons that its reporters do not see.
// made is the compartment for them if this browser had to make it, else nil. The
// reporters read that it is closed, and that whatever they write opens it again.
// Those who asked for mail get a last one, and then their address is forgotten.
func (c *Casework) Close(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, exit dossier.Exit, reasons ledger.Content, made *Sealed) error {
	contents := []ledger.Content{reasons}
	if made != nil {
		contents = append(contents, made.contents()...)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asStaff(ctx, org, who, id, contents, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		if f.Dossier.MustDeclare(who) {
			return nil, nil, gehoor.Refuse(dossier.CodeDeclare)
		}
		if err := f.Signals.AllAnswered(); err != nil {
			return nil, nil, err
		}
		facts, err := c.internal(ctx, org, f, gehoor.Case, made)
		if err != nil {
			return nil, nil, err
		}
		closed, err := f.Dossier.Close(dossier.Closed{Exit: exit, Content: reasons.ID}, who, made != nil, f.told())
		var mail []ledger.Row
		for _, s := range f.Signals.All() {
			mail = append(mail, c.mailReporter(org, f, s.ID, notify.KindNewsLast)...)
		}
		return append(facts, closed...), mail, err
	})
}

// told says whether every reporter was told that the signal is here, and what was
// done with it. A dossier without signals has nobody to tell and nothing to close.
func (f *File) told() bool {
	all := f.Signals.All()
	untold := func(s signal.Signal) bool { return !s.Nobody() && (s.AcknowledgedAt.IsZero() || s.FeedbackAt.IsZero()) }
	return len(all) > 0 && !slices.ContainsFunc(all, untold)
}

// Reopen takes the work on a closed dossier up again, with reasons.
func (c *Casework) Reopen(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, reasons ledger.Content) error {
	contents := []ledger.Content{reasons}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asStaff(ctx, org, who, id, contents, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := f.Dossier.Reopen(reasons.ID, who)
		return facts, nil, err
	})
}
