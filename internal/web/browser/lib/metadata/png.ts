// PNG (third edition). A file is a row of chunks with checksums. Those that make
// the picture stay byte for byte, a harmless colour profile is rebuilt, which way
// is up is written anew, and every other goes, also what lies behind the end.
import type { Bytes } from "../bytes.ts";
import { crc32 } from "./crc.ts";
import { deflate, inflate } from "./deflate.ts";
import { type Orientation, orientationOnly, readExif } from "./exif.ts";
import { type Findings, type Tells, Uncleanable } from "./finding.ts";
import { cleanProfile } from "./icc.ts";
import { readResources } from "./iptc.ts";
import { be32, fromLatin1, join, latin1, readable, View } from "./view.ts";
import { readXmp } from "./xmp.ts";

/** How a PNG begins. */
export const SIGNATURE = "\x89PNG\r\n\x1a\n";
/** Chunks of a file: encoders that write 8 KiB each make as many for 1.5 GiB. */
const MAX_CHUNKS = 200_000;
/** Unpacked bytes of a text or a profile that are looked at. */
const MAX_UNPACKED = 1 << 20;

/** The chunks that make the picture: also its colours, transparency, density and movement. */
const KEPT = new Set(["IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT"]);
/** Chunks that say nothing of anybody: where the halves of a picture lie, for Apple's decoder. */
const SILENT = new Set(["iDOT"]);

/** What the keywords of texts tell. */
const KEYWORDS: readonly (readonly [RegExp, Tells])[] = [
	[/^(exif:)?(author|artist|creator|copyright|cameraownername)$/i, "person"],
	[/^(creation time|date:.*|exif:datetime.*)$/i, "time"],
	[/^(exif:)?(software|producer)$/i, "software"],
	[/^(source|exif:(make|model|lensmake|lensmodel))$/i, "device"],
	[/^exif:(bodyserialnumber|lensserialnumber|imageuniqueid)$/i, "number"],
	[/^(exif:gps.*|location)$/i, "place"],
	[/^(title|label)$/i, "title"],
	[/^(url|uri|thumb::uri|path|file|filename)$/i, "folder"],
];

/** Takes everything out of a PNG that is not needed to show it. Throws Uncleanable. */
export async function cleanPng(bytes: Uint8Array, found: Findings): Promise<Bytes> {
	const cleaner = new PngCleaner(new View(bytes), found);
	await cleaner.read();
	return cleaner.write();
}

class PngCleaner {
	#orientation: Orientation = 1;
	#profile: Bytes | null = null;
	readonly #kept: Uint8Array[] = [];

	constructor(
		private readonly view: View,
		private readonly found: Findings,
	) {}

	async read(): Promise<void> {
		let at = SIGNATURE.length;
		const types = new Set<string>();
		for (let n = 0; ; n++) {
			if (n > MAX_CHUNKS) throw new Uncleanable("too-much");
			const length = this.view.u32(at);
			const type = this.view.latin1(at + 4, 4);
			const whole = this.view.slice(at, length + 12);
			if (n === 0 && type !== "IHDR") throw new Uncleanable("damaged");
			if (this.view.u32(at + 8 + length) !== crc32(whole.subarray(4, 8 + length))) throw new Uncleanable("damaged");
			at += whole.length;
			types.add(type);
			if (type === "IEND") break;
			if (KEPT.has(type)) this.#kept.push(whole);
			else await this.#extra(type, whole.subarray(8, 8 + length));
		}
		if (!types.has("IDAT")) throw new Uncleanable("damaged");
		if (at < this.view.length) this.found.add("behind");
	}

	/** Whatever does not make the picture. */
	async #extra(type: string, data: Uint8Array): Promise<void> {
		// A capital letter first: without this chunk nobody can show the picture.
		if (/^[A-Z]/.test(type)) throw new Uncleanable("damaged");
		if (type === "eXIf") this.#orientation = readExif(data, this.found);
		else if (type === "tIME") this.found.add("time", when(data));
		else if (type === "iCCP") await this.#profileOf(data);
		else if (type === "tEXt" || type === "zTXt" || type === "iTXt") await this.#text(type, data);
		else if (!SILENT.has(type)) this.found.add("other", /^[A-Za-z]{4}$/.test(type) ? type : "");
	}

	async #profileOf(data: Uint8Array): Promise<void> {
		const name = data.indexOf(0);
		const profile = await inflate(data.subarray(name + 2), "deflate", MAX_UNPACKED).catch(() => new Uint8Array());
		const kept = cleanProfile(profile, this.found);
		this.#profile = kept && (await deflate(kept, "deflate"));
	}

	async #text(type: string, data: Uint8Array): Promise<void> {
		const end = data.indexOf(0);
		const keyword = latin1(data.subarray(0, Math.max(end, 0)));
		const value = await textOf(type, data.subarray(end + 1)).catch(() => new Uint8Array());
		const raw = /^Raw profile type (\w+)$/i.exec(keyword)?.[1]?.toLowerCase() ?? "";
		if (keyword === "XML:com.adobe.xmp") readXmp(value, this.found);
		else if (raw === "exif" || raw === "app1") readExif(rawProfile(value), this.found);
		else if (raw === "xmp") readXmp(rawProfile(value), this.found);
		else if (raw === "iptc" || raw === "8bim") readResources(rawProfile(value), this.found);
		else this.found.add(KEYWORDS.find(([pattern]) => pattern.test(keyword))?.[1] ?? "words", `${keyword}: ${readable(value)}`);
	}

	write(): Bytes {
		const [header = new Uint8Array(), ...rest] = this.#kept;
		const pieces = [fromLatin1(SIGNATURE), header];
		if (this.#profile) pieces.push(chunk("iCCP", join([fromLatin1("ICC\0\0"), this.#profile])));
		if (this.#orientation !== 1) pieces.push(chunk("eXIf", orientationOnly(this.#orientation)));
		return join([...pieces, ...rest, chunk("IEND", new Uint8Array())]);
	}
}

function chunk(type: string, data: Uint8Array): Bytes {
	const name = fromLatin1(type);
	return join([be32(data.length), name, data, be32(crc32(name, data))]);
}

/** The value of a text chunk, from behind its keyword on. */
async function textOf(type: string, rest: Uint8Array): Promise<Uint8Array> {
	if (type === "tEXt") return rest;
	if (type === "zTXt") return inflate(rest.subarray(1), "deflate", MAX_UNPACKED);
	// iTXt: packed or not, how, a language, the keyword in it, the text.
	const language = rest.indexOf(0, 2);
	const text = rest.subarray(rest.indexOf(0, language + 1) + 1);
	return rest[0] === 1 ? inflate(text, "deflate", MAX_UNPACKED) : text;
}

/** ImageMagick writes blocks as text: a name, a length, hex digits in lines. */
function rawProfile(text: Uint8Array): Uint8Array {
	const hex = /^\s*\S+\s+\d+\s+([0-9a-f\s]*)$/i.exec(latin1(text))?.[1]?.replace(/\s/g, "") ?? "";
	return Uint8Array.from({ length: hex.length >> 1 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** A moment as it stands in tIME. */
function when(data: Uint8Array): string {
	if (data.length !== 7) return "";
	const two = (i: number) => String(data[i] ?? 0).padStart(2, "0");
	return `${((data[0] ?? 0) << 8) | (data[1] ?? 0)}-${two(2)}-${two(3)} ${two(4)}:${two(5)}:${two(6)} UTC`;
}
