// What a file is by its first bytes, in PRONOM's words and codes (the register of The
// National Archives, https://www.nationalarchives.gov.uk/PRONOM/). Only what those
// bytes settle is here: PDF/A, PNG and JPEG with Exif need more of the file, and stand
// by the type that the sender gave, without a code, as MDTO allows.

/** A format, and PRONOM's code if it is certain. */
export interface Format {
	readonly format: string;
	readonly code?: string;
}

/** The first bytes, as Latin-1 has them, and what they say. */
const SIGNATURES: readonly (readonly [RegExp, string, string])[] = [
	[/^%PDF-1\.0/, "Acrobat PDF 1.0 - Portable Document Format", "fmt/14"],
	[/^%PDF-1\.1/, "Acrobat PDF 1.1 - Portable Document Format", "fmt/15"],
	[/^%PDF-1\.2/, "Acrobat PDF 1.2 - Portable Document Format", "fmt/16"],
	[/^%PDF-1\.3/, "Acrobat PDF 1.3 - Portable Document Format", "fmt/17"],
	[/^%PDF-1\.4/, "Acrobat PDF 1.4 - Portable Document Format", "fmt/18"],
	[/^%PDF-1\.5/, "Acrobat PDF 1.5 - Portable Document Format", "fmt/19"],
	[/^%PDF-1\.6/, "Acrobat PDF 1.6 - Portable Document Format", "fmt/20"],
	[/^%PDF-1\.7/, "Acrobat PDF 1.7 - Portable Document Format", "fmt/276"],
	[/^\xff\xd8\xff\xe0..JFIF\0\x01\x00/s, "JPEG File Interchange Format 1.00", "fmt/42"],
	[/^\xff\xd8\xff\xe0..JFIF\0\x01\x01/s, "JPEG File Interchange Format 1.01", "fmt/43"],
	[/^\xff\xd8\xff\xe0..JFIF\0\x01\x02/s, "JPEG File Interchange Format 1.02", "fmt/44"],
	[/^GIF87a/, "Graphics Interchange Format 87a", "fmt/3"],
	[/^GIF89a/, "Graphics Interchange Format 89a", "fmt/4"],
	[/^\x1a\x45\xdf\xa3.{1,48}\x42\x82.webm/s, "WebM", "fmt/573"],
];

/** The page of words that a copy has, which we write ourselves. */
export const PAGE: Format = { format: "Hypertext Markup Language 5", code: "fmt/471" };

/** What a file is; media is the type that its sender gave. */
export function formatOf(bytes: Uint8Array, media: string): Format {
	const head = latin1(bytes.subarray(0, 64));
	// A PDF/A has a code of its own, by metadata that lie anywhere in the file.
	if (head.startsWith("%PDF-") && latin1(bytes).includes("pdfaid")) return { format: media };
	const found = SIGNATURES.find(([first]) => first.test(head));
	return found ? { format: found[1], code: found[2] } : { format: media };
}

function latin1(bytes: Uint8Array): string {
	// "latin1" is windows-1252 to a browser, which has other signs for 0x80 to 0x9f.
	let s = "";
	for (let at = 0; at < bytes.length; at += 0x8000) s += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return s;
}
