// Makes a compartment for internal words, in the browser of whoever writes the first of
// them: every key that it is granted to, and every custodian's, is first
// checked against the organisation's root (doc/formats.md §2 and §5).
import { type InternalName, type Keyed, madeTag, makeCompartment } from "./compartment.ts";
import { type MadeWire, madeWire } from "./compartmentwire.ts";
import type { DossierPage, KeyNote } from "./dossierpage.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { verifyStaffKey } from "./note.ts";
import type { Opener } from "./opener.ts";
import { Refusal } from "./refusal.ts";

/** What making it stands on. */
export type ForCase = Pick<DossierPage, "root" | "me" | "holders" | "carers" | "custodians" | "threshold">;

/**
 * Makes the compartment. Throws the Refusal key.unverified when the root does
 * not vouch for a key, or vouches for another key of one's own: then somebody
 * has put a key in its place.
 */
export async function makeInternal(org: string, name: InternalName, page: ForCase, own: Identity, opener: Pick<Opener, "grant">): Promise<MadeWire> {
	const keyed = ({ person, note }: KeyNote): Keyed => ({ person, recipient: verifyStaffKey(note, page.root, org, person).recipient });
	const holders = (name === "care" ? page.carers : page.holders).map(keyed);
	const custodians = page.custodians.map(keyed);
	const mine = holders.find((holder) => holder.person === page.me);
	if (mine?.recipient !== (await recipientOf(own))) throw new Refusal("key.unverified");
	const made = await makeCompartment(org, name, holders, null, custodians, page.threshold);
	return { ...madeWire(made), tag: await madeTag(name, (await opener.grant("conversation")).identity, org, made.recipient) };
}
