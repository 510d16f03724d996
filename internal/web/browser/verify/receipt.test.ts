// Run from Go (verify_test.go), which compiles it and sets GEHOOR_VECTORS to the
// folder testdata/log and GEHOOR_FRESH to receipts that were made a moment ago.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { checkReceipt, LogKey, Refused } from "./receipt";
import { consistent, type Hash, includes, leafHash, rootOf } from "./tree";

const vectors = process.env["GEHOOR_VECTORS"] ?? "";
const read = (...name: string[]): Uint8Array => new Uint8Array(readFileSync(join(vectors, ...name)));
const key = new LogKey(readFileSync(join(vectors, "log.vkey"), "utf8"));
const hex = (text: string): Hash => new Uint8Array(Buffer.from(text, "hex"));

interface Reference {
	leaves: string[];
	empty_root: string;
	roots: string[];
	inclusion: { leaf: number; size: number; path: string[] }[];
	consistency: { from: number; to: number; path: string[] }[];
}

test("the reference tree of RFC 6962", () => {
	const v = JSON.parse(readFileSync(join(vectors, "rfc6962.json"), "utf8")) as Reference;
	const leaves = v.leaves.map(hex);
	const root = (size: number): Hash => hex(v.roots[size - 1] ?? "");
	assert.deepEqual(rootOf([]), hex(v.empty_root));
	for (const size of leaves.keys()) assert.deepEqual(rootOf(leaves.slice(0, size + 1)), root(size + 1));
	assert.ok(v.inclusion.length > 3 && v.consistency.length > 2);
	for (const c of v.inclusion) {
		const leaf = leafHash(leaves[c.leaf] ?? new Uint8Array());
		const path = c.path.map(hex);
		assert.ok(includes(leaf, BigInt(c.leaf), BigInt(c.size), path, root(c.size)), `leaf ${c.leaf} in ${c.size}`);
		assert.ok(!includes(leaf, BigInt(c.leaf), BigInt(c.size), [...path, leaf], root(c.size)));
		assert.ok(!includes(leaf, BigInt(c.leaf + 1), BigInt(c.size), path, root(c.size)));
		assert.ok(!includes(leaf, BigInt(c.size), BigInt(c.size), path, root(c.size)));
	}
	for (const c of v.consistency) {
		const path = c.path.map(hex);
		assert.ok(consistent(BigInt(c.from), root(c.from), BigInt(c.to), root(c.to), path), `${c.to} after ${c.from}`);
		assert.ok(!consistent(BigInt(c.from), root(c.to), BigInt(c.to), root(c.to), path));
		assert.ok(!consistent(BigInt(c.from), root(c.from), BigInt(c.to), root(c.from), path));
		assert.ok(!consistent(BigInt(c.from), root(c.from), BigInt(c.to), root(c.to), path.slice(1)));
	}
});

test("the published receipts", () => {
	const files = readdirSync(vectors).filter((name) => name.endsWith(".tlog-proof"));
	assert.ok(files.length >= 4);
	for (const name of files) assert.equal(checkReceipt(read(name), key).org, "veenhaven", name);
});

test("the receipts that must be refused", () => {
	const files = readdirSync(join(vectors, "refused"));
	assert.ok(files.length >= 15);
	for (const name of files) assert.throws(() => checkReceipt(read("refused", name), key), Refused, name);
});

interface Fresh {
	key: string;
	receipts: { file: string; index: number; size: number; signal: string; content: string }[];
}

test("receipts made a moment ago by the server's code", () => {
	const fresh = JSON.parse(readFileSync(process.env["GEHOOR_FRESH"] ?? "", "utf8")) as Fresh;
	const own = new LogKey(fresh.key);
	assert.ok(fresh.receipts.length > 100);
	for (const want of fresh.receipts) {
		const file = new Uint8Array(Buffer.from(want.file, "base64"));
		const got = checkReceipt(file, own);
		assert.deepEqual(
			{ index: Number(got.index), size: Number(got.size), signal: got.signal, content: got.content },
			{ index: want.index, size: want.size, signal: want.signal, content: want.content },
		);
		assert.throws(() => checkReceipt(file, key), Refused);
	}
});

test("a receipt with any bit flipped, byte dropped or byte doubled", () => {
	const good = read("receipt.tlog-proof");
	checkReceipt(good, key);
	const refused = (changed: Uint8Array, what: string) => {
		if (Buffer.compare(changed, good) !== 0) assert.throws(() => checkReceipt(changed, key), Refused, what);
	};
	for (let i = 0; i < good.length; i++) {
		for (let bit = 0; bit < 8; bit++) {
			const changed = good.slice();
			changed[i] = (changed[i] ?? 0) ^ (1 << bit);
			refused(changed, `byte ${i} flipped`);
		}
		refused(Buffer.concat([good.subarray(0, i), good.subarray(i + 1)]), `byte ${i} dropped`);
		refused(Buffer.concat([good.subarray(0, i + 1), good.subarray(i)]), `byte ${i} doubled`);
	}
});

test("keys that are none", () => {
	const good = readFileSync(join(vectors, "log.vkey"), "utf8");
	const witness = readFileSync(join(vectors, "witness.vkey"), "utf8");
	for (const bad of ["", "a", "a+b+c", good.replace("gehoor.", "gohoor."), witness]) {
		assert.throws(() => new LogKey(bad), Refused, bad);
	}
});
