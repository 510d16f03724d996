// XMP: a packet of XML that programs add to pictures and documents (ISO 16684-1).
// It is always removed whole, so it is only searched for what it tells, by the
// names of properties, and never parsed.
import type { Findings, Tells } from "./finding.ts";

/** Bytes of a packet that are searched. */
const MAX_SEARCHED = 256 << 10;
/** Characters in which a property that is an element must end, to be told. */
const MAX_PROPERTY = 2000;

/** What a property tells, by its prefix as every program writes it. */
const PROPERTIES: readonly (readonly [RegExp, Tells])[] = [
	[/^(exif:GPS(Latitude|Longitude|Position)|photoshop:(City|State|Country)|Iptc4xmp(Core|Ext):(Location|City|Sublocation|CountryName))$/, "place"],
	[/^(tiff:(Make|Model)|aux:Lens|exifEX:(LensModel|LensMake))$/, "device"],
	[/^(aux:(SerialNumber|LensSerialNumber)|exifEX:(BodySerialNumber|LensSerialNumber)|xmpMM:(DocumentID|InstanceID|OriginalDocumentID)|xmp:Identifier)$/, "number"],
	[/^(dc:(creator|contributor|rights)|photoshop:(AuthorsPosition|CaptionWriter|Credit)|aux:OwnerName|exifEX:CameraOwnerName|pdfx:(Author|SourceModified)|xmpRights:Owner|tiff:Artist)$/, "person"],
	[/^(dc:publisher|pdfx:Company|photoshop:Source)$/, "organisation"],
	[/^(xmp:(CreateDate|ModifyDate|MetadataDate)|photoshop:DateCreated|exif:DateTimeOriginal|tiff:DateTime)$/, "time"],
	[/^(xmp:CreatorTool|pdf:Producer|stEvt:softwareAgent|tiff:Software|exif:Software)$/, "software"],
	[/^(dc:title|photoshop:Headline)$/, "title"],
	[/^(dc:(description|subject)|pdf:Keywords|exif:UserComment|lr:hierarchicalSubject)$/, "words"],
	[/^(stRef:filePath|xmpMM:ManifestReference|xmpTPg:File)$/, "folder"],
	[/^(xmpGImg:image)$/, "thumbnail"],
];

/** Tells what a packet holds. */
export function readXmp(bytes: Uint8Array, found: Findings): void {
	const text = decode(bytes.subarray(0, MAX_SEARCHED));
	found.add("other", "XMP");
	for (const m of text.matchAll(/([A-Za-z0-9]{2,16}:[A-Za-z]{2,32})="([^"<]{1,500})"/g)) tell(m[1] ?? "", m[2] ?? "", found);
	for (const m of text.matchAll(/<([A-Za-z0-9]{2,16}:[A-Za-z]{2,32})(?:\s[^<>]{0,500})?>/g)) {
		const within = text.slice(m.index + m[0].length, m.index + m[0].length + MAX_PROPERTY);
		const end = within.indexOf(`</${m[1] ?? ""}>`);
		if (end > 0) tell(m[1] ?? "", within.slice(0, end).replace(/<[^<>]*>/g, " "), found);
	}
}

function tell(property: string, value: string, found: Findings): void {
	for (const [pattern, tells] of PROPERTIES) {
		if (!pattern.test(property)) continue;
		// A thumbnail is base64: nothing to read.
		if (tells === "thumbnail") found.add(tells);
		else found.addText(tells, unescape(value));
	}
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text: string): string {
	return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function decode(bytes: Uint8Array): string {
	const wide = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
	return new TextDecoder(wide).decode(bytes);
}
