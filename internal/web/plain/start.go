package plain

import (
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// beginning is for who begins: nobody does while the way is closing, or while no
// signals are taken in.
func (p *Plain) beginning(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if p.frame.Choice(r) != layout.PlainOn {
			return p.to(w, r, pages.PathDoor)
		}
		return p.frame.WhileOpen(w, r, pages.PathStart, h)
	}
}

// startPage tells what is weaker, before anything can be typed.
func (p *Plain) startPage(w http.ResponseWriter, r *http.Request) error {
	return p.frame.Show(w, r, http.StatusOK, pages.StartPage(pages.Start{Page: p.page(r, pages.PathStart)}))
}

// start makes a code for whoever has read it.
func (p *Plain) start(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Get(pages.FieldAgreed) != "yes" {
		d := pages.Start{Page: p.page(r, pages.PathStart), Diary: forDiary(r, form.Get(pages.FieldDiary))}
		d.Problem = d.Words.Say("plain.agreed-missing")
		return p.frame.Show(w, r, http.StatusUnprocessableEntity, pages.StartPage(d))
	}
	code := endpoint.NewPlainCode(p.cfg.Random)
	keys, err := code.Keys(p.cfg.Org)
	if err != nil {
		return err
	}
	if err := p.letIn(endpoint.LookUp(hex.EncodeToString(keys.LookUp[:]))); err != nil {
		return err
	}
	p.keep(w, purse{keys: keys, code: &code})
	return p.to(w, r, then(pages.PathCode, forDiary(r, form.Get(pages.FieldDiary))))
}

// letIn lets a new code in, before anything is typed.
func (p *Plain) letIn(secret endpoint.LookUp) error {
	isNew := func() (bool, error) { return false, nil }
	_, ask, err := p.cfg.Guard.Begin(p.cfg.Org, secret.Hash(), flood.Proof{}, isNew, p.cfg.Now())
	if err == nil && ask != "" {
		err = gehoor.Refuse(flood.CodeBusy)
	}
	return err
}

// codePage shows the code until it was written down, and never after.
func (p *Plain) codePage(w http.ResponseWriter, r *http.Request, v *visitor) error {
	if v.code == nil {
		return p.to(w, r, pages.PathPage(1))
	}
	return p.frame.Show(w, r, http.StatusOK, pages.CodePage(p.codeShown(r, v)))
}

func (p *Plain) codeShown(r *http.Request, v *visitor) pages.Code {
	return pages.Code{Page: p.page(r, pages.PathCode), Code: v.code.Words(lang(r)), Diary: has(r, queryDiary)}
}

func (p *Plain) written(w http.ResponseWriter, r *http.Request, v *visitor) error {
	if v.code == nil {
		return p.to(w, r, pages.PathPage(1))
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Get(pages.FieldWritten) != "yes" {
		d := p.codeShown(r, v)
		d.Diary = forDiary(r, form.Get(pages.FieldDiary))
		d.Problem = d.Words.Say("begin.written-missing")
		return p.frame.Show(w, r, http.StatusUnprocessableEntity, pages.CodePage(d))
	}
	return p.to(w, r, then(pages.PathWords, forDiary(r, form.Get(pages.FieldDiary))))
}

// wordsPage asks two words of the code.
func (p *Plain) wordsPage(w http.ResponseWriter, r *http.Request, v *visitor) error {
	if v.code == nil {
		return p.to(w, r, pages.PathPage(1))
	}
	return p.frame.Show(w, r, http.StatusOK, pages.WordsPage(pages.Words{Page: p.page(r, pages.PathWords), At: p.twoPlaces(), Diary: has(r, queryDiary)}))
}

// twoPlaces are two different places of a code, the earlier first.
func (p *Plain) twoPlaces() [2]int {
	var b [2]byte
	p.cfg.Random(b[:])
	first := int(b[0]) % endpoint.PlainCodeWords
	second := (first + 1 + int(b[1])%(endpoint.PlainCodeWords-1)) % endpoint.PlainCodeWords
	return [2]int{min(first, second) + 1, max(first, second) + 1}
}

// words looks whether the code was written down. From then on it is nowhere but
// on the reporter's paper: the cookie keeps what it gives.
func (p *Plain) words(w http.ResponseWriter, r *http.Request, v *visitor) error {
	if v.code == nil {
		return p.to(w, r, pages.PathPage(1))
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	d, right, err := askedWords(p.page(r, pages.PathWords), *v.code, form)
	if err != nil {
		return err
	}
	d.Diary = forDiary(r, form.Get(pages.FieldDiary))
	if !right {
		return p.frame.Show(w, r, http.StatusUnprocessableEntity, pages.WordsPage(d))
	}
	begun := draft{Answers: answer.Answers{}, Page: 1}
	if d.Diary {
		begun.Page = 0
	}
	if err := p.save(r.Context(), *v, begun); err != nil {
		return err
	}
	p.keep(w, purse{keys: v.keys})
	return p.toDraft(w, r, begun)
}

// askedWords compares two words with those of a code, and says what is wrong.
func askedWords(page layout.Page, code endpoint.PlainCode, form url.Values) (d pages.Words, right bool, err error) {
	d = pages.Words{Page: page, Typed: [2]string{form.Get(pages.FieldFirst), form.Get(pages.FieldSecond)}}
	var ok bool
	if d.At, ok = readPlaces(form.Get(pages.FieldAt)); !ok {
		return d, false, gehoor.Refuse(gehoor.CodeMalformed)
	}
	right = true
	for i, at := range d.At {
		d.Problems[i] = wordProblem(d.Page.Words, code, at, d.Typed[i])
		right = right && d.Problems[i] == ""
	}
	return d, right, nil
}

// wordProblem is what is wrong with a word of the code, "" if it is right. It is
// right in either language, and cut off after four letters, as codes are read.
func wordProblem(words *text.Words, code endpoint.PlainCode, at int, typed string) string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed == "" {
		return words.Say("begin.words-missing", text.Count("position", at))
	}
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		word := code.Words(lang)[at-1]
		if len(typed) >= 4 {
			word = word[:min(len(word), len(typed))]
		}
		if subtle.ConstantTimeCompare([]byte(word), []byte(typed)) == 1 {
			return ""
		}
	}
	return words.Say("begin.words-wrong", text.Count("position", at))
}

// readPlaces reads "3 11": the places that the page asked for.
func readPlaces(s string) (at [2]int, ok bool) {
	first, second, _ := strings.Cut(s, " ")
	for i, one := range []string{first, second} {
		n, err := strconv.Atoi(one)
		if err != nil || n < 1 || n > endpoint.PlainCodeWords {
			return at, false
		}
		at[i] = n
	}
	return at, at[0] < at[1]
}
