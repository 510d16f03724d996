import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64 } from "./bytes.ts";
import { openShare, recover } from "./compartment.ts";
import { newShares } from "./dossiershares.ts";
import { type Identity, newIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { keyed, newRoot, ORG } from "./testroot.ts";

const root = newRoot();
const people = ["a", "b", "c"].map((letter) => letter.repeat(32));
const identities = await Promise.all(people.map(() => newIdentity()));
const custodians = await Promise.all(people.map((person, i) => keyed(person, identities[i] as Identity, root)));
const identity = await newIdentity();
const grant = { compartment: "conversation", epoch: 1, identity, recipient: await recipientOf(identity) } as const;
const opener = { grant: () => Promise.resolve(grant) };

test("any two of the new custodians recover the key", async () => {
	const page = { root: root.verifier, custodians, threshold: 2, outdated: ["conversation"] as const };
	const [box] = await newShares(ORG, page, opener);
	assert.deepEqual(box?.shares.map((share) => share.person), people);
	const opened = await Promise.all(
		(box?.shares ?? []).map(({ bytes }, i) => openShare(identities[i] as Identity, ORG, fromBase64(bytes))),
	);
	assert.equal(await recover(opened.slice(0, 2)), identity);
	assert.equal(await recover(opened.slice(1)), identity);
	assert.deepEqual(await newShares(ORG, { ...page, outdated: null }, opener), []);
});

test("a custodian for whom the root does not vouch gets no share, and nobody gets two", async () => {
	const page = { root: root.verifier, threshold: 2, outdated: ["conversation"] as const };
	const [first, second] = custodians as [typeof custodians[0], typeof custodians[0]];
	const false_ = await keyed(people[1] ?? "", await newIdentity(), newRoot());
	for (const list of [[first, false_], [first, second, first]]) {
		await assert.rejects(newShares(ORG, { ...page, custodians: list }, opener), new Refusal("key.unverified"));
	}
});
