// What a confidential adviser notes in a year (doc/formats.md §4), without page or
// server: reading and writing it, changing it, searching it.
//
// Rules:
//
//   - What is sealed is always of one length, so that nobody counts conversations by it.
//   - A change names the conversation that it was made on. If that is another by now, in a
//     second tab for example, nothing is changed: the person says which one goes on.
//   - Several conversations with one person hang below the first, so that figures count
//     people.
import { toHex, utf8 } from "./bytes.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { openObject, seal, type Sealed } from "./seal.ts";

/** What a conversation can be about, in the order in which it is chosen. */
export const THEMES = ["intimidation", "discrimination", "aggression", "bullying", "sexual-harassment", "integrity", "other"] as const;
export type Theme = (typeof THEMES)[number];

/** The positions of whom it is about: the offices of the dictionary (office.go). */
export const POSITIONS = [
	"employee", "manager", "alderman", "council-member", "committee-member", "faction-staff", "mayor", "secretary",
	"council-clerk", "contractor", "bureau", "adviser", "unknown",
] as const;
export type Position = (typeof POSITIONS)[number];

/** One conversation. Days are "2026-03-05"; "" is none. */
export interface Talk {
	readonly id: string;
	readonly day: string;
	readonly theme: Theme;
	readonly position: Position;
	/** The adviser's own words. */
	readonly words: string;
	/** The first conversation with the same person; "" if this is the first. */
	readonly follows: string;
	/** When to call again. */
	readonly callOn: string;
	/** Since when the person agrees that a signal without content is passed on, and since when no more. */
	readonly agreedOn: string;
	readonly revokedOn: string;
	/** With what it was passed on (advicepass.ts), 64 hexadecimal digits; "" if it never was. */
	readonly passed: string;
	/** When it was passed on; "" while nobody knows whether it arrived. */
	readonly passedOn: string;
	/** When it was taken back. */
	readonly takenOn: string;
}

/** What a conversation of an earlier version of this page has not. */
export const NEVER_PASSED = { passed: "", passedOn: "", takenOn: "" };

/** How long the sealed body is: with the header 258,048 bytes by Padmé, whatever is noted (internal/advice). */
export const BODY_BYTES = 255_000;

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const ID = /^[0-9a-f]{32}$/;
const TOKEN = /^[0-9a-f]{64}$/;

/** A day that the calendar has. */
export function isDay(text: string): boolean {
	const at = new Date(`${text}T00:00:00Z`);
	return DAY.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** An ID of a new conversation. */
export function newTalkId(): string {
	return toHex(crypto.getRandomValues(new Uint8Array(16)));
}

/** How many bytes a year's notes take of BODY_BYTES. */
export function bytesOf(year: number, talks: readonly Talk[]): number {
	return utf8(write(year, talks)).length;
}

function write(year: number, talks: readonly Talk[]): string {
	return JSON.stringify({ v: 1, year, talks });
}

/** Seals a year to the adviser alone; throws the Refusal content.too-large if it does not fit. */
export async function sealYear(org: string, own: Identity, year: number, talks: readonly Talk[]): Promise<Sealed> {
	const body = new Uint8Array(BODY_BYTES).fill(32);
	const words = utf8(write(year, talks));
	if (words.length > body.length) throw new Refusal("content.too-large");
	body.set(words);
	return seal(org, "advice", body, [await recipientOf(own)]);
}

/** Opens a year. What is of another year or not as we write it is wrongly sealed. */
export async function openYear(org: string, own: Identity, year: number, sealed: Uint8Array): Promise<Talk[]> {
	const { v, year: of, talks } = await openObject(own, org, "advice", sealed);
	if (v !== 1 || of !== year || !Array.isArray(talks)) throw new Refusal("content.wrongly-sealed");
	const all: unknown[] = talks.map((one: unknown) => ({ ...NEVER_PASSED, ...(one as object | null) }));
	if (!all.every((one) => isTalk(one, year))) throw new Refusal("content.wrongly-sealed");
	return tidy(all as Talk[]);
}

/** Whether something is a conversation of a year. */
export function isTalk(value: unknown, year: number): value is Talk {
	const one = (value ?? {}) as Record<string, unknown>;
	const str = (name: string) => (typeof one[name] === "string" ? (one[name] as string) : undefined);
	const day = (name: string) => str(name) === "" || isDay(str(name) ?? "");
	return (
		ID.test(str("id") ?? "") && isDay(str("day") ?? "") && str("day")?.startsWith(`${year}-`) === true
		&& (THEMES as readonly string[]).includes(str("theme") ?? "") && (POSITIONS as readonly string[]).includes(str("position") ?? "")
		&& str("words") !== undefined && (str("follows") === "" || ID.test(str("follows") ?? ""))
		&& day("callOn") && day("agreedOn") && day("revokedOn") && (str("passed") === "" || TOKEN.test(str("passed") ?? "")) && day("passedOn") && day("takenOn")
	);
}

/** A change, and the conversation that it was made on; undefined for a new one. */
export type Act = { readonly put: Talk; readonly on: Talk | undefined } | { readonly remove: Talk };

/** The conversation is another by now, or, undefined, is gone. */
export class Clash extends Error {
	override readonly name = "Clash";

	constructor(readonly theirs: Talk | undefined) {
		super("changed elsewhere");
	}
}

/** The conversations after a change; throws a Clash. A change that was made already changes nothing. */
export function apply(talks: readonly Talk[], act: Act): Talk[] {
	const wanted = "put" in act ? act.put : act.remove;
	const is = talks.find(({ id }) => id === wanted.id);
	if ("put" in act) {
		if (is && same(is, act.put)) return [...talks];
		if (is ? !act.on || !same(is, act.on) : act.on) throw new Clash(is);
		return tidy([...talks.filter((one) => one !== is), act.put]);
	}
	if (!is) return [...talks];
	if (!same(is, act.remove)) throw new Clash(is);
	return without(talks, is);
}

/** The rest; what hung below the one that goes hangs below the next of the same person. */
function without(talks: readonly Talk[], gone: Talk): Talk[] {
	const rest = newestFirst(talks.filter((one) => one !== gone));
	const next = gone.follows || rest.filter(({ follows }) => follows === gone.id).at(-1)?.id || "";
	return tidy(rest.map((one) => (one.follows === gone.id ? { ...one, follows: one.id === next ? "" : next } : one)));
}

/** Hangs each conversation below the first one with the person, in one step; what hangs below nothing stands by itself. */
function tidy(talks: readonly Talk[]): Talk[] {
	const by = new Map(talks.map((one) => [one.id, one]));
	const first = (one: Talk): string => {
		const seen = new Set<string>();
		let at = one;
		while (at.follows !== "" && !seen.has(at.id)) {
			seen.add(at.id);
			const up = by.get(at.follows);
			if (!up) break;
			at = up;
		}
		return at.follows === "" || !by.has(at.follows) ? at.id : [...seen].sort()[0] ?? one.id;
	};
	return newestFirst(talks.map((one) => {
		const id = first(one);
		return { ...one, follows: id === one.id ? "" : id };
	}));
}

/** Whether two conversations are the same, in whatever order their fields are. */
export function same(a: Talk, b: Talk): boolean {
	return (["id", "day", "theme", "position", "words", "follows", "callOn", "agreedOn", "revokedOn", "passed", "passedOn", "takenOn"] as const).every((name) => a[name] === b[name]);
}

/** By day, the last first; of one day always in the same order. */
export function newestFirst(talks: readonly Talk[]): Talk[] {
	return [...talks].sort((a, b) => compare(b.day, a.day) || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Those whom to call by a day, who waits longest first. */
export function due(talks: readonly Talk[], today: string): Talk[] {
	return talks.filter(({ callOn }) => callOn !== "" && callOn <= today).sort((a, b) => compare(a.callOn, b.callOn) || compare(a.id, b.id));
}

/** Whether the person agrees now. */
export function agrees(talk: Talk): boolean {
	return talk.agreedOn !== "" && talk.revokedOn === "";
}

/** How it stands with passing on: never, perhaps arrived, passed on, or taken back. */
export type Passing = "" | "unsure" | "passed" | "taken";

export function passing(talk: Talk): Passing {
	if (talk.passed === "") return "";
	if (talk.takenOn !== "") return "taken";
	return talk.passedOn === "" ? "unsure" : "passed";
}

/** The conversation with the same person that counts as passed on, or perhaps does; each person counts once. */
export function passedWith(talk: Talk, all: readonly Talk[]): Talk | undefined {
	const first = (one: Talk): string => one.follows || one.id;
	return all.find((one) => first(one) === first(talk) && ["unsure", "passed"].includes(passing(one)));
}

/** Those in which every word of a query is, in whatever letters. shown is what else a person reads of one. */
export function search(talks: readonly Talk[], query: string, shown: (talk: Talk) => string): Talk[] {
	const words = fold(query).split(/\s+/).filter((word) => word !== "");
	return talks.filter((talk) => {
		const text = fold(`${talk.words} ${shown(talk)}`);
		return words.every((word) => text.includes(word));
	});
}

/** Small letters without marks. */
function fold(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
