package protocols

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// lacking says what a profile advises that is not so, in sentences.
func (d Data) lacking(w *text.Words, p casework.ProfileFit) []string {
	var all []string
	lang := w.Language()
	for _, code := range p.Gaps.Protocols {
		all = append(all, w.Say("protocols.fit-protocol", text.With("title", d.titleOf(w, code))))
	}
	for _, n := range p.Gaps.Numbers {
		all = append(all, w.Say("protocols.fit-number", text.With("label", n.Label.In(lang)),
			text.With("want", strconv.Itoa(n.Value)), text.With("now", strconv.Itoa(n.Now))))
	}
	for _, r := range p.Alone {
		all = append(all, w.Say("protocols.fit-alone", text.With("role", r.Label.In(lang)), text.With("title", d.titleOf(w, r.Protocol))))
	}
	for _, l := range p.Lacks {
		all = append(all, tooFew(w, l))
	}
	return all
}

// tooFew says of which role there are too few people, why they are needed, and who does
// it until then.
func tooFew(w *text.Words, l protocol.Lack) string {
	says := w.Say("protocols.fit-people", text.With("role", w.Say(text.RoleKey(l.Role))), text.With("have", strconv.Itoa(l.Have)),
		text.With("least", strconv.Itoa(l.Least)), text.With("why", l.Why.In(w.Language())))
	switch {
	case l.Desk:
		says += " " + w.Say("protocols.fit-desk")
	case l.Role == gehoor.RoleExternal:
		says += " " + w.Say("protocols.fit-begin")
	}
	return says
}

// titleOf is how a protocol is called that is in force, looked at or offered.
func (d Data) titleOf(w *text.Words, code string) string {
	all := append(protocol.Set{}, d.Set...)
	all = append(all, d.Offered...)
	if d.Looked != nil {
		all = append(all, *d.Looked)
	}
	if one, ok := all.Protocol(code); ok {
		return one.Title.In(w.Language())
	}
	return code
}
