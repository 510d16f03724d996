// The unlocked key over page navigation (architecture §6, "Unlocked keys").
//
// A secret lies in sessionStorage as AES-GCM ciphertext. The AES key is a
// non-extractable WebCrypto key in IndexedDB, so neither store alone gives the
// secret, and nothing readable is written to disk. A tab that was just opened
// asks the others by BroadcastChannel for the ciphertext, never for the secret.
// Deleting the AES key locks every tab at once; so does being idle, because the
// moment at which the key ends lies beside it and is moved on by use in any tab.
//
// It protects against somebody who later reads the disk or the session store.
// It does not protect against script running in the page.
import { type Bytes, fromBase64, fromUtf8, toBase64, toHex, utf8 } from "./bytes.ts";
import { type Held, type KeyStore, keyStore, type Slot } from "./keystore.ts";

/** What a vault stands on; tests give their own. */
export interface Parts {
	readonly session: Pick<Storage, "getItem" | "setItem" | "removeItem">;
	readonly keys: KeyStore;
	readonly now: () => number;
}

/** Idle for so long, and all tabs are locked: a walk to the printer, not a lunch. */
export const IDLE_MS = 15 * 60_000;
/** Use moves the end on at most once in so long, to spare the disk. */
const EXTEND_AFTER_MS = 30_000;
/** How long a new tab waits for another to answer. */
const ASK_MS = 250;
/** How often an open page looks whether it was locked, should a message be lost. */
const CHECK_MS = 10_000;

interface Wrapped {
	readonly keyId: string;
	readonly iv: string;
	readonly data: string;
}

type Message = { readonly kind: "ask" } | { readonly kind: "have"; readonly wrapped: Wrapped } | { readonly kind: "locked" };

/** One slot of one tab. */
export class Vault {
	readonly #slot: Slot;
	readonly #item: string;
	readonly #parts: Parts;
	readonly #channel: BroadcastChannel;
	readonly #locked: (() => void)[] = [];
	/** This tab had the secret: that it is locked must be told, whatever else is left of it. */
	#had = false;
	#asked: Promise<Wrapped | undefined> | undefined;
	#answer: ((wrapped: Wrapped) => void) | undefined;
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(slot: Slot, parts?: Parts) {
		this.#slot = slot;
		this.#item = `gehoor-${slot}`;
		this.#parts = parts ?? { session: sessionStorage, keys: keyStore(), now: Date.now };
		this.#channel = new BroadcastChannel(this.#item);
		this.#channel.onmessage = (event: MessageEvent<Message>) => this.#hear(event.data);
	}

	/** Keeps a secret, under a fresh key; what other tabs had of this slot opens no longer. */
	async put(secret: string): Promise<void> {
		const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
		const id = toHex(crypto.getRandomValues(new Uint8Array(16)));
		const iv = crypto.getRandomValues(new Uint8Array(12));
		const data = new Uint8Array(await crypto.subtle.encrypt(this.#cipher(iv), key, utf8(secret)));
		await this.#parts.keys.put(this.#slot, { id, key, until: this.#parts.now() + IDLE_MS });
		this.#save({ keyId: id, iv: toBase64(iv), data: toBase64(data) });
		this.#had = true;
	}

	/** The secret, or null when this slot is locked. Counts as use. */
	async get(): Promise<string | null> {
		const held = await this.#held();
		if (!held) return null;
		const wrapped = this.#own(held.id) ?? (await (this.#asked ??= this.#ask(held.id)));
		const secret = wrapped && (await this.#open(held.key, wrapped));
		if (secret === undefined) return null;
		this.#had = true;
		await this.#extend(held);
		return secret;
	}

	/** Counts as use, for somebody who types for a long time in one page. */
	async touch(): Promise<void> {
		const held = await this.#held();
		if (held) await this.#extend(held);
	}

	/** Locks this slot in every tab: sign-out, quick exit. */
	async clear(): Promise<void> {
		this.#forget();
		this.#say({ kind: "locked" });
		await this.#parts.keys.remove(this.#slot);
		this.#tellLocked();
	}

	/** Calls back when this slot is locked, here or elsewhere: the page then removes the words it shows. */
	onLocked(callback: () => void): void {
		this.#locked.push(callback);
		this.#timer ??= setInterval(() => void this.#held(), CHECK_MS);
	}

	/** Lets go of channel and timer; the secret stays for the next page. */
	close(): void {
		clearInterval(this.#timer);
		this.#channel.close();
	}

	/** The AES key if it is there and has not ended; otherwise everything of this slot goes. */
	async #held(): Promise<Held | undefined> {
		const held = await this.#parts.keys.get(this.#slot);
		if (held && this.#parts.now() < held.until) return held;
		// By its id: another tab may have signed in since.
		if (held) await this.#parts.keys.remove(this.#slot, held.id);
		// Clearing the site's storage takes the key and what this tab had.
		if (held || this.#had || this.#parts.session.getItem(this.#item) !== null) {
			this.#forget();
			this.#tellLocked();
		}
		return undefined;
	}

	async #extend(held: Held): Promise<void> {
		const until = this.#parts.now() + IDLE_MS;
		if (until - held.until >= EXTEND_AFTER_MS) await this.#parts.keys.extend(this.#slot, held.id, until);
	}

	/** What this tab has, if it belongs to the present key. */
	#own(keyId: string): Wrapped | undefined {
		const wrapped = parseWrapped(this.#parts.session.getItem(this.#item));
		return wrapped?.keyId === keyId ? wrapped : undefined;
	}

	/** Asks the other tabs for what belongs to the present key. */
	#ask(keyId: string): Promise<Wrapped | undefined> {
		return new Promise((resolve) => {
			const timeout = setTimeout(() => finish(undefined), ASK_MS);
			const finish = (wrapped: Wrapped | undefined) => {
				clearTimeout(timeout);
				this.#asked = undefined;
				this.#answer = undefined;
				if (wrapped) this.#save(wrapped);
				resolve(wrapped);
			};
			this.#answer = (wrapped) => {
				if (wrapped.keyId === keyId) finish(wrapped);
			};
			this.#say({ kind: "ask" });
		});
	}

	#hear(message: Message): void {
		if (message.kind === "have") this.#answer?.(message.wrapped);
		if (message.kind === "ask") {
			const wrapped = parseWrapped(this.#parts.session.getItem(this.#item));
			if (wrapped) this.#say({ kind: "have", wrapped });
		}
		if (message.kind === "locked") {
			this.#forget();
			this.#tellLocked();
		}
	}

	async #open(key: CryptoKey, wrapped: Wrapped): Promise<string | undefined> {
		try {
			const plain = await crypto.subtle.decrypt(this.#cipher(fromBase64(wrapped.iv)), key, fromBase64(wrapped.data));
			return fromUtf8(new Uint8Array(plain));
		} catch {
			this.#forget();
			return undefined;
		}
	}

	#cipher(iv: Bytes): AesGcmParams {
		return { name: "AES-GCM", iv, additionalData: utf8(this.#item) };
	}

	#save(wrapped: Wrapped): void {
		this.#parts.session.setItem(this.#item, JSON.stringify(wrapped));
	}

	#forget(): void {
		this.#parts.session.removeItem(this.#item);
	}

	#say(message: Message): void {
		this.#channel.postMessage(message);
	}

	#tellLocked(): void {
		this.#had = false;
		for (const callback of this.#locked) callback();
	}
}

/** What sessionStorage holds; anything else counts as nothing. */
function parseWrapped(text: string | null): Wrapped | undefined {
	try {
		const value = JSON.parse(text ?? "null") as Partial<Wrapped> | null;
		const { keyId, iv, data } = value ?? {};
		if (typeof keyId !== "string" || typeof iv !== "string" || typeof data !== "string") return undefined;
		return { keyId, iv, data };
	} catch {
		return undefined;
	}
}
