// Package signin is the page where staff comes in with a login and a passphrase.
//
// The passphrase never leaves the browser (doc/formats.md §4): the page's script
// stretches it and sends something else. So the form has no names and no address
// to go to: a browser in which the script did not start sends nothing at all,
// and the button stays off.
package signin

import (
	"net/url"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "signin.title"

// Files are the logical names of what the page loads.
func Files() []string { return []string{"signin/signin.css", "signin/signin.js"} }

// Form is the page's data.
type Form struct {
	// Org is whose keys the passphrase opens.
	Org gehoor.OrgID
	// Next is where somebody wants to go afterwards, one of those that [Next]
	// returns.
	Next string
	// Why says why somebody must sign in again; "" for the first time.
	Why Why
	// Account is how an account at the organisation's provider is called; "" where there
	// is none.
	Account string
	// Login is who it is, where that is known already.
	Login string
}

// Why is a reason to sign in again. It is in the address, so it is checked.
type Why string

// The reasons.
const (
	// Ended: the session is over, or the key is gone after some time without use.
	Ended Why = "voorbij"
	// Out: the person signed out.
	Out Why = "afgemeld"
	// Key: the organisation's provider let the person in, and their key is closed.
	Key Why = "sleutel"
)

// The names in the address.
const (
	nameNext = "naar"
	nameWhy  = "waarom"
)

// Read makes the form's data from the address.
func Read(org gehoor.OrgID, q url.Values) Form {
	f := Form{Org: org, Next: Next(q.Get(nameNext))}
	if why := Why(q.Get(nameWhy)); why == Ended || why == Out || why == Key {
		f.Why = why
	}
	return f
}

// Next is where to go after signing in: a page of staff, without the language.
// Whatever is no such page leads to the work list, so that no link from outside
// chooses where somebody lands with an open key.
func Next(path string) string {
	if path == layout.PathPhrase || path == layout.PathPasskeys || path == layout.PathSessions || path == layout.PathProvider || path == layout.PathRecovery || path == layout.PathAdmin || path == layout.PathOrganisation || path == layout.PathChart {
		return path
	}
	id, ok := strings.CutPrefix(path, layout.PathDossier)
	if !ok {
		return layout.PathStaff
	}
	if _, err := gehoor.ParseDossierID(id); err != nil {
		return layout.PathStaff
	}
	return path
}

// Path is the address of this page, without the language, that leads on to next.
func Path(next string, why Why) string {
	q := url.Values{}
	if next = Next(next); next != layout.PathStaff {
		q.Set(nameNext, next)
	}
	if why != "" {
		q.Set(nameWhy, string(why))
	}
	if len(q) == 0 {
		return layout.PathSignIn
	}
	return layout.PathSignIn + "?" + q.Encode()
}
