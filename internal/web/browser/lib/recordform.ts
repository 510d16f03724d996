// The questions of a record in a form: reads them, says at each what is wrong, and
// keeps them while the words are not sent. Their markup is in page/dossier/record.templ.
import { text } from "../text.ts";
import { type Answer, type Answers, type Fault, fault, openAnswers, type Question, sealedText } from "./record.ts";

/** Reads how the page describes a question. */
function questionOf(place: HTMLElement): Question {
	const data = place.dataset;
	return {
		name: data["question"] ?? "",
		type: (data["type"] ?? "text") as Question["type"],
		sealed: data["sealed"] !== undefined,
		needed: data["needed"] !== undefined,
		agree: data["agree"] !== undefined,
		least: Number(data["least"] ?? 0),
		most: Number(data["most"] ?? 0),
		within: data["within"] ?? "",
		unless: data["unless"] ?? "",
		unlessIn: (data["unlessIn"] ?? "").split(" "),
	};
}

// What a picker of the chart searches with is no answer (chart/picker.ts).
const inputs = (place: HTMLElement) => [...place.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input:not([data-aside]), select")];
const marked = (place: HTMLElement) => [...place.querySelectorAll<HTMLInputElement>("input:checked:not([data-aside])")];

function valueOf(place: HTMLElement, question: Question): Answer | undefined {
	const one = inputs(place)[0];
	switch (question.type) {
		case "yes-no": {
			const [chosen] = marked(place);
			if (question.agree) return chosen !== undefined;
			return chosen === undefined ? undefined : chosen.value === "yes";
		}
		case "choices": {
			const list = marked(place).map((box) => box.value);
			// Nothing ticked is an answer where none of them can be one.
			return list.length === 0 && !question.needed ? undefined : list;
		}
		case "number":
		case "letter":
		case "measure":
			return one === undefined || one.value.trim() === "" ? undefined : Number(one.value);
		default: {
			const value = one instanceof HTMLInputElement && one.type === "radio" ? (marked(place)[0]?.value ?? "") : (one?.value.trim() ?? "");
			return value === "" ? undefined : value;
		}
	}
}

/** An answer as people read it. */
function saidOf(place: HTMLElement, question: Question): string {
	const labelled = marked(place).map((box) => box.closest("label")?.querySelector("span")?.firstChild?.textContent?.trim() ?? "");
	if (question.type === "choices") return labelled.length === 0 ? text("record.none") : labelled.join("; ");
	if (labelled.length > 0) return labelled.join("; ");
	const one = inputs(place)[0];
	return one instanceof HTMLSelectElement ? (one.selectedOptions[0]?.textContent?.trim() ?? "") : (one?.value.trim() ?? "");
}

function sentence(what: Fault, question: Question): string {
	switch (what) {
		case "missing":
			return text("record.missing");
		case "agree":
			return text("record.agree");
		case "within":
			return text("record.within");
		case "bounds":
			return question.type === "number"
				? text("record.number-bounds", { least: question.least, most: question.most })
				: text("record.choices-bounds", { least: question.least });
		case "wrong":
			return text("record.wrong");
		default:
			return "";
	}
}

/** The questions of one form. */
export class RecordForm {
	readonly #form: HTMLFormElement;
	readonly #places: readonly { place: HTMLElement; question: Question }[];

	constructor(form: HTMLFormElement) {
		this.#form = form;
		this.#places = [...form.querySelectorAll<HTMLElement>("[data-question]")].map((place) => ({ place, question: questionOf(place) }));
		form.addEventListener("change", (event) => {
			const place = (event.target as HTMLElement).closest<HTMLElement>("[data-question]");
			if (place) this.#tell(place, "");
			this.#narrow();
		});
		this.#narrow();
	}

	/** Offers, of answers that must be among those of another question, only what was chosen there. */
	#narrow(): void {
		for (const { place, question } of this.#places) {
			const from = this.#places.find((one) => one.question.name === question.within);
			if (!from) continue;
			const chosen = new Set(marked(from.place).map((box) => box.value));
			let offered = 0;
			for (const box of inputs(place) as HTMLInputElement[]) {
				const offer = chosen.has(box.value);
				if (!offer) box.checked = false;
				else offered++;
				(box.closest("label") as HTMLElement).hidden = !offer;
			}
			(place.querySelector(".record-first") as HTMLElement).hidden = offered > 0;
		}
	}

	#answers(): Answers {
		const all: Record<string, Answer> = {};
		for (const { place, question } of this.#places) {
			const value = valueOf(place, question);
			if (value !== undefined) all[question.name] = value;
		}
		return all;
	}

	#tell(place: HTMLElement, what: string): void {
		const error = place.querySelector<HTMLElement>(".utrecht-form-field-error-message") as HTMLElement;
		error.textContent = what;
		error.hidden = what === "";
		place.classList.toggle("utrecht-form-field--invalid", what !== "");
		for (const one of inputs(place)) one.ariaInvalid = what === "" ? null : "true";
	}

	/** What goes along unsealed, or nothing after it was said at each question what is wrong. */
	chosen(): Record<string, unknown> | undefined {
		const all = this.#answers();
		let first: HTMLElement | undefined;
		for (const { place, question } of this.#places) {
			const what = fault(question, all);
			this.#tell(place, sentence(what, question));
			if (what !== "") first ??= [...place.querySelectorAll<HTMLElement>("input, select")].find((one) => !one.closest("[hidden], [type=hidden]")) ?? place;
		}
		if (first) {
			first.focus();
			return undefined;
		}
		const about = this.#form.querySelector<HTMLSelectElement>("[data-about]");
		return {
			kind: this.#form.dataset["kind"],
			fields: openAnswers(this.#places.map((one) => one.question), all),
			propose: this.#form.dataset["second"] !== undefined || this.#form.querySelector<HTMLInputElement>("[data-propose]:checked")?.value === "yes",
			...(about && about.value !== "" ? { signal: about.value } : {}),
		};
	}

	/** Whether, with what was chosen, the words are compared with earlier ones. */
	compared(chosen: Readonly<Record<string, unknown>>): boolean {
		const { compared, comparedIn = "" } = this.#form.dataset;
		const fields = chosen["fields"] as Readonly<Record<string, Answer>>;
		return compared !== undefined && comparedIn.split(" ").includes(String(fields[compared]));
	}

	/** The text to seal: the sealed answers, and the words. */
	toSeal(words: string): string {
		const lines = this.#places
			.filter(({ place, question }) => question.sealed && valueOf(place, question) !== undefined)
			.map(({ place, question }) => `${place.dataset["label"]} ${saidOf(place, question)}`);
		return sealedText(lines, words.trim()) || text("record.no-words");
	}

	/** What is chosen at one question. */
	chosenOf(name: string): readonly string[] {
		const one = this.#places.find(({ question }) => question.name === name);
		return one ? marked(one.place).map((box) => box.value) : [];
	}

	/** Answers some questions, whatever was chosen there, and leaves the others. */
	choose(answers: Readonly<Record<string, readonly string[]>>): void {
		for (const { place, question } of this.#places) {
			const values = answers[question.name];
			if (values === undefined) continue;
			for (const one of inputs(place)) {
				if (one instanceof HTMLInputElement && /radio|checkbox/.test(one.type)) one.checked = values.includes(one.value);
				else one.value = values[0] ?? "";
			}
			this.#tell(place, "");
		}
		this.#narrow();
	}

	/** All that was chosen and typed, to keep while it is not sent. */
	get kept(): string {
		return JSON.stringify(this.#boxes().map((one) => (one instanceof HTMLInputElement && /radio|checkbox/.test(one.type) ? one.checked : one.value)));
	}

	/** Puts it back. */
	put(kept: string): void {
		const values = JSON.parse(kept) as (boolean | string)[];
		for (const [i, one] of this.#boxes().entries()) {
			const value = values[i];
			if (typeof value === "boolean" && one instanceof HTMLInputElement) one.checked = value;
			else if (typeof value === "string") one.value = value;
		}
		this.#narrow();
		this.#form.dispatchEvent(new Event("restored"));
	}

	#boxes(): (HTMLInputElement | HTMLSelectElement)[] {
		return inputs(this.#form);
	}

	/** What is on its way cannot be changed. */
	lock(on: boolean): void {
		for (const one of this.#form.querySelectorAll<HTMLFieldSetElement>("fieldset.record-questions")) one.disabled = on;
	}
}
