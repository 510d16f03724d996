package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/record"
)

// known is who knew what of a dossier by now, in short.
func (w *world) known(who gehoor.PersonID, box account.Mailbox) string {
	w.t.Helper()
	k, err := w.Knowledge(w.t.Context(), veenhaven, who, box.Dossier)
	w.must(err)
	var all []string
	for _, e := range k.All {
		if e.Source == knowledge.FromAct {
			continue
		}
		name := e.Function
		for _, p := range k.People {
			if p.ID == e.Person {
				name += "/" + string(p.ID[:1])
			}
		}
		all = append(all, name+" "+string(e.What)+" "+string(e.Source))
	}
	return strings.Join(all, "; ")
}

// TestKnowledge: whoever handles a dossier reads who knew what: who was told, who opened
// it, who confirmed, and who is said to have known; who is shut out stays in it with what
// they knew before.
func TestKnowledge(t *testing.T) {
	w := newTop(t)
	box := w.send("R1")
	w.assess(box, "serious", "alderman")
	w.days(1)
	_, err := w.Open(t.Context(), veenhaven, bram, box.Dossier, []gehoor.ContentID{words("account of R1").ID})
	w.must(err)
	w.must(w.ConfirmNotice(t.Context(), veenhaven, mia, box.Dossier, box.Signal))
	w.must(w.writes(noor, box.Dossier, withCase(casework.Writing{
		Kind: "knowledge.recorded", Words: words("in the corridor"), Fields: record.Fields{"function": "council-clerk", "since": "2026-01-03", "acted": "no"},
	}, "R1")))
	before := w.known(noor, box)
	for _, want := range []string{
		"council-clerk matter handler", "caseworker/a existence program", "caseworker/b existence program",
		"mayor/1 notice program", "secretary/3 notice program", "caseworker/b account log", "mayor/1 notice confirmed",
	} {
		if !strings.Contains(before, want) {
			t.Errorf("%q is not in: %s", want, before)
		}
	}
	if strings.Contains(before, "caseworker/a account") {
		t.Errorf("who opened nothing is said to have: %s", before)
	}

	w.must(w.writes(noor, box.Dossier, declared(bram, true)))
	after := w.known(noor, box)
	for _, one := range strings.Split(before, "; ") {
		if strings.Count(after, one) < strings.Count(before, one) {
			t.Errorf("%q is gone after somebody was shut out: %s", one, after)
		}
	}
	for _, who := range []gehoor.PersonID{bram, jet, saar, fleur, mia, siem, gehoor.PersonID(id("7"))} {
		for what, ask := range map[string]func() error{
			"it":           func() error { _, err := w.Knowledge(t.Context(), veenhaven, who, box.Dossier); return err },
			"a file of it": func() error { _, err := w.ExportKnowledge(t.Context(), veenhaven, who, box.Dossier); return err },
		} {
			if err := ask(); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s of a dossier that %s does not hold: %v", what, who, err)
			}
		}
	}
	if _, err := w.Knowledge(t.Context(), veenhaven, noor, gehoor.DossierID(id("8"))); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("of no dossier: %v", err)
	}
}

// TestKnowledgeExported: looking records nothing, making a file does.
func TestKnowledgeExported(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	before := w.kinds(box.Dossier)
	w.known(noor, box)
	if after := w.kinds(box.Dossier); after != before {
		t.Errorf("looking recorded something: %s", after)
	}
	k, err := w.ExportKnowledge(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	if len(k.All) == 0 {
		t.Error("the file is empty")
	}
	if after := w.kinds(box.Dossier); after != before+" "+string(dossier.KnowledgeExported{}.Kind()) {
		t.Errorf("a file was made: %s", after)
	}
}
