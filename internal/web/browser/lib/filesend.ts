// Sends one file: part after part is read, sealed and put, and then the file is
// added, which binds the whole. A part that arrived is never sent again as long as
// the page lives; a line that breaks is tried again, and then waits for a person.
import { Failure } from "./api.ts";
import type { Bytes } from "./bytes.ts";
import { OTHER_KEY } from "./ownwords.ts";
import { MAX_FILE, partsOf, type PartName, span, WholeHash, writeManifest } from "./file.ts";

/** A part, and which of the compartment's keys it is sealed to. */
export interface SealedPart {
	readonly id: string;
	readonly bytes: Bytes;
	readonly epoch?: number;
}

/** What sending stands on; tests give their own. */
export interface FileMeans {
	/** Seals bytes, which are handed over; throws a Failure. */
	seal(bytes: Bytes): Promise<SealedPart>;
	/** Seals what the file is. */
	sealManifest(text: string): Promise<{ readonly id: string; readonly base64: string; readonly epoch?: number }>;
	/** Says which parts need not be sent, and refuses early if the rest has no room; throws a Failure. */
	there(bytes: number, ids: readonly string[]): Promise<readonly string[]>;
	/** Puts a part; tell says how many bytes have left. Throws a Failure; ends early with the signal. */
	put(id: string, bytes: Bytes, tell: (sent: number) => void, signal: AbortSignal): Promise<void>;
	/** Adds the file, sealed to keys of this epoch or later; throws a Failure. */
	add(manifest: string, parts: readonly PartName[], epoch: number): Promise<void>;
	/** Takes the keys that there are now, so that a file can be sealed anew; throws a Failure. */
	renew?(): Promise<void>;
	/** Waits, for what is tried again. */
	wait(ms: number): Promise<void>;
}

/** How far a file is. */
export type FileState =
	| { readonly kind: "waiting" }
	| { readonly kind: "sending"; readonly sent: number }
	/** A person paused it, or the line broke (error): it can go on from here. */
	| { readonly kind: "paused"; readonly sent: number; readonly error?: unknown }
	/** It cannot be sent. */
	| { readonly kind: "refused"; readonly error: unknown }
	| { readonly kind: "cancelled" }
	/** It was added, under this name. */
	| { readonly kind: "sent"; readonly id: string };

/** How long to wait before each new try, in milliseconds: half a minute in all. */
export const TRY_AGAIN_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

/** One file on its way. */
export class FileSender {
	readonly #file: Blob;
	readonly #name: string;
	readonly #means: FileMeans;
	readonly #tell: (state: FileState) => void;
	#hash = new WholeHash();
	#parts: PartName[] = [];
	/** The oldest key that something of it is sealed to. */
	#epoch = Number.POSITIVE_INFINITY;
	#renewed = false;
	/** A part that was sealed and is not known to be there. */
	#ready: { readonly id: string; readonly bytes: Bytes } | undefined;
	/** What the file is, sealed once: the same bytes again are the same file. */
	#manifest: { readonly id: string; readonly base64: string; readonly epoch?: number } | undefined;
	#stop = new AbortController();
	#running: Promise<void> | undefined;
	#cancelled = false;
	state: FileState = { kind: "waiting" };

	constructor(file: Blob, name: string, means: FileMeans, tell: (state: FileState) => void) {
		this.#file = file;
		this.#name = name;
		this.#means = means;
		this.#tell = tell;
	}

	/** How many bytes the file has. */
	get size(): number {
		return this.#file.size;
	}

	/** Starts, or goes on; resolves when it is sent or does not go on by itself. It never throws. */
	go(): Promise<void> {
		if (this.#cancelled || this.state.kind === "sent" || this.state.kind === "refused") return Promise.resolve();
		this.#running ??= this.#run().finally(() => (this.#running = undefined));
		return this.#running;
	}

	/** A paused file waits for its turn again. */
	again(): void {
		if (this.state.kind === "paused") this.#say({ kind: "waiting" });
	}

	/** Stops after what cannot be stopped; go goes on. */
	pause(): void {
		this.#stop.abort();
	}

	/** Gives up. What was sent already goes by itself after some days. */
	cancel(): void {
		this.#cancelled = true;
		this.#stop.abort();
		this.#ready = undefined;
		if (!this.#running && this.state.kind !== "sent") this.#say({ kind: "cancelled" });
	}

	async #run(): Promise<void> {
		this.#stop = new AbortController();
		try {
			this.#sent(0);
			if (this.size > MAX_FILE) throw new Failure("file.too-large", "", 413);
			await this.#trying(() => this.#ask());
			while (this.#parts.length < partsOf(this.size)) await this.#part();
			try {
				await this.#trying(() => this.#add());
			} catch (error) {
				if (!(await this.#anew(error))) throw error;
				await this.#run();
				return;
			}
			this.#say({ kind: "sent", id: this.#manifest?.id ?? "" });
		} catch (error) {
			this.#ended(error);
		}
	}

	#ended(error: unknown): void {
		const sent = this.#done();
		if (this.#cancelled) this.#say({ kind: "cancelled" });
		else if (this.#stop.signal.aborted) this.#say({ kind: "paused", sent });
		else if (error instanceof Failure && (error.again || error.ended)) this.#say({ kind: "paused", sent, error });
		else this.#say({ kind: "refused", error });
	}

	/** Looks whether there is room before a long file is read. */
	async #ask(): Promise<void> {
		const there = await this.#means.there(this.size - this.#done(), this.#ready ? [this.#ready.id] : []);
		if (this.#ready && there.includes(this.#ready.id)) this.#keep(this.#ready);
	}

	/** One part: read, sealed, sent. A part that is sealed already is only sent. */
	async #part(): Promise<void> {
		if (!this.#ready) {
			const { from, to } = span(this.#parts.length, this.size);
			const bytes = await this.#read(from, to);
			await this.#hash.add(bytes);
			const sealed = await this.#means.seal(bytes);
			this.#ready = sealed;
			this.#epoch = Math.min(this.#epoch, sealed.epoch ?? this.#epoch);
		}
		const part = this.#ready;
		let tries = 0;
		await this.#trying(async () => {
			// A part whose answer was lost may be there.
			if (tries++ > 0) await this.#ask();
			if (this.#ready !== part) return;
			await this.#means.put(part.id, part.bytes, (sent) => this.#sent(sent), this.#stop.signal);
			this.#keep(part);
		});
	}

	async #read(from: number, to: number): Promise<Bytes> {
		try {
			return new Uint8Array(await this.#file.slice(from, to).arrayBuffer());
		} catch {
			// It was changed or moved since it was chosen.
			throw new Failure("file.unreadable", "", 400);
		}
	}

	#keep({ id, bytes }: { readonly id: string; readonly bytes: Bytes }): void {
		this.#parts.push({ id, size: bytes.length });
		this.#ready = undefined;
		this.#sent(0);
	}

	async #add(): Promise<void> {
		this.#manifest ??= await this.#means.sealManifest(
			writeManifest({ name: this.#name, media: this.#file.type, length: this.size, sha256: this.#hash.hex(), parts: this.#parts.map(({ id }) => id) }),
		);
		await this.#means.add(this.#manifest.base64, this.#parts, Math.min(this.#epoch, this.#manifest.epoch ?? this.#epoch));
	}

	/** The compartment has another key since it was sealed: with that it begins anew. Once; false if it cannot. */
	async #anew(error: unknown): Promise<boolean> {
		const { renew } = this.#means;
		if (!(error instanceof Failure) || error.code !== OTHER_KEY || !renew || this.#renewed) return false;
		this.#renewed = true;
		await renew();
		this.#hash = new WholeHash();
		this.#parts = [];
		this.#epoch = Number.POSITIVE_INFINITY;
		this.#ready = undefined;
		this.#manifest = undefined;
		return true;
	}

	/** Does something, again and again while that can help and nobody stops it. */
	async #trying(what: () => Promise<void>): Promise<void> {
		for (const ms of [...TRY_AGAIN_MS, undefined]) {
			if (this.#stop.signal.aborted) throw new Failure("offline");
			try {
				await what();
				return;
			} catch (error) {
				if (ms === undefined || !(error instanceof Failure) || !error.again || this.#stop.signal.aborted) throw error;
			}
			await Promise.race([this.#means.wait(ms), new Promise((resolve) => this.#stop.signal.addEventListener("abort", resolve))]);
		}
	}

	/** How many bytes of the file are known to be there. */
	#done(): number {
		return Math.min(span(this.#parts.length, this.size).from, this.size);
	}

	/** Says how many bytes have left, with so many of the part that is on its way. */
	#sent(now: number): void {
		this.#say({ kind: "sending", sent: Math.min(this.#done() + now, this.size) });
	}

	#say(state: FileState): void {
		this.state = state;
		this.#tell(state);
	}
}
