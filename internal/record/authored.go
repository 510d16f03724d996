package record

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// authored are the facts beside records that say something in somebody's name: what is said
// to a reporter or a participant, internal notes, and records that wait.
var authored = []gehoor.Kind{
	"signal.acknowledged", "signal.message-sent", "signal.feedback-given", "dossier.note-written", "dossier.record-proposed",
	"participant.message-sent", "participant.agreement-shared",
}

// Authored says whether whoever of staff states a fact of this kind signs it
// (doc/formats.md §5b). Keys, terms and what the program does by itself nobody signs.
func Authored(kind gehoor.Kind) bool {
	t, ok := Of(kind)
	return ok && t.HasForm() || slices.Contains(authored, kind)
}
