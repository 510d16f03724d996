import assert from "node:assert/strict";
import { test } from "node:test";
import { sameWord, twoPlaces } from "./codewords.ts";

test("two places are in the code, differ and are in order", () => {
	for (let one = 0; one < 12; one++) {
		for (let other = 0; other < 11; other++) {
			const answers = [one, other];
			const [a, b] = twoPlaces(() => answers.shift() ?? 0);
			assert.ok(1 <= a && a < b && b <= 12, `${one} ${other}: ${a} ${b}`);
		}
	}
	const [a, b] = twoPlaces();
	assert.ok(a < b);
});

test("a word is forgiven its capitals, spaces and end, but not its letters", () => {
	for (const typed of ["fiets", " Fiets ", "fiet", "FIETS.", "3. fiets"]) assert.ok(sameWord(typed, "fiets"), typed);
	for (const typed of ["", "fie", "fiat", "fietsen"]) assert.ok(!sameWord(typed, "fiets"), typed);
	assert.ok(sameWord("oma", "oma"));
});
