package casework_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/view"
)

var fenna = gehoor.PersonID(id("8")) // confidential adviser

// joins lets somebody work here in a role.
func (w *world) joins(who gehoor.PersonID, role gehoor.Role) {
	w.t.Helper()
	w.must(w.Join(w.t.Context(), veenhaven, gehoor.System, casework.Newcomer{
		ID: who, Joined: directory.Joined{Role: role, Function: gehoor.Text{NL: string(role), EN: string(role)}},
		Key: directory.KeyPublished{Recipient: "age1pq1" + string(who), Note: "note"},
	}))
}

// yearful is a year of notes: words, filled up to the length of every row.
func yearful(s string) ledger.Content {
	return words(s + strings.Repeat(" ", advice.SealedBytes-len(s)))
}

// notes keeps a year and moves the clock, so that nobody saves too often.
func (w *world) notes(who gehoor.PersonID, year int, c ledger.Content, after draft.Mark) error {
	w.now = w.now.Add(time.Minute)
	return w.KeepAdvice(w.t.Context(), veenhaven, who, year, c, after)
}

func (w *world) wantNoted(who gehoor.PersonID, year int, want ledger.Content) {
	w.t.Helper()
	got, err := w.Advice(w.t.Context(), veenhaven, who, year)
	w.must(err)
	if got.Mark != mark(want) || string(got.Sealed) != string(want.Bytes) {
		w.t.Errorf("%d has %.20q, want %.20q", year, got.Sealed, want.Bytes)
	}
}

// TestAdvice: a year is kept for its owner, moves on from the save that it names, and is no
// fact of anybody.
func TestAdvice(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.joins(fenna, gehoor.RoleAdviser)
	before, err := w.store.Load(ctx, veenhaven, gehoor.PersonStream(fenna), 0)
	w.must(err)
	one, two := yearful("one"), yearful("two")
	w.must(w.notes(fenna, 2026, one, draft.Mark{}))
	w.must(w.notes(fenna, 2026, one, draft.Mark{}))
	w.refused(w.notes(fenna, 2026, two, draft.Mark{}), advice.CodeChanged)
	w.must(w.notes(fenna, 2026, two, mark(one)))
	w.refused(w.notes(fenna, 2026, yearful("the other tab"), mark(one)), advice.CodeChanged)
	w.wantNoted(fenna, 2026, two)

	w.refused(w.notes(fenna, 1999, one, draft.Mark{}), gehoor.CodeMalformed)
	w.refused(w.notes(fenna, 2026, words("two visits"), mark(two)), gehoor.CodeWronglySealed)
	w.refused(w.notes(fenna, 2026, words(strings.Repeat("x", advice.SealedBytes+1)), mark(two)), gehoor.CodeTooLarge)
	w.wantNoted(fenna, 2026, two)

	w.refused(w.DropAdvice(ctx, veenhaven, fenna, 2026, mark(one)), advice.CodeChanged)
	w.must(w.DropAdvice(ctx, veenhaven, fenna, 2026, mark(two)))
	if years, err := w.AdviceYears(ctx, veenhaven, fenna); err != nil || len(years) != 0 {
		t.Errorf("after dropping: %v, %v", years, err)
	}
	after, err := w.store.Load(ctx, veenhaven, gehoor.PersonStream(fenna), 0)
	w.must(err)
	if len(after) != len(before) {
		t.Errorf("noting left %d facts", len(after)-len(before))
	}

	for range draft.Saves + 1 {
		err = w.KeepAdvice(ctx, veenhaven, fenna, 2026, one, draft.Mark{})
	}
	w.refused(err, draft.CodeOften)
}

// TestAdviceOfOthers: nobody but the owner gets, keeps or drops anything, whatever their
// role is, and nobody is told more than that nothing is there.
func TestAdviceOfOthers(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.joins(fenna, gehoor.RoleAdviser)
	one := yearful("one")
	w.must(w.notes(fenna, 2026, one, draft.Mark{}))
	others := []gehoor.PersonID{noor, jet, saar, fleur, gehoor.PersonID(id("0"))}
	for i, role := range []gehoor.Role{gehoor.RoleAdministrator, gehoor.RoleManager, gehoor.RoleMayor, gehoor.RoleSecretary, gehoor.RoleCouncilClerk} {
		who := gehoor.PersonID(id(string(rune('1' + i))))
		w.joins(who, role)
		others = append(others, who)
	}
	for _, who := range others {
		_, years := w.AdviceYears(ctx, veenhaven, who)
		_, read := w.Advice(ctx, veenhaven, who, 2026)
		for _, err := range []error{years, read, w.notes(who, 2026, yearful("x"), mark(one)), w.DropAdvice(ctx, veenhaven, who, 2026, mark(one))} {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %v", who, err)
			}
		}
	}
	second := gehoor.PersonID(id("7"))
	w.joins(second, gehoor.RoleAdviser)
	if _, err := w.Advice(ctx, veenhaven, second, 2026); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("another adviser: %v", err)
	}
	w.refused(w.DropAdvice(ctx, veenhaven, second, 2026, mark(one)), advice.CodeChanged)
	if _, err := w.Advice(ctx, "duinrade", fenna, 2026); err == nil {
		t.Error("the same person elsewhere reads it")
	}
	w.wantNoted(fenna, 2026, one)
}

// TestAdviceGoes: with the adviser, and with their key; not before.
func TestAdviceGoes(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	second := gehoor.PersonID(id("7"))
	w.joins(fenna, gehoor.RoleAdviser)
	w.joins(second, gehoor.RoleAdviser)
	one := yearful("one")
	for _, who := range []gehoor.PersonID{fenna, second} {
		w.must(w.notes(who, 2026, one, draft.Mark{}))
		w.must(w.notes(who, 2025, one, draft.Mark{}))
	}
	// What is left is asked as if they were here: the store serves nobody who left.
	left := func(who gehoor.PersonID) int {
		t.Helper()
		stream := gehoor.PersonStream(who)
		all, err := w.store.Load(ctx, veenhaven, stream, 0)
		w.must(err)
		e := ledgertest.Extend(stream, gehoor.Seq(len(all)), 1)
		e.Rows = []ledger.Row{view.Staff{Stream: stream, Person: who, Role: gehoor.RoleAdviser, Active: true}}
		w.must(w.store.Append(ctx, ledger.Batch{Org: veenhaven, Extensions: []ledger.Extension{e}}))
		years, err := w.store.AdviceYears(ctx, veenhaven, who)
		w.must(err)
		return len(years)
	}
	code, err := w.Invite(ctx, veenhaven, gehoor.System, fenna, "fenna", w.now.Add(time.Hour))
	w.must(err)
	w.wantNoted(fenna, 2026, one) // invited is not yet another key
	hash, err := account.ParseInvitation(code)
	w.must(err)
	w.must(w.Accept(ctx, veenhaven, casework.Acceptance{Invitation: hash, Name: "fenna", Recipient: "age1pq1new", Secret: [32]byte{1}, Salt: [32]byte{2}, Wrapped: []byte("w")}))
	if n := left(fenna); n != 0 {
		t.Errorf("with another key %d years are left", n)
	}
	w.must(w.Leave(ctx, veenhaven, gehoor.System, second))
	if _, err := w.Advice(ctx, veenhaven, second, 2026); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who left reads: %v", err)
	}
	if err := w.notes(second, 2026, one, draft.Mark{}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who left keeps: %v", err)
	}
	if n := left(second); n != 0 {
		t.Errorf("who left has %d years", n)
	}
}

// TestNoShareOfAdvice: it is content of no stream, so that nobody holds a key or a share of
// one for it, and no recovery gives it.
func TestNoShareOfAdvice(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.joins(fenna, gehoor.RoleAdviser)
	one := yearful("one")
	w.must(w.notes(fenna, 2026, one, draft.Mark{}))
	if _, _, err := w.store.Content(ctx, veenhaven, one.ID); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("it is content of a stream: %v", err)
	}
}
