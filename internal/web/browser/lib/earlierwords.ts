// Fetches and opens the words of earlier records, in other dossiers that this person may
// open, and compares new words with them.
import { compare, type Likeness, reasons } from "./alike.ts";
import { type BoxKey, Opener, type Opened } from "./opener.ts";

/** Where earlier words are, in one dossier, as the server says it. */
interface Place {
	readonly open: string;
	readonly boxes: readonly BoxKey[];
	readonly contents: readonly string[];
}

/** What comparing stands on. */
export interface Comparing {
	readonly org: string;
	readonly lang: string;
	readonly identity: string;
	/** Asks for the places of a kind; throws a Failure. */
	places(kind: string): Promise<unknown>;
}

const opened = new Map<string, Promise<readonly string[]>>();

/** Why words may be missing without that nothing was compared: they were erased meanwhile. */
const GONE = "not-found";

/**
 * The reasons of what was opened. One that is there and cannot be opened now, or none of
 * several, is no comparison: it throws.
 */
export function readable(all: readonly Opened[]): readonly string[] {
	const read = all.flatMap((one) => ("text" in one ? [reasons(one.text)] : []));
	if (all.some((one) => !("text" in one) && one.code !== GONE) || (read.length === 0 && all.length > 0)) {
		throw new Error("earlier words cannot be opened");
	}
	return read;
}

/** The reasons of all earlier records of a kind; they stay in this page's memory. */
async function earlier(kind: string, by: Comparing): Promise<readonly string[]> {
	const { earlier: places } = (await by.places(kind)) as { earlier: readonly Place[] };
	const all: Opened[] = [];
	for (const { open, boxes, contents } of places) {
		const opener = new Opener({ org: by.org, lang: by.lang, identity: by.identity, open, boxes });
		const items = contents.map((content) => ({ content, box: "case" as const, type: "note" as const }));
		await opener.open(items, (one) => all.push(one));
	}
	return readable(all);
}

/** Compares words with earlier ones; undefined if that could not be done, which is no comparison. */
export async function compared(kind: string, words: string, by: Comparing): Promise<Likeness | undefined> {
	const got = opened.get(kind) ?? earlier(kind, by);
	opened.set(kind, got);
	try {
		return compare(words, await got);
	} catch {
		opened.delete(kind);
		return undefined;
	}
}
