// The form that says which column is what, which words are which changes, and which staff
// number a reporter gave. Its markup is in page/watch/watch.templ.
import { text } from "../../text.ts";
import { byId, element } from "../problems.ts";
import { type Field, guess, type Mapping, unmapped } from "./columns.ts";
import { type Kind, kindOf, type Word } from "./kinds.ts";
import type { WatchPage } from "./page.ts";
import type { Headed } from "./workwire.ts";

const columns = (): HTMLSelectElement[] => [...byId("watch-columns").querySelectorAll<HTMLSelectElement>("[data-column]")];
const kinds = (): HTMLSelectElement[] => [...byId("watch-kinds").querySelectorAll<HTMLSelectElement>("select")];

/** Offers the columns of a file, with what is guessed chosen. */
export function offerColumns({ headings, examples }: Headed): void {
	const mapping = guess(headings);
	for (const select of columns()) {
		const options = headings.map((heading, at) => {
			const name = heading === "" ? text("chart.column", { n: at + 1 }) : heading;
			const example = (examples[at] ?? "").slice(0, 30);
			return new Option(example === "" ? name : text("chart.column-like", { name, example }), String(at));
		});
		select.replaceChildren(new Option(text("chart.column-none"), ""), ...options);
		select.value = String(mapping[select.dataset["column"] as Field] ?? "");
	}
	fault("");
}

/** Which columns are chosen. */
export const mappingOf = (): Mapping =>
	Object.fromEntries(columns().filter(({ value }) => value !== "").map((one) => [one.dataset["column"], Number(one.value)])) as Mapping;

/** Offers a choice for each word that the file has for changes. */
export function offerKinds(words: readonly Word[], page: WatchPage): void {
	const fields = words.map(({ word, lines }, i) => {
		const field = element("div", "utrecht-form-field");
		const label = element("label", "utrecht-form-label", text("comparing.kind-lines", { word, n: lines })) as HTMLLabelElement;
		const select = element("select", "utrecht-select utrecht-select--html-select") as HTMLSelectElement;
		select.id = `watch-kind-${i}`;
		label.htmlFor = select.id;
		select.autocomplete = "off";
		select.dataset["word"] = word;
		select.append(new Option(text("comparing.kind-none"), ""), ...page.kinds.map(({ kind, label: name }) => new Option(name, kind)));
		select.value = kindOf(word);
		field.append(label, select);
		return field;
	});
	byId("watch-kinds").replaceChildren(...fields);
}

/** Which word is which change; words that are none are left out. */
export const kindsOf = (): (readonly [string, Kind])[] =>
	kinds().filter(({ value }) => value !== "").map((one) => [one.dataset["word"] ?? "", one.value as Kind] as const);

/** Shows who is compared, with a place for the staff number. names are as they were opened, "" for one that could not be. */
export function offerWhom(page: WatchPage, names: readonly string[], sentence: (i: number) => string): void {
	const rows = page.all.map(({ reference }, i) => {
		const field = element("div", "utrecht-form-field");
		const name = names[i] ?? "";
		const said = sentence(i);
		const label = element("label", "utrecht-form-label", text("comparing.number-of", { name: name === "" ? text("comparing.nameless") : name, reference })) as HTMLLabelElement;
		const input = element("input", "utrecht-textbox utrecht-textbox--html-input record-number") as HTMLInputElement;
		input.id = `watch-number-${i}`;
		input.autocomplete = "off";
		input.spellcheck = false;
		input.maxLength = 40;
		label.htmlFor = input.id;
		field.append(label);
		if (said !== "") {
			const hint = element("div", "utrecht-form-field-description", said);
			hint.id = `${input.id}-hint`;
			input.setAttribute("aria-describedby", hint.id);
			field.append(hint);
		}
		field.append(input);
		return field;
	});
	byId("watch-whom").replaceChildren(...rows);
}

/** The staff numbers, in the order of the reporters. */
export const numbersOf = (page: WatchPage): string[] =>
	page.all.map((_, i) => (document.getElementById(`watch-number-${i}`) as HTMLInputElement | null)?.value.trim() ?? "");

/** Whether it can be compared so; says what is wrong. */
export function ready(): boolean {
	switch (unmapped(mappingOf())) {
		case "kind":
			return fault(text("comparing.no-kind"), "kind");
		case "day":
			return fault(text("comparing.no-day"), "day");
		case "who":
			return fault(text("comparing.no-who"), "number");
		case "twice":
			return fault(text("chart.column-twice"), twice());
		default:
			if (kindsOf().length === 0) return fault(text("comparing.no-kinds"), "kind");
			fault("");
			return true;
	}
}

function twice(): string {
	const seen = new Set<string>();
	for (const { value, dataset } of columns()) {
		if (value !== "" && seen.has(value)) return dataset["column"] ?? "";
		seen.add(value);
	}
	return "";
}

/** Says what is wrong, and goes to the column; "" for nothing. */
export function fault(sentence: string, at = ""): false {
	byId("watch-columns-error").textContent = sentence;
	for (const select of columns()) {
		const wrong = sentence !== "" && select.dataset["column"] === at;
		select.ariaInvalid = wrong ? "true" : null;
		if (wrong) select.focus();
	}
	return false;
}
