import assert from "node:assert/strict";
import { test } from "node:test";
import { newIdentity } from "./identity.ts";
import { Drafts, type Shelf } from "./staffdraft.ts";

/** A sessionStorage that can be full. */
class Memory implements Shelf {
	readonly items = new Map<string, string>();
	full = false;

	get length(): number {
		return this.items.size;
	}
	key(i: number): string | null {
		return [...this.items.keys()][i] ?? null;
	}
	getItem(name: string): string | null {
		return this.items.get(name) ?? null;
	}
	setItem(name: string, value: string): void {
		if (this.full) throw new DOMException("full", "QuotaExceededError");
		this.items.set(name, value);
	}
	removeItem(name: string): void {
		this.items.delete(name);
	}
}

const own = await newIdentity();
const drafts = (shelf: Shelf, dossier = "d1", identity = own) => new Drafts(shelf, "veenhaven", dossier, identity);

test("what was kept comes back, also to a page that was loaded again", async () => {
	const shelf = new Memory();
	const unsent = { text: "Goedemiddag", sealed: { id: "ab", base64: "AAAA", epoch: 2 }, made: { threshold: 2 } };
	assert.equal(await drafts(shelf).save("message-1", unsent), true);
	assert.deepEqual(await drafts(shelf).load("message-1"), unsent);
	assert.deepEqual(drafts(shelf).forms(), ["message-1"]);
	assert.equal(await drafts(shelf).load("note"), undefined);
	assert.deepEqual(drafts(shelf, "d2").forms(), []);
});

test("nothing of it can be read in the storage", async () => {
	const shelf = new Memory();
	await drafts(shelf).save("note", { text: "kanarie-kanarie-kanarie" });
	const [[name, value] = ["", ""]] = [...shelf.items];
	assert.ok(!atob(value).includes("kanarie"));
	assert.equal(name, "gehoor-unsent/d1/note");
});

test("somebody else cannot open it, and it stays for its owner", async () => {
	const shelf = new Memory();
	await drafts(shelf).save("note", { text: "van mij" });
	assert.equal(await drafts(shelf, "d1", await newIdentity()).load("note"), undefined);
	assert.deepEqual(await drafts(shelf).load("note"), { text: "van mij" });
});

test("a slow save never overtakes a later one, nor a drop", async () => {
	const shelf = new Memory();
	const mine = drafts(shelf);
	await Promise.all([mine.save("note", { text: "eerst" }), mine.save("note", { text: "daarna" })]);
	assert.deepEqual(await mine.load("note"), { text: "daarna" });
	const slow = mine.save("note", { text: "te laat" });
	mine.drop("note");
	await slow;
	assert.equal(await mine.load("note"), undefined);
});

test("an emptied form is forgotten", async () => {
	const shelf = new Memory();
	const mine = drafts(shelf);
	await mine.save("note", { text: "x" });
	await mine.save("note", { text: "" });
	assert.equal(shelf.items.size, 0);
});

test("it says when it cannot keep", async () => {
	const shelf = new Memory();
	shelf.full = true;
	assert.equal(await drafts(shelf).save("note", { text: "x" }), false);
	shelf.full = false;
	assert.equal(await drafts(shelf).save("note", { text: "x".repeat(300_000) }), false);
});

test("damaged items count as nothing", async () => {
	const shelf = new Memory();
	shelf.items.set("gehoor-unsent/d1/note", "no base64");
	assert.equal(await drafts(shelf).load("note"), undefined);
	shelf.items.set("gehoor-unsent/d1/note", "AAAA");
	assert.equal(await drafts(shelf).load("note"), undefined);
});
