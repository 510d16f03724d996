package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/root"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

const rootPath = "/nl" + layout.PathRoot

// announced is the file that announces another root, and its public half.
func (n *town) announced(way seal.RootWay, seed byte, also ...note.Signer) (file, key string, next note.Signer) {
	n.t.Helper()
	secret, key, err := register.MakeKey(register.Origin(seal.RootName("veenhaven")), [32]byte{seed})
	n.must(err)
	next, err = note.NewSigner(secret)
	n.must(err)
	o, err := n.cases.Organisation(n.t.Context(), "veenhaven")
	n.must(err)
	text, err := seal.SignRootChange("veenhaven", seal.RootChange{Way: way, Before: o.Root, Root: key, On: webtest.Now}, append(also, next)...)
	n.must(err)
	return line(n.t, founding.Signed{V: 1, Change: text}), key, next
}

// says fails the test unless a page says it.
func (n *town) says(p *webtest.Page, what string) {
	n.t.Helper()
	webtest.Check(n.t, p)
	if all := strings.Join(strings.Fields(webtest.Text(p.Root)), " "); !strings.Contains(all, what) {
		n.t.Errorf("%q is not said: %s", what, all)
	}
}

// TestRootAnnounced: a custodian announces a root that nobody signed away, everybody is
// told on every page, another confirms, and an administrator stops it.
func TestRootAnnounced(t *testing.T) {
	n := newTown(t, nil)
	file, key, _ := n.announced(seal.RootStolen, 9)
	n.says(n.get("noor", rootPath), "Wat deze browser vertrouwt")
	if p := n.upload("wies", "/nl"+root.PathAnnounce, "{}"); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("half a file: %d", p.Status)
	}
	if p := n.upload("noor", "/nl"+root.PathAnnounce, file); p.Status != http.StatusNotFound {
		t.Errorf("by a caseworker: %d", p.Status)
	}
	if p := n.upload("wies", "/nl"+root.PathAnnounce, file); p.Status != http.StatusSeeOther {
		t.Fatalf("announced: %d %s", p.Status, webtest.Text(p.Root))
	}
	for login, path := range map[string]string{"noor": "/nl" + layout.PathStaff, "floor": "/en" + layout.PathAdmin, "ties": rootPath} {
		p := n.get(login, path)
		if !strings.Contains(string(p.Body), layout.PathRoot) || !strings.Contains(webtest.Text(p.Root), map[bool]string{true: "Another root key is coming", false: "Er komt een andere hoofdsleutel"}[strings.HasPrefix(path, "/en")]) {
			t.Errorf("%s is not told at %s", login, path)
		}
	}
	public := webtest.Get(t, n.handler, "/nl"+layout.PathKey)
	n.says(public, seal.RootNumber("veenhaven", key))
	n.says(public, "Iemand anders kan met de oude hoofdsleutel tekenen")

	form := func(act string) url.Values { return url.Values{root.FieldAct: {act}, root.FieldRoot: {key}} }
	if p := n.post("wies", rootPath, form(root.ActReplace)); p.Status != http.StatusConflict {
		t.Errorf("alone: %d", p.Status)
	}
	if p := n.post("noor", rootPath, form(root.ActConfirm)); p.Status != http.StatusNotFound {
		t.Errorf("confirmed by a caseworker: %d", p.Status)
	}
	if p := n.post("ties", rootPath, form(root.ActConfirm)); p.Status != http.StatusSeeOther {
		t.Errorf("confirmed: %d", p.Status)
	}
	n.says(n.get("ties", rootPath), "2 van de 2 sleutelbewaarders")
	if p := n.post("ties", rootPath, form(root.ActReplace)); p.Status != http.StatusConflict {
		t.Errorf("before the time is over: %d", p.Status)
	}
	if p := n.post("noor", rootPath, form(root.ActStop)); p.Status != http.StatusNotFound {
		t.Errorf("stopped by a caseworker: %d", p.Status)
	}
	if p := n.post("floor", rootPath, form(root.ActStop)); p.Status != http.StatusSeeOther {
		t.Errorf("stopped: %d", p.Status)
	}
	if p := n.get("noor", "/nl"+layout.PathStaff); strings.Contains(webtest.Text(p.Root), "Er komt een andere hoofdsleutel") {
		t.Error("still told")
	}
}

// TestRootFollowed: a planned change comes with the keys, and clients that know the
// root before find the way to the one now.
func TestRootFollowed(t *testing.T) {
	n := newTown(t, nil)
	before, err := n.cases.Organisation(t.Context(), "veenhaven")
	n.must(err)
	file, key, next := n.announced(seal.RootPlanned, 9, n.root)
	old, err := seal.ParseRoot("veenhaven", before.Root)
	n.must(err)
	staff, err := n.cases.Staff(t.Context(), "veenhaven")
	n.must(err)
	half := file
	for i, w := range founding.KeysNow("veenhaven", staff) {
		text, err := seal.Countersign(next, "veenhaven", old, w.Note)
		n.must(err)
		file += line(t, founding.Signed{V: 1, Person: w.Person, Note: text})
		if i == 2 {
			half = file
		}
	}
	if p := n.upload("floor", keysPath, half); p.Status != http.StatusOK {
		t.Fatalf("half of it: %d", p.Status)
	}
	if o, err := n.cases.Organisation(t.Context(), "veenhaven"); err != nil || o.Root != before.Root || o.Next.Root != key {
		t.Errorf("after half of it: %+v %v", o.Root, err)
	}
	if p := n.upload("floor", keysPath, file); p.Status != http.StatusOK {
		t.Fatalf("all of it: %d", p.Status)
	}
	var told struct {
		Org     gehoor.OrgID
		Root    string
		Changes []string
	}
	if err := json.Unmarshal(webtest.Get(t, n.handler, "/.well-known/gehoor/roots.json").Body, &told); err != nil || told.Root != key {
		t.Fatalf("%+v %v", told, err)
	}
	if way, ok := seal.FollowRoot(told.Org, before.Root, told.Root, told.Changes); !ok || len(way) != 1 {
		t.Errorf("%v %v", way, ok)
	}
	n.says(webtest.Get(t, n.handler, "/nl"+layout.PathKey), "Eerdere hoofdsleutels")
}
