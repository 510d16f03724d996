// A group that is asked as often as needed. The page has one entry as a
// template; its fields carry the entry's place in their names.
import type { Item, Question } from "../../../browser/lib/questionnaire.ts";
import { text } from "../../../browser/text.ts";

const PLACE = /-0-/g;

/** The entries of one group. There is always one, empty at first. */
export class Entries {
	readonly #id: string;
	readonly #most: number;
	readonly #fields: readonly string[];
	readonly #place: HTMLElement;
	readonly #template: HTMLTemplateElement;
	readonly #add: HTMLButtonElement;
	readonly #changed: () => void;

	constructor({ id, group }: Question, changed: () => void) {
		const root = document.getElementById(`field-${id}`) as HTMLElement;
		this.#id = id;
		this.#most = group?.most ?? 1;
		this.#fields = group?.questions.map((q) => q.id) ?? [];
		this.#place = root.querySelector<HTMLElement>(".entries")!;
		this.#template = root.querySelector("template")!;
		this.#add = root.querySelector<HTMLButtonElement>(".add")!;
		this.#changed = changed;
		this.#add.addEventListener("click", () => this.#more());
		this.write([]);
	}

	/** What is in the entries; only empty ones are no answer. */
	read(): Item[] {
		const items = this.#entries().map((_, i) => this.#item(i));
		return items.some((item) => Object.values(item).some((value) => value !== "")) ? items : [];
	}

	/** Shows these entries, or an empty one. */
	write(items: readonly Item[]): void {
		this.#place.replaceChildren();
		for (const item of items.length > 0 ? items.slice(0, this.#most) : [{}]) {
			const i = this.#append();
			for (const field of this.#fields) this.#input(i, field).value = item[field] ?? "";
		}
		this.#shown();
	}

	#more(): void {
		const i = this.#append();
		this.#shown();
		this.#input(i, this.#fields[0] ?? "").focus();
	}

	#remove(i: number): void {
		const left = this.#entries().flatMap((_, at) => (at === i ? [] : [this.#item(at)]));
		this.write(left);
		this.#changed();
		(this.#add.hidden ? this.#place.querySelector<HTMLElement>(".remove") : this.#add)?.focus();
	}

	/** Adds an empty entry and returns its place. */
	#append(): number {
		const i = this.#entries().length;
		const entry = this.#template.content.cloneNode(true) as DocumentFragment;
		for (const one of entry.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
			for (const attribute of ["id", "name", "for", "aria-describedby"]) {
				const value = one.getAttribute(attribute);
				if (value !== null) one.setAttribute(attribute, value.replace(PLACE, `-${i}-`));
			}
		}
		const name = entry.querySelector<HTMLElement>(".entry-name");
		if (name) name.textContent = text("begin.entry", { entry: name.textContent ?? "", number: i + 1 });
		entry.querySelector(".remove")?.addEventListener("click", () => this.#remove(i));
		this.#place.append(entry);
		return i;
	}

	/** One entry alone is not taken away, and there are no more than fit. */
	#shown(): void {
		const entries = this.#entries();
		for (const entry of entries) entry.querySelector<HTMLElement>(".remove")!.hidden = entries.length === 1;
		this.#add.hidden = entries.length >= this.#most;
	}

	#entries(): Element[] {
		return [...this.#place.children];
	}

	#item(i: number): Item {
		return Object.fromEntries(this.#fields.map((field) => [field, this.#input(i, field).value]));
	}

	#input(i: number, field: string): HTMLInputElement | HTMLTextAreaElement {
		return this.#place.querySelector(`[name="${this.#id}-${i}-${field}"]`)!;
	}
}
