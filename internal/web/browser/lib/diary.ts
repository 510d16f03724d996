// What somebody keeps who has not decided yet (doc/formats.md §6): entries, each sealed to
// its writer alone, each with a day that the server gave. Of an entry the server gets a
// mark, which stands for the words and says nothing of them. When a signal is made of it,
// all entries are sealed to those who will handle it; with the marks, whose days the
// server states, anybody who opens them sees on which day each entry was kept as it is.
import { Failure, record } from "./api.ts";
import { type Bytes, fromBase64, fromHex, sha256Hex, toBase64, toHex, utf8 } from "./bytes.ts";
import type { Reporter } from "./code.ts";
import type { Recipient } from "./identity.ts";

/** An entry as its writer reads it. */
export interface Entry {
	/** "2026-06-05". */
	readonly on: string;
	readonly mark: string;
	readonly salt: string;
	readonly text: string;
}

/** What the server has of a diary. */
export interface Sealed {
	/** The first day on which it is gone. */
	readonly until: string;
	readonly entries: readonly { readonly on: string; readonly mark: string; readonly sealed: Bytes }[];
}

/** A diary that was opened. */
export interface Diary {
	readonly until: string;
	readonly entries: readonly Entry[];
	/** The days of entries that do not open, or are not what was kept. */
	readonly damaged: readonly string[];
	/** The marks of all entries, in their order. */
	readonly marks: readonly string[];
}

/** What can be typed, in UTF-16 code units: with the longest spelling that JSON has, all entries stay below the 256 KiB of one content. */
export const MAX_ENTRY = 8_000;
export const MAX_TEXT = 40_000;
/** What the server takes (internal/account, MaxDiaryEntries). */
export const MAX_ENTRIES = 60;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HASH = /^[0-9a-f]{64}$/;
const SALT_BYTES = 32;

/** The mark of an entry: a hash of its words, with 32 random bytes that keep anybody from guessing them. */
export async function markOf(salt: string, text: string): Promise<string> {
	return sha256Hex(new Uint8Array([...utf8("gehoor diary v1\n"), ...fromHex(salt), ...utf8(text)]));
}

/** Seals an entry to its writer; throws a Refusal when it is too long. */
export async function sealEntry(org: string, reporter: Reporter, text: string): Promise<{ mark: string; sealed: Bytes }> {
	const { seal } = await import("./sealing.ts");
	const salt = toHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
	const sealed = (await seal(org, "diary", body([{ salt, text }]), [reporter.recipient])).bytes;
	return { mark: await markOf(salt, text), sealed };
}

/** What is sealed to those who handle a signal; also of one entry. */
export function body(entries: readonly Pick<Entry, "salt" | "text">[]): string {
	return JSON.stringify({ v: 1, entries: entries.map(({ salt, text }) => ({ salt, text })) });
}

/** Reads what the server has; undefined if that is nothing. Throws a Failure. */
export function readSealed(value: unknown): Sealed | undefined {
	if (value === undefined || value === null) return undefined;
	const { until, entries } = record(value);
	if (typeof until !== "string" || !DAY.test(until) || !Array.isArray(entries)) throw new Failure("failed");
	return {
		until,
		entries: entries.map((one) => {
			const { on, mark, sealed } = record(one);
			if (typeof on !== "string" || !DAY.test(on) || typeof mark !== "string" || !HASH.test(mark) || typeof sealed !== "string") throw new Failure("failed");
			return { on, mark, sealed: fromBase64(sealed) };
		}),
	};
}

/** Opens a diary. */
export async function openDiary(org: string, reporter: Reporter, { until, entries }: Sealed): Promise<Diary> {
	const { openText } = await import("./sealing.ts");
	const opened = await Promise.all(
		entries.map(async ({ on, mark, sealed }): Promise<Entry | string> => {
			try {
				const [one] = read(await openText(reporter.identity, org, "diary", sealed));
				if (one && (await markOf(one.salt, one.text)) === mark) return { on, mark, ...one };
			} catch {
				// Damaged, or another code's.
			}
			return on;
		}),
	);
	return {
		until,
		marks: entries.map(({ mark }) => mark),
		entries: opened.filter((one): one is Entry => typeof one !== "string"),
		damaged: opened.filter((one): one is string => typeof one === "string"),
	};
}

/** How many code units can still be typed in all. */
export function room(entries: readonly Entry[]): number {
	return MAX_TEXT - entries.reduce((sum, { text }) => sum + text.length, 0);
}

/** A day and a mark, as the server states them of a signal. */
export interface Kept {
	readonly on: string;
	readonly mark: string;
}

/** What a handler reads: the entries with the days that the server states, in their order. */
export interface Told {
	/** on is "" where the server states no day of these words. */
	readonly entries: readonly { readonly on: string; readonly text: string }[];
	/** Days of which the words are not there. */
	readonly missing: readonly string[];
}

/** Puts the words of a signal's diary beside the days that the server states; null if they are none. */
export async function told(words: string, kept: readonly Kept[]): Promise<Told | null> {
	const all = read(words);
	if (all.length === 0) return null;
	const days = new Map(kept.map(({ on, mark }) => [mark, on]));
	const entries = [];
	for (const { salt, text } of all) {
		const mark = await markOf(salt, text);
		entries.push({ on: days.get(mark) ?? "", text });
		days.delete(mark);
	}
	return { entries, missing: [...days.values()] };
}

/** The entries in a body; what has not the form of one is left out. */
function read(words: string): { salt: string; text: string }[] {
	let value: unknown;
	try {
		value = JSON.parse(words);
	} catch {
		return [];
	}
	const { entries } = record(value);
	if (!Array.isArray(entries)) return [];
	return entries
		.slice(0, MAX_ENTRIES)
		.map(record)
		.filter((one): one is { salt: string; text: string } => typeof one["salt"] === "string" && HASH.test(one["salt"]) && typeof one["text"] === "string")
		.map(({ salt, text }) => ({ salt, text }));
}

/** The part of a signal's request that hands a diary in; undefined if there is none. */
export async function diaryWire(org: string, diary: Diary | undefined, to: Recipient): Promise<{ sealed: string; marks: readonly string[] } | undefined> {
	if (!diary || diary.marks.length === 0) return undefined;
	const { seal } = await import("./sealing.ts");
	return { sealed: toBase64((await seal(org, "diary", body(diary.entries), [to])).bytes), marks: diary.marks };
}
