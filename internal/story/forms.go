package story

import "strings"

// Form is one kind of sentence, with blanks: "expect <step> due <date>". The
// word in a blank says what may stand there.
type Form string

// blanks returns the names of the form's blanks, in order.
func (f Form) blanks() []string {
	var names []string
	for _, w := range strings.Fields(string(f)) {
		if name, ok := blank(w); ok {
			names = append(names, name)
		}
	}
	return names
}

// blank returns the name of a blank, and whether the word is one.
func blank(word string) (string, bool) {
	rest, ok := strings.CutPrefix(word, "<")
	if !ok {
		return "", false
	}
	return strings.TrimSuffix(rest, ">"), true
}

// kind is what may stand in a blank: its name, or what comes after the colon in
// it.
func kind(blank string) string { return blank[strings.LastIndex(blank, ":")+1:] }

// The forms that are named elsewhere.
const (
	formEmpty        Form = ""
	formRemark       Form = "# <line>"
	formTitle        Form = "title <line>"
	formTitleNL      Form = "title nl <line>"
	formOrganisation Form = "organisation <org>"
	formProtocols    Form = "protocols <protocols>"

	formAt     Form = "at <moment>"
	formAsleep Form = "asleep until <moment>"
	formClock  Form = "clock"

	formAsReporter Form = "as reporter <reporter>"
	formAs         Form = "as <person>"
	formAsOwn      Form = "as participant <participant>"
	formAbout      Form = "about <reporter>"
	formAboutDrill Form = "about drill"

	formSend        Form = "send <office> <language>"
	formAnswer      Form = "answer <key> <text>"
	formChoose      Form = "choose <key> <words>"
	formTold        Form = "told <whom:text> <when:text> <outcome:text>"
	formNotSafe     Form = "not-safe"
	formWantsTalk   Form = "wants-talk <text>"
	formStrike      Form = "strike <person>"
	formIdentity    Form = "identity <name:text> <contact:text>"
	formIdentityTo  Form = "identity to <person>"
	formConsents    Form = "consents"
	formEnter       Form = "enter <reporter> <channel> <office> <language>"
	formCorrect     Form = "correct <text>"
	formApprove     Form = "approve"
	formAskTalk     Form = "ask-talk <text>"
	formPress       Form = "press <button>"
	formPressWords  Form = "press <button> <text>"
	formDemandReply Form = "answer-demand <text>"
	formGoes        Form = "it-goes <going>"
	formGoesWords   Form = "it-goes <going> <text>"
	formGoesAway    Form = "kept-away"
	formGoesWorse   Form = "treated-worse"
	formSkipContact Form = "skip-check-in"
	formNoContacts  Form = "stop-check-ins"
	formContacts    Form = "resume-check-ins"
	formAdmit       Form = "admit <participant> as <role> <text>"
	formWriteTo     Form = "write-to <participant> <text>"
	formShare       Form = "share-agreement <participant> <text>"
	formEndCode     Form = "end-code <participant>"
	formSay         Form = "say <text>"
	formAgrees      Form = "answer-agreement <yes-or-no>"
	formAgreesSay   Form = "answer-agreement <yes-or-no> <text>"
	formWithdraw    Form = "withdraw <pressure>"
	formWithdrawSay Form = "withdraw <pressure> <text>"
	formRejoin      Form = "rejoin"
	formReach       Form = "reach <ways> <times>"
	formReachNot    Form = "reach-not"
	formLetKnow     Form = "let-know <person> <purpose>"
	formKeepFrom    Form = "keep-from <person>"
	formUnsay       Form = "keep-from-function <recipient>"
	formAgree       Form = "agree <consent>"
	formTakeBack    Form = "take-back <consent>"
	formGiveName    Form = "give-name <name:text> <contact:text>"
	formAskConsent  Form = "ask-consent <consent> <text>"
	formAskToKnow   Form = "ask-to-tell <recipient> <purpose> <text>"
	formAskToLet    Form = "ask-to-let-know <person> <purpose> <text>"
	formAskAgain    Form = "ask-again-to-tell <recipient> <purpose> <text>"
	formSayConsent  Form = "answer-consent <yes-or-no>"
	formLink        Form = "link <reporter> <reason>"
	formLinkOnce    Form = "confirm-link <reporter>"
	formPassOn      Form = "pass-on <reporter> <office> <class> <month> <text>"
	formPassedBack  Form = "take-back-passed <reporter>"
	formReply       Form = "reply <text>"
	formAcknowledge Form = "acknowledge <text>"
	formWrite       Form = "write <text>"
	formFeedback    Form = "feedback <text>"
	formNote        Form = "note <text>"
	formKnow        Form = "confirm-notice"
	formKnewBefore  Form = "knew-before <date>"
	formKnewActed   Form = "knew-before <date> acted"
	formSealLetter  Form = "seal-letter <receiver> <opened>"
	formMakeFormal  Form = "make-formal"
	formOpen        Form = "open"
	formLeave       Form = "leave"
	formAdopt       Form = "adopt <edition>"
	formWatchAgreed Form = "watch-agreed <date>"
	formWatchEnded  Form = "watch-ended"
	formChart       Form = "chart"
	formPlace       Form = "place <person>"
	formPlaceUnder  Form = "place <person> under <line:person>"
	formPlaceOffice Form = "place <person> office <office>"
	formPlaceParty  Form = "place <person> office <office> party <party>"
	formAdd         Form = "add <person>"
	formHandOver    Form = "hand-over <person>"
	formLoseKey     Form = "lose-key"
	formAway        Form = "away <person> until <date>"
	formAwayDeputy  Form = "away <person> until <date> deputy <deputy:person>"
	formAwayFrom    Form = "away <person> from <from:date> until <date>"
	formAwayFromFor Form = "away <person> from <from:date> until <date> deputy <deputy:person>"
	formBack        Form = "back <person>"
	formAskRecovery Form = "ask-recovery <person> <why>"
	formGiveShare   Form = "give-share"
	formJoinShares  Form = "join-shares"
	formEndRecovery Form = "end-recovery"
	formDrill       Form = "drill <person>"
	formNaming      Form = "propose-naming <person> <basis> <text>"
	formTellNaming  Form = "tell-naming"
	formAskNaming   Form = "ask-naming"
	formEndNaming   Form = "end-naming"
	formClose       Form = "close <exit> <why:text>"
	formReopen      Form = "reopen <text>"
	formHold        Form = "hold <ground> <why:text>"
	formReleaseHold Form = "release-hold <why:text>"
	formPropose     Form = "propose-destruction <why:text>"
	formDestroy     Form = "confirm-destruction"
	formSpare       Form = "drop-destruction"
	formRecord      Form = "record <kind>"
	formField       Form = "field <field> <values>"
	formWords       Form = "words <text>"
	formByTwo       Form = "by-two"
	formUndeclared  Form = "undeclared"
	formNoInterest  Form = "no-interest"
	formOfSignal    Form = "of-signal"
	formAlike       Form = "alike"
	formDifferent   Form = "different <text>"
	formNotAlike    Form = "not-alike"
	formUnread      Form = "not-compared"
	formConfirm     Form = "confirm-record <kind>"
	formDrop        Form = "drop-record <kind>"
	formStateFact   Form = "state fact <kind> <rest>"
	formStateBare   Form = "state fact <kind>"

	formOutside Form = "outside <outsider> <text>"

	formRefused   Form = "refused <code>"
	formRefusedBy Form = "refused-by <guard>"

	formDue          Form = "expect <step> due <date>"
	formLatest       Form = "expect <step> latest <date>"
	formStarted      Form = "expect <step> started <date>"
	formStanding     Form = "expect <step> <standing>"
	formEscalated    Form = "expect escalated <step> <number> to <persons>"
	formToNobody     Form = "expect escalated <step> <number> to-nobody"
	formNotEscalated Form = "expect not-escalated <step> <number>"
	formToldKind     Form = "expect told <person> <notice> <number>"
	formToldNothing  Form = "expect told-nothing <person>"
	formKnown        Form = "expect known <person> by <moment>"
	formUnknown      Form = "expect unknown <person> by <moment>"
	formSees         Form = "expect sees <persons>"
	formSeesNothing  Form = "expect sees-nothing <persons>"
	formHolders      Form = "expect holders <persons>"
	formKnows        Form = "expect knows-reporter <persons>"
	formKnowsNobody  Form = "expect knows-reporter-nobody"
	formStage        Form = "expect stage <stage>"
	formWaiting      Form = "expect <waiting>"
	formList         Form = "expect list <person> <number> first <reporter>"
	formListEmpty    Form = "expect list <person> empty"
	formLateCount    Form = "expect late <person> <number>"
	formTalkCount    Form = "expect talks <person> <number>"
	formShortCount   Form = "expect short <person> <number>"
	formTurnCount    Form = "expect turn <person> <number>"
	formStandsIn     Form = "expect stands-in <person> for <persons>"
	formStandsInNone Form = "expect stands-in-for-nobody <person>"
	formKeyless      Form = "expect keyless <persons>"
	formKeylessNone  Form = "expect keyless-nobody"
	formOtherOffice  Form = "expect other-office <office>"
	formOfficeFits   Form = "expect office-fits"
	formCame         Form = "expect came <persons>"
	formCameNobody   Form = "expect came-nobody"
	formShares       Form = "expect shares <number> of <need:number>"
	formRecovered    Form = "expect recovered <persons>"
	formNamed        Form = "expect naming <naming>"
	formTested       Form = "expect tested <number>"
	formTestedNever  Form = "expect tested-never"
	formPreview      Form = "expect preview <office> <persons>"
	formThread       Form = "expect conversation <number>"
	formApproval     Form = "expect account <approval>"
	formTalk         Form = "expect <talk>"
	formDemand       Form = "expect <demand>"
	formCheckIn      Form = "expect check-in <step>"
	formCheckInNone  Form = "expect check-in-none"
	formReads        Form = "expect reads <number>"
	formDemandBy     Form = "expect demand-answer by <date>"
	formDemandCount  Form = "expect demands <person> <number>"
	formLinked       Form = "expect linked <reporters>"
	formLinkedNone   Form = "expect linked-none"
	formRecorded     Form = "expect recorded <kind> <number>"
	formProposed     Form = "expect waits-for-second <kind> <number>"
	formTogether     Form = "expect weighed-together <number>"
	formBurden       Form = "expect burden <bearer> <number> <carried>"
	formOneSided     Form = "expect one-sided <yes-or-no>"
	formFate         Form = "expect <fate>"
	formMayGo        Form = "expect may-go <person> <number>"
	formOpened       Form = "expect opened <persons>"
	formOpenedNobody Form = "expect opened-by-nobody"
)

// Entry is a form with what it means, for people.
type Entry struct {
	Form Form
	// Under is the form above whose indented lines this may be; "" for a line of
	// its own.
	Under   Form
	Meaning string
}

// Forms is the whole language, in the order of doc/stories.md.
func Forms() []Entry { return append([]Entry(nil), forms...) }

var forms = []Entry{
	{formEmpty, "", "An empty line, for the eye."},
	{formRemark, "", "A remark; it has no effect."},
	{formTitle, "", "What the story is about. Every story has one."},
	{formTitleNL, "", "The same in Dutch, below it; without this line the title is shown in both languages."},
	{formOrganisation, "", "Where it plays. It was founded before. Every story has one."},
	{formProtocols, "", "The shipped protocols that the organisation has adopted; without this line receive alone."},

	{formAt, "", "What follows happens at this moment. Until then the clock ticks."},
	{formAsleep, "", "The server is switched off until this moment; then the clock ticks."},
	{formClock, "", "The clock ticks once more, which must change nothing that was done."},

	{formAsReporter, "", "What follows, this reporter does: R1, R2 and so on."},
	{formAs, "", "What follows, this member of staff does."},
	{formAsOwn, "", "What follows, this witness or person concerned does: P1, P2 and so on."},
	{formAbout, "", "What follows is about the signal of this reporter; else about that of the last one who acted."},
	{formAboutDrill, "", "What follows is about the last drill."},

	{formSend, "", "The reporter sends a signal about somebody with this office, in this language."},
	{formAnswer, formSend, "The answer to a question of the form, in words."},
	{formChoose, formSend, "The answer to a question of the form, one or more of its choices."},
	{formTold, formSend, "Somebody whom the reporter told before: whom, when, what came of it."},
	{formNotSafe, formSend, "The reporter is not safe now, and lets us know that."},
	{formWantsTalk, formSend, "The reporter would rather be called, says when that is safe, and lets us know that there is such a wish."},
	{formStrike, formSend, "Not to this person."},
	{formIdentity, formSend, "Who the reporter is, and how to reach them. Nobody gets it unasked."},
	{formIdentityTo, formSend, "This person may know who the reporter is."},
	{formConsents, formSend, "The reporter agrees that a confidential adviser hands it over. Only below enter, and only of an adviser."},
	{formEnter, "", "A member of staff enters what this reporter told: phone, letter, in-person. Lines below it are as below send."},
	{formCorrect, "", "The reporter says what is wrong in an account that somebody else wrote."},
	{formApprove, "", "The reporter agrees with an account that somebody else wrote."},
	{formAskTalk, "", "The reporter wants to talk, and says when and how."},
	{formPress, "", "The reporter demands an answer of somebody who does not lead: nothing-happens, treated-worse, reconsider."},
	{formPressWords, "", "The same, in these words."},
	{formDemandReply, "", "A member of staff who does not lead answers what the reporter pressed."},
	{formAdmit, "", "A member of staff gives somebody a code of their own, as a witness or as the person concerned, and notes who it is."},
	{formWriteTo, "", "A member of staff writes to somebody with a code of their own."},
	{formShare, "", "A member of staff lets the person concerned read the last agreement that was recorded."},
	{formEndCode, "", "A code of somebody's own opens nothing any more."},
	{formSay, "", "Somebody with a code of their own writes to those who handle."},
	{formAgrees, "", "The person concerned says whether the last agreement that they can read is what was agreed."},
	{formAgreesSay, "", "The same, with these words."},
	{formGoes, "", "The reporter, or somebody with a code of their own, answers how it goes, which the program asked: well, so-so, bad."},
	{formGoesWords, "", "The same, with these words."},
	{formGoesAway, formGoes, "Somebody asked the reporter to stay away, to work from home or to do other work. Also below it-goes with words."},
	{formGoesWorse, formGoes, "The reporter is treated worse. Also below it-goes with words."},
	{formSkipContact, "", "The reporter does not want the contact that was asked about."},
	{formNoContacts, "", "The reporter wants to be asked no more how it goes."},
	{formContacts, "", "The reporter takes that back."},
	{formWithdraw, "", "The reporter takes no further part, and says whether somebody put them under pressure: none, there, unsaid."},
	{formWithdrawSay, "", "The same, with these words."},
	{formRejoin, "", "The reporter takes part again."},
	{formReach, "", "The reporter says by which ways and at which times they can be reached, each joined by commas: private-phone,letter morning,saturday."},
	{formReachNot, "", "The reporter wants messages here only."},
	{formLetKnow, "", "The reporter lets this person, who holds the dossier, know who they are, for: support, safety, inquiry, measure, decision."},
	{formKeepFrom, "", "The reporter takes that back: this person is served nothing more of who they are."},
	{formUnsay, "", "The reporter takes back that somebody with this function may be told who they are."},
	{formAgree, "", "The reporter agrees to: pass-on, inquiry, publication, watch."},
	{formTakeBack, "", "The reporter takes that back."},
	{formGiveName, "", "The reporter of an anonymous signal says who they are, and how to reach them. Nobody gets it unasked."},
	{formAskConsent, "", "A member of staff asks the reporter to agree to something, for this reason."},
	{formAskToKnow, "", "A member of staff asks whether somebody outside of the program, with this function, may be told who the reporter is, for which purpose and why."},
	{formAskToLet, "", "The same for somebody who holds the dossier."},
	{formAskAgain, "", "A member of staff asks for a function once more, for a new reason."},
	{formSayConsent, "", "The reporter says yes or no to what was asked first and waits."},
	{formLink, "", "A member of staff records that the dossier belongs with that of this reporter: together, follow-up."},
	{formLinkOnce, "", "Another member of staff agrees that this reporter tells of the same incident there: the two count once."},
	{formPassOn, "", "A confidential adviser passes on, with the consent of this person, that there is something: the position of whom it is about, how serious (limited, moderate, serious, acute), the month (2027-10), and sealed whom it is about. It has a dossier of its own, and no reporter: the person has no code and does nothing in the story."},
	{formPassedBack, "", "The adviser takes back what they passed on of this person, who agrees no more."},
	{formReply, "", "The reporter writes back."},
	{formAcknowledge, "", "A member of staff lets the reporter know that the signal is here."},
	{formWrite, "", "A member of staff writes to the reporter, or asks something."},
	{formFeedback, "", "A member of staff tells how the signal is weighed and what is done."},
	{formKnow, "", "Somebody at the top confirms that they know of the signal."},
	{formKnewBefore, "", "Somebody at the top says that they knew of the signal since that day, and did nothing with it."},
	{formKnewActed, "", "The same, and that they did something with it."},
	{formNote, "", "An internal note, which the reporter never sees."},
	{formSealLetter, "", "A member of staff makes a sealed letter of what this reporter told, for somebody outside: sipa, kings-commissioner, legal, whistleblower-house, police, other. It opens with a code or with the receiver's key. That it was sent, came and was answered are records."},
	{formMakeFormal, "", "The signal becomes a formal report, at the reporter's wish."},
	{formOpen, "", "They open everything that they may open, and it must be what was said."},
	{formAdopt, "", "Whoever acts, the organisation adopts this invented edition of a protocol (protocols/examples), and the clock ticks."},
	{formWatchAgreed, "", "Whoever acts, the organisation compares from now on: the works council agreed on that day that the names of reporters who agree are compared with files of the personnel system."},
	{formWatchEnded, "", "It does not any more."},
	{formChart, "", "An administrator imports the organisation chart: everybody who stands in it. Who stood in it before and is not named has left."},
	{formPlace, formChart, "Somebody who works under nobody: a login, or the name of somebody who has no account."},
	{formPlaceUnder, formChart, "Somebody who works under somebody else."},
	{formPlaceOffice, formChart, "Somebody who holds an office, and works under nobody."},
	{formPlaceParty, formChart, "The same, and of which party they are."},
	{formLeave, "", "The member of staff stops working here, and the clock ticks."},
	{formAdd, "", "A member of staff who holds the dossier gives its keys to this person too."},
	{formHandOver, "", "The same, and then holds it no longer."},
	{formLoseKey, "", "A member of staff can open the dossier no longer, and holds it no longer."},
	{formAway, "", "Who sees to it that dossiers have holders says that this person is away until a day, as far as is known."},
	{formAwayDeputy, "", "The same, and who stands in for them."},
	{formAwayFrom, "", "The same of somebody who will be away, from the first moment of a day."},
	{formAwayFromFor, "", "The same, and who stands in for them then."},
	{formBack, "", "It is taken back: the person is here again, or does not go away."},
	{formAskRecovery, "", "Who sees to it asks the custodians to give this person the keys, because: holders-gone, holder-absent, key-lost."},
	{formGiveShare, "", "A custodian gives their shares to the one for whom they are asked."},
	{formJoinShares, "", "The one for whom shares were given joins them."},
	{formEndRecovery, "", "The request is taken back."},
	{formNaming, "", "A court or the law requires that this person, who holds the dossier, knows who the reporter is: court-order, criminal-proceedings, statute. The reason is written to the reporter."},
	{formTellNaming, "", "A second person confirms it, and with that the reporter is told and has ten working days."},
	{formAskNaming, "", "After that the custodians are asked for their shares of who the reporter is."},
	{formEndNaming, "", "It does not go on."},
	{formDrill, "", "Who sees to it begins a drill of a recovery, for this person. What follows is about the drill."},
	{formClose, "", "A member of staff closes the dossier, for these reasons. The ways to end: followed-up, support-given, resolved-informally, passed-on, no-follow-up, and those of the protocols."},
	{formReopen, "", "A member of staff opens a closed dossier again, for these reasons."},
	{formHold, "", "A member of staff sees to it that the dossier is not destroyed, for these reasons: woo-request, court, weighing, archives-act."},
	{formReleaseHold, "", "The hold that lasts the longest ends, for these reasons."},
	{formPropose, "", "A member of staff proposes, for these reasons, that a closed dossier whose term is over is destroyed."},
	{formDestroy, "", "A second person confirms it, and the dossier is destroyed."},
	{formSpare, "", "The proposal is taken back, or the second person does not agree."},
	{formRecord, "", "A member of staff writes down what a step demands (doc/records.md). One that must have a second person waits for it."},
	{formField, formRecord, "The answer to a question: yes, no, a number, a day (2026-02-17, today, 7 days ago, +2 weeks), a login, somebody of the chart, or one or more choices. What is needed and not answered here is answered as plainly as can be: no, the first choice, the least number, in four weeks."},
	{formWords, formRecord, "Why, or what: sealed, as nobody but who handles the dossier reads it."},
	{formByTwo, formRecord, "It waits for a second person."},
	{formUndeclared, formRecord, "They did not say first that they have no interest. Without this line they do, where they must; and so does whoever confirms or closes."},
	{formOfSignal, formRecord, "It is about the signal in hand, and not about the whole dossier."},
	{formAlike, formRecord, "The browser finds the words too much like those of an earlier record. Without this line it compares, and finds nothing."},
	{formNoInterest, "", "A member of staff says that they have no interest."},
	{formConfirm, "", "The second person confirms the record of this kind that waits the longest."},
	{formDifferent, formConfirm, "The words are too much like earlier ones, and this is why they are different enough; or they were not compared, and this is what the second person saw: sealed."},
	{formNotAlike, formConfirm, "The second person’s browser does not find the words too much like earlier ones. Without this line it finds what the writer’s found."},
	{formUnread, formConfirm, "The second person’s browser could not compare the words with earlier ones."},
	{formDrop, "", "It is taken back, or the second person does not agree."},
	{formStateFact, "", "What a capability that comes later will record by itself (doc/records.md): each field and its answer in turn. It is counted. Of kinds that there are none of yet it has no effect."},
	{formStateBare, "", "The same, without more words."},
	{formOutside, "", "What somebody does outside the program: it is shown and has no effect. Any word says who: mayor, neighbour."},

	{formRefused, "", "The act above is refused, with this code."},
	{formRefusedBy, "", "The act above is refused by this guard of a protocol."},

	{formDue, "", "The term of this step ends with this day."},
	{formLatest, "", "The same, with what the Algemene termijnenwet adds."},
	{formStarted, "", "The term of this step began on this day."},
	{formStanding, "", "The step is: running, late, met, met-late, not-begun; or its term is: statutory, default."},
	{formEscalated, "", "The step's lateness went to these people, at this level."},
	{formToNobody, "", "It went to nobody, because nobody may know."},
	{formNotEscalated, "", "The step's lateness did not go to this level."},
	{formToldKind, "", "This person was told so often, without content: signal, message, demand, handling, recovery, late."},
	{formToldNothing, "", "This person was never told anything."},
	{formKnown, "", "This person, or somebody with this role, was told something about this dossier by then, whatever it was."},
	{formUnknown, "", "Until then nobody told this person, or anybody with this role, anything about this dossier."},
	{formSees, "", "These people can see the dossier."},
	{formSeesNothing, "", "To these people there is no such dossier."},
	{formHolders, "", "Exactly these people can open the conversation, in this order."},
	{formKnows, "", "Exactly these people can open who the reporter is."},
	{formKnowsNobody, "", "Nobody can open who the reporter is."},
	{formStage, "", "How far the dossier is: receive, assess, address, conclude."},
	{formWaiting, "", "Whether a reporter, or somebody with a code of their own, waits for an answer: waiting, not-waiting."},
	{formList, "", "So many dossiers are on this person's work list, and this one is at the top."},
	{formListEmpty, "", "Nothing is on this person's work list."},
	{formLateCount, "", "So many of this person's dossiers are late."},
	{formTalkCount, "", "In so many of this person's dossiers a reporter wants to talk and has no answer yet."},
	{formShortCount, "", "So many of this person's dossiers are held by fewer than two people."},
	{formTurnCount, "", "So many dossiers are this person's turn, also for who is away."},
	{formStandsIn, "", "This person stands in for exactly these people."},
	{formStandsInNone, "", "This person stands in for nobody."},
	{formKeyless, "", "Who acts sees that exactly these people stand in for a holder and have no key of the dossier yet."},
	{formKeylessNone, "", "Who acts sees that nobody lacks a key so."},
	{formOtherOffice, "", "Who acts sees that by the organisation chart the dossier should go on by this office."},
	{formOfficeFits, "", "Who acts sees nothing of the kind."},
	{formCame, "", "The reporter reads that these people were given the key since, in this order."},
	{formCameNobody, "", "The reporter reads that nobody was."},
	{formShares, "", "So many custodians gave their shares, of so many that are needed."},
	{formRecovered, "", "The reporter reads that these people got the key by a recovery, in this order."},
	{formNamed, "", "The reporter reads how far the last of these is: term, ready, asked, given, over."},
	{formTested, "", "A drill succeeded, the last one with so many custodians."},
	{formTestedNever, "", "No drill ever succeeded."},
	{formPreview, "", "A reporter who chooses this office reads that exactly these people can open it."},
	{formThread, "", "So many messages are in the conversation, the account not counted."},
	{formApproval, "", "How it stands with the account: own, awaited, corrected, given."},
	{formTalk, "", "Whether a wish to talk waits for an answer: talk, no-talk."},
	{formDemand, "", "Whether something that the reporter pressed waits for an answer: demanded, not-demanded."},
	{formCheckIn, "", "The reporter reads the question how it goes, of this contact."},
	{formCheckInNone, "", "No such question waits."},
	{formReads, "", "The participant who acted last reads this many things, and can open them all."},
	{formDemandBy, "", "The reporter reads that it is answered by this day."},
	{formDemandCount, "", "In so many of this person's dossiers a reporter waits for such an answer."},
	{formLinked, "", "The dossier belongs with those of these reporters, as who acts sees it."},
	{formLinkedNone, "", "Who acts sees that it belongs with none."},
	{formRecorded, "", "So many records of this kind count."},
	{formProposed, "", "So many records of this kind wait for a second person."},
	{formTogether, "", "Who acts sees so many signals in what a panel weighs together because of this dossier; 0 is that there is nothing to see."},
	{formBurden, "", "This bearer carries so many: running (burdens now), begun (in all), breaches of them, or days, all burdens together."},
	{formOneSided, "", "Whether somebody who speaks up carries something now, and the source nothing."},
	{formFate, "", "What becomes of the dossier: kept, held, proposed-for-destruction, destroyed. Destroyed means also that whoever comes with the reporter's code is told so."},
	{formMayGo, "", "This person sees so many closed dossiers that need not be kept any longer."},
	{formOpened, "", "Exactly these people were given words of the dossier to read. That stands in the log, each time."},
	{formOpenedNobody, "", "Nobody was."},
}
