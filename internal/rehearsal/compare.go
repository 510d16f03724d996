package rehearsal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// ComparisonFormat names the JSON of a [Difference].
const ComparisonFormat = "gehoor comparison 1"

// Difference is what another protocol changes in a story. A is the first timeline, B
// the other one.
type Difference struct {
	Format  string     `json:"format"`
	Story   string     `json:"story"`
	Title   string     `json:"title"`
	TitleNL string     `json:"title_nl,omitempty"`
	A       []Protocol `json:"a"`
	B       []Protocol `json:"b"`
	// Known is who was told something about which dossier, and when first: the roles, the
	// functions of whoever does not work with the program, then the people, of whom under
	// at least one protocol somebody was.
	Known []Known `json:"known"`
	// Steps are those that began under at least one protocol, in the order of A, and
	// then those of B alone.
	Steps []StepPair `json:"steps"`
	// Skipped are the acts that B refuses and A does not.
	Skipped []Entry `json:"skipped"`

	a, b Timeline
}

// Known is when somebody was first told anything at all about a dossier.
type Known struct {
	Dossier string `json:"dossier"`
	// Role is set for a role, Function for a function that is no role of anybody here,
	// Person (a login) for one person.
	Role     gehoor.Role `json:"role,omitempty"`
	Function string      `json:"function,omitempty"`
	Person   string      `json:"person,omitempty"`
	// A and B are when; zero for never.
	A time.Time `json:"a,omitzero"`
	B time.Time `json:"b,omitzero"`
	// Days is how many days later it is under B; negative for earlier. It is nil if
	// they were never told under one of the two.
	Days *int `json:"days,omitempty"`
}

// StepPair is a turn of a step under both protocols.
type StepPair struct {
	Dossier string `json:"dossier"`
	Signal  string `json:"signal,omitempty"`
	Step    string `json:"step"`
	// Turn counts from 1: a step may begin again.
	Turn int `json:"turn"`
	// A and B are nil if it did not begin.
	A *Clock `json:"a,omitempty"`
	B *Clock `json:"b,omitempty"`
	// Started and Due are how many days later it began and was due under B; nil if it
	// began under one only.
	Started *int `json:"started_days,omitempty"`
	Due     *int `json:"due_days,omitempty"`
	// LateA and LateB are how many days it was late, until it was done or the story
	// ended: 0 for in time, and 1 for less than a day.
	LateA int `json:"late_a,omitempty"`
	LateB int `json:"late_b,omitempty"`
}

// Compare says what differs between two timelines of one story. It is pure.
func Compare(a, b Timeline) Difference {
	d := Difference{Format: ComparisonFormat, Story: a.Story, Title: a.Title, TitleNL: a.TitleNL, A: a.Protocols, B: b.Protocols, a: a, b: b,
		Known: []Known{}, Steps: []StepPair{}, Skipped: []Entry{}}
	d.compareKnown()
	d.compareSteps()
	for _, e := range b.Entries {
		if e.Kind == EntrySkipped && !a.refused(e.Line) {
			d.Skipped = append(d.Skipped, e)
		}
	}
	return d
}

// refused says whether the act of a line was refused.
func (t Timeline) refused(line int) bool {
	return slices.ContainsFunc(t.Entries, func(e Entry) bool {
		return e.Line == line && (e.Kind == EntryRefused || e.Kind == EntrySkipped)
	})
}

func (d *Difference) compareKnown() {
	var roles []gehoor.Role
	for _, p := range d.a.People {
		if !slices.Contains(roles, p.Role) {
			roles = append(roles, p.Role)
		}
	}
	for _, dossier := range d.dossiers() {
		for _, r := range roles {
			d.addKnown(Known{Dossier: dossier, Role: r}, string(r))
		}
		for _, f := range d.functions() {
			if !slices.Contains(roles, gehoor.Role(f)) {
				d.addKnown(Known{Dossier: dossier, Function: f}, f)
			}
		}
		for _, p := range d.a.People {
			d.addKnown(Known{Dossier: dossier, Person: p.Login}, p.Login)
		}
	}
}

func (d *Difference) addKnown(k Known, who string) {
	k.A, k.B = d.a.Known(k.Dossier, who), d.b.Known(k.Dossier, who)
	if k.A.IsZero() && k.B.IsZero() {
		return
	}
	k.Days = later(k.A, k.B)
	d.Known = append(d.Known, k)
}

// functions are those who were told outside the program, in the order of A.
func (d *Difference) functions() []string {
	var all []string
	for _, f := range slices.Concat(d.a.Functions, d.b.Functions) {
		if !slices.Contains(all, f.Code) {
			all = append(all, f.Code)
		}
	}
	return all
}

// dossiers are those about which somebody was told something, in the order of A.
func (d *Difference) dossiers() []string {
	var all []string
	for _, e := range slices.Concat(d.a.Entries, d.b.Entries) {
		if (e.Kind == EntryTold || len(e.Functions) > 0) && e.Dossier != "" && !slices.Contains(all, e.Dossier) {
			all = append(all, e.Dossier)
		}
	}
	return all
}

// turn is which turn of which step a clock is.
type turn struct {
	dossier, signal, step string
	turn                  int
}

// turns numbers clocks, in the order in which they began.
func turns(clocks []Clock) []turn {
	count := map[turn]int{}
	all := make([]turn, len(clocks))
	for i, c := range clocks {
		k := turn{dossier: c.Dossier, signal: c.Signal, step: c.Step}
		count[k]++
		k.turn = count[k]
		all[i] = k
	}
	return all
}

func (d *Difference) compareSteps() {
	inA, inB := turns(d.a.Clocks), turns(d.b.Clocks)
	for i, k := range inA {
		var b *Clock
		if j := slices.Index(inB, k); j >= 0 {
			b = &d.b.Clocks[j]
		}
		d.addStep(k, &d.a.Clocks[i], b)
	}
	for j, k := range inB {
		if !slices.Contains(inA, k) {
			d.addStep(k, nil, &d.b.Clocks[j])
		}
	}
}

func (d *Difference) addStep(k turn, a, b *Clock) {
	s := StepPair{Dossier: k.dossier, Signal: k.signal, Step: k.step, Turn: k.turn, A: a, B: b}
	s.LateA, s.LateB = a.lateDays(d.a.Until), b.lateDays(d.b.Until)
	if a != nil && b != nil {
		s.Started, s.Due = later(a.Started, b.Started), later(a.Due, b.Due)
	}
	d.Steps = append(d.Steps, s)
}

// lateDays is how many days after its due day a clock ended, or still ran.
func (c *Clock) lateDays(until time.Time) int {
	if c == nil || !c.Late {
		return 0
	}
	end := c.Ended
	if end.IsZero() {
		end = until
	}
	return max(1, days(c.Due, end))
}

// later is how many days b is after a; nil if one is not there.
func later(a, b time.Time) *int {
	if a.IsZero() || b.IsZero() {
		return nil
	}
	n := days(a, b)
	return &n
}

// days counts midnights of Amsterdam between two moments.
func days(from, to time.Time) int {
	noon := func(t time.Time) time.Time {
		y, m, d := t.In(protocol.Amsterdam()).Date()
		return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	}
	return int(noon(to).Sub(noon(from)) / (24 * time.Hour))
}
