// What a page and its cleaning worker say to each other.
import type { Cleaned } from "./metadata/finding.ts";

/** From the page: a file to clean. */
export interface CleanerTask {
	readonly name: string;
	readonly file: Blob;
}

/** From the worker: that it has a task, then what came of it, or that what the kind needs could not be loaded. */
export type CleanerSays = "loaded" | "offline" | Cleaned;
