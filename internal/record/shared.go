package record

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Sets of options that several kinds of record have in common.

// Severities, in rising order. On screen they are words, never a letter or number.
var severities = []Option{
	option("limited", "beperkt: één keer, geen machtsverschil, geen duidelijke schade", "limited: once, no difference in power, no clear harm"),
	option("moderate", "matig: vaker, of een machtsverschil, of duidelijk ongemak", "moderate: repeatedly, or a difference in power, or clear discomfort"),
	option("serious", "ernstig: aanraken, dreigen, uitsluiten, discriminatie, misbruik van positie", "serious: touching, threats, exclusion, discrimination, abuse of position"),
	option("acute", "acuut gevaar, of waarschijnlijk strafbaar", "acute danger, or probably a crime"),
}

var yesNoUnknown = []Option{
	option("yes", "ja", "yes"),
	option("no", "nee", "no"),
	option("unknown", "niet bekend", "not known"),
}

var possible = []Option{
	option("no", "nee", "no"),
	option("possible", "misschien", "possibly"),
	option("yes", "ja", "yes"),
}

// positions are of the person concerned, as the caseworker sees it.
var positions = []Option{
	option("employee", "medewerker", "employee"),
	option("manager", "leidinggevende", "manager"),
	option("alderman", "wethouder", "alderman"),
	option("council-member", "raadslid", "council member"),
	option("committee-member", "burgerlid van een raadscommissie", "member of a council committee"),
	option("faction-staff", "medewerker van een fractie", "staff of a council group"),
	option("mayor", "burgemeester", "mayor"),
	option("secretary", "gemeentesecretaris", "municipal secretary"),
	option("council-clerk", "griffier", "council clerk"),
	option("whole-college", "het hele college", "the whole executive"),
	option("contractor", "iemand die wij inhuren", "somebody we hire"),
	option("bureau", "iemand van het Bureau Integriteit", "somebody of the integrity bureau"),
	option("adviser", "vertrouwenspersoon", "confidential adviser"),
	option("unknown", "niet bekend", "not known"),
}

// seats are the offices that signals can be about without anybody knowing whom.
var seats = slices.DeleteFunc(slices.Clone(positions), func(o Option) bool {
	return o.Value != "whole-college" && !gehoor.Office(o.Value).OfHolder()
})

// functions are those that may have to know something, or that knew it.
var functions = []Option{
	option("manager", "leidinggevende", "manager"),
	option("higher-manager", "leidinggevende daarboven", "manager above"),
	option("personnel", "personeelszaken", "human resources"),
	option("bureau", "Bureau Integriteit", "integrity bureau"),
	option("external-desk", "extern meldpunt", "external desk"),
	option("secretary", "gemeentesecretaris", "municipal secretary"),
	option("deputy-secretary", "plaatsvervangend gemeentesecretaris", "deputy municipal secretary"),
	option("mayor", "burgemeester", "mayor"),
	option("deputy-mayor", "locoburgemeester", "deputy mayor"),
	option("alderman", "wethouder", "alderman"),
	option("council-clerk", "griffier", "council clerk"),
	option("council-chair", "plaatsvervangend voorzitter van de raad", "deputy chair of the council"),
	option("kings-commissioner", "commissaris van de Koning", "King’s Commissioner"),
	option("other", "iemand anders", "somebody else"),
}

// bodies can decide about somebody (protocols.md §3.2).
var bodies = []Option{
	option("line", "leidinggevende", "manager"),
	option("secretary", "gemeentesecretaris", "municipal secretary"),
	option("employer", "werkgever", "employer"),
	option("mayor", "burgemeester", "mayor"),
	option("college", "college van burgemeester en wethouders", "mayor and aldermen"),
	option("council", "gemeenteraad", "council"),
	option("employers-committee", "werkgeverscommissie van de raad", "council’s employers’ committee"),
	option("kings-commissioner", "commissaris van de Koning", "King’s Commissioner"),
	option("crown", "de Kroon", "the Crown"),
	option("agreement", "afspraak met degene over wie het gaat", "agreement with the person concerned"),
}

// parties are the people in a dossier, by what they are in it.
var (
	reporter  = option("reporter", "de melder", "the reporter")
	witness   = option("witness", "een getuige", "a witness")
	concerned = option("person-concerned", "degene over wie het gaat", "the person concerned")
	team      = option("team", "het team", "the team")
	employer  = option("organisation", "de organisatie", "the organisation")
)

// followUps are what can be done with a signal (protocols.md §1.6).
var followUps = []Option{
	option("no-follow-up", "niets doen, met redenen", "do nothing, with reasons"),
	option("observe", "volgen tot een dag, ten hoogste 30 dagen", "observe until a day, at most 30 days"),
	option("support", "steun en informatie geven", "give support and information"),
	option("informal-talk", "informeel gesprek", "informal talk"),
	option("corrective-talk", "gesprek waarin wij de norm stellen", "talk in which we set the norm"),
	option("group-talk", "groepsgesprek met een deskundige", "group talk with an expert"),
	option("team-inquiry", "onderzoek naar de cultuur in het team", "inquiry into the team’s culture"),
	option("complaint-procedure", "klachtenregeling", "complaints procedure"),
	option("preliminary-inquiry", "vooronderzoek", "preliminary inquiry"),
	option("inquiry", "onderzoek", "inquiry"),
	option("police", "aangifte, of overleg met politie of Openbaar Ministerie", "report to, or talk with, police or prosecutor"),
	option("office-holder-route", "verder volgens het protocol voor ambtsdragers", "go on under the protocol for office-holders"),
	option("formal-report-route", "verder als formele melding", "go on as a formal report"),
	option("kings-commissioner", "naar de commissaris van de Koning", "to the King’s Commissioner"),
	option("external-body", "naar een andere instantie", "to another body"),
}

// atSource are those of them that can be directed at the source: the behaviour, or
// who does it.
var atSource = followUps[3:]

var plain = words("Toelichting", "Explanation").help(
	"Wij versleutelen dit in uw browser. Alleen wie dit dossier behandelt, kan het lezen.",
	"We encrypt this in your browser. Only those who handle this dossier can read it.")

// apart are words about care, see [Type.Compartment].
var apart = words("Toelichting", "Explanation").help(
	"Wij versleutelen dit in uw browser. Het ligt apart van de zaak. Alleen de nazorgcoördinatoren kunnen het lezen. Zijn er geen twee, dan kan iedereen het lezen die dit dossier behandelt.",
	"We encrypt this in your browser. It lies apart from the case. Only the care coordinators can read it. If there are no two of them, all who handle this dossier can.")

var reasons = words("Redenen", "Reasons").help(
	"Schrijf in eigen woorden waarom. Wij versleutelen dit in uw browser.",
	"Write in your own words why. We encrypt this in your browser.").needed()
