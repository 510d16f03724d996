package protocol_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
)

// The signals of the tests, and the kinds that definitions may name in them.
const (
	first  gehoor.SignalID = "11111111111111111111111111111111"
	second gehoor.SignalID = "22222222222222222222222222222222"
)

func vocabulary() protocol.Vocabulary {
	var v protocol.Vocabulary
	for _, k := range []gehoor.Kind{
		"dossier.opened", "signal.received", "signal.routed", "signal.identified",
		"signal.acknowledged", "signal.message-sent", "signal.feedback-given",
		"signal.made-formal", "dossier.compartment-made", "dossier.granted",
		"dossier.note-written", "dossier.excluded", "dossier.escalated",
	} {
		v = append(v, protocol.FactType{Kind: k})
	}
	return v
}

// receive is the shipped definition that the tests evaluate.
func receive() protocol.Definition { return shipped.Receive(vocabulary()) }

func law(testing.TB) protocol.Law { return shipped.Law() }

// calendar has the shipped holidays, and closings on the given days.
func calendar(t testing.TB, closed ...string) protocol.Calendar {
	t.Helper()
	return setting(t, closed...).Calendar
}

func setting(t testing.TB, closed ...string) protocol.Setting {
	t.Helper()
	c := protocol.Closings{Org: "veenhaven"}
	for _, d := range closed {
		c.Days = append(c.Days, protocol.Closing{On: date(t, d), Why: "test"})
	}
	s, err := shipped.Setting(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func date(t testing.TB, s string) protocol.Date {
	t.Helper()
	d, err := protocol.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at reads what a clock on a wall in the Netherlands shows: "2026-01-05 09:00"
// or with seconds.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04:05"
	if len(s) < len(layout) {
		layout = "2006-01-02 15:04"
	}
	moment, err := time.ParseInLocation(layout, s, protocol.Amsterdam())
	if err != nil {
		t.Fatal(err)
	}
	return moment.UTC()
}

func span(t testing.TB, s string) protocol.Span {
	t.Helper()
	if s == "" {
		return protocol.Span{}
	}
	parsed, err := protocol.ParseSpan(s)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// wall writes a moment as at reads it; zero is "never".
func wall(m time.Time) string {
	if m.IsZero() {
		return "never"
	}
	return m.In(protocol.Amsterdam()).Format("2006-01-02 15:04:05")
}
