package record

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// What a reporter agrees to, and takes back. Only the reporter writes it, in the own
// mailbox.
const (
	KindConsent     gehoor.Kind = "consent.given"
	KindConsentBack gehoor.Kind = "consent.withdrawn"
	// KindRevealed is that somebody was told who the reporter is outside of the program.
	KindRevealed gehoor.Kind = "identity.revealed"
)

// ForIdentity is the consent to say who the reporter is: for one recipient and purpose.
const ForIdentity = "identity"

// ForWatch is the consent to compare the reporter's name with files of the personnel
// system (decision 68). It needs a name, and an organisation whose works council agreed.
const ForWatch = "watch"

// Consent is what somebody agrees to. To say who the reporter is has one recipient,
// somebody who works here or a function, and a purpose; the others have none.
type Consent struct {
	For       string          `json:"for"`
	Person    gehoor.PersonID `json:"person,omitempty"`
	Recipient string          `json:"recipient,omitempty"`
	Purpose   string          `json:"purpose,omitempty"`
}

// Consents lists what a reporter can agree to.
func Consents() []Option { return slices.Clone(consents) }

// Purposes lists why somebody may have to know who the reporter is.
func Purposes() []Option { return slices.Clone(purposes) }

// Recipients lists the functions that somebody outside of the program can have.
func Recipients() []Option { return slices.Clone(functions) }

// Check refuses what is no consent.
func (c Consent) Check() error {
	if err := c.checkRecipient(); err != nil {
		return err
	}
	if (c.For == ForIdentity) != has(purposes, c.Purpose) {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return nil
}

// checkRecipient is Check without the purpose: all purposes are taken back together.
func (c Consent) checkRecipient() error {
	identity := c.For == ForIdentity
	switch {
	case !has(consents, c.For),
		identity && (c.Person == "") == (c.Recipient == ""),
		!identity && (c.Person != "" || c.Recipient != "" || c.Purpose != ""),
		c.Recipient != "" && !has(functions, c.Recipient):
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return nil
}

// CheckBack refuses what cannot be taken back.
func (c Consent) CheckBack() error {
	if c.Purpose != "" {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return c.checkRecipient()
}

// Same says whether two consents are for the same thing and recipient, whatever the
// purpose.
func (c Consent) Same(o Consent) bool {
	return c.For == o.For && c.Person == o.Person && c.Recipient == o.Recipient
}

// Record is the consent as a record, given or taken back.
func (c Consent) Record(s gehoor.SignalID, kind gehoor.Kind) Record {
	f := Fields{}
	for name, value := range map[string]string{"for": c.For, "person": string(c.Person), "recipient": c.Recipient, "purpose": c.Purpose} {
		if value != "" {
			f[name] = value
		}
	}
	return Record{What: kind, Signal: s, Fields: f}
}

// Consent is what the record gives or takes back; ok says whether it does either.
func (r Record) Consent() (c Consent, given, ok bool) {
	value := func(name string) string { v, _ := r.Fields[name].(string); return v }
	c = Consent{For: value("for"), Person: gehoor.PersonID(value("person")), Recipient: value("recipient"), Purpose: value("purpose")}
	return c, r.What == KindConsent, r.What == KindConsent || r.What == KindConsentBack
}

// Reveals is the consent that the record needs: with that ground, who the reporter is was
// said to somebody outside of the program.
func (r Record) Reveals() (Consent, bool) {
	value := func(name string) string { v, _ := r.Fields[name].(string); return v }
	c := Consent{For: ForIdentity, Recipient: value("recipient"), Purpose: value("purpose")}
	return c, r.What == KindRevealed && value("ground") == "consent"
}

func has(options []Option, value string) bool {
	return slices.ContainsFunc(options, func(o Option) bool { return o.Value == value })
}

var consenting = []Type{
	{
		Kind: KindConsent, Label: both("Toestemming van de melder", "Consent of the reporter"), Group: GroupPeople, About: AboutSignal, By: ByReporter,
		Fields: []Field{choice("for", "Waarvoor?", "What for?", consents...).needed(), choice("recipient", "Voor welke functie?", "For which function?", functions...),
			person("person", "Voor wie?", "For whom?"), choice("purpose", "Met welk doel?", "For which purpose?", purposes...)},
	},
	{
		Kind: KindConsentBack, Label: both("Toestemming ingetrokken", "Consent withdrawn"), Group: GroupPeople, About: AboutSignal, By: ByReporter,
		Fields: []Field{choice("for", "Waarvoor?", "What for?", consents...).needed(), choice("recipient", "Voor welke functie?", "For which function?", functions...),
			person("person", "Voor wie?", "For whom?")},
	},
}

var revealing = []Type{
	{
		Kind: KindRevealed, Label: both("Gezegd wie de melder is", "Reporter’s identity revealed"), Group: GroupPeople, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Dit is voor iemand die niet in Gehoor werkt. Leg het vast voordat u het zegt. Zeg het pas als een collega het heeft bevestigd. Aan een collega in dit dossier geeft alleen de melder de sleutel.",
			"This is for somebody who does not work in Gehoor. Record it before you say it. Say it only once a colleague has confirmed. To a colleague in this dossier only the reporter gives the key."),
		Words: words("Aan wie precies, en wat zegt u?", "To whom exactly, and what do you say?").help(
			"Noem de persoon. Wij versleutelen dit in uw browser.", "Name the person. We encrypt this in your browser.").needed(),
		Fields: []Field{
			choice("recipient", "Aan wie?", "To whom?", functions...).needed(),
			choice("ground", "Waarom mocht het?", "Why was it allowed?", option("consent", "de melder stemde in", "the reporter agreed"), option("court", "een rechter of de wet verplichtte het", "a court or the law required it")).needed(),
			choice("purpose", "Met welk doel?", "For which purpose?", purposes...).unless("ground", "court").needed(),
			yesNo("reporter_first", "Wist de melder het eerst?", "Did the reporter know first?").needed(),
		},
	},
}

var consents = []Option{
	option(ForIdentity, "zeggen wie de melder is", "saying who the reporter is"),
	option("pass-on", "doorgeven zonder inhoud", "passing on without content"),
	option("inquiry", "meewerken aan een onderzoek", "taking part in an inquiry"),
	option("publication", "openbaar maken", "publication"),
	option(ForWatch, "vergelijken met wijzigingen in het personeelssysteem", "comparing with changes in the personnel system"),
}

// purposes are why somebody may have to know who the reporter is.
var purposes = []Option{
	option("support", "de melder steunen en nazorg geven", "supporting and caring for the reporter"),
	option("safety", "de melder beschermen", "protecting the reporter"),
	option("inquiry", "de melder horen in een onderzoek", "hearing the reporter in an inquiry"),
	option("measure", "een maatregel die de melder raakt", "a measure that touches the reporter"),
	option("decision", "een besluit nemen", "taking a decision"),
}
