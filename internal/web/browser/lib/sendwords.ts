// Words that are typed and not sent yet: sealed into this tab, so that a reload
// or a session that ended loses nothing. What is sealed is what is sent: the
// same bytes again are the same message.

import type { OwnWords } from "./ownwords.ts";

/** What unsent words stand on. */
export interface WordsParts {
	/** Seals a text. */
	seal(text: string): Promise<OwnWords>;
	/** Opens what seal made. */
	unseal(base64: string): Promise<string>;
	readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem">;
	/** The item of the store. */
	readonly item: string;
}

/** The unsent words of one field. */
export class UnsentWords {
	readonly #parts: WordsParts;
	#text: string | undefined;
	#sealed: OwnWords | undefined;
	#last: Promise<unknown> = Promise.resolve();

	constructor(parts: WordsParts) {
		this.#parts = parts;
	}

	/** What was typed before a reload, "" if nothing or if it does not open. */
	async restore(): Promise<string> {
		const kept = this.#read();
		if (!kept) return "";
		try {
			const text = await this.#parts.unseal(kept.sealed);
			[this.#text, this.#sealed] = [text, kept];
			return text;
		} catch {
			return "";
		}
	}

	/** Keeps a text and returns it sealed, undefined for an empty one; a text that is kept already keeps its bytes. */
	keep(text: string): Promise<OwnWords | undefined> {
		const next = this.#last.then(() => this.#keep(text));
		this.#last = next.catch(() => undefined);
		return next;
	}

	/** What was sealed is of no use: the next time it is sealed anew. */
	anew(): void {
		this.#text = undefined;
	}

	/** It was sent, or taken back. */
	forget(): void {
		this.#text = undefined;
		this.#sealed = undefined;
		this.#parts.store.removeItem(this.#parts.item);
	}

	async #keep(text: string): Promise<OwnWords | undefined> {
		if (text === this.#text) return this.#sealed;
		if (text === "") {
			this.forget();
			return undefined;
		}
		const sealed = await this.#parts.seal(text);
		[this.#text, this.#sealed] = [text, sealed];
		try {
			this.#parts.store.setItem(this.#parts.item, `${sealed.epoch} ${sealed.sealed}`);
		} catch {
			// The tab's store is full or shut: the text is still in the field.
		}
		return sealed;
	}

	#read(): OwnWords | undefined {
		try {
			const [epoch, sealed] = (this.#parts.store.getItem(this.#parts.item) ?? "").split(" ");
			return sealed === undefined ? undefined : { sealed, epoch: Number(epoch) };
		} catch {
			return undefined;
		}
	}
}
