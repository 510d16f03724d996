import assert from "node:assert/strict";
import { test } from "node:test";
import { type Entering, read, write } from "./enterdraft.ts";

const person = "a".repeat(32);
const kept: Entering = {
	code: new Uint8Array(16).fill(7),
	channel: "letter",
	language: "en",
	answers: { what: "told by letter", hopes: ["stop"] },
	struck: [{ person, function: "caseworker", name: "" }],
	known: [person],
};

test("what is kept is read back, before and after it was received", () => {
	assert.deepEqual(read(write(kept)), kept);
	const plain = { ...kept, code: new Uint8Array(20).fill(7) };
	assert.deepEqual(read(write(plain)), plain);
	for (const given of ["", "b".repeat(32)]) assert.deepEqual(read(write({ ...kept, given })), { ...kept, given });
});

test("what is no such draft is none", () => {
	for (const text of ["", "null", "[]", "{}", JSON.stringify({ code: "00" }), JSON.stringify({ ...kept, code: 12 }), JSON.stringify({ ...kept, code: "00".repeat(18) })]) {
		assert.equal(read(text), undefined, text);
	}
});

test("what does not belong in it is left out", () => {
	const odd = { ...kept, code: "00".repeat(16), channel: "pigeon", language: "fr", struck: [{ person: "x" }, 3], known: ["x"], given: "../elsewhere" };
	assert.deepEqual(read(JSON.stringify(odd)), {
		code: new Uint8Array(16), channel: "", language: "nl", answers: kept.answers, struck: [], known: [],
	});
});
