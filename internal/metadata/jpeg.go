package metadata

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"slices"
)

// JPEG (ITU-T T.81). A file is a row of marked segments, then scans, then the end.
// What decodes the picture stays byte for byte; of the rest stays what makes it show
// right: JFIF's density, Adobe's colour transform, a harmless colour profile and
// which way is up. Everything else goes, also what lies behind the end.
//
// Unlike jpeg.ts, which has the whole file, this reads once: what says how to show
// the picture counts only before the first scan, which is where decoders look.

// maxSegments bounds a file's segments: a progressive picture has some dozens.
const maxSegments = 20_000

const (
	markSOI = 0xd8
	markEOI = 0xd9
	markSOS = 0xda
	markCOM = 0xfe
)

const (
	exifMark    = "Exif\x00"
	xmpMark     = "http://ns.adobe.com/xap/1.0/\x00"
	xmpMoreMark = "http://ns.adobe.com/xmp/extension/\x00"
	profileMark = "ICC_PROFILE\x00"
)

// decodes are markers without which the picture cannot be decoded.
func decodes(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc8 || marker >= 0xdb && marker <= 0xdf
}

func cleanJPEG(dst io.Writer, from *bufio.Reader, found *finder) error {
	j := jpegCleaner{to: bufio.NewWriterSize(dst, buffer), from: from, found: found, orientation: 1}
	if err := j.run(); err != nil {
		return err
	}
	return j.to.Flush()
}

type jpegCleaner struct {
	to    *bufio.Writer
	from  *bufio.Reader
	found *finder

	jfif, adobe []byte
	orientation uint8
	profile     [][]byte
	profileSize int
	// held are the segments that stay and come before the first scan.
	held  []byte
	scans int
}

func (j *jpegCleaner) run() error {
	var start [2]byte
	if _, err := io.ReadFull(j.from, start[:]); err != nil {
		return err
	}
	if start != [2]byte{0xff, markSOI} {
		return errDamaged
	}
	marker, err := j.marker()
	for n := 1; err == nil && marker != markEOI; n++ {
		if n > maxSegments {
			return errTooMuch
		}
		var scanned bool
		next := marker
		if next, scanned, err = j.segment(marker); err == nil && !scanned {
			next, err = j.marker()
		}
		marker = next
	}
	if err != nil {
		return err
	}
	if j.scans == 0 {
		return errDamaged
	}
	if _, err := j.to.Write([]byte{0xff, markEOI}); err != nil {
		return err
	}
	return behind(j.from, j.found)
}

// marker reads the next one; bytes of 0xFF may fill the room before it.
func (j *jpegCleaner) marker() (byte, error) {
	b, err := j.from.ReadByte()
	if err == nil && b != 0xff {
		err = errDamaged
	}
	for err == nil && b == 0xff {
		b, err = j.from.ReadByte()
	}
	return b, err
}

// segment takes what belongs to a marker. After a scan it returns the marker that
// ended it.
func (j *jpegCleaner) segment(marker byte) (next byte, scanned bool, err error) {
	var size [2]byte
	if _, err := io.ReadFull(j.from, size[:]); err != nil {
		return 0, false, err
	}
	length := int(binary.BigEndian.Uint16(size[:]))
	if length < 2 {
		return 0, false, errDamaged
	}
	data := make([]byte, length-2)
	if _, err := io.ReadFull(j.from, data); err != nil {
		return 0, false, err
	}
	switch {
	case marker == markSOS:
		if err := j.begin(); err != nil {
			return 0, false, err
		}
		if err := writeSegment(j.to, marker, data); err != nil {
			return 0, false, err
		}
		next, err = j.scan()
		return next, true, err
	case decodes(marker) && j.scans > 0:
		return 0, false, writeSegment(j.to, marker, data)
	case decodes(marker):
		if len(j.held)+len(data) > maxHeld {
			return 0, false, errTooMuch
		}
		j.held = appendSegment(j.held, marker, data)
		return 0, false, nil
	}
	j.extra(marker, data)
	return 0, false, nil
}

// begin writes what comes before the first scan.
func (j *jpegCleaner) begin() error {
	j.scans++
	if j.scans > 1 {
		return nil
	}
	front := []byte{0xff, markSOI}
	if j.jfif != nil {
		front = appendSegment(front, 0xe0, j.jfif)
	}
	if j.orientation != 1 {
		front = appendSegment(front, 0xe1, append([]byte("Exif\x00\x00"), orientationOnly(j.orientation)...))
	}
	if len(j.profile) > 0 {
		if kept := cleanProfile(j.wholeProfile(), j.found); kept != nil {
			front = appendSegment(front, 0xe2, slices.Concat([]byte(profileMark), []byte{1, 1}, kept))
		}
	}
	if j.adobe != nil {
		front = appendSegment(front, 0xee, j.adobe)
	}
	if _, err := j.to.Write(front); err != nil {
		return err
	}
	_, err := j.to.Write(j.held)
	j.held = nil
	return err
}

// scan copies coded data, up to a marker that is no restart, which it returns. Cut
// short, what there is cannot be told from what is missing.
func (j *jpegCleaner) scan() (byte, error) {
	for {
		b, err := j.from.ReadByte()
		if err != nil {
			return 0, err
		}
		for b == 0xff {
			after, err := j.from.ReadByte()
			if err != nil {
				return 0, err
			}
			if after != 0 && after != 0xff && (after < 0xd0 || after > 0xd7) {
				return after, nil
			}
			if err := j.to.WriteByte(b); err != nil {
				return 0, err
			}
			b = after
		}
		if err := j.to.WriteByte(b); err != nil {
			return 0, err
		}
	}
}

// extra is whatever is not needed to decode.
func (j *jpegCleaner) extra(marker byte, data []byte) {
	has := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case marker == 0xe0 && has("JFIF\x00"):
		j.jfif = make([]byte, 14)
		copy(j.jfif[:12], data)
		if len(data) > 14 {
			j.found.add(Thumbnail)
		}
	case marker == 0xe0:
		j.found.add(Thumbnail)
	case marker == 0xe1 && has(exifMark):
		j.orientation = readExif(data, j.found)
	case marker == 0xe1 && has(xmpMark):
		readXMP(data[len(xmpMark):], j.found)
	case marker == 0xe1 && has(xmpMoreMark):
		readXMP(data[len(xmpMoreMark):], j.found)
	case marker == 0xe2 && has(profileMark):
		j.addProfile(data[len(profileMark):])
	case marker == 0xed && has(resourcesMark):
		readResources(data[len(resourcesMark):], j.found)
	case marker == 0xee && has("Adobe"):
		j.adobe = slices.Clone(data[:min(len(data), 12)])
	case marker == markCOM:
		j.found.addText(Words, readable(data))
	default:
		j.found.add(Other)
	}
}

// addProfile keeps a piece of the profile, which begins with its number and how many
// there are. One that is larger than any that is kept is only counted.
func (j *jpegCleaner) addProfile(piece []byte) {
	j.profileSize += len(piece)
	if j.profileSize > maxHeld {
		piece = piece[:min(len(piece), 2)]
	}
	j.profile = append(j.profile, slices.Clone(piece))
}

func (j *jpegCleaner) wholeProfile() []byte {
	if j.profileSize > maxHeld {
		return make([]byte, maxProfile+1)
	}
	number := func(p []byte) int {
		if len(p) == 0 {
			return 0
		}
		return int(p[0])
	}
	slices.SortStableFunc(j.profile, func(a, b []byte) int { return number(a) - number(b) })
	var whole []byte
	for _, p := range j.profile {
		whole = append(whole, p[min(len(p), 2):]...)
	}
	return whole
}

func appendSegment(to []byte, marker byte, data []byte) []byte {
	to = append(to, 0xff, marker)
	to = binary.BigEndian.AppendUint16(to, uint16(len(data)+2))
	return append(to, data...)
}

func writeSegment(to io.Writer, marker byte, data []byte) error {
	_, err := to.Write(appendSegment(nil, marker, data))
	return err
}
