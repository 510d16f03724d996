// Shows the figures of an adviser's year, as tables and as lines to copy.
import { text } from "../text.ts";
import { isShown } from "./advicefigures.ts";
import { called } from "./adviceshow.ts";
import type { Shown } from "./figure.ts";
import { element } from "./problems.ts";

/** What the three divisions are called, in their order. */
function headings(): string[] {
	return [text("advice.by-theme"), text("advice.by-position"), text("advice.by-quarter")];
}

/** What a part is called. */
function named(name: string): string {
	switch (name) {
		case "behaviour":
			return text("advice.behaviour");
		case "matters":
			return text("advice.matters");
		case "working":
			return text("advice.working");
		case "governing":
			return text("advice.governing");
		case "first-half":
			return text("advice.first-half");
		case "second-half":
			return text("advice.second-half");
	}
	const quarter = /^q([1-4])$/.exec(name)?.[1];
	if (quarter !== undefined) return text("advice.quarter", { number: quarter });
	const theme = called("theme", name);
	return theme === name ? called("position", name) : theme;
}

function number(shown: Shown): string {
	return shown.small ? text("advice.few") : String(shown.n);
}

/** How many people there were, in a sentence. */
export function wholeText(shown: Shown): string {
	return text("advice.people", { n: number(shown) });
}

/** The divisions, each a table or why there is none. */
export function tables(shown: Shown): HTMLElement[] {
	return headings().flatMap((heading, i) => [element("h3", "utrecht-heading-3", heading), division(heading, shown.divisions?.[i])]);
}

function division(heading: string, parts: readonly Shown[] | undefined): HTMLElement {
	if (!isShown(parts)) return element("p", "utrecht-paragraph", text("advice.undivided"));
	const table = element("table", "utrecht-table advice-figures-table");
	const head = element("thead", "unseen");
	const row = element("tr");
	row.append(column(heading), column(text("advice.number")));
	head.append(row);
	const body = element("tbody");
	for (const part of parts) body.append(...rows(part));
	table.append(element("caption", "unseen", heading), head, body);
	return table;
}

function column(label: string): HTMLElement {
	const made = document.createElement("th");
	made.scope = "col";
	made.textContent = label;
	return made;
}

/** A coarse part, and below it the fine ones if they are shown. */
function rows(part: Shown): HTMLElement[] {
	const below = part.divisions?.[0];
	const whole = isShown(below) ? named(part.name) : text("advice.whole-only", { name: named(part.name) });
	return [line(whole, part.n, ""), ...(isShown(below) ? below.map((one) => line(named(one.name), one.n, "advice-fine")) : [])];
}

function line(name: string, n: number, classes: string): HTMLElement {
	const made = element("tr", classes);
	const head = document.createElement("th");
	head.scope = "row";
	head.textContent = name;
	made.append(head, element("td", "", String(n)));
	return made;
}

/** The same as lines, with a tab before each number: for the text of a report. */
export function figuresText(heading: string, shown: Shown): string {
	const lines = [heading, wholeText(shown)];
	headings().forEach((title, i) => {
		const parts = shown.divisions?.[i];
		lines.push("", title);
		if (!isShown(parts)) lines.push(text("advice.undivided"));
		else lines.push(...parts.flatMap(written));
	});
	lines.push("", text("advice.figures-how"));
	return lines.join("\n");
}

function written(part: Shown): string[] {
	const below = part.divisions?.[0];
	const whole = isShown(below) ? named(part.name) : text("advice.whole-only", { name: named(part.name) });
	return [`${whole}\t${part.n}`, ...(isShown(below) ? below.map((one) => `- ${named(one.name)}\t${one.n}`) : [])];
}
