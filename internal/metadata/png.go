package metadata

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"regexp"
	"slices"
	"strings"
)

// PNG (third edition). A file is a row of chunks with checksums. Those that make the
// picture stay byte for byte, a harmless colour profile is rebuilt, which way is up
// is written anew, and every other goes, also what lies behind the end.

const pngSignature = "\x89PNG\r\n\x1a\n"

// maxChunks bounds a file's chunks: encoders that write 8 KiB each make as many for
// 1.5 GiB.
const maxChunks = 200_000

// maxProfiles bounds the profiles that are read; a file has one.
const maxProfiles = 4

// keptChunks make the picture: also its colours, transparency, density and movement.
var keptChunks = strings.Fields("IHDR PLTE IDAT tRNS gAMA cHRM sRGB cICP mDCV cLLI sBIT bKGD hIST pHYs acTL fcTL fdAT")

// keywords is what the keywords of texts tell.
var keywords = []struct {
	pattern *regexp.Regexp
	tells   Tells
}{
	{regexp.MustCompile(`(?i)^(exif:)?(author|artist|creator|copyright|cameraownername)$`), Person},
	{regexp.MustCompile(`(?i)^(creation time|date:.*|exif:datetime.*)$`), Time},
	{regexp.MustCompile(`(?i)^(exif:)?(software|producer)$`), Software},
	{regexp.MustCompile(`(?i)^(source|exif:(make|model|lensmake|lensmodel))$`), Device},
	{regexp.MustCompile(`(?i)^exif:(bodyserialnumber|lensserialnumber|imageuniqueid)$`), Number},
	{regexp.MustCompile(`(?i)^(exif:gps.*|location)$`), Place},
	{regexp.MustCompile(`(?i)^(title|label)$`), Title},
	{regexp.MustCompile(`(?i)^(url|uri|thumb::uri|path|file|filename)$`), Folder},
}

func cleanPNG(dst io.Writer, from *bufio.Reader, found *finder) error {
	if _, err := from.Discard(len(pngSignature)); err != nil {
		return err
	}
	p := pngCleaner{to: bufio.NewWriterSize(dst, buffer), from: from, found: found, orientation: 1}
	if err := p.run(); err != nil {
		return err
	}
	return p.to.Flush()
}

type pngCleaner struct {
	to    *bufio.Writer
	from  *bufio.Reader
	found *finder

	orientation uint8
	profile     []byte // packed
	profiles    int    // that were read
	// header and held are the chunks that stay and come before the picture.
	header, held []byte
	begun        bool
	// turned: which way is up was written.
	turned bool
}

func (p *pngCleaner) run() error {
	for n := 0; ; n++ {
		if n > maxChunks {
			return errTooMuch
		}
		var top [8]byte
		if _, err := io.ReadFull(p.from, top[:]); err != nil {
			return err
		}
		kind := string(top[4:])
		if n == 0 && kind != "IHDR" {
			return errDamaged
		}
		if kind == "IEND" {
			if _, err := p.look(top); err != nil {
				return err
			}
			return p.end()
		}
		if err := p.chunk(kind, top, n == 0); err != nil {
			return err
		}
	}
}

func (p *pngCleaner) chunk(kind string, top [8]byte, first bool) error {
	switch {
	case kind == "IDAT" || p.begun && slices.Contains(keptChunks, kind):
		if err := p.begin(); err != nil {
			return err
		}
		return p.pass(top)
	case slices.Contains(keptChunks, kind):
		data, err := p.hold(top)
		if first {
			p.header = data
		} else {
			p.held = append(p.held, data...)
		}
		return err
	}
	data, err := p.look(top)
	if err != nil {
		return err
	}
	return p.extra(kind, data)
}

// pass copies a chunk, and sees that it is whole.
func (p *pngCleaner) pass(top [8]byte) error {
	if _, err := p.to.Write(top[:]); err != nil {
		return err
	}
	sum := crc32.NewIEEE()
	sum.Write(top[4:])
	if _, err := io.CopyN(io.MultiWriter(p.to, sum), p.from, int64(binary.BigEndian.Uint32(top[:]))); err != nil {
		return err
	}
	if err := p.sum(sum.Sum32()); err != nil {
		return err
	}
	_, err := p.to.Write(binary.BigEndian.AppendUint32(nil, sum.Sum32()))
	return err
}

// sum reads a chunk's checksum.
func (p *pngCleaner) sum(want uint32) error {
	var said [4]byte
	if _, err := io.ReadFull(p.from, said[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(said[:]) != want {
		return errDamaged
	}
	return nil
}

// hold keeps a whole chunk that comes before the picture.
func (p *pngCleaner) hold(top [8]byte) ([]byte, error) {
	length := int64(binary.BigEndian.Uint32(top[:]))
	if int64(len(p.held))+length > maxHeld {
		return nil, errTooMuch
	}
	whole := make([]byte, 8+length)
	copy(whole, top[:])
	if _, err := io.ReadFull(p.from, whole[8:]); err != nil {
		return nil, err
	}
	sum := crc32.ChecksumIEEE(whole[4:])
	return binary.BigEndian.AppendUint32(whole, sum), p.sum(sum)
}

// look reads a chunk that goes, and returns its beginning.
func (p *pngCleaner) look(top [8]byte) ([]byte, error) {
	length := int64(binary.BigEndian.Uint32(top[:]))
	sum := crc32.NewIEEE()
	sum.Write(top[4:])
	from := io.TeeReader(io.LimitReader(p.from, length), sum)
	data, err := io.ReadAll(io.LimitReader(from, maxLooked))
	if err != nil {
		return nil, err
	}
	rest, err := io.Copy(io.Discard, from)
	if err == nil && int64(len(data))+rest < length {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	return data, p.sum(sum.Sum32())
}

// begin writes what comes before the picture.
func (p *pngCleaner) begin() error {
	if p.begun {
		return nil
	}
	p.begun = true
	front := append([]byte(pngSignature), p.header...)
	if p.profile != nil {
		front = appendChunk(front, "iCCP", append([]byte("ICC\x00\x00"), p.profile...))
	}
	if p.orientation != 1 {
		front = appendChunk(front, "eXIf", orientationOnly(p.orientation))
		p.turned = true
	}
	if _, err := p.to.Write(front); err != nil {
		return err
	}
	_, err := p.to.Write(p.held)
	p.held = nil
	return err
}

func (p *pngCleaner) end() error {
	if !p.begun {
		return errDamaged
	}
	var last []byte
	if p.orientation != 1 && !p.turned { // it was said after the picture
		last = appendChunk(last, "eXIf", orientationOnly(p.orientation))
	}
	if _, err := p.to.Write(appendChunk(last, "IEND", nil)); err != nil {
		return err
	}
	return behind(p.from, p.found)
}

// extra is whatever does not make the picture.
func (p *pngCleaner) extra(kind string, data []byte) error {
	if kind[0] >= 'A' && kind[0] <= 'Z' { // without this chunk nobody can show the picture
		return errDamaged
	}
	switch kind {
	case "eXIf":
		p.orientation = readExif(data, p.found)
	case "tIME":
		p.found.add(Time)
	case "iCCP":
		p.profileOf(data)
	case "tEXt", "zTXt", "iTXt":
		p.text(kind, data)
	case "iDOT": // says nothing of anybody: where the halves of a picture lie
	default:
		p.found.add(Other)
	}
	return nil
}

func (p *pngCleaner) profileOf(data []byte) {
	p.profile = nil
	if p.profiles++; p.profiles > maxProfiles {
		p.found.add(Profile)
		return
	}
	_, packed, _ := bytes.Cut(data, []byte{0})
	profile, _ := unpack(packed[min(len(packed), 1):], maxLooked)
	if kept := cleanProfile(profile, p.found); kept != nil {
		var out bytes.Buffer
		z := zlib.NewWriter(&out)
		_, _ = z.Write(kept) // to memory: cannot fail
		_ = z.Close()
		p.profile = out.Bytes()
	}
}

// unpack unpacks what is packed, up to a limit; more than that is nothing, as
// damage is.
func unpack(packed []byte, most int) ([]byte, bool) {
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, false
	}
	defer z.Close()
	out, err := io.ReadAll(io.LimitReader(z, int64(most)+1))
	if err != nil || len(out) > most {
		return nil, false
	}
	return out, true
}

// unpackText unpacks a text, as long as there may be looked at any.
func (p *pngCleaner) unpackText(packed []byte) []byte {
	if p.found.left == 0 {
		return nil
	}
	most := min(maxLooked, p.found.left)
	out, ok := unpack(packed, most)
	if !ok { // it was damaged, or longer
		p.found.look(most)
		return nil
	}
	p.found.look(len(out))
	return out
}

// rawProfile are blocks that ImageMagick writes as text.
var (
	rawProfileName = regexp.MustCompile(`(?i)^Raw profile type (\w+)$`)
	rawProfileText = regexp.MustCompile(`(?i)^\s*\S+\s+\d+\s+([0-9a-f\s]*)$`)
)

func (p *pngCleaner) text(kind string, data []byte) {
	before, rest, ok := bytes.Cut(data, []byte{0})
	keyword := latin1(before)
	if !ok {
		keyword, rest = "", data
	}
	value := p.textOf(kind, rest)
	raw := ""
	if m := rawProfileName.FindStringSubmatch(keyword); m != nil {
		raw = strings.ToLower(m[1])
	}
	switch {
	case keyword == "XML:com.adobe.xmp":
		readXMP(value, p.found)
	case raw == "exif" || raw == "app1":
		readExif(rawProfile(value), p.found)
	case raw == "xmp":
		readXMP(rawProfile(value), p.found)
	case raw == "iptc" || raw == "8bim":
		readResources(rawProfile(value), p.found)
	default:
		for _, k := range keywords {
			if k.pattern.MatchString(keyword) {
				p.found.add(k.tells)
				return
			}
		}
		p.found.add(Words)
	}
}

// textOf is the value of a text chunk, from behind its keyword on.
func (p *pngCleaner) textOf(kind string, rest []byte) []byte {
	switch kind {
	case "tEXt":
		return rest
	case "zTXt":
		return p.unpackText(rest[min(len(rest), 1):])
	}
	// Packed or not, how, a language, the keyword in it, the text.
	_, after, _ := bytes.Cut(rest[min(len(rest), 2):], []byte{0})
	_, text, _ := bytes.Cut(after, []byte{0})
	if len(rest) > 0 && rest[0] == 1 {
		return p.unpackText(text)
	}
	return text
}

func rawProfile(text []byte) []byte {
	m := rawProfileText.FindSubmatch(text)
	if m == nil {
		return nil
	}
	digits := bytes.Join(bytes.Fields(m[1]), nil)
	out := make([]byte, len(digits)/2)
	_, _ = hex.Decode(out, digits[:len(digits)&^1]) // only digits match
	return out
}

func appendChunk(to []byte, kind string, data []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(data)))
	at := len(to)
	to = append(append(to, kind...), data...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[at:]))
}
