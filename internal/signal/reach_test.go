package signal_test

import (
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// moment is one in Dutch time, in the week of Monday 5 January 2026.
func moment(day, hour, minute int) time.Time {
	return time.Date(2026, 1, day, hour, minute, 0, 0, protocol.Amsterdam())
}

// TestReach: by which way and at which hour somebody can be reached, and when again.
func TestReach(t *testing.T) {
	r := signal.Reach{Ways: []signal.Way{signal.WayPrivatePhone, signal.WayLetter}, Times: []signal.Time{signal.TimeEvening, signal.TimeSaturday}}
	for _, x := range []struct {
		by   signal.Way
		at   time.Time
		want bool
	}{
		{signal.WayPrivatePhone, moment(5, 17, 59), false},
		{signal.WayPrivatePhone, moment(5, 18, 0), true},
		{signal.WayPrivatePhone, moment(5, 22, 0), false},
		{signal.WayWorkPhone, moment(5, 19, 0), false},
		{signal.WayPrivatePhone, moment(10, 9, 0), true}, // Saturday
		{signal.WayPrivatePhone, moment(11, 19, 0), false},
		{signal.WayLetter, moment(5, 3, 0), true},
	} {
		if got := r.Safe(x.by, x.at); got != x.want {
			t.Errorf("%s at %v: %v", x.by, x.at, got)
		}
	}
	for _, x := range []struct{ at, want time.Time }{
		{moment(5, 9, 30), moment(5, 18, 0)},
		{moment(5, 18, 30), moment(5, 18, 30)},
		{moment(5, 22, 0), moment(6, 18, 0)},
		{moment(9, 22, 0), moment(10, 8, 0)},
		{moment(10, 23, 0), moment(12, 18, 0)},
	} {
		if got := r.Next(x.at); !got.Equal(x.want) {
			t.Errorf("after %v: %v, want %v", x.at, got, x.want)
		}
	}
	nowhere := signal.Reach{}
	if at := moment(5, 9, 0); nowhere.Safe(signal.WayPrivateMail, at) || !nowhere.Next(at).Equal(at) {
		t.Error("who wants messages here only is reached")
	}
	// The hour that a clock skips, and the one it has twice.
	nights := signal.Reach{Ways: []signal.Way{signal.WayPrivateMail}, Times: []signal.Time{signal.TimeSunday}}
	for _, day := range []time.Time{time.Date(2026, 3, 28, 23, 0, 0, 0, protocol.Amsterdam()), time.Date(2026, 10, 24, 23, 0, 0, 0, protocol.Amsterdam())} {
		if got := nights.Next(day); got.Hour() != 8 || got.Weekday() != time.Sunday {
			t.Errorf("after %v: %v", day, got)
		}
	}
}

// TestSetReach: only what there is can be chosen, in its own order, and a way needs a time.
func TestSetReach(t *testing.T) {
	const id = gehoor.SignalID("11112222333344445555666677778888")
	s := signal.New()
	fold := func(f gehoor.Fact) {
		t.Helper()
		if err := s.Fold(gehoor.Event{Seq: 1, At: moment(5, 9, 0), Actor: gehoor.ByReporter(id), Kind: f.Kind()}, f); err != nil {
			t.Fatal(err)
		}
	}
	fold(signal.Received{Signal: id, Content: "c0"})
	set := func(ways []signal.Way, times []signal.Time) ([]gehoor.Fact, error) {
		return s.SetReach(signal.ReachSet{Signal: id, Reach: signal.Reach{Ways: ways, Times: times}})
	}
	for name, x := range map[string]struct {
		ways  []signal.Way
		times []signal.Time
		code  gehoor.Code
	}{
		"a way that there is not":  {[]signal.Way{"pigeon"}, []signal.Time{signal.TimeEvening}, gehoor.CodeMalformed},
		"a time that there is not": {[]signal.Way{signal.WayLetter}, []signal.Time{"night"}, gehoor.CodeMalformed},
		"a way without a time":     {[]signal.Way{signal.WayPrivatePhone}, nil, signal.CodeReachTimes},
	} {
		if facts, err := set(x.ways, x.times); !errors.Is(err, gehoor.Refuse(x.code)) || facts != nil {
			t.Errorf("%s: %v, %v", name, facts, err)
		}
	}
	if _, err := s.SetReach(signal.ReachSet{Signal: "elsewhere"}); !errors.Is(err, gehoor.Refuse(signal.CodeUnknown)) {
		t.Errorf("of no signal: %v", err)
	}
	facts, err := set([]signal.Way{signal.WayLetter, signal.WayPrivatePhone, signal.WayLetter}, []signal.Time{signal.TimeSaturday, signal.TimeEvening})
	if err != nil || len(facts) != 1 {
		t.Fatalf("%v, %v", facts, err)
	}
	fold(facts[0])
	if got, _ := s.Get(id); len(got.Reach.Ways) != 2 || got.Reach.Ways[0] != signal.WayPrivatePhone || got.Reach.Times[0] != signal.TimeEvening {
		t.Errorf("chosen: %+v", got.Reach)
	}
	if facts, err := set([]signal.Way{signal.WayPrivatePhone, signal.WayLetter}, []signal.Time{signal.TimeEvening, signal.TimeSaturday}); err != nil || facts != nil {
		t.Errorf("said twice: %v, %v", facts, err)
	}
	if facts, err := set([]signal.Way{signal.WayLetter}, nil); err != nil || len(facts) != 1 {
		t.Errorf("a letter has no hour: %v, %v", facts, err)
	}
	if facts, err := set(nil, nil); err != nil || len(facts) != 1 {
		t.Errorf("messages only: %v, %v", facts, err)
	}
}
