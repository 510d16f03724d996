package journey_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
)

// TestNewShares: a custodian left; whoever opens a dossier is told who the custodians
// are now, makes new shares for them in the own browser, and is told no more.
func TestNewShares(t *testing.T) {
	t.Parallel()
	dir := copyTown(t)
	if out, code := run(t, built.gehoor, "staff", "remove", "--data", dir, "roos"); code != 0 {
		t.Fatalf("remove a custodian: %d %s", code, out)
	}
	desk := newTab(t, frontOf(t, newServer(t, dir)), gehoor.Dutch)
	desk.signIn("noor")
	desk.do("open the dossier", chromedp.Navigate(desk.site.url+desk.newest()))
	desk.opened()
	desk.reads(desk.say("dossier.shares-heading"))
	desk.reads("Ties Waterral")
	desk.readsNot("Roos Wollegras")
	desk.look()
	desk.click(form("shares") + " [type=submit]")
	desk.reads(desk.say("dossier.shares-missing"))
	desk.click("#shares-sure")
	desk.click(form("shares") + " [type=submit]")
	desk.reads(desk.say("dossier.shares-done"))
	desk.readsNot(desk.say("dossier.shares-heading"))
	desk.look()
	sound(t, dir)
}
