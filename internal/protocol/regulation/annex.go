package regulation

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// annex are the cards: what people do and leave, each with the articles at which it
// helps. They are advice; the annex says so.
func (r *writer) annex() Annex {
	if len(r.def.Cards) == 0 {
		return Annex{}
	}
	a := Annex{Heading: r.say("regulation.annex"), Text: r.say("regulation.annex-is")}
	for _, c := range r.def.Cards {
		a.Cards = append(a.Cards, Card{
			Heading: c.Title.In(r.words.Language()), For: r.helps(c),
			Do: r.lines("regulation.card-do", c.Do), Dont: r.lines("regulation.card-dont", c.Dont),
		})
	}
	return a
}

// helps names the articles of the steps that have the card.
func (r *writer) helps(c protocol.Card) string {
	var articles []string
	for _, s := range r.def.Steps {
		if s.Card == c.Code {
			articles = append(articles, strconv.Itoa(r.article[s.Code]))
		}
	}
	if len(articles) == 0 {
		return ""
	}
	return r.say("regulation.card-for", text.Count("count", len(articles)), text.With("articles", phrase.And(r.words, articles)))
}

func (r *writer) lines(key text.Key, all []gehoor.Text) List {
	if len(all) == 0 {
		return List{}
	}
	l := List{Text: r.say(key)}
	for _, one := range all {
		l.Lines = append(l.Lines, one.In(r.words.Language()))
	}
	return l
}

// card names the card of a step.
func (r *writer) card(s protocol.Step) Paragraph {
	for _, c := range r.def.Cards {
		if c.Code == s.Card {
			return Paragraph{Text: r.say("regulation.card", text.With("title", c.Title.In(r.words.Language())))}
		}
	}
	return Paragraph{}
}
