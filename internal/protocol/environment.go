package protocol

import "slices"

// environment is what the facts so far say to conditions: about one signal with what
// concerns the whole dossier, or about the dossier with all its signals. It only ever
// grows, and holds places of facts: [reading.asks] lays out what a condition reads.
type environment struct {
	kinds    []known  // by their numbers in the reader
	decided  []string // the answer of each step that is a decision
	formal   bool
	severity Severity
	offices  offices
	// names are those of the offices. changes counts the changes of it, of the severity
	// and of whether it is formal.
	names   []string
	changes int
}

// known are the facts of one kind.
type known struct {
	count       int
	first, last int // places, if there are any
	// list are the places of all, if a condition looks at each; read are the first of
	// them as conditions read them.
	list []int
	read []any
}

// environment makes one that knows nothing yet.
func (r *reader) environment() *environment {
	if r == nil {
		return nil
	}
	return &environment{kinds: make([]known, len(r.kinds)), decided: make([]string, len(r.steps))}
}

// branch is an independent copy, for a signal that comes later than facts about the
// dossier.
func (e *environment) branch() *environment {
	if e == nil {
		return nil
	}
	c := *e
	c.kinds, c.decided, c.offices = slices.Clone(e.kinds), slices.Clone(e.decided), e.offices.clone()
	for i := range c.kinds {
		k := &c.kinds[i]
		k.list, k.read = slices.Clip(k.list), slices.Clip(k.read)
	}
	return &c
}

// note remembers the fact at a place.
func (e *environment) note(kind *askedKind, place int, f *Fact) {
	k := &e.kinds[kind.number]
	if k.count == 0 {
		k.first = place
	}
	k.last = place
	k.count++
	if kind.listed {
		k.list = append(k.list, place)
	}
	if kind.plain {
		return
	}
	if name, ok := f.Fields[fieldSeverity].(string); ok && kind.severity && severities[name] > e.severity {
		e.severity = severities[name]
		e.changes++
	}
	if name, ok := f.Fields[fieldOffice].(string); ok && kind.office && name != "" {
		e.offices = e.offices.with(kind.Kind, string(f.Signal), name)
		e.names = e.offices.names()
		e.changes++
	}
	if kind.Kind == kindMadeFormal {
		e.formal = true
		e.changes++
	}
}

// fieldPerson is the field of a fact that [people] counts.
const fieldPerson = "person"

// people counts the different people of facts. Whoever does not work with the program has
// no ID, and counts as another each time.
func people(facts []any) int {
	var named []string
	n := 0
	for _, f := range facts {
		fields, _ := f.(map[string]any)
		who, _ := fields[fieldPerson].(string)
		switch {
		case who == "":
			n++
		case !slices.Contains(named, who):
			named = append(named, who)
		}
	}
	return n + len(named)
}

// before is the day a length before a day, "" if one of them is none.
func before(day, length string) string { return moved(day, length, -1) }

// after is the day a length after a day, "" if one of them is none.
func after(day, length string) string { return moved(day, length, 1) }

func moved(day, length string, sign int) string {
	d, err := ParseDate(day)
	s, err2 := ParseSpan(length)
	if err != nil || err2 != nil {
		return ""
	}
	return d.AddMonths(sign * s.Months).AddDays(sign * (7*s.Weeks + s.Days)).String()
}

// days counts from one day to another, 0 if one of them is none.
func days(from, to string) int {
	a, err := ParseDate(from)
	b, err2 := ParseDate(to)
	if err != nil || err2 != nil {
		return 0
	}
	return b.DaysAfter(a)
}

// hours are those that have wholly passed between two moments.
func hours(from, to int) int { return (to - from) / 3600 }

// workingDaysBetween counts the working days after a day, up to and including
// another; 0 if one of them is none.
func (c Calendar) workingDaysBetween(from, to string) int {
	a, err := ParseDate(from)
	b, err2 := ParseDate(to)
	if err != nil || err2 != nil || b.DaysAfter(a) > maxCounted {
		return 0
	}
	n := 0
	for d := a.AddDays(1); !b.Before(d); d = d.AddDays(1) {
		if c.works(d, CountLocal) {
			n++
		}
	}
	return n
}

// maxCounted bounds the counting of working days, in days.
const maxCounted = 20 * 366
