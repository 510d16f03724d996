import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { fromBase64, toBase64 } from "./bytes.ts";
import { deriveReporter, newCode } from "./code.ts";
import { body, type Entry, MAX_ENTRIES, MAX_TEXT, markOf, openDiary, readSealed, room, type Sealed, sealEntry, told, diaryWire } from "./diary.ts";
import { openText } from "./seal.ts";

const org = "veenhaven";
const salt = "00".repeat(31) + "01";

test("a mark is that of formats.md, and another for other words or another salt", async () => {
	// printf 'gehoor diary v1\n' and the salt's bytes and 'ja', by sha256sum
	assert.equal(await markOf(salt, "ja"), "fa89dfa7b341e4ab1b950e67b9c1bd2bb56e1289b07cd7e5e7f08d9ec2018922");
	assert.notEqual(await markOf(salt, "nee"), await markOf(salt, "ja"));
	assert.notEqual(await markOf("ff".repeat(32), "ja"), await markOf(salt, "ja"));
});

test("an entry opens with its code, is never sealed twice alike, and its day is the server's", async () => {
	const [me, other] = await Promise.all([deriveReporter(newCode(), org), deriveReporter(newCode(), org)]);
	const [one, two] = [await sealEntry(org, me, "hij riep weer"), await sealEntry(org, me, "hij riep weer")];
	assert.notEqual(one.mark, two.mark);
	const kept: Sealed = { until: "2027-07-01", entries: [{ on: "2026-06-03", ...one }, { on: "2026-06-05", ...two }] };
	const mine = await openDiary(org, me, kept);
	assert.deepEqual(mine.entries.map(({ on, text }) => [on, text]), [["2026-06-03", "hij riep weer"], ["2026-06-05", "hij riep weer"]]);
	assert.deepEqual([mine.damaged, mine.marks], [[], [one.mark, two.mark]]);
	const theirs = await openDiary(org, other, kept);
	assert.deepEqual([theirs.entries, theirs.damaged], [[], ["2026-06-03", "2026-06-05"]]);
	// Another of one's own entries in its place is not what was kept.
	const swapped = await openDiary(org, me, { ...kept, entries: [{ on: "2026-06-03", mark: one.mark, sealed: two.sealed }] });
	assert.deepEqual([swapped.entries, swapped.damaged, swapped.marks], [[], ["2026-06-03"], [one.mark]]);
});

test("what goes into a signal opens for its holders, with every mark", async () => {
	const [me, holder] = await Promise.all([deriveReporter(newCode(), org), deriveReporter(newCode(), org)]);
	const one = await sealEntry(org, me, "een");
	const diary = await openDiary(org, me, { until: "2027-07-01", entries: [{ on: "2026-06-03", ...one }] });
	const wire = await diaryWire(org, diary, holder.recipient);
	assert.deepEqual(wire?.marks, [one.mark]);
	const words = await openText(holder.identity, org, "diary", fromBase64(wire?.sealed ?? ""));
	assert.deepEqual(await told(words, [{ on: "2026-06-03", mark: one.mark }]), { entries: [{ on: "2026-06-03", text: "een" }], missing: [] });
	assert.equal(await diaryWire(org, undefined, holder.recipient), undefined);
	assert.equal(await diaryWire(org, { ...diary, marks: [] }, holder.recipient), undefined);
});

test("a day stands beside the words that it is of, and beside no others", async () => {
	const mark = await markOf(salt, "een");
	const words = (...texts: string[]) => body(texts.map((text) => ({ salt, text })));
	assert.deepEqual(await told(words("een"), [{ on: "2026-06-03", mark }]), { entries: [{ on: "2026-06-03", text: "een" }], missing: [] });
	assert.deepEqual(await told(words("een!"), [{ on: "2026-06-03", mark }]), { entries: [{ on: "", text: "een!" }], missing: ["2026-06-03"] });
	// One day is of one entry.
	const twice = await told(words("een", "een"), [{ on: "2026-06-03", mark }]);
	assert.deepEqual(twice?.entries.map(({ on }) => on), ["2026-06-03", ""]);
	for (const bad of ["", "[]", "{}", `{"entries":1}`, `{"entries":[1,{"salt":"x","text":"een"},{"salt":"${salt}","text":1}]}`]) {
		assert.equal(await told(bad, [{ on: "2026-06-03", mark }]), null, bad);
	}
	const many = await told(words(...Array.from({ length: MAX_ENTRIES + 5 }, (_, i) => `${i}`)), []);
	assert.equal(many?.entries.length, MAX_ENTRIES);
});

test("what the server has is looked at", () => {
	const good = { until: "2027-07-01", entries: [{ on: "2026-06-03", mark: "ab".repeat(32), sealed: toBase64(new Uint8Array([1])) }] };
	assert.deepEqual(readSealed(good)?.entries[0]?.sealed, new Uint8Array([1]));
	assert.equal(readSealed(undefined), undefined);
	assert.equal(readSealed(null), undefined);
	const entry = good.entries[0];
	for (const bad of [1, {}, { ...good, until: "soon" }, { ...good, entries: {} }, ...[{ on: "" }, { mark: "AB".repeat(32) }, { sealed: 1 }].map((change) => ({ ...good, entries: [{ ...entry, ...change }] }))]) {
		assert.throws(() => readSealed(bad), Failure);
	}
});

test("what fits is counted over all entries, and at its longest spelling fits one content", async () => {
	const me = await deriveReporter(newCode(), org);
	const full = Array.from({ length: 5 }, (): Entry => ({ on: "2026-06-03", mark: "", salt, text: "\u0001".repeat(8_000) }));
	assert.equal(room([]), MAX_TEXT);
	assert.equal(room(full), 0);
	const short = Array.from({ length: MAX_ENTRIES - 5 }, (): Entry => ({ on: "2026-06-03", mark: "", salt, text: "" }));
	const wire = await diaryWire(org, { until: "", entries: [...full, ...short], damaged: [], marks: ["x"] }, me.recipient);
	assert.ok(fromBase64(wire?.sealed ?? "").length <= 256 << 10);
	const longest = await sealEntry(org, me, "\u0001".repeat(8_000));
	assert.ok(longest.sealed.length <= 64 << 10);
});
