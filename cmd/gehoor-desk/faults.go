package main

import (
	"fmt"

	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/text"
)

// unreadable is why nothing of a file can be read.
var unreadable = map[personnel.Unreadable]text.Key{
	personnel.TooLarge: "chart.no-large", personnel.TooManyLines: "chart.no-many", personnel.Empty: "chart.no-people", personnel.NoText: "chart.no-text",
}

// problems are the sentences of what can be wrong on a line.
var problems = map[personnel.Problem]text.Key{
	personnel.Quotes: "chart.fault-quotes", personnel.Cells: "chart.fault-cells", personnel.Long: "chart.fault-long",
	personnel.NumberMissing: "chart.fault-number-of", personnel.NameMissing: "chart.fault-name-of", personnel.NumberTwice: "chart.fault-twice",
	personnel.ManagersTwo: "chart.fault-managers", personnel.StandInsTwo: "chart.fault-stand-ins", personnel.OfficesMany: "chart.fault-offices",
	personnel.ManagerAbsent: "chart.fault-manager", personnel.GoesRound: "chart.fault-round", personnel.StandInAbsent: "chart.fault-stand-in",
	personnel.StandInOwn: "chart.fault-stand-in-own", personnel.OfficeUnknown: "chart.fault-office", personnel.PartyAlone: "chart.fault-party",
	personnel.PartyLong: "chart.fault-long", personnel.DateWrong: "chart.fault-date", personnel.DateAlone: "chart.fault-date-alone",
	personnel.UntilBeforeFrom: "chart.fault-until",
}

// mostFaults is how many are told.
const mostFaults = 100

// faults are lines that say what is wrong, and what to mend.
func (a around) faults(all []personnel.Fault) []string {
	var lines []string
	for i, f := range all {
		if i == mostFaults {
			return append(lines, a.words.Say("chart.more", text.Count("n", len(all)-i)))
		}
		lines = append(lines, fmt.Sprintf("%s %s", a.words.Say("chart.line", text.With("line", fmt.Sprint(f.Line))), a.fault(f)))
	}
	return lines
}

func (a around) fault(f personnel.Fault) string {
	key := problems[f.What]
	most := personnel.MaxCell
	switch f.What {
	case personnel.NumberMissing:
		if f.Value == "" {
			key = "chart.fault-number"
		}
	case personnel.NameMissing:
		if f.Value == "" {
			key = "chart.fault-name"
		}
	case personnel.PartyLong:
		most = personnel.MaxParty
	case personnel.OfficesMany:
		most = personnel.MaxPosts
	}
	return a.words.Say(key, text.With("value", f.Value), text.Count("most", most))
}

// hidden are faults without the values that stand there: what runs by itself says nothing
// of anybody into a log. The line is enough to find them.
func hidden(all []personnel.Fault) []personnel.Fault {
	var told []personnel.Fault
	for _, f := range all {
		if f.Value != "" {
			f.Value = "…"
		}
		told = append(told, f)
	}
	return told
}
