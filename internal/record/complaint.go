package record

// A complaint under chapter 9 of the Awb (protocols.md §0.9). Here, and nowhere
// else, it is called one.

var complaints = []Type{
	{
		Kind: "complaint.consented", Label: both("Als klacht behandelen", "Treat as a complaint"), Group: GroupFormal, About: AboutSignal, By: ByStaff,
		Help: both("Leg eerst uit dat degene over wie het gaat, een kopie krijgt.", "First explain that the person concerned gets a copy."), Words: plain,
		Fields: []Field{
			yesNo("copy_explained", "De melder weet dat degene over wie het gaat een kopie krijgt", "The reporter knows that the person concerned gets a copy").agree(),
			yesNo("consent", "De melder wil dat wij dit als klacht behandelen", "The reporter wants us to treat this as a complaint").agree(),
			yesNo("signed", "Is de klacht ondertekend?", "Is the complaint signed?").needed(),
			yesNo("committee", "Behandelt een commissie de klacht?", "Does a committee handle it?").needed(),
			yesNo("resident", "Is de melder een inwoner, of iemand anders van buiten?", "Is the reporter a resident, or somebody else from outside?").needed(),
			date("received_on", "Op welke dag kwam de klacht binnen?", "On which day did the complaint come in?").needed(),
		},
	},
	{
		Kind: "complaint.copy-sent", Label: both("Kopie gestuurd aan wie het gaat", "Copy sent to the person concerned"), Group: GroupFormal, About: AboutSignal, By: ByStaff, Words: plain,
		Fields: []Field{date("sent_on", "Op welke dag?", "On which day?").needed()},
	},
	{
		Kind: "complaint.heard", Label: both("Gehoord over de klacht", "Heard on the complaint"), Group: GroupFormal, About: AboutSignal, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("who", "Wie?", "Who?", reporter, concerned).needed(),
			choice("how", "Hoe?", "How?", option("heard", "gehoord", "heard"), option("declined", "wil niet gehoord worden", "does not want to be heard"), option("not-reached", "niet bereikt", "not reached")).needed(),
			yesNo("record", "Is er een verslag?", "Is there a record?").needed(),
		},
	},
	{
		Kind: "complaint.extended", Label: both("Klacht: termijn verlengd", "Complaint: term extended"), Group: GroupFormal, About: AboutSignal, By: ByStaff,
		Help: both("Ten hoogste vier weken. Daarna kan het alleen als de melder ermee instemt.", "At most four weeks. After that only if the reporter agrees."), Words: plain,
		Fields: []Field{
			yesNo("both_told", "De melder en degene over wie het gaat weten dit schriftelijk", "The reporter and the person concerned know this in writing").agree(),
			yesNo("agreed", "Stemt de melder in met nog langer?", "Does the reporter agree to yet longer?").needed(),
			date("until", "Tot welke dag?", "Until which day?").needed(),
		},
	},
	{
		Kind: "complaint.decided", Label: both("Klacht: uitkomst", "Complaint: outcome"), Group: GroupFormal, About: AboutSignal, By: ByStaff, Second: SecondMay, Words: reasons,
		Fields: []Field{
			choice("outcome", "Wat is de uitkomst?", "What is the outcome?", option("founded", "gegrond", "founded"), option("partly", "deels gegrond", "partly founded"), option("unfounded", "ongegrond", "unfounded"), option("no-judgement", "geen oordeel", "no judgement")).needed(),
			yesNo("letter", "Is de brief met redenen gestuurd?", "Was the letter with reasons sent?").needed(),
			yesNo("ombudsman", "Staat de weg naar de ombudsman erin?", "Does it name the way to the ombudsman?").needed(),
		},
	},
	{
		Kind: "complaint.ended", Label: both("Klacht: gestopt", "Complaint: ended"), Group: GroupFormal, About: AboutSignal, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("how", "Hoe?", "How?", option("satisfied", "de melder is tevreden", "the reporter is satisfied"), option("withdrawn", "de melder trok de klacht in", "the reporter withdrew it"), option("not-taken-up", "niet in behandeling genomen, met reden", "not taken up, with a reason")).needed(),
			yesNo("told", "Weten beiden dit schriftelijk?", "Do both know this in writing?").needed(),
		},
	},
}
