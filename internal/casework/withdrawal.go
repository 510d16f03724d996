package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
)

// A reporter who takes no further part, and one who comes back.

// CodeWithdrawClosed: the dossier is closed, so that there is nothing to stop with.
const CodeWithdrawClosed gehoor.Code = "signal.withdraw-closed"

// Withdraw says that the reporter takes no further part; words say more, or are nil. Those
// who handle are told. It closes nothing: a protocol says what must follow.
func (c *Casework) Withdraw(ctx context.Context, box account.Mailbox, pressure signal.Pressure, words *ledger.Content) error {
	return c.withdraw(ctx, box, pressure, words, func(*File) error { return nil })
}

// WithdrawOnce is Withdraw for who sends by a way that seals anew each time; seen as in
// [Casework.ReplyOnce].
func (c *Casework) WithdrawOnce(ctx context.Context, box account.Mailbox, pressure signal.Pressure, words *ledger.Content, seen int) error {
	return c.withdraw(ctx, box, pressure, words, func(f *File) error { return f.Signals.AllSeen(box.Signal, seen) })
}

func (c *Casework) withdraw(ctx context.Context, box account.Mailbox, pressure signal.Pressure, words *ledger.Content, first func(*File) error) error {
	fact := signal.Withdrew{Signal: box.Signal, Pressure: pressure}
	contents, err := optional(words, &fact.Content)
	if err != nil {
		return err
	}
	return c.asReporter(ctx, box, contents, func(f *File) ([]gehoor.Fact, error) {
		if err := first(f); err != nil {
			return nil, err
		}
		if _, closed := f.Dossier.Closing(); closed {
			return nil, gehoor.Refuse(CodeWithdrawClosed)
		}
		return f.Signals.Withdraw(fact)
	})
}

// Rejoin says that the reporter takes part again. A closed dossier is taken up again by it.
func (c *Casework) Rejoin(ctx context.Context, box account.Mailbox) error {
	return c.asReporter(ctx, box, nil, func(f *File) ([]gehoor.Fact, error) { return f.Signals.Rejoin(box.Signal) })
}
