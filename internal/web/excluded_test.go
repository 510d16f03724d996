package web_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web"
)

// asked is the store, and what was asked of it: the work that a request makes, which its
// time comes from.
type asked struct {
	*ledgertest.Memory
	calls []string
}

func (a *asked) Load(ctx context.Context, org gehoor.OrgID, s gehoor.StreamID, after gehoor.Seq) ([]ledger.Record, error) {
	noun, _, _ := strings.Cut(string(s), "/")
	a.calls = append(a.calls, "load "+noun)
	return a.Memory.Load(ctx, org, s, after)
}

func (a *asked) MaySee(ctx context.Context, org gehoor.OrgID, p gehoor.PersonID, s gehoor.StreamID) (bool, error) {
	a.calls = append(a.calls, "may see")
	return a.Memory.MaySee(ctx, org, p, s)
}

func (a *asked) Content(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (ledger.Content, gehoor.StreamID, error) {
	a.calls = append(a.calls, "content")
	return a.Memory.Content(ctx, org, id)
}

// hiding is a town in which a dossier is hidden from somebody.
type hiding struct {
	*town
	asked *asked
	sent  int
}

func newHiding(t *testing.T) *hiding {
	h := &hiding{}
	h.town = newTown(t, func(d *casework.Deps, _ *web.Config) {
		h.asked = &asked{Memory: d.Events.(*ledgertest.Memory)}
		d.Events, d.Lists = h.asked, h.asked
	})
	return h
}

func (h *hiding) content(what string) ledger.Content {
	b, id := h.sealed(seal.Message, what)
	return ledger.Content{ID: gehoor.ContentID(id), Bytes: b}
}

func (h *hiding) box(holders []gehoor.PersonID, reporter bool) casework.Sealed {
	box := casework.Sealed{Recipient: "age1pq1box", Threshold: 2}
	for _, p := range holders {
		box.Grants = append(box.Grants, casework.SealedFor{Person: p, Content: h.content("key")})
	}
	if reporter {
		box.Grants = append(box.Grants, casework.SealedFor{Content: h.content("own")})
	}
	for _, login := range []string{"wies", "ties"} {
		box.Shares = append(box.Shares, casework.SealedFor{Person: h.ids[login], Content: h.content("share")})
	}
	return box
}

// tells sends a signal about somebody, to whoever receives it if these are struck.
func (h *hiding) tells(office gehoor.Office, struck ...gehoor.PersonID) account.Mailbox {
	h.t.Helper()
	to, err := h.cases.Preview(h.t.Context(), "veenhaven", office, struck)
	h.must(err)
	var holders []gehoor.PersonID
	for _, p := range to.Holders {
		holders = append(holders, p.ID)
	}
	h.sent++
	box, err := h.cases.Receive(h.t.Context(), "veenhaven", casework.Submission{
		Lookup: sha256.Sum256(fmt.Append(nil, "code ", h.sent)), Office: office, Language: gehoor.Dutch, Struck: struck,
		Account: h.content("account"), Conversation: h.box(holders, true),
	})
	h.must(err)
	return box
}

// writes has noor write a record about somebody, with the compartment for it.
func (h *hiding) writes(box account.Mailbox, kind gehoor.Kind, signal gehoor.SignalID, fields record.Fields, propose bool) {
	h.t.Helper()
	made := h.box([]gehoor.PersonID{h.ids["noor"], h.ids["bram"]}, false)
	h.must(h.cases.DeclareNoInterest(h.t.Context(), "veenhaven", h.ids["noor"], box.Dossier))
	h.must(h.cases.Record(h.t.Context(), "veenhaven", h.ids["noor"], box.Dossier, casework.Writing{
		Kind: kind, Signal: signal, Fields: fields, Words: h.content("words"), Made: &made, Propose: propose,
	}))
}

var (
	alderman = gehoor.PersonID(strings.Repeat("22", 16))
	chief    = gehoor.PersonID(strings.Repeat("21", 16))
	mate     = gehoor.PersonID(strings.Repeat("23", 16))
	loader   = gehoor.PersonID(strings.Repeat("24", 16))
	crane    = gehoor.PersonID(strings.Repeat("25", 16))
	inLine   = func(login string) gehoor.PersonID {
		return gehoor.PersonID(strings.Repeat(fmt.Sprintf("%02x", login[0]), 16))
	}
)

// withChart imports a chart: bram and a mate work under a chief, and the chief under jet; two
// load ships under hidde; bram is of the party of an alderman.
func (h *hiding) withChart() {
	h.t.Helper()
	place := func(login string, line gehoor.PersonID) chart.Place {
		return chart.Place{Person: inLine(login), Line: line, Account: h.ids[login]}
	}
	posts := []chart.Post{{Office: gehoor.OfficeAlderman, Party: "Zeewering"}}
	bram := place("bram", chief)
	bram.Posts = posts
	h.must(h.cases.ImportChart(h.t.Context(), "veenhaven", h.ids["floor"], casework.ChartImport{
		SealedNames: casework.SealedNames{
			Recipient: "age1pq1names", Names: []ledger.Content{h.content("names")}, Keys: []casework.SealedFor{{Person: h.ids["floor"], Content: h.content("key")}},
		},
		Places: []chart.Place{place("jet", ""), {Person: chief, Line: inLine("jet")}, bram, {Person: mate, Line: chief}, place("noor", ""), place("hidde", ""),
			{Person: loader, Line: inLine("hidde")}, {Person: crane, Line: inLine("hidde")}, {Person: alderman, Posts: posts}},
	}))
}

func (h *hiding) picks(box account.Mailbox, p gehoor.PersonID) {
	h.t.Helper()
	h.writes(box, record.KindConcerned, box.Signal, record.Fields{"person": string(p)}, true)
}

func (h *hiding) picksTeam(box account.Mailbox, leads gehoor.PersonID) {
	h.t.Helper()
	h.writes(box, record.KindTeam, box.Signal, record.Fields{"manager": string(leads)}, true)
}

func (h *hiding) picksOffice(box account.Mailbox, o gehoor.Office) {
	h.t.Helper()
	h.writes(box, record.KindOffice, box.Signal, record.Fields{"seat": string(o)}, true)
}

// places are the pages that somebody can ask for without knowing a dossier.
func (h *hiding) places() []string {
	var all []string
	for _, pattern := range web.Patterns(h.cfg) {
		path, ok := strings.CutPrefix(pattern, "GET ")
		if ok && !strings.Contains(strings.ReplaceAll(path, "{lang}", ""), "{") {
			all = append(all, strings.ReplaceAll(path, "{lang}", "nl"))
		}
	}
	return append(all, "/nl/medewerker?te-laat=1", "/nl/medewerker?functie=alderman", "/nl/medewerker?fase=conclude")
}

// nonce is what is random in an answer: of a policy, and the ID of who may be invited.
var nonce = regexp.MustCompile(`nonce-[A-Za-z0-9+/_=-]+|nonce="[^"]*"|name="id" value="[0-9a-f]{32}"`)

// seen is everything that somebody gets: status, headers and bytes of every page.
func (h *hiding) seen(login string) map[string]string {
	h.t.Helper()
	all := map[string]string{}
	for _, path := range h.places() {
		p := h.get(login, path)
		all[path] = nonce.ReplaceAllString(fmt.Sprint(p.Status, p.Header, string(p.Body)), "nonce")
	}
	return all
}

// answer is all that is said to a request, without what the request named.
func (h *hiding) answer(login, method, path, body string, id gehoor.DossierID) string {
	h.t.Helper()
	h.asked.calls = nil
	p := h.do(login, method, strings.ReplaceAll(path, "{dossier}", string(id)), body)
	said := fmt.Sprint(p.Status, p.Header, string(p.Body), "\nwork: ", h.asked.calls)
	return nonce.ReplaceAllString(strings.ReplaceAll(said, string(id), "ID"), "nonce")
}

// TestExcludedSeesNoTrace: to somebody who may not know of a dossier, every page is what
// it was before there was one, to the byte, and every request that names it is answered
// like one that names nothing, with the same work.
func TestExcludedSeesNoTrace(t *testing.T) {
	for _, way := range []struct {
		name, who string
		hide      func(*hiding) account.Mailbox
	}{
		{"struck by the reporter", "bram", func(h *hiding) account.Mailbox { return h.tells(gehoor.OfficeAlderman, h.ids["bram"]) }},
		{"declared to have an interest", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeAlderman)
			h.writes(box, record.KindConflict, "", record.Fields{"person": string(h.ids["bram"]), "conflict": true, "involved": true}, false)
			return box
		}},
		{"suspended for an interest", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeAlderman)
			h.writes(box, record.KindConflict, "", record.Fields{"person": string(h.ids["bram"]), "conflict": true, "involved": false}, false)
			return box
		}},
		{"concerned", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeEmployee)
			h.picks(box, inLine("bram"))
			return box
		}},
		{"under the person concerned", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeManager)
			h.picks(box, chief)
			return box
		}},
		{"above the person concerned", "jet", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeManager)
			h.picks(box, chief)
			return box
		}},
		{"in the team that it is about", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeEmployee)
			h.picksTeam(box, chief)
			return box
		}},
		{"leads the team that it is about", "hidde", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeEmployee)
			h.picksTeam(box, inLine("hidde"))
			return box
		}},
		{"above the team that it is about", "jet", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeEmployee)
			h.picksTeam(box, chief)
			return box
		}},
		{"holds the office that it is about", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeEmployee)
			h.picksOffice(box, gehoor.OfficeAlderman)
			return box
		}},
		{"of the college that it is about", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeEmployee)
			h.picksOffice(box, chart.WholeCollege)
			return box
		}},
		{"has the office that it is about as their role", "meike", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeEmployee)
			h.picksOffice(box, gehoor.OfficeMayor)
			return box
		}},
		{"of the party of the person concerned", "bram", func(h *hiding) account.Mailbox {
			box := h.tells(gehoor.OfficeAlderman)
			h.picks(box, alderman)
			return box
		}},
		{"of the office that it is about", "meike", func(h *hiding) account.Mailbox { return h.tells(gehoor.OfficeMayor) }},
		{"an administrator", "floor", func(h *hiding) account.Mailbox { return h.tells(gehoor.OfficeEmployee) }},
		{"an adviser", "fenna", func(h *hiding) account.Mailbox { return h.tells(gehoor.OfficeEmployee) }},
		{"a manager", "hidde", func(h *hiding) account.Mailbox { return h.tells(gehoor.OfficeEmployee) }},
	} {
		t.Run(way.name, func(t *testing.T) {
			h := newHiding(t)
			h.withChart()
			h.tells(gehoor.OfficeEmployee) // of which the list may tell
			before := h.seen(way.who)
			hidden := way.hide(h).Dossier
			if diff := cmp.Diff(before, h.seen(way.who)); diff != "" {
				t.Errorf("pages differ:\n%s", diff)
			}
			h.answersAlike(way.who, hidden)
			if len(before) < 30 {
				t.Errorf("only %d pages were looked at", len(before))
			}
		})
	}
}

// answersAlike asks everything that names a dossier, of one that is hidden and of none.
func (h *hiding) answersAlike(login string, hidden gehoor.DossierID) {
	h.t.Helper()
	none := gehoor.DossierID(strings.Repeat("0", 32))
	bodies := []string{`{}`, `{"ids":[]}`, `{"proposal":1}`, `{"signal":"` + strings.Repeat("1", 32) + `"}`}
	const open = "/api/desk/dossier/{dossier}/open"
	if h.answer("noor", http.MethodPost, open, bodies[1], hidden) == h.answer("noor", http.MethodPost, open, bodies[1], none) {
		h.t.Fatal("whoever handles it is answered as if there were none: this shows nothing")
	}
	n := 0
	for _, pattern := range web.Patterns(h.cfg) {
		method, path, _ := strings.Cut(pattern, " ")
		if !strings.Contains(path, "{dossier}") {
			continue
		}
		for _, hole := range [][2]string{{"{lang}", "nl"}, {"{record}", "Y0Q8"}, {"{signal}", strings.Repeat("1", 32)}, {"{file}", strings.Repeat("a", 64)}, {"{part}", strings.Repeat("b", 64)}} {
			path = strings.ReplaceAll(path, hole[0], hole[1])
		}
		for _, body := range bodies {
			if method == http.MethodGet && body != bodies[0] {
				continue
			}
			n++
			if diff := cmp.Diff(h.answer(login, method, path, body, none), h.answer(login, method, path, body, hidden)); diff != "" {
				h.t.Errorf("%s %s %s (-none +hidden):\n%s", method, path, body, diff)
			}
		}
	}
	if n < 100 {
		h.t.Errorf("only %d requests were made", n)
	}
}
