package ledgertest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

// sameAsMemory does the same random acts to the store and to Memory and asks
// both the same questions. The seed is printed with a failure.
func sameAsMemory(t *testing.T, s Stores) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	g := &twins{t: t, a: s, b: NewMemory(), r: rand.New(rand.NewPCG(seed, 0))}
	for i := range 6 {
		p := gehoor.PersonID(fmt.Sprintf("%032x", i))
		g.people = append(g.people, p)
		g.streams = append(g.streams, gehoor.PersonStream(p))
	}
	for i := range 8 {
		g.streams = append(g.streams, gehoor.DossierStream(gehoor.DossierID(fmt.Sprintf("%032x", i))))
	}
	g.streams = append(g.streams, gehoor.EditionStream(newID[gehoor.EditionID]()), gehoor.EditionStream(newID[gehoor.EditionID]()))
	for step := range 250 {
		g.act()
		if step%10 == 0 {
			g.ask()
		}
	}
	checkTree(t, s, veenhaven)
	checkPlaces(t, s, veenhaven)
}

type twins struct {
	t       *testing.T
	a, b    Stores
	r       *rand.Rand
	people  []gehoor.PersonID
	streams []gehoor.StreamID
	given   []ledger.Content
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// act appends something that is right most of the time.
func (g *twins) act() {
	b := ledger.Batch{Org: veenhaven}
	for _, i := range g.r.Perm(len(g.streams))[:1+g.r.IntN(2)] {
		stream := g.streams[i]
		e := Extend(stream, g.version(stream), 1+g.r.IntN(3))
		e.Rows = g.rows(stream)
		b.Extensions = append(b.Extensions, e)
	}
	read := pick(g.r, g.streams)
	b.Reads = []ledger.Version{{Stream: read, Seq: g.version(read)}}
	b.Contents = []ledger.Content{NewContent(1 + g.r.IntN(100))}
	if len(g.given) > 0 && g.r.IntN(10) == 0 {
		b.Contents = append(b.Contents, pick(g.r, g.given))
	}
	if erase := pick(g.r, g.streams); g.r.IntN(40) == 0 && !extends(b, erase) {
		if v := (ledger.Version{Stream: erase, Seq: g.version(erase)}); v.Seq > 0 {
			if erase.Erasable() {
				b.Erases = append(b.Erases, v)
			}
		}
	}
	errA, errB := g.a.Append(g.t.Context(), b), g.b.Append(g.t.Context(), b)
	if kind(errA) != kind(errB) {
		g.t.Fatalf("append: %v, memory says %v", errA, errB)
	}
	if errA == nil {
		g.given = append(g.given, b.Contents...)
	}
}

func extends(b ledger.Batch, stream gehoor.StreamID) bool {
	return slices.ContainsFunc(b.Extensions, func(e ledger.Extension) bool { return e.Stream == stream })
}

// version is where the stream stands, or now and then something else.
func (g *twins) version(stream gehoor.StreamID) gehoor.Seq {
	records, err := g.b.Load(g.t.Context(), veenhaven, stream, 0)
	must(g.t, err)
	seq := gehoor.Seq(len(records))
	if g.r.IntN(12) == 0 {
		seq = max(0, seq+gehoor.Seq(g.r.IntN(3)-1))
	}
	return seq
}

func (g *twins) rows(stream gehoor.StreamID) []ledger.Row {
	if _, dossier := stream.Dossier(); !dossier && stream.Erasable() {
		return nil // of an edition of the chart nothing is listed
	}
	if _, dossier := stream.Dossier(); !dossier {
		p := g.people[0]
		for _, q := range g.people {
			if gehoor.PersonStream(q) == stream {
				p = q
			}
		}
		return []ledger.Row{view.Staff{Stream: stream, Person: p, Role: gehoor.RoleCaseworker, Active: g.r.IntN(4) > 0}}
	}
	w := item(stream)
	w.Late, w.Waiting, w.Short, w.Talk = g.r.IntN(2) == 0, g.r.IntN(2) == 0, g.r.IntN(2) == 0, g.r.IntN(2) == 0
	w.Demand, w.Formal, w.Leader, w.Clock = g.r.IntN(2) == 0, g.r.IntN(2) == 0, pick(g.r, g.people), pick(g.r, []string{"acknowledge", "feedback"})
	w.Stage = pick(g.r, []view.Stage{view.StageReceive, view.StageAssess, view.StageConclude})
	if w.DueAt = gehoor.Moment(base.Add(time.Duration(g.r.IntN(4)) * time.Hour)); g.r.IntN(4) == 0 {
		w.DueAt = time.Time{}
	}
	rows := []ledger.Row{w}
	if w.Stage == view.StageConclude {
		rows = append(rows, view.Closed{Stream: stream, ClosedAt: gehoor.Moment(base.Add(time.Duration(g.r.IntN(4)) * time.Hour)),
			Held: g.r.IntN(3) == 0, Proposed: g.r.IntN(3) == 0, Exit: pick(g.r, []string{"followed-up", "passed-on"})})
	}
	for _, p := range g.people {
		for _, c := range []gehoor.Compartment{gehoor.Conversation, gehoor.Case} {
			if g.r.IntN(2) == 0 {
				rows = append(rows, holder(stream, p, c))
			}
		}
		if g.r.IntN(6) == 0 {
			rows = append(rows, view.Excluded{Stream: stream, Person: p})
		}
	}
	return rows
}

func (g *twins) ask() {
	ctx := g.t.Context()
	f := view.WorkFilter{Late: g.r.IntN(3) == 0, Waiting: g.r.IntN(3) == 0, Short: g.r.IntN(3) == 0, Talk: g.r.IntN(3) == 0,
		Demand: g.r.IntN(3) == 0, Formal: g.r.IntN(3) == 0, Mine: g.r.IntN(3) == 0, Clock: pick(g.r, []string{"", "acknowledge"}), Stage: pick(g.r, []view.Stage{"", view.StageAssess, view.StageConclude})}
	for _, p := range g.people {
		listA, err := g.a.WorkList(ctx, veenhaven, p, f, view.Cursor{}, 5)
		must(g.t, err)
		listB, err := g.b.WorkList(ctx, veenhaven, p, f, view.Cursor{}, 5)
		must(g.t, err)
		same(g.t, fmt.Sprintf("work list %+v", f), listA, listB)
		countA, err := g.a.WorkCounts(ctx, veenhaven, p)
		must(g.t, err)
		countB, err := g.b.WorkCounts(ctx, veenhaven, p)
		must(g.t, err)
		same(g.t, "counts", countA, countB)
		before, exit := base.Add(time.Duration(g.r.IntN(4))*time.Hour), pick(g.r, []string{"", "followed-up", "passed-on"})
		same(g.t, "closed", get[[]view.Closed](g.t)(g.a.ClosedBefore(ctx, veenhaven, p, exit, before, 3)),
			get[[]view.Closed](g.t)(g.b.ClosedBefore(ctx, veenhaven, p, exit, before, 3)))
		for _, stream := range g.streams {
			mayA, err := g.a.MaySee(ctx, veenhaven, p, stream)
			must(g.t, err)
			mayB, err := g.b.MaySee(ctx, veenhaven, p, stream)
			must(g.t, err)
			same(g.t, "may see", mayA, mayB)
		}
	}
	for _, stream := range g.streams {
		same(g.t, "rows", get[[]any](g.t)(g.a.Rows(ctx, veenhaven, stream)), get[[]any](g.t)(g.b.Rows(ctx, veenhaven, stream)))
		same(g.t, "records", get[[]ledger.Record](g.t)(g.a.Load(ctx, veenhaven, stream, 0)), get[[]ledger.Record](g.t)(g.b.Load(ctx, veenhaven, stream, 0)))
	}
	same(g.t, "left behind", get[[]view.Place](g.t)(g.a.LeftBehind(ctx, view.Place{}, 5)), get[[]view.Place](g.t)(g.b.LeftBehind(ctx, view.Place{}, 5)))
	same(g.t, "head", get2(g.t, g.a, veenhaven), get2(g.t, g.b, veenhaven))
}

// kind sorts errors as callers do.
func kind(err error) string {
	var refusal *gehoor.Refusal
	switch {
	case err == nil:
		return "done"
	case errors.Is(err, ledger.ErrConflict):
		return "conflict"
	case errors.As(err, &refusal):
		return string(refusal.Code)
	}
	return "error"
}
