package protocol_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// dossier has n facts: a signal per 2,500, acknowledged, and talk.
func dossier(n int) []protocol.Fact {
	facts := make([]protocol.Fact, 0, n)
	for i := range n {
		kind := gehoor.Kind("signal.message-sent")
		switch i % 2500 {
		case 0:
			kind = "signal.received"
		case 1:
			kind = "signal.made-formal"
		case 100:
			kind = "signal.acknowledged"
		}
		facts = append(facts, protocol.Fact{
			Kind: kind, At: begins.Add(time.Duration(i) * time.Minute), Seq: gehoor.Seq(i + 1),
			Signal: gehoor.SignalID(fmt.Sprintf("%032x", i/2500)),
		})
	}
	return facts
}

// The budgets: 200 facts in 1 ms, 10,000 in 20 ms.
func BenchmarkEvaluate(b *testing.B) {
	set, def := setting(b), receive()
	for _, n := range []int{10, 200, 10_000} {
		facts := dossier(n)
		now := facts[n-1].At.AddDate(0, 0, 10)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				protocol.Evaluate(def, set, facts, now)
			}
		})
	}
}

func BenchmarkDue(b *testing.B) {
	cal := calendar(b)
	for _, text := range []string{"7kd", "3mnd", "20wd", "24u", "40wu"} {
		s := span(b, text)
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				cal.Due(begins, s, protocol.CountLocal)
			}
		})
	}
}
