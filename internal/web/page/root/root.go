// Package root is what pages say of the organisation's root key: to everybody which
// one it is, so that it can be compared with what the organisation published; to who
// works here how its replacement goes, what is theirs to do, and which one their own
// browser trusts.
package root

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the pages' neutral title.
const Title text.Key = "root.title"

// Files are the logical names of what the page of staff loads.
func Files() []string { return append(desk.Files(), "root/root.css", "root/root.js") }

// PublicFiles are those of the page for everybody.
func PublicFiles() []string { return []string{"root/root.css"} }

// The fields and acts of forms.
const (
	FieldAct  = "act"
	FieldRoot = "root"
	FieldFile = "file"

	ActConfirm = "confirm"
	ActStop    = "stop"
	ActReplace = "replace"
)

// PathAnnounce is where a file that announces a root goes.
const PathAnnounce = layout.PathRoot + "/nieuw"

// View is what a member of staff sees.
type View struct {
	Org  gehoor.OrgID
	Root *directory.Organisation
	Me   *directory.Person
	// By names who announced it, Confirmed who confirmed it, Unsigned whose keys the
	// next root has not signed.
	By        string
	Confirmed []string
	Unsigned  []string
	// Until is when it may take the other's place, in words; "" if nobody knows yet.
	Until string
	Over  bool
	// Trouble is why a file was not taken.
	Trouble string
}

// custodian says whether the visitor decides when the old root does not sign.
func (v View) custodian() bool { return slices.Contains(v.Root.Custodians, v.Me.ID) }

// confirms says whether the visitor can still confirm.
func (v View) confirms() bool {
	n := v.Root.Next
	return v.custodian() && n.Unsigned() && !slices.Contains(n.Confirmed, v.Me.ID)
}

// replaces says whether the visitor can let the next root count.
func (v View) replaces() bool {
	return v.custodian() && v.Root.Next.Unsigned() && v.Over
}

// stops says whether the visitor can stop it.
func (v View) stops() bool { return v.custodian() || v.Me.Administers() }

// number is a root's, as people compare it.
func number(org gehoor.OrgID, key string) string { return seal.RootNumber(org, key) }

// why says in what way a root is or was replaced.
func why(w *text.Words, way seal.RootWay) string {
	switch way {
	case seal.RootLost:
		return w.Say("root.way-lost")
	case seal.RootStolen:
		return w.Say("root.way-stolen")
	}
	return w.Say("root.way-planned")
}
