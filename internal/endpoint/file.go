package endpoint

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"math"
	"regexp"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// MaxFile is the largest file, in bytes: almost 2 GiB.
const MaxFile int64 = gehoor.MaxParts * seal.MaxPartBody

// Manifest says what a file is, and in which parts it lies: the body of a content
// of type "file" (doc/formats.md §1a). The server sees none of it.
type Manifest struct {
	// Name is one that [SafeFileName] gave.
	Name string
	// Media is what its sender takes it for, or ""; no reader trusts it.
	Media string
	// Length is in bytes, and Sum of the whole file.
	Length int64
	Sum    [sha256.Size]byte
	// Parts are in order, each once, as many as Length needs.
	Parts []gehoor.ContentID
}

// manifestWire has the keys in their order.
type manifestWire struct {
	V      int                `json:"v"`
	Name   string             `json:"name"`
	Media  string             `json:"media"`
	Length int64              `json:"length"`
	SHA256 string             `json:"sha256"`
	Parts  []gehoor.ContentID `json:"parts"`
}

// mediaType is the form of a media type without parameters, in lower case.
var mediaType = regexp.MustCompile(`^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,120}$`)

// Body writes the manifest. A name that is not safe is made so, and a media type
// of another form left out.
func (m Manifest) Body() []byte {
	w := manifestWire{1, SafeFileName(m.Name), m.Media, m.Length, hex.EncodeToString(m.Sum[:]), m.Parts}
	if !mediaType.MatchString(m.Media) {
		w.Media = ""
	}
	if w.Parts == nil {
		w.Parts = []gehoor.ContentID{}
	}
	var body bytes.Buffer
	to := json.NewEncoder(&body)
	to.SetEscapeHTML(false)
	if err := to.Encode(w); err != nil {
		panic(err) // of strings and numbers alone: cannot fail
	}
	return bytes.TrimSuffix(body.Bytes(), []byte("\n"))
}

// ReadManifest reads what [Manifest.Body] or a browser wrote. Anything else is the
// refusal [gehoor.CodeWronglySealed].
func ReadManifest(body []byte) (Manifest, error) {
	wrong := gehoor.Refuse(gehoor.CodeWronglySealed)
	// By a map, because encoding/json takes a field's name in any case.
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return Manifest{}, wrong
	}
	var m Manifest
	v, ok := wholeNumber(fields["v"], 1)
	length, okLength := wholeNumber(fields["length"], MaxFile)
	name, okName := text(fields["name"])
	media, okMedia := text(fields["media"])
	sum, okSum := text(fields["sha256"])
	if !ok || v != 1 || !okLength || !okName || !okMedia || !okSum || media != "" && !mediaType.MatchString(media) {
		return Manifest{}, wrong
	}
	m.Name, m.Media, m.Length = SafeFileName(name), media, length
	if _, err := gehoor.ParseContentID(sum); err != nil { // it has the form of one
		return Manifest{}, wrong
	}
	_, _ = hex.Decode(m.Sum[:], []byte(sum)) // was looked at just now
	if m.Parts, ok = partNames(fields["parts"]); !ok || len(m.Parts) != PartsOf(length) {
		return Manifest{}, wrong
	}
	return m, nil
}

// wholeNumber reads a whole number from 0 to most, in any spelling that JSON has
// for it.
func wholeNumber(raw json.RawMessage, most int64) (int64, bool) {
	var n *float64
	if json.Unmarshal(raw, &n) != nil || n == nil || *n != math.Trunc(*n) || *n < 0 || *n > float64(most) {
		return 0, false
	}
	return int64(*n), true
}

func text(raw json.RawMessage) (string, bool) {
	var s *string
	if json.Unmarshal(raw, &s) != nil || s == nil {
		return "", false
	}
	return *s, true
}

func partNames(raw json.RawMessage) ([]gehoor.ContentID, bool) {
	var names []*string
	if json.Unmarshal(raw, &names) != nil || names == nil {
		return nil, false
	}
	seen := make(map[string]bool, len(names))
	parts := make([]gehoor.ContentID, len(names))
	for i, name := range names {
		if name == nil || seen[*name] {
			return nil, false
		}
		id, err := gehoor.ParseContentID(*name)
		if err != nil {
			return nil, false
		}
		seen[*name], parts[i] = true, id
	}
	return parts, true
}

// PartsOf is how many parts a file of so many bytes has; none for an empty one.
func PartsOf(length int64) int {
	return int((length + seal.MaxPartBody - 1) / seal.MaxPartBody)
}

// maxFileName is the longest name that is kept, in UTF-16 code units as browsers
// count, and maxEnding what counts as a name's ending when it is cut.
const (
	maxFileName = 200
	maxEnding   = 20
)

// unnamed is what could make a name look like another one, or lead out of a
// folder.
var unnamed = regexp.MustCompile(`[\x{0000}-\x{001f}\x{007f}-\x{009f}\x{061c}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{feff}\\/:*?"<>|]`)

// SafeFileName makes a name that is safe to show and to save under of any name.
func SafeFileName(name string) string {
	safe := norm.NFC.String(strings.ToValidUTF8(name, "_"))
	safe = strings.Trim(unnamed.ReplaceAllString(safe, "_"), " .")
	if safe == "" {
		return "bestand"
	}
	units := utf16.Encode([]rune(safe))
	if len(units) <= maxFileName {
		return safe
	}
	var ending []uint16
	for at := len(units) - 1; at > 0; at-- {
		if units[at] == '.' {
			if len(units)-at <= maxEnding {
				ending = units[at:]
			}
			break
		}
	}
	cut := units[:maxFileName-len(ending)]
	if last := cut[len(cut)-1]; last >= 0xd800 && last < 0xdc00 { // half a character at the cut goes
		cut = cut[:len(cut)-1]
	}
	return string(utf16.Decode(cut)) + string(utf16.Decode(ending))
}

// FileSealer seals a file's pieces one after another, to its compartment.
type FileSealer struct {
	org   gehoor.OrgID
	to    seal.Recipient
	sum   hash.Hash
	parts []gehoor.ContentID
	// length counts what was sealed.
	length int64
}

// NewFileSealer begins a file.
func NewFileSealer(org gehoor.OrgID, to seal.Recipient) *FileSealer {
	return &FileSealer{org: org, to: to, sum: sha256.New()}
}

// Seal seals the next piece, which is full unless it is the last. The bytes are in
// the buffer, and hold until it is used again.
func (f *FileSealer) Seal(piece *seal.Piece) (gehoor.Part, []byte, error) {
	sealed, err := piece.Seal(f.org, f.to)
	if err != nil {
		return gehoor.Part{}, nil, err
	}
	_, _ = f.sum.Write(piece.Body()) // a hash takes everything
	f.length += int64(len(piece.Body()))
	part := gehoor.Part{ID: seal.NameOf(sealed), Size: int64(len(sealed))}
	f.parts = append(f.parts, part.ID)
	return part, sealed, nil
}

// Manifest is what the file is, after its last piece.
func (f *FileSealer) Manifest(name, media string) Manifest {
	m := Manifest{Name: name, Media: media, Length: f.length, Parts: f.parts}
	f.sum.Sum(m.Sum[:0])
	return m
}

// FileOpener opens a file's parts one after another, and believes none of them
// before it has its name, its place's length, and with the last one the whole
// file's hash.
type FileOpener struct {
	file Manifest
	org  gehoor.OrgID
	keys []unseal.Identity
	sum  hash.Hash
	next int
}

// NewFileOpener begins to open a file with its compartment's keys. An empty file has
// no part, and must have the hash of nothing: [gehoor.CodeWronglySealed].
func NewFileOpener(org gehoor.OrgID, keys []unseal.Identity, file Manifest) (*FileOpener, error) {
	if file.Length == 0 && file.Sum != sha256.Sum256(nil) {
		return nil, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return &FileOpener{file: file, org: org, keys: keys, sum: sha256.New()}, nil
}

// Open opens the next part, in room if that is large enough ([unseal.OpenIn]). It answers [gehoor.CodeWronglySealed], or what
// [unseal.OpenIn] does, for any that is not the one of the manifest; the last one
// also if the whole is another file.
func (f *FileOpener) Open(room, sealed []byte) ([]byte, error) {
	wrong := gehoor.Refuse(gehoor.CodeWronglySealed)
	if f.next >= len(f.file.Parts) || seal.NameOf(sealed) != f.file.Parts[f.next] {
		return nil, wrong
	}
	body, err := openWith(f.keys, room, f.org, seal.Part, sealed)
	if err != nil {
		return nil, err
	}
	if int64(len(body)) != min(seal.MaxPartBody, f.file.Length-int64(f.next)*seal.MaxPartBody) {
		return nil, wrong
	}
	f.next++
	_, _ = f.sum.Write(body) // a hash takes everything
	if f.next == len(f.file.Parts) && !bytes.Equal(f.sum.Sum(nil), f.file.Sum[:]) {
		return nil, wrong
	}
	return body, nil
}
