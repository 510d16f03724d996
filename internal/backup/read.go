package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/store"
)

// DamagedError says where a backup is not what was written.
type DamagedError struct {
	// Where is the file in the tar, and about which byte of it.
	Where string
	Why   error
}

// Error names the place.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("the backup is damaged or cut off at %s: %v", e.Where, e.Why)
}

// Unwrap gives the cause.
func (e *DamagedError) Unwrap() error { return e.Why }

var (
	errSum   = errors.New("its bytes are not those that were written")
	errCut   = errors.New("there is no list of sums at its end")
	errOrder = errors.New("it does not belong there")
)

// Checked is a backup that was read to its end and is whole.
type Checked struct {
	Manifest *Manifest
	// Files are those of the data folder, by name ([Files]).
	Files map[string][]byte
	Rows  int64
	Bytes int64

	sums map[string]string
}

// Check reads a whole backup and refuses one that is damaged, in which something
// is missing, or something more is. It holds a part at a time.
func Check(ctx context.Context, in io.Reader, note func(Progress)) (*Checked, error) {
	r := &reading{note: note, got: map[string]string{}, files: map[string][]byte{}}
	err := r.all(ctx, in)
	if err != nil {
		return nil, err
	}
	return &Checked{Manifest: r.manifest, Files: r.files, Rows: r.rows, Bytes: r.bytes, sums: r.got}, nil
}

// part is what a visitor is given: rows of a table, or a blob.
type part struct {
	table store.Table
	rows  [][]any
	key   blob.Key
	bytes []byte
}

// reading is a backup that is being read.
type reading struct {
	note  func(Progress)
	visit func(part) error
	// want are the sums of an earlier reading: then each part is compared before
	// it is visited.
	want map[string]string

	manifest *Manifest
	files    map[string][]byte
	got      map[string]string
	last     string // the name before
	rows     int64
	bytes    int64
	whole    bool
}

func (r *reading) all(ctx context.Context, in io.Reader) error {
	count := &counter{in: in}
	files := tar.NewReader(count)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := files.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = r.file(h, files)
		}
		var stopped *visitError
		switch {
		case errors.As(err, &stopped):
			return stopped.err
		case err != nil:
			return &DamagedError{Where: fmt.Sprintf("%s (byte %d)", r.place(h), count.n), Why: err}
		}
	}
	if !r.whole {
		return &DamagedError{Where: fmt.Sprintf("its end (byte %d)", count.n), Why: errCut}
	}
	// What follows a tar's end belongs to nobody, but age tells only at its own
	// end whether all of it is there.
	if _, err := io.Copy(io.Discard, count); err != nil {
		return &DamagedError{Where: fmt.Sprintf("its end (byte %d)", count.n), Why: err}
	}
	return nil
}

// place names a file of the backup, and nothing that a stranger wrote at length.
func (r *reading) place(h *tar.Header) string {
	switch {
	case h == nil && r.last == "":
		return "its beginning"
	case h == nil:
		return "what follows " + r.last
	}
	return strconv.Quote(h.Name[:min(len(h.Name), 100)])
}

// file reads one file of the tar.
func (r *reading) file(h *tar.Header, in io.Reader) error {
	limit, err := r.limit(h)
	if err != nil {
		return err
	}
	if h.Size > limit {
		return errMalformed
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	r.last = h.Name
	r.bytes += h.Size
	if h.Name == sumsName {
		return r.end(data)
	}
	sum := sha256.Sum256(data)
	r.got[h.Name] = hex.EncodeToString(sum[:])
	if r.want != nil && r.want[h.Name] != r.got[h.Name] {
		return errSum
	}
	return r.take(h.Name, data)
}

// limit says how large a file may be, and refuses one that does not belong.
func (r *reading) limit(h *tar.Header) (int64, error) {
	_, twice := r.got[h.Name]
	switch {
	case h.Typeflag != tar.TypeReg, r.whole, twice, (r.manifest == nil) != (h.Name == manifestName):
		return 0, errOrder
	case h.Name == manifestName, slices.Contains(Files, h.Name):
		return maxManifest, nil
	case h.Name == sumsName:
		// A line for each file that was there.
		return int64(len(r.got)) * (sha256.Size*2 + 256), nil
	}
	_, isRows := r.tableOf(h.Name)
	_, isBlob := blobOf(h.Name)
	if !isRows && !isBlob {
		return 0, errOrder
	}
	return maxPart, nil
}

// tableOf reads the name of a part.
func (r *reading) tableOf(name string) (store.Table, bool) {
	rest, ok := strings.CutPrefix(name, "rows/")
	dir, file := path.Split(rest)
	number, err := strconv.Atoi(strings.TrimSuffix(file, ".copy"))
	t, known := r.manifest.table(strings.TrimSuffix(dir, "/"))
	return t, ok && known && err == nil && name == partName(t.Name, number)
}

// blobOf reads the name of a blob.
func blobOf(name string) (blob.Key, bool) {
	rest, ok := strings.CutPrefix(name, blobPrefix)
	key, err := blob.ParsePath(rest)
	return key, ok && err == nil
}

func (r *reading) take(name string, data []byte) (err error) {
	switch {
	case name == manifestName:
		r.manifest, err = parseManifest(data)
		return err
	case slices.Contains(Files, name):
		r.files[name] = data
		return nil
	}
	if key, ok := blobOf(name); ok {
		if r.got[name] != string(key.ID) {
			return errSum
		}
		return r.give("files", part{key: key, bytes: data})
	}
	t, _ := r.tableOf(name)
	rows, err := decodeRows(t, data)
	if err != nil {
		return err
	}
	r.rows += int64(len(rows))
	return r.give(t.Name, part{table: t, rows: rows})
}

func (r *reading) give(what string, p part) error {
	if r.note != nil {
		r.note(Progress{What: what, Done: r.bytes})
	}
	if r.visit == nil {
		return nil
	}
	if err := r.visit(p); err != nil {
		return &visitError{err}
	}
	return nil
}

// end compares all sums: every file must have one, and every sum a file.
func (r *reading) end(data []byte) error {
	want, err := parseSums(data)
	if err != nil {
		return err
	}
	for name, sum := range r.got {
		if want[name] != sum {
			return fmt.Errorf("%s: %w", name, errSum)
		}
	}
	if len(want) != len(r.got) {
		return errors.New("files are missing before it")
	}
	r.whole = true
	return nil
}

// visitError is no fault of the backup.
type visitError struct{ err error }

func (e *visitError) Error() string { return e.err.Error() }

// counter knows how far it has read.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n += int64(n)
	return n, err
}
