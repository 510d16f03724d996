package main

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestReleased restores what every released version wrote, as a person would, and
// has all of it checked and replayed.
func TestReleased(t *testing.T) {
	files, err := filepath.Glob("../../testdata/released/*.tar.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		packed, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(packed)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		_ = packed.Close()
		file, dir := filepath.Join(t.TempDir(), "backup.tar"), filepath.Join(t.TempDir(), "data")
		if err := os.WriteFile(file, data, ownerOnly); err != nil {
			t.Fatal(err)
		}
		// Its time will be over one day; that is not what this is about.
		expect(t, 0, "restore", "--from", file, "--data", dir, "--force-old")
		if out := expect(t, 0, "check", "--data", dir); out == "" {
			t.Error("check says nothing")
		}
		expect(t, 0, "replay", "--data", dir)
		expect(t, 2, "restore", "--from", file, "--data", dir, "--force-old")
	}
}
