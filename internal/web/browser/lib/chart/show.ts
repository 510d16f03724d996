// Shows a chart and what an import would change, as elements. Names are put in as text.
import { date, text } from "../../text.ts";
import { element } from "../problems.ts";
import type { Change, ChangeKind, Plan } from "./compare.ts";
import type { Fault } from "./check.ts";
import { faultText } from "./faulttext.ts";
import type { Match } from "./match.ts";
import { type Head, Outline } from "./outline.ts";
import type { Account, Person } from "./people.ts";

/** How many of a list are shown. */
export const MAX_LISTED = 100;

/** A list of figures with what they are. */
export function figures(...all: readonly (readonly [label: string, value: string | number])[]): HTMLElement {
	const list = element("dl", "chart-figures");
	for (const [label, value] of all) {
		const one = element("div");
		const said = typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : value;
		one.append(element("dt", "", label), element("dd", typeof value === "number" ? "" : "chart-words", said));
		list.append(one);
	}
	return list;
}

/** A part that opens. */
export function fold(title: string, ...inside: readonly HTMLElement[]): HTMLDetailsElement {
	const made = document.createElement("details");
	made.append(element("summary", "", title), ...inside);
	return made;
}

/** The first of a list, and how many more there are. */
function listed<T>(all: readonly T[], show: (one: T) => HTMLElement): HTMLElement[] {
	const list = element("ul", "chart-list");
	for (const one of all.slice(0, MAX_LISTED)) list.append(show(one));
	const more = all.length - MAX_LISTED;
	return more > 0 ? [list, element("p", "utrecht-paragraph", text("chart.more", { n: more }))] : [list];
}

/** The faults of a file: the first hundred, and how many there are. */
export function faultList(faults: readonly Fault[]): HTMLElement[] {
	const count = element("p", "utrecht-paragraph");
	count.append(element("strong", "", text("chart.faults-count", { n: faults.length })));
	const line = (fault: Fault): HTMLElement => {
		const item = element("li");
		item.append(element("strong", "", text("chart.line", { line: String(fault.line) })), ` ${faultText(fault)}`);
		return item;
	};
	return [count, ...listed(faults, line)];
}

/** How a change is called. */
function kindText(kind: ChangeKind, n: number): string {
	switch (kind) {
		case "new":
			return text("chart.kind-new", { n });
		case "renamed":
			return text("chart.kind-renamed", { n });
		case "moved":
			return text("chart.kind-moved", { n });
		case "function":
			return text("chart.kind-function", { n });
		case "left":
			return text("chart.kind-left", { n });
		case "back":
			return text("chart.kind-back", { n });
		case "other":
			return text("chart.kind-other", { n });
	}
}

const KINDS: readonly ChangeKind[] = ["left", "new", "back", "renamed", "moved", "function", "other"];

/** What would change, a part that opens for each kind. */
export function changeLists(plan: Plan): HTMLElement[] {
	const people = new Map(plan.people.map((person) => [person.id, person]));
	const named = (id: string): string => people.get(id)?.name ?? text("chart.nobody");
	const parts: HTMLElement[] = [];
	for (const kind of KINDS) {
		const some = plan.changes.filter(({ kinds }) => kinds.includes(kind));
		if (some.length > 0) parts.push(fold(kindText(kind, some.length), ...listed(some, (change) => changed(kind, change, named))));
	}
	return parts.length > 0 ? parts : [element("p", "utrecht-paragraph", text("chart.nothing"))];
}

function changed(kind: ChangeKind, { person, before }: Change, named: (id: string) => string): HTMLElement {
	const item = element("li");
	item.append(element("strong", "", person.name), ` ${person.number}`);
	const was = (words: string): void => item.append(element("span", "chart-was", words));
	if (kind === "renamed") was(text("chart.was", { value: before?.name ?? "" }));
	else if (kind === "moved") {
		if (before && before.unit !== person.unit) was(text("chart.from-to", { from: before.unit || "–", to: person.unit || "–" }));
		if (before && before.manager !== person.manager) was(text("chart.below-to", { from: named(before.manager), to: named(person.manager) }));
	} else if (kind === "function" && before && before.function !== person.function) {
		was(text("chart.from-to", { from: before.function || "–", to: person.function || "–" }));
	} else was(place(person));
	return item;
}

/** The function and unit of somebody, "teamleider, Burgerzaken". */
export const place = ({ function: job, unit }: Person): string => [job, unit].filter((one) => one !== "").join(", ");

/** The lines of managers, which open by level. */
export function outlineOf(people: readonly Person[]): HTMLElement[] {
	const lines = new Outline(people);
	const level = (heads: readonly Head[]): HTMLElement => {
		const list = element("ul");
		for (const head of heads.slice(0, MAX_LISTED)) list.append(item(head));
		if (heads.length > MAX_LISTED) list.append(element("li", "chart-below", text("chart.more", { n: heads.length - MAX_LISTED })));
		return list;
	};
	const said = ({ person, direct, below }: Head): HTMLElement[] => [
		element("strong", "", person.name),
		element("span", "", place(person) === "" ? " " : ` ${place(person)} `),
		element("span", "chart-below", direct === below ? text("chart.below", { n: below }) : text("chart.below-all", { n: below, direct })),
	];
	const item = (head: Head): HTMLElement => {
		const made = element("li");
		if (!head.more) {
			const row = element("div");
			row.append(...said(head));
			made.append(row);
			return made;
		}
		const opens = document.createElement("details");
		const summary = element("summary");
		summary.append(...said(head));
		opens.append(summary);
		// A level is made when it is opened: there may be thousands.
		opens.addEventListener("toggle", () => {
			if (opens.open && opens.childElementCount === 1) opens.append(level(lines.heads(head.person.id)));
		});
		made.append(opens);
		return made;
	};
	const alone = lines.alone === 0 ? [] : [element("p", "utrecht-paragraph", text("chart.alone", { n: lines.alone }))];
	return lines.tops.length === 0 ? [element("p", "utrecht-paragraph", text("chart.no-lines"))] : [level(lines.tops), ...alone];
}

/** The accounts that were found for people: each can be unticked. */
export function matchList(matches: readonly Match[], people: readonly Person[], accounts: readonly Account[], untick: (person: string, on: boolean) => void): HTMLElement[] {
	if (matches.length === 0) return [];
	const named = new Map(people.map((person) => [person.id, person]));
	const account = new Map(accounts.map(({ id, name, function: job = "" }) => [id, [name, job].filter((one) => one !== "").join(", ")]));
	const list = element("div");
	for (const match of matches) {
		const person = named.get(match.person);
		const box = document.createElement("input");
		box.type = "checkbox";
		box.autocomplete = "off";
		box.checked = !match.refused;
		box.dataset["match"] = match.person;
		box.addEventListener("change", () => untick(match.person, box.checked));
		const label = element("label", "choice");
		const words = element("span", "", text("chart.match", { person: person?.name ?? "", account: account.get(match.account) ?? "" }));
		words.append(element("span", "choice-hint", byText(match.by)));
		label.append(box, words);
		list.append(label);
	}
	const heading = element("h3", "utrecht-heading-3", text("chart.matches", { n: matches.length }));
	return [heading, element("p", "utrecht-paragraph", text("chart.matches-what")), list];
}

function byText(by: Match["by"]): string {
	switch (by) {
		case "mail":
			return text("chart.match-mail");
		case "name":
			return text("chart.match-name");
		case "before":
			return text("chart.match-before");
	}
}

/** A day, "2026-05-26", in words. */
export const dayText = (day: string): string => date(new Date(`${day}T12:00:00Z`));
