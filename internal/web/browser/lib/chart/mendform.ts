// The form with which an administrator says that two people of the chart are one, or that
// one was two: chooses, looks what changes, and does it. Its markup is in
// page/chart/chart.templ.
import { text } from "../../text.ts";
import { alert, byId, element, type Shown, showProblems } from "../problems.ts";
import { Chooser, numbered } from "./chooser.ts";
import { hindrance, type Mend, merged, split } from "./mend.ts";
import type { Mended, Names } from "./names.ts";
import { type Person, plain, type Place } from "./people.ts";
import { Searchable } from "./search.ts";
import { dayText, fold } from "./show.ts";

/** The longest name and reason. */
const MAX_NAME = 300;
const MAX_REASON = 4000;

/** What the form stands on. */
export interface MendMeans {
	newId(): string;
	today(): string;
	/** Something was done: the key stays unlocked. */
	touch(): void;
	/** Seals and sends it. What goes wrong is said by whoever sends. */
	send(mend: Mend, names: Names, reason: string): Promise<void>;
}

/** What was chosen, and the names as they are then. */
interface Prepared {
	readonly mend: Mend;
	readonly names: Names;
	readonly reason: string;
	readonly says: readonly string[];
}

/** The one form of a page. */
export class MendForm {
	readonly #means: MendMeans;
	readonly #form = byId<HTMLFormElement>("chart-mending");
	readonly #preview = byId("chart-mend-preview");
	readonly #one = new Chooser(byId("chart-mend-one-place"), "chart-mend-one", () => this.#changed());
	readonly #two = new Chooser(byId("chart-mend-two-place"), "chart-mend-two", () => this.#changed());
	#names: Names | undefined;
	#places: readonly Place[] = [];
	#people = new Searchable([]);
	#left: ReadonlySet<string> = new Set();
	#prepared: Prepared | undefined;

	constructor(means: MendMeans) {
		this.#means = means;
		for (const radio of this.#kinds()) radio.addEventListener("change", () => this.#kind());
		this.#form.addEventListener("submit", (event) => {
			event.preventDefault();
			means.touch();
			this.#look();
		});
		byId("chart-mend-do").addEventListener("submit", (event) => {
			event.preventDefault();
			const { mend, names, reason } = this.#prepared ?? {};
			if (mend && names && reason) void means.send(mend, names, reason);
		});
		byId("chart-mend-back").addEventListener("click", () => {
			this.#back();
			byId("chart-mend-heading").focus();
		});
	}

	/** Begins with a chart that was opened. */
	begin(names: Names, left: readonly string[], places: readonly Place[]): void {
		this.#names = names;
		this.#places = places;
		this.#left = new Set(left);
		this.#people = new Searchable(names.people, left);
		this.#form.reset();
		this.#one.begin(this.#people);
		this.#two.begin(this.#people);
		showProblems(byId("chart-mend-problems"), this.#form, []);
		this.#kind();
		this.#back();
		byId("chart-mended").replaceChildren(...this.#earlier(names.last.mended ?? []));
	}

	/** The key is gone: so is every name. */
	close(): void {
		this.#names = undefined;
		this.#prepared = undefined;
		this.#one.close();
		this.#two.close();
		this.#form.reset();
		for (const part of ["chart-mend-says", "chart-mended", "chart-mend-problems"]) byId(part).replaceChildren();
	}

	#kinds(): HTMLInputElement[] {
		return [...this.#form.querySelectorAll<HTMLInputElement>("[name=chart-mend-kind]")];
	}

	#splits(): boolean {
		return this.#kinds().find(({ checked }) => checked)?.value === "split";
	}

	/** Shows the questions of the kind that is chosen. */
	#kind(): void {
		const splits = this.#splits();
		for (const part of this.#form.querySelectorAll<HTMLElement>("[data-mend]")) part.hidden = part.dataset["mend"] !== (splits ? "split" : "merge");
		byId("chart-mend-one-legend").textContent = splits ? text("chart.mend-two") : text("chart.mend-keeps");
		this.#changed();
	}

	/** Proposes the earlier name of whoever turned out to be two. */
	#changed(): void {
		const gone = byId<HTMLInputElement>("chart-mend-gone");
		const person = this.#one.person;
		if (this.#splits() && person && gone.value === "") gone.value = person.former[0] ?? "";
	}

	#back(): void {
		this.#prepared = undefined;
		this.#form.hidden = false;
		this.#preview.hidden = true;
		byId("chart-mend-says").replaceChildren();
	}

	/** Says what is wrong, or shows what changes. */
	#look(): void {
		const made = this.#prepare();
		const problems = "says" in made ? [] : made;
		showProblems(byId("chart-mend-problems"), this.#form, problems);
		if (!("says" in made)) return;
		this.#prepared = made;
		const list = element("ul", "utrecht-unordered-list");
		for (const line of made.says) list.append(element("li", "utrecht-unordered-list__item", line));
		byId("chart-mend-says").replaceChildren(list, alert("warning", text("chart.mend-for-good"), text("chart.mend-for-good-what")));
		this.#form.hidden = true;
		this.#preview.hidden = false;
		byId("chart-mend-preview-heading").focus();
	}

	#prepare(): Prepared | Shown[] {
		const names = this.#names;
		if (!names) return [];
		const problems: Shown[] = [];
		const reason = byId<HTMLTextAreaElement>("chart-mend-reason").value.trim();
		const made = this.#splits() ? this.#split(names, reason, problems) : this.#merge(names, reason, problems);
		if (reason === "") problems.push({ id: "chart-mend-reason", text: text("chart.mend-reason-missing") });
		if (reason.length > MAX_REASON) problems.push({ id: "chart-mend-reason", text: text("chart.mend-reason-long", { most: MAX_REASON }) });
		return made && problems.length === 0 ? made : problems;
	}

	#merge(names: Names, reason: string, problems: Shown[]): Prepared | undefined {
		const [kept, other] = [this.#one.person, this.#two.person];
		if (!kept) problems.push({ id: "chart-mend-one", text: text("chart.mend-keeps-missing") });
		if (!other) problems.push({ id: "chart-mend-two", text: text("chart.mend-same-missing") });
		if (!kept || !other) return undefined;
		const [first, second] = [numbered(kept), numbered(other)];
		switch (hindrance(names.people, this.#places, kept, other)) {
			case "same":
				problems.push({ id: "chart-mend-two", text: text("chart.mend-same", { name: second }) });
				return undefined;
			case "above":
				problems.push({ id: "chart-mend-two", text: text("chart.mend-above", { first, second }) });
				return undefined;
			case "accounts":
				problems.push({ id: "chart-mend-two", text: text("chart.mend-accounts", { first, second }) });
				return undefined;
		}
		const now = merged(names, kept.id, other.id, { on: this.#means.today(), reason });
		const managers = [...new Set([kept.manager, other.manager])].map((id) => this.#people.person(id)).filter((one) => one !== undefined);
		const says = [
			text("chart.says-kept", { name: first }),
			other.number === "" ? "" : text("chart.says-number", { other: other.number, name: first }),
			plain(kept.name) === plain(other.name) ? "" : text("chart.says-former", { other: other.name, name: kept.name }),
			managers.length > 1 ? text("chart.says-managers", { first: numbered(managers[0] as Person), second: numbered(managers[1] as Person) }) : "",
			this.#account(kept) || this.#account(other) ? text("chart.says-account", { name: first }) : "",
			this.#left.has(kept.id) && !this.#left.has(other.id) ? text("chart.says-here", { name: first }) : "",
			text("chart.says-dossiers"),
		];
		return { mend: { kind: "merge", kept: kept.id, other: other.id }, names: now, reason, says: says.filter((line) => line !== "") };
	}

	#split(names: Names, reason: string, problems: Shown[]): Prepared | undefined {
		const person = this.#one.person;
		const gone = { name: byId<HTMLInputElement>("chart-mend-gone").value.trim().slice(0, MAX_NAME), function: byId<HTMLInputElement>("chart-mend-gone-function").value.trim().slice(0, MAX_NAME) };
		if (!person) problems.push({ id: "chart-mend-one", text: text("chart.mend-two-missing") });
		if (gone.name === "") problems.push({ id: "chart-mend-gone", text: text("chart.mend-gone-missing") });
		if (!person || gone.name === "") return undefined;
		const mend: Mend = { kind: "split", person: person.id, here: this.#means.newId(), gone: this.#means.newId() };
		const says = [
			text("chart.says-number-of", { name: numbered(person) }),
			text("chart.says-gone", { name: gone.name }),
			this.#account(person) ? text("chart.says-account", { name: numbered(person) }) : "",
			text("chart.says-both"),
			text("chart.says-again"),
		];
		return { mend, names: split(names, mend, gone, { on: this.#means.today(), reason }), reason, says: says.filter((line) => line !== "") };
	}

	#account(of: Person): boolean {
		return this.#places.some(({ person, account }) => person === of.id && account !== undefined);
	}

	/** What was mended before, the last first. */
	#earlier(all: readonly Mended[]): HTMLElement[] {
		if (all.length === 0) return [element("p", "utrecht-paragraph", text("chart.mended-none"))];
		const called = (id: string): string => {
			const person = this.#people.person(id);
			return person ? numbered(person) : text("chart.pick-unknown");
		};
		const list = element("ul", "chart-list");
		for (const { on, what, people, reason } of [...all].reverse()) {
			const [first = "", second = ""] = people;
			const item = element("li");
			const said = what === "merge" ? text("chart.mended-merge", { name: called(first) }) : text("chart.mended-split", { first: called(first), second: called(second) });
			item.append(element("strong", "", said), element("span", "chart-was", dayText(on)), element("span", "chart-was", reason));
			list.append(item);
		}
		return [fold(text("chart.mended", { n: all.length }), list)];
	}
}
