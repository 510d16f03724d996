// Compares a file with the chart that is there, by staff number: who is new, who is
// called otherwise, who is somewhere else, who left and who came back. Pure: IDs and the
// day come in as values.
import { MAX_POSTS, type Row } from "./check.ts";
import { type Match, matches, type Refused } from "./match.ts";
import { without } from "./mend.ts";
import { type Account, isSomebody, type Person, type Place, type Post } from "./people.ts";

/** The chart that is there. */
export interface Before {
	/** Everybody that there ever was, also who left. */
	readonly people: readonly Person[];
	readonly places: readonly Place[];
	/** Who left. */
	readonly left: readonly string[];
	readonly accounts: readonly Account[];
	/** Accounts that an administrator said are not these people's. */
	readonly refused: readonly Refused[];
	/** Who left so long ago that their names are kept no more. */
	readonly forget?: readonly string[];
}

/** What can happen to somebody. */
export type ChangeKind = "new" | "renamed" | "moved" | "function" | "back" | "left" | "other";

/** What happens to one person; with what it was before, if that was something else. */
export interface Change {
	readonly person: Person;
	readonly kinds: readonly ChangeKind[];
	readonly before?: Person;
}

/** What an import would do. */
export interface Plan {
	/** Everybody as they will be, also who left: their number leads back to them. */
	readonly people: readonly Person[];
	/** Those who work there. */
	readonly here: readonly Person[];
	/** Whole places: only those that are new or changed. */
	readonly places: readonly Place[];
	/** Who leaves with this import. */
	readonly left: readonly string[];
	readonly changes: readonly Change[];
	/** How many worked there before. */
	readonly had: number;
	readonly matches: readonly Match[];
}

/** What a plan is made with. */
export interface PlanMeans {
	/** A random ID for a number that is new: the same each time that it is asked for the number. */
	newId(number: string): string;
	/** Today, "2026-05-26": an office that ended before is kept, although no file has it any more. */
	readonly today: string;
	/** Matches that were unticked, by person. */
	readonly unticked: ReadonlySet<string>;
}

/** Says what an import of these rows would do; the rows have no faults. */
export function plan(rows: readonly Row[], before: Before, means: PlanMeans): Plan {
	const there = before.people.filter(isSomebody);
	const known = new Map(there.filter(({ number }) => number !== "").map((person) => [person.number, person]));
	const ids = new Map(rows.map(({ number }) => [number, known.get(number)?.id ?? means.newId(number)]));
	const gone = new Set(before.left);
	const id = (number: string): string => ids.get(number) ?? "";
	const here = rows.map((row): Person => {
		const was = known.get(row.number);
		return {
			id: id(row.number), number: row.number, name: row.name, former: formerOf(row.name, was), unit: row.unit, function: row.function,
			mail: row.mail, manager: id(row.manager),
		};
	});
	const found = matches(here, before);
	const account = new Map(found.filter(({ person }) => !means.unticked.has(person)).map((match) => [match.person, match.account]));
	const had = new Map(before.places.map((place) => [place.person, place]));
	const places: Place[] = [];
	const changes: Change[] = [];
	for (const [i, person] of here.entries()) {
		const row = rows[i] as Row;
		const was = known.get(row.number);
		const old = had.get(person.id);
		const place = placeOf(person, id(row.standIn), account.get(person.id), postsOf(row.posts, old?.posts ?? [], means.today));
		const kinds: ChangeKind[] = was ? kindsOf(person, was, place, old, gone.has(person.id)) : ["new"];
		if (!old || gone.has(person.id) || !samePlace(old, place)) places.push(place);
		if (kinds.length > 0) changes.push({ person, kinds, ...(was ? { before: was } : {}) });
	}
	const stays = new Set(here.map((person) => person.id));
	const others = before.people.filter((person) => !stays.has(person.id));
	const leaving = others.filter((person) => isSomebody(person) && !gone.has(person.id));
	const forget = new Set((before.forget ?? []).filter((id) => !stays.has(id)));
	for (const person of leaving) changes.push({ person, kinds: ["left"] });
	return {
		people: without([...here, ...others], forget), here, places, left: leaving.map((person) => person.id), changes,
		had: there.length - gone.size, matches: found,
	};
}

/** Whether so many leave that it may be the wrong file. */
export const manyLeave = ({ left, had }: Plan): boolean => left.length * 10 > had;

/** Whether an import would change nothing at all. */
export const nothingChanges = ({ changes, places }: Plan): boolean => changes.length === 0 && places.length === 0;

/** The earlier names of somebody: a name that they have again is none. */
function formerOf(name: string, was: Person | undefined): readonly string[] {
	if (!was) return [];
	const all = was.name === name ? was.former : [was.name, ...was.former];
	return [...new Set(all)].filter((one) => one !== name);
}

/** The offices of somebody: those of the file, and those that ended before. */
function postsOf(posts: readonly Post[], old: readonly Post[], today: string): readonly Post[] {
	const ended = old.filter(({ until }) => until !== undefined && until < today);
	const again = (one: Post): boolean => posts.some(({ office, from }) => one.office === office && one.from === from);
	return [...ended.filter((one) => !again(one)), ...posts].slice(-MAX_POSTS);
}

function placeOf(person: Person, standIn: string, account: string | undefined, posts: readonly Post[]): Place {
	return {
		person: person.id,
		...(person.manager === "" ? {} : { line: person.manager }),
		...(standIn === "" ? {} : { standIn }),
		...(account === undefined ? {} : { account }),
		...(posts.length === 0 ? {} : { posts }),
	};
}

function kindsOf(now: Person, was: Person, place: Place, old: Place | undefined, gone: boolean): ChangeKind[] {
	const kinds: ChangeKind[] = [];
	if (gone) kinds.push("back");
	if (now.name !== was.name) kinds.push("renamed");
	if (now.manager !== was.manager || now.unit !== was.unit) kinds.push("moved");
	if (now.function !== was.function || !samePosts(place.posts, old?.posts)) kinds.push("function");
	if (kinds.length > 0) return kinds;
	const other = now.mail !== was.mail || place.standIn !== old?.standIn || place.account !== old?.account;
	return other ? ["other"] : [];
}

const samePlace = (a: Place, b: Place): boolean =>
	a.line === b.line && a.standIn === b.standIn && a.account === b.account && samePosts(a.posts, b.posts);

function samePosts(a: readonly Post[] = [], b: readonly Post[] = []): boolean {
	const spelled = (posts: readonly Post[]): string =>
		posts.map(({ office, party = "", from = "", until = "" }) => JSON.stringify([office, party, from, until])).sort().join();
	return spelled(a) === spelled(b);
}
