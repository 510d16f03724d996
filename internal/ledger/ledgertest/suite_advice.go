package ledgertest

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

// hired lets somebody work here in a role, or not any more, and takes rows away.
func hired(t *testing.T, s Stores, who gehoor.PersonID, role gehoor.Role, active bool, after gehoor.Seq, deletes ...ledger.Row) {
	t.Helper()
	e := Extend(gehoor.PersonStream(who), after, 1)
	e.Rows = []ledger.Row{view.Staff{Stream: e.Stream, Person: who, Role: role, Active: active}}
	b := batch(veenhaven, e)
	b.Deletes = deletes
	must(t, s.Append(t.Context(), b))
}

// yearOf is a year of somebody, of the length that every one has.
func yearOf(who gehoor.PersonID, year int, words string) advice.Year {
	sealed := append([]byte(words), bytes.Repeat([]byte(" "), advice.SealedBytes-len(words))...)
	return advice.Year{Org: veenhaven, Person: who, Year: year, Mark: sha256.Sum256(sealed), Sealed: sealed}
}

// adviceKept: a save goes on from the one that it names, and from no other.
func adviceKept(t *testing.T, s Stores) {
	ctx := t.Context()
	fenna := newID[gehoor.PersonID]()
	hired(t, s, fenna, gehoor.RoleAdviser, true, 0)
	put := func(y advice.Year, after advice.Mark) bool { return get[bool](t)(s.PutAdvice(ctx, y, after)) }
	read := func(year int) advice.Year { return get[advice.Year](t)(s.Advice(ctx, veenhaven, fenna, year)) }

	_, err := s.Advice(ctx, veenhaven, fenna, 2026)
	wantErr(t, err, gehoor.ErrNotFound)
	one, two := yearOf(fenna, 2026, "one"), yearOf(fenna, 2026, "two")
	same(t, "after what never was", put(one, advice.Mark{1}), false)
	same(t, "the first", put(one, advice.Mark{}), true)
	same(t, "the same bytes, because the answer was lost", put(one, advice.Mark{}), true)
	same(t, "a second first", put(two, advice.Mark{}), false)
	same(t, "not written over", read(2026), one)
	same(t, "the second", put(two, one.Mark), true)
	same(t, "again", put(two, one.Mark), true)
	same(t, "from what it was", put(yearOf(fenna, 2026, "other tab"), one.Mark), false)
	same(t, "moved", read(2026), two)

	before := yearOf(fenna, 2024, "before")
	same(t, "another year", put(before, advice.Mark{}), true)
	same(t, "years", get[[]int](t)(s.AdviceYears(ctx, veenhaven, fenna)), []int{2026, 2024})

	same(t, "drop what it was", get[bool](t)(s.DropAdvice(ctx, veenhaven, fenna, 2026, one.Mark)), false)
	same(t, "still there", read(2026), two)
	same(t, "drop", get[bool](t)(s.DropAdvice(ctx, veenhaven, fenna, 2026, two.Mark)), true)
	same(t, "again", get[bool](t)(s.DropAdvice(ctx, veenhaven, fenna, 2026, two.Mark)), false)
	same(t, "after what is gone", put(one, two.Mark), false)
	same(t, "the other year", read(2024), before)
}

// adviceOwn: a year to its owner, while they are an adviser; to everybody else nothing.
func adviceOwn(t *testing.T, s Stores) {
	ctx := t.Context()
	fenna, other := newID[gehoor.PersonID](), newID[gehoor.PersonID]()
	hired(t, s, fenna, gehoor.RoleAdviser, true, 0)
	hired(t, s, other, gehoor.RoleAdviser, true, 0)
	own := yearOf(fenna, 2026, "own")
	same(t, "kept", get[bool](t)(s.PutAdvice(ctx, own, advice.Mark{})), true)
	nothing := func(org gehoor.OrgID, who gehoor.PersonID) {
		t.Helper()
		_, err := s.Advice(ctx, org, who, 2026)
		wantErr(t, err, gehoor.ErrNotFound)
		same(t, "years", len(get[[]int](t)(s.AdviceYears(ctx, org, who))), 0)
		same(t, "drop", get[bool](t)(s.DropAdvice(ctx, org, who, 2026, own.Mark)), false)
	}
	nothing(veenhaven, other)
	nothing(duinrade, fenna)
	for _, role := range gehoor.Roles() {
		if role == gehoor.RoleAdviser {
			continue
		}
		who := newID[gehoor.PersonID]()
		hired(t, s, who, role, true, 0)
		nothing(veenhaven, who)
		same(t, string(role)+" keeps", get[bool](t)(s.PutAdvice(ctx, yearOf(who, 2026, "x"), advice.Mark{})), false)
	}
	stranger := newID[gehoor.PersonID]()
	same(t, "a stranger keeps", get[bool](t)(s.PutAdvice(ctx, yearOf(stranger, 2026, "x"), advice.Mark{})), false)

	hired(t, s, fenna, gehoor.RoleAdviser, false, 1) // no key, for a while
	nothing(veenhaven, fenna)
	same(t, "goes on", get[bool](t)(s.PutAdvice(ctx, yearOf(fenna, 2026, "more"), own.Mark)), false)
	hired(t, s, fenna, gehoor.RoleAdviser, true, 2)
	same(t, "again", get[advice.Year](t)(s.Advice(ctx, veenhaven, fenna, 2026)), own)
}

// adviceGone: everything goes in the transaction that says so, and nobody else's.
func adviceGone(t *testing.T, s Stores) {
	ctx := t.Context()
	fenna, other := newID[gehoor.PersonID](), newID[gehoor.PersonID]()
	hired(t, s, fenna, gehoor.RoleAdviser, true, 0)
	hired(t, s, other, gehoor.RoleAdviser, true, 0)
	hers := yearOf(other, 2026, "hers")
	for _, y := range []advice.Year{yearOf(fenna, 2026, "now"), yearOf(fenna, 2025, "before"), hers} {
		same(t, "kept", get[bool](t)(s.PutAdvice(ctx, y, advice.Mark{})), true)
	}
	fails := batch(veenhaven, Extend(gehoor.PersonStream(fenna), 99, 1))
	fails.Deletes = []ledger.Row{advice.Gone{Org: veenhaven, Person: fenna}}
	wantErr(t, s.Append(ctx, fails), ledger.ErrConflict)
	same(t, "after a conflict", get[[]int](t)(s.AdviceYears(ctx, veenhaven, fenna)), []int{2026, 2025})

	hired(t, s, fenna, gehoor.RoleAdviser, true, 1, advice.Gone{Org: veenhaven, Person: fenna})
	same(t, "gone", len(get[[]int](t)(s.AdviceYears(ctx, veenhaven, fenna))), 0)
	same(t, "another's", get[advice.Year](t)(s.Advice(ctx, veenhaven, other, 2026)), hers)
}
