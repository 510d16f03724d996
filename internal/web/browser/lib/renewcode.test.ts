import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, fromHex } from "./bytes.ts";
import { deriveReporter, newCode, newPlainCode, toWords } from "./code.ts";
import { makeCompartment, openGrant } from "./compartment.ts";
import { newIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { renewal } from "./renewcode.ts";
import { type CodeVector, read } from "./vectors.ts";

const org = "veenhaven";

test("what the new code gives opens every compartment, and the old one's does not", async () => {
	const custodians = await Promise.all(["c", "d"].map(async (c) => ({ person: c.repeat(32), recipient: await recipientOf(await newIdentity()) })));
	const old = await deriveReporter(newCode(), org);
	const made = await makeCompartment(org, "conversation", [], old.recipient, custodians, 2);
	const opener = { grant: async () => ({ compartment: "conversation", epoch: 1, identity: made.identity, recipient: made.recipient }) as const };
	for (const code of [newCode(), newPlainCode()]) {
		const { reporter, body } = await renewal(org, code, ["conversation"], opener);
		assert.equal(body.lookup, reporter.lookUp);
		assert.notEqual(body.lookup, old.lookUp);
		assert.deepEqual(body.keys.map((key) => key.compartment), ["conversation"]);
		const sealed = fromBase64(body.keys[0]?.sealed ?? "");
		assert.equal((await openGrant(reporter.identity, org, sealed)).recipient, made.recipient);
		await assert.rejects(openGrant(old.identity, org, sealed), Refusal);
	}
});

test("a plain code has fifteen words and another salt", async () => {
	const code = newPlainCode();
	assert.equal((await toWords(code, "nl")).length, 15);
	assert.equal((await toWords(newCode(), "nl")).length, 12);
	const cut = code.slice(0, 16);
	assert.notEqual((await deriveReporter(code, org)).lookUp, (await deriveReporter(cut, org)).lookUp);
	await assert.rejects(toWords(code.slice(0, 19), "nl"), RangeError);
});

test("plain codes are those of the vectors", async () => {
	const vectors = read<CodeVector>("code-plain.json");
	assert.ok(vectors.length > 0);
	for (const v of vectors) {
		const code = fromHex(v.bytes);
		assert.equal((await toWords(code, v.lang)).join(" "), v.words);
		assert.deepEqual(await deriveReporter(code, v.org), { identity: v.identity, recipient: v.recipient, lookUp: v.lookUp });
	}
});
