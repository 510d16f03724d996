// JPEG (ITU-T T.81). A file is a row of marked segments, then scans, then the end.
// What decodes the picture stays byte for byte; of the rest stays what makes it
// show right: JFIF's density, Adobe's colour transform, a harmless colour profile
// and which way is up. Everything else goes, also what lies behind the end.
import type { Bytes } from "../bytes.ts";
import { type Orientation, orientationOnly, readExif } from "./exif.ts";
import { type Findings, Uncleanable } from "./finding.ts";
import { cleanProfile } from "./icc.ts";
import { isResources, readResources, RESOURCES } from "./iptc.ts";
import { fromLatin1, join, latin1, readable, startsWith, View } from "./view.ts";
import { readXmp } from "./xmp.ts";

/** Segments of a file: a progressive picture has some dozens, a long profile some more. */
const MAX_SEGMENTS = 20_000;
/** Bytes of a profile in one segment, so that its length fits. */
const PROFILE_PIECE = 65_519;

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const EXIF = "Exif\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const XMP_MORE = "http://ns.adobe.com/xmp/extension/\0";
const PROFILE = "ICC_PROFILE\0";

/** Markers without which the picture cannot be decoded: SOFs with DHT and DAC, DQT, DNL, DRI, DHP, EXP. */
function decodes(marker: number): boolean {
	return (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xdb && marker <= 0xdf);
}

/** How a picture inside another file is cleaned. */
export interface JpegUse {
	/** Whether the reader turns the picture by its EXIF; a PDF's does not. */
	readonly turned: boolean;
}

/** Takes everything out of a JPEG that is not needed to show it. Throws Uncleanable. */
export function cleanJpeg(bytes: Uint8Array, found: Findings, use: JpegUse = { turned: true }): Bytes {
	const cleaner = new JpegCleaner(new View(bytes), found);
	cleaner.read();
	return cleaner.write(use);
}

class JpegCleaner {
	#at = 2;
	#jfif: Uint8Array | undefined;
	#adobe: Uint8Array | undefined;
	#orientation: Orientation = 1;
	readonly #profile: Uint8Array[] = [];
	/** The segments and scans that stay, in order. */
	readonly #kept: Uint8Array[] = [];

	constructor(
		private readonly view: View,
		private readonly found: Findings,
	) {}

	read(): void {
		if (this.view.u16(0) !== 0xff00 + SOI) throw new Uncleanable("damaged");
		let scans = 0;
		for (let n = 0; ; n++) {
			if (n > MAX_SEGMENTS) throw new Uncleanable("too-much");
			const marker = this.#marker();
			if (marker === EOI) break;
			const length = this.view.u16(this.#at);
			if (length < 2) throw new Uncleanable("damaged");
			const segment = this.view.slice(this.#at - 2, length + 2);
			this.#at += length;
			if (marker === SOS) {
				this.#kept.push(segment, this.#scan());
				scans++;
			} else if (decodes(marker)) this.#kept.push(segment);
			else this.#extra(marker, segment.subarray(4));
		}
		if (scans === 0) throw new Uncleanable("damaged");
		const behind = this.view.length - this.#at;
		if (behind > 0) this.found.add("behind", describe(this.view.bytes.subarray(this.#at)));
	}

	/** The next marker; bytes of 0xFF may fill the room before it. */
	#marker(): number {
		if (this.view.u8(this.#at++) !== 0xff) throw new Uncleanable("damaged");
		while (this.view.u8(this.#at) === 0xff) this.#at++;
		return this.view.u8(this.#at++);
	}

	/** The coded data of a scan: up to a marker that is no restart. */
	#scan(): Uint8Array {
		const { bytes } = this.view;
		const from = this.#at;
		for (;;) {
			const next = bytes.indexOf(0xff, this.#at);
			// Cut short: what there is cannot be told from what is missing.
			if (next < 0 || next + 1 >= bytes.length) throw new Uncleanable("damaged");
			const after = bytes[next + 1] ?? 0;
			this.#at = next;
			if (after !== 0 && after !== 0xff && !(after >= 0xd0 && after <= 0xd7)) return bytes.subarray(from, next);
			this.#at = next + (after === 0xff ? 1 : 2);
		}
	}

	/** Whatever is not needed to decode. */
	#extra(marker: number, data: Uint8Array): void {
		const { found } = this;
		if (marker === 0xe0 && startsWith(data, "JFIF\0")) this.#jfifOf(data);
		else if (marker === 0xe0) found.add("thumbnail");
		else if (marker === 0xe1 && startsWith(data, EXIF)) this.#orientation = readExif(data, found);
		else if (marker === 0xe1 && startsWith(data, XMP)) readXmp(data.subarray(XMP.length), found);
		else if (marker === 0xe1 && startsWith(data, XMP_MORE)) readXmp(data.subarray(XMP_MORE.length), found);
		else if (marker === 0xe2 && startsWith(data, PROFILE)) this.#profile.push(data.subarray(PROFILE.length));
		else if (marker === 0xed && isResources(data)) readResources(data.subarray(RESOURCES.length), found);
		else if (marker === 0xee && startsWith(data, "Adobe")) this.#adobe = data.slice(0, 12);
		else if (marker === COM) found.addText("words", readable(data));
		else found.add("other", label(data));
	}

	/** JFIF without its thumbnail. */
	#jfifOf(data: Uint8Array): void {
		const fixed = new Uint8Array(14);
		fixed.set(data.subarray(0, 12));
		this.#jfif = fixed;
		if (data.length > 14) this.found.add("thumbnail");
	}

	write(use: JpegUse): Bytes {
		const profile = this.#profile.length > 0 ? cleanProfile(this.#wholeProfile(), this.found) : null;
		const pieces: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
		if (this.#jfif) pieces.push(segment(0xe0, this.#jfif));
		if (use.turned && this.#orientation !== 1) pieces.push(segment(0xe1, join([fromLatin1("Exif\0\0"), orientationOnly(this.#orientation)])));
		if (profile) pieces.push(segment(0xe2, join([fromLatin1(PROFILE), Uint8Array.of(1, 1), profile])));
		if (this.#adobe) pieces.push(segment(0xee, this.#adobe));
		return join([...pieces, ...this.#kept, Uint8Array.of(0xff, EOI)]);
	}

	/** The pieces of the profile in their order: each begins with its number and how many there are. */
	#wholeProfile(): Bytes {
		return join([...this.#profile].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)).map((piece) => piece.subarray(2)));
	}
}

function segment(marker: number, data: Uint8Array): Bytes {
	if (data.length > PROFILE_PIECE) throw new Uncleanable("damaged");
	return join([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff), data]);
}

/** The name that a segment gives itself. */
function label(data: Uint8Array): string {
	return /^[\x20-\x7e]{2,40}/.exec(latin1(data.subarray(0, 40)))?.[0] ?? "";
}

/** What lies behind the end, as far as its first bytes say. */
function describe(bytes: Uint8Array): string {
	if (startsWith(bytes, "ftyp", 4)) return "MP4";
	if (startsWith(bytes, "\xff\xd8\xff")) return "JPEG";
	if (startsWith(bytes, "PK\x03\x04")) return "ZIP";
	return "";
}
