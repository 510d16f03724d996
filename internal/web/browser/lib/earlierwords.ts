// Fetches and opens the words of earlier records, in other dossiers that this person may
// open, and compares new words with them.
import { compare, type Likeness, reasons } from "./alike.ts";
import { type BoxKey, Opener } from "./opener.ts";

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

/** The reasons of all earlier records of a kind that can be opened now; they stay in this page's memory. */
async function earlier(kind: string, by: Comparing): Promise<readonly string[]> {
	const { earlier: places } = (await by.places(kind)) as { earlier: readonly Place[] };
	const all: string[] = [];
	for (const { open, boxes, contents } of places) {
		const opener = new Opener({ org: by.org, lang: by.lang, identity: by.identity, open, boxes });
		const items = contents.map((content) => ({ content, box: "case" as const, type: "note" as const }));
		await opener.open(items, (one) => {
			if ("text" in one) all.push(reasons(one.text));
		});
	}
	return all;
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
