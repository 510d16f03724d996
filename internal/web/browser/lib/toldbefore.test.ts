import assert from "node:assert/strict";
import { test } from "node:test";
import { toldBefore } from "./toldbefore.ts";

const account = (answers: unknown) => JSON.stringify({ questionnaire: "signal", version: 3, digest: "sha256-1", lang: "nl", answers });

test("of an account there is whom the reporter told, and nothing else", () => {
	const told = [{ whom: "de chef", when: "in maart" }];
	assert.equal(toldBefore(account({ what: "geheim", told })), account({ told }));
});

test("an account that names nobody says so", () => {
	for (const answers of [{}, { told: [] }, { told: "" }, { what: "geheim" }]) assert.equal(toldBefore(account(answers)), undefined);
});

test("what is no account stays as it is, so that it is shown as unreadable", () => {
	for (const body of ["", "{", "null", "1", '{"answers":1}', '{"answers":null}']) assert.equal(toldBefore(body), body);
});
