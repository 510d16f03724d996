// Package invite is the page on which somebody who was invited makes their key and
// chooses a passphrase. It shows nothing before the code is right, and then only
// the login that the invitation is for.
//
// The code stands in the address's fragment or is typed: the fragment stays in the
// browser, and what is typed goes in the body of a request. So no log has it.
package invite

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "invite.title"

// Files are the logical names of what the page loads.
func Files() []string {
	return []string{"signin/signin.css", "passphrase/passphrase.css", "invite/invite.css", "invite/invite.js"}
}

// Link is the address that is handed to who is invited.
func Link(site, code string) string {
	return site + layout.In(gehoor.Dutch, layout.PathInvite) + "#" + code
}
