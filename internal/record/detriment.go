package record

// Worse treatment because of a signal (protocols.md §1.8 G-BENADELING, §0.16).

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
