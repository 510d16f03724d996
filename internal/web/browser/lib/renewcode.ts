// Another code for a reporter: the keys of the compartments that the reporter
// holds, sealed to what the new code gives. Made in the browser of the reporter,
// who opens them with the old code, or of a holder who knows the reporter.
import type { Bytes } from "./bytes.ts";
import { deriveReporter, type Reporter } from "./code.ts";
import { type CompartmentName, grantTo, vouch } from "./compartment.ts";
import { type KeyWire, keyWire } from "./compartmentwire.ts";
import type { Opener } from "./opener.ts";

/** A code that is ready to be sent. */
export interface Renewal {
	readonly code: Bytes;
	readonly reporter: Reporter;
	/** What the server takes; the same bytes may be sent again. */
	readonly body: { readonly lookup: string; readonly keys: readonly KeyWire[] };
}

/** Seals the keys to a new code; throws a Failure or a Refusal, and then nothing was sealed to anybody. */
export async function renewal(org: string, code: Bytes, boxes: readonly CompartmentName[], opener: Pick<Opener, "grant">): Promise<Renewal> {
	const reporter = await deriveReporter(code, org);
	const keys: KeyWire[] = [];
	for (const name of boxes) {
		const grant = await opener.grant(name);
		const sealed = await grantTo(org, name, grant.epoch, grant.identity, reporter.recipient);
		keys.push(keyWire(grant, sealed, await vouch(grant.identity, org, reporter.recipient)));
	}
	return { code, reporter, body: { lookup: reporter.lookUp, keys } };
}
