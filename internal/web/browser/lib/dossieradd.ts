// Gives the keys of a dossier to one more person, in the browser of somebody who
// holds them: the key that they are sealed to is first checked against the
// organisation's root (doc/formats.md §2 and §5).
import { toBase64 } from "./bytes.ts";
import { type CompartmentName, grantTo } from "./compartment.ts";
import type { AddableNote } from "./dossierpage.ts";
import { verifyStaffKey } from "./note.ts";
import type { Opener } from "./opener.ts";

/** A compartment's key sealed to one person, as the server takes it. */
export interface KeyWire {
	readonly compartment: CompartmentName;
	/** Base64. */
	readonly sealed: string;
}

/**
 * Seals the keys that somebody lacks to that person. Throws the Refusal
 * key.unverified when the root does not vouch for the key; a Failure or a Refusal
 * when an own key cannot be had or is not the compartment's.
 */
export async function keysFor(org: string, root: string, to: AddableNote, opener: Pick<Opener, "grant">): Promise<KeyWire[]> {
	const { recipient } = verifyStaffKey(to.note, root, org, to.person);
	const keys: KeyWire[] = [];
	for (const name of to.lacks) {
		const { epoch, identity } = await opener.grant(name);
		const { bytes } = await grantTo(org, name, epoch, identity, recipient);
		keys.push({ compartment: name, sealed: toBase64(bytes) });
	}
	return keys;
}
