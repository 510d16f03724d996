import assert from "node:assert/strict";
import { test } from "node:test";
import { checkNumber } from "./checknumber.ts";
import type { Recipient } from "./identity.ts";
import { confirmRoot, trustRoot, type Changes, type Pins } from "./staffroot.ts";
import { read } from "./vectors.ts";

function pins(): Pins {
	const roots = new Map<string, string>();
	return { get: async (org) => roots.get(org), put: async (org, root) => void roots.set(org, root) };
}

/** Changes as the server would give them; told collects what is said. */
function changes(all: string[] = [], told: string[] = []): Changes {
	return { fetch: async () => all, tell: (number) => void told.push(number) };
}

test("the first root is known from then on, another one is not", async () => {
	const kept = pins();
	assert.equal(await trustRoot("veenhaven", "root+1", changes(), kept), true);
	assert.equal(await trustRoot("veenhaven", "root+1", changes(), kept), true);
	assert.equal(await trustRoot("veenhaven", "root+2", changes(), kept), false);
	assert.equal(await trustRoot("veenhaven", "root+1", changes(), kept), true, "another one takes no place");
	assert.equal(await trustRoot("elders", "root+2", changes(), kept), true);
});

test("a root to which the known one leads is followed, told once, and known from then on", async () => {
	for (const v of read<{ org: string; known: string; now: string; changes: string[]; ok: boolean }>("root-change.json")) {
		const kept = pins();
		const told: string[] = [];
		await kept.put(v.org, v.known);
		assert.equal(await trustRoot(v.org, v.now, changes(v.changes, told), kept), v.ok);
		assert.equal(await kept.get(v.org), v.ok ? v.now : v.known);
		assert.equal(await trustRoot(v.org, v.now, changes([], told), kept), v.ok);
		assert.equal(told.length, v.ok && v.known !== v.now ? 1 : 0);
	}
});

test("who heard its number confirms another root", async () => {
	const kept = pins();
	await kept.put("veenhaven", "root+1");
	const number = await checkNumber("veenhaven", "root", "root+2" as Recipient);
	const other = await checkNumber("veenhaven", "root", "root+3" as Recipient);
	for (const wrong of [other, "", number.slice(1)]) assert.equal(await confirmRoot("veenhaven", "root+2", wrong, kept), false);
	assert.equal(await kept.get("veenhaven"), "root+1");
	assert.equal(await confirmRoot("veenhaven", "root+2", ` ${number.replaceAll(" ", "")} `, kept), true);
	assert.equal(await trustRoot("veenhaven", "root+2", changes(), kept), true);
});
