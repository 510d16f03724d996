package casework_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/record"
)

// letter is a sealed letter of some words.
func letter(file string, contents ...gehoor.ContentID) dossier.LetterSealed {
	return dossier.LetterSealed{To: "kings-commissioner", Way: dossier.LetterCode, Contents: contents, Digest: gehoor.Digest("sha256-" + words(file).ID)}
}

// TestSealLetter: whoever holds the dossier makes a letter of what they can open, and
// of nothing else; who the reporter is goes into none, and who is excluded finds nothing.
func TestSealLetter(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	sub := submission("R1", gehoor.OfficeAlderman, noor, saar, milan)
	sub.Struck = []gehoor.PersonID{bram}
	who, made := words("who R1 is"), compartment("identity", true, noor)
	sub.Who, sub.Identity = &who, &made
	box, err := w.Receive(ctx, veenhaven, sub)
	w.must(err)
	notes := compartment("case", false, noor, saar, milan)
	w.must(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("a note"), &notes))
	w.about(gehoor.OfficeEmployee)
	account, note := words("account of R1").ID, words("a note").ID
	seal := func(who gehoor.PersonID, l dossier.LetterSealed) error {
		return w.SealLetter(ctx, veenhaven, who, box.Dossier, l)
	}

	w.refused(seal(noor, letter("f", account)), dossier.CodeDeclare)
	w.declare(noor, box.Dossier)
	w.declare(saar, box.Dossier)
	before := w.kinds(box.Dossier)
	w.refused(seal(noor, letter("f", account, who.ID)), dossier.CodeLetterIdentity)
	w.refused(seal(saar, letter("f", who.ID)), dossier.CodeLetterIdentity) // who has no key to it either
	for name, l := range map[string]dossier.LetterSealed{
		"nothing in it":       letter("f"),
		"the same twice":      letter("f", account, account),
		"nobody's function":   {To: "mayor", Way: dossier.LetterCode, Contents: []gehoor.ContentID{account}, Digest: letter("f").Digest},
		"no way":              {To: "sipa", Contents: []gehoor.ContentID{account}, Digest: letter("f").Digest},
		"no digest":           {To: "sipa", Way: dossier.LetterKey, Contents: []gehoor.ContentID{account}, Digest: "sha256-x"},
		"more than a letter":  letter("f", slices.Repeat([]gehoor.ContentID{account}, dossier.MaxLetterContents+1)...),
		"a digest without it": {To: "sipa", Way: dossier.LetterKey, Contents: []gehoor.ContentID{account}, Digest: gehoor.Digest(words("f").ID)},
	} {
		if err := seal(noor, l); !errors.Is(err, &gehoor.Refusal{Code: gehoor.CodeMalformed}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, one := range map[string]gehoor.ContentID{"words of another dossier": words("account of matrix").ID, "a key": sub.Conversation.Grants[0].Content.ID, "nothing": ""} {
		if err := seal(noor, letter("f", one)); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, one := range []gehoor.PersonID{bram, jet, floor, mia} {
		if err := seal(one, letter("f", account)); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s made a letter: %v", one, err)
		}
	}
	if after := w.kinds(box.Dossier); after != before {
		t.Fatalf("something was recorded: %s", after)
	}

	w.must(seal(saar, letter("first", account, note)))
	w.must(seal(saar, letter("first", account, note))) // no answer came: the same file again
	key := letter("second", account)
	key.To, key.Way = "sipa", dossier.LetterKey
	w.must(seal(noor, key))
	letters := w.seen(milan, box.Dossier).Letters
	if len(letters) != 2 || letters[0].By != gehoor.ByPerson(saar) || letters[0].At.IsZero() || letters[1].To != "sipa" {
		t.Errorf("letters: %+v", letters)
	}
	w.replays()

	k, err := w.Knowledge(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	var known []string
	for _, e := range k.All {
		if e.Kind == (dossier.LetterSealed{}).Kind() {
			known = append(known, e.Function+" "+string(e.What)+" "+string(e.Source))
		}
	}
	want := []string{"kings-commissioner account handler", "kings-commissioner words handler", "sipa account handler"}
	slices.Sort(known)
	if !slices.Equal(known, want) {
		t.Errorf("who knows what: %s", strings.Join(known, ", "))
	}
}

// TestLetterBecame: that a letter was sent, came and was answered are records about it, by
// its number; the receiver knows what is in it since it was made, and on the day it came.
func TestLetterBecame(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box, err := w.Receive(ctx, veenhaven, submission("R1", gehoor.OfficeEmployee, noor, bram))
	w.must(err)
	w.declare(noor, box.Dossier)
	write := func(kind gehoor.Kind, fields record.Fields) error {
		return w.Record(ctx, veenhaven, noor, box.Dossier, casework.Writing{Kind: kind, Fields: fields})
	}
	day := "2026-01-06"
	sent := record.Fields{"letter": 1, "sent_on": day, "way": "registered"}
	w.refused(write(record.KindLetterSent, sent), record.CodeLetter)
	w.must(w.SealLetter(ctx, veenhaven, noor, box.Dossier, letter("first", words("account of R1").ID)))
	w.refused(write(record.KindAdviceSought, record.Fields{"of": "sipa", "letter": 1}), record.CodeLetter)
	w.must(write(record.KindLetterSent, sent))
	w.must(write(record.KindLetterReceived, record.Fields{"letter": 1, "received_on": day, "who": "office", "way": "receipt"}))
	w.must(write(record.KindAdviceSought, record.Fields{"of": "kings-commissioner", "letter": 1}))
	w.must(write(record.KindTakenOver, record.Fields{"by": "kings-commissioner", "received_on": day, "letter": 1}))

	var about []gehoor.Kind
	for _, r := range w.seen(bram, box.Dossier).Records {
		if n, ok := r.Letter(); ok && n == 1 {
			about = append(about, r.What)
		}
	}
	if want := []gehoor.Kind{record.KindLetterSent, record.KindLetterReceived, record.KindAdviceSought, record.KindTakenOver}; !slices.Equal(about, want) {
		t.Errorf("about the letter: %v", about)
	}
	w.replays()

	k, err := w.Knowledge(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	came := slices.IndexFunc(k.All, func(e knowledge.Entry) bool { return e.Kind == record.KindLetterReceived && e.Function != "caseworker" })
	if came < 0 || k.All[came].Function != "kings-commissioner" || k.All[came].What != knowledge.Account || !k.All[came].Day || k.All[came].Since.Format("2006-01-02") != day {
		t.Errorf("who knows what: %+v", k.All)
	}
}

// TestOutside: everybody to whom a letter can be made has a name, as where advice is
// asked, and nobody who has an account is among them.
func TestOutside(t *testing.T) {
	for _, o := range record.Outside() {
		if _, ok := knowledge.Label(o.Value); !ok || o.Label.NL == "" || o.Label.EN == "" {
			t.Errorf("%s has no name", o.Value)
		}
		if gehoor.Role(o.Value).Valid() {
			t.Errorf("%s has an account", o.Value)
		}
	}
	if len(record.Outside()) != 6 {
		t.Errorf("%d functions", len(record.Outside()))
	}
}
