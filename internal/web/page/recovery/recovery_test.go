package recovery_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	page "github.com/gehoor/gehoor/internal/web/page/recovery"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestHeading: where somebody is asked for the name of a reporter the page is not called a
// recovery; as soon as something is recovered too it is.
func TestHeading(t *testing.T) {
	somebody := &directory.Person{ID: "b", Function: gehoor.Text{NL: "behandelaar", EN: "caseworker"}}
	ceremony := func(id string, r dossier.RecoveryReason) casework.Ceremony {
		return casework.Ceremony{Recovery: gehoor.RecoveryID(id + strings.Repeat("0", 30)), Reason: r, Part: casework.PartCustodian, Asker: somebody, Recipient: somebody, Deciders: []*directory.Person{somebody, somebody}}
	}
	name, lost := ceremony("a1", dossier.RecoveryNaming), ceremony("b2", dossier.RecoveryLost)
	for want, all := range map[string][]casework.Ceremony{
		"Herstel van sleutels":                       {lost, name},
		"Naam van een melder, omdat de wet het eist": {name},
	} {
		d := page.Data{Org: "veenhaven", Root: "root", Me: somebody, Care: casework.Care{Ceremonies: all}, Now: time.Now()}
		p := layout.Page{Words: text.For(gehoor.Dutch), Org: webtest.Veenhaven(), For: layout.ForStaff, Title: page.Title, Path: layout.PathRecovery}
		p.Icon.Path = "/a/icon.svg"
		shown := webtest.Get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := page.Page(p, d).Render(r.Context(), w); err != nil {
				t.Error(err)
			}
		}), p.To(layout.PathRecovery))
		if got := webtest.Text(shown.All("h1")[0]); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
