import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, sha256Hex, toBase64 } from "./bytes.ts";
import { type CompartmentName, grantTo, type Keyed, madeTag, makeCompartment, openGrant, openShare, recover, vouch } from "./compartment.ts";
import { type Identity, newIdentity, parseIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { open, seal } from "./seal.ts";
import { join, split } from "./shares.ts";
import { type CompartmentVector, type HeldVector, read, type ShareVector, type VouchVector, write } from "./vectors.ts";

const org = "veenhaven";

interface Person extends Keyed {
	readonly identity: Identity;
}

async function people(...names: string[]): Promise<Person[]> {
	return Promise.all(
		names.map(async (person) => {
			const identity = await newIdentity();
			return { person, identity, recipient: await recipientOf(identity) };
		}),
	);
}

async function sharesByBrowser(): Promise<ShareVector[]> {
	const all: ShareVector[] = [];
	for (const [k, n] of [[2, 2], [2, 3], [3, 5]] as const) {
		const identity = await newIdentity();
		all.push({ by: "browser", identity, threshold: k, shares: (await split(identity, n, k)).map(toBase64) });
	}
	return all;
}

async function compartmentsByBrowser(): Promise<CompartmentVector[]> {
	const all: CompartmentVector[] = [];
	for (const compartment of ["conversation", "identity", "case"] as const) {
		const holders = await people("vera", "hanna");
		const [reporter] = await people("reporter");
		const custodians = await people("c1", "c2", "c3");
		const made = await makeCompartment(org, compartment, holders, reporter?.recipient ?? null, custodians, 2);
		const held = (list: Person[], i: number, { id, bytes }: { id: string; bytes: Uint8Array }): HeldVector => ({
			identity: list[i]?.identity ?? "",
			id,
			sealed: toBase64(bytes),
		});
		all.push({
			org,
			compartment,
			recipient: made.recipient,
			threshold: made.threshold,
			grants: made.grants.map((g, i) => held([...holders, ...(reporter ? [reporter] : [])], i, g)),
			shares: made.shares.map((s, i) => held(custodians, i, s)),
		});
	}
	return all;
}

test("a tag for where a reporter reads is that of the vectors", async () => {
	for (const v of read<VouchVector>("vouch.json")) {
		assert.deepEqual(await vouch(v.identity, v.org, v.recipient), { recipient: v.recipient, tag: v.tag });
		assert.equal(await madeTag("case", v.identity, v.org, v.recipient), v.case);
		assert.equal(await madeTag("care", v.identity, v.org, v.recipient), v.care);
		assert.equal(await madeTag(`participant/${"a".repeat(32)}`, v.identity, v.org, v.recipient), v.participant);
	}
});

test("share vectors", async () => {
	await write("shares-browser.json", sharesByBrowser);
	for (const v of [...read<ShareVector>("shares-go.json"), ...read<ShareVector>("shares-browser.json")]) {
		const shares = v.shares.map(fromBase64);
		assert.equal(await join(shares.slice(0, v.threshold)), v.identity, v.by);
		assert.equal(await join(shares.slice(-v.threshold)), v.identity, v.by);
		assert.equal(await join(shares), v.identity, v.by);
		const few = shares.slice(0, v.threshold - 1);
		await assert.rejects(join(few), new Refusal("shares.do-not-fit"), v.by);
	}
});

test("compartment vectors", async () => {
	await write("compartment-browser.json", compartmentsByBrowser);
	for (const v of read<CompartmentVector>("compartment-browser.json")) {
		for (const g of v.grants) {
			const sealed = fromBase64(g.sealed);
			assert.equal(await sha256Hex(sealed), g.id);
			const opened = await openGrant(parseIdentity(g.identity), v.org, sealed);
			assert.deepEqual([opened.compartment, opened.epoch, opened.recipient], [v.compartment, 1, v.recipient]);
		}
		const shares = await Promise.all(
			v.shares.map((s) => openShare(parseIdentity(s.identity), v.org, fromBase64(s.sealed))),
		);
		assert.equal(await recipientOf(await recover(shares.slice(0, v.threshold))), v.recipient);
	}
});

test("a compartment opens for its holders, its reporter and enough custodians", async () => {
	const [vera, hanna] = await people("vera", "hanna");
	const [reporter] = await people("reporter");
	const custodians = await people("c1", "c2", "c3");
	assert.ok(vera && hanna && reporter);
	const made = await makeCompartment(org, "conversation", [vera, hanna], reporter.recipient, custodians, 2);
	assert.deepEqual(made.grants.map((g) => g.person), ["vera", "hanna", null]);
	assert.deepEqual(made.shares.map((s) => s.custodian), ["c1", "c2", "c3"]);

	const words = (await seal(org, "message", "Dag", [made.recipient])).bytes;
	for (const [i, who] of [vera, hanna, reporter].entries()) {
		const grant = made.grants[i];
		assert.ok(grant);
		const { identity } = await openGrant(who.identity, org, grant.bytes);
		assert.equal(identity, made.identity);
		assert.equal((await open(identity, org, "message", words)).length, 3);
		await assert.rejects(open(who.identity, org, "message", words), new Refusal("content.not-recipient"));
	}
	const opened = await Promise.all(
		made.shares.map((s, i) => openShare(custodians[i]?.identity ?? made.identity, org, s.bytes)),
	);
	assert.equal(await recover(opened.slice(1)), made.identity);
	await assert.rejects(recover(opened.slice(1, 2)), new Refusal("shares.do-not-fit"));
	await assert.rejects(recover([]), new Refusal("shares.do-not-fit"));

	const [late] = await people("late");
	assert.ok(late);
	const regrant = await grantTo(org, "conversation", 1, made.identity, late.recipient);
	assert.equal((await openGrant(late.identity, org, regrant.bytes)).identity, made.identity);
});

test("shares of two compartments do not recover either", async () => {
	const custodians = await people("c1", "c2", "c3");
	const make = async () => {
		const made = await makeCompartment(org, "case", [], null, custodians, 2);
		return Promise.all(made.shares.map((s, i) => openShare(custodians[i]?.identity ?? made.identity, org, s.bytes)));
	};
	const [a, b] = [await make(), await make()];
	assert.ok(a[0] && a[1] && b[1]);
	await assert.rejects(recover([a[0], b[1]]), new Refusal("shares.do-not-fit"));
	await assert.rejects(recover([a[0], { ...b[1], recipient: a[0].recipient }]), new Refusal("shares.do-not-fit"));
	await assert.rejects(recover([a[0], a[0]]), new Refusal("shares.do-not-fit"));
	const plain = new Uint8Array([...new TextEncoder().encode(await recover(a)), 0]);
	await assert.rejects(recover([a[0], { ...a[0], share: plain }]), new Refusal("shares.do-not-fit"));
});

test("one custodian cannot do it alone", async () => {
	const custodians = await people("c1", "c2");
	for (const threshold of [0, 1, 3]) {
		await assert.rejects(makeCompartment(org, "case", [], null, custodians, threshold));
	}
	await assert.rejects(makeCompartment(org, "case", [], null, custodians.slice(1), 1));
});

test("nobody is listed twice", async () => {
	const [vera, hanna, c1, c2] = await people("vera", "hanna", "c1", "c2");
	assert.ok(vera && hanna && c1 && c2);
	const other = { ...c1, person: "c3" };
	for (const [holders, custodians] of [
		[[vera, vera], [c1, c2]],
		[[vera, { ...vera, person: "hanna" }], [c1, c2]],
		[[vera, hanna], [c1, c2, c1]],
		[[vera, hanna], [c1, other]],
	] as const) {
		await assert.rejects(makeCompartment(org, "case", holders, null, custodians, 2), new Refusal("key.unverified"));
	}
});

test("malformed grants and shares are wrongly sealed", async () => {
	const [vera] = await people("vera");
	assert.ok(vera);
	const identity = await newIdentity();
	const good = { compartment: "case", epoch: 1, identity };
	const wrong = new Refusal("content.wrongly-sealed");
	for (const body of [{ ...good, compartment: "other" as CompartmentName }, { ...good, epoch: 0 }, { ...good, epoch: "1" }, { ...good, identity: "x" }, {}]) {
		const { bytes } = await seal(org, "key", JSON.stringify(body), [vera.recipient]);
		await assert.rejects(openGrant(vera.identity, org, bytes), wrong);
	}
	const share = { compartment: "case", epoch: 1, recipient: vera.recipient, threshold: 2, of: 3, share: "AAAA" };
	for (const body of [{ ...share, threshold: 1 }, { ...share, of: 1 }, { ...share, share: "A" }, { ...share, recipient: "age1" }]) {
		const { bytes } = await seal(org, "share", JSON.stringify(body), [vera.recipient]);
		await assert.rejects(openShare(vera.identity, org, bytes), wrong);
	}
});
