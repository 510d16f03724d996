// A code that was just made for somebody (page/slip): its words on the screen,
// and on a slip for the printer that says nothing of what it is for.
import type { Bytes } from "./bytes.ts";
import { CODE_BYTES, type Lang, toWords } from "./code.ts";
import { printOnly } from "./paper.ts";
import { byId, element } from "./problems.ts";

/** The card of the page. */
export class Slip {
	readonly #root = byId("slip");
	#code: Bytes | undefined;
	#words: readonly string[] = [];

	constructor() {
		for (const choice of this.#root.querySelectorAll<HTMLInputElement>('[name="slip-language"]')) {
			choice.addEventListener("change", () => void this.#fill());
		}
		byId("slip-print").addEventListener("click", () => this.#print());
	}

	/** The words as they are shown now. */
	get words(): readonly string[] {
		return this.#words;
	}

	/** Shows a code, with the words of a language. */
	async show(code: Bytes, lang: Lang): Promise<void> {
		this.#code = code;
		byId<HTMLInputElement>(`slip-language-${lang}`).checked = true;
		await this.#fill();
		this.#root.hidden = false;
	}

	/** Takes the words from the page. */
	clear(): void {
		this.#code = undefined;
		this.#words = [];
		byId("slip-words").replaceChildren();
		this.#root.hidden = true;
	}

	get #lang(): Lang {
		return byId<HTMLInputElement>("slip-language-en").checked ? "en" : "nl";
	}

	/** Where the code is typed: each kind has a door of its own. */
	get #address(): string {
		const { path = "", plainPath = "" } = this.#root.dataset;
		return `${location.host}/${this.#lang}${this.#code?.length === CODE_BYTES ? path : plainPath}`;
	}

	async #fill(): Promise<void> {
		if (!this.#code) return;
		this.#words = await toWords(this.#code, this.#lang);
		const list = byId("slip-words");
		list.lang = this.#lang;
		list.replaceChildren(...this.#items());
		byId("slip-address").textContent = this.#address;
	}

	#items(): HTMLElement[] {
		return this.#words.map((word) => element("li", "", word));
	}

	#print(): void {
		const { keepNl = "", keepEn = "", phone = "" } = this.#root.dataset;
		const sheet = element("div", "slip-sheet flow");
		sheet.lang = this.#lang;
		const words = element("ol", "slip-words");
		words.append(...this.#items());
		const line = (name: string, words: string) => element("p", `utrecht-paragraph ${name}`, words);
		const keep = this.#lang === "en" ? keepEn : keepNl;
		sheet.append(words, line("slip-door", this.#address), line("slip-door", phone), line("", keep));
		document.body.append(sheet);
		printOnly("only-sheet", () => sheet.remove());
	}
}
