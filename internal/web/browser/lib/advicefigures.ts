// The figures of an adviser's year (protocols.md §1.8, G-VP): how many people came, with
// what, about whom, and when. They are counted here, from what was opened here; nothing of
// it goes to the server.
//
// Rules:
//
//   - People are counted, by the first conversation with each: five conversations with one
//     person are one, and must not look like a figure that can be shown.
//   - Which may be shown says figure.ts: none below five, and no division of which a part is
//     below five. So that a small town hall has something to show, each is made in two steps:
//     coarse, and below it fine.
//   - Only of a year that is over: two editions of one year, taken from each other, would
//     tell of the few who came between.
import { POSITIONS, type Position, type Talk, THEMES, type Theme } from "./advice.ts";
import { type Count, publish, type Shown } from "./figure.ts";

/** Undesirable behaviour of people towards people; the other themes are of another kind. */
const BEHAVIOUR: readonly Theme[] = ["intimidation", "discrimination", "aggression", "bullying", "sexual-harassment"];

/** Those who govern, or stand beside who does (office.go, OfHolder). */
const GOVERNING: readonly Position[] = ["alderman", "council-member", "committee-member", "faction-staff", "mayor", "secretary", "council-clerk"];

/** The figures of a year, of which the divisions are by theme, by position and by quarter. */
export function yearFigures(talks: readonly Talk[]): Shown {
	return publish(count(talks));
}

function count(talks: readonly Talk[]): Count {
	const people = talks.filter(({ follows }) => follows === "");
	const fine = <T extends string>(names: readonly T[], of: (talk: Talk) => T): Count[] =>
		names.map((name) => ({ name, n: people.filter((talk) => of(talk) === name).length }));
	const theme = (names: readonly Theme[]) => fine(names, (talk) => talk.theme);
	const position = (names: readonly Position[]) => fine(names, (talk) => talk.position);
	const quarter = (names: readonly string[]) => fine(names, quarterOf);
	return {
		name: "all",
		n: people.length,
		divisions: [
			[coarse("behaviour", theme(BEHAVIOUR)), coarse("matters", theme(THEMES.filter((one) => !BEHAVIOUR.includes(one))))],
			[coarse("working", position(POSITIONS.filter((one) => !GOVERNING.includes(one)))), coarse("governing", position(GOVERNING))],
			[coarse("first-half", quarter(["q1", "q2"])), coarse("second-half", quarter(["q3", "q4"]))],
		],
	};
}

function coarse(name: string, parts: readonly Count[]): Count {
	return { name, n: parts.reduce((sum, part) => sum + part.n, 0), divisions: [parts] };
}

function quarterOf({ day }: Talk): string {
	return `q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** Whether parts are shown: all of a division, or none. */
export function isShown(parts: readonly Shown[] | undefined): parts is readonly Shown[] {
	return parts !== undefined && parts.length > 0 && parts.every(({ small }) => !small);
}
