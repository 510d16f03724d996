package protocol_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/google/go-cmp/cmp"
)

// stream collects facts in order; each add is one fact.
type stream struct {
	t     testing.TB
	facts []protocol.Fact
}

func (s *stream) add(moment string, kind gehoor.Kind, signal gehoor.SignalID) *stream {
	s.t.Helper()
	s.facts = append(s.facts, protocol.Fact{
		Kind: kind, At: at(s.t, moment), Seq: gehoor.Seq(len(s.facts) + 1), Signal: signal,
	})
	return s
}

func (s *stream) escalated(moment string, step protocol.StepCode, signal gehoor.SignalID, level int) *stream {
	s.t.Helper()
	s.add(moment, protocol.Escalated, signal)
	s.facts[len(s.facts)-1].Fields = map[string]any{
		protocol.FieldStep: string(step), protocol.FieldLevel: level,
	}
	return s
}

// show writes a result as the tests read it, one line per thing.
func show(r protocol.Result) string {
	var b strings.Builder
	for _, c := range r.Clocks {
		fmt.Fprintf(&b, "%s %.1s %s %s started %s target %s", c.Step, c.Signal, c.Basis, c.State, wall(c.Started), wall(c.Target))
		if !c.Latest.Equal(c.Target) {
			fmt.Fprintf(&b, " latest %s", wall(c.Latest))
		}
		if !c.Aim.IsZero() {
			fmt.Fprintf(&b, " aim %s", wall(c.Aim))
		}
		if c.State == protocol.StateMet {
			fmt.Fprintf(&b, " met %s late %v", wall(c.Met), c.MetLate)
		}
		b.WriteByte('\n')
	}
	for _, o := range r.Open {
		fmt.Fprintf(&b, "open %s %.1s by %s running %v late %v\n", o.Step, o.Signal, wall(o.Target), o.Running, o.Late)
	}
	for _, e := range r.Escalations {
		fmt.Fprintf(&b, "escalate %s %.1s level %d since %s to %s\n", e.Step, e.Signal, e.Level, wall(e.At), e.To)
	}
	for _, f := range r.Refused {
		fmt.Fprintf(&b, "refused %s %.1s needs %s\n", f.Action, f.Signal, f.Needs)
	}
	fmt.Fprintf(&b, "next %s wake %s\n", wall(r.Next), wall(r.Wake))
	return b.String()
}

func evaluate(t testing.TB, s *stream, now string) protocol.Result {
	t.Helper()
	return protocol.Evaluate(receive(), setting(t), s.facts, at(t, now))
}

func expect(t *testing.T, s *stream, now, want string) {
	t.Helper()
	want = strings.TrimSpace(strings.ReplaceAll(want, "\t", "")) + "\n"
	if diff := cmp.Diff(want, show(evaluate(t, s, now))); diff != "" {
		t.Errorf("at %s (-want +got):\n%s", now, diff)
	}
}

// Protocols §0.17: for a signal that is not formal, 7 days and 3 months are
// defaults.
func TestDefaultClocks(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "dossier.opened", "")
	expect(t, s, "2026-01-05 09:00", `next never wake never`)
	s.add("2026-01-05 09:00", "signal.received", first)
	expect(t, s, "2026-01-05 09:00", `
		acknowledge 1 D running started 2026-01-05 09:00:00 target 2026-01-12 23:59:59 aim 2026-01-07 17:00:00
		open acknowledge 1 by 2026-01-12 23:59:59 running true late false
		open feedback 1 by 2026-04-12 23:59:59 running false late false
		refused signal.feedback-given 1 needs acknowledge
		next 2026-01-13 00:00:00 wake 2026-01-13 00:00:00`)
	s.add("2026-01-06 10:00", "signal.acknowledged", first)
	expect(t, s, "2026-01-06 10:00", `
		acknowledge 1 D met started 2026-01-05 09:00:00 target 2026-01-12 23:59:59 aim 2026-01-07 17:00:00 met 2026-01-06 10:00:00 late false
		feedback 1 D running started 2026-01-06 10:00:00 target 2026-04-06 23:59:59
		open feedback 1 by 2026-04-06 23:59:59 running true late false
		next 2026-04-07 00:00:00 wake 2026-04-07 00:00:00`)
	s.add("2026-04-01 10:00", "signal.feedback-given", first)
	expect(t, s, "2027-01-01 00:00", `
		acknowledge 1 D met started 2026-01-05 09:00:00 target 2026-01-12 23:59:59 aim 2026-01-07 17:00:00 met 2026-01-06 10:00:00 late false
		feedback 1 D met started 2026-01-06 10:00:00 target 2026-04-06 23:59:59 met 2026-04-01 10:00:00 late false
		next never wake never`)
}

// G-KLOK, "day 5 after receipt, no C3 sent: on that day", and protocols §4 C3.
// The seventh day is a Sunday, so both warnings come on the Friday before; the
// ending on a Sunday extends Latest and not Target.
func TestStatutoryClocks(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-04 20:00", "signal.received", first)
	s.add("2026-01-04 20:00", "signal.made-formal", first)
	expect(t, s, "2026-01-08 12:00", `
		acknowledge 1 S running started 2026-01-04 20:00:00 target 2026-01-11 23:59:59 latest 2026-01-12 23:59:59 aim 2026-01-06 17:00:00
		open acknowledge 1 by 2026-01-11 23:59:59 running true late false
		open feedback 1 by 2026-04-11 23:59:59 running false late false
		refused signal.feedback-given 1 needs acknowledge
		next 2026-01-09 08:30:00 wake 2026-01-09 08:30:00`)
	expect(t, s, "2026-01-09 08:30", `
		acknowledge 1 S running started 2026-01-04 20:00:00 target 2026-01-11 23:59:59 latest 2026-01-12 23:59:59 aim 2026-01-06 17:00:00
		open acknowledge 1 by 2026-01-11 23:59:59 running true late false
		open feedback 1 by 2026-04-11 23:59:59 running false late false
		escalate acknowledge 1 level 1 since 2026-01-09 08:30:00 to other-holder
		escalate acknowledge 1 level 2 since 2026-01-09 08:30:00 to head-of-bureau
		refused signal.feedback-given 1 needs acknowledge
		next 2026-01-12 00:00:00 wake 2026-01-09 08:30:00`)
	c := evaluate(t, s, "2026-01-09 08:30").Clocks[0]
	if !c.Statutory() || c.Law != "WBK-ACK" || c.Article != "Wbk art. 2" {
		t.Errorf("%+v", c)
	}
}

// The day on which day 5 is a working day, and day 7 is one too.
func TestWarningsOnTheirDay(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-07 20:00", "signal.received", first).add("2026-01-07 20:00", "signal.made-formal", first)
	if got := evaluate(t, s, "2026-01-08 00:00").Wake; wall(got) != "2026-01-12 08:30:00" {
		t.Errorf("level 1 on %s", wall(got))
	}
	s.escalated("2026-01-12 08:30", "acknowledge", first, 1)
	if got := evaluate(t, s, "2026-01-12 08:30").Wake; wall(got) != "2026-01-14 08:30:00" {
		t.Errorf("level 2 on %s", wall(got))
	}
	s.escalated("2026-01-14 08:30", "acknowledge", first, 2)
	if got := evaluate(t, s, "2026-01-14 08:30").Wake; wall(got) != "2026-01-15 00:00:00" {
		t.Errorf("level 3 on %s", wall(got))
	}
}

// A signal that arrives when the office closes over Christmas until after the
// term: the warning cannot come before the signal.
func TestWarningIsNeverBeforeTheStart(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-12-23 18:00", "signal.received", first).add("2026-12-23 18:00", "signal.made-formal", first)
	set := setting(t, "2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31")
	r := protocol.Evaluate(receive(), set, s.facts, at(t, "2026-12-23 18:00"))
	if wall(r.Wake) != "2026-12-23 18:00:01" || len(r.Escalations) != 0 {
		t.Errorf("wake %s, %v", wall(r.Wake), r.Escalations)
	}
}

// WBK-FB: without an acknowledgement three months run from day 7, "not unknown".
func TestFeedbackWithoutAcknowledgement(t *testing.T) {
	s := &stream{t: t}
	s.add("2025-11-23 09:00", "signal.received", first)
	before := evaluate(t, s, "2025-11-30 23:59:59")
	if len(before.Clocks) != 1 || before.Clocks[0].Late() {
		t.Errorf("in the last second:\n%s", show(before))
	}
	expect(t, s, "2025-12-01 00:00", `
		acknowledge 1 D late started 2025-11-23 09:00:00 target 2025-11-30 23:59:59 aim 2025-11-25 17:00:00
		feedback 1 D running started 2025-11-30 23:59:59 target 2026-02-28 23:59:59
		open acknowledge 1 by 2025-11-30 23:59:59 running true late true
		open feedback 1 by 2026-02-28 23:59:59 running true late false
		escalate acknowledge 1 level 1 since 2025-12-01 00:00:00 to other-holder
		refused signal.feedback-given 1 needs acknowledge
		next 2025-12-02 17:00:00 wake 2025-12-01 00:00:00`)
	// A late acknowledgement does not win time.
	s.add("2025-12-20 09:00", "signal.acknowledged", first)
	expect(t, s, "2025-12-20 09:00", `
		acknowledge 1 D met started 2025-11-23 09:00:00 target 2025-11-30 23:59:59 aim 2025-11-25 17:00:00 met 2025-12-20 09:00:00 late true
		feedback 1 D running started 2025-11-30 23:59:59 target 2026-02-28 23:59:59
		open feedback 1 by 2026-02-28 23:59:59 running true late false
		next 2026-03-01 00:00:00 wake 2026-03-01 00:00:00`)
}

// Making a signal formal keeps the receipt date and every target; what the law
// warns of earlier is due at once, and what was told is not told again.
func TestMadeFormalLater(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first)
	plain := evaluate(t, s, "2026-01-11 09:00").Clocks[0]
	s.add("2026-01-11 09:00", "signal.made-formal", first)
	r := evaluate(t, s, "2026-01-11 09:00")
	formal := r.Clocks[0]
	if !formal.Statutory() || plain.Statutory() || !formal.Target.Equal(plain.Target) || !formal.Started.Equal(plain.Started) {
		t.Errorf("from %+v\nto %+v", plain, formal)
	}
	if len(r.Escalations) != 1 || r.Escalations[0].Level != 1 || !r.Wake.Before(at(t, "2026-01-11 09:00")) {
		t.Errorf("day 5 has passed, so level 1 is due:\n%s", show(r))
	}
	s.escalated("2026-01-11 09:01", "acknowledge", first, 1)
	if r := evaluate(t, s, "2026-01-11 09:01"); len(r.Escalations) != 0 || wall(r.Wake) != "2026-01-12 08:30:00" {
		t.Errorf("level 1 was told:\n%s", show(r))
	}
}

// Weeks asleep: everything at once, each once. Day 80 of the second signal is
// Good Friday, so that warning belongs to the Thursday.
func TestAsleep(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first)
	s.add("2026-01-06 09:00", "signal.received", second).add("2026-01-06 09:00", "signal.made-formal", second)
	expect(t, s, "2026-06-01 09:00", `
		acknowledge 1 D late started 2026-01-05 09:00:00 target 2026-01-12 23:59:59 aim 2026-01-07 17:00:00
		acknowledge 2 S late started 2026-01-06 09:00:00 target 2026-01-13 23:59:59 aim 2026-01-08 17:00:00
		feedback 1 D late started 2026-01-12 23:59:59 target 2026-04-12 23:59:59
		feedback 2 S late started 2026-01-13 23:59:59 target 2026-04-13 23:59:59
		open acknowledge 1 by 2026-01-12 23:59:59 running true late true
		open acknowledge 2 by 2026-01-13 23:59:59 running true late true
		open feedback 1 by 2026-04-12 23:59:59 running true late true
		open feedback 2 by 2026-04-13 23:59:59 running true late true
		escalate acknowledge 2 level 1 since 2026-01-09 08:30:00 to other-holder
		escalate acknowledge 1 level 1 since 2026-01-13 00:00:00 to other-holder
		escalate acknowledge 2 level 2 since 2026-01-13 08:30:00 to head-of-bureau
		escalate acknowledge 2 level 3 since 2026-01-14 00:00:00 to head-of-bureau
		escalate acknowledge 1 level 2 since 2026-01-14 17:00:00 to head-of-bureau
		escalate feedback 2 level 1 since 2026-03-13 08:30:00 to other-holder
		escalate feedback 2 level 2 since 2026-04-02 08:30:00 to head-of-bureau
		escalate feedback 1 level 1 since 2026-04-13 00:00:00 to other-holder
		escalate feedback 2 level 3 since 2026-04-14 00:00:00 to head-of-bureau
		escalate feedback 1 level 2 since 2026-04-14 17:00:00 to head-of-bureau
		refused signal.feedback-given 1 needs acknowledge
		refused signal.feedback-given 2 needs acknowledge
		next never wake 2026-01-09 08:30:00`)
}

// One signal's clocks are its own.
func TestClocksPerSignal(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first)
	s.add("2026-01-06 09:00", "signal.received", second)
	s.add("2026-01-07 09:00", "signal.acknowledged", second)
	r := evaluate(t, s, "2026-01-07 09:00")
	if r.Refuse("signal.feedback-given", first) == nil {
		t.Error("feedback before the acknowledgement is not refused")
	}
	if refusal := r.Refuse("signal.feedback-given", second); refusal != nil {
		t.Errorf("the acknowledged signal: %v", refusal)
	}
	// The nouns refuse these, not the protocol.
	for _, k := range []gehoor.Kind{"signal.acknowledged", "signal.message-sent", "signal.received"} {
		if refusal := r.Refuse(k, second); refusal != nil {
			t.Errorf("%s: %v", k, refusal)
		}
	}
	if refusal := r.Refuse("signal.feedback-given", "33333333333333333333333333333333"); refusal != nil {
		t.Errorf("a signal that is not there: %v", refusal)
	}
	err := error(r.Refuse("signal.feedback-given", first))
	var refusal *gehoor.Refusal
	if !errors.As(err, &refusal) || refusal.Code != protocol.CodeNotYet || refusal.Args["step"] != "acknowledge" {
		t.Errorf("refusal %v", err)
	}
}

// Feedback that is there all the same (another protocol, an import) ends the
// step: no clock begins for what was done before.
func TestDoneBeforeItBegan(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first)
	s.add("2026-01-06 09:00", "signal.feedback-given", first)
	expect(t, s, "2026-06-01 09:00", `
		acknowledge 1 D late started 2026-01-05 09:00:00 target 2026-01-12 23:59:59 aim 2026-01-07 17:00:00
		open acknowledge 1 by 2026-01-12 23:59:59 running true late true
		escalate acknowledge 1 level 1 since 2026-01-13 00:00:00 to other-holder
		escalate acknowledge 1 level 2 since 2026-01-14 17:00:00 to head-of-bureau
		refused signal.feedback-given 1 needs acknowledge
		next never wake 2026-01-13 00:00:00`)
}

// Facts that no definition foresees change nothing and break nothing.
func TestStrangeFacts(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first)
	want := show(evaluate(t, s, "2026-01-06 09:00"))
	s.add("2026-01-05 10:00", "weather.changed", first)
	s.add("2026-01-05 10:00", "signal.acknowledged", "")
	s.add("2026-01-05 10:00", "signal.received", "")
	s.escalated("2026-01-05 10:00", "no-such-step", first, 1)
	s.escalated("2026-01-05 10:00", "acknowledge", second, 1)
	s.add("2026-01-05 10:00", protocol.Escalated, first)
	s.add("2026-01-07 10:00", "signal.received", first) // a second receipt is no new beginning
	if diff := cmp.Diff(want, show(evaluate(t, s, "2026-01-06 09:00"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A definition that Check would refuse has fewer clocks, and no panic.
func TestUncheckedDefinitions(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first).add("2026-01-05 09:00", "signal.made-formal", first)
	d := receive()
	d.Steps[0].Statutory.Law = "WBK-NONE"
	d.Steps[1].Needs = []protocol.StepCode{"applaud"}
	r := protocol.Evaluate(d, setting(t), s.facts, at(t, "2026-03-01 09:00"))
	if len(r.Clocks) != 1 || r.Clocks[0].Step != "feedback" || len(r.Refused) != 0 {
		t.Errorf("%s", show(r))
	}
	if r := protocol.Evaluate(protocol.Definition{}, protocol.Setting{}, s.facts, time.Time{}); show(r) != "next never wake never\n" {
		t.Errorf("%s", show(r))
	}
}

// The machine's clock was set back: facts lie in the future, nothing is lost.
func TestFactsAfterNow(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first)
	r := evaluate(t, s, "2026-01-02 09:00")
	if len(r.Clocks) != 1 || r.Clocks[0].State != protocol.StateRunning || wall(r.Next) != "2026-01-13 00:00:00" {
		t.Errorf("%s", show(r))
	}
}

// A step of the dossier itself has one clock, whatever the signals.
func TestStepOfTheDossier(t *testing.T) {
	d := receive()
	d.Steps = append(d.Steps, protocol.Step{
		Code: "share", Actor: protocol.ToRole(gehoor.RoleHead),
		Start: []protocol.Start{{Kind: "dossier.opened"}},
		Stop:  []gehoor.Kind{"dossier.granted"},
		Default: &protocol.Term{Length: span(t, "5wd"), Basis: protocol.BasisGuidance, Ladder: []protocol.Rung{
			{Level: 1, From: protocol.FromDue, Before: span(t, "1wd"), To: protocol.OtherHolder},
			{Level: 2, From: protocol.FromDue, To: protocol.ToRole(gehoor.RoleHead)},
		}},
		Label: gehoor.Text{NL: "Delen", EN: "Share"}, Told: gehoor.Text{NL: "Wij delen.", EN: "We share."},
	})
	d.Steps[1].Needs = append(d.Steps[1].Needs, "share")
	if err := protocol.Check(d, vocabulary(), law(t)); err != nil {
		t.Fatal(err)
	}
	s := &stream{t: t}
	s.add("2026-04-01 09:00", "dossier.opened", "")
	s.add("2026-04-01 09:00", "signal.received", first).add("2026-04-02 09:00", "signal.acknowledged", first)
	r := protocol.Evaluate(d, setting(t), s.facts, at(t, "2026-04-10 08:30"))
	i := slices.IndexFunc(r.Clocks, func(c protocol.Clock) bool { return c.Step == "share" })
	if i < 0 || wall(r.Clocks[i].Target) != "2026-04-10 17:00:00" || r.Clocks[i].Signal != "" || r.Clocks[i].Basis != "G" {
		t.Fatalf("%s", show(r))
	}
	if len(r.Escalations) != 1 || wall(r.Escalations[0].At) != "2026-04-09 08:30:00" {
		t.Errorf("one working day before:\n%s", show(r))
	}
	if refusal := r.Refuse("signal.feedback-given", first); refusal == nil || refusal.Args["step"] != "share" {
		t.Errorf("feedback needs the dossier's step: %v", refusal)
	}
	s.add("2026-04-10 09:00", "dossier.granted", "")
	if refusal := protocol.Evaluate(d, setting(t), s.facts, at(t, "2026-04-10 09:00")).Refuse("signal.feedback-given", first); refusal != nil {
		t.Errorf("all is done: %v", refusal)
	}
}

// What the reporter reads, in both languages, without a word of protocols §0.18
// that is not to be used.
func TestToldToTheReporter(t *testing.T) {
	s := &stream{t: t}
	s.add("2026-01-05 09:00", "signal.received", first)
	r := evaluate(t, s, "2026-01-05 09:00")
	if len(r.Open) != 2 || r.Open[0].Told.In(gehoor.Dutch) != "Wij laten u weten dat wij uw signaal hebben." ||
		r.Open[0].Actor != protocol.ToRole(gehoor.RoleCaseworker) {
		t.Errorf("%+v", r.Open)
	}
	for _, step := range receive().Steps {
		text := strings.ToLower(step.Label.NL + step.Told.NL)
		for _, never := range []string{"klacht", "klokkenluider", "slachtoffer", "dader", "beschuldigde", "verhoor"} {
			if strings.Contains(text, never) {
				t.Errorf("%s says %q", step.Code, never)
			}
		}
	}
}
