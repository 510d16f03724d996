package story

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// expectation says what was found instead of what the line says; "" if it is so.
type expectation func(r *run, ctx context.Context, s Statement) (found string, err error)

var expectations = map[Form]expectation{
	formDue:          clockDay(func(k protocol.Clock) time.Time { return k.Target }),
	formLatest:       clockDay(func(k protocol.Clock) time.Time { return k.Latest }),
	formStarted:      clockDay(func(k protocol.Clock) time.Time { return k.Started }),
	formStanding:     (*run).expectStanding,
	formEscalated:    (*run).expectEscalated,
	formToNobody:     (*run).expectEscalated,
	formNotEscalated: (*run).expectNotEscalated,
	formToldKind:     (*run).expectTold,
	formToldNothing:  (*run).expectToldNothing,
	formKnown:        (*run).expectKnown,
	formUnknown:      (*run).expectKnown,
	formSees:         (*run).expectSees,
	formSeesNothing:  (*run).expectSeesNothing,
	formHolders:      (*run).expectHolders,
	formKnows:        (*run).expectKnows,
	formKnowsNobody:  (*run).expectKnows,
	formStage:        (*run).expectStage,
	formWaiting:      (*run).expectWaiting,
	formList:         (*run).expectList,
	formListEmpty:    (*run).expectList,
	formLateCount:    expectCount(func(c view.Counts) int { return c.Late }),
	formTalkCount:    expectCount(func(c view.Counts) int { return c.Talk }),
	formShortCount:   expectCount(func(c view.Counts) int { return c.Short }),
	formTurnCount:    (*run).expectTurn,
	formStandsIn:     (*run).expectStandsIn,
	formStandsInNone: (*run).expectStandsIn,
	formKeyless:      (*run).expectKeyless,
	formKeylessNone:  (*run).expectKeyless,
	formOtherOffice:  (*run).expectOffice,
	formOfficeFits:   (*run).expectOffice,
	formCame:         (*run).expectCame,
	formCameNobody:   (*run).expectCame,
	formShares:       (*run).expectShares,
	formRecovered:    (*run).expectRecovered,
	formNamed:        (*run).expectNaming,
	formTested:       (*run).expectTested,
	formTestedNever:  (*run).expectTested,
	formPreview:      (*run).expectPreview,
	formThread:       (*run).expectThread,
	formApproval:     (*run).expectApproval,
	formTalk:         (*run).expectTalk,
	formDemand:       (*run).expectDemand,
	formDemandBy:     (*run).expectDemandBy,
	formCheckIn:      (*run).expectCheckIn,
	formCheckInNone:  (*run).expectCheckIn,
	formReads:        (*run).expectReads,
	formDemandCount:  expectCount(func(c view.Counts) int { return c.Demand }),
	formLinked:       (*run).expectLinked,
	formLinkedNone:   (*run).expectLinked,
	formRecorded:     (*run).expectRecorded,
	formProposed:     (*run).expectProposed,
	formTogether:     (*run).expectTogether,
	formBurden:       (*run).expectBurden,
	formOneSided:     (*run).expectOneSided,
	formFate:         (*run).expectFate,
	formMayGo:        (*run).expectMayGo,
	formOpened:       (*run).expectOpened,
	formOpenedNobody: (*run).expectOpened,
}

// differs is what was found, unless it is what was wanted.
func differs[T comparable](want, got T) string {
	if want == got {
		return ""
	}
	if s := fmt.Sprint(got); s != "" {
		return s
	}
	return "nothing"
}

// clock is the reporter's own view of a step's clock, which is there also when nobody
// of staff can see the dossier; of a step that the dossier has once, the protocol's.
func (r *run) clock(ctx context.Context, step string) (protocol.Clock, bool, error) {
	box, err := r.mailbox()
	if err != nil {
		return protocol.Clock{}, false, err
	}
	if one, ok := r.reporters[r.about]; ok && one.browser == nil {
		return r.dossierClock(ctx, box, protocol.StepCode(step))
	}
	m, err := r.Casework.Mailbox(ctx, box)
	if err != nil {
		return protocol.Clock{}, false, err
	}
	for _, k := range m.Clocks {
		if string(k.Step) == step {
			return k, true, nil
		}
	}
	for _, o := range m.Open {
		if string(o.Step) == step && o.Signal != "" { // one of the dossier itself has its clock there
			return protocol.Clock{}, false, nil
		}
	}
	return r.dossierClock(ctx, account.Mailbox{Dossier: box.Dossier}, protocol.StepCode(step))
}

// dossierClock is the clock of a step that the dossier has once, or of a signal that has no
// reporter; not begun if it has none yet, an error if there is no such step.
func (r *run) dossierClock(ctx context.Context, box account.Mailbox, step protocol.StepCode) (protocol.Clock, bool, error) {
	now, known, err := r.Casework.Standing(ctx, r.Org, box.Dossier)
	if err != nil {
		return protocol.Clock{}, false, err
	}
	for _, k := range now.Clocks {
		if k.Step == step && (k.Signal == "" || k.Signal == box.Signal) {
			return k, true, nil
		}
	}
	if !slices.Contains(known, step) {
		return protocol.Clock{}, false, fmt.Errorf("no step %s", step)
	}
	return protocol.Clock{}, false, nil
}

func clockDay(of func(protocol.Clock) time.Time) expectation {
	return func(r *run, ctx context.Context, s Statement) (string, error) {
		k, begun, err := r.clock(ctx, s.Value("step"))
		if err != nil {
			return "", err
		}
		if !begun {
			return standsNotBegun, nil
		}
		return differs(s.Value("date"), protocol.DateOf(of(k)).String()), nil
	}
}

func (r *run) expectStanding(ctx context.Context, s Statement) (string, error) {
	k, begun, err := r.clock(ctx, s.Value("step"))
	if err != nil {
		return "", err
	}
	want := s.Value("standing")
	if want == standsStatutory || want == standsDefault {
		return differs(want, map[bool]string{true: standsStatutory, false: standsDefault}[k.Statutory()]), nil
	}
	return differs(want, standing(k, begun)), nil
}

func standing(k protocol.Clock, begun bool) string {
	switch {
	case !begun:
		return standsNotBegun
	case k.State == protocol.StateMet && k.MetLate:
		return standsMetLate
	case k.State == protocol.StateMet:
		return standsMet
	case k.State == protocol.StateLate:
		return standsLate
	}
	return standsRunning
}

// escalated is whom a step's lateness went to, per level.
func (r *run) escalated(ctx context.Context, s Statement) (to []string, happened bool, err error) {
	d, _, err := r.dossier(ctx)
	if err != nil {
		return nil, false, err
	}
	box, err := r.mailbox()
	if err != nil {
		return nil, false, err
	}
	for _, l := range d.Lateness {
		if (l.Signal == box.Signal || l.Signal == "") && l.Step == s.Value("step") && strconv.Itoa(l.Level) == s.Value("number") {
			if happened {
				return nil, true, fmt.Errorf("it was escalated twice")
			}
			happened = true
			to = r.logins(l.To)
		}
	}
	return to, happened, nil
}

func (r *run) expectEscalated(ctx context.Context, s Statement) (string, error) {
	to, happened, err := r.escalated(ctx, s)
	switch {
	case err != nil:
		return "", err
	case !happened:
		return "that it was not", nil
	}
	return differs(sorted(s.Value("persons")), strings.Join(to, " ")), nil
}

func (r *run) expectNotEscalated(ctx context.Context, s Statement) (string, error) {
	to, happened, err := r.escalated(ctx, s)
	if err != nil || !happened {
		return "", err
	}
	return "that it went to " + strings.Join(to, " "), nil
}

func (r *run) expectTold(_ context.Context, s Statement) (string, error) {
	id, err := r.person(s.Value("person"))
	if err != nil {
		return "", err
	}
	n := 0
	for _, m := range r.told {
		if m.To == id && m.Kind == notify.Kind(s.Value("notice")) {
			n++
		}
	}
	return differs(s.Value("number"), strconv.Itoa(n)), nil
}

func (r *run) expectToldNothing(_ context.Context, s Statement) (string, error) {
	id, err := r.person(s.Value("person"))
	if err != nil {
		return "", err
	}
	for _, m := range r.told {
		if m.To == id {
			return string(m.Kind), nil
		}
	}
	return "", nil
}

// sees says who of some people can see the dossier in hand.
func (r *run) sees(ctx context.Context, logins string) (seen, unseen []string, err error) {
	box, err := r.mailbox()
	if err != nil {
		return nil, nil, err
	}
	for _, login := range strings.Fields(logins) {
		id, err := r.person(login)
		if err != nil {
			return nil, nil, err
		}
		ok, err := r.may(ctx, id, box.Dossier)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			seen = append(seen, login)
		} else {
			unseen = append(unseen, login)
		}
	}
	return seen, unseen, nil
}

// may asks both doors, the dossier and the lists; they must agree.
func (r *run) may(ctx context.Context, id gehoor.PersonID, dossier gehoor.DossierID) (bool, error) {
	listed, err := r.Lists.MaySee(ctx, r.Org, id, gehoor.DossierStream(dossier))
	if err != nil {
		return false, err
	}
	_, err = r.Casework.Dossier(ctx, r.Org, id, dossier)
	if opened := err == nil; opened != listed {
		return false, fmt.Errorf("list and dossier do not agree about %s", r.login(id))
	}
	return listed, nil
}

func (r *run) expectSees(ctx context.Context, s Statement) (string, error) {
	_, unseen, err := r.sees(ctx, s.Value("persons"))
	if err != nil || unseen == nil {
		return "", err
	}
	return "nothing for " + strings.Join(unseen, " "), nil
}

func (r *run) expectSeesNothing(ctx context.Context, s Statement) (string, error) {
	seen, _, err := r.sees(ctx, s.Value("persons"))
	if err != nil || seen == nil {
		return "", err
	}
	return "the dossier for " + strings.Join(seen, " "), nil
}

func (r *run) expectHolders(ctx context.Context, s Statement) (string, error) {
	d, _, err := r.dossier(ctx)
	if err != nil {
		return "", err
	}
	return differs(s.Value("persons"), strings.Join(r.inOrder(ids(d.Holders)), " ")), nil
}

// expectKnows asks everybody for their own key of the identity compartment.
func (r *run) expectKnows(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	var knows []gehoor.PersonID
	for _, id := range r.Cast {
		d, err := r.Casework.Dossier(ctx, r.Org, id, box.Dossier)
		if err != nil {
			continue
		}
		for _, b := range d.Boxes {
			if b.Name == gehoor.Identity && b.Key != "" {
				knows = append(knows, id)
			}
		}
	}
	return differs(sorted(s.Value("persons")), strings.Join(r.logins(knows), " ")), nil
}

func (r *run) expectPreview(ctx context.Context, s Statement) (string, error) {
	p, err := r.Casework.Preview(ctx, r.Org, gehoor.Office(s.Value("office")), nil)
	if err != nil {
		return "", err
	}
	return differs(s.Value("persons"), strings.Join(r.inOrder(ids(p.Holders)), " ")), nil
}

func (r *run) expectThread(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	m, err := r.Casework.Mailbox(ctx, box)
	if err != nil {
		return "", err
	}
	return differs(s.Value("number"), strconv.Itoa(len(m.Signal.Thread))), nil
}

// inHand is the signal in hand as its reporter sees it.
func (r *run) inHand(ctx context.Context) (signal.Signal, error) {
	box, err := r.mailbox()
	if err != nil {
		return signal.Signal{}, err
	}
	m, err := r.Casework.Mailbox(ctx, box)
	return m.Signal, err
}

func (r *run) expectApproval(ctx context.Context, s Statement) (string, error) {
	one, err := r.inHand(ctx)
	return differs(s.Value("approval"), cmp.Or(string(one.Approval()), standsOwn)), err
}

func (r *run) expectTalk(ctx context.Context, s Statement) (string, error) {
	one, err := r.inHand(ctx)
	return differs(s.Value("talk"), map[bool]string{true: talks, false: talksNot}[one.TalkAsked]), err
}

func (r *run) expectDemand(ctx context.Context, s Statement) (string, error) {
	one, err := r.inHand(ctx)
	return differs(s.Value("demand"), map[bool]string{true: demands, false: demandsNot}[len(one.Demanded()) > 0]), err
}

func (r *run) expectDemandBy(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	m, err := r.Casework.Mailbox(ctx, box)
	if err != nil || m.DemandBy.IsZero() {
		return "nothing", err
	}
	return differs(s.Value("date"), protocol.DateOf(m.DemandBy).String()), nil
}

// expectLinked is what whoever acts sees of dossiers that belong with this one.
func (r *run) expectLinked(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	d, err := r.Casework.Dossier(ctx, r.Org, r.staff, box.Dossier)
	if err != nil {
		return "", err
	}
	var names []string
	for _, l := range d.Links {
		for name, one := range r.reporters {
			if one.box.Dossier == l.Dossier {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return differs(sorted(s.Value("reporters")), strings.Join(names, " ")), nil
}

// item is the dossier in hand as a line of a work list.
func (r *run) item(ctx context.Context) (view.WorkItem, error) {
	d, who, err := r.dossier(ctx)
	if err != nil {
		return view.WorkItem{}, err
	}
	for _, f := range []view.WorkFilter{{}, {Stage: view.StageConclude}} {
		items, err := r.list(ctx, who, f)
		if err != nil {
			return view.WorkItem{}, err
		}
		for _, w := range items {
			if w.Dossier == d.ID {
				return w, nil
			}
		}
	}
	return view.WorkItem{}, fmt.Errorf("the dossier is on nobody's work list")
}

// listLimit is more than any story has.
const listLimit = 500

func (r *run) list(ctx context.Context, who gehoor.PersonID, f view.WorkFilter) ([]view.WorkItem, error) {
	items, _, err := r.Casework.WorkList(ctx, r.Org, who, f, view.Cursor{}, listLimit)
	return items, err
}

func (r *run) expectStage(ctx context.Context, s Statement) (string, error) {
	w, err := r.item(ctx)
	return differs(s.Value("stage"), string(w.Stage)), err
}

func (r *run) expectWaiting(ctx context.Context, s Statement) (string, error) {
	w, err := r.item(ctx)
	return differs(s.Value("waiting"), map[bool]string{true: waits, false: waitsNot}[w.Waiting]), err
}

func (r *run) expectList(ctx context.Context, s Statement) (string, error) {
	who, err := r.person(s.Value("person"))
	if err != nil {
		return "", err
	}
	items, err := r.list(ctx, who, view.WorkFilter{})
	if err != nil {
		return "", err
	}
	if s.Form == formListEmpty {
		return differs(0, len(items)), nil
	}
	first, ok := r.reporters[s.Value("reporter")]
	if !ok {
		return "", fmt.Errorf("%s has sent nothing", s.Value("reporter"))
	}
	got := strconv.Itoa(len(items))
	if got != s.Value("number") {
		return got, nil
	}
	if items[0].Dossier != first.box.Dossier {
		return "another dossier at the top", nil
	}
	return "", nil
}

func expectCount(of func(view.Counts) int) expectation {
	return func(r *run, ctx context.Context, s Statement) (string, error) {
		who, err := r.person(s.Value("person"))
		if err != nil {
			return "", err
		}
		_, counts, err := r.Casework.WorkList(ctx, r.Org, who, view.WorkFilter{}, view.Cursor{}, 1)
		return differs(s.Value("number"), strconv.Itoa(of(counts))), err
	}
}

// expectCame is what the reporter reads of who was given the key.
func (r *run) expectCame(ctx context.Context, s Statement) (string, error) {
	return r.changes(ctx, s, func(c casework.Came) bool { return c.Ended == "" })
}

// expectRecovered is who of these got it by a recovery.
func (r *run) expectRecovered(ctx context.Context, s Statement) (string, error) {
	return r.changes(ctx, s, func(c casework.Came) bool { return c.Recovered() })
}

func (r *run) changes(ctx context.Context, s Statement, is func(casework.Came) bool) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	m, err := r.Casework.Mailbox(ctx, box)
	if err != nil {
		return "", err
	}
	var people []gehoor.PersonID
	for _, c := range m.Changes {
		if is(c) {
			people = append(people, c.Person.ID)
		}
	}
	return differs(s.Value("persons"), strings.Join(r.inOrder(people), " ")), nil
}

// inOrder spells IDs as logins.
func (r *run) inOrder(of []gehoor.PersonID) []string {
	out := make([]string, len(of))
	for i, id := range of {
		out[i] = r.login(id)
	}
	return out
}

// logins is inOrder, sorted: for sets.
func (r *run) logins(of []gehoor.PersonID) []string {
	out := r.inOrder(of)
	slices.Sort(out)
	return out
}

func sorted(words string) string {
	fields := strings.Fields(words)
	slices.Sort(fields)
	return strings.Join(fields, " ")
}
