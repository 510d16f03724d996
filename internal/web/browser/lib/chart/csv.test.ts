import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../bytes.ts";
import { MAX_FILE_BYTES, MAX_LINES, NoTable, readTable, type Unreadable } from "./csv.ts";

const refused = (bytes: Uint8Array, why: Unreadable) =>
	assert.throws(
		() => readTable(bytes),
		(error) => error instanceof NoTable && error.why === why,
	);

test("reads the three separators, also as Excel says them", () => {
	for (const mark of [";", ",", "\t"]) {
		const want = { headings: ["nummer", "naam"], lines: [{ line: 2, cells: ["101", "Zilverberk, Noor; of niet"] }], broken: [] };
		assert.deepEqual(readTable(utf8(`nummer${mark}naam\r\n101${mark}"Zilverberk, Noor; of niet"\r\n`)), want, JSON.stringify(mark));
		const [line] = readTable(utf8(`sep=${mark}\nnummer${mark}naam\n101${mark}Noor\n`)).lines;
		assert.deepEqual(line, { line: 3, cells: ["101", "Noor"] });
	}
});

test("reads UTF-8 with and without a mark, UTF-16 and Windows-1252", () => {
	const words = "nummer;naam\n101;Renée Zuringsma\n";
	const latin = Uint8Array.from(words, (c) => c.charCodeAt(0));
	const wide = new Uint8Array([0xff, 0xfe, ...[...words].flatMap((c) => [c.charCodeAt(0), 0])]);
	for (const bytes of [utf8(words), utf8(`\ufeff${words}`), latin, wide]) {
		const { headings, lines } = readTable(bytes);
		assert.deepEqual([headings[0], lines[0]?.cells[1]], ["nummer", "Renée Zuringsma"]);
	}
});

test("counts the lines of the file, also over values of several lines and empty ones", () => {
	const { lines } = readTable(utf8('nummer;naam;adres\n\n1;Noor;"Kade 1\nVeenhaven\n\n"\n;;\r2;"Wies ""de"" Wollegras";x\n'));
	assert.deepEqual(lines, [
		{ line: 3, cells: ["1", "Noor", "Kade 1 Veenhaven"] },
		{ line: 8, cells: ["2", 'Wies "de" Wollegras', "x"] },
	]);
});

test("values lose what nobody sees", () => {
	const [line] = readTable(utf8("a;b\n\u00a0101\u00a0;\u200eNoor \t Zilver\u00adberk\u200b\n")).lines;
	assert.deepEqual(line?.cells, ["101", "Noor Zilverberk"]);
});

test("a quotation mark that does not fit is named with its line", () => {
	assert.deepEqual(readTable(utf8('a;b\n1;x\n2;"y" z\n')).broken, [3]);
	assert.deepEqual(readTable(utf8('a;b\n1;x\n2;"y\n3;z\n')).broken, [3]);
});

test("says why nothing can be read", () => {
	refused(utf8(""), "empty");
	refused(utf8("nummer;naam\n;\n"), "empty");
	refused(new Uint8Array(MAX_FILE_BYTES + 1), "too-large");
	refused(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 10, 0, 0xff]), "no-text");
	refused(utf8(`a;b\n${"1;x\n".repeat(MAX_LINES + 1)}`), "too-many-lines");
	assert.equal(readTable(utf8(`a;b\n${"1;x\n".repeat(MAX_LINES)}`)).lines.length, MAX_LINES);
});
