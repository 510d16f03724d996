// PDF (ISO 32000). The document is read, everything that the pages do not need is
// cut off, and what can still be reached from the catalogue is written as a new
// file: earlier versions, deleted objects and whatever lay between them have no
// way in. The reading and writing is pdf-lib's; this file decides what stays.
import {
	type PDFContext,
	PDFArray,
	PDFDict,
	PDFHexString,
	PDFInvalidObject,
	PDFName,
	type PDFObject,
	PDFParser,
	PDFRawStream,
	PDFRef,
	PDFStream,
	PDFStreamWriter,
	PDFString,
} from "@cantoo/pdf-lib";
import { type Bytes, own } from "../bytes.ts";
import { inflate } from "./deflate.ts";
import { type Findings, type Tells, Uncleanable } from "./finding.ts";
import { cleanProfile } from "./icc.ts";
import { cleanJpeg } from "./jpeg.ts";
import { indexOf, latin1, startsWith } from "./view.ts";
import { readXmp } from "./xmp.ts";

/** Objects of a document: a report of a thousand pages has some tens of thousands. */
const MAX_OBJECTS = 500_000;
/** Unpacked bytes of the streams that hold objects: the reader unpacks them all at once. */
const MAX_OBJECT_STREAMS = 128 << 20;
/** Unpacked bytes of one stream that is looked into: XMP or a profile. */
const MAX_STREAM = 4 << 20;
/** Bytes before a stream in which its dictionary lies. */
const MAX_DICTIONARY = 1024;

/** What the document says of itself. */
const INFO: Readonly<Record<string, Tells>> = {
	Author: "person",
	Title: "title",
	Subject: "title",
	Keywords: "words",
	Creator: "software",
	Producer: "software",
	CreationDate: "time",
	ModDate: "time",
	Company: "organisation",
	Manager: "person",
	SourceModified: "time",
};

/** Keys that go from every dictionary, with what they tell. The pages look the same without. */
const GONE: Readonly<Record<string, Tells>> = {
	Metadata: "other",
	PieceInfo: "other",
	LastModified: "time",
	Thumb: "thumbnail",
	CreatorInfo: "software",
	SpiderInfo: "folder",
	DPM: "other",
	EmbeddedFiles: "attachment",
	AF: "attachment",
	EF: "attachment",
	Collection: "attachment",
	XFA: "other",
	OutputIntents: "profile",
};

/** Keys that go from a mark or note on a page: by whom, when, which. */
const OF_NOTES: Readonly<Record<string, Tells>> = { T: "person", M: "time", CreationDate: "time", NM: "number", RC: "other", Subj: "title" };

/** Marks that people make on a page. */
const NOTES = new Set(["Text", "FreeText", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Line", "Square", "Circle", "Polygon", "PolyLine", "Popup", "Redact"]);
/** Things on a page that are documents of their own, and not looked into. */
const OBJECTS = new Set(["Sound", "Movie", "Screen", "RichMedia", "3D"]);

/** Takes everything out of a PDF that its pages do not need. Throws Uncleanable. */
export async function cleanPdf(bytes: Uint8Array, found: Findings): Promise<Bytes> {
	await boundObjectStreams(bytes);
	const context = await parse(bytes);
	tellVersions(bytes, found);
	const cleaner = new PdfCleaner(context, found);
	await cleaner.clean();
	return own(await PDFStreamWriter.forContext(context, Number.POSITIVE_INFINITY).serializeToBuffer());
}

async function parse(bytes: Uint8Array): Promise<PDFContext> {
	try {
		return await PDFParser.forBytesWithOptions(bytes).parseDocument();
	} catch {
		throw new Uncleanable("damaged");
	}
}

class PdfCleaner {
	readonly #reached = new Set<PDFRef>();
	readonly #seen = new Set<PDFObject>();
	/** Profiles that are rebuilt already; several colour spaces share one. */
	readonly #profiles = new Set<PDFObject>();
	readonly #todo: PDFObject[] = [];

	constructor(
		private readonly context: PDFContext,
		private readonly found: Findings,
	) {}

	async clean(): Promise<void> {
		const { context } = this;
		const all = context.enumerateIndirectObjects();
		if (all.length > MAX_OBJECTS) throw new Uncleanable("too-much");
		if (context.trailerInfo.Encrypt) throw new Uncleanable("encrypted");
		for (const [, object] of all) if (object instanceof PDFDict) this.#info(object);
		const root = context.trailerInfo.Root;
		if (!(root instanceof PDFRef) || !(context.lookup(root) instanceof PDFDict)) throw new Uncleanable("damaged");
		this.#todo.push(root);
		for (let next = this.#todo.pop(); next; next = this.#todo.pop()) await this.#visit(next);
		for (const [ref] of all) if (!this.#reached.has(ref)) context.delete(ref);
		context.largestObjectNumber = [...this.#reached].reduce((most, ref) => Math.max(most, ref.objectNumber), 0);
		context.trailerInfo = { Root: root };
	}

	/** Tells what a document says of itself, in this version or an earlier one. */
	#info(dict: PDFDict): void {
		if (!["Producer", "Creator", "Author", "CreationDate"].some((key) => dict.has(PDFName.of(key))) || dict.has(PDFName.of("Subtype"))) return;
		for (const [key, value] of dict.entries()) {
			const name = key.decodeText();
			if (name !== "Trapped") this.found.addText(INFO[name] ?? "other", textOf(this.context.lookup(value)));
		}
	}

	/** Looks at an object once, cuts off what goes, and puts what it leads to on the list. */
	async #visit(object: PDFObject): Promise<void> {
		if (object instanceof PDFRef) {
			if (this.#reached.has(object)) return;
			this.#reached.add(object);
			const to = this.context.lookup(object);
			if (to) this.#todo.push(to);
			return;
		}
		if (this.#seen.has(object)) return;
		if (object instanceof PDFInvalidObject) throw new Uncleanable("damaged");
		if (object instanceof PDFArray) await this.#array(object);
		else if (object instanceof PDFDict) await this.#dict(object);
		else if (object instanceof PDFStream) await this.#stream(object);
	}

	async #array(array: PDFArray): Promise<void> {
		this.#seen.add(array);
		if (array.size() === 2 && isName(array.get(0), "ICCBased")) await this.#profile(array);
		for (let i = array.size() - 1; i >= 0; i--) {
			if (this.#isAttachment(array.get(i))) array.remove(i);
			else this.#todo.push(array.get(i));
		}
	}

	/** A pin on a page that holds a file. */
	#isAttachment(object: PDFObject): boolean {
		const dict = this.context.lookup(object);
		if (!(dict instanceof PDFDict) || !isName(dict.get(PDFName.of("Subtype")), "FileAttachment")) return false;
		this.#tellFiles(dict.get(PDFName.of("FS")));
		return true;
	}

	async #dict(dict: PDFDict): Promise<void> {
		this.#seen.add(dict);
		// Only a signature says which bytes it is of.
		if (dict.has(PDFName.of("ByteRange"))) throw new Uncleanable("signed");
		if (isTrue(dict.get(PDFName.of("NeedsRendering")))) throw new Uncleanable("unknown");
		for (const [key, value] of dict.entries()) {
			const tells = GONE[key.decodeText()];
			if (tells) await this.#cut(dict, key, value, tells);
			else this.#todo.push(value);
		}
		this.#note(dict);
		this.#whatStays(dict);
	}

	async #cut(dict: PDFDict, key: PDFName, value: PDFObject, tells: Tells): Promise<void> {
		dict.delete(key);
		const to = this.context.lookup(value);
		if (to instanceof PDFRawStream && key.decodeText() === "Metadata") readXmp(await unpack(to).catch(() => new Uint8Array()), this.found);
		else if (tells === "attachment") this.#tellFiles(value);
		else if (tells === "profile") this.found.add(tells);
		else this.found.add(tells, textOf(to) || key.decodeText());
	}

	/** Tells the names of attached files, wherever they lie below. */
	#tellFiles(from: PDFObject | undefined): void {
		const todo = from ? [from] : [];
		const seen = new Set<PDFObject>();
		for (let next = todo.pop(); next; next = todo.pop()) {
			const to = next instanceof PDFRef ? this.context.lookup(next) : next;
			if (!to || seen.has(to) || seen.size > MAX_OBJECTS) continue;
			seen.add(to);
			if (to instanceof PDFArray) todo.push(...to.asArray());
			if (!(to instanceof PDFDict)) continue;
			for (const key of ["UF", "F"]) this.found.addText("attachment", textOf(this.context.lookup(to.get(PDFName.of(key)))));
			todo.push(...to.values());
		}
	}

	/** A mark or note: what stays is where it is and what it says. */
	#note(dict: PDFDict): void {
		const subtype = nameOf(dict.get(PDFName.of("Subtype")));
		if (!dict.has(PDFName.of("Rect")) || subtype === "") return;
		if (OBJECTS.has(subtype)) this.found.stay("objects");
		if (NOTES.has(subtype)) this.found.stay("comments");
		for (const [name, tells] of Object.entries(OF_NOTES)) {
			const key = PDFName.of(name);
			// The T of a field in a form is its name.
			if (!dict.has(key) || (subtype === "Widget" && name === "T")) continue;
			this.found.addText(tells, textOf(this.context.lookup(dict.get(key))));
			dict.delete(key);
		}
	}

	#whatStays(dict: PDFDict): void {
		// The list of attachments, which is empty now, does not open by itself.
		if (isName(dict.get(PDFName.of("PageMode")), "UseAttachments")) dict.delete(PDFName.of("PageMode"));
		const fields = this.context.lookup(dict.get(PDFName.of("Fields")));
		if (fields instanceof PDFArray && fields.size() > 0) this.found.stay("form");
		if (dict.has(PDFName.of("OCProperties"))) this.found.stay("layers");
	}

	async #stream(stream: PDFStream): Promise<void> {
		this.#seen.add(stream);
		await this.#dict(stream.dict);
		if (!(stream instanceof PDFRawStream) || !isName(stream.dict.get(PDFName.of("Subtype")), "Image")) return;
		const filters = this.#filters(stream);
		if (filters.includes("JPXDecode")) this.found.stay("pictures");
		if (filters.at(-1) !== "DCTDecode") return;
		try {
			if (filters.length > 1) throw new Uncleanable("unknown");
			replace(stream, cleanJpeg(stream.contents, this.found, { turned: false }));
		} catch (error) {
			if (!(error instanceof Uncleanable)) throw error;
			this.found.stay("pictures");
		}
	}

	#filters(stream: PDFRawStream): string[] {
		const filter = this.context.lookup(stream.dict.get(PDFName.of("Filter")));
		return filter instanceof PDFArray ? filter.asArray().map((one) => nameOf(this.context.lookup(one))) : [nameOf(filter)];
	}

	/** A colour space by a profile: rebuilt if it is a common one, else the device's own. */
	async #profile(array: PDFArray): Promise<void> {
		const stream = this.context.lookup(array.get(1));
		if (!(stream instanceof PDFRawStream) || this.#profiles.has(stream)) return;
		const count = this.context.lookup(stream.dict.get(PDFName.of("N")));
		const kept = cleanProfile(await unpack(stream).catch(() => new Uint8Array()), this.found);
		if (kept) {
			stream.dict.delete(PDFName.of("Filter"));
			stream.dict.delete(PDFName.of("DecodeParms"));
			replace(stream, kept);
			this.#profiles.add(stream);
			return;
		}
		array.remove(1);
		array.set(0, PDFName.of({ "1": "DeviceGray", "4": "DeviceCMYK" }[String(count)] ?? "DeviceRGB"));
	}
}

function replace(stream: PDFRawStream, contents: Bytes): void {
	stream.updateContents(contents);
}

/** The bytes of a stream that is packed in the usual way, or not at all. */
async function unpack(stream: PDFRawStream): Promise<Uint8Array> {
	const filter = stream.dict.get(PDFName.of("Filter"));
	if (filter === undefined) return stream.contents;
	const [name] = filter instanceof PDFArray && filter.size() === 1 ? filter.asArray() : [filter];
	if (!isName(name, "FlateDecode")) throw new Uncleanable("unknown");
	return inflate(stream.contents, "deflate", MAX_STREAM);
}

function textOf(object: PDFObject | undefined): string {
	if (object instanceof PDFString || object instanceof PDFHexString) return object.decodeText();
	return object instanceof PDFName ? object.decodeText() : "";
}

function nameOf(object: PDFObject | undefined): string {
	return object instanceof PDFName ? object.decodeText() : "";
}

function isName(object: PDFObject | undefined, name: string): boolean {
	return nameOf(object) === name;
}

function isTrue(object: PDFObject | undefined): boolean {
	return String(object) === "true";
}

/** Tells of earlier versions of the file that are still in it, and of what lies behind the end. */
function tellVersions(bytes: Uint8Array, found: Findings): void {
	let ends = 0;
	let last = 0;
	for (let at = indexOf(bytes, "%%EOF"); at >= 0; at = indexOf(bytes, "%%EOF", at + 5)) {
		ends++;
		last = at + 5;
	}
	// A file that is made to be shown while it loads has two ends from the start.
	const whole = indexOf(bytes.subarray(0, MAX_DICTIONARY), "/Linearized") >= 0 ? 2 : 1;
	if (ends > whole) found.add("versions", String(ends - whole));
	if (ends > 0 && latin1(bytes.subarray(last, last + MAX_DICTIONARY)).trim() !== "") found.add("behind");
}

/** Refuses a file whose objects unpack to more than a device can hold. */
async function boundObjectStreams(bytes: Uint8Array): Promise<void> {
	let left = MAX_OBJECT_STREAMS;
	for (let at = indexOf(bytes, "stream"); at >= 0; at = indexOf(bytes, "stream", at + 6)) {
		const dictionary = latin1(bytes.subarray(Math.max(0, at - MAX_DICTIONARY), at)).replace(/^.*endobj/s, "");
		if (!/\/(ObjStm|XRef)\b/.test(dictionary)) continue;
		const from = at + (startsWith(bytes, "\r\n", at + 6) ? 8 : 7);
		const end = indexOf(bytes, "endstream", from);
		if (end < 0) continue;
		left -= await unpackedSize(bytes.subarray(from, end), left);
	}
}

async function unpackedSize(packed: Uint8Array, most: number): Promise<number> {
	try {
		return (await inflate(packed, "deflate", most)).length;
	} catch (error) {
		if (error instanceof Uncleanable && error.why === "too-much") throw error;
		// Not packed so, or with something behind it: the reader finds out.
		return packed.length;
	}
}
