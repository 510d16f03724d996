package journey_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/knowledge"
)

// picked answers the questions of a record that is open, with the value of a box, of a
// list or of a day.
func (b *tab) picked(answers map[string]string) {
	b.t.Helper()
	for name, value := range answers {
		if missing := eval[bool](b, fmt.Sprintf(`(() => {
			const place = document.querySelector("[data-question=%s]"), box = place.querySelector("input[value='%s']"), field = place.querySelector("select, input[type=date]");
			if (box) { box.click(); return false; }
			field.value = %q;
			field.dispatchEvent(new Event("input", {bubbles: true})); field.dispatchEvent(new Event("change", {bubbles: true}));
			return field.value !== %q;
		})()`, name, value, value, value)); missing {
			b.t.Fatalf("%s has no answer %s", name, value)
		}
	}
}

// TestWhoKnew: a caseworker records afterwards that the secretary was told in the corridor
// long before, sees it in the picture and the table, opens whom the reporter told, asks who
// knew on that day, and takes a file of it that names nobody.
func TestWhoKnew(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.Dutch)
	b.tells("iets over bonnen", map[string]func(){"told": func() {
		b.answer("told", func(id string) string { return "chef Duinkerk, " + id })
	}})
	noor := b.elsewhere()
	noor.signIn("noor")
	noor.findDossier("iets over bonnen")
	at := strings.TrimPrefix(noor.path(), "/nl")
	id := gehoor.DossierID(at[strings.LastIndex(at, "/")+1:])

	kind, _ := record.Of("knowledge.recorded")
	noor.open(dossier.RecordPath(id, kind))
	noor.noInterest()
	noor.until("the form", `document.querySelector(".record-form [type=submit]")?.disabled === false`)
	noor.picked(map[string]string{"function": "secretary", "how": "told", "since": "2026-01-05", "acted": "no"})
	noor.fill(".record-form textarea[id$=words]", "Het is verteld op de gang.")
	noor.click(".record-form [type=submit]")
	noor.at(dossier.Path(id))

	noor.opened()
	noor.press("knowledge.heading")
	noor.at(dossier.KnownPath(id))
	noor.reads("Gemeentesecretaris, sinds 5-1-2026")
	noor.reads(noor.say("knowledge.afterwards"))
	noor.reads("Het verhaal van de melder")
	noor.readsNot("op de gang")
	noor.readsNot("chef Duinkerk")
	noor.look()
	noor.press("knowledge.told-open")
	noor.reads("Verteld door de melder")
	noor.reads("chef Duinkerk, field-told-0-whom")
	noor.readsNot("iets over bonnen")
	noor.look()
	noor.shoot("now")

	noor.sets("field-"+knowledge.FieldDay, "2026-01-05")
	noor.press("knowledge.show")
	noor.reads("Wie het wist op maandag 5 januari 2026")
	noor.readsNot("Het verhaal van de melder")
	noor.look()
	noor.shoot("then")
	file, err := os.ReadFile(noor.saving(knowledge.FileName, func() { noor.press("knowledge.file") }))
	if err != nil || !bytes.Contains(file, []byte("gemeentesecretaris;;2026-01-05;")) || bytes.Contains(file, []byte("Noor")) || bytes.Count(file, []byte("\r\n")) != 2 {
		t.Errorf("the file: %v %s", err, file)
	}
}
