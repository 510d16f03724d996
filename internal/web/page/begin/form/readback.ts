// Everything that was told, step by step, with the way to change it.
import { type Form, type Part, parts } from "../../../browser/lib/answers.ts";
import { answerList } from "../../../browser/lib/answersshow.ts";
import { button, element } from "../../../browser/lib/problems.ts";
import type { Answers, Lang } from "../../../browser/lib/questionnaire.ts";
import { text } from "../../../browser/text.ts";

/** Shows the answers in a place; change is null when nothing can be changed any more. */
export function readBack(place: HTMLElement, form: Form, answers: Answers, lang: Lang, change: ((step: string) => void) | null): void {
	place.replaceChildren(...parts(form, answers, lang).map((part) => card(part, change)));
}

function card(part: Part, change: ((step: string) => void) | null): HTMLElement {
	const made = element("section", "card flow");
	const head = element("div", "card-head");
	head.append(element("h4", "card-title", part.title));
	if (change) {
		const words = text("begin.change-what", { title: part.title });
		head.append(button("utrecht-button utrecht-button--subtle", text("begin.change"), () => change(part.step), words));
	}
	made.append(head);
	if (part.lines.length === 0) made.append(element("p", "utrecht-paragraph quiet", text("begin.nothing")));
	else made.append(answerList(part.lines, true));
	return made;
}
