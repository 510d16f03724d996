package gehoor_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
)

func program() gehoor.Program {
	return gehoor.Program{
		Version: "v0.4.0", Revision: "0123", Go: "go1.26", Platform: "linux/amd64",
		Binary: gehoor.Digest("sha256-" + strings.Repeat("f", 64)), Policy: "default-src 'none'",
		Assets: []gehoor.Asset{{Path: "/a/a.js", Integrity: "sha384-AAAA"}, {Path: "/a/b.css", Integrity: "sha384-BBBB"}},
	}
}

func TestProgram(t *testing.T) {
	if !program().Valid() || !program().Equal(program()) {
		t.Error("a whole program is refused, or differs from itself")
	}
	for what, change := range map[string]func(*gehoor.Program){
		"no version":       func(p *gehoor.Program) { p.Version = "" },
		"no hash":          func(p *gehoor.Program) { p.Binary = "" },
		"a short hash":     func(p *gehoor.Program) { p.Binary = p.Binary[:70] },
		"another hash":     func(p *gehoor.Program) { p.Binary = "sha512-" + p.Binary[7:] },
		"no policy":        func(p *gehoor.Program) { p.Policy = "" },
		"no assets":        func(p *gehoor.Program) { p.Assets = nil },
		"another's asset":  func(p *gehoor.Program) { p.Assets[0].Path = "https://elders.example/a.js" },
		"a question":       func(p *gehoor.Program) { p.Assets[0].Path = "/a/a.js?v=1" },
		"no integrity":     func(p *gehoor.Program) { p.Assets[1].Integrity = "" },
		"an asset twice":   func(p *gehoor.Program) { p.Assets[1].Path = p.Assets[0].Path },
		"out of order":     func(p *gehoor.Program) { p.Assets[0], p.Assets[1] = p.Assets[1], p.Assets[0] },
		"too many of them": func(p *gehoor.Program) { p.Assets = make([]gehoor.Asset, gehoor.MaxAssets+1) },
	} {
		p := program()
		change(&p)
		if p.Valid() || p.Equal(program()) {
			t.Errorf("%s: valid %t, equal %t", what, p.Valid(), p.Equal(program()))
		}
	}
	for what, change := range map[string]func(*gehoor.Program){
		"revision": func(p *gehoor.Program) { p.Revision = "" },
		"compiler": func(p *gehoor.Program) { p.Go = "go1.27" },
		"platform": func(p *gehoor.Program) { p.Platform = "linux/arm64" },
		"binary":   func(p *gehoor.Program) { p.Binary = gehoor.Digest("sha256-" + strings.Repeat("e", 64)) },
		"asset":    func(p *gehoor.Program) { p.Assets[0].Integrity = "sha384-CCCC" },
	} {
		p := program()
		change(&p)
		if !p.Valid() || p.Equal(program()) {
			t.Errorf("another %s: valid %t, equal %t", what, p.Valid(), p.Equal(program()))
		}
	}
}
