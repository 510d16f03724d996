// What makes a passphrase good enough, and a suggestion. The rule is length: a
// phrase of some words that belong to nothing is stronger than a short text with
// signs in it, and easier to keep (NIST SP 800-63B-4 §3.1.1). There is no list of
// known passwords: nearly all are shorter than what is asked here.
import { utf8 } from "./bytes.ts";
import { type Lang, wordList } from "./words.ts";

/** The fewest characters. */
export const MIN_CHARACTERS = 16;
/** The fewest different ones: "aaaaaaaaaaaaaaaa" is long too. */
const MIN_DIFFERENT = 7;
/** The most bytes that are stretched (doc/formats.md §4). */
const MAX_BYTES = 1024;
/** Six words of a list of 2,048: 66 bits, each guess at which costs a scrypt. */
const SUGGESTED_WORDS = 6;

/** What is wrong with a new passphrase. */
export type Weakness =
	/** Nothing was typed. */
	| "missing"
	| "short"
	| "long"
	/** Only a few different characters. */
	| "simple"
	/** Mostly the login. */
	| "login";

/** What is wrong with a new passphrase for a login; undefined for nothing. */
export function weakness(passphrase: string, login: string): Weakness | undefined {
	if (passphrase === "") return "missing";
	if (utf8(passphrase).length > MAX_BYTES) return "long";
	const letters = Array.from(passphrase.normalize("NFKC").toLowerCase());
	if (letters.length < MIN_CHARACTERS) return "short";
	if (new Set(letters).size < MIN_DIFFERENT) return "simple";
	const without = letters.join("").replaceAll(login.toLowerCase(), "");
	if (login !== "" && Array.from(without).length < MIN_CHARACTERS / 2) return "login";
	return undefined;
}

/** Six words drawn at random, joined by spaces. */
export async function suggestion(lang: Lang): Promise<string> {
	const list = await wordList(lang);
	const drawn = crypto.getRandomValues(new Uint16Array(SUGGESTED_WORDS));
	// 2,048 divides 65,536, so each word is as likely as another.
	return Array.from(drawn, (n) => list[n % list.length]).join(" ");
}
