// Keeps what a confidential adviser notes on the server, sealed to the adviser alone. A
// save names the one that it goes on from: if another tab or machine saved meanwhile, the
// change is made again on what is there now, and what was changed there stays.
import { type Act, apply, openYear, sealYear, type Talk } from "./advice.ts";
import { Failure, record } from "./api.ts";
import { fromBase64, toBase64 } from "./bytes.ts";
import type { Identity } from "./identity.ts";

/** What keeping stands on; tests give their own. */
export interface AdviceParts {
	readonly org: string;
	readonly own: Identity;
	/** Asks the server ("open", "keep", "drop"); throws a Failure. */
	post(act: string, body: unknown): Promise<unknown>;
}

/** How often a change is made again because somebody else saved: more than a person has tabs. */
const TRIES = 8;

/** One year. */
export class AdviceYear {
	readonly year: number;
	readonly #parts: AdviceParts;
	#mark = "";
	#talks: readonly Talk[] = [];
	#last: Promise<unknown> = Promise.resolve();

	constructor(parts: AdviceParts, year: number) {
		this.#parts = parts;
		this.year = year;
	}

	/** What is noted, as it was when it was last read or saved; the newest first. */
	get talks(): readonly Talk[] {
		return this.#talks;
	}

	/** Whether the server has a row. */
	get there(): boolean {
		return this.#mark !== "";
	}

	/** Reads the year. */
	async open(): Promise<void> {
		const { mark, sealed } = record(await this.#parts.post("open", { year: this.year }));
		if (typeof mark !== "string" || typeof sealed !== "string") throw new Failure("failed");
		this.#talks = mark === "" ? [] : await openYear(this.#parts.org, this.#parts.own, this.year, fromBase64(sealed));
		this.#mark = mark;
	}

	/** Makes the row if there is none: that there is one then says nothing. */
	async begin(): Promise<void> {
		if (this.there) return;
		await this.#inTurn(async () => {
			try {
				await this.#save([]);
			} catch (error) {
				if (!(error instanceof Failure && error.code === "advice.changed")) throw error;
				await this.open(); // another tab was first
			}
		});
	}

	/** Makes a change and saves it. Throws a Clash if what it was made on is another by now, or a Failure. */
	async change(act: Act): Promise<void> {
		await this.#inTurn(async () => {
			for (let tries = 0; ; tries++) {
				try {
					const next = apply(this.#talks, act);
					if (next.length !== this.#talks.length || next.some((one, i) => one !== this.#talks[i])) await this.#save(next);
					return;
				} catch (error) {
					if (!(error instanceof Failure && error.code === "advice.changed") || tries === TRIES) throw error;
					await this.open();
				}
			}
		});
	}

	/** Takes the whole year away, if it is as it was read. */
	async drop(): Promise<void> {
		await this.#inTurn(async () => {
			if (this.there) await this.#parts.post("drop", { year: this.year, mark: this.#mark });
			this.#mark = "";
			this.#talks = [];
		});
	}

	async #save(talks: readonly Talk[]): Promise<void> {
		const { org, own } = this.#parts;
		const { id, bytes } = await sealYear(org, own, this.year, talks);
		await this.#parts.post("keep", { year: this.year, ...(this.there ? { after: this.#mark } : {}), sealed: toBase64(bytes) });
		this.#mark = id;
		this.#talks = talks;
	}

	/** One at a time: the second goes on from what the first saved. */
	#inTurn(act: () => Promise<void>): Promise<void> {
		const now = this.#last.then(act, act);
		this.#last = now.catch(() => undefined);
		return now;
	}
}
