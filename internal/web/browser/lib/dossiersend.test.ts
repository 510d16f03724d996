import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { type Means, send } from "./dossiersend.ts";
import { Refusal } from "./refusal.ts";
import type { Unsent } from "./staffdraft.ts";

const sealed = { id: "id1", base64: "AAAA", epoch: 2 };

/** Means that work, but for what post throws. */
function means(post: () => void = () => undefined, made?: unknown) {
	const posted: { act: string; body: unknown; epoch?: number | undefined }[] = [];
	const kept: Unsent[] = [];
	let seals = 0;
	const all: Means = {
		seal: async () => {
			seals++;
			return made === undefined ? { sealed } : { sealed, made };
		},
		keep: async (unsent) => void kept.push(unsent),
		post: async (act, body, epoch) => {
			posted.push({ act, body, epoch });
			post();
		},
	};
	return { all, posted, kept, seals: () => seals };
}

const fails = (code: string, status: number) => () => {
	throw new Failure(code, "", status);
};
const message = { act: "message", signal: "s1", unsent: { text: "Dag" } };

test("it is kept before it is sent, and sent", async () => {
	const m = means();
	assert.deepEqual(await send(message, m.all), { kind: "sent", id: "id1" });
	assert.deepEqual(m.kept, [{ text: "Dag", sealed }]);
	assert.deepEqual(m.posted, [{ act: "message", body: { signal: "s1", sealed: "AAAA" }, epoch: 2 }]);
});

test("a note names no signal, and brings the compartment that it made", async () => {
	const m = means(undefined, { threshold: 2 });
	await send({ act: "note", signal: "", unsent: { text: "x" } }, m.all);
	assert.deepEqual(m.posted[0]?.body, { sealed: "AAAA", made: { threshold: 2 } });
});

test("without an answer the same bytes are sent again", async () => {
	for (const [code, status] of [["offline", 0], ["uncertain", 503], ["unavailable", 503], ["failed", 500], ["sign-in.throttled", 429]] as const) {
		const outcome = await send(message, means(fails(code, status)).all);
		assert.equal(outcome.kind, "again", code);
		assert.ok("unsent" in outcome);
		assert.deepEqual(outcome.unsent, { text: "Dag", sealed });
		const second = means();
		assert.deepEqual(await send({ ...message, unsent: outcome.unsent }, second.all), { kind: "sent", id: "id1" });
		assert.equal(second.seals(), 0);
	}
});

test("after the session's end the words stay, and are sealed anew", async () => {
	const outcome = await send(message, means(fails("sign-in.ended", 401)).all);
	assert.equal(outcome.kind, "ended");
	assert.deepEqual("unsent" in outcome && outcome.unsent, { text: "Dag" });
});

test("somebody else was first: the page is loaded again, and the words stay", async () => {
	for (const code of ["signal.acknowledged-before", "dossier.compartment-made-before", "dossier.holders-changed", "protocol.not-yet"]) {
		const outcome = await send(message, means(fails(code, 409)).all);
		assert.equal(outcome.kind === "changed" && outcome.code, code);
		assert.deepEqual("unsent" in outcome && outcome.unsent, { text: "Dag" });
	}
});

test("what cannot be is refused, and the words stay", async () => {
	const outcome = await send(message, means(fails("content.too-large", 413)).all);
	assert.equal(outcome.kind, "refused");
	assert.deepEqual("unsent" in outcome && outcome.unsent, { text: "Dag" });
});

test("what was not sealed was not sent", async () => {
	for (const error of [new Refusal("key.unverified"), new Failure("offline"), new Error("broken")]) {
		const m = means();
		const outcome = await send(message, { ...m.all, seal: () => Promise.reject(error) });
		assert.equal(outcome.kind, "refused");
		assert.deepEqual(m.posted, []);
	}
});

test("what was chosen is kept with the words, whatever becomes of them", async () => {
	const record = { act: "write", signal: "", chosen: { kind: "advice" }, unsent: { text: "Dag", answers: "[true]" } };
	for (const [code, status, kind] of [
		["sign-in.ended", 401, "ended"],
		["offline", 0, "again"],
		["dossier.rekey-first", 409, "changed"],
		["record.unknown", 400, "refused"],
	] as const) {
		const m = means(fails(code, status));
		const outcome = await send(record, m.all);
		assert.equal(outcome.kind, kind);
		assert.equal("unsent" in outcome && outcome.unsent.answers, "[true]");
		assert.equal(m.kept[0]?.answers, "[true]", "what is on its way");
	}
});
