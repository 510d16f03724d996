import assert from "node:assert/strict";
import { test } from "node:test";
import { type Head, Outline } from "./outline.ts";
import type { Person } from "./people.ts";

const person = (id: string, manager = ""): Person => ({ id, number: id, name: id.toUpperCase(), former: [], unit: "", function: "", mail: "", manager });
const told = (heads: readonly Head[]) => heads.map(({ person: { id }, direct, below, more }) => [id, direct, below, more]);

test("counts people below managers on every level", () => {
	const lines = new Outline([person("c", "b"), person("b", "a"), person("a"), person("d", "b"), person("e", "a"), person("x"), person("z", "y"), person("y"), person("v", "who-left")]);
	assert.deepEqual(told(lines.tops), [["a", 2, 4, true], ["y", 1, 1, false]]);
	assert.deepEqual(told(lines.heads("a")), [["b", 2, 2, false]]);
	assert.deepEqual(lines.heads("b"), []);
	assert.deepEqual([lines.managers, lines.alone], [3, 2]);
	assert.deepEqual(new Outline([]).tops, []);
});

test("is there at once for very many people in one line", () => {
	const chain = Array.from({ length: 50_000 }, (_, i) => person(`p${i}`, i === 0 ? "" : `p${i - 1}`));
	assert.deepEqual(told(new Outline(chain).tops), [["p0", 1, 49_999, true]]);
	const flat = new Outline(Array.from({ length: 50_000 }, (_, i) => person(`p${i}`, i === 0 ? "" : "p0")));
	assert.deepEqual(told(flat.tops), [["p0", 49_999, 49_999, false]]);
});
