package plain_test

import (
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/protocols"
)

// followCommon has the organisation follow the protocol that asks how it goes.
func (w *world) followCommon() {
	w.t.Helper()
	file, _ := protocols.Protocol("common")
	now, err := w.cases.Protocols(w.t.Context(), org)
	if err != nil {
		w.t.Fatal(err)
	}
	day := protocol.DateOf(w.now)
	gates := adoption.Gates{Body: "college", On: day, WorksCouncilOn: day, OfficerOn: day, AssessedOn: day, Publication: "none"}
	if err := w.cases.AdoptProtocol(w.t.Context(), org, gehoor.System, file, gates, now.Set.Digest()); err != nil {
		w.t.Fatal(err)
	}
}

// records has Noor write something down; the first makes the compartment for it.
func (w *world) records(kind gehoor.Kind, about gehoor.SignalID, fields record.Fields) {
	w.t.Helper()
	d := w.dossier()
	writing := casework.Writing{Kind: kind, Signal: about, Fields: fields}
	t, _ := record.Of(kind)
	box, ok := endpoint.Named(d.Boxes, t.Compartment())
	if !ok {
		o, err := w.cases.Organisation(w.t.Context(), org)
		if err != nil {
			w.t.Fatal(err)
		}
		root, err := seal.ParseRoot(org, o.Founded.Root)
		if err != nil {
			w.t.Fatal(err)
		}
		_, ring := w.opened(d)
		made, err := ring.MakeInternal(endpoint.Compartment{Root: root, Name: t.Compartment(), Holders: d.Holders, Custodians: d.Custodians, Threshold: d.Threshold})
		if err != nil {
			w.t.Fatal(err)
		}
		writing.Made, box.Recipient = &made, made.Recipient
	}
	var err error
	if writing.Words, err = endpoint.Seal(org, seal.Note, []byte("opgeschreven"), box.Recipient); err == nil {
		err = w.cases.Record(w.t.Context(), org, noor, d.ID, writing)
	}
	if err != nil {
		w.t.Fatal(kind, err)
	}
}

// concluded has Noor close the only dossier, and lets the days pass until the program asks
// how it goes.
func (w *world) concluded() {
	w.t.Helper()
	d := w.handle("Wij hebben uw signaal.")
	about := d.Signals[0].ID
	if err := w.cases.DeclareNoInterest(w.t.Context(), org, noor, d.ID); err != nil {
		w.t.Fatal(err)
	}
	w.records("care.offered", about, record.Fields{"for": "reporter", "contact_person": true})
	w.records("dossier.result-checked", "", record.Fields{"result": "stopped", "enough": true})
	w.records("pattern.looked-up", "", record.Fields{"found": "none", "signals": 1, "reporters": "no"})
	told, err := endpoint.Say(org, d.Boxes, []byte("Het is gestopt."))
	if err == nil {
		err = w.cases.GiveFeedback(w.t.Context(), org, noor, d.ID, about, told)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	why, err := endpoint.Say(org, d.Boxes, []byte("Er is niets meer te doen."))
	if err == nil {
		err = w.cases.Close(w.t.Context(), org, noor, d.ID, "support-given", why, nil)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.later(10)
}

// later lets days pass.
func (w *world) later(days int) {
	w.t.Helper()
	w.now = w.now.Add(time.Duration(days) * 24 * time.Hour)
	if _, err := w.cases.Tick(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// TestCheckIn: a reporter without scripts is asked how it goes, answers no half, does not
// lose a word, skips one, stops and begins again.
func TestCheckIn(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			w := newWorld(t)
			w.followCommon()
			say := text.For(gehoor.Language(lang)).Say
			b := w.browser(lang)
			code := strings.Join(b.code(), " ")
			b.tell("iets").press("send").must("/formulier/klaar")
			w.concluded()
			b = w.browser(lang).open("/formulier/verder").press("", "_code", code)

			const inbox, checkIn = "/formulier/vervolg", "/formulier/vervolg/antwoord"
			b.must(inbox, say("check-in.heading"), say("check-in.seen-plain"))
			b.press("", "check-in-words", "ik sta niet\nmeer in het rooster", "check-in-going", "bad").
				must(checkIn, say("check-in.missing-away"), say("check-in.missing-worse"), "ik sta niet")
			if _, kept := b.fields("check-in-words"); kept.Get("check-in-going") != "bad" || kept.Get("check-in-words") != "ik sta niet\nmeer in het rooster" {
				t.Errorf("what was typed is lost: %v", kept)
			}
			b.press("", "check-in-words", "ik sta niet\nmeer in het rooster", "check-in-away", "no", "check-in-worse", "yes").
				must(inbox, say("check-in.said"), say("check-in.you-bad"), say("check-in.you-worse"), "ik sta niet meer in het rooster")
			found := false
			for _, words := range w.read(w.dossier()) {
				found = found || words == "ik sta niet\nmeer in het rooster"
			}
			if !found {
				t.Error("Noor cannot read it")
			}
		})
	}
}

// TestNoCheckIn: one contact is not wanted, then none; and then they are again.
func TestNoCheckIn(t *testing.T) {
	w := newWorld(t)
	w.followCommon()
	say := text.For("nl").Say
	_, code := w.inbox()
	w.concluded()
	b := w.back(code)

	const inbox = "/formulier/vervolg"
	stale := *b
	b.press("skip").must(inbox, say("check-in.said-skip"))
	stale.press("skip").must(inbox, say("check-in.said-skip")) // pressed twice
	w.later(16)
	b = w.back(code).must(inbox, say("check-in.heading"))
	b.press("never").must(inbox, say("check-in.said-stop"), say("check-in.stopped-heading"))
	b.press("resume").must(inbox, say("check-in.said-resume"))
	if strings.Contains(b.text(), say("check-in.stopped-heading")) {
		t.Error("it still says that nobody asks")
	}
}
