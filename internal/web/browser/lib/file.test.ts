import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Bytes } from "./bytes.ts";
import { type Manifest, MAX_FILE, partsOf, readManifest, safeName, span, WholeHash, writeManifest } from "./file.ts";
import { fetchBytes, fetchFile } from "./filefetch.ts";
import { newIdentity, recipientOf } from "./identity.ts";
import { MAX_PART_BYTES, PART_BODY } from "./inspect.ts";
import { open, seal } from "./seal.ts";

const id = (c: string) => c.repeat(64);
const manifest: Manifest = { name: "foto.jpg", media: "image/jpeg", length: PART_BODY + 1, sha256: id("a"), parts: [id("b"), id("c")] };

test("a manifest is read as it was written", () => {
	assert.equal(writeManifest(manifest), `{"v":1,"name":"foto.jpg","media":"image/jpeg","length":${PART_BODY + 1},"sha256":"${id("a")}","parts":["${id("b")}","${id("c")}"]}`);
	assert.deepEqual(readManifest(writeManifest(manifest)), manifest);
	const empty = { ...manifest, length: 0, parts: [] };
	assert.deepEqual(readManifest(writeManifest(empty)), empty);
	assert.equal(readManifest(writeManifest({ ...manifest, media: "text/html; charset=x" })).media, "");
});

test("anything else is no manifest", () => {
	const good = JSON.parse(writeManifest(manifest)) as Record<string, unknown>;
	const spoilt: [string, Record<string, unknown>][] = [
		["another version", { v: 2 }],
		["no name", { name: undefined }],
		["a name that is none", { name: 7 }],
		["a media type that is none", { media: "<script>" }],
		["a negative length", { length: -1 }],
		["half a byte", { length: 1.5 }],
		["too long", { length: MAX_FILE + 1 }],
		["a length of another number of parts", { length: 1 }],
		["no hash", { sha256: "x" }],
		["a part too few", { parts: [id("b")] }],
		["a part twice", { parts: [id("b"), id("b")] }],
		["a part that is none", { parts: [id("b"), "../x"] }],
		["parts that are no list", { parts: id("b") }],
	];
	for (const [name, change] of spoilt) {
		assert.throws(() => readManifest(JSON.stringify({ ...good, ...change })), { code: "content.wrongly-sealed" }, name);
	}
	for (const text of ["", "null", "[]", "7", "{", '"x"']) {
		assert.throws(() => readManifest(text), { code: "content.wrongly-sealed" }, text);
	}
});

test("names are made safe", () => {
	for (const [name, safe] of [
		["foto.jpg", "foto.jpg"],
		["../../etc/passwd", "_.._etc_passwd"],
		["C:\\brief.docx", "C__brief.docx"],
		["gpj.\u202eexe", "gpj._exe"],
		["a\u0000b\nc", "a_b_c"],
		[" . ", "bestand"],
		["", "bestand"],
		["...", "bestand"],
		["naam.", "naam"],
		["Zoë.pdf", "Zoë.pdf"],
	] as const) {
		assert.equal(safeName(name), safe);
		assert.equal(safeName(safe), safe);
	}
	const long = safeName(`${"é".repeat(400)}.docx`);
	assert.equal(long.length, 200);
	assert.ok(long.endsWith(".docx"));
	assert.ok(safeName("😀".repeat(200)).length <= 200);
	assert.ok(!/\p{Surrogate}/u.test(safeName(`x${"😀".repeat(200)}`)));
});

test("a file is cut where the next part begins", () => {
	assert.equal(partsOf(0), 0);
	assert.equal(partsOf(1), 1);
	assert.equal(partsOf(PART_BODY), 1);
	assert.equal(partsOf(PART_BODY + 1), 2);
	assert.equal(partsOf(MAX_FILE), 256);
	assert.deepEqual(span(1, PART_BODY + 1), { from: PART_BODY, to: PART_BODY + 1 });
});

test("the hash of the whole is that of its parts in order", async () => {
	const hash = new WholeHash();
	const all = new Uint8Array(3_000_000).map((_, i) => i * 7);
	await hash.add(all.slice(0, 2_500_000) as Bytes);
	await hash.add(all.slice(2_500_000) as Bytes);
	assert.equal(hash.hex(), createHash("sha256").update(all).digest("hex"));
});

test("a full part has the size that the server expects, and opens", async () => {
	const identity = await newIdentity();
	const body = new Uint8Array(PART_BODY).fill(5);
	const { bytes } = await seal("veenhaven", "part", body, [await recipientOf(identity)]);
	assert.equal(bytes.length, MAX_PART_BYTES);
	assert.deepEqual(await open(identity, "veenhaven", "part", bytes), body);
	await assert.rejects(open(identity, "veenhaven", "message", bytes), { code: "content.too-large" });
	await assert.rejects(seal("veenhaven", "part", new Uint8Array(PART_BODY + 300), [await recipientOf(identity)]), { code: "content.too-large" });
	const two = await Promise.all([recipientOf(identity), newIdentity().then(recipientOf)]);
	await assert.rejects(seal("veenhaven", "part", body, two), RangeError);
});

/** A file of two parts, as the server has them. */
function stored(): { file: Manifest; parts: Map<string, Bytes> } {
	const whole = new Uint8Array(PART_BODY + 10).map((_, i) => i);
	const parts = new Map<string, Bytes>([
		[id("b"), whole.slice(0, PART_BODY)],
		[id("c"), whole.slice(PART_BODY)],
	]);
	return { file: { ...manifest, length: whole.length, sha256: createHash("sha256").update(whole).digest("hex") }, parts };
}

const opening = (parts: Map<string, Bytes>) => ({
	get: (part: string) => Promise.resolve(new Uint8Array(parts.get(part) as Bytes)),
	open: (_: string, sealed: Bytes) => Promise.resolve(sealed),
});

test("a file is fetched whole, and is never what its sender calls it", async () => {
	const { file, parts } = stored();
	const got: number[] = [];
	const blob = await fetchFile({ ...file, media: "text/html" }, opening(parts), (n) => got.push(n), new AbortController().signal);
	assert.equal(blob.size, file.length);
	assert.equal(blob.type, "application/octet-stream");
	assert.deepEqual(got, [PART_BODY, PART_BODY + 10]);
});

test("a file to look at has the same bytes", async () => {
	const { file, parts } = stored();
	const got = new Uint8Array(await fetchBytes(file, opening(parts), () => undefined, new AbortController().signal));
	assert.equal(createHash("sha256").update(got).digest("hex"), file.sha256);
	const changed = new Map([...parts, [id("c"), new Uint8Array(10)]]);
	await assert.rejects(fetchBytes(file, opening(changed), () => undefined, new AbortController().signal), { code: "content.wrongly-sealed" });
});

test("a file that is not what its manifest says is none", async () => {
	const { file, parts } = stored();
	const fails = (of: Manifest, with_: Map<string, Bytes>, name: string) =>
		assert.rejects(fetchFile(of, opening(with_), () => undefined, new AbortController().signal), { code: "content.wrongly-sealed" }, name);
	await fails({ ...file, sha256: id("f") }, parts, "another hash");
	await fails({ ...file, length: file.length - 1 }, parts, "shorter");
	await fails({ ...file, parts: [id("c"), id("b")] }, parts, "in another order");
	await fails(file, new Map([...parts, [id("c"), new Uint8Array(9)]]), "a byte too few");
	const changed = parts.get(id("c"))?.slice() as Bytes;
	changed[0] = (changed[0] ?? 0) ^ 1;
	await fails(file, new Map([...parts, [id("c"), changed]]), "a changed bit");
});

test("fetching ends when somebody stops it", async () => {
	const { file, parts } = stored();
	const stop = new AbortController();
	let asked = 0;
	const means = { ...opening(parts), get: (part: string) => (asked++, stop.abort(), opening(parts).get(part)) };
	await assert.rejects(fetchFile(file, means, () => undefined, stop.signal));
	assert.equal(asked, 1);
});
