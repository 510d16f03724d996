// A period as an answer: an interval of ISO 8601-2 such as "2026-01-05/2026-03-09",
// with ".." for an open end. Go has the same rules (questionnaire/answer, period.go).

const OPEN = "..";

/** From one day to another; "" where it is open. */
export interface Period {
	readonly from: string;
	readonly to: string;
}

/** Whether a text is a day of the calendar, as a date field gives it. */
export function isDay(day: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
	const at = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** Reads a period; null if it is none. */
export function readPeriod(text: string): Period | null {
	const slash = text.indexOf("/");
	const [from, to] = [text.slice(0, slash), text.slice(slash + 1)];
	if (slash < 0 || (from === OPEN && to === OPEN)) return null;
	if (![from, to].every((end) => end === OPEN || isDay(end))) return null;
	return splitPeriod(text);
}

/** The answer that two fields give: "" if both are empty. */
export function joinPeriod(from: string, to: string): string {
	if (from === "" && to === "") return "";
	return `${from || OPEN}/${to || OPEN}`;
}

/** What two fields show of an answer. */
export function splitPeriod(text: string): Period {
	const slash = text.indexOf("/");
	const [from, to] = slash < 0 ? [text, ""] : [text.slice(0, slash), text.slice(slash + 1)];
	return { from: from === OPEN ? "" : from, to: to === OPEN ? "" : to };
}
