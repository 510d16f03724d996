package gehoor_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
)

var (
	someID   = strings.Repeat("0f", 16)
	someHash = strings.Repeat("0f", 32)
)

func TestParseIDs(t *testing.T) {
	parsers := map[string]func(string) error{
		"organisation": func(s string) error { _, err := gehoor.ParseOrgID(s); return err },
		"dossier":      func(s string) error { _, err := gehoor.ParseDossierID(s); return err },
		"signal":       func(s string) error { _, err := gehoor.ParseSignalID(s); return err },
		"person":       func(s string) error { _, err := gehoor.ParsePersonID(s); return err },
		"content":      func(s string) error { _, err := gehoor.ParseContentID(s); return err },
		"stream":       func(s string) error { _, err := gehoor.ParseStreamID(s); return err },
	}
	for _, c := range []struct {
		kind, id string
		ok       bool
	}{
		{"organisation", "veenhaven", true},
		{"organisation", "veen-haven-2", true},
		{"organisation", "", false},
		{"organisation", "Veenhaven", false},
		{"organisation", "2veen", false},
		{"organisation", "veen/haven", false},
		{"organisation", "veen\n", false},
		{"organisation", strings.Repeat("v", 41), false},
		{"dossier", someID, true},
		{"dossier", strings.ToUpper(someID), false},
		{"dossier", someID[1:], false},
		{"signal", someID + "0", false},
		{"person", "../" + someID, false},
		{"content", someHash, true},
		{"content", someID, false},
		{"stream", "organisation", true},
		{"stream", "organisation/x", false},
		{"stream", "dossier/" + someID, true},
		{"stream", "opened/" + someID, true},
		{"stream", "person/" + someID, true},
		{"stream", "office/mayor", true},
		{"stream", "office/external-desk", true},
		{"stream", "office/emperor", false},
		{"stream", "dossier/", false},
		{"stream", "measure/" + someID, false},
	} {
		err := parsers[c.kind](c.id)
		if (err == nil) != c.ok {
			t.Errorf("%s %q: %v, want ok %v", c.kind, c.id, err, c.ok)
		}
		if err != nil && c.id != "" && strings.Contains(err.Error(), c.id) {
			t.Errorf("%s: the error repeats what was typed", c.kind)
		}
	}
}

func TestStreamsNameTheirDossier(t *testing.T) {
	id := gehoor.DossierID(someID)
	for s, want := range map[gehoor.StreamID]bool{
		gehoor.DossierStream(id): true, gehoor.OpenedStream(id): true,
		gehoor.PersonStream(gehoor.PersonID(someID)): false, gehoor.OrganisationStream: false, "dossier/x": false,
	} {
		got, ok := s.Dossier()
		if ok != want || ok && got != id {
			t.Errorf("%s: %v %v", s, got, ok)
		}
	}
}

func TestActors(t *testing.T) {
	person, signal := gehoor.PersonID(someID), gehoor.SignalID(someID)
	if p, ok := gehoor.ByPerson(person).Person(); !ok || p != person {
		t.Error("a person's actor does not name the person")
	}
	if s, ok := gehoor.ByReporter(signal).Signal(); !ok || s != signal {
		t.Error("a reporter's actor does not name the signal")
	}
	for a, want := range map[gehoor.Actor]bool{
		gehoor.System: true, gehoor.ByPerson(person): true, gehoor.ByReporter(signal): true,
		"": false, "system ": false, "person/": false, "person/x": false, "reporter/" + gehoor.Actor(someHash): false,
	} {
		if a.Valid() != want {
			t.Errorf("%q is valid: %v", a, !want)
		}
	}
}

func event() gehoor.Event {
	return gehoor.Event{V: 1, Org: "veenhaven", Stream: "organisation", Seq: 1, At: time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC),
		Actor: gehoor.System, Kind: "organisation.founded", Body: json.RawMessage(`{}`)}
}

func TestDecodeEventRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*gehoor.Event){
		"another version":       func(e *gehoor.Event) { e.V = 2 },
		"no organisation":       func(e *gehoor.Event) { e.Org = "" },
		"a stream of no kind":   func(e *gehoor.Event) { e.Stream = "measure/x" },
		"place nought":          func(e *gehoor.Event) { e.Seq = 0 },
		"nobody":                func(e *gehoor.Event) { e.Actor = "" },
		"a kind without a noun": func(e *gehoor.Event) { e.Kind = "founded" },
		"no time":               func(e *gehoor.Event) { e.At = time.Time{} },
		"half a second":         func(e *gehoor.Event) { e.At = e.At.Add(time.Second / 2) },
		"a body that is a list": func(e *gehoor.Event) { e.Body = json.RawMessage(`[]`) },
		"too large a body": func(e *gehoor.Event) {
			e.Body = json.RawMessage(`{"x":"` + strings.Repeat("x", gehoor.MaxEventBytes) + `"}`)
		},
	} {
		e := event()
		spoil(&e)
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := gehoor.DecodeEvent(data); err == nil {
			t.Errorf("%s is decoded", name)
		}
	}
	data, err := json.Marshal(event())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gehoor.DecodeEvent(data); err != nil {
		t.Errorf("an event that is right: %v", err)
	}
	grown := strings.Replace(string(data), `"v":1`, `"v":1,"later":true`, 1)
	if _, err := gehoor.DecodeEvent([]byte(grown)); err != nil {
		t.Errorf("a field of a later version: %v", err)
	}
}

func FuzzDecodeEvent(f *testing.F) {
	files, err := filepath.Glob("internal/casework/testdata/golden/*.json")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := gehoor.DecodeEvent(data)
		if err != nil {
			return
		}
		again, err := json.Marshal(e)
		if err != nil {
			t.Fatalf("an event that decodes does not encode: %v", err)
		}
		if _, err := gehoor.DecodeEvent(again); err != nil && len(again) <= gehoor.MaxEventBytes {
			t.Errorf("an event does not survive encoding: %v", err)
		}
	})
}

func TestOffices(t *testing.T) {
	if n := len(gehoor.Offices()); n != 13 {
		t.Errorf("%d offices, want 13", n)
	}
	if gehoor.OfficeExternalDesk.Choosable() || !gehoor.OfficeExternalDesk.Valid() {
		t.Error("the external desk is an office that no reporter can choose")
	}
	if !gehoor.OfficeAlderman.OfHolder() || !gehoor.OfficeCouncilClerk.OfHolder() || gehoor.OfficeEmployee.OfHolder() || gehoor.OfficeUnknown.OfHolder() {
		t.Error("an office-holder is told of as somebody who works here, or the other way round")
	}
	for _, r := range gehoor.Roles() {
		first := r == gehoor.RoleManager || r == gehoor.RoleAdviser || r.IsTold()
		handles := !first && r != gehoor.RoleCustodian && r != gehoor.RoleAdministrator
		if r.Enters() != (handles || first) {
			t.Errorf("%s: enters %v", r, r.Enters())
		}
		if r.NeedsConsent() && (!r.Enters() || r.Handles()) {
			t.Errorf("%s needs a consent, and does not only enter", r)
		}
		if r.Concerned(gehoor.OfficeEmployee, false) || r.Concerned(gehoor.OfficeMayor, true) != (r == gehoor.RoleMayor || r == gehoor.RoleDeputyMayor) {
			t.Errorf("%s: concerned by somebody who works here, or not by all of the mayor and aldermen", r)
		}
		if !r.Valid() || r.Handles() != handles {
			t.Errorf("%s: valid %v, handles %v", r, r.Valid(), r.Handles())
		}
	}
	if gehoor.Role("wizard").Valid() {
		t.Error("there is a role that nobody named")
	}
}

func ExampleRefuse() {
	var err error = gehoor.Refuse("protocol.not-yet", "step", "acknowledge")
	fmt.Println(err)
	fmt.Println(errors.Is(err, gehoor.Refuse("protocol.not-yet")))
	// Output:
	// refused: protocol.not-yet (step=acknowledge)
	// true
}

func ExampleMoment() {
	fmt.Println(gehoor.Moment(time.Date(2026, 3, 29, 3, 30, 0, 999, time.FixedZone("", 2*60*60))))
	// Output: 2026-03-29 01:30:00 +0000 UTC
}
