// The second person's yes to a record whose words are compared: their own browser does it
// again, and asks why the words are different enough. Its markup is in
// page/dossier/record.templ.
import type { Likeness } from "./alike.ts";
import { reasons } from "./alike.ts";
import { type Comparing, compared } from "./earlierwords.ts";
import type { Opener, SealedWords } from "./opener.ts";

/** What confirming stands on. */
export interface Confirming extends Comparing {
	seal(words: string): Promise<SealedWords>;
	/** What was sealed with the record; "" if it cannot be opened. */
	words(content: string): Promise<string>;
}

/** Opens one note of the dossier. */
export async function wordsOf(opener: Opener, content: string): Promise<string> {
	let words = "";
	await opener.open([{ content, box: "case", type: "note" }], (one) => {
		if ("text" in one) words = one.text;
	});
	return words;
}

/** Begins to compare, and returns what makes the body of the yes when it is given. */
export function confirming(form: HTMLFormElement, by: Confirming): () => Promise<unknown> {
	const { proposal = "", compared: kind, content = "" } = form.dataset;
	const found = kind === undefined ? undefined : look(kind, content, by);
	const part = (name: string) => document.getElementById(`${form.id}-${name}`);
	void found?.then((likeness) => {
		const place = part("alike");
		if (place) place.hidden = likeness?.alike !== true;
	});
	let sealed: { readonly of: string; readonly base64: string } | undefined;
	return async () => {
		const read = await found;
		const words = (part("different") as HTMLTextAreaElement | null)?.value.trim() ?? "";
		if (read?.alike && words !== "" && sealed?.of !== words) {
			// The same bytes are sent again if nobody knows whether they arrived.
			sealed = { of: words, base64: (await by.seal(words)).base64 };
		}
		const why = read?.alike && words !== "" ? sealed?.base64 : undefined;
		return { proposal: Number(proposal), ...(read ? { read } : {}), ...(why === undefined ? {} : { sealed: why }) };
	};
}

async function look(kind: string, content: string, by: Confirming): Promise<Likeness | undefined> {
	const words = await by.words(content);
	return words === "" ? undefined : compared(kind, reasons(words), by);
}
