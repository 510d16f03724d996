import assert from "node:assert/strict";
import { test } from "node:test";
import { knownRoot, type Pins } from "./staffroot.ts";

function pins(): Pins {
	const roots = new Map<string, string>();
	return { get: async (org) => roots.get(org), put: async (org, root) => void roots.set(org, root) };
}

test("the first root is known from then on, another one is not", async () => {
	const kept = pins();
	assert.equal(await knownRoot("veenhaven", "root+1", kept), true);
	assert.equal(await knownRoot("veenhaven", "root+1", kept), true);
	assert.equal(await knownRoot("veenhaven", "root+2", kept), false);
	assert.equal(await knownRoot("veenhaven", "root+1", kept), true, "another one takes no place");
	assert.equal(await knownRoot("elders", "root+2", kept), true);
});
