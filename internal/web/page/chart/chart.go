// Package chart is the page on which an administrator imports the organisation chart:
// who works here and in whose line, from a file of the personnel system.
//
// All of it happens in the browser: the file is read, checked, compared and sealed there
// (browser/lib/chart), so this is the one page of an administrator that needs scripts and
// the own key. The server puts in the sentences, the places for what a script finds, and
// what it takes to check keys.
package chart

import (
	_ "embed"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// PathSample is where a file to begin with is fetched.
const PathSample = layout.PathChart + "/voorbeeld"

// Files are what the page loads beside those of every administrator's page.
func Files() []string { return []string{"chart/chart.css", "chart/chart.js"} }

// Data is the page's data.
type Data struct {
	// Me is how the visitor is named.
	Me   string
	Org  gehoor.OrgID
	Root string
	// Now is when the page was made, for what is printed of it.
	Now time.Time
}

var (
	//go:embed sample.nl.csv
	sampleNL []byte
	//go:embed sample.en.csv
	sampleEN []byte
)

// Sample is a file of the personnel system of a municipality that does not exist, with
// the headings of a language.
func Sample(lang gehoor.Language) (name string, file []byte) {
	if lang == gehoor.English {
		return "organisation-chart.csv", sampleEN
	}
	return "organigram.csv", sampleNL
}

// column is one thing that a column can hold (browser/lib/chart/columns.ts).
type column struct {
	field       string
	label, hint text.Key
}

// group is columns that belong together.
type group struct {
	title   text.Key
	columns []column
}

// groups are the columns in the order in which they are asked.
func groups() []group {
	return []group{
		{"chart.columns-who", []column{
			{"number", "chart.column-number", "chart.column-number-hint"},
			{"name", "chart.column-name", "chart.column-name-hint"},
			{"given", "chart.column-given", ""},
			{"prefix", "chart.column-prefix", ""},
			{"surname", "chart.column-surname", ""},
		}},
		{"chart.columns-line", []column{
			{"manager", "chart.column-manager", "chart.column-manager-hint"},
			{"standIn", "chart.column-stand-in", "chart.column-stand-in-hint"},
		}},
		{"chart.columns-work", []column{
			{"unit", "chart.column-unit", ""},
			{"function", "chart.column-function", ""},
			{"mail", "chart.column-mail", "chart.column-mail-hint"},
		}},
		{"chart.columns-office", []column{
			{"office", "chart.column-office", "chart.column-office-hint"},
			{"party", "chart.column-party", "chart.column-party-hint"},
			{"from", "chart.column-from", ""},
			{"until", "chart.column-until", ""},
		}},
	}
}
