// What is wrong with the keys that the server gives, until it is right again: a page of
// staff says so, and seals nothing meanwhile (doc/decisions/0053).
import { type Kept, kept } from "./kept.ts";

/** What is wrong. */
export type Alarm =
	/** The list has another key for the own person, or the own key under another name. */
	| { readonly kind: "own" }
	/** The list is older than one that was seen, or gone. */
	| { readonly kind: "list" }
	/** The own key was in the list and is there no more: nobody seals to it. Told until the next sign-in; it may be meant so. */
	| { readonly kind: "unlisted" }
	/** Somebody's key is older than one that was seen, or the root did not sign it. */
	| { readonly kind: "key"; readonly person: string };

/** What is remembered of the list of keys. */
export interface Watched {
	/** The newest edition that was seen; 0 before the first. */
	readonly edition: number;
	/** Whose the own key was in it; "" if it never was there. */
	readonly me: string;
	/** Whether it was there the last time. */
	readonly listed: boolean;
	readonly alarms: readonly Alarm[];
}

/** The name under which a tab keeps who signed in, until the list of keys was looked at. */
export const SIGNED_IN = "gehoor-signed-in";

/** Where it is kept, by organisation. */
export const watched = (): Kept<Watched> => kept<Watched>("gehoor-watch", "watched");

/** What is remembered of an organisation. */
export const seen = async (org: string, at: Kept<Watched>): Promise<Watched> => (await at.get(org)) ?? { edition: 0, me: "", listed: false, alarms: [] };

/** Remembers that something more is wrong. */
export async function alarm(org: string, more: readonly Alarm[], at: Kept<Watched>): Promise<void> {
	const before = await seen(org, at);
	const fresh = more.filter((one) => !before.alarms.some((other) => same(one, other)));
	if (fresh.length > 0) await at.put(org, { ...before, alarms: [...before.alarms, ...fresh] });
}

/** Forgets what is right again. */
export async function settle(org: string, right: (alarm: Alarm) => boolean, at: Kept<Watched>): Promise<void> {
	const before = await seen(org, at);
	await at.put(org, { ...before, alarms: before.alarms.filter((one) => !right(one)) });
}

const same = (a: Alarm, b: Alarm): boolean => a.kind === b.kind && (a.kind !== "key" || b.kind !== "key" || a.person === b.person);
