// Opens the sealed words of a page: fetches the ciphertexts in batches, opens
// the person's own key of each compartment once, then the words. It runs in a
// worker (page/sealed/open.ts), so that typing never waits for it; the identity
// comes in as a value and stays there.
import { Failure, post, record } from "./api.ts";
import { type Bytes, fromBase64, sha256Hex, toBase64 } from "./bytes.ts";
import { type CompartmentName, madeTag, type OpenedGrant, openGrant } from "./compartment.ts";
import { type Identity, parseIdentity, type Recipient } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { type ContentType, open as openBytes, openText, seal, type Sealed } from "./seal.ts";

/** A compartment of the page: where the own key is, and the key's public half as the dossier has it. */
export interface BoxKey {
	readonly name: CompartmentName;
	/** The content that holds the own key, "" if the person has none. */
	readonly key: string;
	readonly recipient: string;
	/** The keys before, newest first, each sealed to the one after it. */
	readonly earlier?: readonly EarlierKey[];
	/** Of the compartment for internal words: that somebody with the conversation's key made it. */
	readonly tag?: string;
}

/** A key that a compartment had before. */
export interface EarlierKey {
	/** The content that holds it. */
	readonly key: string;
	readonly recipient: string;
}

/** What an opener needs; all of it can be sent to a worker. */
export interface Unlocked {
	readonly org: string;
	readonly lang: string;
	/** Where ciphertexts are fetched: /api/box/open, or /api/desk/dossier/…/open. */
	readonly open: string;
	/** The person's own identity. */
	readonly identity: string;
	readonly boxes: readonly BoxKey[];
}

/** The types of content that a page shows. */
export type WordsType = Extract<ContentType, "account" | "message" | "note" | "who" | "file" | "diary">;

/** One piece of sealed words. */
export interface Item {
	readonly content: string;
	readonly box: CompartmentName;
	readonly type: WordsType;
}

/** The words, or why they are not there; again says whether trying again can help. */
export type Opened =
	| { readonly content: string; readonly text: string }
	| { readonly content: string; readonly code: string; readonly message: string; readonly again: boolean };

/** What was sealed, as the server takes it. */
export interface SealedWords {
	readonly id: string;
	readonly base64: string;
	/** Which of the compartment's keys it was sealed to. */
	readonly epoch: number;
}

/** Whether compartments have the keys that they had, or keys that follow from those. */
export function follow(before: readonly BoxKey[], now: readonly BoxKey[]): boolean {
	return before.every(({ name, recipient }) => {
		const box = now.find((one) => one.name === name);
		return box?.recipient === recipient || box?.earlier?.some((one) => one.recipient === recipient) === true;
	});
}

/** Fetches ciphertexts by name; throws a Failure. */
export type Fetch = (ids: readonly string[]) => Promise<ReadonlyMap<string, Bytes>>;

/** How many ciphertexts one request may ask for, as the server has it. */
export const MAX_BATCH = 64;

/** Opens and seals for one person in one dossier. */
export class Opener {
	readonly #unlocked: Unlocked;
	readonly #identity: Identity;
	readonly #fetch: Fetch;
	/** The keys of each compartment, the present one first. */
	readonly #grants = new Map<CompartmentName, readonly [OpenedGrant, ...OpenedGrant[]]>();

	constructor(unlocked: Unlocked, fetch: Fetch = overNetwork(unlocked)) {
		this.#unlocked = unlocked;
		this.#identity = parseIdentity(unlocked.identity);
		this.#fetch = fetch;
	}

	/** Opens the items and tells each as soon as it is open; never throws. */
	async open(items: readonly Item[], tell: (opened: Opened) => void): Promise<void> {
		const boxes = [...new Set(items.map((item) => item.box))].filter((box) => !this.#grants.has(box));
		const keys = boxes.flatMap((box) => this.#keys(box));
		const got = new Map<string, Bytes | Failure>();
		// The keys come first, so they are there when the first words are.
		for (const batch of batches([...new Set([...keys, ...items.map((item) => item.content)])])) {
			await this.#load(batch, got);
			for (const item of items.filter((one) => batch.includes(one.content))) {
				tell(await this.#one(item, got));
			}
		}
	}

	/** Seals words to a compartment whose key this person holds. */
	async seal(box: CompartmentName, type: WordsType, text: string): Promise<SealedWords> {
		const { recipient, epoch } = await this.grant(box);
		const { id, bytes } = await seal(this.#unlocked.org, type, text, [recipient]);
		return { id, base64: toBase64(bytes), epoch };
	}

	/** Opens what this person sealed to the compartment and kept unsent; throws a Failure or a Refusal. */
	async unseal(box: CompartmentName, type: WordsType, base64: string): Promise<string> {
		return withAny(await this.#grantsOf(box), (identity) => openText(identity, this.#unlocked.org, type, decode(base64)));
	}

	/** Seals one part of a file; throws a Failure or a Refusal. */
	async sealPart(box: CompartmentName, bytes: Bytes): Promise<Sealed & { readonly epoch: number }> {
		const { recipient, epoch } = await this.grant(box);
		return { ...(await seal(this.#unlocked.org, "part", bytes, [recipient])), epoch };
	}

	/** Opens one part of a file, whose name the file has; throws a Failure or a Refusal. */
	async openPart(box: CompartmentName, id: string, sealed: Bytes): Promise<Bytes> {
		const part = await present(id, new Map([[id, sealed]]));
		return withAny(await this.#grantsOf(box), (identity) => openBytes(identity, this.#unlocked.org, "part", part));
	}

	/**
	 * The compartment's present key, to seal to or to give on; throws a Failure or a Refusal,
	 * key.unverified for internal words, or a participant's, if nobody with the conversation's
	 * key made it. A participant has no other key, and so nothing to hold it against.
	 */
	async grant(box: CompartmentName): Promise<OpenedGrant> {
		const grants = await this.#grantsOf(box);
		const tagged = box !== "conversation" && box !== "identity" && this.#box("conversation");
		if (tagged) await this.#madeHere(box, (grants.at(-1) ?? grants[0]).recipient);
		return grants[0];
	}

	async #madeHere(box: CompartmentName, first: Recipient): Promise<void> {
		const tag = this.#box(box)?.tag;
		for (const { identity } of await this.#grantsOf("conversation")) {
			if ((await madeTag(box, identity, this.#unlocked.org, first)) === tag) return;
		}
		throw new Refusal("key.unverified");
	}

	async #grantsOf(box: CompartmentName): Promise<readonly [OpenedGrant, ...OpenedGrant[]]> {
		const got = new Map<string, Bytes | Failure>();
		if (!this.#grants.has(box)) await this.#load(this.#keys(box), got);
		return this.#open(box, got);
	}

	/** The contents that hold a compartment's keys, the present one first. */
	#keys(name: CompartmentName): string[] {
		const box = this.#box(name);
		return box?.key ? [box.key, ...(box.earlier ?? []).map(({ key }) => key)] : [];
	}

	async #load(ids: readonly string[], got: Map<string, Bytes | Failure>): Promise<void> {
		try {
			const contents = await this.#fetch(ids);
			for (const id of ids) got.set(id, contents.get(id) ?? new Failure("not-found"));
		} catch (error) {
			for (const id of ids) got.set(id, error instanceof Failure ? error : new Failure("failed"));
		}
	}

	async #one(item: Item, got: ReadonlyMap<string, Bytes | Failure>): Promise<Opened> {
		try {
			const grants = await this.#open(item.box, got);
			const sealed = await present(item.content, got);
			const words = await withAny(grants, (identity) => openText(identity, this.#unlocked.org, item.type, sealed));
			return { content: item.content, text: words };
		} catch (error) {
			return { content: item.content, ...told(error) };
		}
	}

	/**
	 * Opens the present key and those before. Each must be that which the dossier names: so
	 * nobody can put another in the place of the present one who did not have the one before.
	 */
	async #open(name: CompartmentName, got: ReadonlyMap<string, Bytes | Failure>): Promise<readonly [OpenedGrant, ...OpenedGrant[]]> {
		const known = this.#grants.get(name);
		if (known) return known;
		const box = this.#box(name);
		if (!box?.key) throw new Refusal("content.not-recipient");
		const key = async (own: Identity, { key, recipient }: EarlierKey): Promise<OpenedGrant> => {
			const grant = await openGrant(own, this.#unlocked.org, await present(key, got));
			if (grant.compartment !== name || grant.recipient !== recipient) throw new Refusal("content.foreign");
			return grant;
		};
		const grants: [OpenedGrant, ...OpenedGrant[]] = [await key(this.#identity, box)];
		for (const one of box.earlier ?? []) grants.push(await key((grants.at(-1) as OpenedGrant).identity, one));
		this.#grants.set(name, grants);
		return grants;
	}

	#box(name: CompartmentName): BoxKey | undefined {
		return this.#unlocked.boxes.find((box) => box.name === name);
	}
}

/** Opens with whichever of the keys it was sealed to. */
async function withAny<T>(grants: readonly OpenedGrant[], open: (identity: Identity) => Promise<T>): Promise<T> {
	for (const { identity } of grants) {
		try {
			return await open(identity);
		} catch (error) {
			if (!(error instanceof Refusal) || error.code !== "content.not-recipient") throw error;
		}
	}
	throw new Refusal("content.not-recipient");
}

/** The bytes of that name; other bytes under the name are refused. */
async function present(id: string, got: ReadonlyMap<string, Bytes | Failure>): Promise<Bytes> {
	const bytes = got.get(id) ?? new Failure("not-found");
	if (bytes instanceof Failure) throw bytes;
	if ((await sha256Hex(bytes)) !== id) throw new Refusal("content.wrongly-sealed");
	return bytes;
}

/** Why something failed, in a form that a worker can send. */
export function told(error: unknown): { code: string; message: string; again: boolean } {
	if (error instanceof Failure) return { code: error.code, message: error.message, again: error.again };
	if (error instanceof Refusal) return { code: error.code, message: "", again: false };
	return { code: "failed", message: "", again: true };
}

function batches(ids: readonly string[]): string[][] {
	return Array.from({ length: Math.ceil(ids.length / MAX_BATCH) }, (_, i) => ids.slice(i * MAX_BATCH, (i + 1) * MAX_BATCH));
}

function overNetwork({ lang, open }: Unlocked): Fetch {
	return async (ids) => {
		const contents = record(record(await post(lang, open, { ids }))["contents"]);
		const bytes = new Map<string, Bytes>();
		for (const [id, base64] of Object.entries(contents)) {
			if (typeof base64 === "string") bytes.set(id, decode(base64));
		}
		return bytes;
	};
}

function decode(base64: string): Bytes {
	try {
		return fromBase64(base64);
	} catch {
		throw new Failure("failed");
	}
}
