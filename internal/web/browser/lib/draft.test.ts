import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Failure } from "./api.ts";
import { type Bytes, toBase64 } from "./bytes.ts";
import { deriveReporter, newCode } from "./code.ts";
import { comeBack, DRAFT_ITEM, EMPTY, inTab, keepInTab, newest, openDraft, sealDraft } from "./draft.ts";
import { AGAIN_MS, KEEP_MS, type SaveState, Saver, type SaverParts, SEND_MS } from "./draftsaver.ts";

const org = "veenhaven";
const real = globalThis.fetch;
afterEach(() => {
	globalThis.fetch = real;
});

const person = "0123456789abcdef0123456789abcdef";
const draft = { count: 3, step: "about", answers: { what: "het", told: [{ whom: "Jo" }] }, struck: [{ person, function: "Behandelaar", name: "" }], known: [person], writing: "nog niet af" };

test("a draft opens with the code and with no other", async () => {
	const [me, other] = await Promise.all([deriveReporter(newCode(), org), deriveReporter(newCode(), org)]);
	const sealed = await sealDraft(org, me, draft);
	assert.deepEqual(await openDraft(org, me, sealed), draft);
	await assert.rejects(openDraft(org, other, sealed));
	assert.equal(await newest(org, other, sealed, null), null);
});

test("the newer of two drafts is taken, wherever it was kept", async () => {
	const me = await deriveReporter(newCode(), org);
	const [older, newer] = [await sealDraft(org, me, draft), await sealDraft(org, me, { ...draft, count: 4, step: "safe" })];
	assert.equal((await newest(org, me, older, newer))?.step, "safe");
	assert.equal((await newest(org, me, newer, older))?.step, "safe");
	assert.equal((await newest(org, me, null, older))?.step, "about");
	assert.equal(await newest(org, me, null, null), null);
});

test("what has not the form of a draft is left out", async () => {
	const me = await deriveReporter(newCode(), org);
	const odd = { count: "x", step: 1, answers: [], struck: ["<b>", { person: "x" }, { person, name: 1 }], known: ["x", 1, person], writing: 1 } as unknown as typeof draft;
	assert.deepEqual(await openDraft(org, me, await sealDraft(org, me, odd)), { ...EMPTY, struck: [{ person, function: "", name: "" }], known: [person] });
});

test("the tab's store may be full, shut or hold something else", () => {
	const shut = {
		getItem: (): string | null => {
			throw new Error("shut");
		},
		setItem: (): void => {
			throw new Error("full");
		},
	};
	keepInTab(shut, new Uint8Array(1));
	assert.equal(inTab(shut), null);
	assert.equal(inTab({ getItem: () => "!" }), null);
	const map = new Map<string, string>();
	keepInTab({ setItem: (k, v) => void map.set(k, v) }, new Uint8Array([7]));
	assert.deepEqual(inTab({ getItem: (k) => map.get(k) ?? null }), new Uint8Array([7]));
	assert.ok(map.has(DRAFT_ITEM));
});

test("a code leads to a signal, to a draft or to nothing", async () => {
	const answer = (status: number, body: unknown) => {
		globalThis.fetch = () => Promise.resolve(new Response(JSON.stringify(body), { status }));
	};
	answer(200, { state: "signal" });
	assert.deepEqual(await comeBack("nl", "00"), { state: "signal" });
	answer(200, { state: "draft", draft: toBase64(new Uint8Array([1])) });
	assert.deepEqual(await comeBack("nl", "00"), { state: "draft", sealed: new Uint8Array([1]), diary: undefined });
	const entry = { on: "2026-06-03", mark: "ab".repeat(32), sealed: toBase64(new Uint8Array([2])) };
	answer(200, { state: "draft", diary: { until: "2027-07-01", entries: [entry] } });
	assert.deepEqual(await comeBack("nl", "00"), { state: "draft", sealed: null, diary: { until: "2027-07-01", entries: [{ ...entry, sealed: new Uint8Array([2]) }] } });
	answer(404, { code: "mailbox.none", message: "x" });
	assert.deepEqual(await comeBack("nl", "00"), { state: "none" });
	answer(429, { code: "sign-in.throttled", message: "Wacht." });
	await assert.rejects(comeBack("nl", "00"), { code: "sign-in.throttled", message: "Wacht." });
	answer(200, { state: "odd" });
	await assert.rejects(comeBack("nl", "00"), { code: "failed" });
});

/** A saver on a clock that only goes when told. */
class World implements SaverParts {
	text = 0;
	now = 0;
	readonly timers: { at: number; then: () => void }[] = [];
	readonly sent: number[] = [];
	readonly kept: number[] = [];
	readonly told: string[] = [];
	fail: Failure | undefined;
	hold: Promise<void> | undefined;
	readonly saver = new Saver(this);

	seal(): Promise<Bytes> {
		return Promise.resolve(new Uint8Array([this.text]));
	}
	keep(bytes: Bytes): void {
		this.kept.push(bytes[0] ?? -1);
	}
	async send(bytes: Bytes): Promise<void> {
		await this.hold;
		if (this.fail) throw this.fail;
		this.sent.push(bytes[0] ?? -1);
	}
	tell(state: SaveState): void {
		this.told.push(state.state);
	}
	wait(ms: number, then: () => void): () => void {
		const timer = { at: this.now + ms, then };
		this.timers.push(timer);
		return () => void this.timers.splice(this.timers.indexOf(timer), this.timers.includes(timer) ? 1 : 0);
	}
	type(): void {
		this.text++;
		this.saver.changed();
	}
	async go(ms: number): Promise<void> {
		this.now += ms;
		for (const timer of this.timers.filter((t) => t.at <= this.now)) {
			this.timers.splice(this.timers.indexOf(timer), 1);
			timer.then();
		}
		for (let i = 0; i < 20; i++) await Promise.resolve();
	}
}

test("a change is in the tab soon, and on the server a little later, once", async () => {
	const w = new World();
	for (let i = 0; i < 5; i++) w.type();
	await w.go(KEEP_MS);
	assert.deepEqual([w.kept, w.sent], [[5], []]);
	assert.deepEqual(w.saver.unsent(), new Uint8Array([5]));
	await w.go(SEND_MS);
	assert.deepEqual([w.kept, w.sent], [[5], [5]]);
	assert.equal(w.saver.unsent(), undefined);
	assert.equal(w.told.at(-1), "saved");
	await w.saver.flush();
	assert.deepEqual(w.sent, [5]);
});

test("without connection it tries again by itself, and says so", async () => {
	const w = new World();
	w.fail = new Failure("offline");
	w.type();
	await w.go(SEND_MS);
	assert.equal(w.told.at(-1), "failed");
	for (const ms of AGAIN_MS) await w.go(ms);
	assert.deepEqual(w.sent, []);
	w.fail = undefined;
	await w.go(AGAIN_MS.at(-1) ?? 0);
	assert.deepEqual([w.sent, w.told.at(-1)], [[1], "saved"]);
});

test("a refusal is not repeated by itself, but the next change is", async () => {
	const w = new World();
	w.fail = new Failure("content.too-large", "te lang", 413);
	w.type();
	await w.go(SEND_MS);
	assert.deepEqual([w.told.at(-1), w.timers.length], ["failed", 0]);
	w.fail = undefined;
	w.type();
	await w.go(SEND_MS);
	assert.deepEqual(w.sent, [2]);
});

test("what is typed while saving is saved after it, one request at a time", async () => {
	const w = new World();
	let release = () => undefined as void;
	w.hold = new Promise((resolve) => (release = resolve));
	w.type();
	await w.go(SEND_MS);
	w.type();
	await w.go(SEND_MS);
	assert.deepEqual(w.sent, []);
	release();
	await w.go(0);
	await w.go(SEND_MS);
	assert.deepEqual([w.sent, w.told.at(-1)], [[1, 2], "saved"]);
});

test("after stop nothing is saved any more", async () => {
	const w = new World();
	w.type();
	await w.saver.stop();
	w.type();
	await w.go(SEND_MS);
	await w.saver.flush();
	assert.deepEqual([w.sent, w.kept, w.timers.length], [[], [], 0]);
	w.saver.resume();
	await w.go(SEND_MS);
	assert.deepEqual(w.sent, [2]);
});
