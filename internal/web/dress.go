package web

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// link finds a file of the build by its logical name.
func (s *Site) link(name string) asset.Link {
	l, ok := s.cfg.Assets.Link(name)
	if !ok {
		panic(fmt.Sprintf("web: the build has no %s", name))
	}
	return l
}

// dress gives a page its files: styles, scripts with what they load, the
// sentences that the scripts say, and the addresses of their workers.
func (s *Site) dress(p *layout.Page, files []string) {
	var keys []text.Key
	for _, name := range files {
		if path.Ext(name) == ".css" {
			p.Styles = append(p.Styles, s.link(name))
			continue
		}
		p.Scripts = append(p.Scripts, s.link(name))
		p.Preloads = append(p.Preloads, s.cfg.Assets.Loads(name)...)
		for _, k := range s.cfg.Assets.Texts(name) {
			keys = append(keys, text.Key(k))
		}
		for _, w := range s.cfg.Assets.Workers(name) {
			if p.Workers == nil {
				p.Workers = make(map[string]string)
			}
			p.Workers[w] = s.link(w).Path
		}
	}
	slices.SortFunc(p.Preloads, func(a, b asset.Link) int { return strings.Compare(a.Path, b.Path) })
	p.Preloads = slices.Compact(p.Preloads)
	if len(keys) == 0 {
		return
	}
	subset, err := p.Words.Subset(keys)
	if err != nil {
		panic(fmt.Sprintf("web: sentences for scripts: %v", err))
	}
	p.Texts = subset
}
