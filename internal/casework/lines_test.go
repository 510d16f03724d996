package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/record"
)

// Those of the chart: a director over a manager over an employee; bram of the bureau
// works under the manager too, and noor and jet stand apart.
var (
	director, manager, employee = gehoor.PersonID(strings.Repeat("61", 16)), gehoor.PersonID(strings.Repeat("62", 16)), gehoor.PersonID(strings.Repeat("63", 16))
	charted                     = map[gehoor.PersonID]gehoor.PersonID{bram: gehoor.PersonID(strings.Repeat("2b", 16)), noor: gehoor.PersonID(strings.Repeat("2a", 16)), jet: gehoor.PersonID(strings.Repeat("2c", 16))}
)

// anew are names under a fresh key, that nobody looks into.
func anew(name string, after gehoor.Seq) casework.SealedNames {
	key := func(p gehoor.PersonID) casework.SealedFor {
		return casework.SealedFor{Person: p, Content: words(name + " key " + string(p))}
	}
	return casework.SealedNames{After: after, Recipient: "age1names", Names: []ledger.Content{words(name + " names")}, Keys: []casework.SealedFor{key(noor), key(floor)}}
}

// imports makes a chart of these places.
func (w *world) imports(name string, after gehoor.Seq, places ...chart.Place) error {
	return w.ImportChart(w.t.Context(), veenhaven, floor, casework.ChartImport{SealedNames: anew(name, after), Places: places})
}

// withChart has an administrator import the chart.
func (w *world) withChart() {
	w.t.Helper()
	w.must(w.Join(w.t.Context(), veenhaven, gehoor.System, casework.Newcomer{
		ID: floor, Joined: directory.Joined{Role: gehoor.RoleAdministrator, Function: gehoor.Text{NL: "beheerder", EN: "administrator"}},
		Key: directory.KeyPublished{Recipient: "age1pq1" + string(floor), Note: "note"},
	}))
	w.must(w.imports("first", 0, chart.Place{Person: director}, chart.Place{Person: manager, Line: director}, chart.Place{Person: employee, Line: manager},
		chart.Place{Person: charted[bram], Line: manager, Account: bram}, chart.Place{Person: charted[noor], Account: noor}, chart.Place{Person: charted[jet], Account: jet}))
}

func picked(kind gehoor.Kind, box account.Mailbox, p gehoor.PersonID, say string) casework.Writing {
	return casework.Writing{Kind: kind, Signal: box.Signal, Words: words(say), Propose: true, Fields: record.Fields{"person": string(p)}}
}

// TestConcernedIsShutOut: from the pick on, before anybody confirmed it, who is concerned
// or in their line is out; if it was a mistake they are let in again, without a key.
func TestConcernedIsShutOut(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	box := w.send("R1")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, manager, "the manager"), "R1")))
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who works under the person concerned still sees it: %v", err)
	}
	w.emptyList(bram)
	d := w.seen(noor, box.Dossier)
	if len(d.Waiting) != 1 || !d.Short {
		t.Errorf("%d wait, short %v", len(d.Waiting), d.Short)
	}
	w.days(1)
	if to := w.told(notify.KindHandling); to != "a c" {
		t.Errorf("%q were told", to)
	}
	w.rekey(noor, box.Dossier)
	w.refused(w.Add(ctx, veenhaven, noor, box.Dossier, casework.Adding{To: bram, Keys: []casework.SealedKey{{Epoch: 1, Compartment: gehoor.Conversation, Content: words("back")}}}), dossier.CodeEligible)
	if !strings.HasSuffix(w.kinds(box.Dossier), "dossier.record-proposed dossier.withdrawn dossier.excluded dossier.lines-checked dossier.short-handed dossier.compartment-rekeyed dossier.compartment-rekeyed") {
		t.Errorf("the dossier has %s", w.kinds(box.Dossier))
	}

	w.must(w.DropRecord(ctx, veenhaven, noor, box.Dossier, d.Waiting[0].Seq))
	if !strings.HasSuffix(w.kinds(box.Dossier), "dossier.record-dropped dossier.readmitted dossier.lines-checked") {
		t.Errorf("the dossier has %s", w.kinds(box.Dossier))
	}
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("let in again, somebody holds a key that was taken: %v", err)
	}
	w.must(w.again(noor, bram, box.Dossier, "again"))
	w.seen(bram, box.Dossier)
	w.replays()
}

// TestChartChanges: a new chart has those in line looked for anew before the import
// returns; who is not in line any more can hold the dossier again.
func TestChartChanges(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	box, other := w.send("R1"), w.send("R2")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
	w.must(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: w.seen(bram, box.Dossier).Waiting[0].Seq}))
	c, err := w.Chart(ctx, veenhaven, floor)
	w.must(err)
	w.must(w.imports("second", c.Seq, chart.Place{Person: charted[bram], Line: employee, Account: bram}))
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("moved under the person concerned, and still sees it: %v", err)
	}
	w.seen(bram, other.Dossier)
	w.refused(w.imports("late", c.Seq, chart.Place{Person: charted[bram], Account: bram}), chart.CodeBehind)
	c, err = w.Chart(ctx, veenhaven, floor)
	w.must(err)
	w.must(w.imports("third", c.Seq, chart.Place{Person: charted[bram], Account: bram}))
	w.must(w.again(noor, bram, box.Dossier, "again"))
	w.replays()
}

// TestStandInIsShutOut: who stands in for the person concerned, or for somebody above them,
// does not handle; who does not any more can be let in again.
func TestStandInIsShutOut(t *testing.T) {
	for name, place := range map[string]chart.Place{
		"for the person concerned": {Person: employee, Line: manager, StandIn: charted[bram]},
		"for the director":         {Person: director, StandIn: charted[bram]},
	} {
		w, ctx := newWorld(t), t.Context()
		w.withChart()
		c, err := w.Chart(ctx, veenhaven, floor)
		w.must(err)
		w.must(w.imports("second", c.Seq, place, chart.Place{Person: charted[bram], Account: bram}))
		box := w.send("R1")
		w.tick()
		w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
		if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: bram still sees it: %v", name, err)
		}
		c, err = w.Chart(ctx, veenhaven, floor)
		w.must(err)
		place.StandIn = ""
		w.must(w.imports("third", c.Seq, place))
		w.must(w.again(noor, bram, box.Dossier, "again"))
		w.replays()
	}
}

// mended are names anew, with why.
func mended(name string, after gehoor.Seq) casework.ChartMend {
	return casework.ChartMend{SealedNames: anew(name, after), Reason: words(name + " why")}
}

func (w *world) chartSeq() gehoor.Seq {
	w.t.Helper()
	c, err := w.Chart(w.t.Context(), veenhaven, floor)
	w.must(err)
	return c.Seq
}

// twice is the employee once more, under another number, to whom bram is manager.
var twice = gehoor.PersonID(strings.Repeat("64", 16))

// TestMergeIsLookedInto: picked under one number, somebody turns out to be whom bram
// manages under another. He is out of the open dossier at once, and of a dossier that
// nobody picked anybody in nothing is recorded.
func TestMergeIsLookedInto(t *testing.T) {
	for _, keptFirst := range []bool{true, false} {
		w, ctx := newWorld(t), t.Context()
		w.withChart()
		w.must(w.imports("twice", w.chartSeq(), chart.Place{Person: twice, Line: charted[bram]}))
		box, other := w.send("R1"), w.send("R2")
		w.tick()
		w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
		w.must(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: w.seen(bram, box.Dossier).Waiting[0].Seq}))
		before := w.kinds(other.Dossier)
		kept, gone := twice, employee
		if keptFirst {
			kept, gone = employee, twice
		}
		w.must(w.MergePeople(ctx, veenhaven, floor, mended("merge", w.chartSeq()), kept, gone))
		if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("bram still sees it: %v", err)
		}
		if got := w.kinds(other.Dossier); got != before {
			t.Errorf("another dossier has %s", got)
		}
		d := w.seen(noor, box.Dossier)
		if len(d.Concerned) != 1 || d.Concerned[0].Unclear() || d.Concerned[0].Now[0] != kept {
			t.Errorf("concerned are %+v", d.Concerned)
		}
		w.rekey(noor, box.Dossier)
		// They are one: picked again under the other number is picked twice, and the pick is
		// taken back under the number that it was made with.
		w.refused(w.writes(noor, box.Dossier, picked(record.KindConcerned, box, kept, "again")), dossier.CodeConcernedBefore)
		w.refused(w.writes(noor, box.Dossier, picked(record.KindConcerned, box, gone, "under the other")), dossier.CodeConcernedBefore)
		w.must(w.writes(noor, box.Dossier, picked(record.KindNotConcerned, box, employee, "a mistake")))
		w.replays()
	}
}

// TestSplitIsLookedInto: of a number that two people had, nobody guesses who was meant:
// both count until somebody picked again, and until then the dossier says so.
func TestSplitIsLookedInto(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	box := w.send("R1")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
	w.must(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: w.seen(bram, box.Dossier).Waiting[0].Seq}))
	here, left := gehoor.PersonID(strings.Repeat("65", 16)), gehoor.PersonID(strings.Repeat("66", 16))
	w.must(w.SplitPerson(ctx, veenhaven, floor, mended("split", w.chartSeq()), employee, here, left))
	d := w.seen(noor, box.Dossier)
	if len(d.Concerned) != 1 || !d.Concerned[0].Unclear() {
		t.Fatalf("concerned are %+v", d.Concerned)
	}
	// Who is here moves under bram: he is above one of the two.
	w.must(w.imports("moved", w.chartSeq(), chart.Place{Person: here, Line: charted[bram]}))
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("bram still sees it: %v", err)
	}
	w.rekey(noor, box.Dossier)
	w.must(w.again(noor, saar, box.Dossier, "saar"))
	other := w.send("R2")
	w.refused(w.writes(noor, other.Dossier, withCase(picked(record.KindConcerned, other, employee, "under the old number"), "R2")), record.CodeWrong)
	// It was about who left: the old pick is taken back, and bram can be let in again.
	for i, one := range []casework.Writing{picked(record.KindConcerned, box, left, "who left"), picked(record.KindNotConcerned, box, employee, "the old number")} {
		w.must(w.writes(noor, box.Dossier, one))
		w.must(w.ConfirmRecord(ctx, veenhaven, saar, box.Dossier, casework.Confirming{Proposal: w.seen(saar, box.Dossier).Waiting[0].Seq}))
		if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("after %d bram sees it: %v", i, err)
		}
	}
	if d = w.seen(noor, box.Dossier); len(d.Concerned) != 1 || d.Concerned[0].Unclear() {
		t.Errorf("concerned are %+v", d.Concerned)
	}
	w.must(w.again(noor, bram, box.Dossier, "again"))
	w.replays()
}

// TestMendRefused: to nobody but an administrator there is a chart to mend; what is wrong
// with it is the same whatever dossiers there are.
func TestMendRefused(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	w.must(w.imports("accounts", w.chartSeq(), chart.Place{Person: twice}))
	seq := w.chartSeq()
	if err := w.MergePeople(ctx, veenhaven, noor, mended("noor", seq), employee, twice); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a caseworker merges: %v", err)
	}
	if err := w.SplitPerson(ctx, veenhaven, noor, mended("noor too", seq), employee, director, manager); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a caseworker splits: %v", err)
	}
	refuse := func(name string) {
		w.refused(w.MergePeople(ctx, veenhaven, floor, mended("a"+name, seq), charted[bram], charted[noor]), chart.CodeAccounts)
		w.refused(w.MergePeople(ctx, veenhaven, floor, mended("b"+name, seq), employee, employee), chart.CodeSame)
		w.refused(w.MergePeople(ctx, veenhaven, floor, mended("c"+name, seq), employee, manager), chart.CodeLine)
		silent := mended("d"+name, seq)
		silent.Reason = ledger.Content{}
		w.refused(w.MergePeople(ctx, veenhaven, floor, silent, employee, twice), chart.CodeReason)
		foreign := mended("e"+name, seq)
		foreign.Keys[0].Person = fleur
		w.refused(w.MergePeople(ctx, veenhaven, floor, foreign, employee, twice), chart.CodeNames)
		w.refused(w.SplitPerson(ctx, veenhaven, floor, mended("f"+name, seq), employee, manager, twice), chart.CodePerson)
		w.refused(w.SplitPerson(ctx, veenhaven, floor, mended("g"+name, seq-1), employee, manager, twice), chart.CodeBehind)
	}
	refuse("without a dossier")
	box := w.send("R1")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
	refuse("with one")
	if got := w.chartSeq(); got != seq {
		t.Errorf("the chart is at %d, was at %d", got, seq)
	}
}

// TestEarlierNamesAreGone: with a new edition the names of the one before are destroyed, and
// the chart says so; a key that is given later goes with them. Its leaves stay.
func TestEarlierNamesAreGone(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	first, err := w.ReadChart(ctx, veenhaven, noor)
	w.must(err)
	w.must(w.GiveChartKeys(ctx, veenhaven, noor, []casework.SealedFor{{Person: bram, Content: words("for bram")}}))
	given, err := w.ReadChart(ctx, veenhaven, bram)
	w.must(err)
	stream := gehoor.EditionStream(first.Edition.Edition)
	there := func(id gehoor.ContentID) bool {
		_, _, err := w.store.Content(ctx, veenhaven, id)
		return err == nil
	}
	key, _ := given.Chart.Key(bram)
	all := []gehoor.ContentID{first.Names[0], first.Keys[0].Content, key.Content}
	for _, id := range all {
		if _, in, err := w.store.Content(ctx, veenhaven, id); err != nil || in != stream {
			t.Errorf("a name or key lies in %s: %v", in, err)
		}
	}
	w.must(w.imports("second", w.chartSeq()))
	for _, id := range all {
		if there(id) {
			t.Error("an earlier name or key is still there")
		}
	}
	second, err := w.ReadChart(ctx, veenhaven, noor)
	w.must(err)
	if string(second.Parts[0]) != "second names" || second.Edition.Edition == first.Edition.Edition {
		t.Errorf("the names are %q", second.Parts[0])
	}
	if got := w.streamKinds(gehoor.ChartStream); !strings.HasSuffix(got, "chart.imported chart.names-destroyed") {
		t.Errorf("the chart has %s", got)
	}
	if records, err := w.store.Load(ctx, veenhaven, stream, 0); err != nil || len(records) != 0 {
		t.Errorf("the edition has %d events: %v", len(records), err)
	}
	w.must(w.MergePeople(ctx, veenhaven, floor, mended("merge", w.chartSeq()), director, charted[jet]))
	if there(second.Names[0]) {
		t.Error("after a merge the earlier names are still there")
	}
	w.replays()
}

// TestChartTick: an import whose sweep was lost is made good by the tick.
func TestChartTick(t *testing.T) {
	w := newWorld(t)
	w.withChart()
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
	c, err := w.Chart(t.Context(), veenhaven, floor)
	w.must(err)
	whole := w.Casework
	w.Casework = w.nodeOver(func(what string, _ gehoor.StreamID) error {
		if what == "chart" {
			return gehoor.ErrUnavailable
		}
		return nil
	}, nothing)
	w.must(w.imports("second", c.Seq, chart.Place{Person: charted[bram], Line: employee, Account: bram}))
	w.Casework = whole
	w.seen(bram, box.Dossier)
	w.tick()
	if _, err := w.Dossier(t.Context(), veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("after the tick: %v", err)
	}
}

// TestPickRefused: nobody is picked who is not in the chart, twice, or alone.
func TestPickRefused(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.refused(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, manager, "no chart"), "R1")), record.CodeWrong)
	w.withChart()
	alone := withCase(picked(record.KindConcerned, box, employee, "alone"), "R1")
	alone.Propose = false
	w.refused(w.writes(noor, box.Dossier, alone), dossier.CodeNeedsSecond)
	w.refused(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, gehoor.PersonID(strings.Repeat("99", 16)), "nobody"), "R1")), record.CodeWrong)
	w.refused(w.writes(noor, box.Dossier, withCase(picked(record.KindNotConcerned, box, employee, "too early"), "R1")), dossier.CodeNotConcerned)
	w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, employee, "the employee"), "R1")))
	w.must(w.ConfirmRecord(ctx, veenhaven, bram, box.Dossier, casework.Confirming{Proposal: w.seen(bram, box.Dossier).Waiting[0].Seq}))
	w.refused(w.writes(bram, box.Dossier, picked(record.KindConcerned, box, employee, "again")), dossier.CodeConcernedBefore)
	w.must(w.writes(bram, box.Dossier, picked(record.KindNotConcerned, box, employee, "a namesake")))
	w.must(w.ConfirmRecord(ctx, veenhaven, noor, box.Dossier, casework.Confirming{Proposal: w.seen(noor, box.Dossier).Waiting[0].Seq}))
	w.must(w.writes(bram, box.Dossier, picked(record.KindConcerned, box, employee, "after all")))
	w.replays()
}

// TestNoTask: nobody who is shut out is given a task, whatever shut them out, and the
// answer is the same.
func TestNoTask(t *testing.T) {
	w := newWorld(t)
	w.withChart()
	assign := func(to gehoor.PersonID, say string) casework.Writing {
		return casework.Writing{Kind: record.KindAssigned, Words: words(say), Fields: record.Fields{"task": "talk", "person": string(to), "declared": true}}
	}
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(assign(bram, "before"), "R1")))
	w.must(w.writes(noor, box.Dossier, picked(record.KindConcerned, box, manager, "his boss")))
	w.rekey(noor, box.Dossier)
	w.refused(w.writes(noor, box.Dossier, assign(bram, "after")), casework.CodeNoTask)
	w.must(w.writes(noor, box.Dossier, declared(jet, true)))
	w.refused(w.writes(noor, box.Dossier, assign(jet, "declared")), casework.CodeNoTask)

	struck := submission("R2", gehoor.OfficeAlderman, noor, saar, milan)
	struck.Struck = []gehoor.PersonID{bram}
	second, err := w.Receive(t.Context(), veenhaven, struck)
	w.must(err)
	made := compartment("R2 case", false, noor, saar, milan)
	one := assign(bram, "struck")
	one.Made = &made
	w.refused(w.writes(noor, second.Dossier, one), casework.CodeNoTask)
}

// TestOwnBoss: who picks their own boss is out with the pick, and the pick stands for a
// second person.
func TestOwnBoss(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	box := w.send("R1")
	w.must(w.writes(bram, box.Dossier, withCase(picked(record.KindConcerned, box, manager, "my boss"), "R1")))
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("bram still sees it: %v", err)
	}
	d := w.seen(noor, box.Dossier)
	if len(d.Waiting) != 1 {
		t.Fatalf("%d wait", len(d.Waiting))
	}
	w.must(w.ConfirmRecord(ctx, veenhaven, noor, box.Dossier, casework.Confirming{Proposal: d.Waiting[0].Seq}))
	w.replays()
}

// TestChartReaders: names go to those who handle and to administrators, and to nobody
// else; who has the key gives it to those who lack it.
func TestChartReaders(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	for _, who := range []gehoor.PersonID{bram, fleur} {
		if _, err := w.ReadChart(ctx, veenhaven, who); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s reads names without a key: %v", who, err)
		}
	}
	n, err := w.ReadChart(ctx, veenhaven, noor)
	w.must(err)
	var lack []string
	for _, p := range n.Lack {
		lack = append(lack, string(p.ID[:1]))
	}
	if got := strings.Join(lack, " "); got != "b c d e" || string(n.Parts[0]) != "first names" || len(n.Key) == 0 {
		t.Errorf("lack %q, %d parts", got, len(n.Parts))
	}
	give := func(by, to gehoor.PersonID) error {
		return w.GiveChartKeys(ctx, veenhaven, by, []casework.SealedFor{{Person: to, Content: words("given to " + string(to))}})
	}
	w.refused(give(noor, fleur), chart.CodeNames)
	if err := give(jet, bram); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who lacks the key gives it: %v", err)
	}
	w.must(give(noor, bram))
	if n, err := w.ReadChart(ctx, veenhaven, bram); err != nil || string(n.Key) != "given to "+string(bram) {
		t.Errorf("bram: %q, %v", n.Key, err)
	}
	for _, who := range []gehoor.PersonID{noor, fleur, employee} {
		if _, err := w.Chart(ctx, veenhaven, who); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s sees the page of administrators: %v", who, err)
		}
	}
}
