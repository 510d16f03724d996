package journey_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// picksOption picks one of a list that opens, counted from 0.
func (b *tab) picksOption(field string, at int) {
	b.t.Helper()
	b.do("choose in "+field, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector(%q).selectedIndex = %d`, field, at)))
}

// reread loads the mailbox or the dossier again, and waits until its words are open.
func (b *tab) reread() {
	b.t.Helper()
	b.do("reload", chromedp.Reload())
	b.opened()
}

// untilKnown waits until so many people may know who the reporter is.
func (b *tab) untilKnown(n int) {
	b.t.Helper()
	b.until("who may know", fmt.Sprintf(`document.querySelectorAll('#knowing li form[data-consent="back"]').length === %d`, n))
	b.opened()
}

// lacks has a browser get no script any more; not lacks, again.
func (b *tab) lacks(scripts bool) {
	b.t.Helper()
	b.do("block scripts", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		blocked := []*network.BlockPattern{{URLPattern: b.site.url + "/a/*", Block: scripts}}
		_, err := cdp.Call(ctx, target, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: blocked})
		return err
	}))
}

// TestWhoMayKnow: an anonymous reporter says later who they are, to nobody yet; lets one
// person know, says yes to another whom a handler asks for, takes that back, and says no.
// Each browser of staff opens the name exactly as long as it may, and the server never
// has it.
func TestWhoMayKnow(t *testing.T) {
	t.Parallel()
	site, reporterName := newSite(t), "Sanne "+mark()
	b := newTab(t, site, gehoor.Dutch)
	b.tell("employee", "een lade vol bonnen")
	b.press("begin.sent-go")
	b.at(layout.PathBox)
	b.opened()
	b.reads(b.say("knowing.nameless"))
	b.click(`details:has(> #name) > summary`)
	b.lacks(true)
	b.click("#name-go")
	b.reads(b.say("sealed.offline"))
	b.lacks(false)
	b.click("#name-go")
	b.reads(b.say("knowing.name-missing"))
	b.look()
	b.fill("#field-name-name", reporterName)
	b.fill("#field-name-contact", "06 12345678")
	b.click("#name-go")
	b.reads(b.say("knowing.nobody"))
	b.opened()

	b.click(`details:has(> #know) > summary`)
	b.click("#know-go")
	b.reads(b.say("knowing.give-purpose-missing"))
	b.look()
	b.picksOption("#field-know-person", 1)
	b.picksOption("#field-know-purpose", 1)
	b.click("#know-go")
	b.untilKnown(1)
	b.look()

	noor := b.elsewhere()
	noor.signIn("noor")
	noor.click(".work-row .reference")
	noor.opened()
	noor.reads(reporterName)
	bram := b.elsewhere()
	bram.signIn("bram")
	bram.click(".work-row .reference")
	bram.opened()
	bram.reads(bram.say("dossier.who-closed"))
	bram.readsNot(reporterName)

	noor.unfold("ask-consent")
	noor.look()
	noor.picksOption(form("ask-consent")+` [data-field="to"]`, 2)
	noor.picksOption(form("ask-consent")+` [data-field="purpose"]`, 2)
	noor.fill(form("ask-consent")+" textarea", "Bram wil u beschermen.")
	noor.click(form("ask-consent") + " [type=submit]")
	noor.reads(noor.say("dossier.consent-sent"))
	noor.opened()
	noor.reads(noor.say("dossier.consent-open"))

	b.reread()
	b.reads(b.say("knowing.asked-free"))
	b.reads("Bram wil u beschermen.")
	b.look()
	b.click("#consent-asked-1-go")
	b.untilKnown(2)
	bram.reread()
	bram.reads(reporterName)

	eval[bool](b, `(l => (l[l.length - 1].click(), true))([...document.querySelectorAll('#knowing li form[data-consent="back"] button')])`)
	b.untilKnown(1)
	bram.reread()
	bram.reads(bram.say("dossier.who-closed"))
	bram.readsNot(reporterName)

	bram.unfold("ask-consent-other")
	bram.picksOption(form("ask-consent-other")+` [data-field="for"]`, 3)
	bram.fill(form("ask-consent-other")+" textarea", "Er komt een stuk in de raad.")
	bram.click(form("ask-consent-other") + " [type=submit]")
	bram.reads(bram.say("dossier.consent-sent"))
	b.reread()
	b.click("#consent-asked-2-no")
	b.until("that it was answered", `!document.querySelector("#consent-asked-heading")`)
	b.opened()
	b.click("#consent-inquiry-go")
	b.until("that it was agreed to", `document.querySelector('#consent-inquiry')?.dataset.consent === "back"`)
	b.opened()
	noor.reread()
	noor.reads(noor.say("dossier.consent-no-follows"))
	noor.look()

	c := &canaries{}
	c.add("who the reporter is", reporterName)
	c.nowhere(t, folder(t, site.dir), nil)
}
