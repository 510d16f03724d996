// The reporter's code (doc/formats.md §3): 16 random bytes, shown as twelve
// words by BIP-39. The bytes are the secret, not the words.
import { type Bytes, toHex } from "./bytes.ts";
import { derive } from "./derive.ts";
import type { Identity, Recipient } from "./identity.ts";
import { type Lang, wordList } from "./words.ts";

export type { Lang } from "./words.ts";

/** How many bytes a code has: 128 random bits. */
export const CODE_BYTES = 16;
/** How many words show it. */
export const CODE_WORDS = 12;
/** How many bytes a plain code has: that of somebody whose browser runs no scripts (internal/web/plain). */
export const PLAIN_CODE_BYTES = 20;

const BITS = 11;
const CHECKSUM_BITS = 4;
/** By BIP-39 a bit of checksum for every four bytes. */
const BYTES_A_BIT = 4;
const MAX_TEXT = 512;
const PREFIX_LETTERS = 4;

/** What is wrong with a typed code, so that a page can say it beside the field. */
export type CodeFault =
	/** Not twelve words; count is how many there were. */
	| { readonly fault: "count"; readonly count: number }
	/** Words that are in no list, with their places counted from 1. */
	| { readonly fault: "unknown"; readonly unknown: readonly { readonly word: string; readonly position: number }[] }
	/** All words exist, and together they are no code: one is another word, or two changed places. */
	| { readonly fault: "checksum" };

/** A code, or what is wrong with it. */
export type ParsedCode = { readonly code: Bytes } | CodeFault;

/** What a code gives within one organisation. lookUp is sent to find the mailbox; it opens nothing. */
export interface Reporter {
	readonly identity: Identity;
	readonly recipient: Recipient;
	readonly lookUp: string;
}

/** A fresh code. */
export function newCode(): Bytes {
	return crypto.getRandomValues(new Uint8Array(CODE_BYTES));
}

/** A fresh plain code. It is made here only for somebody else, who will type it there. */
export function newPlainCode(): Bytes {
	return crypto.getRandomValues(new Uint8Array(PLAIN_CODE_BYTES));
}

/** The words of a code in a language: twelve, or fifteen of a plain code. */
export async function toWords(code: Bytes, lang: Lang): Promise<string[]> {
	if (code.length !== CODE_BYTES && code.length !== PLAIN_CODE_BYTES) throw new RangeError("not a code");
	const list = await wordList(lang);
	const bits = toBits(code) + (await checksum(code));
	return Array.from({ length: bits.length / BITS }, (_, i) => list[Number.parseInt(bits.slice(i * BITS, (i + 1) * BITS), 2)] ?? "");
}

/**
 * Reads a code as typed, in whichever of the two languages it was written down,
 * the preferred one first. Case, numbering, punctuation and extra spaces are
 * forgiven, and a word may be cut off after four letters. When neither language
 * fits, the fault is that of the one that knows more words.
 */
export async function parse(text: string, preferred: Lang): Promise<ParsedCode> {
	const first = await parseIn(text, preferred);
	if ("code" in first || first.fault === "count") return first;
	const second = await parseIn(text, preferred === "nl" ? "en" : "nl");
	if ("code" in second) return second;
	return unknownIn(second) < unknownIn(first) ? second : first;
}

function unknownIn(fault: CodeFault): number {
	return fault.fault === "unknown" ? fault.unknown.length : 0;
}

/** Reads a code as typed in one language. */
export async function parseIn(text: string, lang: Lang): Promise<ParsedCode> {
	if (text.length > MAX_TEXT) return { fault: "count", count: 0 };
	const typed = text.toLowerCase().split(/[^\p{L}\p{M}]+/u).filter((word) => word !== "");
	if (typed.length !== CODE_WORDS) return { fault: "count", count: typed.length };
	const list = await wordList(lang);
	const indexes = typed.map((word) => find(list, word));
	const unknown = typed.map((word, i) => ({ word, position: i + 1 })).filter((_, i) => indexes[i] === -1);
	if (unknown.length > 0) return { fault: "unknown", unknown };
	const bits = indexes.map((index) => index.toString(2).padStart(BITS, "0")).join("");
	const code = fromBits(bits.slice(0, -CHECKSUM_BITS));
	if ((await checksum(code)) !== bits.slice(-CHECKSUM_BITS)) return { fault: "checksum" };
	return { code };
}

/** The place of a word, or -1. No two words of a list share their first four letters (words_test.go). */
function find(list: readonly string[], word: string): number {
	const exact = list.indexOf(word);
	if (exact >= 0 || word.length < PREFIX_LETTERS) return exact;
	return list.findIndex((known) => known.startsWith(word));
}

function toBits(bytes: Uint8Array): string {
	return Array.from(bytes, (b) => b.toString(2).padStart(8, "0")).join("");
}

function fromBits(bits: string): Bytes {
	return Uint8Array.from({ length: bits.length / 8 }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2));
}

async function checksum(code: Bytes): Promise<string> {
	const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", code));
	return toBits(sum.subarray(0, 1)).slice(0, code.length / BYTES_A_BIT);
}

/**
 * The reporter's identity and look-up secret. It fetches the sealing code, which
 * is the heavy part of a page, only now.
 */
export async function deriveReporter(code: Bytes, org: string): Promise<Reporter> {
	const { identityFromSeed, recipientOf } = await import("./sealing.ts");
	const salt = code.length === PLAIN_CODE_BYTES ? "gehoor plain code v1" : "gehoor code v1";
	const seed = await derive(code, salt, org, "/identity");
	const lookUp = await derive(code, salt, org, "/look-up");
	const identity = identityFromSeed(seed);
	return { identity, recipient: await recipientOf(identity), lookUp: toHex(lookUp) };
}
