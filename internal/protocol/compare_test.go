package protocol_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// said writes differences as short lines.
func said(all []protocol.Difference) []string {
	var lines []string
	for _, d := range all {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s %s%s: %s -> %s", d.Item, d.Code, d.How, d.Aspect, d.Language, d.Before, d.After)))
	}
	return lines
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*protocol.Definition)
		want   []string
	}{
		{"nothing", func(*protocol.Definition) {}, nil},
		{"only the version", func(d *protocol.Definition) { d.Version = "1.0.1" }, nil},
		{"the title", func(d *protocol.Definition) { d.Title.EN = "Hearing a signal" }, []string{"protocol  changed titleen: Receiving a signal -> Hearing a signal"}},
		{"a term and its basis", func(d *protocol.Definition) {
			term := *d.Steps[0].Default
			term.Length, term.Basis = span(t, "5wd"), protocol.BasisGuidance
			d.Steps[0].Default = &term
		}, []string{"step acknowledge changed term: 7kd -> 5wd", "step acknowledge changed basis: D -> G"}},
		{"no term and no law", func(d *protocol.Definition) { d.Steps[0].Default, d.Steps[0].Statutory = nil, nil }, []string{
			"step acknowledge changed term: 7kd ->", "step acknowledge changed basis: D ->",
			"step acknowledge changed late: 1 at due to other-holder; 2 at due + 2wd to head-of-bureau ->",
			"step acknowledge changed law: WBK-ACK if signal.made-formal ->",
			"step acknowledge changed law-late: 1 at start + 5kd to other-holder; 2 at start + 7kd to head-of-bureau; 3 at due to head-of-bureau ->",
		}},
		{"a start, and who records", func(d *protocol.Definition) {
			d.Steps[1].Start = []protocol.Start{{Kind: "signal.received", By: protocol.ByReporter, After: span(t, "5kd")}}
			d.Steps[1].StopBy = protocol.ByStaff
		}, []string{
			"step feedback changed start: signal.acknowledged; signal.received after 7kd -> signal.received by reporter after 5kd",
			"step feedback changed by:  -> staff",
		}},
		{"texts", func(d *protocol.Definition) { d.Steps[1].Label.NL, d.Steps[1].Told.EN = "Antwoorden", "We answer." }, []string{
			"step feedback changed textnl: Terugkoppeling geven -> Antwoorden",
			"step feedback changed tolden: We tell you how we weigh your signal and what we do about it. -> We answer.",
		}},
		{"another step, in front", func(d *protocol.Definition) {
			call := d.Steps[0]
			call.Code = "call"
			d.Steps = append([]protocol.Step{call}, d.Steps...)
		}, []string{"step call added item:  ->"}},
		{"a step gone", func(d *protocol.Definition) { d.Steps = d.Steps[:1] }, []string{"step feedback removed item:  ->"}},
		{"another order", func(d *protocol.Definition) { slices.Reverse(d.Steps) }, []string{"protocol  changed order: acknowledge, feedback -> feedback, acknowledge"}},
		{"a shorter promise than the law", func(d *protocol.Definition) {
			law := *d.Steps[0].Statutory
			law.Length = span(t, "3kd")
			d.Steps[0].Statutory = &law
		}, []string{"step acknowledge changed law: WBK-ACK if signal.made-formal -> WBK-ACK in 3kd if signal.made-formal"}},
		{"a pause", func(d *protocol.Definition) {
			term := *d.Steps[0].Default
			term.Pause = &protocol.Pause{Reasons: []string{"illness"}, Longest: span(t, "20wd")}
			d.Steps[0].Default = &term
		}, []string{"step acknowledge changed other:  ->"}},
		{"items", func(d *protocol.Definition) {
			d.Roles = []protocol.Role{{Code: "top", Chain: []gehoor.Role{gehoor.RoleHead, gehoor.RoleExternal}}}
			d.Parameters = []protocol.Parameter{{Name: "signals", Default: 3, Least: 2, Most: 5}}
			d.Guards = []protocol.Guard{{Code: "first", On: []gehoor.Kind{"dossier.closed"}, Effect: protocol.Refuses, AtOnce: true}}
			d.Exits = []protocol.Exit{{Code: "solved"}}
			d.Cards = []protocol.Card{{Code: "hear"}}
			d.Until = []protocol.Start{{Kind: "dossier.closed"}}
		}, []string{
			"protocol  changed until:  -> dossier.closed", "role top added item:  -> head-of-bureau, external-desk",
			"parameter signals added item:  -> 3 (2 - 5)", "guard first added item:  -> refuse dossier.closed at-once",
			"exit solved added item:  ->", "card hear added item:  ->",
		}},
		{"another name", func(d *protocol.Definition) { d.Code = "hear" }, []string{"protocol  changed other:  ->"}},
	} {
		after := receive()
		c.change(&after)
		if got := said(protocol.Compare(receive(), after)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestCompareAddedRemoved(t *testing.T) {
	shorter := receive()
	shorter.Steps = shorter.Steps[:1]
	if all := protocol.Compare(shorter, receive()); len(all) != 1 || all[0].How != protocol.Added || all[0].To.Code != protocol.StepFeedback {
		t.Errorf("added: %+v", all)
	}
	if all := protocol.Compare(receive(), shorter); len(all) != 1 || all[0].How != protocol.Removed || all[0].From.Code != protocol.StepFeedback {
		t.Errorf("removed: %+v", all)
	}
}

// TestCompareMissesNothing: whatever field of a protocol or of a step differs, also
// one that will be added one day, is told.
func TestCompareMissesNothing(t *testing.T) {
	steps := reflect.TypeFor[protocol.Step]()
	for i := range steps.NumField() {
		after := receive()
		after.Steps = slices.Clone(after.Steps)
		f := reflect.ValueOf(&after.Steps[0]).Elem().Field(i)
		if steps.Field(i).Name == "Code" || !unlike(f) {
			continue
		}
		if len(protocol.Compare(receive(), after)) == 0 {
			t.Errorf("another Step.%s is no difference", steps.Field(i).Name)
		}
	}
	whole := reflect.TypeFor[protocol.Definition]()
	for i := range whole.NumField() {
		after := receive()
		if f := reflect.ValueOf(&after).Elem().Field(i); whole.Field(i).Name == "Version" || !unlike(f) {
			continue
		}
		if len(protocol.Compare(receive(), after)) == 0 {
			t.Errorf("another Definition.%s is no difference", whole.Field(i).Name)
		}
	}
}

// unlike makes a value another one, and says whether it could.
func unlike(v reflect.Value) bool {
	switch {
	case !v.CanSet():
		return false // not exported, and so no part of what is said
	case !v.IsZero():
		v.SetZero()
		return true
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("other")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		return unlike(v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Struct:
		return v.NumField() > 0 && unlike(v.Field(0))
	default:
		return false
	}
	return true
}

func ExampleCompare() {
	before, after := receive(), receive()
	after.Steps = slices.Clone(after.Steps)
	after.Steps[0].Actor = protocol.Who(gehoor.RoleHead)
	for _, d := range protocol.Compare(before, after) {
		fmt.Println(d.Item, d.Code, d.Aspect, d.Before, "->", d.After)
	}
	// Output: step acknowledge actor caseworker -> head-of-bureau
}

// TestCompareItems: what is no step is told by its code too.
func TestCompareItems(t *testing.T) {
	before, after := receive(), receive()
	before.Guards = []protocol.Guard{{Code: "first", Effect: protocol.Refuses, On: []gehoor.Kind{"dossier.closed"}, Why: gehoor.Text{NL: "Eerst", EN: "First"}}, {Code: "gone"}}
	after.Guards = []protocol.Guard{{Code: "first", Effect: protocol.Forces, On: []gehoor.Kind{"dossier.closed"}, Step: "feedback", Why: gehoor.Text{NL: "Eerst", EN: "Before"}}}
	before.Cards = []protocol.Card{{Code: "hear", Do: []gehoor.Text{{NL: "Luister", EN: "Listen"}}}}
	after.Cards = []protocol.Card{{Code: "hear", Do: []gehoor.Text{{NL: "Luister goed", EN: "Listen well"}}}}
	want := []string{
		"guard first changed item: refuse dossier.closed -> force dossier.closed feedback", "guard first changed texten: First -> Before",
		"guard gone removed item:  ->", "card hear changed other:  ->",
	}
	if got := said(protocol.Compare(before, after)); !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
