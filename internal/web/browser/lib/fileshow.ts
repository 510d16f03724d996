// A file in a conversation or among the notes: what it is, a button to look at it
// in the viewer (filelook.ts), and one to save it. Nothing of it is ever run or
// shown in this page: its maker may be anybody.
import { text } from "../text.ts";
import { Failure } from "./api.ts";
import { get } from "./apibytes.ts";
import type { CompartmentName } from "./compartment.ts";
import { type Manifest, readManifest } from "./file.ts";
import { fetchBytes, fetchFile, type FetchMeans } from "./filefetch.ts";
import type { FileLook } from "./filelook.ts";
import { fileTrouble, sizeText } from "./filetext.ts";
import { notLookable } from "./lookable.ts";
import { button, element } from "./problems.ts";
import type { SealedTexts, Show } from "./sealedtext.ts";

/** What showing files stands on. */
export interface FileShowParts {
	readonly lang: string;
	/** What stands before "file/…" in the address of a part. */
	readonly path: string;
	readonly texts: () => SealedTexts;
	/** Does something that needs a session; comes in again and does it once more where that can be. */
	withSession<T>(what: () => Promise<T>): Promise<T>;
	/** A file is on its way: the key stays unlocked. */
	busy(): void;
	/** Where files are looked at. */
	readonly look: FileLook;
}

/** How long a browser gets to begin with saving before the memory is given back, in milliseconds. */
const SAVING_MS = 60_000;

/** Shows files whose manifest was opened. */
export function fileShow(parts: FileShowParts): Show {
	return (place, words) => {
		const { content = "", box = "conversation" } = place.dataset;
		try {
			place.replaceChildren(shown(readManifest(words), content, box as CompartmentName, parts));
		} catch (error) {
			place.textContent = fileTrouble(error);
		}
	};
}

function shown(file: Manifest, content: string, box: CompartmentName, parts: FileShowParts): HTMLElement {
	const block = element("div", "file-row flow");
	const head = element("p", "file-name");
	head.append(element("strong", "", file.name), " ", element("span", "file-size", sizeText(file.length)));
	const actions = element("div", "file-actions");
	block.append(head, actions);
	const why = notLookable(file);
	if (why === undefined) actions.append(looking(file, content, box, parts));
	else block.append(element("p", "file-note", why === "kind" ? text("file.look-kind") : text("file.look-large")));
	const { go, bar, status } = saving(file, content, box, parts);
	actions.append(go);
	block.append(bar, status);
	return block;
}

/** The button that shows the file. */
function looking(file: Manifest, content: string, box: CompartmentName, parts: FileShowParts): HTMLElement {
	const act = (): void =>
		void parts.look.look(file, (tell, signal) => {
			const told = (got: number): void => {
				tell(got);
				parts.busy();
			};
			return fetchBytes(file, fileMeans(content, box, parts, signal), told, signal);
		});
	return button("file-look utrecht-button utrecht-button--secondary-action", text("file.look"), act, text("file.look-name", { name: file.name }));
}

/** The button that saves the file, how far that is, and what became of it. */
function saving(file: Manifest, content: string, box: CompartmentName, parts: FileShowParts): Record<"go" | "bar" | "status", HTMLElement> {
	const bar = document.createElement("progress");
	bar.max = Math.max(file.length, 1);
	bar.hidden = true;
	bar.ariaLabel = text("file.fetching-name", { name: file.name });
	const status = element("p", "file-status");
	status.role = "status";
	let stop: AbortController | undefined;
	const act = (): void => {
		if (stop) stop.abort();
		else void fetching();
	};
	const go = button("file-save utrecht-button utrecht-button--secondary-action", text("file.fetch"), act, text("file.fetch-name", { name: file.name }));
	const tell = (got: number): void => {
		bar.value = got;
		status.textContent = text("file.fetching", { got: sizeText(got), size: sizeText(file.length) });
		parts.busy();
	};
	const fetching = async (): Promise<void> => {
		stop = new AbortController();
		const { signal } = stop;
		bar.hidden = false;
		bar.value = 0;
		label(go, text("file.stop"), text("file.stop-name", { name: file.name }));
		try {
			save(await fetchFile(file, fileMeans(content, box, parts, signal), tell, signal), file.name);
			status.textContent = text("file.fetched");
		} catch (error) {
			status.textContent = signal.aborted ? text("file.fetch-stopped") : fileTrouble(error);
		} finally {
			stop = undefined;
			bar.hidden = true;
			label(go, text("file.fetch"), text("file.fetch-name", { name: file.name }));
		}
	};
	return { go, bar, status };
}

function label(one: HTMLButtonElement, words: string, more: string): void {
	one.textContent = words;
	one.ariaLabel = more;
}

/** How often a part is asked for again when the line breaks. */
const TRIES = 4;

/** Gets the parts of one file, again where that can help, and opens them. */
/** How the parts of a file come, and are opened. */
export function fileMeans(content: string, box: CompartmentName, parts: FileShowParts, signal: AbortSignal): FetchMeans {
	const once = (part: string) => parts.withSession(() => get(parts.lang, `${parts.path}file/${content}/${part}`, signal));
	return {
		get: async (part) => {
			for (let left = TRIES; ; left--) {
				try {
					return await once(part);
				} catch (error) {
					if (left === 1 || signal.aborted || !(error instanceof Failure) || !error.again) throw error;
					await new Promise((resolve) => setTimeout(resolve, 1_000 * (TRIES - left + 1)));
				}
			}
		},
		open: (part, sealed) => parts.texts().openPart(box, part, sealed),
	};
}

/** Has the browser save a blob under a name. */
function save(blob: Blob, name: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), SAVING_MS);
}
