package casework_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/counsel"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// counselling is an advice as an adviser's browser makes it for some people.
func counselling(id string, to ...gehoor.PersonID) casework.Counselling {
	g := casework.Counselling{ID: gehoor.CounselID(strings.Repeat(id, 32)), Own: words("own copy of " + id)}
	for _, p := range to {
		g.To = append(g.To, casework.SealedFor{Person: p, Content: words(fmt.Sprint(id, " to ", p))})
	}
	return g
}

// TestCounsel: those it is for read it, each their own copy, confirm it and answer; the
// adviser reads the answer; whoever leads the bureau reads that it was given and confirmed.
func TestCounsel(t *testing.T) {
	w, ctx := advised(t), t.Context()
	may, err := w.CounselTo(ctx, veenhaven, fenna)
	w.must(err)
	if len(may) != 3 || may[0].ID != siem || may[1].ID != mia || may[2].ID != lars {
		t.Errorf("an adviser can write to %d: %v", len(may), may)
	}
	g := counselling("1", mia, siem)
	w.must(w.GiveCounsel(ctx, veenhaven, fenna, g))
	w.must(w.GiveCounsel(ctx, veenhaven, fenna, g)) // the answer was lost
	w.now = w.now.Add(time.Hour)
	if to := w.told(notify.KindNotice); to != "1 3" {
		t.Errorf("%q were told, want the mayor and the secretary once", to)
	}
	own := func(who gehoor.PersonID, c ledger.Content) error {
		got, err := w.OpenCounsel(ctx, veenhaven, who, g.ID, []gehoor.ContentID{c.ID})
		if err == nil && string(got[0].Bytes) != string(c.Bytes) {
			t.Errorf("%s gets %q", who, got[0].Bytes)
		}
		return err
	}
	w.must(own(mia, g.To[0].Content))
	w.must(own(siem, g.To[1].Content))
	w.must(own(fenna, g.Own))
	for _, one := range []struct {
		who gehoor.PersonID
		c   ledger.Content
	}{{mia, g.To[1].Content}, {mia, g.Own}, {fenna, g.To[0].Content}, {lars, g.To[0].Content}, {noor, g.To[0].Content}, {jet, g.Own}} {
		if err := own(one.who, one.c); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s opens what is another's: %v", one.who, err)
		}
	}

	back, copy := words("thank you"), words("my copy of thank you")
	w.refused(w.AnswerCounsel(ctx, veenhaven, mia, g.ID, back, copy), counsel.CodeUnconfirmed)
	w.must(w.ConfirmCounsel(ctx, veenhaven, mia, g.ID))
	w.must(w.ConfirmCounsel(ctx, veenhaven, mia, g.ID))
	w.must(w.AnswerCounsel(ctx, veenhaven, mia, g.ID, back, copy))
	w.must(w.AnswerCounsel(ctx, veenhaven, mia, g.ID, back, copy))
	w.must(own(fenna, back))
	w.must(own(mia, copy))
	if err := own(siem, back); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the secretary opens the mayor's answer: %v", err)
	}

	all, err := w.Counsels(ctx, veenhaven, jet)
	w.must(err)
	if len(all) != 1 || all[0].From.ID != fenna || len(all[0].People) != 2 || all[0].To[0].ConfirmedAt.IsZero() || !all[0].To[1].ConfirmedAt.IsZero() {
		t.Errorf("the register has %+v", all)
	}
	if kinds := w.streamKinds(gehoor.CounselStream(g.ID)); kinds != "counsel.given counsel.confirmed counsel.answered" {
		t.Errorf("it is %s", kinds)
	}
	w.replays()
	for who, want := range map[gehoor.PersonID]int{fenna: 1, mia: 1, siem: 1, lars: 0} {
		if got, err := w.Counsels(ctx, veenhaven, who); err != nil || len(got) != want {
			t.Errorf("%s has %d: %v", who, len(got), err)
		}
	}
}

// TestCounselOfOthers: who is no adviser gives none, and to whom it is not there is none; it
// goes to nobody but the top.
func TestCounselOfOthers(t *testing.T) {
	w, ctx := advised(t), t.Context()
	for _, who := range []gehoor.PersonID{noor, jet, mia, fleur, gehoor.PersonID(id("0"))} {
		if err := w.GiveCounsel(ctx, veenhaven, who, counselling("2", mia)); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s gave one: %v", who, err)
		}
	}
	w.refused(w.GiveCounsel(ctx, veenhaven, fenna, counselling("2", noor)), counsel.CodeNobody)
	w.refused(w.GiveCounsel(ctx, veenhaven, fenna, counselling("2")), counsel.CodeNobody)
	w.refused(w.GiveCounsel(ctx, veenhaven, fenna, counselling("2", mia, mia)), counsel.CodeNobody)
	g := counselling("2", mia)
	w.must(w.GiveCounsel(ctx, veenhaven, fenna, g))
	for _, who := range []gehoor.PersonID{noor, jet, siem, fenna} {
		if err := w.ConfirmCounsel(ctx, veenhaven, who, g.ID); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s confirmed: %v", who, err)
		}
		if err := w.AnswerCounsel(ctx, veenhaven, who, g.ID, words("a"), words("b")); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s answered: %v", who, err)
		}
	}
	for _, who := range []gehoor.PersonID{noor, fleur} {
		if _, err := w.Counsels(ctx, veenhaven, who); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s has some: %v", who, err)
		}
	}
	for who, want := range map[gehoor.PersonID]int{siem: 0, jet: 1} {
		if got, err := w.Counsels(ctx, veenhaven, who); err != nil || len(got) != want {
			t.Errorf("%s sees %d of what is for another: %v", who, len(got), err)
		}
	}
	w.must(w.Leave(ctx, veenhaven, gehoor.System, mia))
	if err := w.ConfirmCounsel(ctx, veenhaven, mia, g.ID); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who left confirmed: %v", err)
	}
	other := gehoor.PersonID(strings.Repeat("6", 32))
	w.joins(other, gehoor.RoleAdviser)
	w.refused(w.GiveCounsel(ctx, veenhaven, other, counselling("2", siem)), gehoor.CodeMalformed) // an ID that is there
	for range draft.Saves + 1 {
		err := w.GiveCounsel(ctx, veenhaven, fenna, counselling("3", siem))
		if err != nil {
			w.refused(err, draft.CodeOften)
			return
		}
	}
	t.Error("as many as somebody likes")
}
