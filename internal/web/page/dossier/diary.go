package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/diary"
)

// before is what a signal's reporter kept before deciding; without Content if that is
// nothing.
func (c Case) before(id gehoor.SignalID) diary.Kept {
	if c.Dossier.Diary == nil {
		return diary.Kept{}
	}
	return c.Dossier.Diary(id)
}
