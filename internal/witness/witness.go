package witness

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/gehoor/gehoor/internal/register"
)

// Why a witness does not cosign. Errors of [Witness.Add] wrap one of these, or
// are a [*StandsElsewhere]; anything else is a fault of the witness's own.
var (
	// ErrMalformed: no request of the protocol, or an old size above the new one.
	ErrMalformed = errors.New("witness: malformed request")
	// ErrUnknownLog: no key of a log with this origin is known.
	ErrUnknownLog = errors.New("witness: unknown log")
	// ErrSignature: not signed by the log's key.
	ErrSignature = errors.New("witness: not signed by the log")
	// ErrInconsistent: the proof does not show that the tree continues the one
	// that was cosigned last.
	ErrInconsistent = errors.New("witness: not consistent with what was cosigned")
)

// StandsElsewhere says that the tree that was cosigned last has another size
// than the request thinks.
type StandsElsewhere struct{ Size int64 }

func (e *StandsElsewhere) Error() string {
	return fmt.Sprintf("witness: the last tree had %d leaves", e.Size)
}

// Witness cosigns checkpoints of the logs that it knows. It is safe for
// concurrent use.
type Witness struct {
	key  *register.Cosigner
	logs map[string]note.Verifier // by origin
	dir  string
	now  func() time.Time

	mu     sync.Mutex // held from looking at what was cosigned until the next is on disk
	locked *os.File
}

// Open begins to witness with a folder in which it keeps, for each log, the
// checkpoint that it cosigned last. The folder is made if it is not there, and is
// this process's alone until Close. A log's origin is the name of its key; the
// same one twice is an error.
func Open(dir string, key *register.Cosigner, logs []note.Verifier, now func() time.Time) (*Witness, error) {
	w := &Witness{key: key, dir: dir, now: now, logs: make(map[string]note.Verifier, len(logs))}
	for _, log := range logs {
		if w.logs[log.Name()] != nil {
			return nil, fmt.Errorf("witness: two keys of the log %s", log.Name())
		}
		w.logs[log.Name()] = log
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("witness: make folder: %w", err)
	}
	var err error
	if w.locked, err = lock(filepath.Join(dir, "lock")); err != nil {
		return nil, err
	}
	for origin := range w.logs {
		if _, _, err := w.last(origin); err != nil {
			return nil, errors.Join(err, w.Close())
		}
	}
	return w, nil
}

// Close lets go of the folder.
func (w *Witness) Close() error { return w.locked.Close() }

// Key checks what this witness cosigned.
func (w *Witness) Key() *register.Witness { return w.key.Witness() }

// Add answers a request of add-checkpoint with the line of the cosignature. After
// a crash either the checkpoint before or this one is the last; in the second
// case the log may not have heard, asks again, and is answered again.
func (w *Witness) Add(request []byte) ([]byte, error) {
	r, err := register.ParseAddCheckpoint(request)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	c, err := register.PeekCheckpoint(r.Checkpoint)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	log, ok := w.logs[string(c.Origin)]
	if !ok {
		return nil, ErrUnknownLog
	}
	if c, err = register.ParseCheckpoint(r.Checkpoint, log); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	if r.Old > c.N {
		return nil, fmt.Errorf("%w: old size above the new", ErrMalformed)
	}
	return w.cosign(r, c, log)
}

// cosign compares with the last tree and keeps the new one, alone.
func (w *Witness) cosign(r register.AddCheckpoint, c register.Checkpoint, log note.Verifier) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	last, seen, err := w.last(string(c.Origin))
	if err != nil {
		return nil, err
	}
	if r.Old != last.N {
		return nil, &StandsElsewhere{last.N}
	}
	if err := register.CheckConsistency(last, c.Tree, r.Proof); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrInconsistent, err), w.testify(last, c, r.Checkpoint))
	}
	signed, err := w.key.Cosign(r.Checkpoint, log, w.now())
	if err != nil {
		return nil, err
	}
	// The same tree again is on disk already.
	if !seen || c.Tree != last {
		if err := register.ReplaceFile(w.file(string(c.Origin)), signed); err != nil {
			return nil, err
		}
	}
	return w.key.SignatureLine(signed)
}

// testify keeps a checkpoint that by itself proves that its log lied: the log
// signed two trees of one size. The first is kept, beside the one that was
// cosigned.
func (w *Witness) testify(last tlog.Tree, c register.Checkpoint, msg []byte) error {
	if c.N != last.N || c.Hash == last.Hash || c.N == 0 {
		return nil
	}
	path := w.file(string(c.Origin)) + ".fork"
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return register.ReplaceFile(path, msg)
}

// Last returns the checkpoint of a log that was cosigned last, with both
// signatures, by the hash of its origin; fs.ErrNotExist if there is none.
func (w *Witness) Last(originHash string) ([]byte, error) {
	for origin := range w.logs {
		if hashOf(origin) == originHash {
			return w.read(origin)
		}
	}
	return nil, fs.ErrNotExist
}

// last is the tree that was cosigned last, and whether there was one. What lies
// in the folder counts only with our own signature: nobody else's hand in it
// makes us forget.
func (w *Witness) last(origin string) (tlog.Tree, bool, error) {
	msg, err := w.read(origin)
	if errors.Is(err, fs.ErrNotExist) {
		return tlog.Tree{}, false, nil
	}
	if err != nil {
		return tlog.Tree{}, false, err
	}
	log := w.logs[origin]
	own, err := register.Cosignatures(msg, log, w.Key())
	if err == nil && len(own) != 1 {
		err = register.ErrOtherKey
	}
	if err != nil {
		return tlog.Tree{}, false, fmt.Errorf("witness: %s is not as this witness cosigned it: the file was changed, or the key of the log %s or of the witness is another: %w",
			w.file(origin), origin, err)
	}
	c, err := register.ParseCheckpoint(msg, log)
	return c.Tree, true, err
}

func (w *Witness) read(origin string) ([]byte, error) {
	data, err := os.ReadFile(w.file(origin))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("witness: read last checkpoint: %w", err)
	}
	return data, err
}

// file is where the last checkpoint of a log is kept.
func (w *Witness) file(origin string) string { return filepath.Join(w.dir, hashOf(origin)) }

// hashOf names a log in addresses and files (C2SP tlog-witness, "Monitor
// Retrieval Mechanism").
func hashOf(origin string) string {
	sum := sha256.Sum256([]byte(origin))
	return hex.EncodeToString(sum[:])
}
