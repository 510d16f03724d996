package plain

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// What can be written, in UTF-16 code units, as in the scripted way (lib/diary.ts).
const (
	maxEntry = 8_000
	maxTexts = 40_000
)

// kept is a diary that was opened: the entries, those that do not open without words,
// and the marks of all.
type kept struct {
	until   protocol.Date
	entries []pages.Entry
	words   []endpoint.DiaryEntry
	marks   [][32]byte
}

// openDiary opens what was kept with a code.
func (p *Plain) openDiary(v visitor, all []account.DiaryEntry) kept {
	var k kept
	for _, e := range all {
		k.until = protocol.DateOf(e.EndsOn)
		k.marks = append(k.marks, e.Mark)
		shown := pages.Entry{On: e.KeptOn}
		if words, err := v.own.OpenEntry(p.cfg.Org, e.Mark, e.Sealed); err == nil {
			shown.Opens, shown.Text = true, words.Text
			k.words = append(k.words, words)
		}
		k.entries = append(k.entries, shown)
	}
	return k
}

// room is how many code units can still be written.
func (k kept) room() int {
	left := maxTexts
	for _, e := range k.words {
		left -= units(e.Text)
	}
	return left
}

// units counts as a browser does.
func units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

// diaryStartPage is the beginning for somebody in doubt: it says what is weaker, and what of
// the diary holds all the same.
func (p *Plain) diaryStartPage(w http.ResponseWriter, r *http.Request) error {
	return p.frame.Show(w, r, http.StatusOK, pages.StartPage(pages.Start{Page: p.page(r, pages.PathDiaryStart), Diary: true}))
}

// forDiary says whether a form, or an address, is of somebody who writes a diary.
func forDiary(r *http.Request, value string) bool { return value == "yes" || has(r, queryDiary) }

// then is what is said of a diary in the address of the next page.
func then(path string, diary bool) string {
	if diary {
		return path + "?" + queryDiary
	}
	return path
}

// diaryPage shows the entries, and takes another.
func (p *Plain) diaryPage(w http.ResponseWriter, r *http.Request, _ *visitor, d draft) error {
	shown := p.shownDiary(r, d)
	switch {
	case has(r, queryFaults):
		shown.Problem = d.fault(shown)
	case has(r, querySaved):
		shown.Kept = true
	}
	return p.frame.Show(w, r, http.StatusOK, pages.DiaryPage(shown))
}

func (p *Plain) shownDiary(r *http.Request, d draft) pages.Diary {
	return pages.Diary{Page: p.page(r, pages.PathDiary), Entries: d.kept.entries, Until: d.kept.until, Writing: d.Writing}
}

// fault is what is wrong with what is being written, "" if nothing is.
func (d draft) fault(shown pages.Diary) string {
	switch n := units(d.Writing); {
	case strings.TrimSpace(d.Writing) == "":
		return shown.Words.Say("diary.missing")
	case n > maxEntry:
		return shown.TooLong(maxEntry, n-maxEntry)
	case n > d.kept.room() || len(d.kept.marks) >= account.MaxDiaryEntries:
		return shown.Words.Say("diary.no-room")
	}
	return ""
}

// write takes what was typed. It is saved before anything else happens, as answers are.
func (p *Plain) write(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	v, how := p.visitor(r)
	switch {
	case how == outside:
		return p.leaveFor(w, r, how)
	case v.session != "" && how == inside:
		return p.to(w, r, pages.PathBox)
	case v.code != nil && how == inside:
		return p.to(w, r, then(pages.PathCode, true))
	}
	d, err := p.load(r.Context(), &v)
	if err != nil {
		return p.noDiary(w, r, v, how, d, form.Get(pages.FieldWriting), err)
	}
	d.Writing = strings.ReplaceAll(form.Get(pages.FieldWriting), "\r\n", "\n")
	if err := p.save(r.Context(), v, d); err != nil {
		return p.noDiary(w, r, v, how, d, d.Writing, err)
	}
	if how == away {
		return p.leaveFor(w, r, how)
	}
	p.keep(w, v.purse)
	switch form.Get(pages.FieldDo) {
	case pages.DoStop:
		return p.stopped(w, r, "")
	case pages.DoSave:
		return p.to(w, r, pages.PathDiary)
	}
	if d.fault(p.shownDiary(r, d)) != "" {
		return p.to(w, r, pages.PathDiary+"?"+queryFaults)
	}
	if err := p.addEntry(r.Context(), v, d); err != nil {
		return p.noDiary(w, r, v, how, d, d.Writing, err)
	}
	return p.to(w, r, pages.PathDiary+"?"+querySaved)
}

// noDiary shows what was typed once more and says why it was not kept. Whoever was away
// too long does not see it.
func (p *Plain) noDiary(w http.ResponseWriter, r *http.Request, v visitor, how standing, d draft, typed string, err error) error {
	switch {
	case errors.Is(err, errSent), errors.Is(err, gehoor.Refuse(gehoor.CodeNoMailbox)):
		return p.noDraft(w, r, v, how, err)
	case how != inside:
		return err
	}
	status, why := p.frame.Failure(r, err)
	shown := p.shownDiary(r, d)
	shown.Writing, shown.Unkept = typed, why
	return p.frame.Show(w, r, status, pages.DiaryPage(shown))
}

// addEntry keeps what is being written, once: sent again on the same day it is there.
func (p *Plain) addEntry(ctx context.Context, v visitor, d draft) error {
	now := p.cfg.Now()
	on := protocol.Day(now)
	if n := len(d.kept.entries); n == 0 || d.kept.entries[n-1].Text != d.Writing || !d.kept.entries[n-1].On.Equal(on) {
		var salt [32]byte
		p.cfg.Random(salt[:])
		mark, sealed, err := v.own.SealEntry(p.cfg.Org, endpoint.DiaryEntry{Salt: hex.EncodeToString(salt[:]), Text: d.Writing})
		if err != nil {
			return err
		}
		if err := p.cfg.Door.AddDiaryEntry(ctx, p.cfg.Org, string(v.own.LookUp), mark, sealed.Bytes, on, now); err != nil {
			return err
		}
	}
	d.Writing = ""
	return p.save(ctx, v, d)
}

// withDiary adds a diary to what a reporter tells.
func (d draft) withDiary(a endpoint.Account) (endpoint.Account, error) {
	if len(d.kept.marks) == 0 {
		return a, nil
	}
	body, err := endpoint.EncodeDiary(d.kept.words)
	a.Diary, a.Marks = body, d.kept.marks
	return a, err
}

// seenEntries is how many entries a page shows, so that none goes along unseen.
func (d draft) seenEntries() string { return strconv.Itoa(len(d.kept.marks)) }

// storied are answers to begin with: where the story is asked for, that it is in the
// diary.
func (p *Plain) storied(d draft, sentence string) answer.Answers {
	if len(d.kept.marks) == 0 {
		return d.Answers
	}
	for _, s := range p.form.Steps {
		i := slices.IndexFunc(s.Questions, func(q questionnaire.Question) bool { return q.Required && q.Kind == questionnaire.KindLongText })
		if i < 0 {
			continue
		}
		if id := s.Questions[i].ID; d.Answers[id].Empty() {
			a := answer.Answers{id: {Text: sentence}}
			for other, v := range d.Answers {
				if other != id {
					a[other] = v
				}
			}
			return a
		}
		break
	}
	return d.Answers
}

// diaryChanged: another window added to it, or threw it away.
var diaryChanged = gehoor.Refuse(diary.CodeChanged)

// entriesOf are the entries that went along with a signal, each beside the day that the
// server gave to exactly these words; in the order in which they were written.
func entriesOf(all []endpoint.DiaryEntry, kept diary.Kept) []pages.Entry {
	entries := make([]pages.Entry, 0, len(all))
	for _, e := range all {
		one := pages.Entry{Opens: true, Text: e.Text}
		mark, err := e.Mark()
		for _, k := range kept.Entries {
			if err == nil && k.Mark == diary.MarkOf(mark) {
				one.On = k.On.At(12, 0, 0)
			}
		}
		entries = append(entries, one)
	}
	return entries
}
