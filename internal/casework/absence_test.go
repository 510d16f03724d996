package casework_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
)

// awayUntil is an absence until some days from now.
func (w *world) awayUntil(days int) directory.Absent {
	return directory.Absent{Reason: directory.AbsenceSudden, Until: protocol.DateOf(w.now).AddDays(days)}
}

// TestAbsentHolders: two holders are away, so the head can ask for a recovery that was
// needless before; the first who signs in again makes it needless, and nobody lost a
// key.
func TestAbsentHolders(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1") // to noor and bram
	before := w.kinds(box.Dossier)
	w.told(notify.KindHandling)
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryAbsent), dossier.CodeRecoveryNeedless)

	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(30)))
	if got := w.told(notify.KindHandling); got != "a b c" {
		t.Errorf("told of the first: %s", got)
	}
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, bram, w.awayUntil(30)))
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, bram, w.awayUntil(30))) // sent again
	if got := strings.TrimPrefix(w.kinds(box.Dossier), before+" "); got != "dossier.holder-absent dossier.short-handed dossier.holder-absent dossier.short-handed" {
		t.Errorf("recorded: %s", got)
	}
	care, err := w.Care(ctx, veenhaven, jet)
	w.must(err)
	if len(care.Short) != 1 || len(care.Short[0].Holders) != 0 || len(care.Short[0].Absent) != 2 {
		t.Fatalf("the head sees %+v", care.Short)
	}
	w.refused(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryGone), dossier.CodeRecoveryReason)
	w.must(w.RequestRecovery(ctx, veenhaven, jet, box.Dossier, milan, dossier.RecoveryAbsent))

	w.must(w.Return(ctx, veenhaven, noor))
	w.must(w.Return(ctx, veenhaven, noor)) // signs in again
	w.must(w.Return(ctx, veenhaven, saar)) // was never away
	if kinds := w.kinds(box.Dossier); strings.Count(kinds, "dossier.holder-returned") != 1 {
		t.Errorf("came back: %s", kinds)
	}
	if _, err := w.Dossier(ctx, veenhaven, noor, box.Dossier); err != nil {
		t.Errorf("noor reads no more: %v", err)
	}
	w.must(w.CallBack(ctx, veenhaven, jet, bram))
	if care, err = w.Care(ctx, veenhaven, jet); err != nil || len(care.Short) != 0 {
		t.Errorf("still short: %+v %v", care.Short, err)
	}
}

// TestAbsentForNewSignals: a signal that comes in while a holder is away knows it from
// the first moment, and its receipt's place does not count it.
func TestAbsentForNewSignals(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(3)))
	box := w.send("R2")
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, "dossier.compartment-made dossier.holder-absent") {
		t.Errorf("recorded: %s", kinds)
	}
	w.days(10) // the day is over, and noor did not come
	if p, err := w.Person(ctx, veenhaven, noor); err != nil || !p.Away() {
		t.Errorf("back by itself: %v", err)
	}
}

// TestAbsentAndLate: what is late goes past who is away, to whoever sees to it.
func TestAbsentAndLate(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.send("R3")
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(30)))
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, bram, w.awayUntil(30)))
	w.told(notify.KindLate)
	w.days(8)
	w.tick()
	if got := w.told(notify.KindLate); strings.Contains(got, "a") || strings.Contains(got, "b") || !strings.Contains(got, "c") {
		t.Errorf("told: %q", got)
	}
}

// TestOwnAbsence: whoever handles says it of themselves, names who stands in by the same
// rules, and takes it back; the deputy and who holds the dossier are told, and the head
// can name another.
func TestOwnAbsence(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1") // to noor and bram
	w.told(notify.KindHandling)
	me, err := w.Person(ctx, veenhaven, noor)
	w.must(err)
	may, err := w.MayDeputise(ctx, veenhaven, me)
	w.must(err)
	if got := ids(may); !slices.Contains(got, bram) || slices.Contains(got, noor) || slices.Contains(got, saar) || slices.Contains(got, jet) {
		t.Errorf("may stand in for noor: %v", got)
	}
	for _, wrong := range []gehoor.PersonID{noor, saar, fleur} {
		w.refused(w.DeclareAbsent(ctx, veenhaven, noor, noor, w.standingIn(14, wrong)), directory.CodeDeputy)
	}
	w.must(w.DeclareAbsent(ctx, veenhaven, noor, noor, w.standingIn(14, bram)))
	if got := w.told(notify.KindHandling); got != "b b c" { // as deputy, as who is left; the head, because too few are
		t.Errorf("told: %q", got)
	}
	if line := w.line(bram); line.Leader != noor || line.StandIn != bram {
		t.Errorf("while noor is away: %+v", line)
	}
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(20))) // the head takes the deputy away
	if line := w.line(bram); line.StandIn != "" {
		t.Errorf("the head says nobody: %+v", line)
	}
	w.must(w.CallBack(ctx, veenhaven, noor, noor))
	if p, err := w.Person(ctx, veenhaven, noor); err != nil || p.Away() {
		t.Errorf("noor is still away: %v", err)
	}
	if kinds := w.kinds(box.Dossier); strings.Count(kinds, "dossier.holder-returned") != 1 {
		t.Errorf("recorded: %s", kinds)
	}
}

// TestAbsentRefused: only who sees to it says it of somebody else, of themselves only who
// handles, and what is said makes sense.
func TestAbsentRefused(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	for _, by := range []gehoor.PersonID{bram, saar, fleur} {
		if err := w.DeclareAbsent(ctx, veenhaven, by, noor, w.awayUntil(3)); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("by %s: %v", by, err)
		}
	}
	w.refused(w.DeclareAbsent(ctx, veenhaven, fleur, fleur, w.awayUntil(3)), directory.CodeGone)
	w.refused(w.DeclareAbsent(ctx, veenhaven, jet, fleur, w.awayUntil(3)), directory.CodeGone)
	for _, wrong := range []directory.Absent{w.awayUntil(-2), w.awayUntil(400), {Reason: "ill", Until: w.awayUntil(3).Until}} {
		w.refused(w.DeclareAbsent(ctx, veenhaven, jet, noor, wrong), directory.CodeAbsence)
	}
}

// standingIn is an absence until some days from now, with a deputy.
func (w *world) standingIn(days int, deputy gehoor.PersonID) directory.Absent {
	a := w.awayUntil(days)
	a.Deputy = deputy
	return a
}

// line is the one line on somebody's list.
func (w *world) line(who gehoor.PersonID) view.WorkItem {
	w.t.Helper()
	items, _, err := w.WorkList(w.t.Context(), veenhaven, who, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 1 {
		w.t.Fatalf("%d lines", len(items))
	}
	return items[0]
}

// TestDeputy: whoever stands in has the turn of who is away, is told what is late, and
// is so no longer when that person is back.
func TestDeputy(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1") // to noor and bram
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("here")))
	if line := w.line(bram); line.Leader != noor || line.StandIn != "" {
		t.Errorf("before: %+v", line)
	}
	w.told(notify.KindHandling)
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(30, bram)))
	if got := w.told(notify.KindHandling); !strings.Contains(got, "a") || !strings.Contains(got, "b") {
		t.Errorf("told: %q", got)
	}
	if line := w.line(bram); line.Leader != noor || line.StandIn != bram || line.Keyless {
		t.Errorf("while noor is away: %+v", line)
	}
	mine, _, err := w.WorkList(ctx, veenhaven, bram, view.WorkFilter{Mine: true}, view.Cursor{}, 10)
	w.must(err)
	if len(mine) != 1 {
		t.Errorf("%d are bram's turn", len(mine))
	}
	away, err := w.StandsInFor(ctx, veenhaven, bram)
	w.must(err)
	if len(away) != 1 || away[0].ID != noor {
		t.Errorf("bram stands in for %v", away)
	}

	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.awayUntil(30))) // without a deputy
	if line := w.line(bram); line.StandIn != "" {
		t.Errorf("without a deputy: %+v", line)
	}
	if kinds := w.kinds(box.Dossier); strings.Count(kinds, "dossier.holder-absent") != 2 {
		t.Errorf("recorded: %s", kinds)
	}
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(30, bram)))
	w.must(w.Return(ctx, veenhaven, noor))
	if line := w.line(bram); line.StandIn != "" {
		t.Errorf("noor is back: %+v", line)
	}
	if away, err := w.StandsInFor(ctx, veenhaven, bram); err != nil || len(away) != 0 {
		t.Errorf("bram still stands in: %v %v", away, err)
	}
}

// TestDeputyAndLate: what is late goes to who acts now and to whoever sees to it; to no
// deputy who may know nothing of the dossier.
func TestDeputyAndLate(t *testing.T) {
	for name, conflicted := range map[string]bool{"stands in": false, "has an interest": true} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			ctx := t.Context()
			box := w.send("R1") // noor is the first of the holders
			if conflicted {
				w.must(w.Record(ctx, veenhaven, noor, box.Dossier, casework.Writing{
					Kind: "conflict.declared", Fields: record.Fields{"person": string(bram), "conflict": true, "involved": false}, Words: words("why"), Made: caseBox(),
				}))
			}
			w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(360, bram)))
			w.told(notify.KindLate)
			w.now = w.now.AddDate(0, 0, 7).Add(15 * time.Hour) // in the night after the last day
			w.tick()
			if got, want := w.told(notify.KindLate), map[bool]string{false: "b c", true: ""}[conflicted]; got != want {
				t.Errorf("told %q, want %q", got, want)
			}
		})
	}
}

// TestDeputyWithoutKeys: who stands in gets no key by that. The holders are told that
// one is lacking, and give it by the usual way; who cannot be given one is not named.
func TestDeputyWithoutKeys(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box, err := w.Receive(ctx, veenhaven, submission("R1", gehoor.OfficeManager, noor, saar, milan)) // bram receives none of these
	w.must(err)
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(30, bram)))
	if line := w.line(saar); line.Keyless || line.StandIn != "" {
		t.Errorf("who may not be given the keys is asked for: %+v", line)
	}
	w.must(w.CallBack(ctx, veenhaven, jet, noor))

	w.must(w.AddHolder(ctx, veenhaven, gehoor.System, gehoor.OfficeManager, bram))
	w.told(notify.KindHandling)
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(30, bram)))
	if line := w.line(saar); !line.Keyless || line.StandIn != "" {
		t.Errorf("the holders see %+v", line)
	}
	if got := w.told(notify.KindHandling); !strings.Contains(got, "d") {
		t.Errorf("the holders were not told: %q", got)
	}
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("bram sees it without a key: %v", err)
	}
	d, err := w.Dossier(ctx, veenhaven, saar, box.Dossier)
	w.must(err)
	if len(d.Keyless) != 1 || d.Keyless[0].ID != bram {
		t.Errorf("keyless: %v", d.Keyless)
	}
	w.must(w.Add(ctx, veenhaven, saar, box.Dossier, casework.Adding{To: bram, Keys: []casework.SealedKey{{Epoch: 1, Compartment: gehoor.Conversation, Content: words("key for bram")}}}))
	if line := w.line(bram); line.Keyless {
		t.Errorf("after the key: %+v", line)
	}
}

// TestDeputyAfterHolders: who stands in does so as soon as they receive signals about the
// office, and no longer when that ends, without that the absence is said again.
func TestDeputyAfterHolders(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box, err := w.Receive(ctx, veenhaven, submission("R1", gehoor.OfficeManager, noor, saar, milan)) // bram receives none of these
	w.must(err)
	other := w.send("R2") // to noor and bram
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(30, bram)))
	before, beside := w.kinds(box.Dossier), w.kinds(other.Dossier)
	w.told(notify.KindHandling)

	w.must(w.AddHolder(ctx, veenhaven, gehoor.System, gehoor.OfficeManager, bram))
	if line := w.line(saar); !line.Keyless {
		t.Errorf("after bram receives about the office: %+v", line)
	}
	if got := w.told(notify.KindHandling); !strings.Contains(got, "d") || strings.Contains(got, "a") {
		t.Errorf("told: %q", got)
	}
	w.must(w.RemoveHolder(ctx, veenhaven, gehoor.System, gehoor.OfficeManager, bram))
	if line := w.line(saar); line.Keyless || line.StandIn != "" {
		t.Errorf("after bram receives no more about it: %+v", line)
	}
	if got := w.told(notify.KindHandling); got != "" {
		t.Errorf("told that nobody stands in: %q", got)
	}
	if got := strings.TrimPrefix(w.kinds(box.Dossier), before+" "); got != "dossier.holder-absent dossier.holder-absent" {
		t.Errorf("recorded: %s", got)
	}
	if got := w.kinds(other.Dossier); got != beside {
		t.Errorf("a dossier for which nothing changed: %s", got)
	}
}

// TestDeputyOfNewSignals: a signal that comes in meanwhile knows it from its beginning.
func TestDeputyOfNewSignals(t *testing.T) {
	w := newWorld(t)
	w.must(w.DeclareAbsent(t.Context(), veenhaven, jet, noor, w.standingIn(30, bram)))
	w.send("R1")
	if line := w.line(bram); line.StandIn != bram {
		t.Errorf("%+v", line)
	}
}

// TestDeputyRefused: only a colleague with the same role, who is here, stands in.
func TestDeputyRefused(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	for _, who := range []gehoor.PersonID{noor, jet, saar, fleur, gehoor.PersonID(id("7"))} {
		w.refused(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(3, who)), directory.CodeDeputy)
	}
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, bram, w.awayUntil(3)))
	w.refused(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.standingIn(3, bram)), directory.CodeDeputy)
	if p, err := w.Person(ctx, veenhaven, noor); err != nil || p.Away() {
		t.Errorf("a refused absence counts: %v", err)
	}
}

// fromUntil is an absence from and until some days from now, with a deputy.
func (w *world) fromUntil(from, until int, deputy gehoor.PersonID) directory.Absent {
	a := w.standingIn(until, deputy)
	a.From = protocol.DateOf(w.now).AddDays(from)
	return a
}

// midnight is the first moment of the day so many days from now.
func (w *world) midnight(days int) time.Time {
	return protocol.DateOf(w.now).AddDays(days).At(0, 0, 0)
}

// TestAbsentLater: an absence that begins later is woken on its first moment, by the
// clock alone; until then nothing is recorded of it in a dossier.
func TestAbsentLater(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1") // to noor and bram
	before := w.kinds(box.Dossier)
	w.told(notify.KindHandling)
	begins := w.midnight(7)
	w.must(w.DeclareAbsent(ctx, veenhaven, noor, noor, w.fromUntil(7, 20, bram)))
	if got := w.told(notify.KindHandling); got != "b" {
		t.Errorf("told that it is coming: %q", got)
	}
	for _, now := range []time.Time{w.now.Add(time.Hour), begins.Add(-time.Second)} {
		w.now = now
		w.tick()
		if away, err := w.StandsInFor(ctx, veenhaven, bram); err != nil || len(away) != 0 {
			t.Fatalf("at %s bram stands in for %d: %v", now, len(away), err)
		}
	}
	if got := strings.TrimPrefix(w.kinds(box.Dossier), before); strings.Contains(got, "absent") {
		t.Errorf("recorded before it begins: %s", got)
	}
	w.must(w.Return(ctx, veenhaven, noor)) // signs in until then
	w.now = begins
	w.tick()
	if away, err := w.StandsInFor(ctx, veenhaven, bram); err != nil || len(away) != 1 || away[0].ID != noor {
		t.Errorf("bram stands in for %v: %v", away, err)
	}
	if line := w.line(bram); line.StandIn != bram {
		t.Errorf("the turn: %+v", line)
	}
	if got := w.told(notify.KindHandling); !strings.Contains(got, "b") {
		t.Errorf("told that it begins: %q", got)
	}
	w.tick()
	if kinds := w.kinds(box.Dossier); strings.Count(kinds, "dossier.holder-absent") != 1 {
		t.Errorf("recorded: %s", kinds)
	}
	w.replays()
}

// TestAbsentLaterAsleep: a program that was off when the day came, and remembers nothing,
// does it when it wakes; what came in before it did knows it already.
func TestAbsentLaterAsleep(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.fromUntil(2, 20, bram)))
	w.now = w.midnight(9)
	w.Casework = casework.New(w.deps())
	other := w.send("R2") // before the first tick
	if kinds := w.kinds(other.Dossier); !strings.HasSuffix(kinds, "dossier.holder-absent") {
		t.Errorf("before the first tick: %s", kinds)
	}
	w.tick()
	for _, id := range []gehoor.DossierID{box.Dossier, other.Dossier} {
		if kinds := w.kinds(id); strings.Count(kinds, "dossier.holder-absent") != 1 {
			t.Errorf("recorded: %s", kinds)
		}
	}
	w.replays()
}

// TestAbsentLaterSignedIn: whoever signs in before the program noticed that the day came
// is back, and does not go away after all.
func TestAbsentLaterSignedIn(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.fromUntil(2, 20, bram)))
	w.now = w.midnight(3)
	w.must(w.Return(ctx, veenhaven, noor))
	w.tick()
	if kinds := w.kinds(box.Dossier); strings.Contains(kinds, "dossier.holder-absent") {
		t.Errorf("recorded: %s", kinds)
	}
}

// TestAbsentLaterTakenBack: taken back before it begins it never does, also if the day's
// first moment comes between.
func TestAbsentLaterTakenBack(t *testing.T) {
	ctx := t.Context()
	for name, at := range map[string]string{"before": "", "while it begins": "load"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			box := w.send("R1")
			w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.fromUntil(2, 20, "")))
			nothing := func(string, gehoor.StreamID) error { return nil }
			b := &between{Memory: w.store, before: nothing, after: nothing}
			d := w.deps()
			d.Events, d.Lists = b, b
			w.now = w.midnight(2)
			if at == "" {
				w.must(w.CallBack(ctx, veenhaven, noor, noor))
			} else { // as another node would: after the person was read, before the dossier is written
				done := false
				b.before = func(call string, s gehoor.StreamID) error {
					if call == "append" && s == gehoor.DossierStream(box.Dossier) && !done {
						done = true
						w.must(w.CallBack(ctx, veenhaven, noor, noor))
					}
					return nil
				}
			}
			w.Casework = casework.New(d)
			w.tick()
			if kinds := w.kinds(box.Dossier); strings.Contains(kinds, "dossier.holder-absent") {
				t.Errorf("recorded: %s", kinds)
			}
			if p, err := w.Person(ctx, veenhaven, noor); err != nil || p.Away() || p.GoesAway() {
				t.Errorf("noor goes away: %v", err)
			}
		})
	}
}

// TestAbsentLaterBrokenOff: one dossier in which it cannot be written holds up no other,
// and nothing is lost of it: the next tick goes on.
func TestAbsentLaterBrokenOff(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	boxes := []gehoor.DossierID{w.send("R1").Dossier, w.send("R2").Dossier, w.send("R3").Dossier}
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.fromUntil(2, 20, bram)))
	nothing := func(string, gehoor.StreamID) error { return nil }
	broken := true
	b := &between{Memory: w.store, after: nothing, before: func(call string, s gehoor.StreamID) error {
		if broken && call == "append" && s == gehoor.DossierStream(boxes[1]) {
			return gehoor.ErrUnavailable
		}
		return nil
	}}
	d := w.deps()
	d.Events, d.Lists = b, b
	w.Casework = casework.New(d)
	w.now = w.midnight(2)
	if _, err := w.Tick(ctx); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Fatalf("the first tick: %v", err)
	}
	if p, err := w.Person(ctx, veenhaven, noor); err != nil || p.Away() {
		t.Errorf("recorded as begun, and it is not in every dossier: %v", err)
	}
	broken = false
	w.tick()
	for _, id := range boxes {
		if kinds := w.kinds(id); strings.Count(kinds, "dossier.holder-absent") != 1 {
			t.Errorf("recorded: %s", kinds)
		}
	}
	if p, err := w.Person(ctx, veenhaven, noor); err != nil || !p.Away() {
		t.Errorf("not recorded as begun: %v", err)
	}
}

// TestAbsentLaterAndClosingDays: closing days that are adopted move terms, and no absence.
func TestAbsentLaterAndClosingDays(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.must(w.DeclareAbsent(ctx, veenhaven, jet, noor, w.fromUntil(7, 20, bram)))
	begins := w.midnight(7)
	w.closes(protocol.Closing{On: protocol.DateOf(begins), Why: "moving house"})
	w.tick()
	w.now = begins
	w.tick()
	if p, err := w.Person(ctx, veenhaven, noor); err != nil || !p.Away() {
		t.Errorf("not away: %v", err)
	}
	w.replays()
}
