import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { type Bytes, fromUtf8, own, utf8 } from "./bytes.ts";
import { CODE_WORDS, newCode, toWords } from "./code.ts";
import { newIdentity, recipientOf } from "./identity.ts";
import { MAX_LETTER, openLetter, parseReceiver, passphraseOf, readWords, sealLetter } from "./letter.ts";

const page = "<!doctype html>\n<p>de kade, “na vijven”</p>\n";
const words = await toWords(newCode(), "nl");
const sealed = await sealLetter(page, { words });

test("a letter is opened with its words", async () => {
	const opened = await openLetter(sealed.bytes, words);
	assert.ok("bytes" in opened);
	assert.equal(fromUtf8(opened.bytes), page);
	assert.equal(sealed.digest, `sha256-${createHash("sha256").update(sealed.bytes).digest("hex")}`);
	assert.doesNotMatch(Buffer.from(sealed.bytes).toString("latin1"), /kade/);
});

test("it is an ordinary age file: scrypt and nothing else", async () => {
	assert.equal(words.length, CODE_WORDS);
	const head = Buffer.from(sealed.bytes).toString("latin1").split("\n");
	assert.match(head[1] ?? "", /^-> scrypt \S{22} 16$/);
	assert.match(head[3] ?? "", /^--- /);
	const decrypter = new Decrypter();
	decrypter.addPassphrase(words.join("-"));
	assert.equal(await decrypter.decrypt(sealed.bytes, "text"), page);
});

test("other words do not open it", async () => {
	assert.deepEqual(await openLetter(sealed.bytes, await toWords(newCode(), "nl")), { fault: "code" });
});

test("what is no letter is not opened", async () => {
	const cut = own(sealed.bytes.slice(0, -5));
	const turned = own(sealed.bytes.slice());
	turned[turned.length - 1] = (turned[turned.length - 1] ?? 0) ^ 1;
	for (const bytes of [utf8(""), utf8(page), utf8("age-encryption.org/v1"), cut, turned]) assert.deepEqual(await openLetter(bytes, words), { fault: "none" });
	assert.deepEqual(await openLetter(new Uint8Array(MAX_LETTER + (MAX_LETTER >> 6) + 1) as Bytes, words), { fault: "too-large" });
	await assert.rejects(sealLetter("x".repeat(MAX_LETTER + 1), { words }), RangeError);
	const binary = new Encrypter();
	binary.setPassphrase(passphraseOf(words));
	binary.setScryptWorkFactor(10);
	assert.deepEqual(await openLetter(own(await binary.encrypt(new Uint8Array([255, 254]))), words), { fault: "unreadable" });
});

test("a letter to a key is opened with it, and not with words", async () => {
	for (const identity of [await generateX25519Identity(), await newIdentity()]) {
		const receiver = parseReceiver(` ${await identityToRecipient(identity)}\n`);
		const { bytes } = await sealLetter(page, { receiver });
		assert.deepEqual(await openLetter(bytes, words), { fault: "key" });
		const decrypter = new Decrypter();
		decrypter.addIdentity(identity);
		assert.equal(await decrypter.decrypt(bytes, "text"), page);
	}
});

test("anything else is no key", async () => {
	const key = await identityToRecipient(await generateX25519Identity());
	const hybrid = await recipientOf(await newIdentity());
	const secret = await generateX25519Identity();
	for (const text of ["", "age1", key.toUpperCase(), `${key}x`, key.slice(0, -1), key.replace(/.$/, (c) => (c === "q" ? "p" : "q")), hybrid.slice(0, -1), secret, "ssh-ed25519 AAAA", `${key} ${key}`, "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"]) {
		assert.throws(() => parseReceiver(text), RangeError, text);
	}
});

test("words are read as forgivingly as a code, in both languages", async () => {
	const code = newCode();
	for (const lang of ["nl", "en"] as const) {
		const printed = await toWords(code, lang);
		const typed = printed.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join("\n");
		assert.deepEqual(await readWords(typed, "nl"), { words: printed });
		assert.deepEqual(await readWords(printed.join("-"), "en"), { words: printed });
	}
	assert.deepEqual(await readWords("een twee", "nl"), { fault: "count", count: 2 });
});
