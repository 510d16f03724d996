// A second opinion on receipts: written from doc/formats.md §7 and §8 and from
// C2SP signed-note, tlog-checkpoint and tlog-proof, without the server's code.
// Each text has one spelling; everything else is refused.
import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import { type Hash, includes, leafHash } from "./tree";

/** What a genuine receipt shows. */
export interface Receipt {
	origin: string;
	index: bigint;
	size: bigint;
	org: string;
	at: string;
	signal: string;
	content: string;
}

/** The file is no receipt of this log. */
export class Refused extends Error {}

const refuse = (why: string): never => {
	throw new Refused(why);
};

/** Base64 with padding (RFC 4648 §4), in its only spelling. */
function base64(text: string | undefined): Uint8Array {
	const bytes = Buffer.from(text ?? "", "base64");
	if (text === undefined || bytes.toString("base64") !== text) return refuse("base64");
	return new Uint8Array(bytes);
}

function hash(text: string | undefined): Hash {
	const bytes = base64(text);
	return bytes.length === 32 ? bytes : refuse("hash");
}

/** A decimal without sign and without leading zeroes. */
function decimal(text: string | undefined): bigint {
	if (text === undefined || !/^(0|[1-9][0-9]{0,17})$/.test(text)) return refuse("number");
	return BigInt(text);
}

/** A log's verifier key: name, ID and Ed25519 key (C2SP signed-note, "Verifier keys"). */
export class LogKey {
	readonly name: string;
	readonly id: Uint8Array;
	readonly #key: KeyObject;

	constructor(text: string) {
		const [name, id, ...rest] = text.trim().split("+");
		const raw = base64(rest.join("+"));
		if (!name || raw.length !== 33 || raw[0] !== 1) throw new Refused("key");
		const sum = createHash("sha256").update(`${name}\n`).update(raw).digest();
		if (sum.subarray(0, 4).toString("hex") !== id) throw new Refused("key ID");
		this.name = name;
		this.id = new Uint8Array(sum.subarray(0, 4));
		// RFC 8410: the fixed beginning of an Ed25519 key in DER.
		const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw.subarray(1)]);
		this.#key = createPublicKey({ key: der, format: "der", type: "spki" });
	}

	/** Whether a note's signature (ID and Ed25519) is this key's over the text. */
	signed(text: string, signature: Uint8Array): boolean {
		return signature.length === 68 && verify(null, Buffer.from(text), this.#key, signature.subarray(4));
	}
}

/** The text of a note that the key signed (C2SP signed-note, "Format"). */
function openNote(note: string, key: LogKey): string {
	const split = note.lastIndexOf("\n\n");
	if (split < 0 || !note.endsWith("\n")) return refuse("note");
	const text = note.slice(0, split + 1);
	const lines = note.slice(split + 2, -1).split("\n");
	const seen = new Set<string>();
	let ours = false;
	for (const line of lines) {
		const match = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
		const signature = base64(match?.[2]);
		const name = match?.[1] ?? "";
		const id = Buffer.from(signature.subarray(0, 4)).toString("hex");
		if (signature.length < 5 || seen.has(`${name} ${id}`)) return refuse("signature line");
		seen.add(`${name} ${id}`);
		if (name !== key.name || id !== Buffer.from(key.id).toString("hex")) continue; // somebody else's
		if (!key.signed(text, signature)) return refuse("signature");
		ours = true;
	}
	return ours ? text : refuse("not signed by this key");
}

/** Size and root of a checkpoint (C2SP tlog-checkpoint, "Note text"). */
function openCheckpoint(note: string, key: LogKey): { size: bigint; root: Hash } {
	const lines = openNote(note, key).slice(0, -1).split("\n");
	if (lines.length < 3 || lines.includes("") || lines[0] !== key.name) return refuse("checkpoint");
	return { size: decimal(lines[1]), root: hash(lines[2]) };
}

/** UTF-8 without control characters other than line ends. */
function decode(file: Uint8Array): string {
	try {
		const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file);
		return /[\u0000-\u0009\u000b-\u001f]/.test(text) ? refuse("control character") : text;
	} catch {
		return refuse("text");
	}
}

interface Event {
	v?: unknown;
	org?: unknown;
	at?: unknown;
	kind?: unknown;
	body?: { signal?: unknown; content?: unknown };
}

function readEvent(data: Uint8Array): Pick<Receipt, "org" | "at" | "signal" | "content"> {
	let event: Event;
	try {
		event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data)) as Event;
	} catch {
		return refuse("event");
	}
	const { org, at, body } = event;
	const signal = body?.signal;
	const content = body?.content;
	if (event.v !== 1 || event.kind !== "signal.received" || typeof org !== "string" || typeof at !== "string") return refuse("event");
	if (typeof signal !== "string" || !/^[0-9a-f]{32}$/.test(signal)) return refuse("signal");
	if (typeof content !== "string" || !/^[0-9a-f]{64}$/.test(content)) return refuse("content");
	return { org, at, signal, content };
}

/** Checks a receipt; throws [Refused] unless it is genuine. */
export function checkReceipt(file: Uint8Array, key: LogKey): Receipt {
	const text = decode(file);
	const split = text.indexOf("\n\n");
	const [version, extra, index, ...path] = text.slice(0, Math.max(split, 0)).split("\n");
	if (version !== "c2sp.org/tlog-proof@v1" || !extra?.startsWith("extra ") || !index?.startsWith("index ")) return refuse("proof");
	if (path.length > 63) return refuse("path");
	const opened = base64(extra.slice("extra ".length));
	if (opened.length <= 32) return refuse("extra");
	const { size, root } = openCheckpoint(text.slice(split + 2), key);
	const event = readEvent(opened.subarray(32));
	// Salt and event are side by side already, as the leaf wants them.
	const leaf = createHash("sha256").update("gehoor leaf v1\n").update(opened).digest();
	const at = decimal(index.slice("index ".length));
	if (!includes(leafHash(leaf), at, size, path.map(hash), root)) return refuse("path does not lead to the root");
	return { origin: key.name, index: at, size, ...event };
}
