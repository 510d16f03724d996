import assert from "node:assert/strict";
import { test } from "node:test";
import { type Act, agrees, apply, BODY_BYTES, bytesOf, Clash, due, isDay, newTalkId, openYear, passedWith, passing, search, sealYear, type Talk } from "./advice.ts";
import { AdviceYear } from "./advicekeep.ts";
import { Failure } from "./api.ts";
import { fromBase64, sha256Hex } from "./bytes.ts";
import { newIdentity } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { seal } from "./seal.ts";
import { recipientOf } from "./identity.ts";

const own = await newIdentity();
const ORG = "veenhaven";

function talk(id: number, day: string, more: Partial<Talk> = {}): Talk {
	return {
		id: id.toString(16).padStart(32, "0"), day: `2026-${day}`, theme: "bullying", position: "manager", words: `gesprek ${id}`,
		follows: "", callOn: "", agreedOn: "", revokedOn: "", passed: "", passedOn: "", takenOn: "", ...more,
	};
}

const ids = (talks: readonly Talk[]): number[] => talks.map(({ id }) => Number.parseInt(id, 16));
const [one, two, three] = [talk(1, "01-05"), talk(2, "03-01"), talk(3, "03-01")];

test("whatever is noted, what is sealed is as long", async () => {
	const lengths = new Set<number>();
	for (const talks of [[], [one], Array.from({ length: 200 }, (_, i) => talk(i + 1, "02-02", { words: "x".repeat(1000) }))]) {
		const { bytes } = await sealYear(ORG, own, 2026, talks);
		lengths.add(bytes.length);
		assert.equal((await openYear(ORG, own, 2026, bytes)).length, talks.length);
	}
	assert.deepEqual([...lengths], [259_755]); // internal/advice, SealedBytes
});

test("what does not fit is refused, and said before", async () => {
	const large = [talk(1, "01-01", { words: "é".repeat(BODY_BYTES / 2) })];
	assert.ok(bytesOf(2026, large) > BODY_BYTES);
	await assert.rejects(sealYear(ORG, own, 2026, large), (error) => error instanceof Refusal && error.code === "content.too-large");
});

test("what was noted comes back as it was, to nobody else, and in no other year", async () => {
	const noted = [talk(1, "12-31", { words: "Ärger\n\"citaat\"", agreedOn: "2026-12-31", callOn: "2027-01-10" })];
	const { bytes } = await sealYear(ORG, own, 2026, noted);
	assert.deepEqual(await openYear(ORG, own, 2026, bytes), noted);
	assert.ok(!new TextDecoder("latin1").decode(bytes).includes("citaat"));
	await assert.rejects(openYear(ORG, own, 2025, bytes), Refusal);
	await assert.rejects(openYear("duinrade", own, 2026, bytes), Refusal);
	await assert.rejects(openYear(ORG, await newIdentity(), 2026, bytes), Refusal);
});

test("what is not as we write it is refused", async () => {
	const bad = [
		{ v: 2, year: 2026, talks: [] }, { v: 1, year: 2026 }, { v: 1, year: 2026, talks: [{}] }, { v: 1, year: 2026, talks: [{ ...one, day: "2025-01-01" }] },
		{ v: 1, year: 2026, talks: [{ ...one, day: "2026-02-30" }] }, { v: 1, year: 2026, talks: [{ ...one, theme: "gossip" }] },
		{ v: 1, year: 2026, talks: [{ ...one, position: "external-desk" }] }, { v: 1, year: 2026, talks: [{ ...one, words: 5 }] }, { v: 1, year: 2026, talks: [null] },
	];
	for (const body of bad) {
		const { bytes } = await seal(ORG, "advice", JSON.stringify(body), [await recipientOf(own)]);
		await assert.rejects(openYear(ORG, own, 2026, bytes), Refusal, JSON.stringify(body));
	}
	const draft = await seal(ORG, "draft", JSON.stringify({ v: 1, year: 2026, talks: [] }), [await recipientOf(own)]);
	await assert.rejects(openYear(ORG, own, 2026, draft.bytes), Refusal);
});

test("a change is made on what it was made on, and on nothing else", () => {
	assert.deepEqual(ids(apply([], { put: one, on: undefined })), [1]);
	assert.deepEqual(ids(apply([one], { put: two, on: undefined })), [2, 1]);
	assert.deepEqual(ids(apply([two, one], { put: three, on: undefined })), [2, 3, 1]);
	const changed = { ...one, words: "anders" };
	assert.equal(apply([two, one], { put: changed, on: one })[1]?.words, "anders");
	assert.deepEqual(apply([changed], { put: changed, on: one }), [changed]); // the answer was lost
	const elsewhere = { ...one, words: "elders" };
	assert.throws(() => apply([elsewhere], { put: changed, on: one }), (error) => error instanceof Clash && error.theirs === elsewhere);
	assert.throws(() => apply([two], { put: changed, on: one }), (error) => error instanceof Clash && error.theirs === undefined);
	assert.throws(() => apply([elsewhere], { put: one, on: undefined }), Clash);
	assert.deepEqual(apply([two, one], { remove: one }), [two]);
	assert.deepEqual(apply([two], { remove: one }), [two]);
	assert.throws(() => apply([elsewhere], { remove: one }), Clash);
});

test("conversations with one person hang below the first", () => {
	const below = { ...two, follows: one.id };
	const deeper = apply([below, one], { put: { ...three, follows: two.id }, on: undefined });
	assert.deepEqual(deeper.map(({ follows }) => follows), [one.id, one.id, ""]);
	const left = apply(deeper, { remove: one });
	assert.equal(left.filter(({ follows }) => follows === "").length, 1);
	assert.equal(new Set(left.map((each) => each.follows || each.id)).size, 1);
	assert.equal(apply([{ ...two, follows: newTalkId() }], { put: one, on: undefined })[0]?.follows, ""); // below nothing
	const round = apply([{ ...one, follows: two.id }, { ...two, follows: one.id }], { put: three, on: undefined });
	assert.equal(round.filter(({ follows }) => follows === "").length, 2); // a circle has a first one too
});

test("who is to be called stands in order", () => {
	const late = { ...one, callOn: "2026-02-01" };
	const today = { ...two, callOn: "2026-03-09" };
	assert.deepEqual(ids(due([today, late, three, talk(4, "01-01", { callOn: "2026-03-10" })], "2026-03-09")), [1, 2]);
});

test("agreeing is taken back", () => {
	assert.equal(agrees(one), false);
	assert.equal(agrees({ ...one, agreedOn: "2026-01-05" }), true);
	assert.equal(agrees({ ...one, agreedOn: "2026-01-05", revokedOn: "2026-01-06" }), false);
});

test("a search finds every word, in whatever letters", () => {
	const talks = [talk(1, "01-05", { words: "Zij zei: Café De Zwaan" }), talk(2, "02-05", { words: "de zwaan" })];
	const found = (query: string) => ids(search(talks, query, ({ theme }) => (theme === "bullying" ? "Pesten" : "")));
	assert.deepEqual(found("cafe zwaan"), [1]);
	assert.deepEqual(found("  ZWAAN "), [1, 2]);
	assert.deepEqual(found("pesten café"), [1]);
	assert.deepEqual(found("zwanen"), []);
	assert.deepEqual(found(""), [1, 2]);
});

test("a day is one that the calendar has", () => {
	for (const day of ["2026-02-28", "2024-02-29", "2026-12-31"]) assert.ok(isDay(day), day);
	for (const day of ["", "2026-02-29", "2026-13-01", "2026-1-1", "2026-04-31", "26-01-01", "2026-01-01T00:00"]) assert.ok(!isDay(day), day);
});

/** A server with one adviser. */
class Server {
	row: { mark: string; sealed: string } | undefined;
	saves = 0;
	trouble: ("lost" | "offline")[] = [];

	readonly post = async (act: string, body: unknown): Promise<unknown> => {
		const { after = "", sealed = "", mark = "" } = body as { after?: string; sealed?: string; mark?: string };
		if (act === "open") return { mark: this.row?.mark ?? "", sealed: this.row?.sealed ?? "" };
		const how = this.trouble.shift();
		if (how === "offline") throw new Failure("offline");
		const name = await sha256Hex(fromBase64(sealed));
		const is = this.row?.mark ?? "";
		if (act === "drop") {
			if (is !== mark) throw new Failure("advice.changed", "", 409);
			this.row = undefined;
			return undefined;
		}
		if (is !== after && is !== name) throw new Failure("advice.changed", "", 409);
		this.row = { mark: name, sealed };
		this.saves++;
		if (how === "lost") throw new Failure("offline");
		return undefined;
	};
}

async function tab(server: Server): Promise<AdviceYear> {
	const year = new AdviceYear({ org: ORG, own, post: server.post }, 2026);
	await year.open();
	return year;
}

const put = (talk: Talk, on?: Talk): Act => ({ put: talk, on });

test("two tabs lose nothing", async () => {
	const server = new Server();
	const [a, b] = [await tab(server), await tab(server)];
	await a.begin();
	await b.begin();
	assert.equal(server.saves, 1);
	await Promise.all([a.change(put(one)), a.change(put(two)), b.change(put(three))]);
	assert.deepEqual(ids((await tab(server)).talks), [2, 3, 1]);
	await a.change(put({ ...one, words: "van a" }, one));
	await assert.rejects(b.change(put({ ...one, words: "van b" }, one)), (error) => error instanceof Clash && error.theirs?.words === "van a");
	const theirs = b.talks.find(({ id }) => id === one.id);
	await b.change(put({ ...one, words: "van b" }, theirs));
	assert.equal((await tab(server)).talks.find(({ id }) => id === one.id)?.words, "van b");
	await a.change({ remove: two });
	assert.deepEqual(ids(a.talks), [3, 1]);
});

test("a lost answer is no second conversation, and what did not arrive is not shown as kept", async () => {
	const server = new Server();
	const year = await tab(server);
	server.trouble = ["offline"];
	await assert.rejects(year.change(put(one)), Failure);
	assert.deepEqual(ids(year.talks), []);
	server.trouble = ["lost"];
	await assert.rejects(year.change(put(one)), Failure);
	await year.change(put(one));
	assert.deepEqual(ids((await tab(server)).talks), [1]);
	assert.equal(server.saves, 1);
});

test("a year is taken away as it was read, or not", async () => {
	const server = new Server();
	const [a, b] = [await tab(server), await tab(server)];
	await a.change(put(one));
	await b.open();
	await a.change(put(two));
	await assert.rejects(b.drop(), (error) => error instanceof Failure && error.code === "advice.changed");
	await a.drop();
	assert.equal(server.row, undefined);
	assert.equal(a.there, false);
	await a.change(put(three));
	assert.deepEqual(ids((await tab(server)).talks), [3]);
});

test("what an earlier version noted has passed nothing on, and stays readable", async () => {
	const { passed: _, passedOn: __, takenOn: ___, ...before } = one;
	const { bytes } = await seal(ORG, "advice", JSON.stringify({ v: 1, year: 2026, talks: [before] }), [await recipientOf(own)]);
	assert.deepEqual(await openYear(ORG, own, 2026, bytes), [one]);
	for (const wrong of [{ passed: "xyz" }, { passed: 5 }, { passedOn: "2026-02-30" }, { takenOn: null }]) {
		const body = await seal(ORG, "advice", JSON.stringify({ v: 1, year: 2026, talks: [{ ...one, ...wrong }] }), [await recipientOf(own)]);
		await assert.rejects(openYear(ORG, own, 2026, body.bytes), Refusal, JSON.stringify(wrong));
	}
});

test("each person counts once, whichever conversation it was after", () => {
	const passed = "ab".repeat(32);
	const first = talk(1, "01-05", { passed, passedOn: "2026-01-20" });
	const later = talk(2, "02-05", { follows: first.id });
	const other = talk(3, "02-06");
	assert.deepEqual([first, later, { ...first, passedOn: "" }, { ...first, takenOn: "2026-02-01" }].map(passing), ["passed", "", "unsure", "taken"]);
	assert.equal(passedWith(later, [first, later, other]), first);
	assert.equal(passedWith(other, [first, later, other]), undefined);
	assert.equal(passedWith(later, [{ ...first, takenOn: "2026-02-01" }, later]), undefined);
	assert.equal(passedWith(first, [first, later])?.id, first.id);
});
