package casework_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"pgregory.net/rapid"
)

// Whatever people do, in whatever order, possible or not: every answer is a
// refusal or success, never a fault (decide yields nothing that fold refuses),
// the rows are those that replay gives, and nobody outside sees anything.
func TestAnyOrderOfActs(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		ctx := t.Context()
		var boxes []account.Mailbox
		count := 0
		say := func() string { count++; return fmt.Sprint("words ", count) }
		pick := func(rt *rapid.T) account.Mailbox {
			if len(boxes) == 0 {
				return account.Mailbox{Org: veenhaven, Dossier: gehoor.DossierID(id0), Signal: gehoor.SignalID(id0)}
			}
			return rapid.SampledFrom(boxes).Draw(rt, "box")
		}
		staff := rapid.SampledFrom([]gehoor.PersonID{noor, bram, jet, saar})
		judge := func(err error) {
			var r *gehoor.Refusal
			if err != nil && !errors.As(err, &r) && !errors.Is(err, gehoor.ErrNotFound) {
				rt.Fatalf("neither done nor refused: %v", err)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"send": func(rt *rapid.T) {
				sub := submission(say(), gehoor.OfficeAlderman, noor, bram)
				if rapid.Bool().Draw(rt, "strike") {
					sub = submission(say(), gehoor.OfficeAlderman, bram, saar, milan)
					sub.Struck = []gehoor.PersonID{noor}
				}
				box, err := w.Receive(ctx, veenhaven, sub)
				judge(err)
				boxes = append(boxes, box)
			},
			"acknowledge": func(rt *rapid.T) {
				b := pick(rt)
				judge(w.Acknowledge(ctx, veenhaven, staff.Draw(rt, "who"), b.Dossier, b.Signal, words(say())))
			},
			"write": func(rt *rapid.T) {
				b := pick(rt)
				judge(w.Write(ctx, veenhaven, staff.Draw(rt, "who"), b.Dossier, b.Signal, words(say())))
			},
			"feedback": func(rt *rapid.T) {
				b := pick(rt)
				judge(w.GiveFeedback(ctx, veenhaven, staff.Draw(rt, "who"), b.Dossier, b.Signal, words(say())))
			},
			"note": func(rt *rapid.T) {
				b, made := pick(rt), compartment(say(), false, noor, bram)
				judge(w.WriteNote(ctx, veenhaven, staff.Draw(rt, "who"), b.Dossier, words(say()), &made))
			},
			"formal": func(rt *rapid.T) { judge(w.ReporterMakesFormal(ctx, pick(rt))) },
			"reply":  func(rt *rapid.T) { judge(w.Reply(ctx, pick(rt), words(say()))) },
			"open": func(rt *rapid.T) {
				b := pick(rt)
				_, err := w.Open(ctx, veenhaven, staff.Draw(rt, "who"), b.Dossier, []gehoor.ContentID{words(say()).ID})
				judge(err)
			},
			"time": func(rt *rapid.T) {
				w.now = w.now.Add(time.Duration(rapid.IntRange(1, 24*120).Draw(rt, "hours")) * time.Hour)
				w.tick()
			},
			"": func(rt *rapid.T) {
				err := w.Replay(ctx, veenhaven, func(s gehoor.StreamID, extra, missing []any) {
					if extra != nil || missing != nil {
						rt.Fatalf("%s: stored beside it %v, missing %v", s, extra, missing)
					}
				})
				judge(err)
				w.emptyList(jet)
			},
		})
	})
}
