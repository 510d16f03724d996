// Holds reading, checking and comparing to the vectors that internal/personnel reads too,
// so that a file is the same people in a browser and on an administrator's own machine.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64, utf8 } from "../bytes.ts";
import { read, write } from "../vectors.ts";
import { check } from "./check.ts";
import { guess, type Mapping, type Remembered, remember, unmapped } from "./columns.ts";
import { type Before, plan } from "./compare.ts";
import { NoTable, readTable, type Table } from "./csv.ts";
import { aliases } from "./mend.ts";
import { cut, join, type Names } from "./names.ts";
import type { Person } from "./people.ts";

/** A file, and what comes of it. */
interface FileVector {
	readonly name: string;
	/** Base64. */
	readonly file: string;
	readonly remembered: Remembered;
	readonly unreadable: string;
	readonly table: Table | null;
	readonly mapping: Mapping;
	readonly lacks: string;
	readonly kept: Remembered;
	readonly rows: unknown;
	readonly faults: unknown;
}

/** A file compared with a chart. */
interface PlanVector {
	readonly name: string;
	readonly file: string;
	readonly before: Before;
	readonly today: string;
	readonly unticked: readonly string[];
	readonly plan: unknown;
}

/** Names, and the pieces that they are sealed as. */
interface NamesVector {
	readonly name: string;
	readonly names: Names;
	readonly pieces: readonly string[];
}

function looked(name: string, bytes: Uint8Array, remembered: Remembered = {}): FileVector {
	const begun = { name, file: toBase64(new Uint8Array(bytes)), remembered };
	const none = { table: null, mapping: {}, lacks: "", kept: {}, rows: [], faults: [] };
	let table: Table;
	try {
		table = readTable(bytes);
	} catch (error) {
		assert.ok(error instanceof NoTable);
		return { ...begun, unreadable: error.why, ...none };
	}
	const mapping = guess(table.headings, remembered);
	const lacks = unmapped(mapping);
	const { rows, faults } = lacks === "" ? check(table, mapping) : { rows: [], faults: [] };
	return { ...begun, unreadable: "", table, mapping, lacks, kept: remember(table.headings, mapping), rows, faults };
}

const newId = (number: string): string => `id-${number}`;

function compared(name: string, file: string, before: Before, today: string, unticked: readonly string[] = []): PlanVector {
	const table = readTable(utf8(file));
	const { rows, faults } = check(table, guess(table.headings), aliases(before.people));
	assert.deepEqual(faults, []);
	const { people, here, places, left, changes, had, matches } = plan(rows, before, { newId, today, unticked: new Set(unticked) });
	const told = changes.map(({ person, kinds, before: was }) => ({ person: person.id, kinds, before: was?.id ?? "" }));
	return { name, file: toBase64(utf8(file)), before, today, unticked, plan: { people, here: here.map(({ id }) => id), places, left, changes: told, had, matches } };
}

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const wide = (text: string, little: boolean): Uint8Array =>
	new Uint8Array([...(little ? [0xff, 0xfe] : [0xfe, 0xff]), ...[...Array(text.length).keys()].flatMap((i) => (little ? [text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8] : [text.charCodeAt(i) >> 8, text.charCodeAt(i) & 255]))]);

const HEAD = "personeelsnummer;naam;leidinggevende;vervanger;afdeling;functie;mail;ambt;partij;ambt vanaf;ambt tot\n";

/** Files by name: as text, which is UTF-8, or as bytes. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
	"as it should be": `${HEAD}1;Noor Zilverberk;;2;Griffie;griffier;noor@veenhaven.example\n2;Olaf Waterlelie;1;;College;wethouder;;Wethouder;Veenbelang;26-05-2026;\n`,
	"commas and quotation marks": 'Employee ID,Full name,Manager ID\r\n7,"Wollegras, Wies ""de""",\r\n8,"Bo\nEls",7\r\n',
	"tabs": "nummer\tnaam\n1\tNoor\n",
	"as Excel says it": "SEP=,\nnummer,naam\n1,Noor\n",
	"another separator than the headings have": "sep=,\nnummer;naam\n1;Noor\n",
	"separators within marks of the heading": '"naam;vol;uit",nummer\nNoor,1\n',
	"a mark that is not closed": "nummer;naam\n1;Noor\n2;\"Olaf\n3;Wies\n",
	"a mark that closes too early": 'nummer;naam\n1;"Noor" Z\n2;Olaf\n',
	"spaces after a mark": 'nummer;naam;functie\n1;"Noor"  ;griffier\n2;"Olaf" \u00a0\n3;"a" b"; c"\n',
	"a mark in the middle": 'nummer;naam\n1;No"or\n2;O"la"f\n',
	"empty lines and values of several lines": '\n\nnummer;naam;adres\n\n1;Noor;"Kade 1\n\nVeenhaven"\n;;\r2;Wies;x',
	"two marks of bytes": "\ufeff\ufeffnummer;naam\n1;Noor\n",
	"UTF-16, little": wide("nummer;naam\n1;Renée Žuringsma 𝒳\n", true),
	"UTF-16, big": wide("nummer;naam\n1;Renée\n", false),
	"UTF-16 of which a byte is missing": wide("nummer;naam\n1;Noor\n", true).slice(0, -1),
	"UTF-16 with half a character": new Uint8Array([...wide("nummer;naam\n1;Noor", true), 0x3d, 0xd8, 0x0a, 0]),
	// Node takes Windows-1252 for Latin-1, and browsers do not: 0x80 to 0x9f are in a test of Go.
	"Windows-1252": latin("nummer;naam\n1;Ren\u00e9e Zu\u00a0ringsma\n"),
	"what nobody sees": "nummer;naam\n\u00a01\u00a0;\u200eNoor \t Zil\u00adver\u200bberk\u0007\n2;e\u0301\u3000\ufeffx\u2028\n",
	"nothing": "",
	"headings alone": "nummer;naam\n;\n",
	"a workbook": new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 10]),
	"no column that we know": "Schaal;Uren\n8;36\n",
	"no name": "personeelsnummer;voornaam\n1;Noor\n",
	"a name in three columns": "nr;personeelsnummer;Roepnaam;Tussenvoegsel;Achternaam\n;7;Wies;van de;Wollegras\n;8;;;Turfsteker\n;9;;von;\n",
	"every fault": `${[
		";Noor", "3;", "4;Wies", "4;Wies", "5;Olaf;99;98", "6;Ties;;6", "7;Jet;;;;;;Opperhoofd;;1-1-2020", "8;Bo;;;;;;;Veenbelang", "9;Io;;;;;;griffier;Veenbelang",
		"10;Ap;;;;;;wethouder;;31-02-2026;2026-13-01", "11;Ab;;;;;;wethouder;;2026-05-26;2026-05-25", "12;Ed;;;;;;;;2026-05-26", "13;Al;;;;;;;;;;te veel", `14;${"x".repeat(301)}`,
		`15;Em;;;;;;raadslid;${"é".repeat(31)}`, "16;A;17", "17;B;18", "18;C;16", "19;D;17", "20;Zelf;20", ";", "21;Noor;1;2", "21;Noor;3;4;;;;lid",
	].reduce((all, line) => `${all}${line}\n`, HEAD)}`,
	"several lines of one person": `${HEAD}1;Noor Zilverberk;;;Raad;raadslid;;Raadslid;Veenbelang;30-03-2022;31-03-2026\n1;Noor Zilverberk;;;College;wethouder;;Wethouder;Veenbelang;26/5/2026;\n1;noor  zilverberk;2;3;Griffie;griffier;n@v.example\n1;Noor Zilverberk;;;;;;Raadslid;Veenbelang;2022-03-30;2026.03.31\n2;Olaf\n3;Wies\n`,
	"nine offices": HEAD + Array.from({ length: 10 }, (_, i) => `1;Noor;;;;;;Raadslid;;${2001 + i}-01-01;${2001 + i}-12-31\n`).join(""),
	"days and offices as people write them": `${HEAD}1;A;;;;;;WETHOUDER;;2026-05-26T00:00:00Z;\n2;B;;;;;;Loco-Burgemeester;;2026/5/6;6.5.2027 00:00\n3;C;;;;;;medewerker;;;\n4;D;;;;;;Coúncil  Clerk;;0026-05-26;\n5;E;;;;;;´;;46168;\n6;F;;;;;;council-member;;29-02-2028;29-02-2027\n`,
	"letters of elsewhere": "nummer;naam\n1;ΟΔΥΣΣΕΥΣ İstanbul Straße ŁØ\n1;οδυσσευς istanbul strasse lo\n2;ẞ\n",
	"long by characters of two": `nummer;naam\n1;${"𝒳".repeat(150)}\n2;${"𝒳".repeat(151)}\n`,
};

const person = (id: string, number: string, name: string, more: Partial<Person> = {}): Person => ({ id, number, name, former: [], unit: "", function: "", mail: "", manager: "", ...more });

const NONE: Before = { people: [], places: [], left: [], accounts: [], refused: [] };

const THERE: Before = {
	people: [
		person("a", "1", "Noor Zilverberk", { unit: "Griffie", mail: "noor@veenhaven.example", former: ["Noor Els"] }), person("b", "2", "Olaf Waterlelie", { manager: "a", function: "wethouder" }),
		person("c", "3", "Wies Wollegras", { manager: "b" }), person("d", "4", "Ties Turf"), person("e", "5", "Bo Els", { manager: "a" }), person("f", "6", "Jet Heide"),
		person("g", "30", "Wies Gras", { now: ["c"] }), person("h", "", "Oud", { now: ["x", "y"] }), person("i", "9", "Weg", { now: ["d"] }),
	],
	places: [
		{ person: "a", account: "A" }, { person: "b", line: "a", posts: [{ office: "alderman", party: "Veenbelang", from: "2022-05-26", until: "2026-03-31" }, { office: "council-member", from: "2018-03-29" }] },
		{ person: "c", line: "b", standIn: "a" }, { person: "d" }, { person: "e", line: "a" }, { person: "f" },
	],
	left: ["d", "f"],
	forget: ["d"],
	accounts: [
		{ id: "A", name: "" }, { id: "B", name: "Iemand", mail: " Olaf@Veenhaven.example" }, { id: "C", name: "wies  wollegras" }, { id: "D", name: "Jet Heide" }, { id: "E", name: "Nieuw Iemand" }, { id: "F", name: "nieuw iemand" },
	],
	refused: [{ person: "c", account: "C" }],
};

const PLANS = (): PlanVector[] => [
	compared("a first file", `${HEAD}1;Noor Zilverberk;;2;Griffie\n2;Olaf Waterlelie;1\n`, NONE, "2026-11-27"),
	compared("everything at once", `${HEAD}1;Noor Zilverberk-Vos;;;Griffie;;noor@veenhaven.example\n2;Olaf Waterlelie;1;;;wethouder;olaf@veenhaven.example;Wethouder;Veenbelang;2026-05-26\n3;Wies Wollegras;1;1\n6;Jet Heide;30\n77;Nieuw Iemand;3\n`, THERE, "2026-11-27"),
	compared("without two of the accounts", `${HEAD}1;Noor Els;;;Griffie;;noor@veenhaven.example\n2;Olaf Waterlelie;1;;;wethouder;olaf@veenhaven.example\n3;Wies Wollegras;2;1\n`, THERE, "2026-11-27", ["a", "b", "c"]),
	compared("an office that runs on", `${HEAD}2;Olaf Waterlelie;;;;wethouder;;Wethouder;Veenbelang;26-05-2022;31-12-2026\n`, THERE, "2026-01-01"),
	compared("whoever was to be forgotten came back", `${HEAD}4;Ties Turf\n3;Wies Wollegras\n`, THERE, "2026-11-27"),
];

const NAMES: readonly Names[] = [
	{ people: [], last: { on: "2026-11-27", mapping: {}, refused: [] } },
	{ people: THERE.people, last: { on: "2026-11-27", mapping: { number: "Nr", name: "<Naam> & zo" }, refused: THERE.refused, mended: [{ on: "2026-01-05", what: "merge", people: ["c", "g"], reason: "tweede nummer" }] } },
];

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

await write("personnel.json", async () => [
	...Object.entries(FILES).map(([name, file]) => looked(name, typeof file === "string" ? utf8(file) : file)),
	looked("as it was said the last time", utf8("Code;Naam;Nummer;Team\n7;Noor;1;x\n"), { number: "Code", name: "Naam" }),
	looked("as it was said of another file", utf8("Naam;Nummer;Team\nNoor;1;x\n"), { number: "Code", name: "Naam" }),
]);
await write("personnel-plan.json", async () => PLANS());
await write("personnel-names.json", async () => NAMES.map((names, i): NamesVector => ({ name: String(i), names, pieces: cut(names) })));

test("files come out as in the vectors", () => {
	for (const vector of read<FileVector>("personnel.json")) {
		assert.deepEqual(plain(looked(vector.name, fromBase64(vector.file), vector.remembered)), vector, vector.name);
	}
});

test("plans come out as in the vectors", () => {
	for (const { name, file, before, today, unticked, plan: wanted } of read<PlanVector>("personnel-plan.json")) {
		assert.deepEqual(plain(compared(name, new TextDecoder().decode(fromBase64(file)), before, today, unticked).plan), wanted, name);
	}
});

test("names are cut and joined as in the vectors", () => {
	for (const { name, names, pieces } of read<NamesVector>("personnel-names.json")) {
		assert.deepEqual(cut(names), pieces, name);
		assert.deepEqual(join(pieces.map((piece) => JSON.parse(piece) as Record<string, unknown>)), names, name);
	}
});
