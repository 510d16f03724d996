// The page on which a reporter answers questions that a handler sent (asked.go).
//
// Rules:
//
//   - What was typed is in the fields, in the draft that is sealed to the reporter
//     (in this tab and on the server), and nowhere else.
//   - What is sealed to be sent is sent again as it is, until it is known to be there.
import type { Form } from "../../browser/lib/answers.ts";
import { Failure, post } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { fromBase64, toBase64 } from "../../browser/lib/bytes.ts";
import { deriveReporter, type Reporter } from "../../browser/lib/code.ts";
import { type Draft, EMPTY, newest, sealDraft } from "../../browser/lib/draft.ts";
import { keptCode, reporterVault } from "../../browser/lib/draftkey.ts";
import type { Saver } from "../../browser/lib/draftsaver.ts";
import { again, comeIn } from "../../browser/lib/mailbox.ts";
import { newestKeys, type OwnWords, ownWords, toNewest } from "../../browser/lib/ownwords.ts";
import { alert, byId, showProblems } from "../../browser/lib/problems.ts";
import { account, asked, type Lang } from "../../browser/lib/questionnaire.ts";
import { sealedPage, SealedTexts } from "../../browser/lib/sealedtext.ts";
import { beside, CHECK, marked, SENT, START } from "../../browser/lib/steps.ts";
import { text } from "../../browser/text.ts";
import { Fields } from "../begin/form/fields.ts";
import { AllHeld } from "../begin/form/held.ts";
import { showMissing } from "../begin/form/missing.ts";
import { readBack } from "../begin/form/readback.ts";
import { toldSaver } from "../begin/form/saving.ts";
import { Stage } from "../begin/form/stage.ts";

const { org = "", box = "", resume = "" } = byId("asked").dataset;
const lang: Lang = document.documentElement.lang === "en" ? "en" : "nl";
const form = (JSON.parse(byId("questions").textContent ?? "[]") as Form[])[0] as Form;
const { no, draft: kept } = JSON.parse(byId("asked-draft").textContent ?? "{}") as { no: number; draft: string | null };
const item = `gehoor-asked-${no}`;
const vault = reporterVault();
const stage = new Stage(form);

let reporter: Reporter;
let texts: SealedTexts;
let saver: Saver | undefined;
let count = 0;
/** After "sent" nothing can be changed; after "over" the page knows nothing any more. */
let phase: "answering" | "sent" | "over" = "answering";
let busy = false;
/** The answers as they were sealed, as long as nobody knows whether they arrived. */
let unsure: OwnWords | undefined;

const withSession = <T>(what: () => Promise<T>): Promise<T> => again(lang, reporter, what);
const send = (path: string, body: object) => withSession(() => post(lang, `/api/box/asked/${path}`, { no, ...body }));
const held = new AllHeld(form, lang, { changed: () => changed(), busy: () => void vault.touch(), withSession });
const fields = new Fields(byId<HTMLFormElement>("form"), form, held.byQuestion, () => changed());

function changed(): void {
	saver?.changed();
	void vault.touch();
}

/** What this tab kept, sealed; null if nothing, or if the store is shut. */
function inTab(): ReturnType<typeof fromBase64> | null {
	try {
		const sealed = sessionStorage.getItem(item);
		return sealed ? fromBase64(sealed) : null;
	} catch {
		return null;
	}
}

function keepInTab(sealed: string | null): void {
	try {
		if (sealed === null) sessionStorage.removeItem(item);
		else sessionStorage.setItem(item, sealed);
	} catch {
		// The server has, or gets, the same bytes.
	}
}

async function load(): Promise<void> {
	const code = await keptCode(vault);
	if (!code) {
		location.replace(resume);
		return;
	}
	reporter = await deriveReporter(code, org);
	texts = new SealedTexts(sealedPage(), reporter.identity);
	texts.onEnded(() => void comeIn(lang, reporter).then(() => location.reload(), () => location.replace(resume)));
	texts.open();
	const draft = (await newest(org, reporter, inTab(), kept ? fromBase64(kept) : null)) ?? EMPTY;
	count = draft.count;
	fields.write(draft.answers);
	const now = (): Draft => ({ ...EMPTY, count: ++count, step: stage.step, answers: fields.read() });
	saver = toldSaver({
		seal: () => sealDraft(org, reporter, now()),
		keep: (sealed) => keepInTab(toBase64(sealed)),
		send: async (sealed) => void (await send("save", { sealed: toBase64(sealed) })),
	});
	const mark = marked(form, history.state);
	const known = draft.step !== "" && stage.known(draft.step) ? draft.step : START;
	enter(mark === undefined || mark === SENT ? known : mark);
	byId("start-actions").hidden = false;
	byId<HTMLButtonElement>("decline-go").disabled = false;
}

/** Shows a step. */
function enter(step: string, push = false): void {
	if (phase !== "answering" || (step === CHECK && missing())) return;
	stage.show(step, push);
	if (step === CHECK) showAnswers();
}

function go(step: string): void {
	showProblems(byId("problems-place"), document, []);
	enter(step, true);
	changed();
	void saver?.flush();
}

function missing(only?: string): boolean {
	return showMissing(form, fields.read(), lang, (step) => enter(step, true), only);
}

function showAnswers(): void {
	const frozen = busy || unsure !== undefined;
	readBack(byId("read"), form, fields.read(), lang, frozen ? null : go);
	byId("check-lead").hidden = frozen;
	byId<HTMLButtonElement>("check-back").disabled = frozen;
	byId<HTMLButtonElement>("send").disabled = busy;
	byId("send").textContent = unsure === undefined ? text("asked.send") : text("begin.send-again");
}

async function sendAnswers(): Promise<void> {
	if (busy || (unsure === undefined && missing())) return;
	busy = true;
	byId("send-told").replaceChildren();
	byId("send-status").textContent = text("box.sending");
	showAnswers();
	try {
		await toNewest(async () => {
			unsure ??= await ownWords(texts, "account", account(form, form.digest, lang, fields.read()));
			await send("answer", unsure);
		}, async () => {
			await withSession(() => newestKeys(lang, texts));
			unsure = undefined;
		});
		await sent();
	} catch (error) {
		const again = error instanceof Failure && error.again;
		// Only a refusal is certain.
		if (!again) unsure = undefined;
		const heading = again ? text("begin.send-unsure-heading") : text("begin.send-failed");
		byId("send-told").replaceChildren(alert(again ? "warning" : "error", heading, errorText(error)));
		byId("send-told").focus();
	} finally {
		busy = false;
		byId("send-status").textContent = "";
		if (phase === "answering") showAnswers();
	}
}

async function sent(): Promise<void> {
	phase = "sent";
	const ids = new Set(asked(form, fields.read()).map((q) => q.id));
	await saver?.stop();
	keepInTab(null);
	fields.write({});
	byId("read").replaceChildren();
	stage.show(SENT, false);
	stage.only(SENT);
	const [key] = texts.boxes.filter((one) => one.name === "conversation");
	if (key) void held.send(org, reporter.identity, { content: key.key, recipient: key.recipient }, ids, box);
}

/** "I would rather not answer." */
async function decline(): Promise<void> {
	const button = byId<HTMLButtonElement>("decline-go");
	const [status, told] = [byId("decline-status"), byId("decline-told")];
	button.disabled = true;
	status.textContent = text("box.sending");
	told.replaceChildren();
	try {
		await send("decline", {});
	} catch (error) {
		// The first time counted, and only the answer was lost: the mailbox says what is so.
		if (!(error instanceof Failure) || error.code !== "signal.questions-done") {
			told.replaceChildren(alert("error", text("box.failed"), errorText(error)));
			told.focus();
			button.disabled = false;
			status.textContent = "";
			return;
		}
	}
	await saver?.stop();
	keepInTab(null);
	location.replace(box);
}

function wire(): void {
	byId("start").addEventListener("click", () => go(beside(form, fields.read(), START)));
	// The second click of a double click would skip a step.
	byId("next").addEventListener("click", (event) => event.detail > 1 && event.preventDefault());
	byId("form").addEventListener("submit", (event) => {
		event.preventDefault();
		if (!missing(stage.step)) go(beside(form, fields.read(), stage.step));
	});
	for (const id of ["back", "check-back"]) {
		byId(id).addEventListener("click", () => go(beside(form, fields.read(), stage.step, true)));
	}
	byId("send").addEventListener("click", () => void sendAnswers());
	byId("decline-go").addEventListener("click", () => void decline());
	byId("later").addEventListener("click", (event) => {
		event.preventDefault();
		void saver?.flush().then(() => location.assign(box));
	});
	addEventListener("popstate", (event) => {
		if (busy || unsure !== undefined) history.forward();
		else enter(marked(form, event.state) ?? START);
	});
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden") void saver?.flush();
	});
	addEventListener("beforeunload", (event) => {
		// Quick exit has let go of everything first, and is not held up.
		if (phase === "sent" && held.unsent) event.preventDefault();
	});
	document.addEventListener("leave", () => held.close());
	vault.onLocked(() => {
		phase = "over";
		held.close();
		texts?.close();
		void saver?.stop();
		fields.write({});
		byId("read").replaceChildren();
		location.replace(resume);
	});
}

wire();
void load();
