// Package provider is the page on which somebody of staff sees which account of their
// organisation lets them in, links one, and takes it away; and the one that stands
// between the provider and here. None needs a key or a script.
package provider

import (
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// Title is the pages' neutral title.
const Title text.Key = "provider.title"

const (
	// FieldAct is what somebody does.
	FieldAct = "doe"
	ActLink  = "koppel"
	ActUndo  = "ontkoppel"
	// QueryDone says that it was done.
	QueryDone = "klaar"
)

// Files are the logical names of what the page loads.
func Files() []string { return desk.Files() }

// View is the page's data.
type View struct {
	// Me is whose page it is: the bar above it has what there is for them.
	Me *directory.Person
	// Name is how an account there is called.
	Name string
	// LinkedOn is the day of linking, as people write it; "" without a link.
	LinkedOn string
	// Offered: somebody just came back with an account that can be linked.
	Offered bool
	// Fresh: the passphrase or a passkey was given just now.
	Fresh bool
	// Needed: nothing else is here for this person before the provider said who it is.
	Needed bool
	Done   bool
	// Next is where somebody wanted to go who needs it.
	Next string
}

// Called is how an account is called whose operator gave no name.
func Called(w *text.Words, name string) string {
	if name == "" {
		return w.Say("provider.unnamed")
	}
	return name
}
