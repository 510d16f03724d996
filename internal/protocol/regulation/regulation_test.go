package regulation_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/protocol/regulation"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/webtest"
	"github.com/gehoor/gehoor/protocols"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the golden texts anew")

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

// TestGolden: a sentence that changes is read by somebody, because a council votes on
// it. The one for managers has guards, exits, numbers and cards.
func TestGolden(t *testing.T) {
	for _, name := range []string{"receive", "manager"} {
		for _, lang := range languages {
			golden(t, name+"-"+string(lang)+".txt", plain(named(t, name, lang)))
		}
	}
}

// named is a shipped protocol as a regulation, the others beside it.
func named(t *testing.T, name string, lang gehoor.Language) regulation.Document {
	t.Helper()
	all := shipped.All(casework.Vocabulary())
	i := slices.IndexFunc(all, func(d protocol.Definition) bool { return d.Code == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return regulation.Of(text.For(lang), all[i], shipped.Law(), all...)
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (go test -update, and read it):\n%s", path, d)
	}
	if strings.Contains(got, "regulation.") || strings.Contains(got, "cond.") || strings.Contains(got, "{") {
		t.Errorf("%s: a sentence is missing or has an open place", path)
	}
}

// plain is a document as lines.
func plain(d regulation.Document) string {
	var b strings.Builder
	say := func(indent, s string) { b.WriteString(indent + s + "\n") }
	say("", d.Title)
	for _, p := range d.Preamble {
		say("", p)
	}
	for _, c := range d.Chapters {
		say("\n", c.Heading)
		for _, a := range c.Articles {
			say("\n", a.Heading)
			for i, p := range a.Paragraphs {
				number := ""
				if len(a.Paragraphs) > 1 {
					number = fmt.Sprintf("%d. ", i+1)
				}
				say("", number+p.Text)
				lettered(&b, "   ", p.Items)
			}
		}
	}
	say("", "")
	for _, p := range d.Closing {
		say("", p)
	}
	if len(d.Annex.Cards) > 0 {
		say("\n", d.Annex.Heading)
		say("", d.Annex.Text)
	}
	for _, c := range d.Annex.Cards {
		say("\n", c.Heading)
		say("", c.For)
		for _, l := range []regulation.List{c.Do, c.Dont} {
			say("", l.Text)
			for _, one := range l.Lines {
				say("   - ", one)
			}
		}
	}
	return b.String()
}

func lettered(b *strings.Builder, indent string, items []regulation.Item) {
	for i, one := range items {
		n := string(rune('a' + i))
		if len(indent)/3%2 == 0 {
			n = strconv.Itoa(i + 1)
		}
		b.WriteString(indent + n + ". " + one.Text + "\n")
		lettered(b, indent+"   ", one.Items)
	}
}

// words are all texts of a document, in order.
func words(d regulation.Document) []string {
	all := append([]string{d.Title}, d.Preamble...)
	for _, c := range d.Chapters {
		all = append(all, c.Heading)
		for _, a := range c.Articles {
			all = append(all, a.Heading)
			for _, p := range a.Paragraphs {
				all = itemWords(append(all, p.Text), p.Items)
			}
		}
	}
	all = append(all, d.Closing...)
	if len(d.Annex.Cards) > 0 {
		all = append(all, d.Annex.Heading, d.Annex.Text)
	}
	for _, c := range d.Annex.Cards {
		if all = append(all, c.Heading); c.For != "" {
			all = append(all, c.For)
		}
		for _, l := range []regulation.List{c.Do, c.Dont} {
			if len(l.Lines) > 0 {
				all = append(append(all, l.Text), l.Lines...)
			}
		}
	}
	return all
}

func itemWords(all []string, items []regulation.Item) []string {
	for _, one := range items {
		all = itemWords(append(all, one.Text), one.Items)
	}
	return all
}

// TestHTML: a page of its own with every word, one heading of the first level, the
// language, and nothing from elsewhere.
func TestHTML(t *testing.T) {
	for _, lang := range languages {
		d := named(t, "manager", lang)
		page, err := d.HTML()
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		firsts := 0
		for n := range root.Descendants() {
			switch {
			case n.Type == html.ElementNode && n.Data == "h1":
				firsts++
			case n.Type == html.ElementNode && n.Data == "html" && webtest.Attr(n, "lang") != string(lang):
				t.Errorf("the language is %q", webtest.Attr(n, "lang"))
			case n.Type == html.ElementNode && slices.Contains([]string{"script", "link", "img", "iframe", "a"}, n.Data):
				t.Errorf("there is a %s", n.Data)
			}
		}
		if firsts != 1 {
			t.Errorf("%d headings of the first level", firsts)
		}
		says := webtest.Text(root)
		for _, w := range words(d) {
			if !strings.Contains(says, w) {
				t.Errorf("%s: %q is not there", lang, w)
			}
		}
	}
}

// TestODT: the package is what ODF 1.3 part 2 asks of one, every part is well-formed,
// each style that is used is there, and every word stands in it once, in order.
func TestODT(t *testing.T) {
	for _, lang := range languages {
		d := named(t, "manager", lang)
		parts := unpack(t, odt(t, d))
		used, have := map[string]bool{}, map[string]bool{}
		var says []string
		for name, part := range parts {
			if name == "mimetype" {
				continue
			}
			walk(t, part, func(e xml.StartElement) {
				for _, a := range e.Attr {
					switch {
					case a.Name.Local == "style-name":
						used[a.Value] = true
					case a.Name.Local == "name" && name == "styles.xml":
						have[a.Value] = true
					}
				}
			}, func(in []string, s string) {
				if name == "content.xml" && slices.Contains([]string{"p", "h"}, in[len(in)-1]) {
					says = append(says, s)
				}
			})
		}
		for style := range used {
			if !have[style] {
				t.Errorf("the style %s is used and is not there", style)
			}
		}
		if len(used) < 5 {
			t.Fatalf("only %d styles: the search is broken", len(used))
		}
		if diff := cmp.Diff(words(d), says); diff != "" {
			t.Errorf("%s (-document +file):\n%s", lang, diff)
		}
	}
}

// TestODTInLibreOffice: the real program reads it, where it is installed.
func TestODTInLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed: TestODT looks at the structure alone")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "regulation.odt")
	d := named(t, "manager", gehoor.Dutch)
	if err := os.WriteFile(file, odt(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "regulation.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words(d) {
		if !strings.Contains(string(got), w) {
			t.Errorf("it does not read %q", w)
		}
	}
}

func odt(t *testing.T, d regulation.Document) []byte {
	t.Helper()
	data, err := d.ODT()
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.ODT()
	if err != nil || !bytes.Equal(data, again) {
		t.Fatal("written twice, it is another file")
	}
	return data
}

// unpack reads the package, and looks at what the standard says of it.
func unpack(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	const kind = "application/vnd.oasis.opendocument.text"
	// Part 2 §3.3: the first file, not packed, with no extra field: so its content is
	// at byte 38.
	if !bytes.HasPrefix(data[30:], []byte("mimetype"+kind)) {
		t.Fatalf("the file begins with %q", data[:80])
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	listed := []string{"mimetype", "META-INF/manifest.xml"}
	walk(t, parts["META-INF/manifest.xml"], func(e xml.StartElement) {
		for _, a := range e.Attr {
			if a.Name.Local == "full-path" && a.Value != "/" {
				listed = append(listed, a.Value)
			}
		}
	}, nil)
	for _, name := range listed {
		if len(parts[name]) == 0 {
			t.Errorf("%s is listed and is not there", name)
		}
	}
	if len(listed) != len(parts) || !slices.Contains(listed, "content.xml") {
		t.Errorf("the list names %v of %d files", listed, len(parts))
	}
	return parts
}

// walk reads a well-formed file.
func walk(t *testing.T, part []byte, element func(xml.StartElement), says func(in []string, s string)) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(part))
	var in []string
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			in = append(in, tok.Name.Local)
			element(tok)
		case xml.EndElement:
			in = in[:len(in)-1]
		case xml.CharData:
			if says != nil && len(in) > 0 {
				says(in, string(tok))
			}
		}
	}
}

// seeds are the shipped protocols.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	var all [][]byte
	for _, name := range protocols.Shipped() {
		file, ok := protocols.Protocol(name)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		all = append(all, file)
	}
	return all
}

// FuzzFile: every file that is a protocol is a regulation in both formats.
func FuzzFile(f *testing.F) {
	law, kinds := shipped.Law(), casework.Vocabulary()
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := language.Parse(file, kinds, law)
		if err != nil {
			t.Skip()
		}
		for _, lang := range languages {
			doc := regulation.Of(text.For(lang), d, law)
			if _, err := doc.HTML(); err != nil {
				t.Fatal(err)
			}
			for name, part := range unpack(t, odt(t, doc)) {
				if name != "mimetype" {
					walk(t, part, func(xml.StartElement) {}, nil)
				}
			}
		}
	})
}

// TestShipped: every shipped protocol is a regulation with each of its steps, guards
// and exits, in both languages.
func TestShipped(t *testing.T) {
	files := seeds(t)
	if len(files) < 2 {
		t.Fatalf("only %d protocols: the search is broken", len(files))
	}
	for _, file := range files {
		d, err := language.Parse(file, casework.Vocabulary(), shipped.Law())
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range languages {
			doc := regulation.Of(text.For(lang), d, shipped.Law())
			says := strings.Join(words(doc), "\n")
			want := []string{string(d.Digest())}
			for _, s := range d.Steps {
				want = append(want, s.Told.In(lang))
			}
			for _, g := range d.Guards {
				want = append(want, ". "+g.Code, strings.TrimRight(g.Why.In(lang), ". "))
				if said := phrase.Condition(text.For(lang), d, g.If); said.Text != "" {
					want = append(want, said.Text)
				}
			}
			for _, e := range d.Exits {
				want = append(want, e.Label.In(lang))
			}
			for _, c := range d.Cards {
				want = append(want, c.Title.In(lang))
				for _, l := range slices.Concat(c.Do, c.Dont) {
					want = append(want, l.In(lang))
				}
			}
			for c := range d.Conditions {
				if c.String() != "" && strings.Contains(says, "\""+c.String()) {
					t.Errorf("%s, %s: a condition stands there as the file has it: %s", d.Code, lang, c)
				}
			}
			for _, w := range want {
				if !strings.Contains(says, w) {
					t.Errorf("%s, %s: %q is not said", d.Code, lang, w)
				}
			}
			for _, c := range doc.Chapters {
				for _, a := range c.Articles {
					for _, p := range a.Paragraphs {
						if strings.Contains(p.Text, "regulation.") || strings.Contains(p.Text, "phrase.") {
							t.Errorf("%s, %s: a sentence is missing: %s", d.Code, lang, p.Text)
						}
					}
				}
			}
			unpack(t, odt(t, doc))
		}
	}
}
