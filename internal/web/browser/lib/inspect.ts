// What anybody can check of content without a key: Go's internal/seal/inspect.go
// in TypeScript. A reader runs it before opening, because the age library opens
// a file that is also open to a classic key, and we do not.
import { MIN_PADDED, padmeSize } from "./padme.ts";
import { Refusal } from "./refusal.ts";

/** The largest content as sealed, 256 KiB. */
export const MAX_BYTES = 256 << 10;
/** A full part's plaintext: 8 MiB, header and padding included. */
export const PART_PLAIN = 8 << 20;
/** How much of a file one part holds: what is left beside the longest header, rounded down. */
export const PART_BODY = PART_PLAIN - 256;
/** The most recipients of one content. */
export const MAX_RECIPIENTS = 32;

// The grammar of an age header to hybrid recipients. Every line has one length
// and one spelling: the class at the end of each has no unused bits set.
const STANZA = "-> mlkem768x25519 [A-Za-z0-9+/]{1493}[AQgw]\\n[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]\\n";
const HEADER = new RegExp(
	`^age-encryption\\.org/v1\\n((?:${STANZA}){1,${MAX_RECIPIENTS}})--- [A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]\\n`,
);
const STANZA_BYTES = 18 + 1494 + 1 + 43 + 1;
const MAX_HEADER_BYTES = 22 + MAX_RECIPIENTS * STANZA_BYTES + 48;
const NONCE = 16;
const CHUNK = 64 << 10;
const TAG = 16;
/** A full part as sealed, to one recipient. */
export const MAX_PART_BYTES = 22 + STANZA_BYTES + 48 + NONCE + PART_PLAIN + (PART_PLAIN / CHUNK) * TAG;

/** Checks content of at most so many bytes without a key and returns how many can open it; throws a Refusal. */
export function inspect(sealed: Uint8Array, most = MAX_BYTES): number {
	if (sealed.length > most) throw new Refusal("content.too-large");
	// Latin-1 gives one character a byte, so lengths of text are lengths of bytes.
	const text = new TextDecoder("latin1").decode(sealed.subarray(0, MAX_HEADER_BYTES));
	const header = HEADER.exec(text);
	if (!header || !isPadded(sealed.length - header[0].length)) throw new Refusal("content.wrongly-sealed");
	return (header[1] ?? "").length / STANZA_BYTES;
}

/** Whether a payload of n bytes holds a plaintext of a Padmé size. */
function isPadded(n: number): boolean {
	const encrypted = n - NONCE;
	if (encrypted <= 0) return false;
	const chunks = Math.ceil(encrypted / (CHUNK + TAG));
	const plain = encrypted - chunks * TAG;
	return plain >= MIN_PADDED && Math.ceil(plain / CHUNK) === chunks && padmeSize(plain) === plain;
}
