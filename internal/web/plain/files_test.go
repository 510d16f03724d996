package plain_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// received is a browser in its mailbox.
func (w *world) received(lang string) *browser {
	w.t.Helper()
	b := w.browser(lang)
	b.code()
	b.tell("bonnen").press("send").must("/formulier/klaar")
	return b.open("/formulier/vervolg").must("/formulier/vervolg")
}

// one is a file as a form brings it.
type one struct {
	name, media string
	body        []byte
}

// form writes a form as browsers do, with files that go as they are.
func form(t *testing.T, files ...one) (kind string, body []byte) {
	t.Helper()
	return formOf(t, "yes", files...)
}

func formOf(t *testing.T, asItIs string, files ...one) (kind string, body []byte) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if err := w.WriteField("_as", asItIs); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		part, err := w.CreatePart(map[string][]string{
			"Content-Disposition": {mime.FormatMediaType("form-data", map[string]string{"name": "_file", "filename": f.name})}, "Content-Type": {f.media},
		})
		if err == nil {
			_, err = part.Write(f.body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), out.Bytes()
}

// filesRequest is what a browser sends to where files are sent.
func (b *browser) filesRequest(kind string, body io.Reader, size int64) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/"+b.lang+"/formulier/vervolg/bestand", body)
	r.ContentLength = size
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return r
}

// sends sends a form with files and follows where it leads.
func (b *browser) sends(files ...one) *browser {
	b.w.t.Helper()
	return b.sendsBody(form(b.w.t, files...))
}

func (b *browser) sendsBody(kind string, body []byte) *browser {
	b.w.t.Helper()
	b.page = webtest.Do(b.w.t, b.w.site, b.filesRequest(kind, bytes.NewReader(body), int64(len(body))))
	b.take()
	if b.page.Status == http.StatusSeeOther {
		b.ask(http.MethodGet, b.page.Header.Get("Location"), "")
	} else {
		webtest.Check(b.w.t, b.page)
	}
	return b
}

// opens fetches the file at a place of the conversation.
func (b *browser) opens(at int) *webtest.Page {
	b.w.t.Helper()
	b.ask(http.MethodGet, fmt.Sprintf("/%s/formulier/vervolg/bestand/%d", b.lang, at), "")
	return b.page
}

func pattern(size int) []byte {
	body := make([]byte, size)
	for i := range body {
		body[i] = byte(i % 251)
	}
	return body
}

// TestFiles: files of no byte, of some and of more than one part are sealed as they
// come, for those who can open the conversation; the handlers fetch what was sent,
// and the reporter fetches their own and theirs.
func TestFiles(t *testing.T) {
	w := newWorld(t)
	b := w.received("nl")
	long := pattern(seal.MaxPartBody + 1000)
	b.sends(one{"foto <b>.jpg", "image/jpeg", []byte("een foto")}, one{"leeg.txt", "text/plain", nil}, one{"opname.mp4", "video/mp4", long})
	b.must("/formulier/vervolg", "Uw bestanden zijn verstuurd.", "foto _b_.jpg", "1 kB", "leeg.txt", "opname.mp4", "9 MB")
	for at, want := range map[int][]byte{1: []byte("een foto"), 2: {}, 3: long} {
		p := b.opens(at)
		if p.Status != http.StatusOK || !bytes.Equal(p.Body, want) {
			t.Errorf("file %d: %d, %d bytes", at, p.Status, len(p.Body))
		}
		if kind, disposition := p.Header.Get("Content-Type"), p.Header.Get("Content-Disposition"); kind != "application/octet-stream" || !strings.HasPrefix(disposition, "attachment") {
			t.Errorf("file %d is served as %s, %s", at, kind, disposition)
		}
	}
	for _, at := range []int{0, 4, -1} {
		if p := b.opens(at); p.Status != http.StatusNotFound {
			t.Errorf("file %d: %d", at, p.Status)
		}
	}
	d := w.handle("Dank u.")
	got := w.read(d)
	for _, e := range d.Signals[0].Thread {
		m, err := endpoint.ReadManifest([]byte(got[e.Content]))
		if err != nil || m.Name == "" {
			t.Errorf("a handler reads %q: %v", got[e.Content], err)
		}
	}
	// What they send can be fetched here too.
	w.answersWithFile(d, "brief é.txt", []byte("van ons"))
	b.open("/formulier/vervolg").must("/formulier/vervolg", "brief é.txt")
	p := b.opens(5)
	if _, params, err := mime.ParseMediaType(p.Header.Get("Content-Disposition")); err != nil || params["filename"] != "brief é.txt" || string(p.Body) != "van ons" {
		t.Errorf("their file: %s %q %v", params["filename"], p.Body, err)
	}
	// Another reporter finds none of it.
	if other := w.received("en").opens(1); other.Status != http.StatusNotFound {
		t.Errorf("another reporter: %d", other.Status)
	}
}

// answersWithFile has Noor send a file.
func (w *world) answersWithFile(d casework.Dossier, name string, body []byte) {
	w.t.Helper()
	ctx := w.t.Context()
	box, _ := endpoint.Named(d.Boxes, gehoor.Conversation)
	sealer, piece := endpoint.NewFileSealer(org, seal.Recipient(box.Recipient)), seal.NewPiece()
	_, err := piece.Fill(bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	part, sealed, err := sealer.Seal(piece)
	if err == nil {
		err = w.cases.KeepPart(ctx, org, noor, d.ID, part, bytes.NewReader(sealed))
	}
	if err != nil {
		w.t.Fatal(err)
	}
	manifest, err := endpoint.Seal(org, seal.File, sealer.Manifest(name, "text/plain").Body(), box.Recipient)
	if err == nil {
		err = w.cases.AddFile(ctx, org, noor, d.ID, d.Signals[0].ID, casework.Upload{Manifest: manifest, Parts: []gehoor.Part{part}})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestFilesThatAreRefused: each is told beside the field, with a page that keeps the
// rules of all pages, also when the rest of the form is still to come; what came
// before stays.
func TestFilesThatAreRefused(t *testing.T) {
	w := newWorld(t)
	b := w.received("nl")
	says := func(code gehoor.Code) string { return text.For(gehoor.Dutch).Refusal(gehoor.Refuse(code)) }
	fine := one{"a.txt", "text/plain", []byte("a")}
	many := make([]one, 21)
	for i := range many {
		many[i] = fine
	}
	b.sends().must("/formulier/vervolg/bestand", says("file.none"))
	b.sends(one{"", "application/octet-stream", nil}).must("/formulier/vervolg/bestand", says("file.none"))
	b.sends(many...).must("/formulier/vervolg/bestand", "hoogstens 20 bestanden", "20 andere bestanden zijn wel verstuurd")
	w.blobs.Left = 3 << 30
	b.sends(fine).must("/formulier/vervolg/bestand", says(gehoor.CodeFileRoom))
	w.blobs.Left = blob.Boundless
	kind, body := form(t, fine, one{"b.txt", "text/plain", pattern(100_000)})
	for name, c := range map[string]struct {
		kind string
		body io.Reader
		size int64
	}{
		"another form":      {"application/x-www-form-urlencoded", strings.NewReader("_file=x"), 7},
		"no boundary":       {"multipart/form-data", bytes.NewReader(body), int64(len(body))},
		"no known size":     {kind, bytes.NewReader(body), -1},
		"cut in the middle": {kind, bytes.NewReader(body[:50_000]), int64(len(body))},
	} {
		b.page = webtest.Do(t, w.site, b.filesRequest(c.kind, c.body, c.size))
		if b.page.Status != http.StatusBadRequest {
			t.Errorf("%s: %d", name, b.page.Status)
		}
		b.must("/formulier/vervolg/bestand", says(gehoor.CodeMalformed))
		webtest.Check(t, b.page)
	}
	// Only what was whole is there.
	b.open("/formulier/vervolg")
	if strings.Contains(b.text(), "b.txt") || strings.Count(b.text(), "a.txt") != 21 {
		t.Errorf("there is what was not whole, or not what was:\n%s", b.text())
	}
	// Who is not inside sends nothing, and is led to the door.
	stranger := w.browser("nl")
	stranger.sends(fine).must("/formulier/verder")
}

// fixture is a file that has something planted in every hidden field.
func fixture(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../browser/lib/metadata/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestCleaned: a photo is sealed without what it tells, and the page that follows says
// what that was; what cannot be cleaned is not sent, and is when its reporter says so.
func TestCleaned(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.received("nl").must("/formulier/vervolg", say("plain.file-tells"), say("plain.file-keep-hint"))
	photo := fixture(t, "photo.jpg")
	b.sendsBody(formOf(t, "no", one{"foto.jpg", "image/jpeg", photo}, one{"b.txt", "text/plain", []byte("b")}))
	b.must("/formulier/vervolg", say("plain.said-files"), say("plain.files-told"), say("metadata.place"), say("metadata.device"), say("metadata.thumbnail"), say("metadata.nothing"), say("metadata.limits"))
	got := b.opens(1).Body
	if bytes.Contains(bytes.ToLower(got), []byte("kanarie")) || len(got) >= len(photo) || !bytes.HasPrefix(got, []byte("\xff\xd8\xff")) {
		t.Errorf("what was sealed still tells: %d bytes of %d", len(got), len(photo))
	}
	if got := b.opens(2).Body; string(got) != "b" {
		t.Errorf("a text is changed: %q", got)
	}
	// Said once, by the page that follows.
	if b.open("/formulier/vervolg"); strings.Contains(b.text(), say("metadata.place")) {
		t.Error("what was told is told again")
	}

	cut := photo[:len(photo)/2]
	b.sendsBody(formOf(t, "no", one{"half.jpg", "image/jpeg", cut}, one{"brief.pdf", "application/pdf", fixture(t, "letter.pdf")}, one{"opname.mp4", "video/mp4", pattern(9 << 20)}, one{"c.txt", "text/plain", []byte("c")}))
	b.must("/formulier/vervolg/bestand", "3 bestanden zijn niet verstuurd.", say("metadata.why-damaged"), say("plain.why-elsewhere"), say("metadata.why-unknown"), say("plain.files-not-how"), "1 ander bestand is wel verstuurd.", say("metadata.nothing"))
	if b.page.Status != http.StatusUnprocessableEntity {
		t.Errorf("status %d", b.page.Status)
	}
	if n := len(w.dossier().Signals[0].Thread); n != 3 {
		t.Errorf("%d files are there", n)
	}
	b.sends(one{"half.jpg", "image/jpeg", cut}).must("/formulier/vervolg", say("plain.file-as-it-is"))
	if got := b.opens(4).Body; !bytes.Equal(got, cut) {
		t.Error("a file that was to go as it is was changed")
	}
	// A form without the choice is one that is cleaned.
	b.sendsBody(formOf(t, "", one{"brief.pdf", "application/pdf", fixture(t, "letter.pdf")})).must("/formulier/vervolg/bestand", "1 bestand is niet verstuurd.")
}

// stuck is a body that waits until the test goes on.
type stuck struct {
	began chan<- struct{}
	until <-chan struct{}
	once  sync.Once
}

func (s *stuck) Read([]byte) (int, error) {
	s.once.Do(func() { s.began <- struct{}{} })
	<-s.until
	return 0, errors.New("the line broke")
}

// TestFilesInTurn: more files at the same moment than there is memory for are told
// so, and words go on meanwhile.
func TestFilesInTurn(t *testing.T) {
	w := newWorld(t)
	b := w.received("nl")
	kind, body := form(t, one{"a.txt", "text/plain", []byte("a")})
	began, until := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	for range 2 {
		r := b.filesRequest(kind, io.MultiReader(bytes.NewReader(body[:200]), &stuck{began: began, until: until}), 1<<20)
		all.Go(func() { w.site.ServeHTTP(httptest.NewRecorder(), r) })
		<-began
	}
	b.sends(one{"b.txt", "text/plain", []byte("b")}).must("/formulier/vervolg/bestand", text.For(gehoor.Dutch).Refusal(gehoor.Refuse(gehoor.CodeFileBusy)))
	b.open("/formulier/vervolg").press("", "_reply", "woorden gaan door").must("/formulier/vervolg", "woorden gaan door")
	close(until)
	all.Wait()
	b.sends(one{"b.txt", "text/plain", []byte("b")}).must("/formulier/vervolg", "b.txt")
}

// TestFileThatWasChanged: a first part that is not what it must be is told on a
// page; a later one cuts the line, so that nobody takes half a file for the whole.
func TestFileThatWasChanged(t *testing.T) {
	w := newWorld(t)
	b := w.received("nl")
	b.sends(one{"lang.bin", "", pattern(seal.MaxPartBody + 10)}).must("/formulier/vervolg", "lang.bin")
	var keys []blob.Info
	if err := w.blobs.List(t.Context(), org, func(i blob.Info) error { keys = append(keys, i); return nil }); err != nil || len(keys) != 2 {
		t.Fatalf("%d parts, %v", len(keys), err)
	}
	last, first := keys[0], keys[1]
	if last.Size > first.Size {
		last, first = first, last
	}
	w.blobs.Damage(last.Key)
	func() {
		defer func() {
			if p := recover(); p != http.ErrAbortHandler {
				t.Errorf("the line is not cut: %v", p)
			}
		}()
		b.opens(1)
	}()
	w.blobs.Damage(first.Key)
	if p := b.opens(1); p.Status != http.StatusBadRequest || bytes.Contains(p.Body, pattern(300)) {
		t.Errorf("a first part that was changed: %d", p.Status)
	}
}

// TestFilesWhileAway: who left in another tab has left here too, and who sends for
// longer than a session lasts stays inside.
func TestFilesWhileAway(t *testing.T) {
	w := newWorld(t)
	b := w.received("nl")
	kind, body := form(t, one{"a.bin", "", pattern(2 * seal.MaxPartBody)})
	half := len(body) / 2
	slow := io.MultiReader(bytes.NewReader(body[:half]), &then{do: func() { w.now = w.now.Add(20 * time.Minute) }}, bytes.NewReader(body[half:]),
		&then{do: func() { w.now = w.now.Add(20 * time.Minute) }})
	b.page = webtest.Do(t, w.site, b.filesRequest(kind, slow, int64(len(body))))
	b.take()
	b.open("/formulier/vervolg").must("/formulier/vervolg", "a.bin")

	session := b.cookies["__Host-f"]
	leaving := io.MultiReader(bytes.NewReader(body[:half]), &then{do: func() { b.open("/formulier/vervolg").press("", "_drop", "no") }}, bytes.NewReader(body[half:]))
	b.cookies["__Host-f"] = session
	r := b.filesRequest(kind, leaving, int64(len(body)))
	b.page = webtest.Do(t, w.site, r)
	if to := b.page.Header.Get("Location"); b.page.Status != http.StatusSeeOther || !strings.HasPrefix(to, "/nl/formulier/verder") {
		t.Errorf("after leaving: %d %s", b.page.Status, to)
	}
}

// TestLeavingAtTheEnd: whoever leaves while the last piece comes does not get the
// cookie back with the answer.
func TestLeavingAtTheEnd(t *testing.T) {
	w := newWorld(t)
	b := w.received("nl")
	kind, body := form(t, one{"a.txt", "text/plain", []byte("a")})
	session := b.cookies["__Host-f"]
	last := io.MultiReader(bytes.NewReader(body[:len(body)-2]), &then{do: func() { b.open("/formulier/vervolg").press("", "_drop", "no") }}, bytes.NewReader(body[len(body)-2:]))
	b.cookies["__Host-f"] = session
	b.page = webtest.Do(t, w.site, b.filesRequest(kind, last, int64(len(body))))
	b.cookies["__Host-f"] = session
	b.take()
	if _, kept := b.cookies["__Host-f"]; kept || b.page.Status != http.StatusSeeOther {
		t.Errorf("the cookie came back (%d)", b.page.Status)
	}
}

// then does something in the middle of a body.
type then struct{ do func() }

func (a *then) Read([]byte) (int, error) {
	if a.do != nil {
		a.do()
		a.do = nil
	}
	return 0, io.EOF
}
