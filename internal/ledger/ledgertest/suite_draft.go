package ledgertest

import (
	"bytes"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

// writers are two people who hold a dossier, for drafts.
type writers struct {
	t      *testing.T
	s      Stores
	id     gehoor.DossierID
	signal gehoor.SignalID
	noor   gehoor.PersonID
	bram   gehoor.PersonID
	seq    gehoor.Seq
}

func newWriters(t *testing.T, s Stores) *writers {
	w := &writers{t: t, s: s, id: newID[gehoor.DossierID](), signal: newID[gehoor.SignalID](), noor: newID[gehoor.PersonID](), bram: newID[gehoor.PersonID]()}
	for _, p := range []gehoor.PersonID{w.noor, w.bram} {
		e := Extend(gehoor.PersonStream(p), 0, 1)
		e.Rows = []ledger.Row{view.Staff{Stream: e.Stream, Person: p, Role: gehoor.RoleCaseworker, Active: true}}
		must(t, s.Append(t.Context(), batch(veenhaven, e)))
	}
	w.held(nil, w.noor, w.bram)
	return w
}

// held appends to the dossier: these hold it now, and rows go.
func (w *writers) held(deletes []ledger.Row, by ...gehoor.PersonID) {
	w.t.Helper()
	stream := gehoor.DossierStream(w.id)
	e := Extend(stream, w.seq, 1)
	e.Rows = []ledger.Row{view.WorkItem{Stream: stream, Dossier: w.id, Office: gehoor.OfficeManager, Language: gehoor.Dutch, Stage: view.StageAssess, ReceivedOn: base, ReporterOn: base}}
	for _, p := range by {
		e.Rows = append(e.Rows, view.Holder{Stream: stream, Person: p, Compartment: gehoor.Conversation})
	}
	b := batch(veenhaven, e)
	b.Deletes = deletes
	must(w.t, w.s.Append(w.t.Context(), b))
	w.seq++
}

func (w *writers) message() draft.Form { return draft.Form("message-" + string(w.signal)) }

// internalForm is the name of something internal.
const internalForm draft.Form = "~abcdefghijabcdefghijabcdefghijabcdefghij_-9"

// of makes a draft, marked as browsers do.
func (w *writers) of(p gehoor.PersonID, form draft.Form, sealed string, at time.Time) draft.Draft {
	return draft.Draft{Org: veenhaven, Dossier: w.id, Form: form, Person: p, Mark: sha256.Sum256([]byte(sealed)), KeptAt: at, Sealed: []byte(sealed)}
}

func (w *writers) put(d draft.Draft, after draft.Mark) bool {
	w.t.Helper()
	return get[bool](w.t)(w.s.PutStaffDraft(w.t.Context(), d, after))
}

func (w *writers) own(p gehoor.PersonID) []draft.Draft {
	w.t.Helper()
	return get[[]draft.Draft](w.t)(w.s.StaffDrafts(w.t.Context(), veenhaven, p, w.id))
}

func (w *writers) others(p gehoor.PersonID) []draft.Notice {
	w.t.Helper()
	return get[[]draft.Notice](w.t)(w.s.Drafting(w.t.Context(), veenhaven, p, w.id))
}

// draftKept: a save goes on from the one that it names, and from no other.
func draftKept(t *testing.T, s Stores) {
	w := newWriters(t, s)
	one := w.of(w.noor, w.message(), "one", base)
	same(t, "after what never was", w.put(one, draft.Mark{1}), false)
	same(t, "the first", w.put(one, draft.Mark{}), true)
	same(t, "own", w.own(w.noor), []draft.Draft{one})
	same(t, "the same bytes, because the answer was lost", w.put(one, draft.Mark{}), true)
	two := w.of(w.noor, w.message(), "two", base.Add(time.Minute))
	same(t, "a second first", w.put(two, draft.Mark{}), false)
	same(t, "not written over", w.own(w.noor), []draft.Draft{one})
	same(t, "the second", w.put(two, one.Mark), true)
	same(t, "again", w.put(two, one.Mark), true)
	same(t, "from what it was", w.put(w.of(w.noor, w.message(), "other tab", base), one.Mark), false)
	same(t, "moved", w.own(w.noor), []draft.Draft{two})

	secret := w.of(w.noor, internalForm, "secret", base)
	same(t, "another form", w.put(secret, draft.Mark{}), true)
	same(t, "by form", w.own(w.noor), []draft.Draft{two, secret})
	large := w.of(w.bram, w.message(), string(bytes.Repeat([]byte("x"), draft.MaxBytes)), base)
	same(t, "as large as may be", w.put(large, draft.Mark{}), true)
	same(t, "another's", w.own(w.bram), []draft.Draft{large})

	ctx := t.Context()
	drop := draft.Sent{Org: veenhaven, Dossier: w.id, Form: w.message(), Person: w.noor, Marks: []draft.Mark{one.Mark}}
	must(t, s.DropStaffDraft(ctx, drop))
	same(t, "an older one was meant", w.own(w.noor), []draft.Draft{two, secret})
	drop.Marks = append(drop.Marks, two.Mark)
	must(t, s.DropStaffDraft(ctx, drop))
	must(t, s.DropStaffDraft(ctx, drop))
	same(t, "dropped", w.own(w.noor), []draft.Draft{secret})
	same(t, "after a draft that is gone", w.put(w.of(w.noor, w.message(), "late", base), two.Mark), false)
	same(t, "another's is left", w.own(w.bram), []draft.Draft{large})
}

// draftSeen: the words to their writer, that somebody writes to a reporter to who may
// see the dossier, and nothing to anybody else.
func draftSeen(t *testing.T, s Stores) {
	w := newWriters(t, s)
	ctx := t.Context()
	mine, secret := w.of(w.noor, w.message(), "mine", base), w.of(w.noor, internalForm, "secret", base.Add(time.Hour))
	same(t, "kept", w.put(mine, draft.Mark{}) && w.put(secret, draft.Mark{}), true)
	same(t, "a colleague sees", w.others(w.bram), []draft.Notice{{Form: w.message(), Person: w.noor, KeptAt: base}})
	same(t, "the writer sees of others", w.others(w.noor), []draft.Notice{})
	same(t, "list", get[[]draft.Unsent](t)(s.Unsent(ctx, veenhaven, w.noor)), []draft.Unsent{{Dossier: w.id, Drafts: 2, KeptAt: base.Add(time.Hour)}})
	same(t, "list of who has none", get[[]draft.Unsent](t)(s.Unsent(ctx, veenhaven, w.bram)), []draft.Unsent{})

	stranger := newID[gehoor.PersonID]()
	same(t, "a stranger keeps", w.put(w.of(stranger, w.message(), "x", base), draft.Mark{}), false)
	same(t, "a stranger sees", len(w.others(stranger))+len(w.own(stranger)), 0)
	same(t, "elsewhere", len(get[[]draft.Draft](t)(s.StaffDrafts(ctx, duinrade, w.noor, w.id))), 0)

	w.held(nil, w.bram) // noor does not hold it any more
	same(t, "own of who left", w.own(w.noor), []draft.Draft{})
	same(t, "others of who left", w.others(w.bram), []draft.Notice{})
	same(t, "list of who left", get[[]draft.Unsent](t)(s.Unsent(ctx, veenhaven, w.noor)), []draft.Unsent{})
	same(t, "who left goes on", w.put(w.of(w.noor, w.message(), "more", base), mine.Mark), false)
	same(t, "swept", get[int](t)(s.SweepStaffDrafts(ctx, base)), 2)
	w.held(nil, w.noor, w.bram)
	same(t, "after the sweep", w.own(w.noor), []draft.Draft{})
}

// draftGone: with the act that it became, with the keys, with the dossier, and when it
// is old.
func draftGone(t *testing.T, s Stores) {
	w := newWriters(t, s)
	ctx := t.Context()
	mine, secret, his := w.of(w.noor, w.message(), "mine", base), w.of(w.noor, internalForm, "secret", base), w.of(w.bram, w.message(), "his", base.Add(time.Hour))
	same(t, "kept", w.put(mine, draft.Mark{}) && w.put(secret, draft.Mark{}) && w.put(his, draft.Mark{}), true)
	sent := draft.Sent{Org: veenhaven, Dossier: w.id, Form: w.message(), Person: w.noor, Marks: []draft.Mark{mine.Mark}}
	fails := batch(veenhaven, Extend(gehoor.DossierStream(w.id), 99, 1))
	fails.Deletes = []ledger.Row{sent}
	wantErr(t, s.Append(ctx, fails), ledger.ErrConflict)
	same(t, "after a conflict", w.own(w.noor), []draft.Draft{mine, secret})
	w.held([]ledger.Row{sent}, w.noor, w.bram)
	same(t, "sent", w.own(w.noor), []draft.Draft{secret})

	w.held([]ledger.Row{draft.Lost{Org: veenhaven, Dossier: w.id, Person: w.noor}}, w.bram)
	w.held(nil, w.noor, w.bram)
	same(t, "lost the keys", w.own(w.noor), []draft.Draft{})
	same(t, "the other keeps", w.own(w.bram), []draft.Draft{his})
	same(t, "young", get[int](t)(s.SweepStaffDrafts(ctx, his.KeptAt)), 0)
	same(t, "old", get[int](t)(s.SweepStaffDrafts(ctx, his.KeptAt.Add(time.Minute))), 1)

	same(t, "again", w.put(his, draft.Mark{}), true)
	w.held([]ledger.Row{draft.Lost{Org: veenhaven, Person: w.bram}}, w.noor, w.bram)
	same(t, "left", w.own(w.bram), []draft.Draft{})

	same(t, "once more", w.put(his, draft.Mark{}), true)
	w.held([]ledger.Row{account.Destroyed{Org: veenhaven, Dossier: w.id, On: base}}, w.noor, w.bram)
	same(t, "destroyed", w.own(w.bram), []draft.Draft{})
}
