package dossier_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestIsland: the script gets the keys to check and a label for every question
// and option of every questionnaire, in the reader's language.
func TestIsland(t *testing.T) {
	var got struct {
		ID, Root, Me        string
		Holders, Custodians []struct{ Person, Note string }
		Threshold           int
		Forms               []struct {
			Digest string
			Steps  []struct {
				Title     string
				Questions []struct {
					ID, Kind, Label string
					Options         map[string]string
					Questions       []struct{ Label string }
				}
			}
		}
	}
	p := get(t, gehoor.English, fresh())
	if err := json.Unmarshal([]byte(webtest.Text(p.ByID("dossier"))), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != string(dossierID) || got.Me != string(noor.ID) || got.Root == "" || got.Threshold != 2 ||
		len(got.Holders) != 2 || len(got.Custodians) != 1 || got.Holders[1].Note != bram.Note {
		t.Errorf("%+v", got)
	}
	if len(got.Forms) != len(questionnaire.All()) {
		t.Fatalf("%d questionnaires", len(got.Forms))
	}
	for i, q := range questionnaire.All() {
		if got.Forms[i].Digest != string(q.Digest()) {
			t.Errorf("%s: digest %s", q.ID, got.Forms[i].Digest)
		}
		for j, s := range q.Steps {
			for k, question := range s.Questions {
				label := got.Forms[i].Steps[j].Questions[k]
				if label.Label != question.Label.In(gehoor.English) || len(label.Options) != len(question.Options) {
					t.Errorf("%s: %+v", question.ID, label)
				}
				if question.Group != nil && len(label.Questions) != len(question.Group.Questions) {
					t.Errorf("%s: the group's questions are not there", question.ID)
				}
			}
		}
	}
}

// TestScriptsHaveTheirPlaces: what the page's script looks for by id is there.
func TestScriptsHaveTheirPlaces(t *testing.T) {
	p := get(t, gehoor.Dutch, fresh())
	for _, id := range []string{"case", "sent", "badges", "sealed", "sealed-status", "dossier", "print", "sign-out", "desk"} {
		if p.ByID(id) == nil {
			t.Errorf("no %s", id)
		}
	}
	root := p.ByID("case")
	if got := webtest.Attr(root, "data-act"); got != "/api/desk/dossier/"+string(dossierID)+"/" {
		t.Errorf("acts go to %q", got)
	}
	if got := webtest.Attr(root, "data-again"); !strings.HasPrefix(got, "/nl/medewerker/aanmelden?") || !strings.Contains(got, string(dossierID)) {
		t.Errorf("signing in again is at %q", got)
	}
	for _, form := range p.All("form") {
		id := webtest.Attr(form, "id")
		if webtest.Attr(form, "data-act") == "" {
			continue
		}
		parts := []string{"error", "status", "trouble"}
		switch webtest.Attr(form, "data-act") {
		case "formal", "lost", "renew", "erasure": // a box to tick, and no words
			parts = append(parts, "sure")
		case "link":
			parts = append(parts, "reference", "reason")
		case "letter":
			parts = []string{"status", "trouble", "to", "way", "key", "key-place", "cover", "sure", "made", "words", "address", "code", "to-key", "save", "print", "done"}
		case "unlink", "link-confirm":
			parts = []string{"trouble"}
		default:
			parts = append(parts, "words", "hint", "change")
		}
		for _, part := range parts {
			if p.ByID(id+"-"+part) == nil {
				t.Errorf("%s has no %s", id, part)
			}
		}
	}
}
