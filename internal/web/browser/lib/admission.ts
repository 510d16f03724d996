// Being let in with a new code, before anything is typed: the server gives a pass,
// or first asks for some work. Who was let in is asked nothing more; where the
// server could not be reached at the beginning, it is made good when something is
// sent, and nothing that was typed is refused.
import { Failure, post, record } from "./api.ts";
import { bitsOf } from "./work.ts";

/** Where a tab keeps its pass: a reload asks for no work again. */
export const PASS_ITEM = "gehoor-pass";
/** How often new work is taken on: each is answered in time, unless the device slept. */
const TRIES = 3;

/** What being let in stands on; tests give their own. */
export interface AdmissionParts {
	readonly lang: string;
	readonly lookup: string;
	readonly post?: typeof post;
	readonly store: Pick<Storage, "getItem" | "setItem">;
	/** Does the work of a challenge. */
	solve(challenge: string): Promise<readonly number[]>;
}

/** One code's way in. */
export class Admission {
	readonly #parts: AdmissionParts;
	readonly #ask: typeof post;
	#pass: string | undefined;
	#entering: Promise<void> | undefined;

	constructor(parts: AdmissionParts) {
		this.#parts = parts;
		this.#ask = parts.post ?? post;
		this.#pass = parts.store.getItem(PASS_ITEM) ?? undefined;
	}

	/** The pass, undefined without one; JSON leaves it out. */
	get pass(): string | undefined {
		return this.#pass;
	}

	/** Resolves when the code is let in; asked twice it is done once. Throws a Failure. */
	enter(): Promise<void> {
		this.#entering ??= this.#enter().finally(() => {
			this.#entering = undefined;
		});
		return this.#entering;
	}

	/** As post, with the pass; where the server asks for work after all, it is done first. */
	readonly post: typeof post = async (lang, path, body, patience) => {
		const send = () => this.#ask(lang, path, { ...record(body), pass: this.#pass }, patience);
		try {
			return await send();
		} catch (error) {
			if (!(error instanceof Failure) || error.code !== "intake.proof") throw error;
			this.#pass = undefined;
			await this.enter();
			return await send();
		}
	};

	async #enter(): Promise<void> {
		if (this.#pass !== undefined) return;
		const { lang, lookup, store, solve } = this.#parts;
		let work: object = {};
		for (let i = 0; i <= TRIES; i++) {
			const { pass, challenge } = record(await this.#ask(lang, "/api/begin", { lookup, ...work }));
			if (typeof challenge !== "string") {
				if (typeof pass === "string") store.setItem(PASS_ITEM, (this.#pass = pass));
				return;
			}
			if (bitsOf(challenge) === undefined) break;
			work = { challenge, answers: await solve(challenge) };
		}
		throw new Failure("failed");
	}
}
