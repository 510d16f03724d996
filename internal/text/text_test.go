package text_test

import (
	"encoding/json"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/go-playground/locales/nl"
	"github.com/google/go-cmp/cmp"
)

func TestSay(t *testing.T) {
	dutch, english := text.For(gehoor.Dutch), text.For(gehoor.English)
	for _, c := range []struct{ name, got, want string }{
		{"plain", dutch.Say("site.leave"), "Snel weg"},
		{"English", english.Say("site.leave"), "Leave now"},
		{"argument", dutch.Say("site.help-call", text.With("phone", "14 099")), "Bel 14 099."},
		{"no argument", dutch.Say("site.help-call"), "Bel {phone}."},
		{"a value is never read as a place", dutch.Say("time.moment", text.With("date", "{time}"), text.With("time", "x")), "{time} om x"},
		{"no such key", dutch.Say("no.such"), "no.such"},
		{"unknown language", text.For("xx").Say("site.leave"), "Snel weg"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestRefusal(t *testing.T) {
	for _, c := range []struct {
		lang    gehoor.Language
		refusal *gehoor.Refusal
		want    string
	}{
		{"nl", gehoor.Refuse(gehoor.CodeThrottled, "minutes", "1"), "U hebt het vaak geprobeerd. Wacht nog 1 minuut en probeer het dan weer."},
		{"nl", gehoor.Refuse(gehoor.CodeThrottled, "minutes", "1500"), "U hebt het vaak geprobeerd. Wacht nog 1.500 minuten en probeer het dan weer."},
		{"en", gehoor.Refuse(gehoor.CodeThrottled, "minutes", "1500"), "You have tried often. Wait 1,500 more minutes and try again."},
		{"en", gehoor.Refuse("protocol.not-yet", "step", "acknowledge", "nl", "Bevestigen", "en", "Confirm receipt"), "Something else has to happen first: Confirm receipt."},
		{"en", gehoor.Refuse("no.such-code"), "This is not possible now. Do you call us about it? Then mention this code: no.such-code"},
	} {
		if got := text.For(c.lang).Refusal(c.refusal); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.lang, c.refusal, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	summer := time.Date(2026, 6, 5, 12, 30, 0, 0, time.UTC)
	lastMinute := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC) // half past midnight in Amsterdam
	dutch, english := text.For(gehoor.Dutch), text.For(gehoor.English)
	got := []string{
		dutch.Date(summer), dutch.Moment(summer), english.Moment(summer),
		dutch.Moment(lastMinute), dutch.Date(time.Date(2026, 6, 5, 0, 0, 0, 0, time.UTC)),
		dutch.Weekday(time.Monday), english.Weekday(time.Sunday), dutch.Number(1234),
	}
	want := []string{
		"vrijdag 5 juni 2026", "vrijdag 5 juni 2026 om 14.30 uur", "Friday 5 June 2026 at 14:30",
		"vrijdag 1 januari 2027 om 00.30 uur", "vrijdag 5 juni 2026",
		"maandag", "Sunday", "1.234",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestSubset(t *testing.T) {
	data, err := text.For(gehoor.Dutch).Subset([]text.Key{"site.leave", "refusal.sign-in.throttled", "no.such"})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Lang  string
		Texts map[string]any
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	throttled, _ := got.Texts["refusal.sign-in.throttled"].(map[string]any)
	if got.Lang != "nl" || got.Texts["site.leave"] != "Snel weg" || throttled["by"] != "minutes" || len(got.Texts) != 2 {
		t.Errorf("subset is %s", data)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"twice in one file": "a.b: x\na.b: y\n",
		"malformed key":     "A b: x\n",
		"no part":           "alone: x\n",
		"empty":             "a.b: ''\n",
		"forms without by":  "a.b: {one: x, other: y}\n",
		"unknown form":      "a.b: {by: n, one: x, other: y, few: z}\n",
		"list":              "a.b: [x]\n",
		"another's plural":  "a.b: '{n, plural, one {x} other {y}}'\n",
		"no YAML":           "a.b: {\n",
	} {
		from := fstest.MapFS{"nl/x.yaml": {Data: []byte(data)}}
		if _, err := text.Load(from, gehoor.Dutch, nl.New()); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
	from := fstest.MapFS{"nl/x.yaml": {Data: []byte("a.b: x\n")}, "nl/y.yaml": {Data: []byte("a.b: y\n")}}
	if _, err := text.Load(from, gehoor.Dutch, nl.New()); err == nil {
		t.Error("a key in two files: loaded")
	}
}
