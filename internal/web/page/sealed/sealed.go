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
	// File is what a file is; the script makes a button of it that fetches it.
	File Type = "file"
	// Diary is what a reporter kept before deciding; around it stand the days (data-kept).
	Diary Type = "diary"
)

// Words is one piece of sealed words.
type Words struct {
	Content gehoor.ContentID
	Box     gehoor.Compartment
	Type    Type
}

// Adder is a place where files are added (browser/lib/filelist.ts).
type Adder struct {
	// ID is the element's.
	ID string
	// Path stands before "parts" and "part/…" in the addresses that take them, and
	// before Add in that which takes the file.
	Path, Add string
	// Signal is whose conversation the file is for; "" if Path says so.
	Signal gehoor.SignalID
	// Box is the compartment that it is sealed to.
	Box gehoor.Compartment
	// Hint says who will be able to open it.
	Hint string
}

// island is the JSON that lib/sealedtext.ts reads from the element "sealed".
type island struct {
	Org   gehoor.OrgID `json:"org"`
	Open  string       `json:"open"`
	Boxes []Box        `json:"boxes"`
}

// Box is a compartment to somebody: where their key is (browser/lib/opener.ts).
type Box struct {
	Name      gehoor.Compartment `json:"name"`
	Key       gehoor.ContentID   `json:"key"`
	Recipient string             `json:"recipient"`
	Epoch     int                `json:"epoch"`
	Tag       string             `json:"tag,omitempty"`
	Earlier   []earlier          `json:"earlier,omitempty"`
}

// earlier is a key that a compartment had before.
type earlier struct {
	Key       gehoor.ContentID `json:"key"`
	Recipient string           `json:"recipient"`
	Epoch     int              `json:"epoch"`
}

// BoxOf is a compartment as scripts read it.
func BoxOf(b casework.Box) Box {
	out := Box{Name: b.Name, Key: b.Key, Recipient: b.Recipient, Epoch: b.Epoch, Tag: b.Tag}
	for _, e := range b.Earlier {
		out.Earlier = append(out.Earlier, earlier{e.Content, e.Recipient, e.Epoch})
	}
	return out
}

func newIsland(org gehoor.OrgID, open string, boxes []casework.Box) island {
	i := island{Org: org, Open: open, Boxes: make([]Box, len(boxes))}
	for n, b := range boxes {
		i.Boxes[n] = BoxOf(b)
	}
	return i
}
