// What is not right in a form, as the server shows it too (page/part, Problems):
// a summary above the form that leads to each question, and the sentence beside
// the question. The summary takes the focus.
import { text } from "../text.ts";

/** One thing that is not right: the field's id and the sentence. */
export interface Shown {
	readonly id: string;
	readonly text: string;
}

/** Shows what is not right; an empty list takes everything away. */
export function showProblems(place: HTMLElement, form: ParentNode, problems: readonly Shown[]): void {
	place.replaceChildren();
	for (const old of form.querySelectorAll(".utrecht-form-field-error-message")) old.remove();
	for (const field of form.querySelectorAll<HTMLElement>("[data-problem]")) unmark(field);
	if (problems.length === 0) return;
	for (const problem of problems) beside(problem);
	const summary = sum(problems);
	place.append(summary);
	summary.focus();
}

function sum(problems: readonly Shown[]): HTMLElement {
	const alert = element("div", "utrecht-alert utrecht-alert--error");
	alert.id = "problems";
	alert.role = "alert";
	alert.tabIndex = -1;
	const list = element("ul", "utrecht-unordered-list");
	for (const problem of problems) {
		const link = document.createElement("a");
		link.className = "utrecht-link utrecht-link--html-a";
		link.href = `#${problem.id}`;
		link.textContent = problem.text;
		link.addEventListener("click", (event) => {
			// Not by the address: it would go into the history.
			event.preventDefault();
			focusOn(problem.id);
		});
		const item = element("li", "utrecht-unordered-list__item");
		item.append(link);
		list.append(item);
	}
	const content = element("div", "utrecht-alert__content");
	const heading = element("h2", "utrecht-heading-3", text("site.errors-heading"));
	content.append(heading, element("p", "utrecht-paragraph", text("site.errors")), list);
	alert.append(content);
	return alert;
}

function focusOn(id: string): void {
	const field = document.getElementById(id);
	field?.scrollIntoView({ block: "center" });
	field?.focus();
}

/** Puts the sentence between the question and the answer. */
function beside({ id, text: sentence }: Shown): void {
	const field = document.getElementById(id);
	const around = field?.closest<HTMLElement>("fieldset.question, .utrecht-form-field");
	if (!field || !around) return;
	const before = document.getElementById(`${id}-error`);
	if (before) {
		before.append(element("div", "", sentence));
		return;
	}
	const group = around.matches("fieldset") ? around : field;
	const error = element("div", "utrecht-form-field-error-message");
	const unseen = element("span", "unseen", `${text("site.error")} `);
	error.id = `${id}-error`;
	error.append(unseen, sentence);
	const hint = document.getElementById(`${id}-hint`);
	const above = hint && around.contains(hint) ? hint : around.querySelector("legend, .utrecht-form-label");
	if (above) above.after(error);
	else around.prepend(error);
	around.classList.add(around.matches("fieldset") ? "question--invalid" : "utrecht-form-field--invalid");
	group.dataset["problem"] = "";
	// A group of choices has no such state.
	if (group === field) group.setAttribute("aria-invalid", "true");
	group.setAttribute("aria-describedby", `${group.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
}

function unmark(field: HTMLElement): void {
	delete field.dataset["problem"];
	field.removeAttribute("aria-invalid");
	const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== "" && !id.endsWith("-error"));
	if (described.length > 0) field.setAttribute("aria-describedby", described.join(" "));
	else field.removeAttribute("aria-describedby");
	const around = field.closest<HTMLElement>("fieldset.question, .utrecht-form-field");
	around?.classList.remove("question--invalid", "utrecht-form-field--invalid");
}

/** An element with classes and words. */
export function element(tag: string, classes = "", words = ""): HTMLElement {
	const made = document.createElement(tag);
	if (classes) made.className = classes;
	if (words) made.textContent = words;
	return made;
}

/** A button with words, and for who does not see it, with more. */
export function button(classes: string, words: string, act: () => void, label = ""): HTMLButtonElement {
	const made = document.createElement("button");
	made.type = "button";
	made.className = classes;
	made.textContent = words;
	if (label) made.ariaLabel = label;
	made.addEventListener("click", act);
	return made;
}

/** A message with a heading, as page/part shows it. */
export function alert(tone: "info" | "ok" | "warning" | "error", heading: string, ...sentences: string[]): HTMLElement {
	const classes = {
		info: "utrecht-alert utrecht-alert--info",
		ok: "utrecht-alert utrecht-alert--ok",
		warning: "utrecht-alert utrecht-alert--warning",
		error: "utrecht-alert utrecht-alert--error",
	};
	const content = element("div", "utrecht-alert__content");
	const strong = element("p", "utrecht-paragraph");
	strong.append(element("strong", "", heading));
	content.append(strong, ...sentences.filter((one) => one !== "").map((one) => element("p", "utrecht-paragraph", one)));
	const made = element("div", classes[tone]);
	made.append(content);
	return made;
}

/** An element that the page has; a page without it is a mistake of ours. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
	const found = document.getElementById(id);
	if (!found) throw new Error(`the page has no ${id}`);
	return found as T;
}
