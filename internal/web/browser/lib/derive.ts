// HKDF-SHA-256 as doc/formats.md §3 and §4 use it, by WebCrypto: it costs a page
// no bytes.
import { type Bytes, utf8 } from "./bytes.ts";

/** 32 bytes from a secret, for one organisation and one purpose ("/identity"). */
export async function derive(secret: Bytes, salt: string, org: string, purpose: string): Promise<Bytes> {
	const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
	const parameters = { name: "HKDF", hash: "SHA-256", salt: utf8(salt), info: utf8(org + purpose) };
	return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256));
}
