package plain_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// entered is a signal that Noor wrote down for somebody whose browser runs no
// scripts, and the code that she gave them.
func (w *world) entered(what string) (code string) {
	w.t.Helper()
	plainCode := endpoint.NewPlainCode(draw)
	keys, err := plainCode.Keys(org)
	if err != nil {
		w.t.Fatal(err)
	}
	own, err := keys.Reporter()
	if err != nil {
		w.t.Fatal(err)
	}
	preview, err := w.cases.Preview(w.t.Context(), org, gehoor.OfficeEmployee, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	o, err := w.cases.Organisation(w.t.Context(), org)
	if err != nil {
		w.t.Fatal(err)
	}
	root, err := seal.ParseRoot(org, o.Founded.Root)
	if err != nil {
		w.t.Fatal(err)
	}
	forms, err := w.cases.Forms(w.t.Context(), org)
	if err != nil {
		w.t.Fatal(err)
	}
	body, err := answer.EncodeAccount(forms.Asked, gehoor.Dutch, answer.Answers{"what": {Text: what}, "office": {Text: "employee"}})
	if err != nil {
		w.t.Fatal(err)
	}
	sub, err := own.Submit(org, root, preview, endpoint.Account{Body: body},
		casework.Submission{Office: gehoor.OfficeEmployee, Language: gehoor.Dutch, Plain: true})
	if err == nil {
		_, err = w.cases.Enter(w.t.Context(), org, noor, signal.ChannelPhone, sub)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.Join(plainCode.Words(gehoor.Dutch), " ")
}

// back comes in with a code.
func (w *world) back(code string) *browser {
	w.t.Helper()
	b := w.browser("nl").open("/formulier/verder")
	return b.press("", "_code", code).must("/formulier/vervolg")
}

// inbox begins, tells and sends, and is in the mailbox.
func (w *world) inbox() (b *browser, code string) {
	w.t.Helper()
	b = w.browser("nl")
	code = strings.Join(b.code(), " ")
	b.tell("iets").press("send").must("/formulier/klaar").open("/formulier/vervolg").must("/formulier/vervolg")
	return b, code
}

// dossier is the only one, as Noor sees it.
func (w *world) dossier() casework.Dossier {
	w.t.Helper()
	items := w.dossiers()
	if len(items) != 1 {
		w.t.Fatalf("Noor sees %d dossiers", len(items))
	}
	d, err := w.cases.Dossier(w.t.Context(), org, noor, items[0].Dossier)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// TestWritten: what somebody else wrote down is read, corrected and approved, and a
// correction in another window undoes an approval that did not see it.
func TestWritten(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b := w.back(w.entered("de kratten staan bij de achterdeur"))
	b.must("/formulier/vervolg", say("box.written-heading"), say("box.told-phone"), say("box.read-it"), "de kratten staan bij de achterdeur", say("box.code-seen"))
	b.press("", "_approve", "").must("/formulier/vervolg/akkoord", say("box.approve-missing"))
	b.press("", "_correct", " \n").must("/formulier/vervolg/verbetering", say("box.correct-missing"))
	b.open("/formulier/vervolg")
	other := *b
	b.press("", "_correct", "het waren dozen").must("/formulier/vervolg", say("box.said-corrected"), say("box.corrected"))
	if n := strings.Count(b.text(), "het waren dozen"); n != 2 { // under the account, and in the conversation
		t.Errorf("the correction is there %d times", n)
	}
	other.press("", "_approve", "yes").must("/formulier/vervolg/akkoord", text.For(gehoor.Dutch).Refusal(gehoor.Refuse(signal.CodeAccountChanged)))
	if other.page.Status != http.StatusConflict {
		t.Errorf("status %d", other.page.Status)
	}
	again := *b
	b.press("", "_approve", "yes").must("/formulier/vervolg", say("box.said-approved"), say("box.approved-badge"))
	again.press("", "_approve", "yes").must("/formulier/vervolg", say("box.said-approved"))
	if got := w.dossier().Signals[0].Approval(); got != signal.ApprovalGiven {
		t.Errorf("Noor sees %q", got)
	}
	if _, ok := find(w.read(w.dossier()), "het waren dozen"); !ok {
		t.Error("Noor cannot read the correction")
	}
}

func find(opened map[gehoor.ContentID]string, words string) (string, bool) {
	for _, s := range opened {
		if strings.Contains(s, words) {
			return s, true
		}
	}
	return "", false
}

// TestTalk: who wants to talk says how, and loses nothing to a fault; Noor reads a
// message like that of the other way.
func TestTalk(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b, _ := w.inbox()
	b.press("", "_reach", "", "_how", "meet", "_when", "na zessen", "_interpreter", "yes").must("/formulier/vervolg/gesprek", say("box.talk-reach-missing"))
	_, values := b.fields("_reach")
	if values.Get("_how") != "meet" || values.Get("_when") != "na zessen" || values.Get("_interpreter") != "yes" {
		t.Errorf("what was filled in is gone: %v", values)
	}
	long := strings.Repeat("x", 10_001)
	b.press("", "_reach", "de bibliotheek", "_careful", long).must("/formulier/vervolg/gesprek")
	if _, values := b.fields("_reach"); values.Get("_careful") != long || b.page.ByID("field-_careful-error") == nil {
		t.Error("what is too long is gone, or not said")
	}
	b.press("", "_careful", "spreek niets in").must("/formulier/vervolg", say("box.said-talk"), "uiterlijk op maandag 12 januari 2026", say("box.talk"))
	d := w.dossier()
	if !d.Signals[0].TalkAsked {
		t.Error("Noor does not see that somebody wants to talk")
	}
	want := strings.Join([]string{
		say("box.talk-heading"), say("box.talk-meet"), say("box.talk-reach") + "\nde bibliotheek",
		say("box.talk-when") + "\nna zessen", say("box.talk-interpreter"), say("box.talk-careful") + "\nspreek niets in",
	}, "\n\n")
	got, _ := find(w.read(d), "de bibliotheek")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestWritingsOnce: a correction or a wish that is sent twice is there once, and
// one that was typed while somebody was away comes back with the code.
func TestWritingsOnce(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	code := w.entered("iets")
	for _, one := range []struct{ path, field, said string }{
		{"/formulier/vervolg/verbetering", "_correct", say("box.said-corrected")},
		{"/formulier/vervolg/gesprek", "_reach", say("box.said-talk")},
		{"/formulier/vervolg/reactie", "_treated-worse", say("demand.said")},
	} {
		b := w.back(code)
		late := *b
		b.press("", one.field, "woorden van "+one.field).must("/formulier/vervolg", one.said)
		late.press("", one.field, "woorden van "+one.field).must(one.path, one.said)
		n := 0
		for _, words := range w.read(w.dossier()) {
			if strings.Contains(words, "woorden van "+one.field) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is there %d times", one.field, n)
		}
		late = *b
		late.open("/formulier/vervolg")
		b.open("/formulier/vervolg")
		late.press("", "_reply", "ertussen "+one.field)
		b.press("", one.field, "andere woorden").must(one.path, say("plain.reply-other"))
		if _, values := b.fields(one.field); values.Get(one.field) != "andere woorden" {
			t.Error("what was typed is gone")
		}
		w.now = w.now.Add(31 * time.Minute)
		b.press("", one.field, "na lang nadenken").must(one.path, say("plain.kept"))
		if strings.Contains(string(b.page.Body), "nadenken") {
			t.Error("who is at the device now sees something")
		}
		b.press("", "_code", code).must("/formulier/verder", say("box.heading"))
		if _, values := b.fields(one.field); values.Get(one.field) != "na lang nadenken" {
			t.Errorf("what was typed is gone: %v", values)
		}
	}
}

// renewed takes another code as far as the two words, and returns it.
func (b *browser) renews() (words []string) {
	b.w.t.Helper()
	say := text.For(gehoor.Dutch).Say
	b.open("/formulier/vervolg").press("take").must("/formulier/vervolg/code", say("plain.renew"))
	for _, li := range b.page.All("li") {
		if webtest.Attr(li.Parent, "class") == "code-words" {
			words = append(words, webtest.Text(li))
		}
	}
	if len(words) != 15 {
		b.w.t.Fatalf("the code has %d words", len(words))
	}
	return words
}

// twoOf are the words that the page asks for.
func (b *browser) twoOf(words []string) (first, second string) {
	b.w.t.Helper()
	_, values := b.fields("_first")
	at := strings.Fields(values.Get("_at"))
	var n [2]int
	for i, s := range at {
		for _, c := range s {
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	return words[n[0]-1], words[n[1]-1]
}

// TestRenew: another code counts when it was written down, and not before; then the
// old one opens nothing.
func TestRenew(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b, old := w.inbox()
	words := b.renews()
	if again := b.renews(); !slices.Equal(words, again) {
		t.Error("pressed twice, it is another code")
	}
	b.press("", "_written", "").must("/formulier/vervolg/code", say("begin.written-missing"))
	b.press("", "_written", "yes").must("/formulier/vervolg/code/controle")
	b.press("", "_first", "banaan", "_second", "").must("/formulier/vervolg/code/controle", "Dit woord klopt niet.")
	w.back(old) // it counts still
	b.press("not").must("/formulier/vervolg")
	b.open("/formulier/vervolg/code").must("/formulier/vervolg")
	words = b.renews()
	b.press("", "_written", "yes")
	first, second := b.twoOf(words)
	stale := w.browser("nl")
	stale.cookies, stale.page = maps.Clone(b.cookies), b.page
	w.start() // another process
	b.press("", "_first", first, "_second", second).must("/formulier/vervolg", say("box.said-code"))
	stale.press("", "_first", first, "_second", second).must("/formulier/vervolg", say("box.said-code"))
	if strings.Contains(string(b.page.Body), words[3]+"</li>") {
		t.Error("the code is shown again")
	}
	b.press("", "_reply", "met de nieuwe code").must("/formulier/vervolg", "met de nieuwe code")
	if n := strings.Count(b.text(), "nam u een nieuwe code"); n != 1 {
		t.Errorf("it was renewed %d times", n)
	}
	w.browser("nl").open("/formulier/verder").press("", "_code", old).must("/formulier/verder", text.For(gehoor.Dutch).Refusal(gehoor.Refuse(gehoor.CodeNoMailbox)))
	w.back(strings.Join(words, " ")).must("/formulier/vervolg", "met de nieuwe code")
}

// TestRenewAtOnce: the last press twice at the same moment is one code.
func TestRenewAtOnce(t *testing.T) {
	w := newWorld(t)
	b, _ := w.inbox()
	words := b.renews()
	b.press("", "_written", "yes")
	first, second := b.twoOf(words)
	action, values := b.fields("_first")
	values.Set("_first", first)
	values.Set("_second", second)
	var group sync.WaitGroup
	copies := make([]*browser, 3)
	for i := range copies {
		copies[i] = &browser{w: w, lang: "nl", cookies: map[string]string{"__Host-f": b.cookies["__Host-f"]}}
		group.Go(func() { copies[i].ask(http.MethodPost, action, values.Encode()) })
	}
	group.Wait()
	for _, c := range copies {
		c.open("/formulier/vervolg").must("/formulier/vervolg")
	}
	w.back(strings.Join(words, " "))
}

// TestRenewAway: who stops on the way keeps the old code.
func TestRenewAway(t *testing.T) {
	w := newWorld(t)
	b, old := w.inbox()
	words := b.renews()
	b.press("", "_written", "yes")
	w.now = w.now.Add(31 * time.Minute)
	first, second := b.twoOf(words)
	b.press("", "_first", first, "_second", second).must("/formulier/verder")
	b.press("", "_code", strings.Join(words, " ")).must("/formulier/verder")
	w.back(old)
	w.browser("nl").open("/formulier/vervolg/code").must("/formulier/verder")
}

// TestCopy: the own copy is a file with a neutral name, readable by itself, with
// everything that was said and nothing that can run or be fetched.
func TestCopy(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b, code := w.inbox()
	w.handle("Wij hebben <b>uw</b> signaal.")
	b.press("", "_reply", "dat weet ik\npas <script>sinds</script> maandag").open("/formulier/vervolg").must("/formulier/vervolg", say("archive.own-warning"), say("plain.copy-what"))
	b.open("/formulier/vervolg/kopie")
	if got := b.page.Header.Get("Content-Disposition"); b.page.Status != http.StatusOK || got != `attachment; filename="overzicht.html"` {
		t.Fatalf("status %d, %q", b.page.Status, got)
	}
	file := string(b.page.Body)
	for _, want := range []string{"Wij hebben &lt;b&gt;uw&lt;/b&gt; signaal.", "pas &lt;script&gt;sinds", "iets", say("box.acknowledgement"), say("box.account")} {
		if !strings.Contains(file, want) {
			t.Errorf("the copy does not say %q", want)
		}
	}
	for _, never := range []string{"<script", "<form", "href=", "src=", strings.Fields(code)[0] + "</li>", "__Host"} {
		if strings.Contains(file, never) {
			t.Errorf("the copy holds %q", never)
		}
	}
	w.browser("nl").open("/formulier/vervolg/kopie").must("/formulier/verder")
}

// onlyThere are the parts of one way's mailbox that the other has not, and why.
var onlyThere = map[string]string{}

// TestSameParts: the mailbox has the same parts, whichever way somebody came, before
// and after everything was done. What is added to one and not to the other fails
// here.
func TestSameParts(t *testing.T) {
	w := newWorld(t)
	code := w.entered("iets")
	b := w.back(code)
	w.same(b, code)
	b.press("", "_approve", "yes").press("", "_reach", "thuis").must("/formulier/vervolg")
	b.press("", "_sure", "yes").must("/formulier/vervolg")
	w.same(b, code)
}

// same compares the headings of both ways' pages of one mailbox.
func (w *world) same(b *browser, code string) {
	w.t.Helper()
	parsed, err := endpoint.ParsePlainCode(code, gehoor.Dutch)
	if err != nil {
		w.t.Fatal(err)
	}
	keys, err := parsed.Keys(org)
	if err != nil {
		w.t.Fatal(err)
	}
	own, err := keys.Reporter()
	if err != nil {
		w.t.Fatal(err)
	}
	entry, err := w.door.OpenMailbox(w.t.Context(), org, string(own.LookUp), w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	scripted := w.browser("nl")
	scripted.cookies["__Host-r"] = entry.Cookie
	scripted.open(layout.PathBox)
	parts := func(b *browser) []string {
		var all []string
		for _, n := range b.page.All("section") {
			if id := webtest.Attr(n, "aria-labelledby"); id != "" && onlyThere[id] == "" {
				all = append(all, id)
			}
		}
		return all
	}
	b.open("/formulier/vervolg")
	if got := parts(scripted); len(got) < 10 {
		w.t.Fatalf("with scripts there are only %q", got)
	}
	if diff := cmp.Diff(parts(scripted), parts(b)); diff != "" {
		w.t.Errorf("with scripts (-) and without (+):\n%s", diff)
	}
}

// TestTooLarge: a form that is larger than any of ours is told so, and nothing is
// promised about what was typed.
func TestTooLarge(t *testing.T) {
	w := newWorld(t)
	b := w.browser("nl")
	b.code()
	b.press("next", "what", strings.Repeat("z", web.MaxRequestBytes)).must("/formulier/1", "te lang", text.For(gehoor.Dutch).Say("refused.back-plain"))
	if b.page.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", b.page.Status)
	}
	b.open("/formulier/1").press("next", "what", "kort").must("/formulier/2")
}

// TestConsent: without scripts a reporter agrees to what needs no key, takes it back, and
// takes back that somebody may know who they are; a second press is no fault.
func TestConsent(t *testing.T) {
	w := newWorld(t)
	say := text.For(gehoor.Dutch).Say
	b, _ := w.inbox()
	b.must("/formulier/vervolg", say("knowing.plain"))
	for range 2 {
		b.press("", "_for", "inquiry", "_consent", "agree").must("/formulier/vervolg", say("knowing.said"))
	}
	b.press("", "_for", "inquiry", "_consent", "unsay").must("/formulier/vervolg", say("knowing.said"))
	b.press("", "_for", "inquiry", "_consent", "unsay").must("/formulier/vervolg", say("knowing.said"))
}
