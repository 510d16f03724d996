// What can be done instead where a measure on who speaks up was refused: directed at the
// source. Its markup is in page/dossier/burden.templ.
import { Failure } from "./api.ts";
import type { RecordForm } from "./recordform.ts";

/** The code with which the server says that a rule of the protocol refuses. */
const GUARD = "protocol.guard";

/** Answers by the names of their questions, as the page gives them. */
type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Whether what was refused weighs on somebody who speaks up. */
export function onWhoSpeaksUp(error: unknown, bearers: readonly string[], speaks: readonly string[]): boolean {
	return error instanceof Failure && error.code === GUARD && bearers.some((one) => speaks.includes(one));
}

/** The answers of a button: those that direct it at the source, and what the measure is. */
export function answersOf(json: string, field: string, what: string): Readonly<Record<string, readonly string[]>> {
	const all: Record<string, readonly string[]> = { [field]: [what] };
	for (const [name, value] of Object.entries(JSON.parse(json) as Answers)) all[name] = typeof value === "string" ? [value] : value;
	return all;
}

/** The ways on below a form of a record. */
export class Instead {
	readonly #place: HTMLElement;
	readonly #record: RecordForm;
	readonly #back: HTMLButtonElement;
	readonly #said: HTMLElement;
	/** What was chosen before the first button. */
	#before: string | undefined;

	/** changed is called when answers were filled in. */
	constructor(place: HTMLElement, record: RecordForm, changed: () => void) {
		this.#place = place;
		this.#record = record;
		this.#back = place.querySelector("[data-instead-back]") as HTMLButtonElement;
		this.#said = place.querySelector("[role=status]") as HTMLElement;
		place.addEventListener("click", (event) => {
			const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button");
			const what = button?.dataset["instead"];
			if (what !== undefined) this.#fill(what, button?.textContent?.trim() ?? "");
			else if (button === this.#back) this.#undo();
			else return;
			changed();
		});
	}

	/** Shows them if a measure on who speaks up was refused, and hides them otherwise. */
	after(error: unknown): void {
		const { bearers = "", speaks = "" } = this.#place.dataset;
		this.#before = undefined;
		this.#back.hidden = true;
		this.#said.textContent = "";
		this.#place.hidden = !onWhoSpeaksUp(error, this.#record.chosenOf(bearers), speaks.split(" "));
	}

	#fill(what: string, label: string): void {
		this.#before ??= this.#record.kept;
		const { answers = "{}", field = "" } = this.#place.dataset;
		this.#record.choose(answersOf(answers, field, what));
		this.#back.hidden = false;
		this.#said.textContent = (this.#said.dataset["said"] ?? "").replace("{what}", label);
	}

	#undo(): void {
		if (this.#before !== undefined) this.#record.put(this.#before);
		this.#before = undefined;
		this.#back.hidden = true;
		this.#said.textContent = "";
		this.#place.querySelector<HTMLButtonElement>("[data-instead]")?.focus();
	}
}
