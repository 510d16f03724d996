// The recovery of a dossier's keys (doc/formats.md §2), and its drill: a
// custodian opens the own share and seals it to the recipient; the recipient
// joins enough of them, and learns which of them do not fit.
import { fromBase64, toBase64 } from "./bytes.ts";
import { type CompartmentName, compartmentName, openShare, type OpenedShare, string, wellSealed, whole } from "./compartment.ts";
import { type Identity, parseRecipient, type Recipient, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { openObject, seal, type Sealed } from "./seal.ts";
import { join } from "./shares.ts";

/** Which recovery of which dossier. */
export interface Ceremony {
	readonly dossier: string;
	readonly recovery: string;
}

/** A compartment whose key is recovered, as the dossier's facts have it. */
export interface CeremonyBox {
	readonly name: CompartmentName;
	readonly epoch: number;
	readonly recipient: string;
	readonly threshold: number;
}

/** One custodian's share as it came, or why it is of no use. */
export interface Given {
	readonly custodian: string;
	readonly share: OpenedShare | undefined;
}

/** The joined key, and whose shares fitted. */
export interface Joined {
	readonly identity: Identity;
	readonly good: readonly string[];
	readonly bad: readonly string[];
}

/**
 * Opens the own share of a compartment's key and seals it to the recipient, bound
 * to this recovery, this dossier and this custodian. Throws shares.do-not-fit when
 * the share is of another key than the dossier says; other Refusals when it cannot
 * be opened.
 */
export async function passOn(
	org: string,
	ceremony: Ceremony,
	box: CeremonyBox,
	custodian: string,
	own: Identity,
	share: Uint8Array,
	to: Recipient,
): Promise<Sealed> {
	const opened = await openShare(own, org, share);
	if (!fits(opened, box)) throw new Refusal("shares.do-not-fit");
	const body = {
		dossier: ceremony.dossier,
		recovery: ceremony.recovery,
		custodian,
		compartment: opened.compartment,
		epoch: opened.epoch,
		recipient: opened.recipient,
		threshold: opened.threshold,
		of: opened.of,
		share: toBase64(opened.share),
	};
	return seal(org, "recovery", JSON.stringify(body), [to]);
}

/**
 * Opens a share that a custodian passed on. Throws shares.do-not-fit when it was
 * given in another recovery, by somebody else, or is of another key.
 */
export async function openPassedOn(
	org: string,
	ceremony: Ceremony,
	box: CeremonyBox,
	custodian: string,
	own: Identity,
	sealed: Uint8Array,
): Promise<OpenedShare> {
	const body = await openObject(own, org, "recovery", sealed);
	const from = [body["dossier"], body["recovery"], body["custodian"]];
	if (from.join() !== [ceremony.dossier, ceremony.recovery, custodian].join()) throw new Refusal("shares.do-not-fit");
	const opened = await wellSealed((): OpenedShare => {
		const threshold = whole(body["threshold"], 2);
		return {
			compartment: compartmentName(body["compartment"]),
			epoch: whole(body["epoch"], 1),
			recipient: parseRecipient(string(body["recipient"])),
			threshold,
			of: whole(body["of"], threshold),
			share: fromBase64(string(body["share"])),
		};
	});
	if (!fits(opened, box)) throw new Refusal("shares.do-not-fit");
	return opened;
}

function fits(share: OpenedShare, box: CeremonyBox): boolean {
	return (
		share.compartment === box.name &&
		share.epoch === box.epoch &&
		share.recipient === box.recipient &&
		share.threshold === box.threshold
	);
}

/**
 * How many sets of shares are tried before giving up: those of 10 out of 15, which
 * takes seconds. An organisation with more custodians finds a wrong share by hand.
 */
const MAX_TRIES = 3_100;

/**
 * Joins a compartment's key from what was given. As long as enough shares are
 * right the key comes out, and each wrong one is named. Throws shares.do-not-fit
 * when no set of them gives the key: then nobody can say which is wrong, until
 * another is given.
 */
export async function joinGiven(box: CeremonyBox, given: readonly Given[]): Promise<Joined> {
	const usable = given.filter((one): one is { custodian: string; share: OpenedShare } => one.share !== undefined);
	let tries = 0;
	for (const set of sets(usable, box.threshold)) {
		if (++tries > MAX_TRIES) break;
		const identity = await tryJoin(box, set.map((one) => one.share));
		if (identity === undefined) continue;
		const good = set.map((one) => one.custodian);
		for (const one of usable.filter((other) => !set.includes(other))) {
			const others = [...set.slice(1), one].map((other) => other.share);
			if ((await tryJoin(box, others)) !== undefined) good.push(one.custodian);
		}
		const bad = given.map((one) => one.custodian).filter((custodian) => !good.includes(custodian));
		return { identity, good, bad };
	}
	throw new Refusal("shares.do-not-fit");
}

async function tryJoin(box: CeremonyBox, shares: readonly OpenedShare[]): Promise<Identity | undefined> {
	try {
		const identity = await join(shares.map((one) => one.share));
		return (await recipientOf(identity)) === box.recipient ? identity : undefined;
	} catch {
		return undefined; // these shares are not of one secret
	}
}

/** All sets of so many of the items, those of the first items first. */
function* sets<T>(items: readonly T[], size: number): Generator<T[]> {
	if (size === 0) {
		yield [];
		return;
	}
	for (let i = 0; i + size <= items.length; i++) {
		for (const rest of sets(items.slice(i + 1), size - 1)) yield [items[i] as T, ...rest];
	}
}
