// Looks, at each sign-in, whether the list of keys that everybody can read has the own
// key, and is no older one (doc/decisions/0053).
import { type Alarm, seen, type Watched } from "./alarms.ts";
import { record } from "./api.ts";
import type { KeyNote } from "./dossierpage.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { type Memory, older } from "./knownkeys.ts";
import { verifyStaffKey } from "./note.ts";

/** Somebody of the list. */
export interface Listed extends KeyNote {
	/** By language. */
	readonly function: Readonly<Record<string, unknown>>;
	/** "" where the organisation publishes no names. */
	readonly name: string;
}

/** The list of keys as a site publishes it (doc/formats.md §5a). */
export interface KeyList {
	readonly org: string;
	readonly edition: number;
	readonly root: string;
	readonly people: readonly Listed[];
}

/** What a site answers: "gone" if it has no list, undefined if nobody knows now. */
export type ListAnswer = KeyList | "gone" | undefined;

/** What a look stands on. */
export interface Looking {
	readonly org: string;
	/** Who signed in, as the server says. */
	readonly person: string;
	readonly own: Identity;
	readonly list: ListAnswer;
	/** Whether this browser trusts the root that the list names. */
	trusted(root: string): Promise<boolean>;
}

/**
 * Looks once, remembers what was seen, and returns what is wrong now. A root that is
 * not trusted is told elsewhere (staffroot.ts): nothing is concluded from its keys.
 */
export async function look({ org, person, own, list, trusted }: Looking, at: Memory): Promise<readonly Alarm[]> {
	const before = await seen(org, at.watched);
	if (list === undefined || (list === "gone" && before.edition === 0)) return before.alarms;
	if (list === "gone" || list.org !== org || list.edition < before.edition) return keep(org, { ...before, alarms: [{ kind: "list" }] }, at);
	if (!(await trusted(list.root))) return before.alarms;
	const me = ownIn(list, person, before.me, await recipientOf(own));
	const alarms: Alarm[] = [];
	if (me === "wrong") alarms.push({ kind: "own" });
	if (me === "" && before.listed) alarms.push({ kind: "unlisted" });
	for (const one of list.people.filter(({ person: who }) => who !== person && who !== before.me)) {
		const wrong = await older(org, list.root, [one], at).catch(() => [one.person]);
		alarms.push(...wrong.map((who) => ({ kind: "key", person: who }) as const));
	}
	const known = me === "wrong" || me === "" ? before.me : me;
	return keep(org, { edition: list.edition, me: known, listed: me !== "", alarms }, at);
}

/**
 * Whose the own key is in the list: "" if it is not there, "wrong" if somebody else has
 * it or another key is there for this person. Who the person was once, they are for
 * ever, whatever the server says at the next sign-in.
 */
function ownIn(list: KeyList, person: string, me: string, recipient: string): string {
	const keys = list.people.map((one) => ({ person: one.person, key: keyOf(one, list) }));
	const mine = keys.find(({ key }) => key === recipient);
	if (mine) return mine.person === person && (me === "" || me === person) ? mine.person : "wrong";
	return keys.some((one) => one.person === person || one.person === me) ? "wrong" : "";
}

/** The key of a note, "" if the root did not sign it for that person. */
function keyOf({ note, person }: KeyNote, { root, org }: KeyList): string {
	try {
		return verifyStaffKey(note, root, org, person).recipient;
	} catch {
		return "";
	}
}

async function keep(org: string, now: Watched, at: Memory): Promise<readonly Alarm[]> {
	await at.watched.put(org, now);
	return now.alarms;
}

/** Takes the list as it is now, because somebody said on the telephone why it is an older one. */
export async function acceptList(org: string, list: ListAnswer, at: Memory): Promise<void> {
	const before = await seen(org, at.watched);
	const edition = typeof list === "object" ? list.edition : 0;
	await at.watched.put(org, { ...before, edition, alarms: before.alarms.filter((one) => one.kind !== "list") });
}

/** Reads what a site answered; undefined if it is no list. */
export function readList(value: unknown): KeyList | undefined {
	const { v, org, edition, root, people } = record(value);
	if (v !== 1 || typeof org !== "string" || typeof edition !== "number" || typeof root !== "string" || !Array.isArray(people)) return undefined;
	const all = people.map((one) => {
		const { person, note, name = "", function: what } = record(one);
		return { person, note, name, function: record(what) } as Listed;
	});
	const whole = all.every((one) => [one.person, one.note, one.name].every((field) => typeof field === "string"));
	return whole ? { org, edition, root, people: all } : undefined;
}
