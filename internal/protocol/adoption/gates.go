package adoption

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Gates are what the law and good order ask before an organisation works by a
// protocol (protocols.md §0.12). All of it is public.
type Gates struct {
	// Body is the competent body that decided, On the day of its decision.
	Body string        `json:"body,omitempty"`
	On   protocol.Date `json:"on,omitzero"`
	// WorksCouncilOn is when the works council agreed (Wet op de ondernemingsraden
	// art. 27(1)(k), (l) and (m)); else NotNeeded says why its consent is not needed.
	WorksCouncilOn protocol.Date `json:"works_council_on,omitzero"`
	NotNeeded      string        `json:"not_needed,omitempty"`
	// OfficerOn is when the data protection officer advised (GDPR art. 39(1)(c)).
	OfficerOn protocol.Date `json:"officer_on,omitzero"`
	// AssessedOn is the day of the data protection impact assessment (GDPR art. 35).
	AssessedOn protocol.Date `json:"assessed_on,omitzero"`
	// Publication is where the decision was published: "Gemeenteblad 2026, 12345".
	Publication string `json:"publication,omitempty"`
}

// Gate names one of them, as the fields of Gates do on the wire.
type Gate string

// The gates, in the order in which they are asked.
const (
	GateBody         Gate = "body"
	GateOn           Gate = "on"
	GateWorksCouncil Gate = "works-council"
	GateOfficer      Gate = "officer"
	GateAssessed     Gate = "assessed"
	GatePublication  Gate = "publication"
)

// MaxText bounds each text among the gates, in characters: a name or a reference, or
// a reason of two sentences.
const MaxText = 200

// IsZero says whether nothing was said.
func (g Gates) IsZero() bool { return g == Gates{} }

// Missing are the gates that were not passed, in their order.
func (g Gates) Missing() []Gate {
	var all []Gate
	for _, one := range []struct {
		gate Gate
		lack bool
	}{
		{GateBody, g.Body == ""}, {GateOn, g.On == protocol.Date{}},
		{GateWorksCouncil, g.WorksCouncilOn == protocol.Date{} && g.NotNeeded == ""},
		{GateOfficer, g.OfficerOn == protocol.Date{}}, {GateAssessed, g.AssessedOn == protocol.Date{}},
		{GatePublication, g.Publication == ""},
	} {
		if one.lack {
			all = append(all, one.gate)
		}
	}
	return all
}

// check refuses what cannot be: a text that is no line, a consent that was given and
// not needed, a day that is still to come.
func (g Gates) check(today protocol.Date) error {
	for _, s := range []string{g.Body, g.NotNeeded, g.Publication} {
		if utf8.RuneCountInString(s) > MaxText || strings.TrimSpace(s) != s || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return gehoor.Refuse(CodeGateText, "most", strconv.Itoa(MaxText))
		}
	}
	if g.WorksCouncilOn != (protocol.Date{}) && g.NotNeeded != "" {
		return gehoor.Refuse(CodeGateBoth)
	}
	for _, on := range []protocol.Date{g.On, g.WorksCouncilOn, g.OfficerOn, g.AssessedOn} {
		if today.Before(on) {
			return gehoor.Refuse(CodeGateLater)
		}
	}
	return nil
}
