// Remembers whose key was which, so that an older one is noticed
// (doc/decisions/0053). The root signed that one too: its signature says nothing of
// today.
import { settle, type Watched, watched } from "./alarms.ts";
import { sha256Hex, utf8 } from "./bytes.ts";
import { checkNumber } from "./checknumber.ts";
import type { KeyNote } from "./dossierpage.ts";
import { type Kept, kept } from "./kept.ts";
import { verifyStaffKey } from "./note.ts";

/** What is remembered of somebody: the key, the day on which the root signed it, and the keys before. Keys are SHA-256. */
export interface Known {
	readonly key: string;
	readonly on: string;
	readonly former: readonly string[];
}

/** Where it is kept: people by organisation and ID. */
export interface Memory {
	readonly people: Kept<Known>;
	readonly watched: Kept<Watched>;
}

/** What this browser remembers. */
export const memory = (): Memory => ({ people: kept("gehoor-keys", "people"), watched: watched() });

const nameOf = (org: string, person: string): string => `${org} ${person}`;

/**
 * Remembers keys, and returns those people whose key is an older one than was
 * remembered. Throws the Refusal key.unverified if the root did not sign one for its
 * person.
 */
export async function older(org: string, root: string, notes: readonly KeyNote[], at: Memory): Promise<string[]> {
	const wrong: string[] = [];
	for (const { person, note } of notes) {
		const { recipient, on } = verifyStaffKey(note, root, org, person);
		const key = await sha256Hex(utf8(recipient));
		const known = await at.people.get(nameOf(org, person));
		if (known?.key === key) continue;
		if (known && (known.former.includes(key) || on < known.on)) wrong.push(person);
		else await at.people.put(nameOf(org, person), { key, on, former: known ? [...known.former, known.key] : [] });
	}
	return wrong;
}

/**
 * Trusts somebody's key although it is an older one, if the number that was heard from
 * that person is the key's own. Spaces do not count.
 */
export async function confirmKey(org: string, root: string, { person, note }: KeyNote, heard: string, at: Memory): Promise<boolean> {
	const { recipient, signer, on } = verifyStaffKey(note, root, org, person);
	const digits = (number: string): string => number.replace(/\s/g, "");
	if (digits(heard) !== digits(await checkNumber(org, person, recipient, signer))) return false;
	await at.people.put(nameOf(org, person), { key: await sha256Hex(utf8(recipient)), on, former: [] });
	await settle(org, (alarm) => alarm.kind === "key" && alarm.person === person, at.watched);
	return true;
}
