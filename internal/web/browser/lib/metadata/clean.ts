// The one way in: show and take away what a file tells besides what one sees,
// before it is sealed. Bytes in, bytes and findings out: no page, no network, no
// clock.
//
//	const { kind, findings, cleaned, stays, why } = await clean(file.name, file);
//
//   - cleaned is the file to seal, without what was found; stays says what could
//     not be told from its content and is still in it (comments' words, deleted
//     text, objects that were not looked into).
//   - Without cleaned, why says why not. Nothing is ever half cleaned.
//   - findings is what the file told, in both cases, as far as it could be read.
//   - The kind is what the bytes say. The name counts only for plain text, which
//     has no mark of its own, and it is metadata too: it goes into the sealed
//     header as it is, or as the person changes it.
//   - Nothing that a file holds makes it throw.
//
// A page calls it in a worker, by lib/cleaner.ts, which can stop it.
//
// What it cannot do: what one sees stays. A face, a name in a text, a watermark,
// the noise of a camera's sensor and the tables with which an encoder packed a
// picture are the picture.
import { own } from "../bytes.ts";
import { type Cleaned, Findings, type Kind, MAX_FILE, type Parts, Uncleanable, type Why } from "./finding.ts";
import { includes, startsWith } from "./view.ts";

/** Bytes in which a PDF must begin. */
const HEAD = 1024;
/** Names of plain text: what they hold is what one sees. */
const TEXT = /\.(txt|csv|md|log)$/i;

/** Shows and takes away what a file tells. Throws only if what a kind needs cannot be loaded. */
export async function clean(name: string, from: Blob | Uint8Array): Promise<Cleaned> {
	const size = from instanceof Blob ? from.size : from.length;
	if (size > MAX_FILE) return { kind: "unknown", findings: [], why: "too-large" };
	const bytes = from instanceof Blob ? new Uint8Array(await from.arrayBuffer()) : from;
	const kind = kindOf(name, bytes);
	const cleaner = await cleanerOf(kind);
	const found = new Findings();
	try {
		const parts = await cleaner(bytes, found);
		return { kind, findings: found.list, stays: found.stays, cleaned: new Blob([parts.bytes], { type: parts.type }) };
	} catch (error) {
		// A mistake of ours, or of a library, on bytes that nobody thought of, is for
		// the person the same as damage: the file is not cleaned, and they are told.
		return { kind, findings: found.list, why: error instanceof Uncleanable ? error.why : "damaged" };
	}
}

/** What kind of file it is. */
export function kindOf(name: string, bytes: Uint8Array): Kind {
	if (startsWith(bytes, "\xff\xd8\xff")) return "jpeg";
	if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "png";
	if (startsWith(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return "old-office";
	// OpenDocument has its type first, unpacked; Office names the part with its types.
	if (startsWith(bytes, "PK\x03\x04")) return startsWith(bytes, "mimetype", 30) ? "opendocument" : includes(bytes, "[Content_Types].xml") ? "office" : "unknown";
	if (isPdf(bytes)) return "pdf";
	return TEXT.test(name) && !bytes.includes(0) ? "text" : "unknown";
}

/** A PDF may begin with some bytes of something else. */
function isPdf(bytes: Uint8Array): boolean {
	return includes(bytes.subarray(0, HEAD), "%PDF-");
}

type CleanerOf = (bytes: Uint8Array, found: Findings) => Parts | Promise<Parts>;

/** Loads what a kind needs. */
async function cleanerOf(kind: Kind): Promise<CleanerOf> {
	switch (kind) {
		case "jpeg": {
			const { cleanJpeg } = await import("./jpeg.ts");
			return (bytes, found) => ({ bytes: cleanJpeg(bytes, found), type: "image/jpeg" });
		}
		case "png": {
			const { cleanPng } = await import("./png.ts");
			return async (bytes, found) => ({ bytes: await cleanPng(bytes, found), type: "image/png" });
		}
		case "pdf": {
			const { cleanPdf } = await import("./pdf.ts");
			return async (bytes, found) => ({ bytes: await cleanPdf(bytes, found), type: "application/pdf" });
		}
		case "office":
		case "opendocument":
			return (await import("./office.ts")).cleanOffice;
		case "text":
			return (bytes) => ({ bytes: own(bytes), type: "text/plain" });
		case "old-office":
			return (bytes) => refuse(includes(bytes, ENCRYPTED) ? "encrypted" : "old-office");
		case "unknown":
			return () => refuse("unknown");
	}
}

function refuse(why: Why): never {
	throw new Uncleanable(why);
}

/** Office puts a document with a password into the old container, under this name. */
const ENCRYPTED = [..."EncryptedPackage"].join("\0");
