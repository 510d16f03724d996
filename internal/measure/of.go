package measure

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// Fact is something that was written down in a dossier, and on which day.
type Fact struct {
	record.Record
	Seq gehoor.Seq
	On  time.Time
}

// List are the measures of a dossier, by their numbers.
type List struct {
	All []Measure
	// Loose are the records of which nobody knows what they are about.
	Loose []Loose
}

// Loose is a record about a measure, of which it is not known which.
type Loose struct {
	Kind gehoor.Kind
	Seq  gehoor.Seq
	// Bearers are whom it names, of whom nothing fits or too much does.
	Bearers []Bearer
}

// Of returns the measures of a dossier, out of what was written down in it, in that
// order. It passes over what is about something else.
func Of(facts []Fact) List {
	var l List
	for _, f := range facts {
		switch f.What {
		case record.KindMeasure, record.KindBreach:
			l.All = append(l.All, begin(f, len(l.All)+1))
		case record.KindLifted:
			l.end(f, bearers(f), Lifted, day(f, "lifted_on", f.On))
		case record.KindRevoked:
			l.end(f, []Bearer{Reporter}, Revoked, day(f, "lifted_on", f.On))
		case record.KindReviewed:
			l.review(f)
		}
	}
	return l
}

// begin reads a measure, or a burden that was there.
func begin(f Fact, number int) Measure {
	m := Measure{Number: number, Seq: f.Seq, Signal: f.Signal, Breach: f.What == record.KindBreach, On: f.On}
	if m.Breach {
		m.Start, m.By = day(f, "since", f.On), said(f, "by")
	} else {
		m.Start, m.By = day(f, "starts_on", f.On), said(f, "decided_by")
		m.What, m.Basis, m.Weight = said(f, "what"), said(f, "basis"), Weight(said(f, "weight"))
		m.Own, m.AtSource = said(f, "requested_by") == "reporter", said(f, "with_source_measure") == "itself"
		m.Review = day(f, "review_on", time.Time{})
	}
	planned := Burden{}
	// A last day before the first is a mistake, and no end.
	if last := day(f, "ends_on", time.Time{}); !m.Breach && !last.Before(m.Start) {
		planned = Burden{Until: last.AddDate(0, 0, 1), End: Planned, Planned: last.AddDate(0, 0, 1)}
	}
	for _, b := range bearers(f) {
		planned.Bearer = b
		m.Burdens = append(m.Burdens, planned)
	}
	return m
}

// end ends what a record is about, for each of these bearers.
func (l *List) end(f Fact, of []Bearer, how Ending, on time.Time) {
	l.each(f, of, on, func(m *Measure, b *Burden) {
		b.Until, b.End, b.Ended, b.EndedOn = m.until(on), how, f.Seq, f.On
	})
}

// review is that somebody looked again: it stops, or when they look once more.
func (l *List) review(f Fact) {
	if said(f, "result") == "ended" {
		l.end(f, bearers(f), Reviewed, f.On)
		return
	}
	l.each(f, bearers(f), f.On, func(m *Measure, _ *Burden) { m.Review = day(f, "review_on", time.Time{}) })
}

// each does something with what a record is about, for each of these bearers. A bearer of
// whom nothing fits, or too much, makes the record loose.
func (l *List) each(f Fact, of []Bearer, on time.Time, do func(*Measure, *Burden)) {
	var lost []Bearer
	placed := false
	for _, b := range of {
		m := l.meant(f, b, on)
		if m == nil {
			lost = append(lost, b)
			continue
		}
		i := slices.IndexFunc(m.Burdens, func(one Burden) bool { return one.Bearer == b })
		do(m, &m.Burdens[i])
		if !slices.Contains(m.About, f.Seq) {
			m.About = append(m.About, f.Seq)
		}
		placed = true
	}
	_, named := f.Measure()
	if !placed || len(lost) > 0 && !named {
		l.Loose = append(l.Loose, Loose{Kind: f.What, Seq: f.Seq, Bearers: lost})
	}
}

// meant is the measure that a record is about, as far as a bearer bears it; nil if that
// is none, or is not known.
func (l *List) meant(f Fact, b Bearer, on time.Time) *Measure {
	n, named := f.Measure()
	var one *Measure
	for i := range l.All {
		m := &l.All[i]
		borne, ok := m.Burden(b)
		switch {
		case !ok || borne.Ended != 0 || f.What == record.KindRevoked && !m.Own:
		case named && m.Number == n:
			return m
		case named, f.Signal != "" && m.Signal != "" && f.Signal != m.Signal, !borne.Until.IsZero() && !on.Before(borne.Until):
		case one != nil:
			return nil // several fit
		default:
			one = m
		}
	}
	return one
}

// until is the first day without a measure that was lifted from a day on.
func (m Measure) until(lifted time.Time) time.Time {
	switch {
	case lifted.Before(m.Start):
		return m.Start
	case lifted.Equal(m.Start):
		return m.Start.AddDate(0, 0, 1)
	}
	return lifted
}

// Names says whether a record that names a measure can be about it: there is one with that
// number, and somebody whom the record names bears it and was not relieved of it yet. One
// that names none can.
func (l List) Names(r record.Record) bool {
	n, named := r.Measure()
	if !named {
		return true
	}
	of := bearers(Fact{Record: r})
	if r.What == record.KindRevoked {
		of = []Bearer{Reporter}
	}
	return n >= 1 && n <= len(l.All) && slices.ContainsFunc(of, func(b Bearer) bool {
		return l.meant(Fact{Record: r}, b, time.Time{}) != nil
	})
}

// bearers are whom a record names, each once.
func bearers(f Fact) []Bearer {
	list, _ := f.Fields["burden"].([]string)
	var all []Bearer
	for _, one := range list {
		if b := Bearer(one); !slices.Contains(all, b) {
			all = append(all, b)
		}
	}
	return all
}

func said(f Fact, field string) string {
	s, _ := f.Fields[field].(string)
	return s
}

// day is a day that a record says, or another if it says none.
func day(f Fact, field string, or time.Time) time.Time {
	d, err := time.Parse(time.DateOnly, said(f, field))
	if err != nil {
		return or
	}
	return d
}
