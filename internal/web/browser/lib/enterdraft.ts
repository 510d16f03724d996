// What somebody of staff is entering for a reporter, as it lies sealed in the tab
// (staffdraft.ts): the answers, and the code that the browser made for the
// reporter. After sending it is only the code, until it was given.
import { readAnswers } from "./answersread.ts";
import { record } from "./api.ts";
import { type Bytes, fromHex, toHex } from "./bytes.ts";
import { CODE_BYTES, type Lang, PLAIN_CODE_BYTES } from "./code.ts";
import type { Settled } from "./sendpeople.ts";
import type { Answers } from "./questionnaire.ts";

/** How the one who enters was told; internal/signal has the same. */
export type Channel = "" | "phone" | "letter" | "in-person";

/** What is kept. */
export interface Entering extends Settled {
	readonly code: Bytes;
	readonly channel: Channel;
	/** The language in which the reporter reads. */
	readonly language: Lang;
	readonly answers: Answers;
	/** Set once it was received: the dossier that the one who entered it can open, "" if none. */
	readonly given?: string;
}

const CHANNELS: readonly string[] = ["phone", "letter", "in-person"];
const ID = /^[0-9a-f]{32}$/;
const MAX_PEOPLE = 64;

/** The channel that a text names, "" if none. */
export function channelOf(text: string): Channel {
	return CHANNELS.includes(text) ? (text as Channel) : "";
}

/** As text, to be sealed. */
export function write(entering: Entering): string {
	return JSON.stringify({ ...entering, code: toHex(entering.code) });
}

/** What was written; undefined if it has not that form, so that nothing is shown as somebody's code that is none. */
export function read(text: string): Entering | undefined {
	const { code, channel, language, answers, struck, known, given } = record(parse(text));
	const bytes = codeOf(code);
	if (!bytes) return undefined;
	return {
		code: bytes,
		channel: channelOf(typeof channel === "string" ? channel : ""),
		language: language === "en" ? "en" : "nl",
		answers: readAnswers(answers),
		struck: list(struck).map(someone).filter((one) => ID.test(one.person)),
		known: list(known).filter((one): one is string => typeof one === "string" && ID.test(one)),
		...(typeof given === "string" && (given === "" || ID.test(given)) ? { given } : {}),
	};
}

function codeOf(value: unknown): Bytes | undefined {
	try {
		const bytes = fromHex(typeof value === "string" ? value : "");
		return bytes.length === CODE_BYTES || bytes.length === PLAIN_CODE_BYTES ? bytes : undefined;
	} catch {
		return undefined;
	}
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value.slice(0, MAX_PEOPLE) : [];
}

function someone(value: unknown): Settled["struck"][number] {
	const { person, function: what, name } = record(value);
	const string = (one: unknown) => (typeof one === "string" ? one : "");
	return { person: string(person), function: string(what), name: string(name) };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
