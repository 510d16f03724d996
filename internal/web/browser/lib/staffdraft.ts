// What somebody of staff typed and did not send yet. It is sealed to the person's
// own key and kept in this tab's sessionStorage: the session may end, the key may
// be locked, the page may be reloaded, and after signing in again it is there. It
// is not under the vault's key, because that one is thrown away on locking. In a
// dossier the server keeps it too (staffkeep.ts).
import { fromBase64, toBase64 } from "./bytes.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { openObject, seal } from "./seal.ts";

/** Words on their way. */
export interface Unsent {
	readonly text: string;
	/** The answers of a record, as its form writes them. */
	readonly answers?: string;
	/** The save on the server that it goes on from, and whether that has all of it (staffkeep.ts). */
	readonly based?: string;
	readonly kept?: boolean;
	/** What was sealed, if it may have arrived: the same bytes twice are one fact. */
	readonly sealed?: { readonly id: string; readonly base64: string; readonly epoch?: number };
	/** The compartment that was made with it, as the server takes it. */
	readonly made?: unknown;
}

/** The part of sessionStorage that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "gehoor-unsent";

/** The unsent words of one dossier, by the id of their form. */
export class Drafts {
	readonly #shelf: Shelf;
	readonly #org: string;
	readonly #prefix: string;
	readonly #own: Identity;
	/** How often each form was written: a slow save never overtakes a later one. */
	readonly #times = new Map<string, number>();

	constructor(shelf: Shelf, org: string, dossier: string, own: Identity) {
		this.#shelf = shelf;
		this.#org = org;
		this.#prefix = `${PREFIX}/${dossier}/`;
		this.#own = own;
	}

	/** Keeps what a form holds; an empty text is forgotten. Says whether it is kept. */
	async save(form: string, unsent: Unsent): Promise<boolean> {
		if (unsent.text === "" && unsent.answers === undefined) {
			this.drop(form);
			return true;
		}
		const time = this.#next(form);
		try {
			const { bytes } = await seal(this.#org, "draft", JSON.stringify(unsent), [await recipientOf(this.#own)]);
			if (this.#times.get(form) === time) this.#shelf.setItem(this.#prefix + form, toBase64(bytes));
			return true;
		} catch {
			return false; // no room, no storage, or over 256 KiB
		}
	}

	/** What is kept for a form. What this person cannot open is somebody else's, and stays where it is. */
	async load(form: string): Promise<Unsent | undefined> {
		const kept = this.#shelf.getItem(this.#prefix + form);
		if (kept === null) return undefined;
		try {
			const { text, answers, based, kept: whole, sealed, made } = await openObject(this.#own, this.#org, "draft", fromBase64(kept));
			if (typeof text !== "string") return undefined;
			return {
				text,
				...(typeof answers === "string" ? { answers } : {}),
				...(typeof based === "string" ? { based } : {}),
				...(typeof whole === "boolean" ? { kept: whole } : {}),
				...(isSealed(sealed) ? { sealed, ...(made === undefined ? {} : { made }) } : {}),
			};
		} catch {
			return undefined;
		}
	}

	/** Forgets what a form held: it was sent. */
	drop(form: string): void {
		this.#next(form);
		this.#shelf.removeItem(this.#prefix + form);
	}

	/** The forms of which something is kept. */
	forms(): string[] {
		const items = Array.from({ length: this.#shelf.length }, (_, i) => this.#shelf.key(i) ?? "");
		return items.filter((item) => item.startsWith(this.#prefix)).map((item) => item.slice(this.#prefix.length));
	}

	#next(form: string): number {
		const time = (this.#times.get(form) ?? 0) + 1;
		this.#times.set(form, time);
		return time;
	}
}

function isSealed(value: unknown): value is { id: string; base64: string; epoch?: number } {
	const { id, base64, epoch } = (value ?? {}) as { id?: unknown; base64?: unknown; epoch?: unknown };
	return typeof id === "string" && typeof base64 === "string" && (epoch === undefined || typeof epoch === "number");
}
