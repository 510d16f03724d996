package metadata

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// EXIF: the directory of tags that cameras and programs write (CIPA DC-008, after
// TIFF 6.0). It is only read, to tell what is in it; what is written back is one tag
// of our own, that says which way is up.

const (
	maxEntries     = 512
	maxDirectories = 16
	maxText        = 1024
)

// exifTexts are tags whose value is text, and what it tells; the same as exif.ts.
var exifTexts = map[uint16]Tells{
	0x010d: Title, 0x010e: Words, 0x010f: Device, 0x0110: Device, 0x011d: Title, 0x0131: Software, 0x0132: Time,
	0x013b: Person, 0x013c: Device, 0x8298: Person, 0x9003: Time, 0x9004: Time, 0xa420: Number, 0xa430: Person,
	0xa431: Number, 0xa433: Device, 0xa434: Device, 0xa435: Number, 0xa436: Title, 0xa437: Person, 0xa438: Person,
	0xa439: Software, 0xc62f: Number,
}

// exifWide are tags of Windows, in UTF-16.
var exifWide = map[uint16]Tells{0x9c9b: Title, 0x9c9c: Words, 0x9c9d: Person, 0x9c9e: Words, 0x9c9f: Title}

const (
	tagOrientation = 0x0112
	tagThumbnail   = 0x0201
	tagXMP         = 0x02bc
	tagExif        = 0x8769
	tagGPS         = 0x8825
	tagMakerNote   = 0x927c
	tagUserComment = 0x9286
	tagInterop     = 0xa005
)

// exifSizes are the bytes of one value, per TIFF type; an unknown one counts as 1.
var exifSizes = [...]int64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}

type exifEntry struct {
	tag, kind uint16
	count     uint32
	// at is where the value begins, size how long it is.
	at, size int64
}

type exifReader struct {
	block       []byte
	order       binary.ByteOrder
	found       *finder
	seen        map[int64]bool
	orientation uint8
	// more: there is more than which way is up.
	more bool
}

// readExif tells what an EXIF block holds, and returns which way is up: 1 is as
// stored. Damage in it ends the reading and nothing else: the block is removed whole.
func readExif(data []byte, found *finder) uint8 {
	block := data
	if bytes.HasPrefix(data, []byte(exifMark)) {
		block = data[min(len(data), 6):]
	}
	r := exifReader{block: block, found: found, seen: map[int64]bool{}, orientation: 1}
	switch {
	case bytes.HasPrefix(block, []byte("II")):
		r.order = binary.LittleEndian
	case bytes.HasPrefix(block, []byte("MM")):
		r.order = binary.BigEndian
	default:
		found.add(Other)
		return 1
	}
	_ = r.directories() // the rest of a damaged block cannot be read
	if r.more {
		found.add(Other)
	}
	return r.orientation
}

func (r *exifReader) u16(at int64) (uint16, error) {
	if at < 0 || at+2 > int64(len(r.block)) {
		return 0, errDamaged
	}
	return r.order.Uint16(r.block[at:]), nil
}

func (r *exifReader) u32(at int64) (int64, error) {
	if at < 0 || at+4 > int64(len(r.block)) {
		return 0, errDamaged
	}
	return int64(r.order.Uint32(r.block[at:])), nil
}

// directories reads the chain: the picture's, and that of its thumbnail.
func (r *exifReader) directories() error {
	at, err := r.u32(4)
	for n := 0; err == nil && at != 0 && n < maxDirectories; n++ {
		if r.seen[at] {
			return nil
		}
		var entries []exifEntry
		if entries, err = r.entries(at); err != nil {
			return err
		}
		var next int64
		if next, err = r.u32(at + 2 + 12*int64(len(entries))); err != nil {
			return err
		}
		for _, e := range entries {
			if err := r.tag(e, n == 0); err != nil {
				return err
			}
		}
		at = next
	}
	return err
}

func (r *exifReader) entries(at int64) ([]exifEntry, error) {
	r.seen[at] = true
	count, err := r.u16(at)
	if err != nil {
		return nil, err
	}
	var all []exifEntry
	for i := range int64(min(count, maxEntries)) {
		e, err := r.entry(at + 2 + 12*i)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func (r *exifReader) entry(at int64) (exifEntry, error) {
	if at < 0 || at+8 > int64(len(r.block)) { // the value, or its place, comes behind
		return exifEntry{}, errDamaged
	}
	e := exifEntry{
		tag: r.order.Uint16(r.block[at:]), kind: r.order.Uint16(r.block[at+2:]), count: r.order.Uint32(r.block[at+4:]), at: at + 8,
	}
	size := int64(1)
	if int(e.kind) < len(exifSizes) && exifSizes[e.kind] > 0 {
		size = exifSizes[e.kind]
	}
	e.size = size * int64(e.count)
	if e.size <= 4 {
		return e, nil
	}
	var err error
	e.at, err = r.u32(at + 8)
	return e, err
}

func (r *exifReader) tag(e exifEntry, first bool) error {
	if e.tag == tagOrientation && first {
		way, err := r.u16(e.at)
		if err != nil {
			return err
		}
		r.orientation = 1
		if way >= 1 && way <= 8 {
			r.orientation = uint8(way)
		}
		return nil
	}
	r.more = true
	switch e.tag {
	case tagExif, tagInterop:
		inner, err := r.inner(e)
		for i := 0; err == nil && i < len(inner); i++ {
			err = r.tag(inner[i], false)
		}
		return err
	case tagGPS:
		return r.gps(e)
	case tagThumbnail:
		r.found.add(Thumbnail)
	case tagMakerNote:
		r.found.add(Other)
	case tagXMP:
		readXMP(r.bytes(e, e.size), r.found)
	default:
		r.text(e)
	}
	return nil
}

func (r *exifReader) text(e exifEntry) {
	if tells, ok := exifTexts[e.tag]; ok {
		r.found.addText(tells, readable(r.bytes(e, maxText)))
	}
	if tells, ok := exifWide[e.tag]; ok {
		r.found.addText(tells, wide(r.bytes(e, maxText), binary.LittleEndian))
	}
	if e.tag == tagUserComment { // the first eight bytes name the character set
		value := r.bytes(e, maxText)
		r.found.addText(Words, readable(value[min(len(value), 8):]))
	}
}

// bytes are those of a value; what lies outside the block is not there.
func (r *exifReader) bytes(e exifEntry, most int64) []byte {
	if e.at >= int64(len(r.block)) {
		return nil
	}
	value := r.block[e.at:min(e.at+min(e.size, most), int64(len(r.block)))]
	return value[:r.found.look(len(value))]
}

func (r *exifReader) inner(e exifEntry) ([]exifEntry, error) {
	at, err := r.u32(e.at)
	if err != nil || r.seen[at] || len(r.seen) >= maxDirectories {
		return nil, err
	}
	return r.entries(at)
}

// gps is the place.
func (r *exifReader) gps(e exifEntry) error {
	tags, err := r.inner(e)
	if err != nil || len(tags) == 0 {
		return err
	}
	r.found.add(Place)
	for _, one := range tags {
		if one.tag == 0x1d {
			r.found.addText(Time, readable(r.bytes(one, maxText)))
		}
	}
	return nil
}

// wide is text of two bytes a character.
func wide(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// orientationOnly is an EXIF block, from its TIFF header on, that only says which
// way is up.
func orientationOnly(way uint8) []byte {
	// "MM", 42, the directory at 8: one entry (tag, SHORT, one value, the value), and none after it.
	return []byte{0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0}
}
