package protocol_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/protocols"
)

// The table as it was researched; a changed number must be changed here too.
func TestLawTable(t *testing.T) {
	want := []struct {
		code         protocol.LawCode
		length       string
		extension    string
		termijnenwet protocol.Applies
	}{
		{"WBK-ACK", "7kd", "", protocol.AppliesUncertain},
		{"WBK-FB", "3mnd", "", protocol.AppliesUncertain},
		{"WBK-EXT-FB", "3mnd", "3mnd", protocol.AppliesUncertain},
		{"WBK-REG", "", "", protocol.AppliesNo},
		{"AWB-ACK", "", "", protocol.AppliesNo},
		{"AWB-NOT", "4wk", "", protocol.AppliesYes},
		{"AWB-DEC", "6wk", "4wk", protocol.AppliesYes},
		{"AWB-DEC-C", "10wk", "4wk", protocol.AppliesYes},
		{"AWB-OMB", "12mnd", "", protocol.AppliesNo},
		{"WOO-DEC", "4wk", "2wk", protocol.AppliesYes},
		{"WOO-SPEC", "2wk", "", protocol.AppliesYes},
		{"WOO-OUT", "2wk", "", protocol.AppliesYes},
		{"AVG-DSR", "1mnd", "2mnd", protocol.AppliesUncertain},
		{"AVG-BREACH", "72u", "", protocol.AppliesNo},
		{"GW-61B", "", "", protocol.AppliesNo},
	}
	table := law(t)
	if len(table.Terms) != len(want) {
		t.Errorf("%d terms, want %d", len(table.Terms), len(want))
	}
	for _, w := range want {
		got, ok := table.Term(w.code)
		extension := ""
		if got.Extension != nil {
			extension = got.Extension.Length.String()
		}
		if !ok || got.Length.String() != w.length || extension != w.extension || got.Termijnenwet != w.termijnenwet {
			t.Errorf("%s: %s +%s, termijnenwet %s", w.code, got.Length, extension, got.Termijnenwet)
		}
		if strings.HasPrefix(string(w.code), "WBK-") && w.code != "WBK-EXT-FB" && got.Extension != nil {
			t.Errorf("%s: the Wbk extends no internal term", w.code)
		}
		if got.Termijnenwet == protocol.AppliesUncertain && got.Note == "" && w.code != "WBK-EXT-FB" {
			t.Errorf("%s: doubt without a note", w.code)
		}
	}
	if _, ok := table.Term("WBK-NONE"); ok {
		t.Error("a term that is not there was found")
	}
}

func TestBadLawTables(t *testing.T) {
	const good = `{"code":"X-1","article":"a","source":"s","rule":{"nl":"n","en":"e"},"length":"7kd","starts":"then","termijnenwet":"yes","checked":"V"}`
	table := func(terms ...string) string {
		return `{"version":1,"terms":[` + strings.Join(terms, ",") + `]}`
	}
	if _, err := protocol.ParseLaw([]byte(table(good))); err != nil {
		t.Fatalf("the good table: %v", err)
	}
	change := func(old, new string) string { return table(strings.Replace(good, old, new, 1)) }
	for name, c := range map[string]struct{ text, says string }{
		"unknown key":          {change(`"checked"`, `"pausable":true,"checked"`), "pausable"},
		"twice":                {table(good, good), "X-1: named twice"},
		"no terms":             {table(), "1 to 200"},
		"other version":        {`{"version":7,"terms":[` + good + `]}`, "version 7"},
		"bad code":             {change("X-1", "x 1"), "capitals"},
		"no source":            {change(`"source":"s"`, `"source":""`), "source"},
		"no English":           {change(`"en":"e"`, `"en":""`), "en"},
		"bad length":           {change("7kd", "7 days"), "7kd"},
		"unknown answer":       {change(`"yes"`, `"perhaps"`), "uncertain"},
		"too long to extend":   {change("7kd", "4mnd"), "art. 4"},
		"hours to extend":      {change("7kd", "24u"), "art. 4"},
		"unknown check":        {change(`"V"`, `"X"`), "checked"},
		"extension for naught": {change(`"checked"`, `"extension":{"length":"1wk","needs":""},"checked"`), "needs something"},
		"cut off":              {good[:40], "byte"},
		"something behind":     {table(good) + "{}", "follows"},
	} {
		_, err := protocol.ParseLaw([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want it to say %q", name, err, c.says)
		}
	}
}

func TestDigestsPinWhatIsSaid(t *testing.T) {
	a, b := law(t), law(t)
	if a.Digest() != b.Digest() {
		t.Error("one table, two digests")
	}
	b.Terms[0].Length = protocol.Span{Days: 8}
	if a.Digest() == b.Digest() {
		t.Error("a day more, the same digest")
	}
	one, other := setting(t), setting(t, "2026-12-24")
	if one.Digest() == other.Digest() || one.Digest() != setting(t).Digest() {
		t.Error("a setting is not pinned by its calendar")
	}
	if (protocol.Setting{Calendar: one.Calendar, Law: b}).Digest() == one.Digest() {
		t.Error("a setting is not pinned by its law")
	}
}

func FuzzParseLaw(f *testing.F) {
	f.Add(protocols.Law())
	f.Add([]byte(`{"version":1,"terms":[{"code":"X","length":"72u"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := protocol.ParseLaw(data)
		if err == nil && len(l.Terms) == 0 {
			t.Error("an empty table is no law")
		}
	})
}

// Seeds are given with f.Add; this asserts that none of them became empty.
func TestFuzzSeedsAreThere(t *testing.T) {
	for name, seed := range map[string][]byte{
		"law": protocols.Law(), "holidays": protocols.Holidays(), "closings": protocols.ClosingsVeenhaven(),
	} {
		if len(seed) < 100 {
			t.Errorf("%s: the seed has %d bytes", name, len(seed))
		}
	}
	if len(spanSeeds) < 5 {
		t.Error("ParseSpan has too few seeds")
	}
}
