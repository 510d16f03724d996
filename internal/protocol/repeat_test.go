package protocol_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/google/go-cmp/cmp"
)

// heartbeat is a protocol of one step: the reporter hears something every fourteen
// days, as long as the dossier is open (protocols.md §1.8, G-HARTSLAG).
func heartbeat() protocol.Definition {
	return protocol.Definition{
		Code: "heartbeat", Version: "1.0.0", Title: gehoor.Text{NL: "Hartslag", EN: "Heartbeat"},
		Steps: []protocol.Step{{
			Code: "say-something", Actor: protocol.ToRole(gehoor.RoleCaseworker), PerSignal: true, Repeat: true,
			Start: []protocol.Start{
				{Kind: "signal.received"}, {Kind: "signal.acknowledged"},
				{Kind: "signal.message-sent", By: protocol.ByStaff}, {Kind: "dossier.granted"},
			},
			Stop: []gehoor.Kind{"signal.acknowledged", "signal.message-sent"}, StopBy: protocol.ByStaff,
			Ends: []protocol.End{{Kind: "dossier.excluded"}},
			Default: &protocol.Term{Length: protocol.Span{Days: 14}, Basis: protocol.BasisDefault, Ladder: []protocol.Rung{
				{Level: 1, From: protocol.FromDue, To: protocol.OtherHolder},
				{Level: 2, From: protocol.FromDue, After: protocol.Span{Days: 7}, To: protocol.ToRole(gehoor.RoleHead)},
			}},
			Label: gehoor.Text{NL: "Iets laten horen", EN: "Say something"},
			Told:  gehoor.Text{NL: "U hoort van ons.", EN: "You hear from us."},
		}},
	}
}

func (s *stream) by(p protocol.Party) *stream {
	s.facts[len(s.facts)-1].By = p
	return s
}

func (s *stream) began(seq int) *stream {
	s.facts[len(s.facts)-1].Fields[protocol.FieldBegan] = seq
	return s
}

func TestRepeat(t *testing.T) {
	if problems := protocol.Check(heartbeat(), vocabulary(), law(t)); len(problems) > 0 {
		t.Fatal(problems)
	}
	begun := func() *stream {
		return (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first).by(protocol.ByReporter)
	}
	for name, c := range map[string]struct {
		facts *stream
		now   string
		want  string
	}{
		"the first turn": {begun(), "2026-01-06 09:00", `
			say-something 1 D running started 2026-01-05 09:00:00 target 2026-01-19 23:59:59
			open say-something 1 by 2026-01-19 23:59:59 running true late false
			next 2026-01-20 00:00:00 wake 2026-01-20 00:00:00`},
		"the reporter's own words are no heartbeat": {
			begun().add("2026-01-10 09:00", "signal.message-sent", first).by(protocol.ByReporter), "2026-01-11 09:00", `
			say-something 1 D running started 2026-01-05 09:00:00 target 2026-01-19 23:59:59
			open say-something 1 by 2026-01-19 23:59:59 running true late false
			next 2026-01-20 00:00:00 wake 2026-01-20 00:00:00`},
		"in time, so the next turn runs and the last is not shown": {
			begun().add("2026-01-10 09:00", "signal.message-sent", first).by(protocol.ByStaff), "2026-01-11 09:00", `
			say-something 1 D running started 2026-01-10 09:00:00 target 2026-01-24 23:59:59
			open say-something 1 by 2026-01-24 23:59:59 running true late false
			next 2026-01-25 00:00:00 wake 2026-01-25 00:00:00`},
		"late once: that stays": {
			begun().escalated("2026-01-20 00:00", "say-something", first, 1).began(1).
				add("2026-01-21 09:00", "signal.acknowledged", first).by(protocol.ByStaff), "2026-01-21 10:00", `
			say-something 1 D met started 2026-01-05 09:00:00 target 2026-01-19 23:59:59 met 2026-01-21 09:00:00 late true
			say-something 1 D running started 2026-01-21 09:00:00 target 2026-02-04 23:59:59
			open say-something 1 by 2026-02-04 23:59:59 running true late false
			next 2026-02-05 00:00:00 wake 2026-02-05 00:00:00`},
		"each turn escalates for itself": {
			begun().escalated("2026-01-20 00:00", "say-something", first, 1).began(1).
				add("2026-01-21 09:00", "signal.acknowledged", first).by(protocol.ByStaff), "2026-02-05 00:00", `
			say-something 1 D met started 2026-01-05 09:00:00 target 2026-01-19 23:59:59 met 2026-01-21 09:00:00 late true
			say-something 1 D late started 2026-01-21 09:00:00 target 2026-02-04 23:59:59
			open say-something 1 by 2026-02-04 23:59:59 running true late true
			escalate say-something 1 level 1 since 2026-02-05 00:00:00 to other-holder
			next 2026-02-11 23:59:59 wake 2026-02-05 00:00:00`},
		"ended in time": {
			begun().add("2026-01-10 09:00", "dossier.excluded", ""), "2026-03-01 09:00", `
			next never wake never`},
		"ended late": {
			begun().add("2026-01-30 09:00", "dossier.excluded", ""), "2026-03-01 09:00", `
			say-something 1 D ended started 2026-01-05 09:00:00 target 2026-01-19 23:59:59
			next never wake never`},
		"a message after the end begins nothing that runs for ever": {
			begun().add("2026-01-10 09:00", "dossier.excluded", "").
				add("2026-01-11 09:00", "dossier.excluded", ""), "2026-03-01 09:00", `
			next never wake never`},
		"begun again by a fact about the dossier": {
			begun().add("2026-01-10 09:00", "dossier.excluded", "").
				add("2026-02-01 09:00", "dossier.granted", ""), "2026-02-02 09:00", `
			say-something 1 D running started 2026-02-01 09:00:00 target 2026-02-15 23:59:59
			open say-something 1 by 2026-02-15 23:59:59 running true late false
			next 2026-02-16 00:00:00 wake 2026-02-16 00:00:00`},
	} {
		t.Run(name, func(t *testing.T) {
			got := show(protocol.Evaluate(heartbeat(), setting(t), c.facts.facts, at(t, c.now)))
			want := strings.ReplaceAll(strings.TrimSpace(c.want), "\t", "") + "\n"
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckRefusesRepeats(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*protocol.Step)
		says  string
	}{
		"no end":       {func(s *protocol.Step) { s.Ends = nil }, "never ends"},
		"a delay":      {func(s *protocol.Step) { s.Start[0].After = protocol.Span{Days: 1} }, "a start with a delay"},
		"end is stop":  {func(s *protocol.Step) { s.Ends[0].Kind = "signal.acknowledged" }, "starts or stops it too"},
		"unknown end":  {func(s *protocol.Step) { s.Ends[0].Kind = "dossier.sung" }, `unknown kind of fact "dossier.sung"`},
		"nobody":       {func(s *protocol.Step) { s.StopBy = "butler" }, `"butler" is nobody`},
		"nobody's":     {func(s *protocol.Step) { s.Start[1].By = "butler" }, `"butler" is nobody`},
		"not repeated": {func(s *protocol.Step) { s.Repeat = false }, "both starts and stops it"},
	} {
		d := heartbeat()
		c.spoil(&d.Steps[0])
		if err := protocol.Check(d, vocabulary(), law(t)); len(err) == 0 || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: Check says %v, want %q", name, err, c.says)
		}
	}
}

// TestRepeatForYears: of the messages of years, those that were late stay and every one
// of them counts, wherever the late ones are.
func TestRepeatForYears(t *testing.T) {
	late := map[int]bool{0: true, 7: true, 8: true, 100: true, 199: true}
	s := (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first).by(protocol.ByReporter)
	now := s.facts[0].At
	for i := range 200 {
		now = now.AddDate(0, 0, 13)
		if late[i] {
			now = now.AddDate(0, 0, 7)
		}
		s.facts = append(s.facts, protocol.Fact{Kind: "signal.message-sent", At: now, Seq: gehoor.Seq(i + 2), Signal: first, By: protocol.ByStaff})
	}
	shown := 0
	for _, c := range protocol.Evaluate(heartbeat(), setting(t), s.facts, now).Clocks {
		if c.MetLate {
			shown++
		}
	}
	if shown != len(late) {
		t.Errorf("%d late turns are shown, %d were late", shown, len(late))
	}
	for _, one := range protocol.Stand(heartbeat(), setting(t), s.facts, now) {
		if one.Times != 200 {
			t.Errorf("done %d times, want 200", one.Times)
		}
	}
}
