import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64 } from "./bytes.ts";
import { type CeremonyBox, type Given, joinGiven, openPassedOn, passOn } from "./ceremony.ts";
import { type Compartment, type Keyed, makeCompartment } from "./compartment.ts";
import { type Identity, newIdentity, parseIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { seal } from "./seal.ts";
import { read, type RecoveryVector, write } from "./vectors.ts";

const ORG = "veenhaven";
const ceremony = { dossier: "1".repeat(32), recovery: "2".repeat(32) };
const names = ["a", "b", "c", "d"].map((letter) => letter.repeat(32));
const own = new Map<string, Identity>();
for (const person of names) own.set(person, await newIdentity());
const identityOf = (person: string) => own.get(person) as Identity;
const recipient = await newIdentity();

async function made(threshold = 2, custodians = names): Promise<{ compartment: Compartment; box: CeremonyBox }> {
	const keyed: Keyed[] = [];
	for (const person of custodians) keyed.push({ person, recipient: await recipientOf(identityOf(person)) });
	const compartment = await makeCompartment(ORG, "conversation", [], null, keyed, threshold);
	return { compartment, box: { name: "conversation", epoch: 1, recipient: compartment.recipient, threshold } };
}

const shareOf = (compartment: Compartment, person: string) =>
	compartment.shares.find((one) => one.custodian === person)?.bytes as Uint8Array;

/** What a custodian's browser sends. */
async function pass(compartment: Compartment, box: CeremonyBox, person: string, in_ = ceremony) {
	return passOn(ORG, in_, box, person, identityOf(person), shareOf(compartment, person), await recipientOf(recipient));
}

async function given(compartment: Compartment, box: CeremonyBox, person: string): Promise<Given> {
	const { bytes } = await pass(compartment, box, person);
	return { custodian: person, share: await openPassedOn(ORG, ceremony, box, person, recipient, bytes) };
}

/** What a browser passes on, for other implementations. */
async function vectorsByBrowser(): Promise<RecoveryVector[]> {
	const all: RecoveryVector[] = [];
	for (const threshold of [2, 3]) {
		const { compartment, box } = await made(threshold);
		const given = [];
		for (const custodian of names) {
			const { bytes } = await pass(compartment, box, custodian);
			given.push({ custodian, sealed: toBase64(bytes) });
		}
		const { identity: joined, recipient: of } = compartment;
		all.push({ by: "browser", org: ORG, ...ceremony, compartment: box.name, recipient: of, threshold, identity: recipient, joined, given });
	}
	return all;
}

test("recovery vectors", async () => {
	await write("recovery-browser.json", vectorsByBrowser);
	for (const v of [...read<RecoveryVector>("recovery-browser.json"), ...read<RecoveryVector>("recovery-go.json")]) {
		const box = { name: v.compartment, epoch: 1, recipient: v.recipient, threshold: v.threshold };
		const given: Given[] = [];
		for (const { custodian, sealed } of v.given) {
			const share = await openPassedOn(v.org, v, box, custodian, parseIdentity(v.identity), fromBase64(sealed));
			given.push({ custodian, share });
		}
		const { identity, bad } = await joinGiven(box, given);
		assert.deepEqual([identity, bad], [v.joined, []], v.by);
	}
});

test("enough shares give the key, and not one fewer", async () => {
	const { compartment, box } = await made();
	const all = await Promise.all(names.map((person) => given(compartment, box, person)));
	const { identity, good, bad } = await joinGiven(box, all.slice(1, 3));
	assert.equal(identity, compartment.identity);
	assert.deepEqual([good, bad], [names.slice(1, 3), []]);
	assert.deepEqual((await joinGiven(box, all)).good, names);
	for (const few of [[], all.slice(0, 1)]) await assert.rejects(joinGiven(box, few), new Refusal("shares.do-not-fit"));
	const three = await made(3);
	const two = await Promise.all(names.slice(0, 2).map((person) => given(three.compartment, three.box, person)));
	await assert.rejects(joinGiven(three.box, two), new Refusal("shares.do-not-fit"));
});

/** A share of another secret, which says of itself that it is of this one. */
async function forged(box: CeremonyBox, person: string): Promise<Given> {
	const other = await made(box.threshold);
	const share = (await given(other.compartment, other.box, person)).share;
	return { custodian: person, share: share && { ...share, recipient: box.recipient as never } };
}

test("a wrong share is named as soon as one more is there", async () => {
	const { compartment, box } = await made();
	const [first, second, third] = names as [string, string, string];
	const wrong = await forged(box, first);
	const right = await given(compartment, box, second);
	await assert.rejects(joinGiven(box, [wrong, right]), new Refusal("shares.do-not-fit"));
	const { identity, good, bad } = await joinGiven(box, [wrong, right, await given(compartment, box, third)]);
	assert.equal(identity, compartment.identity);
	assert.deepEqual([good, bad], [[second, third], [first]]);
});

test("one that cannot be opened is named at once, and hinders nobody", async () => {
	const { compartment, box } = await made();
	const [first, second, third] = names as [string, string, string];
	const shares = [{ custodian: first, share: undefined }, await given(compartment, box, second), await given(compartment, box, third)];
	assert.deepEqual((await joinGiven(box, shares)).bad, [first]);
});

test("the same share twice is one share", async () => {
	const { compartment, box } = await made();
	const [first, second] = names as [string, string];
	const share = await given(compartment, box, first);
	await assert.rejects(joinGiven(box, [share, { ...share, custodian: second }]), new Refusal("shares.do-not-fit"));
});

test("a share is of this recovery, this dossier and this custodian only", async () => {
	const { compartment, box } = await made();
	const [first, second] = names as [string, string];
	const { bytes } = await pass(compartment, box, first);
	const open = (changed: Partial<typeof ceremony>, person = first, key = recipient) =>
		openPassedOn(ORG, { ...ceremony, ...changed }, box, person, key, bytes);
	assert.equal((await open({})).compartment, "conversation");
	await assert.rejects(open({ recovery: "3".repeat(32) }), new Refusal("shares.do-not-fit"));
	await assert.rejects(open({ dossier: "3".repeat(32) }), new Refusal("shares.do-not-fit"));
	await assert.rejects(open({}, second), new Refusal("shares.do-not-fit"));
	await assert.rejects(open({}, first, identityOf(second)), new Refusal("content.not-recipient"));
	const other = await made();
	await assert.rejects(openPassedOn(ORG, ceremony, other.box, first, recipient, bytes), new Refusal("shares.do-not-fit"));
});

test("a custodian passes on nothing that is not the share that was asked for", async () => {
	const { compartment, box } = await made();
	const [first, second] = names as [string, string];
	const to = await recipientOf(recipient);
	const give = (share: Uint8Array, in_ = box, as = first) => passOn(ORG, ceremony, in_, as, identityOf(as), share, to);
	const mine = shareOf(compartment, first);
	for (const in_ of [{ ...box, name: "case" as const }, { ...box, epoch: 2 }, { ...box, threshold: 3 }, (await made()).box]) {
		await assert.rejects(give(mine, in_), new Refusal("shares.do-not-fit"));
	}
	const damaged = mine.slice();
	damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
	await assert.rejects(give(damaged), new Refusal("content.wrongly-sealed"));
	await assert.rejects(give(mine, box, second), new Refusal("content.not-recipient"));
	const odd = await seal(ORG, "share", "{}", [await recipientOf(identityOf(first))]);
	await assert.rejects(give(odd.bytes), new Refusal("content.wrongly-sealed"));
});

test("many custodians are tried within bounds", async () => {
	const { compartment, box } = await made();
	const wrong = await Promise.all(names.slice(0, 2).map((person) => forged(box, person)));
	const right = await Promise.all(names.slice(2).map((person) => given(compartment, box, person)));
	const { good, bad } = await joinGiven(box, [...wrong, ...right]);
	assert.deepEqual([good, bad], [names.slice(2), names.slice(0, 2)]);
});
