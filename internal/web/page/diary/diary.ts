// The page of somebody who has not decided yet (diary.go).
//
// Rules:
//
//   - The code is made here, lies in the vault, and never leaves the browser.
//   - What is being typed is in the field, in the sealed draft, and nowhere else; what was
//     kept is not changed any more.
//   - Nothing of it shows in the address or the history.
import type { Admission } from "../../browser/lib/admission.ts";
import { Failure, post } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { type Bytes, toBase64 } from "../../browser/lib/bytes.ts";
import { deriveReporter, newCode, type Reporter } from "../../browser/lib/code.ts";
import { type Diary, MAX_ENTRIES, MAX_ENTRY, room, sealEntry } from "../../browser/lib/diary.ts";
import { entryList } from "../../browser/lib/diaryshow.ts";
import { type Draft, EMPTY } from "../../browser/lib/draft.ts";
import { keepCode, keptCode, reporterVault } from "../../browser/lib/draftkey.ts";
import type { Saver } from "../../browser/lib/draftsaver.ts";
import { alert, byId, showProblems } from "../../browser/lib/problems.ts";
import { date, text } from "../../browser/text.ts";
import { CodeCard } from "../begin/form/codecard.ts";
import { letIn, newAdmission } from "../begin/form/entering.ts";
import { find, forgetTab, lastWord, newSaver } from "../begin/form/saving.ts";
import { askTwoWords } from "../begin/form/twowords.ts";

const { org = "", box = "", shared = "", begin: beginAt = "" } = byId("tell").dataset;
const lang = document.documentElement.lang === "en" ? "en" : "nl";
const vault = reporterVault();
const card = new CodeCard();
const field = byId<HTMLTextAreaElement>("field-writing");

/** What the code opens; undefined until there is one. */
let mine: { readonly reporter: Reporter; readonly admission: Admission; readonly saver: Saver } | undefined;
let draft: Draft = EMPTY;
let diary: Diary | undefined;
let over = false;
/** The entry that may have arrived: sent again with the same bytes, it is there once. */
let unsure: { readonly text: string; readonly mark: string; readonly sealed: Bytes } | undefined;

let first = true;
function show(step: string): void {
	for (const section of document.querySelectorAll<HTMLElement>("[data-step]")) section.hidden = section.dataset["step"] !== step;
	byId("problems-place").replaceChildren();
	// The heading takes the focus, but not when the page has just been opened.
	if (first) first = false;
	else {
		scrollTo({ top: 0 });
		document.querySelector<HTMLElement>(`[data-step="${step}"] h2`)?.focus({ preventScroll: true });
	}
}

async function begin(code: Bytes): Promise<Reporter> {
	const reporter = await deriveReporter(code, org);
	const admission = newAdmission(lang, reporter);
	void admission.enter().catch(() => undefined); // while the code is written down
	// Of what is being typed "saved" would sound as if it were an entry.
	const kept = () => (field.value === "" ? "" : text("diary.saved"));
	const now = (): Draft => (draft = { ...draft, count: draft.count + 1, writing: field.value });
	mine = { reporter, admission, saver: newSaver(lang, org, reporter, now, admission.post, kept) };
	await card.show(code);
	return reporter;
}

/** Opens what was kept with the code of this browser. */
async function comeBack(code: Bytes): Promise<void> {
	show("opening");
	try {
		const found = await find(lang, org, mine?.reporter ?? (await begin(code)));
		if (found.state !== "draft") {
			location.replace(found.state === "signal" ? box : shared);
			return;
		}
		draft = found.draft ?? EMPTY;
		diary = found.diary;
		field.value = diary?.entries.at(-1)?.text === draft.writing ? "" : draft.writing;
		showEntries();
		show(found.draft || diary ? "writing" : "code");
	} catch (error) {
		byId("unopened-why").textContent = errorText(error);
		show("unopened");
	}
}

function showEntries(): void {
	byId("entries").replaceChildren(...entryList(diary?.entries ?? [], diary?.damaged ?? []));
	byId("none").hidden = diary !== undefined;
	byId("send").hidden = diary === undefined;
	byId("until").hidden = diary === undefined;
	if (diary) byId("until").textContent = text("diary.until", { day: date(new Date(`${diary.until}T12:00:00Z`)) });
}

/** What is wrong with what was typed, "" if nothing. */
function wrong(typed: string): string {
	const entries = diary?.entries ?? [];
	if (typed.trim() === "") return text("diary.missing");
	if (typed.length > MAX_ENTRY) return text("diary.long-entry", { most: MAX_ENTRY, over: typed.length - MAX_ENTRY });
	if (entries.length >= MAX_ENTRIES || typed.length > room(entries)) return text("diary.no-room");
	return "";
}

async function keep(event: SubmitEvent): Promise<void> {
	event.preventDefault();
	const typed = field.value;
	const fault = wrong(typed);
	showProblems(byId("problems-place"), byId("entry"), fault === "" ? [] : [{ id: field.id, text: fault }]);
	if (!mine || fault !== "" || busy()) return;
	busy(true);
	byId("told").replaceChildren();
	try {
		if (unsure?.text !== typed) unsure = { text: typed, ...(await sealEntry(org, mine.reporter, typed)) };
		const { mark, sealed } = unsure;
		await mine.admission.post(lang, "/api/diary", { lookup: mine.reporter.lookUp, mark, sealed: toBase64(sealed) });
		unsure = undefined;
		if (field.value === typed) field.value = "";
		mine.saver.changed();
		byId("told").replaceChildren(alert("ok", text("diary.kept"), text("diary.kept-how")));
		await refresh(mine.reporter);
	} catch (error) {
		// Only a refusal is certain.
		if (!(error instanceof Failure) || !error.again) unsure = undefined;
		byId("told").replaceChildren(alert("error", text("diary.not-kept"), errorText(error)));
	} finally {
		busy(false);
	}
	await mine.saver.flush();
}

/** Fetches the entries anew, with the day that the server gave the last one. */
async function refresh(reporter: Reporter): Promise<void> {
	const found = await find(lang, org, reporter).catch(() => undefined);
	if (found?.state !== "draft" || !found.diary) return;
	diary = found.diary;
	showEntries();
}

/** Whether an entry is on its way; set by is. */
function busy(is?: boolean): boolean {
	const button = byId<HTMLButtonElement>("keep");
	if (is !== undefined) button.disabled = is;
	return button.disabled;
}

/** The page forgets the code and everything that was typed, and says so. */
async function end(aside: string): Promise<void> {
	over = true;
	await mine?.saver.stop();
	mine = undefined;
	diary = undefined;
	await vault.clear();
	field.value = "";
	card.clear();
	byId("entries").replaceChildren();
	byId("told").replaceChildren();
	show(aside);
}

/** Whether the server has what is being typed; says so if not. */
async function saved(): Promise<boolean> {
	if (!mine) return false;
	await mine.saver.flush();
	const is = mine.saver.unsent() === undefined;
	byId("later-told").textContent = is ? "" : text("begin.later-unsaved");
	return is;
}

async function later(): Promise<void> {
	if (!(await saved())) return;
	forgetTab();
	await end("later");
}

/** To the questions; what is being typed goes along in the draft. */
async function send(): Promise<void> {
	if (field.value.trim() !== "") {
		showProblems(byId("problems-place"), byId("entry"), [{ id: field.id, text: text("diary.keep-first") }]);
		return;
	}
	if (await saved()) location.assign(beginAt);
}

async function drop(): Promise<void> {
	if (!mine) return;
	try {
		await mine.saver.stop();
		await post(lang, "/api/diary/drop", { lookup: mine.reporter.lookUp });
		forgetTab();
		await end("dropped");
	} catch (error) {
		byId("drop-told").textContent = errorText(error);
		mine.saver.resume();
	}
}

async function start(): Promise<void> {
	show("code");
	if (mine) return;
	const code = newCode();
	await keepCode(vault, code);
	await begin(code);
}

async function codeWritten(event: SubmitEvent): Promise<void> {
	event.preventDefault();
	if (!mine) return;
	const written = byId<HTMLInputElement>("field-written").checked;
	showProblems(byId("problems-place"), byId("code-form"), written ? [] : [{ id: "field-written", text: text("begin.written-missing") }]);
	if (!written || !(await letIn(mine.admission))) return;
	showEntries();
	show("writing");
	mine.saver.changed(); // from now on the code opens something
	await mine.saver.flush();
}

function wire(): void {
	document.getElementById("start")?.addEventListener("click", () => void start());
	byId("code-form").addEventListener("submit", (event) => void codeWritten(event));
	byId("entry").addEventListener("submit", (event) => void keep(event));
	field.addEventListener("input", () => {
		mine?.saver.changed();
		void vault.touch();
	});
	byId("send").addEventListener("click", () => void send());
	byId("later").addEventListener("click", () => void later());
	byId("drop").addEventListener("click", () => void drop());
	byId("open-again").addEventListener("click", () => void load());
	byId("try").closest("details")?.addEventListener("toggle", (event) => {
		if ((event.target as HTMLDetailsElement).open) askTwoWords(byId("try-words"), "try", () => card.words, () => undefined);
	});
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden") void mine?.saver.flush();
	});
	document.addEventListener("leave", () => {
		if (mine && !over) lastWord(lang, mine.reporter, mine.saver, mine.admission);
	});
	vault.onLocked(() => {
		if (mine && !over) void end("locked");
	});
}

async function load(): Promise<void> {
	const code = await keptCode(vault);
	if (code) await comeBack(code);
	else show("start");
	byId("start-actions").hidden = false;
}

wire();
void load();
