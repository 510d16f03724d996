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
	// assessed is when it was first said how serious it is; zero before.
	assessed time.Time
	env      *environment // nil if the definition asks no condition
}

// track is what the facts say about one step.
type track struct {
	turn
	lawful bool // the fact that makes the law hold is there
	// before are turns that are over and were followed by another, in their order: those
	// that can have been late, and the last. times is how many of all were done.
	before []turn
	times  int
	// ceased is the last fact that recorded that it was done, begun or not, or that it
	// need not be.
	ceased gehoor.Seq
}

// turn is one time that a step had to be done.
type turn struct {
	// atOnce is the earliest moment of a fact with which the clock begins at once, zero
	// if there is none. delayed are those of facts after which it begins later.
	atOnce  time.Time
	delayed []delayed
	began   gehoor.Seq // of every turn but the only one: the fact that began it
	over    bool
	// ended: it need not be done any more, rather than that it was done.
	ended bool
	// lapsed: ended only because of how things stood, so that it can begin again.
	lapsed bool
	stop   time.Time
	// hand is the place of the fact with which it began, for conditions, from 1.
	hand int
	// guard is what forced it, "" if it began by itself.
	guard string
	// length is which case of its term held when it was over; see [Term.Cases].
	length int
	// pauses and extended are what was recorded about its term.
	pauses   []pause
	extended bool
}

// delayed is the earliest moment of one way to start, of which the clock begins later.
type delayed struct {
	start int
	at    time.Time
}

// begun says whether any of the starts was there.
func (t *turn) begun() bool { return !t.atOnce.IsZero() || len(t.delayed) > 0 }

// start notes a moment of one of the ways to start.
func (t *turn) start(place int, s Start, at time.Time) {
	if s.After.IsZero() {
		t.atOnce = earlier(t.atOnce, at)
		return
	}
	for i := range t.delayed {
		if d := &t.delayed[i]; d.start == place {
			d.at = earlier(d.at, at)
			return
		}
	}
	t.delayed = append(t.delayed, delayed{place, at})
}

// done says whether the step was done, at least once if it is repeated.
func (t *track) done() bool { return t.times > 0 || t.over && !t.ended }

// open says whether it has begun and is not over.
func (t *track) open() bool { return t.begun() && !t.over }

type rungKey struct {
	step   StepCode
	signal gehoor.SignalID
	began  gehoor.Seq
	level  int
}

// reading sorts facts into strands, one after the other.
type reading struct {
	*plan
	setting Setting
	history *history
	// heard is what each kind of fact in the history is to the definition.
	heard  []heard
	reader *reader // nil if the definition asks no condition
	// strands has the dossier's own first, then the signals' as they came.
	strands  []*strand
	bySignal map[gehoor.SignalID]*strand
	// shared is what a signal that comes now finds: what concerns the whole dossier.
	shared *environment
	told   map[rungKey]bool
	// informed are the steps that the program did by telling somebody, or could not.
	informed map[informKey]bool
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
		plan: newPlan(d), setting: s, history: h, reader: newReader(d, s, h), bySignal: map[gehoor.SignalID]*strand{},
		told: map[rungKey]bool{}, informed: map[informKey]bool{}, active: len(d.Trigger) == 0, followed: len(d.Trigger) == 0,
	}
	for _, k := range h.kinds {
		r.heard = append(r.heard, r.hears(k))
	}
	r.shared = r.reader.environment()
	r.strand("") // the dossier itself is always there
	for place := range h.facts {
		if r.heard[h.kind[place]].any {
			r.fact(place)
		}
	}
	return r
}

// heard is what a kind of fact is to the definition.
type heard struct {
	any bool // it can matter
	// own: it tells of steps, decisions or terms by their names.
	own      bool
	mentions []mention
	asked    int // its number in the reader, -1 if no condition asks about it
}

// hears says what a kind of fact is to the definition. Most facts of a long dossier are
// messages, and most definitions do not ask about them.
func (r *reading) hears(k gehoor.Kind) heard {
	h := heard{mentions: r.named[k], asked: r.reader.number(k)}
	switch k {
	case Escalated, Decided, Paused, Resumed, Extended, Assessed, NoticeGiven:
		h.own = true
	}
	h.any = h.own || len(h.mentions) > 0 || h.asked >= 0 || len(r.since) > 0
	return h
}

func (r *reading) fact(place int) {
	f, h := &r.history.facts[place], &r.heard[r.history.kind[place]]
	r.at = f.Seq
	if h.own {
		r.decide(f)
	}
	r.remember(place, h.asked)
	if h.own {
		r.recorded(f)
		r.notices(f)
		r.adjust(f)
	}
	for _, m := range h.mentions {
		if r.counts(m, f.Seq) {
			r.mentioned(m, f, place+1)
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
	now := &r.history.facts[place]
	for _, m := range r.since[now.Seq] {
		for _, before := range r.past[r.starts[m.step][m.start].Kind] {
			f := r.history.facts[before]
			f.At = now.At
			r.mentioned(m, &f, before+1)
		}
	}
	if r.past == nil {
		r.past = map[gehoor.Kind][]int{}
	}
	r.past[now.Kind] = append(r.past[now.Kind], place)
}

// remember has the conditions know of a fact.
func (r *reading) remember(place, asked int) {
	if asked < 0 {
		return
	}
	f := &r.history.facts[place]
	for e := range r.environments(f) {
		e.note(&r.reader.kinds[asked], place, f)
	}
}

// environments are those that a fact belongs to.
func (r *reading) environments(f *Fact) iter.Seq[*environment] {
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
func (r *reading) mentioned(m mention, f *Fact, hand int) {
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
func (r *reading) so(m mention, s *strand, hand int) bool {
	_, c := r.match(m)
	return r.asks(c, s, hand)
}

func (r *reading) move(m mention, s *strand, f *Fact, hand int) {
	if f.Seq < r.at && f.Seq < s.tracks[m.step].ceased {
		return // it looks back, and that was done since
	}
	if !r.so(m, s, hand) {
		return
	}
	r.add(m, s, f, hand)
}

// stop ends everything: nothing of the protocol need be done any more.
func (r *reading) stop(at time.Time) {
	r.active = false
	for _, s := range r.strands {
		for i := range s.tracks {
			if s.tracks[i].open() {
				r.over(i, s, at, true)
			}
		}
	}
}

func (r *reading) strand(signal gehoor.SignalID) *strand {
	if s, ok := r.bySignal[signal]; ok {
		return s
	}
	s := &strand{signal: signal, tracks: make([]track, len(r.def.Steps)), env: r.shared.branch()}
	r.bySignal[signal] = s
	r.strands = append(r.strands, s)
	return s
}

// recorded notes who was told that a step is late.
func (r *reading) recorded(f *Fact) {
	if f.Kind != Escalated {
		return
	}
	step, _ := f.Fields[FieldStep].(string)
	level, ok := f.Fields[FieldLevel].(int)
	began, _ := f.Fields[FieldBegan].(int) // absent: not a repeated step
	if ok {
		r.told[rungKey{StepCode(step), f.Signal, gehoor.Seq(began), level}] = true
	}
}

// add notes one fact. What comes after the stop starts nothing any more, unless the
// step is repeated or had only lapsed.
func (r *reading) add(m mention, s *strand, f *Fact, hand int) {
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
	default:
		start := &r.starts[m.step][m.start]
		if !t.begun() {
			t.hand, t.guard = hand, start.guard
			if repeat || len(t.before) > 0 {
				t.began = r.at
			}
		}
		t.start(m.start, *start, at)
	}
}

// moment is when a clock begins with a fact: with the first second of the day that the
// fact tells of, if the start says so.
func (s *Start) moment(f *Fact) time.Time {
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
	t.length = r.caseOf(step, s, &t.turn)
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

// next leaves a turn that is over behind. A dossier that is open for years has
// thousands of messages in time: of those only the last is kept.
func (r *reading) next(step int, s *strand) {
	t := &s.tracks[step]
	if !t.ended {
		t.times++
	}
	if last := len(t.before) - 1; last >= 0 && r.forgettable(step, s, &t.before[last]) {
		t.before[last] = t.turn
	} else {
		t.before = append(t.before, t.turn)
	}
	t.turn = turn{}
}

// forgettable says whether a turn that is over was in time, whatever comes later.
func (r *reading) forgettable(step int, s *strand, t *turn) bool {
	d := &r.def.Steps[step]
	if d.Statutory != nil && d.Statutory.If != "" {
		return false // it is not known yet whether the law's term holds
	}
	h, ok := r.term(step, s, t)
	if !ok {
		return true
	}
	begin, _ := r.begin(d, t, h, t.stop)
	return begin.IsZero() || !t.stop.After(r.clock(d, s.signal, h, begin, t, t.stop).Target)
}

// caseOf is which case of the step's term holds, -1 if none does.
func (r *reading) caseOf(step int, s *strand, t *turn) int {
	switch d := r.def.Steps[step].Default; {
	case d == nil || len(d.Cases) == 0:
		return -1
	case t.over:
		return t.length
	default:
		for i := range d.Cases {
			if r.asks(d.Cases[i].If, s, t.hand) {
				return i
			}
		}
		return -1
	}
}

// progress says how far a step is, as conditions of a strand read it. A step of each
// signal is done for the dossier when it is done for all of them, and open when it is
// for one.
func (r *reading) progress(step int, s *strand) (done, open bool) {
	if !r.def.Steps[step].PerSignal {
		s = r.strands[0]
	} else if s.signal == "" {
		done = len(r.strands) > 1
		for _, other := range r.strands[1:] {
			o := &other.tracks[step]
			done, open = done && o.done(), open || o.open()
		}
		return done, open
	}
	return s.tracks[step].done(), s.tracks[step].open()
}

// decide notes what was decided, or that a decision was not taken in time.
func (r *reading) decide(f *Fact) {
	if r.reader == nil {
		return
	}
	switch f.Kind {
	case Decided:
		code, _ := f.Fields[FieldDecision].(string)
		option, _ := f.Fields[FieldOption].(string)
		if i, ok := r.place(StepCode(code)); ok && r.def.Steps[i].offers(option) {
			for e := range r.environments(f) {
				e.decided[i] = option
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
			if e.decided[i] == "" {
				e.decided[i] = r.def.Steps[i].Decision.Undecided
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
