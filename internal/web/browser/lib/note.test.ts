import assert from "node:assert/strict";
import { test } from "node:test";
import { openNote, parseVerifier, verifyStaffKey } from "./note.ts";
import { Refusal } from "./refusal.ts";
import { read, type StaffKeyVector } from "./vectors.ts";

const VECTORS = read<StaffKeyVector>("staff-key.json");

test("staff key vectors", () => {
	for (const v of VECTORS) {
		const verify = () => verifyStaffKey(v.note, v.root, v.org, v.person);
		if (v.recipient === "") assert.throws(verify, new Refusal("key.unverified"), v.name);
		else assert.deepEqual(verify(), { recipient: v.recipient, signer: "", on: v.on }, v.name);
	}
});

test("every changed character of a staff key is refused", () => {
	const v = VECTORS[0];
	assert.ok(v && v.recipient !== "");
	for (let i = 0; i < v.note.length; i += 3) {
		const changed = v.note.slice(0, i) + String.fromCharCode(v.note.charCodeAt(i) ^ 1) + v.note.slice(i + 1);
		assert.throws(() => verifyStaffKey(changed, v.root, v.org, v.person), Refusal, `character ${i}`);
	}
});

// The example of golang.org/x/mod/sumdb/note, which other implementations share.
test("a note of the Go checksum database", () => {
	const verifier = parseVerifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
	const text =
		"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
	const signature = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
	assert.equal(openNote(`${text}\n${signature}`, verifier), text);
	assert.throws(() => openNote(`${text.replace("answer", "Answer")}\n${signature}`, verifier), Refusal);
});

test("malformed verifier keys", () => {
	const good = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
	for (const text of ["", "a+b", good.slice(0, -4), good.replace("c7", "c8"), good.replace("P", "Q"), good.replace("AR", "AB")]) {
		assert.throws(() => parseVerifier(text), Refusal, text);
	}
});
