package register

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/tlog"
)

// HighWater keeps each log's highest published checkpoint outside the database,
// so that a database put back to an earlier day is noticed before it signs.
// Both methods are safe for concurrent use.
type HighWater interface {
	// Highest returns the highest tree of a log; the zero Tree if none was kept.
	Highest(origin Origin) (tlog.Tree, error)
	// Raise keeps a higher tree, durably before it returns. A lower one is
	// [ErrBelowHighest], another one of the same size [ErrFork].
	Raise(origin Origin, tree tlog.Tree) error
}

// HighFile is a HighWater in a small text file: a first line that names the
// format, then "origin size root" per log. It should lie where the database's
// backups do not reach.
type HighFile struct {
	path string
	mu   sync.Mutex
}

// highFormat is the first line of the file.
const highFormat = "gehoor highest checkpoints v1"

// maxHighBytes bounds the file: some ten thousand logs.
const maxHighBytes = 4 << 20

// OpenHighFile uses the file at path, which need not exist yet: a new
// installation has published nothing. A file that cannot be understood is an
// error and is never overwritten.
func OpenHighFile(path string) (*HighFile, error) {
	f := &HighFile{path: path}
	if _, err := f.load(); err != nil {
		return nil, err
	}
	return f, nil
}

// Highest implements [HighWater]. It reads the file each time, because another
// process may have raised it.
func (f *HighFile) Highest(origin Origin) (tlog.Tree, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	trees, err := f.load()
	return trees[origin], err
}

// Raise implements [HighWater].
func (f *HighFile) Raise(origin Origin, tree tlog.Tree) error {
	if _, err := ParseOrigin(string(origin)); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	trees, err := f.load()
	if err != nil {
		return err
	}
	switch now := trees[origin]; {
	case now == tree:
		return nil
	case tree.N < now.N:
		return ErrBelowHighest
	case tree.N == now.N:
		return ErrFork
	}
	trees[origin] = tree
	return ReplaceFile(f.path, formatHigh(trees))
}

func (f *HighFile) load() (map[Origin]tlog.Tree, error) {
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return map[Origin]tlog.Tree{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("register: highest checkpoints: %w", err)
	}
	if info.Size() > maxHighBytes {
		return nil, fmt.Errorf("register: highest checkpoints: %w", ErrMalformed)
	}
	data, err := os.ReadFile(f.path)
	if err != nil {
		return nil, fmt.Errorf("register: highest checkpoints: %w", err)
	}
	return parseHigh(data)
}

func parseHigh(data []byte) (map[Origin]tlog.Tree, error) {
	malformed := fmt.Errorf("register: highest checkpoints: %w", ErrMalformed)
	text, ok := strings.CutSuffix(string(data), "\n")
	lines := strings.Split(text, "\n")
	if !ok || lines[0] != highFormat {
		return nil, malformed
	}
	trees := make(map[Origin]tlog.Tree, len(lines))
	for _, line := range lines[1:] {
		fields := strings.Split(line, " ")
		if len(fields) != 3 {
			return nil, malformed
		}
		origin, err1 := ParseOrigin(fields[0])
		size, err2 := parseNumber(fields[1])
		root, err3 := parseHash(fields[2])
		if _, twice := trees[origin]; twice || errors.Join(err1, err2, err3) != nil || size < 1 || size > MaxSize {
			return nil, malformed
		}
		trees[origin] = tlog.Tree{N: size, Hash: root}
	}
	return trees, nil
}

func formatHigh(trees map[Origin]tlog.Tree) []byte {
	lines := make([]string, 0, len(trees))
	for origin, tree := range trees {
		lines = append(lines, fmt.Sprintf("%s %d %s\n", origin, tree.N, tree.Hash))
	}
	sort.Strings(lines)
	var b bytes.Buffer
	b.WriteString(highFormat + "\n")
	for _, line := range lines {
		b.WriteString(line)
	}
	return b.Bytes()
}
