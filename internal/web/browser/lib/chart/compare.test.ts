import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "./check.ts";
import { type Before, manyLeave, nothingChanges, type Plan, plan } from "./compare.ts";
import type { Person, Post } from "./people.ts";

const NONE: Before = { people: [], places: [], left: [], accounts: [], refused: [] };

const row = (number: string, name: string, more: Partial<Row> = {}): Row => ({
	line: 2, number, name, manager: "", standIn: "", unit: "", function: "", mail: "", posts: [], ...more,
});

const means = (unticked: string[] = []) => ({ newId: (number: string) => `id-${number}`, today: "2026-11-27", unticked: new Set(unticked) });

/** The chart after a plan was imported. */
function after(done: Plan, before: Before, more: Partial<Before> = {}): Before {
	const changed = new Set(done.places.map(({ person }) => person));
	const back = new Set(done.here.map(({ id }) => id));
	return {
		...before, people: done.people, places: [...before.places.filter(({ person }) => !changed.has(person)), ...done.places],
		left: [...before.left.filter((id) => !back.has(id)), ...done.left], ...more,
	};
}

const told = (done: Plan) => done.changes.map(({ person, kinds }) => `${person.name}: ${kinds.join(" ")}`);

const first = [row("1", "Noor Zilverberk", { unit: "Griffie" }), row("2", "Olaf Waterlelie", { manager: "1" }), row("3", "Wies Wollegras", { manager: "2", standIn: "1" })];

test("a first import makes everybody new", () => {
	const done = plan(first, NONE, means());
	assert.deepEqual(told(done), ["Noor Zilverberk: new", "Olaf Waterlelie: new", "Wies Wollegras: new"]);
	assert.deepEqual(done.places, [{ person: "id-1" }, { person: "id-2", line: "id-1" }, { person: "id-3", line: "id-2", standIn: "id-1" }]);
	assert.deepEqual([done.had, done.left], [0, []]);
});

test("the same file again changes nothing", () => {
	const had = after(plan(first, NONE, means()), NONE);
	const again = plan(first, had, means());
	assert.ok(nothingChanges(again));
	assert.deepEqual(again.people, had.people);
});

test("says who is called otherwise, sits elsewhere, left and came back; IDs stay", () => {
	const had = after(plan(first, NONE, means()), NONE);
	const next = [row("1", "Noor Zilverberk-Vos", { unit: "Griffie", function: "griffier" }), row("3", "Wies Wollegras", { manager: "1", standIn: "1" }), row("4", "Bo Els")];
	const done = plan(next, had, { ...means(), newId: () => "fresh" });
	assert.deepEqual(told(done), ["Noor Zilverberk-Vos: renamed function", "Wies Wollegras: moved", "Bo Els: new", "Olaf Waterlelie: left"]);
	assert.deepEqual(done.left, ["id-2"]);
	assert.deepEqual(done.here.map(({ id }) => id), ["id-1", "id-3", "fresh"]);
	assert.deepEqual(done.here[0]?.former, ["Noor Zilverberk"]);
	// Only what the server sees is sent as a place.
	assert.deepEqual(done.places.map(({ person }) => person), ["id-3", "fresh"]);

	const gone = after(done, had);
	const back = plan([...next, row("2", "Olaf Waterlelie", { manager: "1" })], gone, means());
	assert.deepEqual(told(back), ["Olaf Waterlelie: back"]);
	assert.deepEqual(back.places, [{ person: "id-2", line: "id-1" }]);
	assert.ok(nothingChanges(plan(next, gone, means())), "who left before does not leave again");
});

test("earlier names are kept, and one that somebody has again is none", () => {
	let had = NONE;
	for (const name of ["A", "B", "C", "A"]) had = after(plan([row("1", name)], had, means()), had);
	assert.deepEqual(had.people.map(({ name, former }) => [name, former]), [["A", ["C", "B"]]]);
});

test("an office that ended stays known; one without an end is as the file says", () => {
	const post = (office: string, from: string, until?: string): Post => ({ office, from, ...(until ? { until } : {}) });
	const posts = (done: Plan) => done.places[0]?.posts;
	let had = after(plan([row("1", "A", { posts: [post("council-member", "2022-03-30", "2026-03-31")] })], NONE, means()), NONE);
	let done = plan([row("1", "A", { posts: [post("alderman", "2026-05-26")] })], had, means());
	assert.deepEqual(posts(done), [post("council-member", "2022-03-30", "2026-03-31"), post("alderman", "2026-05-26")]);
	assert.deepEqual(told(done), ["A: function"]);
	had = after(done, had);
	done = plan([row("1", "A", { posts: [post("alderman", "2026-05-26", "2026-12-31")] })], had, means());
	assert.deepEqual(posts(done), [post("council-member", "2022-03-30", "2026-03-31"), post("alderman", "2026-05-26", "2026-12-31")]);
	done = plan([row("1", "A")], had, means());
	assert.deepEqual(posts(done), [post("council-member", "2022-03-30", "2026-03-31")]);
});

test("finds accounts by mail, else by a name that only one has", () => {
	const accounts = [
		{ id: "a1", name: "Noor Z.", mail: "Noor@Veenhaven.example" }, { id: "a2", name: "olaf  waterlelie" }, { id: "a3", name: "Bo Els" }, { id: "a4", name: "Bo Els" }, { id: "a5", name: "" },
	];
	const rows = [row("1", "Noor Zilverberk", { mail: "noor@veenhaven.example" }), row("2", "Oláf Waterlelie"), row("3", "Bo Els"), row("4", "Ties Turf", { mail: "" })];
	const before = { ...NONE, accounts };
	const done = plan(rows, before, means());
	assert.deepEqual(done.matches, [
		{ person: "id-1", account: "a1", by: "mail", refused: false },
		{ person: "id-2", account: "a2", by: "name", refused: false },
	]);
	assert.deepEqual(done.places[0], { person: "id-1", account: "a1" });

	const unticked = plan(rows, before, means(["id-1"]));
	assert.deepEqual(unticked.places[0], { person: "id-1" });
	const had = after(unticked, before, { refused: [{ person: "id-1", account: "a1" }] });
	assert.deepEqual(plan(rows, had, means()).matches, [
		{ person: "id-2", account: "a2", by: "before", refused: false },
		{ person: "id-1", account: "a1", by: "mail", refused: true },
	]);
	const gone = plan(rows, { ...had, accounts: accounts.slice(0, 1) }, means(["id-1"]));
	assert.deepEqual(told(gone), ["Oláf Waterlelie: other"], "an account that is no more is nobody's");
});

test("warns when more than a tenth leaves", () => {
	const people = Array.from({ length: 20 }, (_, i) => row(String(i), `N${i}`));
	const had = after(plan(people, NONE, means()), NONE);
	assert.equal(manyLeave(plan(people.slice(2), had, means())), false);
	assert.equal(manyLeave(plan(people.slice(3), had, means())), true);
	assert.equal(manyLeave(plan(people, NONE, means())), false);
});

test("a person is in the sealed names with their manager's ID", () => {
	const [, olaf] = plan(first, NONE, means()).people;
	assert.deepEqual(olaf, {
		id: "id-2", number: "2", name: "Olaf Waterlelie", former: [], unit: "", function: "", mail: "", manager: "id-1",
	} satisfies Person);
});
