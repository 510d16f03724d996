// What our scripts ask the server, and what can come back instead of an answer.
// No answer is ever taken for a "yes": whoever gets a Failure still has what was
// typed, and the bytes that were sealed, and may send the same bytes again.

/** What can go wrong besides the server's own refusals. */
export type FailureCode =
	/** No connection, or none in time; nobody knows whether it arrived. */
	| "offline"
	/** Storage cannot be reached; nothing was half done. */
	| "unavailable"
	/** The connection broke while storing: sending the same bytes again makes no double. */
	| "uncertain"
	/** The server's mistake; the message has a reference. */
	| "failed"
	/** It is not there, or the asker may not know that it is. */
	| "not-found"
	/** The session is over; what was typed is still here. */
	| "sign-in.ended";

/** Why there is no answer. The message is the server's sentence in the person's language, "" if the server said none. */
export class Failure extends Error {
	override readonly name = "Failure";

	constructor(
		/** A FailureCode, or the stable code of a refusal, "dossier.holders-changed". */
		readonly code: FailureCode | (string & {}),
		message = "",
		/** The HTTP status; 0 when there was no answer. */
		readonly status = 0,
	) {
		super(message);
	}

	/** Whether sending the same bytes again, now or later, is the right thing to do. */
	get again(): boolean {
		return this.status === 0 || this.status === 429 || this.status >= 500;
	}

	/** Whether the person has to come in again first. */
	get ended(): boolean {
		return this.code === "sign-in.ended";
	}
}

/** How long to wait for an ordinary answer, in milliseconds: a slow mobile line. */
export const PATIENCE_MS = 30_000;
/** How long to wait when a whole signal is sent: 700 KiB at 12 KiB a second, as the server allows. */
export const LONG_PATIENCE_MS = 90_000;

/** What goes with a request besides its body. */
export interface Beside {
	/** What the words were made of (staffkeep.ts). */
	readonly draft?: string;
	/** What the author signed, and the signature (intent.ts). */
	readonly signed?: string;
	/** Which of its compartment's keys the words are sealed to. */
	readonly epoch?: number;
	/** The page is going: the request may outlive it, if it is small. */
	readonly leaving?: boolean;
}

/** How large a request may be that outlives its page; browsers allow 64 KiB for all of them. */
const LEAVING_LENGTH = 60_000;

/**
 * Sends JSON and returns the answer, undefined for "done" (204). Throws a
 * Failure and nothing else. lang is the language in which a refusal is told.
 */
export async function post(lang: string, path: string, body: unknown, patience = PATIENCE_MS, beside: Beside = {}): Promise<unknown> {
	let response: Response;
	let text: string;
	const json = JSON.stringify(body);
	const draft = beside.draft ?? "";
	try {
		response = await fetch(path, {
			method: "POST",
			headers: { "Content-Type": "application/json", Accept: "application/json", "X-Language": lang, ...(draft === "" ? {} : { "X-Draft": draft }), ...(beside.signed === undefined ? {} : { "X-Signed": beside.signed }), ...(beside.epoch === undefined ? {} : { "X-Epoch": String(beside.epoch) }) },
			body: json,
			keepalive: beside.leaving === true && json.length < LEAVING_LENGTH,
			credentials: "same-origin",
			cache: "no-store",
			redirect: "error",
			signal: AbortSignal.timeout(patience),
		});
		text = await response.text();
	} catch {
		throw new Failure("offline");
	}
	if (!response.ok) throw failureOf(response.status, text);
	if (response.status === 204) return undefined;
	const answer = parse(text);
	// A page instead of an answer: something between here and the server.
	if (answer === undefined) throw new Failure("offline");
	return answer;
}

/** Reads the failure that a server, or a proxy before it, answered. */
export function failureOf(status: number, text: string): Failure {
	const { code, message } = record(parse(text));
	if (typeof code === "string" && typeof message === "string") return new Failure(code, message, status);
	// A proxy says so; whether the server behind it did anything is not known.
	return new Failure(status >= 502 ? "uncertain" : "failed", "", status);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The fields of an answer that is an object; none for anything else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
