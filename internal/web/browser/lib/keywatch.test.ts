import assert from "node:assert/strict";
import { test } from "node:test";
import { type Alarm, seen, type Watched } from "./alarms.ts";
import { checkNumber } from "./checknumber.ts";
import { type Identity, newIdentity, recipientOf } from "./identity.ts";
import type { Kept } from "./kept.ts";
import { acceptList, type KeyList, type ListAnswer, look, readList } from "./keywatch.ts";
import { confirmKey, type Known, type Memory, older } from "./knownkeys.ts";
import { newRoot, ORG } from "./testroot.ts";

const NOOR = "a".repeat(32);
const BRAM = "b".repeat(32);

function map<T>(): Kept<T> {
	const all = new Map<string, T>();
	return { get: async (name) => all.get(name), put: async (name, value) => void all.set(name, value) };
}

const forgetful = (): Memory => ({ people: map<Known>(), watched: map<Watched>() });

/** A town with two people; what the server gives is changed by a test. */
async function town() {
	const root = newRoot();
	const keys = { noor: await newIdentity(), bram: await newIdentity(), later: await newIdentity(), server: await newIdentity() };
	const at = forgetful();
	const note = async (person: string, key: Identity, on = "2026-01-05", by = root) =>
		by.sign(`gehoor staff key v1\n${ORG}\n${person}\n${await recipientOf(key)}\n${on}\n`);
	const listed = async (person: string, key: Identity, on?: string) => ({ person, note: await note(person, key, on), name: "", function: {} });
	const list: KeyList = { org: ORG, edition: 3, root: root.verifier, people: [await listed(NOOR, keys.noor), await listed(BRAM, keys.bram)] };
	const signIn = (given: ListAnswer, change: { person?: string; trusts?: boolean } = {}) =>
		look({ org: ORG, person: change.person ?? NOOR, own: keys.noor, list: given, trusted: async () => change.trusts ?? true }, at);
	return { root, keys, at, note, listed, list, signIn };
}

const OWN: Alarm[] = [{ kind: "own" }];
const LIST: Alarm[] = [{ kind: "list" }];
const OF_BRAM: Alarm[] = [{ kind: "key", person: BRAM }];

test("a list that is right says nothing, again and again, and a newer one neither", async () => {
	const { list, signIn, listed, keys } = await town();
	assert.deepEqual(await signIn(list), []);
	assert.deepEqual(await signIn(list), []);
	const newer = { ...list, edition: 4, people: [list.people[0]!, await listed(BRAM, keys.later, "2026-02-01")] };
	assert.deepEqual(await signIn(newer), []);
});

test("another key in the own name, and the own key in another's", async () => {
	const { list, signIn, listed, note, keys } = await town();
	assert.deepEqual(await signIn(list), []);
	const swapped = { ...list, people: [await listed(NOOR, keys.later, "2026-02-01"), list.people[1]!] };
	assert.deepEqual(await signIn(swapped), OWN);
	const another = newRoot();
	const stranger = { ...list.people[0]!, note: await note(NOOR, keys.server, "2026-02-01", another) };
	assert.deepEqual((await signIn({ ...list, people: [stranger, list.people[1]!] }))[0], OWN[0]);
	assert.deepEqual((await signIn({ ...list, people: [{ ...list.people[0]!, note: list.people[1]!.note }, list.people[1]!] }))[0], OWN[0]);
	assert.deepEqual(await signIn(list, { person: BRAM }), OWN, "the server says that she is somebody else");
	assert.deepEqual(await signIn(list), [], "and it is right again");
});

test("who the person once was cannot be said otherwise, also when the own key is not there", async () => {
	const { list, signIn, listed, keys } = await town();
	assert.deepEqual(await signIn(list), []);
	const swapped = { ...list, people: [await listed(NOOR, keys.later, "2026-02-01"), list.people[1]!] };
	assert.deepEqual(await signIn(swapped, { person: "c".repeat(32) }), OWN);
});

test("who is not listed finds nothing wrong", async () => {
	const { list, signIn } = await town();
	assert.deepEqual(await signIn({ ...list, people: [list.people[1]!] }), []);
});

test("who was listed and is no more is told so once", async () => {
	const { list, signIn, listed, keys } = await town();
	const without = { ...list, people: [list.people[1]!] };
	assert.deepEqual(await signIn(list), []);
	assert.deepEqual(await signIn(without), [{ kind: "unlisted" }]);
	assert.deepEqual(await signIn(without), []);
	assert.deepEqual(await signIn({ ...list, people: [await listed(NOOR, keys.later, "2026-02-01")] }), OWN, "and is still who they were");
	assert.deepEqual(await signIn(list), []);
});

test("an older list, and none any more", async () => {
	const { list, signIn, at } = await town();
	assert.deepEqual(await signIn("gone"), [], "there never was one");
	assert.deepEqual(await signIn(list), []);
	assert.deepEqual(await signIn({ ...list, edition: 2 }), LIST);
	assert.deepEqual(await signIn("gone"), LIST);
	assert.deepEqual(await signIn(undefined), LIST, "no connection settles nothing");
	assert.equal((await seen(ORG, at.watched)).edition, 3);
	assert.deepEqual(await signIn({ ...list, org: "elders" }), LIST);
	await acceptList(ORG, { ...list, edition: 2 }, at);
	assert.deepEqual(await signIn({ ...list, edition: 2 }), []);
});

test("a colleague's key that was replaced does not come back", async () => {
	const { list, signIn, listed, keys } = await town();
	assert.deepEqual(await signIn(list), []);
	const newer = { ...list, edition: 4, people: [list.people[0]!, await listed(BRAM, keys.later, "2026-01-05")] };
	assert.deepEqual(await signIn(newer), [], "signed on the same day");
	assert.deepEqual(await signIn({ ...list, edition: 5 }), OF_BRAM);
	const early = { ...list, edition: 6, people: [list.people[0]!, await listed(BRAM, keys.server, "2026-01-04")] };
	assert.deepEqual(await signIn(early), OF_BRAM);
	assert.deepEqual(await signIn({ ...newer, edition: 7 }), []);
});

test("nothing is concluded from keys of a root that is not trusted", async () => {
	const { list, signIn } = await town();
	assert.deepEqual(await signIn({ ...list, people: [] }, { trusts: false }), []);
	assert.deepEqual(await signIn({ ...list, edition: 1 }), [], "and it is not remembered");
});

test("before sealing: an older key is refused, a note anew is no other key, and who heard its number trusts it", async () => {
	const { root, at, note, keys } = await town();
	const bram = { person: BRAM, note: await note(BRAM, keys.bram) };
	const later = { person: BRAM, note: await note(BRAM, keys.later, "2026-02-01") };
	const again = { person: BRAM, note: await note(BRAM, keys.later, "2026-03-01") };
	for (const one of [bram, bram, later, again]) assert.deepEqual(await older(ORG, root.verifier, [one], at), []);
	assert.deepEqual(await older(ORG, root.verifier, [bram], at), [BRAM]);
	assert.deepEqual(await older(ORG, root.verifier, [later], at), [], "what was right stays");
	const number = await checkNumber(ORG, BRAM, await recipientOf(keys.bram));
	for (const wrong of ["", "12345", await checkNumber(ORG, BRAM, await recipientOf(keys.later))]) {
		assert.equal(await confirmKey(ORG, root.verifier, bram, wrong, at), false);
	}
	assert.equal(await confirmKey(ORG, root.verifier, bram, ` ${number.replaceAll(" ", "")}`, at), true);
	assert.deepEqual(await older(ORG, root.verifier, [bram], at), []);
	const stranger = { person: BRAM, note: await note(BRAM, keys.server, "2026-04-01", newRoot()) };
	await assert.rejects(older(ORG, root.verifier, [stranger], at), /key.unverified/);
	await assert.rejects(older(ORG, root.verifier, [{ person: NOOR, note: bram.note }], at), /key.unverified/);
});

test("what is no list is none", async () => {
	const { list } = await town();
	assert.deepEqual(readList({ v: 1, ...list }), list);
	for (const wrong of [undefined, {}, { v: 2, ...list }, { v: 1, ...list, people: [{}] }, { v: 1, ...list, edition: "3" }]) {
		assert.equal(readList(wrong), undefined);
	}
});
