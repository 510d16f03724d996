package backup

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"filippo.io/age"

	"github.com/gehoor/gehoor/internal/store"
)

// partial ends the name of a backup that is not whole yet, or never became so.
const partial = ".partial"

// ownerOnly is the mode of a backup.
const ownerOnly = 0o600

// buffered is how much is written at once.
const buffered = 1 << 20

// Name is what a backup is called: when it was taken, and the day after which it
// must be gone.
func Name(taken, until time.Time, sealed bool) string {
	name := fmt.Sprintf("gehoor-%s-until-%s.tar", taken.UTC().Format(stampLayout), until.UTC().Format(dayLayout))
	if sealed {
		name += ".age"
	}
	return name
}

const (
	stampLayout = "20060102T150405Z"
	dayLayout   = "20060102"
)

var namePattern = regexp.MustCompile(`^gehoor-[0-9]{8}T[0-9]{6}Z-until-([0-9]{8})\.tar(\.age)?$`)

// Sweep removes backups from a folder whose last day, by their name, was before
// now, and returns their names. It touches nothing that has another name.
func Sweep(dir string, now time.Time) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var gone []string
	for _, e := range entries {
		m := namePattern.FindStringSubmatch(e.Name())
		if m == nil || !e.Type().IsRegular() {
			continue
		}
		until, err := time.Parse(dayLayout, m[1])
		if err != nil || !now.After(until.AddDate(0, 0, 1)) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return gone, err
		}
		gone = append(gone, e.Name())
	}
	return gone, nil
}

// Save takes a backup into a new file. Until it is whole and durable, and was
// read back, the file is called otherwise (NAME.partial); a crash leaves that,
// and the next backup of the same name writes over it. recipients are whom it is
// sealed to; without any it is not.
func Save(ctx context.Context, db *store.DB, path string, recipients []age.Recipient, o Options) (*Taken, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is there already: %w", path, fs.ErrExist)
	}
	half := path + partial
	file, err := os.OpenFile(half, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, ownerOnly)
	if err != nil {
		return nil, err
	}
	taken, sum, err := write(ctx, db, file, recipients, o)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = readBack(half, sum)
	}
	if err == nil {
		err = os.Rename(half, path)
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(half))
	}
	return taken, syncDir(filepath.Dir(path))
}

// steadily is how much is written before it is made durable.
const steadily = 16 << 20

// steady makes a file durable as it grows. What lies in the system's memory is
// written out all at once when anybody on the same disk asks for durability: a
// signal that comes in during a backup would wait for all of it.
type steady struct {
	file    *os.File
	pending int
}

func (s *steady) Write(b []byte) (int, error) {
	n, err := s.file.Write(b)
	if s.pending += n; err == nil && s.pending >= steadily {
		s.pending = 0
		err = s.file.Sync()
	}
	return n, err
}

func write(ctx context.Context, db *store.DB, file *os.File, recipients []age.Recipient, o Options) (*Taken, []byte, error) {
	sum := sha256.New()
	disk := bufio.NewWriterSize(io.MultiWriter(&steady{file: file}, sum), buffered)
	var out io.WriteCloser = plain{disk}
	if len(recipients) > 0 {
		var err error
		if out, err = age.Encrypt(disk, recipients...); err != nil {
			return nil, nil, err
		}
	}
	taken, err := Take(ctx, db, out, o)
	if err == nil {
		err = errors.Join(out.Close(), disk.Flush())
	}
	return taken, sum.Sum(nil), err
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }

var errReadBack = errors.New("the disk gives other bytes than were written")

func readBack(path string, want []byte) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	var sum hash.Hash = sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return err
	}
	if !bytes.Equal(sum.Sum(nil), want) {
		return fmt.Errorf("%s: %w", path, errReadBack)
	}
	return nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

var errSealed = errors.New("the backup is sealed: say with --identity which file holds the key that opens it")

// Open opens a backup for reading from its beginning.
func Open(path string, identities []age.Identity) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(file, buffered)
	const magic = "age-encryption.org/v1\n"
	if head, _ := in.Peek(len(magic)); string(head) != magic {
		return opened{in, file}, nil
	}
	if len(identities) == 0 {
		return nil, errors.Join(errSealed, file.Close())
	}
	clear, err := age.Decrypt(in, identities...)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), file.Close())
	}
	return opened{clear, file}, nil
}

type opened struct {
	io.Reader
	io.Closer
}
