import assert from "node:assert/strict";
import { test } from "node:test";
import { POSITIONS, type Talk, THEMES } from "./advice.ts";
import { isShown, yearFigures } from "./advicefigures.ts";
import { type Count, publish, type Shown } from "./figure.ts";
import { read } from "./vectors.ts";

test("what may be shown is what Go says", () => {
	for (const { count, shown } of read<{ count: Count; shown: Shown }>("figures.json")) assert.deepEqual(publish(count), shown);
});

let next = 0;

function talks(n: number, more: Partial<Talk>): Talk[] {
	return Array.from({ length: n }, () => ({
		id: (++next).toString(16).padStart(32, "0"), day: "2025-02-03", theme: "bullying", position: "manager", words: "", follows: "", callOn: "", agreedOn: "", revokedOn: "", passed: "", passedOn: "", takenOn: "", ...more,
	}));
}

/** A division in one line: "behaviour 7 (-) matters 5 (-)". */
function told(parts: readonly Shown[] | undefined): string {
	if (!isShown(parts)) return "-";
	return parts.map(({ name, n, divisions }) => `${name} ${n}${divisions ? ` (${told(divisions[0])})` : ""}`).join(" ");
}

test("people are counted, not conversations", () => {
	const [first] = talks(1, {});
	const all = [...(first ? [first] : []), ...talks(9, { follows: first?.id ?? "" })];
	assert.deepEqual(yearFigures(all).n, 0);
	assert.equal(yearFigures(all).small, true);
	assert.equal(yearFigures(talks(5, {})).n, 5);
	assert.equal(yearFigures(talks(4, {})).small, true);
});

test("a division is shown whole or not at all, coarse and then fine", () => {
	const some = [...talks(7, { theme: "bullying", day: "2025-03-31" }), ...talks(5, { theme: "other", position: "mayor", day: "2025-07-01" })];
	const { n, divisions = [] } = yearFigures(some);
	assert.equal(n, 12);
	assert.deepEqual(divisions.map(told), ["behaviour 7 (-) matters 5 (-)", "working 7 (-) governing 5 (-)", "first-half 7 (-) second-half 5 (-)"]);
	const more = [...some, ...talks(5, { theme: "integrity", position: "mayor", day: "2025-12-31" }), ...talks(5, { day: "2025-04-01" })];
	assert.deepEqual((yearFigures(more).divisions ?? []).map(told), [
		"behaviour 12 (-) matters 10 (integrity 5 other 5)", "working 12 (-) governing 10 (-)", "first-half 12 (q1 7 q2 5) second-half 10 (q3 5 q4 5)",
	]);
	const thin = [...talks(20, {}), ...talks(4, { theme: "integrity" })];
	assert.equal(told(yearFigures(thin).divisions?.[0]), "-");
});

test("each theme, position and quarter is counted, once", () => {
	const all = THEMES.flatMap((theme) => POSITIONS.flatMap((position) => ["01", "05", "09", "11"].flatMap((month) => talks(1, { theme, position, day: `2025-${month}-15` }))));
	const { n, divisions = [] } = yearFigures(all);
	assert.equal(n, all.length);
	for (const parts of divisions) {
		assert.ok(isShown(parts));
		assert.equal(parts.reduce((sum, part) => sum + part.n, 0), n);
		for (const part of parts) {
			const below = part.divisions?.[0];
			assert.ok(isShown(below));
			assert.equal(below.reduce((sum, one) => sum + one.n, 0), part.n);
		}
	}
});

/** Every number that is shown, wherever. */
function numbers(shown: Shown): number[] {
	return [...(shown.small ? [] : [shown.n]), ...(shown.divisions ?? []).flatMap((parts) => parts.flatMap(numbers))];
}

test("nothing below five is in what is shown, whatever was noted", () => {
	let seed = 7;
	const draw = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
	for (let round = 0; round < 200; round++) {
		const all = Array.from({ length: draw(60) }, () =>
			talks(1, { theme: THEMES[draw(3)] ?? "other", position: POSITIONS[draw(5)] ?? "unknown", day: `2025-${String(1 + draw(12)).padStart(2, "0")}-01` })).flat();
		assert.ok(numbers(yearFigures(all)).every((n) => n >= 5));
	}
});
