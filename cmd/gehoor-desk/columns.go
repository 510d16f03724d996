package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gehoor/gehoor/internal/personnel"
)

// columns says which column holds what: as it was the last time, else as it is guessed, and
// before all that as --column has it.
func (c *importCommand) columns(headings []string, last personnel.Remembered) (personnel.Mapping, error) {
	m := personnel.Guess(headings, last)
	for _, said := range c.Column {
		name, heading, ok := strings.Cut(said, "=")
		field := personnel.Field(name)
		if !ok || !slices.Contains(personnel.Fields(), field) {
			return m, fmt.Errorf("--column is FIELD=HEADING, and FIELD one of %s", fieldNames())
		}
		delete(m, field)
		if heading == "" {
			continue
		}
		at := slices.Index(headings, heading)
		if at < 0 {
			return m, fmt.Errorf("the file has no column %q", heading)
		}
		maps.DeleteFunc(m, func(_ personnel.Field, taken int) bool { return taken == at })
		m[field] = at
	}
	return m, nil
}

func fieldNames() string {
	var names []string
	for _, f := range personnel.Fields() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// gone are columns that the last import used and this file does not have: whoever exports
// half of the columns would put everybody in nobody's line.
func (c *importCommand) gone(m personnel.Mapping, last personnel.Remembered) []string {
	var all []string
	for _, f := range personnel.Fields() {
		heading, used := last[f]
		_, has := m[f]
		said := slices.ContainsFunc(c.Column, func(one string) bool { return strings.HasPrefix(one, string(f)+"=") })
		if used && !has && !said {
			all = append(all, heading)
		}
	}
	return all
}
