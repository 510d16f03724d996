// Two texts for one form: what is typed here, and what was saved in another tab or on
// another machine. Both stay until the person says which one goes on. Its place is in
// page/dossier/act.templ.
import { lang, text } from "../text.ts";

const clock = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" } as const;

/** A time of day, as Amsterdam counts it. */
export function timeText(at: Date): string {
	return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, clock).format(at);
}

/** A day and a time. */
export function momentText(at: Date): string {
	return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long", year: "numeric", ...clock }).format(at);
}

/** What the person can do. */
export interface Choosing {
	/** The texts change places. */
	swap(): void;
	/** The one in the form goes on. */
	keep(): void;
}

/** Fills the place beside a form with the other text. at is when it was saved; undefined if it was sent or emptied elsewhere. */
export function otherWords(place: HTMLElement, form: string, words: string, at: Date | undefined, { swap, keep }: Choosing): void {
	const lines: HTMLElement[] = [
		line(text("draft.differs"), "strong"),
		line(at ? text("draft.differs-how", { moment: momentText(at) }) : text("draft.differs-gone")),
	];
	if (words !== "") lines.push(...beside(`${form}-beside`, words));
	lines.push(
		button(text("draft.keep-this"), "utrecht-button--primary-action", keep),
		button(words === "" ? text("draft.take-none") : text("draft.take-other"), "utrecht-button--secondary-action", swap),
	);
	place.replaceChildren(...lines);
}

function line(sentence: string, within?: "strong"): HTMLElement {
	const p = document.createElement("p");
	p.className = "utrecht-paragraph";
	if (within === undefined) {
		p.textContent = sentence;
		return p;
	}
	const inner = document.createElement(within);
	inner.textContent = sentence;
	p.append(inner);
	return p;
}

/** The other text, to read and to copy from. */
function beside(id: string, words: string): HTMLElement[] {
	const label = document.createElement("label");
	label.className = "utrecht-form-label";
	label.htmlFor = id;
	label.textContent = text("draft.other");
	const box = document.createElement("textarea");
	box.id = id;
	box.className = "utrecht-textarea utrecht-textarea--html-textarea";
	box.rows = 6;
	box.readOnly = true;
	box.value = words;
	return [label, box];
}

function button(label: string, tone: string, act: () => void): HTMLElement {
	const one = document.createElement("button");
	one.type = "button";
	one.className = `utrecht-button ${tone}`;
	one.textContent = label;
	one.addEventListener("click", act);
	return one;
}
