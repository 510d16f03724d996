import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Failure } from "./api.ts";
import type { Bytes } from "./bytes.ts";
import { fromBase64 } from "./bytes.ts";
import { type Compartment, grantTo, madeTag, makeCompartment, vouch } from "./compartment.ts";
import { type Identity, newIdentity, type Recipient, recipientOf } from "./identity.ts";
import { type BoxKey, type Item, MAX_BATCH, type Opened, Opener, type Unlocked } from "./opener.ts";
import { openText, type Sealed, seal } from "./seal.ts";

const org = "veenhaven";
let me: Identity;
let mine: Recipient;
let box: Compartment;
let store: Map<string, Bytes>;
let asked: string[][];

const fetching = (ids: readonly string[]) => {
	asked.push([...ids]);
	return Promise.resolve(new Map(ids.flatMap((id) => (store.has(id) ? [[id, store.get(id) as Bytes]] : []))));
};

before(async () => {
	me = await newIdentity();
	mine = await recipientOf(me);
	box = await makeCompartment(org, "conversation", [], mine, await custodiansOf(), 2);
});

const custodiansOf = () => Promise.all(["c1", "c2"].map(async (person) => ({ person, recipient: await recipientOf(await newIdentity()) })));

function unlocked(change: Partial<Unlocked> = {}): Unlocked {
	const key = box.grants[0]?.id ?? "";
	return { org, lang: "nl", open: "/api/box/open", identity: me, boxes: [{ name: "conversation", key, recipient: box.recipient }], ...change };
}

function keep(...sealed: Sealed[]): void {
	store = new Map([...box.grants, ...sealed].map(({ id, bytes }) => [id, bytes]));
	asked = [];
}

const message = (words: string) => seal(org, "message", words, [box.recipient]);
const item = ({ id }: Sealed): Item => ({ content: id, box: "conversation", type: "message" });

async function open(opener: Opener, items: Item[]): Promise<Opened[]> {
	const all: Opened[] = [];
	await opener.open(items, (opened) => all.push(opened));
	return all;
}

test("opens messages, with one request and the key once", async () => {
	const [a, b] = [await message("een"), await message("twee")];
	keep(a, b);
	const opener = new Opener(unlocked(), fetching);
	assert.deepEqual(await open(opener, [item(a), item(b)]), [
		{ content: a.id, text: "een" },
		{ content: b.id, text: "twee" },
	]);
	assert.deepEqual(asked, [[box.grants[0]?.id, a.id, b.id]]);
	await open(opener, [item(a)]);
	assert.deepEqual(asked[1], [a.id]);
});

test("asks for no more than the server gives at once, the key first", async () => {
	const ids = Array.from({ length: 2 * MAX_BATCH }, (_, i) => i.toString(16).padStart(64, "0"));
	keep();
	const all = await open(new Opener(unlocked(), fetching), ids.map((content) => ({ content, box: "conversation", type: "message" })));
	assert.deepEqual(asked.map((batch) => batch.length), [MAX_BATCH, MAX_BATCH, 1]);
	assert.equal(asked[0]?.[0], box.grants[0]?.id);
	assert.equal(all.length, ids.length);
	assert.ok(all.every((one) => "code" in one && one.code === "not-found"));
});

test("no connection fails what was asked for, and trying again works", async () => {
	const a = await message("een");
	keep(a);
	let online = false;
	const opener = new Opener(unlocked(), (ids) => (online ? fetching(ids) : Promise.reject(new Failure("offline"))));
	assert.deepEqual(await open(opener, [item(a)]), [{ content: a.id, code: "offline", message: "", again: true }]);
	online = true;
	assert.deepEqual(await open(opener, [item(a)]), [{ content: a.id, text: "een" }]);
});

test("other bytes under the name are refused", async () => {
	const [a, b] = [await message("een"), await message("twee")];
	keep(a, b);
	store.set(a.id, b.bytes);
	const [got] = await open(new Opener(unlocked(), fetching), [item(a)]);
	assert.ok(got && "code" in got && got.code === "content.wrongly-sealed");
});

test("a key that is not the dossier's is refused", async () => {
	const a = await message("een");
	keep(a);
	const key = box.grants[0]?.id ?? "";
	for (const boxes of [
		[{ name: "conversation" as const, key, recipient: mine }],
		[{ name: "case" as const, key, recipient: box.recipient }],
	]) {
		const name = boxes[0]?.name ?? "case";
		const [got] = await open(new Opener(unlocked({ boxes }), fetching), [{ ...item(a), box: name }]);
		assert.ok(got && "code" in got && got.code === "content.foreign", name);
	}
});

test("after another key, what was sealed before and since opens, and new words go to the new one", async () => {
	const a = await message("voor");
	const next = await makeCompartment(org, "conversation", [], mine, await custodiansOf(), 2, 2);
	const link = await grantTo(org, "conversation", 1, box.identity, next.recipient);
	const b = await seal(org, "message", "na", [next.recipient]);
	keep(a, b, link, ...next.grants);
	const key = { name: "conversation" as const, key: next.grants[0]?.id ?? "", recipient: next.recipient };
	const boxes = [{ ...key, earlier: [{ key: link.id, recipient: box.recipient }] }];
	const opener = new Opener(unlocked({ boxes }), fetching);
	assert.deepEqual(await open(opener, [item(a), item(b)]), [
		{ content: a.id, text: "voor" },
		{ content: b.id, text: "na" },
	]);
	assert.equal((await opener.grant("conversation")).recipient, next.recipient);
	const { base64 } = await opener.seal("conversation", "message", "nieuw");
	assert.equal(await openText(next.identity, org, "message", fromBase64(base64)), "nieuw");
});

test("another key that nobody made who had the one before is refused", async () => {
	const next = await makeCompartment(org, "conversation", [], mine, await custodiansOf(), 2, 2);
	const stranger = await newIdentity();
	const key = { name: "conversation" as const, key: next.grants[0]?.id ?? "", recipient: next.recipient };
	const link = await grantTo(org, "conversation", 1, stranger, next.recipient);
	keep(link, ...next.grants);
	for (const earlier of [{ key: link.id, recipient: box.recipient }, { key: next.grants[0]?.id ?? "", recipient: box.recipient }]) {
		await assert.rejects(new Opener(unlocked({ boxes: [{ ...key, earlier: [earlier] }] }), fetching).grant("conversation"));
	}
});

test("to internal words is sealed only if somebody with the conversation's key made their compartment", async () => {
	const made = await makeCompartment(org, "case", [{ person: "a", recipient: mine }], null, await custodiansOf(), 2);
	const next = await makeCompartment(org, "case", [{ person: "a", recipient: mine }], null, await custodiansOf(), 2, 2);
	const link = await grantTo(org, "case", 1, made.identity, next.recipient);
	const note = await seal(org, "note", "intern", [made.recipient]);
	keep(note, link, ...made.grants, ...next.grants);
	const [conversation] = unlocked().boxes as [BoxKey];
	const first = { name: "case" as const, key: made.grants[0]?.id ?? "", recipient: made.recipient };
	const second = { name: "case" as const, key: next.grants[0]?.id ?? "", recipient: next.recipient, earlier: [{ key: link.id, recipient: made.recipient }] };
	const tag = await madeTag("case", box.identity, org, made.recipient);
	for (const one of [first, second]) {
		const good = new Opener(unlocked({ boxes: [conversation, { ...one, tag }] }), fetching);
		assert.equal((await good.grant("case")).recipient, one.recipient);
		assert.deepEqual(await open(good, [{ content: note.id, box: "case", type: "note" }]), [{ content: note.id, text: "intern" }]);
		const reporters = await vouch(box.identity, org, made.recipient); // a tag for something else
		for (const other of [{}, { tag: await madeTag("case", made.identity, org, made.recipient) }, { tag: reporters.tag }]) {
			const bad = new Opener(unlocked({ boxes: [conversation, { ...one, ...other }] }), fetching);
			await assert.rejects(bad.seal("case", "note", "nieuw"), { code: "key.unverified" });
		}
	}
});

test("who has no key is told so", async () => {
	const a = await message("een");
	keep(a);
	const boxes = [{ name: "conversation" as const, key: "", recipient: box.recipient }];
	const [got] = await open(new Opener(unlocked({ boxes }), fetching), [item(a)]);
	assert.ok(got && "code" in got && got.code === "content.not-recipient" && !got.again);
});

test("seals to the key that was opened", async () => {
	keep();
	const { base64 } = await new Opener(unlocked(), fetching).seal("conversation", "message", "antwoord");
	assert.equal(await openText(box.identity, org, "message", fromBase64(base64)), "antwoord");
});

test("opens again what was sealed and not sent", async () => {
	keep();
	const opener = new Opener(unlocked(), fetching);
	const { base64 } = await opener.seal("conversation", "message", "half");
	assert.equal(await opener.unseal("conversation", "message", base64), "half");
	await assert.rejects(opener.unseal("conversation", "note", base64), { code: "content.wrongly-sealed" });
});
