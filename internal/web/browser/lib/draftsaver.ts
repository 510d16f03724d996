// Saves a draft by itself: sealed into the tab soon after each change, to the
// server a little later, one request at a time, and again by itself when the
// server could not be reached.
import { Failure } from "./api.ts";
import type { Bytes } from "./bytes.ts";

/** How it stands with saving. */
export type SaveState =
	/** Something changed that the server has not. */
	| { readonly state: "changed" }
	| { readonly state: "saving" }
	| { readonly state: "saved" }
	/** Not saved; again says whether it is tried again by itself. */
	| { readonly state: "failed"; readonly error: unknown; readonly again: boolean };

/** What a saver stands on; tests give their own. */
export interface SaverParts {
	/** Seals what there is now. */
	seal(): Promise<Bytes>;
	/** Keeps sealed bytes in this tab. */
	keep(sealed: Bytes): void;
	/** Sends sealed bytes to the server; throws a Failure. */
	send(sealed: Bytes): Promise<void>;
	/** Is told how it stands. */
	tell(state: SaveState): void;
	/** setTimeout and clearTimeout. */
	wait(ms: number, then: () => void): () => void;
}

/** How long after the last change the tab has it, and the server. */
export const KEEP_MS = 300;
export const SEND_MS = 2_500;
/** How soon it is tried again: soon at first, then at most once a minute. */
export const AGAIN_MS = [5_000, 15_000, 30_000, 60_000] as const;

/** Saves one draft. */
export class Saver {
	readonly #parts: SaverParts;
	#cancelKeep: () => void = () => undefined;
	#cancelSend: () => void = () => undefined;
	/** Counts changes; what was sealed and what was sent last are counts too. */
	#changes = 0;
	#sealed = 0;
	#sent = 0;
	#bytes: Bytes | undefined;
	#tries = 0;
	#running: Promise<void> | undefined;
	#stopped = false;

	constructor(parts: SaverParts) {
		this.#parts = parts;
	}

	/** Something was typed or chosen. */
	changed(): void {
		if (this.#stopped) return;
		this.#changes++;
		this.#parts.tell({ state: "changed" });
		this.#cancelKeep();
		this.#cancelKeep = this.#parts.wait(KEEP_MS, () => void this.#keep().catch(() => undefined));
		this.#plan(SEND_MS);
	}

	/** Saves now: another step, or the page goes out of sight. It never throws. */
	async flush(): Promise<void> {
		this.#cancelSend();
		// What is on its way may lack the last change.
		await this.#running;
		if (this.#stopped || this.#sent === this.#changes) return;
		this.#running = this.#save().finally(() => {
			this.#running = undefined;
		});
		await this.#running;
	}

	/** What is sealed and not known to be on the server: quick exit sends it while the page goes. */
	unsent(): Bytes | undefined {
		return this.#sent < this.#sealed ? this.#bytes : undefined;
	}

	/** No more saving: it was sent, dropped, or locked. Resolves when nothing is on its way. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#cancelKeep();
		this.#cancelSend();
		await this.#running;
	}

	/** Saving goes on after a stop: dropping did not work. */
	resume(): void {
		this.#stopped = false;
		this.changed();
	}

	async #save(): Promise<void> {
		try {
			this.#cancelKeep();
			this.#parts.tell({ state: "saving" });
			const upTo = await this.#keep();
			if (this.#bytes && !this.#stopped) await this.#parts.send(this.#bytes);
			this.#sent = upTo;
			this.#tries = 0;
			if (this.#changes === upTo) this.#parts.tell({ state: "saved" });
			else this.#plan(SEND_MS);
		} catch (error) {
			const again = error instanceof Failure && error.again;
			this.#parts.tell({ state: "failed", error, again });
			if (again) this.#plan(AGAIN_MS[Math.min(this.#tries++, AGAIN_MS.length - 1)] ?? SEND_MS);
		}
	}

	/** Seals into the tab and returns up to which change. */
	async #keep(): Promise<number> {
		if (this.#sealed === this.#changes) return this.#sealed;
		const upTo = this.#changes;
		const bytes = await this.#parts.seal();
		if (this.#stopped || upTo < this.#sealed) return this.#sealed;
		this.#bytes = bytes;
		this.#sealed = upTo;
		this.#parts.keep(bytes);
		return upTo;
	}

	#plan(ms: number): void {
		this.#cancelSend();
		if (!this.#stopped) this.#cancelSend = this.#parts.wait(ms, () => void this.flush());
	}
}
