package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
)

// What a reporter does about mail that says that there is something new. None of it
// is a fact: an address is in no event, so it can be forgotten at once and wholly.

// SendsNews says whether reporters can be told by mail that there is something new.
func (c *Casework) SendsNews() bool { return c.deps.News != nil }

// News says how it stands with a reporter's mail.
func (c *Casework) News(ctx context.Context, box account.Mailbox) (notify.NewsState, error) {
	if c.deps.News == nil {
		return notify.NewsNever, nil
	}
	return c.deps.News.State(ctx, box.Org, box.Signal)
}

// AskNews keeps an address and sends it a code with the next batch.
func (c *Casework) AskNews(ctx context.Context, box account.Mailbox, mail string, lang gehoor.Language) error {
	if c.deps.News == nil {
		return gehoor.ErrNotFound
	}
	return c.deps.News.Ask(ctx, box.Org, box.Signal, mail, lang, c.nextBatch(), c.deps.Source.Now())
}

// ConfirmNews begins the mail with the code that was sent.
func (c *Casework) ConfirmNews(ctx context.Context, box account.Mailbox, code string) error {
	if c.deps.News == nil {
		return gehoor.ErrNotFound
	}
	return c.deps.News.Confirm(ctx, box.Org, box.Signal, code, c.deps.Source.Now())
}

// StopNews ends the mail and forgets the address at once.
func (c *Casework) StopNews(ctx context.Context, box account.Mailbox) error {
	if c.deps.News == nil {
		return nil
	}
	return c.deps.News.Stop(ctx, box.Org, box.Signal)
}

// StopNewsByCode ends the mail for whoever has the code that came with it.
func (c *Casework) StopNewsByCode(ctx context.Context, org gehoor.OrgID, code string) error {
	if c.deps.News == nil {
		return gehoor.Refuse(notify.CodeNewsCode)
	}
	return c.deps.News.StopByCode(ctx, org, code, c.deps.Source.Now())
}

// tellReporter is the message to the reporter of a signal that there is something
// new. It is made whether or not mail was asked for, which is looked at when it is
// sent: an act that tells a reporter something leaves the same rows either way.
func (c *Casework) tellReporter(org gehoor.OrgID, f *File, s gehoor.SignalID) []ledger.Row {
	return c.mailReporter(org, f, s, notify.KindNews)
}

// mailReporter is a message to the reporter of a signal, at a time at which they can be
// reached.
func (c *Casework) mailReporter(org gehoor.OrgID, f *File, s gehoor.SignalID, kind notify.Kind) []ledger.Row {
	if c.deps.News == nil {
		return nil
	}
	at := c.nextBatch()
	if one, _ := f.Signals.Get(s); one.Reach != nil {
		at = gehoor.Moment(one.Reach.Next(at.In(protocol.Amsterdam())))
	}
	return []ledger.Row{notify.Message{
		ID: newID[string](c.deps.Source), Org: org, Reporter: c.deps.News.Link(org, s), Kind: kind,
		NotBefore: at, Quiet: true,
	}}
}
