import assert from "node:assert/strict";
import { test } from "node:test";
import { archive, type RecordWire } from "./archive.ts";
import { type Bytes, fromUtf8, sha256Hex, utf8 } from "./bytes.ts";
import { duration, escape } from "./mdto.ts";
import { Room, unzip } from "./metadata/zip.ts";

const record: RecordWire = {
	org: "veenhaven",
	name: "Gemeente Veenhaven & <meer>",
	dossier: "0123456789abcdef0123456789abcdef",
	openedOn: "2024-01-05",
	closedOn: "2024-02-06",
	category: "0.1",
	term: "24mnd",
	dueOn: "2026-02-07",
	events: [
		{ seq: 1, index: 70, leaf: "aa" },
		{ seq: 2, index: 71, leaf: "bb", proof: "c2sp.org/tlog-proof@v1\n" },
	],
	keys: [{ person: "a".repeat(32), note: "a note" }],
};

async function made(of = record): Promise<Map<string, Uint8Array>> {
	const pieces = [{ name: "dossier.html", bytes: utf8("<!doctype html>"), format: "Hypertext Markup Language", code: "fmt/471" }];
	return unzip(await archive(of, ["nl"], pieces, "2026-02-08T12:00:00Z"), new Room());
}

test("a copy has sums of everything in it, and they are right", async () => {
	const entries = await made();
	const sums = fromUtf8(entries.get("SHA256SUMS") ?? new Uint8Array());
	const listed = sums.trimEnd().split("\n").map((line) => line.split("  ") as [string, string]);
	assert.deepEqual(listed.map(([, name]) => name).sort(), [...entries.keys()].filter((name) => name !== "SHA256SUMS").sort());
	for (const [sum, name] of listed) assert.equal(await sha256Hex(entries.get(name) as Bytes), sum, name);
});

test("events without a proof stay closed", async () => {
	const entries = await made();
	const log = JSON.parse(fromUtf8(entries.get("log.json") ?? new Uint8Array())) as { events: { proof?: string }[] };
	assert.deepEqual(log.events.map((e) => e.proof), [undefined, "proofs/0002.tlog-proof"]);
	assert.equal(entries.has("proofs/0001.tlog-proof"), false);
});

// The elements that the schema demands, in its order (MDTO-XML1.0.1.xsd).
const DEMANDED = ["identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik"];
const ORDER = ["identificatie", "naam", "aggregatieniveau", "dekkingInTijd", "taal", "event", "waardering", "bewaartermijn", "informatiecategorie", "heeftRepresentatie", "archiefvormer", "beperkingGebruik"];
const FILE = ["identificatie", "naam", "omvang", "bestandsformaat", "checksum", "isRepresentatieVan"];

/** The elements directly inside one, in their order, each once. */
function children(xml: string, inside: string): string[] {
	const body = xml.slice(xml.indexOf(`<${inside}>`) + inside.length + 2, xml.lastIndexOf(`</${inside}>`));
	const names: string[] = [];
	let depth = 0;
	for (const [, end, name = ""] of body.matchAll(/<(\/?)([A-Za-z]+)>/g)) {
		if (end === "/") depth--;
		else if (depth++ === 0 && names.at(-1) !== name) names.push(name);
	}
	assert.equal(depth, 0, "the elements do not close");
	return names;
}

test("the metadata have what MDTO demands, in its order", async () => {
	const entries = await made();
	const xml = fromUtf8(entries.get("dossier.mdto.xml") ?? new Uint8Array());
	assert.deepEqual(children(xml, "informatieobject"), ORDER);
	assert.match(xml, /<termijnLooptijd>P24M<\/termijnLooptijd>/);
	assert.match(xml, /Gemeente Veenhaven &amp; &lt;meer&gt;/);
	const bare = fromUtf8((await made({ ...record, category: "", term: "", dueOn: "" })).get("dossier.mdto.xml") ?? new Uint8Array());
	assert.deepEqual(children(bare, "informatieobject").filter((name) => DEMANDED.includes(name)), DEMANDED);
	const file = fromUtf8(entries.get("dossier.html.mdto.xml") ?? new Uint8Array());
	assert.deepEqual(children(file, "bestand"), FILE);
	assert.match(file, new RegExp(`<checksumWaarde>${await sha256Hex(utf8("<!doctype html>"))}<`));
});

test("terms are durations, and text is text", () => {
	assert.deepEqual(["24mnd", "6wk", "1mnd+2wk+3kd", "10kd"].map(duration), ["P24M", "P42D", "P1M17D", "P10D"]);
	assert.equal(escape("a\u0000<b>&\u000bc"), "a&lt;b&gt;&amp;c");
});
