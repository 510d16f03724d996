import assert from "node:assert/strict";
import { test } from "node:test";
import { readable } from "./earlierwords.ts";

const open = (text: string) => ({ content: "c", text });
const shut = (code: string, again = false) => ({ content: "c", code, message: "", again });

test("what was opened is compared, without what was erased", () => {
	assert.deepEqual(readable([open("a? ja\n\nwaarom"), shut("not-found")]), ["waarom"]);
	assert.deepEqual(readable([]), []);
});

test("what could not be opened is no comparison with nothing", () => {
	for (const all of [[shut("not-found")], [open("x"), shut("offline", true)], [shut("content.not-recipient")]]) {
		assert.throws(() => readable(all));
	}
});
