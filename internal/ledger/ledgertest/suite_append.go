package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

func appendKeeps(t *testing.T, s Stores) {
	ctx := t.Context()
	stream := newStream()
	first, second := Extend(stream, 0, 3), Extend(stream, 3, 1)
	content := NewContent(5000)
	b := batch(veenhaven, first)
	b.Contents = []ledger.Content{content}
	must(t, s.Append(ctx, b))
	must(t, s.Append(ctx, batch(veenhaven, second)))

	all := slices.Concat(first.Records, second.Records)
	same(t, "load", get[[]ledger.Record](t)(s.Load(ctx, veenhaven, stream, 0)), all)
	same(t, "load after 2", get[[]ledger.Record](t)(s.Load(ctx, veenhaven, stream, 2)), all[2:])
	same(t, "load after the end", get[[]ledger.Record](t)(s.Load(ctx, veenhaven, stream, 4)), []ledger.Record{})
	same(t, "load elsewhere", get[[]ledger.Record](t)(s.Load(ctx, duinrade, stream, 0)), []ledger.Record{})
	same(t, "load nothing", get[[]ledger.Record](t)(s.Load(ctx, veenhaven, newStream(), 0)), []ledger.Record{})

	got, at, err := s.Content(ctx, veenhaven, content.ID)
	must(t, err)
	same(t, "content", got, content)
	same(t, "stream of content", at, stream)
	_, _, err = s.Content(ctx, duinrade, content.ID)
	wantErr(t, err, gehoor.ErrNotFound)
	_, _, err = s.Content(ctx, veenhaven, NewContent(32).ID)
	wantErr(t, err, gehoor.ErrNotFound)
	_, _, err = s.Content(ctx, veenhaven, "no id")
	wantErr(t, err, gehoor.ErrNotFound)
}

func appendConflicts(t *testing.T, s Stores) {
	ctx := t.Context()
	stream, other := newStream(), newStream()
	must(t, s.Append(ctx, batch(veenhaven, Extend(stream, 0, 2))))
	must(t, s.Append(ctx, batch(veenhaven, Extend(other, 0, 1))))
	for name, b := range map[string]ledger.Batch{
		"behind":      batch(veenhaven, Extend(stream, 1, 1)),
		"ahead":       batch(veenhaven, Extend(stream, 3, 1)),
		"from zero":   batch(veenhaven, Extend(stream, 0, 1)),
		"into a gap":  batch(veenhaven, Extend(newStream(), 1, 1)),
		"read behind": {Org: veenhaven, Extensions: []ledger.Extension{Extend(stream, 2, 1)}, Reads: []ledger.Version{{Stream: other, Seq: 0}}},
		"read ahead":  {Org: veenhaven, Extensions: []ledger.Extension{Extend(stream, 2, 1)}, Reads: []ledger.Version{{Stream: other, Seq: 2}}},
		"read what is not there": {Org: veenhaven, Extensions: []ledger.Extension{Extend(stream, 2, 1)},
			Reads: []ledger.Version{{Stream: newStream(), Seq: 1}}},
	} {
		if err := s.Append(ctx, b); !errors.Is(err, ledger.ErrConflict) {
			t.Errorf("%s: got %v, want a conflict", name, err)
		}
	}
	if n := len(get[[]ledger.Record](t)(s.Load(ctx, veenhaven, stream, 0))); n != 2 {
		t.Fatalf("%d records after conflicts, want 2", n)
	}
	ok := batch(veenhaven, Extend(stream, 2, 1))
	ok.Reads = []ledger.Version{{Stream: other, Seq: 1}, {Stream: newStream(), Seq: 0}}
	must(t, s.Append(ctx, ok))
	// The same name in another organisation is another stream.
	must(t, s.Append(ctx, batch(duinrade, Extend(stream, 0, 1))))
}

func appendSeveral(t *testing.T, s Stores) {
	ctx := t.Context()
	a, b, moved := newStream(), newStream(), newStream()
	must(t, s.Append(ctx, batch(veenhaven, Extend(a, 0, 2), Extend(b, 0, 1), Extend(moved, 0, 1))))
	bad := batch(veenhaven, Extend(a, 2, 1), Extend(moved, 0, 1))
	bad.Contents = []ledger.Content{NewContent(10)}
	lookup := random32()
	box := account.Mailbox{Org: veenhaven, Lookup: lookup, Dossier: newID[gehoor.DossierID](), Signal: newID[gehoor.SignalID]()}
	session := account.Session{Token: random32(), Org: veenhaven, Mailbox: &box, CreatedAt: base, SeenAt: base}
	bad.Inserts = []ledger.Row{box, session}
	wantErr(t, s.Append(ctx, bad), ledger.ErrConflict)
	if n := len(get[[]ledger.Record](t)(s.Load(ctx, veenhaven, a, 0))); n != 2 {
		t.Fatalf("half of a batch was written: %d records, want 2", n)
	}
	_, _, err := s.Content(ctx, veenhaven, bad.Contents[0].ID)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.Mailbox(ctx, veenhaven, lookup)
	wantErr(t, err, gehoor.ErrNotFound)
	_, err = s.Session(ctx, session.Token)
	wantErr(t, err, gehoor.ErrNotFound)
	same(t, "log size", get2(t, s, veenhaven).Size, int64(4))
}

func appendReplays(t *testing.T, s Stores) {
	ctx := t.Context()
	replayed := gehoor.Refuse(gehoor.CodeReplayed)
	content := NewContent(300)
	box := account.Mailbox{Org: veenhaven, Lookup: random32(), Dossier: newID[gehoor.DossierID](), Signal: newID[gehoor.SignalID]()}
	first := batch(veenhaven, Extend(newStream(), 0, 1))
	session := account.Session{Token: random32(), Org: veenhaven, Mailbox: &box, CreatedAt: base, SeenAt: base}
	first.Contents, first.Inserts = []ledger.Content{content}, []ledger.Row{box, session}
	must(t, s.Append(ctx, first))
	same(t, "mailbox", get[account.Mailbox](t)(s.Mailbox(ctx, veenhaven, box.Lookup)), box)
	same(t, "session", get[account.Session](t)(s.Session(ctx, session.Token)), session)

	// The very same batch again: what an outcome unknown leads to.
	wantErr(t, s.Append(ctx, first), replayed)
	for name, org := range map[string]gehoor.OrgID{"here": veenhaven, "elsewhere": duinrade} {
		again := batch(org, Extend(newStream(), 0, 1))
		again.Contents = []ledger.Content{NewContent(10), content}
		if err := s.Append(ctx, again); !errors.Is(err, replayed) {
			t.Errorf("content %s: got %v, want a replay", name, err)
		}
		if n := len(get[[]ledger.Record](t)(s.Load(ctx, org, again.Extensions[0].Stream, 0))); n != 0 {
			t.Errorf("content %s: %d records of a replay", name, n)
		}
	}
	again := batch(veenhaven, Extend(newStream(), 0, 1))
	again.Inserts = []ledger.Row{box}
	wantErr(t, s.Append(ctx, again), replayed)
	twice := batch(veenhaven, Extend(newStream(), 0, 1))
	twice.Contents = []ledger.Content{NewContent(20)}
	twice.Contents = append(twice.Contents, twice.Contents[0])
	wantErr(t, s.Append(ctx, twice), replayed)

	// The same look-up hash in another organisation is another mailbox.
	box.Org = duinrade
	elsewhere := batch(duinrade, Extend(newStream(), 0, 1))
	elsewhere.Inserts = []ledger.Row{box}
	must(t, s.Append(ctx, elsewhere))
}

// malformed lists batches that no casework makes.
func malformed() map[string]ledger.Batch {
	stream := newStream()
	with := func(change func(*ledger.Batch)) ledger.Batch {
		b := batch(veenhaven, Extend(stream, 0, 2))
		change(&b)
		return b
	}
	return map[string]ledger.Batch{
		"no organisation": with(func(b *ledger.Batch) { b.Org = "" }),
		"no stream":       with(func(b *ledger.Batch) { b.Extensions = nil }),
		"no records":      with(func(b *ledger.Batch) { b.Extensions[0].Records = nil }),
		"odd stream":      with(func(b *ledger.Batch) { b.Extensions[0].Stream = "dossier/x" }),
		"stream twice": with(func(b *ledger.Batch) {
			b.Extensions = append(b.Extensions, b.Extensions[0])
		}),
		"gap":             with(func(b *ledger.Batch) { b.Extensions[0].Records[1].Seq = 3 }),
		"foreign record":  with(func(b *ledger.Batch) { b.Extensions[0].Records[1].Stream = newStream() }),
		"empty record":    with(func(b *ledger.Batch) { b.Extensions[0].Records[0].Data = nil }),
		"record too long": with(func(b *ledger.Batch) { b.Extensions[0].Records[0].Data = make([]byte, gehoor.MaxEventBytes+1) }),
		"odd content":     with(func(b *ledger.Batch) { b.Contents = []ledger.Content{{ID: "x", Bytes: []byte{1}}} }),
		"empty content":   with(func(b *ledger.Batch) { b.Contents = []ledger.Content{{ID: NewContent(1).ID}} }),
		"large content":   with(func(b *ledger.Batch) { b.Contents = []ledger.Content{NewContent(ledger.MaxContentBytes + 1)} }),
		"unknown row":     with(func(b *ledger.Batch) { b.Extensions[0].Rows = []ledger.Row{"row"} }),
		"row of another stream": with(func(b *ledger.Batch) {
			b.Extensions[0].Rows = []ledger.Row{view.Due{Stream: newStream(), At: base}}
		}),
		"unknown insert":     with(func(b *ledger.Batch) { b.Inserts = []ledger.Row{view.Due{Stream: stream}} }),
		"foreign mailbox":    with(func(b *ledger.Batch) { b.Inserts = []ledger.Row{account.Mailbox{Org: duinrade}} }),
		"foreign session":    with(func(b *ledger.Batch) { b.Inserts = []ledger.Row{account.Session{Org: duinrade}} }),
		"foreign message":    with(func(b *ledger.Batch) { b.Inserts = []ledger.Row{notify.Message{Org: duinrade}} }),
		"unknown delete":     with(func(b *ledger.Batch) { b.Deletes = []ledger.Row{account.Mailbox{Org: veenhaven}} }),
		"foreign login":      with(func(b *ledger.Batch) { b.Inserts = []ledger.Row{account.Login{Org: duinrade}} }),
		"foreign invitation": with(func(b *ledger.Batch) { b.Inserts = []ledger.Row{account.Invitation{Org: duinrade}} }),
		"others' invitation": with(func(b *ledger.Batch) { b.Deletes = []ledger.Row{account.Invitation{Org: duinrade}} }),
		"others' codes":      with(func(b *ledger.Batch) { b.Deletes = []ledger.Row{account.FormerCodes{Org: duinrade}} }),
		"others' sessions":   with(func(b *ledger.Batch) { b.Deletes = []ledger.Row{account.StaffSessions{Org: duinrade}} }),
		"others' passkeys":   with(func(b *ledger.Batch) { b.Deletes = []ledger.Row{account.Passkeys{Org: duinrade}} }),
		"foreign draft":      with(func(b *ledger.Batch) { b.Deletes = []ledger.Row{account.Draft{Org: duinrade}} }),
		"foreign address":    with(func(b *ledger.Batch) { b.Deletes = []ledger.Row{notify.News{Org: duinrade}} }),
	}
}

func appendMalformed(t *testing.T, s Stores) {
	for name, b := range malformed() {
		err := s.Append(t.Context(), b)
		if err == nil || errors.Is(err, ledger.ErrConflict) || errors.Is(err, ledger.ErrUncertain) || errors.Is(err, gehoor.ErrUnavailable) {
			t.Errorf("%s: got %v, want an error of its own", name, err)
		}
	}
	same(t, "log", get2(t, s, veenhaven).Size, int64(0))
	// At the limits all is well.
	b := batch(veenhaven, Extend(newStream(), 0, 1))
	b.Extensions[0].Records[0].Data = make([]byte, gehoor.MaxEventBytes)
	b.Contents = []ledger.Content{NewContent(ledger.MaxContentBytes)}
	must(t, s.Append(t.Context(), b))
}

// appendNeighbours sends good and bad requests at the same time, so that they
// share transactions, and looks that each gets its own answer.
func appendNeighbours(t *testing.T, s Stores) {
	ctx := t.Context()
	known := batch(veenhaven, Extend(newStream(), 0, 1))
	known.Contents = []ledger.Content{NewContent(50)}
	message := notify.Message{ID: newID[string](), Org: veenhaven, To: newID[gehoor.PersonID](), Kind: notify.KindSignal, NotBefore: base}
	known.Inserts = []ledger.Row{message}
	must(t, s.Append(ctx, known))

	const each = 30
	kinds := []struct {
		name string
		make func() ledger.Batch
		ok   func(error) bool
	}{
		{"good", func() ledger.Batch { return batch(veenhaven, Extend(newStream(), 0, 2)) }, func(err error) bool { return err == nil }},
		{"conflict", func() ledger.Batch { return batch(veenhaven, Extend(known.Extensions[0].Stream, 0, 1)) },
			func(err error) bool { return errors.Is(err, ledger.ErrConflict) }},
		{"replay", func() ledger.Batch {
			b := batch(veenhaven, Extend(newStream(), 0, 1))
			b.Contents = known.Contents
			return b
		}, func(err error) bool { return errors.Is(err, gehoor.Refuse(gehoor.CodeReplayed)) }},
		// Only the database itself notices these: a message whose ID is taken, and
		// one row twice.
		{"bad", func() ledger.Batch {
			b := batch(veenhaven, Extend(newStream(), 0, 1))
			b.Inserts = []ledger.Row{message}
			return b
		}, func(err error) bool {
			return err != nil && !errors.Is(err, ledger.ErrUncertain) && !errors.Is(err, gehoor.ErrUnavailable)
		}},
		{"elsewhere", func() ledger.Batch { return batch(duinrade, Extend(newStream(), 0, 1)) }, func(err error) bool { return err == nil }},
	}
	var wait sync.WaitGroup
	for range each {
		for _, k := range kinds {
			wait.Go(func() {
				b := k.make()
				if err := s.Append(ctx, b); !k.ok(err) {
					t.Errorf("%s: %v", k.name, err)
				}
				there, err := s.Load(ctx, b.Org, b.Extensions[0].Stream, 0)
				if err != nil {
					t.Error(err)
				}
				if good := k.name == "good" || k.name == "elsewhere"; good != (len(there) == len(b.Extensions[0].Records)) && k.name != "conflict" {
					t.Errorf("%s: %d records are there", k.name, len(there))
				}
			})
		}
	}
	wait.Wait()
	same(t, "log", get2(t, s, veenhaven).Size, int64(1+2*each))
	same(t, "other log", get2(t, s, duinrade).Size, int64(each))
	checkTree(t, s, veenhaven)
}

// appendOneWinner lets many extend one stream from the same version, and many
// read what another moves.
func appendOneWinner(t *testing.T, s Stores) {
	ctx := t.Context()
	stream := newStream()
	const rounds, callers = 10, 8
	for round := range rounds {
		var wait sync.WaitGroup
		results := make([]error, callers)
		for i := range callers {
			wait.Go(func() { results[i] = s.Append(ctx, batch(veenhaven, Extend(stream, gehoor.Seq(round), 1))) })
		}
		wait.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
			} else if !errors.Is(err, ledger.ErrConflict) {
				t.Fatal(err)
			}
		}
		if won != 1 {
			t.Fatalf("round %d: %d winners, want 1", round, won)
		}
	}
	// Two acts that each read what the other extends: at most one may pass.
	for range rounds {
		a, b := newStream(), newStream()
		var wait sync.WaitGroup
		results := make([]error, 2)
		for i, pair := range [][2]gehoor.StreamID{{a, b}, {b, a}} {
			wait.Go(func() {
				act := batch(veenhaven, Extend(pair[0], 0, 1))
				act.Reads = []ledger.Version{{Stream: pair[1], Seq: 0}}
				results[i] = s.Append(ctx, act)
			})
		}
		wait.Wait()
		if (results[0] == nil) == (results[1] == nil) {
			t.Fatalf("write skew: %v and %v", results[0], results[1])
		}
	}
}

func appendEnded(t *testing.T, s Stores) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	stream := newStream()
	err := s.Append(ctx, batch(veenhaven, Extend(stream, 0, 1)))
	wantErr(t, err, context.Canceled)
	if errors.Is(err, ledger.ErrUncertain) {
		t.Fatal("nothing was begun, so nothing is uncertain")
	}
	same(t, "records", get[[]ledger.Record](t)(s.Load(t.Context(), veenhaven, stream, 0)), []ledger.Record{})
}

// appendLarge sends more and larger requests than one transaction takes.
func appendLarge(t *testing.T, s Stores) {
	const callers = 100
	var wait sync.WaitGroup
	for i := range callers {
		wait.Go(func() {
			b := batch(veenhaven, Extend(newStream(), 0, 40))
			b.Contents = []ledger.Content{NewContent(200 << 10), NewContent(200 << 10)}
			for j := range 40 {
				b.Inserts = append(b.Inserts, notify.Message{
					ID: newID[string](), Org: veenhaven, To: newID[gehoor.PersonID](), Kind: notify.KindSignal, NotBefore: base,
				})
				b.Extensions[0].Rows = append(b.Extensions[0].Rows, view.Holder{
					Stream: b.Extensions[0].Stream, Person: gehoor.PersonID(fmt.Sprintf("%032x", j)), Compartment: gehoor.Case,
				})
			}
			if err := s.Append(t.Context(), b); err != nil {
				t.Errorf("request %d: %v", i, err)
			}
		})
	}
	wait.Wait()
	same(t, "log", get2(t, s, veenhaven).Size, int64(callers*40))
	waiting, _, err := s.Waiting(t.Context(), veenhaven)
	must(t, err)
	same(t, "messages", waiting, callers*40)
	checkTree(t, s, veenhaven)
}

func streamsInOrder(t *testing.T, s Stores) {
	ctx := t.Context()
	names := []gehoor.StreamID{
		gehoor.OrganisationStream, gehoor.OfficeStream(gehoor.OfficeMayor), gehoor.OfficeStream(gehoor.OfficeUnknown),
		gehoor.PersonStream(newID[gehoor.PersonID]()), gehoor.OpenedStream(newID[gehoor.DossierID]()),
	}
	for range 20 {
		names = append(names, newStream())
	}
	var want []ledger.Version
	for i, name := range names {
		must(t, s.Append(ctx, batch(veenhaven, Extend(name, 0, i%3+1))))
		want = append(want, ledger.Version{Stream: name, Seq: gehoor.Seq(i%3 + 1)})
	}
	must(t, s.Append(ctx, batch(duinrade, Extend(newStream(), 0, 1))))
	slices.SortFunc(want, func(a, b ledger.Version) int {
		if a.Stream < b.Stream {
			return -1
		}
		return 1
	})
	var got []ledger.Version
	must(t, s.Streams(ctx, veenhaven, func(v ledger.Version) error {
		got = append(got, v)
		_, err := s.Load(ctx, veenhaven, v.Stream, 0) // the store may be used meanwhile
		return err
	}))
	same(t, "streams", got, want)
	stop := errors.New("stop")
	seen := 0
	wantErr(t, s.Streams(ctx, veenhaven, func(ledger.Version) error { seen++; return stop }), stop)
	same(t, "streams before the stop", seen, 1)
}
