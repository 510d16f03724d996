import assert from "node:assert/strict";
import { test } from "node:test";
import { Encrypter } from "age-encryption";
import { type Bytes, fromBase64, sha256Hex, toBase64, utf8 } from "./bytes.ts";
import { type Manifest, partsOf, readManifest, safeName, span, WholeHash, writeManifest } from "./file.ts";
import { fetchBytes } from "./filefetch.ts";
import { type Identity, newIdentity, parseIdentity, recipientOf } from "./identity.ts";
import { Opener } from "./opener.ts";
import { padmeSize } from "./padme.ts";
import { Refusal } from "./refusal.ts";
import { type ContentType, openText, seal } from "./seal.ts";
import { type FileNameVector, type FileSizeVector, type FileVector, type ManifestVector, read, write } from "./vectors.ts";

const org = "veenhaven";

test("manifest vectors", () => {
	for (const v of read<ManifestVector>("file-manifest.json")) {
		if (v.written === "") assert.throws(() => readManifest(v.text), { code: "content.wrongly-sealed" }, v.name);
		else assert.equal(writeManifest(readManifest(v.text)), v.written, v.name);
	}
});

test("file name vectors", () => {
	for (const v of read<FileNameVector>("file-name.json")) assert.equal(safeName(v.given), v.kept);
});

test("file size vectors", () => {
	for (const v of read<FileSizeVector>("file-size.json")) {
		assert.equal(partsOf(v.length), v.parts);
		const ends = v.parts > 2 ? [0, v.parts - 1] : [...Array(v.parts).keys()];
		const pieces = ends.map((i) => span(i, v.length)).map(({ from, to }) => to - from);
		assert.deepEqual(pieces, v.pieces);
		assert.deepEqual(pieces.map(sealedSize), v.sealed);
	}
});

/** A part of so many bytes as sealed: header, nonce, and a tag for each 64 KiB of the padded plaintext. */
function sealedSize(piece: number): number {
	const header = JSON.stringify({ v: 1, org, type: "part", length: piece }).length + 1;
	const plain = padmeSize(header + piece);
	return 22 + 1557 + 48 + 16 + plain + Math.ceil(plain / (64 << 10)) * 16;
}

/** Files as this browser seals them, and what is none. */
async function stored(): Promise<FileVector[]> {
	const identity = await newIdentity();
	const to = await recipientOf(identity);
	const all: FileVector[] = [];
	const sealed = async (type: ContentType, body: Bytes | string) => (await seal(org, type, body, [to])).bytes;
	const about = async (body: Bytes, part: Bytes, lie: Partial<Manifest> = {}): Promise<Bytes> => {
		const hash = new WholeHash();
		await hash.add(body);
		const parts = body.length === 0 ? [] : [await sha256Hex(part)];
		return sealed("file", writeManifest({ name: "brief.txt", media: "text/plain", length: body.length, sha256: hash.hex(), parts, ...lie }));
	};
	const add = (name: string, manifest: Bytes, parts: Bytes[], whole: Bytes | null, refused: string) =>
		all.push({ name, org, identity, manifest: toBase64(manifest), parts: parts.map((one) => toBase64(one)), whole: whole && toBase64(whole), refused });
	for (const words of ["x", "Beste Vera", "regel\n".repeat(500)]) {
		const part = await sealed("part", utf8(words));
		add(`${words.length} bytes`, await about(utf8(words), part), [part], utf8(words), "");
	}
	add("an empty file", await about(utf8(""), utf8("")), [], utf8(""), "");
	const body = utf8("een stuk van een brief");
	const part = await sealed("part", body);
	const wrong = "content.wrongly-sealed";
	add("another hash", await about(body, part, { sha256: "0".repeat(64) }), [part], null, wrong);
	add("a byte too few", await about(body, part, { length: body.length + 1 }), [part], null, wrong);
	add("another part", await about(body, part), [await sealed("part", body)], null, wrong);
	const message = await sealed("message", body);
	add("a part that is a message", await about(body, message), [message], null, wrong);
	const both = new Encrypter();
	both.addRecipient(to);
	both.addRecipient(await recipientOf(await newIdentity()));
	const header = utf8(`{"v":1,"org":"veenhaven","type":"part","length":${body.length}}\n`);
	const plain = new Uint8Array(256);
	plain.set(header);
	plain.set(body, header.length);
	const two = new Uint8Array(await both.encrypt(plain));
	add("a part for two", await about(body, two), [two], null, wrong);
	add("a manifest that is a note", await sealed("note", '{"v":1}'), [], null, wrong);
	return all;
}

/** Opens a file as a page does. */
async function opened(v: FileVector): Promise<Bytes> {
	const identity = parseIdentity(v.identity);
	const manifest = readManifest(await openText(identity, v.org, "file", fromBase64(v.manifest)));
	const served = new Map(manifest.parts.map((id, i) => [id, fromBase64(v.parts[i] ?? "")]));
	const opener = await holding(v.org, identity);
	const means = {
		get: (id: string) => Promise.resolve(served.get(id) as Bytes),
		open: (id: string, bytes: Bytes) => opener.openPart("conversation", id, bytes),
	};
	return new Uint8Array(await fetchBytes(manifest, means, () => undefined, new AbortController().signal));
}

/** Somebody's opener, whose compartment has this key. */
async function holding(org: string, key: Identity): Promise<Opener> {
	const me = await newIdentity();
	const grant = await seal(org, "key", JSON.stringify({ compartment: "conversation", epoch: 1, identity: key }), [await recipientOf(me)]);
	const boxes = [{ name: "conversation" as const, key: grant.id, recipient: await recipientOf(key) }];
	return new Opener({ org, lang: "nl", open: "", identity: me, boxes }, () => Promise.resolve(new Map([[grant.id, grant.bytes]])));
}

test("file vectors of both languages", async () => {
	await write("file-browser.json", stored);
	for (const v of [...read<FileVector>("file-go.json"), ...read<FileVector>("file-browser.json")]) {
		const got = await opened(v).catch((error: unknown) => {
			if (error instanceof Refusal) return error.code;
			throw error;
		});
		assert.equal(typeof got === "string" ? got : toBase64(got), v.whole ?? v.refused, v.name);
	}
});
