package folder_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
	"github.com/gehoor/gehoor/internal/blob/folder"
)

func open(t *testing.T, dir string) *folder.Store {
	t.Helper()
	s, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestStore(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) blob.Store { return open(t, filepath.Join(t.TempDir(), "files")) })
}

// files lists what lies in a folder and below, and looks that nobody else may
// read it.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", name, info.Mode())
		}
		if !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestNothingIsLeft: what was refused, or written, leaves no second file, and
// what another process leaves behind goes when it is a day old.
func TestNothingIsLeft(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	key, data := blobtest.New("veenhaven", 5000)
	if err := s.Put(t.Context(), key, 4000, bytes.NewReader(data)); !errors.Is(err, blob.ErrCorrupt) {
		t.Fatal(err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("refused, and left %v", left)
	}
	if err := s.Put(t.Context(), key, 5000, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(dir, key.Path())
	if left := files(t, dir); len(left) != 1 || left[0] != want {
		t.Errorf("kept as %v", left)
	}
	young, old := filepath.Join(dir, ".new", "young"), filepath.Join(dir, ".new", "old")
	for _, name := range []string{young, old} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if left := files(t, dir); len(left) != 2 || left[0] != young && left[1] != young {
		t.Errorf("after a start there are %v", left)
	}
}

// TestNoWayOut: a link in the folder leads nowhere.
func TestNoWayOut(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	s := open(t, dir)
	if err := os.Symlink(outside, filepath.Join(dir, "veenhaven")); err != nil {
		t.Fatal(err)
	}
	key, data := blobtest.New("veenhaven", 100)
	if err := s.Put(t.Context(), key, 100, bytes.NewReader(data)); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("put: %v", err)
	}
	if left := files(t, outside); len(left) != 0 {
		t.Errorf("wrote outside: %v", left)
	}
}

// TestFolderGone: a folder that somebody takes away while the store is open is made
// anew.
func TestFolderGone(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	key, data := blobtest.New("veenhaven", 100)
	if err := s.Put(t.Context(), key, 100, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "veenhaven")); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), key, 100, bytes.NewReader(data)); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("at first: %v", err)
	}
	if err := s.Put(t.Context(), key, 100, bytes.NewReader(data)); err != nil {
		t.Errorf("and then: %v", err)
	}
}

// TestForeignFilesAreNoBlobs: what else lies in the folder is left alone.
func TestForeignFilesAreNoBlobs(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := os.MkdirAll(filepath.Join(dir, "veenhaven", "0f"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "veenhaven", "0f", "notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.List(t.Context(), "veenhaven", func(i blob.Info) error { return errors.New(string(i.Key.ID)) }); err != nil {
		t.Errorf("listed %v", err)
	}
}
