package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// cleaningScript cleans a file of the stage as a page does, and shows what came
// of it.
const cleaningScript = `
import { Cleaner } from "./cleaner.ts";
import { showCleaned } from "./cleanedshow.ts";
const cleaner = new Cleaner();
globalThis.cleanFile = async (name) => {
	const file = new File([await (await fetch(name)).arrayBuffer()], name);
	const of = await cleaner.clean(file);
	document.getElementById("place").replaceChildren(showCleaned(of));
	let drawn = "";
	if (of.cleaned && of.cleaned.type.startsWith("image/")) {
		drawn = await createImageBitmap(of.cleaned).then((picture) => picture.width + "x" + picture.height, () => "not at all");
	}
	const bytes = of.cleaned ? new Uint8Array(await of.cleaned.arrayBuffer()) : new Uint8Array();
	return { Why: of.why ?? "", Type: of.cleaned?.type ?? "", Drawn: drawn, Bytes: Array.from(bytes, (b) => String.fromCharCode(b)).join("") };
};
`

// fixtures are files made by the programs that people use, with a word in each
// hidden field (browser/lib/metadata/testdata).
const fixtures = "browser/lib/metadata/testdata"

// TestCleaning: in a browser, under the site's policy and with the built worker,
// files of each kind come out clean, pictures show as they did, and the page says
// in words what was taken out.
func TestCleaning(t *testing.T) {
	server := httptest.NewServer(stage(t, cleaningScript, fixtures, "cleaning/worker.js"))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	for _, c := range []struct{ file, kind, drawn, nl, en string }{
		{"photo.jpg", "image/jpeg", "32x48", "De plaats waar het is gemaakt: 52.36880, 4.89036", "The place where it was made: 52.36880, 4.89036"},
		{"picture.png", "image/png", "32x48", "De naam van een persoon: ", "The name of a person: "},
		{"letter.pdf", "application/pdf", "", "Een bijlage die in het bestand zat: kanarie57x.txt", "An attachment that was in the file: kanarie57x.txt"},
		{"letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "", "Verwijderde tekst is nog te lezen.", "Deleted text can still be read."},
		{"letter.odt", "application/vnd.oasis.opendocument.text", "", "Opmerkingen. Wie ze maakte, is weg.", "Comments. Who made them is gone."},
	} {
		for lang, sentence := range map[string]string{"nl": c.nl, "en": c.en} {
			webtest.Go(t, tab, server.URL+"/"+lang+"/stage/")
			got := cleanIn(t, tab, c.file)
			if got.Why != "" || got.Type != c.kind || got.Drawn != c.drawn {
				t.Errorf("%s: why %q, type %q, drawn %q", c.file, got.Why, got.Type, got.Drawn)
			}
			if word := planted.FindString(got.Bytes); word != "" {
				t.Errorf("%s: %s is left", c.file, word)
			}
			said := webtest.Eval[string](t, tab, `document.getElementById("place").innerText`)
			if !strings.Contains(said, sentence) {
				t.Errorf("%s in %s does not say %q:\n%s", c.file, lang, sentence, said)
			}
		}
	}
}

var planted = regexp.MustCompile(`kanarie[0-9]+x`)

// TestCleaningLooks: what is told has no finding of axe and fits the narrowest
// screen, also with a long word of somebody else's.
func TestCleaningLooks(t *testing.T) {
	folder := t.TempDir()
	long := strings.Repeat("W", 100)
	jpeg := "\xff\xd8\xff\xfe\x00\x66" + long + "\xff\xda\x00\x02\x01\xff\xd9"
	for name, data := range map[string]string{"long.jpg": jpeg, "old.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plain.txt": "niets"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(stage(t, cleaningScript, folder, "cleaning/worker.js"))
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	webtest.Size(t, tab, 320, 900)
	for file, sentence := range map[string]string{"long.jpg": long, "old.doc": "Sla het op als docx, xlsx of pptx", "plain.txt": "geen verborgen gegevens"} {
		webtest.Go(t, tab, server.URL+"/nl/stage/")
		cleanIn(t, tab, file)
		if said := webtest.Eval[string](t, tab, `document.getElementById("place").innerText`); !strings.Contains(said, sentence) {
			t.Errorf("%s does not say %q:\n%s", file, sentence, said)
		}
		webtest.Axe(t, tab)
		if over := webtest.Overflow(t, tab); over > 0 {
			t.Errorf("%s is %d pixels too wide", file, over)
		}
		shoot(t, tab, 320, "/cleaning-"+file)
	}
}

type cleaned struct{ Why, Type, Drawn, Bytes string }

func cleanIn(t *testing.T, tab context.Context, file string) cleaned {
	t.Helper()
	got, err := chromedp.Run(tab, chromedp.Evaluate[cleaned](fmt.Sprintf(`cleanFile(%q)`, file), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("clean %s: %v", file, err)
	}
	return got
}
