package plain

import (
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Entry is one entry of a diary.
type Entry struct {
	// On is zero if the words are of no day that the server gave.
	On time.Time
	// Opens: Text is what was kept.
	Opens bool
	Text  string
}

// Diary is the page of somebody who has not decided yet.
type Diary struct {
	layout.Page
	Entries []Entry
	// Until is the first day on which they are gone; nothing without entries.
	Until protocol.Date
	// Writing is what is being written, Problem what is wrong with it, Unkept why it was
	// not kept; Kept: it just was.
	Writing, Problem, Unkept string
	Kept                     bool
}

// TooLong says of an entry by how much it is.
func (d Diary) TooLong(most, over int) string {
	return d.Words.Say("diary.long-entry", text.Count("most", most), text.Count("over", over))
}

// until is that day in words.
func (d Diary) until() string {
	return d.Words.Date(time.Date(d.Until.Year, d.Until.Month, d.Until.Day, 0, 0, 0, 0, time.UTC))
}
