import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64 } from "./bytes.ts";
import { madeTag, openGrant, openShare, recover } from "./compartment.ts";
import { type ForCase, makeInternal } from "./dossiercase.ts";
import type { KeyNote } from "./dossierpage.ts";
import { type Identity, newIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { openText, seal } from "./seal.ts";
import { keyed as keyedBy, newRoot, ORG } from "./testroot.ts";

const root = newRoot();
const keyed = (person: string, identity: Identity, by = root) => keyedBy(person, identity, by);

const [noor, bram, wies, ties, roos] = ["a", "b", "c", "d", "e"].map((letter) => letter.repeat(32)) as [string, string, string, string, string];
const identities = new Map<string, Identity>();
for (const person of [noor, bram, wies, ties, roos]) identities.set(person, await newIdentity());
const own = (person: string) => identities.get(person) as Identity;

const conversation = await newIdentity();
const opener = { grant: async () => ({ compartment: "conversation", epoch: 1, identity: conversation, recipient: await recipientOf(conversation) }) as const };

async function page(): Promise<ForCase> {
	const notes = (people: string[]) => Promise.all(people.map((person) => keyed(person, own(person))));
	return { root: root.verifier, me: noor, holders: await notes([noor, bram]), carers: await notes([noor, roos]), custodians: await notes([wies, ties, roos]), threshold: 2 };
}

test("every holder can read a note, and two custodians recover the key", async () => {
	const made = await makeInternal(ORG, "case", await page(), own(noor), opener);
	const { bytes } = await seal(ORG, "note", "alleen voor ons", [made.recipient]);
	assert.deepEqual(made.grants.map((grant) => grant.person), [noor, bram]);
	for (const { person, bytes: sealed } of made.grants) {
		const grant = await openGrant(own(person), ORG, fromBase64(sealed));
		assert.equal(grant.compartment, "case");
		assert.equal(await openText(grant.identity, ORG, "note", bytes), "alleen voor ons");
	}
	assert.equal(made.tag, await madeTag("case", conversation, ORG, made.recipient));
	assert.deepEqual(made.shares.map((share) => share.person), [wies, ties, roos]);
	const shares = await Promise.all(made.shares.slice(1).map((share) => openShare(own(share.person), ORG, fromBase64(share.bytes))));
	assert.equal(await recipientOf(await recover(shares)), made.recipient);
});

test("what is written about care goes to who cares, under a tag of its own", async () => {
	const made = await makeInternal(ORG, "care", await page(), own(noor), opener);
	assert.deepEqual(made.grants.map((grant) => grant.person), [noor, roos]);
	assert.equal(made.tag, await madeTag("care", conversation, ORG, made.recipient));
	assert.notEqual(made.tag, await madeTag("case", conversation, ORG, made.recipient));
});

test("a key that the root does not vouch for gets nothing", async () => {
	const good = await page();
	const stranger = await keyed(bram, own(bram), newRoot());
	const swapped = { person: bram, note: (await keyed(noor, own(noor))).note };
	const bad: ForCase[] = [
		{ ...good, holders: [good.holders[0] as KeyNote, stranger] },
		{ ...good, holders: [good.holders[0] as KeyNote, swapped] },
		{ ...good, custodians: [...good.custodians.slice(1), await keyed(wies, own(wies), newRoot())] },
		{ ...good, root: newRoot().verifier },
	];
	for (const one of bad) await assert.rejects(makeInternal(ORG, "case", one, own(noor), opener), new Refusal("key.unverified"));
	await assert.rejects(makeInternal("elders", "case", good, own(noor), opener), new Refusal("key.unverified"));
});

test("another key in one's own name is noticed", async () => {
	const good = await page();
	const planted = { ...good, holders: [await keyed(noor, await newIdentity()), good.holders[1] as KeyNote] };
	await assert.rejects(makeInternal(ORG, "case", planted, own(noor), opener), new Refusal("key.unverified"));
	await assert.rejects(makeInternal(ORG, "case", { ...good, me: roos }, own(noor), opener), new Refusal("key.unverified"));
});
