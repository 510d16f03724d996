// Dated entries as a list in the page: as text, never as markup.
import { date, text } from "../text.ts";
import { type Entry, type Kept, told } from "./diary.ts";
import { element } from "./problems.ts";
import type { Show } from "./sealedtext.ts";

/** The entries, with the days of those that do not open at the end. */
export function entryList(entries: readonly Pick<Entry, "on" | "text">[], damaged: readonly string[]): HTMLElement[] {
	return [
		...entries.map(({ on, text: words }) => card(on === "" ? text("diary.no-day") : day(on), words, "typed")),
		...damaged.map((on) => card(day(on), text("diary.damaged"), "quiet")),
	];
}

function card(head: string, words: string, classes: string): HTMLElement {
	const item = element("li", "card flow");
	item.append(element("p", "diary-day", head), element("p", `utrecht-paragraph ${classes}`, words));
	return item;
}

function day(on: string): string {
	return date(new Date(`${on}T12:00:00Z`));
}

/** Shows what a reporter kept before deciding, beside the days that the server states (data-kept). */
export const diaryShow: Show = (place, words) => {
	const kept = JSON.parse(place.closest<HTMLElement>("[data-kept]")?.dataset["kept"] ?? "[]") as Kept[];
	void told(words, kept).then((all) => {
		place.replaceChildren();
		if (!all) {
			place.append(element("p", "utrecht-paragraph", text("diary.unreadable")));
			return;
		}
		const list = element("ol", "flow diary");
		list.append(...entryList(all.entries, all.missing));
		place.append(list);
	});
};
