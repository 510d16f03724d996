// Bytes and their spellings. Hex is lower case, base64 the standard alphabet
// with padding (doc/formats.md).

/** Bytes that WebCrypto takes: never a view on shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

const HEX = /^(?:[0-9a-f]{2})*$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The UTF-8 of a text. */
export function utf8(text: string): Bytes {
	return new TextEncoder().encode(text) as Bytes;
}

/** The text of UTF-8 bytes; throws a TypeError if they are none. A byte order mark is kept as it is. */
export function fromUtf8(bytes: Uint8Array): string {
	return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Lower-case hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
	return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

/** The bytes of lower-case hexadecimal digits; throws a RangeError for anything else. */
export function fromHex(hex: string): Bytes {
	if (!HEX.test(hex)) throw new RangeError("not lower-case hex");
	return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
	let binary = "";
	for (const b of bytes) binary += String.fromCharCode(b);
	return btoa(binary);
}

/** The bytes of base64 with padding; throws a RangeError for anything else. Unused bits may be anything. */
export function fromBase64(text: string): Bytes {
	if (!BASE64.test(text)) throw new RangeError("not base64");
	return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

/** A copy that owns its memory. */
export function own(bytes: Uint8Array): Bytes {
	return new Uint8Array(bytes);
}

/** The SHA-256 in hex. */
export async function sha256Hex(bytes: Bytes): Promise<string> {
	return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
