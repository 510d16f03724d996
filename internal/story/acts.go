package story

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	catalogue "github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/protocols"
)

// act does what a line says. parts are the indented lines below it.
type act func(r *run, ctx context.Context, s Statement, parts []Statement) error

// acts are the lines that change something, and those that say who acts.
var acts = map[Form]act{
	formClock:       func(r *run, ctx context.Context, _ Statement, _ []Statement) error { return r.tick(ctx) },
	formAsReporter:  (*run).asReporter,
	formAs:          (*run).asStaff,
	formAsOwn:       (*run).asReporter,
	formAdmit:       (*run).admit,
	formWriteTo:     (*run).writeTo,
	formShare:       (*run).shareAgreement,
	formEndCode:     (*run).endCode,
	formSay:         (*run).say,
	formAgrees:      (*run).answerAgreement,
	formAgreesSay:   (*run).answerAgreement,
	formAbout:       (*run).setAbout,
	formSend:        (*run).send,
	formEnter:       (*run).enter,
	formCorrect:     own((*casework.Casework).Correct),
	formApprove:     (*run).approve,
	formAskTalk:     own((*casework.Casework).AskTalk),
	formPress:       (*run).press,
	formPressWords:  (*run).press,
	formDemandReply: tell((*casework.Casework).AnswerDemand),
	formGoes:        (*run).itGoes,
	formGoesWords:   (*run).itGoes,
	formSkipContact: (*run).skipContact,
	formNoContacts:  eitherOf((*casework.Casework).StopCheckIns, (*casework.Casework).ParticipantStops),
	formContacts:    eitherOf((*casework.Casework).ResumeCheckIns, (*casework.Casework).ParticipantResumes),
	formWithdraw:    (*run).withdraw,
	formWithdrawSay: (*run).withdraw,
	formRejoin:      ofContacts((*casework.Casework).Rejoin),
	formReach:       (*run).reach,
	formReachNot:    (*run).reach,
	formLetKnow:     (*run).agree,
	formKeepFrom:    (*run).takeBack,
	formUnsay:       (*run).takeBack,
	formAgree:       (*run).agree,
	formTakeBack:    (*run).takeBack,
	formGiveName:    (*run).giveName,
	formAskConsent:  (*run).askConsent,
	formAskToKnow:   (*run).askConsent,
	formAskToLet:    (*run).askConsent,
	formAskAgain:    (*run).askConsent,
	formSayConsent:  (*run).answerConsent,
	formLink:        (*run).link,
	formLinkOnce:    (*run).confirmLink,
	formPassOn:      (*run).passOn,
	formPassedBack:  (*run).takeBackPassed,
	formReply:       own((*casework.Casework).Reply),
	formAcknowledge: tell((*casework.Casework).Acknowledge),
	formWrite:       tell((*casework.Casework).Write),
	formFeedback:    tell((*casework.Casework).GiveFeedback),
	formNote:        (*run).note,
	formSealLetter:  (*run).sealLetter,
	formKnow:        (*run).know,
	formKnewBefore:  (*run).knewBefore,
	formKnewActed:   (*run).knewBefore,
	formMakeFormal:  (*run).makeFormal,
	formOpen:        (*run).open,
	formLeave:       (*run).leave,
	formAdopt:       (*run).adopt,
	formWatchAgreed: (*run).watchAgreed,
	formWatchEnded:  (*run).watchEnded,
	formChart:       (*run).chart,
	formAdd:         (*run).add,
	formHandOver:    (*run).add,
	formLoseKey:     (*run).loseKey,
	formAboutDrill:  (*run).aboutDrill,
	formAway:        (*run).away,
	formAwayDeputy:  (*run).away,
	formAwayFrom:    (*run).away,
	formAwayFromFor: (*run).away,
	formBack:        (*run).back,
	formAskRecovery: (*run).askRecovery,
	formGiveShare:   (*run).giveShare,
	formJoinShares:  (*run).joinShares,
	formEndRecovery: (*run).endRecovery,
	formDrill:       (*run).beginDrill,
	formNaming:      (*run).proposeNaming,
	formTellNaming:  onNaming((*casework.Casework).TellNaming),
	formAskNaming:   onNaming((*casework.Casework).RequestNaming),
	formEndNaming:   onNaming((*casework.Casework).EndNaming),
	formClose:       (*run).close,
	formReopen:      (*run).reopen,
	formHold:        (*run).hold,
	formReleaseHold: (*run).releaseHold,
	formPropose:     (*run).proposeDestruction,
	formDestroy:     (*run).confirmDestruction,
	formSpare:       (*run).dropDestruction,
	formRecord:      (*run).writeDown,
	formNoInterest:  (*run).noInterest,
	formConfirm:     (*run).confirmRecord,
	formDrop:        (*run).dropRecord,
	formStateFact:   (*run).stateFact,
	formStateBare:   (*run).stateFact,
	formOutside:     func(*run, context.Context, Statement, []Statement) error { return nil },
}

func (r *run) asReporter(_ context.Context, s Statement, _ []Statement) error {
	r.staff, r.who = "", s.Values[0]
	if _, ok := r.reporters[r.who]; ok {
		r.about = r.who
	}
	return nil
}

func (r *run) asStaff(_ context.Context, s Statement, _ []Statement) error {
	id, err := r.person(s.Values[0])
	r.staff, r.who = id, s.Values[0]
	return err
}

func (r *run) setAbout(_ context.Context, s Statement, _ []Statement) error {
	r.about = s.Values[0]
	return nil
}

func (r *run) send(ctx context.Context, s Statement, parts []Statement) error {
	return r.take(ctx, s, parts, r.who, func(sub casework.Submission) (account.Mailbox, error) {
		return r.Casework.Receive(ctx, r.Org, sub)
	})
}

// enter writes down what a reporter told: the browser of the one who enters it
// makes the reporter's code.
func (r *run) enter(ctx context.Context, s Statement, parts []Statement) error {
	return r.take(ctx, s, parts, s.Value("reporter"), func(sub casework.Submission) (account.Mailbox, error) {
		if _, err := r.Casework.Enter(ctx, r.Org, r.staff, signal.Channel(s.Value("channel")), sub); err != nil {
			return account.Mailbox{}, err
		}
		return r.Mailboxes.Mailbox(ctx, r.Org, sub.Lookup)
	})
}

// take makes a reporter's signal and hands it in.
func (r *run) take(ctx context.Context, s Statement, parts []Statement, who string, receive func(casework.Submission) (account.Mailbox, error)) error {
	office, lang := gehoor.Office(s.Value("office")), gehoor.Language(s.Value("language"))
	p, err := readParts(parts, r.Questionnaire)
	if err != nil {
		return err
	}
	said, err := r.saidIn(p, office, lang)
	if err != nil {
		return err
	}
	struck, err := r.persons(p.struck)
	if err != nil {
		return err
	}
	preview, err := r.Casework.Preview(ctx, r.Org, office, struck)
	if err != nil {
		return err
	}
	browser, err := r.Browsers.Reporter(r.story.Name + " " + who)
	if err != nil {
		return err
	}
	sub, err := browser.Submit(preview, said, casework.Submission{Office: office, Language: lang, NotSafe: p.notSafe, TalkAsked: p.talk, Consent: p.consent, Struck: struck})
	if err != nil {
		return err
	}
	box, err := receive(sub)
	if err != nil {
		return err
	}
	r.said[sub.Account.ID] = string(said.Account)
	if sub.Who != nil {
		r.said[sub.Who.ID] = string(said.Who)
	}
	r.has(who, &reporter{browser: browser, box: box})
	return nil
}

func (r *run) saidIn(p signalParts, office gehoor.Office, lang gehoor.Language) (Said, error) {
	mayKnow, err := r.persons(p.mayKnow)
	if err != nil {
		return Said{}, err
	}
	if p.who == nil && mayKnow != nil {
		return Said{}, errors.New("the reporter did not say who they are: write ‘" + string(formIdentity) + "’")
	}
	said := Said{MayKnow: mayKnow}
	said.Account, said.Who, err = p.encode(r.Questionnaire, office, lang)
	return said, err
}

// own is an act of the reporter with words.
func own(do func(*casework.Casework, context.Context, account.Mailbox, ledger.Content) error) act {
	return func(r *run, ctx context.Context, s Statement, _ []Statement) error {
		one, err := r.own()
		if err != nil {
			return err
		}
		view, err := r.Casework.Mailbox(ctx, one.box)
		if err != nil {
			return err
		}
		words, err := one.browser.Say(view, s.Values[0])
		if err != nil {
			return err
		}
		r.said[words.ID] = s.Values[0]
		return do(r.Casework, ctx, one.box, words)
	}
}

// approve agrees with all that the reporter reads.
func (r *run) approve(ctx context.Context, _ Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	view, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	return r.Casework.Approve(ctx, one.box, view.Signal.AccountContents())
}

// press demands an answer of somebody else, with words if there are any.
func (r *run) press(ctx context.Context, s Statement, _ []Statement) error {
	why, what := signal.Reason(s.Value("button")), s.Value("text")
	if what == "" {
		return r.Casework.Demand(ctx, r.reporters[r.who].box, why, nil)
	}
	one := r.reporters[r.who]
	view, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	words, err := one.browser.Say(view, what)
	if err != nil {
		return err
	}
	r.said[words.ID] = what
	return r.Casework.Demand(ctx, one.box, why, &words)
}

// link records that the dossier in hand belongs with that of a reporter.
func (r *run) link(ctx context.Context, s Statement, _ []Statement) error {
	box, err := r.mailbox()
	if err != nil {
		return err
	}
	other, err := r.boxOf(s.Value("reporter"))
	if err != nil {
		return err
	}
	return r.Casework.Link(ctx, r.Org, r.staff, box.Dossier, other.Dossier, dossier.LinkReason(s.Value("reason")))
}

// confirmLink says as the second person that the reporter tells of the same there.
func (r *run) confirmLink(ctx context.Context, s Statement, _ []Statement) error {
	box, err := r.mailbox()
	if err != nil {
		return err
	}
	other, err := r.boxOf(s.Value("reporter"))
	if err != nil {
		return err
	}
	return r.Casework.ConfirmLink(ctx, r.Org, r.staff, box.Dossier, other.Dossier)
}

// tell is an act of staff towards the reporter.
func tell(do func(*casework.Casework, context.Context, gehoor.OrgID, gehoor.PersonID, gehoor.DossierID, gehoor.SignalID, ledger.Content) error) act {
	return func(r *run, ctx context.Context, s Statement, _ []Statement) error {
		return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, id gehoor.SignalID) error {
			words, err := browser.Say(d, s.Values[0])
			if err != nil {
				return err
			}
			r.said[words.ID] = s.Values[0]
			return do(r.Casework, ctx, r.Org, r.staff, d.ID, id, words)
		})
	}
}

// asHolder opens the dossier in hand for the member of staff who acts.
func (r *run) asHolder(ctx context.Context, do func(context.Context, Staff, casework.Dossier, gehoor.SignalID) error) error {
	box, err := r.mailbox()
	if err != nil {
		return err
	}
	d, err := r.Casework.Dossier(ctx, r.Org, r.staff, box.Dossier)
	if err != nil {
		return err
	}
	browser, err := r.Browsers.Staff(r.staff)
	if err != nil {
		return err
	}
	if d, err = r.rekey(ctx, browser, d); err != nil {
		return err
	}
	return do(casework.SignedBy(ctx, browser.Author()), browser, d, box.Signal)
}

// sealNote seals an internal note. The first one makes its compartment, which takes the
// conversation's key.
func (r *run) sealNote(ctx context.Context, browser Staff, d casework.Dossier, words string) (ledger.Content, *casework.Sealed, error) {
	return r.sealIn(ctx, browser, d, gehoor.Case, words)
}

// sealIn is sealNote for a compartment.
func (r *run) sealIn(ctx context.Context, browser Staff, d casework.Dossier, in gehoor.Compartment, words string) (ledger.Content, *casework.Sealed, error) {
	if slices.ContainsFunc(d.Boxes, func(b casework.Box) bool { return b.Name == in }) {
		return browser.Note(d, in, words, nil)
	}
	_, keys := keysOf(d.Boxes)
	own, err := r.Casework.Open(ctx, r.Org, r.staff, d.ID, keys)
	if err != nil {
		return ledger.Content{}, nil, err
	}
	return browser.Note(d, in, words, own)
}

// rekey makes new keys if somebody who has the present ones was shut out, as every page of
// a dossier asks first.
func (r *run) rekey(ctx context.Context, browser Staff, d casework.Dossier) (casework.Dossier, error) {
	if len(d.Rekeyings) == 0 {
		return d, nil
	}
	_, keys := keysOf(d.Boxes)
	own, err := r.Casework.Open(ctx, r.Org, r.staff, d.ID, keys)
	if err != nil {
		return d, err
	}
	made, err := browser.Rekey(d, own)
	if err != nil {
		return d, err
	}
	if err := r.Casework.Rekey(ctx, r.Org, r.staff, d.ID, made); err != nil {
		return d, err
	}
	return r.Casework.Dossier(ctx, r.Org, r.staff, d.ID)
}

// know confirms what somebody at the top was told.
func (r *run) know(ctx context.Context, _ Statement, _ []Statement) error {
	box, err := r.boxOf(r.about)
	if err != nil {
		return err
	}
	return r.Casework.ConfirmNotice(ctx, r.Org, r.staff, box.Dossier, box.Signal)
}

// knewBefore has somebody at the top say that they knew before they were told.
func (r *run) knewBefore(ctx context.Context, s Statement, _ []Statement) error {
	box, err := r.boxOf(r.about)
	if err != nil {
		return err
	}
	return r.Casework.DeclareEarlier(ctx, r.Org, r.staff, box.Dossier, box.Signal, dossier.Earlier{Since: s.Value("date"), Acted: s.Form == formKnewActed})
}

func (r *run) note(ctx context.Context, s Statement, _ []Statement) error {
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		words, box, err := r.sealNote(ctx, browser, d, s.Values[0])
		if err != nil {
			return err
		}
		r.said[words.ID] = s.Values[0]
		return r.Casework.WriteNote(ctx, r.Org, r.staff, d.ID, words, box)
	})
}

func (r *run) makeFormal(ctx context.Context, _ Statement, _ []Statement) error {
	if r.staff == "" {
		one, err := r.own()
		if err != nil {
			return err
		}
		return r.Casework.ReporterMakesFormal(ctx, one.box)
	}
	return r.asHolder(ctx, func(ctx context.Context, _ Staff, d casework.Dossier, id gehoor.SignalID) error {
		return r.Casework.MakeFormal(ctx, r.Org, r.staff, d.ID, id)
	})
}

// leave ends the work of whoever acts. The clock sees to what they held.
func (r *run) leave(ctx context.Context, _ Statement, _ []Statement) error {
	if err := r.Casework.Leave(ctx, r.Org, gehoor.System, r.staff); err != nil {
		return err
	}
	return r.tick(ctx)
}

// adopt has the organisation work by an edition that is an example. Nothing but stories
// adopts those.
func (r *run) adopt(ctx context.Context, s Statement, _ []Statement) error {
	file, ok := protocols.Example(s.Value("edition"))
	if !ok {
		return gehoor.ErrNotFound
	}
	now, err := r.Casework.Protocols(ctx, r.Org)
	if err != nil {
		return err
	}
	if err := r.Casework.AdoptProtocol(ctx, r.Org, gehoor.System, file, adoption.Gates{}, now.Set.Digest()); err != nil {
		return err
	}
	return r.tick(ctx)
}

// add gives the keys of the dossier to one more person, or hands it over.
func (r *run) add(ctx context.Context, s Statement, _ []Statement) error {
	id, err := r.person(s.Value("person"))
	if err != nil {
		return err
	}
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		to, err := r.addable(ctx, d, id)
		if err != nil {
			return err
		}
		_, own := keysOf(d.Boxes)
		contents, err := r.Casework.Open(ctx, r.Org, r.staff, d.ID, own)
		if err != nil {
			return err
		}
		keys, err := browser.Keys(d, to, contents)
		if err != nil {
			return err
		}
		return r.Casework.Add(ctx, r.Org, r.staff, d.ID, casework.Adding{To: id, Keys: keys, Leave: s.Form == formHandOver})
	})
}

// loseKey records that whoever acts can open the dossier no longer.
func (r *run) loseKey(ctx context.Context, _ Statement, _ []Statement) error {
	box, err := r.mailbox()
	if err != nil {
		return err
	}
	return r.Casework.LoseKey(ctx, r.Org, r.staff, box.Dossier)
}

// addable is somebody to whom keys are given. Whoever is not offered is tried all
// the same, as a program of somebody's own would.
func (r *run) addable(ctx context.Context, d casework.Dossier, id gehoor.PersonID) (casework.Addable, error) {
	for _, p := range d.Addable {
		if p.ID == id {
			return p, nil
		}
	}
	p, err := r.Casework.Person(ctx, r.Org, id)
	if errors.Is(err, gehoor.ErrNotFound) {
		p, err = &directory.Person{ID: id}, nil
	}
	return casework.Addable{Person: p, Lacks: []gehoor.Compartment{gehoor.Conversation}}, err
}

// stateFact records what a capability of later will record by itself. Of a kind that
// there is not yet it is only there to be read; a kind that somebody can record has an
// act of its own.
func (r *run) stateFact(ctx context.Context, s Statement, _ []Statement) error {
	kind := gehoor.Kind(s.Value("kind"))
	if known, ok := casework.Vocabulary().Kind(kind); ok && !known.Later {
		return fmt.Errorf("%s is no fact of later: let somebody do it", kind)
	}
	t, ok := catalogue.Of(kind)
	if !ok {
		return nil
	}
	fact := catalogue.Record{What: kind, Fields: catalogue.Fields{}}
	if err := r.pairs(t, strings.Fields(s.Value("rest")), fact.Fields); err != nil {
		return err
	}
	fillPlainly(t, fact.Fields, catalogue.Fields{}, protocol.DateOf(r.Clock.Now()))
	box, err := r.mailbox()
	if err != nil {
		return err
	}
	if t.About == catalogue.AboutSignal {
		fact.Signal = box.Signal
	}
	return r.Casework.State(ctx, r.Org, box.Dossier, fact)
}

// pairs reads fields and their answers in turn.
func (r *run) pairs(t catalogue.Type, words []string, into catalogue.Fields) error {
	for len(words) > 0 {
		n := min(2, len(words)) // the answer may be a word that is a field too
		for n < len(words) {
			if _, next := t.Field(words[n]); next {
				break
			}
			n++
		}
		line := Statement{Form: formField, Values: []string{words[0], strings.Join(words[1:n], " ")}}
		if err := r.field(t, line, into, catalogue.Fields{}); err != nil {
			return err
		}
		words = words[n:]
	}
	return nil
}
