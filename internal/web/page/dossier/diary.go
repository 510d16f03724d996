package dossier

import (
	"encoding/json"

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

// days are the days and marks of a diary's entries, beside which the script puts the
// words (lib/diaryshow.ts).
func days(kept diary.Kept) string {
	out, err := json.Marshal(kept.Entries)
	if err != nil { // days and texts: always JSON
		return "[]"
	}
	return string(out)
}
