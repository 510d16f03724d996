// Taking another code in the mailbox (page/box/entered.templ): it is shown and
// written down first, and only then does it take the place of the old one.
import { Failure, post } from "./api.ts";
import type { Bytes } from "./bytes.ts";
import { type Lang, newCode } from "./code.ts";
import type { CompartmentName } from "./compartment.ts";
import { comeBack } from "./draft.ts";
import type { Opener } from "./opener.ts";
import { byId } from "./problems.ts";
import { renewal, type Renewal } from "./renewcode.ts";
import { Slip } from "./slip.ts";
import { text } from "../text.ts";

/** What the page gives. */
export interface CodeParts {
	readonly org: string;
	readonly lang: Lang;
	/** Where it is asked for. */
	readonly door: string;
	/** The compartments that the code opens. */
	readonly boxes: readonly CompartmentName[];
	readonly opener: Pick<Opener, "grant">;
	/** Does something with the reporter's session. */
	withSession<T>(what: () => Promise<T>): Promise<T>;
	attempt(name: string, doing: string, act: () => Promise<void>): Promise<void>;
	/** Asks for two words of what was written down. */
	ask(place: HTMLElement, words: () => readonly string[], right: () => void): void;
	/** From now on this is the code. */
	done(code: Bytes): Promise<void>;
}

/** Taking another code. */
export class OtherCode {
	readonly #parts: CodeParts;
	readonly #slip = new Slip();
	#code: Bytes | undefined;
	#made: Renewal | undefined;

	constructor(parts: CodeParts) {
		this.#parts = parts;
		byId("renew-not").addEventListener("click", () => this.clear());
		byId("renew-go").addEventListener("click", () => void this.#take());
	}

	/** Takes the words from the page; the old code stays what it is. */
	clear(): void {
		this.#code = this.#made = undefined;
		this.#slip.clear();
		byId("renew-words").replaceChildren();
		byId("renew").hidden = true;
		byId("renew-start").hidden = false;
	}

	/** Shows a new code, to write down. */
	async start(): Promise<void> {
		this.#code = newCode();
		await this.#slip.show(this.#code, this.#parts.lang);
		const go = byId<HTMLButtonElement>("renew-go");
		go.disabled = true;
		this.#parts.ask(byId("renew-words"), () => this.#slip.words, () => {
			go.disabled = false;
			go.focus();
		});
		byId("renew-start").hidden = true;
		byId("renew").hidden = false;
		byId("renew").focus();
	}

	async #take(): Promise<void> {
		const { org, lang, door, boxes, opener, withSession, attempt, done } = this.#parts;
		const code = this.#code;
		if (!code) return;
		await attempt("renew", text("box.renew-sending"), async () => {
			const made = (this.#made ??= await renewal(org, code, boxes, opener));
			try {
				await withSession(() => post(lang, `${door}code`, made.body));
			} catch (error) {
				// The first time counted and only the answer was lost: then the old code
				// opens nothing any more, and the new one does.
				if (!(error instanceof Failure) || !(await this.#opens(made))) throw error;
			}
			await done(made.code);
		});
	}

	async #opens(made: Renewal): Promise<boolean> {
		try {
			return ["signal", "participant"].includes((await comeBack(this.#parts.lang, made.reporter.lookUp)).state);
		} catch {
			return false;
		}
	}
}
