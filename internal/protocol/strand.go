package protocol

import (
	"iter"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// strand is the facts about one signal, or those about the dossier itself
// (signal ""), sorted by step.
type strand struct {
	signal gehoor.SignalID
	tracks []track
	env    *environment // nil if the definition asks no condition
}

// track is what the facts say about one step.
type track struct {
	turn
	lawful bool // the fact that makes the law hold is there
	// before are the turns that are over and were followed by another, in their order.
	before []turn
	// ceased is the last fact that recorded that it was done, begun or not, or that it
	// need not be.
	ceased gehoor.Seq
}

// turn is one time that a step had to be done.
type turn struct {
	// first is, per way to start, the earliest moment of such a fact.
	first []time.Time
	began gehoor.Seq // of every turn but the only one: the fact that began it
	over  bool
	// ended: it need not be done any more, rather than that it was done.
	ended bool
	// lapsed: ended only because of how things stood, so that it can begin again.
	lapsed bool
	stop   time.Time
	// hand is the fact with which it began, for conditions.
	hand map[string]any
	// guard is what forced it, "" if it began by itself.
	guard string
	// length is which case of its term held when it was over; see [Term.Cases].
	length int
	// pauses and extended are what was recorded about its term.
	pauses   []pause
	extended bool
}

// begun says whether any of the starts was there.
func (t turn) begun() bool {
	return slices.ContainsFunc(t.first, func(m time.Time) bool { return !m.IsZero() })
}

// done says whether the step was done, at least once if it is repeated.
func (t track) done() bool {
	done := func(t turn) bool { return t.over && !t.ended }
	return done(t.turn) || slices.ContainsFunc(t.before, done)
}

type rungKey struct {
	step   StepCode
	signal gehoor.SignalID
	began  gehoor.Seq
	level  int
}

// reading sorts facts into strands, one after the other.
type reading struct {
	*plan
	history *history
	reader  *reader // nil if the definition asks no condition
	// strands has the dossier's own first, then the signals' as they came.
	strands  []*strand
	bySignal map[gehoor.SignalID]*strand
	// shared is what a signal that comes now finds: what concerns the whole dossier.
	shared *environment
	told   map[rungKey]bool
	// active: the dossier follows the protocol now; followed: it does or did.
	active, followed bool
	// at is the fact that is read. past are the places of those before it, by kind, if
	// guards come that ask about them.
	at   gehoor.Seq
	past map[gehoor.Kind][]int
}

// read sorts the facts into strands, one after the other.
func read(d Definition, s Setting, h *history) *reading {
	r := &reading{
		plan: newPlan(d), history: h, reader: newReader(d, s), bySignal: map[gehoor.SignalID]*strand{},
		told: map[rungKey]bool{}, active: len(d.Trigger) == 0, followed: len(d.Trigger) == 0,
	}
	r.shared = r.reader.environment(h)
	r.strand("") // the dossier itself is always there
	for place := range h.facts {
		if r.hears(h.facts[place].Kind) {
			r.fact(place)
		}
	}
	return r
}

// hears says whether a kind of fact can matter to the definition. Most facts of a long
// dossier are messages, and most definitions do not ask about them.
func (r *reading) hears(k gehoor.Kind) bool {
	switch k {
	case Escalated, Decided, Paused, Resumed, Extended:
		return true
	}
	if len(r.named[k]) > 0 || len(r.since) > 0 {
		return true
	}
	if r.reader == nil {
		return false
	}
	_, asked := r.reader.kinds[k]
	return asked
}

func (r *reading) fact(place int) {
	f := r.history.facts[place]
	r.at = f.Seq
	hand := r.remember(place)
	if f.Kind == Escalated {
		r.recorded(f)
	}
	r.adjust(f)
	for _, m := range r.named[f.Kind] {
		if r.counts(m, f.Seq) {
			r.mentioned(m, f, hand)
		}
	}
	r.catchUp(place)
}

// catchUp has guards that force something from this fact on look at what was recorded
// before. What they force begins now, and not in the past: nothing is late that nobody
// could have done in time.
func (r *reading) catchUp(place int) {
	if len(r.since) == 0 {
		return
	}
	now := r.history.facts[place]
	for _, m := range r.since[now.Seq] {
		for _, before := range r.past[r.starts[m.step][m.start].Kind] {
			f := r.history.facts[before]
			f.At = now.At
			r.mentioned(m, f, r.read(before))
		}
	}
	if r.past == nil {
		r.past = map[gehoor.Kind][]int{}
	}
	r.past[now.Kind] = append(r.past[now.Kind], place)
}

// read is a fact as conditions read it, nil if none does.
func (r *reading) read(place int) map[string]any {
	if r.reader == nil {
		return nil
	}
	t, asked := r.reader.kinds[r.history.facts[place].Kind]
	if !asked {
		return nil
	}
	return r.history.value(place, t)
}

// remember tells the conditions of a fact, and returns it as they read it.
func (r *reading) remember(place int) map[string]any {
	if r.reader == nil {
		return nil
	}
	f := r.history.facts[place]
	r.decide(f)
	v := r.read(place)
	if v == nil {
		return nil
	}
	for e := range r.environments(f) {
		e.note(r.reader.kinds[f.Kind], v)
	}
	return v
}

// environments are those that a fact belongs to.
func (r *reading) environments(f Fact) iter.Seq[*environment] {
	return func(yield func(*environment) bool) {
		if f.Signal != "" {
			_ = yield(r.strands[0].env) && yield(r.strand(f.Signal).env)
			return
		}
		if !yield(r.shared) {
			return
		}
		for _, s := range r.strands {
			if !yield(s.env) {
				return
			}
		}
	}
}

// mentioned tells each track that a fact is about: that of the dossier, that of the
// fact's signal, or, if a fact about the dossier moves the signals' step, those of
// all signals that came before.
func (r *reading) mentioned(m mention, f Fact, hand map[string]any) {
	by, _ := r.match(m)
	switch {
	case by != "" && by != f.By:
	case m.as == asTrigger:
		r.active = r.active || r.so(m, r.strands[0], hand)
		r.followed = r.followed || r.active
	case m.as == asUntil:
		if r.active && r.so(m, r.strands[0], hand) {
			r.stop(gehoor.Moment(f.At))
		}
	case !r.def.Steps[m.step].PerSignal:
		r.move(m, r.strands[0], f, hand)
	case f.Signal != "":
		r.move(m, r.strand(f.Signal), f, hand)
	case f.Kind.Noun() == "signal": // one that names no signal moves none
	default:
		for _, s := range r.strands[1:] {
			r.move(m, s, f, hand)
		}
	}
}

// so says whether the condition of a mention is met.
func (r *reading) so(m mention, s *strand, hand map[string]any) bool {
	_, c := r.match(m)
	return c.IsZero() || r.reader.asks(c, s.env, hand)
}

func (r *reading) move(m mention, s *strand, f Fact, hand map[string]any) {
	if f.Seq < r.at && f.Seq < s.tracks[m.step].ceased {
		return // it looks back, and that was done since
	}
	if !r.so(m, s, hand) {
		return
	}
	r.add(m, s, f, hand)
	r.progress(m.step, s)
}

// stop ends everything: nothing of the protocol need be done any more.
func (r *reading) stop(at time.Time) {
	r.active = false
	for _, s := range r.strands {
		for i := range s.tracks {
			t := &s.tracks[i]
			if t.begun() && !t.over {
				r.over(i, s, at, true)
			}
			r.progress(i, s)
		}
	}
}

func (r *reading) strand(signal gehoor.SignalID) *strand {
	if s, ok := r.bySignal[signal]; ok {
		return s
	}
	s := &strand{signal: signal, tracks: make([]track, len(r.def.Steps)), env: r.shared.branch()}
	for i := range s.tracks {
		s.tracks[i].first = make([]time.Time, len(r.starts[i]))
	}
	r.bySignal[signal] = s
	r.strands = append(r.strands, s)
	return s
}

func (r *reading) recorded(f Fact) {
	step, _ := f.Fields[FieldStep].(string)
	level, ok := f.Fields[FieldLevel].(int)
	began, _ := f.Fields[FieldBegan].(int) // absent: not a repeated step
	if ok {
		r.told[rungKey{StepCode(step), f.Signal, gehoor.Seq(began), level}] = true
	}
}

// add notes one fact. What comes after the stop starts nothing any more, unless the
// step is repeated or had only lapsed.
func (r *reading) add(m mention, s *strand, f Fact, hand map[string]any) {
	t, repeat := &s.tracks[m.step], r.def.Steps[m.step].Repeat
	if m.as == asStop || m.as == asEnd {
		t.ceased = r.at
	}
	at := gehoor.Moment(f.At)
	if m.as == asStart {
		at = r.starts[m.step][m.start].moment(f)
		r.revive(m.step, s)
	}
	switch {
	case m.as == asLaw:
		t.lawful = true
	case t.over:
	case m.as == asStop || m.as == asEnd:
		_, c := r.match(m)
		lapses := m.as == asEnd && !c.IsZero()
		if t.begun() || !repeat && !lapses { // else nothing is there to stop
			t.lapsed = lapses
			r.over(m.step, s, at, m.as == asEnd)
		}
	case repeat && t.begun(): // this turn has begun
	case t.first[m.start].IsZero() || at.Before(t.first[m.start]):
		if !t.begun() {
			t.hand, t.guard = hand, r.starts[m.step][m.start].guard
		}
		t.first[m.start] = at
		if repeat || len(t.before) > 0 {
			t.began = r.at
		}
	}
}

// moment is when a clock begins with a fact: with the first second of the day that the
// fact tells of, if the start says so.
func (s Start) moment(f Fact) time.Time {
	at := gehoor.Moment(f.At)
	if s.From == "" {
		return at
	}
	told, _ := f.Fields[s.From].(string)
	day, err := ParseDate(told)
	if err != nil {
		return at
	}
	return earlier(at, day.At(0, 0, 0))
}

// over ends a turn.
func (r *reading) over(step int, s *strand, at time.Time, ended bool) {
	t := &s.tracks[step]
	t.length = r.caseOf(step, s, t.turn)
	t.over, t.ended, t.stop = true, ended, at
	if r.def.Steps[step].Repeat {
		r.next(step, s)
	}
}

// revive begins a turn of a step that had only lapsed: it is as if it had not begun.
func (r *reading) revive(step int, s *strand) {
	if t := &s.tracks[step]; t.over && t.lapsed {
		r.next(step, s)
	}
}

// next leaves a turn that is over behind, with its lateness.
func (r *reading) next(step int, s *strand) {
	t := &s.tracks[step]
	t.before = append(t.before, t.turn)
	t.turn = turn{first: make([]time.Time, len(r.starts[step]))}
}

// caseOf is which case of the step's term holds, -1 if none does.
func (r *reading) caseOf(step int, s *strand, t turn) int {
	switch d := r.def.Steps[step].Default; {
	case d == nil || len(d.Cases) == 0:
		return -1
	case t.over:
		return t.length
	default:
		return slices.IndexFunc(d.Cases, func(c Case) bool { return r.reader.asks(c.If, s.env, t.hand) })
	}
}

// progress tells the conditions how far a step is.
func (r *reading) progress(step int, s *strand) {
	if r.reader == nil || !r.reader.progress {
		return
	}
	code := string(r.def.Steps[step].Code)
	tell := func(e *environment, done, open bool) { e.done[code], e.open[code] = done, open }
	t := &s.tracks[step]
	tell(s.env, t.done(), t.begun() && !t.over)
	if s.signal == "" {
		tell(r.shared, t.done(), t.begun() && !t.over)
		for _, other := range r.strands[1:] {
			tell(other.env, t.done(), t.begun() && !t.over)
		}
		return
	}
	done, open := true, false
	for _, other := range r.strands[1:] {
		o := &other.tracks[step]
		done, open = done && o.done(), open || o.begun() && !o.over
	}
	tell(r.strands[0].env, done, open)
}

// decide notes what was decided, or that a decision was not taken in time.
func (r *reading) decide(f Fact) {
	switch f.Kind {
	case Decided:
		code, _ := f.Fields[FieldDecision].(string)
		option, _ := f.Fields[FieldOption].(string)
		if i, ok := r.place(StepCode(code)); ok && r.def.Steps[i].offers(option) {
			for e := range r.environments(f) {
				e.decided[code] = option
			}
		}
	case Escalated:
		code, _ := f.Fields[FieldStep].(string)
		level, _ := f.Fields[FieldLevel].(int)
		i, ok := r.place(StepCode(code))
		if !ok || !r.def.Steps[i].undecidedAt(level) {
			return
		}
		for e := range r.environments(f) {
			if e.decided[code] == "" {
				e.decided[code] = r.def.Steps[i].Decision.Undecided
			}
		}
	}
}

func (s Step) offers(option string) bool {
	return s.Decision != nil && slices.ContainsFunc(s.Decision.Options, func(o Option) bool { return o.Code == option })
}

// undecidedAt says whether a decision counts as not taken in time once this level
// was told.
func (s Step) undecidedAt(level int) bool {
	if s.Decision == nil || s.Default == nil {
		return false
	}
	i := slices.IndexFunc(s.Default.Ladder, Rung.atBreach)
	return i >= 0 && level >= s.Default.Ladder[i].Level
}
