// Keys, as age writes them. The two brands keep a text from being used as a key
// before it was read as one: parse first.
import { bech32 } from "@scure/base";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";

declare const recipientBrand: unique symbol;
declare const identityBrand: unique symbol;

/** The public key of a person or a compartment, "age1pq1…". */
export type Recipient = string & { readonly [recipientBrand]: true };
/** The secret key of a person or a compartment, "AGE-SECRET-KEY-PQ-1…". */
export type Identity = string & { readonly [identityBrand]: true };

const RECIPIENT_LENGTH = 1959;
const RECIPIENT_BYTES = 1216;
const IDENTITY_LENGTH = 77;
const IDENTITY_PREFIX = "AGE-SECRET-KEY-PQ-";

/** Reads a native hybrid recipient in its one spelling; throws a RangeError for every other kind that age knows. */
export function parseRecipient(text: string): Recipient {
	if (text.length !== RECIPIENT_LENGTH || !text.startsWith("age1pq1") || text !== text.toLowerCase()) {
		throw new RangeError("not a hybrid recipient");
	}
	const decoded = decode(text);
	if (decoded?.prefix !== "age1pq" || decoded.bytes.length !== RECIPIENT_BYTES) {
		throw new RangeError("not a hybrid recipient");
	}
	return text as Recipient;
}

/** Reads a native hybrid identity in its one spelling; throws a RangeError for anything else. */
export function parseIdentity(text: string): Identity {
	if (text.length !== IDENTITY_LENGTH || text !== text.toUpperCase()) throw new RangeError("not a hybrid identity");
	const decoded = decode(text);
	if (decoded?.prefix.toUpperCase() !== IDENTITY_PREFIX || decoded.bytes.length !== 32) {
		throw new RangeError("not a hybrid identity");
	}
	return text as Identity;
}

function decode(text: string): { prefix: string; bytes: Uint8Array } | undefined {
	try {
		const { prefix, words } = bech32.decode(text as `${string}1${string}`, false);
		return { prefix, bytes: bech32.fromWords(words) };
	} catch {
		return undefined; // the library's message would repeat the text
	}
}

/** A fresh identity. */
export async function newIdentity(): Promise<Identity> {
	return parseIdentity(await generateHybridIdentity());
}

/** The public half. */
export async function recipientOf(identity: Identity): Promise<Recipient> {
	return (await identityToRecipient(identity)) as Recipient;
}

/** Spells a seed of 32 bytes as an identity. */
export function identityFromSeed(seed: Uint8Array): Identity {
	return parseIdentity(bech32.encodeFromBytes(IDENTITY_PREFIX.toLowerCase(), seed).toUpperCase());
}
