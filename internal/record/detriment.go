package record

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Worse treatment because of a signal (protocols.md §1.8 G-BENADELING, §0.16).

// KindChanged is that somebody found a change in the reporter's work in a file of the
// personnel system, which they compared in their own browser (decision 68). What changed
// and when is sealed: who has the personnel system would know the reporter by it.
const KindChanged gehoor.Kind = "hr.changed"

var detriments = []Type{
	{
		Kind: "detriment.assessed", Label: both("Risico op slechtere behandeling", "Risk of worse treatment"), Group: GroupSafety, About: AboutEither, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("risk", "Hoe groot is het risico?", "How great is the risk?", option("low", "klein", "low"), option("middle", "aanwezig", "present"), option("high", "groot", "high")).needed(),
			yesNo("safety_plan", "Is er een veiligheidsplan?", "Is there a safety plan?").needed(),
			yesNo("care_named", "Zijn Slachtofferhulp en juridische hulp genoemd?", "Were victim support and legal aid named?").needed(),
		},
	},
	{
		Kind: "detriment.reported", Label: both("Slechter behandeld", "Treated worse"), Group: GroupSafety, About: AboutEither, By: ByStaff,
		Help: both("De melder, een getuige of een helper zegt slechter behandeld te worden, of er verandert iets in het werk.", "The reporter, a witness or a helper says that they are treated worse, or something changes at work."), Words: plain,
		Fields: []Field{
			choice("for", "Wie?", "Who?", reporter, witness, option("helper", "wie de melder hielp", "who helped the reporter")).needed(),
			choice("what", "Wat is er gebeurd?", "What happened?",
				option("transfer", "overplaatsing", "transfer"),
				option("appraisal", "slechtere beoordeling", "worse appraisal"),
				option("contract-ended", "contract gestopt of niet verlengd", "contract ended or not renewed"),
				option("schedule", "ander rooster", "other schedule"),
				option("excluded", "buitengesloten", "left out"),
				option("reprimand", "berisping", "reprimand"),
				option("pay", "minder loon", "less pay"),
				option("no-promotion", "geen promotie", "no promotion"),
				option("identity-sought", "gezocht naar wie de melder is", "searching who the reporter is"),
				option("other", "iets anders", "something else")).needed().sealed(),
			date("since", "Sinds welke dag?", "Since which day?").needed(),
		},
	},
	{
		Kind: KindChanged, Label: both("Iets veranderd in het werk van de melder", "Something changed in the reporter’s work"), Group: GroupSafety, About: AboutSignal, By: ByStaff,
		Help: both("U vond het in een bestand van het personeelssysteem, en de melder stemde in met vergelijken. Leg het alleen vast als u zeker weet dat het over de melder gaat. Daarna onderzoekt iemand buiten de lijn het.",
			"You found it in a file of the personnel system, and the reporter agreed to comparing. Record it only if you are sure that it is about the reporter. After that somebody outside the line looks into it."),
		Words: plain,
		Fields: []Field{
			choice("what", "Wat veranderde er?", "What changed?", changes...).needed().sealed(),
			date("since", "Vanaf welke dag?", "From which day?").needed().sealed(),
		},
	},
	{
		Kind: "detriment.reviewed", Label: both("Slechtere behandeling onderzocht", "Worse treatment reviewed"), Group: GroupSafety, About: AboutEither, By: ByStaff, Second: SecondMay, Words: reasons,
		Fields: []Field{
			yesNo("outside_line", "Keek iemand buiten de lijn ernaar?", "Did somebody outside the line look at it?").needed(),
			yesNo("proof", "Liet de werkgever schriftelijk zien dat het los staat van het signaal?", "Did the employer show in writing that it is unrelated to the signal?").needed(),
			choice("result", "Wat is de uitkomst?", "What is the result?", option("unrelated", "het staat los van het signaal", "it is unrelated"), option("related", "het komt door het signaal", "it is because of the signal"), option("unclear", "niet vast te stellen", "cannot be established")).needed(),
			yesNo("suspended", "Is het teruggedraaid of stilgezet?", "Was it undone or halted?").needed(),
			yesNo("rights_told", "Weet deze persoon welke rechten er zijn?", "Does this person know their rights?").needed(),
		},
	},
}

// changes are what is compared, and nothing else of a personnel system.
var changes = []Option{
	option("transfer", "overplaatsing", "transfer"),
	option("appraisal", "slechtere beoordeling", "worse appraisal"),
	option("contract-ended", "contract gestopt of niet verlengd", "contract ended or not renewed"),
	option("schedule", "ander rooster", "other schedule"),
	option("reprimand", "berisping", "reprimand"),
	option("pay", "minder loon", "less pay"),
	option("no-promotion", "geen promotie", "no promotion"),
}

// Changes lists what is compared with a file of the personnel system.
func Changes() []Option { return slices.Clone(changes) }
