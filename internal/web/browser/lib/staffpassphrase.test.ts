import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { fromBase64, toBase64 } from "./bytes.ts";
import { identityFromSeed, newIdentity } from "./identity.ts";
import { type SignIn, unwrapIdentity, wrapIdentity } from "./signin.ts";
import { change, type ChangeSteps, rewrap } from "./staffpassphrase.ts";

const ORG = "veenhaven";
const before: SignIn = { secretHex: "ab".repeat(32), wrap: identityFromSeed(new Uint8Array(32).fill(7)) };
const after: SignIn = { secretHex: "cd".repeat(32), wrap: identityFromSeed(new Uint8Array(32).fill(8)) };

async function steps(changed: Partial<ChangeSteps> = {}) {
	const own = await newIdentity();
	const wrapped = toBase64((await wrapIdentity(before.wrap, ORG, own)).bytes);
	const asked: string[] = [];
	const all: ChangeSteps = {
		post: async (path) => {
			asked.push(path);
			return path.endsWith("/salt") ? { salt: "00".repeat(32) } : { wrapped };
		},
		stretch: async (_words, _salt, which) => [before, after][which] as SignIn,
		...changed,
	};
	return { all, own, asked };
}

test("the same key, under the new passphrase", async () => {
	const { all, own, asked } = await steps();
	const made = await rewrap("noor", "oud", "nieuw", ORG, all);
	assert.ok("old" in made);
	assert.equal(made.old, before.secretHex);
	assert.equal(made.secret, after.secretHex);
	assert.equal(await unwrapIdentity(after.wrap, ORG, fromBase64(made.wrapped)), own);
	assert.deepEqual(asked, ["/api/desk/salt", "/api/desk/passphrase/open"], "nothing is changed before it is sent");
	assert.equal(await change(made, all), undefined);
});

test("troubles change nothing", async () => {
	const refusal = new Failure("sign-in.refused", "Uw wachtzin klopt niet.", 403);
	const wrong = await steps({
		post: async (path) => {
			if (path.endsWith("/open")) throw refusal;
			return { salt: "00".repeat(32) };
		},
	});
	assert.deepEqual(await rewrap("noor", "fout", "nieuw", ORG, wrong.all), { kind: "failure", failure: refusal });
	const same = await steps({ stretch: async () => before });
	assert.deepEqual(await rewrap("noor", "oud", "oud", ORG, same.all), { kind: "same" });
	const other = await steps({ stretch: async () => after });
	assert.deepEqual(await rewrap("noor", "oud", "nieuw", ORG, other.all), { kind: "no-key" });
	const none = await steps({ post: async () => ({}) });
	const trouble = await rewrap("noor", "oud", "nieuw", ORG, none.all);
	assert.equal("kind" in trouble && trouble.kind === "failure" && trouble.failure.code, "failed");
});
