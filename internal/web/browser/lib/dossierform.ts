// A form in which something is written to a reporter, or a note: keeps what is
// typed, sends it, and says what became of it. Its markup is in
// page/dossier/act.templ.
import { text } from "../text.ts";
import { errorText } from "./apitext.ts";
import { MAX_WORDS, type Means, type Outcome, send } from "./dossiersend.ts";
import { momentText, otherWords, timeText } from "./draftform.ts";
import type { Likeness } from "./alike.ts";
import { Instead } from "./instead.ts";
import { RecordForm } from "./recordform.ts";
import type { Unsent } from "./staffdraft.ts";
import type { Keeper, KeepState, Kept } from "./staffkeep.ts";

/** What the page gives to each of its forms. */
export interface Surroundings {
	readonly keeper: Keeper;
	/** Where one signs in again, to come back here. */
	readonly signIn: string;
	/** Seals the form's words. */
	seal(form: HTMLFormElement, words: string): ReturnType<Means["seal"]>;
	/** Sends, with the draft that it was made of, and the epoch of the key that the words are sealed to. */
	post(act: string, body: unknown, draft: string, epoch?: number): Promise<unknown>;
	/** The words are there, under this name: the page is loaded again and shows them. */
	sent(form: HTMLFormElement, id: string): void;
	/** Compares the words of a record with earlier ones; undefined if that was not possible. */
	compare(kind: string, words: string): Promise<Likeness | undefined>;
	/** Somebody is typing: the key stays unlocked. */
	typing(): void;
}

/** How long after the last key what was typed is kept. */
const KEEP_AFTER_MS = 300;

/** A link or a button below what went wrong. */
type Way = { readonly label: string; readonly href: string } | { readonly label: string; go(): void };

/** Finds a part of a form by the form's id. */
export function partOf<T extends HTMLElement>(form: HTMLFormElement, name: string): T {
	return document.getElementById(`${form.id}-${name}`) as T;
}

/** Shows what went wrong in a form, with the ways on; "" takes it away. */
export function showTrouble(form: HTMLFormElement, sentence: string, ways: readonly Way[] = []): void {
	const box = partOf(form, "trouble");
	const lines = sentence === "" ? [] : [paragraph(sentence), ...ways.map(wayOn)];
	box.firstElementChild?.replaceChildren(...lines);
	box.hidden = sentence === "";
}

/** Shows what is wrong beside a field; "" takes it away. */
export function showFault(form: HTMLFormElement, field: HTMLElement, sentence: string): void {
	const place = partOf(form, "error");
	place.textContent = sentence;
	place.hidden = sentence === "";
	field.ariaInvalid = sentence === "" ? null : "true";
	field.classList.toggle("utrecht-textarea--invalid", sentence !== "");
	field.closest(".utrecht-form-field")?.classList.toggle("utrecht-form-field--invalid", sentence !== "");
	if (sentence !== "") field.focus();
}

function paragraph(sentence: string): HTMLElement {
	const line = document.createElement("p");
	line.className = "utrecht-paragraph";
	line.textContent = sentence;
	return line;
}

function wayOn(way: Way): HTMLElement {
	const line = paragraph("");
	if ("href" in way) {
		const link = document.createElement("a");
		link.className = "utrecht-link utrecht-link--html-a";
		link.href = way.href;
		link.textContent = way.label;
		line.append(link);
		return line;
	}
	const button = document.createElement("button");
	button.type = "button";
	button.className = "utrecht-button utrecht-button--secondary-action";
	button.textContent = way.label;
	button.addEventListener("click", () => way.go());
	line.append(button);
	return line;
}

/** One form for words. */
export class WritingForm {
	readonly #form: HTMLFormElement;
	readonly #around: Surroundings;
	readonly #words: HTMLTextAreaElement;
	readonly #button: HTMLButtonElement;
	readonly #change: HTMLButtonElement;
	/** The questions of a record; undefined for every other form. */
	readonly #record: RecordForm | undefined;
	/** What can be recorded instead of what is refused; undefined for most. */
	readonly #instead: Instead | undefined;
	/** What those were when the page came. */
	readonly #asked: string | undefined;
	/** The words of which the person was told that they are too much like earlier ones. */
	#told: string | undefined;
	/** What may have arrived, and must be sent again as it is. */
	#pending: Unsent | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(form: HTMLFormElement, around: Surroundings) {
		this.#form = form;
		this.#around = around;
		this.#words = partOf(form, "words");
		this.#button = form.querySelector<HTMLButtonElement>('button[type="submit"]') as HTMLButtonElement;
		this.#change = partOf(form, "change");
		if (form.dataset["kind"] !== undefined) {
			this.#record = new RecordForm(form);
			this.#asked = this.#record.kept;
			const instead = document.getElementById(`${form.id}-instead`);
			if (instead) this.#instead = new Instead(instead, this.#record, () => this.#typed());
			form.addEventListener("change", () => this.#typed());
		}
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			void this.#submit();
		});
		this.#words.addEventListener("input", () => this.#typed());
		this.#change.addEventListener("click", () => this.#unlock());
	}

	/** Puts back what was not sent, and lets the form be sent. */
	async start(): Promise<void> {
		const { unsent, at, differs } = await this.#around.keeper.begin(this.#form.id);
		if (unsent) this.take(unsent, at ? text("draft.back", { moment: momentText(at) }) : text("dossier.kept"));
		if (differs) this.#differs(differs.other);
		this.#button.disabled = false;
	}

	/** Shows words that were not sent, and says where they are from. */
	take(unsent: Unsent, why: string): void {
		this.#put(unsent);
		this.#open();
		this.#say(why);
		if (unsent.sealed) this.#lock(unsent, text("dossier.again-why"));
	}

	#put({ text: words, answers }: Unsent): void {
		this.#words.value = words;
		const all = answers ?? this.#asked;
		if (all !== undefined) this.#record?.put(all);
	}

	/** What is typed and chosen now. Beside words also what the page chose: another page may choose otherwise. */
	get #unsent(): Unsent {
		const answers = this.#record?.kept;
		const text = this.#words.value;
		return { text, ...(answers === undefined || (answers === this.#asked && text === "") ? {} : { answers }) };
	}

	/** How it stands with what is kept. */
	kept(state: KeepState): void {
		const place = partOf(this.#form, "kept");
		switch (state.state) {
			case "kept":
				place.textContent = text("draft.kept", { time: timeText(state.at) });
				return;
			case "later":
				place.textContent = text("draft.later");
				return;
			case "failed":
				place.textContent = text("draft.here-only", { why: errorText(state.error) });
				return;
			default:
				this.#differs(state.other);
		}
	}

	/** Offers the text that is here and the other one, until the person says which goes on. */
	#differs(other: Kept | undefined): void {
		partOf(this.#form, "kept").textContent = "";
		let beside: Unsent = other ?? { text: "" };
		const box = partOf(this.#form, "other");
		const show = (): void => {
			otherWords(box.firstElementChild as HTMLElement, this.#form.id, beside.text, other?.at, {
				swap: () => {
					const here = this.#unsent;
					this.#put(beside);
					beside = here;
					show();
				},
				keep: () => {
					box.hidden = true;
					this.#words.focus();
					void this.#around.keeper.settle(this.#form.id, this.#unsent);
				},
			});
		};
		show();
		box.hidden = false;
		this.#open();
	}

	/** Whether nothing was written here. */
	get untouched(): boolean {
		return this.#words.value === this.#words.defaultValue;
	}

	#open(): void {
		const fold = this.#form.closest("details");
		if (fold) fold.open = true;
	}

	#typed(): void {
		this.#around.typing();
		showFault(this.#form, this.#words, "");
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#keep(), KEEP_AFTER_MS);
	}

	async #keep(): Promise<void> {
		const kept = await this.#around.keeper.save(this.#form.id, this.#unsent);
		this.#say(kept ? "" : text("dossier.not-kept"));
	}

	/** Keeps at once what was typed a moment ago. */
	async hurry(): Promise<void> {
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#pending === undefined) await this.#keep();
	}

	#say(sentence: string): void {
		partOf(this.#form, "status").textContent = sentence;
	}

	/** Whether something can be sent without words. */
	get #optional(): boolean {
		return this.#form.dataset["optional"] !== undefined;
	}

	#fault(): string {
		if (this.#words.value.trim() === "" && !this.#optional) return text("dossier.words-missing");
		if (this.#words.value.length > MAX_WORDS) return text("dossier.words-long", { most: MAX_WORDS });
		return "";
	}

	/** What is chosen beside the words, or nothing after it was said what is missing. */
	#chosen(): Record<string, unknown> | undefined {
		if (this.#record) return this.#record.chosen();
		const chosen: Record<string, string | number> = {};
		for (const field of this.#form.querySelectorAll<HTMLInputElement>("input[data-field]")) {
			chosen[field.dataset["field"] ?? ""] = field.value;
		}
		for (const field of this.#form.querySelectorAll<HTMLSelectElement>("select[data-field]")) {
			const missing = field.value === "";
			const place = document.getElementById(`${field.id}-error`) as HTMLElement;
			place.textContent = missing ? (field.dataset["missing"] ?? "") : "";
			place.hidden = !missing;
			field.ariaInvalid = missing ? "true" : null;
			if (missing) {
				field.focus();
				return undefined;
			}
			chosen[field.dataset["field"] ?? ""] = field.dataset["number"] === undefined ? field.value : Number(field.value);
		}
		return chosen;
	}

	async #submit(): Promise<void> {
		if (this.#button.disabled) return;
		if (this.#around.keeper.differs(this.#form.id)) {
			partOf(this.#form, "other").focus();
			return;
		}
		const chosen = this.#chosen();
		if (!chosen) return;
		const fault = this.#fault();
		showFault(this.#form, this.#words, fault);
		if (fault !== "") return;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		showTrouble(this.#form, "");
		this.#busy(true);
		const alike = this.#record?.compared(chosen) ? await this.#compare() : undefined;
		if (alike === "told") return;
		if (alike) chosen["alike"] = alike;
		const { keeper } = this.#around;
		await keeper.stop(this.#form.id);
		const draft = await keeper.madeOf(this.#form.id);
		const unsent = this.#pending ?? this.#unsent;
		const { act = "", signal = "" } = this.#form.dataset;
		const outcome = await send({ act, signal, chosen, unsent, optional: this.#optional && !this.#record }, {
			seal: (words) => this.#around.seal(this.#form, this.#record?.toSeal(words) ?? words),
			keep: (what) => keeper.save(this.#form.id, what),
			post: (path, body, epoch) => this.#around.post(path, body, draft, epoch),
		});
		await this.#settle(outcome);
	}

	/** Compares with earlier words. The first time that these are too much alike, the person is told, and nothing is sent. */
	async #compare(): Promise<Likeness | "told" | undefined> {
		const words = this.#words.value;
		const found = await this.#around.compare(this.#form.dataset["kind"] ?? "", words);
		if (!found?.alike || this.#told === words || this.#pending) return found;
		this.#told = words;
		this.#busy(false);
		showTrouble(this.#form, text("record.alike"), [{ label: text("record.alike-send"), go: () => this.#form.requestSubmit() }]);
		partOf(this.#form, "trouble").focus();
		return "told";
	}

	#busy(on: boolean): void {
		this.#button.disabled = on;
		this.#change.disabled = on;
		this.#words.readOnly = on || this.#pending !== undefined;
		this.#record?.lock(this.#words.readOnly);
		this.#form.ariaBusy = String(on);
		this.#say(on ? text("dossier.sending") : "");
	}

	async #settle(outcome: Outcome): Promise<void> {
		if (outcome.kind === "sent") {
			this.#around.keeper.sent(this.#form.id);
			this.#around.sent(this.#form, outcome.id);
			return;
		}
		await this.#around.keeper.save(this.#form.id, outcome.unsent);
		this.#around.keeper.resume(this.#form.id, outcome.unsent);
		this.#busy(false);
		const sentence = errorText(outcome.error);
		if (outcome.kind === "again") {
			this.#lock(outcome.unsent, `${sentence} ${text("dossier.again-why")}`);
		} else if (outcome.kind === "ended") {
			showTrouble(this.#form, sentence, [{ label: text("dossier.sign-in"), href: this.#around.signIn }]);
		} else if (outcome.kind === "changed") {
			const made = outcome.code === "dossier.compartment-made-before";
			showTrouble(this.#form, made ? text("dossier.made-before") : sentence, [{ label: text("dossier.reload"), go: () => location.reload() }]);
		} else {
			showTrouble(this.#form, sentence);
		}
		this.#instead?.after(outcome.error);
		partOf(this.#form, "trouble").focus();
	}

	/** These very bytes are sent again, so the words cannot be changed until somebody chooses to. */
	#lock(unsent: Unsent, why: string): void {
		this.#pending = unsent;
		this.#words.readOnly = true;
		this.#record?.lock(true);
		this.#change.hidden = false;
		showTrouble(this.#form, why, [{ label: text("dossier.again"), go: () => this.#form.requestSubmit() }]);
	}

	#unlock(): void {
		this.#pending = undefined;
		this.#words.readOnly = false;
		this.#record?.lock(false);
		this.#change.hidden = true;
		showTrouble(this.#form, "");
		void this.#keep();
		this.#words.focus();
	}
}
