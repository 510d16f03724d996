// Files (doc/formats.md §2): what a file is, sealed as content, and its parts,
// each sealed by itself. What is here needs no network and no page.
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, toHex } from "./bytes.ts";
import { PART_BODY } from "./inspect.ts";
import { Refusal } from "./refusal.ts";

/** The most parts of one file, as the server has it. */
export const MAX_PARTS = 256;
/** The largest file: almost 2 GiB. */
export const MAX_FILE = MAX_PARTS * PART_BODY;
/** The longest name that is kept, in UTF-16 code units. */
const MAX_NAME = 200;

/** What a file is. It is sealed; the server sees neither name nor kind. */
export interface Manifest {
	readonly name: string;
	/** What the sender's browser takes it for; nobody may trust it. */
	readonly media: string;
	/** In bytes. */
	readonly length: number;
	/** Of the whole file, in hex. */
	readonly sha256: string;
	/** The names of the parts, in order. */
	readonly parts: readonly string[];
}

/** A part as the fact names it: what is sealed, in bytes. */
export interface PartName {
	readonly id: string;
	readonly size: number;
}

const ID = /^[0-9a-f]{64}$/;
const MEDIA = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,120}$/;
// What could make a name look like another one, or lead out of a folder.
const UNNAMED = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\/:*?"<>|]|\p{Surrogate}/gu;

/** A name that is safe to show and to save under, made of any name. */
export function safeName(name: string): string {
	const safe = name.normalize("NFC").replace(UNNAMED, "_").replace(/^[ .]+|[ .]+$/g, "");
	if (safe.length <= MAX_NAME) return safe === "" ? "bestand" : safe;
	const dot = safe.lastIndexOf(".");
	const ending = dot > 0 && safe.length - dot <= 20 ? safe.slice(dot) : "";
	// Half a character at the cut goes.
	return safe.slice(0, MAX_NAME - ending.length).replace(/\p{Surrogate}$/u, "") + ending;
}

/** How many parts a file of so many bytes has; none for an empty one. */
export function partsOf(length: number): number {
	return Math.ceil(length / PART_BODY);
}

/** Where the part begins and ends in the file. */
export function span(index: number, length: number): { from: number; to: number } {
	return { from: index * PART_BODY, to: Math.min((index + 1) * PART_BODY, length) };
}

/** The body of a content of type "file", with its keys in this order. */
export function writeManifest(m: Manifest): string {
	return JSON.stringify({ v: 1, name: safeName(m.name), media: MEDIA.test(m.media) ? m.media : "", length: m.length, sha256: m.sha256, parts: m.parts });
}

/** Reads what writeManifest wrote; anything else is the Refusal content.wrongly-sealed. */
export function readManifest(text: string): Manifest {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new Refusal("content.wrongly-sealed");
	}
	const { v, name, media, length, sha256: sum, parts } = (value ?? {}) as Record<string, unknown>;
	const right =
		v === 1 &&
		typeof name === "string" &&
		typeof media === "string" &&
		(media === "" || MEDIA.test(media)) &&
		typeof length === "number" &&
		Number.isSafeInteger(length) &&
		length >= 0 &&
		length <= MAX_FILE &&
		typeof sum === "string" &&
		ID.test(sum) &&
		Array.isArray(parts) &&
		parts.length === partsOf(length) &&
		parts.every((id) => typeof id === "string" && ID.test(id)) &&
		new Set(parts).size === parts.length;
	if (!right) throw new Refusal("content.wrongly-sealed");
	return { name: safeName(name), media, length, sha256: sum, parts: parts as string[] };
}

/** How much is hashed before the page gets its turn again: some milliseconds. */
const HASH_AT_ONCE = 1 << 20;

/** The SHA-256 of a file, part after part. */
export class WholeHash {
	readonly #hash = sha256.create();

	/** Adds the next bytes. */
	async add(bytes: Bytes): Promise<void> {
		for (let at = 0; at < bytes.length; at += HASH_AT_ONCE) {
			this.#hash.update(bytes.subarray(at, at + HASH_AT_ONCE));
			await new Promise((resolve) => setTimeout(resolve));
		}
	}

	/** The hash in hex, after the last bytes. */
	hex(): string {
		return toHex(this.#hash.digest());
	}
}
