// Lets somebody know who the reporter is, in the reporter's browser: each key that
// something is sealed to is first checked against the organisation's root.
import { Failure } from "./api.ts";
import { toBase64 } from "./bytes.ts";
import type { Keyed } from "./compartment.ts";
import { madeWire } from "./compartmentwire.ts";
import type { Recipient } from "./identity.ts";
import type { Opener } from "./opener.ts";
import { type KeyHolder, type Preview } from "./send.ts";

/** Who somebody is, as the intake asks it. */
export interface WhoIAm {
	readonly name: string;
	readonly contact: string;
}

async function keyed(org: string, root: string, { person, note }: KeyHolder): Promise<Keyed> {
	const { verifyStaffKey } = await import("./sealing.ts");
	return { person, recipient: verifyStaffKey(note, root, org, person).recipient };
}

/** The key of the identity compartment, sealed to somebody of those who may have it; base64. Throws a Refusal or a Failure. */
export async function sealedKey(org: string, to: Preview, person: string, opener: Pick<Opener, "grant">): Promise<string> {
	const holder = to.holders.find((one) => one.person === person);
	if (!holder) throw new Failure("dossier.holders-changed", "", 409);
	const { grantTo } = await import("./sealing.ts");
	const { recipient } = await keyed(org, to.root, holder);
	const { epoch, identity } = await opener.grant("identity");
	return toBase64((await grantTo(org, "identity", epoch, identity, recipient)).bytes);
}

/** Who the reporter is, in a compartment of its own for those who may know; throws a Refusal. */
export async function sealedName(org: string, to: Preview, known: readonly string[], who: WhoIAm, reporter: Recipient): Promise<unknown> {
	const { makeCompartment, seal } = await import("./sealing.ts");
	const all = await Promise.all(to.holders.map((one) => keyed(org, to.root, one)));
	const custodians = await Promise.all(to.custodians.map((one) => keyed(org, to.root, one)));
	const holders = all.filter(({ person }) => known.includes(person));
	if (holders.length !== known.length) throw new Failure("dossier.holders-changed", "", 409);
	const made = await makeCompartment(org, "identity", holders, reporter, custodians, to.threshold);
	const { bytes } = await seal(org, "who", JSON.stringify({ name: who.name, contact: who.contact }), [made.recipient]);
	return { identity: madeWire(made), who: toBase64(bytes) };
}
