package journey_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// The paths of what a server that lies changes.
const (
	pathKeys      = "/.well-known/gehoor/keys.json"
	pathKeysProof = "/.well-known/gehoor/keys.tlog-proof"
	pathPreview   = "/api/preview"
)

// deceived is a site before which somebody stands who lies, a handler whose browser
// knows the site, and an outsider who checked it before.
type deceived struct {
	t     *testing.T
	site  *site
	desk  *tab
	state string // of the keys
	log   string // of the log
	// first are the first list of keys and its proof, of which there is a later one.
	first map[string]string
}

// TestMaliciousServer: what a server can do with keys and with its log, and who notices
// it. Each goes well first, then the server lies, and then somebody says so; nothing is
// sealed meanwhile.
func TestMaliciousServer(t *testing.T) {
	t.Parallel()
	f := newSite(t)
	folder := t.TempDir()
	d := &deceived{t: t, site: f, state: filepath.Join(folder, "keys"), log: filepath.Join(folder, "log"), first: map[string]string{}}
	eventually(t, "a list of keys", func() bool { _, code := checkKeys(t, f.url, "--state", d.state); return code == 0 })
	for _, path := range []string{pathKeys, pathKeysProof} {
		_, body, err := f.get(path, "")
		if err != nil {
			t.Fatal(err)
		}
		d.first[path] = string(body)
	}
	fork := d.later()
	d.desk = newTab(t, f, gehoor.Dutch)
	d.desk.signIn("noor")
	d.watched()

	for _, lie := range []struct {
		name string
		fine func()
		lie  func(path, answer string) string
		// noticed fails the test unless somebody notices.
		noticed func()
	}{
		{"a reporter is given a key of the server's", d.tellsWell, atPath(pathPreview, unsigned), d.tellsNot},
		{"a reporter is given another's key", d.tellsWell, atPath(pathPreview, anothers), d.tellsNot},
		{"a handler is given a key of the server's", d.entersWell, atPath(pathPreview, unsigned), func() { d.entersNot("sealed.unverified") }},
		{"a handler is given another's key", d.entersWell, atPath(pathPreview, anothers), func() { d.entersNot("sealed.unverified") }},
		{"a handler is given a colleague's key of before", d.entersWell, nil, d.confirmsKey("Bram Kwelder")},
		{"the list has another key for who signs in", d.signsInWell, atPath(pathKeys, anothers), func() { d.signsInTo("watch.alarm-own") }},
		{"who signs in is left out of the list", d.signsInWell, atPath(pathKeys, leftOut("Noor Zilverberk")), func() {
			d.desk.signIn("noor")
			d.desk.reads(d.desk.say("watch.alarm-unlisted"))
			d.desk.look()
		}},
		{"the list is one of before", d.signsInWell, d.before, func() { d.signsInTo("watch.alarm-list") }},
		{"the list is another organisation's", d.signsInWell, atPath(pathKeys, func(string) string { return `{"v":1,"org":"elders","edition":9,"root":"","people":[]}` }),
			func() { d.signsInTo("watch.alarm-list") }},
		{"an outsider is given a key of the server's", d.checksWell, atPath(pathKeys, unsigned), func() { d.checksNot("another than the log names") }},
		{"an outsider is given another's key", d.checksWell, atPath(pathKeys, anothers), func() { d.checksNot("another than the log names") }},
		{"a reporter's page is given other people than the list has", d.checksWell, atPath(pathPreview, fewer), func() { d.checksNot("given other keys than the list") }},
		{"an outsider is given a list of before", d.checksWell, d.before, func() { d.checksNot("older than that of your earlier check") }},
		{"a leaf of the log is taken out", d.followsWell, leafOut, func() { d.followsNot("does not fit the entries", "does not give", "do not give") }},
		{"the log is one of before", d.followsWell, atPath("/log/checkpoint", d.remembered("/log/checkpoint")), func() { d.followsNot("has become smaller") }},
	} {
		ok := t.Run(lie.name, func(t *testing.T) {
			d.t, d.desk.t = t, t
			lie.fine()
			f.lies(lie.lie)
			defer f.lies(nil)
			lie.noticed()
		})
		if !ok {
			t.FailNow()
		}
	}
	d.t, d.desk.t = t, t
	d.signsInWell() // and all is well again
	fork()
}

// later makes a later list of keys, and keeps a copy of the folder of before, from which
// the returned function signs another history with the same log's key.
func (d *deceived) later() (fork func()) {
	d.t.Helper()
	f := d.site
	f.stop()
	copied := d.t.TempDir()
	copyFolder(d.t, f.dir, copied)
	if err := os.Remove(filepath.Join(copied, "highest")); err != nil {
		d.t.Fatal(err)
	}
	if out, code := run(d.t, built.gehoor, "staff", "remove", "--data", f.dir, "roos"); code != 0 {
		d.t.Fatalf("remove somebody: %d %s", code, out)
	}
	f.start()
	eventually(d.t, "a later list", func() bool {
		out, code := checkKeys(d.t, f.url, "--state", d.state)
		return code == 0 && strings.Contains(out, "as list number 2")
	})
	if out, code := f.follow("--state", d.log); code != 0 {
		d.t.Fatalf("the log: %d %s", code, out)
	}
	// What an outsider knows now: the other history, which begins here, is soon as long.
	known, err := os.ReadFile(d.log)
	if err != nil {
		d.t.Fatal(err)
	}
	return func() {
		log := filepath.Join(d.t.TempDir(), "log")
		if err := os.WriteFile(log, known, 0o600); err != nil {
			d.t.Fatal(err)
		}
		other := frontOf(d.t, newServer(d.t, copied))
		eventually(d.t, "that another history is noticed", func() bool {
			out, code := other.follow("--state", log)
			return code == 1 && strings.Contains(out, "has changed its past")
		})
	}
}

// watched waits until the browser looked at the list of keys.
func (d *deceived) watched() {
	d.t.Helper()
	d.desk.until("a look at the list", `sessionStorage.getItem("gehoor-signed-in") === null`)
}

func (d *deceived) tellsWell() { d.desk.elsewhere().tell("employee", "iets over de kas") }

func (d *deceived) tellsNot() {
	d.t.Helper()
	sent := d.site.sentTo("/api/signal")
	reporter := d.desk.elsewhere()
	reporter.comesToSend("employee", "iets over de kas")
	reporter.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	reporter.press("begin.send")
	reporter.reads(reporter.say("sealed.unverified"))
	if now := d.site.sentTo("/api/signal"); now != sent {
		d.t.Errorf("%d signals went to a key that nobody vouches for", now-sent)
	}
}

// enters has the handler enter a signal as far as sending it.
func (d *deceived) enters() {
	d.t.Helper()
	d.desk.open(layout.PathStaff)
	d.desk.enters("employee", "wat iemand aan de telefoon zei")
	d.desk.press("enter.read")
	d.desk.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	d.desk.press("begin.send")
}

func (d *deceived) entersWell() {
	d.t.Helper()
	d.enters()
	d.desk.until("the code", `document.querySelectorAll("#slip-words li").length === 12`)
	d.desk.press("enter.done")
	d.desk.opened()
}

func (d *deceived) entersNot(says text.Key) {
	d.t.Helper()
	sent := d.site.sentTo("/api/desk/enter")
	d.enters()
	d.desk.reads(d.desk.say("begin.send-failed"))
	d.desk.reads(d.desk.say(says))
	if now := d.site.sentTo("/api/desk/enter"); now != sent {
		d.t.Errorf("%d signals were sealed all the same", now-sent)
	}
}

func (d *deceived) signsInWell() {
	d.t.Helper()
	d.desk.signIn("noor")
	d.watched()
	d.desk.until("no warning", `document.getElementById("key-alarm") === null`)
	d.entersWell()
}

// signsInTo signs in and is warned, on this page and the next; nothing is sealed.
func (d *deceived) signsInTo(says text.Key) {
	d.t.Helper()
	d.desk.signIn("noor")
	d.desk.reads(d.desk.say(says))
	d.desk.look()
	d.entersNot(says)
	d.desk.press("watch.alarm-look")
	d.desk.at(layout.PathRoot)
	d.desk.reads(d.desk.say("watch.own-number"))
	d.desk.look()
}

func (d *deceived) checksWell() {
	d.t.Helper()
	if out, code := checkKeys(d.t, d.site.url, "--state", d.state); code != 0 {
		d.t.Fatalf("the keys are right, and it ends with %d: %s", code, out)
	}
}

func (d *deceived) checksNot(says string) {
	d.t.Helper()
	if out, code := checkKeys(d.t, d.site.url, "--state", d.state); code != 1 || !strings.Contains(out, says) {
		d.t.Errorf("it ends with %d: %s", code, out)
	}
}

func (d *deceived) followsWell() {
	d.t.Helper()
	if out, code := d.site.follow("--state", d.log); code != 0 {
		d.t.Fatalf("the log is right, and it ends with %d: %s", code, out)
	}
}

func (d *deceived) followsNot(says ...string) {
	d.t.Helper()
	out, code := d.site.follow("--state", d.log)
	if code != 1 || !slices.ContainsFunc(says, func(one string) bool { return strings.Contains(out, one) }) {
		d.t.Errorf("it ends with %d: %s", code, out)
	}
}

// before answers with the first list of keys and its proof.
func (d *deceived) before(path, answer string) string {
	if old, ok := d.first[path]; ok {
		return old
	}
	return answer
}

// remembered answers with what the site answers now, later.
func (d *deceived) remembered(path string) func(string) string {
	d.t.Helper()
	_, body, err := d.site.get(path, "")
	if err != nil {
		d.t.Fatal(err)
	}
	return func(string) string { return string(body) }
}

// confirmsKey has the browser remember a later key of somebody than the one that the
// server gives: to that one nothing is sealed, until the handler typed the number that
// the colleague read out.
func (d *deceived) confirmsKey(name string) func() {
	return func() {
		d.t.Helper()
		key := keyOf(d.t, d.site, name)
		eval[bool](d.desk, fmt.Sprintf(`new Promise((done) => {
			const opening = indexedDB.open("gehoor-keys", 1);
			opening.onsuccess = () => {
				const change = opening.result.transaction("people", "readwrite");
				change.objectStore("people").put({ key: "00", on: "2999-01-01", former: [] }, %q);
				change.oncomplete = () => { opening.result.close(); done(true); };
			};
		})`, string(veenhaven.Org)+" "+string(key.Person)))
		d.entersNot("watch.alarm-key")
		d.desk.open(layout.PathRoot)
		d.desk.reads(d.desk.say("watch.alarm-key"))
		d.desk.reads(name)
		d.desk.look()
		d.desk.fill("#keys-heard", "12345 12345")
		d.desk.click("#keys-confirm button")
		d.desk.reads(d.desk.say("watch.differs"))
		d.desk.fill("#keys-heard", seal.CheckNumber(veenhaven.Org, key.Person, key.Recipient, key.Signer))
		d.desk.click("#keys-confirm button")
		d.desk.reads(d.desk.say("watch.right"))
		d.desk.look()
		d.entersWell()
	}
}

// keyOf is somebody of the list, by name.
func keyOf(t *testing.T, f *site, name string) seal.StaffKey {
	t.Helper()
	_, body, err := f.get(pathKeys, "")
	var list struct {
		Root   string
		People []gehoor.PublishedKey
	}
	if err == nil {
		err = json.Unmarshal(body, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	root, err := seal.ParseRoot(veenhaven.Org, list.Root)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list.People {
		if p.Name != name {
			continue
		}
		key, err := seal.VerifyStaffKey(p.Note, root, veenhaven.Org)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	t.Fatalf("%s is not in the list", name)
	return seal.StaffKey{}
}

// atPath changes what lies at one path.
func atPath(at string, change func(answer string) string) func(path, answer string) string {
	return func(path, answer string) string {
		if path != at {
			return answer
		}
		return change(answer)
	}
}

// unsigned puts a key of the server's own in the place of everybody's: the root did not
// sign it.
func unsigned(answer string) string {
	identity, err := age.GenerateHybridIdentity()
	if err != nil {
		panic(err)
	}
	for _, note := range notesIn(answer) {
		lines := strings.Split(note, `\n`)
		answer = strings.Replace(answer, lines[3], identity.Recipient().String(), 1)
	}
	return answer
}

// anothers gives everybody the note of another, which the root did sign.
func anothers(answer string) string {
	notes := notesIn(answer)
	for i, note := range notes {
		answer = strings.Replace(answer, note, fmt.Sprintf("<%d>", i), 1)
	}
	for i := range notes {
		answer = strings.Replace(answer, fmt.Sprintf("<%d>", i), notes[(i+1)%len(notes)], 1)
	}
	return answer
}

// fewer takes the first of those who would open a signal out of the list.
func fewer(answer string) string {
	var p map[string]json.RawMessage
	var holders []json.RawMessage
	if json.Unmarshal([]byte(answer), &p) != nil || json.Unmarshal(p["holders"], &holders) != nil || len(holders) == 0 {
		return answer
	}
	p["holders"], _ = json.Marshal(holders[1:])
	less, _ := json.Marshal(p)
	return string(less)
}

// leftOut takes somebody out of the list.
func leftOut(name string) func(answer string) string {
	return func(answer string) string {
		var list map[string]json.RawMessage
		var people []gehoor.PublishedKey
		if json.Unmarshal([]byte(answer), &list) != nil || json.Unmarshal(list["people"], &people) != nil {
			return answer
		}
		list["people"], _ = json.Marshal(slices.DeleteFunc(people, func(p gehoor.PublishedKey) bool { return p.Name == name }))
		less, _ := json.Marshal(list)
		return string(less)
	}
}

// notesIn are the notes of keys in an answer, as JSON has them.
func notesIn(answer string) []string {
	var all []string
	for rest := answer; ; {
		_, after, ok := strings.Cut(rest, `"note":"`)
		if !ok {
			return all
		}
		note, more, _ := strings.Cut(after, `"`)
		all, rest = append(all, note), more
	}
}

// leafOut takes the first leaf out of the log's entries.
func leafOut(path, answer string) string {
	if !strings.HasPrefix(path, "/log/tile/entries/000") || len(answer) < 68 {
		return answer
	}
	return answer[34:] + answer[:34]
}
