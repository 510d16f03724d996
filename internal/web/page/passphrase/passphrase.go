// Package passphrase is the page on which somebody of staff changes their
// passphrase, and the fields for a new one, which the page of an invitation has
// too.
//
// As on the page where one signs in, no field has a name and no form an address:
// what is typed leaves the browser only stretched (doc/formats.md §4).
package passphrase

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
)

// Title is the page's neutral title.
const Title text.Key = "passphrase.title"

// Files are the logical names of what the page loads, besides those of the desk.
func Files() []string {
	return []string{"signin/signin.css", "passphrase/passphrase.css", "passphrase/passphrase.js"}
}

// Form is the page's data.
type Form struct {
	// Org is whose keys the passphrase opens, Login whose passphrase it is.
	Org   gehoor.OrgID
	Login string
	// Me is whose page it is: the bar above it has what there is for them.
	Me *directory.Person
	// Account: the organisation has a provider of identities, and a page about it.
	Account bool
}
