// Gives compartments of a dossier another key, in the browser of somebody who holds them,
// because somebody who has the present one was shut out: every key that the new one is
// sealed to is first checked (doc/formats.md §2 and §5).
import { type CompartmentName, grantTo, type Keyed, makeCompartment, vouch, type Vouched } from "./compartment.ts";
import { type MadeWire, madeWire } from "./compartmentwire.ts";
import { toBase64 } from "./bytes.ts";
import type { DossierPage, KeyNote } from "./dossierpage.ts";
import { parseRecipient } from "./identity.ts";
import { verifyStaffKey } from "./note.ts";
import type { Opener } from "./opener.ts";
import { Refusal } from "./refusal.ts";

/** A compartment with another key, as the server takes it. */
export interface RekeyedWire {
	readonly compartment: CompartmentName;
	/** The new key's. */
	readonly epoch: number;
	readonly made: MadeWire;
	/** The key before, sealed to the new one. Base64. */
	readonly before: string;
}

/** What making it stands on. */
export type ForRekey = Pick<DossierPage, "root" | "custodians" | "threshold" | "rekeyings">;

/**
 * Makes the keys. Throws the Refusal key.unverified when the root does not vouch for the key
 * of a holder or custodian, or the present key not for the reporter's; a Failure or a Refusal
 * when an own key cannot be had or is not the compartment's.
 */
export async function rekeyed(org: string, page: ForRekey, opener: Pick<Opener, "grant">): Promise<RekeyedWire[]> {
	const keyed = ({ person, note }: KeyNote): Keyed => ({ person, recipient: verifyStaffKey(note, page.root, org, person).recipient });
	const custodians = page.custodians.map(keyed);
	const all: RekeyedWire[] = [];
	for (const { name, holders, reporters } of page.rekeyings) {
		const before = await opener.grant(name);
		const [reporter = null, ...more] = await Promise.all(reporters.map((one) => reader(org, one, before.identity)));
		if (more.length > 0) throw new Refusal("key.unverified");
		const made = await makeCompartment(org, name, holders.map(keyed), reporter, custodians, page.threshold, before.epoch + 1);
		const { bytes } = await grantTo(org, name, before.epoch, before.identity, made.recipient);
		all.push({ compartment: name, epoch: before.epoch + 1, made: madeWire(made), before: toBase64(bytes) });
	}
	return all;
}

/** Where to seal to a reporter, if the present key vouches for it. */
async function reader(org: string, said: Vouched, identity: Parameters<typeof vouch>[0]): Promise<Vouched["recipient"]> {
	const recipient = parseRecipient(said.recipient);
	if ((await vouch(identity, org, recipient)).tag !== said.tag) throw new Refusal("key.unverified");
	return recipient;
}
