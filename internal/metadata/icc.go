package metadata

import (
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
)

// Colour profiles (ICC.1). A profile of a common colour space is the same for
// everybody and makes colours right; one of a single screen or scanner is as good as
// a serial number. So the common ones stay, rebuilt from nothing but their colours,
// and every other goes. The same as icc.ts.

const (
	// maxProfile: one of a common space is some hundreds to thousands of bytes.
	maxProfile    = 16 << 10
	maxTags       = 64
	profileHeader = 128
)

// commonProfile is how common spaces call themselves: of phones, cameras and
// programs; "ICC" are those that we rebuilt.
var commonProfile = regexp.MustCompile(`(?i)^(icc|s?rgb|srgb (built-in|iec61966-2[.-]1|iec61966-2\.1 black scaled)|srgb color space profile|generic rgb profile|c2(ci)?|srgb-elle-v[24]-[^\n\r\x{2028}\x{2029}]*|display p3|adobe ?rgb( \(1998\))?|compatible with adobe rgb \(1998\)|gimp built-in srgb|artifex (srgb|sgray) icc profile|dot gain 20%|gray gamma 2\.2|generic gray( gamma 2\.2)? profile|sgry|sp3c|up3)$`)

// The tags that hold colours, and the types that these have: numbers, and no text.
var (
	colourTags  = strings.Fields("rXYZ gXYZ bXYZ wtpt bkpt chad rTRC gTRC bTRC kTRC")
	numberTypes = []string{"XYZ ", "curv", "para", "sf32"}
)

// keptHeader are the fields that are kept: version, class, space, illuminant. Date,
// maker, model and number are not.
var keptHeader = [][2]int{{8, 24}, {36, 40}, {64, 80}}

type profileTag struct {
	name string
	data []byte
}

// cleanProfile is the profile to keep in place of this one, or nil. What is left out
// is told.
func cleanProfile(profile []byte, found *finder) []byte {
	view := profile[:min(len(profile), maxProfile)]
	tags, ok := readTags(view)
	if ok && len(profile) <= maxProfile {
		if name, ok := description(tags); ok && commonProfile.MatchString(name) {
			if kept := rebuild(view, tags); kept != nil {
				return kept
			}
		}
	}
	found.add(Profile)
	return nil
}

// readTags are a profile's; a second one of a name takes the place of the first.
func readTags(view []byte) ([]profileTag, bool) {
	if len(view) < profileHeader+4 || string(view[36:40]) != "acsp" {
		return nil, false
	}
	var tags []profileTag
	for i := range int(min(binary.BigEndian.Uint32(view[profileHeader:]), maxTags)) {
		at := profileHeader + 4 + 12*i
		if at+12 > len(view) {
			return nil, false
		}
		from, length := int64(binary.BigEndian.Uint32(view[at+4:])), int64(binary.BigEndian.Uint32(view[at+8:]))
		if from+length > int64(len(view)) {
			return nil, false
		}
		one := profileTag{string(view[at : at+4]), view[from : from+length]}
		if j := slices.IndexFunc(tags, func(t profileTag) bool { return t.name == one.name }); j >= 0 {
			tags[j] = one
		} else {
			tags = append(tags, one)
		}
	}
	return tags, true
}

// description is the name of a profile, of version 2 or 4; false if it is damaged.
func description(tags []profileTag) (string, bool) {
	i := slices.IndexFunc(tags, func(t profileTag) bool { return t.name == "desc" })
	if i < 0 {
		return "", true
	}
	d := tags[i].data
	u32 := func(at int) int64 {
		if at+4 > len(d) {
			return 1 << 33 // no tag is as long
		}
		return int64(binary.BigEndian.Uint32(d[at:]))
	}
	part := func(from, length int64) ([]byte, bool) {
		if from+length > int64(len(d)) {
			return nil, false
		}
		return d[from : from+length], true
	}
	if len(d) < 4 {
		return "", false
	}
	switch string(d[:4]) {
	case "desc":
		s, ok := part(12, u32(8))
		name, _, _ := strings.Cut(latin1(s), "\x00")
		return name, ok
	case "mluc":
		if n := u32(8); n == 0 || n > 1<<32 {
			return "", n == 0
		}
		s, ok := part(u32(24), u32(20))
		return wide(s, binary.BigEndian), ok
	}
	return "", true
}

// rebuild is a profile with the colours of this one, and no word in it but a name
// that says nothing.
func rebuild(view []byte, tags []profileTag) []byte {
	all := []profileTag{{"desc", plainName(view[8])}, {"cprt", []byte("text\x00\x00\x00\x00-\x00")}}
	makes := false
	for _, t := range tags {
		if !slices.Contains(colourTags, t.name) || len(t.data) < 4 || !slices.Contains(numberTypes, string(t.data[:4])) {
			continue
		}
		all = append(all, t)
		makes = makes || t.name == "rXYZ" || t.name == "kTRC"
	}
	if !makes {
		return nil
	}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(all)))
	var data []byte
	at := profileHeader + 4 + 12*len(all)
	for _, t := range all {
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
		padded := make([]byte, (len(t.data)+3)&^3)
		copy(padded, t.data)
		data = append(data, padded...)
		at += len(padded)
	}
	header := make([]byte, profileHeader)
	binary.BigEndian.PutUint32(header, uint32(at))
	for _, kept := range keptHeader {
		copy(header[kept[0]:kept[1]], view[kept[0]:kept[1]])
	}
	return slices.Concat(header, table, data)
}

// plainName is a description that every reader takes, in the form of the version.
func plainName(version byte) []byte {
	if version >= 4 {
		return []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS\x00\x00\x00\x06\x00\x00\x00\x1c\x00I\x00C\x00C")
	}
	// An ASCII name of four bytes, then an empty one in Unicode and one for old Macs.
	return append([]byte("desc\x00\x00\x00\x00\x00\x00\x00\x04ICC\x00"), make([]byte, 4+4+2+1+67)...)
}
