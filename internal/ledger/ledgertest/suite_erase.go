package ledgertest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// reader is somebody of staff who holds what is erased.
const reader = gehoor.PersonID("0123456789abcdef0123456789abcdef")

func staffed() ledger.Extension {
	stream := gehoor.PersonStream(reader)
	e := Extend(stream, 0, 1)
	e.Rows = []ledger.Row{view.Staff{Stream: stream, Person: reader, Role: gehoor.RoleCaseworker, Active: true}}
	return e
}

// doomed is a dossier with all that one can have, and a batch that erases it.
type doomed struct {
	stream, opened gehoor.StreamID
	dossier        gehoor.DossierID
	content        ledger.Content
	part           ledger.Part
	box            account.Mailbox
	session        account.Session
	news           notify.News
	leaf           int64
}

func newDoomed(t *testing.T, s Stores) doomed {
	t.Helper()
	ctx := t.Context()
	d := doomed{dossier: newID[gehoor.DossierID](), content: NewContent(300)}
	d.stream, d.opened = gehoor.DossierStream(d.dossier), gehoor.OpenedStream(d.dossier)
	d.box = account.Mailbox{Org: veenhaven, Lookup: random32(), Dossier: d.dossier, Signal: newID[gehoor.SignalID]()}
	d.session = account.Session{Token: random32(), Org: veenhaven, Mailbox: &d.box, CreatedAt: base, SeenAt: base}
	d.news = notify.News{Org: veenhaven, Link: notify.Link(newID[string]() + newID[string]()), Code: random32(), Sealed: []byte("sealed"), Confirmed: true, AskedOn: base}
	d.part = ledger.Part{Org: veenhaven, Part: gehoor.Part{ID: NewContent(32).ID, Size: 10}, Stream: d.stream, By: gehoor.ByReporter(d.box.Signal), On: base}
	must(t, s.ReservePart(ctx, d.part, ledger.Room{Unnamed: 100, All: 100, Crowd: 1 << 40}))
	must(t, s.KeepPart(ctx, veenhaven, d.part.ID))
	head, err := s.Head(ctx, veenhaven)
	must(t, err)
	d.leaf = head.Size
	b := batch(veenhaven, Extend(d.stream, 0, 3), Extend(d.opened, 0, 2))
	w := item(d.stream)
	w.Stage = view.StageConclude
	b.Extensions[0].Rows = []ledger.Row{w, holder(d.stream, reader, gehoor.Conversation), view.Closed{Stream: d.stream, ClosedAt: base}}
	b.Contents, b.Parts, b.Inserts = []ledger.Content{d.content}, []ledger.Part{d.part}, []ledger.Row{d.box, d.session}
	must(t, s.Append(ctx, b))
	must(t, s.PutDraft(ctx, account.Draft{Org: veenhaven, Lookup: d.box.Lookup, Sealed: []byte("draft"), SavedOn: base}))
	must(t, s.PutDraft(ctx, account.Draft{Org: veenhaven, Lookup: d.box.Lookup, Sending: 1, Sealed: []byte("answers"), SavedOn: base}))
	must(t, s.PutNews(ctx, d.news))
	must(t, s.Enqueue(ctx, notify.Message{ID: newID[string](), Org: veenhaven, Reporter: d.news.Link, Kind: notify.KindNews, NotBefore: base}))
	return d
}

// batch erases the dossier, with a fact elsewhere.
func (d doomed) batch(after gehoor.Seq) ledger.Batch {
	b := batch(veenhaven, Extend(gehoor.OrganisationStream, after, 1))
	b.Erases = []ledger.Version{{Stream: d.stream, Seq: 3}, {Stream: d.opened, Seq: 2}}
	b.Deletes = []ledger.Row{account.Destroyed{Org: veenhaven, Dossier: d.dossier, On: base}, d.news}
	return b
}

// eraseAll: nothing of the dossier is left but its leaves, what its code is
// answered, and parts that wait for the sweep; nothing of others goes.
func eraseAll(t *testing.T, s Stores) {
	ctx := t.Context()
	must(t, s.Append(ctx, batch(veenhaven, staffed())))
	other := newDoomed(t, s)
	d := newDoomed(t, s)
	closed := func() int {
		return len(get[[]view.Closed](t)(s.ClosedBefore(ctx, veenhaven, reader, "", base.Add(time.Hour), 10)))
	}
	if closed() != 2 {
		t.Fatalf("%d dossiers are closed", closed())
	}
	size := get2(t, s, veenhaven).Size
	must(t, s.Append(ctx, d.batch(0)))
	must(t, s.Scrub(ctx))

	for _, stream := range []gehoor.StreamID{d.stream, d.opened} {
		same(t, "records", get[[]ledger.Record](t)(s.Load(ctx, veenhaven, stream, 0)), []ledger.Record{})
		same(t, "rows", get[[]any](t)(s.Rows(ctx, veenhaven, stream)), []any{})
		wantErr(t, s.Append(ctx, batch(veenhaven, Extend(stream, 0, 1))), gehoor.ErrNotFound)
		wantErr(t, s.Append(ctx, batch(veenhaven, Extend(stream, 3, 1))), gehoor.ErrNotFound)
		lean := batch(veenhaven, Extend(newStream(), 0, 1))
		lean.Reads = []ledger.Version{{Stream: stream, Seq: 3}}
		wantErr(t, s.Append(ctx, lean), ledger.ErrConflict)
	}
	_, _, err := s.Content(ctx, veenhaven, d.content.ID)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.Mailbox(ctx, veenhaven, d.box.Lookup)
	wantErr(t, err, gehoor.ErrNotFound)
	for sending := range 2 {
		_, err = s.Draft(ctx, veenhaven, d.box.Lookup, sending)
		wantErr(t, err, gehoor.ErrNotFound)
	}
	_, err = s.Session(ctx, d.session.Token)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.News(ctx, veenhaven, d.news.Link)
	wantErr(t, err, gehoor.ErrNotFound)
	may, err := s.MaySee(ctx, veenhaven, reader, d.stream)
	must(t, err)
	if may || closed() != 1 {
		t.Errorf("may see %v, closed %d", may, closed())
	}
	waiting, _, err := s.Waiting(ctx, veenhaven)
	must(t, err)
	if waiting != 1 {
		t.Errorf("%d messages wait, want the other one's", waiting)
	}
	g, err := s.Gone(ctx, veenhaven, d.box.Lookup)
	must(t, err)
	same(t, "what is left", g, account.Gone{Org: veenhaven, Lookup: d.box.Lookup, On: base, EndsOn: base.AddDate(0, 0, account.GoneDays)})
	left := get[ledger.Part](t)(s.Part(ctx, veenhaven, d.part.ID))
	same(t, "state of the part", left.State, ledger.PartDoomed)

	same(t, "size of the log", get2(t, s, veenhaven).Size, size+1)
	checkTree(t, s, veenhaven)
	var streams []ledger.Version
	must(t, s.Streams(ctx, veenhaven, func(v ledger.Version) error { streams = append(streams, v); return nil }))
	for _, v := range streams {
		if v.Stream == d.stream && v.Seq != 3 {
			t.Errorf("the erased stream stands at %d", v.Seq)
		}
	}
	_, _, err = s.Content(ctx, veenhaven, other.content.ID)
	must(t, err)
	_, err = s.Session(ctx, other.session.Token)
	must(t, err)
	_, err = s.News(ctx, veenhaven, other.news.Link)
	must(t, err)

	n, err := s.DeleteGoneBefore(ctx, g.EndsOn)
	must(t, err)
	m, err := s.DeleteGoneBefore(ctx, g.EndsOn.Add(time.Second))
	must(t, err)
	if n != 0 || m != 1 {
		t.Errorf("%d and %d were swept", n, m)
	}
}

// eraseEdition: the names of an edition of the organisation chart go with the batch that
// brings the next one, and the chart itself never does.
func eraseEdition(t *testing.T, s Stores) {
	ctx := t.Context()
	one, two := gehoor.EditionStream(newID[gehoor.EditionID]()), gehoor.EditionStream(newID[gehoor.EditionID]())
	names, next := NewContent(300), NewContent(300)
	org := veenhaven
	b := batch(org, Extend(one, 0, 1), Extend(gehoor.ChartStream, 0, 2))
	b.Contents = []ledger.Content{names}
	must(t, s.Append(ctx, b))
	if got, in, err := s.Content(ctx, org, names.ID); err != nil || in != one || len(got.Bytes) == 0 {
		t.Errorf("the names lie in %s: %v", in, err)
	}
	b = batch(org, Extend(two, 0, 1), Extend(gehoor.ChartStream, 2, 2))
	b.Contents, b.Erases = []ledger.Content{next}, []ledger.Version{{Stream: one, Seq: 1}}
	must(t, s.Append(ctx, b))
	if _, _, err := s.Content(ctx, org, names.ID); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("earlier names are there: %v", err)
	}
	if _, _, err := s.Content(ctx, org, next.ID); err != nil {
		t.Errorf("the newest names are gone: %v", err)
	}
	if left, err := s.Load(ctx, org, one, 0); err != nil || len(left) != 0 {
		t.Errorf("%d events are left: %v", len(left), err)
	}
	b = batch(org, Extend(one, 1, 1))
	if err := s.Append(ctx, b); err == nil {
		t.Error("an edition that was destroyed grows")
	}
	b = batch(org, Extend(gehoor.OrganisationStream, 0, 1))
	b.Erases = []ledger.Version{{Stream: gehoor.ChartStream, Seq: 4}}
	if err := s.Append(ctx, b); err == nil {
		t.Error("the chart can be erased")
	}
}

func eraseRefuses(t *testing.T, s Stores) {
	ctx := t.Context()
	d := newDoomed(t, s)
	for name, change := range map[string]func(*ledger.Batch){
		"behind":              func(b *ledger.Batch) { b.Erases[0].Seq = 2 },
		"ahead":               func(b *ledger.Batch) { b.Erases[1].Seq = 3 },
		"what is not there":   func(b *ledger.Batch) { b.Erases[0].Stream = newStream() },
		"twice":               func(b *ledger.Batch) { b.Erases[1] = b.Erases[0] },
		"a person":            func(b *ledger.Batch) { b.Erases[0].Stream = gehoor.PersonStream(reader) },
		"the organisation":    func(b *ledger.Batch) { b.Erases[0].Stream = gehoor.OrganisationStream },
		"what it extends":     func(b *ledger.Batch) { b.Erases[0].Stream = b.Extensions[0].Stream },
		"another's mailboxes": func(b *ledger.Batch) { b.Deletes = []ledger.Row{account.Destroyed{Org: duinrade, Dossier: d.dossier}} },
	} {
		b := d.batch(0)
		change(&b)
		if err := s.Append(ctx, b); err == nil {
			t.Errorf("erases %s", name)
		}
	}
	must(t, s.Append(ctx, d.batch(0)))
	again := d.batch(1)
	wantErr(t, s.Append(ctx, again), ledger.ErrConflict)
}

// eraseRaces: of an erasure and an append to the same stream, one happens.
func eraseRaces(t *testing.T, s Stores) {
	d := newDoomed(t, s)
	var wait sync.WaitGroup
	var erased error
	added := make([]error, 8)
	wait.Go(func() { erased = s.Append(context.WithoutCancel(t.Context()), d.batch(0)) })
	for i := range added {
		wait.Go(func() {
			added[i] = s.Append(context.WithoutCancel(t.Context()), batch(veenhaven, Extend(d.stream, 3, 1)))
		})
	}
	wait.Wait()
	won := 0
	for _, err := range append(added, erased) {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, ledger.ErrConflict) && !errors.Is(err, gehoor.ErrNotFound):
			t.Errorf("got %v", err)
		}
	}
	records := len(get[[]ledger.Record](t)(s.Load(t.Context(), veenhaven, d.stream, 0)))
	if won != 1 || (erased == nil) != (records == 0) {
		t.Errorf("%d won, the erasure %v, %d records", won, erased, records)
	}
	checkTree(t, s, veenhaven)
}
