package ledgertest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
)

// wide is room for everything that the suite has.
var wide = ledger.Room{Unnamed: 1 << 40, All: 1 << 40, Crowd: 1 << 40}

// newPart is a part that a new reporter begins on the day of base.
func newPart(stream gehoor.StreamID, size int64) ledger.Part {
	return ledger.Part{
		Org: veenhaven, Part: gehoor.Part{ID: NewContent(40).ID, Size: size}, Stream: stream,
		By: gehoor.ByReporter(newID[gehoor.SignalID]()), On: base.Truncate(24 * time.Hour),
	}
}

func reserve(t *testing.T, s Stores, p ledger.Part) {
	t.Helper()
	must(t, s.ReservePart(t.Context(), p, wide))
}

func keep(t *testing.T, s Stores, p ledger.Part) {
	t.Helper()
	reserve(t, s, p)
	must(t, s.KeepPart(t.Context(), p.Org, p.ID))
}

// naming is a batch whose only event names the parts.
func naming(after gehoor.Seq, parts ...ledger.Part) ledger.Batch {
	b := batch(veenhaven, Extend(parts[0].Stream, after, 1))
	b.Parts = parts
	return b
}

func state(t *testing.T, s Stores, p ledger.Part) ledger.PartState {
	t.Helper()
	return get[ledger.Part](t)(s.Part(t.Context(), p.Org, p.ID)).State
}

func partsNamed(t *testing.T, s Stores) {
	ctx := t.Context()
	p := newPart(newStream(), 300)
	_, err := s.Part(ctx, veenhaven, p.ID)
	wantErr(t, err, gehoor.ErrNotFound)
	wantErr(t, s.KeepPart(ctx, veenhaven, p.ID), gehoor.ErrNotFound)

	reserve(t, s, p)
	same(t, "coming", get[ledger.Part](t)(s.Part(ctx, veenhaven, p.ID)), p)
	tomorrow := p
	tomorrow.On = p.On.AddDate(0, 0, 1)
	reserve(t, s, tomorrow)
	same(t, "begun again", get[ledger.Part](t)(s.Part(ctx, veenhaven, p.ID)), tomorrow)
	wantErr(t, s.Append(ctx, naming(0, p)), gehoor.Refuse(gehoor.CodeFilePart))

	for range 2 {
		must(t, s.KeepPart(ctx, veenhaven, p.ID))
		same(t, "state", state(t, s, p), ledger.PartKept)
		reserve(t, s, p) // sent again: there is nothing to do
	}
	must(t, s.Append(ctx, naming(0, p)))
	same(t, "state", state(t, s, p), ledger.PartNamed)
	must(t, s.KeepPart(ctx, veenhaven, p.ID))
	same(t, "state", state(t, s, p), ledger.PartNamed)
	wantErr(t, s.Append(ctx, naming(1, p)), gehoor.Refuse(gehoor.CodeFilePart))
	wantErr(t, s.ReservePart(ctx, p, wide), gehoor.Refuse(gehoor.CodeFilePart))
	_, err = s.Part(ctx, duinrade, p.ID)
	wantErr(t, err, gehoor.ErrNotFound)

	// As many as one file has, in one append.
	stream := newStream()
	var many []ledger.Part
	for i := range gehoor.MaxParts {
		one := newPart(stream, int64(i+1))
		one.By = p.By
		keep(t, s, one)
		many = append(many, one)
	}
	must(t, s.Append(ctx, naming(0, many...)))
	same(t, "the last state", state(t, s, many[len(many)-1]), ledger.PartNamed)
}

func partsForeign(t *testing.T, s Stores) {
	ctx := t.Context()
	stream := newStream()
	good, coming := newPart(stream, 300), newPart(stream, 300)
	keep(t, s, good)
	reserve(t, s, coming)
	change := func(f func(*ledger.Part)) ledger.Part {
		p := good
		f(&p)
		return p
	}
	for name, parts := range map[string][]ledger.Part{
		"not there":         {newPart(stream, 300)},
		"not whole":         {coming},
		"another's":         {change(func(p *ledger.Part) { p.By = coming.By })},
		"another size":      {change(func(p *ledger.Part) { p.Size++ })},
		"another dossier":   {change(func(p *ledger.Part) { p.Stream = newStream() })},
		"one of two":        {good, coming},
		"the same twice":    {good, good},
		"another's dossier": {change(func(p *ledger.Part) { p.Stream, p.By = newStream(), coming.By })},
	} {
		if err := s.Append(ctx, naming(0, parts...)); !errors.Is(err, gehoor.Refuse(gehoor.CodeFilePart)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, p := range map[string]ledger.Part{
		"another's":       change(func(p *ledger.Part) { p.By = coming.By }),
		"another size":    change(func(p *ledger.Part) { p.Size++ }),
		"another dossier": change(func(p *ledger.Part) { p.Stream = newStream() }),
	} {
		if err := s.ReservePart(ctx, p, wide); !errors.Is(err, gehoor.Refuse(gehoor.CodeFilePart)) {
			t.Errorf("begun as %s: %v", name, err)
		}
	}
	if records := get[[]ledger.Record](t)(s.Load(ctx, veenhaven, stream, 0)); len(records) != 0 {
		t.Errorf("refused, and %d events are there", len(records))
	}
	same(t, "state", state(t, s, good), ledger.PartKept)
	must(t, s.Append(ctx, naming(0, good)))
	for name, p := range map[string]ledger.Part{
		"no organisation": change(func(p *ledger.Part) { p.Org = "" }),
		"no name":         change(func(p *ledger.Part) { p.ID = "x" }),
		"no dossier":      change(func(p *ledger.Part) { p.Stream = gehoor.OrganisationStream }),
		"no size":         change(func(p *ledger.Part) { p.Size = 0 }),
		"nobody":          change(func(p *ledger.Part) { p.By = "" }),
	} {
		if s.ReservePart(ctx, p, wide) == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func partsRoom(t *testing.T, s Stores) {
	ctx := t.Context()
	stream := newStream()
	a, b := newPart(stream, 300), newPart(stream, 300)
	b.By = a.By
	r := ledger.Room{Unnamed: 500, All: 700, Crowd: 800}
	must(t, s.ReservePart(ctx, a, r))
	must(t, s.ReservePart(ctx, a, r)) // the same part takes no more room
	full, room := gehoor.Refuse(gehoor.CodeFileFull), gehoor.Refuse(gehoor.CodeFileRoom)
	wantErr(t, s.ReservePart(ctx, b, r), full)
	must(t, s.KeepPart(ctx, veenhaven, a.ID))
	wantErr(t, s.ReservePart(ctx, b, r), full)
	must(t, s.Append(ctx, naming(0, a)))
	must(t, s.ReservePart(ctx, b, r)) // what is named no longer waits
	c := newPart(stream, 101)
	c.By = a.By
	wantErr(t, s.ReservePart(ctx, c, r), full) // 300 named, 300 waiting, 701 in all

	other := newPart(stream, 500)
	must(t, s.ReservePart(ctx, other, r)) // 800 of all reporters
	wantErr(t, s.ReservePart(ctx, newPart(stream, 1), r), room)
	staff := newPart(stream, 500)
	staff.By = gehoor.ByPerson(newID[gehoor.PersonID]())
	must(t, s.ReservePart(ctx, staff, r))
	elsewhere := newPart(stream, 500)
	elsewhere.Org = duinrade
	must(t, s.ReservePart(ctx, elsewhere, r))

	same(t, "what there is", get[ledger.Room](t)(s.UnnamedParts(ctx, veenhaven, a.By)), ledger.Room{Unnamed: 300, All: 600, Crowd: 800})
	same(t, "of staff", get[ledger.Room](t)(s.UnnamedParts(ctx, veenhaven, staff.By)), ledger.Room{Unnamed: 500, All: 500, Crowd: 800})
}

func partsDoomed(t *testing.T, s Stores) {
	ctx := t.Context()
	stream := newStream()
	coming, kept, named, young := newPart(stream, 10), newPart(stream, 20), newPart(stream, 30), newPart(stream, 40)
	young.On = young.On.AddDate(0, 0, 1)
	reserve(t, s, coming)
	keep(t, s, kept)
	keep(t, s, named)
	must(t, s.Append(ctx, naming(0, named)))
	keep(t, s, young)
	same(t, "none is so old", len(get[[]ledger.Part](t)(s.DoomParts(ctx, coming.On, 10))), 0)
	for range 2 { // until they are forgotten they come again
		doomed := get[[]ledger.Part](t)(s.DoomParts(ctx, young.On, 10))
		same(t, "doomed", len(doomed), 2)
		for _, p := range doomed {
			if p.State != ledger.PartDoomed || p.ID != coming.ID && p.ID != kept.ID || p.Org != veenhaven {
				t.Errorf("doomed: %+v", p)
			}
		}
	}
	same(t, "a page", len(get[[]ledger.Part](t)(s.DoomParts(ctx, young.On, 1))), 1)
	wantErr(t, s.Append(ctx, naming(1, kept)), gehoor.Refuse(gehoor.CodeFilePart))
	wantErr(t, s.ReservePart(ctx, kept, wide), gehoor.Refuse(gehoor.CodeFilePart))
	must(t, s.KeepPart(ctx, veenhaven, coming.ID))
	same(t, "state", state(t, s, coming), ledger.PartDoomed)
	for _, p := range []ledger.Part{coming, kept, named, young} {
		must(t, s.ForgetPart(ctx, duinrade, p.ID))
		must(t, s.ForgetPart(ctx, veenhaven, p.ID))
	}
	_, err := s.Part(ctx, veenhaven, kept.ID)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "named", state(t, s, named), ledger.PartNamed)
	same(t, "young", state(t, s, young), ledger.PartKept)
	reserve(t, s, kept) // and it may come again
}

// partsRace: while a part is being doomed somebody names it. One of the two
// happens, and whoever is appending beside it notices nothing.
func partsRace(t *testing.T, s Stores) {
	ctx := t.Context()
	for range 20 {
		p := newPart(newStream(), 10)
		keep(t, s, p)
		var named error
		var all sync.WaitGroup
		all.Go(func() { named = s.Append(ctx, naming(0, p)) })
		all.Go(func() {
			if _, err := s.DoomParts(ctx, p.On.AddDate(0, 0, 1), 100); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if err := s.Append(ctx, batch(veenhaven, Extend(newStream(), 0, 1))); err != nil {
				t.Errorf("a neighbour: %v", err)
			}
		})
		all.Wait()
		now, records := state(t, s, p), get[[]ledger.Record](t)(s.Load(ctx, veenhaven, p.Stream, 0))
		got := fmt.Sprint(named, now, len(records))
		if got != fmt.Sprint(nil, ledger.PartNamed, 1) && got != fmt.Sprint(gehoor.Refuse(gehoor.CodeFilePart), ledger.PartDoomed, 0) {
			t.Fatalf("named: %v; state %d; %d events", named, now, len(records))
		}
	}
}
