// The two word lists. Each is a file of its own and is fetched only when a page
// shows or reads a code in that language.

/** The languages that have a list. */
export type Lang = "nl" | "en";

const lists: Record<Lang, () => Promise<{ default: string }>> = {
	nl: () => import("../words/nl.txt"),
	en: () => import("../words/en.txt"),
};

/** The 2,048 words of a language in their order. */
export async function wordList(lang: Lang): Promise<readonly string[]> {
	const { default: text } = await lists[lang]();
	return text.trimEnd().split("\n");
}
