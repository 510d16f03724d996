package casework

import (
	"context"
	"errors"
	"fmt"
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
	// Forget are those whose names the next edition leaves out.
	Forget []gehoor.PersonID
}

// ReadChart returns the names for somebody who reads them and has the key; to anybody
// else they are not there.
func (c *Casework) ReadChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (Names, error) {
	if _, err := c.ChartReader(ctx, org, who); err != nil {
		return Names{}, err
	}
	n, err := c.names(ctx, org, who)
	if errors.Is(err, errNewer) { // somebody imported while we read
		n, err = c.names(ctx, org, who)
	}
	if err != nil {
		return Names{}, err
	}
	all, err := c.employed(ctx, org)
	n.Lack = slices.DeleteFunc(all, func(p *directory.Person) bool {
		_, has := n.Chart.Key(p.ID)
		return has || !p.ReadsChart()
	})
	n.Forget = n.Forgettable(c.deps.Source.Now())
	return n, err
}

// errNewer: names went while they were read, because there is a newer edition.
var errNewer = errors.New("casework: the chart's names have moved")

// names reads the newest edition.
func (c *Casework) names(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (Names, error) {
	s, err := c.chart.Load(ctx, org, gehoor.ChartStream)
	if err != nil {
		return Names{}, err
	}
	n := Names{Chart: s.State}
	key, has := s.State.Key(who)
	if !has {
		return n, gehoor.ErrNotFound
	}
	for i, id := range append([]gehoor.ContentID{key.Content}, s.State.Names...) {
		one, stream, err := c.deps.Events.Content(ctx, org, id)
		switch {
		case errors.Is(err, gehoor.ErrNotFound), err == nil && stream != drawer(s.State.Edition):
			return n, fmt.Errorf("%w: %w", errNewer, gehoor.ErrNotFound)
		case err != nil:
			return n, err
		case i == 0:
			n.Key = one.Bytes
		default:
			n.Parts = append(n.Parts, one.Bytes)
		}
	}
	return n, nil
}

// drawer is the stream that holds the names and keys of an edition.
func drawer(e chart.Edition) gehoor.StreamID {
	if e.Edition == "" {
		return gehoor.ChartStream
	}
	return gehoor.EditionStream(e.Edition)
}

// SealedNames are names as an administrator's browser made them anew.
type SealedNames struct {
	// After is [chart.Chart.Seq] as it was when they were prepared.
	After     gehoor.Seq
	Recipient string
	Names     []ledger.Content
	Keys      []SealedFor
}

// edition is what the chart keeps of them, and all contents.
func (n SealedNames) edition(s ledger.Source) (chart.Edition, []ledger.Content) {
	e := chart.Edition{Edition: newID[gehoor.EditionID](s), Recipient: n.Recipient}
	contents := slices.Clone(n.Names)
	for _, one := range n.Names {
		e.Names = append(e.Names, one.ID)
	}
	for _, k := range n.Keys {
		e.Keys = append(e.Keys, chart.Key{Person: k.Person, Content: k.Content.ID})
		contents = append(contents, k.Content)
	}
	return e, contents
}

// ChartImport is what an administrator's browser made of a file.
type ChartImport struct {
	SealedNames
	Places []chart.Place
	Left   []gehoor.PersonID
}

// ImportChart makes it the chart: all of it, or nothing. In every open dossier with a
// person concerned, those in line are looked for anew before it returns; what is left of
// that after a fault, the tick does. The names of the edition before are destroyed with it.
func (c *Casework) ImportChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, i ChartImport) error {
	edition, contents := i.edition(c.deps.Source)
	in := chart.Import{Imported: chart.Imported{Edition: edition}, Places: i.Places, Left: i.Left}
	return c.changeChart(ctx, org, who, contents, func(s *chart.Chart, d *ledger.Decision) ([]gehoor.Fact, error) {
		if err := c.chartFits(ctx, org, i, d); err != nil {
			return nil, err
		}
		return s.Import(in, i.After)
	})
}

// ChartMend are the names after two people turned out to be one, or one to be two, and why.
type ChartMend struct {
	SealedNames
	Reason ledger.Content
}

// MergePeople records that two IDs of the chart are one person. What follows from it in
// dossiers follows before it returns, as with an import, and the answer says nothing of it.
func (c *Casework) MergePeople(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, m ChartMend, kept, other gehoor.PersonID) error {
	return c.mendChart(ctx, org, who, m, func(s *chart.Chart, e chart.Edition, d *ledger.Decision) ([]gehoor.Fact, error) {
		var accounts []gehoor.PersonID
		for _, p := range []gehoor.PersonID{kept, other} {
			if place, _ := s.Place(p); place.Account != "" {
				accounts = append(accounts, place.Account)
			}
		}
		people, err := c.people(ctx, org, accounts, &d.Reads)
		if err != nil {
			return nil, err
		}
		used := func(account gehoor.PersonID) bool {
			return slices.ContainsFunc(people, func(p *directory.Person) bool { return p.ID == account && p.Active() })
		}
		return s.Merge(chart.Merged{Edition: e, Kept: kept, Other: other, Reason: m.Reason.ID}, m.After, used)
	})
}

// SplitPerson records that an ID of the chart stood for two people: here, who stands where
// it stood, and gone, who left. What was picked under it must be picked again, and until
// then both count.
func (c *Casework) SplitPerson(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, m ChartMend, person, here, gone gehoor.PersonID) error {
	return c.mendChart(ctx, org, who, m, func(s *chart.Chart, e chart.Edition, _ *ledger.Decision) ([]gehoor.Fact, error) {
		return s.Split(chart.Split{Edition: e, Person: person, Here: here, Gone: gone, Reason: m.Reason.ID}, m.After)
	})
}

func (c *Casework) mendChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, m ChartMend,
	act func(*chart.Chart, chart.Edition, *ledger.Decision) ([]gehoor.Fact, error)) error {
	edition, contents := m.edition(c.deps.Source)
	if m.Reason.ID != "" { // who gave none is refused
		contents = append(contents, m.Reason)
	}
	return c.changeChart(ctx, org, who, contents, func(s *chart.Chart, d *ledger.Decision) ([]gehoor.Fact, error) {
		if err := c.areReaders(ctx, org, m.Keys, d); err != nil {
			return nil, err
		}
		return act(s, edition, d)
	})
}

// changeChart is an act of an administrator after which lines can run otherwise.
func (c *Casework) changeChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, contents []ledger.Content,
	act func(*chart.Chart, *ledger.Decision) ([]gehoor.Fact, error)) error {
	if err := c.decideChart(ctx, org, who, (*directory.Person).Administers, contents, act); err != nil {
		return err
	}
	_ = c.sweepLines(ctx) // the chart is in; the tick goes on with what is left
	_ = c.Scrub(ctx)      // the earlier names are gone; overwriting them is done again too
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

// maxChart bounds how often an act is decided anew because a stream moved.
const maxChart = 30

// decideChart runs an act of somebody who may; to anybody else there is no chart. Sealed
// names and keys go into the edition's own stream, and with a new edition that of the one
// before is destroyed.
func (c *Casework) decideChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, may func(*directory.Person) bool, contents []ledger.Content,
	act func(*chart.Chart, *ledger.Decision) ([]gehoor.Fact, error)) error {
	if err := checkContents(contents); err != nil {
		return err
	}
	for range maxChart {
		batch, err := c.planChart(ctx, org, who, may, contents, act)
		if err != nil || len(batch.Extensions) == 0 {
			return err
		}
		err = c.deps.Events.Append(ctx, batch)
		if errors.Is(err, ledger.ErrConflict) {
			continue
		}
		for _, v := range batch.Erases {
			c.drawers.Forget(org, v.Stream)
		}
		return err
	}
	return ledger.ErrConflict
}

func (c *Casework) planChart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, may func(*directory.Person) bool, contents []ledger.Content,
	act func(*chart.Chart, *ledger.Decision) ([]gehoor.Fact, error)) (ledger.Batch, error) {
	var into gehoor.StreamID
	var erases []ledger.Version
	all, err := c.chart.Plan(ctx, org, gehoor.ChartStream, func(s ledger.Snapshot[*chart.Chart]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.ByPerson(who)}
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil {
			return d, err
		}
		if !may(person.State) {
			return d, gehoor.ErrNotFound
		}
		addRead(&d.Reads, person.Version())
		if d.Facts, err = act(s.State, &d); err != nil || len(d.Facts) == 0 {
			return d, err
		}
		next := editionOf(d.Facts, s.State.Edition)
		if into = drawer(next); into == gehoor.ChartStream {
			d.Contents = contents
		}
		if before := s.State.Edition.Edition; before != "" && before != next.Edition {
			old, err := c.drawers.Load(ctx, org, gehoor.EditionStream(before))
			if err != nil {
				return d, err
			}
			erases = []ledger.Version{old.Version()}
			d.Facts = append(d.Facts, chart.NamesDestroyed{Edition: before, Events: old.Seq})
		}
		return d, nil
	})
	if err != nil || len(all.Extensions) == 0 || into == gehoor.ChartStream {
		return all, err
	}
	kept := chart.Kept{}
	for _, one := range contents {
		kept.Contents = append(kept.Contents, one.ID)
	}
	part, err := c.drawers.Plan(ctx, org, into, func(ledger.Snapshot[*chart.Drawer]) (ledger.Decision, error) {
		return ledger.Decision{Actor: gehoor.ByPerson(who), Facts: []gehoor.Fact{kept}}, nil
	})
	all.Extensions = append(part.Extensions, all.Extensions...) // contents belong to the first
	all.Contents, all.Erases = contents, erases
	return all, err
}

// editionOf is the edition after these facts.
func editionOf(facts []gehoor.Fact, now chart.Edition) chart.Edition {
	for _, f := range facts {
		switch f := f.(type) {
		case chart.Imported:
			now = f.Edition
		case chart.Merged:
			now = f.Edition
		case chart.Split:
			now = f.Edition
		}
	}
	return now
}

// chartRows is the row of the chart's stream.
func chartRows(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*chart.Chart]) ([]ledger.Row, error) {
	return rows(view.Organigram(s.State.Seq)), nil
}

// chartBehind is a page of the dossiers in which those in line must be looked for anew.
func (c *Casework) chartBehind(ctx context.Context, now time.Time) ([]view.DueItem, error) {
	return c.behind(ctx, now, c.deps.Lists.ChartBehind)
}
