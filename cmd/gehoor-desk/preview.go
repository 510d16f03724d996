package main

import (
	"fmt"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/text"
)

// figures are those of a file that was compared.
type figures struct {
	People int `json:"people"`
	Had    int `json:"had"`
	// Kinds are how many people something happens to, by what.
	Kinds map[personnel.Kind]int `json:"kinds"`
	Left  int                    `json:"left"`
	// Loose are those who stay and have nobody above them any more.
	Loose int `json:"loose"`
	// Accounts are matches that hold, ByName those that were found by a name alone and do
	// not hold without --by-name.
	Accounts int `json:"accounts"`
	ByName   int `json:"by_name,omitempty"`
	Readers  int `json:"readers"`
}

// changed is what happens to one person, for --list.
type changed struct {
	Number string           `json:"number"`
	Name   string           `json:"name"`
	Kinds  []personnel.Kind `json:"kinds"`
	Former string           `json:"former,omitempty"`
}

func (c *importCommand) figures(p personnel.Plan, readers int) *figures {
	f := &figures{People: len(p.Here), Had: p.Had, Kinds: map[personnel.Kind]int{}, Left: len(p.Left), Loose: p.Loose(), Readers: readers}
	for _, one := range p.Changes {
		for _, k := range one.Kinds {
			f.Kinds[k]++
		}
	}
	for _, m := range p.Matches {
		switch {
		case !c.unticked(m):
			f.Accounts++
		case !m.Refused:
			f.ByName++
		}
	}
	return f
}

func changesOf(p personnel.Plan) []changed {
	var all []changed
	for _, one := range p.Changes {
		c := changed{Number: one.Person.Number, Name: one.Person.Name, Kinds: one.Kinds}
		if one.Before != nil && one.Before.Name != c.Name {
			c.Former = one.Before.Name
		}
		all = append(all, c)
	}
	return all
}

// kindWords are how changes are called.
var kindWords = map[personnel.Kind]text.Key{
	personnel.New: "chart.kind-new", personnel.Renamed: "chart.kind-renamed", personnel.Moved: "chart.kind-moved", personnel.Works: "chart.kind-function",
	personnel.Departed: "chart.kind-left", personnel.Back: "chart.kind-back", personnel.Other: "chart.kind-other",
}

// preview shows what would change: counts, and with --list each.
func (c *importCommand) preview(a around, p personnel.Plan, f *figures, accounts []personnel.Account) error {
	lines := []string{
		fmt.Sprintf("%s: %s", a.words.Say("chart.figure-file"), a.words.Number(f.People)),
		fmt.Sprintf("%s: %s", a.words.Say("chart.figure-had"), a.words.Number(f.Had)),
	}
	for _, k := range personnel.Kinds() {
		if f.Kinds[k] == 0 {
			continue
		}
		lines = append(lines, a.words.Say(kindWords[k], text.Count("n", f.Kinds[k])))
		if c.List {
			lines = append(lines, a.each(p, k)...)
		}
	}
	if p.Nothing() {
		lines = append(lines, a.words.Say("chart.nothing"))
	}
	lines = append(lines, a.words.Say("chart.matches", text.Count("n", f.Accounts)))
	if c.List || !c.Yes {
		lines = append(lines, c.accounts(a, p, accounts)...)
	}
	if f.ByName > 0 {
		lines = append(lines, a.words.Say("tool.by-name", text.Count("n", f.ByName)))
	}
	if f.Loose > 0 {
		lines = append(lines, a.words.Say("tool.loose", text.Count("n", f.Loose)))
	}
	return show(a.shown(), append(lines, a.words.Say("chart.readers", text.Count("n", f.Readers)))...)
}

// each are those to whom something happens, a line for each.
func (a around) each(p personnel.Plan, k personnel.Kind) []string {
	var lines []string
	for _, one := range p.Changes {
		if !slices.Contains(one.Kinds, k) {
			continue
		}
		line := fmt.Sprintf("  %s  %s", one.Person.Number, one.Person.Name)
		if k == personnel.Renamed {
			line += ". " + a.words.Say("chart.was", text.With("value", one.Before.Name))
		}
		lines = append(lines, line)
	}
	return lines
}

// accounts are matches that are new: they decide who is shut out, so somebody must see them.
func (c *importCommand) accounts(a around, p personnel.Plan, accounts []personnel.Account) []string {
	names := map[gehoor.PersonID]string{}
	for _, one := range accounts {
		names[one.ID] = one.Name
	}
	people := map[gehoor.PersonID]string{}
	for _, one := range p.Here {
		people[one.ID] = one.Name
	}
	var lines []string
	for _, m := range p.Matches {
		if m.By == personnel.ByBefore || m.Refused {
			continue
		}
		why := text.Key("chart.match-mail")
		if m.By == personnel.ByName {
			why = "chart.match-name"
		}
		name := names[m.Account]
		if name == "" {
			name = string(m.Account)
		}
		lines = append(lines, fmt.Sprintf("  %s. %s", a.words.Say("chart.match", text.With("person", people[m.Person]), text.With("account", name)), a.words.Say(why)))
	}
	return lines
}
