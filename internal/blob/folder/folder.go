// Package folder keeps blobs as files in a folder: the store of an installation
// with one machine.
//
// A blob is written under another name, made durable, and moved to its place, so
// that a file in its place is whole. What a crash leaves:
//
//	while bytes come      a file in "new", which the next start that finds it a
//	                      day old removes
//	moved, not yet synced the file or none; nobody was told that it is there
//
// Files are readable by their owner alone and the path of each begins in the
// folder, whatever links there may be ([os.Root]).
package folder

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
)

const (
	// arriving is the folder in which files lie until they are whole. No
	// organisation can have this name in its place: it has a dot.
	arriving = ".new"
	// forgotten is when a file that never became whole is removed: no request
	// lasts a day.
	forgotten = 24 * time.Hour

	// copyBytes is how much is read and written at once. Twice as much is all that a
	// blob takes of memory.
	copyBytes = 64 << 10

	// aheadBytes is how much comes before the disk is asked to begin with it. What
	// is written while the rest comes need not be waited for at the end.
	aheadBytes = 1 << 20

	ownerFile   = 0o600
	ownerFolder = 0o700
)

// Store is a folder of blobs. Make it with [Open].
type Store struct {
	root *os.Root
	// durable has the organisations whose folders this process has made durable: an
	// entry in a folder that is itself lost with the power would be lost too.
	durable sync.Map
}

var _ blob.Store = (*Store)(nil)

// Open opens a folder, which it makes if it is not there, and removes what
// earlier processes left unfinished.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, ownerFolder); err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	s := &Store{root: root}
	if err := s.tidy(time.Now()); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return s, nil
}

// Close lets go of the folder.
func (s *Store) Close() error { return s.root.Close() }

// tidy removes what lies in "new" for longer than a request can last.
func (s *Store) tidy(now time.Time) error {
	if err := s.root.MkdirAll(arriving, ownerFolder); err != nil {
		return away(err)
	}
	left, err := fs.ReadDir(s.root.FS(), arriving)
	if err != nil {
		return away(err)
	}
	for _, f := range left {
		info, err := f.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && now.Sub(info.ModTime()) < forgotten {
			continue
		}
		if err := errors.Join(err, s.root.Remove(path.Join(arriving, f.Name()))); err != nil {
			return away(err)
		}
	}
	return nil
}

// away says that the disk, and not the caller, is at fault.
func away(err error) error { return fmt.Errorf("folder: %w: %w", gehoor.ErrUnavailable, err) }

// Put implements [blob.Store].
func (s *Store) Put(ctx context.Context, key blob.Key, size int64, r io.Reader) error {
	if err := key.Check(); err != nil {
		return err
	}
	if _, err := s.root.Lstat(key.Path()); err == nil {
		return blob.ErrExists
	}
	name, err := s.write(key, size, within{ctx, r})
	if err != nil {
		return err
	}
	if err := s.place(name, key); err != nil {
		return errors.Join(away(err), ignoreGone(s.root.Remove(name)))
	}
	return nil
}

// write makes a durable file in "new" of the bytes that have the key's name, and
// returns its own. If the reader fails, that error is the answer and the file is
// gone.
func (s *Store) write(key blob.Key, size int64, r io.Reader) (string, error) {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails
	name := path.Join(arriving, hex.EncodeToString(random[:]))
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ownerFile)
	if err != nil {
		return "", away(err)
	}
	theirs, err := pour(&ahead{file: f}, key, size, r)
	if theirs == nil && err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if theirs == nil && err == nil {
		return name, nil
	}
	gone := ignoreGone(s.root.Remove(name))
	if theirs != nil {
		return "", errors.Join(theirs, gone)
	}
	return "", errors.Join(away(err), gone)
}

// pour copies what r gives, which must be size bytes with the key's name. While a
// piece comes, the one before it is written and hashed, at the same time. What r or
// its bytes are at fault for is apart from what the file is.
func pour(to io.Writer, key blob.Key, size int64, r io.Reader) (theirs, ours error) {
	var (
		sum    = sha256.New()
		pieces = [2][]byte{make([]byte, copyBytes), make([]byte, copyBytes)}
		busy   sync.WaitGroup // with the piece before
		wrote  error
	)
	for left, i := size, 0; ; i ^= 1 {
		n, err := fill(pieces[i], r)
		busy.Wait()
		left -= int64(n)
		switch {
		case wrote != nil:
			return nil, wrote
		case err != nil && err != io.EOF:
			return err, nil
		case left < 0 || err == io.EOF && left > 0:
			return blob.ErrCorrupt, nil
		}
		piece := pieces[i][:n]
		busy.Go(func() { _, wrote = to.Write(piece) })
		busy.Go(func() { _, _ = sum.Write(piece) }) // a hash takes everything
		if err == io.EOF {
			busy.Wait()
			if wrote == nil && hex.EncodeToString(sum.Sum(nil)) != string(key.ID) {
				return blob.ErrCorrupt, nil
			}
			return nil, wrote
		}
	}
}

// place moves a file to where its key says, durably.
func (s *Store) place(name string, key blob.Key) error {
	if err := s.folders(key.Org); err != nil {
		return err
	}
	if err := s.root.Rename(name, key.Path()); err != nil {
		s.durable.Delete(key.Org) // perhaps somebody moved a folder away
		return err
	}
	return s.sync(path.Dir(key.Path()))
}

// folders makes an organisation's folders durably, all at once: one by one each
// would cost a sync of its own, and a large file comes to all of them.
func (s *Store) folders(org gehoor.OrgID) error {
	if _, done := s.durable.Load(org); done {
		return nil
	}
	for _, dir := range blob.Folders(org) {
		if err := s.root.MkdirAll(dir, ownerFolder); err != nil {
			return err
		}
	}
	for _, dir := range []string{string(org), "."} {
		if err := s.sync(dir); err != nil {
			return err
		}
	}
	s.durable.Store(org, true)
	return nil
}

func (s *Store) sync(dir string) error {
	d, err := s.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Open implements [blob.Store].
func (s *Store) Open(ctx context.Context, key blob.Key) (io.ReadCloser, int64, error) {
	if err := errors.Join(key.Check(), ctx.Err()); err != nil {
		return nil, 0, err
	}
	f, err := s.root.Open(key.Path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, gehoor.ErrNotFound
	}
	if err != nil {
		return nil, 0, away(err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(away(err), f.Close())
	}
	return f, info.Size(), nil
}

// Delete implements [blob.Store].
func (s *Store) Delete(ctx context.Context, key blob.Key) error {
	if err := errors.Join(key.Check(), ctx.Err()); err != nil {
		return err
	}
	err := s.root.Remove(key.Path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = s.sync(path.Dir(key.Path()))
	}
	if err != nil {
		return away(err)
	}
	return nil
}

// List implements [blob.Store].
func (s *Store) List(ctx context.Context, org gehoor.OrgID, visit func(blob.Info) error) error {
	if _, err := gehoor.ParseOrgID(string(org)); err != nil {
		return err
	}
	var stopped error
	err := fs.WalkDir(s.root.FS(), string(org), func(name string, d fs.DirEntry, err error) error {
		if err = errors.Join(err, ctx.Err()); err != nil || d.IsDir() {
			return err
		}
		key, err := blob.ParsePath(name)
		if err != nil {
			return nil // not a file of ours
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		stopped = visit(blob.Info{Key: key, Size: info.Size(), At: info.ModTime()})
		return stopped
	})
	switch {
	case err == nil, stopped != nil, ctx.Err() != nil:
		return errors.Join(stopped, ctx.Err())
	case errors.Is(err, fs.ErrNotExist):
		return nil // no blob yet, or one that went meanwhile
	}
	return away(err)
}

// ignoreGone is err, unless it says that there is no such file.
func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// within stops a copy when the context ends.
type within struct {
	ctx  context.Context
	from io.Reader
}

func (w within) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.from.Read(p)
}

// fill reads until p is full or r ends or fails, and answers r's own error.
func fill(p []byte, r io.Reader) (n int, err error) {
	for n < len(p) && err == nil {
		var more int
		more, err = r.Read(p[n:])
		n += more
	}
	return n, err
}

// ahead writes to a file, and has the disk begin before all of it is there. It has
// no ReadFrom, which would make the copy ask the kernel to splice and read less at
// once than a hash likes.
type ahead struct {
	file    *os.File
	written int64 // so far
	begun   int64 // which the disk was asked for
}

func (a *ahead) Write(p []byte) (int, error) {
	n, err := a.file.Write(p)
	a.written += int64(n)
	if a.written-a.begun >= aheadBytes {
		begin(a.file, a.begun, a.written-a.begun)
		a.begun = a.written
	}
	return n, err
}
