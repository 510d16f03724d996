import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answers, fault, openAnswers, type Question, sealedText } from "./record.ts";

const question = (more: Partial<Question>): Question => ({
	name: "it", type: "choice", sealed: false, needed: true, agree: false, least: 0, most: 0, within: "", unless: "", unlessIn: [], ...more,
});

test("what is wrong with an answer is told", () => {
	const cases: [string, Partial<Question>, Answers, string][] = [
		["nothing", {}, {}, "missing"],
		["nothing where it need not be", { needed: false }, {}, ""],
		["nothing where another answer makes it free", { unless: "wish", unlessIn: ["support-only"] }, { wish: "support-only" }, ""],
		["nothing where another answer does not", { unless: "wish", unlessIn: ["support-only"] }, { wish: "stop" }, "missing"],
		["one of at least two", { type: "choices", least: 2, most: 5 }, { it: ["a"] }, "bounds"],
		["two of at least two", { type: "choices", least: 2, most: 5 }, { it: ["a", "b"] }, ""],
		["none, and it must be said", { type: "choices", least: 0, most: 5 }, { it: [] }, ""],
		["what was not considered", { type: "choices", least: 1, most: 5, within: "of" }, { it: ["a"], of: ["b"] }, "within"],
		["what was considered", { type: "choices", least: 1, most: 5, within: "of" }, { it: ["a"], of: ["b", "a"] }, ""],
		["too many", { type: "number", least: 0, most: 9 }, { it: 10 }, "bounds"],
		["half a number", { type: "number" }, { it: 1.5 }, "wrong"],
		["a letter", { type: "letter" }, { it: 1 }, ""],
		["a measure", { type: "measure", needed: false }, { it: 2 }, ""],
		["no letter", { type: "letter" }, {}, "missing"],
		["no declaration", { type: "yes-no", agree: true }, { it: false }, "agree"],
		["a no that is no declaration", { type: "yes-no" }, { it: false }, ""],
		["a long line", { type: "text" }, { it: "x".repeat(501) }, "wrong"],
	];
	for (const [name, more, answers, want] of cases) assert.equal(fault(question(more), answers), want, name);
});

test("sealed answers never go along", () => {
	const all = { open: "a", secret: "b", none: [] };
	const questions = [question({ name: "open" }), question({ name: "secret", sealed: true }), question({ name: "none" }), question({ name: "not" })];
	assert.deepEqual(openAnswers(questions, all), { open: "a", none: [] });
});

test("the text is lines, and then the words", () => {
	assert.equal(sealedText(["Hoe? gebeld"], "Daarom."), "Hoe? gebeld\n\nDaarom.");
	assert.equal(sealedText([], "Daarom."), "Daarom.");
	assert.equal(sealedText(["Hoe? gebeld"], ""), "Hoe? gebeld");
});
