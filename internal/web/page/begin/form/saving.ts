// The draft of this page: where it comes from, and how saving stands.
import { type Admission, PASS_ITEM } from "../../../browser/lib/admission.ts";
import { Failure, type post } from "../../../browser/lib/api.ts";
import { errorText } from "../../../browser/lib/apitext.ts";
import { type Bytes, toBase64 } from "../../../browser/lib/bytes.ts";
import type { Reporter } from "../../../browser/lib/code.ts";
import { comeBack, type Draft, DRAFT_ITEM, inTab, keepInTab, newest, sealDraft } from "../../../browser/lib/draft.ts";
import { Saver, type SaverParts, type SaveState } from "../../../browser/lib/draftsaver.ts";
import { type Diary, openDiary } from "../../../browser/lib/diary.ts";
import { byId } from "../../../browser/lib/problems.ts";
import { text } from "../../../browser/text.ts";

// What a request that outlives its page may carry.
const MAX_KEEPALIVE = 60_000;

/** What there is for a code: a signal that was sent, what a participant reads, or a draft, if there is one. */
export type Found =
	| { readonly state: "signal" | "participant" }
	| { readonly state: "draft"; readonly draft: Draft | null; readonly diary: Diary | undefined; readonly failure: Failure | null };

/** Looks for what was written with a code. Throws the Failure if the server cannot say and this tab has nothing. */
export async function find(lang: string, org: string, reporter: Reporter): Promise<Found> {
	const mine = inTab(sessionStorage);
	let theirs: Bytes | null = null;
	let diary: Diary | undefined;
	let failure: Failure | null = null;
	try {
		const back = await comeBack(lang, reporter.lookUp);
		if (back.state === "signal" || back.state === "participant") return back;
		if (back.state === "draft") {
			theirs = back.sealed;
			diary = back.diary && (await openDiary(org, reporter, back.diary));
		}
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		failure = error;
	}
	const draft = await newest(org, reporter, mine, theirs);
	if (failure && !draft) throw failure;
	return { state: "draft", draft, diary, failure };
}

/** Saves what there is by itself, and shows how that stands. */
export function newSaver(lang: string, org: string, reporter: Reporter, now: () => Draft, send: typeof post, saved?: () => string): Saver {
	return toldSaver({
		seal: () => sealDraft(org, reporter, now()),
		keep: (sealed) => keepInTab(sessionStorage, sealed),
		send: async (sealed) => void (await send(lang, "/api/draft", { lookup: reporter.lookUp, sealed: toBase64(sealed) })),
	}, saved);
}

/** A saver that shows in the page how it stands; saved says that all is kept, where "saved" would promise too much. */
export function toldSaver(parts: Pick<SaverParts, "seal" | "keep" | "send">, saved?: () => string): Saver {
	return new Saver({
		...parts,
		tell: (save) => tell(save, saved?.()),
		wait: (ms, then) => {
			const timer = setTimeout(then, ms);
			return () => clearTimeout(timer);
		},
	});
}

/** Quick exit: what the tab has and the server has not goes while the page goes. */
export function lastWord(lang: string, reporter: Reporter, saver: Saver, admission: Admission): void {
	const sealed = saver.unsent();
	if (!sealed) return;
	const body = JSON.stringify({ lookup: reporter.lookUp, pass: admission.pass, sealed: toBase64(sealed) });
	if (body.length > MAX_KEEPALIVE) return;
	const headers = { "Content-Type": "application/json", Accept: "application/json", "X-Language": lang };
	void fetch("/api/draft", { method: "POST", keepalive: true, headers, body }).catch(() => undefined);
}

/** Takes the draft and the pass from this tab. */
export function forgetTab(): void {
	sessionStorage.removeItem(DRAFT_ITEM);
	sessionStorage.removeItem(PASS_ITEM);
}

function tell(save: SaveState, saved?: string): void {
	const status = byId("save-status");
	byId("save-mark").dataset["state"] = save.state;
	switch (save.state) {
		case "changed":
			// Said once, not at every letter.
			if (status.dataset["state"] !== "failed") status.textContent = text("begin.unsaved");
			return;
		case "saving":
			// For the eyes only: said aloud it would come twice with each pause.
			byId("save-mark").title = text("begin.saving");
			break;
		case "saved":
			status.textContent = saved ?? text("begin.saved");
			break;
		case "failed":
			status.textContent = save.again ? text("begin.save-again") : text("begin.save-failed", { why: errorText(save.error) });
	}
	status.dataset["state"] = save.state;
}
