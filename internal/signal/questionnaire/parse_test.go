package questionnaire_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"pgregory.net/rapid"
)

// breaks are single edits of signal-1.json: what is written there, what instead,
// and what the fault must say. The fault must be on the line of the edit, or on
// that of the object around it when around is true.
var breaks = []struct {
	old, new, want string
	around         bool
}{
	{`"version": 1`, `"version": 0`, `use a whole number from 1 to 9999`, false},
	{`"version": 1`, `"version": 1.5`, `use a whole number`, false},
	{`"version": 1`, `"version": "1"`, `the version is a text: make it a number`, false},
	{`"version": 1`, `"version": 1, "owner": "x"`, `unknown field "owner": remove it; known are id, version`, false},
	{`"version": 1`, `"Version": 1`, `unknown field "Version"`, false},
	{`"version": 1,`, `"version": 1, "version": 2,`, `the field "version" is there twice`, false},
	{`["nl", "en"]`, `["nl", "xx"]`, `"xx" is no language of Gehoor`, false},
	{`["nl", "en"]`, `["nl"]`, `is also in "en"`, true},
	{`["nl", "en"]`, `["nl", "en", "nl"]`, `"nl" is there twice among the languages`, false},
	{`"id": "signal"`, `"id": "Signal"`, `begin with a letter`, false},
	{`"id": "about"`, `"id": "happened"`, `"happened" is there twice among the steps`, true},
	{`"id": "where"`, `"id": "what"`, `two questions "what": give each its own id`, true},
	{`"id": "saw"`, `"id": "me"`, `"me" is there twice among the options of question "role"`, true},
	{`"kind": "date"`, `"kind": "day"`, `unknown kind "day": use one of text, long-text`, false},
	{`"kind": "date"`, `"kind": "text"`, `has no "limit": add it`, true},
	{`"kind": "multiple"`, `"kind": "date"`, `is of kind date and has "options"`, true},
	{`"required": false`, `"required": "no"`, `make it true or false`, false},
	{`"leaves": "sealed"`, `"leaves": "server"`, `would leave the browser unsealed: use sealed: only office, not-safe and talk-asked may leave`, true},
	{`"leaves": "sealed"`, `"leaves": "nowhere"`, `use sealed or server`, false},
	{`"leaves": "server"`, `"leaves": "sealed"`, `make it a required single choice`, true},
	{`"id": "contact"`, `"id": "contact-me"`, `there are only the questions name and contact`, true},
	{`"compartment": "identity"`, `"compartment": "case"`, `use conversation or identity`, false},
	{`"id": "alderman"`, `"id": "aldermann"`, `with the options employee, manager, alderman`, true},
	{`"kind": "consent"`, `"kind": "date"`, `make it a consent of leaves server`, true},
	{`"question": "safe"`, `"question": "safer"`, `name a question that is asked earlier`, false},
	{`"question": "safe"`, `"question": "asked"`, `name a question that is asked earlier`, false},
	{`"question": "safe"`, `"question": "what"`, `name one with options, or a consent`, false},
	{`"equals": ["no"]`, `"equals": ["maybe"]`, `which is no option of "safe"`, false},
	{`"equals": ["no"]`, `"equals": []`, `have 1 to 24`, false},
	{`"equals": ["no"]`, `"equals": ["no", "no"]`, `"no" is there twice among the options in the condition`, false},
	{`"characters": 16000`, `"characters": 22000`, `lower the limits to 40000 together`, true},
	{`"characters": 16000`, `"characters": 1000000`, `use a whole number from 1 to 40000`, false},
	{`"most": 10`, `"most": 40`, `use a whole number from 1 to 20`, false},
	{`"nl": "Persoon", `, ``, `is not there in "nl": translate it`, false},
	{`"nl": "Persoon"`, `"nl": ""`, `is empty`, false},
	{`"nl": "Persoon"`, `"nl": " Persoon"`, `remove the space`, false},
	{`"nl": "Persoon"`, `"nl": "<b>Persoon</b>"`, `write plain text`, false},
	{`"nl": "Persoon"`, `"nl": "Per\u200bsoon"`, `write plain text`, false},
	{`"nl": "Persoon"`, `"nl": "` + strings.Repeat("p", 201) + `"`, `is longer than 200 characters`, false},
	{`"phone": "112"`, `"phone": "eleven"`, `is no telephone number`, false},
	{`"question": "asked"`, `"question": "asked", "not": true`, `unknown field "not"`, false},
	{`"id": "yes"`, `"id": "sure"`, `have yes, no and, if it is offered, unknown`, true},
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	source := string(signal(t).JSON())
	for _, b := range breaks {
		at := strings.Index(source, b.old)
		if at < 0 {
			t.Errorf("%s is not in signal-1.json", b.old)
			continue
		}
		_, err := questionnaire.Parse([]byte(strings.Replace(source, b.old, b.new, 1)))
		line := 1 + strings.Count(source[:at], "\n")
		if !says(err, b.want, line, b.around) {
			t.Errorf("line %d: %s → %s\ngot  %v\nwant %s", line, b.old, b.new, err, b.want)
		}
	}
}

// TestFaultsHaveAPlace: whoever shows a fault beside a field finds the field, and a
// sentence for what a page can make wrong.
func TestFaultsHaveAPlace(t *testing.T) {
	for _, c := range []struct {
		old, new, path string
		code           questionnaire.FaultCode
		n              int
	}{
		{`"label":{"nl":"T"}`, `"label":{}`, "steps/0/questions/0/label/nl", questionnaire.FaultMissing, 0},
		{`"label":{"nl":"T"}`, `"label":{"nl":" T"}`, "steps/0/questions/0/label/nl", questionnaire.FaultSpace, 0},
		{`"label":{"nl":"T"}`, `"label":{"nl":""}`, "steps/0/questions/0/label/nl", questionnaire.FaultEmpty, 0},
		{`"label":{"nl":"T"}`, `"label":{"nl":"<T>"}`, "steps/0/questions/0/label/nl", questionnaire.FaultMarkup, 0},
		{`"label":{"nl":"T"}`, `"label":{"nl":"` + strings.Repeat("T", 201) + `"}`, "steps/0/questions/0/label/nl", questionnaire.FaultLong, 0},
		{`"characters":9`, `"characters":0`, "steps/0/questions/0/limit/characters", questionnaire.FaultNumber, 40000},
		{`"files":{"most":3`, `"files":{"most":0`, "steps/0/questions/6/files/most", questionnaire.FaultNumber, 10},
		{`"equals":["x"]`, `"equals":[]`, "steps/0/questions/3/when/equals", questionnaire.FaultList, 24},
		{`"equals":["x"]`, `"equals":["z"]`, "steps/0/questions/3/when", questionnaire.FaultWhenOption, 0},
		{`"when":{"question":"s"`, `"when":{"question":"d"`, "steps/0/questions/3/when", questionnaire.FaultWhenEarlier, 0},
		{`"when":{"question":"s"`, `"when":{"question":"l"`, "steps/0/questions/3/when", questionnaire.FaultWhenOptions, 0},
		{`"phone":"112"`, `"phone":"x"`, "steps/0/questions/8/contacts/0/phone", questionnaire.FaultPhone, 0},
		{`"kind":"date"`, `"kind":"day"`, "steps/0/questions/4/kind", questionnaire.FaultOther, 0},
		{`"label":{"nl":"I"}`, `"label":{}`, "steps/0/questions/10/group/questions/0/label/nl", questionnaire.FaultMissing, 0},
	} {
		if !strings.Contains(everyKind, c.old) {
			t.Fatalf("%s is not in every-kind.json", c.old)
		}
		_, err := questionnaire.Parse([]byte(strings.Replace(everyKind, c.old, c.new, 1)))
		var faults questionnaire.Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s: %v", c.new, err)
			continue
		}
		if code, n := faults[0].Code(); faults[0].Path != c.path || code != c.code || c.n != 0 && n != c.n {
			t.Errorf("%s: %s at %s (%d), want %s at %s (%d)", c.new, code, faults[0].Path, n, c.code, c.path, c.n)
		}
	}
}

// says looks for a fault with the text, on the line or (around) near it.
func says(err error, want string, line int, around bool) bool {
	var faults questionnaire.Faults
	if !errors.As(err, &faults) {
		return false
	}
	for _, f := range faults {
		if strings.Contains(f.Error(), want) && (around || f.Line == line) {
			return true
		}
	}
	return false
}

func TestParseRefusesBytes(t *testing.T) {
	source := string(signal(t).JSON())
	for name, c := range map[string]struct{ data, want string }{
		"empty":     {"", "this is no JSON"},
		"null":      {"null", "the questionnaire is null: make it an object"},
		"list":      {"[]", "the questionnaire is a list"},
		"half":      {source[:len(source)/2], "this is no JSON"},
		"unclosed":  {strings.TrimRight(source, "}\n"), "the file ends too early"},
		"two":       {source + "{}", "something after the questionnaire"},
		"bytes":     {"\xff" + source, "not UTF-8"},
		"large":     {strings.Repeat(" ", questionnaire.MaxBytes+1), "larger than 256 KiB"},
		"deep":      {strings.Repeat("[", 5000), "nested too deeply"},
		"wrong sep": {`{"id";1}`, "this is no JSON"},
	} {
		_, err := questionnaire.Parse([]byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

// TestInnerQuestions: a group asks plain things, sealed where the group is.
func TestInnerQuestions(t *testing.T) {
	source := string(signal(t).JSON())
	before, rest, found := strings.Cut(source, `"id": "whom"`)
	if !found {
		t.Fatal("no group in signal-1.json")
	}
	for old, c := range map[string][2]string{
		`"kind": "text"`:                {`"kind": "group"`, "use text, long-text or date inside a group"},
		`"required": false`:             {`"required": true`, "make it not required"},
		`"compartment": "conversation"`: {`"compartment": "identity"`, "give it the leaves and compartment of the group"},
		`"limit": {`:                    {`"when": { "question": "safe", "equals": ["no"] }, "limit": {`, "put the condition on the group"},
		`"id": "when"`:                  {`"id": "whom"`, `"whom" is there twice among the questions in question "told"`},
	} {
		_, err := questionnaire.Parse([]byte(before + `"id": "whom"` + strings.Replace(rest, old, c[0], 1)))
		if err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: got %v, want %s", c[0], err, c[1])
		}
	}
}

// TestFiledQuestions: files follow the signal, so nothing waits for one, and their
// number is bounded.
func TestFiledQuestions(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"files":{"most":3,"why":"w"}`, `"files":{"most":11,"why":"w"}`, "use a whole number from 1 to 10"},
		{`"files":{"most":3,"why":"w"}`, `"files":{"most":3}`, "has no \"why\""},
		{`,"files":{"most":3,"why":"w"}`, ``, `is of kind attachment and has no "files": add it`},
		{`"kind":"period"`, `"kind":"period","files":{"most":1,"why":"w"}`, `is of kind period and has "files": remove it`},
		{`"kind":"voice","label":{"nl":"V"},"required":false`, `"kind":"voice","label":{"nl":"V"},"required":true`, "who cannot add one must get on"},
		{`"kind":"period","label":{"nl":"P"},"required":false,"leaves":"sealed"`, `"kind":"period","label":{"nl":"P"},"required":false,"leaves":"server"`, "would leave the browser unsealed"},
		{`"kind":"date","label":{"nl":"I"}`, `"kind":"period","label":{"nl":"I"}`, "use text, long-text or date inside a group"},
	} {
		if !strings.Contains(everyKind, c.old) {
			t.Fatalf("%s is not in every-kind.json", c.old)
		}
		_, err := questionnaire.Parse([]byte(strings.Replace(everyKind, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.new, err, c.want)
		}
	}
}

func TestFaultsAreBounded(t *testing.T) {
	list := strings.Repeat(`{"id":1},`, 19) + `{"id":1}`
	_, err := questionnaire.Parse([]byte(`{"id":"a","version":1,"languages":["nl"],"title":{"nl":"a"},"steps":[` +
		strings.Repeat(`{"id":"b","title":{"nl":"b"},"questions":[`+list+`]},`, 19) +
		`{"id":"b","title":{"nl":"b"},"questions":[` + list + `]}]}`))
	var faults questionnaire.Faults
	if !errors.As(err, &faults) || len(faults) != questionnaire.MaxFaults {
		t.Errorf("%d faults, want %d", len(faults), questionnaire.MaxFaults)
	}
}

// TestAnyEdit: whatever single byte of a questionnaire is changed, Parse either
// refuses it or keeps all promises.
func TestAnyEdit(t *testing.T) {
	source := signal(t).JSON()
	rapid.Check(t, func(t *rapid.T) {
		data := append([]byte(nil), source...)
		data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		if q, err := questionnaire.Parse(data); err == nil {
			promises(t, q)
		}
	})
}
