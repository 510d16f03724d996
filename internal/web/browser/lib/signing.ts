// The key with which somebody of staff signs what they do (doc/formats.md §5b): made anew
// from the person's own identity whenever it is needed, and kept nowhere.
import { ed25519 } from "@noble/curves/ed25519.js";
import { type Bytes, fromHex, own, toHex, utf8 } from "./bytes.ts";
import { derive } from "./derive.ts";
import type { Identity } from "./identity.ts";

const seedOf = (identity: Identity, org: string): Promise<Bytes> => derive(utf8(identity), "gehoor signing v1", org, "/sign");

/** The public half: 64 hexadecimal digits. */
export async function signerOf(identity: Identity, org: string): Promise<string> {
	return toHex(ed25519.getPublicKey(await seedOf(identity, org)));
}

/** A signature over bytes (RFC 8032). */
export async function sign(identity: Identity, org: string, message: Bytes): Promise<Bytes> {
	return own(ed25519.sign(message, await seedOf(identity, org)));
}

/** Whether a signature is that of a signer; "" signs nothing. */
export function signed(signer: string, message: Bytes, signature: Bytes): boolean {
	try {
		return ed25519.verify(signature, message, fromHex(signer), { zip215: false });
	} catch {
		return false;
	}
}
