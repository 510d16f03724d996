// Compartments (doc/formats.md §2): a fresh identity, granted to its holders and
// cut into shares for the custodians.
import { fromBase64, sha256Hex, toBase64, toHex, utf8 } from "./bytes.ts";
import { derive } from "./derive.ts";
import { type Identity, newIdentity, parseIdentity, parseRecipient, type Recipient, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { openObject, seal, type Sealed } from "./seal.ts";
import { join, split } from "./shares.ts";

/** The compartments of a dossier: each participant has one. */
export type CompartmentName = "conversation" | "identity" | InternalName | `participant/${string}`;

/** Those for internal words: about the case, and about care. */
export type InternalName = "case" | "care";

/** Somebody whose key was verified (verifyStaffKey). */
export interface Keyed {
	readonly person: string;
	readonly recipient: Recipient;
}

/** Where to seal to a reporter later on, and a tag that only somebody with the compartment's key can make. */
export interface Vouched {
	readonly recipient: Recipient;
	/** 64 hexadecimal digits. */
	readonly tag: string;
}

/** The compartment's identity for one holder; person is null for whoever has a code, who is vouched for. */
export interface Grant extends Sealed {
	readonly person: string | null;
	readonly vouched?: Vouched;
}

/** One custodian's share. */
export interface ShareFor extends Sealed {
	readonly custodian: string;
}

/** A compartment that was just made. identity stays in this browser; the rest is sent. */
export interface Compartment {
	readonly recipient: Recipient;
	readonly identity: Identity;
	readonly grants: readonly Grant[];
	readonly shares: readonly ShareFor[];
	readonly threshold: number;
}

/** What a grant holds. */
export interface OpenedGrant {
	readonly compartment: CompartmentName;
	readonly epoch: number;
	readonly identity: Identity;
	readonly recipient: Recipient;
}

/** What a custodian's share holds. */
export interface OpenedShare {
	readonly compartment: CompartmentName;
	readonly epoch: number;
	readonly recipient: Recipient;
	readonly threshold: number;
	readonly of: number;
	readonly share: Uint8Array;
}

/**
 * Makes a compartment: a fresh identity, a grant for each holder and for whoever
 * has a code if it is for one, and a share for each custodian, of whom threshold
 * together can recover it (2 ≤ threshold ≤ custodians). The epoch is 1 unless an
 * earlier one was closed by a recusal. Throws the Refusal key.unverified when one
 * person or one key is listed twice: whoever is in two places holds two shares,
 * and "nobody alone" would be a word.
 */
export async function makeCompartment(
	org: string,
	name: CompartmentName,
	holders: readonly Keyed[],
	coded: Recipient | null,
	custodians: readonly Keyed[],
	threshold: number,
	epoch = 1,
): Promise<Compartment> {
	if (!distinct(holders)) throw new Refusal("key.unverified");
	const identity = await newIdentity();
	const recipient = await recipientOf(identity);
	const to = [...holders, ...(coded ? [{ person: null, recipient: coded }] : [])];
	const grants: Grant[] = [];
	for (const { person, recipient: holder } of to) {
		const vouched = person === null ? { vouched: await vouch(identity, org, holder) } : {};
		grants.push({ person, ...vouched, ...(await grantTo(org, name, epoch, identity, holder)) });
	}
	const shares = await cutShares(org, { compartment: name, epoch, identity, recipient }, custodians, threshold);
	return { recipient, identity, grants, shares, threshold };
}

/**
 * Cuts a compartment's identity into a share for each custodian, of whom threshold
 * together can recover it. Throws the Refusal key.unverified when one person or one
 * key is listed twice.
 */
export async function cutShares(
	org: string,
	{ compartment, epoch, identity, recipient }: OpenedGrant,
	custodians: readonly Keyed[],
	threshold: number,
): Promise<ShareFor[]> {
	if (!distinct(custodians)) throw new Refusal("key.unverified");
	const parts = await split(identity, custodians.length, threshold);
	const shares: ShareFor[] = [];
	for (const [i, { person, recipient: custodian }] of custodians.entries()) {
		const share = toBase64(parts[i] ?? new Uint8Array());
		const body = JSON.stringify({ compartment, epoch, recipient, threshold, of: custodians.length, share });
		shares.push({ custodian: person, ...(await seal(org, "share", body, [custodian])) });
	}
	return shares;
}

function distinct(people: readonly Keyed[]): boolean {
	const each = (of: (one: Keyed) => string) => new Set(people.map(of)).size === people.length;
	return each((one) => one.person) && each((one) => one.recipient);
}

/** Says where a reporter's keys are sealed to, in a way that only somebody with the compartment's key can. */
export async function vouch(identity: Identity, org: string, recipient: Recipient): Promise<Vouched> {
	return { recipient, tag: await tagOf(identity, "gehoor reporter v1", org, recipient) };
}

/** Says, in a way that only somebody with the conversation's key can, that a recipient is that of a compartment. */
export function madeTag(name: CompartmentName, conversation: Identity, org: string, recipient: Recipient): Promise<string> {
	return tagOf(conversation, `gehoor ${name.split("/", 1)[0] ?? ""} v1`, org, recipient);
}

async function tagOf(identity: Identity, salt: string, org: string, recipient: Recipient): Promise<string> {
	return toHex(await derive(utf8(identity), salt, org, `/${await sha256Hex(utf8(recipient))}`));
}

/** Seals the identity of a compartment, or of the chart's names, to one more holder. */
export function grantTo(
	org: string,
	name: CompartmentName | "chart",
	epoch: number,
	identity: Identity,
	holder: Recipient,
): Promise<Sealed> {
	return seal(org, "key", JSON.stringify({ compartment: name, epoch, identity }), [holder]);
}

/** Opens a grant; throws a Refusal. The caller compares recipient with the compartment's in the dossier. */
export async function openGrant(holder: Identity, org: string, bytes: Uint8Array): Promise<OpenedGrant> {
	const body = await openObject(holder, org, "key", bytes);
	return wellSealed(async () => {
		const identity = parseIdentity(string(body["identity"]));
		return {
			compartment: compartmentName(body["compartment"]),
			epoch: whole(body["epoch"], 1),
			identity,
			recipient: await recipientOf(identity),
		};
	});
}

/** Opens a custodian's share; throws a Refusal. */
export async function openShare(custodian: Identity, org: string, bytes: Uint8Array): Promise<OpenedShare> {
	const body = await openObject(custodian, org, "share", bytes);
	return wellSealed(() => {
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
}

/** Recovers a compartment's identity from its custodians' shares; throws shares.do-not-fit. */
export async function recover(shares: readonly OpenedShare[]): Promise<Identity> {
	const [first] = shares;
	if (!first || shares.length < first.threshold) throw new Refusal("shares.do-not-fit");
	const alike = (s: OpenedShare) =>
		s.compartment === first.compartment && s.epoch === first.epoch && s.recipient === first.recipient;
	if (!shares.every(alike)) throw new Refusal("shares.do-not-fit");
	const identity = await join(shares.map((s) => s.share));
	if ((await recipientOf(identity)) !== first.recipient) throw new Refusal("shares.do-not-fit");
	return identity;
}

/** Turns a malformed field into the refusal for wrongly sealed content. */
export async function wellSealed<T>(read: () => T | Promise<T>): Promise<T> {
	try {
		return await read();
	} catch {
		throw new Refusal("content.wrongly-sealed");
	}
}

/** Reads a field that is a text; throws a TypeError. */
export function string(value: unknown): string {
	if (typeof value !== "string") throw new TypeError("not a string");
	return value;
}

/** Reads a field that is a whole number of at least least; throws a RangeError. */
export function whole(value: unknown, least: number): number {
	if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) throw new RangeError("not a number");
	return value;
}

const COMPARTMENT = /^(conversation|identity|case|care|participant\/[0-9a-f]{32})$/;

/** Reads a field that names a compartment; throws a RangeError. */
export function compartmentName(value: unknown): CompartmentName {
	if (typeof value !== "string" || !COMPARTMENT.test(value)) throw new RangeError("no compartment");
	return value as CompartmentName;
}
