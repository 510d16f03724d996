// The second person's yes to a record whose words are compared: their own browser does it
// again, and asks why the words are different enough, or, if it could not, what its reader
// saw beside earlier ones. Its markup is in page/dossier/record.templ.
import type { Likeness } from "./alike.ts";
import { reasons } from "./alike.ts";
import { type Comparing, compared } from "./earlierwords.ts";
import type { Opener, SealedWords } from "./opener.ts";
import type { Drafts } from "./staffdraft.ts";

/** What confirming stands on. */
export interface Confirming extends Comparing {
	seal(words: string): Promise<SealedWords>;
	/** What was sealed with the record; "" if it cannot be opened. */
	words(content: string): Promise<string>;
	/** Keeps what is typed, in this tab: it is a few sentences, and another reader may confirm meanwhile. */
	readonly drafts: Pick<Drafts, "save" | "load" | "drop">;
	/** Somebody is typing: the key stays unlocked. */
	typing(): void;
}

/** Opens one note of the dossier. */
export async function wordsOf(opener: Opener, content: string): Promise<string> {
	let words = "";
	await opener.open([{ content, box: "case", type: "note" }], (one) => {
		if ("text" in one) words = one.text;
	});
	return words;
}

/** The yes: its body, and the epoch of the key that words in it are sealed to. */
export interface Yes {
	readonly body: unknown;
	readonly epoch?: number;
}

/** Begins to compare, and returns what makes the yes when it is given. */
export function confirming(form: HTMLFormElement, by: Confirming): () => Promise<Yes> {
	const { proposal = "", compared: kind, content = "" } = form.dataset;
	if (kind === undefined) return async () => ({ body: { proposal: Number(proposal) } });
	const found = look(kind, content, by);
	const field = document.getElementById(`${form.id}-different`) as HTMLTextAreaElement;
	void found.then((likeness) => ask(form, likeness));
	void by.drafts.load(form.id).then((kept) => {
		if (kept && field.value === "") field.value = kept.text;
	});
	field.addEventListener("input", () => {
		by.typing();
		void by.drafts.save(form.id, { text: field.value });
	});
	let sealed: ({ readonly of: string } & SealedWords) | undefined;
	return async () => {
		const read = await found;
		const words = field.value.trim();
		const says = words !== "" && asks(read);
		if (says && sealed?.of !== words) {
			// The same bytes are sent again if nobody knows whether they arrived.
			sealed = { of: words, ...(await by.seal(words)) };
		}
		const body = { proposal: Number(proposal), ...(read ? { read } : {}) };
		return says && sealed ? { body: { ...body, sealed: sealed.base64 }, epoch: sealed.epoch } : { body };
	};
}

/** Whether the second person must write something: it is too much alike, or was not compared. */
const asks = (read: Likeness | undefined): boolean => read === undefined || read.alike === true;

/** Shows what must be written, if anything must. */
function ask(form: HTMLFormElement, read: Likeness | undefined): void {
	const part = (name: string) => document.getElementById(`${form.id}-${name}`) as HTMLElement;
	part("alike").hidden = !asks(read);
	part("too-alike").hidden = read === undefined;
	part("unread").hidden = read !== undefined;
	const label = part("label");
	if (read === undefined) label.textContent = label.dataset["unread"] ?? "";
}

async function look(kind: string, content: string, by: Confirming): Promise<Likeness | undefined> {
	const words = await by.words(content);
	return words === "" ? undefined : compared(kind, reasons(words), by);
}
