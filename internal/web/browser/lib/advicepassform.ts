// The screen on which a confidential adviser passes on that there is something
// (page/advice/advice.templ): what goes along, what does not, and who receives it.
import { month, text } from "../text.ts";
import type { Talk } from "./advice.ts";
import { MOST_WHOM, type Passed } from "./advicepass.ts";
import { dayText } from "./adviceshow.ts";
import { errorText } from "./apitext.ts";
import { alert, button, byId, element, type Shown, showProblems } from "./problems.ts";
import type { Preview, Someone } from "./send.ts";
import { People } from "./sendpeople.ts";

/** What was filled in, and to whom it goes. */
export interface Filled {
	readonly what: Passed;
	readonly to: Preview;
	readonly struck: readonly string[];
}

const FIELDS = ["office", "severity", "whom"] as const;

/** Writes and reads the form; done does the rest, and says whether it was. */
export class PassForm {
	readonly #ask: (office: string, struck: readonly string[]) => Promise<Preview>;
	#people: People;
	#talk: Talk | undefined;
	#busy = false;

	constructor(ask: (office: string, struck: readonly string[]) => Promise<Preview>, done: (talk: Talk, filled: Filled) => Promise<void>, stopped: (talk: Talk) => void) {
		this.#ask = ask;
		this.#people = new People(ask);
		byId("field-pass-office").addEventListener("change", () => void this.#load());
		byId("advice-pass-stop").addEventListener("click", () => {
			const talk = this.#talk;
			this.close();
			if (talk) stopped(talk);
		});
		byId("advice-pass-form").addEventListener("submit", (event) => {
			event.preventDefault();
			void this.#send(done);
		});
	}

	/** Shows it for a conversation. */
	show(talk: Talk): void {
		this.#talk = talk;
		this.#people = new People(this.#ask);
		field("office").value = talk.position;
		field("severity").value = field("whom").value = "";
		byId<HTMLInputElement>("field-pass-consent").checked = false;
		byId("advice-pass-month").textContent = text("advice.pass-month", { month: monthText(talk.day) });
		byId("advice-pass-of-talk").textContent = text("advice.pass-of-talk", { day: dayText(talk.day) });
		this.#problems([]);
		byId("advice-pass-trouble").replaceChildren();
		byId("advice-pass").hidden = false;
		scrollTo({ top: byId("advice-pass").offsetTop });
		byId("advice-pass-heading").focus({ preventScroll: true });
		void this.#load();
	}

	close(): void {
		this.clear();
		this.#talk = undefined;
		byId("advice-pass").hidden = true;
	}

	/** Takes the words from the screen. */
	clear(): void {
		for (const name of FIELDS) field(name).value = "";
	}

	async #load(): Promise<void> {
		await this.#list(() => this.#people.load(field("office").value));
	}

	/** Asks for the list of who receives it, and shows it. */
	async #list(act: () => Promise<void>): Promise<void> {
		byId("pass-told").replaceChildren();
		byId("pass-status").textContent = text("begin.who-loading");
		try {
			await act();
		} catch (error) {
			const told = alert("error", text("begin.who-failed"), errorText(error));
			told.append(button("utrecht-button utrecht-button--secondary-action", text("begin.again"), () => void this.#load()));
			byId("pass-told").replaceChildren(told);
		}
		byId("pass-status").textContent = "";
		const { preview, struck } = this.#people;
		byId("pass-holders").replaceChildren(...(preview?.holders ?? []).map((one) =>
			this.#line(one, text("begin.strike"), text("begin.strike-whom", { whom: name(one) }), () => this.#people.strike(one.person))));
		byId("pass-struck").replaceChildren(...struck.map((one) =>
			this.#line(one, text("begin.restore"), text("begin.restore-whom", { whom: name(one) }), () => this.#people.restore(one.person))));
		byId("pass-struck-part").hidden = struck.length === 0;
		if (preview && !preview.enough) byId("pass-told").replaceChildren(alert("error", text("begin.too-few")));
	}

	#line(one: Someone, label: string, whole: string, act: () => Promise<void>): HTMLElement {
		const made = element("li", "utrecht-unordered-list__item", name(one));
		made.append(" ", button("utrecht-button utrecht-button--subtle", label, () => {
			void this.#list(act).then(() => byId("pass-who").focus()); // the button that was pressed is gone
		}, whole));
		return made;
	}

	async #send(done: (talk: Talk, filled: Filled) => Promise<void>): Promise<void> {
		const [talk, { preview, struck }] = [this.#talk, this.#people];
		const what: Passed = { office: field("office").value, severity: field("severity").value, month: talk?.day.slice(0, 7) ?? "", whom: field("whom").value.trim() };
		if (!talk || this.#busy || !this.#whole(what) || !preview?.enough) return;
		this.#busy = true;
		byId("advice-pass-trouble").replaceChildren();
		byId("advice-pass-status").textContent = text("advice.pass-doing");
		try {
			await done(talk, { what, to: preview, struck: struck.map(({ person }) => person) });
			this.close();
		} catch (error) {
			byId("advice-pass-trouble").replaceChildren(alert("error", text("advice.failed"), errorText(error)));
			byId("advice-pass-trouble").focus();
			await this.#list(async () => void (await this.#people.again()));
		} finally {
			byId("advice-pass-status").textContent = "";
			this.#busy = false;
		}
	}

	/** Shows what is lacking; true if nothing is. */
	#whole(what: Passed): boolean {
		const problems: Shown[] = [];
		if (what.severity === "") problems.push({ id: "field-pass-severity", text: text("advice.pass-severity-missing") });
		if (what.whom === "") problems.push({ id: "field-pass-whom", text: text("advice.pass-whom-missing") });
		else if (what.whom.length > MOST_WHOM) problems.push({ id: "field-pass-whom", text: text("advice.pass-whom-long", { most: MOST_WHOM }) });
		if (!byId<HTMLInputElement>("field-pass-consent").checked) problems.push({ id: "field-pass-consent", text: text("advice.pass-consent-missing") });
		this.#problems(problems);
		return problems.length === 0;
	}

	#problems(problems: Shown[]): void {
		showProblems(byId("advice-pass-problems"), byId("advice-pass-form"), problems);
	}
}

function field(name: (typeof FIELDS)[number]): HTMLInputElement | HTMLSelectElement {
	return byId<HTMLInputElement>(`field-pass-${name}`);
}

const name = (one: Someone): string => (one.name === "" ? one.function : `${one.function}, ${one.name}`);

/** The month of a day as people read it: "oktober 2027". */
function monthText(day: string): string {
	return month(new Date(`${day}T12:00:00Z`));
}
