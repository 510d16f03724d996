package protocols

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// QueryNumbers says that numbers were just kept.
const QueryNumbers = "bewaard"

// Numbers is what the page of an organisation's own numbers shows.
type Numbers struct {
	casework.Protocols
	Me  string
	Who func(gehoor.Actor) string
	// Typed is what stands in the fields of numbers, by their names.
	Typed map[string]string
	Gates GateForm
	// Refused, Said, Unsure and Tried are as in [Data].
	Refused       string
	Said          text.Key
	Unsure, Tried bool
}

// Fill begins the form with what holds.
func (n *Numbers) Fill() {
	n.Typed = map[string]string{}
	for _, one := range n.LastNumbers().Numbers {
		n.Typed[numberName(one.Protocol, one.Parameter)] = strconv.Itoa(one.Value)
	}
}

// Read reads the form: what was typed, and the numbers that it says; ok is false if one
// of them is none, or lies outside its bounds.
func (n *Numbers) Read(v url.Values) (numbers []adoption.Number, ok bool) {
	ok, n.Typed, n.Gates = true, map[string]string{}, ReadGates(v)
	for _, d := range n.numbered() {
		for _, p := range d.Parameters {
			name := numberName(d.Code, p.Name)
			typed := strings.TrimSpace(v.Get(name))
			if n.Typed[name] = typed; typed == "" {
				continue
			}
			value, fits := within(typed, p)
			ok = ok && fits
			numbers = append(numbers, adoption.Number{Protocol: d.Code, Parameter: p.Name, Value: value})
		}
	}
	return numbers, ok
}

func within(typed string, p protocol.Parameter) (value int, ok bool) {
	value, err := strconv.Atoi(typed)
	return value, err == nil && value >= p.Least && value <= p.Most
}

func numberName(code, parameter string) string { return "n." + code + "." + parameter }

// numbered are the protocols that leave a number to the organisation.
func (n Numbers) numbered() []protocol.Definition {
	return slices.DeleteFunc(slices.Clone([]protocol.Definition(n.Set)), func(d protocol.Definition) bool { return len(d.Parameters) == 0 })
}

// field asks for one number.
func (n Numbers) field(w *text.Words, d protocol.Definition, p protocol.Parameter) part.Field {
	f := part.Field{
		Name: numberName(d.Code, p.Name), Label: p.Label.In(w.Language()), Optional: true, MaxLength: 9,
		Hint: w.Say("numbers.hint", text.With("default", strconv.Itoa(p.Default)), text.With("least", strconv.Itoa(p.Least)), text.With("most", strconv.Itoa(p.Most))),
	}
	f.Value = n.Typed[f.Name]
	if _, ok := within(f.Value, p); !ok && f.Value != "" {
		f.Error = w.Say("numbers.outside", text.With("least", strconv.Itoa(p.Least)), text.With("most", strconv.Itoa(p.Most)))
	}
	return f
}

// uses are what depends on a number: the guards with why they are there, and the steps.
func uses(w *text.Words, d protocol.Definition, p protocol.Parameter) []string {
	steps, guards := d.Uses(p.Name)
	var all []string
	for _, g := range guards {
		all = append(all, w.Say("protocols.reach-guard", text.With("guard", g.Code), text.With("why", g.Why.In(w.Language()))))
	}
	for _, s := range steps {
		all = append(all, w.Say("protocols.item-step", text.With("name", s.Label.In(w.Language()))))
	}
	return all
}

// fields ask who decided. The works council and the data protection officer were heard
// about the protocol, with its bounds.
func (n Numbers) fields(w *text.Words) []part.Field {
	all := Data{Protocols: n.Protocols, Gates: n.Gates, Tried: n.Tried}.fields(w)
	return slices.DeleteFunc(all, func(f part.Field) bool { return !slices.Contains([]string{fieldBody, fieldOn, fieldPubl}, f.Name) })
}

// last says when numbers were set last, and who decided.
func (n Numbers) last(w *text.Words) []string {
	last := n.LastNumbers()
	if last.Seq == 0 {
		return nil
	}
	all := []string{w.Say("closings.since", text.With("date", w.Date(last.At)), text.With("who", n.Who(last.By)))}
	if g := last.Gates; g.Body != "" && g.On != (protocol.Date{}) {
		all = append(all, w.Say("protocols.said-body", text.With("body", g.Body), text.With("date", w.Date(g.On.At(12, 0, 0)))))
	}
	if last.Gates.Publication != "" {
		all = append(all, w.Say("protocols.said-publication", text.With("where", last.Gates.Publication)))
	}
	return all
}
