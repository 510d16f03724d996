package box_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// Each state says what is so, asks for one thing, and keeps the rules of every page.
func TestNews(t *testing.T) {
	for _, c := range []struct {
		name     string
		news     box.News
		has, not []string
	}{
		{"never", box.News{State: notify.NewsNever}, nil, []string{"Mail als er iets nieuws is"}},
		{"off", box.News{State: notify.NewsOff}, []string{"Gebruik geen adres van uw werk", "Stuur mij een code"}, []string{"adres van de gemeente zelf", "Stop de mail"}},
		{"work", box.News{State: notify.NewsOff, Mail: "noor@veenhaven.example", Work: true}, []string{"Dit is een adres van de gemeente zelf", "toch mail op dit adres"}, nil},
		{"problem", box.News{State: notify.NewsOff, Mail: "x", Problem: "Dit is geen e-mailadres."}, []string{"Dit is geen e-mailadres."}, nil},
		{"asked", box.News{State: notify.NewsAsked}, []string{"De code uit de mail", "Toch geen mail"}, []string{"Stuur mij een code"}},
		{"on", box.News{State: notify.NewsOn}, []string{"Stop de mail en wis mijn adres"}, []string{"De code uit de mail"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
				// A page that is rendered by itself lacks the headers; nothing else is amiss.
				bare := webtest.Problems(render(t, lang, nil))
				slices.Sort(bare)
				got := webtest.Problems(render(t, lang, func(d *box.Data) { d.News = c.news }))
				slices.Sort(got)
				if diff := cmp.Diff(bare, got); diff != "" {
					t.Error(diff)
				}
			}
			said := words(render(t, "nl", func(d *box.Data) { d.News = c.news }))
			for _, s := range c.has {
				if !strings.Contains(said, s) {
					t.Errorf("%q is missing", s)
				}
			}
			for _, s := range c.not {
				if strings.Contains(said, s) {
					t.Errorf("%q is there", s)
				}
			}
		})
	}
}

func TestIsWork(t *testing.T) {
	domains := []string{"veenhaven.example", ""}
	for mail, want := range map[string]bool{
		"noor@veenhaven.example": true, " Noor@VEENHAVEN.example ": true, "noor@mail.veenhaven.example": true,
		"noor@thuis.example": false, "noor@notveenhaven.example": false, "veenhaven.example": false, "": false, "a@": false,
	} {
		if got := box.IsWork(mail, domains); got != want {
			t.Errorf("%q: %v", mail, got)
		}
	}
}
