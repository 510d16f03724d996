package endpoint_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// manifestVector is a text, and the manifest that it is, or none.
type manifestVector struct {
	Name string `json:"name"`
	Text string `json:"text"`
	// Written is the same manifest as we write it; "" where Text is none.
	Written string `json:"written"`
}

// nameVector is a name, and what it is kept as.
type nameVector struct {
	Given string `json:"given"`
	Kept  string `json:"kept"`
}

// sizeVector is how a file of a length is cut.
type sizeVector struct {
	Length int64 `json:"length"`
	// Pieces are how many bytes of the file are in each part, Sealed how many the
	// part then has, in the organisation "veenhaven". Of more than two parts the
	// first and the last are here.
	Parts  int   `json:"parts"`
	Pieces []int `json:"pieces"`
	Sealed []int `json:"sealed"`
}

// fileVector is a file as it is stored, and what comes of it.
type fileVector struct {
	Name     string `json:"name"`
	Org      string `json:"org"`
	Identity string `json:"identity"`
	// Manifest is sealed, and so are Parts: what the store gives for each part that
	// the manifest names.
	Manifest []byte   `json:"manifest"`
	Parts    [][]byte `json:"parts"`
	// Whole is the file, or null with the code of why not.
	Whole   []byte `json:"whole"`
	Refused string `json:"refused"`
}

// fileVectors reads vectors, and makes them first if they are missing and asked for.
func fileVectors[V any](t *testing.T, name string, build func() []V) []V {
	t.Helper()
	path := vectors + name
	if _, err := os.Stat(path); err != nil && os.Getenv("GEHOOR_UPDATE") != "" && build != nil {
		var out bytes.Buffer
		to := json.NewEncoder(&out)
		to.SetEscapeHTML(false)
		to.SetIndent("", "\t")
		if err := errors.Join(to.Encode(build()), os.WriteFile(path, out.Bytes(), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []V
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil || len(all) < 3 {
		t.Fatalf("%s: %d vectors, %v", name, len(all), err)
	}
	return all
}

func hexOf(digit string) string { return strings.Repeat(digit, 64) }

const wholePart = seal.MaxPartBody

// manifestTexts are manifests in every spelling, and what is none.
func manifestTexts() []manifestVector {
	write := func(name, media string, length int64, parts ...string) string {
		m := endpoint.Manifest{Name: name, Media: media, Length: length}
		_, _ = hex.Decode(m.Sum[:], []byte(hexOf("a")))
		for _, p := range parts {
			m.Parts = append(m.Parts, gehoor.ContentID(p))
		}
		return string(m.Body())
	}
	two := write("foto.jpg", "image/jpeg", wholePart+1, hexOf("b"), hexOf("c"))
	all := []manifestVector{
		{"a file of two parts", two, two},
		{"an empty file", write("leeg.txt", "", 0), write("leeg.txt", "", 0)},
		{"letters of many kinds", write("Zoë 🕊 مرحبا.pdf", "application/pdf", 1, hexOf("b")), write("Zoë 🕊 مرحبا.pdf", "application/pdf", 1, hexOf("b"))},
		{"a field more, in another order, with spaces",
			fmt.Sprintf(` { "more": {"v": 2}, "parts": ["%s"], "sha256": "%s", "length": 1, "media": "", "name": "x", "v": 1 } `, hexOf("b"), hexOf("a")), write("x", "", 1, hexOf("b"))},
		{"a number in another spelling", strings.Replace(write("x", "", 10, hexOf("b")), `"length":10`, `"length":1e1`, 1), write("x", "", 10, hexOf("b"))},
		{"a name that leads elsewhere", strings.Replace(write("x", "", 1, hexOf("b")), `"x"`, `"..\\..\/x\u202egpj.exe"`, 1), write(`..\../x`+"\u202e"+"gpj.exe", "", 1, hexOf("b"))},
	}
	none := func(name, from, to string) {
		text := strings.Replace(two, from, to, 1)
		if text == two {
			panic(name + " changes nothing")
		}
		all = append(all, manifestVector{Name: name, Text: text})
	}
	none("another version", `"v":1`, `"v":2`)
	none("a version in words", `"v":1`, `"v":"1"`)
	none("no version", `"v":1,`, ``)
	none("a field in capitals", `"name"`, `"Name"`)
	none("a name that is none", `"foto.jpg"`, `7`)
	none("no name", `"foto.jpg"`, `null`)
	none("a media type that is none", `image/jpeg`, `image`)
	none("a media type with parameters", `image/jpeg`, `text/html; charset=x`)
	none("a media type in capitals", `image/jpeg`, `image/JPEG`)
	none("a negative length", `"length":`, `"length":-`)
	none("half a byte", fmt.Sprint(wholePart+1), fmt.Sprint(wholePart+1)+".5")
	none("a length in words", fmt.Sprint(wholePart+1), `"`+fmt.Sprint(wholePart+1)+`"`)
	none("too long", fmt.Sprint(wholePart+1), fmt.Sprint(endpoint.MaxFile+1))
	none("far too long", fmt.Sprint(wholePart+1), "1e300")
	none("a length for fewer parts", fmt.Sprint(wholePart+1), fmt.Sprint(wholePart))
	none("a length for more parts", fmt.Sprint(wholePart+1), fmt.Sprint(2*wholePart+1))
	none("a hash in capitals", hexOf("a"), hexOf("A"))
	none("a hash that is too short", hexOf("a"), hexOf("a")[1:])
	none("a part twice", hexOf("c"), hexOf("b"))
	none("a part that is none", hexOf("c"), "../"+hexOf("c")[3:])
	none("a part that is a number", `"`+hexOf("c")+`"`, `7`)
	none("parts that are no list", `["`+hexOf("b")+`","`+hexOf("c")+`"]`, `"`+hexOf("b")+`"`)
	none("no parts", `"parts"`, `"pieces"`)
	for _, text := range []string{"", "null", "[]", "7", "{", `"x"`, two + two, two + "x"} {
		all = append(all, manifestVector{Name: "no manifest", Text: text})
	}
	return all
}

func TestManifestVectors(t *testing.T) {
	for _, v := range fileVectors(t, "file-manifest.json", manifestTexts) {
		m, err := endpoint.ReadManifest([]byte(v.Text))
		switch {
		case v.Written == "" && !errors.Is(err, gehoor.Refuse(gehoor.CodeWronglySealed)):
			t.Errorf("%s is read: %v", v.Name, err)
		case v.Written != "" && err != nil:
			t.Errorf("%s: %v", v.Name, err)
		case v.Written != "" && string(m.Body()) != v.Written:
			t.Errorf("%s is written as %s, want %s", v.Name, m.Body(), v.Written)
		}
	}
}

func FuzzReadManifest(f *testing.F) {
	seeds := manifestTexts()
	for _, v := range seeds {
		f.Add([]byte(v.Text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := endpoint.ReadManifest(text)
		if err != nil {
			return
		}
		again, err := endpoint.ReadManifest(m.Body())
		if err != nil || cmp.Diff(m, again) != "" {
			t.Errorf("%q is read as %v, and that as %v, %v", text, m, again, err)
		}
		if len(m.Parts) != endpoint.PartsOf(m.Length) {
			t.Errorf("%d parts of %d bytes", len(m.Parts), m.Length)
		}
	})
}

func givenNames() []nameVector {
	var all []nameVector
	for _, given := range []string{
		"foto.jpg", "../../etc/passwd", `C:\brief.docx`, "gpj.\u202eexe", "a\u0000b\nc\u0085d", " . ", "", "...", "naam.", " naam", ".naam", "Zoë.pdf",
		"Zoe\u0308.pdf", "a\u200bb\ufeffc\u2066d", `een "twee" <drie> | vier?*`, strings.Repeat("é", 400) + ".docx", strings.Repeat("😀", 200), "x" + strings.Repeat("😀", 200),
		strings.Repeat("a", 198) + ".b", strings.Repeat("a", 190) + ".tar.gz.0123456789", strings.Repeat("a", 300) + "." + strings.Repeat("b", 30), "한글.hwp",
	} {
		all = append(all, nameVector{given, endpoint.SafeFileName(given)})
	}
	return all
}

func TestFileNameVectors(t *testing.T) {
	for _, v := range fileVectors(t, "file-name.json", givenNames) {
		if got := endpoint.SafeFileName(v.Given); got != v.Kept {
			t.Errorf("%q is kept as %q, want %q", v.Given, got, v.Kept)
		}
	}
	if got := endpoint.SafeFileName("a\xff\xfeb"); got != "a_b" {
		t.Errorf("what is no text is kept as %q", got)
	}
}

func FuzzSafeFileName(f *testing.F) {
	for _, v := range givenNames() {
		f.Add(v.Given)
	}
	f.Fuzz(func(t *testing.T, name string) {
		safe := endpoint.SafeFileName(name)
		if safe == "" || len(utf16.Encode([]rune(safe))) > 200 || strings.ContainsAny(safe, "/\\\x00\n:") || safe == "." || safe == ".." {
			t.Errorf("%q is kept as %q", name, safe)
		}
	})
}

func cuts(t *testing.T) func() []sizeVector {
	return func() []sizeVector {
		id := newIdentity(t)
		var all []sizeVector
		for _, length := range []int64{0, 1, 200, 1000, 70_000, 5_000_000, wholePart - 1, wholePart, wholePart + 1, 2 * wholePart, 2*wholePart + 300_000, endpoint.MaxFile} {
			v := sizeVector{Length: length, Parts: endpoint.PartsOf(length), Pieces: []int{}, Sealed: []int{}}
			for at := int64(0); at < length; at += wholePart {
				if at > 0 && at+wholePart < length {
					continue
				}
				size := int(min(wholePart, length-at))
				sealed, err := seal.Seal(org, seal.Part, make([]byte, size), id.Recipient())
				if err != nil {
					t.Fatal(err)
				}
				v.Pieces, v.Sealed = append(v.Pieces, size), append(v.Sealed, len(sealed))
			}
			all = append(all, v)
		}
		return all
	}
}

func TestFileSizeVectors(t *testing.T) {
	build := cuts(t)
	if diff := cmp.Diff(fileVectors(t, "file-size.json", build), build()); diff != "" {
		t.Errorf("cut and sealed (-want +got)\n%s", diff)
	}
}

// stored are files as a store has them, and what is none.
func stored(t *testing.T) func() []fileVector {
	return func() []fileVector {
		id := newIdentity(t)
		to := id.Recipient()
		sealAs := func(kind seal.Type, body []byte, to ...seal.Recipient) []byte {
			sealed, err := seal.Seal(org, kind, body, to...)
			if err != nil {
				t.Fatal(err)
			}
			return sealed
		}
		// about is a manifest of body in one part, which lies about it as change says.
		about := func(body, part []byte, change func(*endpoint.Manifest)) []byte {
			m := endpoint.Manifest{Name: "brief.txt", Media: "text/plain", Length: int64(len(body)), Sum: sha256.Sum256(body), Parts: []gehoor.ContentID{seal.NameOf(part)}}
			if len(body) == 0 {
				m.Parts = nil
			}
			change(&m)
			return sealAs(seal.File, m.Body(), to)
		}
		right := func(*endpoint.Manifest) {}
		var all []fileVector
		add := func(name string, manifest []byte, parts [][]byte, whole []byte, refused gehoor.Code) {
			all = append(all, fileVector{name, string(org), id.Secret(), manifest, parts, whole, string(refused)})
		}
		for _, body := range [][]byte{[]byte("x"), []byte("Beste Vera"), bytes.Repeat([]byte("regel\n"), 500)} {
			part := sealAs(seal.Part, body, to)
			add(fmt.Sprintf("%d bytes", len(body)), about(body, part, right), [][]byte{part}, body, "")
		}
		add("an empty file", about(nil, nil, right), [][]byte{}, []byte{}, "")
		body := []byte("een stuk van een brief")
		part := sealAs(seal.Part, body, to)
		wrong := gehoor.CodeWronglySealed
		add("an empty file with another hash", about(nil, nil, func(m *endpoint.Manifest) { m.Sum[0] ^= 1 }), [][]byte{}, nil, wrong)
		add("another hash", about(body, part, func(m *endpoint.Manifest) { m.Sum[31] ^= 1 }), [][]byte{part}, nil, wrong)
		add("a byte too few", about(body, part, func(m *endpoint.Manifest) { m.Length++ }), [][]byte{part}, nil, wrong)
		add("a byte too many", about(body, part, func(m *endpoint.Manifest) { m.Length-- }), [][]byte{part}, nil, wrong)
		add("another part", about(body, part, right), [][]byte{sealAs(seal.Part, body, to)}, nil, wrong)
		changed := bytes.Clone(part)
		changed[len(changed)-1] ^= 1
		add("a changed bit", about(body, part, right), [][]byte{changed}, nil, wrong)
		add("a changed bit that is named", about(body, changed, right), [][]byte{changed}, nil, wrong)
		note := sealAs(seal.Note, body, to)
		add("a part that is a note", about(body, note, right), [][]byte{note}, nil, wrong)
		two := ageFile(t, seal.Pad(append(seal.Header{Org: org, Type: seal.Part, Length: len(body)}.Line(), body...)), id, newIdentity(t))
		add("a part for two", about(body, two, right), [][]byte{two}, nil, wrong)
		elsewhere, err := seal.Seal("elders", seal.Part, body, to)
		if err != nil {
			t.Fatal(err)
		}
		add("a part of another organisation", about(body, elsewhere, right), [][]byte{elsewhere}, nil, gehoor.CodeForeign)
		add("a manifest that is a message", sealAs(seal.Message, []byte(`{"v":1}`), to), [][]byte{}, nil, wrong)
		add("a manifest that is none", sealAs(seal.File, []byte(`{"v":1}`), to), [][]byte{}, nil, wrong)
		return all
	}
}

// ageFile encrypts to several, as our own sealing does not.
func ageFile(t *testing.T, plain []byte, to ...unseal.Identity) []byte {
	t.Helper()
	var keys []age.Recipient
	for _, id := range to {
		key, err := age.ParseHybridRecipient(string(id.Recipient()))
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, keys...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// open opens a stored file.
func (v fileVector) open() ([]byte, error) {
	id, err := unseal.ParseIdentity(v.Identity)
	if err != nil {
		return nil, err
	}
	body, err := unseal.Open(id, gehoor.OrgID(v.Org), seal.File, v.Manifest)
	if err != nil {
		return nil, err
	}
	m, err := endpoint.ReadManifest(body)
	if err != nil {
		return nil, err
	}
	opener, err := endpoint.NewFileOpener(gehoor.OrgID(v.Org), []unseal.Identity{id}, m)
	if err != nil {
		return nil, err
	}
	whole := []byte{}
	for _, sealed := range v.Parts {
		piece, err := opener.Open(nil, sealed)
		if err != nil {
			return nil, err
		}
		whole = append(whole, piece...)
	}
	return whole, nil
}

func TestFileVectors(t *testing.T) {
	for _, v := range append(fileVectors(t, "file-go.json", stored(t)), fileVectors[fileVector](t, "file-browser.json", nil)...) {
		got, err := v.open()
		if v.Refused != "" {
			if !errors.Is(err, gehoor.Refuse(gehoor.Code(v.Refused))) {
				t.Errorf("%s: %v, want %s", v.Name, err, v.Refused)
			}
		} else if err != nil || !bytes.Equal(got, v.Whole) {
			t.Errorf("%s: %d bytes, %v", v.Name, len(got), err)
		}
	}
}

// TestFileSealer: what it cuts and seals opens to the same file, also where a file
// ends with a piece, and the memory is the same for all of them.
func TestFileSealer(t *testing.T) {
	id := newIdentity(t)
	piece := seal.NewPiece()
	for _, length := range []int{0, 1, 70_000, wholePart, wholePart + 1, 2 * wholePart} {
		whole := make([]byte, length)
		for i := range whole {
			whole[i] = byte(i % 251)
		}
		sealer := endpoint.NewFileSealer(org, id.Recipient())
		var parts [][]byte
		for from, last := bytes.NewReader(whole), false; !last; {
			var err error
			if last, err = piece.Fill(from); err != nil {
				t.Fatal(err)
			}
			if len(piece.Body()) == 0 {
				break
			}
			part, sealed, err := sealer.Seal(piece)
			if err != nil || part.Size != int64(len(sealed)) || part.ID != seal.NameOf(sealed) {
				t.Fatalf("%d: %v, %v", length, part, err)
			}
			parts = append(parts, bytes.Clone(sealed))
		}
		m := sealer.Manifest("foto.jpg", "image/jpeg")
		if m.Length != int64(length) || m.Sum != sha256.Sum256(whole) || len(m.Parts) != endpoint.PartsOf(m.Length) {
			t.Errorf("%d: the manifest says %d bytes in %d parts", length, m.Length, len(m.Parts))
		}
		manifest, err := seal.Seal(org, seal.File, m.Body(), id.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		opener, err := endpoint.NewFileOpener(org, []unseal.Identity{id}, m)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range parts { // in the same memory
			taken, err := piece.Take(bytes.NewReader(part))
			if err != nil {
				t.Fatal(err)
			}
			body, err := opener.Open(piece.Room(), taken)
			if err != nil {
				t.Fatalf("%d: %v", length, err)
			}
			if !within(piece.Room(), body) {
				t.Errorf("%d: a part of %d bytes is opened elsewhere", length, len(body))
			}
		}
		got, err := fileVector{Org: string(org), Identity: id.Secret(), Manifest: manifest, Parts: parts}.open()
		if err != nil || !bytes.Equal(got, whole) {
			t.Errorf("%d bytes come back as %d, %v", length, len(got), err)
		}
	}
}

// within says whether a body is a piece of some memory.
func within(room, body []byte) bool {
	body[0] ^= 0xff
	at := bytes.Index(room, body)
	body[0] ^= 0xff
	return at >= 0 && bytes.Equal(room[at:at+len(body)], body)
}

// TestFileOpenerTakesNoMore: parts in another order, or one too many, are none.
func TestFileOpenerTakesNoMore(t *testing.T) {
	id := newIdentity(t)
	sealer, piece := endpoint.NewFileSealer(org, id.Recipient()), seal.NewPiece()
	var parts [][]byte
	for from, last := bytes.NewReader(make([]byte, wholePart+5)), false; !last; {
		last, _ = piece.Fill(from) // memory does not fail
		_, sealed, err := sealer.Seal(piece)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, bytes.Clone(sealed))
	}
	for name, order := range map[string][]int{"turned round": {1, 0}, "twice": {0, 0}, "too many": {0, 1, 1}} {
		opener, err := endpoint.NewFileOpener(org, []unseal.Identity{id}, sealer.Manifest("x", ""))
		for _, i := range order {
			if err == nil {
				_, err = opener.Open(nil, parts[i])
			}
		}
		if !errors.Is(err, gehoor.Refuse(gehoor.CodeWronglySealed)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
