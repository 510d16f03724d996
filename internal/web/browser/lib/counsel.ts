// An advice of a confidential adviser to the top: sealed to each of those it is for and to its
// writer, each apart, so that nobody else can open it (internal/counsel).
import { Failure } from "./api.ts";
import { toBase64, toHex } from "./bytes.ts";
import type { KeyNote } from "./dossierpage.ts";
import { type Identity, recipientOf } from "./identity.ts";

/** How many UTF-16 code units an advice or an answer holds. */
export const MAX_COUNSEL = 20_000;

export function newCounselId(): string {
	return toHex(crypto.getRandomValues(new Uint8Array(16)));
}

/** Seals an advice, and gives the body of the request. Throws the Refusal key.unverified if the root did not sign somebody's key. */
export async function sealCounsel(org: string, own: Identity, root: string, id: string, to: readonly KeyNote[], words: string): Promise<object> {
	const { seal, verifyStaffKey } = await import("./sealing.ts");
	if (to.length === 0) throw new Failure("counsel.nobody", "", 400);
	const keyed = to.map(({ person, note }) => ({ person, recipient: verifyStaffKey(note, root, org, person).recipient }));
	const sealed = [];
	for (const { person, recipient } of keyed) sealed.push({ person, bytes: toBase64((await seal(org, "message", words, [recipient])).bytes) });
	return { id, to: sealed, own: toBase64((await seal(org, "message", words, [await recipientOf(own)])).bytes) };
}

/** Seals an answer to the adviser, and a copy to the own key. */
export async function sealAnswer(org: string, own: Identity, root: string, id: string, adviser: KeyNote, words: string): Promise<object> {
	const { seal, verifyStaffKey } = await import("./sealing.ts");
	const { recipient } = verifyStaffKey(adviser.note, root, org, adviser.person);
	const sealed = toBase64((await seal(org, "message", words, [recipient])).bytes);
	return { id, sealed, own: toBase64((await seal(org, "message", words, [await recipientOf(own)])).bytes) };
}
