// A sealed letter for somebody outside (doc/formats.md §14): one readable document in
// one ordinary age file, opened with words on paper or with the receiver's own key.
// Any age tool opens it; what is here needs no page.
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter } from "age-encryption";
import { type Bytes, fromUtf8, own, sha256Hex, utf8 } from "./bytes.ts";
import { type CodeFault, type Lang, parseIn, toWords } from "./code.ts";
import { parseRecipient } from "./identity.ts";

declare const receiverBrand: unique symbol;
/** The public key of somebody outside, "age1…" of either native kind. */
export type Receiver = string & { readonly [receiverBrand]: true };

/** The most bytes of a letter, sealed or open. */
export const MAX_LETTER = 16 << 20;

/**
 * How hard each guess at the words is made. They are 128 random bits, which nobody
 * guesses; more work would only keep old telephones from opening a letter.
 */
const WORK_FACTOR = 16;
const CLASSIC_LENGTH = 62;
const FIRST_LINE = "age-encryption.org/v1\n";

/** A sealed letter, and the digest that is recorded of it. */
export interface SealedLetter {
	readonly bytes: Bytes;
	readonly digest: string;
}

/** Why a letter is not opened. */
export type LetterFault =
	/** It is no age file, or not whole. */
	| "none"
	/** It is opened with a key, and not with words. */
	| "key"
	| "too-large"
	/** The words open something else. */
	| "code"
	/** What is in it is no text. */
	| "unreadable";

/** Reads a receiver's key in its one spelling; throws a RangeError for anything else. */
export function parseReceiver(text: string): Receiver {
	const typed = text.trim();
	if (typed.startsWith("age1pq1")) return parseRecipient(typed) as string as Receiver;
	if (typed.length !== CLASSIC_LENGTH || typed !== typed.toLowerCase()) throw new RangeError("not a receiver");
	let prefix = "";
	let bytes = new Uint8Array();
	try {
		const read = bech32.decode(typed as `${string}1${string}`, false);
		prefix = read.prefix;
		bytes = own(bech32.fromWords(read.words));
	} catch {
		// The library's message would repeat the text.
	}
	if (prefix !== "age" || bytes.length !== 32) throw new RangeError("not a receiver");
	return typed as Receiver;
}

/** What age asks for: the words of a code as they are on paper. */
export function passphraseOf(words: readonly string[]): string {
	return words.join("-");
}

/** Seals a document to words, or to one key. */
export async function sealLetter(document: string, to: { readonly words: readonly string[] } | { readonly receiver: Receiver }): Promise<SealedLetter> {
	const plain = utf8(document);
	if (plain.length > MAX_LETTER) throw new RangeError("too large");
	const encrypter = new Encrypter();
	if ("words" in to) {
		encrypter.setPassphrase(passphraseOf(to.words));
		encrypter.setScryptWorkFactor(WORK_FACTOR);
	} else encrypter.addRecipient(parseReceiver(to.receiver));
	const bytes = own(await encrypter.encrypt(plain));
	return { bytes, digest: `sha256-${await sha256Hex(bytes)}` };
}

/**
 * Reads words as typed, in whichever of the two languages they are; the words as they
 * were printed, or what is wrong with them.
 */
export async function readWords(typed: string, preferred: Lang): Promise<{ readonly words: readonly string[] } | CodeFault> {
	const first = await parseIn(typed, preferred);
	if ("code" in first) return { words: await toWords(first.code, preferred) };
	const other = preferred === "nl" ? "en" : "nl";
	const second = await parseIn(typed, other);
	return "code" in second ? { words: await toWords(second.code, other) } : first;
}

/** Opens a letter with words. */
export async function openLetter(sealed: Bytes, words: readonly string[]): Promise<{ readonly bytes: Bytes } | { readonly fault: LetterFault }> {
	// What is around the document is less than a hundredth of it, and one stanza.
	if (sealed.length > MAX_LETTER + (MAX_LETTER >> 6)) return { fault: "too-large" };
	const head = new TextDecoder("latin1").decode(sealed.subarray(0, FIRST_LINE.length + 10));
	if (!head.startsWith(FIRST_LINE)) return { fault: "none" };
	if (!head.startsWith("-> scrypt ", FIRST_LINE.length)) return { fault: "key" };
	const decrypter = new Decrypter();
	decrypter.addPassphrase(passphraseOf(words));
	let bytes: Bytes;
	try {
		bytes = own(await decrypter.decrypt(sealed));
	} catch (error) {
		return { fault: error instanceof Error && error.message === NO_MATCH ? "code" : "none" };
	}
	try {
		fromUtf8(bytes);
	} catch {
		return { fault: "unreadable" };
	}
	return { bytes };
}

// The library has no error type for this; a test fails when the words change.
const NO_MATCH = "no identity matched any of the file's recipients";
