package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// Who may know who the reporter is, and what else a reporter agrees to (decision 52).
// Only the reporter's browser has the key of the identity compartment to give, and only
// to somebody who holds the dossier. For everybody else consent is a fact alone.

// Consenting is what a reporter agrees to, as the reporter's browser sends it.
type Consenting struct {
	record.Consent
	// Key is that of the identity compartment, sealed to the person who may know who the
	// reporter is; nil if there is none to give.
	Key *ledger.Content
}

func (a Consenting) contents() []ledger.Content {
	if a.Key == nil {
		return nil
	}
	return []ledger.Content{*a.Key}
}

func (a Consenting) granted(f *File) *dossier.Granted {
	if a.Key == nil {
		return nil
	}
	box, _ := f.Dossier.Box(gehoor.Identity)
	return &dossier.Granted{Compartment: gehoor.Identity, Epoch: box.Epoch, Person: a.Person, Content: a.Key.ID}
}

// Consent records what a reporter agrees to. Agreed to twice it is refused with
// [dossier.CodeConsented], and the same key again is the same consent.
func (c *Casework) Consent(ctx context.Context, box account.Mailbox, a Consenting) error {
	contents := a.contents()
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.reporterActs(ctx, box, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		var err error
		d.Facts, err = c.consented(ctx, box, f, a, &d.Reads)
		return d, err
	})
}

// consented are the facts of a consent: whoever gets a key works here.
func (c *Casework) consented(ctx context.Context, box account.Mailbox, f *File, a Consenting, reads *[]ledger.Version) ([]gehoor.Fact, error) {
	if err := c.watchAllowed(ctx, box.Org, a.Consent, reads); err != nil {
		return nil, err
	}
	if a.Person != "" {
		working, err := c.working(ctx, box.Org, []gehoor.PersonID{a.Person}, reads)
		if err != nil {
			return nil, err
		}
		if len(working) == 0 || !f.Dossier.Holds(a.Person, gehoor.Conversation) {
			return nil, gehoor.Refuse(dossier.CodeHolders)
		}
	}
	return f.Dossier.Consent(box.Signal, a.Consent, a.granted(f))
}

// WithdrawConsent takes back what a reporter agreed to. From then on the person is served
// nothing of who the reporter is.
func (c *Casework) WithdrawConsent(ctx context.Context, box account.Mailbox, back record.Consent) error {
	return c.reporterActs(ctx, box, nil, func(f *File) (ledger.Decision, error) {
		facts, err := f.Dossier.WithdrawConsent(box.Signal, back)
		return ledger.Decision{Facts: facts}, err
	})
}

// Named is who the reporter is, told later, as the reporter's browser sends it.
type Named struct {
	Identity Sealed
	Who      ledger.Content
}

// AddName takes in who the reporter of an anonymous signal is: the compartment is made as
// it is when a signal is sent, for those of the holders whom the reporter chose.
func (c *Casework) AddName(ctx context.Context, box account.Mailbox, n Named) error {
	contents := append([]ledger.Content{n.Who}, n.Identity.contents()...)
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.reporterActs(ctx, box, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		var t triage
		if err := c.custodians(ctx, box.Org, &t); err != nil {
			return d, err
		}
		d.Reads = t.reads
		holders, err := c.working(ctx, box.Org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
		if err != nil {
			return d, err
		}
		if d.Facts, err = f.Signals.Identify(box.Signal, n.Who.ID); err != nil {
			return d, err
		}
		made, err := f.Dossier.MakeCompartment(n.Identity.fact(gehoor.Identity, codeOf(box)), holders, codeOf(box), t.recovery)
		d.Facts = append(d.Facts, made...)
		return d, err
	})
}

// MayKnow are those to whom the reporter can say who they are, with their keys: who holds
// the dossier and works here; and the custodians, for a compartment that is to be made.
func (c *Casework) MayKnow(ctx context.Context, box account.Mailbox) (Preview, error) {
	f, _, err := c.reporterFile(ctx, box)
	if err != nil {
		return Preview{}, err
	}
	var t triage
	if err := c.custodians(ctx, box.Org, &t); err != nil {
		return Preview{}, err
	}
	holders, err := c.knowable(ctx, box, f)
	return Preview{Holders: holders, Custodians: t.custodians, Threshold: t.recovery.Threshold, Enough: true}, err
}

// knowable are those who hold the dossier and work here.
func (c *Casework) knowable(ctx context.Context, box account.Mailbox, f *File) ([]*directory.Person, error) {
	var reads []ledger.Version
	people, err := c.people(ctx, box.Org, f.Dossier.Holders(gehoor.Conversation), &reads)
	return slices.DeleteFunc(people, func(p *directory.Person) bool { return !p.Active() }), err
}

// Knowing is who knows who the reporter is, or may, as the reporter sees it.
type Knowing struct {
	// Knows can open it, Others hold the dossier and cannot.
	Knows, Others []*directory.Person
	// Consents are what the reporter agreed to and did not take back.
	Consents []dossier.Consented
	// WatchOn is when the works council agreed that names are compared with files of the
	// personnel system; zero if they are not.
	WatchOn protocol.Date
	// Required says of who knows whether that is because the law required it.
	Required func(gehoor.PersonID) bool
}

// knowing is that of a signal's reporter.
func (c *Casework) knowing(ctx context.Context, box account.Mailbox, f *File) (Knowing, error) {
	k := Knowing{Consents: f.Dossier.Consents(box.Signal), Required: f.Dossier.Required}
	o, err := c.Organisation(ctx, box.Org)
	if err != nil {
		return k, err
	}
	k.WatchOn = o.WatchAgreedOn
	holders, err := c.knowable(ctx, box, f)
	for _, p := range holders {
		if f.Dossier.Holds(p.ID, gehoor.Identity) {
			k.Knows = append(k.Knows, p)
		} else {
			k.Others = append(k.Others, p)
		}
	}
	return k, err
}

// recordsByDay leaves of when a reporter agreed to something, or took it back, the day.
func recordsByDay(list []dossier.Recorded) []dossier.Recorded {
	list = slices.Clone(list)
	for i := range list {
		if _, reporter := list[i].By.Signal(); reporter {
			list[i].At = protocol.Day(list[i].At)
		}
	}
	return list
}

// AskConsent asks a reporter for consent, with why in words to the conversation. To say
// who the reporter is, or to compare it, needs a name that the reporter gave; and somebody who works here can
// only be named if they hold the dossier.
func (c *Casework) AskConsent(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, ask record.Consent, newReason bool, words ledger.Content) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		facts, err := f.Signals.AskConsent(s, ask, newReason, words.ID, c.deps.Source.Now())
		if err != nil {
			return d, err
		}
		if err := c.watchAllowed(ctx, org, ask, &d.Reads); err != nil {
			return d, err
		}
		if one, _ := f.Signals.Get(s); (ask.For == record.ForIdentity || ask.For == record.ForWatch) && one.Who == "" {
			return d, gehoor.Refuse(dossier.CodeNameless)
		}
		if slices.ContainsFunc(f.Dossier.Consents(s), func(o dossier.Consented) bool { return o.Consent == ask }) {
			return d, gehoor.Refuse(dossier.CodeConsented)
		}
		if ask.Person != "" {
			working, err := c.working(ctx, org, []gehoor.PersonID{ask.Person}, &d.Reads)
			if err != nil {
				return d, err
			}
			if len(working) == 0 || !f.Dossier.Holds(ask.Person, gehoor.Conversation) {
				return d, gehoor.Refuse(dossier.CodeEligible)
			}
		}
		d.Facts, d.Inserts = facts, c.tellReporter(org, f, s)
		return d, nil
	})
}

// AnswerConsent is the reporter's yes or no to what was asked. A yes is the consent too;
// key as in [Consenting].
func (c *Casework) AnswerConsent(ctx context.Context, box account.Mailbox, no int, agreed bool, key *ledger.Content) error {
	contents := Consenting{Key: key}.contents()
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.reporterActs(ctx, box, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		var err error
		if d.Facts, err = f.Signals.AnswerConsent(box.Signal, no, agreed); err != nil || !agreed {
			return d, err
		}
		one, _ := f.Signals.Get(box.Signal)
		asked, _ := one.Asking(no)
		facts, err := c.consented(ctx, box, f, Consenting{asked.Consent, key}, &d.Reads)
		if isRefusal(err, dossier.CodeConsented) {
			return d, nil // the reporter agreed to it unasked, in the meantime
		}
		d.Facts = append(d.Facts, facts...)
		return d, err
	})
}

// consentsByDay are the consents as handlers see them.
func consentsByDay(d *dossier.State) func(gehoor.SignalID) []dossier.Consented {
	return func(id gehoor.SignalID) []dossier.Consented {
		all := d.Consents(id)
		for i := range all {
			all[i].At = protocol.Day(all[i].At)
		}
		return all
	}
}
