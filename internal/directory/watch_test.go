package directory_test

import (
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
)

// TestWatch: comparing is off until the works council agreed on a day that has come, and
// off again when somebody ends it.
func TestWatch(t *testing.T) {
	o, seq := founded(), gehoor.Seq(4)
	today := protocol.Date{Year: 2026, Month: 5, Day: 4}
	if o.Watches() || o.EndWatch() != nil {
		t.Error("it is on from the start")
	}
	for _, day := range []protocol.Date{{}, today.AddDays(1)} {
		if _, err := o.AgreeWatch(day, today); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeWatchDay}) {
			t.Errorf("%v: %v", day, err)
		}
	}
	facts, err := o.AgreeWatch(today, today)
	tell(t, o, &seq, facts, err)
	if !o.Watches() || o.WatchAgreedOn != today || !o.Clone().Watches() {
		t.Error("it is not on")
	}
	if facts, err := o.AgreeWatch(today, today); facts != nil || err != nil {
		t.Errorf("said twice: %v, %v", facts, err)
	}
	tell(t, o, &seq, o.EndWatch(), nil)
	if o.Watches() {
		t.Error("it is on after it was ended")
	}
	if _, err := new(directory.Organisation).AgreeWatch(today, today); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("of nobody: %v", err)
	}
}
