package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

// The organisation chart: an administrator's browser makes it of a file, those who handle
// read the names in theirs, and what it says of lines shuts people out (lines.go).

// ChartOf is the chart as whoever imports it needs it.
type ChartOf struct {
	*chart.Chart
	// Accounts are those who work here and can be somebody in it; Readers are those of
	// them to whom the key of the names goes.
	Accounts, Readers []*directory.Person
}

// Chart returns the chart for an administrator; to anybody else it is not there.
func (c *Casework) Chart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (ChartOf, error) {
	if _, err := c.Administrator(ctx, org, who); err != nil {
		return ChartOf{}, err
	}
	s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
	if err != nil {
		return ChartOf{}, err
	}
	all, err := c.employed(ctx, org)
	readers := slices.DeleteFunc(slices.Clone(all), func(p *directory.Person) bool { return !p.ReadsChart() })
	return ChartOf{Chart: s.State, Accounts: all, Readers: readers}, err
}

// ChartReader returns somebody who may read the names of the chart, if they have the key.
// To everybody else the answer is [gehoor.ErrNotFound].
func (c *Casework) ChartReader(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.Person(ctx, org, who)
	if err == nil && !p.ReadsChart() {
		return nil, gehoor.ErrNotFound
	}
	return p, err
}

// employed are those who work here and have a key, role by role.
func (c *Casework) employed(ctx context.Context, org gehoor.OrgID) ([]*directory.Person, error) {
	var all []*directory.Person
	var reads []ledger.Version
	for _, role := range gehoor.Roles() {
		ids, err := c.deps.Lists.StaffWith(ctx, org, role)
		if err != nil {
			return nil, err
		}
		people, err := c.people(ctx, org, ids, &reads)
		if err != nil {
			return nil, err
		}
		all = append(all, people...)
	}
	return all, nil
}

// Names are the sealed names of the chart, for one reader.
type Names struct {
	*chart.Chart
	// Key is the key of the names, sealed to the reader; Parts are the names.
	Key   []byte
	Parts [][]byte
	// Lack are those who should read them and have no key yet.
	Lack []*directory.Person
}

// ReadChart returns the names for somebody who reads them and has the key; to anybody
// else they are not there.
func (c *Casework) ReadChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (Names, error) {
	if _, err := c.ChartReader(ctx, org, who); err != nil {
		return Names{}, err
	}
	s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
	if err != nil {
		return Names{}, err
	}
	key, has := s.State.Key(who)
	if !has {
		return Names{}, gehoor.ErrNotFound
	}
	n := Names{Chart: s.State}
	if n.Key, err = c.chartContent(ctx, org, key.Content); err != nil {
		return Names{}, err
	}
	for _, id := range s.State.Names {
		part, err := c.chartContent(ctx, org, id)
		if err != nil {
			return Names{}, err
		}
		n.Parts = append(n.Parts, part)
	}
	all, err := c.employed(ctx, org)
	n.Lack = slices.DeleteFunc(all, func(p *directory.Person) bool {
		_, has := s.State.Key(p.ID)
		return has || !p.ReadsChart()
	})
	return n, err
}

func (c *Casework) chartContent(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) ([]byte, error) {
	one, stream, err := c.deps.Events.Content(ctx, org, id)
	if err == nil && stream != gehoor.ChartStream {
		err = gehoor.ErrNotFound
	}
	return one.Bytes, err
}

// ChartImport is what an administrator's browser made of a file.
type ChartImport struct {
	// After is [chart.Chart.Seq] as it was when it was prepared.
	After     gehoor.Seq
	Recipient string
	Names     []ledger.Content
	Keys      []SealedFor
	Places    []chart.Place
	Left      []gehoor.PersonID
}

// ImportChart makes it the chart: all of it, or nothing. In every open dossier with a
// person concerned, those in line are looked for anew before it returns; what is left of
// that after a fault, the tick does.
func (c *Casework) ImportChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, i ChartImport) error {
	contents := slices.Clone(i.Names)
	in := chart.Import{Imported: chart.Imported{Recipient: i.Recipient}, Places: i.Places, Left: i.Left}
	for _, n := range i.Names {
		in.Names = append(in.Names, n.ID)
	}
	for _, k := range i.Keys {
		in.Keys = append(in.Keys, chart.Key{Person: k.Person, Content: k.Content.ID})
		contents = append(contents, k.Content)
	}
	err := c.decideChart(ctx, org, who, (*directory.Person).Administers, contents, func(s *chart.Chart, d *ledger.Decision) ([]gehoor.Fact, error) {
		if err := c.chartFits(ctx, org, i, d); err != nil {
			return nil, err
		}
		return s.Import(in, i.After)
	})
	if err != nil {
		return err
	}
	_ = c.sweepLines(ctx) // the chart is in; the tick goes on with what is left
	return nil
}

// chartFits refuses keys for somebody who does not read the names, and accounts that are
// not there.
func (c *Casework) chartFits(ctx context.Context, org gehoor.OrgID, i ChartImport, d *ledger.Decision) error {
	if err := c.areReaders(ctx, org, i.Keys, d); err != nil {
		return err
	}
	var accounts []gehoor.PersonID
	for _, p := range i.Places {
		if p.Account != "" {
			accounts = append(accounts, p.Account)
		}
	}
	people, err := c.people(ctx, org, accounts, &d.Reads)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(people, func(p *directory.Person) bool { return p.Role == "" }) {
		return gehoor.Refuse(chart.CodeAccount)
	}
	return nil
}

func (c *Casework) areReaders(ctx context.Context, org gehoor.OrgID, keys []SealedFor, d *ledger.Decision) error {
	var ids []gehoor.PersonID
	for _, k := range keys {
		ids = append(ids, k.Person)
	}
	people, err := c.people(ctx, org, ids, &d.Reads)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(people, func(p *directory.Person) bool { return !p.ReadsChart() }) {
		return gehoor.Refuse(chart.CodeNames)
	}
	return nil
}

// GiveChartKeys gives the key of the names to readers who lack it; who has the key does.
func (c *Casework) GiveChartKeys(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, keys []SealedFor) error {
	var contents []ledger.Content
	give := make([]chart.Key, 0, len(keys))
	for _, k := range keys {
		contents = append(contents, k.Content)
		give = append(give, chart.Key{Person: k.Person, Content: k.Content.ID})
	}
	return c.decideChart(ctx, org, who, (*directory.Person).ReadsChart, contents, func(s *chart.Chart, d *ledger.Decision) ([]gehoor.Fact, error) {
		if _, has := s.Key(who); !has {
			return nil, gehoor.ErrNotFound
		}
		if err := c.areReaders(ctx, org, keys, d); err != nil {
			return nil, err
		}
		return s.Give(give)
	})
}

// decideChart runs an act of somebody who may; to anybody else there is no chart.
func (c *Casework) decideChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, may func(*directory.Person) bool, contents []ledger.Content,
	act func(*chart.Chart, *ledger.Decision) ([]gehoor.Fact, error)) error {
	if err := checkContents(contents); err != nil {
		return err
	}
	_, err := c.chart.Update(ctx, org, gehoor.ChartStream, func(s ledger.Snapshot[*chart.Chart]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.ByPerson(who), Contents: contents}
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil {
			return d, err
		}
		if !may(person.State) {
			return d, gehoor.ErrNotFound
		}
		addRead(&d.Reads, person.Version())
		d.Facts, err = act(s.State, &d)
		return d, err
	})
	return err
}

// chartRows is the row of the chart's stream.
func chartRows(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*chart.Chart]) ([]ledger.Row, error) {
	return rows(view.Organigram(s.State.Seq)), nil
}

// chartBehind is a page of the dossiers in which those in line must be looked for anew.
func (c *Casework) chartBehind(ctx context.Context, now time.Time) ([]view.DueItem, error) {
	return c.behind(ctx, now, c.deps.Lists.ChartBehind)
}
