package signal_test

import (
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/signal"
)

// TestCheckIns: a contact comes once; only the last question can be answered, once; who
// wants none is not asked, until they take it back; and that it goes well asks for no
// answer, while what was said before still does.
func TestCheckIns(t *testing.T) {
	const id = gehoor.SignalID("11112222333344445555666677778888")
	s := signal.New()
	seq := gehoor.Seq(0)
	at := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	reporter := gehoor.ByReporter(id)
	does := func(by gehoor.Actor, facts []gehoor.Fact, err error) {
		t.Helper()
		if err != nil || len(facts) == 0 {
			t.Fatalf("%v, %v", facts, err)
		}
		for _, f := range facts {
			seq++
			if err := s.Fold(gehoor.Event{Seq: seq, At: at.Add(time.Duration(seq) * time.Hour), Actor: by, Kind: f.Kind()}, f); err != nil {
				t.Fatal(err)
			}
		}
	}
	refused := func(code gehoor.Code, facts []gehoor.Fact, err error) {
		t.Helper()
		if !errors.Is(err, gehoor.Refuse(code)) || len(facts) > 0 {
			t.Errorf("%v, %v; want %v", facts, err, code)
		}
	}
	one := func() signal.Signal { got, _ := s.Get(id); return got }
	answer := func(step string, going checkin.Going) ([]gehoor.Fact, error) {
		return s.AnswerCheckIn(signal.CheckInAnswered{Signal: id, Step: step, Answer: checkin.Answer{Going: going}})
	}
	asks := func(step string) { t.Helper(); does(gehoor.System, s.CheckIn(id, step), nil) }

	does(reporter, []gehoor.Fact{signal.Received{Signal: id, Content: "c0"}}, nil)
	facts, err := answer("weeks", checkin.Well)
	refused(checkin.CodeDone, facts, err)
	does(gehoor.ByPerson("0123456789abcdef0123456789abcdef"), []gehoor.Fact{signal.Acknowledged{Signal: id, Content: "c1"}}, nil)

	asks("weeks")
	if again := s.CheckIn(id, "weeks"); again != nil {
		t.Errorf("asked twice: %v", again)
	}
	if one().Waiting() || len(one().Thread) != 1 {
		t.Error("a question stands in the conversation")
	}
	facts, err = answer("weeks", "fine")
	refused(gehoor.CodeMalformed, facts, err)
	facts, err = answer("weeks", checkin.Well)
	does(reporter, facts, err)
	if one().Waiting() {
		t.Error("that it goes well waits for an answer")
	}
	facts, err = answer("weeks", checkin.Bad)
	refused(checkin.CodeDone, facts, err)

	before := s.Clone()
	asks("month")
	asks("quarter") // nobody answered the one before
	facts, err = answer("month", checkin.Well)
	refused(checkin.CodeDone, facts, err)
	if c, _ := one().CheckIns.Of("month"); !c.Passed {
		t.Error("a later question came, and the one before still waits")
	}
	facts, err = answer("quarter", checkin.SoSo)
	does(reporter, facts, err)
	if !one().Waiting() {
		t.Error("that it goes so-so waits for nothing")
	}
	if c, _ := before.Get(id); len(c.CheckIns.All) != 1 {
		t.Error("a copy changed along")
	}

	asks("half")
	facts, err = s.SkipCheckIn(id, "half")
	does(reporter, facts, err)
	facts, err = s.SkipCheckIn(id, "half")
	refused(checkin.CodeDone, facts, err)

	facts, err = s.StopCheckIns(id)
	does(reporter, facts, err)
	facts, err = s.StopCheckIns(id)
	refused(checkin.CodeStopped, facts, err)
	asks("year")
	if c, _ := one().CheckIns.Of("year"); c.Waits() || !c.AskedAt.IsZero() || c.SkippedAt.IsZero() {
		t.Errorf("who wants none has %+v", c)
	}
	facts, err = s.ResumeCheckIns(id)
	does(reporter, facts, err)
	facts, err = s.ResumeCheckIns(id)
	refused(checkin.CodeOn, facts, err)
	asks("two-years")
	facts, err = s.StopCheckIns(id)
	does(reporter, facts, err)
	if _, waits := one().CheckIns.Open(); waits {
		t.Error("who stops still has a question")
	}
}
