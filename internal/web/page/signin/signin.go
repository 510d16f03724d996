// Package signin is the page where staff comes in with a login and a passphrase.
//
// The passphrase never leaves the browser (doc/formats.md §4): the page's script
// stretches it and sends something else. So the form has no names and no address
// to go to: a browser in which the script did not start sends nothing at all,
// and the button stays off.
package signin

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
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
func Next(asked string) string {
	if slices.Contains(pages, asked) || ofDossier(asked) {
		return asked
	}
	return layout.PathStaff
}

// pages are those to which one can come back, beside those of a dossier. What only leads
// elsewhere or gives a file is none.
var pages = []string{
	layout.PathNotices, layout.PathPractice, layout.PathHelp, layout.PathAdvice, layout.PathEnter, layout.PathPhrase, layout.PathPasskeys,
	layout.PathSessions, layout.PathProvider, layout.PathRecovery, layout.PathAway, layout.PathWatch, layout.PathRoot, layout.PathDestroyed,
	layout.PathAdmin, layout.PathLearned, layout.PathOrganisation, layout.PathPeople, layout.PathNewPerson, layout.PathChart,
	layout.PathKeys, layout.PathTexts, layout.PathMails, layout.PathHolders, layout.PathMatrix, layout.PathForms,
	layout.PathProtocols, layout.PathNumbers, layout.PathClosings, layout.PathKeeping, layout.PathRehearse,
}

// ofDossier says whether an address is a page of a dossier, or a form there; with the
// letter that the form is about.
func ofDossier(asked string) bool {
	path, query, asks := strings.Cut(asked, "?")
	rest, ok := strings.CutPrefix(path, layout.PathDossier)
	id, sub, of := strings.Cut(rest, "/")
	if _, err := gehoor.ParseDossierID(id); !ok || err != nil {
		return false
	}
	if !of {
		return !asks
	}
	if number, form := strings.CutPrefix("/"+sub, layout.SubRecord); form {
		kind, there := record.Numbered(number)
		return there && kind.HasForm() && kind.Number() == number && (!asks || ofLetter(query))
	}
	return !asks && slices.Contains([]string{layout.SubStand, layout.SubKnown, layout.SubTogether}, "/"+sub)
}

// maxLetters is more than a dossier has.
const maxLetters = 999

// ofLetter says whether a query names a letter and nothing else.
func ofLetter(query string) bool {
	value, ok := strings.CutPrefix(query, layout.NameLetter+"=")
	n, err := strconv.Atoi(value)
	return ok && err == nil && strconv.Itoa(n) == value && n > 0 && n <= maxLetters
}

// Asked is where somebody wanted to go who asked for a page without being signed in: of
// what stands after it only the letter is kept.
func Asked(path string, q url.Values) string {
	if with := path + "?" + layout.NameLetter + "=" + q.Get(layout.NameLetter); ofDossier(with) {
		return with
	}
	return Next(path)
}

// ProviderPath is where somebody goes to the organisation's provider and comes back to
// next, and ProviderPage the page about their account there that does.
func ProviderPath(next string) string { return leading(layout.PathProviderIn, next) }

// ProviderPage is likewise.
func ProviderPage(next string) string { return leading(layout.PathProvider, next) }

func leading(path, next string) string {
	if next = Next(next); next == layout.PathStaff {
		return path
	}
	return path + "?" + url.Values{nameNext: {next}}.Encode()
}

// ReadNext reads where one goes from such an address.
func ReadNext(q url.Values) string { return Next(q.Get(nameNext)) }

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
