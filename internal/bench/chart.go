package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Charted is what an organisation chart of so many people costs the server. What a
// browser does with the file before that is measured in a browser.
type Charted struct {
	Engine string `json:"engine"`
	People int    `json:"people"`
	// Accounts are how many of them have an account.
	Accounts int `json:"accounts"`
	// Import is a first import, in milliseconds.
	Import float64 `json:"import_ms"`
	// Pick is how long it takes to pick a person concerned, who is shut out with it and
	// recorded, Note an act in a dossier that looks at no chart; medians in milliseconds.
	Pick float64 `json:"pick_ms"`
	Note float64 `json:"note_ms"`
	// Again is an import of which everybody must be looked for anew in Dossiers dossiers,
	// in milliseconds.
	Dossiers int     `json:"dossiers"`
	Again    float64 `json:"again_ms"`
}

// chartSizes are the organisations: a town hall, and a large municipality.
var chartSizes = []int{200, 20_000}

const (
	// reports is how many work directly under one person.
	reports = 8
	// pickedIn is in how many dossiers somebody is picked.
	pickedIn = 200
	// namesEach is how many people's names go into one content, and nameBytes how long one
	// is when sealed.
	namesEach, nameBytes = 1_000, 180
)

func chartOn(ctx context.Context, o Options, e engine) ([]Charted, error) {
	sizes := chartSizes
	if o.Quick {
		sizes = sizes[:1]
	}
	var all []Charted
	for _, n := range sizes {
		o.Note(fmt.Sprintf("%s: an organisation chart of %d", e.name(), n))
		got, err := chartOf(ctx, o, e, n)
		if err != nil {
			return all, fmt.Errorf("bench: a chart of %d on %s: %w", n, e.name(), err)
		}
		all = append(all, got)
	}
	return all, nil
}

func chartOf(ctx context.Context, o Options, e engine, n int) (got Charted, err error) {
	got = Charted{Engine: e.name(), People: n, Dossiers: pickedIn}
	g := &grow{o: o, e: e}
	if g.m, err = newMunicipality(); err != nil {
		return got, err
	}
	if g.where, err = e.fresh(ctx); err != nil {
		return got, err
	}
	defer e.drop(g.where)
	g.clock.Store(time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).Unix())
	if err := g.open(ctx); err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, g.close()) }()
	c := &charting{grow: g, admin: g.m.cast["floor"], places: chartOfPeople(n, g.m)}
	for _, p := range c.places {
		if p.Account != "" {
			got.Accounts++
		}
	}
	took, err := c.imports(ctx, 0, c.places)
	if err != nil {
		return got, err
	}
	got.Import = millis(took)
	if err := c.pick(ctx, &got); err != nil {
		return got, err
	}
	// Whoever heads the organisation takes one more step away: in every dossier all is
	// looked for anew.
	s, err := g.cases.Chart(ctx, veenhaven.Org, c.admin)
	if err != nil {
		return got, err
	}
	moved := c.places[len(c.places)-1]
	moved.Line = c.places[1].Person
	took, err = c.imports(ctx, s.Seq, []chart.Place{moved})
	got.Again = millis(took)
	return got, err
}

// charting is a municipality with a chart.
type charting struct {
	*grow
	admin  gehoor.PersonID
	places []chart.Place
}

// chartOfPeople is n people in a tree. Those who work with Gehoor stand at the end, each
// under somebody else.
func chartOfPeople(n int, m *municipality) []chart.Place {
	places := make([]chart.Place, n)
	for i := range places {
		places[i].Person = gehoor.PersonID(randomHex(16))
		if i > 0 {
			places[i].Line = places[(i-1)/reports].Person
		}
	}
	for i, p := range m.founding.People {
		if i < n/2 {
			places[n-1-i*(reports+1)].Account = p.ID
		}
	}
	return places
}

func (c *charting) imports(ctx context.Context, after gehoor.Seq, places []chart.Place) (time.Duration, error) {
	in := casework.ChartImport{Places: places, SealedNames: casework.SealedNames{
		After: after, Recipient: "age1pq1" + randomHex(900), Keys: []casework.SealedFor{{Person: c.admin, Content: c.content(smallContent)}},
	}}
	for left := len(c.places); left > 0; left -= namesEach {
		in.Names = append(in.Names, c.content(min(left, namesEach)*nameBytes))
	}
	began := time.Now()
	err := c.cases.ImportChart(ctx, veenhaven.Org, c.admin, in)
	return time.Since(began), err
}

func (c *charting) content(size int) ledger.Content {
	b := make([]byte, size)
	random(b)
	return ledger.Content{ID: gehoor.ContentID(randomHex(32)), Bytes: b}
}

// pick picks somebody in each of some dossiers, who works far from whoever handles it.
func (c *charting) pick(ctx context.Context, got *Charted) error {
	boxes := make([]account.Mailbox, pickedIn)
	for i := range boxes {
		var err error
		if boxes[i], err = c.receive(ctx, smallContent); err != nil {
			return err
		}
	}
	var notes, picks []time.Duration
	for i, box := range boxes {
		who := c.to.Holders[0].ID
		d, err := c.cases.Dossier(ctx, veenhaven.Org, who, box.Dossier)
		if err != nil {
			return err
		}
		made := c.sealed(d)
		began := time.Now()
		if err := c.cases.WriteNote(ctx, veenhaven.Org, who, box.Dossier, c.content(smallContent), &made); err != nil {
			return err
		}
		notes = append(notes, time.Since(began))
		if err := c.cases.DeclareNoInterest(ctx, veenhaven.Org, who, box.Dossier); err != nil {
			return err
		}
		concerned := c.places[len(c.places)/2+i%(len(c.places)/4)]
		began = time.Now()
		err = c.cases.Record(ctx, veenhaven.Org, who, box.Dossier, casework.Writing{
			Kind: record.KindConcerned, Signal: box.Signal, Fields: record.Fields{"person": string(concerned.Person)}, Words: c.content(smallContent), Propose: true,
		})
		if err != nil {
			return err
		}
		picks = append(picks, time.Since(began))
	}
	got.Note, got.Pick = millis(median(notes)), millis(median(picks))
	return nil
}

// sealed is the compartment for internal words.
func (c *charting) sealed(d casework.Dossier) casework.Sealed {
	s := casework.Sealed{Recipient: "age1pq1" + randomHex(900), Threshold: d.Threshold}
	for _, h := range d.Holders {
		s.Grants = append(s.Grants, casework.SealedFor{Person: h.ID, Content: c.content(smallContent)})
	}
	for _, k := range d.Custodians {
		s.Shares = append(s.Shares, casework.SealedFor{Person: k.ID, Content: c.content(smallContent)})
	}
	return s
}
