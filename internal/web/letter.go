package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/letter"
)

// letterStyle is the style inside every letter (browser/lib/readable.ts): the only one
// that a frame of the page may have.
const letterStyle = "body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}dt,h1,h2,h3{font-weight:700}dd{margin:0 0 .75rem}li{margin-bottom:.75rem}ol,ul{padding-left:1.25rem}.words{white-space:pre-wrap}"

// letterPolicy is that of the page that opens a letter. The document is in a frame that
// the page makes itself; the frame has this policy too, and a sandbox without anything.
var letterPolicy = strings.Replace(policy, "style-src 'self'", "style-src 'self' 'sha256-"+hashOf(letterStyle)+"'", 1) + "; frame-src blob:"

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// letterPage is where somebody outside opens a sealed letter. It knows nobody.
func (s *Site) letterPage(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Security-Policy", letterPolicy)
	return s.show(w, r, http.StatusOK, letter.Page(s.page(r, layout.ForAnyone, letter.Title, letter.Path, letter.Files...)))
}

// letterWire is a sealed letter that a browser made: never the file, and never the code.
type letterWire struct {
	To       string             `json:"to"`
	Way      dossier.LetterWay  `json:"way"`
	Contents []gehoor.ContentID `json:"contents"`
	Digest   gehoor.Digest      `json:"digest"`
}

// sealLetter records that somebody made a sealed letter.
func (s *Site) sealLetter(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire letterWire) error {
		return s.cases.SealLetter(ctx, s.cfg.Org, me.Person, id, dossier.LetterSealed(wire))
	})
}
