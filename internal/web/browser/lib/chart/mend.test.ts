import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../bytes.ts";
import { check } from "./check.ts";
import { guess } from "./columns.ts";
import { type Before, plan } from "./compare.ts";
import { readTable } from "./csv.ts";
import { aliases, hindrance, merged, split, without } from "./mend.ts";
import { cut, join, type Names } from "./names.ts";
import type { Person } from "./people.ts";
import { Searchable } from "./search.ts";

const person = (id: string, number: string, name: string, more: Partial<Person> = {}): Person => ({
	id, number, name, former: [], unit: "", function: "", mail: "", manager: "", ...more,
});

const noor = person("n", "1", "Noor Zilverberk", { former: ["Noor Els"] });
const again = person("a", "9", "Noor de Vos", { former: ["Noor Els"], manager: "b", mail: "noor@veenhaven.example" });
const bas = person("b", "2", "Bas Heideveld");
const wies = person("w", "3", "Wies Wollegras", { manager: "a" });
const names: Names = { people: [noor, again, bas, wies], last: { on: "2026-01-01", mapping: {}, refused: [{ person: "a", account: "x" }] } };
const why = { on: "2026-11-28", reason: "Two employments." };

const table = (...lines: string[]) => readTable(utf8(["personeelsnummer;naam;leidinggevende;afdeling;ambt", ...lines].join("\n")));
const checked = (now: Names, ...lines: string[]) => check(table(...lines), guess(table(...lines).headings), aliases(now.people));
const before = (now: Names, more: Partial<Before> = {}): Before => ({ people: now.people, places: [], left: [], accounts: [], refused: [], ...more });
const means = { newId: (number: string) => `new-${number}`, today: "2026-11-28", unticked: new Set<string>() };

test("two who are one have one entry, the earlier names of both, and both numbers", () => {
	const now = merged(names, "n", "a", why);
	assert.deepEqual(now.people, [
		{ ...noor, former: ["Noor Els", "Noor de Vos"], manager: "b" },
		person("a", "9", "Noor de Vos", { now: ["n"] }),
		bas,
		{ ...wies, manager: "n" },
	]);
	assert.deepEqual(now.last, { ...names.last, refused: [{ person: "n", account: "x" }], mended: [{ ...why, what: "merge", people: ["n", "a"] }] });
	assert.deepEqual([...aliases(now.people)], [["9", "1"]]);
	assert.throws(() => merged(names, "n", "nobody", why), TypeError);
});

test("after a merge either number in a file is that person", () => {
	const now = merged(names, "n", "a", why);
	for (const lines of [["1;Noor Zilverberk"], ["9;Noor de Vos"], ["9;Noor de Vos;;Raad;Raadslid", "1;Noor Zilverberk;;Griffie"], ["1;Noor Zilverberk;2", "9;Noor de Vos;2"]]) {
		const { rows, faults } = checked(now, ...lines, "2;Bas Heideveld", "3;Wies Wollegras;9");
		assert.deepEqual(faults, [], lines.join());
		const done = plan(rows, before(now), means);
		assert.deepEqual(done.here.map(({ id }) => id).sort(), ["b", "n", "w"]);
		assert.equal(done.here.find(({ id }) => id === "w")?.manager, "n");
		assert.deepEqual([done.left, done.had], [[], 3]);
		assert.ok(done.people.some(({ id, now }) => id === "a" && now?.[0] === "n"), "the earlier ID is still known");
	}
	// What stands under the number that stayed goes first, wherever it stands.
	for (const lines of [["9;Noor de Vos;;Raad", "1;Noor Zilverberk;;Griffie"], ["1;Noor Zilverberk;;Griffie", "9;Noor de Vos;;Raad"]]) {
		const [row] = checked(now, ...lines).rows;
		assert.deepEqual([row?.name, row?.unit], ["Noor Zilverberk", "Griffie"]);
	}
	assert.deepEqual(checked(now, "1;Noor;2", "9;Noor;3", "2;Bas", "3;Wies").faults.map(({ line, what }) => `${line} ${what}`), ["3 managers-two"]);
});

test("somebody who was two has the number; whoever left has none, and the earlier ID stands for both", () => {
	const now = split(names, { kind: "split", person: "n", here: "h", gone: "g" }, { name: "Noor Els", function: "griffier" }, why);
	assert.deepEqual(now.people.slice(0, 3), [
		{ ...noor, id: "h", former: [] },
		person("g", "", "Noor Els", { function: "griffier" }),
		person("n", "", "Noor Zilverberk", { now: ["h", "g"] }),
	]);
	assert.deepEqual(now.last.mended?.map(({ what, people }) => [what, people]), [["split", ["h", "g"]]]);
	const done = plan(checked(now, "1;Noor Zilverberk", "9;Noor de Vos", "2;Bas Heideveld", "3;Wies Wollegras;9").rows, before(now, { left: ["g"] }), means);
	assert.deepEqual(done.here.map(({ id }) => id), ["h", "a", "b", "w"]);
	assert.deepEqual(done.left, []);

	const people = new Searchable(now.people, ["g"]);
	assert.equal(people.size, 5, "an ID that is nobody's is not found");
	assert.deepEqual(people.find("noor").people.map(({ id }) => id).sort(), ["a", "g", "h"]);
	assert.equal(people.person("n")?.id, "n", "of two it is how they were called");
	// Split, and merged again: one person.
	const one = merged(now, "h", "g", why);
	assert.equal(new Searchable(one.people).person("n")?.id, "h");
	assert.equal(new Searchable(one.people).person("g")?.id, "h");
});

test("says what stands in the way of a merge", () => {
	const places = [{ person: "n", account: "x" }, { person: "b", account: "y" }, { person: "w" }];
	for (const [kept, other, want] of [
		[noor, noor, "same"], [bas, again, "above"], [again, bas, "above"], [wies, bas, "above"], [noor, bas, "accounts"], [noor, again, undefined], [noor, wies, undefined],
	] as const) {
		assert.equal(hindrance(names.people, places, kept, other), want, `${kept.name}, ${other.name}`);
	}
});

test("who left long ago is left out of the next names, unless they came back", () => {
	const now = merged(names, "n", "a", why);
	const gone = before(now, { left: ["n", "w"], forget: ["n", "w"] });
	const done = plan(checked(now, "2;Bas Heideveld", "3;Wies Wollegras").rows, gone, means);
	assert.deepEqual(done.people.map(({ id }) => id), ["b", "w"], "with the number that stood for them");
	const split2 = split(names, { kind: "split", person: "n", here: "h", gone: "g" }, { name: "Noor", function: "" }, why);
	assert.deepEqual(without(split2.people, new Set(["g"])).map(({ id }) => id), ["h", "n", "a", "b", "w"]);
	assert.deepEqual(without(split2.people, new Set(["g", "h"])).map(({ id }) => id), ["a", "b", "w"]);
});

test("names that were mended are read as they were written", () => {
	const now = split(merged(names, "n", "a", why), { kind: "split", person: "w", here: "h", gone: "g" }, { name: "Wies", function: "" }, why);
	assert.deepEqual(join(cut(now).map((piece) => JSON.parse(piece) as Record<string, unknown>)), now);
	assert.deepEqual(join(cut(names).map((piece) => JSON.parse(piece) as Record<string, unknown>)), names);
});
