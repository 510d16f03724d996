import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "./people.ts";
import { MAX_SHOWN, Searchable } from "./search.ts";

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
	id, number: `10${id}`, name, former: [], unit: "", function: "", mail: "", manager: "", ...more,
});

const people = new Searchable([
	person("1", "Renée van der Zuring", { unit: "Burgerzaken", former: ["Renée Elzenga"] }),
	person("2", "Olaf Waterlelie", { unit: "College" }),
	person("3", "Zoë Burger"),
	person("4", "Bürgi Ås"),
]);
const ids = (typed: string) => people.find(typed).people.map(({ id }) => id);

test("finds by parts of name, earlier name, number and unit, without case and marks", () => {
	assert.deepEqual(ids("RENEE zur"), ["1"]);
	assert.deepEqual(ids("elzenga"), ["1"]);
	assert.deepEqual(ids("102"), ["2"]);
	assert.deepEqual(ids("college waterl"), ["2"]);
	assert.deepEqual(ids("as"), ["4"]);
	assert.deepEqual(ids("renée olaf"), []);
	assert.deepEqual(ids("  "), []);
});

test("whose name begins so comes first", () => {
	assert.deepEqual(ids("burge"), ["3", "1"]);
});

test("who left is found last, and known as such", () => {
	const some = new Searchable([person("1", "Aya Els"), person("2", "Bo Els"), person("3", "Ed Vos-Els")], ["1"]);
	const { people: found } = some.find("els");
	assert.deepEqual(found.map((one) => [one.id, some.left(one)]), [["2", false], ["3", false], ["1", true]]);
});

test("a team has two or more who work directly under somebody now, under whatever ID", () => {
	const some = new Searchable([
		person("1", "Aya Els"), person("2", "Bo Els", { manager: "1" }), person("3", "Cas Els", { manager: "9" }), person("4", "Dex Els", { manager: "2" }),
		person("5", "Ed Els", { manager: "2" }), person("9", "Aya Els-Vos", { now: ["1"] }),
	], ["5"]);
	const lead = (typed: string) => some.find(typed, true).people.map(({ id }) => id);
	assert.deepEqual(lead("els"), ["1"]);
	assert.deepEqual(some.find("els").people.length, 5);
	assert.deepEqual(["1", "2", "4"].map((id) => some.under(some.person(id) as Person)), [2, 1, 0]);
	assert.equal(some.leaders, 1);
});

test("shows twenty, and says how many more there are", () => {
	const many = new Searchable(Array.from({ length: 20_000 }, (_, i) => person(String(i), `Iemand ${i}`)));
	const { people: shown, more } = many.find("iemand");
	assert.deepEqual([shown.length, more], [MAX_SHOWN, 20_000 - MAX_SHOWN]);
	assert.equal(many.person("7")?.name, "Iemand 7");
});
