import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { answersOf, onWhoSpeaksUp } from "./instead.ts";

test("what can be done instead is shown where a rule refused a measure on who speaks up", () => {
	const speaks = ["reporter", "witness"];
	const guard = new Failure("protocol.guard", "Nee.", 422);
	assert.equal(onWhoSpeaksUp(guard, ["team", "witness"], speaks), true);
	assert.equal(onWhoSpeaksUp(guard, ["person-concerned"], speaks), false);
	assert.equal(onWhoSpeaksUp(guard, [], speaks), false);
	assert.equal(onWhoSpeaksUp(new Failure("record.missing", "Nee.", 422), ["reporter"], speaks), false);
	assert.equal(onWhoSpeaksUp(new Failure("offline"), ["reporter"], speaks), false);
	assert.equal(onWhoSpeaksUp(new Error("no"), ["reporter"], speaks), false);
});

test("a button answers what directs it at the source, and nothing else", () => {
	assert.deepEqual(answersOf('{"burden":["person-concerned"],"requested_by":"nobody"}', "what", "training"), {
		what: ["training"], burden: ["person-concerned"], requested_by: ["nobody"],
	});
});
