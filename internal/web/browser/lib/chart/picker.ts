// A question that is answered by somebody of the chart, or by the team of somebody: a search
// field, those who were found to choose one from, and the choice. Its markup is in page/dossier/record.templ.
// The answer is the hidden field before it; the name and function as they are now go into
// the sealed field "name" of the same form.
import { text } from "../../text.ts";
import { errorText } from "../apitext.ts";
import { button, element } from "../problems.ts";
import { MAX_LINE } from "../record.ts";
import { about, named, teamOf } from "./about.ts";
import type { Finder } from "./find.ts";
import type { Person } from "./people.ts";
import type { Searchable } from "./search.ts";

/** How long after the last key is searched. */
const SEARCH_AFTER_MS = 150;

/** One such question. */
export class Picker {
	readonly #place: HTMLElement;
	readonly #id: string;
	readonly #answer: HTMLInputElement;
	/** It is about a team, by who leads it. */
	readonly #team: boolean;
	readonly #finder: Finder;
	readonly #said: HTMLElement;
	readonly #chosen = element("p", "chart-chosen");
	readonly #results = element("div", "chart-results");
	#people: Searchable | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(place: HTMLElement, finder: Finder) {
		this.#place = place;
		this.#id = place.id;
		this.#answer = place.closest("[data-question]")?.querySelector<HTMLInputElement>("input[type=hidden]") as HTMLInputElement;
		this.#team = place.dataset["chartTeam"] !== undefined;
		this.#finder = finder;
		this.#said = element("p", "status");
		this.#said.role = "status";
		this.#chosen.role = "status";
		place.replaceChildren(this.#said);
		place.closest("form")?.addEventListener("restored", () => this.#show());
		void this.#open();
	}

	/** The key is gone: so is every name. */
	close(): void {
		clearTimeout(this.#timer);
		this.#people = undefined;
		this.#place.replaceChildren();
	}

	async #open(): Promise<void> {
		this.#said.textContent = text("chart.pick-opening");
		const bar = document.createElement("progress");
		bar.ariaLabel = text("chart.pick-opening");
		bar.value = 0;
		this.#place.append(bar);
		try {
			this.#people = await this.#finder.open((done, of) => {
				bar.max = of;
				bar.value = done;
			});
		} catch (error) {
			this.#said.textContent = errorText(error);
			bar.replaceWith(button("utrecht-button utrecht-button--secondary-action", text("sealed.again"), () => this.#again()));
			return;
		}
		bar.remove();
		this.#said.textContent = "";
		if (this.#people) this.#begin(this.#people);
		else this.#place.replaceChildren(element("p", "utrecht-paragraph", text("chart.pick-none")));
	}

	#again(): void {
		this.#place.replaceChildren(this.#said);
		void this.#open();
	}

	/** The search field, what was chosen, and where those who are found come; or only those who were picked. */
	#begin(people: Searchable): void {
		const picked = this.#place.dataset["chartPicked"];
		if (picked !== undefined) {
			const ids = picked.split(" ").filter((id) => id !== "");
			this.#results.replaceChildren(...ids.map((id) => this.#option(people, people.person(id), id)));
			const none = ids.length === 0 ? [element("p", "utrecht-paragraph", this.#team ? text("chart.pick-team-nobody-yet") : text("chart.pick-nobody-yet"))] : [];
			this.#place.replaceChildren(...none, this.#results);
			this.#show();
			return;
		}
		const field = document.createElement("input");
		field.id = `${this.#id}-search`;
		field.type = "search";
		field.className = "utrecht-textbox utrecht-textbox--html-input";
		field.autocomplete = "off";
		field.spellcheck = false;
		field.dataset["aside"] = "";
		field.setAttribute("aria-describedby", `${this.#id}-hint`);
		const label = document.createElement("label");
		label.className = "utrecht-form-label";
		label.htmlFor = field.id;
		label.textContent = text("chart.pick-search");
		const says = this.#team ? text("chart.pick-team-hint", { n: people.leaders }) : text("chart.pick-hint", { n: people.size });
		const hint = element("div", "utrecht-form-field-description", says);
		hint.id = `${this.#id}-hint`;
		field.addEventListener("input", () => {
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => this.#search(people, field.value), SEARCH_AFTER_MS);
		});
		// Enter searches; it does not send the form.
		field.addEventListener("keydown", (event) => {
			if (event.key !== "Enter") return;
			event.preventDefault();
			this.#search(people, field.value);
		});
		this.#place.replaceChildren(this.#chosen, label, hint, field, this.#said, this.#results);
		this.#show();
	}

	#search(people: Searchable, typed: string): void {
		const { people: found, more } = people.find(typed, this.#team);
		this.#results.replaceChildren(...found.map((person) => this.#option(people, person)));
		if (typed.trim() === "") this.#said.textContent = "";
		else if (found.length === 0) this.#said.textContent = this.#team ? text("chart.pick-team-nobody") : text("chart.pick-nobody");
		else this.#said.textContent = more > 0 ? text("chart.pick-more", { n: found.length, more }) : text("chart.pick-found", { n: found.length });
	}

	/** How somebody, or their team, is called. */
	#called(person: Person | undefined): string {
		if (this.#team) return person ? teamOf(person) : text("chart.pick-team-unknown");
		return person ? named(person) : text("chart.pick-unknown");
	}

	/** Somebody to choose, by the ID that the answer is. Of whom the name is kept no more, it says so. */
	#option(people: Searchable, person: Person | undefined, id = person?.id ?? ""): HTMLElement {
		const radio = document.createElement("input");
		radio.type = "radio";
		radio.name = `${this.#id}-found`;
		radio.value = id;
		radio.autocomplete = "off";
		radio.dataset["aside"] = "";
		radio.checked = this.#answer.value === id;
		radio.addEventListener("change", () => this.#choose(id, person));
		const { name = text("chart.pick-unknown") } = person ?? {};
		const words = element("span", "", this.#team ? text("chart.pick-team", { name }) : name);
		const size = person && this.#team ? [text("chart.pick-team-size", { n: people.under(person) })] : [];
		for (const line of person ? [...size, ...about(people, person)] : [text("chart.pick-forgotten")]) words.append(element("span", "choice-hint", line));
		const label = element("label", "choice");
		label.append(radio, words);
		return label;
	}

	#choose(id: string, person: Person | undefined): void {
		this.#answer.value = id;
		const name = this.#place.closest("form")?.querySelector<HTMLInputElement>('[data-question="name"] input');
		if (name && person) {
			name.value = this.#called(person).slice(0, MAX_LINE);
			name.dispatchEvent(new Event("change", { bubbles: true })); // nothing is missing there any more
		}
		this.#show();
	}

	/** Says who is chosen. */
	#show(): void {
		const { value } = this.#answer;
		const person = this.#people?.person(value);
		this.#chosen.hidden = value === "";
		this.#chosen.textContent = value === "" ? "" : text("chart.pick-chosen", { name: this.#called(person) });
		for (const radio of this.#results.querySelectorAll<HTMLInputElement>("input")) radio.checked = radio.value === value;
	}
}

/** Puts names where the page has only IDs of people of the chart. */
export async function nameThem(places: readonly HTMLElement[], finder: Finder): Promise<void> {
	const people = await finder.open(() => undefined).catch(() => undefined);
	if (!people) return;
	for (const place of places) {
		const person = people.person(place.dataset["chartName"] ?? "");
		if (person) place.textContent = place.dataset["chartTeam"] === undefined ? named(person) : teamOf(person);
	}
}
