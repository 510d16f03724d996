package metadata

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
)

// XMP: a packet of XML that programs add to pictures and documents (ISO 16684-1). It
// is always removed whole, so it is only searched for what it tells, by the names of
// properties, and never parsed.

const (
	maxSearched = 256 << 10
	maxProperty = 2000
	// searchCost is how much dearer searching is than reading.
	searchCost = 8
)

// xmpTells is what a property tells, by its prefix as every program writes it; the
// same as xmp.ts.
var xmpTells = []struct {
	pattern *regexp.Regexp
	tells   Tells
}{
	{regexp.MustCompile(`^(exif:GPS(Latitude|Longitude|Position)|photoshop:(City|State|Country)|Iptc4xmp(Core|Ext):(Location|City|Sublocation|CountryName))$`), Place},
	{regexp.MustCompile(`^(tiff:(Make|Model)|aux:Lens|exifEX:(LensModel|LensMake))$`), Device},
	{regexp.MustCompile(`^(aux:(SerialNumber|LensSerialNumber)|exifEX:(BodySerialNumber|LensSerialNumber)|xmpMM:(DocumentID|InstanceID|OriginalDocumentID)|xmp:Identifier)$`), Number},
	{regexp.MustCompile(`^(dc:(creator|contributor|rights)|photoshop:(AuthorsPosition|CaptionWriter|Credit)|aux:OwnerName|exifEX:CameraOwnerName|pdfx:(Author|SourceModified)|xmpRights:Owner|tiff:Artist)$`), Person},
	{regexp.MustCompile(`^(dc:publisher|pdfx:Company|photoshop:Source)$`), Organisation},
	{regexp.MustCompile(`^(xmp:(CreateDate|ModifyDate|MetadataDate)|photoshop:DateCreated|exif:DateTimeOriginal|tiff:DateTime)$`), Time},
	{regexp.MustCompile(`^(xmp:CreatorTool|pdf:Producer|stEvt:softwareAgent|tiff:Software|exif:Software)$`), Software},
	{regexp.MustCompile(`^(dc:title|photoshop:Headline)$`), Title},
	{regexp.MustCompile(`^(dc:(description|subject)|pdf:Keywords|exif:UserComment|lr:hierarchicalSubject)$`), Words},
	{regexp.MustCompile(`^(stRef:filePath|xmpMM:ManifestReference|xmpTPg:File)$`), Folder},
	{regexp.MustCompile(`^(xmpGImg:image)$`), Thumbnail},
}

var (
	xmpAttribute = regexp.MustCompile(`([A-Za-z0-9]{2,16}:[A-Za-z]{2,32})="([^"<]{1,500})"`)
	xmpElement   = regexp.MustCompile(`<([A-Za-z0-9]{2,16}:[A-Za-z]{2,32})(?:\s[^<>]{0,500})?>`)
	xmpTag       = regexp.MustCompile(`<[^<>]*>`)
	xmpEntities  = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'")
)

// readXMP tells what a packet holds.
func readXMP(b []byte, found *finder) {
	found.add(Other)
	text := xmpText(b[:found.look(searchCost*min(len(b), maxSearched))/searchCost])
	for _, m := range xmpAttribute.FindAllStringSubmatch(text, -1) {
		tell(m[1], m[2], found)
	}
	for _, m := range xmpElement.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		within := text[m[1]:min(len(text), m[1]+maxProperty)]
		if end := strings.Index(within, "</"+name+">"); end > 0 {
			tell(name, xmpTag.ReplaceAllString(within[:end], " "), found)
		}
	}
}

func tell(property, value string, found *finder) {
	for _, p := range xmpTells {
		if !p.pattern.MatchString(property) {
			continue
		}
		if p.tells == Thumbnail { // base64: nothing to read
			found.add(p.tells)
		} else {
			found.addText(p.tells, xmpEntities.Replace(value))
		}
	}
}

func xmpText(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return wide(b, binary.BigEndian)
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return wide(b, binary.LittleEndian)
	}
	return strings.ToValidUTF8(string(b), "\ufffd")
}
