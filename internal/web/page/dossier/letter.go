package dossier

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// Letter is the act of making a sealed letter.
const Letter Act = "letter"

// piece is what can go into a letter: its words, and what they are called in it.
type piece struct {
	content gehoor.ContentID
	name    string
	account bool
}

// pieces are what can go into a letter: what reporters told, and internal words that the
// visitor can open. Never who a reporter is.
func (c Case) pieces(w *text.Words) []piece {
	var all []piece
	for i, s := range c.Dossier.Signals {
		name := w.Say("letter.account")
		if len(c.Dossier.Signals) > 1 {
			name = w.Say("letter.account-of", text.Count("n", i+1))
		}
		all = append(all, piece{s.Account, name, true})
	}
	if !c.holds(gehoor.Case) {
		return all
	}
	for _, r := range c.Dossier.Records {
		if r.Content != "" {
			all = append(all, piece{r.Content, w.Say("letter.record", text.With("what", label(w, r.What)), text.With("day", desk.Day(w, r.At))), false})
		}
	}
	for _, n := range c.Dossier.Notes {
		if !n.File {
			all = append(all, piece{n.Content, w.Say("letter.note", text.With("day", desk.Day(w, n.At))), false})
		}
	}
	return all
}

// letter says of one that was made for whom, by whom, when and how it is opened.
func (c Case) letter(w *text.Words, i int, l dossier.Letter) string {
	key := text.Key("letter.line-code")
	if l.Way == dossier.LetterKey {
		key = "letter.line-key"
	}
	by, _ := l.By.Person()
	return w.Say(key, text.With("number", strconv.Itoa(i+1)), text.With("to", outsider(w, l.To)), text.With("name", c.name(w, by)), text.With("moment", w.Moment(l.At)), text.Count("n", len(l.Contents)))
}

// outsider is what somebody outside is called.
func outsider(w *text.Words, function string) string {
	for _, o := range record.Outside() {
		if o.Value == function {
			return o.Label.In(w.Language())
		}
	}
	return function
}

func letterPiece(i int) string { return "letter-piece-" + strconv.Itoa(i) }
