// Questions and answers as a list in the page: what was told, read back.
import { lang, text } from "../text.ts";
import { inFull, type Line } from "./answers.ts";
import { periodText } from "./periodtext.ts";
import { element } from "./problems.ts";

/** The list; with mark, what leaves the browser unsealed is said so. */
export function answerList(lines: readonly Line[], mark = false): HTMLElement {
	const made = element("dl", "answers");
	for (const line of lines) {
		const pair = element("div");
		pair.append(element("dt", "", line.label), ...line.values.map((value) => element("dd", "typed", inWords(line, value))));
		line.entries?.forEach((entry, i) => {
			const inner = element("dd");
			inner.append(element("span", "quiet", text("begin.entry", { entry: line.entry ?? "", number: i + 1 })), answerList(entry));
			pair.append(inner);
		});
		if (mark && line.open) pair.append(element("dd", "quiet", text("begin.open-answer")));
		made.append(pair);
	}
	return made;
}

function inWords(line: Line, value: string): string {
	if (line.period) return periodText(value, (day) => inFull(day, lang === "en" ? "en" : "nl"));
	// A tick has no words of its own: its question says it.
	return value === "yes" ? "✓" : value;
}
