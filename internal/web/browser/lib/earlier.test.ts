import assert from "node:assert/strict";
import { test } from "node:test";
import { readEarlier, reference } from "./earlier.ts";

const account = (answers: unknown) => JSON.stringify({ questionnaire: "signal", version: 3, answers });

test("an account names something earlier", () => {
	assert.deepEqual(readEarlier(account({ earlier: "own", "earlier-reference": "3f9 a1c" })), { reason: "follow-up", reference: "3F9\u00a0A1C" });
	assert.deepEqual(readEarlier(account({ earlier: "other", "earlier-reference": "3F9A1C" })), { reason: "together", reference: "3F9\u00a0A1C" });
	assert.deepEqual(readEarlier(account({ earlier: "own" })), { reason: "follow-up", reference: "" });
	assert.deepEqual(readEarlier(account({ earlier: "other", "earlier-reference": "weet ik niet" })), { reason: "together", reference: "" });
});

test("what names nothing earlier is no fault", () => {
	for (const body of [account({}), account({ earlier: "no", "earlier-reference": "3F9A1C" }), account({ earlier: ["own"] }), account(null), "null", "[]", "geen JSON", ""]) {
		assert.equal(readEarlier(body), null, body);
	}
});

test("a reference is six digits, whatever stands between them", () => {
	for (const typed of ["3f9a1c", " 3F9 A1C ", "3F9-A1C", "3F9\u00a0A1C", "3.f.9.a.1.c"]) assert.equal(reference(typed), "3F9\u00a0A1C", typed);
	for (const typed of ["", "3F9A1", "3F9A1C0", "3F9A1G", "<b>3F9A1C"]) assert.equal(reference(typed), "", typed);
});
