// Sealing and opening content (doc/formats.md §1). Content is an age file to
// native hybrid recipients and nothing else; inside are one line of JSON, the
// words, and zeros up to a Padmé size.
import { Decrypter, Encrypter } from "age-encryption";
import { type Bytes, fromUtf8, own, sha256Hex, utf8 } from "./bytes.ts";
import { type Identity, parseRecipient, type Recipient } from "./identity.ts";
import { inspect, MAX_BYTES, MAX_PART_BYTES, MAX_RECIPIENTS } from "./inspect.ts";
import { padmeSize } from "./padme.ts";
import { Refusal } from "./refusal.ts";

/** What kind of words content holds; a reader names the type that it expects. */
export type ContentType = "account" | "message" | "note" | "who" | "draft" | "key" | "share" | "identity" | "recovery" | "file" | "part" | "chart" | "diary" | "advice";

/** Content and its name, the SHA-256 of the bytes in hex. */
export interface Sealed {
	readonly id: string;
	readonly bytes: Bytes;
}

const ORG = /^[a-z][a-z0-9-]{0,39}$/;
const HEADER = /^\{"v":1,"org":"([a-z][a-z0-9-]{0,39})","type":"([a-z]{1,20})","length":(0|[1-9][0-9]{0,6})\}$/;
const MAX_HEADER_BYTES = 128;
const NEWLINE = 10;

/** The largest content of a type as sealed. Only a piece of a file may be larger than a row. */
const most = (type: ContentType): number => (type === "part" ? MAX_PART_BYTES : MAX_BYTES);

/**
 * Seals a body to one or more recipients. The age library would mix hybrid and
 * classic recipients without a word; every recipient is read again here, so
 * that a cast cannot get past the type. Throws the Refusal content.too-large
 * when the result would be over 256 KiB, or for a part over 8 MiB.
 */
export async function seal(
	org: string,
	type: ContentType,
	body: Uint8Array | string,
	recipients: readonly Recipient[],
): Promise<Sealed> {
	if (!ORG.test(org)) throw new RangeError("not an organisation");
	if (recipients.length < 1 || recipients.length > (type === "part" ? 1 : MAX_RECIPIENTS)) throw new RangeError("1 to 32 recipients, and one for a part");
	const words = typeof body === "string" ? utf8(body) : body;
	if (words.length > most(type)) throw new Refusal("content.too-large");
	const encrypter = new Encrypter();
	for (const recipient of recipients) encrypter.addRecipient(parseRecipient(recipient));
	const bytes = own(await encrypter.encrypt(plaintext(org, type, words)));
	if (bytes.length > most(type)) throw new Refusal("content.too-large");
	return { id: await sha256Hex(bytes), bytes };
}

function plaintext(org: string, type: ContentType, words: Uint8Array): Bytes {
	const header = utf8(`{"v":1,"org":"${org}","type":"${type}","length":${words.length}}\n`);
	const plain = new Uint8Array(padmeSize(header.length + words.length));
	plain.set(header);
	plain.set(words, header.length);
	return plain;
}

/**
 * Opens content that was sealed for the organisation as the type, and returns
 * its body. Throws a Refusal for everything that doc/formats.md §1 says a reader
 * refuses; which of a wrong type, length or padding it was is not said.
 */
export async function open(identity: Identity, org: string, type: ContentType, sealed: Uint8Array): Promise<Bytes> {
	if (inspect(sealed, most(type)) !== 1 && type === "part") throw new Refusal("content.wrongly-sealed");
	const plain = await decrypt(identity, sealed);
	const end = plain.subarray(0, MAX_HEADER_BYTES + 1).indexOf(NEWLINE);
	const header = HEADER.exec(new TextDecoder("latin1").decode(plain.subarray(0, Math.max(end, 0))));
	if (!header) throw new Refusal("content.wrongly-sealed");
	if (header[1] !== org) throw new Refusal("content.foreign");
	const used = end + 1 + Number(header[3]);
	if (header[2] !== type || used > plain.length || padmeSize(used) !== plain.length || !isZero(plain.subarray(used))) {
		throw new Refusal("content.wrongly-sealed");
	}
	return plain.slice(end + 1, used);
}

/** Opens content whose body is text; bytes that are no UTF-8 are wrongly sealed. */
export async function openText(identity: Identity, org: string, type: ContentType, sealed: Uint8Array): Promise<string> {
	const body = await open(identity, org, type, sealed);
	try {
		return fromUtf8(body);
	} catch {
		throw new Refusal("content.wrongly-sealed");
	}
}

/** Opens content whose body is a JSON object. The caller checks each field before it uses it. */
export async function openObject(
	identity: Identity,
	org: string,
	type: ContentType,
	sealed: Uint8Array,
): Promise<Readonly<Record<string, unknown>>> {
	const text = await openText(identity, org, type, sealed);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new Refusal("content.wrongly-sealed");
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal("content.wrongly-sealed");
	return value as Readonly<Record<string, unknown>>;
}

// The library has no error type for this; a vector fails when the words change.
const NO_MATCH = "no identity matched any of the file's recipients";

async function decrypt(identity: Identity, sealed: Uint8Array): Promise<Bytes> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	try {
		return own(await decrypter.decrypt(sealed));
	} catch (error) {
		const stranger = error instanceof Error && error.message === NO_MATCH;
		throw new Refusal(stranger ? "content.not-recipient" : "content.wrongly-sealed");
	}
}

function isZero(padding: Uint8Array): boolean {
	return padding.every((b) => b === 0);
}
