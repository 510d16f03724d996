package metadata

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
)

// Kind is what kind of file it is, as its bytes say.
type Kind string

// The kinds. Only the first three are cleaned here.
const (
	JPEG         Kind = "jpeg"
	PNG          Kind = "png"
	Text         Kind = "text"
	PDF          Kind = "pdf"
	Office       Kind = "office"
	OpenDocument Kind = "opendocument"
	OldOffice    Kind = "old-office"
	Unknown      Kind = "unknown"
)

// Why is why a file is not cleaned.
type Why string

// The reasons. All but WhyElsewhere are those of the browser too.
const (
	// WhyUnknown: a kind that nobody here knows how to clean.
	WhyUnknown Why = "unknown"
	// WhyOldOffice: Office files from before 2007.
	WhyOldOffice Why = "old-office"
	// WhyElsewhere: a kind that is cleaned in a browser with scripts, and not here.
	WhyElsewhere Why = "elsewhere"
	// WhyDamaged: not whole, or not what it says.
	WhyDamaged Why = "damaged"
	// WhyTooMuch: it has more parts than any real file.
	WhyTooMuch Why = "too-much"
)

// Uncleanable is a file that is not cleaned. Every error of [Clean] that is none of
// these comes from the reader or the writer.
type Uncleanable struct {
	Kind Kind
	Why  Why
}

// Error is for logs and tests.
func (u *Uncleanable) Error() string { return fmt.Sprintf("metadata: %s: %s", u.Kind, u.Why) }

var (
	errDamaged = errors.New("metadata: damaged")
	errTooMuch = errors.New("metadata: too much")
)

const (
	// head is how many bytes say which kind a file is: a PDF may begin after some of
	// something else.
	head = 1024
	// buffer is how much of a file lies in memory at once, besides what is held.
	buffer = 32 << 10
	// maxHeld bounds what stands before a picture: tables and a palette are some
	// kilobytes.
	maxHeld = 1 << 20
	// maxLooked bounds what is looked at of one thing that is taken out.
	maxLooked = 1 << 20
)

// Clean copies a file from src to dst without what it tells, and says what that was.
// The error is an [*Uncleanable] if the file is not cleaned; then what was written is
// to be thrown away. It reads src to its end only if there is no error.
func Clean(dst io.Writer, src io.Reader, name string) (Kind, Findings, error) {
	from := bufio.NewReaderSize(src, buffer)
	begin, err := from.Peek(head)
	if err != nil && !errors.Is(err, io.EOF) {
		return Unknown, 0, err
	}
	kind := KindOf(name, begin)
	found := finder{left: maxLooking}
	switch kind {
	case JPEG:
		err = cleanJPEG(dst, from, &found)
	case PNG:
		err = cleanPNG(dst, from, &found)
	case Text:
		err = passText(dst, from)
	case PDF, Office, OpenDocument:
		err = &Uncleanable{kind, WhyElsewhere}
	case OldOffice:
		err = &Uncleanable{kind, WhyOldOffice}
	default:
		err = &Uncleanable{kind, WhyUnknown}
	}
	switch {
	case errors.Is(err, errDamaged), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		err = &Uncleanable{kind, WhyDamaged}
	case errors.Is(err, errTooMuch):
		err = &Uncleanable{kind, WhyTooMuch}
	}
	return kind, found.found, err
}

// textName are names of plain text: what it holds is what one sees.
var textName = regexp.MustCompile(`(?i)\.(txt|csv|md|log)$`)

// KindOf says what kind of file it is, from its name and its first bytes.
func KindOf(name string, begin []byte) Kind {
	starts := func(s string) bool { return bytes.HasPrefix(begin, []byte(s)) }
	switch {
	case starts("\xff\xd8\xff"):
		return JPEG
	case starts(pngSignature):
		return PNG
	case starts("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return OldOffice
	case starts("PK\x03\x04"):
		return zipKind(begin)
	case bytes.Contains(begin[:min(len(begin), head)], []byte("%PDF-")):
		return PDF
	case textName.MatchString(name) && !bytes.Contains(begin, []byte{0}):
		return Text
	}
	return Unknown
}

// zipKind is what a ZIP is, by the name of its first part. OpenDocument has its type
// there; Office has one of a few. Another order makes an Office file unknown here,
// and it is not cleaned either way.
func zipKind(begin []byte) Kind {
	name := begin[min(len(begin), 30):]
	if bytes.HasPrefix(name, []byte("mimetype")) {
		return OpenDocument
	}
	for _, first := range []string{"[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/"} {
		if bytes.HasPrefix(name, []byte(first)) {
			return Office
		}
	}
	return Unknown
}

// passText copies plain text. A zero byte in it says that it is something else.
func passText(dst io.Writer, from *bufio.Reader) error {
	piece := make([]byte, buffer)
	defer clear(piece)
	for {
		n, err := from.Read(piece)
		if bytes.IndexByte(piece[:n], 0) >= 0 {
			return &Uncleanable{Unknown, WhyUnknown}
		}
		if _, err := dst.Write(piece[:n]); err != nil {
			return err
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// behind says whether anything comes after the end of a picture, and reads past it.
func behind(from *bufio.Reader, found *finder) error {
	n, err := io.Copy(io.Discard, from)
	if n > 0 {
		found.add(Behind)
	}
	return err
}
