// Puts an opened account, and who the reporter is, into the page: as text, never
// as markup.
import { date, text } from "../text.ts";
import { type FormLabels, type Line, type Part, readAccount } from "./dossieraccount.ts";
import { periodText } from "./periodtext.ts";
import type { Show } from "./sealedtext.ts";

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function add<K extends keyof HTMLElementTagNameMap>(parent: Element, tag: K, words = "", className = ""): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	element.textContent = words;
	if (className !== "") element.className = className;
	parent.append(element);
	return element;
}

/** A date as typed, in full if there is such a day. */
function day(typed: string): string {
	const moment = new Date(`${typed}T12:00:00Z`);
	return DAY.test(typed) && !Number.isNaN(moment.getTime()) ? date(moment) : typed;
}

/** Shows an account beside the questions of the forms. */
export function accountShow(forms: readonly FormLabels[]): Show {
	return (element, words) => {
		element.replaceChildren();
		const account = readAccount(words, forms, {
			yes: text("dossier.yes"),
			files: text("dossier.files-named"),
			day,
			period: (value) => periodText(value, day),
		});
		if ("unreadable" in account) {
			add(element, "p", text("dossier.account-unreadable"), "utrecht-paragraph");
			add(element, "p", account.unreadable, "words");
			return;
		}
		if (!account.known) add(element, "p", text("dossier.account-unknown"), "utrecht-paragraph");
		if (account.parts.length === 0) add(element, "p", text("dossier.account-empty"), "utrecht-paragraph");
		for (const part of account.parts) showPart(element, part);
	};
}

function showPart(element: Element, part: Part): void {
	if (part.title !== "") add(element, "h3", part.title, "utrecht-heading-3");
	showLines(element, part.lines);
}

function showLines(element: Element, lines: readonly Line[]): void {
	const list = add(element, "dl", "", "answers");
	for (const line of lines) {
		const group = add(list, "div");
		add(group, "dt", line.label);
		const place = add(group, "dd");
		if (typeof line.value === "string") {
			place.textContent = line.value;
			place.className = "words";
		} else if ("items" in line.value) {
			showItems(place, line.value.item, line.value.items);
		} else {
			const choices = add(place, "ul", "", "utrecht-unordered-list");
			for (const choice of line.value) add(choices, "li", choice, "utrecht-unordered-list__item");
		}
		if (line.note !== undefined) add(place, "p", line.note, "utrecht-form-field-description");
	}
}

function showItems(place: Element, item: string, items: readonly (readonly Line[])[]): void {
	for (const [i, lines] of items.entries()) {
		const box = add(place, "div", "", "answers-item");
		add(box, "p", items.length > 1 ? `${item} ${i + 1}` : item, "answers-title");
		showLines(box, lines);
	}
}

/** Shows a name and how to reach somebody; anything else as it is. */
export const whoShow: Show = (element, words) => {
	element.replaceChildren();
	const list = add(element, "dl", "", "answers");
	for (const [label, value] of who(words)) {
		const group = add(list, "div");
		if (label !== "") add(group, "dt", label);
		add(group, "dd", value, "words");
	}
};

function who(words: string): [string, string][] {
	try {
		const { name, contact } = JSON.parse(words) as { name?: unknown; contact?: unknown };
		const lines: [string, unknown][] = [
			[text("dossier.who-name"), name],
			[text("dossier.who-contact"), contact],
		];
		const known = lines.filter((line): line is [string, string] => typeof line[1] === "string" && line[1] !== "");
		if (known.length > 0) return known;
	} catch {
		// It is no JSON: shown as it is.
	}
	return [["", words]];
}
