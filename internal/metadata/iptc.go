package metadata

import (
	"encoding/binary"
)

// IPTC and Photoshop's resources, which carry it in a JPEG: what press photographs
// say of themselves. It is removed whole, and read to tell what is in it.

// iptcTells are datasets of record 2 (IPTC-IIM 4.2), and what they tell.
var iptcTells = map[byte]Tells{
	5: Title, 25: Words, 55: Time, 60: Time, 65: Software, 80: Person, 85: Person, 90: Place, 92: Place, 95: Place,
	101: Place, 105: Title, 110: Organisation, 115: Organisation, 116: Person, 118: Person, 120: Words, 122: Person,
}

// resourcesMark is how Photoshop's resources begin in a JPEG's APP13.
const resourcesMark = "Photoshop 3.0\x00"

const (
	resourceIPTC         = 0x0404
	resourceThumbnailOld = 0x0409
	resourceThumbnail    = 0x040c
	resourceExif         = 0x0422
	resourceXMP          = 0x0424
)

// readResources tells what Photoshop's resources hold. Damage ends the reading.
func readResources(b []byte, found *finder) {
	found.add(Other)
	b = b[:found.look(len(b))]
	for len(b) >= 12 && string(b[:4]) == "8BIM" {
		number := binary.BigEndian.Uint16(b[4:])
		// A name with its length before it, then the data with theirs; both padded to even.
		data := 6 + even(1+int(b[6]))
		if data+4 > len(b) {
			return
		}
		length := int(binary.BigEndian.Uint32(b[data:]))
		if length > len(b)-data-4 {
			return
		}
		resource(number, b[data+4:data+4+length], found)
		b = b[min(len(b), data+4+even(length)):]
	}
}

func resource(number uint16, data []byte, found *finder) {
	switch number {
	case resourceIPTC:
		readIPTC(data, found)
	case resourceThumbnail, resourceThumbnailOld:
		found.add(Thumbnail)
	case resourceExif:
		readExif(data, found)
	case resourceXMP:
		readXMP(data, found)
	}
}

func readIPTC(b []byte, found *finder) {
	for len(b) >= 5 && b[0] == 0x1c {
		length := int(binary.BigEndian.Uint16(b[3:]))
		if 5+length > len(b) {
			return
		}
		if tells, ok := iptcTells[b[2]]; ok && b[1] == 2 {
			found.addText(tells, readable(b[5:5+length]))
		}
		b = b[5+length:]
	}
}

func even(n int) int { return n + n&1 }
