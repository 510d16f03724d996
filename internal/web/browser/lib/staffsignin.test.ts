import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { toBase64 } from "./bytes.ts";
import { checkNumber } from "./checknumber.ts";
import { identityFromSeed, newIdentity, recipientOf } from "./identity.ts";
import { type SignIn, wrapIdentity } from "./signin.ts";
import { signerOf } from "./signing.ts";
import { missing, signIn, type Steps } from "./staffsignin.ts";

const ORG = "veenhaven";
const TYPED = { login: " noor ", passphrase: "vijf woorden achter elkaar hier" };
const wrap = identityFromSeed(new Uint8Array(32).fill(7));
const stretched: SignIn = { secretHex: "ab".repeat(32), wrap };

interface Asked {
	path: string;
	body: unknown;
}

/** Steps that work; kept has what came to the vault. */
async function steps(change: Partial<Steps> = {}) {
	const own = await newIdentity();
	const wrapped = toBase64((await wrapIdentity(wrap, ORG, own)).bytes);
	const asked: Asked[] = [];
	const kept: string[] = [];
	const all: Steps = {
		post: async (path, body) => {
			asked.push({ path, body });
			return path.endsWith("/salt") ? { salt: "00".repeat(32) } : { person: "", wrapped };
		},
		stretch: async () => stretched,
		keep: async (identity) => void kept.push(identity),
		...change,
	};
	return { all, asked, kept, own };
}

test("the identity goes to the vault, the passphrase nowhere", async () => {
	const { all, asked, kept, own } = await steps();
	assert.equal(await signIn(TYPED, ORG, all), undefined);
	assert.deepEqual(kept, [own]);
	assert.deepEqual(asked, [
		{ path: "/api/desk/salt", body: { login: "noor" } },
		{ path: "/api/desk/sign-in", body: { login: "noor", secret: stretched.secretHex } },
	]);
	assert.ok(!JSON.stringify(asked).includes(TYPED.passphrase));
	assert.ok(!JSON.stringify(asked).includes(wrap));
});

test("a key that waits for the root's signature", async () => {
	const own = await newIdentity();
	const wrapped = toBase64((await wrapIdentity(wrap, ORG, own)).bytes);
	const person = "0".repeat(32);
	const { all, kept } = await steps({
		post: async (path) => (path.endsWith("/salt") ? { salt: "00".repeat(32) } : { person, wrapped, waiting: true }),
	});
	assert.deepEqual(await signIn(TYPED, ORG, all), { kind: "waiting", number: await checkNumber(ORG, person, await recipientOf(own), await signerOf(own, ORG)) });
	assert.deepEqual(kept, []);
});

test("the server's refusal is told as it is, and nothing is kept", async () => {
	const refusal = new Failure("sign-in.refused", "Uw inlognaam of uw wachtzin klopt niet.", 403);
	const { all, kept } = await steps({
		post: async (path) => {
			if (path.endsWith("/sign-in")) throw refusal;
			return { salt: "00".repeat(32) };
		},
	});
	assert.deepEqual(await signIn(TYPED, ORG, all), { kind: "failure", failure: refusal });
	assert.deepEqual(kept, []);
});

test("what is no answer is our mistake", async () => {
	for (const answer of [undefined, {}, { salt: 7 }, []]) {
		const trouble = await signIn(TYPED, ORG, (await steps({ post: async () => answer })).all);
		assert.equal(trouble?.kind === "failure" && trouble.failure.code, "failed");
	}
});

test("a passphrase that is too long, and a device without memory", async () => {
	const long = await steps({ stretch: async () => { throw new RangeError("passphrase too long"); } });
	assert.deepEqual(await signIn(TYPED, ORG, long.all), { kind: "too-long" });
	const memory = await steps({ stretch: async () => { throw new RangeError("Array buffer allocation failed"); } });
	assert.deepEqual(await signIn(TYPED, ORG, memory.all), { kind: "no-memory" });
});

test("an identity that does not open", async () => {
	const other = identityFromSeed(new Uint8Array(32).fill(8));
	const { all, kept } = await steps({ stretch: async () => ({ ...stretched, wrap: other }) });
	assert.deepEqual(await signIn(TYPED, ORG, all), { kind: "no-key" });
	assert.deepEqual(kept, []);
});

test("a browser that keeps nothing", async () => {
	const { all } = await steps({ keep: async () => { throw new Error("IndexedDB: blocked"); } });
	assert.deepEqual(await signIn(TYPED, ORG, all), { kind: "no-storage" });
});

test("empty fields, in their order", () => {
	assert.deepEqual(missing({ login: "  ", passphrase: "" }), ["login", "passphrase"]);
	assert.deepEqual(missing({ login: "noor", passphrase: " " }), []);
});
