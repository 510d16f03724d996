// A period as people say it.
import { text } from "../text.ts";
import { readPeriod } from "./period.ts";

/** A period in words, with days as day says them; what is none stays as it is. */
export function periodText(value: string, day: (date: string) => string): string {
	const period = readPeriod(value);
	if (!period) return value;
	const { from, to } = period;
	if (to === "") return text("question.period-since", { from: day(from) });
	if (from === "") return text("question.period-until", { to: day(to) });
	return text("question.period-both", { from: day(from), to: day(to) });
}
