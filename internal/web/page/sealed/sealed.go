// Package sealed has what every page with sealed words needs: the element where
// words appear once the browser has opened them, and what the script must know
// to open them (browser/lib/sealedtext.ts). The page's own script starts it.
//
// The server renders the waiting state only: it never has the words.
package sealed

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
)

// Type says what kind of words content holds (doc/formats.md §1).
type Type string

// The types that a page shows.
const (
	Account Type = "account"
	Message Type = "message"
	Note    Type = "note"
	Who     Type = "who"
)

// Words is one piece of sealed words.
type Words struct {
	Content gehoor.ContentID
	Box     gehoor.Compartment
	Type    Type
}

// island is the JSON that lib/sealedtext.ts reads from the element "sealed".
type island struct {
	Org   gehoor.OrgID `json:"org"`
	Open  string       `json:"open"`
	Boxes []box        `json:"boxes"`
}

type box struct {
	Name      gehoor.Compartment `json:"name"`
	Key       gehoor.ContentID   `json:"key"`
	Recipient string             `json:"recipient"`
}

func newIsland(org gehoor.OrgID, open string, boxes []casework.Box) island {
	i := island{Org: org, Open: open, Boxes: make([]box, len(boxes))}
	for n, b := range boxes {
		i.Boxes[n] = box{Name: b.Name, Key: b.Key, Recipient: b.Recipient}
	}
	return i
}
