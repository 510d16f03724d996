import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64, utf8 } from "./bytes.ts";
import { newIdentity, recipientOf } from "./identity.ts";
import { signedHeader } from "./intent.ts";
import { type Author, doubts, type Said } from "./said.ts";
import { keyed, newRoot, ORG } from "./testroot.ts";

const root = newRoot();
const [noor, bram] = ["a".repeat(32), "b".repeat(32)];
const keys = { noor: await newIdentity(), bram: await newIdentity() };
const note = async (person: string, own: typeof keys.noor, by = root) => (await keyed(person, own, by)).note;
const authors: Author[] = [
	{ person: noor, name: "Noor", notes: [await note(noor, keys.noor)] },
	{ person: bram, name: "Bram", notes: [await note(bram, keys.bram)] },
];
const stream = `dossier/${"d".repeat(32)}`;
const fact = { kind: "signal.message-sent", body: { signal: "s", content: "c", fields: { a: ["x"], b: 1 } } };

async function said(own = keys.noor, change: Partial<Said> = {}, to = fact, where = stream): Promise<Said> {
	const [intent = "", signature = ""] = (await signedHeader(own, ORG, where, to)).split(" ");
	return { content: "c", person: noor, on: "2026-02-01", ...fact, intent, signature, ...change };
}

const wrong = (one: Said, by = authors) => doubts([one], by, root.verifier, ORG, stream).map(({ name, doubt }) => `${doubt} ${name}`.trim());

test("what somebody signed is in no doubt, however it is spelled", async () => {
	const one = await said();
	assert.deepEqual(wrong(one), []);
	const { body } = fact;
	assert.deepEqual(wrong({ ...one, body: { fields: { b: 1, a: ["x"] }, content: body.content, signal: body.signal } }), []);
	const { intent: _, signature: __, ...early } = one;
	assert.deepEqual(wrong({ ...early, on: "2026-01-05" }), [], "on the day of the key, and before it");
	const before = [{ person: noor, name: "Noor", notes: [root.sign(`gehoor staff key v1\n${ORG}\n${noor}\n${await recipientOf(keys.noor)}\n2026-01-01\n`)] }];
	assert.deepEqual(wrong(early, before), [], "who has no key to sign with");
});

test("a colleague's signature, another body, dossier, kind or root, and none are doubted", async () => {
	const { intent: _, signature: __, ...unsigned } = await said();
	assert.deepEqual(wrong(unsigned), ["unsigned Noor"]);
	const one = await said();
	for (const bad of [
		await said(keys.bram),
		{ ...one, body: { ...fact.body, content: "d" } },
		{ ...one, body: { ...fact.body, more: 1 } },
		{ ...one, kind: "dossier.note-written" },
		await said(keys.noor, {}, fact, `dossier/${"e".repeat(32)}`),
		{ ...one, person: bram, name: "Bram" },
		{ ...one, intent: toBase64(utf8("{")) },
		{ ...one, signature: "!" },
		{ ...one, signature: toBase64(fromBase64(one.signature ?? "").map((b) => b ^ 1)) },
	]) {
		assert.match(wrong(bad)[0] ?? "", /^forged/);
	}
	const stranger = [{ person: noor, name: "Noor", notes: [await note(noor, keys.noor, newRoot())] }];
	assert.deepEqual(wrong(one, stranger), ["forged Noor"]);
	assert.deepEqual(wrong(one, []), ["forged"]);
});
