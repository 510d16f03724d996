package casework_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// between is a store in which a test comes between: before each call, and after it.
type between struct {
	*ledgertest.Memory
	before, after func(call string, stream gehoor.StreamID) error
}

func (b *between) call(name string, s gehoor.StreamID, do func() error) error {
	if err := b.before(name, s); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return b.after(name, s)
}

func (b *between) Load(ctx context.Context, org gehoor.OrgID, s gehoor.StreamID, after gehoor.Seq) (r []ledger.Record, err error) {
	err = b.call("load", s, func() error { r, err = b.Memory.Load(ctx, org, s, after); return err })
	return r, err
}

func (b *between) Append(ctx context.Context, batch ledger.Batch) error {
	return b.call("append", batch.Extensions[0].Stream, func() error { return b.Memory.Append(ctx, batch) })
}

func (b *between) DueBefore(ctx context.Context, now time.Time, after view.DueItem, limit int) (d []view.DueItem, err error) {
	err = b.call("due", "", func() error { d, err = b.Memory.DueBefore(ctx, now, after, limit); return err })
	return d, err
}

func (b *between) LeftBehind(ctx context.Context, after view.Place, limit int) (p []view.Place, err error) {
	err = b.call("left", "", func() error { p, err = b.Memory.LeftBehind(ctx, after, limit); return err })
	return p, err
}

func (b *between) ChartBehind(ctx context.Context, after view.Behind, limit int) (behind []view.Behind, err error) {
	err = b.call("chart", "", func() error { behind, err = b.Memory.ChartBehind(ctx, after, limit); return err })
	return behind, err
}

func (b *between) Incidents(ctx context.Context, org gehoor.OrgID, about gehoor.Subject, limit int) (all []view.Incident, err error) {
	err = b.call("incidents", "", func() error { all, err = b.Memory.Incidents(ctx, org, about, limit); return err })
	return all, err
}

func (b *between) StaffWith(ctx context.Context, org gehoor.OrgID, role gehoor.Role) (p []gehoor.PersonID, err error) {
	err = b.call("staff", "", func() error { p, err = b.Memory.StaffWith(ctx, org, role); return err })
	return p, err
}

func nothing(string, gehoor.StreamID) error { return nil }

// another is another node over the same database.
func (w *world) another() *casework.Casework { return casework.New(w.deps()) }

// nodeOver is a node whose store a test comes between.
func (w *world) nodeOver(before, after func(string, gehoor.StreamID) error) *casework.Casework {
	d := w.deps()
	s := &between{w.store, before, after}
	d.Events, d.Lists = s, s
	return casework.New(d)
}

// sendMany sends signals and returns their dossiers.
func (w *world) sendMany(n int) []gehoor.DossierID {
	w.t.Helper()
	var all []gehoor.DossierID
	for i := range n {
		all = append(all, w.send(fmt.Sprint("many ", i)).Dossier)
	}
	return all
}

// once says that in each dossier each escalation was recorded once and in order, and
// that each of those whom it names was sent one message for it.
func (w *world) once(all []gehoor.DossierID, levels int) {
	w.t.Helper()
	told := map[gehoor.PersonID]int{}
	for _, id := range all {
		level := 0
		for _, e := range w.written(id) {
			x, ok := e.fact.(dossier.Escalated)
			if !ok {
				continue
			}
			if level++; x.Level != level {
				w.t.Errorf("level %d is recorded at the place of level %d", x.Level, level)
			}
			for _, p := range x.To {
				told[p]++
			}
		}
		if level != levels {
			w.t.Errorf("%d escalations were recorded, want %d", level, levels)
		}
	}
	messages, err := w.store.Claim(w.t.Context(), veenhaven, w.now.Add(time.Second), time.Hour, 1_000_000)
	w.must(err)
	for _, m := range messages {
		if m.Kind == notify.KindLate {
			told[m.To]--
		}
	}
	for _, n := range told {
		if n != 0 {
			w.t.Errorf("somebody gets %d messages too few", n)
		}
	}
}

type opened struct {
	gehoor.Event
	fact gehoor.Fact
}

func (w *world) written(id gehoor.DossierID) []opened {
	w.t.Helper()
	records, err := w.store.Load(w.t.Context(), veenhaven, gehoor.DossierStream(id), 0)
	w.must(err)
	var all []opened
	for _, r := range records {
		e, f, err := ledger.Open(r, casework.Decode)
		w.must(err)
		all = append(all, opened{e, f})
	}
	return all
}

// rest ticks until nothing is left to do.
func rest(ctx context.Context, c *casework.Casework) error {
	for {
		if n, err := c.Tick(ctx); err != nil || n == 0 {
			return err
		}
	}
}

// TestTickOnTwoNodes: two nodes tick over one database, and each lateness is recorded
// and told once. Neither does all of it for nothing.
func TestTickOnTwoNodes(t *testing.T) {
	w := newWorld(t)
	all := w.sendMany(1200)
	w.days(21)
	var appended, refused [2]atomic.Int64
	var working sync.WaitGroup
	for i := range 2 {
		// A conflict is an append that was begun and did not come about.
		begin := func(call string, _ gehoor.StreamID) error {
			if call == "append" {
				refused[i].Add(1)
			}
			return nil
		}
		end := func(call string, _ gehoor.StreamID) error {
			if call == "append" {
				refused[i].Add(-1)
				appended[i].Add(1)
			}
			return nil
		}
		c := w.nodeOver(begin, end)
		working.Go(func() {
			if err := rest(t.Context(), c); err != nil {
				t.Error(err)
			}
		})
	}
	working.Wait()
	w.once(all, 2)
	t.Logf("appended %d and %d, in vain %d and %d", appended[0].Load(), appended[1].Load(), refused[0].Load(), refused[1].Load())
	if got := appended[0].Load() + appended[1].Load(); got != int64(len(all)) {
		t.Errorf("%d appends for %d dossiers", got, len(all))
	}
}

var errTorn = errors.New("torn")

// TestOneThatCannotBeWoken: whatever is wrong with some dossiers, however many come
// before, all others are woken, and it is reported without saying which.
func TestOneThatCannotBeWoken(t *testing.T) {
	w := newWorld(t)
	bad := w.sendMany(600) // more than a tick takes
	w.days(1)
	good := w.send("good").Dossier
	w.days(20)
	var tried atomic.Int64
	c := w.nodeOver(func(call string, s gehoor.StreamID) error {
		id, _ := s.Dossier()
		switch {
		case call != "load" || !slices.Contains(bad, id):
			return nil
		case tried.Add(1)%2 == 0:
			panic("of our own")
		}
		return errTorn
	}, nothing)
	var reported error
	for range 5 {
		if _, err := c.Tick(t.Context()); err != nil {
			reported = err
		}
	}
	if got := strings.Count(w.kinds(good), "dossier.escalated"); got != 2 {
		t.Errorf("behind them a dossier has %d escalations, want 2", got)
	}
	if !errors.Is(reported, casework.ErrStuck) {
		t.Errorf("reported %v", reported)
	}
	for _, id := range bad {
		if strings.Contains(fmt.Sprint(reported), string(id)) {
			t.Fatalf("the report names a dossier: %v", reported)
		}
	}

	// It is tried again, not at each tick, and works once it is mended.
	before := tried.Load()
	if err := rest(t.Context(), c); err != nil || tried.Load() != before {
		t.Errorf("tried again at once %d times, %v", tried.Load()-before, err)
	}
	w.now = w.now.Add(2 * time.Minute)
	c.Tick(t.Context()) // tries again, in vain
	if tried.Load() == before {
		t.Error("it is never tried again")
	}
	w.must(rest(t.Context(), w.another()))
	w.once(append(bad, good), 2)
}

// TestRowOfWhichNothingComes: a row of the due list that is old costs one look, and
// holds up nothing.
func TestRowOfWhichNothingComes(t *testing.T) {
	w := newWorld(t)
	w.send("R1")
	other := w.send("R2").Dossier
	w.days(21)
	var looked int
	stale := view.DueItem{Org: veenhaven, Stream: gehoor.OrganisationStream, At: w.now.AddDate(-1, 0, 0)}
	d := w.deps()
	d.Lists = &staleList{w.store, stale, &looked}
	c := casework.New(d)
	if err := rest(t.Context(), c); err != nil && !errors.Is(err, casework.ErrStuck) {
		t.Fatal(err)
	}
	for range 3 {
		if n, err := c.Tick(t.Context()); n != 0 || err != nil {
			t.Errorf("a tick later: %d, %v", n, err)
		}
	}
	if got := strings.Count(w.kinds(other), "dossier.escalated"); got != 2 {
		t.Errorf("%d escalations behind it", got)
	}
}

// staleList has a row more than there is.
type staleList struct {
	*ledgertest.Memory
	row    view.DueItem
	looked *int
}

func (s *staleList) DueBefore(ctx context.Context, now time.Time, after view.DueItem, limit int) ([]view.DueItem, error) {
	list, err := s.Memory.DueBefore(ctx, now, after, limit)
	if after == (view.DueItem{}) {
		list = append([]view.DueItem{s.row}, list...)
	}
	return list, err
}

// TestTickBreaksAnywhere breaks a tick at each call to the store, before and after it
// is done, as when a node is killed there, and has another node go on: all is recorded
// and told once.
func TestTickBreaksAnywhere(t *testing.T) {
	broken := 0
	for _, late := range []bool{false, true} {
		for at := int64(1); ; at++ {
			w := newWorld(t)
			all := w.sendMany(3)
			w.days(21)
			var calls atomic.Int64
			cut := func(when bool) func(string, gehoor.StreamID) error {
				return func(call string, _ gehoor.StreamID) error {
					if late == when && calls.Add(1) == at {
						if call == "append" && late {
							return fmt.Errorf("%w: the answer was lost", ledger.ErrUncertain)
						}
						return fmt.Errorf("cut: %w", gehoor.ErrUnavailable)
					}
					return nil
				}
			}
			err := rest(t.Context(), w.nodeOver(cut(false), cut(true)))
			if calls.Load() < at {
				w.must(err)
				w.once(all, 2)
				break
			}
			broken++
			if err == nil {
				t.Errorf("call %d, after %v: nothing was reported", at, late)
			}
			w.must(rest(t.Context(), w.another()))
			w.once(all, 2)
		}
	}
	t.Logf("broke %d calls", broken)
	if broken < 24 {
		t.Errorf("a tick over three dossiers has more calls than %d", broken)
	}
}

// TestClockThatSteps: the machine's clock goes back and ahead while a term runs. What
// falls due is told once, and moments do not run backwards.
func TestClockThatSteps(t *testing.T) {
	for name, steps := range map[string][]time.Duration{
		"an hour back":      {0, 7 * aDay, -time.Hour, time.Hour, 2 * time.Hour, 6 * aDay, 7 * aDay},
		"a day back, twice": {0, 8 * aDay, -aDay, aDay, -aDay, aDay, 7 * aDay, 7 * aDay},
		"back at the start": {0, -aDay, 8 * aDay, 8 * aDay, 7 * aDay},
		"ahead and back":    {0, 6 * aDay, 8 * time.Hour, -8 * time.Hour, 2 * aDay, 8 * aDay},
	} {
		w := newWorld(t)
		all := w.sendMany(2)
		for _, step := range steps {
			w.now = w.now.Add(step)
			w.tick()
			w.must(rest(t.Context(), w.another()))
		}
		w.once(all, 2)
		for _, id := range all {
			before := time.Time{}
			for _, e := range w.written(id) {
				if e.At.Before(before) {
					t.Errorf("%s: %s is before the event before", name, e.Kind)
				}
				before = e.At
			}
		}
	}
}

const aDay = 24 * time.Hour

// TestZoneOfTheMachine: where the machine thinks it is changes nothing.
func TestZoneOfTheMachine(t *testing.T) {
	defer func(was *time.Location) { time.Local = was }(time.Local)
	var first []byte
	for i, zone := range []string{"UTC", "Pacific/Kiritimati", "America/Los_Angeles"} {
		location, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = location
		w := newWorld(t)
		w.now = w.now.In(location)
		box := account.Mailbox{}
		for range 21 {
			if box.Dossier == "" {
				box = w.send("R1")
			}
			w.days(1)
			w.tick()
		}
		var got bytes.Buffer
		records, err := w.store.Load(t.Context(), veenhaven, gehoor.DossierStream(box.Dossier), 0)
		w.must(err)
		for _, r := range records {
			got.Write(r.Data)
			got.WriteByte('\n')
		}
		if i == 0 {
			first = got.Bytes()
		}
		if !bytes.Equal(first, got.Bytes()) {
			t.Errorf("%s: the file is another\n%s\n%s", zone, first, &got)
		}
	}
	if !bytes.Contains(first, []byte("dossier.escalated")) {
		t.Error("nothing came of it")
	}
}
