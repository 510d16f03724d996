package web

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	pages "github.com/gehoor/gehoor/internal/web/page/diary"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// What somebody writes down who has not decided yet. The entries come sealed; the server
// gives each the day of today and never changes it.

// diaryPage is where somebody in doubt writes.
func (s *Site) diaryPage(w http.ResponseWriter, r *http.Request) error {
	err := s.takesSignals(r)
	closed := errors.Is(err, &gehoor.Refusal{Code: directory.CodeIntakeClosed})
	if err != nil && !closed {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Page(pages.Data{
		Page: s.page(r, layout.ForReporter, pages.Title, layout.PathDiary, pages.Files...), Closed: closed,
	}))
}

// entryWire is an entry on its way in.
type entryWire struct {
	Lookup string `json:"lookup"`
	Pass   string `json:"pass,omitempty"`
	Mark   string `json:"mark"`
	Sealed []byte `json:"sealed"`
}

// addEntry keeps an entry.
func (s *Site) addEntry(w http.ResponseWriter, r *http.Request) error {
	e, err := decode[entryWire](r)
	if err != nil {
		return err
	}
	if err := s.takesSignals(r); err != nil {
		return err
	}
	mark, err := diary.ParseMark(e.Mark)
	if err != nil {
		return err
	}
	if _, err := content(e.Sealed); err != nil {
		return err
	}
	if err := s.admitted(r, e.Lookup, e.Pass); err != nil {
		return err
	}
	if err := s.door.AddDiaryEntry(r.Context(), s.cfg.Org, e.Lookup, mark, e.Sealed, protocol.Day(s.now()), s.now()); err != nil {
		return err
	}
	return done(w)
}

// dropDiary forgets everything of a code that was not sent, at its writer's wish.
func (s *Site) dropDiary(w http.ResponseWriter, r *http.Request) error {
	d, err := decode[lookupWire](r)
	if err != nil {
		return err
	}
	if err := s.door.DropDiary(r.Context(), s.cfg.Org, d.Lookup); err != nil {
		return err
	}
	return done(w)
}

// openedWire is a diary on its way to its writer: until says up to which day it is kept,
// that day not among them.
type openedWire struct {
	Until   protocol.Date `json:"until"`
	Entries []keptWire    `json:"entries"`
}

// keptWire is one entry.
type keptWire struct {
	On     protocol.Date `json:"on"`
	Mark   diary.Mark    `json:"mark"`
	Sealed []byte        `json:"sealed"`
}

func opened(all []account.DiaryEntry) *openedWire {
	if len(all) == 0 {
		return nil
	}
	out := openedWire{Until: protocol.DateOf(all[0].EndsOn)}
	for _, e := range all {
		out.Entries = append(out.Entries, keptWire{protocol.DateOf(e.KeptOn), diary.MarkOf(e.Mark), e.Sealed})
	}
	return &out
}

// diaryWire is a diary on its way into a signal.
type diaryWire struct {
	Sealed []byte   `json:"sealed"`
	Marks  []string `json:"marks"`
}

func (d diaryWire) kept() (*casework.SealedDiary, error) {
	sealed, err := content(d.Sealed)
	if err != nil {
		return nil, err
	}
	kept := casework.SealedDiary{Content: sealed}
	for _, one := range d.Marks {
		mark, err := diary.ParseMark(one)
		if err != nil {
			return nil, err
		}
		kept.Marks = append(kept.Marks, mark)
	}
	return &kept, nil
}
