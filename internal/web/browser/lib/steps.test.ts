import assert from "node:assert/strict";
import { test } from "node:test";
import { FORM } from "./answersform.ts";
import { beside, CHECK, CODE, mark, marked, order, place, SENT, START } from "./steps.ts";

test("the questions lie between the code and the check", () => {
	assert.deepEqual(order(FORM), [START, CODE, "happened", "burden", "known", CHECK, SENT]);
});

test("a step of which nothing is asked is skipped, both ways", () => {
	const none = { ...FORM, steps: FORM.steps.map((s) => (s.id === "burden" ? { ...s, questions: s.questions.slice(1) } : s)) };
	assert.equal(beside(none, {}, "happened"), "known");
	assert.equal(beside(none, {}, "known", true), "happened");
	assert.equal(beside(FORM, {}, "happened"), "burden");
});

test("at the ends one stays", () => {
	assert.equal(beside(FORM, {}, CHECK), CHECK);
	assert.equal(beside(FORM, {}, SENT, true), SENT);
	assert.equal(beside(FORM, {}, CHECK, true), "known");
	assert.equal(beside(FORM, {}, START, true), START);
});

test("only questions and the check are counted", () => {
	assert.deepEqual(place(FORM, "happened"), { at: 1, of: 4 });
	assert.deepEqual(place(FORM, CHECK), { at: 4, of: 4 });
	assert.equal(place(FORM, CODE), undefined);
});

test("the history holds a number, and other states are no step", () => {
	assert.deepEqual(mark(FORM, "burden"), { at: 3 });
	assert.equal(marked(FORM, { at: 3 }), "burden");
	for (const state of [null, undefined, "3", { at: "3" }, { at: 99 }, { at: -1 }]) assert.equal(marked(FORM, state), undefined);
});
