import assert from "node:assert/strict";
import { test } from "node:test";
import { parts } from "./answers.ts";
import { FORM } from "./answersform.ts";
import { formOf, readAccount, readAnswers, readWho } from "./answersread.ts";
import { account, who } from "./questionnaire.ts";

const line = (question: string, label: string, ...values: string[]) => ({ question, label, open: false, values });

test("answers are read back in words, step by step", () => {
	const answers = { what: "het", date: "2026-05-05", office: "mayor", told: [{ whom: "Jo", when: "gisteren" }, {}], asked: "no" };
	assert.deepEqual(parts(FORM, answers, "nl"), [
		{
			step: "happened",
			title: "Wat is er gebeurd?",
			lines: [
				line("what", "Vertel wat er is gebeurd", "het"),
				line("date", "Weet u de datum nog?", "dinsdag 5 mei 2026"),
				{ ...line("office", "Welke functie?", "Burgemeester"), open: true },
				{ ...line("told", "Aan wie?"), entry: "Persoon", entries: [[line("whom", "Wie", "Jo"), line("when", "Wanneer", "gisteren")], []] },
			],
		},
		{ step: "burden", title: "Wat is er van u gevraagd?", lines: [line("asked", "Gevraagd?", "Nee")] },
		{ step: "known", title: "Wie mag weten wie u bent?", lines: [] },
	]);
});

test("what is not asked any more is not read back", () => {
	const lines = (asked: string) => parts(FORM, { asked, "asked-by": "iemand" }, "nl")[1]?.lines.map((one) => one.question);
	assert.deepEqual(lines("yes"), ["asked", "asked-by"]);
	assert.deepEqual(lines("no"), ["asked"]);
});

test("what was sealed is read as it was written", () => {
	const answers = { what: "a", office: "mayor", "known-to": "handlers", name: "Jo", contact: "jo@example.org" };
	assert.deepEqual(readAccount(account(FORM, FORM.digest, "nl", answers)), {
		digest: FORM.digest,
		answers: { what: "a", office: "mayor", "known-to": "handlers" },
	});
	assert.deepEqual(readWho(who(FORM, answers) ?? ""), { name: "Jo", contact: "jo@example.org" });
});

test("what has not the form of answers is left out", () => {
	assert.deepEqual(readAnswers({ a: 1, b: null, c: "x", d: [{ e: 1, f: "y" }, 2], g: { h: "i" } }), { c: "x", d: [{ f: "y" }, {}] });
	for (const bad of ["", "[]", "1", "{}", '{"digest":1}']) assert.equal(readAccount(bad), null, bad);
	assert.deepEqual(readWho('{"name":1}'), { name: "", contact: "" });
	assert.equal(readWho("x"), null);
});

test("an account of another version is shown under its ids", () => {
	const answers = { older: "x" };
	const form = formOf({ digest: "sha256-11", answers }, [FORM], "nl");
	assert.deepEqual(parts(form, answers, "nl"), [{ step: "rest", title: "", lines: [line("older", "older", "x")] }]);
	assert.equal(formOf({ digest: FORM.digest, answers: { what: "x" } }, [FORM], "nl"), FORM);
});
