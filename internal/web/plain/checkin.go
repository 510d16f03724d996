package plain

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// How it goes with the reporter after the end.

func readCheckIn(b *pages.Box, w *text.Words, form url.Values) (string, bool) {
	var typed pages.Typed
	words, ok := readWords(&typed, w, form.Get(box.FieldWords), "")
	c := box.CheckIn{
		Going: form.Get(box.FieldGoing), Away: form.Get(box.FieldAway), Worse: form.Get(box.FieldWorse),
		Words: words, WordsProblem: typed.Problem,
	}
	if !checkin.Going(c.Going).Valid() {
		c.GoingProblem = w.Say("check-in.missing-going")
	}
	if !yesOrNo(c.Away) {
		c.AwayProblem = w.Say("check-in.missing-away")
	}
	if !yesOrNo(c.Worse) {
		c.WorseProblem = w.Say("check-in.missing-worse")
	}
	b.CheckIn = c
	if strings.TrimSpace(words) == "" {
		words = ""
	}
	return words, ok && c.GoingProblem == "" && c.AwayProblem == "" && c.WorseProblem == ""
}

func yesOrNo(s string) bool { return s == "yes" || s == "no" }

// checkIn hands an answer in.
func checkIn(c *casework.Casework, ctx context.Context, mine account.Mailbox, one handing) error {
	return c.AnswerCheckInOnce(ctx, mine, casework.HowItGoes{
		Step: one.form.Get(pages.FieldStep), Words: one.words,
		Answer: checkin.Answer{
			Going:    checkin.Going(one.form.Get(box.FieldGoing)),
			KeptAway: one.form.Get(box.FieldAway) == "yes", TreatedWorse: one.form.Get(box.FieldWorse) == "yes",
		},
	}, one.seen)
}

// noCheckIn is that the reporter does not want to be asked, or wants to be again. Pressed
// twice is no fault.
func (p *Plain) noCheckIn(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		err, before, query := error(nil), checkin.CodeDone, querySkip
		switch form.Get(pages.FieldDo) {
		case pages.DoSkip:
			err = p.cfg.Cases.SkipCheckIn(r.Context(), mine, form.Get(pages.FieldStep))
		case pages.DoNever:
			before, query = checkin.CodeStopped, queryNever
			err = p.cfg.Cases.StopCheckIns(r.Context(), mine)
		case pages.DoResume:
			before, query = checkin.CodeOn, queryResume
			err = p.cfg.Cases.ResumeCheckIns(r.Context(), mine)
		default:
			return gehoor.Refuse(gehoor.CodeMalformed)
		}
		if err != nil && !errors.Is(err, gehoor.Refuse(before)) {
			return err
		}
		return p.to(w, r, pages.PathBox+"?"+query)
	})
}
