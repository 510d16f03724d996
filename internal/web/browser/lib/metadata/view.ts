// Reads numbers and text out of foreign bytes. Whoever reads past the end has a
// damaged file, and is told so by the typed refusal.
import type { Bytes } from "../bytes.ts";
import { Uncleanable } from "./finding.ts";

/** A window on bytes, big-endian unless said otherwise. */
export class View {
	readonly #data: DataView;

	constructor(
		readonly bytes: Uint8Array,
		readonly little = false,
	) {
		this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	get length(): number {
		return this.bytes.length;
	}

	u8(at: number): number {
		this.#must(at, 1);
		return this.#data.getUint8(at);
	}

	u16(at: number): number {
		this.#must(at, 2);
		return this.#data.getUint16(at, this.little);
	}

	u32(at: number): number {
		this.#must(at, 4);
		return this.#data.getUint32(at, this.little);
	}

	i32(at: number): number {
		this.#must(at, 4);
		return this.#data.getInt32(at, this.little);
	}

	/** The bytes from at, without copying. */
	slice(at: number, length: number): Uint8Array {
		this.#must(at, length);
		return this.bytes.subarray(at, at + length);
	}

	/** Text of one byte a character. */
	latin1(at: number, length: number): string {
		return latin1(this.slice(at, length));
	}

	#must(at: number, length: number): void {
		if (!Number.isSafeInteger(at) || at < 0 || length < 0 || at + length > this.bytes.length) throw new Uncleanable("damaged");
	}
}

/** Bytes as text of one byte a character. */
export function latin1(bytes: Uint8Array): string {
	let text = "";
	for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
	return text;
}

/** Text of one byte a character as bytes. */
export function fromLatin1(text: string): Bytes {
	return Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff);
}

/** Text for a person to read, in UTF-8 if it is that, else one byte a character. */
export function readable(bytes: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return latin1(bytes);
	}
}

/** Whether bytes begin so, from at on. */
export function startsWith(bytes: Uint8Array, start: string, at = 0): boolean {
	for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start.charCodeAt(i)) return false;
	return true;
}

/** Where bytes have a text of one byte a character, from a place on; -1 if nowhere. */
export function indexOf(bytes: Uint8Array, text: string, from = 0): number {
	const first = text.charCodeAt(0);
	for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) if (startsWith(bytes, text, at)) return at;
	return -1;
}

/** Whether bytes have a text of one byte a character. */
export function includes(bytes: Uint8Array, text: string): boolean {
	return indexOf(bytes, text) >= 0;
}

/** Joins pieces into bytes of their own. */
export function join(pieces: readonly Uint8Array[]): Bytes {
	const all = new Uint8Array(pieces.reduce((sum, one) => sum + one.length, 0));
	let at = 0;
	for (const one of pieces) {
		all.set(one, at);
		at += one.length;
	}
	return all;
}

/** A number as four bytes, big-endian. */
export function be32(n: number): Uint8Array {
	return Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
}
