// What a page of a dossier has of the chart: questions that are answered by somebody of
// it, and answers that name somebody. Without any, nothing is fetched.
import { maySeal } from "../knownroot.ts";
import { Finder } from "./find.ts";
import { nameThem, Picker } from "./picker.ts";
import { deskChart, sendKeys } from "./wire.ts";
import { ChartWork } from "./work.ts";

/** What they stand on. */
export interface PickersMeans {
	readonly org: string;
	readonly root: string;
	readonly lang: string;
	/** The visitor's own key. */
	readonly own: string;
}

/** Starts them; what comes back takes every name from the page. */
export function pickers(place: ParentNode, { org, root, lang, own }: PickersMeans): () => void {
	const questions = [...place.querySelectorAll<HTMLElement>("[data-chart-picker]")];
	const names = [...place.querySelectorAll<HTMLElement>("[data-chart-name]")];
	if (questions.length + names.length === 0) return () => undefined;
	const work = new ChartWork();
	const finder = new Finder({
		by: { org, root },
		own,
		desk: () => deskChart(lang),
		ask: work.ask.bind(work),
		sendKeys: (keys) => sendKeys(lang, keys),
		trusted: ({ id, note }) => maySeal(org, root, [{ person: id, note }]).then(() => true, () => false),
	});
	const all = questions.map((question) => new Picker(question, finder));
	if (names.length > 0) void nameThem(names, finder);
	return () => {
		work.close();
		for (const one of all) one.close();
		for (const one of names) one.textContent = "";
	};
}
