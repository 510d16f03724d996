package story

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/protocol"
	catalogue "github.com/gehoor/gehoor/internal/record"
)

// charted is the ID in the organisation chart of somebody of a story: the same wherever
// the name stands.
func charted(name string) gehoor.PersonID {
	sum := sha256.Sum256([]byte("story chart " + name))
	return gehoor.NewID[gehoor.PersonID]([16]byte(sum[:16]))
}

// chart imports the organisation chart that the lines below it are. Whoever has a login
// has their account in it.
func (r *run) chart(ctx context.Context, _ Statement, parts []Statement) error {
	now, err := r.Casework.Chart(ctx, r.Org, r.staff)
	if err != nil {
		return err
	}
	browser, err := r.Browsers.Staff(r.staff)
	if err != nil {
		return err
	}
	var names []Charted
	var places []chart.Place
	for _, line := range parts {
		p := r.placed(line)
		names, places = append(names, r.called(line, p, now)), append(places, p)
	}
	in, err := browser.Chart(protocol.DateOf(r.Clock.Now()), names, now.Readers)
	if err != nil {
		return err
	}
	in.After, in.Places, in.Left = now.Seq, places, left(now, places)
	return r.Casework.ImportChart(ctx, r.Org, r.staff, in)
}

// placed is what one line says of somebody.
func (r *run) placed(s Statement) chart.Place {
	name := s.Value("person")
	p := chart.Place{Person: charted(name), Account: r.Cast[name]}
	switch s.Form {
	case formPlaceUnder:
		p.Line = charted(s.Value("line:person"))
	case formPlaceOffice:
		p.Posts = []chart.Post{{Office: gehoor.Office(s.Value("office"))}}
	case formPlaceParty:
		p.Posts = []chart.Post{{Office: gehoor.Office(s.Value("office")), Party: s.Value("party")}}
	}
	return p
}

// called is how somebody is called in the chart: as in their account, else as the story
// has it, with a capital for each word.
func (r *run) called(s Statement, p chart.Place, now casework.ChartOf) Charted {
	name := s.Value("person")
	one := Charted{ID: p.Person, Number: name, Name: titled(name), Manager: p.Line}
	for _, a := range now.Accounts {
		if a.ID == p.Account {
			one.Name, one.Function = a.Name, a.Function.NL
			return one
		}
	}
	for _, post := range p.Posts {
		one.Function = officeName(post.Office)
	}
	return one
}

// officeName is what an office is called in the file of an organisation: as the first
// assessment names it.
func officeName(o gehoor.Office) string {
	t, _ := catalogue.Of(protocol.Assessed)
	f, _ := t.Field("office")
	label, _ := f.OptionLabel(string(o))
	return label.NL
}

// titled is a name in small letters as people write it.
func titled(name string) string {
	words := strings.Split(name, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:min(1, len(w))]) + w[min(1, len(w)):]
	}
	return strings.Join(words, " ")
}

// left are those who stand in the chart and are not placed.
func left(now casework.ChartOf, places []chart.Place) []gehoor.PersonID {
	var all []gehoor.PersonID
	for _, p := range now.Places() {
		if !slices.ContainsFunc(places, func(q chart.Place) bool { return q.Person == p.Person }) {
			all = append(all, p.Person)
		}
	}
	return all
}

// expectOffice compares the office that fits whoever was picked.
func (r *run) expectOffice(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	d, err := r.Casework.Dossier(ctx, r.Org, r.staff, box.Dossier)
	if err != nil {
		return "", err
	}
	var fitting []string
	for _, one := range d.Misfits {
		fitting = append(fitting, string(one.Fitting))
	}
	return differs(s.Value("office"), strings.Join(fitting, " ")), nil
}
