package knowledge

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// The functions that no field of a record names.
const (
	bureau          = "bureau"
	personConcerned = "person-concerned"
)

// telling is what a kind of record says of who knew.
type telling struct {
	what What
	// field names the functions; "" if it is always the one of always.
	field, always string
	// since is the field with the day from which they knew; "" for when it was recorded.
	since string
}

// tellings are the records that say that somebody was told or knew.
var tellings = map[gehoor.Kind]telling{
	kindKnew:                        {what: Matter, field: "function", since: "since"},
	kindDeclared:                    {what: Matter, field: "function", since: "since"},
	kindHeard:                       {what: Matter, field: "function", since: "heard_on"},
	kindConfirmed:                   {what: Notice, field: "function", since: "read_on"},
	kindAssigned:                    {what: Existence, field: "task"},
	"top.informed":                  {what: Notice, field: "functions"},
	"bureau.alerted":                {what: Existence, always: bureau},
	"council.informed":              {what: Existence, field: "to"},
	"advice.sought":                 {what: Matter, field: "of"},
	"police.consulted":              {what: Matter, field: "with"},
	"identity.revealed":             {what: Identity, field: "recipient"},
	"dossier.person-concerned-told": {what: Matter, always: personConcerned},
	"dossier.outcome-told":          {what: Decision, field: "to"},
	"dossier.referral-accepted":     {what: Matter, field: "by", since: "received_on"},
	"complaint.copy-sent":           {what: Account, always: personConcerned, since: "sent_on"},
}

// The records that have rules of their own.
const (
	kindKnew      gehoor.Kind = "knowledge.recorded"
	kindDeclared  gehoor.Kind = "knowledge.declared"
	kindAnswered  gehoor.Kind = "knowledge.answered"
	kindHeard     gehoor.Kind = "dossier.heard"
	kindConfirmed gehoor.Kind = "notice.confirmed"
	kindAssigned  gehoor.Kind = "dossier.assigned"
	kindCouncil   gehoor.Kind = "council.informed"
)

// functions are those whom a record says knew.
func (t telling) functions(r record.Record) []string {
	if t.always != "" {
		return []string{t.always}
	}
	if one, ok := r.Fields[t.field].(string); ok {
		return []string{one}
	}
	several, _ := r.Fields[t.field].([]string)
	return several
}

// of is what they knew. The council is told more or less.
func (t telling) of(r record.Record) What {
	if r.What == kindCouncil {
		switch r.Fields["what"] {
		case "report":
			return Recorded
		case "outcome":
			return Decision
		}
	}
	return t.what
}

// dayOf is the day from which they knew, if the record says one in this field.
func dayOf(r record.Record, field string) (protocol.Date, bool) {
	text, _ := r.Fields[field].(string)
	d, err := protocol.ParseDate(text)
	return d, err == nil
}

// decides says whether a record is a decision.
func decides(kind gehoor.Kind) bool {
	switch kind {
	case "dossier.weighed", "measure.imposed", "measure.lifted", "measure.none-needed", "report.assessed", "complaint.decided",
		"detriment.reviewed", "top.delay-decided", "dossier.telling-deferred", "term.paused", "term.extended", "inquiry.assigned":
		return true
	}
	t, _ := record.Of(kind)
	return t.Group == record.GroupDecision
}

// Label is what a function is called that is no role; ok is false for one that no record
// names.
func Label(function string) (label gehoor.Text, ok bool) {
	for _, kind := range labelled {
		t, _ := record.Of(kind)
		f, _ := t.Field(tellings[kind].field)
		if label, ok = f.OptionLabel(function); ok {
			return label, true
		}
	}
	return gehoor.Text{}, false
}

// labelled are the records that name functions, those that name most of them first.
var labelled = []gehoor.Kind{kindKnew, "advice.sought", "police.consulted", kindCouncil, "dossier.outcome-told", "dossier.referral-accepted", "identity.revealed", kindAssigned}
