// What is found in a file, and what comes back from cleaning it. Everything here
// is data; the sentences are in lib/cleanedshow.ts.
import type { Bytes } from "../bytes.ts";

/** What kind of file it is, as its bytes say; a name is never believed. */
export type Kind = "jpeg" | "png" | "pdf" | "office" | "opendocument" | "old-office" | "text" | "unknown";

/** What something in a file tells, in the words in which it is shown. */
export type Tells =
	| "place"
	| "device"
	| "person"
	| "organisation"
	| "time"
	| "software"
	| "title"
	| "words"
	| "number"
	| "folder"
	| "thumbnail"
	| "profile"
	| "versions"
	| "attachment"
	| "behind"
	| "other";

/** One thing that is in the file besides what one sees. */
export interface Finding {
	readonly tells: Tells;
	/** As it stands in the file, shortened, on one line; "" if it is nothing to read. It is foreign text. */
	readonly value: string;
}

/** What stays in a cleaned file because it belongs to what one sees or wrote. */
export type Stays =
	/** Comments of readers; who made them is gone, their words are not. */
	| "comments"
	/** Tracked changes; who made them is gone, what was deleted can still be read. */
	| "changes"
	/** Speaker notes of slides. */
	| "notes"
	/** Sheets, rows or slides that are hidden. */
	| "hidden"
	/** Layers that can be switched off. */
	| "layers"
	/** What was filled in. */
	| "form"
	/** Documents and objects inside that were not looked into. */
	| "objects"
	/** Pictures inside of a kind that is not looked into. */
	| "pictures";

/** Why a file is not cleaned. */
export type Why =
	/** A kind that we do not know how to clean. */
	| "unknown"
	/** Office files from before 2007. */
	| "old-office"
	/** With a password. */
	| "encrypted"
	/** With a signature, which any change would break. */
	| "signed"
	/** With programs inside, which can tell who wrote them. */
	| "macros"
	/** Not whole, or not what it says. */
	| "damaged"
	/** Over MAX_FILE. */
	| "too-large"
	/** Unpacked or taken apart it is more than a device can be asked to hold. */
	| "too-much"
	/** It took longer than a person waits. */
	| "too-slow";

/** What comes back from cleaning. */
export type Cleaned = {
	readonly kind: Kind;
	/** What the file told before cleaning, also when it could not be cleaned. */
	readonly findings: readonly Finding[];
} & (
	| {
			/** The file without what was found. */
			readonly cleaned: Blob;
			readonly stays: readonly Stays[];
			readonly why?: never;
	  }
	| { readonly cleaned?: never; readonly why: Why }
);

/** What a cleaner of one kind returns. */
export interface Parts {
	readonly bytes: Bytes;
	/** The media type of the kind. */
	readonly type: string;
}

/** A file that is not cleaned. Nothing else is thrown for what a file holds. */
export class Uncleanable extends Error {
	override readonly name = "Uncleanable";

	constructor(readonly why: Why) {
		super(why);
	}
}

/** The largest file that is cleaned, as it has to lie in memory a few times. */
export const MAX_FILE = 64 << 20;
/** Findings per file: more than a person reads; the rest is removed all the same. */
export const MAX_FINDINGS = 60;
/** Characters of a value: enough to know it again. */
export const MAX_VALUE = 120;

// Control characters, and those that turn the direction of what follows.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]+/g;

/** Collects what is found: each thing once, bounded. */
export class Findings {
	readonly #found = new Map<string, Finding>();
	readonly #stays = new Set<Stays>();

	/** Adds a finding; a second one without a value adds nothing. */
	add(tells: Tells, value = ""): void {
		const line = tells === "time" ? moment(oneLine(value)) : oneLine(value);
		const key = `${tells} ${line}`;
		if (this.#found.has(key) || this.#found.size >= MAX_FINDINGS) return;
		this.#found.set(key, { tells, value: line });
	}

	/** Adds a finding if there is something to read. */
	addText(tells: Tells, value: string): void {
		if (oneLine(value) !== "") this.add(tells, value);
	}

	/** Notes what stays. */
	stay(what: Stays): void {
		this.#stays.add(what);
	}

	get list(): readonly Finding[] {
		return [...this.#found.values()];
	}

	get stays(): readonly Stays[] {
		return [...this.#stays];
	}
}

/** A moment as pictures ("2026:06:01 09:30:00") and PDFs ("D:20260601093000+02'00'") have it, in the order of ISO 8601. */
function moment(value: string): string {
	const [, year, month, day, hour, minute] = /^(?:D:)?(\d{4}):?(\d\d):?(\d\d)[ T]?(?:(\d\d):?(\d\d).*)?$/.exec(value) ?? [];
	if (year === undefined) return value;
	return `${year}-${month ?? ""}-${day ?? ""}${hour === undefined ? "" : ` ${hour}:${minute ?? ""}`}`;
}

function oneLine(value: string): string {
	const line = value.slice(0, 4 * MAX_VALUE).replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
	return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE - 1).replace(/[\ud800-\udbff]$/, "")}…` : line;
}
