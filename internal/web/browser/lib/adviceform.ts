// The form in which a confidential adviser notes a conversation (page/advice/advice.templ).
// What is typed and not saved lies sealed in the tab.
import { text } from "../text.ts";
import { isDay, isTalk, NEVER_PASSED, newTalkId, type Position, type Talk, type Theme } from "./advice.ts";
import { lineText } from "./adviceshow.ts";
import { byId, type Shown, showProblems } from "./problems.ts";
import type { Drafts } from "./staffdraft.ts";

const FIELDS = ["day", "theme", "position", "follows", "words", "callOn", "agreedOn", "revokedOn"] as const;
const KEEP_MS = 400;

type Typed = Record<(typeof FIELDS)[number], string>;

/** What was typed of a conversation, and the one that it was typed on. */
export interface Unsaved {
	readonly id: string;
	readonly on?: Talk;
	readonly typed: Typed;
}

/** Writes and reads the form of one year. */
export class AdviceForm {
	readonly #year: number;
	readonly #drafts: Drafts;
	readonly #used: () => void;
	#id = "";
	#on: Talk | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** used is called when somebody types. */
	constructor(year: number, drafts: Drafts, used: () => void) {
		this.#year = year;
		this.#drafts = drafts;
		this.#used = used;
		byId("advice-form").addEventListener("input", () => this.#changed());
	}

	/** Which conversation the form is about, as it was; undefined for a new one. */
	get on(): Talk | undefined {
		return this.#on;
	}

	/** What is typed goes on from another one: the person chose so. */
	set on(talk: Talk | undefined) {
		this.#on = talk;
		this.#changed();
	}

	get open(): boolean {
		return !byId("advice-writing").hidden;
	}

	/** Shows the form for a conversation, or for a new one. */
	show(talks: readonly Talk[], on: Talk | undefined, today: string): void {
		const day = today.startsWith(`${this.#year}-`) ? today : "";
		this.#begin(talks, { id: on?.id ?? newTalkId(), ...(on ? { on } : {}), typed: on ?? { day, theme: "", position: "", follows: "", words: "", callOn: "", agreedOn: "", revokedOn: "" } });
	}

	/** Shows what was typed and not saved, if there is something. */
	async restore(talks: readonly Talk[]): Promise<boolean> {
		const kept = readUnsaved((await this.#drafts.load(this.#name))?.text, this.#year);
		if (!kept) return false;
		this.#begin(talks, kept);
		return true;
	}

	#begin(talks: readonly Talk[], { id, on, typed }: Unsaved): void {
		this.#id = id;
		this.#on = on;
		this.#offer(talks);
		for (const name of FIELDS) field(name).value = typed[name];
		byId("advice-form-heading").textContent = on ? text("advice.change-heading") : text("advice.new-heading");
		byId("advice-clash").replaceChildren();
		byId("advice-kept").dataset["state"] = "";
		showProblems(byId("advice-problems"), byId("advice-form"), []);
		byId("advice-writing").hidden = false;
		scrollTo({ top: byId("advice-writing").offsetTop });
		byId("advice-form-heading").focus({ preventScroll: true });
	}

	/** Offers the first conversations with others to hang this one below. */
	#offer(talks: readonly Talk[]): void {
		const select = field("follows") as HTMLSelectElement;
		select.replaceChildren(...[...select.options].slice(0, 1));
		for (const one of talks) {
			if (one.follows === "" && one.id !== this.#id) select.add(new Option(`${lineText(one)}. ${one.words.slice(0, 40)}`, one.id));
		}
	}

	/** The conversation as it is typed; undefined if something is not right, which is shown then. */
	read(): Talk | undefined {
		const typed = this.#typed();
		const problems = this.#problems(typed);
		showProblems(byId("advice-problems"), byId("advice-form"), problems);
		if (problems.length > 0) return undefined;
		const { passed = "", passedOn = "", takenOn = "" } = this.#on ?? {}; // these no form changes
		return { ...typed, id: this.#id, theme: typed.theme as Theme, position: typed.position as Position, passed, passedOn, takenOn };
	}

	#typed(): Typed {
		return Object.fromEntries(FIELDS.map((name) => [name, field(name).value])) as Typed;
	}

	#problems(typed: Typed): Shown[] {
		const problems: Shown[] = [];
		const wrong = (name: string, sentence: string) => problems.push({ id: `field-${name}`, text: sentence });
		if (!isDay(typed.day)) wrong("day", text("advice.day-missing"));
		else if (!typed.day.startsWith(`${this.#year}-`)) wrong("day", text("advice.day-year", { year: String(this.#year) }));
		if (typed.theme === "") wrong("theme", text("advice.theme-missing"));
		if (typed.position === "") wrong("position", text("advice.position-missing"));
		for (const name of ["callOn", "agreedOn", "revokedOn"] as const) {
			if (badDay(name, typed[name])) wrong(name, text("advice.day-wrong"));
		}
		if (problems.length > 0 || typed.revokedOn === "") return problems;
		if (typed.agreedOn === "") wrong("agreedOn", text("advice.revoked-alone"));
		else if (typed.revokedOn < typed.agreedOn) wrong("revokedOn", text("advice.revoked-before"));
		return problems;
	}

	/** Empties and hides the form, and forgets what was typed. */
	close(): void {
		clearTimeout(this.#timer);
		this.#drafts.drop(this.#name);
		this.clear();
		byId("advice-writing").hidden = true;
	}

	/** Takes the words from the screen: it was locked. What was typed stays sealed in the tab. */
	clear(): void {
		for (const name of FIELDS) field(name).value = "";
		byId("advice-clash").replaceChildren();
	}

	get #name(): string {
		return String(this.#year);
	}

	#changed(): void {
		if (!this.open) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#keep(), KEEP_MS);
		byId("advice-kept").dataset["state"] = "";
		this.#used();
	}

	async #keep(): Promise<void> {
		const time = this.#timer;
		const unsaved: Unsaved = { id: this.#id, ...(this.#on ? { on: this.#on } : {}), typed: this.#typed() };
		const kept = await this.#drafts.save(this.#name, { text: JSON.stringify(unsaved) });
		if (kept && time === this.#timer) byId("advice-kept").dataset["state"] = "kept";
	}
}

function field(name: string): HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
	return byId<HTMLInputElement>(`field-${name}`);
}

/** A browser gives "" for half a date; it says so itself. */
function badDay(name: string, value: string): boolean {
	return value === "" ? field(name).validity.badInput : !isDay(value);
}

/** What lay in the tab; undefined if it is not as we write it. */
function readUnsaved(kept: string | undefined, year: number): Unsaved | undefined {
	try {
		const { id, on: was, typed } = JSON.parse(kept ?? "null") as Unsaved;
		const on = was && { ...NEVER_PASSED, ...was };
		const whole = typeof id === "string" && (on === undefined || isTalk(on, year)) && FIELDS.every((name) => typeof typed[name] === "string");
		return whole ? { id, ...(on ? { on } : {}), typed } : undefined;
	} catch {
		return undefined;
	}
}
