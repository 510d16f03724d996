package journey_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestHelp: a manager who does not know what to do mistypes the number, keeps what was
// typed, and waits; the bureau reads it on the work list, calls, and says so; and the
// manager reads that it was done.
func TestHelp(t *testing.T) {
	t.Parallel()
	manager := newTab(t, newSite(t), gehoor.Dutch)
	manager.comesToEnter("hidde")
	manager.press("help.title")
	manager.at(layout.PathHelp)
	manager.look()
	manager.fill("#field-name", "Hidde Zandkever")
	manager.fill("#field-phone", "straks")
	manager.press("help.ask")
	manager.reads(manager.say("refusal.help.phone"))
	manager.look()
	if kept := eval[string](manager, `document.querySelector("#field-name").value`); kept != "Hidde Zandkever" {
		t.Errorf("what was typed is gone: %q", kept)
	}
	manager.fill("#field-phone", "06 5550 1234")
	manager.press("help.ask")
	manager.reads(manager.say("help.waiting-heading"))
	manager.look()

	bureau := manager.elsewhere()
	bureau.signIn("noor")
	bureau.at(layout.PathStaff)
	bureau.reads("06 5550 1234")
	bureau.look()
	bureau.click(`form[action$="/gebeld"] button`)
	bureau.until("that nobody waits", `document.querySelector('form[action$="/gebeld"]') === null && document.readyState === "complete"`)

	manager.open(layout.PathHelp)
	manager.reads(manager.say("help.called-heading"))
	manager.look()
}
