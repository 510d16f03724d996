// Keeps what somebody of staff typed and did not send: in this tab at once
// (staffdraft.ts), and on the server a little later, so that it is there after
// signing out and on another machine. The server has it sealed to its writer alone.
//
// Rules:
//
//   - A save names the one that it goes on from. If another tab or machine saved or
//     sent meanwhile, nothing is written over: both texts are there until the person
//     says which one goes on.
//   - One save of a form at a time, and again by itself when the server could not be
//     reached. What may have arrived is remembered, so that a lost answer is no
//     other text.
//   - What is sent names the saves that it was made of, and the server forgets them
//     with it.
import { Failure, record } from "./api.ts";
import { fromBase64, toBase64, utf8 } from "./bytes.ts";
import { derive } from "./derive.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { openObject, seal } from "./seal.ts";
import type { Drafts, Unsent } from "./staffdraft.ts";

/** How long after the last key the server has it, and how often while somebody types on. */
export const SEND_MS = 2_000;
export const AT_LEAST_MS = 10_000;
/** How soon it is tried again when the server was not there. */
export const AGAIN_MS = 15_000;
/** How many saves that may have arrived are remembered, as the server takes them. */
const MAX_TRIED = 8;

/** What is typed and chosen in a form. */
export interface Words {
	readonly text: string;
	/** The answers of a record, as its form writes them. */
	readonly answers?: string;
}

/** A draft as the server has it. */
export interface Kept extends Words {
	readonly form: string;
	readonly mark: string;
	readonly at: Date;
}

/** How it stands with a form. */
export type KeepState =
	| { readonly state: "kept"; readonly at: Date }
	/** It is in this tab, and tried again by itself. */
	| { readonly state: "later" }
	/** It stays in this tab alone. */
	| { readonly state: "failed"; readonly error: unknown }
	/** Another text is there, or, undefined, what was there was sent or emptied elsewhere. */
	| { readonly state: "differs"; readonly other: Kept | undefined };

/** What a form begins with. */
export interface Beginning {
	readonly unsent?: Unsent;
	/** When the server kept it; undefined if only this tab has it. */
	readonly at?: Date;
	/** Whether the two differ, and the text of the other. */
	readonly differs?: { readonly other: Kept | undefined };
}

/** What keeping stands on; tests give their own. */
export interface KeeperParts {
	readonly org: string;
	readonly dossier: string;
	readonly own: Identity;
	readonly shelf: Pick<Drafts, "save" | "load" | "drop" | "forms">;
	/** Asks the server about this dossier; throws a Failure. leaving: the page goes. */
	post(act: string, body: unknown, leaving: boolean): Promise<unknown>;
	tell(form: string, state: KeepState): void;
	/** setTimeout and clearTimeout. */
	wait(ms: number, then: () => void): () => void;
	now(): number;
}

/** One form's saves. */
interface Line {
	/** The save that the next one goes on from; "" if there is none. */
	base: string;
	/** Saves of this page that may have arrived. */
	tried: string[];
	words: Words;
	/** Whether words has what the server has not. */
	dirty: boolean;
	/** When the first such key was. */
	since: number | undefined;
	running: Promise<void> | undefined;
	cancel: () => void;
	/** Nothing is saved: it is being sent. */
	stopped: boolean;
	/** Set while the person has not said which text goes on. */
	differs: { readonly other: Kept | undefined } | undefined;
}

const OPEN_NAME = /^(acknowledge|message|feedback|answer-demand|ask|ask-consent|ask-consent-other)-[0-9a-f]{32}$/;

/** The forms of one dossier. */
export class Keeper {
	readonly #parts: KeeperParts;
	readonly #lines = new Map<string, Line>();
	/** What the server had when the page began, by form. */
	readonly #found = new Map<string, Kept>();
	/** Names of rows that this key does not open, with their marks. */
	readonly #closed = new Map<string, string>();
	#loaded = false;

	constructor(parts: KeeperParts) {
		this.#parts = parts;
	}

	/** Asks what the server has. Without an answer only this tab's is there, until a save says more. */
	async load(): Promise<void> {
		try {
			for (const one of await this.#list()) this.#found.set(one.form, one);
			this.#loaded = true;
		} catch {
			// A save will say whether there is something.
		}
	}

	/** What a form begins with. */
	async begin(form: string): Promise<Beginning> {
		const line = this.#line(form);
		const local = await this.#parts.shelf.load(form);
		const there = this.#found.get(form);
		if (!this.#loaded) {
			line.base = local?.based ?? "";
			return local ? { unsent: local } : {};
		}
		line.base = there?.mark ?? this.#closed.get(await this.#name(form)) ?? "";
		if (local?.sealed) return { unsent: local }; // on its way: the same bytes go again
		if (!there) return this.#only(form, line, local);
		if (!local || (local.kept === true && local.based !== there.mark)) {
			await this.#parts.shelf.save(form, { ...wordsOf(there), based: there.mark, kept: true });
			return { unsent: wordsOf(there), at: there.at };
		}
		if (local.based === there.mark || same(local, there)) {
			if (local.kept !== true) this.#later(form, line, local);
			return { unsent: local, at: there.at };
		}
		line.differs = { other: there };
		line.words = wordsOf(local);
		return { unsent: local, differs: line.differs };
	}

	/** What a form begins with of which the server has nothing. */
	#only(form: string, line: Line, local: Unsent | undefined): Beginning {
		if (!local) return {};
		if (local.based === undefined || local.based === "") {
			this.#later(form, line, local);
			return { unsent: local };
		}
		if (local.kept === true) {
			this.#parts.shelf.drop(form); // it was sent or emptied elsewhere
			return {};
		}
		line.differs = { other: undefined };
		line.words = wordsOf(local);
		return { unsent: local, differs: line.differs };
	}

	/** The drafts of forms that are not on this page. */
	async elsewhere(here: ReadonlySet<string> | ReadonlyMap<string, unknown>): Promise<{ form: string; unsent: Unsent }[]> {
		const all: { form: string; unsent: Unsent }[] = [];
		for (const form of new Set([...this.#found.keys(), ...this.#parts.shelf.forms()])) {
			if (here.has(form)) continue;
			const { unsent } = await this.begin(form);
			if (unsent) all.push({ form, unsent });
		}
		return all;
	}

	/** Keeps what a form holds: in the tab now, on the server soon. Says whether the tab has it. */
	async save(form: string, unsent: Unsent): Promise<boolean> {
		const line = this.#line(form);
		if (unsent.sealed === undefined) this.#later(form, line, unsent);
		return this.#shelve(form, line, unsent, false);
	}

	#shelve(form: string, line: Line, unsent: Unsent, kept: boolean): Promise<boolean> {
		return this.#parts.shelf.save(form, { ...unsent, based: line.base, kept });
	}

	/** Saves on the server now what it has not: the page goes out of sight, or the session ends. It never throws. */
	async flush(leaving = false): Promise<void> {
		await Promise.all([...this.#lines].map(([form, line]) => this.#run(form, line, leaving)));
	}

	/** Nothing is saved while a form is being sent. Resolves when nothing is on its way. */
	async stop(form: string): Promise<void> {
		const line = this.#line(form);
		line.stopped = true;
		line.cancel();
		await line.running;
	}

	/** It was not sent: what is typed is saved again. */
	resume(form: string, unsent: Unsent): void {
		const line = this.#line(form);
		line.stopped = false;
		if (unsent.sealed === undefined) this.#later(form, line, unsent);
	}

	/** What a form was made of, as the server reads it in the header X-Draft; "" if it kept nothing. */
	async madeOf(form: string): Promise<string> {
		const marks = this.#marks(this.#line(form));
		return marks.length === 0 ? "" : [await this.#name(form), ...marks].join(" ");
	}

	/** It was sent: nothing of it is kept. */
	sent(form: string): void {
		const line = this.#line(form);
		line.cancel();
		line.dirty = false;
		line.base = "";
		line.tried = [];
		this.#found.delete(form);
		this.#parts.shelf.drop(form);
	}

	/** Forgets a draft, here and on the server: its words are in another form now. */
	async drop(form: string): Promise<void> {
		const line = this.#line(form);
		line.differs = undefined;
		this.#later(form, line, { text: "" });
		this.#parts.shelf.drop(form);
		this.#found.delete(form);
		await this.#run(form, line, false);
	}

	/** Whether the person has yet to say which text of a form goes on. */
	differs(form: string): boolean {
		return this.#line(form).differs !== undefined;
	}

	/** The person said which text goes on: it is saved over the other. */
	async settle(form: string, unsent: Unsent): Promise<boolean> {
		const line = this.#line(form);
		line.base = line.differs?.other?.mark ?? "";
		line.tried = [];
		line.differs = undefined;
		const kept = await this.save(form, unsent);
		void this.#run(form, line, false);
		return kept;
	}

	#later(form: string, line: Line, unsent: Unsent): void {
		line.words = wordsOf(unsent);
		line.dirty = true;
		line.since ??= this.#parts.now();
		this.#plan(form, line, Math.min(SEND_MS, Math.max(0, line.since + AT_LEAST_MS - this.#parts.now())));
	}

	#plan(form: string, line: Line, ms: number): void {
		line.cancel();
		if (!line.stopped && !line.differs) line.cancel = this.#parts.wait(ms, () => void this.#run(form, line, false));
	}

	/** Saves until the server has all, or something is in the way. */
	async #run(form: string, line: Line, leaving: boolean): Promise<void> {
		line.cancel();
		await line.running;
		if (line.running) return line.running; // somebody else was waiting too, and began
		line.running = this.#saveAll(form, line, leaving).finally(() => {
			line.running = undefined;
		});
		await line.running;
	}

	async #saveAll(form: string, line: Line, leaving: boolean): Promise<void> {
		while (line.dirty && !line.stopped && !line.differs) {
			const words = line.words;
			line.dirty = false;
			try {
				await this.#send(form, line, words, leaving);
			} catch (error) {
				line.dirty = true;
				if (!(await this.#mend(form, line, words, error))) return;
				continue;
			}
			if (line.dirty) continue;
			line.since = undefined;
			if (words.text === "" && words.answers === undefined) return;
			await this.#shelve(form, line, words, true);
			this.#parts.tell(form, { state: "kept", at: new Date(this.#parts.now()) });
		}
	}

	async #send(form: string, line: Line, words: Words, leaving: boolean): Promise<void> {
		const name = await this.#name(form);
		if (words.text === "" && words.answers === undefined) {
			const marks = this.#marks(line);
			if (marks.length > 0) await this.#parts.post("draft-drop", { form: name, marks }, leaving);
			line.base = "";
			line.tried = [];
			return;
		}
		const { org, dossier, own } = this.#parts;
		const { id, bytes } = await seal(org, "draft", JSON.stringify({ dossier, form, ...words }), [await recipientOf(own)]);
		line.tried = [...line.tried, id].slice(-MAX_TRIED + 1);
		await this.#parts.post("draft", { form: name, ...(line.base === "" ? {} : { after: line.base }), sealed: toBase64(bytes) }, leaving);
		line.base = id;
		line.tried = [];
	}

	/** After a save that was not taken: whether to go on at once. */
	async #mend(form: string, line: Line, words: Words, error: unknown): Promise<boolean> {
		if (error instanceof Failure && error.code === "draft.changed") return this.#compare(form, line, words);
		if (error instanceof Failure && error.again) {
			this.#parts.tell(form, { state: "later" });
			this.#plan(form, line, AGAIN_MS);
			return false;
		}
		this.#parts.tell(form, { state: "failed", error });
		return false;
	}

	/** Another save is there than the one that this goes on from: our own, or that of another tab. */
	async #compare(form: string, line: Line, words: Words): Promise<boolean> {
		let there: Kept | undefined;
		try {
			there = (await this.#list()).find((one) => one.form === form);
		} catch (error) {
			return this.#mend(form, line, words, error instanceof Failure ? error : new Failure("offline"));
		}
		const unreadable = this.#closed.get(await this.#name(form));
		if (there && line.tried.includes(there.mark)) {
			line.base = there.mark; // the answer was lost
		} else if (there && same(there, words)) {
			line.base = there.mark;
		} else if (!there && unreadable !== undefined && unreadable !== line.base) {
			line.base = unreadable;
		} else {
			line.differs = { other: there };
			this.#parts.tell(form, { state: "differs", other: there });
			return false;
		}
		line.tried = [];
		return true;
	}

	#marks(line: Line): string[] {
		return [line.base, ...line.tried].filter((mark) => mark !== "");
	}

	#line(form: string): Line {
		let line = this.#lines.get(form);
		if (!line) {
			line = {
				base: "", tried: [], words: { text: "" }, dirty: false, since: undefined, running: undefined,
				cancel: () => undefined, stopped: false, differs: undefined,
			};
			this.#lines.set(form, line);
		}
		return line;
	}

	/** Under which name the server has a form: of what is internal it learns nothing. */
	async #name(form: string): Promise<string> {
		if (OPEN_NAME.test(form)) return form;
		const { org, dossier, own } = this.#parts;
		const name = await derive(utf8(own), "gehoor draft v1", org, `/${dossier}/${form}`);
		return `~${toBase64(name).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_")}`;
	}

	/** What the server has, opened. What this key does not open, or what was put in another's place, is no draft. */
	async #list(): Promise<Kept[]> {
		const { drafts } = record(await this.#parts.post("drafts", {}, false));
		const all: Kept[] = [];
		this.#closed.clear();
		for (const one of Array.isArray(drafts) ? drafts : []) {
			const { form: name, mark, keptAt, sealed } = record(one);
			if (typeof name !== "string" || typeof mark !== "string" || typeof keptAt !== "string" || typeof sealed !== "string") continue;
			const words = await this.#open(name, sealed);
			if (words) all.push({ ...words, mark, at: new Date(keptAt) });
			else this.#closed.set(name, mark);
		}
		return all;
	}

	async #open(name: string, sealed: string): Promise<(Words & { form: string }) | undefined> {
		const { org, dossier, own } = this.#parts;
		try {
			const { dossier: of, form, text, answers } = await openObject(own, org, "draft", fromBase64(sealed));
			if (of !== dossier || typeof form !== "string" || typeof text !== "string" || (await this.#name(form)) !== name) return undefined;
			return { form, text, ...(typeof answers === "string" ? { answers } : {}) };
		} catch {
			return undefined;
		}
	}
}

const wordsOf = ({ text, answers }: Words): Words => (answers === undefined ? { text } : { text, answers });

const same = (a: Words, b: Words): boolean => a.text === b.text && a.answers === b.answers;
