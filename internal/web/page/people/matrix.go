package people

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
)

// Matrix is who receives signals about whom in one picture, and who keeps a share of
// every key. Nothing of it comes from a dossier.
type Matrix struct {
	Me       string
	Holdings []casework.Holding
	// People are all who work here; those who can receive are shown.
	People []casework.Member
	// Custodians keep a share each; Threshold of them together recover a key.
	Custodians []*directory.Person
	Threshold  int
	Now        time.Time
}

// handlers are the columns.
func (m Matrix) handlers() []casework.Member {
	return slices.DeleteFunc(sorted(m.People), func(one casework.Member) bool { return !one.Here() || !one.Role.Handles() })
}

// holds says whether somebody receives signals about an office.
func holds(o casework.Holding, who casework.Member) bool {
	return slices.ContainsFunc(o.Holders, func(p *directory.Person) bool { return p.ID == who.ID })
}

// count is of how many offices somebody is a holder.
func (m Matrix) count(who casework.Member) int {
	n := 0
	for _, o := range m.Holdings {
		if holds(o, who) {
			n++
		}
	}
	return n
}

// keyed counts those who can be sealed to.
func keyed(all []*directory.Person) int {
	n := 0
	for _, p := range all {
		if p.Active() {
			n++
		}
	}
	return n
}

// verdict says whether enough people could open a signal about an office.
func verdict(w *text.Words, o casework.Holding) string {
	switch {
	case !o.Enough:
		return w.Say("holders.matrix-short")
	case o.Desk && o.Office != gehoor.OfficeExternalDesk:
		return w.Say("holders.matrix-desk")
	}
	return w.Say("holders.matrix-enough")
}
