package web_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/gehoor/gehoor/protocols"
)

const rehearsePath = "/nl" + layout.PathRehearse

// TestRehearse: an administrator plays a story that ships under the protocol that
// ships and under one that was pasted, and sees both; nothing of it is kept.
func TestRehearse(t *testing.T) {
	n := newTown(t, nil)
	p := n.get("floor", rehearsePath)
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); !strings.Contains(main, "Er is nog niets gespeeld") {
		t.Errorf("before anything was played: %s", main)
	}
	form := fields(p)
	form.Set("story", "late-acknowledgement-wbk-art-2.story")
	form.Set("protocol", "receive")
	form.Set("against", "own")
	form.Set("against-text", strings.ReplaceAll(string(protocols.Receive()), "length: 7kd", "length: 2kd"))
	p = n.post("floor", rehearsePath, form)
	webtest.Check(t, p)
	main := webtest.Text(p.All("main")[0])
	for _, says := range []string{"Een ontvangstbevestiging die te laat is", "Alles is zoals het verhaal zegt", "16 van 16 verwachtingen", "5 dagen eerder onder B", "opgeschaald, niveau 2: naar Jet Rietvink", "B · Protocol receive"} {
		if p.Status != http.StatusOK || !strings.Contains(main, says) {
			t.Errorf("%d, and it does not say %q", p.Status, says)
		}
	}
	var chosen []string
	for _, o := range p.All("option") {
		if webtest.Has(o, "selected") {
			chosen = append(chosen, webtest.Attr(o, "value"))
		}
	}
	if got := strings.Join(chosen, " "); got != "late-acknowledgement-wbk-art-2.story receive own" || !strings.Contains(fields(p).Get("against-text"), "length: 2kd") {
		t.Errorf("what was chosen is gone: %s", got)
	}
	form.Set("against-text", " ")
	p = n.post("floor", rehearsePath, form)
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); p.Status != http.StatusUnprocessableEntity || strings.Contains(main, "Alles is zoals het verhaal zegt") {
		t.Errorf("compared with a text that is not there: %d", p.Status)
	}
	form.Set("story", "own")
	form.Set("story-text", "title T\r\norganisation veenhaven\r\nat 2026-01-05 09:00\r\nas reporter R1\r\nsend alderman nl\r\nexpect acknowledge met\r\n")
	form.Set("against", "")
	p = n.post("floor", rehearsePath, form)
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); !strings.Contains(main, "Regel 6: expect acknowledge met: found running") {
		t.Errorf("a line that is not so: %s", main)
	}
	if p := n.get("floor", "/en"+layout.PathRehearse); !strings.Contains(webtest.Text(p.All("select")[0]), "An acknowledgement that is late") {
		t.Errorf("in English: %s", webtest.Text(p.All("select")[0]))
	}
	if p := n.get("noor", rehearsePath); p.Status != http.StatusNotFound {
		t.Errorf("a caseworker gets %d", p.Status)
	}
}

// TestRehearseAdopted: the protocols by which the organisation works can be chosen, and
// it is they that are played.
func TestRehearseAdopted(t *testing.T) {
	got := &hears{}
	n := newTown(t, func(_ *casework.Deps, cfg *web.Config) { got.Player, cfg.Rehearsals = cfg.Rehearsals, got })
	form := fields(n.get("floor", rehearsePath))
	form.Set("story", "late-acknowledgement-wbk-art-2.story")
	form.Set("protocol", rehearsal.Adopted)
	form.Set("against", rehearsal.Adopted)
	p := n.post("floor", rehearsePath, form)
	webtest.Check(t, p)
	if main := webtest.Text(p.All("main")[0]); p.Status != http.StatusOK || !strings.Contains(main, "Alles is zoals het verhaal zegt") || !strings.Contains(main, "De protocollen waarmee uw organisatie nu werkt") {
		t.Errorf("%d: %s", p.Status, main)
	}
	if len(got.asked.Adopted) == 0 || got.asked.Adopted.Digest() != shipped.Protocols(casework.Vocabulary()).Digest() {
		t.Errorf("another set is played: %v", got.asked.Adopted)
	}
}

// hears is a player that remembers what it was asked.
type hears struct {
	rehearsal.Player
	asked rehearsal.Request
}

func (h *hears) Play(ctx context.Context, r rehearsal.Request) ([]rehearsal.Timeline, error) {
	h.asked = r
	return h.Player.Play(ctx, r)
}

// TestRehearseRefuses: faults are told beside their field, and nothing of what was
// typed is lost.
func TestRehearseRefuses(t *testing.T) {
	n := newTown(t, nil)
	for field, c := range map[string]struct{ text, says string }{
		"story":    {"title T\norganisation veenhaven\nat 2026-01-05 09:00\nas reporter R1\nsend aldermen nl\n", "story:5:6: unknown word"},
		"protocol": {"protocol: <b>x</b>", "the protocol has no"},
		"against":  {"- x", "1:1: "},
	} {
		form := fields(n.get("floor", rehearsePath))
		form.Set("story", "late-acknowledgement-wbk-art-2.story")
		form.Set(field, "own")
		form.Set(field+"-text", c.text)
		p := n.post("floor", rehearsePath, form)
		webtest.Check(t, p)
		body := webtest.Text(p.All("main")[0])
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(body, c.says) || strings.ReplaceAll(fields(p).Get(field+"-text"), "\r\n", "\n") != c.text {
			t.Errorf("%s: %d, %q kept", field, p.Status, fields(p).Get(field+"-text"))
		}
	}
	form := fields(n.get("floor", rehearsePath))
	form.Set("story", "own")
	form.Set("story-text", strings.Repeat("# a line\n", 8<<10))
	if p := n.post("floor", rehearsePath, form); p.Status != http.StatusUnprocessableEntity || !strings.Contains(string(p.Body), "over 64 KiB") {
		t.Errorf("a long story: %d", p.Status)
	}
}

// refuses is a player that never plays.
type refuses struct {
	rehearsal.Player
	why error
}

func (r refuses) Stories() []rehearsal.Choice   { return nil }
func (r refuses) Protocols() []rehearsal.Choice { return nil }
func (r refuses) Play(context.Context, rehearsal.Request) ([]rehearsal.Timeline, error) {
	return nil, fmt.Errorf("play: %w", r.why)
}

// TestRehearseLimits: who has to wait, or asks too much, reads what to do.
func TestRehearseLimits(t *testing.T) {
	for _, c := range []struct {
		why    error
		status int
		says   string
	}{
		{rehearsal.ErrBusy, http.StatusServiceUnavailable, "Iemand anders speelt nu"},
		{rehearsal.ErrTooLong, http.StatusUnprocessableEntity, "te lang om hier te spelen"},
	} {
		n := newTown(t, func(_ *casework.Deps, cfg *web.Config) { cfg.Rehearsals = refuses{why: c.why} })
		p := n.post("floor", rehearsePath, fields(n.get("floor", rehearsePath)))
		webtest.Check(t, p)
		if p.Status != c.status || !strings.Contains(webtest.Text(p.All("main")[0]), c.says) {
			t.Errorf("%v: %d", c.why, p.Status)
		}
	}
}
