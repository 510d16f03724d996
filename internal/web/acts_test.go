package web_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/plain"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// acts is everything that a reporter's browser asks with scripts, and by what the
// same is done without. Where there is nothing, why says why that is right. The
// table is in doc/decisions/0016 in words.
var acts = []struct {
	scripted string
	plain    []string
	why      string
}{
	{scripted: "GET /{lang}/begin", plain: []string{"GET /{lang}/formulier", "GET /{lang}/formulier/{page}"}},
	{scripted: "POST /api/begin", plain: []string{"POST /{lang}/formulier", "GET /{lang}/formulier/code", "POST /{lang}/formulier/code", "GET /{lang}/formulier/controle", "POST /{lang}/formulier/controle"}},
	{scripted: "POST /api/draft", plain: []string{"POST /{lang}/formulier/{page}"}},
	{scripted: "POST /api/draft/drop", plain: []string{"GET /{lang}/formulier/stoppen", "POST /{lang}/formulier/stoppen"}},
	{scripted: "GET /{lang}/opschrijven", plain: []string{"GET /{lang}/formulier/opschrijven/begin", "GET /{lang}/formulier/opschrijven"}},
	{scripted: "POST /api/diary", plain: []string{"POST /{lang}/formulier/opschrijven"}},
	{scripted: "POST /api/diary/drop", plain: []string{"GET /{lang}/formulier/stoppen", "POST /{lang}/formulier/stoppen"}},
	{scripted: "POST /api/preview", plain: []string{"GET /{lang}/formulier/nalezen"}},
	{scripted: "POST /api/signal", plain: []string{"POST /{lang}/formulier/nalezen", "GET /{lang}/formulier/klaar"}},
	{scripted: "GET /{lang}/verder", plain: []string{"GET /{lang}/formulier/verder"}},
	{scripted: "POST /api/back", plain: []string{"POST /{lang}/formulier/verder"}},
	{scripted: "POST /api/leave", plain: []string{"POST /{lang}/formulier/stoppen", "GET /{lang}/formulier/gestopt"}},
	{scripted: "GET /{lang}/vervolg", plain: []string{"GET /{lang}/formulier/vervolg", "GET /{lang}/formulier/vervolg/kopie"}},
	{scripted: "POST /{lang}/vervolg/post", plain: []string{"POST /{lang}/formulier/vervolg/post"}},
	{scripted: "GET /{lang}/vervolg/promise", plain: []string{"GET /{lang}/formulier/vervolg/promise"}},
	{scripted: "GET /{lang}/vervolg/receipt", plain: []string{"GET /{lang}/formulier/vervolg/receipt"}},
	{scripted: "POST /api/box/open", why: "the server opens the words while it makes the page"},
	{scripted: "POST /api/box/keys", why: "the server seals with the newest key"},
	{scripted: "POST /api/box/answer", plain: []string{"POST /{lang}/formulier/vervolg/bericht"}},
	{scripted: "POST /api/box/formal", plain: []string{"POST /{lang}/formulier/vervolg/formeel"}},
	{scripted: "POST /api/box/approve", plain: []string{"POST /{lang}/formulier/vervolg/akkoord"}},
	{scripted: "POST /api/box/correct", plain: []string{"POST /{lang}/formulier/vervolg/verbetering"}},
	{scripted: "POST /api/box/talk", plain: []string{"POST /{lang}/formulier/vervolg/gesprek"}},
	{scripted: "POST /api/box/consent", plain: []string{"POST /{lang}/formulier/vervolg/toestemming"}},
	{scripted: "POST /api/box/consent-back", plain: []string{"POST /{lang}/formulier/vervolg/toestemming"}},
	{scripted: "POST /api/box/consent-answer", why: noConsent},
	{scripted: "POST /api/box/may-know", why: noConsent},
	{scripted: "POST /api/box/name", why: noConsent},
	{scripted: "POST /api/box/reach", plain: []string{"POST /{lang}/formulier/vervolg/bereiken"}},
	{scripted: "POST /api/box/withdraw", plain: []string{"POST /{lang}/formulier/vervolg/stoppen-met-meedoen"}},
	{scripted: "POST /api/box/rejoin", plain: []string{"POST /{lang}/formulier/vervolg/weer-meedoen"}},
	{scripted: "POST /api/box/check-in", plain: []string{"POST /{lang}/formulier/vervolg/antwoord"}},
	{scripted: "POST /api/box/check-in-skip", plain: []string{"POST /{lang}/formulier/vervolg/niet-vragen"}},
	{scripted: "POST /api/box/check-in-stop", plain: []string{"POST /{lang}/formulier/vervolg/niet-vragen"}},
	{scripted: "POST /api/box/check-in-resume", plain: []string{"POST /{lang}/formulier/vervolg/niet-vragen"}},
	{scripted: "POST /api/box/demand", plain: []string{"POST /{lang}/formulier/vervolg/reactie"}},
	{scripted: "POST /api/box/code", plain: []string{"GET /{lang}/formulier/vervolg/code", "POST /{lang}/formulier/vervolg/code", "GET /{lang}/formulier/vervolg/code/controle", "POST /{lang}/formulier/vervolg/code/controle"}},
	{scripted: "POST /api/box/parts", why: "going on with half a file needs a script; a broken line begins anew"},
	{scripted: "PUT /api/box/part/{part}", why: "a file comes whole, in one form"},
	{scripted: "POST /api/box/file", plain: []string{"POST /{lang}/formulier/vervolg/bestand"}},
	{scripted: "GET /{lang}/vervolg/vragen/{no}", why: noQuestions},
	{scripted: "POST /api/box/asked/save", why: noQuestions},
	{scripted: "POST /api/box/asked/answer", why: noQuestions},
	{scripted: "POST /api/box/asked/decline", why: noQuestions},
	{scripted: "GET /api/box/file/{file}/{part}", plain: []string{"GET /{lang}/formulier/vervolg/bestand/{at}"}},
}

// noQuestions: a handler is refused who would send some (signal.questions-plain).
const noQuestions = "follow-up questions are not sent to who has no scripts; a handler asks in a message"

// noConsent: a handler is refused who would ask (consent.plain), and a key is given only
// by the reporter's own browser.
const noConsent = "the key of who the reporter is does not pass through the server; the page says so, and what was given can be taken back"

// ofReporter says whether a pattern is something that a reporter does.
func ofReporter(pattern string) bool {
	_, path, _ := strings.Cut(pattern, " ")
	if rest, ok := strings.CutPrefix(path, "/api/"); ok {
		return !strings.HasPrefix(rest, "desk/") && !strings.HasPrefix(rest, "shared/") // a participant's way has scripts alone
	}
	path = strings.TrimPrefix(path, "/{lang}")
	return path == layout.PathBegin || path == layout.PathDiary || path == layout.PathResume || path == layout.PathBox || strings.HasPrefix(path, layout.PathBox+"/")
}

// TestSameActs: whatever a reporter can do with scripts can be done without, or the
// table says why not; and the table has all of both ways. A later act of one way
// fails here until somebody has thought of the other.
func TestSameActs(t *testing.T) {
	cfg := webtest.Config(t)
	secret, err := account.NewServerSecret([]byte(strings.Repeat("s", 32)))
	if err != nil {
		t.Fatal(err)
	}
	way, err := plain.New(plain.Config{
		Org: cfg.Org, Door: cfg.Door, Cases: cfg.Cases, Key: secret.KeyFor("test"), Random: func([]byte) {}, Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, r := range way.Routes(web.Frame{}) {
		there[r.Pattern] = true
	}
	scripted, used := map[string]bool{}, map[string]bool{}
	for _, act := range acts {
		scripted[act.scripted] = true
		if (len(act.plain) == 0) == (act.why == "") {
			t.Errorf("%s: one of a way and a reason", act.scripted)
		}
		for _, one := range act.plain {
			used[one] = true
			if !there[one] {
				t.Errorf("%s: without scripts there is no %s", act.scripted, one)
			}
		}
	}
	patterns := web.Patterns(cfg)
	for _, pattern := range patterns {
		if ofReporter(pattern) && !scripted[pattern] {
			t.Errorf("%s is not thought of without scripts", pattern)
		}
	}
	for one := range scripted {
		if !slices.Contains(patterns, one) {
			t.Errorf("with scripts there is no %s", one)
		}
	}
	for one := range there {
		if !used[one] {
			t.Errorf("%s does nothing that one does with scripts", one)
		}
	}
}
