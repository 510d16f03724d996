package founding_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// counting is randomness that a failing test meets again.
func counting() func([]byte) {
	n := byte(0)
	return func(b []byte) {
		for i := range b {
			n++
			b[i] = n
		}
	}
}

func example(t testing.TB) founding.Plan {
	t.Helper()
	p, err := founding.Parse(founding.Example())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestExample: the example is a plan that can be used, with every field in it.
func TestExample(t *testing.T) {
	p := example(t)
	if problems := p.Check(); problems != nil {
		t.Errorf("the example has problems: %v", problems)
	}
	if thin := p.Thin(); thin != nil {
		t.Errorf("too few people for %v", thin)
	}
	for _, field := range []string{"organisation", "name", "site", "phone", "mail", "address", "hours", "security", "desk", "trial", "people", "offices", "threshold", "closings", "root"} {
		if !strings.Contains(string(founding.Example()), "\n"+field+":") {
			t.Errorf("the example does not show %s", field)
		}
	}
}

// TestCheck: each wrong answer is found at its place, alone, with a reason.
func TestCheck(t *testing.T) {
	other, err := founding.MakeRoot("elders", counting())
	if err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(*founding.Plan){
		"organisation":         func(p *founding.Plan) { p.Organisation = "Gemeente Veenhaven" },
		"name":                 func(p *founding.Plan) { p.Name = "two\nlines" },
		"site":                 func(p *founding.Plan) { p.Site = "http://meld.veenhaven.example" },
		"phone":                func(p *founding.Plan) { p.Phone = "call us" },
		"mail":                 func(p *founding.Plan) { p.Mail = "Gemeente <gemeente@veenhaven.example>" },
		"address":              func(p *founding.Plan) { p.Address = nil },
		"hours.thursday":       func(p *founding.Plan) { p.Hours.Thursday = "9-20" },
		"security":             func(p *founding.Plan) { p.Security = "security@veenhaven.example" },
		"desk.phone":           func(p *founding.Plan) { p.Desk.Phone = "" },
		"people.2.login":       func(p *founding.Plan) { p.People[1].Login = p.People[0].Login },
		"people.3.login":       func(p *founding.Plan) { p.People[2].Login = "Jet Rietvink" },
		"people.1.name":        func(p *founding.Plan) { p.People[0].Name = strings.Repeat("x", 101) },
		"people.3.role":        func(p *founding.Plan) { p.People[2].Role = "wizard" },
		"people.1.function.en": func(p *founding.Plan) { p.People[0].Function.EN = "" },
		"people.1.mail":        func(p *founding.Plan) { p.People[0].Mail = "noor" },
		"people.1.language":    func(p *founding.Plan) { p.People[0].Language = "fy" },
		"offices.king":         func(p *founding.Plan) { p.Offices["king"] = nil },
		"offices.mayor":        func(p *founding.Plan) { p.Offices["mayor"] = []string{"wies"} },
		"offices.manager":      func(p *founding.Plan) { p.Offices["manager"] = []string{"noor", "noor"} },
		"threshold":            func(p *founding.Plan) { p.Threshold = 4 },
		"closings.1.on":        func(p *founding.Plan) { p.Closings[0].On = "2027-02-30" },
		"closings.2.on":        func(p *founding.Plan) { p.Closings = append(p.Closings, p.Closings[0]) },
		"root":                 func(p *founding.Plan) { p.Root = other.Verifier },
	} {
		p := example(t)
		spoil(&p)
		var fields []string
		for _, one := range p.Check() {
			fields = append(fields, one.Field)
			if one.Why == "" || !strings.Contains(one.String(), one.Field) {
				t.Errorf("%s: no reason", one.Field)
			}
		}
		if !slices.Contains(fields, field) || field != "people.2.login" && field != "people.3.login" && field != "people.3.role" && len(fields) != 1 {
			t.Errorf("spoilt %s, found %v", field, fields)
		}
	}
	p := founding.Plan{}
	if len(p.Check()) < 15 {
		t.Errorf("an empty plan lacks only %v", p.Check())
	}
}

func TestParseRefuses(t *testing.T) {
	for name, file := range map[string]string{
		"an unknown field": "organisation: veenhaven\nnome: x\n", "no plan": "- a\n- b\n", "not YAML": "organisation: [",
		"too large": strings.Repeat("# \n", founding.MaxPlanBytes),
	} {
		if _, err := founding.Parse([]byte(file)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// FuzzParse: whatever a file holds, it is refused or checked, and what passes the
// check can be made.
func FuzzParse(f *testing.F) {
	for _, seed := range planSeeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := founding.Parse(file)
		if err != nil || len(p.Check()) > 0 {
			return
		}
		m := p.Make("log", time.Unix(0, 0), counting())
		if len(m.Founding.People) != len(p.People) || len(m.Founding.Custodians) < 2 || p.Origin() == "" {
			t.Errorf("made %+v", m)
		}
		_ = p.Summary()
	})
}

func planSeeds() [][]byte {
	return [][]byte{founding.Example(), []byte("{}"), []byte("hours: {monday: closed}"), []byte("people: [{login: a}]")}
}

func TestSeeds(t *testing.T) {
	if len(planSeeds()) == 0 || len(lineSeeds(t)) == 0 {
		t.Error("a fuzz target has no seeds")
	}
}

// TestMake: everybody has an ID and an invitation of their own, and stands where
// the plan says.
func TestMake(t *testing.T) {
	p := example(t)
	until := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	m := p.Make("the-log", until, counting())
	ids := slices.Sorted(maps.Values(m.IDs))
	if len(slices.Compact(ids)) != len(p.People) {
		t.Error("two people have one ID")
	}
	for i, n := range m.Founding.People {
		hash, err := account.ParseInvitation(m.Codes[p.People[i].Login])
		if err != nil || n.Invitation.Secret != hash || n.Invitation.Name != p.People[i].Login || !n.Invitation.EndsAt.Equal(until) {
			t.Errorf("%s is invited as %+v", p.People[i].Login, n.Invitation)
		}
	}
	if diff := cmp.Diff([]gehoor.PersonID{m.IDs["saar"], m.IDs["milan"]}, m.Founding.Holders[gehoor.OfficeExternalDesk]); diff != "" {
		t.Errorf("the desk: %s", diff)
	}
	if diff := cmp.Diff([]gehoor.PersonID{m.IDs["bram"], m.IDs["noor"]}, m.Founding.Holders[gehoor.OfficeContractor]); diff != "" {
		t.Errorf("the contractor's: %s", diff)
	}
	if len(m.Addresses) != 2 || m.Addresses[0].Lang != gehoor.Dutch || len(m.Closings.Days) != 1 || p.Origin() != "meld.veenhaven.example/log" {
		t.Errorf("made %+v, %s", m, p.Origin())
	}
}

// TestRoot: what is locked opens with its passphrase alone, and signs.
func TestRoot(t *testing.T) {
	root, err := founding.MakeRoot("veenhaven", counting())
	if err != nil {
		t.Fatal(err)
	}
	const passphrase = "zes woorden die niets betekenen"
	file, err := root.Lock(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if shown := fmt.Sprintf("%v %+v %s", root, root, root); strings.Contains(shown, "PRIVATE") {
		t.Errorf("the root prints as %s", shown)
	}
	if _, err := founding.Unlock(file, passphrase+"!"); !errors.Is(err, founding.ErrPassphrase) {
		t.Errorf("another passphrase: %v", err)
	}
	signer, err := founding.Unlock(file, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"nothing": nil, "half of it": file[:len(file)/2], "another text": []byte("veenhaven-root"), "too large": make([]byte, founding.MaxRootBytes+1),
	} {
		if _, err := founding.Unlock(bad, passphrase); err == nil || errors.Is(err, founding.ErrPassphrase) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w := waiting(t, "veenhaven")
	signed, err := w.Sign(signer, time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := seal.ParseRoot("veenhaven", root.Verifier)
	if err != nil {
		t.Fatal(err)
	}
	if key, err := seal.VerifyStaffKey(signed.Note, verifier, "veenhaven"); err != nil || key.Person != w.Person || key.Recipient != w.Recipient {
		t.Errorf("signed %+v: %v", key, err)
	}
	if _, err := waiting(t, "elders").Sign(signer, time.Now()); err == nil {
		t.Error("the root signs for another organisation")
	}
	words := strings.Split(founding.NewPassphrase(counting()), "-")
	if len(words) != 10 || founding.CheckPassphrase(strings.Join(words, "-")) != "" || founding.CheckPassphrase("Welkom01!") == "" {
		t.Errorf("passphrase %v", words)
	}
}

func waiting(t testing.TB, org gehoor.OrgID) founding.Waiting {
	t.Helper()
	own, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return founding.Waiting{V: 1, Org: org, Person: "0123456789abcdef0123456789abcdef", Login: "noor", Function: "caseworker", Recipient: own.Recipient()}
}

// TestLines: what one machine writes the other reads, and nothing else.
func TestLines(t *testing.T) {
	w := waiting(t, "veenhaven")
	line, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	got, err := founding.ParseWaiting(append(line, '\n'))
	if diff := cmp.Diff([]founding.Waiting{w}, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	text := string(line)
	for name, bad := range map[string]string{
		"nothing": "", "two on a line": text + text, "an empty line": text + "\n\n" + text, "another field": strings.Replace(text, `"v"`, `"x":1,"v"`, 1),
		"another version": strings.Replace(text, `"v":1`, `"v":2`, 1), "no key": strings.Replace(text, "age1pq1", "age1", 1),
		"a login that plays tricks": strings.Replace(text, `"noor"`, `"noor\u001b[2K"`, 1), "too large": strings.Repeat(text+"\n", 1000),
	} {
		if _, err := founding.ParseWaiting([]byte(bad)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := founding.ParseSigned([]byte(`{"v":1,"person":"x","note":""}`)); err == nil {
		t.Error("a signed key of nobody is taken")
	}
}

func lineSeeds(t testing.TB) [][]byte {
	line, err := json.Marshal(waiting(t, "veenhaven"))
	if err != nil {
		t.Fatal(err)
	}
	return [][]byte{line, []byte(`{"v":1,"person":"0123456789abcdef0123456789abcdef","note":"gehoor staff key v1\n"}`), []byte("{}\n{}")}
}

func FuzzLines(f *testing.F) {
	for _, seed := range lineSeeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		all, err := founding.ParseWaiting(file)
		for _, w := range all {
			if err != nil || len(w.CheckNumber()) != 35 {
				t.Errorf("%+v %v", w, err)
			}
		}
		_, _ = founding.ParseSigned(file)
	})
}

// script is somebody who answers from a list, and then leaves.
type script struct {
	answers []string
	said    strings.Builder
	asked   int
}

func (s *script) Say(text string) { s.said.WriteString(text) }

func (s *script) Line(question string) (string, error) {
	s.said.WriteString(question + ": ")
	if s.asked == len(s.answers) {
		return "", io.EOF
	}
	s.asked++
	s.said.WriteString(s.answers[s.asked-1] + "\n")
	return s.answers[s.asked-1], nil
}

func (s *script) Secret(question string) (string, error) { return s.Line(question) }

// person answers the questions about somebody.
func person(login, role, nl, en, name string) []string {
	return []string{login, role, nl, en, name, ""}
}

// dialogue is all that somebody answers who makes mistakes on the way; told is what
// they are told of each.
func dialogue() (answers, told []string) {
	wrong := func(answer, why string) {
		answers, told = append(answers, answer), append(told, why)
	}
	right := func(all ...string) { answers = append(answers, all...) }
	wrong("Gemeente Veenhaven", "lower-case letters")
	wrong("", "a short name")
	right("veenhaven", "Gemeente Veenhaven")
	wrong("meld.veenhaven.example", "without a path")
	right("https://meld.veenhaven.example")
	wrong("bel ons", "a telephone number")
	right("14 0000", "gemeente@veenhaven.example", "Raadhuisplein 1", "0000 AA Veenhaven", "", "mailto:security@veenhaven.example", "Meldpunt Rietland")
	wrong("bel ons", "a telephone number")
	right("0999 - 65 43 21")
	wrong("perhaps", `type "yes" or "no"`)
	right("no")
	wrong("nine to five", `"9.00-17.00" or "closed"`)
	right("", "", "", "9.00-20.00", "9.00-12.30", "", "") // from Monday; the weekend is closed
	wrong("", "Fewer than two people can read signals yet.")
	right(person("noor", "caseworker", "behandelaar", "caseworker", "Noor Zilverberk")...)
	wrong("noor", "somebody else has this login")
	right("bram")
	wrong("boss", "one of caseworker")
	right(person("bram", "caseworker", "behandelaar", "caseworker", "")[1:]...)
	wrong("", "2 more custodians are needed.")
	right(person("wies", "custodian", "bewaarder", "keeper", "")...)
	right(person("ties", "custodian", "bewaarder", "keeper", "")...)
	right("")
	wrong("wies", `"wies" is nobody who handles signals here`)
	for range gehoor.Offices() {
		right("noor bram")
	}
	wrong("3", "2 to 2")
	right("2")
	wrong("Christmas", `a day, "2027-05-07"`)
	right("2027-05-07", "the day after Ascension Day", "")
	return answers, told
}

// TestAsk: every wrong answer is told why and asked again, and what comes out is a
// plan without problems.
func TestAsk(t *testing.T) {
	answers, told := dialogue()
	s := &script{answers: answers}
	p, err := founding.Ask(s)
	if err != nil || s.asked != len(answers) {
		t.Fatalf("%v after %d of %d answers:\n%s", err, s.asked, len(answers), s.said.String())
	}
	if problems := p.Check(); len(problems) > 0 {
		t.Errorf("the plan has problems: %v", problems)
	}
	said := s.said.String()
	for _, why := range told {
		if !strings.Contains(said, why) {
			t.Errorf("nobody said %q", why)
		}
	}
	if p.Trial || p.Hours.Thursday != "9.00-20.00" || p.Hours.Friday != "9.00-12.30" || p.Hours.Sunday != "closed" || p.Hours.Tuesday != "9.00-17.00" ||
		len(p.People) != 4 || p.People[1].Name != "" || len(p.Offices[gehoor.OfficeMayor]) != 2 || p.Threshold != 2 || len(p.Closings) != 1 {
		t.Errorf("the plan is %+v", p)
	}
	if !strings.Contains(p.Summary(), "any 2 of wies, ties") {
		t.Errorf("the summary: %s", p.Summary())
	}
}

// TestAskBrokenOff: wherever somebody leaves, the dialogue ends with their reason
// and asks nothing more.
func TestAskBrokenOff(t *testing.T) {
	answers, _ := dialogue()
	for n := range answers {
		s := &script{answers: answers[:n]}
		if _, err := founding.Ask(s); !errors.Is(err, io.EOF) {
			t.Fatalf("after %d answers: %v", n, err)
		}
	}
}

func TestAskRoot(t *testing.T) {
	made, err := founding.MakeRoot("veenhaven", counting())
	if err != nil {
		t.Fatal(err)
	}
	place := func(path string) string {
		if path != "/stick/root.age" {
			return "not there"
		}
		return ""
	}
	verifier, _, _, err := founding.AskRoot(&script{answers: []string{"veenhaven", made.Verifier}}, "veenhaven", counting(), place)
	if err != nil || verifier != made.Verifier {
		t.Errorf("made elsewhere: %q %v", verifier, err)
	}
	s := &script{answers: []string{"", "/data/root.age", "/stick/root.age", "short", "zes woorden van niets en niemand", "another", "zes woorden van niets en niemand", "zes woorden van niets en niemand"}}
	_, path, passphrase, err := founding.AskRoot(s, "veenhaven", counting(), place)
	if err != nil || path != "/stick/root.age" || passphrase != "zes woorden van niets en niemand" {
		t.Errorf("%q %q %v", path, passphrase, err)
	}
	for _, why := range []string{"not there", "at least 16 characters", "these two are not the same"} {
		if !strings.Contains(s.said.String(), why) {
			t.Errorf("nobody said %q", why)
		}
	}
	_, _, drawn, err := founding.AskRoot(&script{answers: []string{"", "/stick/root.age", ""}}, "veenhaven", counting(), place)
	if err != nil || founding.CheckPassphrase(drawn) != "" {
		t.Errorf("drawn %q %v", drawn, err)
	}
}

// TestCompare: only a plain yes signs.
func TestCompare(t *testing.T) {
	w := waiting(t, "veenhaven")
	for answer, want := range map[string]bool{"yes": true, "no": false} {
		s := &script{answers: []string{"y", answer}}
		same, err := founding.Compare(s, w)
		if err != nil || same != want || !strings.Contains(s.said.String(), w.CheckNumber()) {
			t.Errorf("%s: %v %v", answer, same, err)
		}
	}
	if same, err := founding.Compare(&script{}, w); same || err == nil {
		t.Errorf("nobody: %v %v", same, err)
	}
}
