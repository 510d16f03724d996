// Sign-in with a passphrase that never leaves the browser (doc/formats.md §4).
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { fromHex, own, toHex, utf8 } from "./bytes.ts";
import { derive } from "./derive.ts";
import { type Identity, identityFromSeed, parseIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { openText, seal, type Sealed } from "./seal.ts";

// The cost of one guess: 128 MiB and about a second.
const COST = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 };
const SALT = "gehoor sign-in v1";
const MAX_PASSPHRASE_BYTES = 1024;

/** What a stretched passphrase gives. */
export interface SignIn {
	/** Sent to sign in; the server keeps its SHA-256. */
	readonly secretHex: string;
	/** Opens the person's own identity; never leaves the browser. */
	readonly wrap: Identity;
}

/**
 * Stretches a passphrase with the login's salt (64 hex digits). onProgress gets
 * 0 to 1. It gives way to the page every few milliseconds. Throws a RangeError
 * for a passphrase over 1,024 bytes or a malformed salt.
 */
export async function stretch(
	passphrase: string,
	saltHex: string,
	org: string,
	onProgress?: (done: number) => void,
): Promise<SignIn> {
	const password = utf8(passphrase);
	if (password.length > MAX_PASSPHRASE_BYTES) throw new RangeError("passphrase too long");
	if (saltHex.length !== 64) throw new RangeError("malformed salt");
	const options = onProgress ? { ...COST, onProgress } : COST;
	const stretched = own(await scryptAsync(utf8(passphrase.normalize("NFKC")), fromHex(saltHex), options));
	const secret = await derive(stretched, SALT, org, "/secret");
	const seed = await derive(stretched, SALT, org, "/wrap");
	return { secretHex: toHex(secret), wrap: identityFromSeed(seed) };
}

/** Seals a person's own identity under the wrapping identity, for the server to keep. */
export async function wrapIdentity(wrap: Identity, org: string, own: Identity): Promise<Sealed> {
	return seal(org, "identity", own, [await recipientOf(wrap)]);
}

/** Opens what wrapIdentity made. */
export async function unwrapIdentity(wrap: Identity, org: string, wrapped: Uint8Array): Promise<Identity> {
	const text = await openText(wrap, org, "identity", wrapped);
	try {
		return parseIdentity(text);
	} catch {
		throw new Refusal("content.wrongly-sealed");
	}
}
