// Shows an opened file in a frame that can do nothing but draw (decision 10): it
// has an origin of its own, no storage, no network, no way to the page around it
// and no way out. The page gives it the bytes and a name, and never a key.
import { lang, text } from "../text.ts";
import { Failure } from "./api.ts";
import type { FromViewer, NotShown, ToViewer } from "./viewerwire.ts";

/** What the viewer may do: run its scripts, and print. Not its origin's name, forms, windows, downloads or leaving. */
const SANDBOX = "allow-scripts allow-modals";
/** How long the viewer may take to load, in milliseconds: a slow line. */
const LOADING_MS = 30_000;

/** A file as it was opened. */
export interface OpenedFile {
	readonly name: string;
	readonly type: string;
	readonly bytes: ArrayBuffer;
}

/** A frame in which one file at a time is shown. The page must be served with frame-src 'self' (web.framing). */
export class Viewer {
	#frame: HTMLIFrameElement | undefined;
	#file: OpenedFile | undefined;
	#settle: { resolve(why: NotShown | undefined): void; reject(failure: Failure): void } | undefined;

	constructor(private readonly place: HTMLElement) {
		addEventListener("message", (event: MessageEvent<unknown>) => this.#heard(event));
		document.addEventListener("leave", () => this.close());
	}

	/**
	 * Shows a file in place of the one before. Answers why it is not shown, which
	 * the frame says too, or undefined when it is. The file's bytes are handed over
	 * and empty afterwards. Throws a Failure "offline" if the viewer does not load.
	 */
	show(file: OpenedFile): Promise<NotShown | undefined> {
		this.#end();
		this.#file = file;
		this.#frame = this.#newFrame(file.name);
		this.place.replaceChildren(this.#frame);
		return new Promise((resolve, reject) => {
			const late = setTimeout(() => {
				this.#end();
				reject(new Failure("offline"));
			}, LOADING_MS);
			this.#settle = {
				resolve: (why) => {
					clearTimeout(late);
					resolve(why);
				},
				reject: (failure) => {
					clearTimeout(late);
					reject(failure);
				},
			};
		});
	}

	/** Takes the file from the page. */
	close(): void {
		this.#end();
	}

	/** Gives the keyboard to what is shown. */
	focus(): void {
		this.#frame?.focus();
	}

	#end(): void {
		this.#frame?.remove();
		this.#frame = undefined;
		this.#file = undefined;
		this.#settle?.reject(new Failure("failed"));
		this.#settle = undefined;
	}

	#newFrame(name: string): HTMLIFrameElement {
		const frame = document.createElement("iframe");
		frame.className = "viewer-frame";
		frame.title = text("view.frame", { name });
		frame.setAttribute("sandbox", SANDBOX);
		frame.referrerPolicy = "no-referrer";
		frame.src = `/${lang}/bekijken`;
		return frame;
	}

	#heard(event: MessageEvent<unknown>): void {
		const to = this.#frame?.contentWindow;
		// Its origin has no name; only the window says who speaks.
		if (!to || event.source !== to) return;
		const said = event.data as FromViewer;
		if (said.kind === "ready" && this.#file) {
			const { name, type, bytes } = this.#file;
			this.#file = undefined;
			// There is no name to address an origin without one; frame-src lets nothing else into the frame.
			to.postMessage({ kind: "show", name, type, bytes } satisfies ToViewer, "*", [bytes]);
		} else if (said.kind === "shown") this.#settled(undefined);
		else if (said.kind === "not-shown") this.#settled(said.why);
		else if (said.kind === "escape") document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
	}

	#settled(why: NotShown | undefined): void {
		this.#settle?.resolve(why);
		this.#settle = undefined;
	}
}
