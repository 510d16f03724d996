// What the server put into the page (page/watch/watch.go): in which dossiers the names are
// that may be compared, and what changes are called.
import type { BoxKey } from "../opener.ts";
import type { Kind } from "./kinds.ts";

/** A reporter who agreed. */
export interface Watched {
	readonly reference: string;
	/** The dossier, and where a change is recorded in it. */
	readonly path: string;
	readonly write: string;
	readonly open: string;
	readonly boxes: readonly BoxKey[];
	/** The content that says who the reporter is. */
	readonly who: string;
	readonly from: string;
	readonly until: string;
	/** What was recorded before, in a sentence; "" for nothing. */
	readonly recorded: string;
}

export interface WatchPage {
	readonly org: string;
	readonly all: readonly Watched[];
	readonly kinds: readonly { readonly kind: Kind; readonly label: string }[];
}

export function watchPage(): WatchPage {
	return JSON.parse(document.getElementById("watch-data")?.textContent ?? '{"org":"","all":[],"kinds":[]}') as WatchPage;
}

/** The name in what a reporter said of who they are; "" if there is none. */
export function nameIn(words: string): string {
	try {
		const { name } = JSON.parse(words) as { name?: unknown };
		return typeof name === "string" ? name.trim() : "";
	} catch {
		return "";
	}
}
