import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../bytes.ts";
import { check, type Checked, MAX_CELL } from "./check.ts";
import { guess } from "./columns.ts";
import { readTable } from "./csv.ts";
import { dayOf, officeOf } from "./office.ts";

const HEAD = "personeelsnummer;naam;leidinggevende;vervanger;afdeling;functie;mail;ambt;partij;ambt vanaf;ambt tot";

function checked(...lines: string[]): Checked {
	const table = readTable(utf8([HEAD, ...lines].join("\n")));
	return check(table, guess(table.headings));
}

const faults = (...lines: string[]) => checked(...lines).faults.map(({ line, what, value }) => `${line} ${what} ${value}`.trim());

test("reads people", () => {
	assert.deepEqual(checked("1;Noor Zilverberk;;2;Griffie;griffier;noor@veenhaven.example", "2;Olaf Waterlelie;1;;College;wethouder;;Wethouder;Veenbelang;26-05-2026;"), {
		rows: [
			{ line: 2, number: "1", name: "Noor Zilverberk", manager: "", standIn: "2", unit: "Griffie", function: "griffier", mail: "noor@veenhaven.example", posts: [] },
			{
				line: 3, number: "2", name: "Olaf Waterlelie", manager: "1", standIn: "", unit: "College", function: "wethouder", mail: "",
				posts: [{ office: "alderman", party: "Veenbelang", from: "2026-05-26" }],
			},
		],
		faults: [],
	});
});

test("a name can stand in three columns", () => {
	const table = readTable(utf8("nr;personeelsnummer;voornaam;tussenvoegsel;achternaam\n;7;Wies;van de;Wollegras\n;8;;;Turfsteker\n"));
	assert.deepEqual(check(table, guess(table.headings)).rows.map(({ name }) => name), ["Wies van de Wollegras", "Turfsteker"]);
});

test("names every fault with its line", () => {
	assert.deepEqual(
		faults(
			";Noor", // 2
			"3;", // 3
			"4;Wies", // 4
			"4;Wies", // 5
			"5;Olaf;99;98", // 6
			"6;Ties;;6", // 7
			"7;Jet;;;;;;Opperhoofd", // 8
			"8;Bo;;;;;;;Veenbelang", // 9
			"9;Io;;;;;;griffier;Veenbelang", // 10
			"10;Ap;;;;;;wethouder;;31-02-2026;2026-13-01", // 11
			"11;Ab;;;;;;wethouder;;2026-05-26;2026-05-25", // 12
			"12;Ed;;;;;;;;2026-05-26", // 13
			"13;Al;;;;;;;;;;te veel", // 14
			`14;${"x".repeat(MAX_CELL + 1)}`, // 15
			`15;Em;;;;;;raadslid;${"é".repeat(31)}`, // 16
		),
		[
			"2 number-missing Noor",
			"3 name-missing 3",
			"5 number-twice 4 (4)",
			"6 manager-absent 99",
			"6 stand-in-absent 98",
			"7 stand-in-own 6",
			"8 office-unknown Opperhoofd",
			"9 party-alone Veenbelang",
			"10 party-alone Veenbelang",
			"11 date-wrong 31-02-2026",
			"11 date-wrong 2026-13-01",
			"12 until-before-from 2026-05-26 – 2026-05-25",
			"13 date-alone 2026-05-26",
			"14 cells 12",
			`15 long ${"x".repeat(20)}…`,
			`16 party-long ${"é".repeat(31)}`,
		],
	);
});

test("several lines of one person are one person with several offices", () => {
	const council = "1;Noor Zilverberk;;;Raad;raadslid;;Raadslid;Veenbelang;30-03-2022;31-03-2026";
	const alderman = "1;Noor Zilverberk;;;College;wethouder;;Wethouder;Veenbelang;26-05-2026;";
	const work = "1;noor  zilverberk;2;3;Griffie;griffier;noor@veenhaven.example";
	const others = ["2;Olaf", "3;Wies"];
	const posts = [{ office: "council-member", party: "Veenbelang", from: "2022-03-30", until: "2026-03-31" }, { office: "alderman", party: "Veenbelang", from: "2026-05-26" }];
	const noor = { line: 2, number: "1", manager: "", standIn: "", mail: "", posts };
	assert.deepEqual(checked(council, alderman, council, ...others), {
		rows: [{ ...noor, name: "Noor Zilverberk", unit: "Raad", function: "raadslid" }, ...checked("2;Olaf", "3;Wies").rows.map((row) => ({ ...row, line: row.line + 3 }))],
		faults: [],
	});
	// What is said of the employment goes first, wherever it stands.
	for (const lines of [[council, alderman, work], [work, council, alderman], [council, work, alderman]]) {
		const [first] = checked(...lines, ...others).rows;
		assert.deepEqual({ ...first, name: "" }, { ...noor, name: "", manager: "2", standIn: "3", unit: "Griffie", function: "griffier", mail: "noor@veenhaven.example" });
	}
	assert.deepEqual(faults(work, work, ...others), ["3 number-twice 1 (2)"]);
	assert.deepEqual(faults(work, "1;Olaf Waterlelie;;;;;;Wethouder", ...others), ["3 number-twice 1 (2)"]);
	assert.deepEqual(faults(work, "1;Noor Zilverberk;3;2;;;;Wethouder", ...others), ["3 managers-two 2, 3", "3 stand-ins-two 3, 2"]);
	assert.deepEqual(faults(...Array.from({ length: 10 }, (_, i) => `1;Noor;;;;;;Raadslid;;${2001 + i}-01-01;${2001 + i}-12-31`)), ["10 offices-many 1"]);
});

test("a line that goes round is one fault, wherever one comes in", () => {
	assert.deepEqual(faults("1;A;3", "2;B;1", "3;C;2", "4;D;3", "5;E;4"), ["2 round 1 → 3 → 2 → 1"]);
	assert.deepEqual(faults("9;Z;1", "1;A;1"), ["3 round 1 → 1"]);
	assert.deepEqual(faults("1;A;2", "2;B;1", "3;C;4", "4;D;3").length, 2);
	assert.deepEqual(faults("1;A", "2;B;1", "3;C;2", "4;D;2"), []);
});

test("a chain of very many levels is looked through", () => {
	assert.deepEqual(faults("1;A", ...Array.from({ length: 30_000 }, (_, i) => `${i + 2};N;${i + 1}`)), []);
});

test("offices and days as people write them", () => {
	for (const [word, office] of [["Wethouder", "alderman"], ["RAADSLID", "council-member"], ["Council Clerk", "council-clerk"], ["medewerker", ""], ["keizer", undefined]] as const) {
		assert.equal(officeOf(word), office, word);
	}
	for (const [word, day] of [
		["2026-05-26", "2026-05-26"], ["26-05-2026", "2026-05-26"], ["6/5/2026", "2026-05-06"], ["26.05.2026", "2026-05-26"], ["2026-05-26 00:00:00", "2026-05-26"],
		["2026-05-26T00:00:00", "2026-05-26"], ["29-02-2027", undefined], ["05-26-2026", undefined], ["46168", undefined], ["0026-05-26", undefined], ["", undefined],
	] as const) {
		assert.equal(dayOf(word), day, word);
	}
});
