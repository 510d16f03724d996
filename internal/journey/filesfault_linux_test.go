package journey_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob/s3/s3test"
	"github.com/gehoor/gehoor/internal/seal"
)

// sentWhile sends a part past the front, which would hold it, and does something
// when half of it has left. It returns the answer's status and what it says.
func (f *site) sentWhile(t testing.TB, cookie string, sealed []byte, do func()) (int, string, string) {
	t.Helper()
	half := len(sealed) / 2
	body := io.MultiReader(bytes.NewReader(sealed[:half]), &then{do: do}, bytes.NewReader(sealed[half:]))
	r, err := http.NewRequest(http.MethodPut, strings.TrimSuffix(f.server.url(), "/")+"/api/box/part/"+string(seal.NameOf(sealed)), body)
	if err != nil {
		t.Fatal(err)
	}
	r.ContentLength = int64(len(sealed))
	r.Header.Set("X-Language", "nl")
	answer, got, err := ask(r, cookie)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	var problem struct{ Code, Message string }
	_ = json.Unmarshal(got, &problem) // nothing for a part that was kept
	return answer.StatusCode, problem.Code, problem.Message
}

// then is a piece of a body of which nothing comes, but something is done.
type then struct{ do func() }

func (a *then) Read([]byte) (int, error) {
	if a.do != nil {
		a.do()
		a.do = nil
	}
	return 0, io.EOF
}

// large is a part as large as one can be, with other bytes each time.
func large(t testing.TB) ([]byte, gehoor.Part) {
	t.Helper()
	body := make([]byte, seal.MaxPartBody)
	_, _ = rand.Read(body[:1000])
	return sealedAs(t, seal.Part, body)
}

// has says which of some parts the server says it has.
func (f *site) has(t testing.TB, cookie string, parts ...gehoor.Part) string {
	t.Helper()
	ids := make([]gehoor.ContentID, len(parts))
	for i, p := range parts {
		ids[i] = p.ID
	}
	_, body, err := f.post("/api/box/parts", cookie, map[string]any{"bytes": 0, "parts": ids})
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// brokenInAPart: storage fails while a part comes, and is mended. What was
// acknowledged before is there, what was not is not said to be, words go on, and
// the same bytes are taken afterwards.
func brokenInAPart(t *testing.T, f *site, fail, mend func()) {
	t.Helper()
	mine := f.reporterIn(t)
	first, a := large(t)
	second, b := large(t)
	if status, code, _ := f.sentWhile(t, mine, first, nil); status != http.StatusNoContent {
		t.Fatalf("a part: %d %s", status, code)
	}
	status, code, message := f.sentWhile(t, mine, second, fail)
	if status != http.StatusServiceUnavailable || code != "unavailable" || !strings.Contains(message, "Probeer het") {
		t.Errorf("in the middle of a part: %d %s %q", status, code, message)
	}
	if got, want := f.has(t, mine, a, b), fmt.Sprintf(`{"there":["%s"]}`, a.ID); got != want {
		t.Errorf("there: %s, want %s", got, want)
	}
	manifest, about := sealedAs(t, seal.File, []byte(`{"v":1}`))
	file := map[string]any{"manifest": manifest, "parts": []gehoor.Part{a, b}}
	if answer, body, err := f.post("/api/box/file", mine, file); err != nil || !bytes.Contains(body, []byte("file.part-missing")) {
		t.Errorf("a file with a part that is not there: %d %s %v", answer.StatusCode, body, err)
	}
	words, _ := sealedAs(t, seal.Message, []byte("woorden gaan door"))
	if answer, body, err := f.post("/api/box/answer", mine, map[string]any{"sealed": words}); err != nil || answer.StatusCode != http.StatusNoContent {
		t.Errorf("words meanwhile: %s %v", body, err)
	}
	mend()
	if status, code, _ := f.sentWhile(t, mine, second, nil); status != http.StatusNoContent {
		t.Errorf("the same part afterwards: %d %s", status, code)
	}
	if answer, body, err := f.post("/api/box/file", mine, file); err != nil || answer.StatusCode != http.StatusNoContent {
		t.Fatalf("the file afterwards: %s %v", body, err)
	}
	for _, p := range []struct {
		part gehoor.Part
		want []byte
	}{{a, first}, {b, second}} {
		fetched(t, f, "/api/box/file/"+string(about.ID)+"/"+string(p.part.ID), mine, p.want)
	}
}

// TestDiskFullInAPart: no file of the server may become larger than a few MiB, as
// on a disk that is full by then; the database is smaller and goes on.
func TestDiskFullInAPart(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	brokenInAPart(t, site,
		func() { limit(5<<20)(t, site) },
		func() {
			if left, err := os.ReadDir(filepath.Join(site.dir, "files", ".new")); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
			site.restart() // killed while the disk is full
		})
	site.stop()
	sound(t, site.dir)
}

// TestBucketAwayInAPart: the service goes while a part is on its way to it.
func TestBucketAwayInAPart(t *testing.T) {
	t.Parallel()
	service := s3test.New(t)
	c := service.Bucket(t)
	flags := []string{"--files-bucket", c.Address, "--files-access", c.Access, "--files-secret", c.Secret}
	site := newSite(t, flags...)
	brokenInAPart(t, site, service.Stop, func() { service.Start(t) })
	site.stop()
	if out, code := run(t, built.gehoor, append([]string{"check", "--data", site.dir}, flags...)...); code != 0 || !strings.Contains(out, "1 files in 2 parts") {
		t.Errorf("gehoor check ended with %d:\n%s", code, out)
	}
}
