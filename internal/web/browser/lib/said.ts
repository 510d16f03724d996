// Whether what somebody of staff said in a dossier carries their signature (doc/formats.md
// §5b): looked at in each colleague's browser, against the keys for which the root vouches.
import { fromBase64, fromUtf8 } from "./bytes.ts";
import { verifyStaffKey } from "./note.ts";
import { signed } from "./signing.ts";

/** Something that somebody said. */
export interface Said {
	readonly content: string;
	readonly person: string;
	/** The day, 2026-01-31. */
	readonly on: string;
	readonly kind: string;
	readonly body: unknown;
	/** Base64; neither is there if nothing was signed. */
	readonly intent?: string;
	readonly signature?: string;
}

/** Who said something, and all that the root said of their keys, oldest first. */
export interface Author {
	readonly person: string;
	readonly name: string;
	readonly notes: readonly string[] | null;
}

/** What is wrong: it is somebody else's signature or none, where there should be one. */
export type Doubt = "forged" | "unsigned";

/** One key with which somebody signed, since a day. */
interface Key {
	readonly signer: string;
	readonly on: string;
}

/** Finds what is wrong with one thing that was said; undefined if nothing is. */
export function doubtOf(said: Said, keys: readonly Key[], org: string, stream: string): Doubt | undefined {
	if (said.intent === undefined || said.signature === undefined) {
		// Who made a key on that very day may have said it before.
		return keys.some(({ on }) => on < said.on) ? "unsigned" : undefined;
	}
	try {
		const intent = fromBase64(said.intent);
		const signature = fromBase64(said.signature);
		const { nonce, ...rest } = JSON.parse(fromUtf8(intent)) as Readonly<Record<string, unknown>>;
		const fits = typeof nonce === "string" && same(rest, { org, stream, kind: said.kind, body: said.body });
		return fits && keys.some(({ signer }) => signed(signer, intent, signature)) ? undefined : "forged";
	} catch {
		return "forged";
	}
}

/** The keys of an author for which the root vouches. */
export function keysOf({ person, notes }: Author, root: string, org: string): Key[] {
	return (notes ?? []).flatMap((note) => {
		try {
			const { signer, on } = verifyStaffKey(note, root, org, person);
			return signer === "" ? [] : [{ signer, on }];
		} catch {
			return [];
		}
	});
}

/** Whether two JSON values say the same. */
function same(a: unknown, b: unknown): boolean {
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
	const names = Object.keys(x);
	return names.length === Object.keys(y).length && names.every((name) => Object.hasOwn(y, name) && same(x[name], y[name]));
}

/** All that is wrong, by what was said and who is said to have said it. */
export function doubts(
	all: readonly Said[],
	authors: readonly Author[],
	root: string,
	org: string,
	stream: string,
): { readonly said: Said; readonly name: string; readonly doubt: Doubt }[] {
	const known = new Map(authors.map((one) => [one.person, { name: one.name, keys: keysOf(one, root, org) }]));
	return all.flatMap((said) => {
		const author = known.get(said.person);
		const doubt = doubtOf(said, author?.keys ?? [], org, stream);
		return doubt === undefined ? [] : [{ said, name: author?.name ?? "", doubt }];
	});
}
