// What one can do with a shown file: larger and smaller, from page to page, print.
// The buttons are the page's (page/viewer); keys do the same.
import { text } from "../text.ts";
import type { NotShown } from "./viewerwire.ts";

/** A file that is not shown. */
export class Unshown extends Error {
	override readonly name = "Unshown";

	constructor(readonly why: NotShown) {
		super(why);
	}
}

/** A file that is shown. */
export interface Shown {
	/** Draws at so many times the width of the view; 1 fits. */
	zoom(factor: number): void;
	/** The pages, in order; none for what has no pages. */
	readonly pages: readonly HTMLElement[];
	/** Makes everything ready to be printed, and lets go of it afterwards. */
	beforePrint?(): Promise<void>;
	afterPrint?(): void;
}

/** The steps of zoom: a quarter at a time, from half to four times. */
const STEP = 1.25;
const SMALLEST = 0.5;
const LARGEST = 4;

/** The tools of one file. */
export class Tools {
	#factor = 1;

	constructor(
		private readonly shown: Shown,
		private readonly status: HTMLElement,
	) {
		this.#on("smaller", () => this.#zoom(this.#factor / STEP));
		this.#on("larger", () => this.#zoom(this.#factor * STEP));
		this.#on("fit", () => this.#zoom(1));
		this.#on("previous", () => this.#go(this.#current() - 1));
		this.#on("next", () => this.#go(this.#current() + 1));
		this.#on("print", () => void this.#print());
		const page = this.#page();
		page.addEventListener("change", () => this.#go(Number.parseInt(page.value, 10) - 1));
		addEventListener("keydown", (event) => this.#key(event));
		addEventListener("resize", () => this.shown.zoom(this.#factor));
		const paged = shown.pages.length > 1;
		by("paging").hidden = !paged;
		by("pages").textContent = text("view.pages", { n: shown.pages.length });
		if (paged) by("content").addEventListener("scroll", () => this.#tell(), { passive: true });
		by("tools").hidden = false;
		this.#zoom(1);
		this.#tell();
	}

	#on(id: string, action: () => void): void {
		by(id).addEventListener("click", action);
	}

	#page(): HTMLInputElement {
		return by("page") as HTMLInputElement;
	}

	#zoom(factor: number): void {
		const at = this.#current();
		this.#factor = Math.min(LARGEST, Math.max(SMALLEST, factor));
		this.shown.zoom(this.#factor);
		by("zoom").textContent = text("view.percent", { n: Math.round(100 * this.#factor) });
		// The same page stays in sight.
		if (at > 0) this.shown.pages[at]?.scrollIntoView({ block: "start" });
	}

	/** The page that covers the middle of the view. */
	#current(): number {
		const box = by("content").getBoundingClientRect();
		const middle = box.top + box.height / 3;
		const at = this.shown.pages.findIndex((page) => page.getBoundingClientRect().bottom >= middle);
		return at < 0 ? Math.max(0, this.shown.pages.length - 1) : at;
	}

	#go(to: number): void {
		const last = this.shown.pages.length - 1;
		const page = this.shown.pages[Math.min(last, Math.max(0, Number.isNaN(to) ? this.#current() : to))];
		page?.scrollIntoView({ block: "start" });
		this.#tell();
	}

	#tell(): void {
		if (this.shown.pages.length > 1) this.#page().value = String(this.#current() + 1);
	}

	#key(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
		switch (event.key) {
			case "+":
			case "=":
				return this.#zoom(this.#factor * STEP);
			case "-":
				return this.#zoom(this.#factor / STEP);
			case "0":
				return this.#zoom(1);
			case "n":
			case "ArrowRight":
				return this.#go(this.#current() + 1);
			case "p":
			case "ArrowLeft":
				return this.#go(this.#current() - 1);
		}
	}

	async #print(): Promise<void> {
		const print = by("print") as HTMLButtonElement;
		print.disabled = true;
		try {
			if (this.shown.beforePrint) {
				this.status.textContent = text("view.printing");
				await this.shown.beforePrint();
			}
			this.status.textContent = "";
			globalThis.print();
		} finally {
			this.shown.afterPrint?.();
			print.disabled = false;
		}
	}
}

function by(id: string): HTMLElement {
	return document.getElementById(id) as HTMLElement;
}
