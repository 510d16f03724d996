package journey_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob/s3/s3test"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// somebodysKey is a key to seal to: the server cannot tell whose it is.
func somebodysKey(t testing.TB) seal.Recipient {
	t.Helper()
	id, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id.Recipient()
}

func sealedAs(t testing.TB, kind seal.Type, body []byte) ([]byte, gehoor.Part) {
	t.Helper()
	sealed, err := seal.Seal(veenhaven.Org, kind, body, somebodysKey(t))
	if err != nil {
		t.Fatal(err)
	}
	return sealed, gehoor.Part{ID: seal.NameOf(sealed), Size: int64(len(sealed))}
}

// reporterIn sends a signal and returns its reporter's session.
func (f *site) reporterIn(t testing.TB) string {
	t.Helper()
	answer, body, err := f.post("/api/signal", "", f.sealSignals(t, 1)[0].body)
	if !received(answer, body, err) {
		t.Fatalf("send a signal: %s %v", body, err)
	}
	return sessionOf(answer)
}

// put sends a part's bytes; size is what the request says.
func (f *site) put(path, cookie string, size int64, body io.Reader) (int, string, error) {
	r, err := http.NewRequest(http.MethodPut, f.url+path, body)
	if err != nil {
		return 0, "", err
	}
	r.ContentLength = size
	answer, got, err := ask(r, cookie)
	if err != nil {
		return 0, "", err
	}
	var problem struct{ Code string }
	_ = json.Unmarshal(got, &problem) // "" for a part that was kept
	return answer.StatusCode, problem.Code, nil
}

// TestFilesOverHTTP: what a browser sends, and what none does.
func TestFilesOverHTTP(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	mine, other := site.reporterIn(t), site.reporterIn(t)
	sealed, part := sealedAs(t, seal.Part, []byte("een stuk van een foto"))
	path := "/api/box/part/" + string(part.ID)
	wrong := bytes.Clone(sealed)
	wrong[len(wrong)-1] ^= 1
	words, _ := sealedAs(t, seal.Message, bytes.Repeat([]byte("x"), 5000))
	large := make([]byte, seal.MaxPartBytes+1)
	copy(large, sealed)
	for _, c := range []struct {
		name, path, cookie string
		size               int64
		body               io.Reader
		status             int
		code               string
	}{
		{"without a session", path, "", part.Size, bytes.NewReader(sealed), 401, "sign-in.ended"},
		{"no name", "/api/box/part/photo.jpg", mine, part.Size, bytes.NewReader(sealed), 400, "request.malformed"},
		{"of no known size", path, mine, -1, bytes.NewReader(sealed), 400, "request.malformed"},
		{"a changed bit", path, mine, part.Size, bytes.NewReader(wrong), 400, "content.wrongly-sealed"},
		{"other bytes", "/api/box/part/" + strings.Repeat("0", 64), mine, int64(len(words)), bytes.NewReader(words), 400, "content.wrongly-sealed"},
		{"not sealed at all", path, mine, 5000, bytes.NewReader(make([]byte, 5000)), 400, "content.wrongly-sealed"},
		{"another size", path, mine, int64(len(words)), bytes.NewReader(words), 409, "file.part-missing"},
		{"a part", path, mine, part.Size, bytes.NewReader(sealed), 204, ""},
		{"the part again", path, mine, part.Size, bytes.NewReader(sealed), 204, ""},
		{"another's part", path, other, part.Size, bytes.NewReader(sealed), 409, "file.part-missing"},
	} {
		status, code, err := site.put(c.path, c.cookie, c.size, c.body)
		if err != nil || status != c.status || code != c.code {
			t.Errorf("%s: %d %s %v, want %d %s", c.name, status, code, err, c.status, c.code)
		}
	}
	// Of what is too large no more is read than shows it; the answer may come while
	// the rest is still under way, and then the line breaks.
	if status, _, err := site.put(path, mine, int64(len(large)), bytes.NewReader(large)); err == nil && status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", status)
	}
	// A line that breaks in the middle leaves nothing, and the same part comes in
	// whole afterwards.
	whole, second := sealedAs(t, seal.Part, bytes.Repeat([]byte("y"), 1<<20))
	broken := io.MultiReader(bytes.NewReader(whole[:300_000]), breaks{})
	if status, _, err := site.put("/api/box/part/"+string(second.ID), mine, second.Size, broken); err == nil {
		t.Errorf("half a part was answered with %d", status)
	}
	there := func(cookie string) string {
		_, body, err := site.post("/api/box/parts", cookie, map[string]any{"bytes": 0, "parts": []gehoor.ContentID{part.ID, second.ID}})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	if got, want := there(mine), fmt.Sprintf(`{"there":["%s"]}`, part.ID); got != want {
		t.Errorf("there: %s, want %s", got, want)
	}
	if got := there(other); got != `{"there":[]}` {
		t.Errorf("another reporter is told of %s", got)
	}
	manifest, about := sealedAs(t, seal.File, []byte(`{"v":1}`))
	file := map[string]any{"manifest": manifest, "parts": []gehoor.Part{part, second}}
	refuse := func(name, cookie string, body any, want string) {
		t.Helper()
		_, got, err := site.post("/api/box/file", cookie, body)
		if err != nil || !bytes.Contains(got, []byte(want)) {
			t.Errorf("%s: %s %v, want %s", name, got, err, want)
		}
	}
	refuse("a part is missing", mine, file, "file.part-missing")
	if status, code, err := site.put("/api/box/part/"+string(second.ID), mine, second.Size, bytes.NewReader(whole)); err != nil || status != 204 {
		t.Fatalf("the whole part: %d %s %v", status, code, err)
	}
	refuse("another's parts", other, file, "file.part-missing")
	refuse("a manifest that is not sealed", mine, map[string]any{"manifest": []byte("{}"), "parts": []gehoor.Part{part}}, "content.wrongly-sealed")
	refuse("a field too many", mine, map[string]any{"manifest": manifest, "parts": []gehoor.Part{part}, "name": "foto.jpg"}, "request.malformed")
	refuse("too large to begin with", mine, map[string]any{"manifest": manifest, "parts": make([]gehoor.Part, gehoor.MaxParts+1)}, "file.too-large")
	for range 2 { // an answer was lost
		if answer, body, err := site.post("/api/box/file", mine, file); err != nil || answer.StatusCode != http.StatusNoContent {
			t.Fatalf("add the file: %s %v", body, err)
		}
	}
	fetched(t, site, "/api/box/file/"+string(about.ID)+"/"+string(second.ID), mine, whole)
	for name, at := range map[string]string{
		"a part of another file": "/api/box/file/" + string(part.ID) + "/" + string(second.ID), "no name": "/api/box/file/x/y",
	} {
		if answer, _, err := site.get(at, mine); err != nil || answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d %v", name, answer.StatusCode, err)
		}
	}
	if answer, _, err := site.get("/api/box/file/"+string(about.ID)+"/"+string(second.ID), other); err != nil || answer.StatusCode != http.StatusNotFound {
		t.Errorf("another reporter: %d %v", answer.StatusCode, err)
	}
	staffFetches(t, site, about.ID, second.ID, whole)
	site.stop()
	sound(t, site.dir)
	damage(t, site.dir, second.ID)
}

// breaks is a line that is gone.
type breaks struct{}

func (breaks) Read([]byte) (int, error) { return 0, errors.New("the line broke") }

// fetched gets a part and compares it.
func fetched(t testing.TB, f *site, path, cookie string, want []byte) {
	t.Helper()
	answer, got, err := f.get(path, cookie)
	if err != nil || answer.StatusCode != http.StatusOK || !bytes.Equal(got, want) {
		t.Errorf("fetch a part: %d, %d bytes, %v", answer.StatusCode, len(got), err)
		return
	}
	if kind := answer.Header.Get("Content-Type"); kind != "application/octet-stream" {
		t.Errorf("a part is served as %s", kind)
	}
}

var dossierLink = regexp.MustCompile(`/nl/medewerker/dossier/([0-9a-f]{32})`)

// staffFetches: of the dossiers that somebody holds one has the file, and who holds
// none of it finds nothing there.
func staffFetches(t testing.TB, f *site, file, part gehoor.ContentID, want []byte) {
	t.Helper()
	noor := f.signIn(t, "noor")
	_, page, err := f.get("/nl/medewerker", noor)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, link := range dossierLink.FindAllSubmatch(page, -1) {
		at := "/api/desk/dossier/" + string(link[1]) + "/file/" + string(file) + "/" + string(part)
		answer, _, err := f.get(at, noor)
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != http.StatusOK {
			continue
		}
		found++
		fetched(t, f, at, noor, want)
		if answer, _, err := f.get(at, f.signIn(t, "saar")); err != nil || answer.StatusCode != http.StatusNotFound {
			t.Errorf("who holds no key: %d %v", answer.StatusCode, err)
		}
	}
	if found == 0 {
		t.Error("nobody of staff finds the file")
	}
}

// damage changes a byte of a part on the disk, and then removes it: gehoor check
// says so both times.
func damage(t testing.TB, dir string, part gehoor.ContentID) {
	t.Helper()
	path := dir + "/files/" + string(veenhaven.Org) + "/" + string(part[:2]) + "/" + string(part)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	says := func(want string) {
		t.Helper()
		if out, code := run(t, built.gehoor, "check", "--data", dir); code != 1 || !bytes.Contains([]byte(out), []byte(want)) {
			t.Errorf("gehoor check ended with %d, want %q:\n%s", code, want, out)
		}
	}
	says("part " + string(part) + " of a file is not what it was")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	says("part " + string(part) + " of a file is named by an event and is not there")
}

// TestFilesInABucket: the same with a service that speaks S3. While it is away files
// cannot be sent or fetched, and words go on; then everything is as it was.
func TestFilesInABucket(t *testing.T) {
	t.Parallel()
	service := s3test.New(t)
	c := service.Bucket(t)
	flags := []string{"--files-bucket", c.Address, "--files-access", c.Access, "--files-secret", c.Secret}
	site := newSite(t, flags...)
	mine := site.reporterIn(t)
	sealed, part := sealedAs(t, seal.Part, bytes.Repeat([]byte("z"), 3<<20))
	path := "/api/box/part/" + string(part.ID)
	if status, code, err := site.put(path, mine, part.Size, bytes.NewReader(sealed)); err != nil || status != http.StatusNoContent {
		t.Fatalf("send a part: %d %s %v", status, code, err)
	}
	manifest, about := sealedAs(t, seal.File, []byte(`{"v":1}`))
	if answer, body, err := site.post("/api/box/file", mine, map[string]any{"manifest": manifest, "parts": []gehoor.Part{part}}); err != nil || answer.StatusCode != http.StatusNoContent {
		t.Fatalf("add the file: %s %v", body, err)
	}
	at := "/api/box/file/" + string(about.ID) + "/" + string(part.ID)
	fetched(t, site, at, mine, sealed)

	service.Stop()
	later, second := sealedAs(t, seal.Part, []byte("later"))
	if status, code, err := site.put("/api/box/part/"+string(second.ID), mine, second.Size, bytes.NewReader(later)); err != nil || code != "unavailable" {
		t.Errorf("without the service: %d %s %v", status, code, err)
	}
	if answer, _, err := site.get(at, mine); err != nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("fetch without the service: %d %v", answer.StatusCode, err)
	}
	words, _ := sealedAs(t, seal.Message, []byte("woorden gaan door"))
	if answer, body, err := site.post("/api/box/answer", mine, map[string]any{"sealed": words}); err != nil || answer.StatusCode != http.StatusNoContent {
		t.Errorf("words without the service: %s %v", body, err)
	}
	service.Start(t)
	if status, code, err := site.put("/api/box/part/"+string(second.ID), mine, second.Size, bytes.NewReader(later)); err != nil || status != http.StatusNoContent {
		t.Errorf("with the service again: %d %s %v", status, code, err)
	}
	fetched(t, site, at, mine, sealed)
	site.stop()
	if out, code := run(t, built.gehoor, append([]string{"check", "--data", site.dir}, flags...)...); code != 0 || !strings.Contains(out, "1 files in 1 parts") {
		t.Errorf("gehoor check ended with %d:\n%s", code, out)
	}
}

// TestMemoryOfFiles: many parts at the same time, up and down, cost the server
// little memory however large they are.
func TestMemoryOfFiles(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	mine := site.reporterIn(t)
	full, _ := sealedAs(t, seal.Part, make([]byte, seal.MaxPartBody))
	before := highest(t, site)
	const senders, each = 8, 4
	var all sync.WaitGroup
	var mu sync.Mutex
	var parts []gehoor.Part
	for range senders {
		all.Go(func() {
			own := bytes.Clone(full)
			for range each {
				_, _ = rand.Read(own[seal.PartHead : seal.PartHead+16]) // another nonce: the server cannot tell
				p := gehoor.Part{ID: seal.NameOf(own), Size: int64(len(own))}
				if status, code, err := site.put("/api/box/part/"+string(p.ID), mine, p.Size, bytes.NewReader(own)); err != nil || status != 204 {
					t.Errorf("%d %s %v", status, code, err)
					return
				}
				mu.Lock()
				parts = append(parts, p)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	manifest, about := sealedAs(t, seal.File, []byte(`{"v":1}`))
	if answer, body, err := site.post("/api/box/file", mine, map[string]any{"manifest": manifest, "parts": parts}); err != nil || answer.StatusCode != 204 {
		t.Fatalf("add the file: %s %v", body, err)
	}
	for i := range senders {
		all.Go(func() {
			for _, p := range parts[i*each : (i+1)*each] {
				answer, got, err := site.get("/api/box/file/"+string(about.ID)+"/"+string(p.ID), mine)
				if err != nil || answer.StatusCode != 200 || seal.NameOf(got) != p.ID {
					t.Errorf("%d, %d bytes, %v", answer.StatusCode, len(got), err)
				}
			}
		})
	}
	all.Wait()
	// 64 MiB is what was promised for a file of 1 GiB; this is a quarter of it,
	// eight parts at a time.
	const most = 64 << 10
	if grew := highest(t, site) - before; grew > most {
		t.Errorf("the server's memory grew by %d KiB for %d MiB of files", grew, len(parts)*8)
	}
}

var peak = regexp.MustCompile(`VmHWM:\s*(\d+) kB`)

// highest is the most memory that the server has had, in KiB.
func highest(t testing.TB, f *site) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", f.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(string(peak.FindSubmatch(status)[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
