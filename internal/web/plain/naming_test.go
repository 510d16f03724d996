package plain_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/text"
)

// TestNaming: a court requires a reporter's name. Without scripts too one reads for whom,
// on which ground and why, in the words of who proposed it, and only once a second person
// agreed.
func TestNaming(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			w := newWorld(t)
			ctx, say := t.Context(), text.For(gehoor.Language(lang)).Say
			b := w.browser(lang)
			b.code()
			b.tell("iets").open("/formulier/11").press("next", "known-to", "handlers").must("/formulier/12").press("next", "name", "Robin")
			b.open("/formulier/nalezen").press("strike-"+string(bram)).press("send", "_known", string(noor)).must("/formulier/klaar")
			d := w.handle("Ja.")
			for _, p := range []gehoor.PersonID{noor, saar, milan} {
				if err := w.cases.DeclareNoInterest(ctx, org, p, d.ID); err != nil {
					t.Fatal(err)
				}
			}
			why, err := endpoint.Say(org, d.Boxes, []byte("De rechter beval het."))
			if err != nil {
				t.Fatal(err)
			}
			proposed := dossier.NamingProposed{Signal: d.Signals[0].ID, Recipient: saar, Outside: dossier.OutsiderCourt, Ground: dossier.NamingCourt}
			if err := w.cases.ProposeNaming(ctx, org, noor, d.ID, proposed, why); err != nil {
				t.Fatal(err)
			}
			const inbox = "/formulier/vervolg"
			if b.open(inbox).must(inbox); strings.Contains(b.text(), say("naming.yours-heading")) || strings.Contains(b.text(), "De rechter beval het.") {
				t.Errorf("it says so before a second person agreed:\n%s", b.text())
			}
			if err := w.cases.TellNaming(ctx, org, milan, d.ID, w.dossier().Namings[0].Seq); err != nil {
				t.Fatal(err)
			}
			b.open(inbox).must(inbox, say("naming.yours-heading"), say("naming.yours-ways"), "De rechter beval het.")
			if err := w.cases.EndNaming(ctx, org, milan, d.ID, w.dossier().Namings[0].Seq); err != nil {
				t.Fatal(err)
			}
			b.open(inbox).must(inbox, say("naming.yours-was"))
		})
	}
}
