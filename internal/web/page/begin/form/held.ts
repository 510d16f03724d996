// Files that answer a question. They stay in this page's memory until the signal
// was received, and follow it then: a signal never waits for a file. Nothing of
// them is in the draft but their names.
import { alert, button, byId, element } from "../../../browser/lib/problems.ts";
import type { Question, Questionnaire } from "../../../browser/lib/questionnaire.ts";
import type { OwnKey } from "../../../browser/lib/send.ts";
import { text } from "../../../browser/text.ts";
import type { FileAdder, SealedTexts, Sealing } from "./attach.ts";

/** What the list of one question needs from the page. */
export interface HeldParts {
	changed(): void;
	busy(): void;
	withSession<T>(what: () => Promise<T>): Promise<T>;
}

/** Seals as soon as there is something to seal to. */
class LaterSealing implements Sealing {
	sealing: Sealing | undefined;
	readonly seal: Sealing["seal"] = (...words) => this.#there().seal(...words);
	readonly sealPart: Sealing["sealPart"] = (...part) => this.#there().sealPart(...part);

	#there(): Sealing {
		if (!this.sealing) throw new Error("nothing is sealed before the signal was received");
		return this.sealing;
	}
}

/** The files of one question. */
export class Held {
	readonly label: string;
	readonly place: HTMLElement;
	readonly #texts: Sealing;
	readonly #parts: HeldParts;
	#adder: FileAdder | undefined;

	constructor({ id, kind }: Question, label: string, texts: Sealing, parts: HeldParts) {
		this.label = label;
		this.place = byId(`field-${id}`).querySelector<HTMLElement>(".held")!;
		this.#texts = texts;
		this.#parts = parts;
		if (kind === "voice") this.#onRecord();
		else this.#onPick();
	}

	/** The names of the files that are in this page. */
	get names(): readonly string[] {
		return this.#adder?.names ?? [];
	}

	/** The names of those that were not sent. */
	get left(): readonly string[] {
		return this.#adder?.left ?? [];
	}

	/** Sends them; resolves when nothing goes on by itself. */
	async send(): Promise<void> {
		await this.#adder?.sendThese();
	}

	/** Lets go of them. */
	close(): void {
		this.#adder?.close();
	}

	/** Says which files a draft names that this page does not have: they were in another one. */
	remember(names: readonly string[]): void {
		const lost = names.filter((name) => !this.names.includes(name));
		const place = this.place.querySelector<HTMLElement>(".held-lost")!;
		place.hidden = lost.length === 0;
		place.textContent = lost.length === 0 ? "" : text("answer.files-lost", { names: lost.join(", ") });
	}

	#onPick(): void {
		const input = this.place.querySelector("input")!;
		const first = (): void => {
			const files = [...(input.files ?? [])];
			input.value = "";
			void this.#load(({ FileAdder: Adder }) => {
				// From now on the adder listens itself.
				input.removeEventListener("change", first);
				this.#adder = this.#make(Adder);
				for (const file of files) this.#adder.add(file);
			});
		};
		input.addEventListener("change", first);
		input.disabled = false;
	}

	#onRecord(): void {
		const record = this.place.querySelector<HTMLButtonElement>(".record")!;
		const first = (): void => {
			void this.#load(({ FileAdder: Adder, Microphone }) => {
				record.removeEventListener("click", first);
				const adder = (this.#adder = this.#make(Adder));
				const microphone = new Microphone(this.place, (file, shown) => adder.add(file, shown), this.#parts.busy);
				void microphone.record();
			});
		};
		record.addEventListener("click", first);
	}

	#make(Adder: typeof FileAdder): FileAdder {
		const { changed, busy, withSession } = this.#parts;
		return new Adder(this.place, { texts: this.#texts, withSession, busy, changed, added: () => undefined });
	}

	async #load(use: (loaded: typeof import("./attach.ts")) => void): Promise<void> {
		const said = this.place.querySelector<HTMLElement>(".file-said")!;
		try {
			const loaded = await import("./attach.ts");
			said.textContent = "";
			if (!this.#adder) use(loaded);
		} catch {
			said.textContent = `${text("file.offline")} ${text("answer.pick-again")}`;
		}
	}
}

/** The files of all questions. */
export class AllHeld {
	readonly #later = new LaterSealing();
	readonly #held = new Map<string, Held>();
	#texts: SealedTexts | undefined;

	constructor(form: Questionnaire, lang: "nl" | "en", parts: HeldParts) {
		for (const q of form.steps.flatMap((step) => step.questions)) {
			if (q.files) this.#held.set(q.id, new Held(q, q.label[lang], this.#later, parts));
		}
	}

	get byQuestion(): ReadonlyMap<string, Held> {
		return this.#held;
	}

	/** Whether there are files that were not sent. */
	get unsent(): boolean {
		return [...this.#held.values()].some((one) => one.left.length > 0);
	}

	/**
	 * Sends the files of the questions that were asked, after the signal; resolves
	 * when nothing goes on by itself. What it says stands in the page.
	 */
	async send(org: string, identity: string, key: OwnKey, asked: ReadonlySet<string>, box: string): Promise<void> {
		const held = [...this.#held].filter(([id, one]) => asked.has(id) && one.names.length > 0).map(([, one]) => one);
		if (held.length === 0) return;
		const { SealedTexts: Texts } = await import("./attach.ts");
		this.#texts = new Texts({ org, open: "/api/box/open", boxes: [{ name: "conversation", key: key.content, recipient: key.recipient }] }, identity);
		this.#later.sealing = this.#texts;
		byId("sent-files").hidden = false;
		byId("sent-files-lists").replaceChildren(...held.map(shown));
		for (const one of held) await one.send();
		this.#told(held, box);
	}

	/** Lets go of everything: the page is being left, or locked. */
	close(): void {
		for (const one of this.#held.values()) one.close();
		this.#texts?.close();
	}

	#told(held: readonly Held[], box: string): void {
		const left = held.flatMap((one) => one.left);
		const place = byId("sent-files-told");
		if (left.length === 0) {
			place.replaceChildren(alert("ok", text("answer.sent-all")));
			return;
		}
		const made = alert("warning", text("answer.sent-not"), text("answer.sent-not-names", { names: left.join(", ") }), text("answer.sent-not-how"));
		const again = button("utrecht-button utrecht-button--secondary-action", text("answer.sent-again"), () => {
			place.replaceChildren();
			void Promise.all(held.map((one) => one.send())).then(() => this.#told(held, box));
		});
		const link = document.createElement("a");
		link.className = "utrecht-link utrecht-link--html-a";
		link.href = box;
		link.textContent = text("begin.sent-go");
		const actions = element("div", "actions");
		actions.append(again, link);
		made.append(actions);
		place.replaceChildren(made);
	}
}

/** The list of a question, taken from the form into what is shown after sending. */
function shown(one: Held): HTMLElement {
	const around = element("div", "flow");
	around.append(element("p", "utrecht-paragraph", one.label), one.place);
	for (const left of one.place.querySelectorAll("input.file-input, label.utrecht-form-label, .recorder, .held-lost")) left.remove();
	return around;
}
