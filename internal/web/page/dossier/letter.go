package dossier

import (
	"net/url"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
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
		if s.Nobody() {
			name = w.Say("passed.heading")
		}
		all = append(all, piece{s.Account, name, !s.Nobody()})
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

// became is what became of a letter, by the records about it.
type became struct {
	lines                    []string
	sent, received, answered bool
}

// became says what was recorded about the letter with this number, the oldest first.
func (c Case) became(w *text.Words, number int) became {
	var b became
	for _, r := range c.Dossier.Records {
		if n, ok := r.Letter(); !ok || n != number {
			continue
		}
		b.lines = append(b.lines, c.happened(w, r))
		switch r.What {
		case record.KindLetterSent:
			b.sent = true
		case record.KindLetterReceived:
			b.received = true
		case record.KindAdvised, record.KindTakenOver:
			b.answered = true
		}
	}
	return b
}

// happened are the sentences for what a record says of a letter.
var happened = map[gehoor.Kind]text.Key{
	record.KindLetterSent: "letter.sent", record.KindLetterReceived: "letter.received", record.KindAdviceSought: "letter.sought",
	record.KindAdvised: "letter.advised", record.KindTakenOver: "letter.taken-over",
}

func (c Case) happened(w *text.Words, r dossier.Recorded) string {
	by, _ := r.By.Person()
	args := []text.Arg{text.With("name", c.name(w, by)), text.With("moment", w.Moment(r.At))}
	t, _ := record.Of(r.What)
	for arg, fields := range map[string][]string{"day": {"sent_on", "received_on"}, "way": {"way"}, "who": {"who"}} {
		for _, name := range fields {
			if f, ok := t.Field(name); ok {
				args = append(args, text.With(arg, c.answer(w, f, r.Fields[name])))
			}
		}
	}
	return w.Say(happened[r.What], args...)
}

// lacking is what was not recorded about a letter yet, and with which records it is.
type lacking struct {
	says    string
	records []record.Type
}

func (b became) lacking(w *text.Words) []lacking {
	var all []lacking
	add := func(there bool, key text.Key, kinds ...gehoor.Kind) {
		if there {
			return
		}
		one := lacking{says: w.Say(key)}
		for _, k := range kinds {
			t, _ := record.Of(k)
			one.records = append(one.records, t)
		}
		all = append(all, one)
	}
	add(b.sent, "letter.not-sent", record.KindLetterSent)
	add(b.received, "letter.not-received", record.KindLetterReceived)
	add(b.answered, "letter.not-answered", record.KindAdvised, record.KindTakenOver)
	return all
}

// NameLetter is which letter a record is about, in the address of its form.
const NameLetter = layout.NameLetter

// ReadNumber reads the number under such a name; 0 if there is none.
func ReadNumber(q url.Values, name string) int {
	n, err := strconv.Atoi(q.Get(name))
	if err != nil || n < 1 {
		return 0
	}
	return n
}

// aboutLetter is the address at which a record about a letter is written, which is chosen
// there beforehand.
func (c Case) aboutLetter(t record.Type, number int) string { return c.formWith(t, NameLetter, number) }

// formWith is the address of a form in which a number is chosen beforehand.
func (c Case) formWith(t record.Type, name string, number int) string {
	mark := "?"
	if c.Query != "" {
		mark = c.Query + "&"
	}
	return RecordPath(c.Dossier.ID, t) + mark + name + "=" + strconv.Itoa(number)
}

// recordAgain is the address of a form, without the list to come back to, with the letter
// that is chosen in it.
func (c Case) recordAgain(t record.Type) string {
	path := RecordPath(c.Dossier.ID, t)
	if c.Letter == 0 {
		return path
	}
	return path + "?" + NameLetter + "=" + strconv.Itoa(c.Letter)
}

// letterName is a letter in few words.
func (c Case) letterName(w *text.Words, number int) string {
	if number < 1 || number > len(c.Dossier.Letters) {
		return strconv.Itoa(number)
	}
	return w.Say("letter.short", text.With("number", strconv.Itoa(number)), text.With("to", outsider(w, c.Dossier.Letters[number-1].To)))
}

// beforehand says whether an answer is chosen already: the letter that the address names,
// and whom it is for; the measure that it names, and who bears it; or the office that fits
// whoever was picked.
func (c Case) beforehand(t record.Type, f record.Field, value string) bool {
	one, misfit := c.fitting(t)
	switch {
	case misfit && f.Name == fieldOffice:
		return value == string(one.Fitting)
	case c.Measure > 0:
		return c.beforehandMeasure(t, f, value)
	case c.Letter < 1 || c.Letter > len(c.Dossier.Letters):
		return false
	case f.Type == record.Letter:
		return value == strconv.Itoa(c.Letter)
	}
	return f.Name == t.OutsiderField() && value == c.Dossier.Letters[c.Letter-1].To
}

// unasked says whether a question has no answer in this dossier, and need not be asked.
func (c Case) unasked(t record.Type, f record.Field) bool {
	return !f.Needed && (f.Type == record.Letter && len(c.Dossier.Letters) == 0 || f.Type == record.Measure && len(c.choosable(t)) == 0)
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
