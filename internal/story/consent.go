package story

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	catalogue "github.com/gehoor/gehoor/internal/record"
)

// Who may know who the reporter is: the reporter says so, takes it back, says a name
// later, and answers what a handler asks.

// otherConsents are those that name nobody.
func otherConsents() []string {
	var all []string
	for _, o := range catalogue.Consents() {
		if o.Value != catalogue.ForIdentity {
			all = append(all, o.Value)
		}
	}
	return all
}

func valuesOf(options []catalogue.Option) []string {
	all := make([]string, len(options))
	for i, o := range options {
		all[i] = o.Value
	}
	return all
}

// agree is what the reporter agrees to, unasked.
func (r *run) agree(ctx context.Context, s Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	c, err := r.consentIn(s)
	if err != nil {
		return err
	}
	key, err := r.keyFor(ctx, one, c.Person)
	if err != nil {
		return err
	}
	return r.Casework.Consent(ctx, one.box, casework.Consenting{Consent: c, Key: key})
}

// takeBack is what the reporter does not agree to any more.
func (r *run) takeBack(ctx context.Context, s Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	c, err := r.consentIn(s)
	if err != nil {
		return err
	}
	return r.Casework.WithdrawConsent(ctx, one.box, c)
}

// consentIn is the consent that a line names.
func (r *run) consentIn(s Statement) (catalogue.Consent, error) {
	c := catalogue.Consent{For: s.Value("consent"), Recipient: s.Value("recipient"), Purpose: s.Value("purpose")}
	if c.For == "" {
		c.For = catalogue.ForIdentity
	}
	if login := s.Value("person"); login != "" {
		id, err := r.person(login)
		c.Person = id
		return c, err
	}
	return c, nil
}

// keyFor is the key of who the reporter is, sealed to somebody who holds the dossier and
// has it not; nil if there is none to give.
func (r *run) keyFor(ctx context.Context, one *reporter, to gehoor.PersonID) (key *ledger.Content, err error) {
	box, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(box.Knowing.Others, func(p *directory.Person) bool { return p.ID == to })
	if i < 0 || box.Signal.Who == "" {
		return key, nil
	}
	_, own := keysOf(box.Boxes)
	contents, err := r.Casework.OpenOwn(ctx, one.box, own)
	if err != nil {
		return nil, err
	}
	made, err := one.browser.LetKnow(box, contents, box.Knowing.Others[i])
	return &made, err
}

// giveName says who the reporter of an anonymous signal is, to nobody yet.
func (r *run) giveName(ctx context.Context, s Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	to, err := r.Casework.MayKnow(ctx, one.box)
	if err != nil {
		return err
	}
	who, err := json.Marshal(whoBody{s.Values[0], s.Values[1]})
	if err != nil {
		return err
	}
	named, err := one.browser.Name(to, who)
	if err != nil {
		return err
	}
	r.said[named.Who.ID] = string(who)
	return r.Casework.AddName(ctx, one.box, named)
}

// askConsent asks the reporter for consent.
func (r *run) askConsent(ctx context.Context, s Statement, _ []Statement) error {
	c, err := r.consentIn(s)
	if err != nil {
		return err
	}
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, id gehoor.SignalID) error {
		words, err := browser.Say(d, s.Value("text"))
		if err != nil {
			return err
		}
		r.said[words.ID] = s.Value("text")
		return r.Casework.AskConsent(ctx, r.Org, r.staff, d.ID, id, c, s.Form == formAskAgain, words)
	})
}

// answerConsent says yes or no to what was asked first of what waits.
func (r *run) answerConsent(ctx context.Context, s Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	box, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	asked := box.Signal.Asked()
	if len(asked) == 0 {
		return errors.New("nobody asked for consent")
	}
	agreed := s.Value("yes-or-no") == "yes"
	var key *ledger.Content
	if agreed {
		if key, err = r.keyFor(ctx, one, asked[0].Person); err != nil {
			return err
		}
	}
	return r.Casework.AnswerConsent(ctx, one.box, asked[0].No, agreed, key)
}

// watchAgreed has the organisation compare names of reporters who agree, and watchEnded no
// more.
func (r *run) watchAgreed(ctx context.Context, s Statement, _ []Statement) error {
	on, err := protocol.ParseDate(s.Value("date"))
	if err != nil {
		return err
	}
	return r.Casework.AgreeWatch(ctx, r.Org, gehoor.System, on)
}

func (r *run) watchEnded(ctx context.Context, _ Statement, _ []Statement) error {
	return r.Casework.EndWatch(ctx, r.Org, gehoor.System)
}

// LetKnow implements [Reporter].
func (r namingReporter) LetKnow(_ casework.Mailbox, _ []ledger.Content, _ *directory.Person) (ledger.Content, error) {
	return r.content("key of "+string(gehoor.Identity), keyWords), nil
}

// Name implements [Reporter].
func (r namingReporter) Name(to casework.Preview, who []byte) (casework.Named, error) {
	return casework.Named{Identity: r.compartment(gehoor.Identity, nil, true, to.Custodians, to.Threshold), Who: r.content("who", string(who))}, nil
}
