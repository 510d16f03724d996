package backup_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/gehoor/gehoor/internal/backup"
	"github.com/gehoor/gehoor/internal/store"
)

// TestReleased brings what every released version wrote up to date on both engines:
// no migration loses or changes what was there.
func TestReleased(t *testing.T) {
	files, err := filepath.Glob("../../testdata/released/*.tar.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data := unzip(t, file)
		c := check(t, data)
		for name, place := range engines {
			t.Run(filepath.Base(file)+" "+name, func(t *testing.T) {
				open := place(t)
				old := open(c.Manifest.Schema)
				must(t, backup.Fill(t.Context(), old, blobs(t), c, bytes.NewReader(data), nil))
				must(t, old.Close())
				db := open(0)
				for _, l := range c.Manifest.Logs {
					r, err := store.Audit(t.Context(), db, l.Org)
					must(t, err)
					if !r.Clean() || r.Leaves != l.Size || r.Events == 0 || r.Contents == 0 {
						t.Errorf("%d leaves, %d events, found %v", r.Leaves, r.Events, r.Findings)
					}
				}
			})
		}
	}
}

func unzip(t testing.TB, path string) []byte {
	t.Helper()
	file, err := os.Open(path)
	must(t, err)
	defer func() { _ = file.Close() }()
	z, err := gzip.NewReader(file)
	must(t, err)
	data, err := io.ReadAll(z)
	must(t, err)
	return data
}
