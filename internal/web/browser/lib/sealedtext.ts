// The page's side of opening: finds the <sealed-text> elements, has the worker
// open them, and puts the words in as text, never as markup. Each element is
// waiting, open, or failed with its reason and, where it can help, a button to
// try again. The server renders the waiting state (page/sealed/sealed.templ).
import { text } from "../text.ts";
import { worker } from "../worker.ts";
import { Failure } from "./api.ts";
import { troubleText } from "./apitext.ts";
import type { Bytes } from "./bytes.ts";
import type { CompartmentName } from "./compartment.ts";
import { type BoxKey, follow, type Item, type Opened, type SealedWords, type WordsType } from "./opener.ts";
import type { Call, FromWorker, Part, ToWorker } from "./openerwire.ts";

/** What the server put into the page for its sealed words (page/sealed). */
export interface SealedPage {
	readonly org: string;
	readonly open: string;
	readonly boxes: readonly BoxKey[];
}

/** Shows opened words in an element; the default sets its text. */
export type Show = (element: HTMLElement, words: string) => void;

type Answer = SealedWords | string | Part;

interface Waiting {
	resolve(answer: Answer): void;
	reject(failure: Failure): void;
}

/** Reads what the server put into the page. */
export function sealedPage(): SealedPage {
	return JSON.parse(document.getElementById("sealed")?.textContent ?? "{}") as SealedPage;
}

/** The sealed words of one page and one person. */
export class SealedTexts {
	readonly #worker = worker("sealed/open.js");
	readonly #show: Partial<Record<WordsType, Show>>;
	readonly #waiting = new Map<number, Waiting>();
	readonly #identity: string;
	#page: SealedPage;
	#ended: () => void = () => undefined;
	#calls = 0;

	constructor(page: SealedPage, identity: string, show: Partial<Record<WordsType, Show>> = {}) {
		this.#show = show;
		this.#page = page;
		this.#identity = identity;
		this.#worker.addEventListener("message", (event: MessageEvent<FromWorker>) => this.#hear(event.data));
		this.#worker.addEventListener("error", () => this.#broken());
		this.#begin();
	}

	/** The compartments of the page, with the keys that it knows. */
	get boxes(): readonly BoxKey[] {
		return this.#page.boxes;
	}

	/** Takes the keys that the compartments have now; throws a Failure if one does not follow from that of the page. */
	renew(boxes: readonly BoxKey[]): void {
		if (!follow(this.#page.boxes, boxes)) throw new Failure("key.unverified");
		this.#page = { ...this.#page, boxes };
		this.#begin();
	}

	#begin(): void {
		this.#say({ kind: "begin", unlocked: { ...this.#page, identity: this.#identity, lang: document.documentElement.lang } });
	}

	/** Opens everything in root that was not opened yet. */
	open(root: ParentNode = document): void {
		const items = elements(root).filter((element) => element.dataset["state"] === undefined).map((element) => this.#wait(element));
		if (items.length === 0) return;
		status(text("sealed.opening"));
		this.#say({ kind: "open", items });
	}

	/** Seals words to a compartment of the page; throws a Failure. */
	seal(box: CompartmentName, type: WordsType, words: string): Promise<SealedWords> {
		return this.#call((call) => ({ kind: "seal", call, box, type, text: words })) as Promise<SealedWords>;
	}

	/** Opens what was sealed on this page before and not sent; throws a Failure. */
	unseal(box: CompartmentName, type: WordsType, base64: string): Promise<string> {
		return this.#call((call) => ({ kind: "unseal", call, box, type, base64 })) as Promise<string>;
	}

	/** Seals a part of a file, whose bytes are handed over; throws a Failure. */
	sealPart(box: CompartmentName, bytes: Bytes): Promise<Part> {
		return this.#call((call) => ({ kind: "seal-part", call, box, bytes }), [bytes.buffer]) as Promise<Part>;
	}

	/** Opens a part of a file, whose sealed bytes are handed over; throws a Failure. */
	async openPart(box: CompartmentName, id: string, bytes: Bytes): Promise<Bytes> {
		const part = (await this.#call((call) => ({ kind: "open-part", call, box, id, bytes }), [bytes.buffer])) as Part;
		return part.bytes;
	}

	/** Calls back when the session turned out to be over. */
	onEnded(callback: () => void): void {
		this.#ended = callback;
	}

	/** Takes the words from the page and ends the worker: locked, or quick exit. */
	close(): void {
		this.#worker.terminate();
		for (const element of elements(document)) fail(element, text("sealed.locked"));
		status("");
	}

	#wait(element: HTMLElement): Item {
		element.dataset["state"] = "waiting";
		element.ariaBusy = "true";
		const { content = "", box = "conversation", type = "message" } = element.dataset;
		return { content, box: box as CompartmentName, type: type as WordsType };
	}

	#hear(message: FromWorker): void {
		if (message.kind === "opened") {
			this.#opened(message.opened);
			return;
		}
		const waiting = this.#waiting.get(message.call);
		this.#waiting.delete(message.call);
		if (message.kind === "not-done") waiting?.reject(new Failure(message.code, message.message));
		else if (message.kind === "sealed") waiting?.resolve(message.sealed);
		else waiting?.resolve(message.kind === "part" ? message.part : message.text);
	}

	#call(message: (call: number) => Call, hand: Transferable[] = []): Promise<Answer> {
		const call = ++this.#calls;
		return new Promise((resolve, reject) => {
			this.#waiting.set(call, { resolve, reject });
			this.#say(message(call), hand);
		});
	}

	#opened(opened: Opened): void {
		for (const element of elements(document).filter((one) => one.dataset["content"] === opened.content)) {
			if ("text" in opened) this.#fill(element, opened.text);
			else fail(element, troubleText(opened.code, opened.message), opened.again ? () => this.#again(element) : undefined);
		}
		if (!elements(document).some((one) => one.dataset["state"] === "waiting")) status(text("sealed.opened"));
		if ("code" in opened && opened.code === "sign-in.ended") this.#ended();
	}

	#fill(element: HTMLElement, words: string): void {
		element.dataset["state"] = "open";
		element.ariaBusy = "false";
		const show = this.#show[element.dataset["type"] as WordsType] ?? ((to, what) => (to.textContent = what));
		show(element, words);
	}

	#again(element: HTMLElement): void {
		delete element.dataset["state"];
		element.textContent = text("sealed.waiting");
		this.open(element.parentElement ?? document);
	}

	/** The worker's own script did not load or broke: everything that waits has failed. */
	#broken(): void {
		for (const element of elements(document).filter((one) => one.dataset["state"] === "waiting")) {
			fail(element, text("sealed.failed"));
		}
		for (const waiting of this.#waiting.values()) waiting.reject(new Failure("failed"));
		this.#waiting.clear();
	}

	#say(message: ToWorker, hand: Transferable[] = []): void {
		this.#worker.postMessage(message, hand);
	}
}

function elements(root: ParentNode): HTMLElement[] {
	return [...root.querySelectorAll<HTMLElement>("sealed-text")];
}

/** Says why words are not there, beside the place where they would be. */
function fail(element: HTMLElement, why: string, again?: () => void): void {
	element.dataset["state"] = "failed";
	element.ariaBusy = "false";
	const sentence = document.createElement("span");
	sentence.className = "sealed-trouble";
	sentence.textContent = why;
	element.replaceChildren(sentence);
	if (!again) return;
	const button = document.createElement("button");
	button.type = "button";
	button.className = "utrecht-button utrecht-button--secondary-action";
	button.textContent = text("sealed.again");
	button.addEventListener("click", again);
	element.append(" ", button);
}

/** Tells how far opening is, politely, where the page has a place for it. */
function status(words: string): void {
	const place = document.getElementById("sealed-status");
	if (place) place.textContent = words;
}
