// The form that says which column of a file holds what. Its markup is in
// page/chart/chart.templ.
import { text } from "../../text.ts";
import { byId, element } from "../problems.ts";
import { type Field, type Mapping, unmapped } from "./columns.ts";
import type { Table } from "./csv.ts";

/** How many lines of the file are shown. */
const SHOWN = 5;

const selects = (): HTMLSelectElement[] => [...byId("chart-mapping").querySelectorAll<HTMLSelectElement>("[data-column]")];

/** Offers the columns of a file, with what is guessed chosen. */
export function offer(table: Table, mapping: Mapping): void {
	for (const select of selects()) {
		const options = table.headings.map((heading, at) => {
			const example = table.lines.find(({ cells }) => (cells[at] ?? "") !== "")?.cells[at] ?? "";
			const name = heading === "" ? text("chart.column", { n: at + 1 }) : heading;
			return new Option(example === "" ? name : text("chart.column-like", { name, example: example.slice(0, 30) }), String(at));
		});
		select.replaceChildren(new Option(text("chart.column-none"), ""), ...options);
		select.value = String(mapping[select.dataset["column"] as Field] ?? "");
	}
	sample(table);
	fault("");
}

/** What is chosen, or nothing after it was said what is wrong. */
export function chosen(): Mapping | undefined {
	const mapping = Object.fromEntries(selects().filter(({ value }) => value !== "").map((one) => [one.dataset["column"], Number(one.value)])) as Mapping;
	switch (unmapped(mapping)) {
		case "number":
			return fault(text("chart.no-number"), "number");
		case "name":
			return fault(text("chart.no-name"), "name");
		case "twice":
			return fault(text("chart.column-twice"), twice());
		default:
			fault("");
			return mapping;
	}
}

/** Marks which columns are used in the first lines of the file. */
export function mark(): void {
	const used = new Set(selects().map(({ value }) => value));
	for (const cell of byId("chart-lines").querySelectorAll<HTMLElement>("[data-at]")) cell.classList.toggle("chart-used", used.has(cell.dataset["at"] ?? "-"));
}

function twice(): string {
	const seen = new Set<string>();
	for (const { value, dataset } of selects()) {
		if (value !== "" && seen.has(value)) return dataset["column"] ?? "";
		seen.add(value);
	}
	return "";
}

function fault(sentence: string, at = ""): undefined {
	byId("chart-mapping-error").textContent = sentence;
	for (const select of selects()) {
		const wrong = sentence !== "" && select.dataset["column"] === at;
		select.ariaInvalid = wrong ? "true" : null;
		if (wrong) select.focus();
	}
	return undefined;
}

/** The first lines, as a table. */
function sample({ headings, lines }: Table): void {
	const table = document.createElement("table");
	const row = table.createTHead().insertRow();
	const cell = (tag: string, words: string, at: number): HTMLElement => {
		const made = element(tag, "", words);
		made.dataset["at"] = String(at);
		return made;
	};
	const number = element("th", "", text("chart.line-number"));
	row.append(number, ...headings.map((heading, at) => cell("th", heading, at)));
	for (const head of row.children) (head as HTMLTableCellElement).scope = "col";
	const body = table.createTBody();
	for (const { line, cells } of lines.slice(0, SHOWN)) {
		body.insertRow().append(element("td", "", String(line)), ...headings.map((_, at) => cell("td", cells[at] ?? "", at)));
	}
	byId("chart-lines").replaceChildren(table);
	mark();
}
