package record

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Whether several signals tell of the same (protocols.md §1.9).

// The kinds that count when patterns are looked for.
const (
	KindTriaged  gehoor.Kind = "dossier.triaged"
	KindWeighed  gehoor.Kind = "dossier.weighed"
	KindFired    gehoor.Kind = "pattern.fired"
	KindDistinct gehoor.Kind = "reporter.distinct"
	KindEarlier  gehoor.Kind = "pattern.earlier-entered"
	// KindNotEarlier takes one back that was entered by mistake.
	KindNotEarlier gehoor.Kind = "pattern.earlier-taken-back"
	// The same about a team, and about an office.
	KindEarlierTeam      gehoor.Kind = "pattern.earlier-team-entered"
	KindNotEarlierTeam   gehoor.Kind = "pattern.earlier-team-taken-back"
	KindEarlierOffice    gehoor.Kind = "pattern.earlier-office-entered"
	KindNotEarlierOffice gehoor.Kind = "pattern.earlier-office-taken-back"
	kindTalk             gehoor.Kind = "dossier.talk-held"
	// KindAgreement is what was agreed with the person concerned.
	KindAgreement gehoor.Kind = "dossier.agreement-made"
	kindReported  gehoor.Kind = "inquiry.reported"
)

// earlierKinds enter a signal of before Gehoor, and notEarlierKinds take one back.
var (
	earlierKinds    = []gehoor.Kind{KindEarlier, KindEarlierTeam, KindEarlierOffice}
	notEarlierKinds = []gehoor.Kind{KindNotEarlier, KindNotEarlierTeam, KindNotEarlierOffice}
)

// NoFollowUp is the choice of a weighing that nothing is to be done.
const NoFollowUp = "no-follow-up"

// What is asked of every signal of before Gehoor, and what is said of taking one back.
var (
	earlierWords = words("Waar ligt het, en waar gaat het over?", "Where is it kept, and what is it about?").needed()
	earlierTold  = []Field{
		date("told_on", "Op welke dag is het verteld?", "On which day was it told?").needed(),
		choice("severity", "Hoe ernstig is het?", "How serious is it?", severities...).needed(),
		choice("channel", "Hoe is het verteld?", "How was it told?",
			option("letter", "per brief", "by letter"), option("mail", "per mail", "by mail"), option("phone", "aan de telefoon", "on the phone"), option("in-person", "in een gesprek", "in a talk")).needed(),
	}
	notEarlierHelp = both("Is een signaal van voor Gehoor bij de verkeerde persoon, het verkeerde team of ambt, of op de verkeerde dag vastgelegd? Dan telt het hierdoor niet meer mee. Klopt alleen de dag niet, leg het daarna opnieuw vast. Wat al samen gewogen moet worden, blijft gewogen worden.",
		"Was a signal from before Gehoor recorded about the wrong person, team or office, or on the wrong day? By this it counts no more. If only the day is wrong, record it again afterwards. What must be weighed together already stays so.")
)

var patterns = []Type{
	{
		Kind: KindFired, Label: both("Meerdere signalen over hetzelfde", "Several signals about the same"), Group: GroupWeighing, About: AboutEither, By: BySystem,
		Fields: []Field{
			choice("rule", "Welke regel?", "Which rule?",
				option("signals", "aantal signalen", "number of signals"), option("reporters", "aantal melders", "number of reporters"), option("after-talk", "na een gesprek", "after a talk"), option("serious", "ernstig", "serious"),
				option("unit", "aantal signalen over een team", "number of signals about a team"), option("office", "aantal signalen over een ambt", "number of signals about an office"), option("after-no-follow-up", "na niets doen", "after no follow-up"), option("observation-over", "de dag om opnieuw te kijken is voorbij", "the day to look again has passed")).needed(),
			// How many there are is not said any more, see [Fired].
			number("signals", "Hoeveel signalen?", "How many signals?", 1, 9999),
			number("reporters", "Hoeveel melders?", "How many reporters?", 0, 9999),
			ofChart(fieldPerson, "Over wie?", "About whom?"),
			ofChart(fieldManager, "Over welk team?", "About which team?"),
			choice(fieldSeat, "Over welk ambt?", "About which office?", seats...),
		},
	},
	{
		Kind: KindEarlier, Label: both("Eerder signaal van voor Gehoor", "Earlier signal from before Gehoor"), Group: GroupWeighing, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help: both("Ligt er een brief, mail of verslag over iemand van voordat u met Gehoor werkte? Leg dan vast dat het er is. Het telt mee als er gekeken wordt of er meer signalen over dezelfde persoon zijn. Een tweede persoon kijkt het na. Schrijf hier niet op wie het vertelde.",
			"Is there a letter, mail or report about somebody from before you worked with Gehoor? Then record that it exists. It counts when it is looked whether there are more signals about the same person. A second person checks it. Do not write here who told it."),
		Words: earlierWords,
		Fields: append(append([]Field{
			ofChart(fieldPerson, "Over wie gaat het?", "Who is it about?").needed(),
		}, earlierTold...),
			date("talk_on", "Is er daarna met degene over wie het gaat gesproken? Op welke dag?", "Did somebody talk with the person concerned after it? On which day?").help("Laat dit leeg als er geen gesprek was.", "Leave this empty if there was no talk."),
		),
	},
	{
		Kind: KindNotEarlier, Label: both("Eerder signaal was een vergissing", "Earlier signal was a mistake"), Group: GroupWeighing, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help:  notEarlierHelp,
		Words: words("Wat was de vergissing?", "What was the mistake?").needed(),
		Fields: []Field{
			ofChart(fieldPerson, "Over wie was het vastgelegd?", "About whom was it recorded?").needed(),
			date("told_on", "Op welke dag was het vastgelegd?", "On which day was it recorded?").needed(),
		},
	},
	{
		Kind: KindEarlierTeam, Label: both("Eerder signaal over een team", "Earlier signal about a team"), Group: GroupWeighing, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help: both("Ligt er een brief, mail of verslag over een team van voordat u met Gehoor werkte, en weet niemand over wie? Leg dan vast dat het er is. Het telt mee als er gekeken wordt of er meer signalen over hetzelfde team zijn, en voor niemand die erin werkt. Een tweede persoon kijkt het na. Schrijf hier niet op wie het vertelde.",
			"Is there a letter, mail or report about a team from before you worked with Gehoor, and does nobody know whom it is about? Then record that it exists. It counts when it is looked whether there are more signals about the same team, and for nobody who works in it. A second person checks it. Do not write here who told it."),
		Words: earlierWords,
		Fields: append([]Field{
			ofChart(fieldManager, "Over welk team gaat het? Zoek wie het leidt", "Which team is it about? Search who leads it").needed(),
		}, earlierTold...),
	},
	{
		Kind: KindNotEarlierTeam, Label: both("Eerder signaal over een team was een vergissing", "Earlier signal about a team was a mistake"), Group: GroupWeighing, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help:  notEarlierHelp,
		Words: words("Wat was de vergissing?", "What was the mistake?").needed(),
		Fields: []Field{
			ofChart(fieldManager, "Over welk team was het vastgelegd? Zoek wie het leidt", "About which team was it recorded? Search who leads it").needed(),
			date("told_on", "Op welke dag was het vastgelegd?", "On which day was it recorded?").needed(),
		},
	},
	{
		Kind: KindEarlierOffice, Label: both("Eerder signaal over een ambt", "Earlier signal about an office"), Group: GroupWeighing, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help: both("Ligt er een brief, mail of verslag over een ambt van voordat u met Gehoor werkte, en weet niemand over wie? Leg dan vast dat het er is. Het telt mee als er gekeken wordt of er meer signalen over hetzelfde ambt zijn, en voor niemand die het heeft of had. Een tweede persoon kijkt het na. Schrijf hier niet op wie het vertelde.",
			"Is there a letter, mail or report about an office from before you worked with Gehoor, and does nobody know whom it is about? Then record that it exists. It counts when it is looked whether there are more signals about the same office, and for nobody who holds or held it. A second person checks it. Do not write here who told it."),
		Words: earlierWords,
		Fields: append([]Field{
			choice(fieldSeat, "Over welk ambt gaat het?", "Which office is it about?", seats...).needed(),
		}, earlierTold...),
	},
	{
		Kind: KindNotEarlierOffice, Label: both("Eerder signaal over een ambt was een vergissing", "Earlier signal about an office was a mistake"), Group: GroupWeighing, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help:  notEarlierHelp,
		Words: words("Wat was de vergissing?", "What was the mistake?").needed(),
		Fields: []Field{
			choice(fieldSeat, "Over welk ambt was het vastgelegd?", "About which office was it recorded?", seats...).needed(),
			date("told_on", "Op welke dag was het vastgelegd?", "On which day was it recorded?").needed(),
		},
	},
	{
		Kind: KindDistinct, Label: both("Een andere melder", "Another reporter"), Group: GroupWeighing, About: AboutSignal, By: ByStaff,
		Help: both("Weet u wie de melder is? Leg dan vast of het iemand anders is dan de melders van andere signalen over dezelfde persoon. Zo tellen twee melders als twee. Wie de melder is, schrijft u hier niet op.",
			"Do you know who the reporter is? Then record whether it is somebody else than the reporters of other signals about the same person. In this way two reporters count as two. Do not write here who the reporter is."),
		Fields: []Field{
			yesNo("other", "Is dit iemand die nog niet eerder over dezelfde persoon vertelde?", "Is this somebody who did not tell of the same person before?").needed(),
		},
	},
}

// Fired is the record that a rule fired on what a signal tells of a subject. It does not say
// how many there are: not everybody who reads it may know of each.
func Fired(s gehoor.SignalID, about gehoor.Subject, rule string) Record {
	fields := naming(about)
	fields["rule"] = rule
	return Record{What: KindFired, Signal: s, Fields: fields}
}

// Firing is which rule fired, and about whom; nobody if the record does not say.
func (r Record) Firing() (rule string, about gehoor.Subject) {
	rule, _ = r.Fields["rule"].(string)
	about, _ = r.Fields.subject()
	return rule, about
}

// Earlier is a signal of before Gehoor: about whom, on which day and how it was told, how
// serious it was, and when somebody talked after it; zero for never.
type Earlier struct {
	gehoor.Subject
	Day, TalkOn       time.Time
	Severity, Channel string
}

// Earlier is what the record enters, and whether it is one that does.
func (r Record) Earlier() (Earlier, bool) {
	text := func(name string) string { one, _ := r.Fields[name].(string); return one }
	about, named := r.Fields.subject()
	e := Earlier{Subject: about, Severity: text("severity"), Channel: text("channel")}
	e.TalkOn, _ = time.Parse(time.DateOnly, text("talk_on"))
	var err error
	e.Day, err = time.Parse(time.DateOnly, text("told_on"))
	return e, slices.Contains(earlierKinds, r.What) && named && err == nil
}

// NotEarlier is of whom and of which day a signal of before Gehoor was entered by mistake,
// and whether the record says so.
func (r Record) NotEarlier() (about gehoor.Subject, day time.Time, ok bool) {
	about, named := r.Fields.subject()
	on, _ := r.Fields["told_on"].(string)
	day, err := time.Parse(time.DateOnly, on)
	return about, day, slices.Contains(notEarlierKinds, r.What) && named && err == nil
}

// Refutes says whether the record ends with a finding, and whether that refutes what was
// told.
func (r Record) Refutes() (refuted, found bool) {
	finding, ok := r.Fields["finding"].(string)
	return finding == "refuted", r.What == kindReported && ok
}

// WeighsPattern says whether a panel weighed several signals together.
func (r Record) WeighsPattern() bool {
	return r.What == KindWeighed && r.Fields["pattern"] == true && r.Fields["weighed_by"] == "panel"
}

// AgreesWithConcerned says whether the record is an agreement by which the person concerned
// does something else than before.
func (r Record) AgreesWithConcerned() bool {
	return r.What == KindAgreement && r.Fields["burden"] == concerned.Value
}

// TalkedOn is the day of a talk with the person concerned about what they did, and whether
// the record is one.
func (r Record) TalkedOn() (time.Time, bool) {
	kind, _ := r.Fields["kind"].(string)
	on, _ := r.Fields["held_on"].(string)
	day, err := time.Parse(time.DateOnly, on)
	return day, r.What == kindTalk && (kind == "informal" || kind == "corrective") && err == nil
}
