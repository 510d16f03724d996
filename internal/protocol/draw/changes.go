package draw

import (
	"slices"

	"github.com/gehoor/gehoor/internal/protocol"
)

// Changes draws a later edition with what differs from an earlier one: steps that are
// new, that are gone and that are another are marked by shape, word and colour. The
// options' notes are not looked at.
func Changes(before, after protocol.Definition, o Options) []byte {
	o.Notes = map[protocol.StepCode]Note{}
	whole := after
	whole.Steps, whole.Roles = slices.Clone(after.Steps), slices.Clone(after.Roles)
	for _, r := range before.Roles {
		if _, ok := after.Role(r.Code); !ok {
			whole.Roles = append(whole.Roles, r) // whoever did a step that is gone
		}
	}
	for _, d := range protocol.Compare(before, after) {
		if d.Item != protocol.ItemStep {
			continue
		}
		code := protocol.StepCode(d.Code)
		switch d.How {
		case protocol.Added:
			o.Notes[code] = Note{Added, []string{o.Words.Say("change.added")}}
		case protocol.Removed:
			whole.Steps = append(whole.Steps, *d.From)
			o.Notes[code] = Note{Removed, []string{o.Words.Say("change.removed")}}
		default:
			o.Notes[code] = Note{Changed, []string{o.Words.Say("change.changed")}}
		}
	}
	return Protocol(whole, o)
}
