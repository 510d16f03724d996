package box

import (
	"cmp"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
)

// Who may know who the reporter is, and what else a reporter agreed to.

// named says whether the reporter said who they are.
func (d Data) named() bool { return d.Mailbox.Signal.Who != "" }

// consent is one that stands, and whether there is one.
func (d Data) consent(of record.Consent) (dossier.Consented, bool) {
	all := d.Mailbox.Knowing.Consents
	i := slices.IndexFunc(all, func(c dossier.Consented) bool { return c.Same(of) })
	if i < 0 {
		return dossier.Consented{}, false
	}
	return all[i], true
}

// why says for what purposes, and since when, the reporter agreed that somebody knows, or
// that the law required it; or that they chose that person when they sent the signal.
func (d Data) why(p gehoor.PersonID) []string {
	all := d.agreed(p)
	if law := d.required(p); law != "" {
		all = append(all, law)
	}
	if all == nil {
		all = []string{d.Words.Say("knowing.chosen")}
	}
	return all
}

// agreed says for what purposes, and since when, the reporter agreed that somebody knows.
func (d Data) agreed(p gehoor.PersonID) []string {
	var all []string
	for _, c := range d.Mailbox.Knowing.Consents {
		if c.For == record.ForIdentity && c.Person == p {
			all = append(all, d.agreedText(c))
		}
	}
	return all
}

func (d Data) agreedText(c dossier.Consented) string {
	return d.Words.Say("knowing.agreed", text.With("purpose", d.option(record.Purposes(), c.Purpose)), text.With("date", d.Words.Date(c.At)))
}

// outside are the consents for a function: that person is told outside of the program.
func (d Data) outside() []dossier.Consented {
	return slices.DeleteFunc(slices.Clone(d.Mailbox.Knowing.Consents), func(c dossier.Consented) bool {
		return c.For != record.ForIdentity || c.Recipient == ""
	})
}

// otherConsents are what a reporter can agree to besides. Comparing is among them where the
// works council agreed; and as long as it can be taken back.
func (d Data) otherConsents() []record.Option {
	return slices.DeleteFunc(record.Consents(), func(o record.Option) bool {
		_, given := d.consent(record.Consent{For: o.Value})
		return o.Value == record.ForIdentity || o.Value == record.ForWatch && !d.watches() && !given
	})
}

// watches says whether names of reporters who agree are compared here.
func (d Data) watches() bool { return d.Mailbox.Knowing.WatchOn != protocol.Date{} }

// needsName says whether a consent is of no use without a name.
func (d Data) needsName(what string) bool { return what == record.ForWatch && !d.named() }

// consentName is what a consent is called, and consentWhat what it means, in one sentence.
func consentName(w *text.Words, what string) string {
	switch what {
	case "pass-on":
		return w.Say("knowing.pass-on")
	case "inquiry":
		return w.Say("knowing.inquiry")
	case "publication":
		return w.Say("knowing.publication")
	case record.ForWatch:
		return w.Say("knowing.watch")
	}
	return w.Say("knowing.identity")
}

func (d Data) consentWhat(what string) string {
	w := d.Words
	switch what {
	case record.ForWatch:
		if !d.watches() {
			return w.Say("knowing.watch-off")
		}
		return w.Say("knowing.watch-what", text.With("date", w.Date(d.Mailbox.Knowing.WatchOn.At(12, 0, 0))))
	case "pass-on":
		return w.Say("knowing.pass-on-what")
	case "inquiry":
		return w.Say("knowing.inquiry-what")
	}
	return w.Say("knowing.publication-what")
}

// option is what an option is called.
func (d Data) option(all []record.Option, value string) string {
	i := slices.IndexFunc(all, func(o record.Option) bool { return o.Value == value })
	if i < 0 {
		return value
	}
	return all[i].Label.In(d.Words.Language())
}

// askedText is what was asked.
func (d Data) askedText(a signal.Asking) string {
	if a.For != record.ForIdentity {
		return consentName(d.Words, a.For) + ": " + d.consentWhat(a.For)
	}
	return d.Words.Say("knowing.asked-identity", text.With("who", d.recipient(a.Consent)), text.With("purpose", d.option(record.Purposes(), a.Purpose)))
}

// recipient is who would get to know who the reporter is.
func (d Data) recipient(c record.Consent) string {
	if c.Person == "" {
		return d.option(record.Recipients(), c.Recipient)
	}
	known := slices.Concat(d.Mailbox.Knowing.Knows, d.Mailbox.Knowing.Others)
	if i := slices.IndexFunc(known, func(p *directory.Person) bool { return p.ID == c.Person }); i >= 0 {
		return d.name(known[i])
	}
	return d.Words.Say("box.from-somebody")
}

// askedOf says of an entry of the conversation what was asked, or what the reporter said.
func (d Data) askedOf(e signal.Entry) string {
	a, _ := d.Mailbox.Signal.Asking(e.Asking)
	switch {
	case e.Form == signal.FormConsent:
		return d.askedText(a)
	case a.Agreed:
		return d.Words.Say("knowing.yours-yes", text.With("asked", d.askedText(a)))
	}
	return d.Words.Say("knowing.yours-no", text.With("asked", d.askedText(a)))
}

// lacksKey says whether the person of a consent gets a key with it.
func (d Data) lacksKey(c record.Consent) bool {
	return slices.ContainsFunc(d.Mailbox.Knowing.Others, func(p *directory.Person) bool { return p.ID == c.Person })
}

// gone says whether somebody whom a handler named holds the dossier no longer: then there
// is nobody to give a key to, and only no is left.
func (d Data) gone(c record.Consent) bool {
	return c.Person != "" && !slices.ContainsFunc(slices.Concat(d.Mailbox.Knowing.Knows, d.Mailbox.Knowing.Others), func(p *directory.Person) bool { return p.ID == c.Person })
}

// consentID is what the form of a consent is called in the page.
func consentID(c record.Consent) string {
	return "consent-" + c.For + cmp.Or(string(c.Person), c.Recipient)
}
