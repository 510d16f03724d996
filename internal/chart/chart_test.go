package chart_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/protocol"
)

func id(n int) gehoor.PersonID { return gehoor.PersonID(fmt.Sprintf("%032x", n)) }

// The people of the tests: a secretary heads the line, under whom are a director and the
// head of the bureau; under the director a manager with two employees; a caseworker
// under the head. An alderman stands in no line.
var (
	secretary, director, manager, ada, bob = id(1), id(2), id(3), id(4), id(5)
	head, caseworker, alderman             = id(6), id(7), id(8)
)

// account is the account of somebody.
func account(p gehoor.PersonID) gehoor.PersonID { return "a" + p[1:] }

func veenhaven() chart.Import {
	with := func(p, line gehoor.PersonID) chart.Place {
		return chart.Place{Person: p, Line: line, Account: account(p)}
	}
	return chart.Import{
		Imported: chart.Imported{Edition: edition("1")},
		Places: []chart.Place{
			with(secretary, ""), with(director, secretary), with(manager, director), with(ada, manager), {Person: bob, Line: manager},
			with(head, secretary), with(caseworker, head),
			{Person: alderman, Posts: []chart.Post{{Office: gehoor.OfficeAlderman, Party: "Veenhaven Vooruit", From: protocol.Date{Year: 2026, Month: time.May, Day: 26}}}},
		},
	}
}

// edition is a making of the names.
func edition(n string) chart.Edition {
	return chart.Edition{Edition: gehoor.EditionID(n), Recipient: "age1names" + n, Names: []gehoor.ContentID{gehoor.ContentID("n" + n)}, Keys: []chart.Key{{Person: account(head), Content: gehoor.ContentID("k" + n)}}}
}

// fold adds facts as the next events.
func fold(t *testing.T, c *chart.Chart, facts ...gehoor.Fact) {
	t.Helper()
	for _, f := range facts {
		if err := c.Fold(gehoor.Event{Kind: f.Kind(), Seq: c.Seq + 1}, f); err != nil {
			t.Fatal(err)
		}
	}
}

func imported(t *testing.T) *chart.Chart {
	t.Helper()
	c := &chart.Chart{}
	facts, err := c.Import(veenhaven(), 0)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
	return c
}

func TestRelation(t *testing.T) {
	c := imported(t)
	for _, x := range []struct {
		of, to gehoor.PersonID
		want   chart.Relation
	}{
		{ada, ada, chart.Self},
		{manager, ada, chart.Superior},
		{secretary, ada, chart.Superior},
		{ada, manager, chart.Subordinate},
		{bob, director, chart.Subordinate},
		{ada, bob, chart.None},
		{caseworker, ada, chart.None},
		{caseworker, head, chart.Subordinate},
		// At the head of the whole line only who stands directly below.
		{head, secretary, chart.Subordinate},
		{caseworker, secretary, chart.None},
		{alderman, secretary, chart.None},
		{ada, alderman, chart.None},
		{id(99), ada, chart.None},
		{id(99), "", chart.None},
		{secretary, "", chart.None},
	} {
		if got := c.Relation(x.of, x.to); got != x.want {
			t.Errorf("%s to %s: %q, want %q", x.of, x.to, got, x.want)
		}
	}
}

// TestStandIn: who stands in for somebody in line is in line; nobody is for standing in for
// a stand-in, or for somebody who left.
func TestStandIn(t *testing.T) {
	deputy, other, third := id(20), id(21), id(22)
	for name, x := range map[string]struct {
		places []chart.Place
		left   []gehoor.PersonID
		of, to gehoor.PersonID
		want   chart.Relation
	}{
		"for the person concerned":           {places: []chart.Place{{Person: ada, Line: manager, StandIn: deputy}}, of: deputy, to: ada, want: chart.Deputy},
		"for whom nobody stands in":          {of: deputy, to: ada, want: chart.None},
		"for their manager":                  {places: []chart.Place{{Person: manager, Line: director, StandIn: deputy}}, of: deputy, to: ada, want: chart.Superior},
		"for who is further up":              {places: []chart.Place{{Person: secretary, StandIn: deputy}}, of: deputy, to: ada, want: chart.Superior},
		"for who works under them":           {places: []chart.Place{{Person: bob, Line: manager, StandIn: deputy}}, of: deputy, to: director, want: chart.Subordinate},
		"for who is far below the head":      {places: []chart.Place{{Person: bob, Line: manager, StandIn: deputy}}, of: deputy, to: secretary, want: chart.None},
		"for two, of whom one is below":      {places: []chart.Place{{Person: director, Line: secretary, StandIn: deputy}, {Person: ada, Line: manager, StandIn: deputy}}, of: deputy, to: manager, want: chart.Subordinate},
		"for somebody elsewhere":             {places: []chart.Place{{Person: caseworker, Line: head, StandIn: deputy}}, of: deputy, to: ada, want: chart.None},
		"for a stand-in":                     {places: []chart.Place{{Person: ada, Line: manager, StandIn: other}, {Person: other, StandIn: deputy}}, of: deputy, to: ada, want: chart.None},
		"for who left":                       {places: []chart.Place{{Person: ada, Line: manager, StandIn: deputy}}, left: []gehoor.PersonID{ada}, of: deputy, to: manager, want: chart.None},
		"for the concerned, who left":        {places: []chart.Place{{Person: ada, Line: manager, StandIn: deputy}}, left: []gehoor.PersonID{ada}, of: deputy, to: ada, want: chart.Deputy},
		"not any more":                       {places: []chart.Place{{Person: ada, Line: manager, StandIn: deputy}, {Person: third}}, of: third, to: ada, want: chart.None},
		"the concerned for one's manager":    {places: []chart.Place{{Person: manager, Line: director, StandIn: deputy}}, of: ada, to: deputy, want: chart.Subordinate},
		"the concerned for who is higher up": {places: []chart.Place{{Person: director, Line: secretary, StandIn: deputy}}, of: ada, to: deputy, want: chart.None},
		"nobody for one's manager":           {places: []chart.Place{{Person: manager, Line: director}}, of: ada, to: "", want: chart.None},
	} {
		c := imported(t)
		fold(t, c, chart.Placed{Places: []chart.Place{{Person: deputy}, {Person: other}, {Person: third}}}, chart.Placed{Places: x.places}, chart.Departed{People: x.left})
		if got := c.Relation(x.of, x.to); got != x.want {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
	}
	c := imported(t)
	fold(t, c, chart.Placed{Places: []chart.Place{{Person: ada, Line: manager, StandIn: caseworker, Account: account(ada)}}})
	before := c.Clone()
	fold(t, c, chart.Placed{Places: []chart.Place{{Person: ada, Line: manager, StandIn: alderman, Account: account(ada)}}})
	if c.Relation(caseworker, ada) != chart.None || c.Relation(alderman, ada) != chart.Deputy || before.Relation(caseworker, ada) != chart.Deputy {
		t.Error("who stood in before still does, or a copy changed")
	}
}

// TestShutsOut: whoever is above or stands in is out if they handle; told they go on being.
func TestShutsOut(t *testing.T) {
	for relation, want := range map[chart.Relation][2]bool{
		chart.None: {false, false}, chart.Self: {true, true}, chart.Subordinate: {true, true}, chart.Superior: {true, false}, chart.Deputy: {true, false},
	} {
		if got := [2]bool{relation.ShutsOut(gehoor.RoleCaseworker), relation.ShutsOut(gehoor.RoleSecretary)}; got != want {
			t.Errorf("%q: %v, want %v", relation, got, want)
		}
	}
}

func TestConflicts(t *testing.T) {
	c := imported(t)
	for concerned, want := range map[gehoor.PersonID][]chart.Conflict{
		bob:      {{account(secretary), chart.Superior}, {account(director), chart.Superior}, {account(manager), chart.Superior}},
		manager:  {{account(secretary), chart.Superior}, {account(director), chart.Superior}, {account(manager), chart.Self}, {account(ada), chart.Subordinate}},
		alderman: nil,
	} {
		if diff := cmp.Diff(want, c.Conflicts(concerned)); diff != "" {
			t.Errorf("%s: %s", concerned, diff)
		}
	}
}

// TestImportAgain: somebody who left is still known and related to nobody through an
// account; somebody who came back has their ID; an account can go to another person.
func TestImportAgain(t *testing.T) {
	c := imported(t)
	next := veenhaven()
	next.Places = []chart.Place{{Person: bob, Line: director}, {Person: id(9), Line: manager, Account: account(ada)}}
	next.Left = []gehoor.PersonID{ada}
	facts, err := c.Import(next, c.Seq)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
	if !c.Departed(ada) || len(c.Places()) != 8 {
		t.Errorf("departed %v, %d there", c.Gone(), len(c.Places()))
	}
	if got := c.Relation(bob, manager); got != chart.None {
		t.Errorf("after the move: %q", got)
	}
	if got := c.Conflicts(manager); got[len(got)-1] != (chart.Conflict{Account: account(ada), Relation: chart.Subordinate}) {
		t.Errorf("the account of the new person: %v", got)
	}
	facts, err = c.Import(chart.Import{Imported: next.Imported, Places: []chart.Place{{Person: ada, Line: manager}}}, c.Seq)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
	if c.Departed(ada) || c.Relation(manager, ada) != chart.Superior {
		t.Error("who came back is not there")
	}
	before := c.Clone()
	fold(t, c, chart.Departed{People: []gehoor.PersonID{bob}})
	if before.Departed(bob) || len(before.Places()) == len(c.Places()) {
		t.Error("a clone changes with the chart")
	}
}

func TestImportRefuses(t *testing.T) {
	may := protocol.Date{Year: 2026, Month: time.May, Day: 1}
	for name, x := range map[string]struct {
		change func(*chart.Import)
		code   gehoor.Code
	}{
		"no names":           {func(i *chart.Import) { i.Names = nil }, chart.CodeNames},
		"no reader":          {func(i *chart.Import) { i.Keys = nil }, chart.CodeNames},
		"too many parts":     {func(i *chart.Import) { i.Names = make([]gehoor.ContentID, chart.MaxNames+1) }, chart.CodeNames},
		"too many people":    {func(i *chart.Import) { i.Places = make([]chart.Place, chart.MaxPeople+1) }, chart.CodeSize},
		"no ID":              {func(i *chart.Import) { i.Places[0].Person = "x" }, chart.CodePerson},
		"twice":              {func(i *chart.Import) { i.Places[1].Person = secretary }, chart.CodePerson},
		"a line to nobody":   {func(i *chart.Import) { i.Places[1].Line = id(99) }, chart.CodePerson},
		"a round line":       {func(i *chart.Import) { i.Places[0].Line = ada }, chart.CodeLine},
		"under oneself":      {func(i *chart.Import) { i.Places[0].Line = secretary }, chart.CodeLine},
		"own stand-in":       {func(i *chart.Import) { i.Places[0].StandIn = secretary }, chart.CodeLine},
		"stand-in of nobody": {func(i *chart.Import) { i.Places[0].StandIn = id(99) }, chart.CodePerson},
		"one account twice":  {func(i *chart.Import) { i.Places[1].Account = account(secretary) }, chart.CodeAccount},
		"unknown office":     {func(i *chart.Import) { i.Places[0].Posts = []chart.Post{{Office: "king"}} }, chart.CodePost},
		"ends before": {func(i *chart.Import) {
			i.Places[0].Posts = []chart.Post{{Office: "mayor", From: may, Until: may.AddDays(-1)}}
		}, chart.CodePost},
		"party of employee": {func(i *chart.Import) { i.Places[0].Posts = []chart.Post{{Office: "employee", Party: "x"}} }, chart.CodePost},
		"long party": {func(i *chart.Import) {
			i.Places[0].Posts = []chart.Post{{Office: "mayor", Party: strings.Repeat("x", 61)}}
		}, chart.CodePost},
		"left before coming": {func(i *chart.Import) { i.Left = []gehoor.PersonID{id(99)} }, chart.CodePerson},
	} {
		c, i := &chart.Chart{}, veenhaven()
		x.change(&i)
		_, err := c.Import(i, 0)
		if !errors.Is(err, &gehoor.Refusal{Code: x.code}) {
			t.Errorf("%s: %v, want %s", name, err, x.code)
		}
	}
	c := imported(t)
	if _, err := c.Import(veenhaven(), c.Seq-1); !errors.Is(err, &gehoor.Refusal{Code: chart.CodeBehind}) {
		t.Errorf("prepared before another import: %v", err)
	}
	i := veenhaven()
	i.Places, i.Left = nil, []gehoor.PersonID{manager}
	if _, err := c.Import(i, c.Seq); !errors.Is(err, &gehoor.Refusal{Code: chart.CodePerson}) {
		t.Errorf("people under somebody who left: %v", err)
	}
}

// TestEventsFit: however long what is imported is, each fact fits into an event, and
// together they say everything.
func TestEventsFit(t *testing.T) {
	post := chart.Post{Office: gehoor.OfficeCommitteeMember, Party: strings.Repeat("<", 60), From: protocol.Date{Year: 2026, Month: time.May, Day: 1}, Until: protocol.Date{Year: 2030, Month: time.May, Day: 1}}
	in := chart.Import{Imported: chart.Imported{Edition: chart.Edition{Recipient: "age1" + strings.Repeat("x", 2000)}}}
	for n := range chart.MaxReaders {
		in.Keys = append(in.Keys, chart.Key{Person: id(n + 1), Content: gehoor.ContentID(strings.Repeat("f", 64))})
	}
	for range chart.MaxNames {
		in.Names = append(in.Names, gehoor.ContentID(strings.Repeat("f", 64)))
	}
	for n := 1; n <= 3_000; n++ {
		p := chart.Place{Person: id(n), Account: account(id(n))}
		if n > 1 {
			p.Line, p.StandIn = id(1), id(1)
		}
		for range n % 9 {
			p.Posts = append(p.Posts, post)
		}
		in.Places = append(in.Places, p)
	}
	c := &chart.Chart{}
	for _, gone := range []bool{false, true} {
		if gone {
			in.Places, in.Left = nil, nil
			for n := 2; n <= 3_000; n++ {
				in.Left = append(in.Left, id(n))
			}
		}
		facts, err := c.Import(in, c.Seq)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			body, err := json.Marshal(f)
			if err != nil || len(body) > gehoor.MaxEventBytes-1024 {
				t.Fatalf("%s has %d bytes, %v", f.Kind(), len(body), err)
			}
		}
		fold(t, c, facts...)
	}
	if len(c.Gone()) != 2_999 || len(c.Places()) != 1 {
		t.Errorf("%d gone, %d there", len(c.Gone()), len(c.Places()))
	}
}

func TestGive(t *testing.T) {
	c := imported(t)
	facts, err := c.Give([]chart.Key{{Person: account(head), Content: "again"}, {Person: account(caseworker), Content: "k2"}})
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
	if k, ok := c.Key(account(caseworker)); !ok || k.Content != "k2" || len(c.Keys) != 2 {
		t.Errorf("keys %v", c.Keys)
	}
	if facts, err := c.Give(c.Keys); err != nil || len(facts) != 0 {
		t.Errorf("given again: %v, %v", facts, err)
	}
	if _, err := (&chart.Chart{}).Give(c.Keys); !errors.Is(err, &gehoor.Refusal{Code: chart.CodeNames}) {
		t.Errorf("without a chart: %v", err)
	}
}

// BenchmarkConflicts: who has to do with somebody, among 20,000 people of whom 500 have
// an account.
func BenchmarkConflicts(b *testing.B) {
	c := &chart.Chart{}
	var places []chart.Place
	for n := 1; n <= 20_000; n++ {
		p := chart.Place{Person: id(n)}
		if n > 1 {
			p.Line = id((n + 6) / 8)
		}
		if n%40 == 0 {
			p.Account = account(id(n))
		}
		places = append(places, p)
	}
	facts, err := c.Import(chart.Import{Imported: veenhaven().Imported, Places: places}, 0)
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range facts {
		_ = c.Fold(gehoor.Event{Kind: f.Kind(), Seq: 1}, f)
	}
	for b.Loop() {
		if len(c.Conflicts(id(30))) == 0 {
			b.Fatal("nobody")
		}
	}
}

// TestLeadsTeam: a team are two or more who work directly under somebody now, under whatever
// ID that one is known.
func TestLeadsTeam(t *testing.T) {
	c := imported(t)
	for p, want := range map[gehoor.PersonID]bool{manager: true, director: false, secretary: true, head: false, ada: false, id(99): false} {
		if got := c.LeadsTeam(p); got != want {
			t.Errorf("%s leads a team: %v", p, got)
		}
	}
	fold(t, c, chart.Departed{People: []gehoor.PersonID{bob}})
	if c.LeadsTeam(manager) {
		t.Error("one left, and the other is a team")
	}
}
