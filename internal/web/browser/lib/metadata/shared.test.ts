// The vectors that this and internal/metadata, which does the same while a file
// streams past without scripts, are both held to. Each is a fixture with edits
// [at, how many bytes go, what comes there], and what comes of it: the SHA-256 of
// the cleaned file, or why there is none, and what was told.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { read as readVectors, write } from "../vectors.ts";
import { clean } from "./clean.ts";
import { crc32 } from "./crc.ts";
import { MAX_FINDINGS } from "./finding.ts";
import { be32, fromLatin1, join as glue, latin1, View } from "./view.ts";

type Edit = readonly [at: number, gone: number, come: string];

interface Vector {
	readonly from: string;
	readonly edits: readonly Edit[];
	readonly why?: string;
	readonly sha256?: string;
	readonly tells: readonly string[];
	/** Not all is told: there is more than a person reads. */
	readonly most?: true;
}

const folder = join(process.cwd(), "lib", "metadata", "testdata");
const pictures = readdirSync(folder).filter((name) => /\.(jpg|png)$/.test(name)).sort();

function read(name: string): Uint8Array {
	return new Uint8Array(readFileSync(join(folder, name)));
}

function edited(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
	return edits.reduce((all, [at, gone, come]) => glue([all.subarray(0, at), Buffer.from(come, "hex"), all.subarray(at + gone)]), bytes);
}

/**
 * A file's hash. Of a PNG, which way is up comes last, because it may stand behind the picture; so does the profile,
 * unpacked, because no two programs pack alike.
 */
function hash(bytes: Uint8Array): string {
	const sum = createHash("sha256");
	if (latin1(bytes.subarray(1, 4)) !== "PNG") return sum.update(bytes).digest("hex");
	const view = new View(bytes);
	sum.update(bytes.subarray(0, 8));
	const last: Uint8Array[] = [];
	for (let at = 8; at < bytes.length; ) {
		const length = view.u32(at);
		const [chunk, type] = [view.slice(at, length + 12), view.latin1(at + 4, 4)];
		if (type === "iCCP") last.push(inflateSync(chunk.subarray(13, 8 + length)));
		else if (type === "eXIf") last.push(chunk);
		else sum.update(chunk);
		at += chunk.length;
	}
	for (const one of last) sum.update(one);
	return sum.digest("hex");
}

async function outcome(from: string, edits: readonly Edit[]): Promise<Vector> {
	const cleaned = await clean(from, edited(read(from), edits));
	const tells = [...new Set(cleaned.findings.map((one) => one.tells))].sort();
	const most = cleaned.findings.length === MAX_FINDINGS ? ({ most: true } as const) : {};
	if (!cleaned.cleaned) return { from, edits, why: cleaned.why, tells, ...most };
	return { from, edits, sha256: hash(new Uint8Array(await cleaned.cleaned.arrayBuffer())), tells, ...most };
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString("hex");
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	return glue([be32(data.length), fromLatin1(type), data, be32(crc32(fromLatin1(type), data))]);
}

/** Edits that spoil a fixture, the same every time, and some that are no damage. */
function* editsOf(name: string): Generator<readonly Edit[]> {
	const whole = read(name);
	yield [];
	yield [[whole.length, 0, "00"]];
	yield [[whole.length, 0, hex(fromLatin1("\xff\xd8\xff\xe0PK\x03\x04"))]];
	const comment = glue([Uint8Array.of(0xff, 0xfe, 0, 6), fromLatin1("hoi!")]);
	if (name.endsWith(".jpg")) yield [[2, 0, hex(comment)]];
	if (name.endsWith(".jpg")) yield [[2, 0, "ffff"], [whole.length + 2, 0, "ff"]];
	if (name.endsWith(".png")) yield [[33, 0, hex(chunk("tEXt", fromLatin1("Author\0Robin")))]];
	if (name.endsWith(".png")) yield [[33, 0, hex(chunk("tIME", Uint8Array.of(7, 234, 1, 2, 3, 4, 5)))]];
	if (name.endsWith(".png")) yield [[33, 0, hex(chunk("prVt", new Uint8Array(9)))]];
	if (name.endsWith(".png")) yield [[33, 0, hex(chunk("ABCD", new Uint8Array(9)))]];
	let state = whole.length;
	const pick = (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	for (let i = 0; i < 60; i++) {
		// Most of what is not the picture stands at the beginning.
		const at = pick(i % 2 === 0 ? whole.length : Math.min(whole.length, 2048));
		if (i % 4 === 0) yield [[at, whole.length - at, ""]];
		else if (i % 4 === 1) yield [[at, 1 + pick(64), ""]];
		else if (i % 4 === 2) yield [[at, 0, hex(whole.subarray(Math.max(0, at - pick(8)), at))]];
		else yield Array.from({ length: 4 }, () => [pick(whole.length), 1, hex(Uint8Array.of(pick(256)))] as const);
	}
}

await write("metadata.json", async () => {
	const made: Vector[] = [];
	for (const name of pictures) for (const edits of editsOf(name)) made.push(await outcome(name, edits));
	return made;
});

test("pictures are cleaned as the vectors say, which the server holds to as well", async () => {
	const vectors = readVectors<Vector>("metadata.json");
	assert.deepEqual([...new Set(vectors.map((one) => one.from))].sort(), pictures);
	for (const vector of vectors) assert.deepEqual(await outcome(vector.from, vector.edits), vector);
});
