// What the reporter kept before deciding, at hand while the questions are answered: it
// goes along with the signal (lib/diary.ts).
import type { Form } from "../../../browser/lib/answers.ts";
import type { Diary } from "../../../browser/lib/diary.ts";
import { entryList } from "../../../browser/lib/diaryshow.ts";
import { byId } from "../../../browser/lib/problems.ts";
import type { Answers } from "../../../browser/lib/questionnaire.ts";
import { CHECK } from "../../../browser/lib/steps.ts";
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
		byId("diary").hidden = diary === undefined;
		if (diary) byId("drop-hint").textContent = text("diary.drop-hint");
		this.check();
	}

	/** Says before sending how many entries go along. */
	check(): void {
		const line = byId("read-diary");
		line.hidden = this.#diary === undefined;
		byId("server-diary").hidden = this.#diary === undefined;
		line.textContent = this.#diary ? text("diary.go-along-count", { n: this.#diary.marks.length }) : "";
	}

	/** They stand above the questions, and open where everything is read back. */
	at(step: string): void {
		const asking = step === CHECK || this.#form.steps.some(({ id }) => id === step);
		const place = byId<HTMLDetailsElement>("diary");
		place.hidden = this.#diary === undefined || !asking;
		if (step === CHECK) place.open = true;
	}

	/** The answers to begin with: where the story is asked for, that it is in the diary. */
	answers(answers: Answers, diary: Diary | undefined): Answers {
		const story = this.#form.steps.flatMap((step) => step.questions).find((q) => q.kind === "long-text" && q.required);
		if (!diary || !story || answers[story.id] !== undefined) return answers;
		return { ...answers, [story.id]: text("diary.see") };
	}
}
