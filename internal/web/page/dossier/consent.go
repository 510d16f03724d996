package dossier

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// Consent that a handler asks the reporter for.
const (
	// AskConsent is for saying who the reporter is, AskConsentOther for the rest.
	AskConsent      Act = "ask-consent"
	AskConsentOther Act = "ask-consent-other"
)

// consentForm makes the form that asks for consent.
func (c Case) consentForm(w *text.Words, s signal.Signal, act Act) compose {
	title := w.Say("dossier.consent-ask")
	if act == AskConsentOther {
		title = w.Say("dossier.consent-other")
	}
	return compose{
		act: act, signal: s.ID, box: gehoor.Conversation, kind: sealed.Message,
		title: title, label: w.Say("dossier.consent-ask-words"),
		hint: w.Say("dossier.consent-ask-hint", text.With("language", desk.Language(w, s.Language))), button: w.Say("dossier.consent-ask-send"),
	}
}

// consentTo are those who may be named: who holds the dossier, and functions outside.
func (c Case) consentTo(w *text.Words) []said {
	var all []said
	for _, p := range c.Dossier.Holders {
		name := w.Say("dossier.consent-to-holder", text.With("name", desk.Upper(desk.Person(w, p))))
		all = append(all, said{"person:" + string(p.ID), name})
	}
	return append(all, options(w, record.Recipients())...)
}

func options(w *text.Words, list []record.Option) []said {
	all := make([]said, len(list))
	for i, o := range list {
		all[i] = said{o.Value, o.Label.In(w.Language())}
	}
	return all
}

// otherConsents are those that name nobody. Comparing can be asked where the works council
// agreed, of who gave a name.
func (c Case) otherConsents(w *text.Words, s signal.Signal) []said {
	return slices.DeleteFunc(options(w, record.Consents()), func(o said) bool {
		return o.question == record.ForIdentity || o.question == record.ForWatch && (c.Dossier.WatchOn == protocol.Date{} || s.Who == "")
	})
}

// consentSaid is a consent in words.
func (c Case) consentSaid(w *text.Words, of record.Consent) string {
	if of.For != record.ForIdentity {
		return optionName(w, record.Consents(), of.For)
	}
	who := optionName(w, record.Recipients(), of.Recipient)
	if of.Person != "" {
		who = c.name(w, of.Person)
	}
	return w.Say("dossier.consent-asked-identity", text.With("who", who), text.With("purpose", optionName(w, record.Purposes(), of.Purpose)))
}

func optionName(w *text.Words, all []record.Option, value string) string {
	for _, o := range all {
		if o.Value == value {
			return o.Label.In(w.Language())
		}
	}
	return value
}

// consentEntry says of an entry of the conversation what was asked or answered.
func (c Case) consentEntry(w *text.Words, s signal.Signal, e signal.Entry) []string {
	a, _ := s.Asking(e.Asking)
	what := text.With("what", c.consentSaid(w, a.Consent))
	switch {
	case e.Form == signal.FormConsent && a.Open():
		return []string{w.Say("dossier.consent-asked", what), w.Say("dossier.consent-open")}
	case e.Form == signal.FormConsent:
		return []string{w.Say("dossier.consent-asked", what)}
	case a.Agreed:
		return []string{w.Say("dossier.consent-yes", what)}
	}
	return []string{w.Say("dossier.consent-no", what), w.Say("dossier.consent-no-follows")}
}

// consents are those of a signal's reporter that stand.
func (c Case) consents(w *text.Words, s signal.Signal) []string {
	var all []string
	if c.Dossier.Consents == nil {
		return nil
	}
	for _, one := range c.Dossier.Consents(s.ID) {
		all = append(all, w.Say("dossier.consent-stands", text.With("day", desk.Day(w, one.At)), text.With("what", c.consentSaid(w, one.Consent))))
	}
	return all
}
