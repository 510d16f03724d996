package regulation

import (
	"bytes"
	_ "embed" // the page
	"html/template"
	"strings"
)

//go:embed page.html
var pageHTML string

var page = template.Must(template.New("regulation").Parse(pageHTML))

// HTML is the regulation as a page of its own: no script, nothing from elsewhere, to
// read on a screen and to print.
func (d Document) HTML() ([]byte, error) {
	var b bytes.Buffer
	if err := page.Execute(&b, d.clean()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// clean leaves out what neither HTML nor XML can hold.
func (d Document) clean() Document {
	c := Document{Language: d.Language, Title: valid(d.Title), Preamble: cleanLines(d.Preamble), Closing: cleanLines(d.Closing), Annex: d.Annex.clean()}
	for _, ch := range d.Chapters {
		one := Chapter{Heading: valid(ch.Heading)}
		for _, a := range ch.Articles {
			article := Article{Number: a.Number, Heading: valid(a.Heading)}
			for _, p := range a.Paragraphs {
				article.Paragraphs = append(article.Paragraphs, Paragraph{valid(p.Text), cleanItems(p.Items)})
			}
			one.Articles = append(one.Articles, article)
		}
		c.Chapters = append(c.Chapters, one)
	}
	return c
}

func cleanItems(items []Item) []Item {
	var all []Item
	for _, one := range items {
		all = append(all, Item{valid(one.Text), cleanItems(one.Items)})
	}
	return all
}

func cleanLines(lines []string) []string {
	var all []string
	for _, l := range lines {
		all = append(all, valid(l))
	}
	return all
}

func (a Annex) clean() Annex {
	list := func(l List) List { return List{valid(l.Text), cleanLines(l.Lines)} }
	c := Annex{Heading: valid(a.Heading), Text: valid(a.Text)}
	for _, one := range a.Cards {
		c.Cards = append(c.Cards, Card{valid(one.Heading), valid(one.For), list(one.Do), list(one.Dont)})
	}
	return c
}

// valid replaces what is no character of XML 1.0 (§2.2).
func valid(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= 0x10ffff:
			return r
		}
		return '\ufffd'
	}, strings.ToValidUTF8(s, "\ufffd"))
}
