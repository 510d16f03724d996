package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"golang.org/x/mod/sumdb/note"
)

const heading = "Personeelsnummer;Naam;Leidinggevende;Afdeling;Functie;E-mail;Ambt;Partij\n"

const people = heading +
	"1;Hanne Berkenrode;;College;Burgemeester;hanne@veenhaven.example;Burgemeester;\n" +
	"2;Bas Heideveld;;Directie;Gemeentesecretaris;bas@veenhaven.example;Gemeentesecretaris;\n" +
	"3;Joris Veenbes;2;Burgerzaken;Teamleider;joris@veenhaven.example;;\n" +
	"4;Tess Zegge;3;Burgerzaken;Medewerker;tess@veenhaven.example;;\n" +
	"5;Mina van Rietkamp;;College;Wethouder;mina@veenhaven.example;Wethouder;Lijst Turfkade\n"

const pathImport = "POST /api/desk/chart/import"

// TestImport: a first file by hand, and a next one by itself, which the server's own reader
// opens again.
func TestImport(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.writes("people.csv", people)
	k := &keyboard{secret: p.passphrase("floor"), lines: []string{"yes"}}
	e := p.runs(k, file)
	e.wants(t, exitRight, "People in the file: 5", "5 new", "The organisation chart is imported: 5 people.")
	if len(e.asked) != 2 || e.asked[0] != "Passphrase" || !strings.Contains(e.asked[1], "something changes for 5 people") {
		t.Errorf("asked %q", e.asked)
	}
	if p.seq() == 0 {
		t.Fatal("the server has no chart")
	}

	next := strings.Replace(people, "Tess Zegge;3", "Tess Zegge-Vos;2", 1)
	next = strings.Replace(next, "5;Mina van Rietkamp;;College;Wethouder;mina@veenhaven.example;Wethouder;Lijst Turfkade\n", "6;Wim Moerasvaren;3;;;;;\n", 1)
	e = p.runs(nil, append(p.unattended("--json", "--list", "--at-most", "20%"), p.writes("next.csv", next))...)
	e.wants(t, exitRight)
	said := e.said(t)
	if said["ok"] != true || said["code"] != "import.done" {
		t.Errorf("said %v", said)
	}
	figures, _ := json.Marshal(said["figures"])
	if want := `{"accounts":0,"had":5,"kinds":{"left":1,"moved":1,"new":1,"renamed":1},"left":1,"loose":0,"people":5,"readers":`; !bytes.HasPrefix(figures, []byte(want)) {
		t.Errorf("figures %s", figures)
	}
	changes, _ := json.Marshal(said["changes"])
	for _, one := range []string{`{"former":"Tess Zegge","kinds":["renamed","moved"],"name":"Tess Zegge-Vos","number":"4"}`, `{"kinds":["left"],"name":"Mina van Rietkamp","number":"5"}`} {
		if !bytes.Contains(changes, []byte(one)) {
			t.Errorf("changes lack %s: %s", one, changes)
		}
	}
	if p.sent("POST /api/desk/sign-out") != 2 {
		t.Error("a session is left")
	}

	// The same file again changes nothing, and makes no edition; --anew does.
	before := p.seq()
	e = p.runs(nil, append(p.unattended(), p.writes("next.csv", next))...)
	e.wants(t, exitRight, "Nothing changes, so nothing was imported.")
	if strings.Contains(e.out, "Zegge") {
		t.Errorf("without --list it names somebody: %s", e.out)
	}
	if p.seq() != before {
		t.Error("nothing changed, and there is a new edition")
	}
	p.runs(nil, append(p.unattended("--anew"), p.writes("next.csv", next))...).wants(t, exitRight, "is imported")
	if p.seq() == before {
		t.Error("--anew made no edition")
	}
}

// TestServerLearnsNoName: of the file no name is in the database, and none was sent.
func TestServerLearnsNoName(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := strings.ReplaceAll(people, "Zegge", "Kanariegeel")
	p.runs(nil, append(p.unattended(), p.writes("people.csv", file))...).wants(t, exitRight)
	entries, err := os.ReadDir(p.dir)
	p.must(err)
	looked := false
	for _, one := range entries {
		if !strings.HasPrefix(one.Name(), "gehoor.db") {
			continue
		}
		data, err := os.ReadFile(p.dir + "/" + one.Name())
		p.must(err)
		for _, word := range []string{"Kanariegeel", "Burgerzaken", "tess@", p.passphrase("floor")} {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s has %q", one.Name(), word)
			}
		}
		looked = looked || bytes.Contains(data, []byte("Lijst Turfkade"))
	}
	if !looked {
		t.Error("the party is not there: this looks in the wrong place")
	}
}

// TestDryRun: it shows and ends; nobody is asked.
func TestDryRun(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	k := &keyboard{secret: p.passphrase("floor")}
	p.runs(k, "--dry-run", "--list", "--lang", "nl", p.writes("people.csv", people)).wants(t, exitRight, "5 nieuw", "  4  Tess Zegge", "Er is niets ingelezen.")
	if p.sent(pathImport) != 0 || p.seq() != 0 {
		t.Error("something was sent")
	}
}

// TestFaults: a file with faults changes nothing, and each is named with its line; by
// itself without what stands there.
func TestFaults(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	wrong := p.writes("wrong.csv", people+"4;Iemand Anders;;;;;;\n7;Wies Wollegras;99;;;;;\n")
	k := &keyboard{secret: p.passphrase("floor")}
	p.runs(k, wrong).wants(t, exitWrong, "Line 7. Staff number 4 (5) is there already", "Line 8. The manager 99 is not in the file.", "The file has 2 faults. Nothing was imported.")
	e := p.runs(nil, append(p.unattended("--json"), wrong)...)
	e.wants(t, exitWrong)
	faults, _ := json.Marshal(e.said(t)["faults"])
	if want := `[{"line":7,"value":"…","what":"number-twice"},{"line":8,"value":"…","what":"manager-absent"}]`; string(faults) != want {
		t.Errorf("faults %s", faults)
	}
	for name, file := range map[string]string{"empty": "", "a workbook": "PK\x03\x04\x00", "headings": heading} {
		p.runs(nil, append(p.unattended(), p.writes("bad.csv", file))...).wants(t, exitWrong, "Nothing was imported.")
		_ = name
	}
	p.runs(nil, append(p.unattended(), p.dir+"/nowhere.csv")...).wants(t, exitUndone, "cannot be opened")
	if p.sent(pathImport) != 0 {
		t.Error("something was sent")
	}
}

// TestColumns: what is said goes before what is guessed, and is known the next time; a
// column that is gone is noticed.
func TestColumns(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	const odd = "Code;Wie;Baas\n1;Noor Zilverberk;\n2;Olaf Waterlelie;1\n"
	file := p.writes("odd.csv", odd)
	p.runs(nil, append(p.unattended(), file)...).wants(t, exitWrong, "No column is the staff number.")
	p.runs(nil, append(p.unattended("--column", "number=Code"), file)...).wants(t, exitWrong, "No column is the whole name")
	p.runs(nil, append(p.unattended("--column", "number=Kode"), file)...).wants(t, exitUndone, `no column "Kode"`)
	p.runs(nil, append(p.unattended("--column", "nummer=Code"), file)...).wants(t, exitUndone, "FIELD one of")
	p.runs(nil, append(p.unattended("--column", "number=Code", "--column", "name=Wie", "--column", "manager=Baas"), file)...).wants(t, exitRight, "2 new")
	p.runs(nil, append(p.unattended(), file)...).wants(t, exitRight, "Nothing changes")

	half := p.writes("half.csv", "Code;Wie\n1;Noor Zilverberk\n2;Olaf Waterlelie\n")
	p.runs(nil, append(p.unattended(), half)...).wants(t, exitWrong, "lacks what the last one had: Baas")
	p.runs(nil, append(p.unattended("--column", "manager="), half)...).wants(t, exitWrong, "With this file 1 of 2 people lose their manager")
	p.runs(nil, append(p.unattended("--column", "manager=", "--at-most", "50"), half)...).wants(t, exitRight, "imported")
}

// TestAtMost: half a file shuts nobody out. By itself it is refused, somebody is asked.
func TestAtMost(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.runs(nil, append(p.unattended(), p.writes("people.csv", people))...).wants(t, exitRight)
	before := p.seq()
	half := p.writes("half.csv", strings.Join(strings.SplitAfter(people, "\n")[:4], ""))
	p.runs(nil, append(p.unattended(), half)...).wants(t, exitWrong, "With this file 2 of 5 people leave.")
	p.runs(nil, append(p.unattended("--at-most", "39%"), half)...).wants(t, exitWrong)
	p.runs(nil, append(p.unattended("--at-most", "200%"), half)...).wants(t, exitUndone)
	k := &keyboard{secret: p.passphrase("floor"), lines: []string{"no"}}
	p.runs(k, half).wants(t, exitUndone, "Nothing was imported.")
	k = &keyboard{secret: p.passphrase("floor"), lines: []string{"yes"}} // and then nobody
	p.runs(k, half).wants(t, exitUndone, "Nothing was imported.")
	if p.seq() != before || p.sent(pathImport) != 1 {
		t.Error("the chart changed")
	}
	k = &keyboard{secret: p.passphrase("floor"), lines: []string{"yes", "Ja"}}
	e := p.runs(k, half)
	e.wants(t, exitRight, "imported")
	if len(e.asked) != 3 || !strings.Contains(e.asked[1], "With this file 2 of 5 people leave.") {
		t.Errorf("asked %q", e.asked)
	}
}

// TestAccounts: one with the same address is taken, one with the same name alone is not,
// unless that is said.
func TestAccounts(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	var noor veenhaven.Person
	for _, one := range veenhaven.People() {
		if one.Login == "noor" {
			noor = one
		}
	}
	file := p.writes("people.csv", people+"9;"+noor.Name+";;;;;;\n")
	p.runs(nil, append(p.unattended(), file)...).wants(t, exitRight, "0 accounts found", "1 account has the name of somebody in the file")
	c, err := p.work.Chart(t.Context(), veenhaven.Org, p.town.Cast["floor"])
	p.must(err)
	for _, place := range c.Places() {
		if place.Account != "" {
			t.Errorf("%s has an account by a name alone", place.Person)
		}
	}
	p.runs(nil, append(p.unattended("--by-name", "--list"), file)...).wants(t, exitRight, "1 account found", "Only the name is the same.")
	c, err = p.work.Chart(t.Context(), veenhaven.Org, p.town.Cast["floor"])
	p.must(err)
	found := 0
	for _, place := range c.Places() {
		if place.Account == p.town.Cast["noor"] {
			found++
		}
	}
	if found != 1 {
		t.Error("--by-name found nobody")
	}
}

// TestRoot: another root than was given, or none that leads to it, and nothing is sent.
func TestRoot(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.writes("people.csv", people)
	_, other, err := note.GenerateKey(nil, "veenhaven-root")
	p.must(err)
	flags := append([]string{"--login", "floor"}, p.unattended(file)...)
	p.runsAs(nil, append(flags, "--root", other)...).wants(t, exitWrong, "another root key than you gave", p.number())
	p.runsAs(nil, append(flags, "--root", "012345 678901 234567 890123 456789")...).wants(t, exitWrong)
	p.runsAs(nil, append(flags, "--root", "geen")...).wants(t, exitUndone, "no root key and no number")
	if p.sent("POST /api/desk/salt") != 0 {
		t.Error("it went on to sign in")
	}
	p.runsAs(nil, append(flags, "--root", p.number())...).wants(t, exitRight)
	p.runsAs(nil, append(flags, "--root", "@"+p.writes("root", p.root+"\n"))...).wants(t, exitRight)
}

// TestSignIn: who does not come in is told why, and a passphrase that others can read is
// not read.
func TestSignIn(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.writes("people.csv", people)
	k := &keyboard{secret: "een twee drie vier vijf"}
	e := p.runs(k, "--json", "--yes", file)
	e.wants(t, exitUndone)
	if said := e.said(t); said["refusal"] != string(gehoor.CodeSignIn) || said["message"] == "" {
		t.Errorf("said %v", said)
	}
	p.runs(nil, "--yes", file).wants(t, exitUndone, "Nobody answered.")
	// Who handles signals is no administrator, and for them there is no import.
	k = &keyboard{secret: p.passphrase("noor")}
	p.runsAs(k, "--login", "noor", "--root", p.root, "--yes", file).wants(t, exitUndone)

	open := p.writes("open", p.passphrase("floor")+"\n")
	p.must(os.Chmod(open, 0o644))
	p.runs(nil, "--yes", "--passphrase-file", open, file).wants(t, exitUndone, "others may not read it")
	p.runs(nil, "--yes", "--passphrase-file", p.writes("two", "een\ntwee\n"), file).wants(t, exitUndone, "must be one line")
	if p.sent(pathImport) != 0 {
		t.Error("something was sent")
	}
}

// TestSwappedKey: a server puts its own key in a reader's place, signed by nobody or by a
// root of its own; or it gives an older one back. Nothing is sealed to it.
func TestSwappedKey(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.writes("people.csv", people)
	state := p.dir + "/known.json"
	p.runs(nil, append(p.unattended("--state", state), file)...).wants(t, exitRight)
	before := p.seq()
	secret, public, err := note.GenerateKey(nil, "veenhaven-root")
	p.must(err)
	_ = public
	root, err := note.NewSigner(secret)
	p.must(err)
	swap := func(change func(reader map[string]any)) func(string, []byte) []byte {
		return func(path string, answer []byte) []byte {
			if path != "GET /api/desk/chart/import" {
				return answer
			}
			var wire map[string]any
			p.must(json.Unmarshal(answer, &wire))
			change(wire["readers"].([]any)[0].(map[string]any))
			lied, err := json.Marshal(wire)
			p.must(err)
			return lied
		}
	}
	mine := func(reader map[string]any) seal.Recipient {
		recipient := newRecipient(t)
		reader["recipient"] = recipient
		return recipient
	}
	for name, change := range map[string]func(map[string]any){
		"a key without a word for it": func(r map[string]any) { mine(r) },
		"a note of another root": func(r map[string]any) {
			signed, err := seal.SignStaffKey(root, veenhaven.Org, seal.StaffKey{Person: gehoor.PersonID(r["id"].(string)), Recipient: mine(r), On: time.Now()})
			p.must(err)
			r["note"] = signed
		},
		"no note":            func(r map[string]any) { r["note"] = "" },
		"another's own note": func(r map[string]any) { r["id"] = strings.Repeat("1", 32) },
	} {
		p.lies(swap(change))
		e := p.runs(nil, append(p.unattended("--anew"), file)...)
		e.wants(t, exitWrong, "The root key does not vouch for the key of")
		if t.Failed() {
			t.Fatal(name)
		}
	}
	p.lies(nil)
	if p.sent(pathImport) != 1 || p.seq() != before {
		t.Error("something was sent")
	}

	// A key that was replaced, as the root signed it then: known by what was seen.
	data, err := os.ReadFile(state)
	p.must(err)
	var known map[string]any
	p.must(json.Unmarshal(data, &known))
	for _, one := range known["people"].(map[string]any) {
		k := one.(map[string]any)
		k["former"], k["key"] = []any{k["key"]}, strings.Repeat("0", 64)
		break
	}
	data, err = json.Marshal(known)
	p.must(err)
	p.runs(nil, append(p.unattended("--anew", "--state", p.writes("older.json", string(data))), file)...).wants(t, exitWrong, "is an older one than was seen before")
	p.runs(nil, append(p.unattended("--anew", "--state", p.writes("foreign.json", `{"v":1,"org":"elders","people":{}}`)), file)...).wants(t, exitUndone, "another organisation")
}

// TestGone: a server that goes in the middle leaves the chart that was there; one whose
// answer is lost has the new one, and is not asked twice for it.
func TestGone(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.runs(nil, append(p.unattended(), p.writes("people.csv", people))...).wants(t, exitRight)
	before := p.seq()
	next := p.writes("next.csv", strings.Replace(people, "Zegge", "Zegge-Vos", 1))

	p.lies(func(path string, answer []byte) []byte {
		if path == "GET /api/desk/chart" {
			return nil
		}
		return answer
	})
	p.runs(nil, append(p.unattended(), next)...).wants(t, exitUndone, "The site does not answer.")
	p.lies(func(path string, answer []byte) []byte {
		if strings.HasPrefix(path, "GET /api/desk/chart") {
			return []byte("<html>een muur</html>")
		}
		return answer
	})
	p.runs(nil, append(p.unattended(), next)...).wants(t, exitUndone, "The answer is not what we expect.")
	if p.seq() != before {
		t.Fatal("the chart changed")
	}
	lost := 0
	p.lies(func(path string, answer []byte) []byte {
		if path == pathImport && lost == 0 {
			lost++
			return nil
		}
		return answer
	})
	p.runs(nil, append(p.unattended(), next)...).wants(t, exitRight, "is imported")
	if got := p.sent(pathImport); got != 3 {
		t.Errorf("it was sent %d times", got)
	}
	after := p.seq()
	if after == before {
		t.Error("the chart is the old one")
	}
	p.lies(nil)
	p.runs(nil, append(p.unattended(), next)...).wants(t, exitRight, "Nothing changes")
	if p.seq() != after {
		t.Error("it was imported twice")
	}
}

// TestBehind: somebody else imports meanwhile; the file is compared with that.
func TestBehind(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.runs(nil, append(p.unattended(), p.writes("people.csv", people))...).wants(t, exitRight)
	other := p.writes("other.csv", strings.Replace(people, "Joris", "George", 1))
	mine := p.writes("mine.csv", strings.Replace(people, "Zegge", "Zegge-Vos", 1))
	done := false
	k := &keyboard{secret: p.passphrase("floor"), lines: []string{"yes", "yes"}}
	p.lies(func(path string, answer []byte) []byte {
		if path == "GET /api/desk/chart" && !done {
			done = true
			p.lies(nil)
			p.runs(nil, append(p.unattended(), other)...).wants(t, exitRight, "1 with another name")
		}
		return answer
	})
	e := p.runs(k, mine)
	e.wants(t, exitRight, "1 with another name", "2 with another name", "is imported")
	if len(e.asked) != 3 {
		t.Errorf("asked %q", e.asked)
	}
}

// TestAddress: a passphrase travels over TLS, and to a site and not a page.
func TestAddress(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	file := p.writes("people.csv", people)
	for _, address := range []string{"http://meldpunt.veenhaven.example", "ftp://localhost", "meldpunt", "https://meldpunt.example/nl/", "https://meldpunt.example?x=1", "https://wie@meldpunt.example"} {
		var out bytes.Buffer
		args := append([]string{"import", address, file, "--login", "floor", "--root", p.root}, p.unattended()...)
		if got := run(t.Context(), args, around{out: &out, errs: &out, ask: &keyboard{}, now: time.Now}); got != exitUndone || !strings.Contains(out.String(), "https://meldpunt.example") {
			t.Errorf("%s ended with %d: %s", address, got, &out)
		}
	}
}

// TestWords: every answer has its sentences, and no two are one.
func TestWords(t *testing.T) {
	seen := map[string]code{}
	for c, how := range answers {
		for _, key := range []string{string(how.say), string(how.next)} {
			if other, twice := seen[key]; twice {
				t.Errorf("%s and %s say the same", c, other)
			}
			seen[key] = c
		}
		if want := fmt.Sprintf("tool.%s", c); string(how.say) != want || string(how.next) != want+"-next" {
			t.Errorf("%s says %s", c, how.say)
		}
	}
}
