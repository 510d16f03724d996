package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
)

// assessment is the record of the first assessment, by whose office a signal goes on.
func assessment() record.Type {
	t, _ := record.Of(protocol.Assessed)
	return t
}

// fieldOffice is its answer about the office.
const fieldOffice = "office"

// position is what an office is called in the answers of that record.
func position(w *text.Words, o gehoor.Office) string {
	f, _ := assessment().Field(fieldOffice)
	return f.Say(w.Language(), string(o))
}

// misfits are the signals that go on by another office than the chart has; none in a
// dossier that is closed.
func (c Case) misfits() []casework.Misfit {
	if _, closed := c.closing(); closed {
		return nil
	}
	return c.Dossier.Misfits
}

// fitting is the answer about the office with which a form of a record begins, and for
// which signal; false if it begins without.
func (c Case) fitting(t record.Type) (casework.Misfit, bool) {
	all := c.misfits()
	if t.Kind != protocol.Assessed || len(all) == 0 {
		return casework.Misfit{}, false
	}
	return all[0], true
}

// fittingOf says whether a form begins as one about this signal.
func (c Case) fittingOf(t record.Type, id gehoor.SignalID) bool {
	one, is := c.fitting(t)
	return is && one.Signal == id
}

// readyNaming is the naming for which the custodians can be asked, and nameReady whether
// there is one.
func (c Case) readyNaming() casework.Naming {
	for _, n := range c.Dossier.Namings {
		if n.Standing == dossier.NamingReady {
			return n
		}
	}
	return casework.Naming{}
}

func (c Case) nameReady() bool { return c.readyNaming().Standing == dossier.NamingReady }
