// Knows the organisation's root again: the first one that this browser sees is
// kept, so that another one later is noticed. It follows a change that the known root
// signed, and says so; any other one somebody confirms who compared its number on the
// telephone. Only browsers of staff keep a root; a reporter's browser keeps nothing.
import { checkNumber } from "./checknumber.ts";
import type { Recipient } from "./identity.ts";
import { type Kept, kept } from "./kept.ts";
import { followRoot } from "./rootchange.ts";

/** Where the known root is kept, by organisation. */
export type Pins = Kept<string>;

/** Where changes of the root come from, and who is told that one was followed. */
export interface Changes {
	fetch(): Promise<readonly string[]>;
	tell(number: string): void;
}

/**
 * Whether the root is one that this browser trusts: the first that it sees, the one
 * that it knows, or one to which the known one leads by its signature.
 */
export async function trustRoot(org: string, root: string, changes: Changes, pins: Pins = indexed()): Promise<boolean> {
	const known = await pins.get(org);
	if (known === root) return true;
	if (known !== undefined && !followRoot(org, known, root, await changes.fetch())) return false;
	await pins.put(org, root);
	if (known !== undefined) changes.tell(await rootNumber(org, root));
	return true;
}

/** What this browser knows; undefined if nothing yet. */
export const rootOf = (org: string): Promise<string | undefined> => indexed().get(org);

/**
 * Trusts a root from now on if the number that somebody heard on the telephone is its
 * own. Spaces do not count.
 */
export async function confirmRoot(org: string, root: string, heard: string, pins: Pins = indexed()): Promise<boolean> {
	const digits = (number: string): string => number.replace(/\s/g, "");
	if (digits(heard) !== digits(await rootNumber(org, root))) return false;
	await pins.put(org, root);
	return true;
}

/** A root's number: that of a staff key, for nobody's ID. */
const rootNumber = (org: string, root: string): Promise<string> => checkNumber(org, "root", root as Recipient);

const indexed = (): Pins => kept<string>("gehoor-root", "root");
