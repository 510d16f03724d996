package register_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/tlog"
)

func treeOf(size int64, text string) tlog.Tree {
	return tlog.Tree{N: size, Hash: tlog.RecordHash([]byte(text))}
}

func TestHighFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "highest")
	f, err := register.OpenHighFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if tree, err := f.Highest(origin); err != nil || tree != (tlog.Tree{}) {
		t.Errorf("a new file has %+v, %v", tree, err)
	}
	for _, step := range []struct {
		origin register.Origin
		tree   tlog.Tree
		want   error
	}{
		{origin, treeOf(8, "a"), nil},
		{origin, treeOf(8, "a"), nil},
		{origin, treeOf(8, "b"), register.ErrFork},
		{origin, treeOf(7, "a"), register.ErrBelowHighest},
		{"other.example/log", treeOf(5, "c"), nil},
		{origin, treeOf(16, "d"), nil},
		{"no origin", treeOf(16, "d"), register.ErrMalformed},
	} {
		if err := f.Raise(step.origin, step.tree); !errors.Is(err, step.want) {
			t.Errorf("raising %s to %d: %v, want %v", step.origin, step.tree.N, err, step.want)
		}
	}
	again, err := register.OpenHighFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for o, want := range map[register.Origin]tlog.Tree{origin: treeOf(16, "d"), "other.example/log": treeOf(5, "c")} {
		if got, err := again.Highest(o); err != nil || got != want {
			t.Errorf("%s reads back as %+v, %v", o, got, err)
		}
	}
	if files, _ := filepath.Glob(path + "*"); len(files) != 1 {
		t.Errorf("files left: %v", files)
	}
}

func TestHighFileRefuses(t *testing.T) {
	const head = "gehoor highest checkpoints v1\n"
	good := head + "a.example 8 " + treeOf(8, "a").Hash.String() + "\n"
	path := filepath.Join(t.TempDir(), "highest")
	for _, bad := range []string{
		"", "x", "gehoor highest checkpoints v2\n", good[:len(good)-1], good + "\n", good + good[len(head):],
		head + "a.example 0 " + treeOf(8, "a").Hash.String() + "\n", head + "a.example 08 " + treeOf(8, "a").Hash.String() + "\n",
		head + "A 8 " + treeOf(8, "a").Hash.String() + "\n", head + "a.example 8 AAAA\n",
	} {
		if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := register.OpenHighFile(path); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := os.WriteFile(path, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := register.OpenHighFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(good[:20]), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Raise("b.example", treeOf(1, "b")); !errors.Is(err, register.ErrMalformed) {
		t.Errorf("a damaged file is written over: %v", err)
	}
}

func TestHighFileInMissingFolder(t *testing.T) {
	f, err := register.OpenHighFile(filepath.Join(t.TempDir(), "no", "highest"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Raise(origin, treeOf(1, "a")); err == nil {
		t.Error("a mark that cannot be kept is no error")
	}
}
