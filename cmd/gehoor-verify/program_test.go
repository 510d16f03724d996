package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
)

// shop is a site with a program that is in a log; a test changes what it serves.
type shop struct {
	key     string
	binary  string
	files   map[string][]byte // by path
	policy  map[string]string // of a page that has another
	program gehoor.Program
}

const goodPolicy = "default-src 'none'; script-src 'self'"

// newShop installs a program and publishes its proof.
func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{binary: filepath.Join(t.TempDir(), "gehoor"), files: map[string][]byte{}, policy: map[string]string{}}
	if err := os.WriteFile(s.binary, []byte("machine code"), 0o700); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("machine code"))
	s.program = gehoor.Program{
		Version: "v0.4.0", Go: "go1.26", Platform: "linux/amd64", Binary: gehoor.Digest("sha256-" + hex.EncodeToString(sum[:])), Policy: goodPolicy,
	}
	for _, name := range []string{"/a/icon.svg", "/a/page.js", "/a/site.css", "/a/worker.js"} {
		s.files[name] = []byte("the content of " + name)
		s.program.Assets = append(s.program.Assets, gehoor.Asset{Path: name, Integrity: integrity(s.files[name])})
	}
	for _, path := range []string{"/nl/", "/en/", "/nl/praten", "/en/praten"} {
		s.files[path] = s.page(path[:3])
	}
	s.files["/"+programPath] = s.json(t)
	store := registertest.NewMemory()
	p, err := publisher(store, "program")
	if err != nil {
		t.Fatal(err)
	}
	s.key = p.Signer.VerifierKey()
	data, err := json.Marshal(gehoor.Event{
		V: gehoor.EnvelopeVersion, Org: registertest.Org, Stream: gehoor.OrganisationStream, Seq: 1,
		At: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC), Actor: gehoor.System, Kind: gehoor.KindProgramInstalled, Body: s.json(t),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Append(registertest.Org, gehoor.OrganisationStream, [32]byte{1}, data); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.files["/"+proofPath], err = register.BuildProof(t.Context(), store, registertest.Org, gehoor.OrganisationStream, 1, gehoor.KindProgramInstalled)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *shop) json(t *testing.T) []byte {
	t.Helper()
	data, err := json.Marshal(s.program)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// page is a page as ours are, with a link to another.
func (s *shop) page(lang string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html><head><link rel="icon" href="/a/icon.svg"><link rel="stylesheet" href="/a/site.css" integrity="%s">
<link rel="alternate" href="https://elders.example/"><link rel="manifest" href="/nl/kaarten/kaarten.webmanifest"></head><body><a href="%s/praten?x#y">praten</a> <a href="%s/weg">weg</a> <a href="https://elders.example/">elders</a>
<img src="/a/icon.svg" alt=""><script type="application/json" id="workers">{"sealed/open.js":"/a/worker.js"}</script>
<script type="application/json" id="texts">{"a":"/a/nothing.js"}</script><script type="module" src="/a/page.js" integrity="%s"></script></body></html>`,
		s.integrityOf("/a/site.css"), lang, lang, s.integrityOf("/a/page.js"))
}

func (s *shop) integrityOf(path string) string {
	for _, a := range s.program.Assets {
		if a.Path == path {
			return a.Integrity
		}
	}
	return ""
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, ok := s.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	policy := goodPolicy
	if other, ok := s.policy[r.URL.Path]; ok {
		policy = other
	}
	if policy != "" {
		w.Header().Set("Content-Security-Policy", policy)
	}
	_, _ = w.Write(data)
}

// ask runs the program and returns the code of its answer.
func ask(t *testing.T, args ...string) (code, int, string) {
	t.Helper()
	var out bytes.Buffer
	end := run(t.Context(), append([]string{"--json", "program"}, args...), &out, &out, time.Now())
	var got line
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, &out)
	}
	return got.Code, end, out.String()
}

// in puts a text before the end of a page.
func (s *shop) in(path, text string) {
	s.files[path] = bytes.Replace(s.files[path], []byte("</body>"), []byte(text+"</body>"), 1)
}

func TestProgramOfSite(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*shop)
		want   code
	}{
		"as installed":        {func(*shop) {}, programSame},
		"a script is another": {func(s *shop) { s.files["/a/page.js"] = []byte("send it elsewhere") }, programAsset},
		"a worker is gone":    {func(s *shop) { delete(s.files, "/a/worker.js") }, programAsset},
		"a style is endless":  {func(s *shop) { s.files["/a/site.css"] = make([]byte, maxAssetBytes+1) }, programAsset},
		"it says another version": {func(s *shop) {
			s.files["/"+programPath] = bytes.Replace(s.files["/"+programPath], []byte("v0.4.0"), []byte("v0.4.1"), 1)
		}, programDiffers},
		"it says nothing sensible": {func(s *shop) { s.files["/"+programPath] = []byte("<html>") }, programDiffers},
		"it does not say":          {func(s *shop) { delete(s.files, "/"+programPath) }, programUnreachable},
		"no proof":                 {func(s *shop) { delete(s.files, "/"+proofPath) }, programUnreachable},
		"a proof that is none":     {func(s *shop) { s.files["/"+proofPath] = []byte("proof") }, programMalformed},
		"a proof that is endless":  {func(s *shop) { s.files["/"+proofPath] = make([]byte, register.MaxReceiptBytes+1) }, programMalformed},
		"a proof that was changed": {func(s *shop) {
			s.files["/"+proofPath] = bytes.Replace(s.files["/"+proofPath], []byte("index 0"), []byte("index 1"), 1)
		}, programNotInLog},
		"another root": {func(s *shop) {
			s.files["/"+proofPath] = bytes.Replace(s.files["/"+proofPath], []byte("\n200\n"), []byte("\n201\n"), 1)
		}, programChanged},
		"no policy":                  {func(s *shop) { s.policy["/nl/praten"] = "" }, programPolicy},
		"a weaker policy":            {func(s *shop) { s.policy["/en/"] = goodPolicy + " 'unsafe-inline'" }, programPolicy},
		"no such page":               {func(s *shop) { delete(s.files, "/en/") }, programPage},
		"a script of its own":        {func(s *shop) { s.in("/nl/", "<script>steal()</script>") }, programPage},
		"one more script":            {func(s *shop) { s.in("/nl/praten", `<script src="/a/more.js" integrity="sha384-AAAA"></script>`) }, programPage},
		"a script from elsewhere":    {func(s *shop) { s.in("/nl/", `<script src="https://elders.example/a/page.js"></script>`) }, programPage},
		"a script without integrity": {func(s *shop) { s.in("/nl/", `<script src="/a/page.js"></script>`) }, programPage},
		"a style with another's": {func(s *shop) {
			s.in("/nl/", `<link rel="stylesheet" href="/a/site.css" integrity="`+s.integrityOf("/a/page.js")+`">`)
		}, programPage},
		"another worker": {func(s *shop) {
			s.files["/nl/"] = bytes.Replace(s.files["/nl/"], []byte(`"/a/worker.js"`), []byte(`"/a\u002fother.js"`), 1)
		}, programPage},
		"workers that are none":          {func(s *shop) { s.in("/nl/", `<script type="application/json" id="workers">[]</script>`) }, programPage},
		"a picture from elsewhere":       {func(s *shop) { s.in("/nl/", `<img src="//elders.example/see.gif">`) }, programPage},
		"a frame":                        {func(s *shop) { s.in("/nl/", `<iframe src="/nl/praten"></iframe>`) }, programPage},
		"it sends on":                    {func(s *shop) { s.in("/nl/", `<meta http-equiv="Refresh" content="0;url=https://elders.example/">`) }, programPage},
		"a manifest of elsewhere":        {func(s *shop) { s.in("/nl/", `<link rel="manifest" href="https://elders.example/x.webmanifest">`) }, programPage},
		"a manifest that is none":        {func(s *shop) { s.in("/nl/", `<link rel="manifest" href="/nl/x.js">`) }, programPage},
		"without scripts something else": {func(s *shop) { s.in("/nl/", `<noscript><link rel="stylesheet" href="/a/other.css"></noscript>`) }, programPage},
		"another base":                   {func(s *shop) { s.in("/nl/", `<base href="https://elders.example/">`) }, programPage},
		"a page that is endless":         {func(s *shop) { s.files["/nl/praten"] = make([]byte, maxPageBytes+1) }, programPage},
		"a link to a page that is gone":  {func(s *shop) { delete(s.files, "/nl/praten") }, programSame},
	} {
		s := newShop(t)
		test.change(s)
		server := httptest.NewServer(s)
		got, end, said := ask(t, server.URL+"/", "--log-key", s.key)
		server.Close()
		if got != test.want || end != test.want.exit() {
			t.Errorf("%s: %s", name, said)
		}
		if test.want == programSame && !strings.Contains(said, `"files":4,"pages":`) {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// TestProgramFromFiles: without a connection, from a folder and from a proof alone.
func TestProgramFromFiles(t *testing.T) {
	s := newShop(t)
	dir := t.TempDir()
	for path, data := range s.files {
		if strings.HasSuffix(path, "/") {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	proof := filepath.Join(dir, filepath.FromSlash(proofPath))
	stranger := filepath.Join(t.TempDir(), "stranger")
	if err := os.WriteFile(stranger, []byte("other code"), 0o700); err != nil {
		t.Fatal(err)
	}
	other, err := register.NewCosigner("witness.example/one", [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		want code
	}{
		{[]string{dir}, programSame},
		{[]string{dir, "--binary", s.binary}, programSame},
		{[]string{dir, "--binary", stranger}, programBinary},
		{[]string{"--proof", proof, "--binary", s.binary}, programBuilt},
		{[]string{"--proof", proof, "--binary", stranger}, programBinary},
		{[]string{"--proof", proof, "--binary", "nowhere"}, badFile},
		{[]string{"--proof", "nowhere", "--binary", s.binary}, badFile},
		{[]string{"--proof", filepath.Join(vectors, "receipt.tlog-proof"), "--binary", s.binary}, programMalformed},
		{[]string{"--proof", proof}, badUsage},
		{[]string{"--binary", s.binary}, badUsage},
		{[]string{"nowhere"}, programUnreachable},
		{[]string{dir, "--witness", other.Witness().VerifierKey()}, programAlone},
	} {
		if got, end, said := ask(t, append(test.args, "--log-key", s.key)...); got != test.want || end != test.want.exit() {
			t.Errorf("%v: %s", test.args, said)
		}
	}
	if got, _, said := ask(t, dir, "--log-key", "@"+filepath.Join(vectors, "log.vkey")); got != programOtherKey {
		t.Errorf("another key: %s", said)
	}
	if err := os.Remove(filepath.Join(dir, "a", "page.js")); err != nil {
		t.Fatal(err)
	}
	if got, _, said := ask(t, dir, "--log-key", s.key); got != programAsset {
		t.Errorf("a file is gone: %s", said)
	}
}

// FuzzLook: whatever a page is, the look ends, and leads nowhere but to the site's
// own pages; a script that is added is found.
func FuzzLook(f *testing.F) {
	p := gehoor.Program{Assets: []gehoor.Asset{{Path: "/a/a.js", Integrity: "sha384-AAAA"}}}
	f.Add([]byte(`<script src="/a/a.js" integrity="sha384-AAAA"></script><a href="/nl/">x</a>`))
	f.Add([]byte(`<svg><script href="x"></script></svg><script id="workers" type="application/json">{"a":"/a/a.js"}</script>`))
	f.Add([]byte("<link rel=stylesheet href=//elders.example>"))
	f.Fuzz(func(t *testing.T, page []byte) {
		links, _ := look(page, p)
		for _, l := range links {
			if !strings.HasPrefix(l, "/") || strings.HasPrefix(l, "//") || strings.ContainsAny(l, "?#") {
				t.Errorf("leads to %q", l)
			}
		}
		if _, err := look(append([]byte("<!doctype html><script src=/a/b.js></script>"), page...), p); err == nil {
			t.Errorf("a script before %q is let through", page)
		}
	})
}
