import assert from "node:assert/strict";
import { test } from "node:test";
import { checkNumber } from "./checknumber.ts";
import { parseRecipient } from "./identity.ts";
import { type CheckNumberVector, read } from "./vectors.ts";

test("check number vectors", async () => {
	for (const v of read<CheckNumberVector>("check-number.json")) {
		assert.equal(await checkNumber(v.org, v.person, parseRecipient(v.recipient)), v.number);
	}
});
