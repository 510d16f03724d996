package adoption_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
)

var (
	today = protocol.Date{Year: 2026, Month: time.March, Day: 3}
	gates = adoption.Gates{
		Body: "college", On: day(2, 24), WorksCouncilOn: day(2, 10), OfficerOn: day(2, 3), AssessedOn: day(2, 2), Publication: "Gemeenteblad 2026, 12345",
	}
)

func day(month time.Month, d int) protocol.Date {
	return protocol.Date{Year: 2026, Month: month, Day: d}
}

func vocabulary() protocol.Vocabulary {
	var v protocol.Vocabulary
	for _, k := range []gehoor.Kind{
		"signal.received", "signal.acknowledged", "signal.feedback-given", "signal.made-formal",
		"dossier.opened", "dossier.escalated", "dossier.closed",
	} {
		v = append(v, protocol.FactType{Kind: k})
	}
	return v
}

func read(file []byte) (protocol.Definition, error) { return language.Read(file, vocabulary()) }

func base() protocol.Set { return shipped.Protocols(vocabulary()) }

// stream is an organisation's protocols, and its events.
type stream struct {
	*testing.T
	*adoption.State
	seq gehoor.Seq
}

func newStream(t *testing.T) *stream { return &stream{T: t, State: adoption.New(read)} }

// take folds what was decided.
func (s *stream) take(facts []gehoor.Fact, err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
	for _, f := range facts {
		s.seq++
		e := gehoor.Event{Seq: s.seq, At: time.Date(2026, 3, int(s.seq), 9, 0, 0, 0, time.UTC), Kind: f.Kind(), Actor: gehoor.System}
		if err := s.Fold(e, f); err != nil {
			s.Fatal(err)
		}
	}
}

func (s *stream) refused(err error, code gehoor.Code) {
	s.Helper()
	if !errors.Is(err, &gehoor.Refusal{Code: code}) {
		s.Errorf("got %v, want refusal %s", err, code)
	}
}

// edition is a file and what it says: the shipped protocol with some lines changed.
func edition(t *testing.T, changes ...string) adoption.Proposal {
	t.Helper()
	file, err := os.ReadFile("../../../protocols/receive.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(changes...).Replace(string(file))
	d, err := language.Parse([]byte(text), vocabulary(), shipped.Law())
	if err != nil {
		t.Fatal(err)
	}
	return adoption.Proposal{Definition: d, File: []byte(text), Gates: gates}
}

func another(t *testing.T, code string) adoption.Proposal {
	return edition(t, "protocol: receive", "protocol: "+code, "id: acknowledge", "id: "+code+"-acknowledge",
		"needs: [acknowledge]", "needs: ["+code+"-acknowledge]", "id: feedback", "id: "+code+"-feedback")
}

func (s *stream) adopt(p adoption.Proposal) error {
	p.After = s.InForce(base()).Digest()
	facts, err := s.Adopt(p, adoption.Place{Shipped: base(), Today: today})
	if err == nil {
		s.take(facts, nil)
	}
	return err
}

func (s *stream) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// TestPins: a dossier names the set with which it was opened, and finds it again
// whatever is adopted and retired afterwards.
func TestPins(t *testing.T) {
	s := newStream(t)
	type pinned struct {
		name string
		pins []gehoor.Digest
		set  protocol.Set
	}
	var all []pinned
	note := func(name string) { all = append(all, pinned{name, s.Pins(base()), s.InForce(base())}) }
	note("shipped")
	s.must(s.adopt(edition(t, "1.0.0", "1.1.0", "aim: 2wd", "aim: 1wd")))
	note("a newer receive")
	s.must(s.adopt(another(t, "manager")))
	note("with manager")
	s.take(s.Retire("manager", s.InForce(base()).Digest(), base()))
	note("without manager")
	s.must(s.adopt(edition(t)))
	note("shipped again")
	if len(all[0].pins) != 0 || len(all[4].pins) != 0 {
		t.Errorf("the shipped set is pinned by %v and %v, want nothing", all[0].pins, all[4].pins)
	}
	for _, one := range all {
		set, known := s.Of(one.pins, base())
		if !known || set.Digest() != one.set.Digest() {
			t.Errorf("%s: found another set: %+v", one.name, set)
		}
	}
	if n := len(all[2].pins); n != 2 || slices.Equal(all[1].pins, all[3].pins) == false {
		t.Errorf("pins: %v", all)
	}
	if _, known := s.Of([]gehoor.Digest{"sha256-0"}, base()); known {
		t.Error("a definition is known that nobody adopted")
	}
}

func TestAdoptRefuses(t *testing.T) {
	s := newStream(t)
	s.refused(s.adopt(edition(t)), adoption.CodeInForce)
	s.refused(s.adopt(edition(t, "aim: 2wd", "aim: 1wd")), adoption.CodeVersion)
	s.must(s.adopt(edition(t, "1.0.0", "1.1.0", "aim: 2wd", "aim: 1wd")))
	s.refused(s.adopt(edition(t, "1.0.0", "1.1.0", "aim: 2wd", "aim: 3wd")), adoption.CodeVersion)
	stepGone := edition(t, "1.0.0", "1.2.0", "id: feedback", "id: answer")
	s.refused(s.adopt(stepGone), adoption.CodeStepGone)
	s.refused(s.adopt(edition(t, "protocol: receive", "protocol: manager")), adoption.CodeStepTaken)

	_, err := s.Adopt(adoption.Proposal{Definition: another(t, "manager").Definition, Gates: gates, After: base().Digest()}, adoption.Place{Shipped: base(), Today: today})
	s.refused(err, adoption.CodeMoved)
	_, err = s.Retire("manager", s.InForce(base()).Digest(), base())
	s.refused(err, adoption.CodeRetired)
	_, err = s.Retire("receive", s.InForce(base()).Digest(), base())
	s.refused(err, adoption.CodeRetired)
	_, err = s.Retire("receive", base().Digest(), base())
	s.refused(err, adoption.CodeMoved)

	large := another(t, "manager")
	noise := make([]byte, 0, 400<<10)
	for i := range 40_000 {
		noise = fmt.Appendf(noise, "# %x\n", i*i*i*2654435761)
	}
	large.File = append(large.File, noise...)
	s.refused(s.adopt(large), adoption.CodeTooMuch)
	for i := range 19 {
		s.must(s.adopt(another(t, fmt.Sprintf("protocol-%d", i))))
	}
	s.refused(s.adopt(another(t, "one-more")), adoption.CodeTooMany)
}

// TestGates: real signals wait for all of them; a trial for none.
func TestGates(t *testing.T) {
	without := map[adoption.Gate]func(*adoption.Gates){
		adoption.GateBody:         func(g *adoption.Gates) { g.Body = "" },
		adoption.GateOn:           func(g *adoption.Gates) { g.On = protocol.Date{} },
		adoption.GateWorksCouncil: func(g *adoption.Gates) { g.WorksCouncilOn = protocol.Date{} },
		adoption.GateOfficer:      func(g *adoption.Gates) { g.OfficerOn = protocol.Date{} },
		adoption.GateAssessed:     func(g *adoption.Gates) { g.AssessedOn = protocol.Date{} },
		adoption.GatePublication:  func(g *adoption.Gates) { g.Publication = "" },
	}
	s := newStream(t)
	for gate, drop := range without {
		p := another(t, "manager")
		drop(&p.Gates)
		if got := p.Gates.Missing(); !slices.Equal(got, []adoption.Gate{gate}) {
			t.Errorf("without %s %v are missing", gate, got)
		}
		s.refused(s.adopt(p), adoption.CodeGates)
		p.After = base().Digest()
		if _, err := s.Adopt(p, adoption.Place{Shipped: base(), Today: today, Trial: true}); err != nil {
			t.Errorf("without %s in a trial: %v", gate, err)
		}
	}
	wrong := map[gehoor.Code]func(*adoption.Gates){
		adoption.CodeGateText:  func(g *adoption.Gates) { g.Body = "two\nlines" },
		adoption.CodeGateBoth:  func(g *adoption.Gates) { g.NotNeeded = "nobody is measured" },
		adoption.CodeGateLater: func(g *adoption.Gates) { g.AssessedOn = today.AddDays(1) },
	}
	for code, spoil := range wrong {
		p := another(t, "manager")
		spoil(&p.Gates)
		s.refused(s.adopt(p), code)
	}
	p := another(t, "manager")
	p.Gates.WorksCouncilOn, p.Gates.NotNeeded, p.Gates.On = protocol.Date{}, "nobody is measured", today
	s.must(s.adopt(p))
	if a, ok := s.Last("manager"); !ok || a.Gates != p.Gates || string(a.File) != string(p.File) {
		t.Errorf("adopted %+v", a)
	}
	if (adoption.Gates{}).IsZero() != true || gates.IsZero() || len(adoption.Gates{}.Missing()) != 6 {
		t.Error("gates that say nothing are not told from those that do")
	}
}

// TestReadForEver: what was adopted stays readable and stays the same, whatever the
// program of today allows. The file is never edited; the digest is what dossiers name.
func TestReadForEver(t *testing.T) {
	const frozen = "sha256-989363826743e627367e33384aaddf90d41ccaf9eca113469d96c93aa363460f"
	file, err := os.ReadFile("testdata/receive-1.1.0.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p := adoption.Proposal{File: file, Gates: gates}
	if p.Definition, err = read(file); err != nil {
		t.Fatal(err)
	}
	if got := p.Definition.Digest(); got != frozen {
		t.Errorf("it is %s now, and was %s", got, frozen)
	}
	s := newStream(t)
	s.must(s.adopt(p))
	if a, _ := s.Last("receive"); a.Digest != frozen {
		t.Errorf("adopted as %s", a.Digest)
	}
}

// TestFoldRefuses: what no program of ours appended is no silent change.
func TestFoldRefuses(t *testing.T) {
	s := newStream(t)
	for name, f := range map[string]gehoor.Fact{
		"an unknown fact":    unknown{},
		"no gzip":            adoption.Adopted{File: []byte("file")},
		"a file that is not": adoption.Adopted{File: []byte{0x1f, 0x8b}},
	} {
		if err := s.Fold(gehoor.Event{Kind: f.Kind(), Seq: 1}, f); err == nil {
			t.Errorf("%s is folded", name)
		}
	}
	if err := s.Fold(gehoor.Event{Kind: "person.joined"}, nil); err != nil {
		t.Errorf("another noun's fact: %v", err)
	}
}

type unknown struct{}

func (unknown) Kind() gehoor.Kind { return "protocol.forgotten" }

func closing(month time.Month, d int) protocol.Closing {
	return protocol.Closing{On: day(month, d), Why: "bridge"}
}

// TestClose: days to come are said and taken back; days that have come stay.
func TestClose(t *testing.T) {
	s := newStream(t)
	before := []protocol.Closing{closing(1, 2), closing(5, 15)}
	said := []protocol.Closing{closing(1, 2), closing(4, 3), closing(12, 24)}
	s.take(s.Close([]protocol.Closing{said[2], said[0], said[1]}, before, 0, today))
	if got := s.Closings(s.Setting()); s.Setting() != 1 || !slices.Equal(got.Days, said) {
		t.Fatalf("since %d closed on %v", s.Setting(), got.Days)
	}
	if facts, err := s.Close(said, nil, 1, today); err != nil || len(facts) != 0 {
		t.Errorf("the same days again: %v, %v", facts, err)
	}
	if got := s.Closings(0); got.Seq != 0 || len(got.Days) != 0 {
		t.Errorf("before anybody said so it was closed on %v", got.Days)
	}
	many := slices.Clone(said[:1])
	for i := range adoption.MaxClosings {
		many = append(many, protocol.Closing{On: today.AddDays(i + 1), Why: "closed"})
	}
	for _, c := range []struct {
		name  string
		days  []protocol.Closing
		after gehoor.Seq
		want  gehoor.Code
	}{
		{"somebody else was first", said[:2], 0, adoption.CodeMoved},
		{"a past day is left out", said[1:], 1, adoption.CodeClosingPast},
		{"a past day is added", append(slices.Clone(said), closing(2, 2)), 1, adoption.CodeClosingPast},
		{"today is added", append(slices.Clone(said), closing(3, 3)), 1, adoption.CodeClosingPast},
		{"a past day has another reason", append([]protocol.Closing{{On: day(1, 2), Why: "other"}}, said[1:]...), 1, adoption.CodeClosingPast},
		{"twice", append(slices.Clone(said), closing(4, 3)), 1, adoption.CodeClosing},
		{"no reason", append(slices.Clone(said), protocol.Closing{On: day(6, 1)}), 1, adoption.CodeClosing},
		{"a long reason", append(slices.Clone(said), protocol.Closing{On: day(6, 1), Why: strings.Repeat("x", adoption.MaxWhy+1)}), 1, adoption.CodeClosing},
		{"too many", many, 1, adoption.CodeClosings},
	} {
		_, err := s.Close(c.days, nil, c.after, today)
		if !errors.Is(err, &gehoor.Refusal{Code: c.want}) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	s.take(s.Close(said[:1], nil, 1, today))
	if s.Setting() != 2 || len(s.Closings(1).Days) != 3 || len(s.Closings(2).Days) != 1 {
		t.Errorf("since %d: %v, before: %v", s.Setting(), s.Closings(2), s.Closings(1))
	}
	later := today.AddMonths(61)
	next := []protocol.Closing{{On: later.AddDays(1), Why: "bridge"}}
	s.take(s.Close(next, nil, 2, later)) // nothing is asked of long ago
	if got := s.Closings(s.Setting()); !slices.Equal(got.Days, next) {
		t.Errorf("after five years: %v", got.Days)
	}
}

// TestClosedForLong: as many days as there may be, with reasons of the longest, fit
// one event.
func TestClosedForLong(t *testing.T) {
	s := newStream(t)
	var days []protocol.Closing
	for i := range adoption.MaxClosings {
		days = append(days, protocol.Closing{On: today.AddDays(i + 1), Why: strings.Repeat("<", adoption.MaxWhy)})
	}
	facts, err := s.Close(days, nil, 0, today)
	if err != nil || size(t, facts) > gehoor.MaxEventBytes-1024 {
		t.Errorf("%d bytes, %v", size(t, facts), err)
	}
	p := another(t, "manager")
	p.Gates.Body, p.Gates.Publication = strings.Repeat("<", adoption.MaxText), strings.Repeat("<", adoption.MaxText)
	p.Gates.WorksCouncilOn, p.Gates.NotNeeded = protocol.Date{}, strings.Repeat("<", adoption.MaxText)
	s.must(s.adopt(p))
	adopted := s.All[0].Adopted
	adopted.File = make([]byte, 44<<10)
	if n := size(t, []gehoor.Fact{adopted}); n > gehoor.MaxEventBytes-512 {
		t.Errorf("the longest adoption has %d bytes", n)
	}
}

func TestClone(t *testing.T) {
	s := newStream(t)
	s.must(s.adopt(another(t, "manager")))
	before := s.Clone()
	s.take(s.Retire("manager", s.InForce(base()).Digest(), base()))
	s.must(s.adopt(another(t, "inquiry")))
	s.take(s.Close([]protocol.Closing{closing(4, 3)}, nil, 0, today))
	if len(before.All) != 1 || len(before.Retired) != 0 || len(before.Closed) != 0 || len(before.InForce(base())) != 2 {
		t.Error("a copy changed")
	}
}

// TestAdoptAll: several are adopted together or not at all.
func TestAdoptAll(t *testing.T) {
	s := newStream(t)
	in := adoption.Place{Shipped: base(), Today: today}
	manager, inquiry := another(t, "manager"), another(t, "inquiry")
	manager.After = base().Digest()
	s.take(s.AdoptAll([]adoption.Proposal{manager, inquiry}, in))
	if len(s.All) != 2 || len(s.InForce(base())) != 3 {
		t.Fatalf("%d adoptions", len(s.All))
	}
	next, twice := another(t, "complaint"), another(t, "manager")
	next.After = s.InForce(base()).Digest()
	facts, err := s.AdoptAll([]adoption.Proposal{next, twice}, in)
	s.refused(err, adoption.CodeInForce)
	if len(facts) != 0 || len(s.All) != 2 {
		t.Error("adopted by half")
	}
	next.After = base().Digest()
	_, err = s.AdoptAll([]adoption.Proposal{next}, in)
	s.refused(err, adoption.CodeMoved)
	next.After, next.Gates.Publication = s.InForce(base()).Digest(), ""
	_, err = s.AdoptAll([]adoption.Proposal{next}, in)
	s.refused(err, adoption.CodeGates)
}
