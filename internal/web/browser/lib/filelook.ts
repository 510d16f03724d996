// Looking at a file without saving it: fetched and opened as for saving, and then
// handed to the viewer (decision 10), in a dialog over the page
// (page/sealed/files.templ). It is for what the viewer can show; anything else is
// not fetched, and the person is told why.
import { text } from "../text.ts";
import type { Manifest } from "./file.ts";
import { fileTrouble, sizeText } from "./filetext.ts";
import { byId } from "./problems.ts";
import { Viewer } from "./viewer.ts";

/** Fetches a file's bytes; tell says how many are here. */
export type Fetching = (tell: (got: number) => void, signal: AbortSignal) => Promise<ArrayBuffer>;

/** The page's one place to look at files. */
export class FileLook {
	readonly #dialog = byId<HTMLDialogElement>("look");
	readonly #status = byId("look-status");
	readonly #bar = byId<HTMLProgressElement>("look-bar");
	readonly #viewer = new Viewer(byId("look-place"));
	#stop = new AbortController();

	constructor() {
		byId("look-close").addEventListener("click", () => this.close());
		// As if it stood at its place on the page, which the dialog covers.
		document.getElementById("look-leave")?.addEventListener("click", () => byId("leave").click());
		// However it is closed: the button, Escape, a telephone's way back.
		this.#dialog.addEventListener("close", () => {
			if (!this.#dialog.open) this.#forget();
		});
		// From inside the frame too (viewer.ts), where the dialog does not hear it.
		document.addEventListener("keydown", (event) => {
			if (event.key === "Escape") this.close();
		});
		document.addEventListener("leave", () => this.close());
	}

	/** Fetches and shows a file until it is closed; then the focus is back where it was. It never throws. */
	async look(file: Manifest, fetching: Fetching): Promise<void> {
		this.#forget();
		const { signal } = (this.#stop = new AbortController());
		this.#dialog.showModal();
		this.#progress(file, 0);
		try {
			const bytes = await fetching((got) => this.#progress(file, got), signal);
			if (signal.aborted) return;
			this.#bar.hidden = true;
			this.#status.textContent = "";
			// Why a file is not shown, the frame says itself.
			await this.#viewer.show({ name: file.name, type: file.media, bytes });
			if (!signal.aborted) this.#viewer.focus();
		} catch (error) {
			if (signal.aborted) return;
			this.#bar.hidden = true;
			this.#status.textContent = `${text("file.look-failed")} ${fileTrouble(error)}`;
		}
	}

	/** Takes the file from the page: closed, locked or left. */
	close(): void {
		this.#forget();
		this.#dialog.close();
	}

	#forget(): void {
		this.#stop.abort();
		this.#viewer.close();
		this.#status.textContent = "";
		this.#bar.hidden = true;
	}

	#progress(file: Manifest, got: number): void {
		this.#bar.hidden = false;
		this.#bar.max = Math.max(file.length, 1);
		this.#bar.value = got;
		this.#bar.ariaLabel = text("file.fetching-name", { name: file.name });
		this.#status.textContent = text("file.fetching", { got: sizeText(got), size: sizeText(file.length) });
	}
}
