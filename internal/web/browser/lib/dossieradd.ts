// Gives the keys of a dossier to one more person, in the browser of somebody who
// holds them: the key that they are sealed to is first checked against the
// organisation's root (doc/formats.md §2 and §5).
import { grantTo } from "./compartment.ts";
import { type KeyWire, keyWire } from "./compartmentwire.ts";
import type { AddableNote } from "./dossierpage.ts";
import { verifyStaffKey } from "./note.ts";
import type { Opener } from "./opener.ts";

/**
 * Seals the keys that somebody lacks to that person. Throws the Refusal
 * key.unverified when the root does not vouch for the key; a Failure or a Refusal
 * when an own key cannot be had or is not the compartment's.
 */
export async function keysFor(org: string, root: string, to: AddableNote, opener: Pick<Opener, "grant">): Promise<KeyWire[]> {
	const { recipient } = verifyStaffKey(to.note, root, org, to.person);
	const keys: KeyWire[] = [];
	for (const name of to.lacks) {
		const grant = await opener.grant(name);
		keys.push(keyWire(grant, await grantTo(org, name, grant.epoch, grant.identity, recipient)));
	}
	return keys;
}
