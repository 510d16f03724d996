package gehoor

import (
	"slices"
	"strings"
)

// Program is what an installation delivers to browsers, and the program that
// does. It is a fact of the organisation's stream at every change, so that the
// log proves what was served when.
type Program struct {
	// Version and Revision are what the source was; Revision is empty if the
	// program was not built from a repository, and ends with "+changes" if it was
	// changed.
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	// Go is the compiler, Platform the operating system and the processor: what
	// somebody else needs to build the same bytes.
	Go       string `json:"go"`
	Platform string `json:"platform"`
	// Binary is the hash of the program's own file.
	Binary Digest `json:"binary"`
	// Policy is the Content-Security-Policy of every answer.
	Policy string `json:"policy"`
	// Assets are all scripts, styles and pictures, sorted by path.
	Assets []Asset `json:"assets"`
}

// Asset is a file that a browser loads.
type Asset struct {
	// Path is its address on the site, "/a/…".
	Path string `json:"path"`
	// Integrity is its SHA-384 as the integrity attribute of HTML has it.
	Integrity string `json:"integrity"`
}

// KindProgramInstalled is the fact that states a Program. Its body is the JSON of
// one.
const KindProgramInstalled Kind = "organisation.program-installed"

// MaxAssets bounds a Program: five times what we have, and far below what an
// event holds.
const MaxAssets = 256

// Valid says whether the program is whole: a version, a hash of the binary, and
// assets with addresses on this site, each once, in order.
func (p Program) Valid() bool {
	hash, ok := strings.CutPrefix(string(p.Binary), "sha256-")
	if p.Version == "" || !ok || !isHex(hash, hashDigits) || p.Policy == "" || len(p.Assets) == 0 || len(p.Assets) > MaxAssets {
		return false
	}
	for i, a := range p.Assets {
		if !strings.HasPrefix(a.Path, "/") || strings.ContainsAny(a.Path, "?#\\ \n") || !strings.HasPrefix(a.Integrity, "sha384-") ||
			i > 0 && p.Assets[i-1].Path >= a.Path {
			return false
		}
	}
	return true
}

// Equal says whether two programs are the same in everything.
func (p Program) Equal(q Program) bool {
	return p.Version == q.Version && p.Revision == q.Revision && p.Go == q.Go && p.Platform == q.Platform &&
		p.Binary == q.Binary && p.Policy == q.Policy && slices.Equal(p.Assets, q.Assets)
}
