// The sentences that the server put into the page for this page's scripts
// (internal/text, Words.Subset). The build finds the keys in the source, so a
// key is always written out: text("site.leave").

type Forms = { by: string; one: string; other: string };
type Subset = { lang: string; texts: Record<string, string | Forms> };

const subset: Subset = read();
const plural = new Intl.PluralRules(subset.lang);
const number = new Intl.NumberFormat(subset.lang);

function read(): Subset {
	const json = document.getElementById("texts")?.textContent;
	return json ? (JSON.parse(json) as Subset) : { lang: document.documentElement.lang || "nl", texts: {} };
}

/** The language of the page, "nl" or "en". */
export const lang = subset.lang;

/**
 * Returns a sentence with its {arguments} filled in, in one pass. A number is
 * shown with the language's own grouping and chooses the plural form.
 */
export function text(key: string, args: Record<string, string | number> = {}): string {
	const found = subset.texts[key];
	if (found === undefined) return key;
	return form(found, args).replace(/\{([a-z-]+)\}/g, (place, name: string) => {
		const value = args[name];
		if (value === undefined) return place;
		return typeof value === "number" ? number.format(value) : value;
	});
}

function form(found: string | Forms, args: Record<string, string | number>): string {
	if (typeof found === "string") return found;
	const n = args[found.by];
	return typeof n === "number" && plural.select(n) === "one" ? found.one : found.other;
}

/** A month with its year: "oktober 2027". */
export function month(at: Date): string {
	return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { month: "long", year: "numeric", timeZone: "Europe/Amsterdam" }).format(at);
}

/** A day in full, as Amsterdam counts it: "vrijdag 5 juni 2026". */
export function date(at: Date): string {
	return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {
		weekday: "long",
		day: "numeric",
		month: "long",
		year: "numeric",
		timeZone: "Europe/Amsterdam",
	})
		.format(at)
		.replace(",", "");
}
