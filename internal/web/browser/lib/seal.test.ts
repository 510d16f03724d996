import assert from "node:assert/strict";
import { test } from "node:test";
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromBase64, sha256Hex, toBase64, toHex, utf8 } from "./bytes.ts";
import { identityFromSeed, newIdentity, parseIdentity, parseRecipient, type Recipient, recipientOf } from "./identity.ts";
import { inspect, MAX_BYTES } from "./inspect.ts";
import { padmeSize } from "./padme.ts";
import { Refusal } from "./refusal.ts";
import { type ContentType, open, openObject, openText, seal } from "./seal.ts";
import { type PadmeVector, read, type SealedVector, write } from "./vectors.ts";

const org = "veenhaven";

/** The code with which an act is refused, or "". */
async function refused(act: () => unknown): Promise<string> {
	try {
		await act();
		return "";
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
}

test("padme vectors", () => {
	for (const v of read<PadmeVector>("padme.json")) assert.equal(padmeSize(v.length), v.padded, `${v.length}`);
});

test("padme: its own fixed point, never smaller, at most 12 % more", () => {
	for (let n = 0; n < 70_000; n += 7) {
		const padded = padmeSize(n);
		assert.equal(padmeSize(padded), padded, `${n}`);
		assert.ok(padded >= n && (n < 256 || padded <= n * 1.12), `${n}: ${padded}`);
	}
});

const CORPUS: readonly [ContentType, string][] = [
	["account", '{"questionnaire":"signal"}'],
	["message", "Ik wil graag praten. — één zin 🕊"],
	["note", ""],
	["draft", "dag ".repeat(2000)],
	["who", '{"name":"Noor","contact":"06"}'],
	["message", "\u0000\n\r"],
];

async function sealedByBrowser(): Promise<SealedVector[]> {
	const identity = await newIdentity();
	const other = await recipientOf(await newIdentity());
	const all: SealedVector[] = [];
	const add = async (name: string, type: ContentType, sealed: Uint8Array, body: string | null, code: string, seen = "") => {
		const bytes = new Uint8Array(sealed);
		const entry = { name, identity, org, type, sealed: toBase64(bytes), id: await sha256Hex(bytes) };
		all.push({ ...entry, inspect: seen, body, refused: code });
	};
	for (const [type, words] of CORPUS) {
		const { bytes } = await seal(org, type, words, [other, await recipientOf(identity)]);
		await add(`a ${type} of ${words.length} characters`, type, bytes, toBase64(utf8(words)), "");
	}
	const mixed = new Encrypter();
	mixed.addRecipient(await recipientOf(identity));
	mixed.addRecipient(await identityToRecipient(await generateX25519Identity()));
	const plain = new Uint8Array(256);
	plain.set(utf8('{"v":1,"org":"veenhaven","type":"message","length":2}\nja'));
	const wrong = "content.wrongly-sealed";
	await add("hybrid and classic, mixed by the library", "message", await mixed.encrypt(plain), null, wrong, wrong);
	const late = new Encrypter();
	late.addRecipient(await recipientOf(identity));
	plain[255] = 1;
	await add("last byte of the padding", "message", await late.encrypt(plain), null, wrong);
	return all;
}

test("sealed vectors", async () => {
	await write("sealed-browser.json", sealedByBrowser);
	for (const v of [...read<SealedVector>("sealed-go.json"), ...read<SealedVector>("sealed-browser.json")]) {
		const sealed = fromBase64(v.sealed);
		assert.equal(await sha256Hex(sealed), v.id, v.name);
		assert.equal(await refused(() => inspect(sealed)), v.inspect, v.name);
		const body: { hex?: string } = {};
		const code = await refused(async () => {
			body.hex = toHex(await open(parseIdentity(v.identity), v.org, v.type as ContentType, sealed));
		});
		assert.equal(code, v.refused, v.name);
		assert.equal(body.hex, v.refused ? undefined : toHex(fromBase64(v.body ?? "")), v.name);
	}
});

test("what is sealed opens, for each recipient and nobody else", async () => {
	const [a, b, stranger] = [await newIdentity(), await newIdentity(), await newIdentity()];
	const { id, bytes } = await seal(org, "message", "Dank u wel.", [await recipientOf(a), await recipientOf(b)]);
	assert.equal(inspect(bytes), 2);
	assert.equal(id, await sha256Hex(bytes));
	assert.equal(await openText(a, org, "message", bytes), "Dank u wel.");
	assert.equal(await openText(b, org, "message", bytes), "Dank u wel.");
	assert.equal(await refused(() => open(stranger, org, "message", bytes)), "content.not-recipient");
	assert.equal(await refused(() => open(a, "elders", "message", bytes)), "content.foreign");
	assert.equal(await refused(() => open(a, org, "note", bytes)), "content.wrongly-sealed");
	bytes.set([(bytes.at(-1) ?? 0) ^ 1], bytes.length - 1);
	assert.equal(await refused(() => open(a, org, "message", bytes)), "content.wrongly-sealed");
});

test("other kinds of recipients are refused", async () => {
	const good = await recipientOf(await newIdentity());
	const classic = await identityToRecipient(await generateX25519Identity());
	const bad = ["", classic, good.toUpperCase(), good.slice(0, -1), `${good} `, good.replace("age1pq1", "age1tagpq1")];
	for (const text of bad) {
		assert.throws(() => parseRecipient(text), RangeError, text);
		await assert.rejects(seal(org, "message", "ja", [good, text as Recipient]), RangeError, text);
	}
	await assert.rejects(seal(org, "message", "ja", []), RangeError);
	await assert.rejects(seal(org, "message", "ja", Array.from({ length: 33 }, () => good)), RangeError);
	await assert.rejects(seal('a","type":"key', "message", "ja", [good]), RangeError);
});

test("errors never hold a secret", () => {
	const identity = identityFromSeed(new Uint8Array(32));
	for (const text of [identity.toLowerCase(), `${identity}Q`, identity.replace("Q", "B")]) {
		assert.throws(() => parseIdentity(text), (e: Error) => !e.message.includes("QQQ") && !e.message.includes("qqq"));
	}
});

test("large words", async () => {
	const to = await recipientOf(await newIdentity());
	assert.equal(await refused(() => seal(org, "message", new Uint8Array(MAX_BYTES), [to])), "content.too-large");
	assert.equal(await refused(() => seal(org, "message", new Uint8Array(MAX_BYTES + 1), [to])), "content.too-large");
	assert.equal(await refused(() => inspect(new Uint8Array(MAX_BYTES + 1))), "content.too-large");
	assert.equal(inspect((await seal(org, "message", new Uint8Array(200_000), [to])).bytes), 1);
});

test("inspect refuses every truncation", async () => {
	const { bytes } = await seal(org, "message", "ja", [await recipientOf(await newIdentity())]);
	for (let n = 0; n < bytes.length; n += 5) {
		assert.equal(await refused(() => inspect(bytes.subarray(0, n))), "content.wrongly-sealed", `${n}`);
	}
});

test("inspect refuses a second spelling of the header", async () => {
	const { bytes } = await seal(org, "message", "ja", [await recipientOf(await newIdentity())]);
	// The last characters of the encapsulation, the wrapped key and the MAC have
	// unused bits; the next letter of the alphabet differs in those alone.
	const text = new TextDecoder("latin1").decode(bytes);
	const wrappedKey = text.indexOf("\n", text.indexOf("\n-> ") + 1);
	const mac = text.indexOf("\n", wrappedKey + 1);
	for (const end of [wrappedKey, mac, text.indexOf("\n", mac + 1)]) {
		const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
		const next = alphabet.charCodeAt(alphabet.indexOf(text.charAt(end - 1)) + 1);
		const changed = bytes.slice();
		changed[end - 1] = next;
		assert.equal(await refused(() => inspect(changed)), "content.wrongly-sealed", `${end}`);
	}
});

test("bodies that are no text or no object", async () => {
	const identity = await newIdentity();
	const to = [await recipientOf(identity)];
	const bytes = (await seal(org, "message", Uint8Array.of(0xff), to)).bytes;
	assert.equal(await refused(() => openText(identity, org, "message", bytes)), "content.wrongly-sealed");
	for (const text of ["", "null", "[]", "1", "{"]) {
		const sealed = (await seal(org, "key", text, to)).bytes;
		assert.equal(await refused(() => openObject(identity, org, "key", sealed)), "content.wrongly-sealed", text);
	}
});
