package s3_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
	"github.com/gehoor/gehoor/internal/blob/s3"
	"github.com/gehoor/gehoor/internal/blob/s3/s3test"
)

func TestMain(m *testing.M) { s3test.Main(m) }

func open(t *testing.T, c s3.Config) *s3.Store {
	t.Helper()
	s, err := s3.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) blob.Store { return open(t, s3test.Config(t)) })
}

// TestPrefix: two installations share a bucket and see nothing of each other.
func TestPrefix(t *testing.T) {
	c := s3test.Config(t)
	other := c
	other.Address += "/other/place"
	a, b := open(t, c), open(t, other)
	key, data := blobtest.New("veenhaven", 100)
	if err := b.Put(t.Context(), key, 100, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Open(t.Context(), key); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("from the root: %v", err)
	}
	if err := a.List(t.Context(), "veenhaven", func(blob.Info) error { return errors.New("listed") }); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := s3test.Config(t)
	for name, spoil := range map[string]func(*s3.Config){
		"no address":     func(c *s3.Config) { c.Address = "a bucket" },
		"no bucket":      func(c *s3.Config) { c.Address = c.Address[:strings.LastIndexByte(c.Address, '/')] },
		"another bucket": func(c *s3.Config) { c.Address += "-that-nobody-made" },
		"a file":         func(c *s3.Config) { c.Address = "file:///var/lib/gehoor" },
		"a secret in it": func(c *s3.Config) { c.Address = strings.Replace(c.Address, "//", "//key:secret@", 1) },
		"another secret": func(c *s3.Config) { c.Secret += "x" },
	} {
		c := good
		spoil(&c)
		_, err := s3.Open(t.Context(), c)
		if err == nil {
			t.Errorf("%s: opened", name)
		} else if strings.Contains(err.Error(), good.Secret) {
			t.Errorf("%s: the error has the secret", name)
		}
	}
}

// TestVersions: in a bucket that keeps old versions, what is deleted stays. The
// test's own service has no versions, so this one only says that it has.
func TestVersions(t *testing.T) {
	for _, state := range []string{"Enabled", "Suspended"} {
		service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Has("versioning") {
				_, _ = io.WriteString(w, "<VersioningConfiguration><Status>"+state+"</Status></VersioningConfiguration>")
			}
		}))
		defer service.Close()
		_, err := s3.Open(t.Context(), s3.Config{Address: service.URL + "/gehoor", Region: "eu-1", Access: "a", Secret: "b"})
		if err == nil || !strings.Contains(err.Error(), "old versions") {
			t.Errorf("%s: %v", state, err)
		}
	}
}

// TestAway: a service that is gone is "try again", and afterwards everything is
// as it was.
func TestAway(t *testing.T) {
	service := s3test.New(t)
	s := open(t, service.Bucket(t))
	key, data := blobtest.New("veenhaven", 100_000)
	if err := s.Put(t.Context(), key, 100_000, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	service.Stop()
	later, others := blobtest.New("veenhaven", 100)
	if err := s.Put(t.Context(), later, 100, bytes.NewReader(others)); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("put: %v", err)
	}
	if _, _, err := s.Open(t.Context(), key); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("open: %v", err)
	}
	if err := s.Delete(t.Context(), key); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("delete: %v", err)
	}
	if err := s.List(t.Context(), "veenhaven", func(blob.Info) error { return nil }); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("list: %v", err)
	}
	service.Start(t)
	if err := s.Put(t.Context(), later, 100, bytes.NewReader(others)); err != nil {
		t.Error(err)
	}
	r, size, err := s.Open(t.Context(), key)
	if err != nil || size != 100_000 {
		t.Fatalf("%d bytes, %v", size, err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes came back, %v", len(got), err)
	}
}
