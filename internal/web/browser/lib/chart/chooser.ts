// Choosing somebody of the chart in a form of its own: a search field, and those who were
// found to choose one from.
import { text } from "../../text.ts";
import { element } from "../problems.ts";
import { about } from "./about.ts";
import type { Person } from "./people.ts";
import type { Searchable } from "./search.ts";

/** One such question. Its place is inside a field set, and has the id of the search field. */
export class Chooser {
	readonly #place: HTMLElement;
	readonly #id: string;
	readonly #field = document.createElement("input");
	readonly #said = element("p", "status");
	readonly #chosen = element("p", "chart-chosen");
	readonly #results = element("div", "chart-results");
	readonly #changed: () => void;
	#people: Searchable | undefined;
	#person: Person | undefined;

	constructor(place: HTMLElement, id: string, changed: () => void) {
		this.#place = place;
		this.#id = id;
		this.#changed = changed;
		this.#said.role = "status";
		this.#chosen.role = "status";
		this.#field.id = id;
		this.#field.type = "search";
		this.#field.className = "utrecht-textbox utrecht-textbox--html-input";
		this.#field.autocomplete = "off";
		this.#field.spellcheck = false;
		this.#field.setAttribute("aria-describedby", `${id}-hint`);
		this.#field.addEventListener("input", () => this.#search());
		// Enter searches; it does not send the form.
		this.#field.addEventListener("keydown", (event) => {
			if (event.key !== "Enter") return;
			event.preventDefault();
			this.#search();
		});
	}

	/** Who is chosen. */
	get person(): Person | undefined {
		return this.#person;
	}

	/** Begins among these people, with nobody chosen. */
	begin(people: Searchable): void {
		this.#people = people;
		this.#person = undefined;
		this.#field.value = "";
		const label = document.createElement("label");
		label.className = "utrecht-form-label";
		label.htmlFor = this.#id;
		label.textContent = text("chart.pick-search");
		const hint = element("div", "utrecht-form-field-description", text("chart.pick-hint", { n: people.size }));
		hint.id = `${this.#id}-hint`;
		this.#place.replaceChildren(this.#chosen, label, hint, this.#field, this.#said, this.#results);
		this.#search();
		this.#show();
	}

	/** The key is gone: so is every name. */
	close(): void {
		this.#people = undefined;
		this.#person = undefined;
		this.#place.replaceChildren();
		this.#results.replaceChildren();
		this.#chosen.textContent = "";
		this.#field.value = "";
	}

	#search(): void {
		const people = this.#people;
		if (!people) return;
		const { people: found, more } = people.find(this.#field.value);
		this.#results.replaceChildren(...found.map((person) => this.#option(people, person)));
		if (this.#field.value.trim() === "") this.#said.textContent = "";
		else if (found.length === 0) this.#said.textContent = text("chart.pick-nobody");
		else this.#said.textContent = more > 0 ? text("chart.pick-more", { n: found.length, more }) : text("chart.pick-found", { n: found.length });
	}

	#option(people: Searchable, person: Person): HTMLElement {
		const radio = document.createElement("input");
		radio.type = "radio";
		radio.name = `${this.#id}-found`;
		radio.value = person.id;
		radio.autocomplete = "off";
		radio.checked = this.#person?.id === person.id;
		radio.addEventListener("change", () => {
			this.#person = person;
			this.#show();
			this.#changed();
		});
		const words = element("span", "", person.name);
		for (const line of about(people, person)) words.append(element("span", "choice-hint", line));
		const label = element("label", "choice");
		label.append(radio, words);
		return label;
	}

	#show(): void {
		this.#chosen.hidden = !this.#person;
		this.#chosen.textContent = this.#person ? text("chart.pick-chosen", { name: numbered(this.#person) }) : "";
	}
}

/** A name with its number, which tells it from a namesake. */
export const numbered = ({ name, number }: Person): string => (number === "" ? name : `${name} (${number})`);
