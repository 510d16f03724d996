// The work that is asked before the story when more comes than is usual (package
// flood): a number for each part, such that a hash begins with zeros.
import { sha256 } from "@noble/hashes/sha2.js";

/** Into how many parts a puzzle is cut. */
export const PARTS = 16;
/** More is not asked by our server: it would keep a telephone busy for minutes. */
const MAX_BITS = 17;
const CHALLENGE = /^1\.(\d{1,2})\.\d{1,12}\.[0-9a-f]{64}$/;
const ascii = new TextEncoder();

/** With how many zero bits each hash must begin; undefined for what is no challenge of ours. */
export function bitsOf(challenge: string): number | undefined {
	const bits = Number(CHALLENGE.exec(challenge)?.[1] ?? NaN);
	return bits <= MAX_BITS ? bits : undefined;
}

/** The smallest number that solves a part. */
export function solvePart(challenge: string, part: number, bits: number): number {
	const head = `${challenge}:${part}:`;
	for (let n = 0; ; n++) {
		if (zeros(sha256(ascii.encode(head + n))) >= bits) return n;
	}
}

/** How many zero bits a hash begins with. */
export function zeros(hash: Uint8Array): number {
	let count = 0;
	for (const byte of hash) {
		if (byte !== 0) return count + Math.clz32(byte) - 24;
		count += 8;
	}
	return count;
}

/** What the worker says: how many parts are done, and at last the answers. */
export interface Worked {
	readonly done: number;
	readonly answers?: readonly number[];
}
