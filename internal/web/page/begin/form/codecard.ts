// The code as it is shown: twelve words with their numbers, in the language that
// the person likes, to write down, print or copy.
import type { Bytes } from "../../../browser/lib/bytes.ts";
import { type Lang, toWords } from "../../../browser/lib/code.ts";
import { printOnly } from "../../../browser/lib/paper.ts";
import { byId, element } from "../../../browser/lib/problems.ts";
import { text } from "../../../browser/text.ts";

/** The card with the words. */
export class CodeCard {
	#code: Bytes | undefined;
	#words: readonly string[] = [];

	constructor() {
		for (const choice of document.querySelectorAll<HTMLInputElement>('[name="code-language"]')) {
			choice.addEventListener("change", () => void this.#show());
		}
		byId("code-print").addEventListener("click", () => printOnly("only-slip"));
		byId("code-copy").addEventListener("click", () => void this.#copy());
	}

	/** The words as they are shown now. */
	get words(): readonly string[] {
		return this.#words;
	}

	/** Shows a code. */
	async show(code: Bytes): Promise<void> {
		this.#code = code;
		await this.#show();
	}

	/** Takes the words from the page. */
	clear(): void {
		this.#code = undefined;
		this.#words = [];
		byId("code-words").replaceChildren();
	}

	/** A list of the words, to show once more. */
	list(): HTMLElement {
		const list = element("ol", "code-words");
		list.lang = this.#lang;
		list.translate = false;
		list.append(...this.#words.map((word) => element("li", "", word)));
		return list;
	}

	get #lang(): Lang {
		return document.querySelector<HTMLInputElement>('[name="code-language"][value="en"]')?.checked ? "en" : "nl";
	}

	async #show(): Promise<void> {
		if (!this.#code) return;
		this.#words = await toWords(this.#code, this.#lang);
		const list = byId("code-words");
		list.lang = this.#lang;
		list.replaceChildren(...this.#words.map((word) => element("li", "", word)));
		list.hidden = false;
		byId("code-making").hidden = true;
		byId("code-copied").textContent = "";
	}

	async #copy(): Promise<void> {
		const told = byId("code-copied");
		try {
			await navigator.clipboard.writeText(this.#words.map((word, i) => `${i + 1}. ${word}`).join("\n"));
			told.textContent = text("begin.copied");
		} catch {
			told.textContent = text("begin.copy-failed");
		}
	}
}
