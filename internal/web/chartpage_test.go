package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/chart"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestChartWithoutScripts: the page says why it needs them, and gives an example in its
// language.
func TestChartWithoutScripts(t *testing.T) {
	n := newTown(t, nil)
	for lang, head := range map[string]string{"nl": "Personeelsnummer;", "en": "Staff number,"} {
		p := n.get("floor", "/"+lang+layout.PathChart)
		webtest.Check(t, p)
		if p.Status != http.StatusOK || len(p.All("noscript")) == 0 {
			t.Errorf("%s: %d", lang, p.Status)
		}
		if p := n.get("floor", "/"+lang+chart.PathSample); !strings.HasPrefix(string(p.Body), head) {
			t.Errorf("%s: the example begins with %.30q", lang, p.Body)
		}
	}
}

// registry stands in for what the server keeps of a chart: it takes and gives bytes. What
// the server makes of them has tests of its own.
type registry struct {
	after  int
	places []any
	sent   map[string]any
	reader map[string]string
	accept bool
}

func (g *registry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	say := func(status int, v any) {
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(v)
	}
	switch {
	case r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/import"):
		say(http.StatusOK, map[string]any{
			"after": g.after, "places": g.places, "readers": []any{g.reader},
			"accounts": []any{map[string]string{"id": strings.Repeat("a", 32), "name": "Olaf Waterlelie", "function": "wethouder"}},
		})
	case r.Method == http.MethodPost && !g.accept:
		say(http.StatusUnprocessableEntity, map[string]string{"code": "chart.behind", "message": "behind"})
	case r.Method == http.MethodPost:
		g.sent = nil
		if err := json.NewDecoder(r.Body).Decode(&g.sent); err != nil {
			panic(err)
		}
		g.after++
		g.places, _ = g.sent["places"].([]any)
		w.WriteHeader(http.StatusNoContent)
	case g.sent == nil:
		say(http.StatusNotFound, map[string]string{"code": "not-found", "message": ""})
	default:
		key := g.sent["keys"].([]any)[0].(map[string]any)["sealed"]
		say(http.StatusOK, map[string]any{
			"after": g.after, "recipient": g.sent["recipient"], "key": key, "names": g.sent["names"], "left": g.sent["left"], "lack": []any{},
		})
	}
}

// unlocks puts a key where the page looks for it (lib/vault.ts).
const unlocks = `(async secret => {
	const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const id = "ab".repeat(16), base64 = b => btoa(String.fromCharCode(...b));
	const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode("gehoor-staff") }, key, new TextEncoder().encode(secret)));
	await new Promise((resolve, reject) => {
		const opening = indexedDB.open("gehoor", 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
		opening.onerror = reject;
		opening.onsuccess = () => {
			const t = opening.result.transaction("keys", "readwrite");
			t.objectStore("keys").put({ id, key, until: Date.now() + 600000 }, "staff");
			t.oncomplete = () => { opening.result.close(); resolve(); };
		};
	});
	sessionStorage.setItem("gehoor-staff", JSON.stringify({ keyId: id, iv: base64(iv), data: base64(data) }));
	return true;
})`

// TestChartPage: an administrator chooses a file with faults, mends it, sees what would
// change and imports it; a second file renames somebody and lets somebody go.
func TestChartPage(t *testing.T) {
	n := newTown(t, nil)
	own, err := unseal.NewIdentity()
	n.must(err)
	floor := n.ids["floor"]
	vouched, err := seal.SignStaffKey(n.root, "veenhaven", seal.StaffKey{Person: floor, Recipient: own.Recipient(), On: webtest.Now})
	n.must(err)
	g := &registry{places: []any{}, accept: true, reader: map[string]string{"id": string(floor), "name": "beheerder", "note": vouched}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.AddCookie(n.as("floor"))
		if strings.HasPrefix(r.URL.Path, "/api/desk/chart") {
			g.ServeHTTP(w, r)
			return
		}
		n.handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := &chartTab{t: t, tab: webtest.Open(t), dir: t.TempDir(), words: text.For("nl")}
	webtest.Size(t, b.tab, 1280, 900)
	webtest.Go(t, b.tab, server.URL+"/nl"+layout.PathSignIn)
	if ok, err := chromedp.Run(b.tab, chromedp.Evaluate[bool](unlocks+"("+line(t, own.Secret())+")", chromedp.EvalAwaitPromise)); err != nil || !ok {
		t.Fatal(err)
	}
	webtest.Go(t, b.tab, server.URL+"/nl"+layout.PathChart)
	b.reads(b.words.Say("chart.none"))
	b.look("begin")

	_, sample := chart.Sample("nl")
	b.choose(strings.Replace(string(sample), ";1021;1023;", ";9999;1023;", 1))
	b.reads(b.words.Say("chart.columns"))
	b.look("columns")
	b.click("#chart-mapping [type=submit]")
	b.reads("Regel 11. De leidinggevende 9999")
	b.look("faults")
	b.choose(string(sample))
	b.click("#chart-mapping [type=submit]")
	b.reads("15 nieuw")
	b.opens("#chart-changes details")
	b.opens("#chart-outline details")
	b.reads("Joris Veenbes")
	b.reads("Olaf Waterlelie is het account Olaf Waterlelie, wethouder")
	b.look("preview")
	g.accept = false
	b.click("#chart-import [type=submit]")
	b.reads(b.words.Say("chart.changed"))
	b.look("behind")
	g.accept = true
	b.click("#chart-import [type=submit]")
	b.reads(b.words.Say("chart.done"))
	b.look("done")
	wire := line(t, g.sent)
	for _, name := range []string{"Veenbes", "Burgerzaken", "1021", "veenhaven.example", "Teamleider"} {
		if strings.Contains(wire, name) {
			t.Errorf("%q was sent as it is", name)
		}
	}
	if len(g.places) != 15 || !strings.Contains(wire, `"party":"Veenbelang"`) || !strings.Contains(wire, `"account":"aaaa`) {
		t.Errorf("%d places were sent: %.300s", len(g.places), line(t, g.places))
	}

	lines := strings.Split(strings.Replace(string(sample), "Aya;;Dopheide", "Aya;;Dopheide-Vos", 1), "\n")
	b.drops(strings.Join(append(lines[:len(lines)-4], ""), "\n"))
	b.click("#chart-mapping [type=submit]")
	b.reads("Met dit bestand vertrekken 3 mensen")
	b.opens("#chart-changes details")
	b.reads("Heette Aya Dopheide")
	b.look("again")
	b.click("#chart-import [type=submit]")
	b.reads(b.words.Say("chart.sure-missing"))
	b.click("#chart-sure-box")
	b.click("#chart-import [type=submit]")
	b.reads(b.words.Say("chart.done"))
	if left, _ := g.sent["left"].([]any); len(left) != 3 || len(g.places) != 0 {
		t.Errorf("left %v, places %v", left, g.places)
	}
	b.reads("Mensen 12")

	// What a story made is opened too.
	o, err := n.cases.Organisation(t.Context(), "veenhaven")
	n.must(err)
	verifier, err := note.NewVerifier(o.Root)
	n.must(err)
	names := []personnel.Person{{ID: gehoor.PersonID(strings.Repeat("1", 32)), Number: "7", Name: "Ties Waterral", Former: []string{}}, {ID: gehoor.PersonID(strings.Repeat("2", 32)), Number: "8", Name: "Bo Els", Former: []string{}, Manager: gehoor.PersonID(strings.Repeat("1", 32))}}
	made, err := endpoint.SealChart("veenhaven", verifier, personnel.Names{People: names, Last: personnel.Import{On: protocol.DateOf(webtest.Now)}}, []*directory.Person{{ID: floor, Recipient: string(own.Recipient()), Note: vouched}})
	n.must(err)
	g.sent = map[string]any{"recipient": made.Recipient, "keys": []any{map[string]any{"sealed": made.Keys[0].Content.Bytes}}, "names": [][]byte{made.Names[0].Bytes}}
	g.places = []any{map[string]any{"person": names[0].ID}, map[string]any{"person": names[1].ID, "line": names[0].ID}}
	webtest.Go(t, b.tab, server.URL+"/nl"+layout.PathChart)
	b.reads("Mensen 2 Leidinggevenden 1 Ingelezen op")

	g.sent["keys"].([]any)[0].(map[string]any)["sealed"] = "AAAA"
	webtest.Go(t, b.tab, server.URL+"/nl"+layout.PathChart)
	b.reads(b.words.Say("sealed.damaged"))
	g.sent = nil
	webtest.Go(t, b.tab, server.URL+"/en"+layout.PathChart)
	b.words = text.For("en")
	b.reads(b.words.Say("chart.closed"))
	b.look("closed")
}

// chartTab is an administrator's browser on the page.
type chartTab struct {
	t     *testing.T
	tab   context.Context
	dir   string
	words *text.Words
	files int
}

func (b *chartTab) reads(words string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`document.body.innerText.replace(/\s+/g, " ").includes(%s)`, line(b.t, strings.Join(strings.Fields(words), " "))))
}

// until waits until JavaScript is true.
func (b *chartTab) until(js string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.tab, 20*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](js, chromedp.WithPollingInterval(30*time.Millisecond))); err != nil {
		b.t.Fatalf("waited in vain for %s: %v\n%s", js, err, webtest.Eval[string](b.t, b.tab, "document.querySelector('main').innerText"))
	}
}

func (b *chartTab) click(selector string) {
	b.t.Helper()
	if err := chromedp.Do(b.tab, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatalf("click %s: %v", selector, err)
	}
}

// opens opens all parts that a selector finds.
func (b *chartTab) opens(selector string) {
	b.t.Helper()
	webtest.Eval[bool](b.t, b.tab, `(document.querySelectorAll(`+line(b.t, selector)+`).forEach(e => e.open = true), true)`)
}

func (b *chartTab) choose(csv string) {
	b.t.Helper()
	b.files++
	name := filepath.Join(b.dir, fmt.Sprintf("%d.csv", b.files))
	if err := os.WriteFile(name, []byte(csv), 0o600); err != nil {
		b.t.Fatal(err)
	}
	webtest.Eval[bool](b.t, b.tab, `(document.querySelector("#chart-lines").replaceChildren(), true)`)
	if err := chromedp.Do(b.tab, chromedp.SetUploadFiles(chromedp.CSS("#chart-input"), []string{name})); err != nil {
		b.t.Fatalf("choose a file: %v", err)
	}
	b.until(`document.querySelector("#chart-lines table") !== null && document.querySelector("#chart-columns").hidden === false`)
}

// drops drags a file onto the page.
func (b *chartTab) drops(csv string) {
	b.t.Helper()
	webtest.Eval[bool](b.t, b.tab, fmt.Sprintf(`(csv => {
		const dragged = new DataTransfer();
		dragged.items.add(new File([csv], "organigram.csv"));
		return document.querySelector("#chart-drop").dispatchEvent(new DragEvent("drop", { dataTransfer: dragged, bubbles: true, cancelable: true })) === false;
	})(%s)`, line(b.t, csv)))
	b.until(`document.querySelector("#chart-lines table") !== null && document.querySelector("#chart-columns").hidden === false`)
}

// look checks the page as it is, at both widths.
func (b *chartTab) look(name string) {
	b.t.Helper()
	for _, width := range widths {
		webtest.Size(b.t, b.tab, width, 900)
		webtest.Axe(b.t, b.tab)
		if over := webtest.Overflow(b.t, b.tab); over > 0 {
			b.t.Errorf("%s is %d pixels too wide at %d", name, over, width)
		}
		shoot(b.t, b.tab, width, "/chart-"+name)
	}
	webtest.Size(b.t, b.tab, 1280, 900)
}
