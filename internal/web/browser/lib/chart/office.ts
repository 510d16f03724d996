// How offices and days are written in a file of a personnel system.
import offices from "../../../../personnel/offices.json";
import { plain } from "./people.ts";

/** The offices, and how they are written in Dutch and English; "" is no office of its own. Go reads the same file (internal/personnel). */
const SPELLED = new Map(Object.entries(offices).flatMap(([office, words]) => [office, ...words].map((word) => [plain(word), office] as const)));

/** Offices that a party belongs to. Of nobody else a party is kept. */
const POLITICAL = ["mayor", "alderman", "council-member", "committee-member"];

/** The office of a word; undefined if there is none. */
export const officeOf = (word: string): string | undefined => SPELLED.get(plain(word));

/** Whether a party is kept of who holds the office. */
export const isPolitical = (office: string): boolean => POLITICAL.includes(office);

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?$/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: [\d:.]+)?$/;

/** A day, "2026-05-26", from how it is written here ("26-05-2026"); undefined for what is none. */
export function dayOf(word: string): string | undefined {
	const [, y = "", m = "", d = ""] = YEAR_FIRST.exec(word) ?? [];
	const [, day = d, month = m, year = y] = DAY_FIRST.exec(word) ?? [];
	const spelled = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	const at = new Date(`${spelled}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === spelled && Number(year) >= 1900 ? spelled : undefined;
}
