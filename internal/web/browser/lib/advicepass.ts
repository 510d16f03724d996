// What a confidential adviser passes on with somebody's consent: that there is something, and
// nothing else (decision 70). The token lies in the adviser's notes alone, before anything is
// sent: with it the same thing counts once, and can be taken back, whatever got lost.
import { Failure } from "./api.ts";
import { toBase64, toHex } from "./bytes.ts";
import type { Keyed } from "./compartment.ts";
import { madeWire } from "./compartmentwire.ts";
import type { KeyHolder, Preview } from "./send.ts";

/** What goes along, in the order of doc/formats.md §4. */
export interface Passed {
	readonly office: string;
	readonly severity: string;
	/** The month of the conversation, "2027-10". */
	readonly month: string;
	/** Whom it is about, for those who receive it. */
	readonly whom: string;
}

/** How serious it can be, rising (internal/signal). */
export const SEVERITIES = ["limited", "moderate", "serious", "acute"] as const;

/** How long the words that say whom it is about may be. */
export const MOST_WHOM = 200;

export function newToken(): string {
	return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** Nobody alone, as for every signal. */
const MIN_HOLDERS = 2;

/**
 * Seals whom it is about to those in the preview, each of whose keys it checks against the
 * root, and gives the body of the request. Nobody else has a key: there is no reporter.
 */
export async function sealPassed(org: string, lang: string, token: string, what: Passed, to: Preview, struck: readonly string[]): Promise<object> {
	const { makeCompartment, seal, verifyStaffKey } = await import("./sealing.ts");
	const keyed = (one: KeyHolder): Keyed => ({ person: one.person, recipient: verifyStaffKey(one.note, to.root, org, one.person).recipient });
	const holders = to.holders.map(keyed);
	if (holders.length < MIN_HOLDERS || holders.some(({ person }) => struck.includes(person))) throw new Failure("dossier.holders-changed", "", 409);
	const box = await makeCompartment(org, "conversation", holders, null, to.custodians.map(keyed), to.threshold);
	const { bytes } = await seal(org, "message", what.whom, [box.recipient]);
	const [year = "", month = ""] = what.month.split("-");
	return {
		org, token, office: what.office, language: lang, severity: what.severity, year: Number(year), month: Number(month), consent: true,
		struck, whom: toBase64(bytes), conversation: madeWire(box),
	};
}
