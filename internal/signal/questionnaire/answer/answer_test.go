package answer_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
)

// vector is answers to a questionnaire, and all that follows from them. The
// browser's tests read the same file.
type vector struct {
	Name    string          `json:"name"`
	Answers json.RawMessage `json:"answers"`
	// Asked are the questions that are asked.
	Asked   []questionnaire.ID               `json:"asked"`
	Faults  map[questionnaire.ID]vectorFault `json:"faults"`
	Kept    answer.Answers                   `json:"kept"`
	Who     *answer.Who                      `json:"who"`
	Office  gehoor.Office                    `json:"office"`
	NotSafe bool                             `json:"notSafe"`
	Talk    bool                             `json:"talkAsked,omitempty"`
}

type vectorFault struct {
	Key   answer.FaultKey  `json:"key"`
	Limit int              `json:"limit,omitempty"`
	Over  int              `json:"over,omitempty"`
	Inner questionnaire.ID `json:"inner,omitempty"`
	Entry int              `json:"entry,omitempty"`
}

const folder = "../../../../testdata/vectors/"

// kinds is a questionnaire for tests only, of the kinds that "signal" has not.
func kinds(t testing.TB) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile(folder + "questionnaire-kinds.json")
	if err != nil {
		t.Fatal(err)
	}
	q, err := questionnaire.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// kindsInputs are answers to it.
func kindsInputs() map[string]string {
	quoted := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	return map[string]string{
		"a period":                          `{"lasted":"2026-01-05/2026-03-09"}`,
		"one day":                           `{"lasted":" 2026-01-05/2026-01-05 "}`,
		"since":                             `{"lasted":"2026-01-05/.."}`,
		"until":                             `{"lasted":"../2026-03-09"}`,
		"open at both ends":                 `{"lasted":"../.."}`,
		"backwards":                         `{"lasted":"2026-03-09/2026-01-05"}`,
		"a day where a period belongs":      `{"lasted":"2026-01-05"}`,
		"no day of the calendar at the end": `{"lasted":"2026-01-05/2026-02-30"}`,
		"three days":                        `{"lasted":"2026-01-05/2026-01-06/2026-01-07"}`,
		"spaces within":                     `{"lasted":"2026-01-05 / 2026-01-06"}`,
		"an empty end":                      `{"lasted":"2026-01-05/"}`,
		"a list where a period belongs":     `{"lasted":["2026-01-05/.."]}`,
		"no files":                          `{"proof":[]}`,
		"files":                             `{"proof":["foto.jpg","brief (2).pdf"],"said":["opname-1.wav"]}`,
		"too many files":                    `{"proof":["a","b","c","d"]}`,
		"a file twice":                      `{"proof":["a","a"]}`,
		"a file without a name":             `{"proof":["a",""]}`,
		"a name with a sign that is unseen": `{"proof":["a\u0007"]}`,
		"a name that is too long":           `{"proof":[` + quoted(strings.Repeat("a", 201)) + `]}`,
		"the longest name":                  `{"proof":[` + quoted(strings.Repeat("😀", 100)) + `]}`,
		"a text where files belong":         `{"proof":"foto.jpg"}`,
		"entries where files belong":        `{"said":[{"name":"a"}]}`,
		"files that are not asked for":      `{"any":"no","proof":["foto.jpg"],"more":["b"]}`,
		"files that are asked for":          `{"any":"yes","more":["b"]}`,
	}
}

// talkInputs are answers to what version 3 asks and version 1 does not.
func talkInputs() map[string]string {
	return map[string]string{
		"a talk, and we may know":        `{"what":"x","office":"mayor","talk":"phone","talk-number":"06 1","talk-times":"avond","talk-asked":"yes"}`,
		"a talk, sealed":                 `{"what":"x","office":"mayor","talk":"meet","talk-place":"het park","talk-interpreter":"yes"}`,
		"a talk that was taken back":     `{"what":"x","office":"mayor","talk":"no","talk-number":"06 1","talk-asked":"yes"}`,
		"consent without a talk":         `{"what":"x","office":"mayor","talk-asked":"yes"}`,
		"consent that says no":           `{"what":"x","office":"mayor","talk":"meet","talk-asked":"no"}`,
		"a number where nobody calls":    `{"what":"x","office":"mayor","talk":"meet","talk-number":"06 1"}`,
		"something earlier, of my own":   `{"what":"x","office":"mayor","earlier":"own","earlier-reference":" 3F9 A1C ","earlier-what":"vorig jaar"}`,
		"something earlier, of another":  `{"what":"x","office":"mayor","earlier":"other","earlier-reference":"3f9a1c"}`,
		"nothing earlier":                `{"what":"x","office":"mayor","earlier":"no","earlier-reference":"3f9a1c"}`,
		"a reference that is a sentence": `{"what":"x","office":"mayor","earlier":"own","earlier-reference":"` + strings.Repeat("a", 201) + `"}`,
	}
}

func form(t testing.TB) *questionnaire.Questionnaire { return version(t, 1) }

func version(t testing.TB, n int) *questionnaire.Questionnaire {
	t.Helper()
	q, err := questionnaire.Load("signal", n)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// inputs are what people, and others, may send.
func inputs() map[string]string {
	quoted := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	return map[string]string{
		"nothing":                       `{}`,
		"only what is needed":           `{"what":"iets","office":"mayor"}`,
		"blank is nothing":              `{"what":" \n\t","office":"mayor"}`,
		"what is unseen goes":           `{"what":"\u0000 a\u0007b\r\nc\rd \ufeff","office":"unknown","when":"\u00a0\u2003"}`,
		"exactly the limit":             `{"what":"x","office":"mayor","when":` + quoted(strings.Repeat("é", 500)) + `}`,
		"signs that count twice":        `{"what":"x","office":"mayor","when":` + quoted(strings.Repeat("😀", 251)) + `}`,
		"spaces do not count":           `{"what":"x","office":"mayor","when":` + quoted("  "+strings.Repeat("a", 500)+"  ") + `}`,
		"no day of the calendar":        `{"what":"x","office":"mayor","date":"2026-02-30"}`,
		"a leap day":                    `{"what":"x","office":"mayor","date":" 2028-02-29 "}`,
		"a day in words":                `{"what":"x","office":"mayor","date":"gisteren"}`,
		"an office that is none":        `{"what":"x","office":"emperor"}`,
		"consent without its question":  `{"what":"x","office":"mayor","not-safe":"yes"}`,
		"consent":                       `{"what":"x","office":"mayor","safe":"no","not-safe":"yes"}`,
		"consent that says no":          `{"what":"x","office":"mayor","safe":"no","not-safe":"no"}`,
		"taken back":                    `{"what":"x","office":"mayor","asked":"no","asked-by":"chef","asked-what":"thuisblijven"}`,
		"asked for":                     `{"what":"x","office":"mayor","asked":"yes","asked-by":" chef ","asked-what":""}`,
		"several options":               `{"what":"x","office":"mayor","hopes":["stop","talk"]}`,
		"an option twice":               `{"what":"x","office":"mayor","hopes":["stop","stop"]}`,
		"an option that is none":        `{"what":"x","office":"mayor","hopes":["gold"]}`,
		"a list where a text belongs":   `{"what":["x"],"office":"mayor"}`,
		"a text where a list belongs":   `{"what":"x","office":"mayor","hopes":"stop"}`,
		"entries":                       `{"what":"x","office":"mayor","told":[{"whom":" Karel "},{"whom":"","when":" "},{"outcome":"niets"}]}`,
		"an entry too long":             `{"what":"x","office":"mayor","told":[{"whom":"a"},{"whom":` + quoted(strings.Repeat("a", 201)) + `}]}`,
		"an entry with another field":   `{"what":"x","office":"mayor","told":[{"whom":"a"},{"salary":"b"}]}`,
		"too many entries":              `{"what":"x","office":"mayor","told":[` + strings.TrimSuffix(strings.Repeat(`{"whom":"a"},`, 11), ",") + `]}`,
		"a name that nobody may know":   `{"what":"x","office":"mayor","known-to":"nobody","name":"Robin"}`,
		"a name":                        `{"what":"x","office":"mayor","known-to":"handlers","name":" Robin ","contact":""}`,
		"only a way to be reached":      `{"what":"x","office":"mayor","known-to":"others","known-others":"mijn zus","contact":"06"}`,
		"two conditions after another":  `{"what":"x","office":"mayor","known-to":"handlers","channels":["phone"],"times":"avond"}`,
		"the first condition is undone": `{"what":"x","office":"mayor","known-to":"nobody","channels":["phone"],"times":"avond"}`,
		"questions that nobody asks":    `{"what":"x","office":"mayor","salary":"b","constructor":"c"}`,
	}
}

func makeVector(t testing.TB, q *questionnaire.Questionnaire, name string, raw json.RawMessage) vector {
	t.Helper()
	var a answer.Answers
	if err := json.Unmarshal(raw, &a); err != nil {
		t.Fatal(err)
	}
	v := vector{
		Name: name, Answers: raw, Faults: map[questionnaire.ID]vectorFault{},
		Kept: answer.Kept(q, a), Office: answer.Office(q, a), NotSafe: answer.NotSafe(q, a), Talk: answer.TalkAsked(q, a),
	}
	for _, one := range answer.Asked(q, a) {
		v.Asked = append(v.Asked, one.ID)
	}
	for id, f := range answer.Faults(q, a) {
		v.Faults[id] = vectorFault{f.Key, f.Limit, f.Over, f.Inner, f.Entry}
	}
	who, err := answer.EncodeWho(q, a)
	if err != nil {
		t.Fatal(err)
	}
	if who != nil {
		w, ok := answer.ReadWho(who)
		if !ok {
			t.Fatalf("%s is not read", who)
		}
		v.Who = &w
	}
	return v
}

// TestVectors writes a file if it is missing and GEHOOR_UPDATE is set; a vector
// is added, never edited. The browser's rules are other code: they agree.
func TestVectors(t *testing.T) {
	checkVectors(t, form(t), folder+"answers.json", inputs(), 30)
	checkVectors(t, kinds(t), folder+"answers-kinds.json", kindsInputs(), 20)
	checkVectors(t, version(t, 3), folder+"answers-talk.json", talkInputs(), 10)
}

func checkVectors(t *testing.T, q *questionnaire.Questionnaire, file string, in map[string]string, least int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) && os.Getenv("GEHOOR_UPDATE") != "" {
		var all []vector
		for _, name := range slices.Sorted(maps.Keys(in)) {
			all = append(all, makeVector(t, q, name, json.RawMessage(in[name])))
		}
		if data, err = json.MarshalIndent(all, "", "\t"); err == nil {
			err = os.WriteFile(file, append(data, '\n'), 0o644)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil || len(all) < least {
		t.Fatalf("%s: %d vectors (%v)", file, len(all), err)
	}
	for _, want := range all {
		got := makeVector(t, q, want.Name, want.Answers)
		if diff := cmp.Diff(asJSON(t, want), asJSON(t, got)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", want.Name, diff)
		}
	}
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestAccount: what is sealed reads back, beside the questions that were asked.
func TestAccount(t *testing.T) {
	q := form(t)
	a := answer.Answers{
		"what": {Text: "iets"}, "office": {Text: "mayor"}, "date": {Text: "2026-03-09"}, "hopes": {Many: []string{"stop"}},
		"told": {Items: []answer.Item{{"whom": "Karel"}, {}}}, "known-to": {Text: "handlers"}, "name": {Text: "Robin"},
		"safe": {Text: "no"}, "not-safe": {Text: "yes"},
	}
	body, err := answer.EncodeAccount(q, gehoor.Dutch, a)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(body, []byte("Robin")) {
		t.Error("the account says who the reporter is")
	}
	got, ok := answer.ReadAccount(body)
	if !ok || got.Digest != q.Digest() || got.Lang != gehoor.Dutch || got.Answers["what"].Text != "iets" || len(got.Answers["told"].Items) != 1 {
		t.Errorf("read %v %+v", ok, got)
	}
	var lines []string
	for _, p := range answer.Parts(q, got.Answers, gehoor.Dutch) {
		for _, l := range p.Lines {
			lines = append(lines, l.Label+": "+strings.Join(l.Values, ", "))
			if l.Asked.ID == questionnaire.NotSafeQuestion && !l.Ticked || l.Asked.ID == "told" && (len(l.Entries) != 1 || l.Entries[0][0].Values[0] != "Karel") {
				t.Errorf("%+v", l)
			}
		}
	}
	if all := strings.Join(lines, "; "); !strings.Contains(all, "Burgemeester") || !strings.Contains(all, "Dat het stopt") {
		t.Error(all)
	}
	if left := answer.Anonymous(q, a); answer.Named(q, left) || left["what"].Empty() || !answer.Named(q, a) {
		t.Errorf("without a name: %v", left)
	}
	if s := answer.Strangers(q, answer.Answers{"later": {Text: "x"}, "what": {Text: "y"}}); len(s) != 1 || s[0].Label != "later" {
		t.Errorf("strangers: %+v", s)
	}
}

// TestPeriod: what two fields give, and what they show of it.
func TestPeriod(t *testing.T) {
	for _, c := range [][3]string{
		{"", "", ""}, {" 2026-01-05 ", "", "2026-01-05/.."}, {"", "2026-01-05", "../2026-01-05"},
		{"2026-01-05", "2026-01-06", "2026-01-05/2026-01-06"}, {"gisteren", "", "gisteren/.."},
	} {
		joined := answer.JoinPeriod(c[0], c[1])
		from, to := answer.SplitPeriod(joined)
		if joined != c[2] || from != strings.TrimSpace(c[0]) || to != c[1] {
			t.Errorf("%q and %q give %q, shown as %q and %q", c[0], c[1], joined, from, to)
		}
	}
}

func seeds() []string {
	all := []string{"", "[]", "null", `{"answers":5}`, `{"digest":"sha256-x","answers":{"what":{"a":1},"told":[{"whom":5},"x",null]}}`}
	for _, raw := range append(slices.Collect(maps.Values(inputs())), slices.Collect(maps.Values(kindsInputs()))...) {
		all = append(all, `{"digest":"sha256-x","answers":`+raw+`}`)
	}
	return all
}

func TestSeeds(t *testing.T) {
	if n := len(seeds()); n < 30 {
		t.Errorf("%d seeds", n)
	}
}

func FuzzReadAccount(f *testing.F) {
	for _, s := range seeds() {
		f.Add([]byte(s))
	}
	asked := []*questionnaire.Questionnaire{form(f), kinds(f)}
	f.Fuzz(func(t *testing.T, body []byte) {
		a, ok := answer.ReadAccount(body)
		if !ok {
			return
		}
		answer.Strangers(nil, a.Answers)
		for _, q := range asked {
			answer.Parts(q, a.Answers, gehoor.English)
			answer.Faults(q, a.Answers)
			kept := answer.Kept(q, a.Answers)
			if diff := cmp.Diff(asJSON(t, kept), asJSON(t, answer.Kept(q, kept))); diff != "" {
				t.Errorf("keeping twice keeps something else:\n%s", diff)
			}
		}
	})
}
