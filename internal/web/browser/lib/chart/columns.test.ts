import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELDS, guess, remember, unmapped } from "./columns.ts";

const by = (headings: string[], remembered = {}) => {
	const mapping = guess(headings, remembered);
	return Object.fromEntries(Object.entries(mapping).map(([field, at]) => [field, headings[at]]));
};

test("guesses Dutch headings", () => {
	const headings = ["Personeelsnr.", "Roepnaam", "Tussenvoegsel", "Achternaam", "Leidinggevende", "Personeelsnummer leidinggevende", "Afdeling", "Functie", "E-mailadres", "Ambt", "Ambt t/m"];
	assert.deepEqual(by(headings), {
		number: "Personeelsnr.", given: "Roepnaam", prefix: "Tussenvoegsel", surname: "Achternaam", manager: "Personeelsnummer leidinggevende",
		unit: "Afdeling", function: "Functie", mail: "E-mailadres", office: "Ambt", until: "Ambt t/m",
	});
});

test("guesses English headings", () => {
	assert.deepEqual(by(["Employee ID", "Full name", "Manager ID", "Deputy", "Department", "Job title", "Work e-mail", "Office", "Party", "Office from", "Office until"]), {
		number: "Employee ID", name: "Full name", manager: "Manager ID", standIn: "Deputy", unit: "Department", function: "Job title",
		mail: "Work e-mail", office: "Office", party: "Party", from: "Office from", until: "Office until",
	});
});

test("guesses how a political office is headed", () => {
	assert.deepEqual(by(["Personeelsnummer", "Naam", "Functie", "Politieke functie", "Politieke partij", "Begindatum politieke functie", "Einddatum politieke functie"]), {
		number: "Personeelsnummer", name: "Naam", function: "Functie", office: "Politieke functie", party: "Politieke partij",
		from: "Begindatum politieke functie", until: "Einddatum politieke functie",
	});
	assert.deepEqual(by(["Employee ID", "Name", "Position", "Political office", "Political party"]), {
		number: "Employee ID", name: "Name", function: "Position", office: "Political office", party: "Political party",
	});
});

test("takes no column twice, and what is unknown for nothing", () => {
	assert.deepEqual(by(["Schaal", "Uren"]), {});
	const columns = Object.values(guess(["naam", "naam", "nummer", "id"]));
	assert.equal(new Set(columns).size, columns.length);
	for (const field of FIELDS) assert.ok(Object.values(guess([field])).length <= 1, field);
});

test("what was said the last time goes before a guess, and so does a column that was left out", () => {
	const headings = ["Code", "Naam", "Nummer", "Team"];
	const remembered = remember(headings, { number: 0, name: 1 });
	assert.deepEqual(remembered, { number: "Code", name: "Naam" });
	assert.deepEqual(by(headings, remembered), { number: "Code", name: "Naam" });
	assert.deepEqual(by(["Naam", "Nummer", "Team"], remembered), { number: "Nummer", name: "Naam", unit: "Team" });
});

test("says what a mapping lacks", () => {
	assert.equal(unmapped({}), "number");
	assert.equal(unmapped({ number: 0, given: 1 }), "name");
	assert.equal(unmapped({ number: 0, surname: 1 }), "");
	assert.equal(unmapped({ number: 0, name: 1, unit: 1 }), "twice");
});
