package directory_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
)

func described() directory.Described {
	return directory.Described{
		Name: "Gemeente Veenhaven", Phone: "14 0000", Mail: "gemeente@veenhaven.example", Address: []string{"Raadhuisplein 1"},
		Hours:    []directory.Opening{{Day: time.Monday, From: "9.00", Until: "17.00"}, {Day: time.Sunday}},
		Security: "https://veenhaven.example/lek", Domains: []string{"veenhaven.example"}, Plain: directory.PlainOn,
	}
}

// founded is an organisation that never described itself.
func founded() *directory.Organisation {
	return &directory.Organisation{Founded: directory.Founded{Name: "Veenhaven", Phone: "14 0001"}}
}

// tell folds facts as the next events.
func tell(t *testing.T, o *directory.Organisation, seq *gehoor.Seq, facts []gehoor.Fact, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		*seq++
		if err := o.Fold(gehoor.Event{Kind: f.Kind(), Seq: *seq}, f); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDescribe: the last description counts; who changed an older one is told so,
// and saying the same again is nothing.
func TestDescribe(t *testing.T) {
	o, seq := founded(), gehoor.Seq(4)
	if d := o.Description(); d.Seq != 0 || d.Name != "Veenhaven" || d.Phone != "14 0001" {
		t.Errorf("before any: %+v", d)
	}
	facts, err := o.Describe(0, described())
	tell(t, o, &seq, facts, err)
	again, err := o.Describe(0, described())
	if len(again) != 0 || err != nil {
		t.Errorf("sent again: %v %v", again, err)
	}
	other := described()
	other.Phone = "14 0002"
	if _, err := o.Describe(0, other); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeChanged}) {
		t.Errorf("over somebody else's: %v", err)
	}
	before := o.Clone()
	facts, err = o.Describe(5, other)
	tell(t, o, &seq, facts, err)
	if d := o.Description(); d.Phone != "14 0002" || d.Seq != 6 || len(o.Descriptions) != 2 {
		t.Errorf("%+v of %d", d, len(o.Descriptions))
	}
	if before.Description().Phone != "14 0000" {
		t.Error("the state before changed with it")
	}
	other.Name = ""
	if _, err := o.Describe(6, other); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeDescription}) {
		t.Errorf("without a name: %v", err)
	}
	if _, err := new(directory.Organisation).Describe(0, described()); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("of nobody: %v", err)
	}
	for i := range 40 {
		other.Name, other.Phone = "Veenhaven", "14 000"+string(rune('0'+i%10))
		facts, err := o.Describe(seq, other)
		tell(t, o, &seq, facts, err)
	}
	if n := len(o.Descriptions); n != 20 || o.Description().Seq != seq {
		t.Errorf("%d are remembered, the last of %d at %d", n, seq, o.Description().Seq)
	}
}

// TestImport: what a file said is taken over once, also what would be refused today.
func TestImport(t *testing.T) {
	o, seq := founded(), gehoor.Seq(0)
	old := directory.Described{Name: "Veenhaven", Phone: "14 0001", Plain: directory.PlainOn}
	tell(t, o, &seq, o.Import(old), nil)
	if diff := cmp.Diff(old, o.Description().Described); diff != "" {
		t.Error(diff)
	}
	if facts := o.Import(described()); facts != nil {
		t.Errorf("taken over twice: %v", facts)
	}
	if facts := new(directory.Organisation).Import(old); facts != nil {
		t.Errorf("of nobody: %v", facts)
	}
}

func TestFaults(t *testing.T) {
	if faults := described().Faults(); len(faults) > 0 {
		t.Fatalf("of a good one: %v", faults)
	}
	for name, c := range map[string]struct {
		change func(*directory.Described)
		want   directory.FieldFault
	}{
		"no name":       {func(d *directory.Described) { d.Name = " " }, directory.FieldFault{Field: "name", Fault: directory.FaultMissing}},
		"a long name":   {func(d *directory.Described) { d.Name = strings.Repeat("é", 101) }, directory.FieldFault{Field: "name", Fault: directory.FaultLine}},
		"two lines":     {func(d *directory.Described) { d.Name = "a\nb" }, directory.FieldFault{Field: "name", Fault: directory.FaultLine}},
		"a word":        {func(d *directory.Described) { d.Phone = "bel ons" }, directory.FieldFault{Field: "phone", Fault: directory.FaultPhone}},
		"a named mail":  {func(d *directory.Described) { d.Mail = "X <x@y.example>" }, directory.FieldFault{Field: "mail", Fault: directory.FaultMail}},
		"nowhere":       {func(d *directory.Described) { d.Address = nil }, directory.FieldFault{Field: "address", Fault: directory.FaultMissing}},
		"far away":      {func(d *directory.Described) { d.Address = strings.Split("a b c d e f g", " ") }, directory.FieldFault{Field: "address", Fault: directory.FaultLines}},
		"one time":      {func(d *directory.Described) { d.Hours[0].Until = "" }, directory.FieldFault{Field: "hours.1", Fault: directory.FaultHours}},
		"no time":       {func(d *directory.Described) { d.Hours[0].From = "25.00" }, directory.FieldFault{Field: "hours.1", Fault: directory.FaultHours}},
		"no day":        {func(d *directory.Described) { d.Hours[0].Day = 7 }, directory.FieldFault{Field: "hours.7", Fault: directory.FaultHours}},
		"a script":      {func(d *directory.Described) { d.Security = "javascript:alert(1)" }, directory.FieldFault{Field: "security", Fault: directory.FaultAddress}},
		"plain http":    {func(d *directory.Described) { d.Security = "http://x.example" }, directory.FieldFault{Field: "security", Fault: directory.FaultAddress}},
		"no domain":     {func(d *directory.Described) { d.Domains = []string{"veenhaven"} }, directory.FieldFault{Field: "domains", Fault: directory.FaultDomain}},
		"a choice":      {func(d *directory.Described) { d.Plain = "maybe" }, directory.FieldFault{Field: "plain", Fault: directory.FaultChoice}},
		"half a desk":   {func(d *directory.Described) { d.Desk.Name = "Meldpunt" }, directory.FieldFault{Field: "desk.phone", Fault: directory.FaultPhone}},
		"a hidden sign": {func(d *directory.Described) { d.Desk = directory.Desk{Name: "\u0007", Phone: "14 0000"} }, directory.FieldFault{Field: "desk.name", Fault: directory.FaultLine}},
	} {
		d := described()
		c.change(&d)
		if diff := cmp.Diff([]directory.FieldFault{c.want}, d.Faults()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}
