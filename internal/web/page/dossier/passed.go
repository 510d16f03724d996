package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
)

// takenBack is when the consent with which an adviser passed a signal on was taken back; zero
// if it was not.
func (c Case) takenBack(id gehoor.SignalID) time.Time {
	for _, r := range c.Dossier.Records {
		if r.What == record.KindTakenBack && r.Signal == id {
			return r.At
		}
	}
	return time.Time{}
}

// reported are the signals that a reporter told.
func (c Case) reported() []signal.Signal {
	return slices.DeleteFunc(slices.Clone(c.Dossier.Signals), signal.Signal.Nobody)
}

// severityText is how serious an adviser finds it, in the words of a first assessment.
func severityText(w *text.Words, severity string) string {
	triaged, _ := record.Of(record.KindTriaged)
	field, _ := triaged.Field("severity")
	label, ok := field.OptionLabel(severity)
	if !ok {
		return severity
	}
	return label.In(w.Language())
}
