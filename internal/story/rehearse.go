package story

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	catalogue "github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/rehearsal"
)

// MaxEntries bounds what one rehearsal keeps: a story of 64 KiB has at most some
// ten thousand acts, and each has few consequences.
const MaxEntries = 100_000

// ErrTooLong: more happens in a story than can be kept.
var ErrTooLong = fmt.Errorf("story: more than %d things happen", MaxEntries)

// Rehearse plays one story in a world of its own, from its first moment to its last,
// and says everything that happened. What the story expects and is not so, and the
// act at which it could not go on, are in the timeline and no error.
//
// In a try nothing is expected: an act that is refused is noted and left out, and the
// story goes on. So a story plays under a protocol for which it was not written.
//
// An error is a moment that cannot be ([Problem]), the end of ctx, [ErrTooLong], or a
// fault of ours.
func Rehearse(ctx context.Context, w World, now time.Time, s *Story, try bool) (rehearsal.Timeline, error) {
	scenes, err := timeline(s, now, true)
	if err != nil {
		return rehearsal.Timeline{}, err
	}
	if s.Org() != w.Org {
		return rehearsal.Timeline{}, errElsewhere(s)
	}
	p := &player{World: w, now: now}
	r := newRun(p, s, scenes)
	p.runs = []*run{r}
	p.record = newRecord(r, try)
	for len(r.scenes) > 0 && err == nil {
		if err = ctx.Err(); err == nil {
			err = r.scene(ctx)
		}
	}
	var stopped *Failure
	if err != nil && !errors.As(err, &stopped) {
		return rehearsal.Timeline{}, err
	}
	if err := p.lastPost(ctx); err != nil {
		return rehearsal.Timeline{}, err
	}
	return p.record.close(stopped, p.failures)
}

// errElsewhere: a story is played where it plays.
func errElsewhere(s *Story) error {
	return Problem{Name: s.Name, Line: 1, Col: 1, What: "the story plays in another organisation"}
}

// Begins is the first moment of a story that is played at now, zero if it has none.
func (s *Story) Begins(now time.Time) (time.Time, error) {
	scenes, err := timeline(s, now, true)
	if err != nil || len(scenes) == 0 {
		return time.Time{}, err
	}
	return scenes[0].at, nil
}

// Counts says how much the story does and asks, before it is played: Held is 0.
func (s *Story) Counts() rehearsal.Counts {
	var c rehearsal.Counts
	for _, line := range s.Lines {
		_, act := does[line.Form]
		switch {
		case act:
			c.Acts++
		case stated(line.Form):
			c.Stated++
		case line.Form == formOutside:
			c.Outside++
		case line.Form == formRefused || line.Form == formRefusedBy || expectations[line.Form] != nil:
			c.Expectations++
		}
	}
	return c
}

func stated(f Form) bool { return f == formStateFact || f == formStateBare }

// record is what a player writes down of a rehearsal.
type record struct {
	run *run
	// try: see [Rehearse].
	try       bool
	entries   []rehearsal.Entry
	clocks    map[clockKey]*rehearsal.Clock
	order     []clockKey
	escalated int // how many of the watch's are in entries
	held      int
	outside   []rehearsal.Function // who was told, as lines say
}

// clockKey tells the turns of a step apart by when they began.
type clockKey struct {
	dossier gehoor.DossierID
	signal  gehoor.SignalID
	step    string
	started time.Time
}

func newRecord(r *run, try bool) *record {
	return &record{run: r, try: try, clocks: map[clockKey]*rehearsal.Clock{}}
}

// unmet writes down a line that did not come out as it says.
func (k *record) unmet(f *Failure) {
	k.add(rehearsal.Entry{At: k.run.Clock.Now(), Kind: rehearsal.EntryUnmet, Line: f.Line, Text: f.Text, Args: map[string]string{"found": f.Found}})
}

func (k *record) add(e rehearsal.Entry) { k.entries = append(k.entries, e) }

// act writes down a line in which somebody does something, and what came of it; at is
// where, because it comes before what it caused.
func (k *record) act(at int, s Statement, parts []Statement, err error) {
	e := rehearsal.Entry{At: k.run.Clock.Now(), Line: s.Line, Text: s.String(), Who: k.run.who, Kind: rehearsal.EntryAct}
	for _, p := range parts {
		e.Parts = append(e.Parts, Statement{Form: p.Form, Values: p.Values}.String())
	}
	e.Functions = functionsTold(s, parts)
	if _, act := does[s.Form]; (act || len(e.Functions) > 0) && k.run.about != inDrill {
		e.Dossier = k.run.about
	}
	if err == nil {
		k.functions(e.Functions)
	}
	switch {
	case stated(s.Form) && err == nil:
		e.Kind = rehearsal.EntryStated
	case s.Form == formOutside:
		e.Kind, e.Who, e.Text = rehearsal.EntryOutside, s.Value("outsider"), s.Value("text")
	case err != nil:
		e.Kind, e.Functions = rehearsal.EntryRefused, nil
		e.Code, e.Args = reason(err)
		if k.skips(e.Code, err) {
			e.Kind = rehearsal.EntrySkipped
		}
	}
	k.entries = slices.Insert(k.entries, at, e)
}

// kindInformed is the record that somebody at the top was told.
const kindInformed gehoor.Kind = "top.informed"

// functionsTold are the functions of which a line says that they were told.
func functionsTold(s Statement, parts []Statement) []string {
	if s.Value("kind") != string(kindInformed) {
		return nil
	}
	switch {
	case stated(s.Form):
		return intoFunctions(strings.Fields(s.Value("rest")))
	case s.Form != formRecord:
		return nil
	}
	for _, p := range parts {
		if p.Form == formField && p.Value("field") == protocol.FieldFunctions {
			return strings.Fields(p.Value("values"))
		}
	}
	return nil
}

// intoFunctions finds the answer among the fields of a stated fact, each followed by its
// own.
func intoFunctions(words []string) []string {
	for i := 0; i+1 < len(words); i += 2 {
		if words[i] == protocol.FieldFunctions {
			return words[i+1 : i+2]
		}
	}
	return nil
}

// functions keeps what functions are called that were told.
func (k *record) functions(codes []string) {
	t, _ := catalogue.Of(kindInformed)
	f, _ := t.Field(protocol.FieldFunctions)
	for _, code := range codes {
		label, ok := f.OptionLabel(code)
		if ok && !slices.ContainsFunc(k.outside, func(one rehearsal.Function) bool { return one.Code == code }) {
			k.outside = append(k.outside, rehearsal.Function{Code: code, Label: label})
		}
	}
}

// reason is why something was refused. What is no refusal is a story that cannot be
// played here, said in the words of stories.
func reason(err error) (gehoor.Code, map[string]string) {
	var refused *gehoor.Refusal
	switch {
	case errors.As(err, &refused):
		return refused.Code, refused.Args
	case errors.Is(err, gehoor.ErrNotFound):
		return codeNotFound, nil
	}
	return "", map[string]string{"why": err.Error()}
}

// skips says whether an act that was not done is left out and the story goes on.
func (k *record) skips(code gehoor.Code, err error) bool {
	return k.try && (code != "" || errors.Is(err, errNothingYet))
}

// told writes down what somebody was told.
func (k *record) told(t telling) {
	if t.To == "" {
		return // a reporter, who asked for it
	}
	k.add(rehearsal.Entry{
		At: t.at, Kind: rehearsal.EntryTold, Notice: string(t.Kind), To: []string{k.run.login(t.To)}, Dossier: k.run.nameOf(t.dossier),
	})
}

// look writes down what became of the clocks of some dossiers since the last look, and
// who was told of lateness. It looks after everything that happens.
func (k *record) look(ctx context.Context, dossiers []gehoor.DossierID) error {
	if len(k.entries) > MaxEntries {
		return ErrTooLong
	}
	news, err := k.run.Watch.escalations(k.escalated)
	if err != nil {
		return err
	}
	k.escalated += len(news)
	for _, x := range news {
		k.add(rehearsal.Entry{
			At: x.event.At, Kind: rehearsal.EntryEscalated, Dossier: k.run.nameOf(x.dossier), Signal: k.run.signalName(x.fact.Signal),
			Step: x.fact.Step, Level: x.fact.Level, To: k.run.logins(x.fact.To),
		})
	}
	for _, d := range dossiers {
		if err := k.lookAt(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// lookAt compares the clocks of a dossier with what was seen of them before.
func (k *record) lookAt(ctx context.Context, id gehoor.DossierID) error {
	now, _, err := k.run.Casework.Standing(ctx, k.run.Org, id)
	if err != nil {
		return err
	}
	seen := map[clockKey]bool{}
	for _, c := range now.Clocks {
		key := clockKey{id, c.Signal, string(c.Step), c.Started}
		seen[key] = true
		one := k.run.clockNow(id, c)
		one.Guard = forcedBy(now.Open, c)
		k.compare(key, one)
	}
	for _, key := range k.order {
		if c := k.clocks[key]; key.dossier == id && !seen[key] && c.State == rehearsal.ClockRunning {
			k.gone(key, c)
		}
	}
	return nil
}

// forcedBy is the guard because of which a clock runs, "" if there is none or it is over.
func forcedBy(open []protocol.OpenStep, c protocol.Clock) string {
	i := slices.IndexFunc(open, func(o protocol.OpenStep) bool { return o.Step == c.Step && o.Signal == c.Signal })
	if i < 0 || c.State != protocol.StateRunning && c.State != protocol.StateLate {
		return ""
	}
	return open[i].Guard
}

// compare writes down how a clock differs from what was seen of it.
func (k *record) compare(key clockKey, now rehearsal.Clock) {
	was, known := k.clocks[key]
	if known && now.Guard == "" {
		now.Guard = was.Guard
	}
	if !known {
		was = &rehearsal.Clock{State: rehearsal.ClockRunning, Due: now.Due, Basis: now.Basis}
		k.clocks[key] = was
		k.order = append(k.order, key)
		k.clockEntry(rehearsal.EntryBegan, now.Started, now)
	}
	if now.Due != was.Due || now.Basis != was.Basis {
		k.clockEntry(rehearsal.EntryMoved, k.run.Clock.Now(), now)
	}
	if now.Late && !was.Late {
		k.clockEntry(rehearsal.EntryLate, now.Due.Add(time.Second), now)
	}
	switch {
	case now.State == was.State:
	case now.State == rehearsal.ClockMet:
		k.clockEntry(rehearsal.EntryMet, now.Ended, now)
	case now.State == rehearsal.ClockEnded:
		k.clockEntry(rehearsal.EntryEnded, now.Ended, now)
	}
	*was = now
}

// gone is a clock of which the protocol keeps nothing: it was in time, and its step
// began again or need not be done any more.
func (k *record) gone(key clockKey, c *rehearsal.Clock) {
	c.State, c.Ended = rehearsal.ClockEnded, k.run.Clock.Now()
	kind := rehearsal.EntryEnded
	for _, other := range k.order {
		if other.dossier == key.dossier && other.signal == key.signal && other.step == key.step && !other.started.Before(c.Ended) {
			c.State, kind = rehearsal.ClockMet, rehearsal.EntryMet
		}
	}
	k.clockEntry(kind, c.Ended, *c)
}

func (k *record) clockEntry(kind rehearsal.EntryKind, at time.Time, c rehearsal.Clock) {
	k.add(rehearsal.Entry{At: at, Kind: kind, Dossier: c.Dossier, Signal: c.Signal, Step: c.Step, Clock: &c})
}

// together makes one entry of what several people were told at once.
func together(all []rehearsal.Entry) []rehearsal.Entry {
	out := all[:0]
	for _, e := range all {
		if n := len(out); n > 0 && e.Kind == rehearsal.EntryTold {
			last := &out[n-1]
			if last.Kind == e.Kind && last.At.Equal(e.At) && last.Notice == e.Notice && last.Dossier == e.Dossier {
				last.To = append(last.To, e.To...)
				slices.Sort(last.To)
				continue
			}
		}
		out = append(out, e)
	}
	return out
}

// close makes the timeline.
func (k *record) close(stopped *Failure, failures []error) (rehearsal.Timeline, error) {
	s := k.run.story
	t := rehearsal.Timeline{
		Format: rehearsal.Format, Story: s.Name, Title: s.Title().EN, TitleNL: s.first(formTitleNL), From: k.run.began, Until: k.run.Clock.Now(),
		Protocols: []rehearsal.Protocol{}, Steps: []rehearsal.Step{}, People: []rehearsal.Person{},
		Functions: k.outside, Entries: []rehearsal.Entry{}, Clocks: []rehearsal.Clock{}, Counts: s.Counts(), Unmet: []rehearsal.Unmet{},
	}
	t.Counts.Held = k.held
	if stopped != nil {
		failures = append(failures, stopped)
		k.unmet(stopped)
	}
	for _, err := range failures {
		var f *Failure
		if !errors.As(err, &f) {
			return t, err
		}
		t.Unmet = append(t.Unmet, rehearsal.Unmet{Line: f.Line, Text: f.Text, Found: f.Found, Stopped: f == stopped})
	}
	t.Entries = append(t.Entries, k.entries...) // not nil: JSON has a list
	slices.SortStableFunc(t.Entries, func(a, b rehearsal.Entry) int { return a.At.Compare(b.At) })
	t.Entries = together(t.Entries)
	for _, key := range k.order {
		t.Clocks = append(t.Clocks, *k.clocks[key])
	}
	return t, nil
}
