import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, MAX_COMPARED, reasons, share } from "./alike.ts";
import { sealedText } from "./record.ts";

const first =
	"Drie mensen wogen los van elkaar. Het gedrag kwam vaker voor, en er is verschil in macht. " +
	"Een gesprek is geprobeerd en hielp niet. Daarom kiezen wij voor een onderzoek door iemand van buiten, en stellen wij de melder daarvan eerst op de hoogte.";
const other =
	"De melder wil dat het stopt en werkt nu thuis op eigen verzoek. Wij spraken met het team en horen hetzelfde. " +
	"Een maatregel gericht op degene over wie het gaat ligt voor de hand; wij kijken over een maand of het genoeg was.";

/** Vectors: a share is the same in every browser and for ever, or the check has another number. */
const vectors: readonly [string, string, number][] = [
	["", first, 0],
	["...", "...", 0],
	[first, first, 1],
	[first.toUpperCase().replaceAll(",", " –"), first, 1],
	["Één café", "een cafe", 1],
	["Niets gedaan", "niets gedaan, zie boven", 0],
	["a b c d e", "x a b c d", 2 / 3],
	[first, other, 0],
];

test("vectors", () => {
	for (const [text, earlier, want] of vectors) assert.equal(share(text, earlier), want, `${text} / ${earlier}`);
});

test("what was copied and changed a little is alike", () => {
	const copied = first.replace("Drie", "Vier").replace("een onderzoek", "een vooronderzoek");
	assert.ok(share(copied, first) > 0.8, String(share(copied, first)));
	assert.deepEqual(compare(copied, [other, first]), { check: 1, texts: 2, alike: true });
});

test("the same beginning with reasons of its own is not", () => {
	assert.deepEqual(compare(`${first.slice(0, 60)} ${other}`, [first]), { check: 1, texts: 1 });
	assert.deepEqual(compare(first, []), { check: 1, texts: 0 });
});

test("only the reasons are compared, not the answers before them", () => {
	const lines = ["Is er een verschil in macht? ja", "Kan de melder vrij werken? nee"];
	assert.equal(reasons(sealedText(lines, first)), first);
	assert.equal(reasons(first), first);
	assert.equal(reasons(sealedText(lines, `${first}\n\n${other}`)), `${first}\n\n${other}`);
});

test("a text of any length is bounded", () => {
	const long = Array.from({ length: MAX_COMPARED }, (_, i) => `woord${i}`).join(" ");
	assert.equal(share(`${long} ${other}`, long), 1);
});
