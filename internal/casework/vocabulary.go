package casework

import (
	"cmp"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// Vocabulary is every kind of fact there is, with what a protocol can read of it,
// by kind.
func Vocabulary() protocol.Vocabulary {
	var v protocol.Vocabulary
	for _, kind := range Kinds() {
		if r, ok := record.Of(kind); ok {
			v = append(v, recordType(r))
			continue
		}
		t := protocol.FactType{Kind: kind}
		for _, f := range openFields[kind] {
			t.Fields = append(t.Fields, f.FieldType)
		}
		v = append(v, t)
	}
	slices.SortFunc(v, func(a, b protocol.FactType) int { return cmp.Compare(a.Kind, b.Kind) })
	return v
}

// recordType is a kind of record as a protocol names it.
func recordType(r record.Type) protocol.FactType {
	t := protocol.FactType{Kind: r.Kind, Later: r.Later}
	for _, f := range r.Open() {
		one := protocol.FieldType{Name: f.Name, Type: valueTypes[f.Type]}
		for _, o := range f.Options {
			one.Options = append(one.Options, o.Value)
		}
		t.Fields = append(t.Fields, one)
	}
	if r.Second != record.SecondNone {
		t.Fields = append(t.Fields, protocol.FieldType{Name: record.FieldSecond, Type: protocol.ValueYesNo})
	}
	if r.Compared.Field != "" {
		t.Fields = append(t.Fields, protocol.FieldType{Name: record.FieldAlike, Type: protocol.ValueYesNo}, protocol.FieldType{Name: record.FieldCompared, Type: protocol.ValueYesNo}, protocol.FieldType{Name: record.FieldDifferent, Type: protocol.ValueYesNo})
	}
	return t
}

var valueTypes = map[record.FieldType]protocol.ValueType{
	record.YesNo: protocol.ValueYesNo, record.Number: protocol.ValueNumber, record.Choice: protocol.ValueChoice,
	record.Choices: protocol.ValueChoices, record.Date: protocol.ValueDate, record.Person: protocol.ValuePerson, record.OfChart: protocol.ValuePerson,
	record.Step: protocol.ValueCode, record.Question: protocol.ValueCode, record.Answer: protocol.ValueCode,
	record.Letter: protocol.ValueNumber, record.Measure: protocol.ValueNumber,
}

// fieldsOf is what a protocol can read of a fact; nil if that is nothing.
func fieldsOf(fact gehoor.Fact) map[string]any {
	if r, ok := fact.(record.Record); ok {
		return r.Values()
	}
	var values map[string]any
	for _, f := range openFields[fact.Kind()] {
		if v := f.of(fact); v != nil {
			if values == nil {
				values = map[string]any{}
			}
			values[f.Name] = v
		}
	}
	return values
}

// openField is one value that a protocol can read, and how it is got; nil if the
// fact has it not.
type openField struct {
	protocol.FieldType
	of func(gehoor.Fact) any
}

// openFields are the values of the facts whose bodies are types of their own. What
// somebody wrote, and contents, are never among them.
var openFields = byKind(
	fields[signal.Routed](
		choice("office", gehoor.Offices(), func(f signal.Routed) gehoor.Office { return f.Office }),
		choice("language", []gehoor.Language{gehoor.Dutch, gehoor.English}, func(f signal.Routed) gehoor.Language { return f.Language }),
		yesNo("not_safe", func(f signal.Routed) bool { return f.NotSafe }),
	),
	fields[signal.PassedOn](
		choice("severity", signal.Severities(), func(f signal.PassedOn) string { return f.Severity }),
		number("year", func(f signal.PassedOn) int { return f.Year }),
		number("month", func(f signal.PassedOn) int { return f.Month }),
	),
	fields[signal.Entered](
		choice("channel", signal.Channels(), func(f signal.Entered) signal.Channel { return f.Channel }),
		yesNo("consent", func(f signal.Entered) bool { return f.Consent }),
	),
	fields[signal.AnswerDemanded](
		choice("reason", signal.Reasons(), func(f signal.AnswerDemanded) signal.Reason { return f.Reason }),
		person("leads", func(f signal.AnswerDemanded) gehoor.PersonID { return f.Leads }),
	),
	fields[signal.ConsentAsked](
		choice("for", values(record.Consents()), func(f signal.ConsentAsked) string { return f.For }),
		choice("recipient", values(record.Recipients()), func(f signal.ConsentAsked) string { return f.Recipient }),
		person("person", func(f signal.ConsentAsked) gehoor.PersonID { return f.Person }),
		choice("purpose", values(record.Purposes()), func(f signal.ConsentAsked) string { return f.Purpose }),
		yesNo("new_reason", func(f signal.ConsentAsked) bool { return f.NewReason }),
	),
	fields[signal.ConsentAnswered](yesNo("agreed", func(f signal.ConsentAnswered) bool { return f.Agreed })),
	fields[signal.CheckInAsked](code(protocol.FieldStep, func(f signal.CheckInAsked) string { return f.Step })),
	fields[signal.CheckInAnswered](
		code(protocol.FieldStep, func(f signal.CheckInAnswered) string { return f.Step }),
		choice("going", checkin.Goings(), func(f signal.CheckInAnswered) checkin.Going { return f.Going }),
		yesNo("kept_away", func(f signal.CheckInAnswered) bool { return f.KeptAway }),
		yesNo("worse", func(f signal.CheckInAnswered) bool { return f.TreatedWorse }),
	),
	fields[signal.CheckInSkipped](code(protocol.FieldStep, func(f signal.CheckInSkipped) string { return f.Step })),
	fields[signal.Withdrew](choice("pressure", signal.Pressures(), func(f signal.Withdrew) signal.Pressure { return f.Pressure })),
	fields[participant.Admitted](
		choice("as", participant.Roles(), func(f participant.Admitted) participant.As { return f.As }),
		choice("language", []gehoor.Language{gehoor.Dutch, gehoor.English}, func(f participant.Admitted) gehoor.Language { return f.Language }),
	),
	fields[participant.AgreementShared](number("agreement", func(f participant.AgreementShared) int { return int(f.Agreement) })),
	fields[participant.AgreementAnswered](
		number("agreement", func(f participant.AgreementAnswered) int { return int(f.Agreement) }),
		yesNo("agrees", func(f participant.AgreementAnswered) bool { return f.Agrees }),
	),
	fields[participant.CheckInAsked](
		choice("as", participant.Roles(), func(f participant.CheckInAsked) participant.As { return f.As }),
		code(protocol.FieldStep, func(f participant.CheckInAsked) string { return f.Step }),
	),
	fields[participant.CheckInAnswered](
		choice("as", participant.Roles(), func(f participant.CheckInAnswered) participant.As { return f.As }),
		code(protocol.FieldStep, func(f participant.CheckInAnswered) string { return f.Step }),
		choice("going", checkin.Goings(), func(f participant.CheckInAnswered) checkin.Going { return f.Going }),
		yesNo("kept_away", func(f participant.CheckInAnswered) bool { return f.KeptAway }),
		yesNo("worse", func(f participant.CheckInAnswered) bool { return f.TreatedWorse }),
		number("left", func(f participant.CheckInAnswered) int { return f.Left }),
	),
	fields[participant.CheckInSkipped](
		choice("as", participant.Roles(), func(f participant.CheckInSkipped) participant.As { return f.As }),
		code(protocol.FieldStep, func(f participant.CheckInSkipped) string { return f.Step }),
		number("left", func(f participant.CheckInSkipped) int { return f.Left }),
	),
	fields[signal.QuestionsSent](number("sending", func(f signal.QuestionsSent) int { return f.Sending })),
	fields[signal.QuestionsAnswered](number("sending", func(f signal.QuestionsAnswered) int { return f.Sending })),
	fields[signal.QuestionsDeclined](number("sending", func(f signal.QuestionsDeclined) int { return f.Sending })),
	fields[signal.QuestionsWithdrawn](number("sending", func(f signal.QuestionsWithdrawn) int { return f.Sending })),

	fields[dossier.CompartmentMade](choice("compartment", compartments, func(f dossier.CompartmentMade) gehoor.Compartment { return sortOf(f.Compartment) })),
	fields[dossier.Granted](
		choice("compartment", compartments, func(f dossier.Granted) gehoor.Compartment { return sortOf(f.Compartment) }),
		person("person", func(f dossier.Granted) gehoor.PersonID { return f.Person }),
	),
	fields[dossier.Withdrawn](
		choice("reason", dossier.Withdrawals(), func(f dossier.Withdrawn) dossier.Withdrawal { return f.Reason }),
		person("person", func(f dossier.Withdrawn) gehoor.PersonID { return f.Person }),
	),
	fields[dossier.Excluded](
		choice("reason", dossier.Reasons(), func(f dossier.Excluded) dossier.Reason { return f.Reason }),
		person("person", func(f dossier.Excluded) gehoor.PersonID { return f.Person }),
	),
	fields[dossier.Readmitted](
		choice("reason", dossier.Reasons(), func(f dossier.Readmitted) dossier.Reason { return f.Reason }),
		person("person", func(f dossier.Readmitted) gehoor.PersonID { return f.Person }),
	),
	fields[dossier.ShortHanded](number("holders", func(f dossier.ShortHanded) int { return f.Holders })),
	fields[dossier.HolderAbsent](person("person", func(f dossier.HolderAbsent) gehoor.PersonID { return f.Person })),
	fields[dossier.HolderReturned](person("person", func(f dossier.HolderReturned) gehoor.PersonID { return f.Person })),
	fields[dossier.RecoveryRequested](choice("reason", append(dossier.RecoveryReasons(), dossier.RecoveryNaming), func(f dossier.RecoveryRequested) dossier.RecoveryReason { return f.Reason })),
	fields[dossier.NamingProposed](
		choice("ground", dossier.NamingGrounds(), func(f dossier.NamingProposed) dossier.NamingGround { return f.Ground }),
		person("recipient", func(f dossier.NamingProposed) gehoor.PersonID { return f.Recipient }),
		choice("outside", dossier.Outsiders(), func(f dossier.NamingProposed) dossier.Outsider { return f.Outside }),
	),
	fields[dossier.NamingTold](date("until", func(f dossier.NamingTold) protocol.Date { return f.Until })),
	fields[dossier.LetterSealed](
		choice("to", values(record.Outside()), func(f dossier.LetterSealed) string { return f.To }),
		choice("way", []dossier.LetterWay{dossier.LetterCode, dossier.LetterKey}, func(f dossier.LetterSealed) dossier.LetterWay { return f.Way }),
	),
	fields[dossier.Linked](choice("reason", dossier.LinkReasons(), func(f dossier.Linked) dossier.LinkReason { return f.Reason })),
	fields[dossier.Escalated](
		code(protocol.FieldStep, func(f dossier.Escalated) string { return f.Step }),
		number(protocol.FieldLevel, func(f dossier.Escalated) int { return f.Level }),
		present(number(protocol.FieldBegan, func(f dossier.Escalated) int { return int(f.Began) })),
	),
	fields[dossier.NoticeGiven](
		code(protocol.FieldStep, func(f dossier.NoticeGiven) string { return f.Step }),
		choices(protocol.FieldFunctions, top, func(f dossier.NoticeGiven) []gehoor.Role { return f.Functions }),
	),
	fields[dossier.RecordProposed](code("record", func(f dossier.RecordProposed) string { return string(f.Record) })),
	fields[dossier.Closed](choice("exit", dossier.Exits(), func(f dossier.Closed) dossier.Exit { return f.Exit })),
	fields[dossier.Held](choice("ground", dossier.HoldGrounds(), func(f dossier.Held) dossier.HoldGround { return f.Ground })),
	fields[dossier.ErasureRequested](
		choice("by", dossier.Askers(), func(f dossier.ErasureRequested) dossier.Asker { return f.By }),
		date("received_on", func(f dossier.ErasureRequested) protocol.Date { return f.ReceivedOn }),
	),
	fields[dossier.ErasureProposed](
		choice("answer", []dossier.Answer{dossier.AnswerGranted, dossier.AnswerRefused}, func(f dossier.ErasureProposed) dossier.Answer { return f.Answer }),
		choice("ground", dossier.RefusalGrounds(), func(f dossier.ErasureProposed) dossier.RefusalGround { return f.Ground }),
	),
	fields[dossier.ErasureRefused](choice("ground", dossier.RefusalGrounds(), func(f dossier.ErasureRefused) dossier.RefusalGround { return f.Ground })),
)

// ofParticipant is what a protocol calls the compartments of participants.
const ofParticipant gehoor.Compartment = "participant"

var compartments = append(gehoor.Compartments(), ofParticipant)

// sortOf is what a protocol calls a compartment.
func sortOf(c gehoor.Compartment) gehoor.Compartment {
	if _, own := c.Participant(); own {
		return ofParticipant
	}
	return c
}

// values are what options can be.
func values(options []record.Option) []string {
	all := make([]string, len(options))
	for i, o := range options {
		all[i] = o.Value
	}
	return all
}

// top are the roles that are told of signals.
var top = slices.DeleteFunc(gehoor.Roles(), func(r gehoor.Role) bool { return !r.IsTold() })

type kindFields struct {
	kind   gehoor.Kind
	fields []openField
}

func byKind(all ...kindFields) map[gehoor.Kind][]openField {
	m := make(map[gehoor.Kind][]openField, len(all))
	for _, one := range all {
		m[one.kind] = one.fields
	}
	return m
}

func fields[F gehoor.Fact](list ...openField) kindFields {
	var zero F
	return kindFields{zero.Kind(), list}
}

func field[F gehoor.Fact](name string, t protocol.ValueType, options []string, of func(F) any) openField {
	return openField{protocol.FieldType{Name: name, Type: t, Options: options}, func(fact gehoor.Fact) any {
		f, ok := fact.(F)
		if !ok {
			return nil
		}
		return of(f)
	}}
}

func text[T ~string](v T) any {
	if v == "" {
		return nil
	}
	return string(v)
}

func choice[F gehoor.Fact, T ~string](name string, options []T, of func(F) T) openField {
	list := make([]string, len(options))
	for i, o := range options {
		list[i] = string(o)
	}
	return field(name, protocol.ValueChoice, list, func(f F) any { return text(of(f)) })
}

func choices[F gehoor.Fact, T ~string](name string, options []T, of func(F) []T) openField {
	texts := func(list []T) []string {
		all := make([]string, len(list))
		for i, one := range list {
			all[i] = string(one)
		}
		return all
	}
	return field(name, protocol.ValueChoices, texts(options), func(f F) any { return texts(of(f)) })
}

func yesNo[F gehoor.Fact](name string, of func(F) bool) openField {
	return field(name, protocol.ValueYesNo, nil, func(f F) any { return of(f) })
}

func number[F gehoor.Fact](name string, of func(F) int) openField {
	return field(name, protocol.ValueNumber, nil, func(f F) any { return of(f) })
}

func person[F gehoor.Fact](name string, of func(F) gehoor.PersonID) openField {
	return field(name, protocol.ValuePerson, nil, func(f F) any { return text(of(f)) })
}

func code[F gehoor.Fact](name string, of func(F) string) openField {
	return field(name, protocol.ValueCode, nil, func(f F) any { return text(of(f)) })
}

func date[F gehoor.Fact](name string, of func(F) protocol.Date) openField {
	return field(name, protocol.ValueDate, nil, func(f F) any { return of(f).String() })
}

// present leaves a number out where it is 0, because then there is none.
func present(f openField) openField {
	of := f.of
	f.of = func(fact gehoor.Fact) any {
		if v := of(fact); v != 0 {
			return v
		}
		return nil
	}
	return f
}
