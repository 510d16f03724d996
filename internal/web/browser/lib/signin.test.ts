import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64 } from "./bytes.ts";
import { newIdentity } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { stretch, unwrapIdentity, wrapIdentity } from "./signin.ts";
import { read, type SignInVector } from "./vectors.ts";

test("sign-in vectors", async () => {
	for (const v of read<SignInVector>("sign-in.json")) {
		const seen: number[] = [];
		const { secretHex, wrap } = await stretch(v.passphrase, v.salt, v.org, (done) => seen.push(done));
		assert.equal(secretHex, v.secret, v.passphrase);
		assert.equal(wrap, v.wrap, v.passphrase);
		assert.equal(await unwrapIdentity(wrap, v.org, fromBase64(v.wrapped)), v.identity, v.passphrase);
		assert.ok(seen.length > 10 && seen.at(-1) === 1, "progress ends at 1");
	}
});

test("a wrapped identity opens with the wrapping identity only", async () => {
	const [wrap, own] = [await newIdentity(), await newIdentity()];
	const { bytes } = await wrapIdentity(wrap, "veenhaven", own);
	assert.equal(await unwrapIdentity(wrap, "veenhaven", bytes), own);
	await assert.rejects(unwrapIdentity(own, "veenhaven", bytes), new Refusal("content.not-recipient"));
	await assert.rejects(unwrapIdentity(wrap, "elders", bytes), new Refusal("content.foreign"));
});

test("malformed input is not stretched", async () => {
	await assert.rejects(stretch("x".repeat(1025), "00".repeat(32), "veenhaven"), RangeError);
	await assert.rejects(stretch("x", "00", "veenhaven"), RangeError);
});
