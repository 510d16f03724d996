// Sending a signal: who will be able to open it, sealing to exactly them, and
// bytes that stay the same until somebody knows whether they arrived.
import type { Form } from "./answers.ts";
import { Failure, LONG_PATIENCE_MS, post, record } from "./api.ts";
import { fromBase64, sha256Hex, toBase64 } from "./bytes.ts";
import type { Reporter } from "./code.ts";
import type { Compartment, CompartmentName, Keyed } from "./compartment.ts";
import { madeWire } from "./compartmentwire.ts";
import { type Diary, diaryWire } from "./diary.ts";
import { account, type Answers, type Lang, leaving, who } from "./questionnaire.ts";

/** Somebody of staff, as a reporter may know them. */
export interface Someone {
	readonly person: string;
	readonly function: string;
	/** "" where the organisation publishes no names. */
	readonly name: string;
}

/** Somebody who will be able to open a signal, or who keeps a share of its key. */
export interface KeyHolder extends Someone {
	/** The organisation's word for the key, which seal checks against the root. */
	readonly note: string;
}

/** Who will be able to open a signal about an office, and who keeps the shares. */
export interface Preview {
	readonly root: string;
	readonly holders: readonly KeyHolder[];
	readonly custodians: readonly KeyHolder[];
	readonly threshold: number;
	/** False if fewer than two people are left: then nothing can be sent. */
	readonly enough: boolean;
}

/** Asks who will be able to open a signal; it depends on nothing that was typed. Throws a Failure. */
export async function preview(lang: string, office: string, struck: readonly string[]): Promise<Preview> {
	return readPreview(await post(lang, "/api/preview", { office, struck }));
}

/** Reads a list of people to seal to; throws a Failure. */
export function readPreview(body: unknown): Preview {
	const answer = record(body);
	const { root, threshold, enough } = answer;
	if (typeof root !== "string" || typeof threshold !== "number" || typeof enough !== "boolean") throw new Failure("failed");
	return { root, threshold, enough, holders: people(answer["holders"]), custodians: people(answer["custodians"]) };
}

function people(value: unknown): KeyHolder[] {
	if (!Array.isArray(value)) throw new Failure("failed");
	return value.map((one) => {
		const { person, function: what, name = "", note } = record(one);
		if (![person, what, name, note].every((text) => typeof text === "string")) throw new Failure("failed");
		return { person, function: what, name, note } as KeyHolder;
	});
}

/** How the list of holders changed between two previews. */
export function changes(before: readonly KeyHolder[], now: readonly KeyHolder[]): { added: KeyHolder[]; gone: KeyHolder[] } {
	const without = (from: readonly KeyHolder[], others: readonly KeyHolder[]) =>
		from.filter((one) => !others.some((other) => other.person === one.person));
	return { added: without(now, before), gone: without(before, now) };
}

/** Everything that a signal is made of. */
export interface Ingredients {
	readonly org: string;
	readonly lang: Lang;
	readonly form: Form;
	readonly answers: Answers;
	readonly reporter: Reporter;
	readonly preview: Preview;
	readonly struck: readonly string[];
	/** Who may know who the reporter is: some of the preview's holders. */
	readonly known: readonly string[];
	/** What the reporter kept before deciding. */
	readonly diary?: Diary | undefined;
}

/** How far sealing is. */
export type Progress = "checking" | "sealing" | "sending";

/**
 * Checks every key against the organisation's root, makes the compartments and
 * seals. It returns the body of the request; throws a Refusal, key.unverified
 * above all, and then nothing was sealed to anybody.
 */
export async function sealSignal(from: Ingredients, tell: (progress: Progress) => void = () => undefined): Promise<string> {
	tell("checking");
	const { verifyStaffKey } = await import("./sealing.ts");
	const keyed = (one: KeyHolder): Keyed => ({
		person: one.person,
		recipient: verifyStaffKey(one.note, from.preview.root, from.org, one.person).recipient,
	});
	const holders = from.preview.holders.map(keyed);
	const custodians = from.preview.custodians.map(keyed);
	if (!agreed(from)) throw new Failure("dossier.holders-changed", "", 409);
	tell("sealing");
	const conversation = await made(from, "conversation", holders, custodians);
	const name = who(from.form, from.answers);
	const body = {
		org: from.org,
		lookup: from.reporter.lookUp,
		...leaving(from.form, from.answers),
		language: from.lang,
		struck: from.struck,
		account: await sealed(from, "account", account(from.form, from.form.digest, from.lang, from.answers), conversation),
		conversation: madeWire(conversation),
		diary: await diaryWire(from.org, from.diary, conversation.recipient),
	};
	if (name === null) return JSON.stringify(body);
	const chosen = holders.filter(({ person }) => from.known.includes(person));
	const identity = await made(from, "identity", chosen, custodians);
	return JSON.stringify({ ...body, identity: madeWire(identity), who: await sealed(from, "who", name, identity) });
}

/** Nobody alone: fewer than two people who can open is not what was promised. */
const MIN_HOLDERS = 2;

/**
 * Whether the list is one that the reporter can have agreed to, whatever the
 * server says of it: enough people, and nobody whom the reporter struck.
 */
function agreed(from: Ingredients): boolean {
	const { holders } = from.preview;
	return holders.length >= MIN_HOLDERS && !holders.some(({ person }) => from.struck.includes(person));
}

async function made(from: Ingredients, name: CompartmentName, holders: Keyed[], custodians: Keyed[]): Promise<Compartment> {
	const { makeCompartment } = await import("./sealing.ts");
	return makeCompartment(from.org, name, holders, from.reporter.recipient, custodians, from.preview.threshold);
}

async function sealed(from: Ingredients, type: "account" | "who", words: string, to: Compartment): Promise<string> {
	const { seal } = await import("./sealing.ts");
	return toBase64((await seal(from.org, type, words, [to.recipient])).bytes);
}

/**
 * Sends one signal. As long as nobody knows whether it arrived, the same bytes
 * are sent again: one code is one signal, and the server keeps the first.
 */
export class Sender {
	readonly #post: typeof post;
	#body: string | undefined;

	constructor(send: typeof post = post) {
		this.#post = send;
	}

	/** Whether a signal may have arrived: then nothing in it can be changed any more. */
	get unsure(): boolean {
		return this.#body !== undefined;
	}

	/** Resolves when the signal was received, with the reporter's own key to the conversation; throws a Failure or a Refusal. */
	async send(from: Ingredients, tell: (progress: Progress) => void): Promise<OwnKey> {
		const body = this.#body ?? (await sealSignal(from, tell));
		tell("sending");
		this.#body = body;
		try {
			await this.#post(from.lang, "/api/signal", JSON.parse(body), LONG_PATIENCE_MS);
		} catch (error) {
			// Only a refusal is certain.
			if (!(error instanceof Failure) || !error.again) this.#body = undefined;
			throw error;
		}
		this.#body = undefined;
		return ownKey(body);
	}
}

/** Where a reporter's own key to a compartment is. */
export interface OwnKey {
	/** The name of the content that holds it. */
	readonly content: string;
	readonly recipient: string;
}

/** The key to the conversation that a body was sent with. */
async function ownKey(body: string): Promise<OwnKey> {
	const { conversation } = JSON.parse(body) as { conversation: { recipient: string; grants: { person: string; bytes: string }[] } };
	const own = conversation.grants.find(({ person }) => person === "");
	return { recipient: conversation.recipient, content: own ? await sha256Hex(fromBase64(own.bytes)) : "" };
}
