package dossier

import (
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Measures are the measures and burdens of the dossier, and who bears them.
func (s *State) Measures() measure.List { return MeasuresOf(s.Records) }

// MeasuresOf are the measures in what was written down.
func MeasuresOf(records []Recorded) measure.List {
	facts := make([]measure.Fact, len(records))
	for i, r := range records {
		facts[i] = measure.Fact{Record: r.Record, Seq: r.Seq, On: protocol.Day(r.At)}
	}
	return measure.Of(facts)
}
