// Package counsel is the page of advices to the top: a confidential adviser writes one, those
// it is for read, confirm and answer it, and whoever leads the bureau reads that it was given.
// Words are opened and sealed in the browser; the page that the server makes has none.
package counsel

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/counsel"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "counsel.title"

// Files are the logical names of what the page loads.
func Files() []string {
	return append(desk.Files(), "notices/notices.css", "counsel/counsel.css", "counsel/counsel.js")
}

// Data is what the page is made of.
type Data struct {
	Me  *directory.Person
	All []casework.Counsel
	// To are those to whom an adviser can write; nil for others.
	To []*directory.Person
	// Register: no words are for whoever asks.
	Register bool
	// Root is the organisation's root key.
	Root string
}

// Key is somebody to seal to: the key is in the note, which the browser checks.
type Key struct {
	Person gehoor.PersonID `json:"person"`
	Note   string          `json:"note"`
}

// island is what the page's script needs.
type island struct {
	Root string `json:"root"`
	// To are those to whom an adviser can write.
	To []Key `json:"to"`
	// From are who gave each advice, by its ID: answers are sealed to them.
	From map[gehoor.CounselID]Key `json:"from"`
}

func (d Data) island() island {
	i := island{Root: d.Root, To: []Key{}, From: map[gehoor.CounselID]Key{}}
	for _, p := range d.To {
		i.To = append(i.To, Key{p.ID, p.Note})
	}
	for _, one := range d.All {
		if !d.Register && one.From.Advises() {
			i.From[one.ID] = Key{one.From.ID, one.From.Note}
		}
	}
	return i
}

// words are what of an advice is sealed to whoever asks.
func (d Data) words(one casework.Counsel) gehoor.ContentID {
	if one.By == d.Me.ID {
		return one.Own
	}
	own, _ := one.Of(d.Me.ID)
	return own.Content
}

// line is one whom an advice is for, as everybody who may know of it reads it.
type line struct {
	who string
	at  counsel.Addressee
}

func lines(w *text.Words, one casework.Counsel) []line {
	all := make([]line, len(one.To))
	for i, to := range one.To {
		all[i] = line{desk.Upper(desk.Person(w, one.People[i])), to}
	}
	return all
}

// answer is one answer, and the copy of it that whoever asks can open.
type answer struct {
	who     string
	on      string
	content gehoor.ContentID
}

func (d Data) answers(w *text.Words, one casework.Counsel) []answer {
	var all []answer
	for i, to := range one.To {
		for _, a := range to.Answers {
			content := a.Own
			if one.By == d.Me.ID {
				content = a.Content
			}
			if one.By == d.Me.ID || to.Person == d.Me.ID {
				all = append(all, answer{desk.Upper(desk.Person(w, one.People[i])), desk.Day(w, a.At), content})
			}
		}
	}
	return all
}

// confirmed says whether whoever asks confirmed it, and mine whether it is for them.
func (d Data) confirmed(one casework.Counsel) (confirmed, mine bool) {
	a, ok := one.Of(d.Me.ID)
	return !a.ConfirmedAt.IsZero(), ok
}

// functions are what whoever an adviser can write to does here.
func functionOf(w *text.Words, p *directory.Person) string { return desk.Upper(desk.Person(w, p)) }

// Path is the address of the page, without the language.
const Path = layout.PathCounsel

// fieldTo is the ID of one of those to whom an adviser can write.
func fieldTo(i int) string { return "field-to-" + strconv.Itoa(i) }
