import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { fromBase64, fromHex, toBase64, toHex, utf8 } from "./bytes.ts";
import { identityFromSeed, newIdentity } from "./identity.ts";
import { add, type Adding, type Authenticator, enter, make, type PasskeySteps, possible, wrapOf } from "./passkey.ts";
import { Refusal } from "./refusal.ts";
import { type SignIn, unwrapIdentity, wrapIdentity } from "./signin.ts";
import { type PasskeyVector, read } from "./vectors.ts";

const ORG = "veenhaven";
const phrase: SignIn = { secretHex: "ab".repeat(32), wrap: identityFromSeed(new Uint8Array(32).fill(7)) };
const PRF = new Uint8Array(32).map((_, i) => 200 + i);

test("passkey vectors", async () => {
	for (const v of read<PasskeyVector>("passkey.json")) {
		const wrap = await wrapOf(fromHex(v.prf), v.org);
		assert.equal(wrap, v.wrap);
		assert.equal(await unwrapIdentity(wrap, v.org, fromBase64(v.wrapped)), v.identity);
	}
	await assert.rejects(wrapOf(new Uint8Array(31), ORG), new Refusal("content.wrongly-sealed"));
});

const bytes = (text: string) => utf8(text).buffer as ArrayBuffer;

interface Gives {
	readonly enabled?: boolean;
	readonly onCreate?: boolean;
	readonly onGet?: boolean;
	readonly fails?: string;
}

/** An authenticator that gives PRF so, and remembers what it was asked. */
function authenticator({ enabled = true, onCreate = true, onGet = true, fails }: Gives = {}) {
	const asked: PublicKeyCredentialRequestOptions[] = [];
	const created: PublicKeyCredentialCreationOptions[] = [];
	const credential = (results: object, response: object) =>
		({ id: "aWQ", rawId: bytes("id"), type: "public-key", getClientExtensionResults: () => results, response }) as unknown as PublicKeyCredential;
	const prf = (there: boolean) => (there ? { results: { first: PRF.slice().buffer } } : {});
	const fail = () => {
		if (fails !== undefined) throw new DOMException("no", fails);
	};
	const by: Authenticator = {
		create: async (options) => {
			created.push(options);
			fail();
			const response = { clientDataJSON: bytes("client"), attestationObject: bytes("attestation") };
			return credential({ prf: { enabled, ...prf(onCreate) } }, response);
		},
		get: async (options) => {
			asked.push(options);
			fail();
			const response = { clientDataJSON: bytes("client"), authenticatorData: bytes("data"), signature: bytes("sig"), userHandle: bytes("who") };
			return credential({ prf: prf(onGet) }, response);
		},
	};
	return { by, asked, created };
}

/** A server that knows one key, wrapped for the passphrase and for the passkey. */
async function server(changed: (path: string) => void = () => undefined) {
	const own = await newIdentity();
	const wrapped = toBase64((await wrapIdentity(phrase.wrap, ORG, own)).bytes);
	const forPasskey = toBase64((await wrapIdentity(await wrapOf(PRF.slice(), ORG), ORG, own)).bytes);
	const sent: { path: string; body: unknown }[] = [];
	const post = async (path: string, body: unknown) => {
		sent.push({ path, body });
		changed(path);
		switch (path) {
			case "/api/desk/passkey/offer":
				return {
					challenge: toBase64(utf8("challenge")), site: "gehoor.example", name: "Veenhaven", person: "p", login: "noor",
					algorithms: [-8, -7], have: [toBase64(utf8("before"))], wrapped,
				};
			case "/api/desk/passkey/challenge":
				return { challenge: toBase64(utf8("challenge")), site: "gehoor.example" };
			case "/api/desk/passkey/sign-in":
				return { wrapped: forPasskey, person: "p" };
		}
		return undefined;
	};
	return { own, post, sent };
}

/** What PRF gave is in nothing that was sent, in no spelling. */
function keptSecret(sent: readonly { body: unknown }[]): void {
	const text = JSON.stringify(sent);
	const base64 = toBase64(PRF).slice(0, 42);
	for (const form of [toHex(PRF), base64, base64.replaceAll("+", "-").replaceAll("/", "_"), PRF.join()]) {
		assert.ok(!text.includes(form), "what PRF gave was sent");
	}
}

test("a passkey wraps the same key, at once or on the second touch", async () => {
	for (const onCreate of [true, false]) {
		const { own, post, sent } = await server();
		const { by, asked, created } = authenticator({ onCreate });
		const made = (await make("laptop", ORG, phrase, { post, by })) as Adding;
		assert.equal(await unwrapIdentity(await wrapOf(PRF.slice(), ORG), ORG, fromBase64(made.wrapped)), own);
		assert.equal(await add(made, { post, by }), undefined);
		assert.equal(asked.length, onCreate ? 0 : 1);
		const [options] = created;
		assert.equal(options?.rp.id, "gehoor.example");
		assert.equal(options?.authenticatorSelection?.residentKey, "required");
		assert.equal(options?.authenticatorSelection?.userVerification, "required");
		assert.equal(options?.excludeCredentials?.length, 1);
		keptSecret(sent);
	}
});

test("a passkey that cannot keep a key is never sent", async () => {
	for (const gives of [{ enabled: false }, { onCreate: false, onGet: false }]) {
		const { post, sent } = await server();
		assert.deepEqual(await make("laptop", ORG, phrase, { post, by: authenticator(gives).by }), { kind: "unfit" });
		assert.deepEqual(sent.map(({ path }) => path), ["/api/desk/passkey/offer"]);
	}
});

test("what the browser refuses has its own words", async () => {
	const kinds = { NotAllowedError: "cancelled", InvalidStateError: "twice", NotSupportedError: "unfit", ConstraintError: "unfit", SecurityError: "impossible" };
	for (const [fails, kind] of Object.entries(kinds)) {
		const { post } = await server();
		const { by } = authenticator({ fails });
		assert.deepEqual(await make("laptop", ORG, phrase, { post, by }), { kind });
		assert.deepEqual(await enter(ORG, { post, by }, async () => undefined), { kind });
	}
});

test("another passphrase's key is not wrapped", async () => {
	const { post } = await server();
	const other: SignIn = { ...phrase, wrap: await newIdentity() };
	assert.deepEqual(await make("laptop", ORG, other, { post, by: authenticator().by }), { kind: "no-key" });
});

test("coming in: nobody is named, and the key is kept", async () => {
	const { own, post, sent } = await server();
	const { by, asked } = authenticator();
	let kept = "";
	const steps: PasskeySteps = { post, by };
	assert.equal(await enter(ORG, steps, async (identity) => void (kept = identity)), undefined);
	assert.equal(kept, own);
	assert.equal(asked[0]?.allowCredentials, undefined);
	assert.equal(asked[0]?.userVerification, "required");
	keptSecret(sent);
	assert.deepEqual(await enter(ORG, steps, () => Promise.reject(new Error("full"))), { kind: "no-storage" });
});

test("a passkey without a secret signs nothing for the server", async () => {
	const { post, sent } = await server();
	assert.deepEqual(await enter(ORG, { post, by: authenticator({ onGet: false }).by }, async () => undefined), { kind: "unfit" });
	assert.deepEqual(sent.map(({ path }) => path), ["/api/desk/passkey/challenge"]);
});

test("what the server refuses is told as it says", async () => {
	const failure = new Failure("passkey.refused", "Met deze passkey komt u niet binnen.", 403);
	const { post } = await server((path) => {
		if (!path.endsWith("/challenge")) throw failure;
	});
	const { by } = authenticator();
	const told = { kind: "failure", failure };
	assert.deepEqual(await enter(ORG, { post, by }, async () => undefined), told);
	assert.deepEqual(await make("laptop", ORG, phrase, { post, by }), told);
	assert.deepEqual(await add({ secret: "", label: "", wrapped: "", answer: {} }, { post, by }), told);
});

test("passkeys are for names, not for numbers", () => {
	for (const host of ["127.0.0.1", "[::1]", "10.1.2.3"]) assert.ok(!possible(host, true), host);
	for (const host of ["localhost", "gehoor.veenhaven.example"]) assert.ok(possible(host, true), host);
	assert.ok(!possible("localhost", false));
});
