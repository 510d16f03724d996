// Asks for two words of the code and says whether they are right. Nothing is
// kept from anybody by it: it is to find out now, not in a week, that a word was
// written down wrong.
import { sameWord, twoPlaces } from "../../../browser/lib/codewords.ts";
import { button, element, showProblems } from "../../../browser/lib/problems.ts";
import { text } from "../../../browser/text.ts";

/** Puts the question into a place; words are those that the person saw. */
export function askTwoWords(place: HTMLElement, prefix: string, words: () => readonly string[], right: () => void): void {
	const places = twoPlaces();
	const form = document.createElement("form");
	form.className = "flow";
	form.noValidate = true;
	form.autocomplete = "off";
	const problems = element("div", "flow");
	const said = element("p", "utrecht-paragraph empty");
	said.role = "status";
	const fields = places.map((position) => field(prefix, position));
	const check = button("utrecht-button utrecht-button--secondary-action", text("begin.words-check"), () => undefined);
	check.type = "submit";
	form.append(problems, ...fields.map((one) => one.around), check, said);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const wrong = fields.flatMap(({ input, position }) => fault(input, position, words()));
		showProblems(problems, form, wrong);
		said.textContent = wrong.length === 0 ? text("begin.words-right") : "";
		if (wrong.length === 0) right();
	});
	place.replaceChildren(form);
}

function fault(input: HTMLInputElement, position: number, words: readonly string[]): { id: string; text: string }[] {
	if (input.value.trim() === "") return [{ id: input.id, text: text("begin.words-missing", { position }) }];
	if (sameWord(input.value, words[position - 1] ?? "")) return [];
	return [{ id: input.id, text: text("begin.words-wrong", { position }) }];
}

function field(prefix: string, position: number): { around: HTMLElement; input: HTMLInputElement; position: number } {
	const around = element("div", "utrecht-form-field");
	const input = document.createElement("input");
	input.id = `field-${prefix}-${position}`;
	input.className = "utrecht-textbox utrecht-textbox--html-input word";
	input.autocomplete = "off";
	input.spellcheck = false;
	input.setAttribute("autocapitalize", "none");
	const label = document.createElement("label");
	label.className = "utrecht-form-label";
	label.htmlFor = input.id;
	label.textContent = text("begin.word", { position });
	around.append(label, input);
	return { around, input, position };
}
