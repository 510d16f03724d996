package story

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	catalogue "github.com/gehoor/gehoor/internal/record"
)

// writeDown writes down what a step demands.
func (r *run) writeDown(ctx context.Context, s Statement, parts []Statement) error {
	t, ok := catalogue.Of(gehoor.Kind(s.Value("kind")))
	if !ok {
		return fmt.Errorf("there is no record %s", s.Value("kind"))
	}
	w := casework.Writing{Kind: t.Kind, Fields: catalogue.Fields{}, Propose: t.Second == catalogue.SecondMust}
	written, sealed := "", catalogue.Fields{}
	of, undeclared := t.About == catalogue.AboutSignal, t.Kind == catalogue.KindConflict
	for _, p := range parts {
		switch p.Form {
		case formField:
			if err := r.field(t, p, w.Fields, sealed); err != nil {
				return err
			}
		case formWords:
			written = p.Value("text")
		case formByTwo:
			w.Propose = true
		case formUndeclared:
			undeclared = true
		case formOfSignal:
			of = true
		case formAlike:
			w.Alike = likeness(true)
		}
	}
	fillPlainly(t, w.Fields, sealed, protocol.DateOf(r.Clock.Now()))
	if w.Alike == nil && t.Compared.Holds(w.Fields) {
		w.Alike = likeness(false)
	}
	if written == "" && t.Words.Needed {
		written = "-"
	}
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, id gehoor.SignalID) (err error) {
		if of {
			w.Signal = id
		}
		if !undeclared {
			if err := r.declare(ctx, d); err != nil {
				return err
			}
		}
		if text := t.Text(gehoor.Dutch, sealed, written); text != "" {
			if w.Words, w.Made, err = r.sealIn(ctx, browser, d, t.Compartment(), text); err != nil {
				return err
			}
			r.said[w.Words.ID] = text
		}
		return r.Casework.Record(ctx, r.Org, r.staff, d.ID, w)
	})
}

// declare has whoever acts say that they have no interest, if they must.
func (r *run) declare(ctx context.Context, d casework.Dossier) error {
	if !d.MustDeclare {
		return nil
	}
	return r.Casework.DeclareNoInterest(ctx, r.Org, r.staff, d.ID)
}

func (r *run) noInterest(ctx context.Context, _ Statement, _ []Statement) error {
	return r.asHolder(ctx, func(ctx context.Context, _ Staff, d casework.Dossier, _ gehoor.SignalID) error {
		return r.Casework.DeclareNoInterest(ctx, r.Org, r.staff, d.ID)
	})
}

// field reads one answer into those that are open, or those that are sealed.
func (r *run) field(t catalogue.Type, s Statement, open, sealed catalogue.Fields) error {
	f, ok := t.Field(s.Value("field"))
	if !ok {
		return fmt.Errorf("%s has no field %s", t.Kind, s.Value("field"))
	}
	words := strings.Fields(s.Value("values"))
	if f.Type == catalogue.Date {
		words = []string{dayOf(words, r.Clock.Now())}
	}
	value, err := f.Read(words)
	if err != nil {
		return err
	}
	if f.Type == catalogue.OfChart {
		// What a browser's search fills in beside it.
		sealed["name"] = titled(value.(string))
		value = string(charted(value.(string)))
	}
	if f.Type == catalogue.Person {
		id, err := r.person(value.(string))
		if err != nil {
			return err
		}
		value = string(id)
	}
	if f.Sealed {
		sealed[f.Name] = value
	} else {
		open[f.Name] = value
	}
	return nil
}

// noon is an hour of the day that every day has once.
const noon = " 12:00"

// dayOf is the day that words say, counted from a moment: "today", "7 days ago", "+2
// weeks". What says none is left as it is, for who reads the answer to refuse.
func dayOf(words []string, now time.Time) string {
	said := strings.Join(words, " ")
	m, err := parseMoment(said + noon)
	if err != nil || m.base == fixed {
		return said
	}
	at, err := m.resolve(now, now)
	if err != nil {
		return said
	}
	return protocol.DateOf(at).String()
}

// likeness is what a browser of a story finds, if it compares words.
func likeness(alike bool) *catalogue.Likeness {
	return &catalogue.Likeness{Check: 1, Texts: 1, Alike: alike}
}

// confirmRecord confirms the record of a kind that waits the longest.
func (r *run) confirmRecord(ctx context.Context, s Statement, parts []Statement) error {
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) (err error) {
		if err := r.declare(ctx, d); err != nil {
			return err
		}
		p := waiting(d, s.Value("kind"))
		y := casework.Confirming{Proposal: p.Seq, Read: p.Alike}
		for _, p := range parts {
			switch p.Form {
			case formNotAlike:
				y.Read = likeness(false)
			case formUnread:
				y.Read = nil
			case formDifferent:
				if y.Different, _, err = r.sealNote(ctx, browser, d, p.Value("text")); err != nil {
					return err
				}
				r.said[y.Different.ID] = p.Value("text")
			}
		}
		return r.Casework.ConfirmRecord(ctx, r.Org, r.staff, d.ID, y)
	})
}

func (r *run) dropRecord(ctx context.Context, s Statement, _ []Statement) error {
	return r.asHolder(ctx, func(ctx context.Context, _ Staff, d casework.Dossier, _ gehoor.SignalID) error {
		return r.Casework.DropRecord(ctx, r.Org, r.staff, d.ID, waiting(d, s.Value("kind")).Seq)
	})
}

// waiting is the record of a kind that waits the longest; none is refused as one that
// was decided.
func waiting(d casework.Dossier, kind string) dossier.RecordProposal {
	for _, p := range d.Waiting {
		if string(p.What) == kind {
			return p
		}
	}
	return dossier.RecordProposal{}
}

func (r *run) expectRecorded(ctx context.Context, s Statement) (string, error) {
	d, _, err := r.dossier(ctx)
	n := 0
	for _, one := range d.Records {
		if string(one.What) == s.Value("kind") {
			n++
		}
	}
	return differs(s.Value("number"), strconv.Itoa(n)), err
}

func (r *run) expectProposed(ctx context.Context, s Statement) (string, error) {
	d, _, err := r.dossier(ctx)
	n := 0
	for _, one := range d.Waiting {
		if string(one.What) == s.Value("kind") {
			n++
		}
	}
	return differs(s.Value("number"), strconv.Itoa(n)), err
}

// recordedWords are the contents that lie with records, those that wait too.
func recordedWords(d casework.Dossier, held map[gehoor.Compartment]bool) []gehoor.ContentID {
	var words []gehoor.ContentID
	for _, one := range d.Records {
		if one.Content != "" && held[one.In] {
			words = append(words, one.Content)
		}
		if one.Different != "" && held[gehoor.Case] {
			words = append(words, one.Different)
		}
	}
	for _, one := range d.Waiting {
		if one.Content != "" && held[gehoor.Case] {
			words = append(words, one.Content)
		}
	}
	return words
}

// plainAnswer is how many days on a day is that a story does not name.
const plainAnswer = 28

// fillPlainly answers the questions that a story leaves out and that must be answered.
func fillPlainly(t catalogue.Type, open, sealed catalogue.Fields, today protocol.Date) {
	for _, f := range t.Fields {
		answers := open
		if f.Sealed {
			answers = sealed
		}
		if _, answered := answers[f.Name]; !answered && (f.Needed || f.Agree) && !f.Unless.Holds(open) {
			answers[f.Name] = plainly(f, open, today)
		}
	}
}

// plainly is an answer as plain as can be.
func plainly(f catalogue.Field, open catalogue.Fields, today protocol.Date) any {
	switch f.Type {
	case catalogue.YesNo:
		return f.Agree
	case catalogue.Number:
		return f.Least
	case catalogue.Date:
		return today.AddDays(plainAnswer).String()
	case catalogue.Choices:
		if from, ok := open[f.Within].([]string); ok {
			return from[:min(f.Least, len(from))]
		}
		chosen := []string{}
		for _, o := range f.Options[:min(f.Least, len(f.Options))] {
			chosen = append(chosen, o.Value)
		}
		return chosen
	case catalogue.Choice:
		return f.Options[0].Value
	case catalogue.Letter:
		return 1
	}
	return ""
}
