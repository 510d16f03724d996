package webcat_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/web/webcat"
	"github.com/google/go-cmp/cmp"
)

func site() webcat.Site {
	return webcat.Site{
		Version: "v0.4.0", Policy: "default-src 'none'; script-src 'self'; trusted-types \"gehoor\\\"",
		Files: map[string][]byte{"/a/page.js": []byte("abc"), "/nl/": []byte("<html>")},
		Index: []byte("<html>"), Fallback: []byte("missing"),
	}
}

// TestManifest compares with hashes that were made elsewhere (FIPS 180-4: "abc").
func TestManifest(t *testing.T) {
	m, err := webcat.New(site())
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Files["/a/page.js"]; got != "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0" {
		t.Errorf("the hash of abc is %s", got)
	}
	if m.Files["/nl/"] != m.Files["/index.html"] || len(m.Files) != 4 {
		t.Errorf("files: %v", m.Files)
	}
	data, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if !strings.HasPrefix(text, `{"app":"`) || !strings.Contains(text, `"default_csp":"default-src 'none'; script-src 'self'; trusted-types \"gehoor\\\"","default_fallback":"/error.html","default_index":"index.html","extra_csp":{},"files":{"/a/page.js":"ung`) ||
		!strings.HasSuffix(text, `"version":"v0.4.0","wasm":[]}`) {
		t.Errorf("not canonical: %s", text)
	}
	var back webcat.Manifest
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, back); diff != "" {
		t.Error(diff)
	}
}

// TestSchema: the members that WEBCAT documents, with their types, and no other.
func TestSchema(t *testing.T) {
	m, err := webcat.New(site())
	if err != nil {
		t.Fatal(err)
	}
	data, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(data, &members); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for name, value := range members {
		switch v := value.(type) {
		case string:
			got[name] = "string"
		case []any:
			got[name] = "string[]"
		case map[string]any:
			got[name] = "Record<string, string>"
			for _, one := range v {
				if _, ok := one.(string); !ok {
					t.Errorf("%s holds %v", name, one)
				}
			}
		}
	}
	want := map[string]string{
		"app": "string", "version": "string", "default_csp": "string", "default_index": "string", "default_fallback": "string",
		"wasm": "string[]", "extra_csp": "Record<string, string>", "files": "Record<string, string>",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRefused: what the extension would refuse.
func TestRefused(t *testing.T) {
	for name, change := range map[string]func(*webcat.Manifest){
		"no app":                  func(m *webcat.Manifest) { m.App = "" },
		"no version":              func(m *webcat.Manifest) { m.Version = "" },
		"no files":                func(m *webcat.Manifest) { m.Files = nil },
		"no list of wasm":         func(m *webcat.Manifest) { m.Wasm = nil },
		"no index":                func(m *webcat.Manifest) { delete(m.Files, "/index.html") },
		"no fallback":             func(m *webcat.Manifest) { delete(m.Files, "/error.html") },
		"another index":           func(m *webcat.Manifest) { m.DefaultIndex = "default.html" },
		"a hash in hexadecimal":   func(m *webcat.Manifest) { m.Files["/nl/"] = strings.Repeat("a", 64) },
		"a hash with padding":     func(m *webcat.Manifest) { m.Files["/nl/"] += "=" },
		"a path without slash":    func(m *webcat.Manifest) { m.Files["nl"] = m.Files["/nl/"] },
		"a path with a question":  func(m *webcat.Manifest) { m.Files["/nl/?x"] = m.Files["/nl/"] },
		"a comma":                 func(m *webcat.Manifest) { m.DefaultCSP = "default-src 'none', default-src 'self'" },
		"no default-src":          func(m *webcat.Manifest) { m.DefaultCSP = "script-src 'self'" },
		"an open default-src":     func(m *webcat.Manifest) { m.DefaultCSP = "default-src 'self'" },
		"evaluation":              func(m *webcat.Manifest) { m.DefaultCSP += "; script-src-elem 'unsafe-eval'" },
		"a script from elsewhere": func(m *webcat.Manifest) { m.DefaultCSP = "Default-Src 'none'; SCRIPT-SRC https://elders.example" },
		"workers from a blob":     func(m *webcat.Manifest) { m.DefaultCSP += "; worker-src blob:" },
		"an inline style":         func(m *webcat.Manifest) { m.DefaultCSP += "; style-src 'unsafe-inline'" },
		"a weak policy elsewhere": func(m *webcat.Manifest) { m.ExtraCSP["/nl/"] = "default-src *" },
		"a prefix without slash":  func(m *webcat.Manifest) { m.ExtraCSP["nl"] = m.DefaultCSP },
	} {
		m, err := webcat.New(site())
		if err != nil {
			t.Fatal(err)
		}
		change(&m)
		if err := m.Check(); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	s := site()
	s.Policy = "default-src *"
	if _, err := webcat.New(s); err == nil {
		t.Error("a site with a weak policy is described")
	}
}
