package directory

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/wording"
)

// TextsWorded is what pages say in the organisation's own words from now on, all of it;
// what it does not have is as the program words it.
type TextsWorded struct {
	Texts []PageText `json:"texts,omitempty"`
}

// PageText is the text of one place; an empty language is as the program words it.
type PageText struct {
	Place wording.Place `json:"place"`
	gehoor.Text
}

// Kind names the fact.
func (TextsWorded) Kind() gehoor.Kind { return "organisation.texts-worded" }

// Codes of refusals about what pages say in the organisation's own words.
const (
	// CodeText: a text cannot stand on a page; [wording.FaultOf] says why.
	CodeText gehoor.Code = "organisation.text"
	// CodeTextsLarge: all texts together are more than one fact holds.
	CodeTextsLarge gehoor.Code = "organisation.texts-large"
)

// maxTexts bounds the encoding of all texts, well below that of an event.
const maxTexts = 48 << 10

// PageTexts are the organisation's own words from one moment on.
type PageTexts struct {
	// Seq is its event in the organisation's stream; 0 before there was any.
	Seq   gehoor.Seq
	At    time.Time
	By    gehoor.Actor
	Texts []PageText
}

// maxPageTexts is how many former ones a state remembers.
const maxPageTexts = 10

// Own are the texts by place. Places that are no more are not there.
func (t PageTexts) Own() wording.Own {
	own := wording.Own{}
	for _, one := range t.Texts {
		if one.Place.Valid() {
			own[one.Place] = one.Text
		}
	}
	return own
}

// of are the texts of a group, place by place.
func (t PageTexts) of(g wording.Group) []gehoor.Text {
	var all []gehoor.Text
	own := t.Own()
	for _, p := range g.Places() {
		all = append(all, own[p])
	}
	return all
}

// Same says whether a group says the same.
func (t PageTexts) Same(other PageTexts, g wording.Group) bool {
	return slices.Equal(t.of(g), other.of(g))
}

// PageTexts is what pages say now, the zero PageTexts if the program's texts always
// were in force.
func (o *Organisation) PageTexts() PageTexts {
	if n := len(o.Texts); n > 0 {
		return o.Texts[n-1]
	}
	return PageTexts{}
}

// WordTexts changes what a group of places says; the others stay as they are. after is
// the Seq of the texts that were changed: a group that somebody else changed since is
// refused, another group is not in the way.
func (o *Organisation) WordTexts(after gehoor.Seq, g wording.Group, texts wording.Own) ([]gehoor.Fact, error) {
	now := o.PageTexts()
	all := now.Own()
	for _, p := range g.Places() {
		one := texts[p]
		if wording.FaultOf(p, one.NL) != "" || wording.FaultOf(p, one.EN) != "" {
			return nil, gehoor.Refuse(CodeText)
		}
		all[p] = one
	}
	next := TextsWorded{Texts: stated(all)}
	switch {
	case !o.Exists() || len(g.Places()) == 0:
		return nil, gehoor.ErrNotFound
	case now.Same(PageTexts{Texts: next.Texts}, g):
		return nil, nil // said before
	case !o.untouched(after, g):
		return nil, gehoor.Refuse(CodeChanged)
	}
	if data, err := json.Marshal(next); err != nil || len(data) > maxTexts {
		return nil, gehoor.Refuse(CodeTextsLarge)
	}
	return []gehoor.Fact{next}, nil
}

// untouched says whether a group says what it said after an event. What is not
// remembered any more counts as touched.
func (o *Organisation) untouched(after gehoor.Seq, g wording.Group) bool {
	now := o.PageTexts()
	if now.Seq == after {
		return true
	}
	i := slices.IndexFunc(o.Texts, func(t PageTexts) bool { return t.Seq == after })
	switch {
	case i >= 0:
		return o.Texts[i].Same(now, g)
	case after == 0 && len(o.Texts) < maxPageTexts: // before there was any
		return PageTexts{}.Same(now, g)
	}
	return false
}

// stated are the texts as a fact has them: what is not empty, in the order of the
// places.
func stated(own wording.Own) []PageText {
	var all []PageText
	for _, p := range wording.Places() {
		if one := own[p]; one != (gehoor.Text{}) {
			all = append(all, PageText{Place: p, Text: one})
		}
	}
	return all
}

func (o *Organisation) textsWorded(e gehoor.Event, f TextsWorded) {
	o.Texts = append(o.Texts, PageTexts{Seq: e.Seq, At: e.At, By: e.Actor, Texts: f.Texts})
	if n := len(o.Texts) - maxPageTexts; n > 0 {
		o.Texts = slices.Clone(o.Texts[n:])
	}
}
