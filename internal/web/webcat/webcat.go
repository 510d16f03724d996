// Package webcat writes what is served as WEBCAT wants it described
// (https://docs.webcat.tech): a browser extension that blocks what is not in a
// signed manifest. It is apart and small, because that format still moves;
// doc/decisions/0014-witnesses.md says what is missing before a site of ours can
// be enrolled.
//
// It writes the manifest alone, without a signature: signing and enrolling are
// done by people, with keys that no server has.
package webcat

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// App is where the source is.
const App = "https://github.com/gehoor/gehoor"

// The names under which WEBCAT looks for what answers "/" and what answers a path
// that is not there. Both are files of the manifest.
const (
	indexName    = "index.html"
	fallbackPath = "/error.html"
)

// Manifest is the object that WEBCAT verifies, with the fields of its
// documentation of August 2026, in the order of their names.
type Manifest struct {
	App string `json:"app"`
	// DefaultCSP is the policy of every path that ExtraCSP has no prefix of.
	DefaultCSP string `json:"default_csp"`
	// DefaultFallback is a path, DefaultIndex a name within a folder.
	DefaultFallback string            `json:"default_fallback"`
	DefaultIndex    string            `json:"default_index"`
	ExtraCSP        map[string]string `json:"extra_csp"`
	// Files are the SHA-256 of contents, base64url without padding, by path.
	Files   map[string]string `json:"files"`
	Version string            `json:"version"`
	// Wasm are the hashes of WebAssembly: we have none.
	Wasm []string `json:"wasm"`
}

// Site is what a manifest is made of.
type Site struct {
	Version, Policy string
	// Files are contents by their path.
	Files map[string][]byte
	// Index answers "/", Fallback a path that is not there.
	Index, Fallback []byte
}

// New describes a site. It refuses what WEBCAT would: see [Manifest.Check].
func New(s Site) (Manifest, error) {
	m := Manifest{
		App: App, Version: s.Version, DefaultCSP: s.Policy, ExtraCSP: map[string]string{},
		DefaultIndex: indexName, DefaultFallback: fallbackPath, Files: make(map[string]string, len(s.Files)+2), Wasm: []string{},
	}
	for path, content := range s.Files {
		m.Files[path] = hash(content)
	}
	m.Files["/"+indexName], m.Files[fallbackPath] = hash(s.Index), hash(s.Fallback)
	return m, m.Check()
}

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Check applies the rules that WEBCAT's documentation and extension have for a
// manifest: every field is there, index and fallback are files, hashes are hashes,
// and the policy is one that it accepts.
func (m Manifest) Check() error {
	switch {
	case m.App == "", m.Version == "", m.DefaultCSP == "", m.ExtraCSP == nil, m.Wasm == nil, len(m.Files) == 0:
		return errors.New("webcat: a field is missing")
	case m.Files["/"+m.DefaultIndex] == "":
		return errors.New("webcat: the index is no file")
	case m.Files[m.DefaultFallback] == "":
		return errors.New("webcat: the fallback is no file")
	}
	for path, sum := range m.Files {
		raw, err := base64.RawURLEncoding.Strict().DecodeString(sum)
		if err != nil || len(raw) != sha256.Size || !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?#") {
			return fmt.Errorf("webcat: %s has no path or no hash", path)
		}
	}
	for prefix, policy := range m.ExtraCSP {
		if !strings.HasPrefix(prefix, "/") {
			return fmt.Errorf("webcat: %q is no path", prefix)
		}
		if err := checkPolicy(policy); err != nil {
			return fmt.Errorf("webcat: policy of %s: %w", prefix, err)
		}
	}
	return checkPolicy(m.DefaultCSP)
}

// allowed are the sources that WEBCAT accepts for directives that can run or hold
// something; for others it has no rule. It accepts a few more, which we never use.
var allowed = map[string][]string{
	"default-src": {"'none'"}, // with 'self' it wants four more directives
	"script-src":  {"'none'", "'self'"}, "script-src-elem": {"'none'", "'self'"},
	"style-src": {"'none'", "'self'"}, "style-src-elem": {"'none'", "'self'"},
	"object-src": {"'none'"}, "worker-src": {"'none'", "'self'"},
	"frame-src": {"'none'", "'self'"}, "child-src": {"'none'", "'self'"},
}

// checkPolicy says whether WEBCAT accepts a Content-Security-Policy.
func checkPolicy(policy string) error {
	if strings.Contains(policy, ",") {
		return errors.New("webcat: a policy with a comma")
	}
	var named []string
	for part := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		name := strings.ToLower(words[0])
		named = append(named, name)
		for _, source := range words[1:] {
			if ok, ruled := allowed[name]; ruled && !slices.Contains(ok, source) {
				return fmt.Errorf("webcat: %s may not have %s", name, source)
			}
		}
	}
	if !slices.Contains(named, "default-src") {
		return errors.New("webcat: a policy without default-src")
	}
	return nil
}

// JSON writes the manifest in canonical JSON (OLPC, as WEBCAT signs it): keys
// sorted, no spaces, and only quotes and backslashes escaped. Our texts have no
// other characters that encoding/json would escape.
func (m Manifest) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("webcat: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
