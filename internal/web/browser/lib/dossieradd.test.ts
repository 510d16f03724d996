import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64 } from "./bytes.ts";
import { type OpenedGrant, openGrant } from "./compartment.ts";
import { keysFor } from "./dossieradd.ts";
import { newIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { keyed, newRoot, ORG } from "./testroot.ts";

const root = newRoot();
const saar = "d".repeat(32);
const bram = "b".repeat(32);
const own = await newIdentity();

/** Somebody who holds the conversation and the notes. */
async function holder() {
	const grants = new Map<string, OpenedGrant>();
	for (const compartment of ["conversation", "case"] as const) {
		const identity = await newIdentity();
		grants.set(compartment, { compartment, epoch: 1, identity, recipient: await recipientOf(identity) });
	}
	return {
		grant: (name: string) => {
			const grant = grants.get(name);
			return grant ? Promise.resolve(grant) : Promise.reject(new Refusal("content.not-recipient"));
		},
	};
}

test("the one who is added gets the keys that they lack, and no others", async () => {
	const opener = await holder();
	const to = { ...(await keyed(saar, own, root)), lacks: ["conversation", "case"] as const };
	const keys = await keysFor(ORG, root.verifier, to, opener);
	assert.deepEqual(keys.map((key) => key.compartment), ["conversation", "case"]);
	for (const { compartment, sealed } of keys) {
		const grant = await openGrant(own, ORG, fromBase64(sealed));
		assert.deepEqual(grant, await opener.grant(compartment));
	}
	assert.deepEqual(await keysFor(ORG, root.verifier, { ...to, lacks: [] }, opener), []);
});

test("a key that the root does not vouch for gets nothing", async () => {
	const opener = await holder();
	const lacks = ["conversation"] as const;
	const other = await newIdentity();
	for (const to of [
		{ ...(await keyed(saar, own, newRoot())), lacks },
		{ person: saar, note: (await keyed(bram, other, root)).note, lacks },
		{ person: saar, note: "", lacks },
	]) {
		await assert.rejects(keysFor(ORG, root.verifier, to, opener), new Refusal("key.unverified"));
	}
	const good = { ...(await keyed(saar, own, root)), lacks };
	await assert.rejects(keysFor("elders", root.verifier, good, opener), new Refusal("key.unverified"));
	await assert.rejects(keysFor(ORG, root.verifier, { ...good, lacks: ["identity"] as const }, opener), new Refusal("content.not-recipient"));
});
