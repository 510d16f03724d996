// Gives the present custodians their shares of a dossier's keys, in the browser of
// somebody who holds them: every custodian's key is first checked against the
// organisation's root (doc/formats.md §2 and §5).
import { toBase64 } from "./bytes.ts";
import { type CompartmentName, cutShares, type Keyed } from "./compartment.ts";
import type { DossierPage } from "./dossierpage.ts";
import { verifyStaffKey } from "./note.ts";
import type { Opener } from "./opener.ts";

/** New shares of one compartment's key, as the server takes them. */
export interface SharesWire {
	readonly compartment: CompartmentName;
	readonly epoch: number;
	readonly threshold: number;
	/** Bytes are base64. */
	readonly shares: readonly { readonly person: string; readonly bytes: string }[];
}

/** What renewing stands on. */
export type ForShares = Pick<DossierPage, "root" | "custodians" | "threshold" | "outdated">;

/**
 * Cuts new shares of every compartment whose shares are outdated. Throws the Refusal
 * key.unverified when the root does not vouch for a custodian's key; a Failure or a
 * Refusal when an own key cannot be had or is not the compartment's.
 */
export async function newShares(org: string, page: ForShares, opener: Pick<Opener, "grant">): Promise<SharesWire[]> {
	const custodians: Keyed[] = page.custodians.map(({ person, note }) => {
		return { person, recipient: verifyStaffKey(note, page.root, org, person).recipient };
	});
	const all: SharesWire[] = [];
	for (const compartment of page.outdated ?? []) {
		const grant = await opener.grant(compartment);
		const shares = await cutShares(org, grant, custodians, page.threshold);
		const wire = shares.map(({ custodian, bytes }) => ({ person: custodian, bytes: toBase64(bytes) }));
		all.push({ compartment, epoch: grant.epoch, threshold: page.threshold, shares: wire });
	}
	return all;
}
