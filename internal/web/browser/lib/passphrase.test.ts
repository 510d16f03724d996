import assert from "node:assert/strict";
import { test } from "node:test";
import { suggestion, weakness } from "./passphrase.ts";

test("what is wrong with a passphrase", () => {
	for (const [passphrase, want] of [
		["", "missing"],
		["Welkom01!", "short"],
		["éééééééééééééé", "short"],
		["aaaaaaaaaaaaaaaaaaaa", "simple"],
		["abcabcabcabcabcabcabc", "simple"],
		["noor.zilverberknoor.zilverberk1234567", "login"],
		["x".repeat(1025), "long"],
		["vijf woorden achter elkaar hier", undefined],
		["correct horse battery", undefined],
		["        spaties tellen ook", undefined],
	] as const) {
		assert.equal(weakness(passphrase, "noor.zilverberk"), want, passphrase.slice(0, 30));
	}
	assert.equal(weakness("een heel gewone zin", ""), undefined);
});

test("a suggestion is good enough, and another each time", async () => {
	for (const lang of ["nl", "en"] as const) {
		const [one, other] = [await suggestion(lang), await suggestion(lang)];
		assert.equal(one.split(" ").length, 6);
		assert.ok(!one.includes("undefined"));
		assert.equal(weakness(one, "noor"), undefined);
		assert.notEqual(one, other);
	}
});
