package blob_test

import (
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
)

func TestPath(t *testing.T) {
	key, _ := blobtest.New("veenhaven", 1)
	if got, err := blob.ParsePath(key.Path()); err != nil || got != key {
		t.Errorf("%s reads as %v, %v", key.Path(), got, err)
	}
	id := string(key.ID)
	for _, path := range []string{
		"", "/", "veenhaven", "veenhaven/" + id[:2], "veenhaven/" + id, "veenhaven/00/" + id[:63], "Veenhaven/" + id[:2] + "/" + id,
		"veenhaven/zz/" + id, "../" + id[:2] + "/" + id, key.Path() + "/", key.Path() + "x", "/" + key.Path(), "veenhaven//" + id[:2] + "/" + id,
		strings.ToUpper(key.Path()),
	} {
		if k, err := blob.ParsePath(path); err == nil {
			t.Errorf("%q reads as %v", path, k)
		}
	}
}

// TestFolders: every blob's folder is among them.
func TestFolders(t *testing.T) {
	all := blob.Folders("veenhaven")
	for size := range 1000 {
		key, _ := blobtest.New("veenhaven", size)
		if dir := path.Dir(key.Path()); !slices.Contains(all, dir) {
			t.Fatalf("%s is not among the %d folders", dir, len(all))
		}
	}
}

func FuzzParsePath(f *testing.F) {
	key, _ := blobtest.New("veenhaven", 1)
	seeds := []string{key.Path(), "veenhaven/00/x", "../../etc/passwd"}
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if k, err := blob.ParsePath(path); err == nil && (k.Path() != path || k.Check() != nil || strings.Contains(path, "..")) {
			t.Errorf("%q reads as %v", path, k)
		}
	})
}

// TestVerifyHoldsBack: of a wrong blob nobody ever gets as many bytes as a right
// one has, so that nothing that counts takes it for whole.
func TestVerifyHoldsBack(t *testing.T) {
	key, data := blobtest.New("veenhaven", 10_000)
	changed := bytes.Clone(data)
	changed[0] ^= 1
	for name, wrong := range map[string][]byte{"changed": changed, "longer": append(bytes.Clone(data), 0), "shorter": data[:9_999]} {
		for _, at := range []int{1, 999, 10_000, 64 << 10} {
			var got bytes.Buffer
			_, err := io.CopyBuffer(struct{ io.Writer }{&got}, struct{ io.Reader }{blob.Verify(key, 10_000, bytes.NewReader(wrong))}, make([]byte, at))
			if !errors.Is(err, blob.ErrCorrupt) || got.Len() >= 10_000 {
				t.Errorf("%s, by %d: %d bytes and %v", name, at, got.Len(), err)
			}
		}
	}
	for _, at := range []int{1, 999, 10_000, 64 << 10} {
		var got bytes.Buffer
		_, err := io.CopyBuffer(struct{ io.Writer }{&got}, struct{ io.Reader }{blob.Verify(key, 10_000, bytes.NewReader(data))}, make([]byte, at))
		if err != nil || !bytes.Equal(got.Bytes(), data) {
			t.Errorf("by %d: %d bytes and %v", at, got.Len(), err)
		}
	}
}
