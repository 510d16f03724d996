package protocol

import (
	"maps"
	"slices"

	"github.com/gehoor/gehoor"
)

// fieldOffice is the field in which a fact tells the position of the person
// concerned.
const fieldOffice = "office"

// offices are the positions of those whom a dossier is about, by the signal that they
// were told of; "" is the dossier as a whole. What a signal came in with stands until
// somebody says better: it was the reporter's choice of who should read it.
type offices map[string]office

type office struct {
	name   string
	judged bool // by who looked at it, and no longer only as it came in
}

// with are the offices with what a fact tells. What is judged of the dossier as a
// whole takes the place of all that came before.
func (o offices) with(k gehoor.Kind, signal, name string) offices {
	judged := k.Noun() != "signal"
	switch {
	case judged && signal == "", o == nil:
		return offices{signal: {name, judged}}
	case judged || !o[signal].judged:
		o[signal] = office{name, judged}
	}
	return o
}

func (o offices) clone() offices { return maps.Clone(o) }

// names are the offices as a condition reads them, each once.
func (o offices) names() []string {
	all := map[string]bool{}
	for _, one := range o {
		all[one.name] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// offices notes that a condition reads every fact that tells an office.
func (i *inspector) offices() *FieldType {
	field := FieldType{Name: "offices", Type: ValueChoices}
	for _, t := range i.scope.Vocabulary {
		if f, tells := t.Field(fieldOffice); tells {
			i.add(t)
			field.Options = union(field.Options, f.Options)
		}
	}
	return &field
}
