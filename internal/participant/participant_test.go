package participant_test

import (
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/participant"
)

const (
	one   = gehoor.ParticipantID("11112222333344445555666677778888")
	other = gehoor.ParticipantID("22223333444455556666777788889999")
	third = gehoor.ParticipantID("33334444555566667777888899990000")
	noor  = gehoor.PersonID("0123456789abcdef0123456789abcdef")
)

// stream folds facts as they are appended.
type stream struct {
	t   *testing.T
	s   *participant.State
	seq gehoor.Seq
}

func newStream(t *testing.T) *stream { return &stream{t: t, s: participant.New()} }

func (x *stream) does(by gehoor.Actor, facts []gehoor.Fact, err error) {
	x.t.Helper()
	if err != nil || len(facts) == 0 {
		x.t.Fatalf("%v, %v", facts, err)
	}
	for _, f := range facts {
		x.seq++
		at := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(x.seq) * time.Hour)
		if err := x.s.Fold(gehoor.Event{Seq: x.seq, At: at, Actor: by, Kind: f.Kind()}, f); err != nil {
			x.t.Fatal(err)
		}
	}
}

func (x *stream) refused(code gehoor.Code, facts []gehoor.Fact, err error) {
	x.t.Helper()
	if !errors.Is(err, gehoor.Refuse(code)) || len(facts) > 0 {
		x.t.Errorf("%v, %v; want %v", facts, err, code)
	}
}

func (x *stream) admit(id gehoor.ParticipantID, as participant.As) {
	x.t.Helper()
	facts, err := x.s.Admit(participant.Admitted{Participant: id, As: as, Language: gehoor.Dutch, Content: "who"})
	x.does(gehoor.ByPerson(noor), facts, err)
}

func (x *stream) get(id gehoor.ParticipantID) participant.Participant {
	p, _ := x.s.Get(id)
	return p
}

// TestCode: a code is given once, to a witness or the person concerned, with a note of who
// it is; and opens nothing any more once it is ended.
func TestCode(t *testing.T) {
	x := newStream(t)
	x.admit(one, participant.Witness)
	for _, bad := range []participant.Admitted{
		{Participant: one, As: participant.Witness, Language: gehoor.Dutch, Content: "who"},
		{Participant: other, As: "friend", Language: gehoor.Dutch, Content: "who"},
		{Participant: other, As: participant.Witness, Language: "xx", Content: "who"},
		{Participant: other, As: participant.Witness, Language: gehoor.Dutch},
	} {
		facts, err := x.s.Admit(bad)
		x.refused(gehoor.CodeMalformed, facts, err)
	}
	facts, err := x.s.Say(other, "c")
	x.refused(participant.CodeUnknown, facts, err)
	facts, err = x.s.Say(one, "c1")
	x.does(gehoor.ByParticipant(one), facts, err)
	if !x.get(one).Waiting() {
		t.Error("what they said waits for nobody")
	}
	facts, err = x.s.Say(one, "c2")
	x.does(gehoor.ByPerson(noor), facts, err)
	if p := x.get(one); p.Waiting() || len(p.Thread) != 2 || !p.Thread[0].Own || p.Thread[1].Own {
		t.Errorf("thread %+v, waiting %v", p.Thread, p.Waiting())
	}
	facts, err = x.s.End(one)
	x.does(gehoor.ByPerson(noor), facts, err)
	for _, act := range []func() ([]gehoor.Fact, error){
		func() ([]gehoor.Fact, error) { return x.s.End(one) },
		func() ([]gehoor.Fact, error) { return x.s.Say(one, "c3") },
		func() ([]gehoor.Fact, error) { return x.s.StopCheckIns(one) },
	} {
		facts, err := act()
		x.refused(participant.CodeEnded, facts, err)
	}
	if facts := x.s.CheckIn("weeks", []gehoor.ParticipantID{one}); facts != nil {
		t.Errorf("asked %v with a code that was ended", facts)
	}
}

// TestMost: a dossier has no more than so many.
func TestMost(t *testing.T) {
	x := newStream(t)
	for i := range participant.Most {
		x.admit(gehoor.NewID[gehoor.ParticipantID]([16]byte{byte(i)}), participant.Witness)
	}
	facts, err := x.s.Admit(participant.Admitted{Participant: one, As: participant.Witness, Language: gehoor.Dutch, Content: "who"})
	x.refused(participant.CodeMany, facts, err)
}

// TestAgreement: an agreement that there is, is shared once, with the person concerned; the
// last answer to it counts.
func TestAgreement(t *testing.T) {
	x := newStream(t)
	x.admit(one, participant.Concerned)
	x.admit(other, participant.Witness)
	known := func(n gehoor.Seq) bool { return n == 12 }
	share := func(id gehoor.ParticipantID, n gehoor.Seq) ([]gehoor.Fact, error) {
		return x.s.ShareAgreement(participant.AgreementShared{Participant: id, Agreement: n, Content: "c"}, known)
	}
	answer := func(id gehoor.ParticipantID, agrees bool, words gehoor.ContentID) ([]gehoor.Fact, error) {
		return x.s.AnswerAgreement(participant.AgreementAnswered{Participant: id, Agreement: 12, Agrees: agrees, Content: words})
	}
	facts, err := answer(one, true, "")
	x.refused(participant.CodeAgreement, facts, err)
	facts, err = share(other, 12)
	x.refused(participant.CodeAgreement, facts, err)
	facts, err = share(one, 13)
	x.refused(participant.CodeAgreement, facts, err)
	facts, err = share(one, 12)
	x.does(gehoor.ByPerson(noor), facts, err)
	facts, err = share(one, 12)
	x.refused(participant.CodeAgreement, facts, err)
	facts, err = answer(other, true, "")
	x.refused(participant.CodeAgreement, facts, err)
	facts, err = answer(one, false, "not so")
	x.does(gehoor.ByParticipant(one), facts, err)
	if !x.get(one).Waiting() {
		t.Error("that it is not what was agreed waits for nobody")
	}
	facts, err = answer(one, true, "")
	x.does(gehoor.ByParticipant(one), facts, err)
	if last, ok := x.get(one).Answer(12); !ok || !last.Agrees || x.get(one).Waiting() {
		t.Errorf("the last answer is %+v, %v", last, ok)
	}
}

// TestLeft: one contact of a protocol is with all who take part as the same, so an answer
// says how many are still to come; who wants no questions is none of them.
func TestLeft(t *testing.T) {
	x := newStream(t)
	x.admit(one, participant.Witness)
	x.admit(other, participant.Witness)
	x.admit(third, participant.Witness)
	facts, err := x.s.StopCheckIns(third)
	x.does(gehoor.ByParticipant(third), facts, err)

	facts = x.s.CheckIn("weeks", []gehoor.ParticipantID{third, one, other})
	if len(facts) != 3 || facts[2].(participant.CheckInSkipped).Left != 2 {
		t.Fatalf("%+v", facts)
	}
	x.does(gehoor.System, facts, nil)
	if again := x.s.CheckIn("weeks", []gehoor.ParticipantID{third, one, other}); again != nil {
		t.Errorf("asked twice: %v", again)
	}
	before := x.s.Clone()
	facts, err = x.s.AnswerCheckIn(one, "weeks", checkin.Answer{Going: checkin.Well})
	if left := facts[0].(participant.CheckInAnswered).Left; left != 1 {
		t.Errorf("%d left, want 1", left)
	}
	x.does(gehoor.ByParticipant(one), facts, err)
	if p := x.get(one); p.Waiting() {
		t.Error("that it goes well waits for an answer")
	}
	if !x.s.WaitingSince().IsZero() {
		t.Error("somebody waits for an answer")
	}
	facts, err = x.s.SkipCheckIn(other, "weeks")
	if left := facts[0].(participant.CheckInSkipped).Left; left != 0 {
		t.Errorf("%d left, want 0", left)
	}
	x.does(gehoor.ByParticipant(other), facts, err)
	facts, err = x.s.AnswerCheckIn(other, "weeks", checkin.Answer{Going: checkin.Bad})
	x.refused(checkin.CodeDone, facts, err)
	facts, err = x.s.ResumeCheckIns(third)
	x.does(gehoor.ByParticipant(third), facts, err)
	facts, err = x.s.ResumeCheckIns(third)
	x.refused(checkin.CodeOn, facts, err)
	if p, _ := before.Get(one); len(p.Thread) != 0 {
		t.Error("a copy changed along")
	}
}

// TestFoldRefuses: facts about nobody, and twice the same person, are an error; those of
// other nouns are none.
func TestFoldRefuses(t *testing.T) {
	x := newStream(t)
	x.admit(one, participant.Witness)
	for _, bad := range []gehoor.Fact{
		participant.Admitted{Participant: one, As: participant.Witness, Language: gehoor.Dutch, Content: "who"},
		participant.MessageSent{Participant: other, Content: "c"},
	} {
		if err := x.s.Fold(gehoor.Event{Seq: 9, Kind: bad.Kind()}, bad); err == nil {
			t.Errorf("folded %+v", bad)
		}
	}
	if err := x.s.Fold(gehoor.Event{Kind: "signal.received"}, nil); err != nil {
		t.Error(err)
	}
}

// TestWaitingSince: what was said waits until it is answered; that it goes well afterwards
// answers nothing, and who has no code any more waits for nothing.
func TestWaitingSince(t *testing.T) {
	x := newStream(t)
	x.admit(one, participant.Witness)
	facts, err := x.s.Say(one, "c1")
	x.does(gehoor.ByParticipant(one), facts, err)
	said := x.get(one).Thread[0].At
	x.does(gehoor.System, x.s.CheckIn("weeks", []gehoor.ParticipantID{one}), nil)
	facts, err = x.s.AnswerCheckIn(one, "weeks", checkin.Answer{Going: checkin.Well})
	x.does(gehoor.ByParticipant(one), facts, err)
	if got := x.s.WaitingSince(); !got.Equal(said) {
		t.Errorf("waits since %v, want %v", got, said)
	}
	facts, err = x.s.Say(one, "c2")
	x.does(gehoor.ByPerson(noor), facts, err)
	if got := x.s.WaitingSince(); !got.IsZero() {
		t.Errorf("answered, and waits since %v", got)
	}
	facts, err = x.s.Say(one, "c3")
	x.does(gehoor.ByParticipant(one), facts, err)
	facts, err = x.s.End(one)
	x.does(gehoor.ByPerson(noor), facts, err)
	if got := x.s.WaitingSince(); !got.IsZero() {
		t.Errorf("without a code, and waits since %v", got)
	}
}
