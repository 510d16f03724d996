package protocol_test

import (
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/protocols"
)

// What the reporter reads on the day that the signal comes in: what happens
// next, by when, who does it.
func ExampleEvaluate() {
	holidays, err := protocol.ParseHolidays(protocols.Holidays())
	if err != nil {
		panic(err)
	}
	calendar, err := protocol.NewCalendar(holidays, protocol.Closings{})
	if err != nil {
		panic(err)
	}
	law, err := protocol.ParseLaw(protocols.Law())
	if err != nil {
		panic(err)
	}
	now := time.Date(2026, 3, 30, 8, 0, 0, 0, time.UTC)
	facts := []protocol.Fact{
		{Kind: "dossier.opened", At: now, Seq: 1},
		{Kind: "signal.received", At: now, Seq: 2, Signal: "1f"},
	}
	r := protocol.Evaluate(receive(), protocol.Setting{Calendar: calendar, Law: law}, facts, now)
	for _, step := range r.Open {
		fmt.Println(protocol.DateOf(step.Target), step.Actor, step.Told.In(gehoor.English))
	}
	fmt.Println(r.Refuse("signal.feedback-given", "1f"))
	// Output:
	// 2026-04-06 caseworker We let you know that we have your signal.
	// 2026-07-06 caseworker We tell you how we weigh your signal and what we do about it.
	// refused: protocol.not-yet (en=Confirm receipt nl=Ontvangst bevestigen step=acknowledge)
}
