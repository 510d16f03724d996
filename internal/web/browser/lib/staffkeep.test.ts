import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure, record } from "./api.ts";
import { fromBase64, sha256Hex, toBase64 } from "./bytes.ts";
import { newIdentity, recipientOf } from "./identity.ts";
import { seal } from "./seal.ts";
import { Drafts, type Shelf } from "./staffdraft.ts";
import { AGAIN_MS, AT_LEAST_MS, Keeper, type KeepState, SEND_MS } from "./staffkeep.ts";

const own = await newIdentity();
const signal = "0a".repeat(16);
const message = `message-${signal}`;

class Memory implements Shelf {
	readonly items = new Map<string, string>();
	get length(): number {
		return this.items.size;
	}
	key(i: number): string | null {
		return [...this.items.keys()][i] ?? null;
	}
	getItem(name: string): string | null {
		return this.items.get(name) ?? null;
	}
	setItem(name: string, value: string): void {
		this.items.set(name, value);
	}
	removeItem(name: string): void {
		this.items.delete(name);
	}
}

/** The server's law (internal/draft): a save goes on from the one that it names. */
class Server {
	readonly rows = new Map<string, { mark: string; sealed: string }>();
	readonly asked: string[] = [];
	/** What goes wrong with the next requests: before they arrive, or after. */
	trouble: ("lost" | "answer lost" | "ended")[] = [];

	async post(act: string, body: unknown): Promise<unknown> {
		this.asked.push(act);
		const how = act === "draft" ? this.trouble.shift() : undefined;
		if (how === "lost") throw new Failure("offline");
		if (how === "ended") throw new Failure("sign-in.ended", "", 401);
		const answer = await this.#do(act, record(body));
		if (how === "answer lost") throw new Failure("offline");
		return answer;
	}

	async #do(act: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
		const form = String(body["form"]);
		const row = this.rows.get(form);
		if (act === "drafts") {
			return { drafts: [...this.rows].map(([name, one]) => ({ form: name, keptAt: "2026-03-02T09:00:00Z", ...one })) };
		}
		if (act === "draft-drop") {
			if ((body["marks"] as string[]).includes(row?.mark ?? "")) this.rows.delete(form);
			return undefined;
		}
		const sealed = String(body["sealed"]);
		const mark = await sha256Hex(fromBase64(sealed));
		if (row?.mark !== mark && (row?.mark ?? "") !== (body["after"] ?? "")) throw new Failure("draft.changed", "", 409);
		this.rows.set(form, { mark, sealed });
		return undefined;
	}
}

/** A tab: time moves when a test says so. */
class Tab {
	readonly states: KeepState[] = [];
	readonly keeper: Keeper;
	readonly shelf: Memory;
	#now = 0;
	#waiting: { at: number; then: () => void }[] = [];

	constructor(server: Server, shelf = new Memory(), dossier = "d1", identity = own) {
		this.shelf = shelf;
		this.keeper = new Keeper({
			org: "veenhaven",
			dossier,
			own: identity,
			shelf: new Drafts(shelf, "veenhaven", dossier, identity),
			post: (act, body) => server.post(act, body),
			tell: (_, state) => void this.states.push(state),
			wait: (ms, then) => {
				const one = { at: this.#now + ms, then };
				this.#waiting.push(one);
				return () => {
					this.#waiting = this.#waiting.filter((other) => other !== one);
				};
			},
			now: () => this.#now,
		});
	}

	/** Lets time pass, and what was begun end. */
	async pass(ms: number): Promise<void> {
		this.#now += ms;
		const due = this.#waiting.filter((one) => one.at <= this.#now);
		this.#waiting = this.#waiting.filter((one) => one.at > this.#now);
		for (const one of due) one.then();
		if (due.length > 0) await this.keeper.flush(); // waits for what began
	}

	get last(): string {
		return this.states.at(-1)?.state ?? "";
	}
}

/** A tab with the page loaded. */
async function opened(server: Server, shelf?: Memory): Promise<Tab> {
	const tab = new Tab(server, shelf);
	await tab.keeper.load();
	return tab;
}

test("what was typed is on the server soon, and comes back in another browser", async () => {
	const server = new Server();
	const tab = await opened(server);
	assert.deepEqual(await tab.keeper.begin(message), {});
	await tab.keeper.save(message, { text: "Goede" });
	await tab.pass(SEND_MS - 1);
	assert.equal(server.rows.size, 0);
	await tab.keeper.save(message, { text: "Goedemiddag" });
	await tab.pass(SEND_MS);
	assert.equal(tab.last, "kept");
	assert.deepEqual([...server.rows.keys()], [message]);
	const other = await opened(server);
	const begun = await other.keeper.begin(message);
	assert.deepEqual(begun.unsent, { text: "Goedemiddag" });
	assert.equal(begun.at?.toISOString(), "2026-03-02T09:00:00.000Z");
});

test("who types on and on is kept every ten seconds", async () => {
	const server = new Server();
	const tab = await opened(server);
	await tab.keeper.begin(message);
	for (let i = 0; i * 1_000 <= AT_LEAST_MS; i++) {
		await tab.keeper.save(message, { text: "x".repeat(i + 1) });
		await tab.pass(1_000);
	}
	assert.ok(server.asked.filter((act) => act === "draft").length === 1);
});

test("the server learns neither words nor which internal form it is", async () => {
	const server = new Server();
	const tab = await opened(server);
	await tab.keeper.begin("record-c6");
	await tab.keeper.save("record-c6", { text: "kanarie-kanarie-kanarie", answers: '["kanarie"]' });
	await tab.keeper.flush();
	const [[name, row] = ["", { mark: "", sealed: "" }]] = [...server.rows];
	assert.match(name, /^~[A-Za-z0-9_-]{43}$/);
	assert.ok(!atob(row.sealed).includes("kanarie"));
	const other = await opened(server);
	assert.deepEqual((await other.keeper.begin("record-c6")).unsent, { text: "kanarie-kanarie-kanarie", answers: '["kanarie"]' });
	const elsewhere = new Tab(server, new Memory(), "d2");
	await elsewhere.keeper.load();
	assert.deepEqual(await elsewhere.keeper.begin("record-c6"), {}, "another dossier has another name");
});

test("a draft that was put in another form's place is none", async () => {
	const server = new Server();
	const tab = await opened(server);
	await tab.keeper.begin("note");
	await tab.keeper.save("note", { text: "intern" });
	await tab.keeper.flush();
	const [row] = [...server.rows.values()];
	assert.ok(row);
	server.rows.set(message, row);
	const other = await opened(server);
	assert.deepEqual(await other.keeper.begin(message), {});
	await other.keeper.save(message, { text: "aan de melder" });
	await other.keeper.flush();
	assert.equal(other.last, "kept");
});

test("two tabs: nothing is written over until the person chooses", async () => {
	const server = new Server();
	const [a, b] = [await opened(server), await opened(server)];
	await a.keeper.begin(message);
	await b.keeper.begin(message);
	await a.keeper.save(message, { text: "van a" });
	await a.keeper.flush();
	await b.keeper.save(message, { text: "van b" });
	await b.keeper.flush();
	const state = b.states.at(-1);
	assert.ok(state?.state === "differs");
	assert.equal(state.other?.text, "van a");
	assert.ok(b.keeper.differs(message));
	await b.keeper.save(message, { text: "van b, verder" });
	await b.keeper.flush();
	const begun = await (await opened(server)).keeper.begin(message);
	assert.equal(begun.unsent?.text, "van a", "the server still has the other");
	await b.keeper.settle(message, { text: "van b, verder" });
	await b.keeper.flush();
	assert.equal(b.last, "kept");
	assert.equal((await (await opened(server)).keeper.begin(message)).unsent?.text, "van b, verder");
	await a.keeper.save(message, { text: "van a, te laat" });
	await a.keeper.flush();
	assert.equal(a.last, "differs", "and a is told in its turn");
});

test("the same text in both is no difference", async () => {
	const server = new Server();
	const [a, b] = [await opened(server), await opened(server)];
	await a.keeper.begin(message);
	await b.keeper.begin(message);
	await a.keeper.save(message, { text: "gelijk" });
	await a.keeper.flush();
	await b.keeper.save(message, { text: "gelijk" });
	await b.keeper.flush();
	assert.equal(b.last, "kept");
});

test("a lost answer is no other text", async () => {
	const server = new Server();
	const tab = await opened(server);
	await tab.keeper.begin(message);
	server.trouble = ["answer lost"];
	await tab.keeper.save(message, { text: "een" });
	await tab.keeper.flush();
	assert.equal(tab.last, "later");
	await tab.keeper.save(message, { text: "een twee" });
	await tab.keeper.flush();
	assert.equal(tab.last, "kept");
	assert.equal(server.rows.size, 1);
});

test("without the server it stays in the tab, and is tried again by itself", async () => {
	const server = new Server();
	const shelf = new Memory();
	const tab = await opened(server, shelf);
	await tab.keeper.begin(message);
	server.trouble = ["lost"];
	await tab.keeper.save(message, { text: "in de trein" });
	await tab.pass(SEND_MS);
	assert.equal(tab.last, "later");
	const again = await opened(server, shelf);
	assert.equal((await again.keeper.begin(message)).unsent?.text, "in de trein", "after loading the page again");
	await tab.pass(AGAIN_MS);
	assert.equal(tab.last, "kept");
});

test("after the session's end it is in the tab, and goes to the server after signing in", async () => {
	const server = new Server();
	const shelf = new Memory();
	const tab = await opened(server, shelf);
	await tab.keeper.begin(message);
	server.trouble = ["ended"];
	await tab.keeper.save(message, { text: "net te laat" });
	await tab.keeper.flush();
	assert.equal(tab.last, "failed");
	const again = await opened(server, shelf);
	assert.equal((await again.keeper.begin(message)).unsent?.text, "net te laat");
	await again.keeper.flush();
	assert.equal(again.last, "kept");
});

test("what is sent names its saves, also one whose answer was lost, and nothing is saved after it", async () => {
	const server = new Server();
	const tab = await opened(server);
	await tab.keeper.begin(message);
	assert.equal(await tab.keeper.madeOf(message), "");
	await tab.keeper.save(message, { text: "een" });
	await tab.keeper.flush();
	server.trouble = ["answer lost"];
	await tab.keeper.save(message, { text: "twee" });
	await tab.keeper.flush();
	await tab.keeper.stop(message);
	const [form, ...marks] = (await tab.keeper.madeOf(message)).split(" ");
	assert.equal(form, message);
	assert.equal(marks.length, 2);
	assert.ok(marks.includes(server.rows.get(message)?.mark ?? ""));
	tab.keeper.sent(message);
	await tab.pass(AGAIN_MS);
	assert.equal(server.asked.filter((act) => act === "draft").length, 2);
	assert.equal(tab.shelf.items.size, 0);
});

test("what was sent in another tab is told, and the text here stays", async () => {
	const server = new Server();
	const shelf = new Memory();
	const tab = await opened(server, shelf);
	await tab.keeper.begin(message);
	await tab.keeper.save(message, { text: "een" });
	await tab.keeper.flush();
	server.rows.clear();
	assert.deepEqual(await (await opened(server, shelf)).keeper.begin(message), {}, "all of it was sent");
	await tab.keeper.save(message, { text: "een en nog iets" });
	await tab.keeper.flush();
	const state = tab.states.at(-1);
	assert.ok(state?.state === "differs");
	assert.equal(state.other, undefined);
	const again = await (await opened(server, shelf)).keeper.begin(message);
	assert.equal(again.unsent?.text, "een en nog iets");
	assert.deepEqual(again.differs, { other: undefined });
});

test("an emptied form is forgotten on the server too", async () => {
	const server = new Server();
	const tab = await opened(server);
	await tab.keeper.begin(message);
	await tab.keeper.save(message, { text: "een" });
	await tab.keeper.flush();
	await tab.keeper.save(message, { text: "" });
	await tab.keeper.flush();
	assert.equal(server.rows.size, 0);
	await tab.keeper.save(message, { text: "opnieuw" });
	await tab.keeper.flush();
	assert.equal(server.rows.size, 1);
});

test("what lies on the shelf and on the server is compared when the page begins", async () => {
	const server = new Server();
	const shelf = new Memory();
	const here = await opened(server, shelf);
	await here.keeper.begin(message);
	await here.keeper.save(message, { text: "hier" });
	await here.keeper.flush();
	const there = await opened(server);
	await there.keeper.begin(message);
	await there.keeper.save(message, { text: "daar" });
	await there.keeper.flush();
	assert.equal((await (await opened(server, shelf)).keeper.begin(message)).unsent?.text, "daar", "nothing was typed here since");
	server.trouble = ["lost"];
	await here.keeper.save(message, { text: "hier, verder" });
	await here.keeper.flush();
	const begun = await (await opened(server, shelf)).keeper.begin(message);
	assert.equal(begun.unsent?.text, "hier, verder");
	assert.equal(begun.differs?.other?.text, "daar");
});

test("drafts of forms that are not on the page are listed", async () => {
	const server = new Server();
	const tab = await opened(server);
	for (const form of [message, "record-c6"]) {
		await tab.keeper.begin(form);
		await tab.keeper.save(form, { text: form });
	}
	await tab.keeper.flush();
	const other = await opened(server);
	const list = await other.keeper.elsewhere(new Set([message]));
	assert.deepEqual(list.map((one) => one.form), ["record-c6"]);
	await other.keeper.drop("record-c6");
	assert.deepEqual([...server.rows.keys()], [message]);
});

test("a draft under a key of before is replaced, not asked about", async () => {
	const server = new Server();
	const { id, bytes } = await seal("veenhaven", "draft", JSON.stringify({ dossier: "d1", form: message, text: "oud" }), [await recipientOf(await newIdentity())]);
	server.rows.set(message, { mark: id, sealed: toBase64(bytes) });
	const tab = await opened(server);
	assert.deepEqual(await tab.keeper.begin(message), {});
	await tab.keeper.save(message, { text: "nieuw" });
	await tab.keeper.flush();
	assert.equal(tab.last, "kept");
});
