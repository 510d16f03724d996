import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64 } from "./bytes.ts";
import { type CompartmentName, openGrant, openShare, recover, vouch } from "./compartment.ts";
import { rekeyed } from "./dossierrekey.ts";
import { type Identity, newIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { keyed, newRoot, ORG } from "./testroot.ts";

const root = newRoot();
const people = ["a", "b", "c"].map((letter) => letter.repeat(32));
const identities = await Promise.all(people.map(() => newIdentity()));
const notes = await Promise.all(people.map((person, i) => keyed(person, identities[i] as Identity, root)));
const before = await newIdentity();
const grant = { compartment: "conversation", epoch: 1, identity: before, recipient: await recipientOf(before) } as const;
const opener = { grant: (name: CompartmentName) => Promise.resolve({ ...grant, compartment: name }) };
const reporter = await newIdentity();
const reading = await vouch(before, ORG, await recipientOf(reporter));
const page = { root: root.verifier, custodians: notes, threshold: 2 };
const box = { name: "conversation", holders: notes.slice(0, 2), reporters: [reading] } as const;

test("whoever holds it and the reporter get another key, in which the one before is found", async () => {
	const [made] = await rekeyed(ORG, { ...page, rekeyings: [box] }, opener);
	assert.deepEqual([made?.compartment, made?.epoch], ["conversation", 2]);
	assert.deepEqual(made?.made.grants.map(({ person }) => person), [people[0], people[1], ""]);
	const keys = await Promise.all(
		(made?.made.grants ?? []).map(({ bytes }, i) => openGrant([identities[0], identities[1], reporter][i] as Identity, ORG, fromBase64(bytes))),
	);
	for (const key of keys) assert.deepEqual([key.epoch, key.recipient], [2, made?.made.recipient]);
	const next = keys[0]?.identity as Identity;
	assert.notEqual(next, before);
	const link = await openGrant(next, ORG, fromBase64(made?.before ?? ""));
	assert.deepEqual([link.epoch, link.identity], [1, before]);
	// The next browser finds the reporter vouched for by the new key.
	const own = made?.made.grants[2];
	assert.deepEqual({ recipient: own?.recipient, tag: own?.tag }, await vouch(next, ORG, await recipientOf(reporter)));
	const shares = await Promise.all((made?.made.shares ?? []).map(({ bytes }, i) => openShare(identities[i] as Identity, ORG, fromBase64(bytes))));
	assert.equal(await recover(shares.slice(1)), next);
});

test("nothing is sealed to somebody for whom neither the root nor the key vouches", async () => {
	const false_ = await keyed(people[1] ?? "", await newIdentity(), newRoot());
	const stranger = await recipientOf(await newIdentity());
	const [first] = notes as [typeof notes[0]];
	for (const rekeying of [
		{ ...box, holders: [first, false_] },
		{ ...box, reporters: [{ ...reading, recipient: stranger }] },
		{ ...box, reporters: [{ ...reading, tag: "00".repeat(32) }] },
		{ ...box, reporters: [await vouch(await newIdentity(), ORG, stranger)] },
		{ ...box, reporters: [reading, reading] },
	]) {
		await assert.rejects(rekeyed(ORG, { ...page, rekeyings: [rekeying] }, opener), new Refusal("key.unverified"));
	}
	await assert.rejects(rekeyed(ORG, { ...page, custodians: [first, false_], rekeyings: [box] }, opener), new Refusal("key.unverified"));
});
