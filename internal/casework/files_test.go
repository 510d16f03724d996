package casework_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// stranger is a key that a test seals to; casework never opens anything.
func stranger(t testing.TB) seal.Recipient {
	t.Helper()
	id, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id.Recipient()
}

// piece seals a part with some bytes in it.
func piece(t testing.TB, size int) (gehoor.Part, []byte) {
	t.Helper()
	body := make([]byte, size)
	_, _ = rand.Read(body)
	sealed, err := seal.Seal(veenhaven, seal.Part, body, stranger(t))
	if err != nil {
		t.Fatal(err)
	}
	return gehoor.Part{ID: seal.NameOf(sealed), Size: int64(len(sealed))}, sealed
}

// file is a file of some parts that are sealed and not sent.
type file struct {
	casework.Upload
	bytes [][]byte
}

func newFile(t testing.TB, name string, sizes ...int) file {
	t.Helper()
	f := file{Upload: casework.Upload{Manifest: words("what " + name + " is")}}
	for _, size := range sizes {
		p, sealed := piece(t, size)
		f.Parts, f.bytes = append(f.Parts, p), append(f.bytes, sealed)
	}
	return f
}

func (w *world) sendOwn(box account.Mailbox, f file) {
	w.t.Helper()
	for i, p := range f.Parts {
		w.must(w.KeepOwnPart(w.t.Context(), box, p, bytes.NewReader(f.bytes[i])))
	}
}

func (w *world) sendStaff(who gehoor.PersonID, id gehoor.DossierID, f file) {
	w.t.Helper()
	for i, p := range f.Parts {
		w.must(w.KeepPart(w.t.Context(), veenhaven, who, id, p, bytes.NewReader(f.bytes[i])))
	}
}

// got reads a part that was handed out.
func (w *world) got(body io.ReadCloser, size int64, err error) []byte {
	w.t.Helper()
	w.must(err)
	data, err := io.ReadAll(body)
	w.must(errors.Join(err, body.Close()))
	if int64(len(data)) != size {
		w.t.Errorf("%d bytes came, said to be %d", len(data), size)
	}
	return data
}

func TestFiles(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	photo := newFile(t, "photo", seal.MaxPartBody, 1000)
	w.sendOwn(box, photo)
	w.must(w.AddOwnFile(ctx, box, photo.Upload))
	letter := newFile(t, "letter", 10)
	w.sendStaff(noor, box.Dossier, letter)
	w.must(w.AddFile(ctx, veenhaven, noor, box.Dossier, box.Signal, letter.Upload))
	scan := newFile(t, "scan", 20)
	w.sendStaff(noor, box.Dossier, scan)
	w.refused(w.AddNoteFile(ctx, veenhaven, noor, box.Dossier, scan.Upload), "dossier.no-compartment")
	made := compartment("case", false, noor, bram)
	w.must(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("a note"), &made))
	w.must(w.AddNoteFile(ctx, veenhaven, noor, box.Dossier, scan.Upload))
	if got := w.kinds(box.Dossier); !strings.HasSuffix(got, "signal.file-added signal.file-added dossier.compartment-made dossier.note-written dossier.file-added") {
		t.Errorf("facts: %s", got)
	}

	for i, p := range photo.Parts {
		if !bytes.Equal(w.got(w.OpenPart(ctx, veenhaven, bram, box.Dossier, photo.Manifest.ID, p.ID)), photo.bytes[i]) {
			t.Errorf("part %d of the photo is another", i)
		}
		if !bytes.Equal(w.got(w.OpenOwnPart(ctx, box, photo.Manifest.ID, p.ID)), photo.bytes[i]) {
			t.Errorf("part %d of the reporter's own photo is another", i)
		}
	}
	if !bytes.Equal(w.got(w.OpenOwnPart(ctx, box, letter.Manifest.ID, letter.Parts[0].ID)), letter.bytes[0]) {
		t.Error("the letter is another")
	}
	if !bytes.Equal(w.got(w.OpenPart(ctx, veenhaven, bram, box.Dossier, scan.Manifest.ID, scan.Parts[0].ID)), scan.bytes[0]) {
		t.Error("the scan is another")
	}
	// Bram got two parts of one file and one of another; noor none; the reporter's
	// leave no trace.
	records, err := w.store.Load(ctx, veenhaven, gehoor.OpenedStream(box.Dossier), 0)
	w.must(err)
	if len(records) != 2 {
		t.Errorf("%d records of what was made available, want 2", len(records))
	}
	for _, r := range records {
		e, _, err := ledger.Open(r, casework.Decode)
		w.must(err)
		if e.Kind != "opened.file-made-available" || e.Actor != gehoor.ByPerson(bram) {
			t.Errorf("recorded %s by %s", e.Kind, e.Actor)
		}
	}
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	if n := d.Notes; len(n) != 2 || n[0].File || !n[1].File || n[1].Content != scan.Manifest.ID {
		t.Errorf("notes %+v", n)
	}
	if th := d.Signals[0].Thread; len(th) != 2 || th[0].Form != "file" || !th[0].FromReporter || th[1].FromReporter {
		t.Errorf("thread %+v", th)
	}
}

// TestWhoMayHaveAFile: who may have what, by person and file. Everybody else
// learns that nothing is there.
func TestWhoMayHaveAFile(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	s := submission("R1", gehoor.OfficeAlderman, noor, saar, milan)
	s.Struck = []gehoor.PersonID{bram}
	box, err := w.Receive(ctx, veenhaven, s)
	w.must(err)
	other := w.send("R2")
	own, internal := newFile(t, "own", 10), newFile(t, "internal", 10)
	w.sendOwn(box, own)
	w.must(w.AddOwnFile(ctx, box, own.Upload))
	w.sendStaff(noor, box.Dossier, internal)
	made := compartment("case", false, noor, saar, milan)
	w.must(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("a note"), &made))
	w.must(w.AddNoteFile(ctx, veenhaven, noor, box.Dossier, internal.Upload))
	waiting := newFile(t, "waiting", 10)
	w.sendOwn(box, waiting)

	asStaff := func(who gehoor.PersonID, id gehoor.DossierID) func(file, part gehoor.ContentID) error {
		return func(file, part gehoor.ContentID) error {
			return closed(w.OpenPart(ctx, veenhaven, who, id, file, part))
		}
	}
	asReporter := func(box account.Mailbox) func(file, part gehoor.ContentID) error {
		return func(file, part gehoor.ContentID) error { return closed(w.OpenOwnPart(ctx, box, file, part)) }
	}
	for name, c := range map[string]struct {
		open          func(file, part gehoor.ContentID) error
		own, internal bool
	}{
		"a holder":                {asStaff(noor, box.Dossier), true, true},
		"another holder":          {asStaff(saar, box.Dossier), true, true},
		"who was struck":          {asStaff(bram, box.Dossier), false, false},
		"a custodian":             {asStaff(fleur, box.Dossier), false, false},
		"through another dossier": {asStaff(noor, other.Dossier), false, false},
		"the reporter":            {asReporter(box), true, false},
		"another reporter":        {asReporter(other), false, false},
	} {
		for _, f := range []struct {
			file
			may bool
		}{{own, c.own}, {internal, c.internal}} {
			if err := c.open(f.Manifest.ID, f.Parts[0].ID); (err == nil) != f.may || err != nil && !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s, %s: %v", name, f.Manifest.Bytes, err)
			}
			// A part is had through its own file only, and a file that was not added
			// is none.
			for _, wrong := range [][2]gehoor.ContentID{
				{own.Manifest.ID, internal.Parts[0].ID}, {internal.Manifest.ID, own.Parts[0].ID}, {f.Parts[0].ID, f.Parts[0].ID},
				{waiting.Manifest.ID, waiting.Parts[0].ID}, {own.Manifest.ID, waiting.Parts[0].ID}, {s.Account.ID, own.Parts[0].ID},
			} {
				if err := c.open(wrong[0], wrong[1]); !errors.Is(err, gehoor.ErrNotFound) {
					t.Errorf("%s, by another name: %v", name, err)
				}
			}
		}
	}
	// Who may not see the dossier cannot send to it either.
	p, sealed := piece(t, 10)
	for _, who := range []gehoor.PersonID{bram, fleur} {
		for what, err := range map[string]error{
			"keep": w.KeepPart(ctx, veenhaven, who, box.Dossier, p, bytes.NewReader(sealed)),
			"ask":  second(w.PartsThere(ctx, veenhaven, who, box.Dossier, 10, nil)),
			"add":  w.AddFile(ctx, veenhaven, who, box.Dossier, box.Signal, newFile(t, "x", 10).Upload),
			"note": w.AddNoteFile(ctx, veenhaven, who, box.Dossier, newFile(t, "x", 10).Upload),
		} {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	if _, err := w.store.Part(ctx, veenhaven, p.ID); !errors.Is(err, gehoor.ErrNotFound) {
		t.Error("a part of nobody was kept")
	}
}

func closed(body io.ReadCloser, _ int64, err error) error {
	if err == nil {
		err = body.Close()
	}
	return err
}

func second[T any](_ T, err error) error { return err }

func TestAFileIsItsParts(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box, other := w.send("R1"), w.send("R2")
	f := newFile(t, "photo", 10, 20)
	w.refused(w.AddOwnFile(ctx, box, f.Upload), gehoor.CodeFilePart)
	w.must(w.KeepOwnPart(ctx, box, f.Parts[0], bytes.NewReader(f.bytes[0])))
	w.refused(w.AddOwnFile(ctx, box, f.Upload), gehoor.CodeFilePart)
	there, err := w.OwnPartsThere(ctx, box, 10, []gehoor.ContentID{f.Parts[0].ID, f.Parts[1].ID})
	w.must(err)
	if len(there) != 1 || there[0] != f.Parts[0].ID {
		t.Errorf("there: %v", there)
	}
	w.sendOwn(box, f) // the first one again does no harm
	// Others cannot make it theirs, nor learn that it is there.
	w.refused(w.AddOwnFile(ctx, other, f.Upload), gehoor.CodeFilePart)
	w.refused(w.AddFile(ctx, veenhaven, noor, box.Dossier, box.Signal, f.Upload), gehoor.CodeFilePart)
	there, err = w.OwnPartsThere(ctx, other, 10, []gehoor.ContentID{f.Parts[0].ID})
	w.must(err)
	if len(there) != 0 {
		t.Errorf("another reporter is told of %v", there)
	}
	wrong := f.Upload
	wrong.Parts = []gehoor.Part{f.Parts[0], {ID: f.Parts[1].ID, Size: f.Parts[1].Size + 1}}
	w.refused(w.AddOwnFile(ctx, box, wrong), gehoor.CodeFilePart)
	wrong.Parts = []gehoor.Part{f.Parts[0], f.Parts[0]}
	w.refused(w.AddOwnFile(ctx, box, wrong), gehoor.CodeMalformed)
	wrong.Parts = make([]gehoor.Part, gehoor.MaxParts+1)
	w.refused(w.AddOwnFile(ctx, box, wrong), gehoor.CodeFileTooLarge)

	w.must(w.AddOwnFile(ctx, box, f.Upload))
	before := w.kinds(box.Dossier)
	w.must(w.AddOwnFile(ctx, box, f.Upload)) // the answer was lost
	if got := w.kinds(box.Dossier); got != before {
		t.Errorf("sent again, and there is %s", got)
	}
	again := newFile(t, "the same parts by another name", 1)
	again.Parts = f.Parts
	w.refused(w.AddOwnFile(ctx, box, again.Upload), gehoor.CodeFilePart)
	empty := newFile(t, "an empty file")
	w.must(w.AddOwnFile(ctx, box, empty.Upload)) // a file of no bytes is a file
}

func TestPartsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	p, sealed := piece(t, 70_000)
	bit := bytes.Clone(sealed)
	bit[len(bit)-1] ^= 1
	twice, err := seal.Seal(veenhaven, seal.File, []byte("x"), stranger(t), stranger(t))
	w.must(err)
	broken := errors.New("the line broke")
	for name, c := range map[string]struct {
		part gehoor.Part
		body io.Reader
		want error
	}{
		"no age file":         {gehoor.Part{ID: p.ID, Size: 5000}, bytes.NewReader(make([]byte, 5000)), gehoor.Refuse(gehoor.CodeWronglySealed)},
		"nothing":             {gehoor.Part{ID: p.ID, Size: 0}, bytes.NewReader(nil), gehoor.Refuse(gehoor.CodeWronglySealed)},
		"no padded length":    {gehoor.Part{ID: p.ID, Size: p.Size + 1}, bytes.NewReader(append(bytes.Clone(sealed), 0)), gehoor.Refuse(gehoor.CodeWronglySealed)},
		"a changed bit":       {p, bytes.NewReader(bit), gehoor.Refuse(gehoor.CodeWronglySealed)},
		"cut short":           {p, bytes.NewReader(sealed[:len(sealed)-1]), gehoor.Refuse(gehoor.CodeWronglySealed)},
		"two recipients":      {gehoor.Part{ID: seal.NameOf(twice), Size: int64(len(twice))}, bytes.NewReader(twice), gehoor.Refuse(gehoor.CodeWronglySealed)},
		"too large":           {gehoor.Part{ID: p.ID, Size: seal.MaxPartBytes + 1}, bytes.NewReader(sealed), gehoor.Refuse(gehoor.CodeTooLarge)},
		"a line that breaks":  {p, io.MultiReader(bytes.NewReader(sealed[:50_000]), iotest.ErrReader(broken)), broken},
		"one that never came": {p, iotest.ErrReader(broken), broken},
	} {
		if err := w.KeepOwnPart(ctx, box, c.part, c.body); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.blobs.List(ctx, veenhaven, func(blob.Info) error { return errors.New("one is there") }); err != nil {
		t.Error(err)
	}
	w.must(w.KeepOwnPart(ctx, box, p, bytes.NewReader(sealed)))
}

// TestNoBlobBeforeItsRow: the place for a part is made while its bytes come; until
// there is one the store does not get the last of them, and never if there is none.
func TestNoBlobBeforeItsRow(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	p, sealed := piece(t, 70_000)
	deps := w.deps()
	allButOne := make(chan struct{})
	full := gehoor.Refuse(gehoor.CodeFileFull)
	deps.Parts = lateParts{deps.Parts, allButOne, full}
	deps.Blobs = lastByte{deps.Blobs, allButOne, t, full}
	late := casework.New(deps)
	w.refused(late.KeepOwnPart(t.Context(), box, p, bytes.NewReader(sealed)), gehoor.CodeFileFull)
	if _, _, err := w.blobs.Open(t.Context(), blob.Key{Org: veenhaven, ID: p.ID}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a part without a place is there: %v", err)
	}
	// Nor is a part that is there already kept without one.
	deps.Blobs = hasAll{deps.Blobs}
	w.refused(casework.New(deps).KeepOwnPart(t.Context(), box, p, bytes.NewReader(sealed)), gehoor.CodeFileFull)
}

// lateParts refuses a place when all bytes but the last are there.
type lateParts struct {
	ledger.PartStore
	allButOne <-chan struct{}
	with      error
}

func (l lateParts) ReservePart(context.Context, ledger.Part, ledger.Room) error {
	<-l.allButOne
	return l.with
}

// lastByte is a store that says when it has all bytes but the last.
type lastByte struct {
	blob.Store
	allButOne chan<- struct{}
	t         *testing.T
	want      error
}

func (l lastByte) Put(_ context.Context, _ blob.Key, size int64, r io.Reader) error {
	got := make([]byte, size)
	if _, err := io.ReadFull(r, got[:size-1]); err != nil {
		l.t.Errorf("all bytes but one: %v", err)
	}
	close(l.allButOne)
	if n, err := r.Read(got[size-1:]); n != 0 || !errors.Is(err, l.want) {
		l.t.Errorf("the last byte before there is a place: %d, %v", n, err)
	}
	return l.want
}

// hasAll is a store that has every blob already.
type hasAll struct{ blob.Store }

func (hasAll) Put(context.Context, blob.Key, int64, io.Reader) error { return blob.ErrExists }

// TestWordsAreAlwaysTaken: long before there is no room for words, there is none
// for files, and for reporters' before those of staff.
func TestWordsAreAlwaysTaken(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	p, sealed := piece(t, 10)
	w.blobs.Left = 3 << 30
	w.refused(w.KeepOwnPart(ctx, box, p, bytes.NewReader(sealed)), gehoor.CodeFileRoom)
	w.refused(second(w.OwnPartsThere(ctx, box, 10, nil)), gehoor.CodeFileRoom)
	w.must(w.KeepPart(ctx, veenhaven, noor, box.Dossier, p, bytes.NewReader(sealed)))
	w.refused(second(w.PartsThere(ctx, veenhaven, noor, box.Dossier, 1<<30+1, nil)), gehoor.CodeFileRoom)
	w.blobs.Left = 1 << 30
	p, sealed = piece(t, 10)
	w.refused(w.KeepPart(ctx, veenhaven, noor, box.Dossier, p, bytes.NewReader(sealed)), gehoor.CodeFileRoom)
	w.must(w.Reply(ctx, box, words("an answer")))
	w.send("R2")

	w.blobs.Left = blob.Boundless
	w.refused(second(w.OwnPartsThere(ctx, box, 3<<30, nil)), gehoor.CodeFileTooLarge)
	w.refused(second(w.OwnPartsThere(ctx, box, -1, nil)), gehoor.CodeMalformed)
	w.must(second(w.OwnPartsThere(ctx, box, 2<<30, nil)))
}

func TestSweepParts(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	added, waiting := newFile(t, "added", 10), newFile(t, "waiting", 10, 20)
	w.sendOwn(box, added)
	w.sendOwn(box, waiting)
	w.must(w.AddOwnFile(ctx, box, added.Upload))
	sweep := func(want int) {
		t.Helper()
		n, err := w.SweepParts(ctx)
		w.must(err)
		if n != want {
			t.Errorf("swept %d parts, want %d", n, want)
		}
	}
	w.days(2)
	sweep(0)
	w.must(w.KeepOwnPart(ctx, box, waiting.Parts[0], bytes.NewReader(waiting.bytes[0]))) // somebody is still at it
	w.days(1)
	sweep(1)
	w.refused(w.AddOwnFile(ctx, box, waiting.Upload), gehoor.CodeFilePart)
	w.days(2)
	sweep(1)
	w.days(100)
	sweep(0)
	left := 0
	w.must(w.blobs.List(ctx, veenhaven, func(blob.Info) error { left++; return nil }))
	if left != 1 {
		t.Errorf("%d blobs are left, want the one of the file that was added", left)
	}
	w.must(closed(w.OpenOwnPart(ctx, box, added.Manifest.ID, added.Parts[0].ID)))
	w.sendOwn(box, waiting) // what was swept may come again
	w.must(w.AddOwnFile(ctx, box, waiting.Upload))
}

func TestCheckFiles(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.send("R1")
	good, missing, damaged := newFile(t, "good", 10, 20), newFile(t, "missing", 10), newFile(t, "damaged", 10)
	for _, f := range []file{good, missing, damaged} {
		w.sendOwn(box, f)
		w.must(w.AddOwnFile(ctx, box, f.Upload))
	}
	check := func(want map[gehoor.ContentID]casework.PartFault) {
		t.Helper()
		found := map[gehoor.ContentID]casework.PartFault{}
		seen, err := w.CheckFiles(ctx, veenhaven, func(part gehoor.ContentID, what casework.PartFault) { found[part] = what })
		w.must(err)
		if seen != (casework.FilesSeen{Files: 3, Parts: 4}) {
			t.Errorf("seen %+v", seen)
		}
		if len(found) != len(want) {
			t.Errorf("found %v, want %v", found, want)
		}
		for part, what := range want {
			if found[part] != what {
				t.Errorf("found %q, want %q", found[part], what)
			}
		}
	}
	check(nil)
	key := func(id gehoor.ContentID) blob.Key { return blob.Key{Org: veenhaven, ID: id} }
	w.must(w.blobs.Delete(ctx, key(missing.Parts[0].ID)))
	w.blobs.Damage(key(damaged.Parts[0].ID))
	p, sealed := piece(t, 10)
	w.must(w.blobs.Put(ctx, key(p.ID), p.Size, bytes.NewReader(sealed)))
	check(map[gehoor.ContentID]casework.PartFault{
		missing.Parts[0].ID: casework.PartMissing, damaged.Parts[0].ID: casework.PartDamaged, p.ID: casework.PartStray,
	})
	err := closed(w.OpenOwnPart(ctx, box, missing.Manifest.ID, missing.Parts[0].ID))
	if !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("a part that is missing: %v", err)
	}
}

// TestPartsArriveInTurn: more at the same moment than there are places for are
// told so, and memory is bounded whatever comes.
func TestPartsArriveInTurn(t *testing.T) {
	w := newWorld(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	box := w.send("R1")
	p, sealed := piece(t, 10)
	began, ended := make(chan struct{}), make(chan error)
	const places = 64
	for range places {
		go func() {
			ended <- w.KeepOwnPart(ctx, box, p, &slow{began: began, until: ctx.Done()})
		}()
		<-began
	}
	w.refused(w.KeepOwnPart(ctx, box, p, bytes.NewReader(sealed)), gehoor.CodeFileBusy)
	stop()
	for range places {
		<-ended
	}
	w.must(w.KeepOwnPart(t.Context(), box, p, bytes.NewReader(sealed)))
}

// slow is a body of which nothing comes until the test says so.
type slow struct {
	began chan<- struct{}
	until <-chan struct{}
}

func (s *slow) Read([]byte) (int, error) {
	s.began <- struct{}{}
	<-s.until
	return 0, errors.New("the line broke")
}
