package casework_test

import (
	"context"
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

// TestMend: rows that another program made of the same events are found and written
// anew; a dossier in which something happens just then is left to that.
func TestMend(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box, other := w.send("R1"), w.send("R2")
	former := func(id gehoor.DossierID) {
		t.Helper()
		stream := gehoor.DossierStream(id)
		records, err := w.store.Load(ctx, veenhaven, stream, 0)
		w.must(err)
		have, err := w.store.Rows(ctx, veenhaven, stream)
		w.must(err)
		var rows []ledger.Row
		for _, r := range have {
			if item, ok := r.(view.WorkItem); ok {
				item.Actor = "" // as before there was such a column
				r = item
			}
			rows = append(rows, r)
		}
		w.must(w.store.Rewrite(ctx, veenhaven, ledger.Version{Stream: stream, Seq: gehoor.Seq(len(records))}, rows))
	}
	former(box.Dossier)
	former(other.Dossier)
	meanwhile := func() {}
	found := func(rebuild func(context.Context, gehoor.OrgID, func(gehoor.StreamID, []any, []any)) error) []gehoor.StreamID {
		t.Helper()
		var all []gehoor.StreamID
		w.must(rebuild(ctx, veenhaven, func(s gehoor.StreamID, extra, missing []any) {
			if len(extra)+len(missing) > 0 {
				all = append(all, s)
				if s == gehoor.DossierStream(other.Dossier) {
					meanwhile()
				}
			}
		}))
		return all
	}
	if got := found(w.Replay); len(got) != 2 {
		t.Fatalf("%d differ", len(got))
	}
	meanwhile = func() { w.must(w.Reply(ctx, other, words("meanwhile"))) }
	if got := found(w.Mend); len(got) != 2 {
		t.Errorf("%d were to be mended", len(got))
	}
	w.replays()
	if line := w.lineOf(bram, box); line.Actor == "" {
		t.Errorf("still as before: %+v", line)
	}
}

// lineOf is a dossier's line on somebody's list.
func (w *world) lineOf(who gehoor.PersonID, box account.Mailbox) view.WorkItem {
	w.t.Helper()
	items, _, err := w.WorkList(w.t.Context(), veenhaven, who, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	i := slices.IndexFunc(items, func(i view.WorkItem) bool { return i.Dossier == box.Dossier })
	if i < 0 {
		w.t.Fatal("the dossier is not on the list")
	}
	return items[i]
}
