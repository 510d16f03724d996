// The button that sends: what still stands in the way, how far it is, and what
// is said when it did not work.
import type { Form } from "../../../browser/lib/answers.ts";
import { Failure, type post } from "../../../browser/lib/api.ts";
import { errorText } from "../../../browser/lib/apitext.ts";
import type { Reporter } from "../../../browser/lib/code.ts";
import type { Diary } from "../../../browser/lib/diary.ts";
import { alert, byId, showProblems } from "../../../browser/lib/problems.ts";
import { type Answers, type Lang, who } from "../../../browser/lib/questionnaire.ts";
import { type OwnKey, type Progress, Sender } from "../../../browser/lib/send.ts";
import type { People } from "../../../browser/lib/sendpeople.ts";
import { text } from "../../../browser/text.ts";

/** What sending needs from the page. */
export interface SendParts {
	readonly org: string;
	readonly lang: Lang;
	readonly form: Form;
	readonly people: People;
	readonly reporter: Reporter;
	readonly post: typeof post;
	answers(): Answers;
	/** Leads to what is missing in an earlier step; true if something is. */
	missing(): boolean;
	/** The list of people changed under our hands. */
	listChanged(): Promise<void>;
	/** What the reporter kept before deciding. */
	diary?(): Diary | undefined;
	/** It is another than the one that was sent. */
	diaryChanged?(): Promise<void>;
	/** It was received; with this key files can follow. */
	sent(key: OwnKey): Promise<void>;
	/** Sending is at work, or nobody knows whether it arrived: nothing can be changed. */
	frozen(): void;
}

/** Refusals that mean: the list is another one than the reporter saw. */
const LIST = new Set(["dossier.holders-changed", "dossier.shares", "dossier.nobody-alone", "request.malformed"]);

/** The sending of one signal. */
export class Sending {
	readonly #parts: SendParts;
	readonly #sender: Sender;
	#busy = false;

	constructor(parts: SendParts) {
		this.#parts = parts;
		this.#sender = new Sender(parts.post);
	}

	/** Whether answers must stay as they are. */
	get frozen(): boolean {
		return this.#busy || this.#sender.unsure;
	}

	/** Shows whether the button can be pressed. */
	show(): void {
		const button = byId<HTMLButtonElement>("send");
		button.disabled = this.#busy || this.#parts.people.preview?.enough !== true;
		button.textContent = this.#sender.unsure ? text("begin.send-again") : text("begin.send");
	}

	/** Sends, if nothing stands in the way. */
	async send(): Promise<void> {
		if (this.#busy || (!this.#sender.unsure && (this.#parts.missing() || this.#nobodyMayKnow()))) return;
		const { preview } = this.#parts.people;
		if (!preview) return;
		this.#busy = true;
		this.#told();
		this.#parts.frozen();
		this.show();
		try {
			const { org, lang, form, people, reporter } = this.#parts;
			const struck = people.struck.map((one) => one.person);
			const answers = this.#parts.answers();
			const key = await this.#sender.send({ org, lang, form, answers, reporter, preview, struck, known: people.known, diary: this.#parts.diary?.() }, progress);
			await this.#parts.sent(key);
		} catch (error) {
			await this.#failed(error);
		} finally {
			this.#busy = false;
			byId("send-status").textContent = "";
			this.show();
			this.#parts.frozen();
		}
	}

	#nobodyMayKnow(): boolean {
		const { people, form, answers } = this.#parts;
		const missing = who(form, answers()) !== null && people.known.length === 0;
		const problems = missing ? [{ id: "field-known-0", text: text("begin.known-missing") }] : [];
		showProblems(byId("problems-place"), byId("who-lists"), problems);
		return missing;
	}

	async #failed(error: unknown): Promise<void> {
		if (error instanceof Failure && error.code === "diary.changed") await this.#parts.diaryChanged?.().catch(() => undefined);
		if (error instanceof Failure && LIST.has(error.code)) {
			await this.#parts.listChanged();
		} else if (this.#sender.unsure) {
			this.#told(alert("warning", text("begin.send-unsure-heading"), text("begin.send-unsure")));
		} else {
			this.#told(alert("error", text("begin.send-failed"), errorText(error)));
		}
	}

	#told(...what: HTMLElement[]): void {
		byId("send-told").replaceChildren(...what);
		if (what.length > 0) byId("send-told").focus();
	}
}

function progress(at: Progress): void {
	const status = byId("send-status");
	if (at === "checking") status.textContent = text("begin.sending-checking");
	else if (at === "sealing") status.textContent = text("begin.sending-sealing");
	else status.textContent = text("begin.sending-sending");
}
