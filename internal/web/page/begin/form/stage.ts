// Which step of the page is shown. One section at a time; the focus goes to its
// heading, and the history gets the step's number.
import type { Form } from "../../../browser/lib/answers.ts";
import { byId } from "../../../browser/lib/problems.ts";
import { CHECK, CODE, mark, order, place, START } from "../../../browser/lib/steps.ts";
import { text } from "../../../browser/text.ts";

/** The sections of the page. */
export class Stage {
	readonly #form: Form;
	#step = START;
	#first = true;

	constructor(form: Form) {
		this.#form = form;
	}

	/** The step that is shown, or was shown before a state beside the steps. */
	get step(): string {
		return this.#step;
	}

	/** Whether it is a step to which a draft can lead back. */
	known(step: string): boolean {
		return place(this.#form, step) !== undefined;
	}

	/** Shows a step; push makes the back button lead to the one before. */
	show(step: string, push: boolean): void {
		this.#step = step;
		const state = mark(this.#form, step);
		if (push) history.pushState(state, "");
		else history.replaceState(state, "");
		this.#sections(step);
		this.#progress(step);
		const asking = this.#form.steps.some((one) => one.id === step);
		byId("form").hidden = !asking;
		byId("stop").hidden = !asking && step !== CHECK;
		byId("back").hidden = order(this.#form).indexOf(step) <= order(this.#form).indexOf(CODE);
		this.#focus(step);
	}

	/** Shows a state beside the steps, such as "opening". */
	aside(name: string): void {
		this.#sections(name);
		byId("progress").hidden = true;
		byId("form").hidden = true;
		byId("stop").hidden = true;
		byId("problems-place").replaceChildren();
		this.#focus(name);
	}

	/** Lets the back button lead nowhere but here: it was sent. */
	only(step: string): void {
		addEventListener("popstate", () => this.show(step, false));
	}

	#sections(shown: string): void {
		for (const section of document.querySelectorAll<HTMLElement>("[data-step]")) {
			section.hidden = section.dataset["step"] !== shown;
		}
	}

	#progress(step: string): void {
		const at = place(this.#form, step);
		byId("progress").hidden = !at;
		if (!at) return;
		byId("progress-text").textContent = text("begin.progress", { at: at.at, of: at.of });
		const bar = byId<HTMLProgressElement>("progress-bar");
		bar.max = at.of;
		bar.value = at.at;
	}

	/** The heading takes the focus, but not when the page has just been opened. */
	#focus(name: string): void {
		const heading = document.querySelector<HTMLElement>(`[data-step="${name}"] h2`);
		if (this.#first) this.#first = false;
		else if (heading) {
			scrollTo({ top: 0 });
			heading.focus({ preventScroll: true });
		}
	}
}
