// For tests: looks for words in a file as somebody would who wants to find them,
// with none of the code that cleans. Whatever is packed is unpacked wherever it
// begins, in files within files, and text is looked for in every spelling.
import { constants, inflateRawSync, inflateSync } from "node:zlib";

/** How deep packed bytes are looked for in unpacked ones. */
const DEPTH = 4;
/** Unpacked bytes of one piece. */
const MOST = 32 << 20;

/** Which of the words are in the bytes, in any spelling, packed or not. */
export function revealed(bytes: Uint8Array, words: readonly string[]): string[] {
	const left = new Set(words);
	const spellings = words.map((word) => [word, spell(word)] as const);
	walk(Buffer.from(bytes), 0, (layer) => {
		const lower = Buffer.from(layer.toString("latin1").toLowerCase(), "latin1");
		for (const [word, all] of spellings) if (left.has(word) && all.some((one) => lower.includes(one))) left.delete(word);
	});
	return words.filter((word) => !left.has(word));
}

/** A word as bytes: UTF-8, both UTF-16, and these as hexadecimal digits. */
function spell(word: string): Buffer[] {
	const plain = Buffer.from(word.toLowerCase(), "utf8");
	const little = Buffer.from(word.toLowerCase(), "utf16le");
	const big = Buffer.from(little).swap16();
	// Digits are of the word as it is written, in capitals where it has them.
	const written = Buffer.from(word, "utf16le").swap16();
	return [plain, little, big, hex(Buffer.from(word)), hex(written)];
}

function hex(bytes: Buffer): Buffer {
	return Buffer.from(bytes.toString("hex"));
}

function walk(bytes: Buffer, depth: number, see: (layer: Buffer) => void): void {
	see(bytes);
	if (depth === DEPTH) return;
	for (let at = 0; at + 2 < bytes.length; at++) {
		const inner = bytes[at] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[at + 1] ?? 0) ? unpack(inflateSync, bytes.subarray(at)) : localFile(bytes, at);
		if (inner && inner.length > 0) walk(inner, depth + 1, see);
	}
}

/** The data of a ZIP's entry whose header begins here. */
function localFile(bytes: Buffer, at: number): Buffer | undefined {
	if (bytes[at] !== 0x50 || bytes.subarray(at, at + 4).toString("latin1") !== "PK\x03\x04" || at + 30 > bytes.length) return undefined;
	if (bytes.readUInt16LE(at + 8) !== 8) return undefined;
	return unpack(inflateRawSync, bytes.subarray(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)));
}

function unpack(by: typeof inflateSync, bytes: Buffer): Buffer | undefined {
	try {
		return by(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST });
	} catch {
		return undefined;
	}
}
