package personnel_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/protocol"
)

// TestWindows1252: bytes that Node, with which the vectors were made, takes for others.
func TestWindows1252(t *testing.T) {
	table, err := personnel.Read([]byte("nummer;naam\n1;\x80 \x93Ren\xe9e\x94\x81\x8dx\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Lines[0].Cells[1]; got != "€ “Renée” x" {
		t.Errorf("%q", got)
	}
}

func TestUnreadable(t *testing.T) {
	for want, file := range map[personnel.Unreadable][]byte{
		personnel.TooLarge:     make([]byte, personnel.MaxFileBytes+1),
		personnel.TooManyLines: []byte("a;b\n" + strings.Repeat("1;x\n", personnel.MaxLines+1)),
		personnel.Empty:        []byte("nummer;naam\n;\n"),
		personnel.NoText:       {0x50, 0x4b, 3, 4, 0, 0},
	} {
		if _, err := personnel.Read(file); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	table, err := personnel.Read([]byte("a;b\n" + strings.Repeat("1;x\n", personnel.MaxLines)))
	if err != nil || len(table.Lines) != personnel.MaxLines {
		t.Errorf("%d lines, %v", len(table.Lines), err)
	}
}

// TestLongChain: a line of very many levels is looked through.
func TestLongChain(t *testing.T) {
	var file strings.Builder
	file.WriteString("nummer;naam;manager\n1;N;\n")
	for i := 2; i <= 30_000; i++ {
		fmt.Fprintf(&file, "%d;N;%d\n", i, i-1)
	}
	table, err := personnel.Read([]byte(file.String()))
	if err != nil {
		t.Fatal(err)
	}
	rows, faults := personnel.Check(table, personnel.Guess(table.Headings, nil), nil)
	if len(rows) != 30_000 || len(faults) > 0 {
		t.Errorf("%d rows, %v", len(rows), faults)
	}
}

// TestManyLeave: at the very tenth nothing is said, above it is, as in a browser.
func TestManyLeave(t *testing.T) {
	p := personnel.Plan{Had: 20, Left: make([]gehoor.PersonID, 2)}
	if p.ManyLeave(10) {
		t.Error("a tenth is many")
	}
	p.Left = append(p.Left, "x")
	if !p.ManyLeave(10) || p.ManyLeave(15) || (personnel.Plan{}).ManyLeave(0) {
		t.Error("more than a tenth is not")
	}
}

// TestLoose: who is new or leaves does not lose a manager, who stays without one does.
func TestLoose(t *testing.T) {
	was := func(manager string) *personnel.Person {
		return &personnel.Person{ID: "x", Manager: gehoor.PersonID(manager)}
	}
	p := personnel.Plan{Changes: []personnel.Change{
		{Kinds: []personnel.Kind{personnel.New}},
		{Kinds: []personnel.Kind{personnel.Moved}, Before: was("m")},
		{Kinds: []personnel.Kind{personnel.Moved}, Before: was("")},
		{Kinds: []personnel.Kind{personnel.Moved}, Before: was("m"), Person: personnel.Person{Manager: "n"}},
		{Kinds: []personnel.Kind{personnel.Departed}, Person: *was("m")},
	}}
	if p.Loose() != 1 {
		t.Errorf("%d", p.Loose())
	}
}

// TestPieces: no piece is too large, and together they are the names.
func TestPieces(t *testing.T) {
	n := personnel.Names{Last: personnel.Import{On: protocol.Date{Year: 2026, Month: 11, Day: 27}, Mapping: personnel.Remembered{"number": "<Nr>"}, Refused: []personnel.Refused{}}}
	for i := range 5000 {
		n.People = append(n.People, personnel.Person{ID: gehoor.PersonID(fmt.Sprintf("%032x", i)), Number: fmt.Sprint(i), Name: "Ünłikely Ñamé 漢字 <&>", Former: []string{}})
	}
	pieces, err := n.Cut()
	if err != nil || len(pieces) < 3 {
		t.Fatalf("%d pieces, %v", len(pieces), err)
	}
	for _, p := range pieces {
		if len(p) > personnel.MaxPiece {
			t.Errorf("a piece of %d bytes", len(p))
		}
	}
	got, err := personnel.Join(pieces)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "names", n, got)
	for _, bad := range [][]byte{[]byte("geen json"), []byte(`{"v":2,"import":{},"people":[]}`), []byte(`{"v":1,"people":[]}`), []byte(`{"v":1,"import":{"on":"2026-11-27"},"people":[{"name":"x"}]}`), nil} {
		if _, err := personnel.Join([][]byte{bad}); err == nil || strings.Contains(err.Error(), "x") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := personnel.Join(nil); err == nil {
		t.Error("nothing is names")
	}
}

// TestListsAreLists: a browser reads no null for a list.
func TestListsAreLists(t *testing.T) {
	pieces, err := personnel.Names{People: []personnel.Person{{ID: "x"}}}.Cut()
	if err != nil || bytes.Contains(pieces[0], []byte("null")) {
		t.Errorf("%s, %v", pieces, err)
	}
}

// TestAliasesEnd: names in which an ID stands for itself end too.
func TestAliasesEnd(t *testing.T) {
	people := []personnel.Person{
		{ID: "a", Number: "1", Now: []gehoor.PersonID{"b"}}, {ID: "b", Number: "2", Now: []gehoor.PersonID{"a", "c"}}, {ID: "c", Number: "3"}, {ID: "d", Number: "4", Now: []gehoor.PersonID{"d"}},
	}
	same(t, "aliases", map[string]string{"1": "3", "2": "3"}, personnel.Aliases(people))
}

// FuzzFile: whatever a file is, it is read without a panic; lines rise, every fault names
// one of the file's, and a file without faults gives a plan in which everybody has an ID.
func FuzzFile(f *testing.F) {
	for _, seed := range []string{
		"personeelsnummer;naam;leidinggevende\n1;Noor;\n2;Olaf;1\n", "sep=,\nid,name\n1,\"a \"\"b\"\"\"\n", "nummer\tnaam\n\"1\n2\"\tx\n", "\xff\xfen\x00;\x00", "a;b\n\"1;\"x\" ;\n",
		"nummer;naam;ambt;partij;ambt vanaf;ambt tot\n1;A;wethouder;P;1-1-2026;2-1-2026\n1;A;raadslid;P;;\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := personnel.Read(file)
		if err != nil {
			return
		}
		last := 0
		for _, l := range table.Lines {
			if l.Line <= last {
				t.Fatalf("line %d after %d", l.Line, last)
			}
			last = l.Line
		}
		mapping := personnel.Guess(table.Headings, nil)
		if mapping.Lacks() != personnel.LacksNothing {
			return
		}
		rows, faults := personnel.Check(table, mapping, nil)
		most := bytes.Count(bytes.ReplaceAll(file, []byte("\r"), []byte("\n")), []byte("\n")) + 1
		for _, one := range faults {
			if one.Line < 1 || one.Line > most {
				t.Fatalf("a fault on line %d of %d", one.Line, most)
			}
		}
		if len(faults) > 0 {
			return
		}
		p := personnel.Compare(rows, personnel.Before{}, personnel.Means{
			NewID: func(n string) gehoor.PersonID { return gehoor.PersonID("id " + n) }, Unticked: func(personnel.Match) bool { return false },
		})
		if len(p.Here) != len(rows) || len(p.Changes) != len(rows) || slices.ContainsFunc(p.People, func(one personnel.Person) bool { return one.ID == "" }) {
			t.Fatalf("%d people of %d rows", len(p.Here), len(rows))
		}
		pieces, err := personnel.Names{People: p.People}.Cut()
		if err != nil {
			t.Fatal(err)
		}
		if n, err := personnel.Join(pieces); err == nil && len(n.People) != len(p.People) {
			t.Fatal("people are lost in the pieces")
		}
	})
}
