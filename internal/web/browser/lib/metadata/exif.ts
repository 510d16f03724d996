// EXIF: the directory of tags that cameras and programs write (CIPA DC-008, after
// TIFF 6.0). It is only read, to tell what is in it; what is written back is one
// tag of our own, that says which way is up.
import type { Bytes } from "../bytes.ts";
import type { Findings, Tells } from "./finding.ts";
import { readable, startsWith, View } from "./view.ts";
import { readXmp } from "./xmp.ts";

/** Entries of a directory, and directories, that are looked at: real ones have fewer. */
const MAX_ENTRIES = 512;
const MAX_DIRECTORIES = 16;
/** Bytes of a value that are read: more is no text for a person. */
const MAX_TEXT = 1024;

/** Which way is up: 1 is as stored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Tags whose value is text, and what it tells. */
const TEXTS: Readonly<Record<number, Tells>> = {
	0x010d: "title", // DocumentName
	0x010e: "words", // ImageDescription
	0x010f: "device", // Make
	0x0110: "device", // Model
	0x011d: "title", // PageName
	0x0131: "software", // Software
	0x0132: "time", // DateTime
	0x013b: "person", // Artist
	0x013c: "device", // HostComputer
	0x8298: "person", // Copyright
	0x9003: "time", // DateTimeOriginal
	0x9004: "time", // DateTimeDigitized
	0xa420: "number", // ImageUniqueID
	0xa430: "person", // CameraOwnerName
	0xa431: "number", // BodySerialNumber
	0xa433: "device", // LensMake
	0xa434: "device", // LensModel
	0xa435: "number", // LensSerialNumber
	0xa436: "title", // ImageTitle
	0xa437: "person", // Photographer
	0xa438: "person", // ImageEditor
	0xa439: "software", // CameraFirmware
	0xc62f: "number", // CameraSerialNumber
};

/** Tags of Windows, in UTF-16. */
const WIDE: Readonly<Record<number, Tells>> = {
	0x9c9b: "title",
	0x9c9c: "words",
	0x9c9d: "person",
	0x9c9e: "words",
	0x9c9f: "title",
};

/** Tags that lead to another directory. */
const INNER = { exif: 0x8769, gps: 0x8825, interop: 0xa005 };
const ORIENTATION = 0x0112;
const THUMBNAIL = 0x0201;
const MAKER_NOTE = 0x927c;
const USER_COMMENT = 0x9286;
const XMP = 0x02bc;

/** Bytes for one value, per TIFF type. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 };

interface Entry {
	readonly tag: number;
	readonly type: number;
	readonly count: number;
	/** Where the value begins. */
	readonly at: number;
	readonly size: number;
}

/**
 * Tells what an EXIF block holds, and returns which way is up. Damage in it ends
 * the reading and nothing else: the block is removed whole.
 */
export function readExif(bytes: Uint8Array, found: Findings): Orientation {
	const block = startsWith(bytes, "Exif\0") ? bytes.subarray(6) : bytes;
	const little = startsWith(block, "II");
	if (!little && !startsWith(block, "MM")) {
		found.add("other", "Exif");
		return 1;
	}
	const reader = new ExifReader(new View(block, little), found);
	try {
		reader.directories();
	} catch {
		// The rest of the block cannot be read.
	}
	if (reader.more) found.add("other", "Exif");
	return reader.orientation;
}

class ExifReader {
	orientation: Orientation = 1;
	/** Whether there is more than that. */
	more = false;
	readonly #seen = new Set<number>();

	constructor(
		private readonly view: View,
		private readonly found: Findings,
	) {}

	/** Reads the chain of directories: the picture's, and that of its thumbnail. */
	directories(): void {
		let at = this.view.u32(4);
		for (let n = 0; at !== 0 && n < MAX_DIRECTORIES; n++) {
			if (this.#seen.has(at)) return;
			const entries = this.#entries(at);
			const next = this.view.u32(at + 2 + 12 * entries.length);
			for (const entry of entries) this.#tag(entry, n === 0);
			at = next;
		}
	}

	#entries(at: number): Entry[] {
		this.#seen.add(at);
		const count = Math.min(this.view.u16(at), MAX_ENTRIES);
		const entries: Entry[] = [];
		for (let i = 0; i < count; i++) entries.push(this.#entry(at + 2 + 12 * i));
		return entries;
	}

	#entry(at: number): Entry {
		const { view } = this;
		const [tag, type, count] = [view.u16(at), view.u16(at + 2), view.u32(at + 4)];
		const size = (SIZES[type] ?? 1) * count;
		return { tag, type, count, size, at: size <= 4 ? at + 8 : view.u32(at + 8) };
	}

	#tag(entry: Entry, first: boolean): void {
		const { tag } = entry;
		if (tag === ORIENTATION && first) {
			this.orientation = this.#way(entry);
			return;
		}
		this.more = true;
		if (tag === INNER.exif || tag === INNER.interop) this.#inner(entry, (one) => this.#tag(one, false));
		else if (tag === INNER.gps) this.#gps(entry);
		else if (tag === THUMBNAIL) this.found.add("thumbnail");
		else if (tag === MAKER_NOTE) this.found.add("other", "MakerNote");
		else if (tag === XMP) readXmp(this.#bytes(entry, entry.size), this.found);
		else this.#text(entry);
	}

	#text(entry: Entry): void {
		const [narrow, wide] = [TEXTS[entry.tag], WIDE[entry.tag]];
		if (narrow) this.found.addText(narrow, readable(this.#bytes(entry)));
		if (wide) this.found.addText(wide, new TextDecoder("utf-16le").decode(this.#bytes(entry)));
		// The first eight bytes name the character set.
		if (entry.tag === USER_COMMENT) this.found.addText("words", readable(this.#bytes(entry).subarray(8)));
	}

	/** The bytes of a value; what lies outside the block is not there. */
	#bytes(entry: Entry, most = MAX_TEXT): Uint8Array {
		return entry.at >= this.view.length ? new Uint8Array() : this.view.bytes.subarray(entry.at, entry.at + Math.min(entry.size, most));
	}

	#way(entry: Entry): Orientation {
		const way = this.view.u16(entry.at);
		return (way >= 1 && way <= 8 ? way : 1) as Orientation;
	}

	#inner(entry: Entry, each: (one: Entry) => void): void {
		const at = this.view.u32(entry.at);
		if (this.#seen.has(at) || this.#seen.size >= MAX_DIRECTORIES) return;
		for (const one of this.#entries(at)) each(one);
	}

	/** The place, as maps have it: degrees north and east. */
	#gps(entry: Entry): void {
		const tags = new Map<number, Entry>();
		this.#inner(entry, (one) => tags.set(one.tag, one));
		if (tags.size === 0) return;
		const place = [this.#degrees(tags.get(2), tags.get(1), "S"), this.#degrees(tags.get(4), tags.get(3), "W")];
		this.found.add("place", place.includes("") ? "" : place.join(", "));
		const day = tags.get(0x1d);
		if (day) this.found.addText("time", readable(this.#bytes(day)));
	}

	#degrees(value: Entry | undefined, side: Entry | undefined, negative: string): string {
		if (!value || value.count < 3 || value.type !== 5) return "";
		const [d = 0, m = 0, s = 0] = [0, 8, 16].map((i) => this.view.u32(value.at + i) / this.view.u32(value.at + i + 4));
		const degrees = d + (Number.isFinite(m) ? m : 0) / 60 + (Number.isFinite(s) ? s : 0) / 3600;
		if (!Number.isFinite(degrees)) return "";
		return (side && readable(this.#bytes(side)).startsWith(negative) ? -degrees : degrees).toFixed(5);
	}
}

/** An EXIF block, from its TIFF header on, that only says which way is up. */
export function orientationOnly(way: Orientation): Bytes {
	// "MM", 42, the directory at 8: one entry (tag, SHORT, one value, the value), and none after it.
	return Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0);
}
