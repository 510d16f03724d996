// An unfinished account, sealed to the reporter alone. It is kept in two places:
// in this tab's session store, so that a reload or a server that is away loses
// nothing, and on the server, so that it can be resumed anywhere with the code.
// Neither can read it. The one with the higher count is the newer.
import { readAnswers } from "./answersread.ts";
import { Failure, post, record } from "./api.ts";
import { type Bytes, fromBase64, toBase64 } from "./bytes.ts";
import type { Reporter } from "./code.ts";
import { readSealed, type Sealed } from "./diary.ts";
import type { Answers } from "./questionnaire.ts";
import type { Someone } from "./send.ts";

/** What is kept of an unfinished account. */
export interface Draft {
	/** Counts the times it was kept; the higher is the newer. */
	readonly count: number;
	/** The step that was open. */
	readonly step: string;
	readonly answers: Answers;
	/** Who may know nothing of it. */
	readonly struck: readonly Someone[];
	/** Who may know who the reporter is: ids of persons. */
	readonly known: readonly string[];
	/** An entry of the diary that was not kept yet (diary.ts). */
	readonly writing: string;
}

/** A draft without anything in it. */
export const EMPTY: Draft = { count: 0, step: "", answers: {}, struck: [], known: [], writing: "" };

/** Where a tab keeps the sealed draft. */
export const DRAFT_ITEM = "gehoor-draft";

const VERSION = 1;
const MAX_PEOPLE = 64;
const PERSON = /^[0-9a-f]{32}$/;

/** Seals a draft to its reporter; throws a Refusal when it is too long. */
export async function sealDraft(org: string, reporter: Reporter, draft: Draft): Promise<Bytes> {
	const { seal } = await import("./sealing.ts");
	return (await seal(org, "draft", JSON.stringify({ v: VERSION, ...draft }), [reporter.recipient])).bytes;
}

/** Opens a draft; throws a Refusal. */
export async function openDraft(org: string, reporter: Reporter, sealed: Bytes): Promise<Draft> {
	const { openObject } = await import("./sealing.ts");
	const body = await openObject(reporter.identity, org, "draft", sealed);
	return {
		count: typeof body["count"] === "number" && Number.isSafeInteger(body["count"]) ? body["count"] : 0,
		step: typeof body["step"] === "string" ? body["step"] : "",
		answers: readAnswers(body["answers"]),
		struck: list(body["struck"]).map(someone).filter((one) => PERSON.test(one.person)),
		known: list(body["known"]).filter((one): one is string => typeof one === "string" && PERSON.test(one)),
		writing: typeof body["writing"] === "string" ? body["writing"] : "",
	};
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value.slice(0, MAX_PEOPLE) : [];
}

function someone(value: unknown): Someone {
	const { person, function: what, name } = record(value);
	const string = (one: unknown) => (typeof one === "string" ? one : "");
	return { person: string(person), function: string(what), name: string(name) };
}

/** What a code leads to. */
export type Back =
	| { readonly state: "signal" | "participant" }
	| { readonly state: "draft"; readonly sealed: Bytes | null; readonly diary: Sealed | undefined }
	| { readonly state: "none" };

/** Asks what a code leads to; it also lets the reporter of a signal, or a participant, in. Throws a Failure. */
export async function comeBack(lang: string, lookup: string): Promise<Back> {
	try {
		const { state, draft, diary } = record(await post(lang, "/api/back", { lookup }));
		if (state === "draft") return { state, sealed: typeof draft === "string" ? fromBase64(draft) : null, diary: readSealed(diary) };
		if (state === "signal" || state === "participant") return { state };
	} catch (error) {
		if (error instanceof Failure && error.code === "mailbox.none") return { state: "none" };
		throw error;
	}
	throw new Failure("failed");
}

/** The newest draft of this tab and the server; either may be missing or unreadable. */
export async function newest(org: string, reporter: Reporter, ...sealed: (Bytes | null)[]): Promise<Draft | null> {
	let best: Draft | null = null;
	for (const one of sealed) {
		if (!one) continue;
		try {
			const draft = await openDraft(org, reporter, one);
			if (!best || draft.count > best.count) best = draft;
		} catch {
			// Another code's, or damaged: the other one is what there is.
		}
	}
	return best;
}

/** What this tab kept, or null. */
export function inTab(store: Pick<Storage, "getItem">): Bytes | null {
	try {
		const text = store.getItem(DRAFT_ITEM);
		return text ? fromBase64(text) : null;
	} catch {
		return null;
	}
}

/** Keeps a sealed draft in this tab; a store that is full or shut loses nothing on the server. */
export function keepInTab(store: Pick<Storage, "setItem">, sealed: Bytes): void {
	try {
		store.setItem(DRAFT_ITEM, toBase64(sealed));
	} catch {
		// The server has, or gets, the same bytes.
	}
}
