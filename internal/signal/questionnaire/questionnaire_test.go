package questionnaire_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/google/go-cmp/cmp"
)

// published holds the digest of every questionnaire that was ever published.
// Lines are added, never edited: answers that people sealed pin them.
func published(t *testing.T) map[string]gehoor.Digest {
	t.Helper()
	data, err := os.ReadFile("testdata/digests.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]gehoor.Digest{}
	for line := range strings.Lines(string(data)) {
		name, digest, _ := strings.Cut(strings.TrimSpace(line), " ")
		all[name] = gehoor.Digest(digest)
	}
	return all
}

func TestPublishedNeverChanges(t *testing.T) {
	want := published(t)
	have := map[string]gehoor.Digest{}
	for _, q := range questionnaire.All() {
		name := file(q)
		have[name] = q.Digest()
		sum := sha256.Sum256(q.JSON())
		if got := gehoor.Digest("sha256-" + hex.EncodeToString(sum[:])); got != q.Digest() {
			t.Errorf("%s: Digest is %s, the bytes have %s", name, q.Digest(), got)
		}
	}
	if d := cmp.Diff(want, have); d != "" {
		t.Errorf("a published questionnaire changed, or a new one is not in testdata/digests.txt (-published +shipped):\n%s", d)
	}
}

func file(q *questionnaire.Questionnaire) string {
	b, _ := json.Marshal(q.Version)
	return string(q.ID) + "-" + string(b) + ".json"
}

func signal(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	q, err := questionnaire.Load("signal", 1)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestLoad(t *testing.T) {
	q := signal(t)
	if q.ID != "signal" || q.Version != 1 {
		t.Errorf("got %s, version %d", q.ID, q.Version)
	}
	newest, err := questionnaire.Newest("signal")
	if err != nil || newest.Version < q.Version {
		t.Errorf("Newest: %v, %v", newest, err)
	}
	if _, err := questionnaire.Load("signal", 0); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("Load of no version: %v", err)
	}
	if _, err := questionnaire.Newest("signa"); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("Newest of no questionnaire: %v", err)
	}
}

func TestAllIsTheCallersOwn(t *testing.T) {
	all := questionnaire.All()
	all[0] = nil
	signal(t).JSON()[0] = 'x'
	if questionnaire.All()[0] == nil || signal(t).JSON()[0] != '{' {
		t.Error("a caller changed what is shipped")
	}
}

// TestWhatLeaves is the promise to reporters, question by question.
func TestWhatLeaves(t *testing.T) {
	var server, identity, required, conditional []string
	for _, s := range signal(t).Steps {
		for _, q := range s.Questions {
			id := string(q.ID)
			if q.Leaves == questionnaire.LeavesServer {
				server = append(server, id)
			}
			if q.Compartment == gehoor.Identity {
				identity = append(identity, id)
			}
			if q.Required {
				required = append(required, id)
			}
			if q.When != nil {
				conditional = append(conditional, id)
			}
		}
	}
	got := [][]string{server, identity, required, conditional}
	want := [][]string{
		{"office", "not-safe"},
		{"name", "contact"},
		{"what", "office"},
		{"not-safe", "asked-by", "asked-what", "known-others", "name", "contact", "channels", "times"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestQuestion(t *testing.T) {
	q, ok := signal(t).Question("not-safe")
	want := &questionnaire.Condition{Question: "safe", Equals: []questionnaire.OptionID{questionnaire.No}}
	if !ok || q.Kind != questionnaire.KindConsent {
		t.Fatalf("not-safe: %+v, %v", q, ok)
	}
	if d := cmp.Diff(want, q.When); d != "" {
		t.Error(d)
	}
	office, _ := signal(t).Question("office")
	for _, o := range gehoor.Offices() {
		option, ok := office.Option(questionnaire.OptionID(o))
		if !ok || option.Label.In(gehoor.Dutch) == "" || option.Help.In(gehoor.English) == "" {
			t.Errorf("office %s: %+v", o, option)
		}
	}
	if _, ok := signal(t).Question("whom"); ok {
		t.Error("a question inside a group was found outside it")
	}
	if _, ok := office.Option("king"); ok {
		t.Error("there is an option that is not there")
	}
}

func TestContactsAreReal(t *testing.T) {
	safe, _ := signal(t).Question("safe")
	var phones []string
	for _, c := range safe.Contacts {
		phones = append(phones, c.Phone)
	}
	if d := cmp.Diff([]string{"112", "0800-0188"}, phones); d != "" {
		t.Error(d)
	}
}
