package plain_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/gehoor/gehoor/internal/wording"
)

// handle is what Noor does: she opens the account, acknowledges and asks.
func (w *world) handle(words string) casework.Dossier {
	w.t.Helper()
	items := w.dossiers()
	if len(items) != 1 {
		w.t.Fatalf("Noor sees %d dossiers", len(items))
	}
	d, err := w.cases.Dossier(w.t.Context(), org, noor, items[0].Dossier)
	if err != nil {
		w.t.Fatal(err)
	}
	content, err := endpoint.Say(org, d.Boxes, []byte(words))
	if err == nil {
		err = w.cases.Acknowledge(w.t.Context(), org, noor, d.ID, d.Signals[0].ID, content)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// read opens everything that Noor may open.
func (w *world) read(d casework.Dossier) map[gehoor.ContentID]string {
	w.t.Helper()
	contents, ring := w.opened(d)
	words := map[gehoor.ContentID]string{}
	for _, c := range contents {
		if at, ok := endpoint.Places(d.Signals)[c.ID]; ok {
			if body, err := ring.Open(at, c.Bytes); err == nil {
				words[c.ID] = string(body)
			}
		}
	}
	return words
}

// opened is what Noor is served of a dossier, and the keys that open it.
func (w *world) opened(d casework.Dossier) ([]ledger.Content, endpoint.Keyring) {
	w.t.Helper()
	ids := []gehoor.ContentID{}
	for id := range endpoint.Places(d.Signals) {
		ids = append(ids, id)
	}
	for _, b := range d.Boxes {
		if b.Key != "" {
			ids = append(ids, b.Key)
		}
	}
	var contents []ledger.Content
	for _, id := range ids {
		if list, err := w.cases.Open(w.t.Context(), org, noor, d.ID, []gehoor.ContentID{id}); err == nil {
			contents = append(contents, list...)
		}
	}
	ring, err := endpoint.OpenKeys(w.keys[noor], org, d.Boxes, contents)
	if err != nil {
		w.t.Fatal(err)
	}
	return contents, ring
}

// TestWholeWay: from the warning to the proof, in both languages. Every page on
// the way is held to the rules of all pages (browser.ask).
func TestWholeWay(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			w := newWorld(t)
			say := text.For(gehoor.Language(lang)).Say
			b := w.browser(lang)
			code := b.code()
			b.tell("bonnen <b>&amp;\nvan reizen").must("/formulier/nalezen", "bonnen <b>&amp; van reizen", "alderman"[:0], say("plain.send-weaker"))
			b.press("send").must("/formulier/klaar", say("begin.sent-heading"))

			d := w.handle("Wij hebben uw signaal.")
			if !d.Signals[0].Plain {
				t.Error("handlers are not told that the conversation is weaker")
			}
			if got := w.read(d)[d.Signals[0].Account]; !strings.Contains(got, `bonnen \u003cb\u003e\u0026amp;\nvan reizen`) {
				t.Errorf("Noor reads %s", got)
			}

			b.open("/formulier/vervolg").must("/formulier/vervolg", "Wij hebben uw signaal.", "bonnen <b>&amp; van reizen", say("plain.box-weaker"), say("box.acknowledgement"))
			b.press("", "_reply", "dat weet ik\npas sinds maandag").must("/formulier/vervolg", say("box.said-reply"), "dat weet ik pas sinds maandag")
			b.press("", "_sure", "").must("/formulier/vervolg/formeel", say("box.formal-missing"))
			b.press("", "_sure", "yes").must("/formulier/vervolg", say("box.said-formal"), say("box.formal-is"))
			b.open("/formulier/vervolg/promise")
			if b.page.Status != http.StatusOK || !strings.HasPrefix(string(b.page.Body), "gehoor promise v1") {
				t.Errorf("promise: %d %.80s", b.page.Status, b.page.Body)
			}
			b.open("/formulier/vervolg").press("", "_drop", "no").must("/formulier/gestopt", say("plain.stopped"))
			b.open("/formulier/vervolg").must("/formulier/verder")

			other := w.browser(lang).open("/formulier/verder")
			other.press("", "_code", strings.Join(code, " ")).must("/formulier/vervolg", "Wij hebben uw signaal.")
			for _, at := range append(b.urls, other.urls...) {
				if strings.Contains(at, "bonnen") || strings.Contains(at, code[0]) {
					t.Errorf("an address says %s", at)
				}
			}
		})
	}
}

// TestOwnWords: what the organisation says in its own words stands here as it does on
// the other way, below what is weaker.
func TestOwnWords(t *testing.T) {
	w := newWorld(t)
	own := wording.Own{wording.BeginFirst: {NL: "Klachten over afval: bel {phone}."}, wording.SentNext: {NL: "Noor leest het eerst."}}
	if err := w.cases.WordTexts(t.Context(), org, gehoor.System, 0, wording.GroupSignal, own); err != nil {
		t.Fatal(err)
	}
	b := w.browser("nl")
	b.open("/formulier").must("/formulier", "Klachten over afval: bel ")
	if told := b.text(); strings.Index(told, "Klachten over afval") < strings.Index(told, text.For("nl").Say("plain.weaker-4")) {
		t.Error("it stands above what is weaker")
	}
	b.code()
	b.tell("bonnen").press("send").must("/formulier/klaar", "Noor leest het eerst.")
}

// TestAgreedFirst: no code without having read what is weaker, and none is shown
// twice once it was written down.
func TestAgreedFirst(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.browser("nl").open("/formulier").must("/formulier", say("plain.weaker-1"), say("plain.weaker-2"))
	b.press("", "_agreed", "").must("/formulier", say("plain.agreed-missing"))
	if len(b.cookies) > 0 {
		t.Error("a code was made")
	}
	b.press("", "_agreed", "yes").must("/formulier/code")
	b.press("", "_written", "").must("/formulier/code", say("begin.written-missing"))
	b.open("/formulier/2").must("/formulier/code")
	b.press("", "_written", "yes").must("/formulier/controle")
	b.press("", "_first", "", "_second", "banaan").must("/formulier/controle", "Vul woord", "Dit woord klopt niet.")
	b.open("/formulier/code").must("/formulier/code") // not confirmed yet

	c := w.browser("nl")
	words := c.code()
	c.open("/formulier/code").must("/formulier/1")
	if strings.Contains(string(c.page.Body), words[3]+"</li>") {
		t.Error("the code is shown again")
	}
}

// TestFaultsKeepWhatWasTyped: what is wrong is said beside the field, and what was
// typed is there, also after a reload.
// When more comes than is usual nobody new begins here, because nothing can be worked
// out without scripts; who has begun goes on and sends.
func TestFlood(t *testing.T) {
	w := newWorld(t)
	w.guard = flood.NewGuard([32]byte{7}, flood.NewBudget(1, 1), nil)
	w.start()
	first := w.browser("nl")
	first.code()
	second := w.browser("nl").open("/formulier")
	if second.press("", "_agreed", "yes"); second.page.Status != http.StatusTooManyRequests {
		t.Errorf("a second one begins: %d", second.page.Status)
	}
	first.tell("bonnen").must("/formulier/nalezen")
	first.press("send").must("/formulier/klaar")
}

func TestFaultsKeepWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	long := strings.Repeat("lang ", 101)
	b.press("next", "what", "", "when", long, "date", "2026-02-30").must("/formulier/1", "Vul hier iets in", "tekens te lang", "Deze datum bestaat niet")
	for range 2 {
		_, values := b.fields("next")
		if values.Get("when") != long || values.Get("date") != "2026-02-30" {
			t.Errorf("what was typed is gone: %q", values)
		}
		if n := b.page.ByID("field-when"); n == nil || webtest.Attr(n, "aria-invalid") != "true" || b.page.ByID("problems") == nil {
			t.Error("the fault is not tied to its field")
		}
		b.open("/formulier/1?b")
	}
	// Straight to the check leads back to what is missing.
	b.open("/formulier/nalezen").must("/formulier/1", "Vul hier iets in")
	b.press("save", "what", "iets").must("/formulier/1", "Bewaard")
}

// TestGroup: entries come and go by buttons, and Enter never removes one.
func TestGroup(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	b.open("/formulier/5").press("add-told", "told-0-whom", "Karel").must("/formulier/5")
	b.press("add-told", "told-1-whom", "Miep", "told-1-outcome", "niets").must("/formulier/5", "Persoon 3")
	b.press("remove-told-0").must("/formulier/5", "Persoon 2")
	_, values := b.fields("next")
	if values.Get("told-0-whom") != "Miep" || values.Get("told-0-outcome") != "niets" || values.Get("told-1-whom") != "" {
		t.Errorf("left are %v", values)
	}
	first := ""
	for _, n := range b.page.All("button") {
		if webtest.Attr(n, "type") == "submit" && first == "" {
			first = webtest.Attr(n, "value")
		}
	}
	if first != "next" {
		t.Errorf("Enter presses %q", first)
	}
}

// TestConditions: a question comes up on a page of its own, only if it is asked,
// and its answer goes when the other is taken back.
func TestConditions(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	b.tell("iets").open("/formulier/8").press("next", "asked", "yes").must("/formulier/9").press("next", "asked-by", "mijn chef").must("/formulier/10")
	b.open("/formulier/nalezen").must("/formulier/nalezen", "mijn chef")
	b.open("/formulier/8").press("next", "asked", "no").must("/formulier/10")
	if b.open("/formulier/nalezen"); strings.Contains(b.text(), "mijn chef") {
		t.Error("an answer that is not asked any more is kept")
	}
	b.open("/formulier/9").must("/formulier/10")
}

// TestStrikeAndKnow: somebody who was struck gets no key, and a name goes to
// exactly those who were ticked.
func TestStrikeAndKnow(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.browser("nl")
	b.code()
	b.tell("iets").open("/formulier/11").press("next", "known-to", "handlers").must("/formulier/12").press("next", "name", "Robin")
	b.open("/formulier/nalezen").must("/formulier/nalezen", say("begin.known-heading"))
	b.press("strike-"+string(bram)).must("/formulier/nalezen", say("begin.struck-heading"), say("begin.added"))
	b.press("send").must("/formulier/nalezen", say("begin.known-missing"))
	b.press("send", "_known", string(noor)).must("/formulier/klaar")
	d := w.handle("Ja.")
	if who := w.read(d)[d.Signals[0].Who]; !strings.Contains(who, "Robin") {
		t.Errorf("Noor, who may know it, reads %q", who)
	}
	for _, h := range d.Holders {
		if h.ID == bram {
			t.Error("somebody who was struck holds a key")
		}
	}
}

// TestListChanged: the list is another than the reporter saw; nothing is sent.
func TestListChanged(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	b.tell("iets")
	if err := w.cases.Leave(t.Context(), org, gehoor.System, bram); err != nil {
		t.Fatal(err)
	}
	b.press("send").must("/formulier/nalezen", text.For(gehoor.Dutch).Say("begin.changed"))
	if n := len(w.dossiers()); n != 0 {
		t.Fatalf("%d signals were sent", n)
	}
	b.press("send").must("/formulier/klaar")
}

// TestSentOnce: the same press twice, at once and after, is one signal and one
// message.
func TestSentOnce(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	b.tell("iets")
	action, values := b.fields("send")
	values.Set("_do", "send")
	twice := func(action, body string) {
		var group sync.WaitGroup
		for range 3 {
			copied := &browser{w: w, lang: "nl", cookies: map[string]string{"__Host-f": b.cookies["__Host-f"]}}
			group.Go(func() { copied.ask(http.MethodPost, action, body) })
		}
		group.Wait()
	}
	twice(action, values.Encode())
	b.press("send").must("/formulier/vervolg")
	if n := len(w.dossiers()); n != 1 {
		t.Fatalf("%d signals were received", n)
	}
	action, values = b.fields("_reply")
	values.Set("_reply", "mijn woorden")
	twice(action, values.Encode())
	b.press("", "_reply", "mijn woorden").must("/formulier/vervolg/bericht", "mijn woorden", "Uw bericht is verstuurd.")
	if n := strings.Count(b.text(), "mijn woorden"); n != 1 {
		t.Errorf("the message is there %d times", n)
	}
	b.open("/formulier/vervolg")
	old := *b
	b.press("", "_reply", "een tweede").must("/formulier/vervolg", "een tweede")
	old.press("", "_reply", "een derde").must("/formulier/vervolg/bericht", text.For(gehoor.Dutch).Say("plain.reply-other"))
	if _, values := old.fields("_reply"); values.Get("_reply") != "een derde" {
		t.Error("what was typed is gone")
	}
	old.press("", "_reply", "een derde").must("/formulier/vervolg", "een derde")
}

// TestMail: mail that there is something new can be asked for, and stopped; an
// address that is none is told beside the field and is still there.
func TestMail(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.browser("nl")
	b.code()
	b.tell("iets").press("send").must("/formulier/klaar").open("/formulier/vervolg").must("/formulier/vervolg", say("news.costs-1"))
	b.press("", "mail", "geen adres").must("/formulier/vervolg/post")
	if _, values := b.fields("mail"); values.Get("mail") != "geen adres" || b.page.ByID("field-mail-error") == nil {
		t.Errorf("what was typed is gone: %v", values)
	}
	b.press("", "mail", "iemand@thuis.invalid").must("/formulier/vervolg", say("news.asked"))
	b.press("", "code", "7HK2M-Q9WPT").must("/formulier/vervolg/post")
	b.press("", "act", "stop").must("/formulier/vervolg", say("news.want"))
}

// TestAway: after half an hour nothing opens any more, and what was typed then is
// kept: an answer in the draft, a reply with the page that asks for the code.
func TestAway(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.browser("nl")
	code := strings.Join(b.code(), " ")
	w.now = w.now.Add(2 * time.Hour)
	w.start() // another process
	b.press("next", "what", "na lang nadenken").must("/formulier/verder", say("plain.away"))
	if strings.Contains(string(b.page.Body), "nadenken") || len(b.cookies) > 0 {
		t.Error("who is at the device now sees something")
	}
	b.open("/formulier/1").must("/formulier/verder")
	b.press("", "_code", code).must("/formulier/1")
	if _, values := b.fields("next"); values.Get("what") != "na lang nadenken" {
		t.Error("what was typed is gone")
	}
	b.tell("na lang nadenken").press("send").must("/formulier/klaar").open("/formulier/vervolg")
	w.now = w.now.Add(31 * time.Minute)
	b.press("", "_reply", "nog iets").must("/formulier/vervolg/bericht", say("plain.away"), say("plain.kept"))
	if b.page.Status != http.StatusUnauthorized || strings.Contains(string(b.page.Body), "nog iets") || len(b.cookies) > 0 {
		t.Errorf("status %d; who is at the device now sees something", b.page.Status)
	}
	b.press("", "_code", code).must("/formulier/verder", say("box.heading"))
	if _, values := b.fields("_reply"); values.Get("_reply") != "nog iets" {
		t.Error("what was typed is gone")
	}
	b.press("", "_reply", "nog iets").must("/formulier/vervolg", "nog iets")
	w.now = w.now.Add(13 * time.Hour)
	b.press("", "_reply", "te laat").must("/formulier/verder")
}

// TestUnsaved: a store that is away loses nothing that was typed.
func TestUnsaved(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	w.down = true
	b.press("next", "what", "een lang verhaal").must("/formulier/1", text.For(gehoor.Dutch).Say("plain.unsaved-heading"))
	if _, values := b.fields("next"); values.Get("what") != "een lang verhaal" || b.page.Status != http.StatusServiceUnavailable {
		t.Errorf("status %d, left is %v", b.page.Status, values)
	}
	w.down = false
	b.press("next").must("/formulier/2")
}

// TestLeave: the exit ends everything, and going back finds the door.
func TestLeave(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	b.tell("iets").press("send").must("/formulier/klaar").open("/formulier/vervolg")
	before := b.cookies["__Host-f"]
	b.open(layout.PathHours)
	if len(b.cookies) > 0 || b.page.Header.Get("Clear-Site-Data") == "" {
		t.Error("the exit leaves a cookie")
	}
	for _, path := range []string{"/formulier/1", "/formulier/nalezen", "/formulier/klaar", "/formulier/vervolg", "/formulier/vervolg/promise"} {
		b.open(path).must("/formulier/verder")
	}
	b.cookies["__Host-f"] = before // somebody copied it
	b.open("/formulier/vervolg").must("/formulier/verder")
}

// TestStopAndDrop: stopping keeps the draft for the code, dropping deletes it.
func TestStopAndDrop(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.browser("nl")
	code := strings.Join(b.code(), "\n")
	b.press("next", "what", "iets").press("stop", "who", "de wethouder").must("/formulier/gestopt", say("plain.later"))
	if len(b.cookies) > 0 {
		t.Error("a cookie is left")
	}
	b.open("/formulier/verder").press("", "_code", code).must("/formulier/2")
	if _, values := b.fields("next"); values.Get("who") != "de wethouder" {
		t.Error("the last answer was not kept")
	}
	b.open("/formulier/stoppen").must("/formulier/stoppen", say("begin.drop-hint"))
	action, _ := b.fields("_drop")
	b.ask(http.MethodPost, action, "_drop=no")
	b.must("/formulier/2").ask(http.MethodPost, action, "_drop=yes")
	b.must("/formulier/gestopt", say("begin.dropped"))
	b.open("/formulier/verder").press("", "_code", code).must("/formulier/verder", say("refusal.mailbox.none"))
}

// TestOtherKindOfCode: a code of the scripted way is not looked up, whatever it
// would open, and the page leads to the right door.
func TestOtherKindOfCode(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.browser("nl").open("/formulier/verder")
	for typed, want := range map[string]string{
		strings.Join(endpoint.NewCode(draw).Words(gehoor.Dutch), " "):      say("plain.code-twelve"),
		strings.Join(endpoint.NewPlainCode(draw).Words(gehoor.Dutch), " "): say("refusal.mailbox.none"),
		"":                                   say("plain.code-missing"),
		"een twee":                           say("plain.code-count", text.Count("count", 2)),
		strings.Repeat("zeewier ", 14) + "q": "Woord 15 kennen wij niet.",
	} {
		b.press("", "_code", typed).must("/formulier/verder", want)
		if b.page.Status == http.StatusOK || strings.Contains(string(b.page.Body), typed) && typed != "" {
			t.Errorf("status %d; the page repeats what was typed: %v", b.page.Status, strings.Contains(string(b.page.Body), typed))
		}
		found := false
		for _, a := range b.page.All("a") {
			found = found || webtest.Attr(a, "href") == "/nl/verder"
		}
		if !found {
			t.Error("nothing leads to the other door")
		}
	}
}

// TestThrottle: wrong codes are told to wait as at the other door, and a right one
// passes.
func TestThrottle(t *testing.T) {
	w := newWorld(t)
	code := strings.Join(w.browser("nl").code(), " ")
	b := w.browser("nl").open("/formulier/verder")
	wrong := strings.Join(endpoint.NewPlainCode(draw).Words(gehoor.Dutch), " ")
	for range 200 {
		if b.press("", "_code", wrong); b.page.Status == http.StatusTooManyRequests {
			break
		}
	}
	if b.page.Status != http.StatusTooManyRequests {
		t.Errorf("status %d after 200 wrong codes", b.page.Status)
	}
	b.press("", "_code", code).must("/formulier/1")
}

// TestForms: what no page of ours sends is refused with a sentence, and kept
// nowhere.
func TestForms(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	const multipart = "--x\r\nContent-Disposition: form-data; name=\"what\"; filename=\"a.txt\"\r\n\r\nwords\r\n--x--\r\n"
	for name, c := range map[string]struct {
		kind, body string
		want       int
	}{
		"a file":          {"multipart/form-data; boundary=x", multipart, http.StatusBadRequest},
		"JSON":            {"application/json", `{"what":"iets"}`, http.StatusBadRequest},
		"no kind":         {"", "what=iets", http.StatusBadRequest},
		"bad percent":     {"application/x-www-form-urlencoded", "what=%zz", http.StatusBadRequest},
		"too many fields": {"application/x-www-form-urlencoded", strings.Repeat("a=b&", 600), http.StatusBadRequest},
		"cut short":       {"application/x-www-form-urlencoded", "\x00", http.StatusBadRequest},
		"too large":       {"application/x-www-form-urlencoded", "what=" + strings.Repeat("x", 3<<20), http.StatusRequestEntityTooLarge},
	} {
		r := httptest.NewRequest(http.MethodPost, "/nl/formulier/1", strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.kind)
		if name == "cut short" {
			r.ContentLength = 10
		}
		r.AddCookie(&http.Cookie{Name: "__Host-f", Value: b.cookies["__Host-f"]})
		p := webtest.Do(t, w.site, r)
		if p.Status != c.want {
			t.Errorf("%s: status %d, want %d", name, p.Status, c.want)
		}
		webtest.Check(t, p)
	}
	// Too long for a draft is told, and is there to be shortened.
	long := strings.Repeat("é", 200_000)
	b.press("next", "what", long).must("/formulier/1", text.For(gehoor.Dutch).Say("plain.unsaved-heading"))
	if _, values := b.fields("next"); values.Get("what") != long {
		t.Error("what was typed is gone")
	}
	for _, path := range []string{"/formulier/0", "/formulier/99", "/formulier/-1", "/formulier/x"} {
		if b.open(path); b.page.Status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, b.page.Status)
		}
	}
}

// spy keeps what passes through buffers that are ours: not copies, the memory
// itself.
type spy struct {
	*httptest.ResponseRecorder
	from io.Reader
	seen [][]byte
}

func (s *spy) Read(b []byte) (int, error) {
	n, err := s.from.Read(b)
	s.seen = append(s.seen, b[:n])
	return n, err
}

func (s *spy) Write(b []byte) (int, error) {
	s.seen = append(s.seen, b)
	return s.ResponseRecorder.Write(b)
}

// TestBuffersAreZeroed: a body and a page are gone from our own memory when the
// request ends. Of other memory the package promises nothing.
func TestBuffersAreZeroed(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	for method, body := range map[string]string{http.MethodPost: "_do=save&what=zeewolfjes", http.MethodGet: ""} {
		b.press("save", "what", "zeewolfjes")
		s := &spy{ResponseRecorder: httptest.NewRecorder(), from: strings.NewReader(body)}
		r := httptest.NewRequest(method, "/nl/formulier/1", s)
		r.ContentLength = int64(len(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.AddCookie(&http.Cookie{Name: "__Host-f", Value: b.cookies["__Host-f"]})
		w.site.ServeHTTP(s, r)
		total := 0
		for _, piece := range s.seen {
			total += len(piece)
			if strings.Contains(string(piece), "zeewolfjes") {
				t.Errorf("%s: a buffer still has what was typed", method)
			}
		}
		if total < len(body) || method == http.MethodGet && !strings.Contains(s.Body.String(), "zeewolfjes") {
			t.Errorf("%s: %d bytes passed, and the page was not made: the test sees nothing", method, total)
		}
	}
}

// TestOtherSites cannot press anything in somebody's name.
func TestOtherSites(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	for _, path := range []string{"/nl/formulier", "/nl/formulier/1", "/nl/formulier/nalezen", "/nl/formulier/vervolg/bericht", "/nl/formulier/stoppen", "/nl/formulier/verder"} {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader("_drop=yes"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.AddCookie(&http.Cookie{Name: "__Host-f", Value: b.cookies["__Host-f"]})
		if p := webtest.Do(t, w.site, r); p.Status != http.StatusForbidden {
			t.Errorf("%s: status %d", path, p.Status)
		}
	}
}

// TestChoice: off there are no pages, and closing nobody begins but who has a code
// comes back.
func TestChoice(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	code := strings.Join(b.code(), " ")
	noscript := func() string {
		p := webtest.Get(t, w.site, "/nl/")
		return webtest.Text(p.All("noscript")[0])
	}
	if s := noscript(); !strings.Contains(s, `href="/nl/formulier"`) || !strings.Contains(s, `href="/nl/formulier/verder"`) {
		t.Errorf("on: %s", s)
	}
	w.choice = layout.PlainClosing
	w.start()
	if s := noscript(); strings.Contains(s, `href="/nl/formulier"`) || !strings.Contains(s, `href="/nl/formulier/verder"`) {
		t.Errorf("closing: %s", s)
	}
	w.browser("nl").open("/formulier").must("/formulier/verder")
	w.browser("nl").open("/formulier/verder").press("", "_code", code).must("/formulier/1")
	w.choice = layout.PlainOff
	w.start()
	if s := noscript(); strings.Contains(s, "formulier") {
		t.Errorf("off: %s", s)
	}
	for _, path := range []string{"/formulier", "/formulier/verder", "/formulier/1", "/formulier/vervolg"} {
		if b.open(path); b.page.Status != http.StatusNotFound {
			t.Errorf("off, %s: status %d", path, b.page.Status)
		}
	}
}
