package personnel_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/protocol"
)

// The vectors are made by the browser's code (browser/lib/chart/shared.test.ts), which is
// held to them as this is.

func read[T any](t *testing.T, name string) []T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "vectors", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	if err := json.Unmarshal(data, &all); err != nil || len(all) == 0 {
		t.Fatalf("%d vectors in %s: %v", len(all), name, err)
	}
	return all
}

// place and row are as a browser spells them.
type place struct {
	Person  gehoor.PersonID `json:"person"`
	Line    gehoor.PersonID `json:"line"`
	StandIn gehoor.PersonID `json:"standIn"`
	Account gehoor.PersonID `json:"account"`
	Posts   []chart.Post    `json:"posts"`
}

func (p place) place() chart.Place {
	return chart.Place{Person: p.Person, Line: p.Line, StandIn: p.StandIn, Account: p.Account, Posts: p.Posts}
}

func placesOf(all []place) []chart.Place {
	var list []chart.Place
	for _, p := range all {
		list = append(list, p.place())
	}
	return list
}

type row struct {
	Line     int          `json:"line"`
	Number   string       `json:"number"`
	Name     string       `json:"name"`
	Manager  string       `json:"manager"`
	StandIn  string       `json:"standIn"`
	Unit     string       `json:"unit"`
	Function string       `json:"function"`
	Mail     string       `json:"mail"`
	Posts    []chart.Post `json:"posts"`
}

type fileVector struct {
	Name       string
	File       []byte
	Remembered personnel.Remembered
	Unreadable personnel.Unreadable
	Table      *personnel.Table
	Mapping    personnel.Mapping
	Lacks      personnel.Lack
	Kept       personnel.Remembered
	Rows       []row
	Faults     []personnel.Fault
}

func TestFiles(t *testing.T) {
	for _, v := range read[fileVector](t, "personnel.json") {
		t.Run(v.Name, func(t *testing.T) {
			table, err := personnel.Read(v.File)
			var why personnel.Unreadable
			if errors.As(err, &why); why != v.Unreadable {
				t.Fatalf("%q, want %q", why, v.Unreadable)
			}
			if v.Table == nil {
				return
			}
			same(t, "table", *v.Table, table)
			m := personnel.Guess(table.Headings, v.Remembered)
			same(t, "mapping", v.Mapping, m)
			same(t, "kept", v.Kept, personnel.Remember(table.Headings, m))
			if m.Lacks() != v.Lacks {
				t.Errorf("lacks %q, want %q", m.Lacks(), v.Lacks)
			}
			if v.Lacks != personnel.LacksNothing {
				return
			}
			rows, faults := personnel.Check(table, m, nil)
			got := []row{}
			for _, r := range rows {
				if r.Posts == nil {
					r.Posts = []chart.Post{}
				}
				got = append(got, row(r))
			}
			same(t, "rows", v.Rows, got)
			same(t, "faults", v.Faults, append([]personnel.Fault{}, faults...))
		})
	}
}

type planVector struct {
	Name   string
	File   []byte
	Before struct {
		People   []personnel.Person
		Places   []place
		Left     []gehoor.PersonID
		Forget   []gehoor.PersonID
		Accounts []personnel.Account
		Refused  []personnel.Refused
	}
	Today    protocol.Date
	Unticked []gehoor.PersonID
	Plan     planned
}

type planned struct {
	People  []personnel.Person `json:"people"`
	Here    []gehoor.PersonID  `json:"here"`
	Places  []place            `json:"places"`
	Left    []gehoor.PersonID  `json:"left"`
	Changes []change           `json:"changes"`
	Had     int                `json:"had"`
	Matches []personnel.Match  `json:"matches"`
}

type change struct {
	Person gehoor.PersonID  `json:"person"`
	Kinds  []personnel.Kind `json:"kinds"`
	Before gehoor.PersonID  `json:"before"`
}

func TestPlans(t *testing.T) {
	for _, v := range read[planVector](t, "personnel-plan.json") {
		t.Run(v.Name, func(t *testing.T) {
			b := personnel.Before{
				People: v.Before.People, Places: placesOf(v.Before.Places), Left: v.Before.Left, Forget: v.Before.Forget,
				Accounts: v.Before.Accounts, Refused: v.Before.Refused,
			}
			table, err := personnel.Read(v.File)
			if err != nil {
				t.Fatal(err)
			}
			rows, faults := personnel.Check(table, personnel.Guess(table.Headings, nil), personnel.Aliases(b.People))
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			unticked := map[gehoor.PersonID]bool{}
			for _, id := range v.Unticked {
				unticked[id] = true
			}
			p := personnel.Compare(rows, b, personnel.Means{
				NewID: func(n string) gehoor.PersonID { return gehoor.PersonID("id-" + n) }, Today: v.Today,
				Unticked: func(m personnel.Match) bool { return unticked[m.Person] },
			})
			same(t, "plan", v.Plan, told(p))
		})
	}
}

// told is a plan as the vectors tell it.
func told(p personnel.Plan) planned {
	got := planned{People: p.People, Left: append([]gehoor.PersonID{}, p.Left...), Had: p.Had, Matches: append([]personnel.Match{}, p.Matches...), Places: []place{}, Changes: []change{}}
	for _, one := range p.Here {
		got.Here = append(got.Here, one.ID)
	}
	for _, one := range p.Places {
		got.Places = append(got.Places, place(one))
	}
	for _, c := range p.Changes {
		one := change{Person: c.Person.ID, Kinds: c.Kinds}
		if c.Before != nil {
			one.Before = c.Before.ID
		}
		got.Changes = append(got.Changes, one)
	}
	return got
}

type namesVector struct {
	Name  string
	Names struct {
		People []personnel.Person
		Last   personnel.Import
	}
	Pieces []string
}

func TestNames(t *testing.T) {
	for _, v := range read[namesVector](t, "personnel-names.json") {
		var pieces [][]byte
		for _, p := range v.Pieces {
			pieces = append(pieces, []byte(p))
		}
		names, err := personnel.Join(pieces)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "people", append([]personnel.Person{}, v.Names.People...), append([]personnel.Person{}, names.People...))
		same(t, "import", v.Names.Last, names.Last)
		cut, err := names.Cut()
		if err != nil {
			t.Fatal(err)
		}
		for i := range cut {
			var want, got any
			if err := errors.Join(json.Unmarshal(pieces[i], &want), json.Unmarshal(cut[i], &got)); err != nil {
				t.Fatal(err)
			}
			same(t, "piece", want, got)
		}
	}
}

func same[T any](t *testing.T, what string, want, got T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s differs from the browser's (-browser +here):\n%s", what, d)
	}
}
