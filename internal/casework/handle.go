package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/signal"
)

// Acknowledge tells the reporter that the signal is here, in words sealed to
// the conversation.
func (c *Casework) Acknowledge(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, words ledger.Content) error {
	return c.tell(ctx, org, who, id, s, words, (*signal.State).Acknowledge)
}

// Write sends a message or a question to the reporter.
func (c *Casework) Write(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, words ledger.Content) error {
	return c.tell(ctx, org, who, id, s, words, (*signal.State).Say)
}

// GiveFeedback tells the reporter how the signal was assessed and what is done.
func (c *Casework) GiveFeedback(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, words ledger.Content) error {
	return c.tell(ctx, org, who, id, s, words, (*signal.State).GiveFeedback)
}

// tell runs one act of a handler towards the reporter: possible says the noun,
// allowed now says the protocol.
func (c *Casework) tell(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, words ledger.Content,
	noun func(*signal.State, gehoor.SignalID, gehoor.ContentID) ([]gehoor.Fact, error)) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asStaff(ctx, org, who, id, contents, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := noun(f.Signals, s, words.ID)
		if err != nil {
			return nil, nil, err
		}
		return facts, c.tellReporter(org, f, s), nil
	})
}

// MakeFormal makes a signal a formal report, at the reporter's wish: pressed by
// the reporter, or told to a handler who records it.
func (c *Casework) MakeFormal(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID) error {
	return c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := f.Signals.MakeFormal(s)
		if err != nil {
			return nil, nil, err
		}
		return append(facts, f.Dossier.Return()...), nil, nil
	})
}

// WriteNote adds an internal note that the reporter never sees. made is the case
// compartment if this browser had to make it, else nil.
func (c *Casework) WriteNote(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, words ledger.Content, made *Sealed) error {
	contents := []ledger.Content{words}
	if made != nil {
		contents = append(contents, made.contents()...)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asStaff(ctx, org, who, id, contents, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := c.internal(ctx, org, f, gehoor.Case, made)
		if err != nil {
			return nil, nil, err
		}
		note, err := f.Dossier.WriteNote(words.ID, who, made != nil)
		return append(facts, note...), nil, err
	})
}

// internal states a compartment for internal words if it was made: the one about the case,
// or about care.
func (c *Casework) internal(ctx context.Context, org gehoor.OrgID, f *File, name gehoor.Compartment, made *Sealed) ([]gehoor.Fact, error) {
	if made == nil {
		return nil, nil
	}
	return c.compartment(ctx, org, f, name, *made, dossier.Coded{}, &ledger.Decision{})
}

// compartment states one for everybody who holds the conversation and still works here, of
// that for care whoever cares, and for whose code it is unless that is zero. d gains what
// that leans on.
func (c *Casework) compartment(ctx context.Context, org gehoor.OrgID, f *File, name gehoor.Compartment, made Sealed, code dossier.Coded, d *ledger.Decision) ([]gehoor.Fact, error) {
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return nil, err
	}
	holders, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &t.reads)
	if err != nil {
		return nil, err
	}
	if name == gehoor.Care {
		holders = f.Dossier.Carers(holders)
	}
	for _, v := range t.reads {
		addRead(&d.Reads, v)
	}
	return f.Dossier.MakeCompartment(made.fact(name, code), holders, code, t.recovery)
}

// working leaves out of ids who left: they get no new key and no message.
func (c *Casework) working(ctx context.Context, org gehoor.OrgID, ids []gehoor.PersonID, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	people, err := c.people(ctx, org, ids, reads)
	if err != nil {
		return nil, err
	}
	var active []gehoor.PersonID
	for _, p := range people {
		if p.Active() {
			active = append(active, p.ID)
		}
	}
	return active, nil
}

// Reply is the reporter's answer.
func (c *Casework) Reply(ctx context.Context, box account.Mailbox, words ledger.Content) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asReporter(ctx, box, contents, func(f *File) ([]gehoor.Fact, error) {
		return f.Signals.Say(box.Signal, words.ID)
	})
}

// ReplyOnce is the same for words that cannot be told again by their ciphertext:
// the reporter had seen so many of their own messages. Sending again is refused
// with [gehoor.CodeReplayed].
func (c *Casework) ReplyOnce(ctx context.Context, box account.Mailbox, words ledger.Content, seen int) error {
	return c.once(ctx, box, words, seen, (*signal.State).Say)
}

// once is what a reporter writes who saw so many of their own entries.
func (c *Casework) once(ctx context.Context, box account.Mailbox, words ledger.Content, seen int,
	act func(*signal.State, gehoor.SignalID, gehoor.ContentID) ([]gehoor.Fact, error)) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asReporter(ctx, box, contents, func(f *File) ([]gehoor.Fact, error) {
		if err := f.Signals.AllSeen(box.Signal, seen); err != nil {
			return nil, err
		}
		return act(f.Signals, box.Signal, words.ID)
	})
}

// ReporterMakesFormal is the reporter's own "make it formal".
func (c *Casework) ReporterMakesFormal(ctx context.Context, box account.Mailbox) error {
	return c.asReporter(ctx, box, nil, func(f *File) ([]gehoor.Fact, error) {
		return f.Signals.MakeFormal(box.Signal)
	})
}

// asReporter runs an act of whoever holds the signal's code, and lets the
// handlers know that there is something.
func (c *Casework) asReporter(ctx context.Context, box account.Mailbox, contents []ledger.Content,
	act func(*File) ([]gehoor.Fact, error), parts ...ledger.Part) error {
	return c.reporterActs(ctx, box, contents, func(f *File) (ledger.Decision, error) {
		facts, err := act(f)
		return ledger.Decision{Facts: facts, Parts: parts}, err
	})
}

// reporterActs is asReporter for an act that changes more than the dossier.
func (c *Casework) reporterActs(ctx context.Context, box account.Mailbox, contents []ledger.Content, act func(*File) (ledger.Decision, error)) error {
	_, err := c.dossier.Update(ctx, box.Org, gehoor.DossierStream(box.Dossier), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		if s.State.has(contents) {
			return ledger.Decision{}, nil
		}
		if b, _ := s.State.Dossier.Box(gehoor.Conversation); len(contents) > 0 && !sealedToNewest(ctx, b) {
			return ledger.Decision{}, gehoor.Refuse(dossier.CodeOtherKey)
		}
		d, err := act(s.State)
		if err == nil {
			err = s.State.Signals.ToReporter(d.Facts)
		}
		if err != nil {
			return ledger.Decision{}, err
		}
		to, err := c.working(ctx, box.Org, s.State.Dossier.Holders(gehoor.Conversation), &d.Reads)
		if err != nil {
			return ledger.Decision{}, err
		}
		to = slices.DeleteFunc(to, func(p gehoor.PersonID) bool { return alerted(d.Inserts, p) })
		d.Actor, d.Protocol, d.Contents = gehoor.ByReporter(box.Signal), s.State.Dossier.Protocol, contents
		if err := c.allowed(ctx, box.Org, s.State, d.Actor, d.Facts, &d.Reads); err != nil {
			return ledger.Decision{}, err
		}
		d.Facts = append(d.Facts, s.State.Dossier.Return()...)
		d.Inserts = append(d.Inserts, c.alerts(box.Org, to, alert{kind: notify.KindMessage, quiet: s.State.quiet()})...)
		return d, nil
	})
	return err
}

// optional are the contents of words that need not come with an act, nil if none did; their
// name goes into the fact.
func optional(words *ledger.Content, name *gehoor.ContentID) ([]ledger.Content, error) {
	if words == nil {
		return nil, nil
	}
	contents := []ledger.Content{*words}
	*name = words.ID
	return contents, checkContents(contents)
}
