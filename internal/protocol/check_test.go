package protocol_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

func TestReceivePassesCheck(t *testing.T) {
	if err := protocol.Check(receive(), vocabulary(), law(t)); err != nil {
		t.Error(err)
	}
}

// Every dossier pins this digest. An edited definition is a new version with a
// new golden file; this one is never edited.
func TestReceiveIsFrozen(t *testing.T) {
	d := receive()
	got, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/receive-1.0.0.json")
	if err != nil {
		t.Fatalf("%v; it should be:\n%s", err, got)
	}
	if !bytes.Equal(got, bytes.TrimSpace(want)) {
		t.Errorf("the encoding has changed to:\n%s", got)
	}
	if want := gehoor.Digest("sha256-9d116916468f28b4827709dbefdd8d82516985e2e4b4851be8cb1dbf286c5741"); d.Digest() != want {
		t.Errorf("digest %s, want %s", d.Digest(), want)
	}
	// What is stored reads back as what was meant.
	var back protocol.Definition
	if err := json.Unmarshal(want, &back); err != nil || back.Digest() != d.Digest() {
		t.Errorf("read back: %v, digest %s", err, back.Digest())
	}
}

func TestCheckRefuses(t *testing.T) {
	first := func(d *protocol.Definition) *protocol.Step { return &d.Steps[0] }
	for name, c := range map[string]struct {
		spoil func(*protocol.Definition)
		says  string
	}{
		"code":             {func(d *protocol.Definition) { d.Code = "Receive!" }, `"Receive!" names no protocol`},
		"version":          {func(d *protocol.Definition) { d.Version = "one" }, "three numbers"},
		"title":            {func(d *protocol.Definition) { d.Title.EN = "" }, "title"},
		"no steps":         {func(d *protocol.Definition) { d.Steps = nil }, "1 to 200 steps"},
		"many steps":       {func(d *protocol.Definition) { d.Steps = make([]protocol.Step, 201) }, "1 to 200 steps"},
		"same name":        {func(d *protocol.Definition) { d.Steps[1].Code = d.Steps[0].Code }, "two steps"},
		"step's code":      {func(d *protocol.Definition) { first(d).Code = "" }, `"" names no step`},
		"actor":            {func(d *protocol.Definition) { first(d).Actor = "butler" }, `step "acknowledge": unknown role "butler"`},
		"label":            {func(d *protocol.Definition) { first(d).Label.EN = "" }, "it has no label"},
		"told":             {func(d *protocol.Definition) { first(d).Told.NL = "" }, "nothing tells the reporter"},
		"start kind":       {func(d *protocol.Definition) { first(d).Start[0].Kind = "signal.recieved" }, `unknown kind of fact "signal.recieved"`},
		"stop kind":        {func(d *protocol.Definition) { first(d).Stop[0] = "signal.sung" }, `unknown kind of fact "signal.sung"`},
		"if kind":          {func(d *protocol.Definition) { first(d).Statutory.If = "signal.gilded" }, `"signal.gilded"`},
		"no start":         {func(d *protocol.Definition) { first(d).Start = nil }, "1 to 10 starts"},
		"no stop":          {func(d *protocol.Definition) { first(d).Stop = nil }, "nothing stops it"},
		"self-stopping":    {func(d *protocol.Definition) { first(d).Stop[0] = first(d).Start[0].Kind }, "both starts and stops"},
		"delay in hours":   {func(d *protocol.Definition) { d.Steps[1].Start[1].After = protocol.Span{Hours: 3} }, "by months, weeks or days"},
		"no term":          {func(d *protocol.Definition) { first(d).Default = nil }, "default term is needed"},
		"idle default":     {func(d *protocol.Definition) { first(d).Statutory.If = "" }, "a default never would"},
		"default":          {func(d *protocol.Definition) { first(d).Default.Length = protocol.Span{Days: 1, Hours: 1} }, "default is no term"},
		"own law":          {func(d *protocol.Definition) { first(d).Default.Basis = protocol.BasisStatutory }, "G or D"},
		"unknown law":      {func(d *protocol.Definition) { first(d).Statutory.Law = "WBK-ASK" }, `law table has no "WBK-ASK"`},
		"law of no number": {func(d *protocol.Definition) { first(d).Statutory.Law = "WBK-REG" }, "sets no number"},
		"aim":              {func(d *protocol.Definition) { first(d).Aim = protocol.Span{Days: -2} }, "aim is no term"},
		"unknown need":     {func(d *protocol.Definition) { d.Steps[1].Needs[0] = "applaud" }, `unknown step "applaud"`},
		"circle":           {func(d *protocol.Definition) { first(d).Needs = []protocol.StepCode{"feedback"} }, "needs itself"},
		"need of a signal": {func(d *protocol.Definition) { d.Steps[1].PerSignal = false }, "every signal has for itself"},
		"level":            {func(d *protocol.Definition) { first(d).Default.Ladder[0].Level = 0 }, "a level is 1 to 9"},
		"level twice":      {func(d *protocol.Definition) { first(d).Default.Ladder[1].Level = 1 }, "after lower levels, once"},
		"audience":         {func(d *protocol.Definition) { first(d).Default.Ladder[0].To = "the-press" }, `audience "the-press"`},
		"anchor":           {func(d *protocol.Definition) { first(d).Default.Ladder[1].From = "moon" }, "no moment"},
		"both ways": {func(d *protocol.Definition) {
			first(d).Default.Ladder[1].Before = protocol.Span{Days: 1}
		}, "no moment"},
		"hours of a morning": {func(d *protocol.Definition) {
			first(d).Statutory.Ladder[0].After = protocol.Span{Hours: 9}
		}, "no moment"},
		"start alone": {func(d *protocol.Definition) {
			first(d).Statutory.Ladder[0].After = protocol.Span{}
		}, "no moment"},
		"nobody notices": {func(d *protocol.Definition) {
			first(d).Statutory.Ladder = first(d).Statutory.Ladder[:2]
		}, "no level comes when it is due"},
	} {
		d := receive()
		c.spoil(&d)
		err := protocol.Check(d, vocabulary(), law(t))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: Check says %v, want %q", name, err, c.says)
		}
	}
	if err := protocol.Check(receive(), vocabulary()[:12], law(t)); err == nil {
		t.Error("a vocabulary without dossier.escalated passes")
	}
}

func TestCheckTellsEverythingAtOnce(t *testing.T) {
	d := receive()
	d.Version, d.Steps[0].Actor, d.Steps[1].Stop = "", "butler", nil
	err := protocol.Check(d, vocabulary(), law(t))
	if err == nil || len(strings.Split(err.Error(), "\n")) != 3 {
		t.Errorf("want three lines:\n%v", err)
	}
}

// Receive gives a new value each time: who spoils one spoils no other.
func TestDefinitionsAreNotShared(t *testing.T) {
	want := receive().Digest()
	d := receive()
	d.Steps[0].Default.Ladder[0].Level = 9
	d.Steps[0].Stop[0] = "signal.sung"
	if receive().Digest() != want {
		t.Error("a definition was changed from outside")
	}
}

func TestTextIn(t *testing.T) {
	text := gehoor.Text{NL: "ja", EN: "yes"}
	if text.In(gehoor.Dutch) != "ja" || text.In(gehoor.English) != "yes" || text.In("fy") != "ja" {
		t.Error("a text in the wrong language")
	}
}
