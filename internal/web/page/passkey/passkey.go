// Package passkey is the page on which somebody of staff sees the passkeys that let
// them in, adds one, and removes one.
//
// What a passkey gives the browser to open the key with never leaves it
// (doc/formats.md §4).
package passkey

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
)

// Title is the page's neutral title.
const Title text.Key = "passkey.title"

// Files are the logical names of what the page loads, besides those of the desk.
func Files() []string {
	return []string{"signin/signin.css", "passkey/passkey.css", "passkey/passkey.js"}
}

// View is the page's data.
type View struct {
	// Org is whose keys the passkeys open, Login whose passkeys they are.
	Org   gehoor.OrgID
	Login string
	// Me is whose page it is: the bar above it has what there is for them.
	Me   *directory.Person
	Have []Have
	// Full: there can be no more.
	Full bool
}

// Have is a passkey that somebody has.
type Have struct {
	Credential []byte
	Label      string
	// Synced: other devices of its owner may have it too.
	Synced bool
	// Days, as people write them.
	AddedOn, UsedOn string
}
