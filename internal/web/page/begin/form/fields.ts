// The questions as the page has them: reads what was answered, writes what was
// kept, and shows only the questions that are asked.
import { chosen, type Form, itemsOf } from "../../../browser/lib/answers.ts";
import { type Answers, asked, type Question, type Value } from "../../../browser/lib/questionnaire.ts";
import { joinPeriod, splitPeriod } from "../../../browser/lib/period.ts";
import { Entries } from "./entries.ts";
import type { Held } from "./held.ts";

/** The fields of one questionnaire. */
export class Fields {
	readonly #root: HTMLFormElement;
	readonly #form: Form;
	readonly #questions: readonly Question[];
	readonly #groups = new Map<string, Entries>();
	readonly #held: ReadonlyMap<string, Held>;

	/** held are the questions that are answered with files. */
	constructor(root: HTMLFormElement, form: Form, held: ReadonlyMap<string, Held>, changed: () => void) {
		this.#held = held;
		this.#root = root;
		this.#form = form;
		this.#questions = form.steps.flatMap((step) => step.questions);
		for (const q of this.#questions) {
			if (q.group) this.#groups.set(q.id, new Entries(q, changed));
		}
		root.addEventListener("input", () => {
			this.refresh();
			changed();
		});
	}

	/** Everything that was typed or chosen, also of questions that are not asked any more. */
	read(): Answers {
		const answers: Record<string, Value> = {};
		for (const q of this.#questions) {
			const value = this.#groups.get(q.id)?.read() ?? this.#held.get(q.id)?.names ?? this.#value(q);
			if (value.length > 0) answers[q.id] = value;
		}
		return answers;
	}

	/** Fills the fields; what has no answer becomes empty. */
	write(answers: Answers): void {
		for (const q of this.#questions) {
			const answer = answers[q.id];
			const group = this.#groups.get(q.id);
			if (group) group.write(itemsOf(answer));
			else if (q.kind === "period") this.#putPeriod(q.id, chosen(answer)[0] ?? "");
			else if (q.files) this.#held.get(q.id)?.remember(chosen(answer));
			else for (const field of this.#inputs(q.id)) put(field, chosen(answer));
		}
		this.refresh();
	}

	/** Shows the questions that are asked now, and hides the others with what is in them. */
	refresh(): void {
		const ids = new Set(asked(this.#form, this.read()).map((q) => q.id));
		for (const around of this.#root.querySelectorAll<HTMLElement>("[data-question]")) {
			around.hidden = !ids.has(around.dataset["question"] ?? "");
		}
	}

	#value(q: Question): Value {
		if (q.kind === "period") return joinPeriod(this.#one(`${q.id}.from`), this.#one(`${q.id}.until`));
		const fields = this.#inputs(q.id);
		if (q.kind === "multiple") return fields.filter((field) => isChecked(field)).map((field) => field.value);
		const single = fields.find((field) => !isChoice(field) || isChecked(field));
		return single?.value ?? "";
	}

	#one(name: string): string {
		return this.#inputs(name)[0]?.value ?? "";
	}

	#putPeriod(id: string, period: string): void {
		const { from, to } = splitPeriod(period);
		for (const field of this.#inputs(`${id}.from`)) put(field, [from]);
		for (const field of this.#inputs(`${id}.until`)) put(field, [to]);
	}

	#inputs(name: string): Field[] {
		return [...this.#root.querySelectorAll<Field>(`[name="${name}"]`)];
	}
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function isChoice(field: Field): field is HTMLInputElement {
	return field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox");
}

function isChecked(field: Field): boolean {
	return isChoice(field) && field.checked;
}

function put(field: Field, values: readonly string[]): void {
	if (isChoice(field)) field.checked = values.includes(field.value);
	else field.value = values[0] ?? "";
}
