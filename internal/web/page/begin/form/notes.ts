// What the reporter kept before deciding, at hand while the questions are answered: it
// goes along with the signal (lib/diary.ts).
import type { Form } from "../../../browser/lib/answers.ts";
import type { Diary } from "../../../browser/lib/diary.ts";
import { entryList } from "../../../browser/lib/diaryshow.ts";
import { byId } from "../../../browser/lib/problems.ts";
import type { Answers } from "../../../browser/lib/questionnaire.ts";
import { text } from "../../../browser/text.ts";

/** The diary in the page. */
export class Notes {
	readonly #form: Form;
	#diary: Diary | undefined;

	constructor(form: Form) {
		this.#form = form;
	}

	get diary(): Diary | undefined {
		return this.#diary;
	}

	/** Shows a diary, or that there is none. */
	show(diary: Diary | undefined): void {
		this.#diary = diary;
		byId("diary-entries").replaceChildren(...entryList(diary?.entries ?? [], diary?.damaged ?? []));
		if (!diary) byId("diary").hidden = true; // else at says
		if (diary) byId("drop-hint").textContent = text("diary.drop-hint");
		this.check();
	}

	/** Where everything is read back, they are too. */
	check(): void {
		const line = byId("read-diary");
		line.hidden = this.#diary === undefined;
		byId("server-diary").hidden = this.#diary === undefined;
		byId("read-entries").replaceChildren(...entryList(this.#diary?.entries ?? [], this.#diary?.damaged ?? []));
		line.textContent = this.#diary ? text("diary.go-along-count", { n: this.#diary.marks.length }) : "";
	}

	/** They stand above the questions, folded, so that a step begins at its heading. */
	at(step: string): void {
		const place = byId<HTMLDetailsElement>("diary");
		place.hidden = this.#diary === undefined || !this.#form.steps.some(({ id }) => id === step);
		place.open = false;
	}

	/** The answers to begin with: where the story is asked for, that it is in the diary. */
	answers(answers: Answers, diary: Diary | undefined): Answers {
		const story = this.#form.steps.flatMap((step) => step.questions).find((q) => q.kind === "long-text" && q.required);
		if (!diary || !story || answers[story.id] !== undefined) return answers;
		return { ...answers, [story.id]: text("diary.see") };
	}
}
