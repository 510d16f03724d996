// What somebody of staff does, as their browser signs it before it is sent (doc/formats.md
// §5b): the fact that the server is to record, without its place and moment.
import { type Bytes, fromBase64, sha256Hex, toBase64, utf8 } from "./bytes.ts";
import type { Identity } from "./identity.ts";
import { sign } from "./signing.ts";

/** A fact by its kind and body. */
export interface Fact {
	readonly kind: string;
	readonly body: Readonly<Record<string, unknown>>;
}

/** What of a record that waits would be recorded, by the number of its proposal. */
export type Proposals = readonly Fact[];

/** What is sent to an act of a dossier. */
interface Sent {
	readonly signal?: string;
	readonly kind?: string;
	readonly fields?: Readonly<Record<string, unknown>>;
	readonly propose?: boolean;
	readonly alike?: unknown;
	readonly sealed?: string;
	readonly content?: string;
	readonly proposal?: number;
	readonly read?: unknown;
	readonly participant?: string;
	readonly agreement?: number;
}

/** What is said to a reporter, by the act that says it. */
const SAID: Readonly<Record<string, string>> = {
	acknowledge: "signal.acknowledged",
	message: "signal.message-sent",
	feedback: "signal.feedback-given",
};

/** The fact that an act is to record; undefined for one that is not signed. */
export async function factOf(act: string, body: unknown, proposals: Proposals): Promise<Fact | undefined> {
	const sent = body as Sent;
	const content = sent.sealed === undefined ? undefined : await sha256Hex(fromBase64(sent.sealed));
	const said = SAID[act];
	if (said !== undefined) return fact(said, { signal: sent.signal, content });
	// What a second person tells the reporter was sealed by the first.
	if (act === "naming-tell") return fact("signal.message-sent", { signal: sent.signal, content: sent.content });
	if (act === "write-to") return fact("participant.message-sent", { participant: sent.participant, content });
	if (act === "share-agreement") return fact("participant.agreement-shared", { participant: sent.participant, agreement: sent.agreement, content });
	if (act === "note") return fact("dossier.note-written", { content });
	if (act === "write-confirm") {
		const waits = proposals.find((one) => one.body["proposal"] === sent.proposal);
		return waits && fact(waits.kind, { ...waits.body, read: sent.read, different: content });
	}
	if (act !== "write" || sent.kind === undefined) return undefined;
	const answers = { signal: sent.signal, fields: Object.keys(sent.fields ?? {}).length > 0 ? sent.fields : undefined, content, alike: sent.alike };
	return sent.propose === true ? fact("dossier.record-proposed", { record: sent.kind, ...answers }) : fact(sent.kind, answers);
}

/** A fact without what was not said. */
function fact(kind: string, body: Readonly<Record<string, unknown>>): Fact {
	return { kind, body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) };
}

/** A fact of a stream, signed: the header X-Signed of what is sent. */
export async function signedHeader(own: Identity, org: string, stream: string, { kind, body }: Fact): Promise<string> {
	const nonce = toBase64(crypto.getRandomValues(new Uint8Array(16)));
	const intent: Bytes = utf8(JSON.stringify({ org, stream, kind, body, nonce }));
	return `${toBase64(intent)} ${toBase64(await sign(own, org, intent))}`;
}
