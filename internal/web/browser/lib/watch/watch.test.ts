import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../bytes.ts";
import { MAX_FILE_BYTES, NoTable, readTable } from "../chart/csv.ts";
import { check } from "./check.ts";
import { guess, unmapped } from "./columns.ts";
import { holder } from "./hold.ts";
import { type Kind, KINDS, kindOf, MAX_WORDS, wordsIn } from "./kinds.ts";
import { comparable, match, MAX_PEOPLE, type Sought } from "./match.ts";
import { nameIn } from "./page.ts";
import type { Answers, Ask } from "./workwire.ts";

const HEAD = "personeelsnummer;naam;soort mutatie;ingangsdatum";

const table = (...lines: string[]) => readTable(utf8([HEAD, ...lines].join("\n")));

/** The changes of a file whose words for changes are as guessed. */
function checked(...lines: string[]) {
	const read = table(...lines);
	const mapping = guess(read.headings);
	const kinds = wordsIn(read, mapping.kind ?? 0).words.map(({ word }) => [word, kindOf(word)] as const).filter((one): one is [string, Kind] => one[1] !== "");
	return check(read, mapping, new Map(kinds));
}

const sanne: Sought = { name: "Sanne de Vries", number: "", from: "2026-01-05", until: "2027-01-05" };

const found = (sought: Partial<Sought>, ...lines: string[]) => match(checked(...lines).changes, [{ ...sanne, ...sought }])[0];

/** Whom a file has for a reporter: by what, and on which lines. */
const hits = (sought: Partial<Sought>, ...lines: string[]) =>
	found(sought, ...lines)?.people.map(({ by, number, changes }) => `${by} ${number}: ${changes.map(({ kind, day, line }) => `${kind} ${day} (${line})`).join(", ")}`);

test("guesses columns, and says what lacks", () => {
	assert.deepEqual(guess(HEAD.split(";")), { kind: 2, day: 3, number: 0, name: 1 });
	assert.deepEqual(guess(["Employee ID", "First name", "Surname", "Change type", "Effective date"]), { number: 0, given: 1, surname: 2, kind: 3, day: 4 });
	assert.equal(unmapped({ kind: 2, day: 3, number: 0 }), "");
	assert.equal(unmapped({ kind: 2, day: 3, surname: 0 }), "");
	assert.equal(unmapped({ day: 3, number: 0 }), "kind");
	assert.equal(unmapped({ kind: 3, number: 0 }), "day");
	assert.equal(unmapped({ kind: 2, day: 3, given: 0 }), "who");
	assert.equal(unmapped({ kind: 2, day: 2, number: 0 }), "twice");
});

test("words for changes, and what is none", () => {
	for (const [word, kind] of [
		["Overplaatsing", "transfer"], ["Slechtere beoordeling", "appraisal"], ["Contract niet verlengd", "contract-ended"], ["Einde dienstverband", "contract-ended"], ["Uit dienst", "contract-ended"],
		["Ander rooster", "schedule"], ["Schriftelijke berisping", "reprimand"], ["Minder loon", "pay"], ["Verlaging toelage", "pay"], ["Geen promotie", "no-promotion"], ["Bevordering afgewezen", "no-promotion"],
		["Contract not renewed", "contract-ended"], ["LESS PAY", "pay"], ["Promotion denied", "no-promotion"], ["New schedule", "schedule"],
		["Huwelijk", ""], ["Loonsverhoging", ""], ["Promotie", ""], ["Verhuizing", ""], ["", ""],
	] as const) {
		assert.equal(kindOf(word), kind, word);
	}
	assert.deepEqual(wordsIn(table("1;A B;Huwelijk;x", "2;C D;Berisping;x", "3;E F;Huwelijk;x", "4;G H;;x"), 2), { words: [{ word: "Huwelijk", lines: 2 }, { word: "Berisping", lines: 1 }], more: false });
	const many = wordsIn(table(...Array.from({ length: MAX_WORDS + 1 }, (_, i) => `1;A B;soort ${i};x`)), 2);
	assert.equal(many.words.length, MAX_WORDS);
	assert.equal(many.more, true);
});

test("reads changes, and leaves other lines", () => {
	assert.deepEqual(checked("7;Sanne de Vries;Overplaatsing;03-05-2026", "8;Bo Els;Huwelijk;geen dag"), {
		changes: [{ line: 2, number: "7", name: "Sanne de Vries", kind: "transfer", day: "2026-05-03" }],
		faults: [],
	});
	const split = readTable(utf8("voornaam,tussenvoegsel,achternaam,wijziging,datum\nSanne,de,Vries,berisping,2026-05-03\n"));
	assert.equal(check(split, guess(split.headings), new Map([["berisping", "reprimand"]])).changes[0]?.name, "Sanne de Vries");
});

test("names every fault with its line", () => {
	const { faults } = checked(
		";;Berisping;03-05-2026", // 2
		"7;A B;Berisping;31-02-2026", // 3
		"8;C D;Berisping;03-05-2026;te veel", // 4
		`9;${"x".repeat(301)};Berisping;03-05-2026`, // 5
		'10;"E;Berisping;03-05-2026', // 6
	);
	assert.deepEqual(faults.map(({ line, what, value }) => `${line} ${what} ${value}`.trim()), [
		"2 number-missing", "3 date-wrong 31-02-2026", "4 cells 5", `5 long ${"x".repeat(20)}…`, "6 quotes",
	]);
});

test("a number is sure, a name is a question", () => {
	const lines = ["0007;S. Vries;Overplaatsing;03-05-2026", "8;Sanne de Vries;Berisping;04-05-2026", "9;Bo Els;Berisping;04-05-2026"];
	assert.deepEqual(hits({ number: "7" }, ...lines), ["number 0007: transfer 2026-05-03 (2)"], "a namesake with another number is not the reporter");
	assert.deepEqual(hits({}, ...lines), ["name 0007: transfer 2026-05-03 (2)", "name 8: reprimand 2026-05-04 (3)"], "without a number both are asked about, apart");
	assert.deepEqual(hits({ number: "7" }, ";Sanne de Vries;Berisping;04-05-2026"), ["name : reprimand 2026-05-04 (2)"], "a line without a number is asked about");
	assert.deepEqual(hits({ number: "99" }, ...lines), []);
});

test("changes of one person are together, by day", () => {
	assert.deepEqual(hits({}, "7;Sanne de Vries;Berisping;04-06-2026", "7;de Vries, Sanne;Overplaatsing;03-05-2026"), ["name 7: transfer 2026-05-03 (3), reprimand 2026-06-04 (2)"]);
});

test("outside the days of the watch nothing is found", () => {
	assert.deepEqual(hits({}, ...["04-01-2026", "05-01-2026", "05-01-2027", "06-01-2027"].map((day) => `7;Sanne de Vries;Berisping;${day}`)), [
		"name 7: reprimand 2026-01-05 (3), reprimand 2027-01-05 (4)",
	]);
});

test("names as people and systems write them", () => {
	for (const [ours, theirs, same] of [
		["Sanne de Vries", "Vries, Sanne de", true], ["Sanne de Vries", "S. de Vries", true], ["Sanne de Vries", "SANNE VRIES-BERK", true], ["S.J. de Vries", "Sanne de Vries", true],
		["Zoë Çelik", "zoe celik", true], ["Sanne de Vries", "Bo de Vries", false], ["Sanne de Vries", "Sanne Berk", false], ["Sanne de Vries", "Vries", false], ["S. V.", "Sanne Vries", false],
		["Vries", "Sanne de Vries", false], ["van de", "van de", false], ["Sanne Sanne", "Sanne de Vries", false], ["Ali Yıldız", "Ali Yıldız", true], ["Jan van ’t Hof", "J. Hof", true], ["", "", false],
	] as const) {
		assert.equal(hits({ name: ours }, `7;${theirs};Berisping;04-05-2026`)?.length, same ? 1 : 0, `${ours} and ${theirs}`);
	}
	assert.equal(comparable("Vries"), false);
	assert.equal(comparable("de Vries"), false);
	assert.equal(comparable("S. de Vries"), true);
	assert.equal(nameIn('{"name":" Sanne ","contact":"x"}'), "Sanne");
	assert.equal(nameIn("no JSON"), "");
	assert.equal(nameIn('{"contact":"x"}'), "");
});

test("of very many namesakes a few are told, the number first", () => {
	const lines = Array.from({ length: MAX_PEOPLE + 5 }, (_, i) => `${i + 1};Sanne de Vries;Berisping;04-05-2026`);
	const got = found({}, ...lines);
	assert.equal(got?.people.length, MAX_PEOPLE);
	assert.equal(got?.more, 5);
	assert.deepEqual(hits({ number: "24" }, ";Sanne de Vries;Berisping;04-05-2026", ...lines)?.map((one) => one.split(":")[0]), ["number 24", "name "]);
});

test("20,000 lines are compared within seconds, and what is too large is refused", () => {
	const lines = Array.from({ length: 20_000 }, (_, i) => `${i + 1000};Naam${i % 977} van de Achternaam${i % 1409};${["Overplaatsing", "Berisping", "Minder loon", "Huwelijk"][i % 4]};${(i % 28) + 1}-05-2026`);
	const hold = holder();
	const ask = (one: Ask): Answers[keyof Answers] => {
		const got = hold({ call: 1, ask: one });
		assert.equal(got.kind, "answer");
		return (got as { answer: Answers[keyof Answers] }).answer;
	};
	const began = performance.now();
	const headed = ask({ kind: "read", bytes: utf8([HEAD, ...lines, "7;Sanne de Vries;Berisping;04-05-2026"].join("\n")).buffer }) as Answers["read"];
	assert.deepEqual(headed, { headings: HEAD.split(";"), lines: 20_001, examples: ["1000", "Naam0 van de Achternaam0", "Overplaatsing", "1-05-2026"] });
	const mapping = guess(headed.headings);
	const { words } = ask({ kind: "words", column: mapping.kind ?? 0 }) as Answers["words"];
	assert.equal(words.length, 4);
	const kinds = words.flatMap(({ word }) => (kindOf(word) === "" ? [] : [[word, kindOf(word) as Kind] as const]));
	const got = ask({ kind: "compare", mapping, kinds, sought: Array.from({ length: 30 }, () => sanne) }) as Answers["compare"];
	assert.equal(got.changes, 15_001);
	assert.deepEqual(got.found.map(({ people }) => people.length), Array.from({ length: 30 }, () => 1));
	assert.ok(performance.now() - began < 5_000, `it took ${performance.now() - began} ms`);

	assert.deepEqual(hold({ call: 2, ask: { kind: "read", bytes: new ArrayBuffer(MAX_FILE_BYTES + 1) } }), { kind: "not-done", call: 2, why: "too-large" });
	assert.deepEqual(hold({ call: 3, ask: { kind: "words", column: 0 } }), { kind: "not-done", call: 3, why: "failed" }, "of a file that was not read nothing is left of the one before");
	assert.throws(() => readTable(utf8(HEAD)), NoTable);
	assert.equal(KINDS.length, 7);
});
