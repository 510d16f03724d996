package pattern

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

func on(s string) time.Time {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return day
}

// three are told over two years; the second is of another dossier that may be seen, and
// after it there was a talk.
func three() (Data, casework.Pattern) {
	d := Data{Case: dossier.Case{Now: on("2026-06-01"), Dossier: casework.Dossier{ID: "own"}}}
	p := casework.Pattern{Told: []casework.Told{
		{Incident: view.Incident{Day: on("2024-06-01"), Severity: "limited", Exit: "informal-resolved", ClosedOn: on("2024-09-01")}},
		{Incident: view.Incident{Day: on("2025-06-01"), Severity: "moderate", Channel: "letter", TalkOn: on("2025-07-01"), MeasureOn: on("2025-06-10"), Distinct: true}, Dossier: "other"},
		{Incident: view.Incident{Day: on("2026-05-01"), Severity: "limited"}, Dossier: "own"},
	}}
	return d, p
}

var english = text.For(gehoor.English)

// TestRows: the table says of each what was done after it, in the order of the days, and
// what came next; it leads only to what may be seen.
func TestRows(t *testing.T) {
	d, p := three()
	rows := d.rows(english, p)
	if rows[0].path != "" || rows[1].path == "" || rows[2].path != "" || !rows[2].own || rows[0].own {
		t.Errorf("the rows lead to %q, %q and %q", rows[0].path, rows[1].path, rows[2].path)
	}
	if got := fmt.Sprint(rows[1].done); got != "[Measure from Tuesday 10 June 2025. Talk on Tuesday 1 July 2025.]" {
		t.Errorf("done after the second: %s", got)
	}
	if rows[0].next != "After 365 days a new signal." || rows[2].next != "No new signal." || rows[2].done[0] != "Nothing yet." {
		t.Errorf("next: %q and %q; done: %v", rows[0].next, rows[2].next, rows[2].done)
	}
	if rows[1].how != "by letter" || rows[0].reporter == rows[1].reporter {
		t.Errorf("how %q, reporters %q and %q", rows[1].how, rows[0].reporter, rows[1].reporter)
	}
}

// TestPicture: everything lies on its lane and in its place, and its own signal is told
// apart; a picture of nothing is empty.
func TestPicture(t *testing.T) {
	d, p := three()
	pic := d.draw(english, p)
	if len(pic.lanes) != 2 || pic.lanes[0].name == pic.lanes[1].name {
		t.Errorf("%d lanes: %v", len(pic.lanes), pic.lanes)
	}
	shapes := map[shape]int{}
	for _, m := range pic.marks {
		shapes[m.shape]++
		if m.x < pictureEdge || m.x > pictureWidth-pictureEdge || m.y > pic.height {
			t.Errorf("%s lies at %v, %v", m.shape, m.x, m.y)
		}
	}
	if fmt.Sprint(shapes) != "map[closed:1 measure:1 own:1 talk:1 told:2]" {
		t.Errorf("the picture has %v", shapes)
	}
	if first, second := pic.marks[0].x, pic.marks[2].x; math.Abs(first-pictureEdge) > 0.1 || math.Abs(second-160) > 1 {
		t.Errorf("the first lies at %v, the second at %v", first, second)
	}
	if got := len(pic.legend(english)); got != 5 {
		t.Errorf("the legend has %d shapes", got)
	}
	if empty := d.draw(english, casework.Pattern{}); len(empty.marks) != 0 || empty.height != 0 {
		t.Errorf("of nothing: %v", empty)
	}
}

// TestTeam: what is told of a team is said of the team, and of nobody in it; beside what is
// told of who leads it nothing has the same name on the page.
func TestTeam(t *testing.T) {
	d, p := three()
	p.Person = "m"
	team := p
	team.Team = true
	d.Patterns = []casework.Pattern{team}
	for _, got := range []text.Key{d.heading(), d.lead(), d.careful()} {
		if !strings.HasSuffix(string(got), "-team") {
			t.Errorf("of a team it says %s", got)
		}
	}
	d.Patterns = []casework.Pattern{team, p}
	if d.heading() != "pattern.heading-both" || d.careful() != "pattern.careful" || called(team) == called(p) {
		t.Errorf("of both it says %s and %s; they are called %s and %s", d.heading(), d.careful(), called(team), called(p))
	}
}

// TestOffice: what is told of an office is said of the office, by its name, and of nobody who
// holds it; beside what is told of a person it says both.
func TestOffice(t *testing.T) {
	d, p := three()
	d.Case.Me = &directory.Person{ID: "me", Name: "Noor Zilverberk"}
	office := p
	office.Subject = gehoor.Subject{Office: gehoor.OfficeCouncilClerk}
	d.Patterns = []casework.Pattern{office}
	for _, got := range []text.Key{d.heading(), d.lead(), d.careful()} {
		if !strings.HasSuffix(string(got), "-office") {
			t.Errorf("of an office it says %s", got)
		}
	}
	var page strings.Builder
	if err := Page(layout.Page{Words: english, For: layout.ForStaff, Title: Title, Path: "/"}, d).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), ">3 signals about an office: council clerk<") {
		t.Error("the page does not say which office")
	}
	p.Person = "p"
	d.Patterns = []casework.Pattern{office, p}
	if d.heading() != "pattern.heading-both" || d.careful() != "pattern.careful" || called(office) == called(p) {
		t.Errorf("of both it says %s and %s", d.heading(), d.careful())
	}
}

// TestTeamPage: the page says of a team that it is one, and beside it of the person who leads
// it; no part of it has the name of another.
func TestTeamPage(t *testing.T) {
	d, p := three()
	d.Case.Me = &directory.Person{ID: "me", Name: "Noor Zilverberk"}
	p.Person = gehoor.PersonID(strings.Repeat("5", 32))
	team := p
	team.Team = true
	for _, all := range [][]casework.Pattern{{team}, {team, p}} {
		d.Patterns = all
		var page strings.Builder
		if err := Page(layout.Page{Words: english, For: layout.ForStaff, Title: Title, Path: "/"}, d).Render(t.Context(), &page); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page.String(), -1) {
			if seen[m[1]] {
				t.Errorf("%s is there twice", m[1])
			}
			seen[m[1]] = true
		}
		for key, there := range map[text.Key]bool{"pattern.heading-team": len(all) == 1, "pattern.heading-both": len(all) == 2, "pattern.lead-team": len(all) == 1} {
			if got := strings.Contains(page.String(), ">"+english.Say(key)+"<"); got != there {
				t.Errorf("of %d it says %q: %v", len(all), english.Say(key), got)
			}
		}
		if !strings.Contains(page.String(), english.Say("pattern.told-team", text.Count("n", 3))) {
			t.Error("it does not say how many there are about the team")
		}
	}
}
