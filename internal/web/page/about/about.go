// Package about has the pages that only tell: where a reporter begins, how to
// talk to somebody, what is promised and what is not, privacy, accessibility,
// and the neutral page to which the quick exit leads.
//
// Each page is one template that takes the frame's [layout.Page]. The words are
// in the catalogue, file site.yaml.
package about

import (
	"cmp"
	"slices"

	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// say returns the sentences of several keys.
func say(w *text.Words, keys ...text.Key) []string {
	sentences := make([]string, len(keys))
	for i, k := range keys {
		sentences[i] = w.Say(k)
	}
	return sentences
}

// times is what a day's line of the opening hours says.
func times(w *text.Words, o layout.Opening) string {
	if o.From == "" && o.Until == "" {
		return w.Say("hours.closed")
	}
	return w.Say("hours.span", text.With("from", o.From), text.With("until", o.Until))
}

// contact puts the organisation's name, number and address into a sentence.
func contact(p layout.Page, key text.Key) string {
	return p.Words.Say(key,
		text.With("name", p.Org.Name),
		text.With("phone", p.Org.Phone),
		text.With("mail", p.Org.Mail))
}

// byNumber sorts by what people look for.
func byNumber(all []text.Explanation) []text.Explanation {
	return slices.SortedFunc(slices.Values(all), func(a, b text.Explanation) int {
		return cmp.Compare(a.Code.Number(), b.Code.Number())
	})
}
