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
	all := func(lines []string) []string {
		clean := make([]string, len(lines))
		for i, l := range lines {
			clean[i] = valid(l)
		}
		return clean
	}
	c := Document{Language: d.Language, Title: valid(d.Title), Preamble: all(d.Preamble), Closing: all(d.Closing)}
	for _, ch := range d.Chapters {
		one := Chapter{Heading: valid(ch.Heading)}
		for _, a := range ch.Articles {
			article := Article{Number: a.Number, Heading: valid(a.Heading)}
			for _, p := range a.Paragraphs {
				article.Paragraphs = append(article.Paragraphs, Paragraph{valid(p.Text), all(p.Items)})
			}
			one.Articles = append(one.Articles, article)
		}
		c.Chapters = append(c.Chapters, one)
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
