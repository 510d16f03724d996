// Makes the compartment for internal words, in the browser of whoever writes the
// first note: every key that it is granted to, and every custodian's, is first
// checked against the organisation's root (doc/formats.md §2 and §5).
import { toBase64 } from "./bytes.ts";
import { type Keyed, makeCompartment } from "./compartment.ts";
import type { DossierPage, KeyNote } from "./dossierpage.ts";
import { type Identity, type Recipient, recipientOf } from "./identity.ts";
import { verifyStaffKey } from "./note.ts";
import { Refusal } from "./refusal.ts";

/** Something sealed to one person, as the server takes it. */
interface ForWire {
	readonly person: string;
	/** Base64. */
	readonly bytes: string;
}

/** A compartment as the server takes it. */
export interface MadeWire {
	readonly recipient: Recipient;
	readonly threshold: number;
	readonly grants: readonly ForWire[];
	readonly shares: readonly ForWire[];
}

/** What making it stands on. */
export type ForCase = Pick<DossierPage, "root" | "me" | "holders" | "custodians" | "threshold">;

/**
 * Makes the compartment. Throws the Refusal key.unverified when the root does
 * not vouch for a key, or vouches for another key of one's own: then somebody
 * has put a key in its place.
 */
export async function makeCase(org: string, page: ForCase, own: Identity): Promise<MadeWire> {
	const keyed = ({ person, note }: KeyNote): Keyed => ({ person, recipient: verifyStaffKey(note, page.root, org, person).recipient });
	const holders = page.holders.map(keyed);
	const custodians = page.custodians.map(keyed);
	const mine = holders.find((holder) => holder.person === page.me);
	if (mine?.recipient !== (await recipientOf(own))) throw new Refusal("key.unverified");
	const made = await makeCompartment(org, "case", holders, null, custodians, page.threshold);
	return {
		recipient: made.recipient,
		threshold: made.threshold,
		grants: made.grants.map(({ person, bytes }) => ({ person: person ?? "", bytes: toBase64(bytes) })),
		shares: made.shares.map(({ custodian, bytes }) => ({ person: custodian, bytes: toBase64(bytes) })),
	};
}
