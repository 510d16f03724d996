package simulate

import (
	"strconv"

	"github.com/gehoor/gehoor/internal/pattern"
)

// Setting is one choice of rules.
type Setting struct {
	Name  string        `json:"name"`
	Rules pattern.Rules `json:"rules"`
}

// Settings are those that are compared: all rules with the numbers that are given, each
// rule alone, and each rule alone with other numbers.
func Settings(all pattern.Rules) []Setting {
	list := []Setting{{"all rules", all}}
	without := all
	without.Serious = false
	list = append(list, Setting{"all but serious", without})
	for _, signals := range []int{2, 3, 4, 5} {
		for _, months := range []int{12, 24, 36, 60} {
			list = append(list, Setting{named(signals, "signals in", months), pattern.Rules{Signals: signals, SignalMonths: months}})
		}
	}
	for _, reporters := range []int{2, 3} {
		for _, months := range []int{12, 24, 36} {
			list = append(list, Setting{named(reporters, "reporters in", months), pattern.Rules{Reporters: reporters, ReporterMonths: months}})
		}
	}
	for _, months := range []int{12, 24, 36} {
		list = append(list, Setting{named(1, "after a talk in", months), pattern.Rules{AfterTalkMonths: months}})
	}
	for _, unit := range []int{3, 4, 5} {
		list = append(list, Setting{named(unit, "about a team in", 12), pattern.Rules{Unit: unit, UnitMonths: 12}})
	}
	return append(list, Setting{"serious alone", pattern.Rules{Serious: true}})
}

func named(count int, what string, months int) string {
	return strconv.Itoa(count) + " " + what + " " + strconv.Itoa(months) + " months"
}
