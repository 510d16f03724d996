package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webcat"
)

// fixedPages are the pages that are the same for everybody at every moment, in
// each language. All others are made for who asks: those are what keeps a site of
// ours from being enrolled with WEBCAT, which blocks a page that it does not know
// by its hash.
func fixedPages() []string {
	var all []string
	for _, lang := range languages {
		for _, path := range []string{
			layout.PathHome, layout.PathTalk, layout.PathHow, layout.PathPrivacy, layout.PathAccess, layout.PathHours,
			layout.PathBegin, layout.PathDiary, layout.PathResume, layout.PathSignIn,
		} {
			all = append(all, layout.In(lang, path))
		}
	}
	return all
}

// webcatManifest describes the site as WEBCAT wants it, without a signature.
func (s *Site) webcatManifest(w http.ResponseWriter, _ *http.Request) error {
	if s.cfg.Installed.Seq == 0 {
		return gehoor.ErrNotFound
	}
	data, err := s.describe()
	if err != nil {
		return err
	}
	public(w)
	return send(w, http.StatusOK, "application/json", data)
}

// describe asks the site itself for all that is fixed.
func (s *Site) describe() ([]byte, error) {
	site := webcat.Site{Version: s.cfg.Installed.Program.Version, Policy: policy, Files: make(map[string][]byte)}
	for _, link := range s.cfg.Assets.All() {
		site.Files[link.Path] = nil
	}
	for _, path := range fixedPages() {
		site.Files[path] = nil
	}
	for path := range site.Files {
		got := s.askSelf(path)
		if got.status != http.StatusOK {
			return nil, fmt.Errorf("web: describe %s: status %d", path, got.status)
		}
		site.Files[path] = got.body.Bytes()
	}
	first := layout.In(languages[0], layout.PathHome)
	site.Index, site.Fallback = site.Files[first], s.askSelf(first+"weg").body.Bytes()
	m, err := webcat.New(site)
	if err != nil {
		return nil, err
	}
	return m.JSON()
}

// askSelf makes what a visitor who is unknown would get, uncompressed.
func (s *Site) askSelf(path string) *kept {
	k := &kept{header: make(http.Header), status: http.StatusOK}
	s.mux.ServeHTTP(k, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Header: make(http.Header), Body: http.NoBody})
	return k
}

// kept is an answer that goes nowhere.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header         { return k.header }
func (k *kept) WriteHeader(status int)      { k.status = status }
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }
