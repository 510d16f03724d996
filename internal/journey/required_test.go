package journey_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestNameRequired: a court requires who the reporter is. In one dossier two handlers
// propose it and tell the reporter, who reads why and stops nothing but time; in another,
// whose reporter was told weeks ago, the key holders give their shares, and the one person
// for whom it was required opens the name. Nobody else does, and the server never has it.
func TestNameRequired(t *testing.T) {
	t.Parallel()
	town, err := found(filepath.Join(t.TempDir(), "town"), "testdata/named", 2)
	if err != nil {
		t.Fatal(err)
	}
	site := frontOf(t, newServer(t, town.dir))
	b := newTab(t, site, gehoor.Dutch)
	asked, fresh := town.codes[0], town.codes[1] // by their titles
	staff := func(login string) *tab {
		one := b.elsewhere()
		one.open(layout.PathSignIn)
		one.enter(login, town.passphrases[login])
		one.until("who is signed in", `document.querySelector("#sign-out") !== null`)
		return one
	}
	in := func(login, words string) *tab {
		one := staff(login)
		one.findDossier(words)
		one.noInterest()
		return one
	}

	t.Run("told first", func(t *testing.T) {
		const account = "zijn eigen declaraties"
		bram := in("bram", account)
		bram.unfold("naming-propose")
		bram.look()
		bram.click(form("naming-propose") + " [type=submit]")
		bram.reads(bram.say("naming.to-missing"))
		bram.choose(form("naming-propose")+` [data-field="to"]`, "Saar")
		bram.choose(form("naming-propose")+` [data-field="outside"]`, bram.say("naming.outside-prosecutor"))
		bram.choose(form("naming-propose")+` [data-field="ground"]`, bram.say("naming.ground-criminal-proceedings"))
		bram.fill(form("naming-propose")+" textarea", "De officier vordert uw naam op grond van artikel 126nd Sv.")
		bram.click(form("naming-propose") + " [type=submit]")
		bram.done("naming.sent")
		bram.reads(bram.say("naming.waits-own"))
		bram.look()

		reporter := b.elsewhere()
		reporter.comeBack(strings.Fields(fresh))
		reporter.at(layout.PathBox)
		reporter.opened()
		reporter.readsNot(reporter.say("naming.yours-heading"))
		reporter.readsNot("126nd")

		noor := in("noor", account)
		noor.reads("126nd")
		noor.unfold("naming-tell")
		noor.look()
		noor.click(form("naming-tell") + " [type=submit]")
		noor.reads(noor.say("naming.agree"))
		noor.click(form("naming-tell") + " input[type=checkbox]")
		noor.click(form("naming-tell") + " [type=submit]")
		noor.done("naming.told")
		noor.reads(noor.say("naming.term"))
		noor.look()

		reporter.reread()
		reporter.reads(reporter.say("naming.yours-heading"))
		reporter.reads(reporter.say("naming.yours-ways"))
		reporter.reads("De officier vordert uw naam op grond van artikel 126nd Sv.")
		reporter.look()

		noor.unfold("naming-end")
		noor.click(form("naming-end") + " input[type=checkbox]")
		noor.click(form("naming-end") + " [type=submit]")
		noor.done("naming.said-ended")
		reporter.reread()
		reporter.reads(reporter.say("naming.yours-was"))
		reporter.look()
	})

	t.Run("given by the key holders", func(t *testing.T) {
		const account, name = "de opdracht aan zijn zwager", "Sanne Rietgors"
		bram := in("bram", account)
		bram.readsNot(name)
		bram.reads(bram.say("naming.ready-what"))
		bram.unfold("naming-ask")
		bram.click(form("naming-ask") + " input[type=checkbox]")
		bram.click(form("naming-ask") + " [type=submit]")
		bram.done("naming.said-asked")
		bram.look()

		wies, roos := b.elsewhere(), b.elsewhere()
		for login, one := range map[string]*tab{"wies": wies, "roos": roos} {
			one.open(layout.PathSignIn)
			one.enter(login, town.passphrases[login])
			one.until("who is signed in", `document.querySelector("#sign-out") !== null`)
			one.open(layout.PathRecovery)
			one.ready()
			one.reads(one.say("naming.badge"))
			one.reads(one.say("naming.ceremony-why", text.With("ground", one.say("naming.ground-court-order"))))
			one.readsNot("zwager")
		}
		wies.look()
		wies.gives()
		wies.says("recovery.given")

		saar := in("saar", account)
		saar.readsNot(name)
		saar.open(layout.PathRecovery)
		saar.ready()
		saar.reads(saar.say("recovery.join-wait"))
		saar.look()
		roos.gives()
		roos.says("recovery.given")
		saar.reads(saar.say("recovery.join-ready"))
		saar.ready()
		saar.doing("join")
		saar.says("naming.joined")

		saar.open(layout.PathStaff)
		saar.findDossier(account)
		saar.reads(name)
		saar.look()
		bram.reread()
		bram.readsNot(name)
		bram.reads(bram.say("dossier.who-closed"))

		reporter := b.elsewhere()
		reporter.comeBack(strings.Fields(asked))
		reporter.at(layout.PathBox)
		reporter.opened()
		reporter.reads("Alleen deze persoon kreeg die sleutel: Extern meldpunt, buiten de gemeente, Saar Duinbes.")
		reporter.reads("Dat kunt u niet intrekken.")
		if back := eval[int](reporter, `document.querySelectorAll('#knowing li form[data-consent="back"]').length`); back != 0 {
			t.Errorf("what the law required can be taken back by %d buttons", back)
		}
		reporter.look()

		c := &canaries{}
		c.add("who the reporter is", name)
		c.nowhere(t, folder(t, site.dir), nil)
	})
	sound(t, site.dir)
}
