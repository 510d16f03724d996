// Package blob is the contract for what is too large for a row: parts of files,
// each of them ciphertext of some MiB, named by its hash like any other content.
//
// The rules, which package blobtest proves of every store:
//
//   - A blob is written once. Nobody writes over it, and it is there whole or
//     not at all: while it comes its bytes are compared with its name, and what
//     does not have the name is not kept.
//   - When Put returns nil, or [ErrExists], a power cut loses nothing of it.
//   - What was deleted is gone. A store that keeps old versions is no store for
//     Gehoor.
//   - No method holds more of a blob in memory than a copy needs.
//
// A store knows no dossier and asks no permission; package casework does. Which
// blobs belong to what is in the database, never here.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// ErrExists: a blob with this name is there already, whole. Because the name is
// the hash, it is what the caller wanted to put.
var ErrExists = errors.New("blob: is there already")

// ErrCorrupt: the bytes do not have the name, or are not as many as was said.
var ErrCorrupt = errors.New("blob: the bytes do not have their name")

// Key names a blob: the SHA-256 of its bytes, in an organisation.
type Key struct {
	Org gehoor.OrgID
	ID  gehoor.ContentID
}

// fan is how many digits of the name make a folder: 256 folders hold a hundred
// thousand files with a few hundred in each.
const fan = 2

// Path is where every store keeps the blob: "veenhaven/0f/0f0f…".
func (k Key) Path() string {
	return string(k.Org) + "/" + string(k.ID[:min(fan, len(k.ID))]) + "/" + string(k.ID)
}

// Folders are those in which an organisation's blobs lie.
func Folders(org gehoor.OrgID) []string {
	all := make([]string, 1<<(4*fan))
	for i := range all {
		all[i] = fmt.Sprintf("%s/%0*x", org, fan, i)
	}
	return all
}

// Check says whether both names are ones that Gehoor makes, so that no path
// leads elsewhere.
func (k Key) Check() error {
	if _, err := gehoor.ParseOrgID(string(k.Org)); err != nil {
		return err
	}
	_, err := gehoor.ParseContentID(string(k.ID))
	return err
}

// ParsePath reads what [Key.Path] wrote.
func ParsePath(path string) (Key, error) {
	org, rest, _ := strings.Cut(path, "/")
	_, id, _ := strings.Cut(rest, "/")
	k := Key{gehoor.OrgID(org), gehoor.ContentID(id)}
	if err := k.Check(); err != nil {
		return Key{}, err
	}
	if k.Path() != path {
		return Key{}, fmt.Errorf("blob: a path of another form")
	}
	return k, nil
}

// Info is a blob as a list has it.
type Info struct {
	Key  Key
	Size int64
	// At is when it was put, by the clock of the store.
	At time.Time
}

// Store keeps blobs. All methods are safe for concurrent use, also by several
// processes. What cannot be reached or has no room is [gehoor.ErrUnavailable].
type Store interface {
	// Put keeps what r gives, which must be size bytes that have the key's name;
	// others are [ErrCorrupt]. If r fails, its error is returned. After any error
	// but [ErrExists] the blob may be there, whole, or not: a service can have
	// got all of it before the caller saw what was wrong. Putting it again is
	// right.
	Put(ctx context.Context, key Key, size int64, r io.Reader) error
	// Open returns the blob's bytes and how many there are, or
	// [gehoor.ErrNotFound]. They are not compared with the name: a disk can lie,
	// and whoever opens what is sealed finds out ([Verify] does too).
	Open(ctx context.Context, key Key) (io.ReadCloser, int64, error)
	// Delete removes a blob; one that is not there is no error.
	Delete(ctx context.Context, key Key) error
	// List calls visit with every blob of an organisation, in any order, until
	// visit answers an error, which List returns. What comes or goes meanwhile
	// may be among them or not.
	List(ctx context.Context, org gehoor.OrgID, visit func(Info) error) error
	// Room is how many more bytes there is room for, and [Boundless] where
	// nobody can say.
	Room(ctx context.Context) (int64, error)
}

// Boundless is the room of a store that has no known end.
const Boundless int64 = 1<<63 - 1

// Verify passes on what r gives, and answers [ErrCorrupt] instead of its end if
// that was not size bytes with the key's name. The last bytes come only after
// the comparison, so that who reads too little of a wrong blob has never enough.
func Verify(key Key, size int64, r io.Reader) io.Reader {
	return &verifier{from: r, left: size, want: key.ID, sum: sha256.New()}
}

type verifier struct {
	from io.Reader
	left int64
	want gehoor.ContentID
	sum  hash.Hash
	err  error
}

func (v *verifier) Read(p []byte) (int, error) {
	if v.err != nil {
		return 0, v.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	n, err := v.from.Read(p)
	v.left -= int64(n)
	_, _ = v.sum.Write(p[:n]) // a hash takes everything
	if v.left == 0 && err == nil {
		err = v.end()
	}
	switch {
	case v.left < 0, err == io.EOF && v.left > 0,
		v.left == 0 && err == io.EOF && hex.EncodeToString(v.sum.Sum(nil)) != string(v.want):
		v.err = ErrCorrupt
		return 0, v.err
	case v.left == 0 && err != io.EOF:
		v.err = err
		return 0, err
	}
	v.err = err
	return n, err
}

// end reads on where the end must be: io.EOF, or what is wrong. A reader that
// gives neither bytes nor an end is one that broke.
func (v *verifier) end() error {
	var one [1]byte
	n, err := io.ReadFull(v.from, one[:])
	if n > 0 {
		return ErrCorrupt
	}
	return err
}
