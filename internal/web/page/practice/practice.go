// Package practice is where somebody who works here reads the step cards, practises one,
// and sees which they did: of some lines they choose those that say what to do. And it is
// the page on which an administrator sees how many did, by group, and nobody by name.
// Both work without scripts.
package practice

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/admin"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// The neutral titles of the pages.
const (
	Title        text.Key = "practice.title"
	TitleLearned text.Key = "learned.title"
)

// Files are the logical names of what the pages load.
func Files() []string { return append(admin.Files(), "practice/practice.css") }

// The fields of the forms: that somebody read a card, or the places of the lines that
// they chose.
const (
	FieldRead = "read"
	FieldLine = "line"
)

// Data is the list of cards.
type Data struct {
	Me    *directory.Person
	Cards []protocol.Card
}

// state says how far somebody is with a card.
func (d Data) state(w *text.Words, c protocol.Card) string {
	read, did := d.Me.Cards[c.Digest()]
	switch {
	case !did:
		return w.Say("practice.not-read")
	case read.PractisedAt.IsZero():
		return w.Say("practice.read-on", text.With("day", w.Date(read.At)))
	}
	return w.Say("practice.practised-on", text.With("day", w.Date(read.PractisedAt)))
}

// done is how many were practised, or read where there is nothing to practise.
func (d Data) done() int {
	n := 0
	for _, c := range d.Cards {
		if read, did := d.Me.Cards[c.Digest()]; did && (c.Mixed() == nil || !read.PractisedAt.IsZero()) {
			n++
		}
	}
	return n
}

// CardData is the page of one card.
type CardData struct {
	Me   *directory.Person
	Card protocol.Card
	// Chosen are the places that were chosen, if Tried.
	Chosen []int
	Tried  bool
}

// Path is the address of a card.
func Path(c protocol.Card) string { return layout.PathPractice + "/" + c.Digest() }

// ReadChosen reads the places of the lines that were chosen; what is none is left out.
func ReadChosen(form url.Values) []int {
	var chosen []int
	for _, v := range form[FieldLine] {
		if n, err := strconv.Atoi(v); err == nil && n >= 0 && !slices.Contains(chosen, n) {
			chosen = append(chosen, n)
		}
	}
	return chosen
}

func (d CardData) chosen(i int) bool { return slices.Contains(d.Chosen, i) }

// right says whether a line was told apart, and counts once somebody tried.
func (d CardData) right(i int) bool { return d.chosen(i) == d.Card.Mixed()[i].Do }

// wrong is how many lines were not told apart.
func (d CardData) wrong() int {
	n := 0
	for i := range d.Card.Mixed() {
		if !d.right(i) {
			n++
		}
	}
	return n
}

func (d CardData) read() directory.Read { return d.Me.Cards[d.Card.Digest()] }

func (d CardData) title(w *text.Words) string { return d.Card.Title.In(w.Language()) }

// verdict says of a line, after somebody tried, whether it was told apart.
func (d CardData) verdict(w *text.Words, i int) string {
	switch line := d.Card.Mixed()[i]; {
	case d.right(i):
		return w.Say("practice.right")
	case line.Do:
		return w.Say("practice.should")
	}
	return w.Say("practice.should-not")
}

func (d CardData) problems(w *text.Words) []part.Problem {
	return []part.Problem{{ID: "lines", Text: w.Say("practice.wrong", text.Count("n", d.wrong()))}}
}

// said is a number of people, and how many of them practised.
func said(w *text.Words, l casework.LearnedBy) string {
	if l.Few() {
		return w.Say("learned.few")
	}
	return w.Say("learned.of", text.Count("n", l.Read), text.Count("practised", l.Practised), text.Count("people", l.People))
}

// share is how many in a hundred read a card, for a bar.
func share(l casework.LearnedBy) string {
	if l.Few() {
		return "0"
	}
	return strconv.Itoa(l.Read * 100 / l.People)
}

// groups are what the groups of [casework.LearnedRoles] are called.
func groups(w *text.Words) []string {
	return []string{w.Say("learned.managers"), w.Say("learned.advisers"), w.Say("learned.top"), w.Say("learned.bureau")}
}
