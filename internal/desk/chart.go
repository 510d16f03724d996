package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/seal"
)

// Chart is the organisation chart that is there, opened.
type Chart struct {
	After gehoor.Seq
	// Before is who is in it, for a file to be compared with.
	Before personnel.Before
	// Last is what the last import left; nothing before the first.
	Last personnel.Import
	// Readers are those to whom the next edition is sealed.
	Readers []Reader
}

// ErrClosed: there is a chart, and its owner has no key to its names yet.
var ErrClosed = errors.New("desk: there is no key to the names yet")

// reloads is how often a chart is fetched anew because somebody imported meanwhile.
const reloads = 3

// Chart fetches and opens the chart.
func (d *Desk) Chart(ctx context.Context) (c Chart, err error) {
	for range reloads {
		var fits bool
		if c, fits, err = d.chart(ctx); err != nil || fits {
			return c, err
		}
	}
	return c, &Failure{Kind: Refused, Code: chart.CodeBehind, Status: http.StatusConflict}
}

// chart fetches it once; fits is false if somebody imported between two questions.
func (d *Desk) chart(ctx context.Context) (c Chart, fits bool, err error) {
	var is chartWire
	if err := d.site.do(ctx, ask{http.MethodGet, pathImport, nil, chartPatience, maxChart}, &is); err != nil {
		return c, false, err
	}
	c = Chart{After: is.After, Readers: is.Readers, Before: personnel.Before{Accounts: is.Accounts}}
	for _, p := range is.Places {
		c.Before.Places = append(c.Before.Places, p.place())
	}
	if is.After == 0 {
		return c, true, nil
	}
	var sealed namesWire
	err = d.site.do(ctx, ask{http.MethodGet, pathNames, nil, chartPatience, maxChart}, &sealed)
	var failure *Failure
	if errors.As(err, &failure) && failure.Kind == Missing {
		return c, false, ErrClosed
	}
	if err != nil || sealed.After != is.After {
		return c, false, err
	}
	names, err := endpoint.OpenChart(d.own, d.org, endpoint.SealedChart{Recipient: sealed.Recipient, Key: sealed.Key, Names: sealed.Names})
	if err != nil {
		return c, false, err
	}
	c.Last = names.Last
	c.Before.People, c.Before.Left, c.Before.Forget, c.Before.Refused = names.People, sealed.Left, sealed.Forget, names.Last.Refused
	return c, true, nil
}

// Unvouched says that the root does not vouch for somebody's key.
type Unvouched struct{ Reader }

// Error implements error.
func (*Unvouched) Error() string { return "desk: the root does not vouch for the key of a reader" }

// Vouched checks that the root signed the key of each reader for that person, and that the
// own key among them is the own key.
func (d *Desk) Vouched(readers []Reader) error {
	for _, r := range readers {
		key, err := seal.VerifyStaffKey(r.Note, d.root, d.org)
		if err != nil || key.Person != r.ID || string(key.Recipient) != r.Recipient || r.ID == d.me && key.Recipient != d.own.Recipient() {
			return &Unvouched{r}
		}
	}
	return nil
}

// Import seals the chart as a plan has it, to every reader, and makes it the chart. Last is
// what is left for the next import.
func (d *Desk) Import(ctx context.Context, c Chart, p personnel.Plan, last personnel.Import) error {
	if err := d.Vouched(c.Readers); err != nil {
		return err
	}
	var readers []*directory.Person
	for _, r := range c.Readers {
		readers = append(readers, &directory.Person{ID: r.ID, Recipient: r.Recipient, Note: r.Note})
	}
	made, err := endpoint.SealChart(d.org, d.root, personnel.Names{People: p.People, Last: last}, readers)
	if err != nil {
		return fmt.Errorf("desk: seal the chart: %w", err)
	}
	return d.send(ctx, importOf(c.After, made, p))
}

// send sends the same bytes until there is an answer: an import that arrived before makes
// the next one late, and nothing twice.
func (d *Desk) send(ctx context.Context, wire importWire) error {
	for _, pause := range append(slices.Clone(d.site.pauses), 0) {
		err := d.site.do(ctx, ask{http.MethodPost, pathImport, wire, chartPatience, maxAnswer}, nil)
		var failure *Failure
		if !errors.As(err, &failure) || !failure.Again() || pause == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
	return nil
}

// Behind says whether the chart moved since it was fetched, or who reads it or has an
// account did: the file is then compared anew.
func Behind(err error) bool {
	var failure *Failure
	return errors.As(err, &failure) && slices.Contains([]gehoor.Code{chart.CodeBehind, chart.CodeNames, chart.CodeAccount}, failure.Code)
}
