// Seals and opens the names of the chart. Each import makes a fresh identity, the names'
// key: the pieces are sealed to its recipient, and itself to each reader, as a
// compartment is granted to its holders.
import { fromBase64, toBase64 } from "../bytes.ts";
import { grantTo, string, wellSealed } from "../compartment.ts";
import { type Identity, newIdentity, parseIdentity, parseRecipient, type Recipient, recipientOf } from "../identity.ts";
import { verifyStaffKey } from "../note.ts";
import { Refusal } from "../refusal.ts";
import { openObject, seal } from "../seal.ts";
import { cut, join, type Names } from "./names.ts";
import type { KeyFor, Reader, SealedNames } from "./wire.ts";

/** How the grant of the names' key is named: the key of no compartment of a dossier is taken for it. */
const CHART = "chart";

/** Whose word it is that a key is somebody's. */
export interface Vouching {
	readonly org: string;
	/** The organisation's root, which this browser trusts (knownRoot). */
	readonly root: string;
}

/** Sealed names, as the server takes them. */
export interface MadeNames {
	readonly recipient: Recipient;
	readonly keys: readonly KeyFor[];
	readonly names: readonly string[];
	/** Why it was mended, sealed as the names are. */
	readonly reason?: string;
}

/** Hears how far it is. */
export type Progress = (done: number, of: number) => void;

/** Seals names under a fresh key, and the key to each reader. Throws key.unverified if the root does not vouch for one. */
export async function sealNames(by: Vouching, names: Names, readers: readonly Reader[], tell: Progress, reason = ""): Promise<MadeNames> {
	const to = verified(by, readers);
	const pieces = cut(names);
	const of = to.length + pieces.length;
	let done = 0;
	const identity = await newIdentity();
	const recipient = await recipientOf(identity);
	const keys: KeyFor[] = [];
	const sealed: string[] = [];
	for (const one of to) {
		keys.push(await keyFor(by.org, identity, one));
		tell(++done, of);
	}
	for (const piece of pieces) {
		sealed.push(toBase64((await seal(by.org, "chart", piece, [recipient])).bytes));
		tell(++done, of);
	}
	if (reason === "") return { recipient, keys, names: sealed };
	const why = await seal(by.org, "chart", JSON.stringify({ v: 1, reason }), [recipient]);
	return { recipient, keys, names: sealed, reason: toBase64(why.bytes) };
}

/** Opens names with the own key, and returns the names' key too. Throws a Refusal. */
export async function openNames(own: Identity, org: string, sealed: SealedNames, tell: Progress): Promise<{ names: Names; identity: Identity }> {
	const identity = await openKey(own, org, sealed);
	const pieces: Readonly<Record<string, unknown>>[] = [];
	for (const piece of sealed.names) {
		pieces.push(await openObject(identity, org, "chart", await wellSealed(() => fromBase64(piece))));
		tell(pieces.length, sealed.names.length);
	}
	return { names: await wellSealed(() => join(pieces)), identity };
}

/** Seals the names' key to readers who lack it. Throws key.unverified if the root does not vouch for one. */
export async function keysFor(by: Vouching, identity: Identity, lacking: readonly Reader[]): Promise<KeyFor[]> {
	const keys: KeyFor[] = [];
	for (const one of verified(by, lacking)) keys.push(await keyFor(by.org, identity, one));
	return keys;
}

async function openKey(own: Identity, org: string, { key, recipient }: SealedNames): Promise<Identity> {
	const body = await openObject(own, org, "key", await wellSealed(() => fromBase64(key)));
	const identity = await wellSealed(() => {
		if (body["compartment"] !== CHART) throw new TypeError("another key");
		return parseIdentity(string(body["identity"]));
	});
	if ((await recipientOf(identity)) !== (await wellSealed(() => parseRecipient(recipient)))) throw new Refusal("content.foreign");
	return identity;
}

interface Verified {
	readonly person: string;
	readonly recipient: Recipient;
}

function verified({ org, root }: Vouching, readers: readonly Reader[]): Verified[] {
	return readers.map(({ id, note }) => ({ person: id, recipient: verifyStaffKey(note, root, org, id).recipient }));
}

async function keyFor(org: string, identity: Identity, { person, recipient }: Verified): Promise<KeyFor> {
	return { person, sealed: toBase64((await grantTo(org, CHART, 1, identity, recipient)).bytes) };
}
