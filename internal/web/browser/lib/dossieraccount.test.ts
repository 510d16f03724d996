import assert from "node:assert/strict";
import { test } from "node:test";
import { type FormLabels, readAccount, type Words } from "./dossieraccount.ts";

const words: Words = { yes: "Ja", day: (date) => `dag ${date}`, period: (value) => `periode ${value}`, files: "komen erna" };
const form: FormLabels = {
	id: "signal",
	version: 1,
	digest: "sha256-1",
	steps: [
		{
			title: "Wat is er gebeurd?",
			questions: [
				{ id: "role", kind: "single", label: "Hoe weet u hiervan?", options: { me: "Het overkwam mij" } },
				{ id: "what", kind: "long-text", label: "Vertel" },
				{ id: "date", kind: "date", label: "Datum" },
			],
		},
		{
			title: "Verder",
			questions: [
				{ id: "hopes", kind: "multiple", label: "Wat hoopt u?", options: { stop: "Dat het stopt" } },
				{ id: "not-safe", kind: "consent", label: "Ik ben niet veilig" },
				{
					id: "told",
					kind: "group",
					label: "Aan wie?",
					item: "Persoon",
					questions: [{ id: "whom", kind: "text", label: "Wie" }],
				},
			],
		},
		{ title: "Niets ingevuld", questions: [{ id: "careful", kind: "text", label: "Pas op" }] },
	],
};

function read(answers: unknown, digest = "sha256-1") {
	return readAccount(JSON.stringify({ questionnaire: "signal", version: 1, digest, lang: "nl", answers }), [form], words);
}

test("answers stand beside their questions, in the questionnaire's order", () => {
	const answers = {
		told: [{ whom: "mijn chef" }, { whom: "een collega" }],
		what: "Regel 1\nRegel 2 <b>",
		role: "me",
		date: "2026-06-05",
		hopes: ["stop", "else"],
		"not-safe": "yes",
	};
	assert.deepEqual(read(answers), {
		known: true,
		parts: [
			{
				title: "Wat is er gebeurd?",
				lines: [
					{ label: "Hoe weet u hiervan?", value: "Het overkwam mij" },
					{ label: "Vertel", value: "Regel 1\nRegel 2 <b>" },
					{ label: "Datum", value: "dag 2026-06-05" },
				],
			},
			{
				title: "Verder",
				lines: [
					{ label: "Wat hoopt u?", value: ["Dat het stopt", "else"] },
					{ label: "Ik ben niet veilig", value: "Ja" },
					{
						label: "Aan wie?",
						value: { item: "Persoon", items: [[{ label: "Wie", value: "mijn chef" }], [{ label: "Wie", value: "een collega" }]] },
					},
				],
			},
		],
	});
});

test("what the questionnaire does not know is shown all the same", () => {
	const account = read({ what: "x", later: "y", told: [{ whom: "a", extra: 7 }], role: 5, empty: "" });
	assert.ok("parts" in account);
	const shown = JSON.stringify(account.parts);
	for (const part of ['"label":"later","value":"y"', '"label":"extra","value":"7"', '"value":"5"']) {
		assert.ok(shown.includes(part), `${part} in ${shown}`);
	}
	assert.ok(!shown.includes("empty"));
});

test("another questionnaire gives ids for labels", () => {
	assert.deepEqual(read({ what: "x" }, "sha256-2"), {
		known: false,
		parts: [{ title: "", lines: [{ label: "what", value: "x" }] }],
	});
});

test("nothing filled in", () => {
	assert.deepEqual(read({}), { known: true, parts: [] });
});

test("what is no account is shown as it is", () => {
	for (const body of ["", "hello", "[]", "null", "{}", '{"answers":[]}', '{"answers":"x"}']) {
		assert.deepEqual(readAccount(body, [form], words), { unreadable: body });
	}
});

test("names of an object's own parts are only ids", () => {
	const account = readAccount(
		'{"digest":"sha256-1","answers":{"__proto__":"a","constructor":"b","role":"toString"}}',
		[form],
		words,
	);
	assert.ok("parts" in account);
	const shown = JSON.stringify(account.parts);
	assert.ok(shown.includes('"value":"toString"') && shown.includes('"label":"constructor","value":"b"'), shown);
});

test("a period is said in words, and names of files with what became of them", () => {
	const questions = [
		{ id: "lasted", kind: "period", label: "Hoe lang?" },
		{ id: "proof", kind: "attachment", label: "Foto's" },
		{ id: "said", kind: "voice", label: "Opname" },
	];
	const account = readAccount(
		JSON.stringify({ digest: "sha256-2", answers: { lasted: "2026-01-05/..", proof: ["a.jpg", "b.pdf"], said: ["opname-1.wav"] } }),
		[{ id: "kinds", version: 1, digest: "sha256-2", steps: [{ title: "Een", questions }] }],
		words,
	);
	assert.deepEqual("parts" in account ? account.parts[0]?.lines : account, [
		{ label: "Hoe lang?", value: "periode 2026-01-05/.." },
		{ label: "Foto's", note: "komen erna", value: ["a.jpg", "b.pdf"] },
		{ label: "Opname", note: "komen erna", value: ["opname-1.wav"] },
	]);
});
