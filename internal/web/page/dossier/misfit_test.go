package dossier_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// chosenOffice is the office with which the form of the first assessment begins, and the
// signal.
func chosenOffice(t *testing.T, c page.Case) (office, about string) {
	t.Helper()
	assess, _ := record.Of(protocol.Assessed)
	for _, o := range getRecord(t, gehoor.Dutch, c, assess).All("option") {
		switch {
		case !webtest.Has(o, "selected"):
		case webtest.Has(o.Parent, "data-about"):
			about = webtest.Attr(o, "value")
		default:
			office = webtest.Attr(o, "value")
		}
	}
	return office, about
}

// TestMisfit: where the chart has another office than the signal goes on by, the page says
// both in words and leads to the first assessment, which begins with the one that fits.
func TestMisfit(t *testing.T) {
	c := followed()
	assess, _ := record.Of(protocol.Assessed)
	said := "De functie past niet bij wie er gekozen is"
	if got := words(get(t, gehoor.Dutch, c)); strings.Contains(got, said) {
		t.Error("it says so of what fits")
	}
	if office, _ := chosenOffice(t, c); office != "" {
		t.Errorf("the form begins with %q although all fits", office)
	}

	c.Dossier.Misfits = []casework.Misfit{{Signal: c.Dossier.Signals[0].ID, By: "whole-college", Fitting: gehoor.OfficeMayor}}
	p := get(t, gehoor.Dutch, c)
	for _, want := range []string{said, "als een signaal over: het hele college. Volgens het organigram past: burgemeester.", "Tot dan hoort niemand er iets van"} {
		if !strings.Contains(words(p), want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if !strings.Contains(string(p.Body), `href="/nl`+page.RecordPath(c.Dossier.ID, assess)+c.Query+`"`) {
		t.Error("nothing leads to the first assessment")
	}
	if office, _ := chosenOffice(t, c); office != "mayor" {
		t.Errorf("the form begins with %q", office)
	}

	// Of two signals it is said which, and the form is about that one.
	other := c.Dossier.Signals[0]
	other.ID = "51000000000000000000000000000002"
	c.Dossier.Signals = append(slices.Clone(c.Dossier.Signals), other)
	c.Dossier.Misfits[0].Signal = other.ID
	if _, about := chosenOffice(t, c); about != string(other.ID) {
		t.Errorf("the form is about %q", about)
	}
	if got := words(get(t, gehoor.English, c)); !strings.Contains(got, "The signal: Signal 2") {
		t.Error("it does not say of which signal")
	}

	c.Dossier.Closings = []dossier.Closing{{Exit: dossier.ExitFollowedUp, By: gehoor.ByPerson(noor.ID), At: now}}
	if strings.Contains(words(get(t, gehoor.Dutch, c)), said) {
		t.Error("a closed dossier asks to be assessed")
	}
}

// TestNameReady: once the reporter's time is over the page says at its top that the key
// holders can be asked, and leads to where that is done.
func TestNameReady(t *testing.T) {
	c := answered()
	said := "De sleutelbewaarders kunnen nu worden gevraagd om hun deel"
	for _, at := range []dossier.NamingStanding{dossier.NamingTerm, dossier.NamingReady, dossier.NamingAsked} {
		c.Dossier.Namings = []casework.Naming{{Naming: dossier.Naming{NamingProposed: dossier.NamingProposed{Signal: signalID, Recipient: jet.ID, Ground: dossier.NamingCourt}, Seq: 7, By: bram.ID, At: day(-20), ToldAt: day(-19), ToldBy: noor.ID, Until: protocol.DateOf(day(-1))}, Standing: at}}
		p := get(t, gehoor.Dutch, c)
		if strings.Contains(words(p), said) != (at == dossier.NamingReady) {
			t.Errorf("%s: it says that they can be asked, or does not", at)
		}
		if leads := strings.Contains(string(p.Body), `href="#naming-`+string(signalID)+`"`); leads != (at == dossier.NamingReady) {
			t.Errorf("%s: it leads there: %v", at, leads)
		}
	}
}
