// Package asked is the page on which a reporter answers questions that a handler
// sent: what is asked and by whom, the questions as those of the beginning are
// asked (package begin), reading back, and sending; or saying "I would rather not".
//
// The rules of package begin hold: one page, whose address holds only the number of
// the questions among those that this reporter was sent, and no form that sends
// anything by itself. What is typed is kept in a draft sealed to the reporter.
package asked

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// Title is the page's neutral title.
const Title text.Key = "asked.title"

// Files are what the page needs (Site.page): no script where there is nothing to
// answer any more.
func Files(s signal.Standing) []string {
	files := []string{"begin/begin.css", "sealed/files.css", "box/box.css"}
	if s == signal.QuestionsOpen {
		files = append(files, "asked/asked.js")
	}
	return files
}

// Path is the page of questions by their number.
func Path(no int) string { return layout.PathAsked + strconv.Itoa(no) }

// Data is what the page is made of.
type Data struct {
	begin.Data
	Asked casework.Asked
	// Who sent them, by function or name.
	Who string
	// Draft is what was answered so far, sealed to the reporter; nil if nothing was.
	Draft []byte
}

func (d Data) title() string { return d.Asked.Form.Title.In(d.Words.Language()) }

func (d Data) open() bool { return d.Asked.Standing == signal.QuestionsOpen }

func (d Data) words() sealed.Words {
	return sealed.Words{Content: d.Asked.Words, Box: gehoor.Conversation, Type: sealed.Message}
}

// over says why there is nothing to answer any more.
func (d Data) over() string { return box.Over(d.Words, d.Asked.Sending) }

// island is the JSON that the page's script reads from the element "asked-draft".
type island struct {
	No    int    `json:"no"`
	Draft []byte `json:"draft"`
}

func (d Data) island() island { return island{No: d.Asked.No, Draft: d.Draft} }
