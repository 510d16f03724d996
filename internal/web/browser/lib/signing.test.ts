import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64 } from "./bytes.ts";
import { checkNumber } from "./checknumber.ts";
import { newIdentity, parseIdentity, recipientOf } from "./identity.ts";
import { verifyStaffKey } from "./note.ts";
import { Refusal } from "./refusal.ts";
import { sign, signed, signerOf } from "./signing.ts";
import { read, type SigningVector } from "./vectors.ts";

const all = read<SigningVector>("signing.json");

test("signing vectors", async () => {
	for (const v of all) {
		const own = parseIdentity(v.identity);
		const recipient = await recipientOf(own);
		assert.equal(await signerOf(own, v.org), v.signer);
		assert.equal(toBase64(await sign(own, v.org, fromBase64(v.message))), v.signature);
		assert.ok(signed(v.signer, fromBase64(v.message), fromBase64(v.signature)));
		assert.equal(await checkNumber(v.org, v.person, recipient, v.signer), v.number);
		assert.deepEqual(verifyStaffKey(v.note, v.root, v.org, v.person), { recipient, signer: v.signer, on: v.on });
		for (const bad of v.refused) assert.throws(() => verifyStaffKey(bad, v.root, v.org, v.person), new Refusal("key.unverified"));
	}
});

test("nothing else is signed", async () => {
	const [v] = all as [SigningVector];
	const [message, signature] = [fromBase64(v.message), fromBase64(v.signature)];
	assert.ok(!signed(v.signer, fromBase64(toBase64(new Uint8Array([...message, 0]))), signature));
	assert.ok(!signed(v.signer, message, signature.map((b, i) => (i === 3 ? b ^ 1 : b))));
	assert.ok(!signed(await signerOf(await newIdentity(), v.org), message, signature));
	for (const none of ["", "00", v.signer.toUpperCase(), "z".repeat(64)]) assert.ok(!signed(none, message, signature), none);
	assert.ok(!signed(v.signer, message, new Uint8Array(3)));
});
