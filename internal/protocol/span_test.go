package protocol_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/protocol"
	"pgregory.net/rapid"
)

func TestSpanNotation(t *testing.T) {
	for text, want := range map[string]protocol.Span{
		"7kd":          {Days: 7},
		"5wd":          {WorkingDays: 5},
		"24u":          {Hours: 24},
		"4wu":          {WorkingHours: 4},
		"6wk":          {Weeks: 6},
		"3mnd":         {Months: 3},
		"3mnd+7kd":     {Months: 3, Days: 7},
		"1mnd+2wk+3kd": {Months: 1, Weeks: 2, Days: 3},
		"9999kd":       {Days: 9999},
	} {
		got, err := protocol.ParseSpan(text)
		if err != nil || got != want {
			t.Errorf("ParseSpan(%q) = %+v, %v; want %+v", text, got, err, want)
		}
		if got.String() != text {
			t.Errorf("%q prints as %q", text, got.String())
		}
	}
}

func TestSpanRefusesWhatItWouldNotPrint(t *testing.T) {
	for _, text := range []string{
		"", "7", "kd", "0kd", "07kd", "+7kd", "-7kd", "7 kd", "7KD", "7kd ", "10000kd",
		"7d", "7kd+", "+", "7kd+3kd", "7kd+1wk", "1wd+1kd", "24u+1wu", "1mnd+4wu",
		"٧kd", "99999999999999999999kd", "1.5kd", "7kd5wd",
	} {
		if got, err := protocol.ParseSpan(text); err == nil {
			t.Errorf("ParseSpan(%q) = %+v, want an error", text, got)
		} else if text != "" && len(text) > 3 && strings.Contains(err.Error(), text) {
			t.Errorf("the error repeats its input %q", text)
		}
	}
}

func TestSpanValid(t *testing.T) {
	for _, s := range []protocol.Span{
		{}, {Days: -1}, {Months: 1, Hours: 1}, {WorkingDays: 1, WorkingHours: 1}, {Days: 10000},
		{Months: 3, Days: -1},
	} {
		if s.Valid() {
			t.Errorf("%+v is called valid", s)
		}
	}
}

func TestSpanInJSON(t *testing.T) {
	data, err := json.Marshal(protocol.Span{Weeks: 6})
	if err != nil || string(data) != `"6wk"` {
		t.Fatalf("%s, %v", data, err)
	}
	var s protocol.Span
	if err := json.Unmarshal([]byte(`"6wk+1mnd"`), &s); err == nil {
		t.Errorf("units in the wrong order are read as %v", s)
	}
	if err := json.Unmarshal(data, &s); err != nil || s.Weeks != 6 {
		t.Errorf("%v, %v", s, err)
	}
}

func anySpan() *rapid.Generator[protocol.Span] {
	return rapid.Custom(func(t *rapid.T) protocol.Span {
		n := rapid.IntRange(1, 400)
		switch rapid.IntRange(0, 4).Draw(t, "family") {
		case 0:
			return protocol.Span{WorkingDays: n.Draw(t, "wd")}
		case 1:
			return protocol.Span{Hours: n.Draw(t, "u")}
		case 2:
			return protocol.Span{WorkingHours: n.Draw(t, "wu")}
		case 3:
			return protocol.Span{Days: n.Draw(t, "kd")}
		}
		return protocol.Span{
			Months: rapid.IntRange(1, 24).Draw(t, "mnd"),
			Weeks:  rapid.IntRange(0, 60).Draw(t, "wk"),
			Days:   rapid.IntRange(0, 60).Draw(t, "kd"),
		}
	})
}

func TestSpanPrintsAndReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpan().Draw(t, "span")
		got, err := protocol.ParseSpan(s.String())
		if err != nil || got != s {
			t.Fatalf("%+v prints as %q, which reads as %+v, %v", s, s, got, err)
		}
	})
}

var spanSeeds = []string{"7kd", "5wd", "24u", "4wu", "6wk", "3mnd", "1mnd+2wk+3kd", "07kd", "+", "7kd+7kd", ""}

func FuzzParseSpan(f *testing.F) {
	for _, s := range spanSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := protocol.ParseSpan(text)
		switch {
		case err != nil && !s.IsZero():
			t.Errorf("an error and %v", s)
		case err == nil && (s.String() != text || !s.Valid()):
			t.Errorf("%q reads as %+v and prints as %q", text, s, s)
		}
	})
}
