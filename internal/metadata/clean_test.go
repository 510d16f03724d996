package metadata_test

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor/internal/metadata"
)

const fixtures = "../web/browser/lib/metadata/testdata"

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// vector is one of testdata/vectors/metadata.json: what the browser makes of a
// fixture with edits.
type vector struct {
	From   string   `json:"from"`
	Edits  []edit   `json:"edits"`
	Why    string   `json:"why"`
	SHA256 string   `json:"sha256"`
	Tells  []string `json:"tells"`
	// Most: the browser told no more than a person reads; here that bounds nothing.
	Most bool `json:"most"`
}

// edit is where, how many bytes go, and what comes there.
type edit struct {
	at, gone int
	come     []byte
}

func (e *edit) UnmarshalJSON(b []byte) error {
	var come string
	if err := json.Unmarshal(b, &[]any{&e.at, &e.gone, &come}); err != nil {
		return err
	}
	var err error
	e.come, err = hex.DecodeString(come)
	return err
}

// bytes are those that come in.
func (v vector) bytes(t testing.TB) []byte {
	b := fixture(t, v.From)
	for _, e := range v.Edits {
		b = slices.Concat(b[:min(e.at, len(b))], e.come, b[min(e.at+e.gone, len(b)):])
	}
	return b
}

func vectors(t testing.TB) []vector {
	t.Helper()
	data, err := os.ReadFile("../../testdata/vectors/metadata.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("only %d vectors", len(all))
	}
	return all
}

// clean cleans bytes, and returns what a person is told.
func clean(t testing.TB, name string, b []byte) (out []byte, why string, tells []string) {
	t.Helper()
	var to bytes.Buffer
	_, found, err := metadata.Clean(&to, bytes.NewReader(b), name)
	tells = []string{}
	for _, one := range found.List() {
		tells = append(tells, one.String())
	}
	slices.Sort(tells)
	var not *metadata.Uncleanable
	switch {
	case errors.As(err, &not):
		return nil, string(not.Why), tells
	case err != nil:
		t.Fatal(err)
	}
	return to.Bytes(), "", tells
}

// hash is a file's. Of a PNG, which way is up comes last, because it may stand behind
// the picture; so does the profile, unpacked, because no two programs pack alike.
func hash(t testing.TB, b []byte) string {
	t.Helper()
	sum := sha256.New()
	if !bytes.HasPrefix(b, []byte("\x89PNG")) {
		sum.Write(b)
		return hex.EncodeToString(sum.Sum(nil))
	}
	sum.Write(b[:8])
	var last [][]byte
	for at := 8; at < len(b); {
		length := int(binary.BigEndian.Uint32(b[at:]))
		chunk := b[at : at+length+12]
		switch string(chunk[4:8]) {
		case "iCCP":
			z, err := zlib.NewReader(bytes.NewReader(chunk[13 : 8+length]))
			if err != nil {
				t.Fatal(err)
			}
			profile, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			last = append(last, profile)
		case "eXIf":
			last = append(last, chunk)
		default:
			sum.Write(chunk)
		}
		at += len(chunk)
	}
	for _, one := range last {
		sum.Write(one)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// TestVectors: what comes out is what comes out of a browser, byte for byte, and
// what is refused there is refused here.
func TestVectors(t *testing.T) {
	cleaned, refused := 0, 0
	for i, v := range vectors(t) {
		out, why, tells := clean(t, v.From, v.bytes(t))
		if why != v.Why {
			t.Errorf("%d, %s %v: why %q, want %q", i, v.From, v.Edits, why, v.Why)
			continue
		}
		if why != "" { // a browser looks on; what a damaged file told goes with it
			refused++
			continue
		}
		cleaned++
		if got := hash(t, out); got != v.SHA256 {
			t.Errorf("%d, %s %v: other bytes come out", i, v.From, v.Edits)
		}
		if v.Most {
			tells = slices.DeleteFunc(tells, func(s string) bool { return !slices.Contains(v.Tells, s) })
		}
		if d := cmp.Diff(v.Tells, tells); d != "" {
			t.Errorf("%d, %s: told (-browser +server)\n%s", i, v.From, d)
		}
	}
	if cleaned < 30 || refused < 30 {
		t.Errorf("%d vectors are cleaned and %d refused", cleaned, refused)
	}
}

// TestNothingPlanted: no word that was planted in a fixture is left, cleaning again
// finds nothing, and changes nothing.
func TestNothingPlanted(t *testing.T) {
	for _, name := range []string{"photo.jpg", "progressive.jpg", "picture.png", "packed.png"} {
		out, why, tells := clean(t, name, fixture(t, name))
		if why != "" || len(tells) < 3 {
			t.Fatalf("%s: %q, told %q", name, why, tells)
		}
		if bytes.Contains(bytes.ToLower(out), []byte("kanarie")) {
			t.Errorf("%s: something that was planted is left", name)
		}
		again, why, tells := clean(t, name, out)
		if why != "" || len(tells) != 0 || !bytes.Equal(out, again) {
			t.Errorf("%s: again, %q, told %q, changed %t", name, why, tells, !bytes.Equal(out, again))
		}
	}
}

// TestKinds: the kind is what the bytes say, and what is not cleaned says why before
// a byte of it is written.
func TestKinds(t *testing.T) {
	for name, want := range map[string]string{"letter.pdf": "elsewhere", "letter.docx": "elsewhere", "letter.odt": "elsewhere"} {
		var to bytes.Buffer
		_, _, err := metadata.Clean(&to, bytes.NewReader(fixture(t, name)), "foto.jpg")
		var not *metadata.Uncleanable
		if !errors.As(err, &not) || string(not.Why) != want || to.Len() > 0 {
			t.Errorf("%s: %v, and %d bytes", name, err, to.Len())
		}
	}
	for _, c := range []struct{ name, begin, want string }{
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"},
		{"a.zip", "PK\x03\x04", "unknown"},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42", "unknown"},
		{"a.txt", "een regel\nen nog een", ""},
		{"a.TXT", "", ""},
		{"a.txt", "een\x00regel", "unknown"},
		{"a.txt", strings.Repeat("x", 100_000) + "\x00", "unknown"},
		{"a", "een regel", "unknown"},
	} {
		out, why, tells := clean(t, c.name, []byte(c.begin))
		if why != c.want || len(tells) > 0 || why == "" && string(out) != c.begin {
			t.Errorf("%s: %q, told %q", c.name, why, tells)
		}
	}
}

// TestBrokenLine: what the reader says is told as it is, and is no damage.
func TestBrokenLine(t *testing.T) {
	gone := errors.New("the line is gone")
	for _, name := range []string{"photo.jpg", "picture.png"} {
		whole := fixture(t, name)
		for _, at := range []int{0, 5, len(whole) / 2, len(whole) - 1} {
			_, _, err := metadata.Clean(io.Discard, io.MultiReader(bytes.NewReader(whole[:at]), iotest.ErrReader(gone)), name)
			if !errors.Is(err, gone) {
				t.Errorf("%s at %d: %v", name, at, err)
			}
		}
	}
	full := errors.New("full")
	if _, _, err := metadata.Clean(failing{full}, bytes.NewReader(fixture(t, "photo.jpg")), "x"); !errors.Is(err, full) {
		t.Errorf("a full disk: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestHeld: what stands before a picture is held up to a limit, and the picture is
// not.
func TestHeld(t *testing.T) {
	table := append([]byte{0xff, 0xdb, 0xff, 0xff}, make([]byte, 0xffff-2)...)
	many := append([]byte{0xff, 0xd8}, bytes.Repeat(table, 20)...)
	if _, why, _ := clean(t, "a.jpg", many); why != "too-much" {
		t.Errorf("a JPEG with a megabyte of tables: %q", why)
	}
	photo := fixture(t, "photo.jpg")
	scan := bytes.LastIndex(photo, []byte{0xff, 0xda}) + 14
	end := scan + bytes.Index(photo[scan:], []byte{0xff, 0xd9})
	long := slices.Concat(photo[:end], make([]byte, 20<<20), photo[end:])
	allocated := testing.AllocsPerRun(1, func() {
		if _, _, err := metadata.Clean(io.Discard, bytes.NewReader(long), "a.jpg"); err != nil {
			t.Fatal(err)
		}
	})
	if allocated > 2000 {
		t.Errorf("a long picture allocates %v times", allocated)
	}
}

// TestLooking: a file that holds far more to look at than it is large is cleaned all
// the same, and not looked at for ever.
func TestLooking(t *testing.T) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	bomb := chunk("zTXt", append([]byte("Comment\x00\x00"), packed.Bytes()...))
	png := fixture(t, "picture.png")
	out, why, tells := clean(t, "a.png", slices.Concat(png[:33], bytes.Repeat(bomb, 10_000), png[33:]))
	if plain, _, _ := clean(t, "a.png", png); why != "" || !bytes.Equal(out, plain) || !slices.Contains(tells, "words") {
		t.Errorf("%q, told %q", why, tells)
	}
	packet := []byte("http://ns.adobe.com/xap/1.0/\x00" + strings.Repeat("<dc:title x", 5000))
	segment := append([]byte{0xff, 0xe1, byte((len(packet) + 2) >> 8), byte(len(packet) + 2)}, packet...)
	photo := fixture(t, "photo.jpg")
	out, why, _ = clean(t, "a.jpg", slices.Concat(photo[:2], bytes.Repeat(segment, 2000), photo[2:]))
	if plain, _, _ := clean(t, "a.jpg", photo); why != "" || !bytes.Equal(out, plain) {
		t.Errorf("%q", why)
	}
}

func chunk(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crcOf(out[4:]))
}

// TestTurnedAfterThePicture: which way is up may be said behind a PNG's picture.
func TestTurnedAfterThePicture(t *testing.T) {
	exif := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	png := slices.Concat([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", make([]byte, 13)), chunk("IDAT", []byte("x")), chunk("eXIf", exif), chunk("IEND", nil))
	out, why, _ := clean(t, "a.png", png)
	if why != "" || !bytes.Equal(out, png) {
		t.Errorf("%q: %q", why, out)
	}
}

// FuzzClean: nothing that a file holds makes it panic or run on; what is cleaned is
// clean, and cleaning it again changes nothing.
func FuzzClean(f *testing.F) {
	all := vectors(f)
	for i := 0; i < len(all); i += 5 {
		f.Add(all[i].bytes(f))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, why, _ := clean(t, "x.txt", b)
		if why != "" {
			return
		}
		again, why, _ := clean(t, "x.txt", out)
		if why != "" || !bytes.Equal(out, again) {
			t.Errorf("again: %q", why)
		}
	})
}

func crcOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }
