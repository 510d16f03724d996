// How bytes that are plain text are spelled: files do not say.

/** The text of bytes, in the first of these spellings that fits. */
export function decode(bytes: Uint8Array): string {
	const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
	try {
		return new TextDecoder(mark, { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder("windows-1252").decode(bytes);
	}
}
