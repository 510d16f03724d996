package plain

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"sync"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/metadata"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// Files, which the server sees as they pass. They come in a form that is read as it
// comes, a piece of 8 MiB at a time: each piece is sealed and kept as if a browser
// had sent it, and overwritten by the next one. Nothing is ever in a temporary
// file, and no more than [maxPassing] files are in memory, with one piece each.

const (
	// maxPassing is how many files pass at the same moment, either way: some 17 MiB
	// of memory for each.
	maxPassing = 2
	// maxFiles bounds how many files one form brings.
	maxFiles = 20
)

// passing are the places in which files pass. A place is made when it is first
// needed, and used again.
type passing struct {
	mu    sync.Mutex
	taken int
	free  []*seal.Piece
}

// take returns a place, or refuses with [gehoor.CodeFileBusy]. Who has one gives it
// back.
func (p *passing) take() (*seal.Piece, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken == maxPassing {
		return nil, gehoor.Refuse(gehoor.CodeFileBusy)
	}
	p.taken++
	if n := len(p.free); n > 0 {
		piece := p.free[n-1]
		p.free = p.free[:n-1]
		return piece, nil
	}
	return seal.NewPiece(), nil
}

func (p *passing) give(piece *seal.Piece) {
	piece.Clear()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken--
	p.free = append(p.free, piece)
}

// What a file tells besides what one sees is taken out while it passes (package
// metadata), unless the reporter wants it sent as it is. A file from which it cannot
// be taken out is not sent until they say so: they are told which, and why.

// files takes what a reporter adds to the conversation. However it ends, the whole
// form is read first: a browser that is answered before it has sent everything
// shows a broken line, and not the page that says why.
func (p *Plain) files(w http.ResponseWriter, r *http.Request, v *visitor) error {
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		got, err := p.takeFiles(w, r, v, mine)
		if err != nil {
			p.drain(w, r)
		}
		// Who left in another tab meanwhile must not get the cookie back.
		if gone := p.stay(r, v); errors.Is(err, gehoor.ErrNotFound) || errors.Is(gone, gehoor.ErrNotFound) {
			return p.leaveFor(w, r, away)
		}
		v.told = got.told
		p.keep(w, v.purse)
		if err == nil && len(got.refused) == 0 {
			return p.to(w, r, pages.PathBox+"?"+queryFiles)
		}
		status, why := http.StatusUnprocessableEntity, text.For(lang(r)).Say("plain.files-not", text.Count("n", len(got.refused)))
		if err != nil {
			status, why = p.frame.Failure(r, err)
		}
		return p.showBox(w, r, v, status, func(b *pages.Box) {
			b.FileProblem, b.FilesSent, b.FilesNot, b.AsItIs = why, len(got.told), got.refused, got.asItIs
			b.FilesTold = toldOf(b, got.told)
		})
	})
}

// taken is what came of a form with files.
type taken struct {
	asItIs bool
	// told is what was sent, and what it told.
	told []told
	// refused are those that were not sent, because nothing can be taken out.
	refused []pages.NotSent
}

// toldOf puts what was told beside the files that the mailbox has now: the newest of
// the reporter's own.
func toldOf(b *pages.Box, all []told) []pages.Told {
	var own []gehoor.ContentID
	for _, e := range b.Mailbox.Signal.Thread {
		if e.FromReporter && e.Form == signal.FormFile {
			own = append(own, e.Content)
		}
	}
	if len(own) < len(all) { // not this mailbox's
		return nil
	}
	var shown []pages.Told
	for i, content := range own[len(own)-len(all):] {
		shown = append(shown, pages.Told{Name: b.Files[content].Name, AsItIs: all[i].asItIs(), Tells: all[i].findings().List()})
	}
	return shown
}

// drain reads what is left of a form, as long as it comes at a fair speed.
func (p *Plain) drain(w http.ResponseWriter, r *http.Request) {
	buffer := make([]byte, 64<<10)
	for read := int64(0); ; {
		if read%seal.PartPlain == 0 && p.frame.Patient(w) != nil {
			return
		}
		n, err := io.ReadFull(r.Body, buffer)
		if read += int64(n); err != nil {
			return
		}
	}
}

// takeFiles reads the form.
func (p *Plain) takeFiles(w http.ResponseWriter, r *http.Request, v *visitor, mine account.Mailbox) (got taken, err error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" || r.ContentLength < 0 {
		return got, gehoor.Refuse(gehoor.CodeMalformed)
	}
	// Before anything is read: is there room for all of it?
	if _, err := p.cfg.Cases.OwnPartsThere(r.Context(), mine, min(r.ContentLength, endpoint.MaxFile), nil); err != nil {
		return got, err
	}
	m, err := p.cfg.Cases.Mailbox(r.Context(), mine)
	if err != nil {
		return got, err
	}
	box, ok := endpoint.Named(m.Boxes, gehoor.Conversation)
	if !ok {
		return got, errors.New("plain: there is no conversation")
	}
	piece, err := p.passing.take()
	if err != nil {
		return got, err
	}
	defer p.passing.give(piece)
	form, err := r.MultipartReader()
	if err != nil {
		return got, gehoor.Refuse(gehoor.CodeMalformed)
	}
	u := upload{p: p, w: w, r: r, v: v, mine: mine, to: seal.Recipient(box.Recipient), piece: piece}
	for {
		one, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF) && len(got.told)+len(got.refused) == 0:
			return got, gehoor.Refuse(CodeNoFile)
		case errors.Is(err, io.EOF):
			return got, nil
		case err != nil:
			return got, brokenForm(err)
		case one.FormName() == pages.FieldAsItIs: // which stands before the files
			got.asItIs = isYes(one)
			continue
		case one.FormName() != pages.FieldFile, one.FileName() == "": // a browser's empty field
			continue
		case len(got.told)+len(got.refused) == maxFiles:
			return got, gehoor.Refuse(CodeManyFiles, "limit", strconv.Itoa(maxFiles))
		}
		said, err := u.take(one, got.asItIs)
		var not *metadata.Uncleanable
		switch {
		case errors.As(err, &not):
			got.refused = append(got.refused, pages.NotSent{Name: endpoint.SafeFileName(one.FileName()), Why: not.Why})
		case err != nil:
			return got, err
		default:
			got.told = append(got.told, said)
		}
	}
}

// isYes reads a field that is "yes" or something else.
func isYes(from io.Reader) bool {
	var said [4]byte
	n, err := io.ReadFull(from, said[:])
	return errors.Is(err, io.ErrUnexpectedEOF) && string(said[:n]) == "yes"
}

// What is refused here and nowhere else.
const (
	// CodeNoFile: the form came without a file.
	CodeNoFile gehoor.Code = "file.none"
	// CodeManyFiles: more files than one form may bring; args: limit.
	CodeManyFiles gehoor.Code = "file.many"
)

// upload is one form with files.
type upload struct {
	p     *Plain
	w     http.ResponseWriter
	r     *http.Request
	v     *visitor
	mine  account.Mailbox
	to    seal.Recipient
	piece *seal.Piece
}

// take adds one file, cleaned unless it is to go as it is. An [*metadata.Uncleanable]
// is the only error after which the form goes on.
func (u upload) take(from *multipart.Part, asItIs bool) (told, error) {
	slow := &fair{from: from, each: func() error { return u.p.frame.Patient(u.w) }}
	if asItIs {
		return toldAsItIs, u.seal(from, slow)
	}
	c := cleaned(slow, from.FileName())
	err := u.seal(from, c)
	c.end()
	if err == nil {
		return toldFound(c.found), nil
	}
	if errors.As(err, new(*metadata.Uncleanable)) { // the next file comes behind the rest of this one
		if _, err := io.Copy(io.Discard, slow); err != nil {
			return 0, brokenForm(err)
		}
	}
	return 0, err
}

// fair gives a request time for each piece that comes, also for what is thrown away.
type fair struct {
	from io.Reader
	each func() error
	read int64
}

func (f *fair) Read(b []byte) (int, error) {
	n, err := f.from.Read(b)
	before := f.read / seal.PartPlain
	if f.read += int64(n); f.read/seal.PartPlain != before && err == nil {
		err = f.each()
	}
	return n, err
}

// cleaning is a file as it is without what it tells: it is cleaned while it is read.
type cleaning struct {
	*io.PipeReader
	over  chan struct{}
	found metadata.Findings // when it is over
}

func cleaned(from io.Reader, name string) *cleaning {
	out, in := io.Pipe()
	c := &cleaning{PipeReader: out, over: make(chan struct{})}
	go func() {
		defer close(c.over)
		var err error
		_, c.found, err = metadata.Clean(in, from, name)
		in.CloseWithError(err)
	}()
	return c
}

// end waits until nothing reads any more.
func (c *cleaning) end() {
	_ = c.Close() // a pipe's never fails
	<-c.over
}

// seal seals one file a piece at a time, and adds it. If it fails, the parts that are
// kept already are swept like those of a line that broke.
func (u upload) seal(as *multipart.Part, from io.Reader) error {
	sealer := endpoint.NewFileSealer(u.p.cfg.Org, u.to)
	var parts []gehoor.Part
	for last := false; !last; {
		// A piece has as long as a browser's part.
		if err := errors.Join(u.p.frame.Patient(u.w), u.p.stay(u.r, u.v)); err != nil {
			return err
		}
		var err error
		if last, err = u.piece.Fill(from); err != nil {
			if errors.As(err, new(*metadata.Uncleanable)) {
				return err
			}
			return brokenForm(err)
		}
		if len(u.piece.Body()) == 0 {
			break
		}
		if len(parts) == gehoor.MaxParts {
			return gehoor.Refuse(gehoor.CodeFileTooLarge, "limit", strconv.FormatInt(endpoint.MaxFile>>20, 10)+" MiB")
		}
		part, sealed, err := sealer.Seal(u.piece)
		if err != nil {
			return err
		}
		if err := u.p.cfg.Cases.KeepOwnPart(u.r.Context(), u.mine, part, bytes.NewReader(sealed)); err != nil {
			return err
		}
		parts = append(parts, part)
	}
	body := sealer.Manifest(as.FileName(), as.Header.Get("Content-Type")).Body()
	defer clear(body)
	manifest, err := endpoint.Seal(u.p.cfg.Org, seal.File, body, string(u.to))
	if err != nil {
		return err
	}
	return u.p.cfg.Cases.AddOwnFile(u.r.Context(), u.mine, casework.Upload{Manifest: manifest, Parts: parts})
}

// stay keeps the session alive while a long file comes, and ends with it: who
// leaves in another tab has left here too.
func (p *Plain) stay(r *http.Request, v *visitor) error {
	_, renewed, err := p.cfg.Door.Authenticate(r.Context(), p.cfg.Org, v.session, p.cfg.Now())
	if renewed != "" {
		v.session = renewed
	}
	return err
}

// brokenForm is a form that did not come whole, or is none.
func brokenForm(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return gehoor.Refuse(gehoor.CodeFileTooLarge, "limit", strconv.FormatInt(endpoint.MaxFile>>20, 10)+" MiB")
	}
	return gehoor.Refuse(gehoor.CodeMalformed)
}

// openFile sends a file of the conversation, by its place there: an address says no
// more. It is saved and never shown.
func (p *Plain) openFile(w http.ResponseWriter, r *http.Request, v *visitor) error {
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		m, err := p.cfg.Cases.Mailbox(r.Context(), mine)
		if err != nil {
			return err
		}
		at, err := strconv.Atoi(r.PathValue("at"))
		if err != nil || at < 1 || at > len(m.Signal.Thread) || m.Signal.Thread[at-1].Form != signal.FormFile {
			return gehoor.ErrNotFound
		}
		content := m.Signal.Thread[at-1].Content
		ring, file, err := p.manifest(r.Context(), *v, mine, m, content)
		if err != nil {
			return err
		}
		piece, err := p.passing.take()
		if err != nil {
			return err
		}
		defer p.passing.give(piece)
		opener, err := ring.OpenFile(file)
		if err != nil {
			return err
		}
		return p.sendFile(w, r, mine, content, file, opener, piece)
	})
}

// manifest opens what a file is, and the conversation's key.
func (p *Plain) manifest(ctx context.Context, v visitor, mine account.Mailbox, m casework.Mailbox, content gehoor.ContentID) (endpoint.Keyring, endpoint.Manifest, error) {
	box, _ := endpoint.Named(m.Boxes, gehoor.Conversation)
	contents, err := p.contents(ctx, mine, append(box.Keys(), content))
	if err != nil {
		return endpoint.Keyring{}, endpoint.Manifest{}, err
	}
	ring, err := endpoint.OpenKeys(v.own.Identity, p.cfg.Org, m.Boxes, contents)
	if err != nil {
		return ring, endpoint.Manifest{}, err
	}
	for _, c := range contents {
		if c.ID != content {
			continue
		}
		body, err := ring.Open(endpoint.Place{Compartment: gehoor.Conversation, Type: seal.File}, c.Bytes)
		if err != nil {
			return ring, endpoint.Manifest{}, err
		}
		defer clear(body)
		file, err := endpoint.ReadManifest(body)
		return ring, file, err
	}
	return ring, endpoint.Manifest{}, gehoor.ErrNotFound
}

// sendFile opens a file's parts one after another. The first one is opened before
// anything is answered; when a later one is not what it must be the line is cut, so
// that a browser does not take what came for the whole.
func (p *Plain) sendFile(w http.ResponseWriter, r *http.Request, mine account.Mailbox, content gehoor.ContentID, file endpoint.Manifest, opener *endpoint.FileOpener, piece *seal.Piece) error {
	for i, part := range file.Parts {
		body, err := p.part(r.Context(), mine, content, part, opener, piece)
		if err != nil && i == 0 {
			return err
		}
		if err == nil && i == 0 {
			fileHeader(w, file)
		}
		if err == nil {
			err = p.frame.Patient(w)
		}
		if err == nil {
			_, err = w.Write(body)
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
	}
	if len(file.Parts) == 0 {
		fileHeader(w, file)
	}
	return nil
}

// part fetches and opens one part.
func (p *Plain) part(ctx context.Context, mine account.Mailbox, content, part gehoor.ContentID, opener *endpoint.FileOpener, piece *seal.Piece) ([]byte, error) {
	from, _, err := p.cfg.Cases.OpenOwnPart(ctx, mine, content, part)
	if err != nil {
		return nil, err
	}
	sealed, err := piece.Take(from)
	if err := errors.Join(err, from.Close()); err != nil {
		return nil, err
	}
	return opener.Open(piece.Room(), sealed)
}

func fileHeader(w http.ResponseWriter, file endpoint.Manifest) {
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	h.Set("Content-Length", strconv.FormatInt(file.Length, 10))
	w.WriteHeader(http.StatusOK)
}
