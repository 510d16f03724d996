import assert from "node:assert/strict";
import { before, test } from "node:test";
import { fromBase64, toBase64 } from "../bytes.ts";
import { grantTo } from "../compartment.ts";
import { type Identity, newIdentity, recipientOf } from "../identity.ts";
import { Refusal } from "../refusal.ts";
import { seal } from "../seal.ts";
import { keyed, newRoot, ORG } from "../testroot.ts";
import { keysFor, openNames, sealNames } from "./key.ts";
import { cut, join, MAX_PIECE_BYTES, type Names } from "./names.ts";
import type { Person } from "./people.ts";
import type { Reader } from "./wire.ts";

const root = newRoot();
const by = { org: ORG, root: root.verifier };
const last = { on: "2026-11-27", mapping: { number: "Personeelsnummer", name: "Naam" }, refused: [{ person: "a", account: "b" }] };
const quiet = () => undefined;

const id = (n: number): string => n.toString(16).padStart(32, "0");

function person(n: number, name = `Medewerker ${n} van het Hoogveen`): Person {
	return { id: id(n), number: String(100_000 + n), name, former: n % 9 === 0 ? ["Anders Geheten"] : [], unit: "Afdeling Burgerzaken, team balie", function: "medewerker dienstverlening", mail: `m${n}@veenhaven.example`, manager: id(n >> 3) };
}

const names = (count: number): Names => ({ people: Array.from({ length: count }, (_, i) => person(i + 1)), last });

async function reader(n: number, identity: Identity): Promise<Reader> {
	const { person: who, note } = await keyed(id(n), identity, root);
	return { id: who, name: `Lezer ${n}`, note };
}

let noor: Identity;
let wies: Identity;
let readers: Reader[];

before(async () => {
	noor = await newIdentity();
	wies = await newIdentity();
	readers = [await reader(901, noor), await reader(902, wies)];
});

const keyOf = (keys: readonly { person: string; sealed: string }[], n: number): string => keys.find((one) => one.person === id(n))?.sealed ?? "";

test("each reader opens what was sealed, and nobody else", async () => {
	const had = names(3);
	const { recipient, keys, names: sealed } = await sealNames(by, had, readers, quiet);
	for (const [n, own] of [[901, noor], [902, wies]] as const) {
		const opened = await openNames(own, ORG, { recipient, key: keyOf(keys, n), names: sealed }, quiet);
		assert.deepEqual(opened.names, had);
	}
	await assert.rejects(openNames(wies, ORG, { recipient, key: keyOf(keys, 901), names: sealed }, quiet), new Refusal("content.not-recipient"));
	const again = await sealNames(by, had, readers, quiet);
	assert.notEqual(again.recipient, recipient, "each import has a key of its own");
});

test("a reader gives the key to those who lack it", async () => {
	const ties = await newIdentity();
	const had = names(2);
	const { recipient, keys, names: sealed } = await sealNames(by, had, readers, quiet);
	const { identity } = await openNames(noor, ORG, { recipient, key: keyOf(keys, 901), names: sealed }, quiet);
	const given = await keysFor(by, identity, [await reader(903, ties)]);
	assert.deepEqual((await openNames(ties, ORG, { recipient, key: keyOf(given, 903), names: sealed }, quiet)).names, had);
});

test("seals to nobody for whom the root does not vouch", async () => {
	const [first] = readers;
	assert.ok(first);
	const stranger = newRoot();
	const false1 = { ...first, note: (await keyed(first.id, noor, stranger)).note };
	const false2 = { ...first, id: id(77) };
	const false3 = { ...first, note: "" };
	const { names: opened, identity } = { names: names(1), identity: await newIdentity() };
	for (const one of [false1, false2, false3]) {
		await assert.rejects(sealNames(by, opened, [...readers, one], quiet), new Refusal("key.unverified"));
		await assert.rejects(keysFor(by, identity, [one]), new Refusal("key.unverified"));
	}
});

test("what the server puts in another's place is refused", async () => {
	const { recipient, keys, names: sealed } = await sealNames(by, names(1), readers, quiet);
	const key = keyOf(keys, 901);
	const other = await newIdentity();
	const mine = await recipientOf(noor);
	const refuses = async (change: object, code: ConstructorParameters<typeof Refusal>[0]) =>
		assert.rejects(openNames(noor, ORG, { recipient, key, names: sealed, ...change }, quiet), new Refusal(code));
	// The key of a compartment of a dossier, and another key of a chart.
	await refuses({ key: toBase64((await grantTo(ORG, "case", 1, other, mine)).bytes) }, "content.wrongly-sealed");
	await refuses({ key: toBase64((await grantTo(ORG, "chart", 1, other, mine)).bytes) }, "content.foreign");
	await refuses({ key: "geen base64" }, "content.wrongly-sealed");
	// Other words, sealed to the right key.
	const { identity } = await openNames(noor, ORG, { recipient, key, names: sealed }, quiet);
	const to = [await recipientOf(identity)];
	for (const [type, body] of [["note", cut(names(1))[0] ?? ""], ["chart", '{"v":1,"people":[{"id":"x"}]}'], ["chart", "geen json"]] as const) {
		await refuses({ names: [toBase64((await seal(ORG, type, body, to)).bytes)] }, "content.wrongly-sealed");
	}
	const bent = fromBase64(sealed[0] ?? "");
	bent[bent.length - 9] = (bent[bent.length - 9] ?? 0) ^ 1;
	await refuses({ names: [toBase64(bent)] }, "content.wrongly-sealed");
});

test("pieces are at most 200 KiB, whatever letters names have", () => {
	const had: Names = { people: Array.from({ length: 5000 }, (_, i) => person(i, "Ünłikely Ñamé 漢字")), last };
	const pieces = cut(had);
	assert.ok(pieces.length > 4);
	for (const piece of pieces) assert.ok(new TextEncoder().encode(piece).length <= MAX_PIECE_BYTES);
	assert.deepEqual(join(pieces.map((piece) => JSON.parse(piece) as Record<string, unknown>)), had);
	assert.deepEqual(join(cut({ people: [], last }).map((piece) => JSON.parse(piece) as Record<string, unknown>)), { people: [], last });
});

test("twenty thousand people are sealed and opened within half a minute, with how far it is", async () => {
	const had = names(20_000);
	const all = [...readers, ...(await Promise.all(Array.from({ length: 18 }, async (_, i) => reader(1000 + i, await newIdentity()))))];
	const began = performance.now();
	const steps: number[] = [];
	const { recipient, keys, names: sealed } = await sealNames(by, had, all, (done, of) => steps.push(done / of));
	const opened = await openNames(noor, ORG, { recipient, key: keyOf(keys, 901), names: sealed }, quiet);
	const seconds = (performance.now() - began) / 1000;
	assert.deepEqual(opened.names, had);
	assert.ok(steps.length === sealed.length + keys.length && steps.at(-1) === 1);
	console.log(`20,000 people, 20 readers: ${sealed.length} pieces, ${Math.round(sealed.join("").length / 1000)} kB, ${seconds.toFixed(1)} s`);
	assert.ok(seconds < 30, `${seconds} s`);
});
