import assert from "node:assert/strict";
import { test } from "node:test";
import { Admission, PASS_ITEM } from "./admission.ts";
import { Failure, type post } from "./api.ts";
import { read } from "./vectors.ts";
import { bitsOf, PARTS, solvePart, zeros } from "./work.ts";

const challenge = `1.11.1772442000.${"0f".repeat(32)}`;

/** A server that answers in turn, and what it was asked. */
function server(...answers: (unknown | Failure)[]) {
	const asked: [string, unknown][] = [];
	const ask: typeof post = async (_lang, path, body) => {
		asked.push([path, JSON.parse(JSON.stringify(body))]);
		const answer = answers.shift();
		if (answer instanceof Failure) throw answer;
		return answer;
	};
	return { asked, ask };
}

function memory(): Pick<Storage, "getItem" | "setItem"> {
	const items = new Map<string, string>();
	return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

const parts = (ask: typeof post, store = memory(), solve = async (_: string): Promise<number[]> => [1]) => ({ lang: "nl", lookup: "ab", post: ask, store, solve });

test("the work is what the server checks", () => {
	for (const { challenge, bits, answers } of read<{ challenge: string; bits: number; answers: number[] }>("work.json")) {
		assert.equal(bitsOf(challenge), bits);
		assert.equal(answers.length, PARTS);
		for (const part of [0, 7, 15]) assert.equal(solvePart(challenge, part, bits), answers[part]);
	}
});

test("zeros are counted across bytes", () => {
	assert.equal(zeros(new Uint8Array([0x80])), 0);
	assert.equal(zeros(new Uint8Array([0x00, 0x1f])), 11);
	assert.equal(zeros(new Uint8Array([0, 0])), 16);
});

test("what is no challenge, or too much, is not worked on", () => {
	for (const odd of ["", "1.11", challenge.replace("1.11.", "1.18."), challenge.replace("1.", "2."), `${challenge}0`]) assert.equal(bitsOf(odd), undefined);
});

test("a pass is kept for the tab, and asked for once", async () => {
	const { asked, ask } = server({ pass: "P" });
	const store = memory();
	const one = new Admission(parts(ask, store));
	await Promise.all([one.enter(), one.enter()]);
	await one.enter();
	assert.deepEqual(asked, [["/api/begin", { lookup: "ab" }]]);
	assert.equal(one.pass, "P");
	assert.equal(store.getItem(PASS_ITEM), "P");
	assert.equal(new Admission(parts(ask, store)).pass, "P");
});

test("work is done, and once more where it came too late", async () => {
	const { asked, ask } = server({ challenge }, { challenge }, { pass: "P" });
	const one = new Admission(parts(ask));
	await one.enter();
	assert.equal(one.pass, "P");
	assert.deepEqual(asked[2], ["/api/begin", { lookup: "ab", challenge, answers: [1] }]);
});

test("a server that never has enough, or asks for something else, is given up", async () => {
	for (const odd of [challenge, "something else"]) {
		const { ask } = server(...Array.from({ length: 9 }, () => ({ challenge: odd })));
		await assert.rejects(new Admission(parts(ask)).enter(), new Failure("failed"));
	}
});

test("a server without a guard gives no pass and asks nothing", async () => {
	const { asked, ask } = server({}, undefined);
	const one = new Admission(parts(ask));
	await one.enter();
	await one.post("nl", "/api/draft", { sealed: "x" });
	assert.deepEqual(asked[1], ["/api/draft", { sealed: "x" }]);
});

test("what was typed is sent after the work, if the server asks only then", async () => {
	const { asked, ask } = server(new Failure("intake.proof", "", 429), { challenge }, { pass: "P" }, undefined);
	await new Admission(parts(ask)).post("nl", "/api/signal", { org: "v" });
	assert.deepEqual(asked.at(-1), ["/api/signal", { org: "v", pass: "P" }]);
});

test("a server that was away at the beginning is asked again when something is sent", async () => {
	const { ask } = server(new Failure("offline"), { ok: true });
	const one = new Admission(parts(ask));
	await assert.rejects(one.enter(), new Failure("offline"));
	assert.deepEqual(await one.post("nl", "/api/signal", {}), { ok: true });
	const { ask: refuses } = server(new Failure("unavailable", "", 503));
	await assert.rejects(new Admission(parts(refuses)).post("nl", "/api/signal", {}), new Failure("unavailable", "", 503));
});
