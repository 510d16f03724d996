// Has a worker clean files before they are sealed: a large document does not stop
// the page, and one that takes for ever is stopped. The worker and what it needs
// for a kind are loaded when the first file of that kind is chosen.
import { worker } from "../worker.ts";
import { Failure } from "./api.ts";
import type { CleanerSays, CleanerTask } from "./cleanerwire.ts";
import type { Cleaned, Why } from "./metadata/finding.ts";

/** How long a person waits for one file, in milliseconds: a scan of 64 MB on an old telephone. */
export const CLEANING_MS = 60_000;

/** Cleans the files of one page, one after another. */
export class Cleaner {
	#worker: Worker | undefined;
	#last: Promise<unknown> = Promise.resolve();

	/**
	 * Shows and takes away what a file tells (metadata/clean.ts). Throws a Failure
	 * "offline" if the worker or its parts cannot be loaded, and nothing else.
	 */
	clean(file: File): Promise<Cleaned> {
		const mine = this.#last.then(() => this.#clean(file));
		this.#last = mine.catch(() => undefined);
		return mine;
	}

	/** Ends the worker; what is being cleaned is not answered any more. */
	close(): void {
		this.#worker?.terminate();
		this.#worker = undefined;
	}

	#clean(file: File): Promise<Cleaned> {
		const cleaning = (this.#worker ??= worker("cleaning/worker.js"));
		let loaded = false;
		return new Promise((resolve, reject) => {
			const stop = (why: Why): void => {
				this.close();
				resolve({ kind: "unknown", findings: [], why });
			};
			const late = setTimeout(() => stop("too-slow"), CLEANING_MS);
			const offline = (): void => {
				this.close();
				reject(new Failure("offline"));
			};
			cleaning.onmessage = ({ data }: MessageEvent<CleanerSays>) => {
				if (data === "loaded") {
					loaded = true;
					return;
				}
				clearTimeout(late);
				if (data === "offline") offline();
				else resolve(data);
			};
			// Before it has answered at all it was not loaded; after, it broke on this file.
			cleaning.onerror = () => {
				clearTimeout(late);
				if (loaded) stop("damaged");
				else offline();
			};
			cleaning.postMessage({ name: file.name, file } satisfies CleanerTask);
		});
	}
}
