// Sends what was written in a dossier. The words are sealed once; until the
// server has said that they are there, the same bytes are kept and sent again,
// so that they never arrive twice.
import { Failure } from "./api.ts";
import { OTHER_KEY } from "./ownwords.ts";
import { Refusal } from "./refusal.ts";
import type { Unsent } from "./staffdraft.ts";

/** How many UTF-16 code units one message holds: far below 256 KiB in whatever letters, and ten pages. */
export const MAX_WORDS = 20_000;

/** A form's words, and what they are for. */
export interface Writing {
	/** The last part of the address that takes them. */
	readonly act: string;
	/** "" for a note. */
	readonly signal: string;
	/** What was chosen beside the words; it is not sealed. */
	readonly chosen?: Readonly<Record<string, unknown>>;
	readonly unsent: Unsent;
	/** Nothing need be written. */
	readonly optional?: boolean;
}

/** What sending stands on; tests give their own. */
export interface Means {
	/** Seals words, and makes the compartment if it must be made; throws a Refusal or a Failure. */
	seal(text: string): Promise<Required<Pick<Unsent, "sealed">> & Pick<Unsent, "made">>;
	/** Keeps what is on its way, so that a reload loses nothing. */
	keep(unsent: Unsent): Promise<unknown>;
	/** Asks the server, with the epoch of the key that the words are sealed to; throws a Failure. */
	post(act: string, body: unknown, epoch?: number): Promise<unknown>;
}

/** What became of it. unsent is what to keep. */
export type Outcome =
	/** It is there, under this name. */
	| { readonly kind: "sent"; readonly id: string }
	/** Nobody knows whether it arrived, or it did not now: send the same bytes again. */
	| { readonly kind: "again"; readonly unsent: Unsent; readonly error: unknown }
	/** The session is over; nothing was done. */
	| { readonly kind: "ended"; readonly unsent: Unsent; readonly error: unknown }
	/** What the page stands on has changed: load it again, and the words stay. */
	| { readonly kind: "changed"; readonly unsent: Unsent; readonly error: unknown; readonly code: string }
	/** It cannot be done as it is. */
	| { readonly kind: "refused"; readonly unsent: Unsent; readonly error: unknown };

/** Refusals after which the page must be loaded again. */
const CHANGED = [
	"dossier.compartment-made-before",
	"dossier.no-compartment",
	"dossier.holders-changed",
	"dossier.rekey-first",
	OTHER_KEY,
	"dossier.shares",
	"dossier.closed-before",
	"dossier.not-closed",
	"dossier.reporter-not-told",
	"retention.held",
	"retention.hold-over",
	"retention.not-due",
	"retention.proposed-before",
	"signal.acknowledged-before",
	"signal.no-demand",
	"signal.demand-own",
	"signal.demand-open",
	"signal.questions-open",
	"signal.questions-done",
	"questionnaire.retired",
	"protocol.not-yet",
	"naming.open-already",
	"record.unknown-field",
	"record.no-measure",
];

/** Seals if it was not sealed before, and sends. It never throws. */
export async function send({ act, signal, chosen, unsent, optional }: Writing, means: Means): Promise<Outcome> {
	const { text, answers } = unsent;
	const plain: Unsent = { text, ...(answers === undefined ? {} : { answers }) };
	let ready: Unsent = unsent;
	try {
		if (optional === true && unsent.text.trim() === "") {
			await means.post(act, { signal, ...chosen });
			return { kind: "sent", id: "" };
		}
		if (!ready.sealed) ready = { ...plain, ...(await means.seal(unsent.text)) };
		await means.keep(ready);
		const { sealed, made } = ready as Unsent & Required<Pick<Unsent, "sealed">>;
		await means.post(act, {
			...(signal === "" ? {} : { signal }),
			...chosen,
			sealed: sealed.base64,
			...(made === undefined ? {} : { made }),
		}, sealed.epoch);
		return { kind: "sent", id: sealed.id };
	} catch (error) {
		return outcome(error, plain, ready);
	}
}

function outcome(error: unknown, plain: Unsent, ready: Unsent): Outcome {
	if (error instanceof Failure) {
		if (error.ended) return { kind: "ended", unsent: plain, error };
		// What was not sealed was not sent either.
		if (error.again && ready.sealed) return { kind: "again", unsent: ready, error };
		if (CHANGED.includes(error.code)) return { kind: "changed", unsent: plain, error, code: error.code };
	}
	return { kind: "refused", unsent: plain, error: error instanceof Failure || error instanceof Refusal ? error : new Failure("failed") };
}
