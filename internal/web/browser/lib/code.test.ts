import assert from "node:assert/strict";
import { test } from "node:test";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { fromHex, toHex } from "./bytes.ts";
import { type CodeFault, deriveReporter, newCode, parse, parseIn, toWords } from "./code.ts";
import { type CodeVector, read } from "./vectors.ts";
import { wordList } from "./words.ts";

const VECTORS = [...read<CodeVector>("code-en.json"), ...read<CodeVector>("code-nl.json")];
const WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow".split(" ");

/** The hex of a code, or the fault. */
async function result(text: string, lang: "nl" | "en"): Promise<string | CodeFault> {
	const parsed = await parse(text, lang);
	return "code" in parsed ? toHex(parsed.code) : parsed;
}

test("code vectors", async () => {
	for (const v of VECTORS) {
		const code = fromHex(v.bytes);
		assert.equal((await toWords(code, v.lang)).join(" "), v.words);
		for (const preferred of ["nl", "en"] as const) assert.equal(await result(v.words, preferred), v.bytes);
		assert.deepEqual(await deriveReporter(code, v.org), {
			identity: v.identity,
			recipient: v.recipient,
			lookUp: v.lookUp,
		});
	}
});

test("words agree with the BIP-39 library", async () => {
	assert.deepEqual(await wordList("en"), wordlist);
	for (let i = 0; i < 50; i++) {
		const code = newCode();
		assert.equal((await toWords(code, "en")).join(" "), entropyToMnemonic(code, wordlist));
		for (const lang of ["nl", "en"] as const) {
			assert.deepEqual(await parseIn((await toWords(code, lang)).join(" "), lang), { code });
		}
	}
});

test("forgives case, spaces, numbering and cut-off words", async () => {
	const want = "7f".repeat(16);
	const forms = [
		WORDS.join(" ").toUpperCase(),
		`  ${WORDS.join("  \n")}  `,
		WORDS.map((word, i) => `${i + 1}. ${word},`).join("\n"),
		WORDS.map((word) => (word.length > 4 ? word.slice(0, 4) : word)).join("-"),
	];
	for (const form of forms) assert.equal(await result(form, "en"), want, form);
});

test("says what is wrong", async () => {
	const swap = (at: number, word: string) => WORDS.with(at, word).join(" ");
	assert.deepEqual(await result("", "en"), { fault: "count", count: 0 });
	assert.deepEqual(await result("legal winner", "nl"), { fault: "count", count: 2 });
	assert.deepEqual(await result("a".repeat(600), "nl"), { fault: "count", count: 0 });
	assert.deepEqual(await result(swap(3, "jaar"), "en"), { fault: "unknown", unknown: [{ word: "jaar", position: 4 }] });
	assert.deepEqual(await result(swap(4, "wåve"), "nl"), { fault: "unknown", unknown: [{ word: "wåve", position: 5 }] });
	assert.deepEqual(await result(swap(0, "le"), "en"), { fault: "unknown", unknown: [{ word: "le", position: 1 }] });
	assert.deepEqual(await result(swap(11, "you"), "en"), { fault: "checksum" });
});

test("a malformed code is not shown", async () => {
	await assert.rejects(toWords(new Uint8Array(15), "en"), RangeError);
});
