// C2SP signed notes with Ed25519 (https://c2sp.org/signed-note), and the staff
// keys that an organisation's root signs (doc/formats.md §5). It accepts what
// Go's golang.org/x/mod/sumdb/note and internal/seal accept, and nothing more.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, fromBase64, utf8 } from "./bytes.ts";
import { parseRecipient, type Recipient } from "./identity.ts";
import { Refusal } from "./refusal.ts";

/** A public key that signs notes. */
export interface Verifier {
	readonly name: string;
	/** The first four bytes of the SHA-256 of name and key. */
	readonly hash: number;
	readonly key: Bytes;
}

/** The organisation's word that a recipient belongs to a person. */
export interface StaffKey {
	readonly recipient: Recipient;
	/** The key with which the person signs, 64 hexadecimal digits; "" in a note of before keys signed. */
	readonly signer: string;
	/** The day on which the root signed, "2026-01-05". */
	readonly on: string;
}

const MAX_STAFF_KEY_BYTES = 4 << 10;
const MAX_SIGNATURES = 100;
const ED25519 = 1;
const NAME = /^[^\p{White_Space}+]+$/u;
// Control characters but the newline, and halves of characters.
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u;
// 4 bytes of hash and 64 of signature leave two bits unused, which must be zero.
const ONE_SPELLING = /^[A-Za-z0-9+/]{90}[AEIMQUYcgkosw048]=$/;
const PERSON = /^[0-9a-f]{32}$/;
const SIGNER = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a verifier key, "name+hash+base64". */
export function parseVerifier(text: string): Verifier {
	const [name = "", hash = "", ...rest] = text.split("+");
	const key = decode(rest.join("+"));
	if (!NAME.test(name) || !/^[0-9a-fA-F]{8}$/.test(hash) || key?.length !== 33 || key[0] !== ED25519) {
		throw new Refusal("key.unverified");
	}
	const sum = sha256(new Uint8Array([...utf8(`${name}\n`), ...key]));
	const verifier = { name, hash: Number.parseInt(hash, 16), key: key.slice(1) };
	if (firstFour(sum) !== verifier.hash) throw new Refusal("key.unverified");
	return verifier;
}

/** Checks a note and returns its text, which ends in a newline. Signatures by other keys are ignored. */
export function openNote(note: string, by: Verifier): string {
	const cut = note.lastIndexOf("\n\n");
	if (FORBIDDEN.test(note) || cut < 0 || !note.endsWith("\n") || cut + 2 === note.length) {
		throw new Refusal("key.unverified");
	}
	const text = note.slice(0, cut + 1);
	const lines = note.slice(cut + 2, -1).split("\n");
	if (lines.length > MAX_SIGNATURES) throw new Refusal("key.unverified");
	const signatures = lines.map(parseSignature);
	const ours = signatures.find((s) => s.name === by.name && s.hash === by.hash);
	if (!ours || !ONE_SPELLING.test(ours.base64) || !verify(ours.signature, text, by.key)) {
		throw new Refusal("key.unverified");
	}
	return text;
}

interface Signature {
	readonly name: string;
	readonly hash: number;
	readonly base64: string;
	readonly signature: Bytes;
}

function parseSignature(line: string): Signature {
	const match = /^— ([^ ]*) (.*)$/u.exec(line);
	const name = match?.[1] ?? "";
	const base64 = match?.[2] ?? "";
	const bytes = decode(base64);
	if (!NAME.test(name) || !bytes || bytes.length < 5) throw new Refusal("key.unverified");
	return { name, hash: firstFour(bytes), base64, signature: bytes.slice(4) };
}

function verify(signature: Bytes, text: string, key: Bytes): boolean {
	try {
		// RFC 8032 as Go checks it, not the laxer rules of ZIP 215.
		return ed25519.verify(signature, utf8(text), key, { zip215: false });
	} catch {
		return false;
	}
}

function decode(text: string): Bytes | undefined {
	try {
		return fromBase64(text);
	} catch {
		return undefined;
	}
}

function firstFour(bytes: Uint8Array): number {
	return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

/**
 * Checks a staff key before anything is sealed or granted to it: the root's
 * signature, the organisation and the person. Throws key.unverified.
 */
export function verifyStaffKey(note: string, rootKey: string, org: string, person: string): StaffKey {
	if (utf8(note).length > MAX_STAFF_KEY_BYTES) throw new Refusal("key.unverified");
	const root = parseVerifier(rootKey);
	if (root.name !== `${org}-root`) throw new Refusal("key.unverified");
	const lines = openNote(note, root).split("\n");
	const signer = lines[0] === "gehoor staff key v2" ? lines.splice(4, 1)[0] ?? "" : "";
	const [title, forOrg, about, recipient = "", on = "", ...rest] = lines;
	const form = title === "gehoor staff key v1" || (title === "gehoor staff key v2" && SIGNER.test(signer));
	const fits = form && forOrg === org && about === person && PERSON.test(person);
	if (!fits || !isDay(on) || rest.length !== 1 || rest[0] !== "") throw new Refusal("key.unverified");
	try {
		return { recipient: parseRecipient(recipient), signer, on };
	} catch {
		throw new Refusal("key.unverified");
	}
}

function isDay(text: string): boolean {
	const moment = new Date(`${text}T00:00:00Z`);
	return DAY.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text;
}
