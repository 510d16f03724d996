package journey_test

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// canaries are the secrets of a journey, in every form in which a program may
// have them by mistake.
type canaries struct {
	forms [1 << 16][]shape // by the first two bytes
	most  int              // the longest form
}

type shape struct {
	name  string
	bytes string
}

// mark is a word that is nowhere else in the world; what people type holds it.
func mark() string {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails
	return "zq" + hex.EncodeToString(b)
}

func (c *canaries) put(name string, forms ...string) {
	for _, f := range forms {
		if len(f) < 8 {
			panic("journey: " + name + " is so short that it is found by accident")
		}
		at := binary.BigEndian.Uint16([]byte(f))
		c.forms[at] = append(c.forms[at], shape{name, f})
		c.most = max(c.most, len(f))
	}
}

// add looks for a text as it is, as UTF-16, in hexadecimal, and in base64
// wherever in something longer it begins.
func (c *canaries) add(name, text string) {
	c.put(name, text)
	var wide []byte
	for _, u := range utf16.Encode([]rune(text)) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	c.put(name+" in UTF-16", string(wide))
	c.bytes(name, []byte(text))
}

// bytes looks for bytes in hexadecimal and base64.
func (c *canaries) bytes(name string, b []byte) {
	h := hex.EncodeToString(b)
	c.put(name+" in hexadecimal", h, strings.ToUpper(h))
	for before := range 3 {
		padded := append(make([]byte, before), b...)
		whole := base64.RawStdEncoding.EncodeToString(padded)
		// The characters in which no neighbour has a part.
		inner := whole[(before*8+5)/6 : len(padded)*8/6]
		c.put(name+" in base64", inner)
		if url := strings.NewReplacer("+", "-", "/", "_").Replace(inner); url != inner {
			c.put(name+" in base64", url)
		}
	}
}

// words looks for any three words of a phrase that follow each other, however
// they are joined. One word or two may stand in a list of words.
func (c *canaries) words(name string, words []string) {
	for i := 0; i+3 <= len(words); i++ {
		for _, joint := range []string{" ", "", "-", ",", ", ", "\n", `","`, "+", "%20", "\x00"} {
			c.put(name, strings.Join(words[i:i+3], joint))
		}
		c.add(name, strings.Join(words[i:i+3], " "))
	}
}

// code looks for a reporter's code: its words in both languages, its bytes, and
// the key that it gives.
func (c *canaries) code(t testing.TB, words []string) {
	t.Helper()
	code, err := endpoint.ParseAnyCode(strings.Join(words, " "), gehoor.Dutch)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		c.words("the code's words", code.Words(lang))
	}
	c.put("the code", string(code[:]))
	c.bytes("the code", code[:])
	own, err := code.Reporter(veenhaven.Org)
	if err != nil {
		t.Fatal(err)
	}
	key := own.Identity.Secret()
	c.add("the reporter's key", key[len("AGE-SECRET-KEY-PQ-1"):])
}

// in says which canaries are in some bytes.
func (c *canaries) in(data []byte) []string {
	var found []string
	for i := 0; i+1 < len(data); i++ {
		for _, f := range c.forms[int(data[i])<<8|int(data[i+1])] {
			if len(data)-i >= len(f.bytes) && string(data[i:i+len(f.bytes)]) == f.bytes {
				found = append(found, fmt.Sprintf("%s at %d: %q", f.name, i, data[max(0, i-40):min(len(data), i+80)]))
			}
		}
	}
	return found
}

// place is somewhere that a canary must not be.
type place struct {
	name string
	data []byte
}

// nowhere fails for each canary in a place. control must be in one of the places
// whose name begins with each key, or the search finds nothing at all.
func (c *canaries) nowhere(t testing.TB, places []place, controls map[string]string) {
	t.Helper()
	for _, p := range places {
		for _, one := range c.in(p.data) {
			t.Errorf("in %s: %s", p.name, one)
		}
	}
	for where, what := range controls {
		planted := &canaries{}
		planted.put("control", what)
		if !slices.ContainsFunc(places, func(p place) bool { return strings.HasPrefix(p.name, where) && len(planted.in(p.data)) > 0 }) {
			t.Errorf("%q is not found in %s, where it is: the search finds nothing there", what, where)
		}
	}
}

// folder is every file below a folder. A server that runs writes small files anew
// under another name first: one that is gone by then is there under its own.
func folder(t testing.TB, dir string) []place {
	t.Helper()
	var places []place
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path != dir {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		places = append(places, place{"file " + filepath.Base(path), data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return places
}

// wire is everything that browsers sent: addresses, headers and bodies.
func (f *site) wire() []place {
	var places []place
	for _, r := range f.requests() {
		places = append(places,
			place{"address " + r.method, []byte(r.path)},
			place{"header of " + r.path, []byte(r.head)},
			place{"body to " + r.path, r.body})
	}
	return places
}

// memory is what a process can read of its own memory. It is Linux only: other
// systems give no test this way in.
func memory(t testing.TB, pid int) []place {
	t.Helper()
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Fatalf("the server's memory cannot be searched here: %v", err)
	}
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatalf("the server's memory cannot be searched here: %v", err)
	}
	defer mem.Close()
	var places []place
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		var mode string
		if strings.Contains(line, "[v") { // the kernel's own pages
			continue
		}
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &mode); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if mode[0] != 'r' {
			continue
		}
		data := make([]byte, to-from)
		n, err := mem.ReadAt(data, from)
		if err != nil && !errors.Is(err, io.EOF) && n == 0 {
			continue // given back in the meantime
		}
		name := "memory "
		if strings.Contains(line, "[stack]") { // arguments and environment lie there
			name = "stack "
		}
		places = append(places, place{name + strings.TrimSpace(line), data[:n]})
	}
	return places
}

// TestSearchFinds: the search finds each form, wherever it begins.
func TestSearchFinds(t *testing.T) {
	secret := mark()
	words := strings.Fields("zonnig trolley verder molshoop olifant domein folie passer zolder vijver duif gooien")
	var c canaries
	c.add("typed", secret)
	c.words("words", words)
	wide := make([]byte, 0, 2*len(secret))
	for _, r := range secret {
		wide = binary.LittleEndian.AppendUint16(wide, uint16(r))
	}
	hidden := map[string][]byte{
		"itself":   []byte("x" + secret),
		"UTF-16":   append([]byte("xyz"), wide...),
		"hex":      []byte(hex.EncodeToString([]byte("ab" + secret + "c"))),
		"a phrase": []byte(strings.Join(words, " ")),
		"JSON":     []byte(`["` + strings.Join(words[4:8], `","`) + `"]`),
		"lines":    []byte(strings.Join(words[2:], "\n")),
	}
	for i := range 6 {
		text := []byte(strings.Repeat("?", i) + secret + "<tail")
		hidden[fmt.Sprintf("base64 after %d", i)] = []byte(base64.StdEncoding.EncodeToString(text))
		hidden[fmt.Sprintf("base64 of an address after %d", i)] = []byte(base64.URLEncoding.EncodeToString(text))
	}
	for name, data := range hidden {
		if len(c.in(data)) == 0 {
			t.Errorf("%s is not found", name)
		}
		for cut := 1; cut < len(data); cut++ {
			c.in(data[cut:]) // no panic at any edge
		}
	}
	if found := c.in([]byte("molshoop\nolifant\nzolder\n zq 0123456789abcdef " + mark())); found != nil {
		t.Errorf("found what is not there: %q", found)
	}
}
