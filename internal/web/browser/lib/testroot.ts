// A root for tests, which signs keys of staff as founding does.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { toBase64, toHex, utf8 } from "./bytes.ts";
import type { KeyNote } from "./dossierpage.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { signerOf } from "./signing.ts";

/** The organisation of the tests. */
export const ORG = "veenhaven";

/** A root that signs notes as Go's founding does. */
export function newRoot() {
	const { secretKey, publicKey } = ed25519.keygen();
	const name = `${ORG}-root`;
	const key = new Uint8Array([1, ...publicKey]);
	const hash = sha256(new Uint8Array([...utf8(`${name}\n`), ...key])).slice(0, 4);
	const sign = (text: string) => {
		const signature = ed25519.sign(utf8(text), secretKey);
		return `${text}\n— ${name} ${toBase64(new Uint8Array([...hash, ...signature]))}\n`;
	};
	return { verifier: `${name}+${toHex(hash)}+${toBase64(key)}`, sign };
}

/** Somebody's key, signed by a root. */
export async function keyed(person: string, identity: Identity, by: ReturnType<typeof newRoot>): Promise<KeyNote> {
	const recipient = await recipientOf(identity);
	const signer = await signerOf(identity, ORG);
	return { person, note: by.sign(`gehoor staff key v2\n${ORG}\n${person}\n${recipient}\n${signer}\n2026-01-05\n`) };
}
