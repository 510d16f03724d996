package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify/webhook"
	"github.com/gehoor/gehoor/internal/web/page/cards"
	"github.com/gehoor/gehoor/internal/web/page/chart"
	"github.com/gehoor/gehoor/internal/web/page/forms"
	"github.com/gehoor/gehoor/internal/web/page/help"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/letter"
	"github.com/gehoor/gehoor/internal/web/page/recovery"
	"github.com/gehoor/gehoor/internal/web/page/root"
)

// handler answers a request, or returns why not; fail.go tells the person.
type handler func(http.ResponseWriter, *http.Request) error

// route is one line of the table.
type route struct {
	// pattern is a method and a path as http.ServeMux has them. A path that
	// begins with /{lang} is there in each language.
	pattern string
	// handle is open to anyone, unless s.reporter, s.staff, s.top, s.reader,
	// s.advises or s.administrator stands around it.
	handle handler
}

// routes is every path that the site answers, besides the files under /a/.
// Whatever is not here is the page that says so.
func (s *Site) routes() []route {
	return []route{
		// The beginning, and what only tells (about.go).
		{"GET /{$}", s.welcome},
		{"GET /{lang}/{$}", s.home},
		{"GET /{lang}" + layout.PathTalk, s.talk},
		{"GET /{lang}" + layout.PathHow, s.how},
		{"GET /{lang}" + layout.PathPrivacy, s.privacy},
		{"GET /{lang}" + layout.PathAccess, s.accessibility},
		// What to do, for everybody (cards.go).
		{"GET /{lang}" + layout.PathCards, s.cardsPage},
		{"GET /{lang}" + cards.PathManifest, s.cardsManifest},
		{"GET /{lang}" + layout.PathKey, s.keyPage},
		{"GET /{lang}" + layout.PathExplain, s.explanations},
		{"GET /{lang}" + layout.PathExplain + "/{number}", s.explanation},

		// Where the quick exit leads (leave.go).
		{"GET /{lang}" + layout.PathHours, s.hours},

		// Where an opened file is shown, inside another page (viewer.go).
		{"GET /{lang}" + layout.PathViewer, s.viewerPage},
		// Where somebody outside opens a sealed letter (letter.go).
		{"GET /{lang}" + letter.Path, s.letterPage},

		// A reporter (reporter.go; diary.go).
		{"GET /{lang}" + layout.PathBegin, s.beginPage},
		{"GET /{lang}" + layout.PathDiary, s.diaryPage},
		{"GET /{lang}" + layout.PathResume, s.resumePage},
		{"GET /{lang}" + layout.PathBox, s.reporter(s.boxPage)},
		{"POST /{lang}" + layout.PathBoxMail, s.reporter(s.boxMail)},
		{"GET /{lang}" + layout.PathNoMail, s.noMailPage},
		{"POST /{lang}" + layout.PathNoMail, s.noMail},

		// What a reporter's scripts ask (reporter.go; files.go). Every body is JSON,
		// but a part of a file; what is secret is in the body, never in a path.
		{"POST /api/preview", s.preview},
		{"POST /api/begin", s.letIn},
		{"POST /api/draft", s.saveDraft},
		{"POST /api/draft/drop", s.dropDraft},
		{"POST /api/diary", s.addEntry},
		{"POST /api/diary/drop", s.dropDiary},
		{"POST /api/back", s.comeBack},
		{"POST /api/signal", s.sendSignal},
		{"POST /api/leave", s.leave},
		{"POST /api/box/open", s.reporter(s.openOwn)},
		{"POST /api/box/keys", s.reporter(s.ownKeys)},
		{"POST /api/box/answer", s.reporter(s.answer)},
		{"POST /api/box/formal", s.reporter(s.makeFormal)},
		{"POST /api/box/approve", s.reporter(s.approve)},
		{"POST /api/box/correct", s.reporter(s.correct)},
		{"POST /api/box/talk", s.reporter(s.askTalk)},
		{"POST /api/box/demand", s.reporter(s.demand)},
		{"POST /api/box/reach", s.reporter(s.reach)},
		{"POST /api/box/withdraw", s.reporter(s.withdraw)},
		{"POST /api/box/rejoin", s.reporter(s.rejoin)},
		{"POST /api/box/check-in", s.reporter(s.checkIn)},
		{"POST /api/box/check-in-skip", s.reporter(s.skipCheckIn)},
		{"POST /api/box/check-in-stop", s.reporter(s.stopCheckIns)},
		{"POST /api/box/check-in-resume", s.reporter(s.resumeCheckIns)},
		{"POST /api/box/may-know", s.reporter(s.mayKnow)},
		{"POST /api/box/consent", s.reporter(s.consent)},
		{"POST /api/box/consent-back", s.reporter(s.withdrawConsent)},
		{"POST /api/box/consent-answer", s.reporter(s.answerConsent)},
		{"POST /api/box/name", s.reporter(s.addName)},
		{"POST /api/box/code", s.reporter(s.renewOwnCode)},
		{"POST /api/box/parts", s.reporter(s.ownParts)},
		{"PUT /api/box/part/{part}", s.reporter(s.ownPart)},
		{"POST /api/box/file", s.reporter(s.ownFile)},
		{"GET /api/box/file/{file}/{part}", s.reporter(s.openOwnPart)},
		{"GET /{lang}" + layout.PathAsked + "{no}", s.reporter(s.askedPage)},
		{"POST /api/box/asked/save", s.reporter(s.saveAnswers)},
		{"POST /api/box/asked/answer", s.reporter(s.answerQuestions)},
		{"POST /api/box/asked/decline", s.reporter(s.declineQuestions)},
		{"GET /{lang}" + layout.PathBox + "/promise", s.reporter(s.promise)},
		{"GET /{lang}" + layout.PathBox + "/receipt", s.reporter(s.proof)},

		// A witness or the person concerned (participant.go).
		{"GET /{lang}" + layout.PathShared, s.participant(s.sharedPage)},
		{"POST /api/shared/open", s.participant(s.openShared)},
		{"POST /api/shared/keys", s.participant(s.sharedKeys)},
		{"POST /api/shared/answer", s.participant(s.participantSays)},
		{"POST /api/shared/agreement", s.participant(s.answerAgreement)},
		{"POST /api/shared/check-in", s.participant(s.participantCheckIn)},
		{"POST /api/shared/check-in-skip", s.participant(s.skipParticipant)},
		{"POST /api/shared/check-in-stop", s.participant(s.ofParticipant(s.cases.ParticipantStops))},
		{"POST /api/shared/check-in-resume", s.participant(s.ofParticipant(s.cases.ParticipantResumes))},
		{"POST /api/shared/code", s.participant(s.renewParticipant)},

		// The desk (desk.go).
		{"GET /{lang}" + layout.PathSignIn, s.signInPage},
		{"GET /{lang}" + layout.PathStaff, s.signedIn(s.start)},
		{"GET /{lang}" + layout.PathDossier + "{dossier}", s.staff(s.dossierPage)},
		{"GET /{lang}" + layout.PathDossier + "{dossier}" + layout.SubStand, s.staff(s.standPage)},
		{"GET /{lang}" + layout.PathDossier + "{dossier}" + layout.SubKnown, s.staff(s.knowledgePage)},
		{"GET /{lang}" + layout.PathDossier + "{dossier}" + layout.SubPeople, s.staff(s.codesPage)},
		{"GET /{lang}" + layout.PathDossier + "{dossier}" + layout.SubTogether, s.staff(s.patternPage)},
		{"POST /{lang}" + layout.PathDossier + "{dossier}" + layout.SubKnown, s.staff(s.knowledgeFile)},
		{"GET /{lang}" + layout.PathDossier + "{dossier}" + layout.SubRecord + "{record}", s.staff(s.recordPage)},

		// What the top is told (notices.go).
		{"GET /{lang}" + layout.PathNotices, s.top(s.noticesPage)},
		{"POST /{lang}" + layout.PathNotices, s.top(s.confirmNotice)},
		{"GET /{lang}" + layout.PathNotices + "/{dossier}/{signal}", s.top(s.earlierPage)},
		{"POST /{lang}" + layout.PathNotices + "/{dossier}/{signal}", s.top(s.declareEarlier)},

		// Comparing a file of the personnel system (watch.go).
		{"GET /{lang}" + layout.PathWatch, s.staff(s.watchPage)},

		// Figures of the whole organisation (figures.go).
		{"GET /{lang}" + layout.PathFigures, s.figured(s.figuresPage)},

		// Advices to the top (counsel.go).
		{"GET /{lang}" + layout.PathCounsel, s.counselled(s.counselPage)},
		{"POST " + pathCounsel + "give", s.advises(s.giveCounsel)},
		{"POST " + pathCounsel + "open", s.counselled(s.openCounsel)},
		{"POST " + pathCounsel + "confirm", s.counselled(s.confirmCounsel)},
		{"POST " + pathCounsel + "answer", s.counselled(s.answerCounsel)},

		// What a confidential adviser notes (advice.go).
		{"GET /{lang}" + layout.PathAdvice, s.advises(s.advicePage)},
		{"POST " + pathAdvice + "open", s.advises(s.openAdvice)},
		{"POST " + pathAdvice + "keep", s.advises(s.keepAdvice)},
		{"POST " + pathAdvice + "drop", s.advises(s.dropAdvice)},
		{"POST " + pathAdvice + "pass", s.advises(s.passOn)},
		{"POST " + pathAdvice + "take-back", s.advises(s.takeBack)},

		// Step cards that somebody practises (practice.go).
		{"GET /{lang}" + layout.PathPractice, s.entrance(s.practicePage)},
		{"GET /{lang}" + layout.PathPractice + "/{card}", s.entrance(s.practiseCard)},
		{"POST /{lang}" + layout.PathPractice + "/{card}", s.entrance(s.learnCard)},
		{"GET /{lang}" + layout.PathLearned, s.administrator(s.learnedPage)},

		// A call to who does not know what to do (help.go).
		{"GET /{lang}" + layout.PathHelp, s.entrance(s.helpPage)},
		{"POST /{lang}" + layout.PathHelp, s.entrance(s.askHelp)},
		{"POST /{lang}" + help.PathCalled, s.staff(s.helpGiven)},

		// Entering what was told (enter.go).
		{"GET /{lang}" + layout.PathEnter, s.entrance(s.enterPage)},
		{"POST /api/desk/enter", s.entrance(s.enter)},
		{"POST /api/desk/dossier/{dossier}/renew", s.staff(s.renewCode)},
		{"POST /api/desk/dossier/{dossier}/link", s.staff(s.linkDossier)},
		{"POST /api/desk/dossier/{dossier}/link-confirm", s.staff(s.confirmLink)},
		{"POST /api/desk/dossier/{dossier}/unlink", s.staff(s.unlinkDossier)},

		// A key, and a passphrase for it (key.go). The code of an invitation is in
		// the body.
		{"GET /{lang}" + layout.PathInvite, s.invitePage},
		{"GET /{lang}" + layout.PathPhrase, s.signedIn(s.passphrasePage)},
		{"POST /api/desk/invitation", s.invitation},
		{"POST /api/desk/invitation/accept", s.accept},
		{"POST /api/desk/passphrase/open", s.signedIn(s.reopen)},
		{"POST /api/desk/passphrase", s.signedIn(s.changePassphrase)},
		// Passkeys (passkey.go).
		{"GET /{lang}" + layout.PathPasskeys, s.signedIn(s.passkeysPage)},
		{"POST /api/desk/passkey/challenge", s.passkeyChallenge},
		{"POST /api/desk/passkey/sign-in", s.passkeySignIn},
		{"POST /api/desk/passkey/offer", s.signedIn(s.offerPasskey)},
		{"POST /api/desk/passkey/add", s.signedIn(s.addPasskey)},
		{"POST /api/desk/passkey/remove", s.signedIn(s.removePasskey)},
		// Where somebody is signed in (sessions.go).
		{"GET /{lang}" + layout.PathSessions, s.signedIn(s.sessionsPage)},
		{"POST /{lang}" + layout.PathSessions, s.signedIn(s.endSessions)},
		// The organisation's own provider of identities (provider.go).
		{"GET /{lang}" + layout.PathProviderIn, s.provided(s.toProvider)},
		{"GET /{lang}" + layout.PathProviderBack, s.provided(s.fromProvider)},
		{"GET /{lang}" + layout.PathProviderLink, s.provided(s.signedIn(s.toLink))},
		{"GET /{lang}" + layout.PathProvider, s.provided(s.signedIn(s.providerPage))},
		{"POST /{lang}" + layout.PathProvider, s.provided(s.signedIn(s.changeProvider))},
		{"GET /{lang}" + layout.PathRecovery, s.staff(s.recoveryPage)},
		{"POST /{lang}" + recovery.PathAbsence, s.staff(s.changeAbsence)},
		{"GET /{lang}" + layout.PathAway, s.staff(s.ownAbsencePage)},
		{"POST /{lang}" + layout.PathAway, s.staff(s.changeOwnAbsence)},

		// The root key (root.go).
		{"GET /{lang}" + layout.PathRoot, s.signedIn(s.rootPage)},
		{"POST /{lang}" + layout.PathRoot, s.signedIn(s.changeRoot)},
		{"POST /{lang}" + root.PathAnnounce, s.signedIn(s.announceRoot)},
		{"GET /.well-known/gehoor/roots.json", s.roots},

		// What the desk's scripts ask (desk.go; files.go).
		{"POST /api/desk/salt", s.salt},
		{"POST /api/desk/sign-in", s.signIn},
		{"POST /api/desk/sign-out", s.signOut},
		{"POST /api/desk/dossier/{dossier}/open", s.staff(s.openContent)},
		{"POST /api/desk/dossier/{dossier}/acknowledge", s.staff(s.acknowledge)},
		{"POST /api/desk/dossier/{dossier}/message", s.staff(s.message)},
		{"POST /api/desk/dossier/{dossier}/feedback", s.staff(s.feedback)},
		{"POST /api/desk/dossier/{dossier}/answer-demand", s.staff(s.answerDemand)},
		{"POST /api/desk/dossier/{dossier}/ask", s.staff(s.sendQuestions)},
		{"POST /api/desk/dossier/{dossier}/unask", s.staff(s.withdrawQuestions)},
		{"POST /api/desk/dossier/{dossier}/ask-consent", s.staff(s.askConsent)},
		{"POST /api/desk/dossier/{dossier}/ask-consent-other", s.staff(s.askConsent)},
		// Who the reporter is, where the law requires it (naming.go).
		{"POST /api/desk/dossier/{dossier}/naming-propose", s.staff(s.proposeNaming)},
		{"POST /api/desk/dossier/{dossier}/naming-tell", s.staff(s.onNaming(s.cases.TellNaming))},
		{"POST /api/desk/dossier/{dossier}/naming-ask", s.staff(s.onNaming(s.cases.RequestNaming))},
		{"POST /api/desk/dossier/{dossier}/naming-end", s.staff(s.onNaming(s.cases.EndNaming))},
		{"POST /api/desk/dossier/{dossier}/admit", s.staff(s.admitParticipant)},
		{"POST /api/desk/dossier/{dossier}/write-to", s.staff(s.writeParticipant)},
		{"POST /api/desk/dossier/{dossier}/share-agreement", s.staff(s.shareAgreement)},
		{"POST /api/desk/dossier/{dossier}/end-code", s.staff(s.endCode)},
		{"POST /api/desk/dossier/{dossier}/note", s.staff(s.note)},
		// What somebody has not sent yet (draft.go).
		{"POST /api/desk/dossier/{dossier}/drafts", s.staff(s.drafts)},
		{"POST /api/desk/dossier/{dossier}/draft", s.staff(s.keepDraft)},
		{"POST /api/desk/dossier/{dossier}/draft-drop", s.staff(s.dropStaffDraft)},
		{"POST /api/desk/dossier/{dossier}/formal", s.staff(s.recordFormal)},
		{"POST /api/desk/dossier/{dossier}/declare", s.staff(s.declareNoInterest)},
		{"POST /api/desk/dossier/{dossier}/write", s.staff(s.writeRecord)},
		{"POST /api/desk/dossier/{dossier}/write-confirm", s.staff(s.confirmRecord)},
		{"POST /api/desk/dossier/{dossier}/earlier", s.staff(s.earlierRecords)},
		{"POST /api/desk/dossier/{dossier}/write-drop", s.staff(s.dropRecord)},
		{"POST /api/desk/dossier/{dossier}/letter", s.staff(s.sealLetter)},
		{"POST /api/desk/dossier/{dossier}/close", s.staff(s.closeDossier)},
		{"POST /api/desk/dossier/{dossier}/reopen", s.staff(s.reopenDossier)},

		// The end of a dossier (retention.go).
		{"POST /api/desk/dossier/{dossier}/hold", s.staff(s.hold)},
		{"POST /api/desk/dossier/{dossier}/release", s.staff(s.releaseHold)},
		{"POST /api/desk/dossier/{dossier}/propose", s.staff(s.proposeDestruction)},
		{"POST /api/desk/dossier/{dossier}/drop", s.staff(s.dropDestruction)},
		{"POST /api/desk/dossier/{dossier}/destroy", s.staff(s.destroy)},
		{"POST /api/desk/dossier/{dossier}/record", s.staff(s.exportDossier)},
		{"POST /api/desk/dossier/{dossier}/erasure", s.staff(s.requestErasure)},
		{"POST /api/desk/dossier/{dossier}/erasure-propose", s.staff(s.proposeErasure)},
		{"POST /api/desk/dossier/{dossier}/erasure-drop", s.staff(s.dropErasure)},
		{"POST /api/desk/dossier/{dossier}/erasure-confirm", s.staff(s.confirmErasure)},
		{"GET /{lang}" + layout.PathDestroyed, s.staff(s.destroyedPage)},
		{"GET /{lang}" + layout.PathDestroyed + "/{seq}", s.staff(s.statementPage)},
		{"GET /{lang}" + layout.PathDestroyed + "/{seq}/proof", s.staff(s.statementProof)},
		{"POST /api/desk/dossier/{dossier}/add", s.staff(s.addHolder)},
		{"POST /api/desk/dossier/{dossier}/lost", s.staff(s.loseKey)},
		{"POST /api/desk/dossier/{dossier}/shares", s.staff(s.renewShares)},
		{"POST /api/desk/dossier/{dossier}/rekey", s.staff(s.rekey)},
		{"POST /api/desk/dossier/{dossier}/parts", s.staff(s.parts)},
		{"PUT /api/desk/dossier/{dossier}/part/{part}", s.staff(s.part)},
		{"POST /api/desk/dossier/{dossier}/file", s.staff(s.file)},
		{"POST /api/desk/dossier/{dossier}/note-file", s.staff(s.noteFile)},
		{"GET /api/desk/dossier/{dossier}/file/{file}/{part}", s.staff(s.openPart)},

		// What an administrator does (admin.go, organisation.go, people.go, texts.go,
		// mails.go).
		{"GET /{lang}" + layout.PathAdmin, s.administrator(s.adminPage)},
		{"POST /{lang}" + layout.PathIntake, s.administrator(s.changeIntake)},
		{"GET /{lang}" + layout.PathOrganisation, s.administrator(s.organisationPage)},
		{"POST /{lang}" + layout.PathOrganisation, s.administrator(s.keepOrganisation)},
		{"POST /{lang}" + layout.PathWatchAgreed, s.administrator(s.changeWatch)},
		{"GET /{lang}" + layout.PathPeople, s.administrator(s.peoplePage)},
		{"GET /{lang}" + layout.PathNewPerson, s.administrator(s.newPersonPage)},
		{"POST /{lang}" + layout.PathNewPerson, s.administrator(s.invitePerson)},
		{"GET /{lang}" + layout.PathPeople + "/{person}", s.administrator(s.personPage)},
		{"POST /{lang}" + layout.PathPeople + "/{person}/uitnodiging", s.administrator(s.inviteAgain)},
		{"POST /{lang}" + layout.PathPeople + "/{person}/post", s.administrator(s.changeMail)},
		{"POST /{lang}" + layout.PathPeople + "/{person}/weg", s.administrator(s.removePerson)},
		{"GET /{lang}" + layout.PathChart, s.administrator(s.chartPage)},
		{"GET /{lang}" + chart.PathSample, s.administrator(s.chartSample)},
		{"GET /{lang}" + layout.PathKeys, s.administrator(s.keysPage)},
		{"GET /{lang}" + layout.PathKeysFile, s.administrator(s.keysFile)},
		{"POST /{lang}" + layout.PathKeys, s.administrator(s.admitKeys)},
		{"GET /{lang}" + layout.PathTexts, s.administrator(s.textsPage)},
		{"GET /{lang}" + layout.PathTexts + "/{group}", s.administrator(s.textsGroupPage)},
		{"POST /{lang}" + layout.PathTexts + "/{group}", s.administrator(s.keepTexts)},
		{"GET /{lang}" + layout.PathMails, s.administrator(s.mailsPage)},
		{"POST /{lang}" + layout.PathMails, s.administrator(s.keepMails)},
		{"GET /{lang}" + layout.PathHolders, s.administrator(s.holdersPage)},
		{"GET /{lang}" + layout.PathMatrix, s.administrator(s.holdersMatrix)},
		{"POST /{lang}" + layout.PathHolders + "/{office}", s.administrator(s.changeHolder)},

		// The organisation chart (chart.go).
		{"GET " + pathChart, s.administrator(s.theChart)},
		{"POST " + pathChart, s.administrator(s.importChart)},
		{"POST " + pathMend, s.administrator(s.mendChart)},
		{"GET /api/desk/chart", s.reader(s.chartNames)},
		{"POST /api/desk/chart/keys", s.reader(s.giveChartKeys)},

		// Writing the questions (forms.go).
		{"GET /{lang}" + layout.PathForms, s.administrator(s.formsPage)},
		{"POST /{lang}" + layout.PathForms, s.administrator(s.formsAct)},
		{"GET /{lang}" + forms.PathFile + "{digest}", s.administrator(s.formFile)},
		{"GET /{lang}" + forms.PathWork, s.administrator(s.withWork(s.formWorkPage))},
		{"POST /{lang}" + forms.PathWork, s.administrator(s.formWorkAct)},
		{"GET /{lang}" + forms.PathWork + "/{step}", s.administrator(s.withWork(s.formStepPage))},
		{"POST /{lang}" + forms.PathWork + "/{step}", s.administrator(s.formStep)},
		{"GET /{lang}" + forms.PathWork + "/{step}/{question}", s.administrator(s.withWork(s.formQuestionPage))},
		{"POST /{lang}" + forms.PathWork + "/{step}/{question}", s.administrator(s.formQuestion)},
		{"GET /{lang}" + forms.PathSee, s.administrator(s.withWork(s.formSeePage))},
		{"GET /{lang}" + forms.PathAdopt, s.administrator(s.withWork(s.formAdoptPage))},
		{"POST /{lang}" + forms.PathAdopt, s.administrator(s.formAdopt)},

		// Protocols and closing days (protocols.go).
		{"GET /{lang}" + layout.PathProtocols, s.administrator(s.protocolsPage)},
		{"POST /{lang}" + layout.PathProtocols, s.administrator(s.changeProtocols)},
		{"GET /{lang}" + layout.PathProtocolFile + "{digest}", s.administrator(s.protocolFile)},
		{"GET /{lang}" + layout.PathNumbers, s.administrator(s.numbersPage)},
		{"POST /{lang}" + layout.PathNumbers, s.administrator(s.changeNumbers)},
		{"GET /{lang}" + layout.PathClosings, s.administrator(s.closingsPage)},
		{"POST /{lang}" + layout.PathClosings, s.administrator(s.changeClosings)},

		// How long what is kept (keeping.go).
		{"GET /{lang}" + layout.PathKeeping, s.administrator(s.keepingPage)},
		{"POST /{lang}" + layout.PathKeeping, s.administrator(s.changeKeeping)},
		{"GET /{lang}" + layout.PathKeepingFile, s.administrator(s.keepingFile)},

		// Rehearsing a protocol (rehearse.go).
		{"GET /{lang}" + layout.PathRehearse, s.administrator(s.rehearsePage)},
		{"POST /{lang}" + layout.PathRehearse, s.administrator(s.rehearse)},

		// Recoveries (recovery.go).
		{"POST /api/desk/recovery/drill", s.staff(s.beginDrill)},
		{"POST /api/desk/recovery/{dossier}/request", s.staff(s.requestRecovery)},
		{"POST /api/desk/recovery/{dossier}/end", s.staff(s.endRecovery)},
		{"POST /api/desk/recovery/{dossier}/open", s.staff(s.openShares)},
		{"POST /api/desk/recovery/{dossier}/share", s.staff(s.giveShares)},
		{"POST /api/desk/recovery/{dossier}/refuse", s.staff(s.refuseShare)},
		{"POST /api/desk/recovery/{dossier}/join", s.staff(s.joinShares)},

		// The log, by C2SP paths: anybody may follow it (log.go).
		{"GET /log/{path...}", s.logTile},

		// Which program this is (program.go).
		{"GET /.well-known/gehoor/program.json", s.program},
		{"GET /.well-known/gehoor/program.tlog-proof", s.programProof},
		{"GET /.well-known/gehoor/programs.json", s.programs},
		{"GET " + pathPrograms + "{seq}", s.formerProgram},
		// To which keys reporters' browsers seal (keylist.go).
		{"GET " + pathKeyList, s.keyList},
		{"GET " + pathKeyListProof, s.keyListProof},
		{"GET /.well-known/gehoor/webcat-manifest.json", s.webcatManifest},

		// For machines (wellknown.go).
		{"GET /.well-known/security.txt", s.securityText},
		{"GET " + webhook.PathKeys, s.webhookKeys},
		{"GET " + webhook.PathSchema, s.webhookSchema},
		{"GET /robots.txt", s.robots},
	}
}

// mount puts a route into the mux, once for each language.
func (s *Site) mount(mux *http.ServeMux, one route) {
	handle := func(w http.ResponseWriter, r *http.Request) {
		if err := one.handle(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
	if !strings.Contains(one.pattern, " /{lang}") {
		mux.HandleFunc(one.pattern, handle)
		return
	}
	for _, lang := range languages {
		mux.HandleFunc(strings.Replace(one.pattern, "{lang}", string(lang), 1), handle)
	}
}

// astray answers what no route does. A slash too many at the end of a page's
// path, as people type it, leads to the page.
func (s *Site) astray(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		page := url.URL{Path: strings.TrimRight(r.URL.Path, "/"), RawQuery: r.URL.RawQuery}
		_, there := mux.Handler(&http.Request{Method: http.MethodGet, URL: &page})
		if r.Method == http.MethodGet && page.Path != r.URL.Path && strings.HasPrefix(there, "GET /") {
			http.Redirect(w, r, page.String(), http.StatusPermanentRedirect)
			return
		}
		s.fail(w, r, gehoor.ErrNotFound)
	}
}

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}
