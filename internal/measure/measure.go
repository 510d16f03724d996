package measure

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Bearer is who bears a burden, by what they are in the dossier.
type Bearer string

// The bearers.
const (
	Reporter     Bearer = "reporter"
	Witness      Bearer = "witness"
	Concerned    Bearer = "person-concerned"
	Team         Bearer = "team"
	Organisation Bearer = "organisation"
)

// Bearers lists them, those who speak up first.
func Bearers() []Bearer { return []Bearer{Reporter, Witness, Concerned, Team, Organisation} }

// SpeaksUp says whether it is one of those whom no burden may be laid on.
func (b Bearer) SpeaksUp() bool { return b == Reporter || b == Witness }

// Weight is how heavy a measure is; "" if nobody said.
type Weight string

// The weights.
const (
	Low    Weight = "low"
	Middle Weight = "middle"
	High   Weight = "high"
)

// Weights lists them, the lightest first.
func Weights() []Weight { return []Weight{Low, Middle, High} }

// Ending is how a burden ended, or will.
type Ending string

// The endings; "" for one of which no end is known.
const (
	// Lifted: somebody lifted it.
	Lifted Ending = "lifted"
	// Revoked: whoever asked for it does not want it any more.
	Revoked Ending = "revoked"
	// Reviewed: somebody looked again, and it stopped.
	Reviewed Ending = "reviewed"
	// Planned: its last day was set when it began.
	Planned Ending = "planned"
)

// Measure is a measure, or a burden that was imposed already. A day is its beginning in
// UTC.
type Measure struct {
	// Number is its number in the dossier, from 1, and Seq the fact that wrote it down.
	Number int
	Seq    gehoor.Seq
	// Signal is of which signal it is; "" for the dossier.
	Signal gehoor.SignalID
	// Breach: it was imposed on who speaks up, outside every rule. What it is, is sealed.
	Breach bool
	// What is an option of the record, "" for a breach; so are Basis and By, who decided it.
	// Of a breach By is who asked it.
	What, Basis, By string
	Weight          Weight
	// Own: the reporter asked for it. AtSource: it is directed at the source.
	Own, AtSource bool
	// Start is its first day, Review when somebody looks again; zero for no such day.
	Start, Review time.Time
	// On is the day on which it was written down.
	On      time.Time
	Burdens []Burden
	// About are the later records about it.
	About []gehoor.Seq
}

// Burden is what one bearer bears of a measure.
type Burden struct {
	Bearer Bearer
	// Until is the first day on which it is not borne any more; zero if no end is known.
	Until time.Time
	End   Ending
	// Ended is the record that ended it, 0 if none did, and EndedOn the day on which it was
	// written down. Planned is what Until was before, or would be.
	Ended            gehoor.Seq
	EndedOn, Planned time.Time
}

// Burden is what that bearer bears of it, and whether they bear anything.
func (m Measure) Burden(b Bearer) (Burden, bool) {
	i := slices.IndexFunc(m.Burdens, func(one Burden) bool { return one.Bearer == b })
	if i < 0 {
		return Burden{}, false
	}
	return m.Burdens[i], true
}

// Runs says whether a burden of the measure is borne on a day.
func (m Measure) Runs(b Burden, day time.Time) bool {
	return !day.Before(m.Start) && (b.Until.IsZero() || day.Before(b.Until))
}

// Begun says whether the measure began on a day or before.
func (m Measure) Begun(day time.Time) bool { return !day.Before(m.Start) }

// Days is on how many days a burden was borne, that day among them.
func (m Measure) Days(b Burden, day time.Time) int {
	until := day.AddDate(0, 0, 1)
	if !b.Until.IsZero() && b.Until.Before(until) {
		until = b.Until
	}
	return max(0, int(until.Sub(m.Start)/(24*time.Hour)))
}

// Open says whether any of its burdens was not ended by somebody.
func (m Measure) Open() bool {
	return slices.ContainsFunc(m.Burdens, func(b Burden) bool { return b.Ended == 0 })
}
