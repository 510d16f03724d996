import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import type { KeyHolder } from "./send.ts";
import { People } from "./sendpeople.ts";

const someone = (person: string): KeyHolder => ({ person, function: "Behandelaar", name: person, note: "note" });
const struck = (person: string) => ({ person, function: "Behandelaar", name: person });

/** As the server: two of the office, and the desk when fewer than two are left. */
function server(office = ["anna", "bob"], desk = ["dina", "evert"]) {
	const lists = { office, desk, asked: [] as string[], down: false };
	const ask = (_office: string, gone: readonly string[]) => {
		lists.asked.push(gone.join());
		if (lists.down) return Promise.reject(new Failure("offline"));
		if (gone.some((one) => !lists.office.includes(one) && !lists.desk.includes(one))) {
			return Promise.reject(new Failure("request.malformed", "x", 400));
		}
		const left = lists.office.filter((one) => !gone.includes(one));
		const more = left.length < 2 ? lists.desk.filter((one) => !gone.includes(one)) : [];
		const holders = [...left, ...more].map(someone);
		return Promise.resolve({ root: "", holders, custodians: [], threshold: 2, enough: holders.length >= 2 });
	};
	return { lists, ask };
}

const names = (list: readonly { person: string }[] = []) => list.map((one) => one.person);

test("striking somebody brings the external desk, and taking it back sends it away", async () => {
	const people = new People(server().ask);
	await people.load("mayor");
	assert.deepEqual([names(people.preview?.holders), names(people.added)], [["anna", "bob"], []]);
	await people.strike("anna");
	assert.deepEqual(names(people.preview?.holders), ["bob", "dina", "evert"]);
	assert.deepEqual([names(people.struck), names(people.added)], [["anna"], ["dina", "evert"]]);
	await people.strike("dina");
	assert.deepEqual(names(people.added), ["evert"]);
	await people.restore("anna");
	assert.deepEqual([names(people.struck), names(people.added), names(people.preview?.holders)], [["dina"], [], ["anna", "bob"]]);
});

test("too few people is said, and can be put right", async () => {
	const people = new People(server(["anna"], ["dina"]).ask);
	await people.load("mayor");
	await people.strike("dina");
	assert.equal(people.preview?.enough, false);
	await people.restore("dina");
	assert.equal(people.preview?.enough, true);
});

test("who is struck may not know who the reporter is, also not when put back", async () => {
	const people = new People(server().ask);
	await people.load("mayor");
	people.know("anna", true);
	people.know("bob", true);
	people.know("bob", false);
	assert.deepEqual(people.known, ["anna"]);
	await people.strike("anna");
	await people.restore("anna");
	assert.deepEqual(people.known, []);
});

test("another office has other people", async () => {
	const { lists, ask } = server();
	const people = new People(ask, { struck: [struck("anna"), struck("bob")], known: ["dina"] });
	await people.load("mayor");
	assert.deepEqual([names(people.struck), people.known], [["anna", "bob"], ["dina"]]);
	lists.office = ["bob", "fien", "gijs"];
	await people.load("alderman");
	assert.deepEqual(people.settled, { struck: [struck("bob")], known: [] });
});

test("a strike that got no answer changes nothing", async () => {
	const { lists, ask } = server();
	const people = new People(ask);
	await people.load("mayor");
	lists.down = true;
	await assert.rejects(people.strike("anna"), { code: "offline" });
	assert.deepEqual([names(people.struck), names(people.preview?.holders)], [[], ["anna", "bob"]]);
});

test("somebody who was struck and has left is let go, the others stay struck", async () => {
	const { lists, ask } = server(["anna", "bob", "cees"]);
	const people = new People(ask, { struck: [struck("anna"), struck("bob")], known: [] });
	lists.office = ["bob", "cees"];
	await people.load("mayor");
	assert.deepEqual(names(people.struck), ["bob"]);
	assert.deepEqual(names(people.preview?.holders), ["cees", "dina", "evert"]);
});

test("how the list changed is told by name", async () => {
	const { lists, ask } = server();
	const people = new People(ask);
	await people.load("mayor");
	lists.office = ["bob", "cees"];
	const { added, gone } = await people.again();
	assert.deepEqual([names(added), names(gone)], [["cees"], ["anna"]]);
});
