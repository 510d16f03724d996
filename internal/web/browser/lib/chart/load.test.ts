import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../api.ts";
import { newIdentity } from "../identity.ts";
import { Refusal } from "../refusal.ts";
import { keyed, newRoot, ORG } from "../testroot.ts";
import { Finder } from "./find.ts";
import { keysFor, openNames, sealNames } from "./key.ts";
import { type LoadMeans, openChart } from "./load.ts";
import type { Names } from "./names.ts";
import type { DeskChart, KeyFor, Reader } from "./wire.ts";
import type { Ask } from "./workwire.ts";

const root = newRoot();
const by = { org: ORG, root: root.verifier };
const id = (n: number): string => n.toString(16).padStart(32, "0");
const person = { id: id(1), number: "1", name: "Noor Zilverberk", former: [], unit: "", function: "", mail: "", manager: "" };
const names: Names = { people: [person, { ...person, id: id(2), number: "2", name: "Olaf Waterlelie" }], last: { on: "2026-11-27", mapping: {}, refused: [] } };

const own = await newIdentity();
const late = await newIdentity();
const reader = async (n: number, identity: typeof own): Promise<Reader> => ({ id: id(n), name: "", note: (await keyed(id(n), identity, root)).note });

/** A chart that its reader opens and others lack, and means that note what is sent. */
async function there(lack: Reader[], change: Partial<LoadMeans> = {}) {
	const { recipient, keys, names: pieces } = await sealNames(by, names, [await reader(11, own)], () => undefined);
	const chart: DeskChart = { after: 7, recipient, key: keys[0]?.sealed ?? "", names: pieces, left: [id(2)], forget: [id(2)], lack };
	const sent: KeyFor[][] = [];
	let fetched = 0;
	const means: LoadMeans = {
		by,
		own,
		desk: async () => {
			fetched++;
			return chart;
		},
		ask: (async (ask: Ask) => {
			if (ask.kind === "open") return openNames(own, ask.org, ask.sealed, () => undefined);
			if (ask.kind === "give") return keysFor(ask.by, ask.identity as typeof own, ask.lacking);
			throw new Error("not asked here");
		}) as LoadMeans["ask"],
		sendKeys: async (keys) => void sent.push([...keys]),
		trusted: async () => true,
		...change,
	};
	return { means, sent, chart, fetched: () => fetched };
}

/** Lets go on what nobody waits for. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 400));

test("opens the chart, and gives the key to who lacks it", async () => {
	const { means, sent, chart } = await there([await reader(12, late)]);
	assert.deepEqual(await openChart(means), { after: 7, names, left: [id(2)], forget: [id(2)] });
	await settled();
	assert.deepEqual(sent.map((keys) => keys.map((key) => key.person)), [[id(12)]]);
	const key = sent[0]?.[0]?.sealed ?? "";
	assert.deepEqual((await openNames(late, ORG, { ...chart, key }, () => undefined)).names, names);
});

test("one whose key nobody vouches for does not keep the others from theirs", async () => {
	const stranger = { ...(await reader(13, late)), note: "" };
	const { means, sent } = await there([stranger, await reader(12, late)]);
	await openChart(means);
	await settled();
	assert.deepEqual(sent.map((keys) => keys.map((key) => key.person)), [[id(12)]]);
});

test("nothing is given where the root is another, nobody lacks it, or it cannot be sent; the chart is there all the same", async () => {
	for (const [lack, change] of [
		[[await reader(12, late)], { trusted: async () => false }],
		[[], {}],
		[[await reader(12, late)], { sendKeys: () => Promise.reject(new Failure("offline")) }],
	] as const) {
		const { means, sent } = await there([...lack], change);
		assert.equal((await openChart(means))?.names.people.length, 2);
		await settled();
		assert.deepEqual(sent, []);
	}
});

test("a page fetches once, also for two who ask at a time, and again after a failure", async () => {
	let fail = true;
	const { means, fetched } = await there([]);
	const finder = new Finder({ ...means, desk: () => (fail ? Promise.reject(new Failure("offline")) : means.desk()) });
	await assert.rejects(finder.open(() => undefined), Failure);
	fail = false;
	const [one, other] = await Promise.all([finder.open(() => undefined), finder.open(() => undefined)]);
	assert.ok(one && one === other);
	assert.deepEqual(one.find("olaf").people.map((found) => [found.name, one.left(found)]), [["Olaf Waterlelie", true]]);
	await finder.open(() => undefined);
	assert.equal(fetched(), 1);
});

test("no chart, or no key to it, is no failure; a damaged one is", async () => {
	const { means, chart } = await there([]);
	assert.equal(await new Finder({ ...means, desk: async () => undefined }).open(() => undefined), undefined);
	await assert.rejects(openChart({ ...means, desk: async () => ({ ...chart, names: ["AAAA"] }) }), Refusal);
});
