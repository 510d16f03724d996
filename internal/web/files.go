package web

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
)

// Files come and go in parts (browser/lib/file.ts). A part is the body of a
// request or of an answer as it is, ciphertext of at most 8 MiB, and passes
// through without being held.

// partPatience is how long one part may take, either way: 8 MiB at 12 KiB a
// second, the slow line of readTimeout.
const partPatience = 12 * time.Minute

// passBytes is how much of a part is passed on at once.
const passBytes = 128 << 10

// partsAsk is what a browser asks before it sends, and after a broken line.
type partsAsk struct {
	// Bytes is how much is still to be sent.
	Bytes int64              `json:"bytes"`
	Parts []gehoor.ContentID `json:"parts"`
}

type partsAnswer struct {
	// There are those of the parts that need not be sent again.
	There []gehoor.ContentID `json:"there"`
}

// fileWire is a file whose parts were all sent.
type fileWire struct {
	toKey
	Signal   gehoor.SignalID `json:"signal,omitempty"`
	Manifest []byte          `json:"manifest"`
	Parts    []gehoor.Part   `json:"parts"`
}

func (f fileWire) read() (casework.Upload, error) {
	manifest, err := content(f.Manifest)
	return casework.Upload{Manifest: manifest, Parts: f.Parts}, err
}

// patient gives a request the time that a part takes on a slow line.
func patient(w http.ResponseWriter) error {
	until := time.Now().Add(partPatience)
	c := http.NewResponseController(w)
	err := errors.Join(c.SetReadDeadline(until), c.SetWriteDeadline(until))
	if errors.Is(err, http.ErrNotSupported) { // no connection: a test
		return nil
	}
	return err
}

// arriving reads which part a request brings.
func arriving(w http.ResponseWriter, r *http.Request) (gehoor.Part, io.Reader, error) {
	id, err := gehoor.ParseContentID(r.PathValue("part"))
	if err != nil || r.ContentLength < 1 {
		return gehoor.Part{}, nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return gehoor.Part{ID: id, Size: r.ContentLength}, brokenOff{r.Body}, patient(w)
}

// brokenOff is a body whose failure is the line's, and no fault of ours.
type brokenOff struct{ from io.Reader }

func (b brokenOff) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = gehoor.Refuse(gehoor.CodeMalformed)
	}
	return n, err
}

// named reads which part of which file an address asks for.
func named(r *http.Request) (file, part gehoor.ContentID, err error) {
	file, fileErr := gehoor.ParseContentID(r.PathValue("file"))
	part, partErr := gehoor.ParseContentID(r.PathValue("part"))
	if errors.Join(fileErr, partErr) != nil {
		return "", "", gehoor.ErrNotFound
	}
	return file, part, nil
}

// give sends a part as it is.
func give(w http.ResponseWriter, body io.ReadCloser, size int64) error {
	defer func() { _ = body.Close() }() // it was only read
	if err := patient(w); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	w.WriteHeader(http.StatusOK)
	// A part that ends early is one that the browser asks for again. A file sends
	// itself; anything else goes in pieces that are worth a system call.
	if _, file := body.(io.WriterTo); file {
		_, _ = io.Copy(w, body)
	} else {
		_, _ = io.CopyBuffer(struct{ io.Writer }{w}, body, make([]byte, passBytes))
	}
	return nil
}

// ownParts says which parts a reporter need not send.
func (s *Site) ownParts(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	ask, err := decode[partsAsk](r)
	if err != nil {
		return err
	}
	there, err := s.cases.OwnPartsThere(r.Context(), box, ask.Bytes, ask.Parts)
	if err != nil {
		return err
	}
	return reply(w, partsAnswer{there})
}

// ownPart keeps a part of a reporter's file.
func (s *Site) ownPart(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	part, body, err := arriving(w, r)
	if err != nil {
		return err
	}
	if err := s.cases.KeepOwnPart(r.Context(), box, part, body); err != nil {
		return err
	}
	return done(w)
}

// ownFile adds a reporter's file, whose parts are there.
func (s *Site) ownFile(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[fileWire](r)
	if err != nil {
		return err
	}
	file, err := wire.read()
	if err != nil {
		return err
	}
	if err := s.cases.AddOwnFile(wire.sealedTo(r), box, file); err != nil {
		return err
	}
	return done(w)
}

// openOwnPart hands the reporter a part of a file of the own signal.
func (s *Site) openOwnPart(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	file, part, err := named(r)
	if err != nil {
		return err
	}
	body, size, err := s.cases.OpenOwnPart(r.Context(), box, file, part)
	if err != nil {
		return err
	}
	return give(w, body, size)
}

// parts says which parts somebody of staff need not send.
func (s *Site) parts(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	ask, err := decode[partsAsk](r)
	if err != nil {
		return err
	}
	there, err := s.cases.PartsThere(r.Context(), s.cfg.Org, me.Person, id, ask.Bytes, ask.Parts)
	if err != nil {
		return err
	}
	return reply(w, partsAnswer{there})
}

// part keeps a part of a file that somebody of staff adds.
func (s *Site) part(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	part, body, err := arriving(w, r)
	if err != nil {
		return err
	}
	if err := s.cases.KeepPart(r.Context(), s.cfg.Org, me.Person, id, part, body); err != nil {
		return err
	}
	return done(w)
}

// file gives the reporter a file.
func (s *Site) file(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return addingFile(w, r, func(id gehoor.DossierID, wire fileWire, file casework.Upload) error {
		return s.cases.AddFile(wire.sealedTo(r), s.cfg.Org, me.Person, id, wire.Signal, file)
	})
}

// noteFile adds an internal file.
func (s *Site) noteFile(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return addingFile(w, r, func(id gehoor.DossierID, wire fileWire, file casework.Upload) error {
		return s.cases.AddNoteFile(wire.sealedTo(r), s.cfg.Org, me.Person, id, file)
	})
}

// addingFile reads a file that somebody of staff adds, and adds it.
func addingFile(w http.ResponseWriter, r *http.Request, add func(gehoor.DossierID, fileWire, casework.Upload) error) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[fileWire](r)
	if err != nil {
		return err
	}
	file, err := wire.read()
	if err != nil {
		return err
	}
	if err := add(id, wire, file); err != nil {
		return err
	}
	return done(w)
}

// openPart hands out a part of a file; that the file was made available is
// recorded first.
func (s *Site) openPart(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	file, part, err := named(r)
	if err != nil {
		return err
	}
	body, size, err := s.cases.OpenPart(r.Context(), s.cfg.Org, me.Person, id, file, part)
	if err != nil {
		return err
	}
	return give(w, body, size)
}
