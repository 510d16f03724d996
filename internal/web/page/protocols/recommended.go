package protocols

import (
	"strconv"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// What we recommend to an organisation of some size: all protocols of a profile, adopted
// with one decision.

const (
	// ActTogether adopts the protocols of a profile.
	ActTogether = "adopt-together"
	// FieldProfile and QueryProfile name it.
	FieldProfile = "profile"
	QueryProfile = "aanbevolen"
	// QueryTogether says that they were just adopted.
	QueryTogether = "samen-vastgesteld"
)

// recommends says whether something can still be recommended: what is in force lacks a
// protocol of a profile.
func (d Data) recommends() bool {
	for _, r := range d.Profiles {
		if len(r.Adopts) > 0 {
			return true
		}
	}
	return false
}

// person is how many people of a role a profile asks for, in sentences.
type person struct{ role, why, have string }

// people are those that a profile asks for, in its order.
func people(w *text.Words, r casework.Recommended) []person {
	var all []person
	for _, s := range r.People {
		one := person{
			role: w.Say("protocols.people-least", text.Count("n", s.Least), text.With("role", phrase.Who(w, protocol.Definition{}, protocol.ToRole(s.Role)))),
			why:  s.Why.In(w.Language()),
		}
		for _, l := range r.Lacks {
			if l.Role == s.Role {
				one.have = have(w, l)
			}
		}
		all = append(all, one)
	}
	return all
}

// have says how many there are if they are too few, and what that means.
func have(w *text.Words, l protocol.Lack) string {
	key := text.Key("protocols.lacks")
	switch {
	case l.Desk:
		key = "protocols.lacks-desk"
	case l.Role.Handles():
		key = "protocols.lacks-nobody"
	}
	return w.Say(key, text.With("have", strconv.Itoa(l.Have)))
}

// numbers are those that a profile proposes otherwise than the protocol does.
func numbers(w *text.Words, r casework.Recommended) []string {
	var all []string
	for _, n := range r.Numbers {
		for _, d := range r.Adopts {
			for _, p := range d.Parameters {
				if d.Code == n.Protocol && p.Name == n.Parameter && n.Value != p.Default {
					all = append(all, w.Say("protocols.number", text.With("what", p.Label.In(w.Language())), text.With("n", strconv.Itoa(n.Value)), text.With("usual", strconv.Itoa(p.Default))))
				}
			}
		}
	}
	return all
}
