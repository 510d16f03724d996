// The vector files that Go and TypeScript share (testdata/vectors/README.md).
// For tests only: it reads the disk.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { CompartmentName } from "./compartment.ts";
import { join } from "node:path";
import type { Identity, Recipient } from "./identity.ts";
import type { Answers } from "./questionnaire.ts";

// npm runs a script in the folder of package.json.
const FOLDER = join(process.cwd(), "..", "..", "..", "testdata", "vectors");

/** The entries of a file. */
export function read<T>(name: string): T[] {
	const entries: unknown = JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
	if (!Array.isArray(entries) || entries.length === 0) throw new Error(`${name} has no vectors`);
	return entries as T[];
}

/** Writes a file if it is missing and GEHOOR_UPDATE is set: a vector is added, never edited. */
export async function write(name: string, build: () => Promise<unknown[]>): Promise<void> {
	const path = join(FOLDER, name);
	if (existsSync(path) || !process.env["GEHOOR_UPDATE"]) return;
	writeFileSync(path, `${JSON.stringify(await build(), null, "\t")}\n`);
}

export interface SigningVector {
	org: string;
	person: string;
	identity: string;
	signer: string;
	number: string;
	message: string;
	signature: string;
	root: string;
	note: string;
	on: string;
	refused: string[];
}

export interface VouchVector {
	org: string;
	identity: Identity;
	recipient: Recipient;
	tag: string;
	case: string;
	care: string;
	participant: string;
}

export interface PadmeVector {
	length: number;
	padded: number;
}

export interface CodeVector {
	bytes: string;
	lang: "nl" | "en";
	words: string;
	org: string;
	identity: string;
	recipient: string;
	lookUp: string;
}

export interface AnswersVector {
	name: string;
	answers: Answers;
	asked: string[];
	faults: Record<string, { key: string; limit?: number; over?: number; inner?: string; entry?: number }>;
	kept: Answers;
	who: { name: string; contact: string } | null;
	office: string;
	notSafe: boolean;
	talkAsked?: boolean;
}

export interface SignInVector {
	passphrase: string;
	salt: string;
	org: string;
	secret: string;
	wrap: string;
	wrapped: string;
	identity: string;
}

export interface PasskeyVector {
	prf: string;
	org: string;
	wrap: string;
	wrapped: string;
	identity: string;
}

export interface StaffKeyVector {
	name: string;
	root: string;
	org: string;
	person: string;
	note: string;
	recipient: string;
	on: string;
}

export interface ShareVector {
	by: string;
	identity: string;
	threshold: number;
	shares: string[];
}

export interface SealedVector {
	name: string;
	identity: string;
	org: string;
	type: string;
	sealed: string;
	id: string;
	inspect: string;
	body: string | null;
	refused: string;
}

export interface HeldVector {
	identity: string;
	id: string;
	sealed: string;
}

export interface RecoveryVector {
	by: string;
	org: string;
	dossier: string;
	recovery: string;
	compartment: CompartmentName;
	recipient: string;
	threshold: number;
	/** Of the one who gets the key. */
	identity: string;
	/** The key that comes out. */
	joined: string;
	given: { custodian: string; sealed: string }[];
}

export interface CompartmentVector {
	org: string;
	compartment: string;
	recipient: string;
	threshold: number;
	grants: HeldVector[];
	shares: HeldVector[];
}

export interface CheckNumberVector {
	org: string;
	person: string;
	recipient: string;
	number: string;
}

export interface ManifestVector {
	name: string;
	text: string;
	/** The same manifest as we write it; "" where the text is none. */
	written: string;
}

export interface FileNameVector {
	given: string;
	kept: string;
}

export interface FileSizeVector {
	length: number;
	parts: number;
	/** Of more than two parts the first and the last. */
	pieces: number[];
	sealed: number[];
}

export interface FileVector {
	name: string;
	org: string;
	identity: string;
	/** Sealed, as the parts are: what the store gives for each that the manifest names. */
	manifest: string;
	parts: string[];
	whole: string | null;
	refused: string;
}
