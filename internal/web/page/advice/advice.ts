// The page on which a confidential adviser notes conversations (advice.go). Nothing of it
// leaves this page but sealed to the own key; searching and counting happen here.
import { type Act, BODY_BYTES, bytesOf, Clash, due, search, type Talk } from "../../browser/lib/advice.ts";
import { yearFigures } from "../../browser/lib/advicefigures.ts";
import { figuresText, tables, wholeText } from "../../browser/lib/advicefiguresshow.ts";
import { AdviceForm } from "../../browser/lib/adviceform.ts";
import { AdviceYear } from "../../browser/lib/advicekeep.ts";
import { newToken, sealPassed } from "../../browser/lib/advicepass.ts";
import { type Filled, PassForm } from "../../browser/lib/advicepassform.ts";
import { aboutText, dayText, list, told } from "../../browser/lib/adviceshow.ts";
import { Failure, LONG_PATIENCE_MS, post } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { parseIdentity } from "../../browser/lib/identity.ts";
import { maySeal } from "../../browser/lib/knownroot.ts";
import { alert, button, byId, element, showProblems } from "../../browser/lib/problems.ts";
import { Refusal } from "../../browser/lib/refusal.ts";
import { preview } from "../../browser/lib/send.ts";
import { Drafts } from "../../browser/lib/staffdraft.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

const root = byId("advice");
const { org = "", again = "/", before = "/" } = root.dataset;
const year = Number(root.dataset["year"]);
const now = Number(root.dataset["now"]);
/** Above so much of a year a person is told that it fills up. */
const NEARLY = 0.8;

const today = (): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(new Date());

/** One year of one adviser. */
class Notes {
	readonly #year: AdviceYear;
	/** The year before this one: whom to call does not end with it. */
	readonly #before: AdviceYear | undefined;
	readonly #form: AdviceForm;
	readonly #pass: PassForm;
	#busy = false;

	constructor(year: AdviceYear, before: AdviceYear | undefined, form: AdviceForm) {
		this.#year = year;
		this.#before = before;
		this.#form = form;
		this.#pass = new PassForm((office, struck) => preview(lang, office, struck), (talk, filled) => this.#passOn(talk, filled), (talk) => focusOn(talk));
		byId("advice-new").addEventListener("click", () => this.#write(undefined));
		byId("advice-print").addEventListener("click", () => printPart("list"));
		document.getElementById("advice-figures-print")?.addEventListener("click", () => printPart("figures"));
		document.getElementById("advice-figures-copy")?.addEventListener("click", () => void this.#copy());
		byId("advice-search").addEventListener("input", () => this.#showList());
		byId("advice-stop").addEventListener("click", () => {
			this.#form.close();
			byId("advice-new").focus();
		});
		byId("advice-form").addEventListener("submit", (event) => {
			event.preventDefault();
			void this.#save();
		});
		byId("advice-drop").addEventListener("submit", (event) => {
			event.preventDefault();
			void this.#drop();
		});
	}

	async begin(): Promise<void> {
		root.hidden = false;
		this.show();
		if (await this.#form.restore(this.#year.talks)) say(text("advice.back"));
	}

	/** Locked: the words leave the screen. */
	close(): void {
		this.#form.clear();
		this.#pass.clear();
		for (const id of ["advice-list", "advice-due-list", "advice-figures-tables", "advice-figures-whole"]) document.getElementById(id)?.replaceChildren();
		byId<HTMLInputElement>("advice-search").value = "";
	}

	show(): void {
		this.#showDue();
		this.#showList();
		this.#showFigures();
		byId("advice-leaving").hidden = !this.#year.there || this.#year.talks.length === 0;
	}

	#showDue(): void {
		const lines = due(this.#year.talks, today()).map((talk) => this.#dueLine(talk, year));
		if (this.#before) lines.push(...due(this.#before.talks, today()).map((talk) => this.#dueLine(talk, year - 1)));
		byId("advice-due").hidden = lines.length === 0;
		byId("advice-due-list").replaceChildren(...lines);
	}

	#dueLine(talk: Talk, of: number): HTMLElement {
		const made = element("li", "utrecht-unordered-list__item");
		const args = { day: dayText(talk.callOn), what: `${aboutText(talk)}. ${talk.words.slice(0, 80)}` };
		if (of === year) {
			made.append(button("utrecht-button utrecht-button--subtle", text("advice.due-on", args), () => this.#write(talk)));
			return made;
		}
		const link = element("a", "utrecht-link utrecht-link--html-a", text("advice.due-before", { ...args, year: String(of) })) as HTMLAnchorElement;
		link.href = before;
		made.append(link);
		return made;
	}

	#showList(): void {
		const query = byId<HTMLInputElement>("advice-search").value;
		const all = this.#year.talks;
		const found = search(all, query, (talk) => `${dayText(talk.day)} ${aboutText(talk)}`);
		byId("advice-found").textContent = query.trim() === "" ? "" : text("advice.found", { n: found.length });
		byId("advice-none").hidden = all.length > 0;
		byId("advice-searching").hidden = all.length === 0;
		byId<HTMLButtonElement>("advice-print").hidden = all.length === 0;
		byId("advice-list").replaceChildren(...list(found, all, {
			change: (talk) => this.#write(talk), remove: (talk) => this.#remove(talk),
			pass: (talk) => {
				say("");
				this.#pass.show(talk);
			},
			takeBack: (talk) => this.#takeBack(talk),
		}));
	}

	/** The page of a year that is over has a place for them. */
	#showFigures(): void {
		const place = document.getElementById("advice-figures-tables");
		if (!place) return;
		const figures = yearFigures(this.#year.talks);
		byId("advice-figures-whole").textContent = wholeText(figures);
		place.replaceChildren(...(figures.small ? [] : tables(figures)));
	}

	async #copy(): Promise<void> {
		const said = byId("advice-figures-said");
		try {
			await navigator.clipboard.writeText(figuresText(byId("advice-figures-heading").textContent ?? "", yearFigures(this.#year.talks)));
			said.textContent = text("advice.figures-copied");
		} catch {
			said.textContent = text("advice.figures-not-copied");
		}
	}

	#write(talk: Talk | undefined): void {
		say("");
		this.#form.show(this.#year.talks, talk, today());
	}

	async #save(): Promise<void> {
		const talk = this.#form.read();
		if (!talk) return;
		if (!(await this.#change({ put: talk, on: this.#form.on }))) return;
		this.#form.close();
		this.show();
		say(text("advice.saved"), this.#filling());
		focusOn(talk);
	}

	/** Notes the token, passes on, and notes that it arrived. Whatever is lost in between, the notes say how to take it back. */
	async #passOn(talk: Talk, { what, to, struck }: Filled): Promise<void> {
		await maySeal(org, to.root, [...to.holders, ...to.custodians]);
		const begun: Talk = talk.passed !== "" && talk.takenOn === "" ? talk : { ...talk, passed: newToken(), passedOn: "", takenOn: "" };
		const body = await sealPassed(org, lang, begun.passed, what, to, struck);
		if (begun !== talk) await this.#year.change({ put: begun, on: talk });
		try {
			await post(lang, "/api/desk/advice/pass", body, LONG_PATIENCE_MS);
		} catch (error) {
			const refused = error instanceof Failure && !error.again && !error.ended;
			if (refused && begun !== talk) await this.#year.change({ put: talk, on: begun });
			this.show();
			if (!(refused && begun !== talk)) this.#pass.close(); // the list says that nobody knows
			if (error instanceof Failure && error.ended) location.replace(again);
			throw error;
		}
		const done = { ...begun, passedOn: today() };
		await this.#year.change({ put: done, on: begun });
		this.show();
		say(text("advice.pass-did"));
		focusOn(done);
	}

	async #takeBack(talk: Talk): Promise<void> {
		if (this.#busy) return;
		tell();
		try {
			await post(lang, "/api/desk/advice/take-back", { token: talk.passed });
		} catch (error) {
			trouble(error);
			return;
		}
		const revokedOn = talk.revokedOn || today();
		if (!(await this.#change({ put: { ...talk, takenOn: today(), revokedOn }, on: talk }))) return;
		this.show();
		say(text("advice.take-back-did"));
		focusOn(talk);
	}

	#filling(): string {
		const share = bytesOf(year, this.#year.talks) / BODY_BYTES;
		return share < NEARLY ? "" : text("advice.nearly", { share: String(Math.floor(share * 100)) });
	}

	async #remove(talk: Talk): Promise<void> {
		if (!(await this.#change({ remove: talk }))) return;
		this.show();
		say(text("advice.removed"));
		byId("advice-all-heading").focus();
	}

	/** Makes a change and says what is in the way; true if it was made. */
	async #change(act: Act): Promise<boolean> {
		if (this.#busy) return false;
		this.#busy = true;
		tell();
		try {
			await this.#year.change(act);
			return true;
		} catch (error) {
			if (error instanceof Clash) this.#clash(act, error.theirs);
			else trouble(error);
			return false;
		} finally {
			this.#busy = false;
		}
	}

	/** Shows what another window saved, and lets the person say which one goes on. */
	#clash(act: Act, theirs: Talk | undefined): void {
		this.show();
		if (!("put" in act)) {
			tell(alert("warning", text("advice.clash"), text("advice.changed-list")));
			return;
		}
		const message = theirs
			? alert("warning", text("advice.clash"), text("advice.clash-how"))
			: alert("warning", text("advice.clash-gone"), text("advice.clash-gone-how"));
		const choices = element("div", "actions");
		choices.append(
			button("utrecht-button utrecht-button--primary-action", text("advice.clash-mine"), () => {
				this.#form.on = theirs;
				byId("advice-clash").replaceChildren();
				void this.#save();
			}),
			button("utrecht-button utrecht-button--secondary-action", text("advice.clash-theirs"), () => {
				this.#form.close();
				byId("advice-all-heading").focus();
			}),
		);
		const content = message.querySelector(".utrecht-alert__content");
		content?.append(...(theirs ? told(theirs) : []), choices);
		byId("advice-clash").replaceChildren(message);
		byId("advice-clash").focus();
	}

	async #drop(): Promise<void> {
		const sure = byId<HTMLInputElement>("field-sure");
		showProblems(byId("advice-trouble"), byId("advice-drop"), sure.checked ? [] : [{ id: "field-sure", text: text("advice.drop-missing") }]);
		if (!sure.checked || this.#busy) return;
		this.#busy = true;
		try {
			await this.#year.drop();
			sure.checked = false;
			this.#form.close();
			say(text("advice.dropped"));
		} catch (error) {
			if (error instanceof Failure && error.code === "advice.changed") await this.#year.open().catch(() => undefined);
			trouble(error);
		} finally {
			this.#busy = false;
		}
		this.show();
	}
}

function focusOn(talk: Talk): void {
	document.querySelector<HTMLElement>(`[data-talk="${talk.id}"] button`)?.focus();
}

/** Prints the notes, or the figures for others: never both on one sheet. */
function printPart(part: "list" | "figures"): void {
	root.dataset["print"] = part;
	print();
	delete root.dataset["print"];
}

/** Says in passing what was done. */
function say(...sentences: string[]): void {
	byId("advice-said").textContent = sentences.filter((one) => one !== "").join(" ");
}

/** Says what is wrong; nothing takes it away but the next change. */
function tell(...message: HTMLElement[]): void {
	byId("advice-trouble").replaceChildren(...message);
	if (message.length === 0) return;
	root.hidden = false;
	scrollTo({ top: 0 });
	byId("advice-trouble").focus();
}

function trouble(error: unknown): void {
	if (error instanceof Failure && error.ended) {
		location.replace(again); // what is typed lies sealed in the tab
		return;
	}
	if (error instanceof Refusal && error.code === "content.too-large") tell(alert("error", text("advice.full"), text("advice.full-how")));
	else tell(alert("error", text("advice.failed"), errorText(error)));
}

/** Without what is there nothing is written over it: the page shows that it does not open, and no more. */
function unread(error: unknown): void {
	for (const part of root.querySelectorAll("section")) part.hidden = true;
	if (error instanceof Refusal) tell(alert("error", text("advice.unread"), text("advice.unread-how")));
	else trouble(error);
}

async function start(): Promise<void> {
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(again);
		return;
	}
	const own = parseIdentity(secret);
	const ask = (act: string, body: unknown) => post(lang, `/api/desk/advice/${act}`, body);
	const parts = { org, own, post: ask };
	const noted = new AdviceYear(parts, year);
	const earlier = year === now ? new AdviceYear(parts, year - 1) : undefined;
	try {
		await noted.open();
		await earlier?.open();
		if (year === now) await noted.begin();
	} catch (error) {
		unread(error);
		return;
	}
	const notes = new Notes(noted, earlier, new AdviceForm(year, new Drafts(sessionStorage, org, "advice", own), () => void vault.touch()));
	let leaving = false;
	document.addEventListener("sign-out", () => {
		leaving = true;
	});
	vault.onLocked(() => {
		notes.close();
		if (!leaving) location.replace(again);
	});
	await notes.begin();
}

void start();
