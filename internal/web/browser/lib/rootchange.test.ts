import assert from "node:assert/strict";
import { test } from "node:test";
import { followRoot } from "./rootchange.ts";
import { read } from "./vectors.ts";

interface Vector {
	readonly name: string;
	readonly org: string;
	readonly known: string;
	readonly now: string;
	readonly changes: string[];
	readonly ok: boolean;
}

for (const v of read<Vector>("root-change.json")) {
	test(`root change: ${v.name}`, () => {
		assert.equal(followRoot(v.org, v.known, v.now, v.changes), v.ok);
	});
}
