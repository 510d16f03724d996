// The page on which a reporter tells what is going on (begin.go). This file ties
// the parts together: which step is shown, and what the reporter's code opens.
//
// Rules:
//
//   - The code is made here, lies in the vault, and never leaves the browser.
//   - Nothing of what somebody does shows in the address or the history, but a
//     number for the step.
//   - What was typed is in the fields, in the sealed draft, and nowhere else.
import type { Admission } from "../../browser/lib/admission.ts";
import type { Form } from "../../browser/lib/answers.ts";
import { post } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import type { Bytes } from "../../browser/lib/bytes.ts";
import { deriveReporter, newCode, type Reporter } from "../../browser/lib/code.ts";
import { type Draft, EMPTY } from "../../browser/lib/draft.ts";
import { keepCode, keptCode, reporterVault } from "../../browser/lib/draftkey.ts";
import type { Saver } from "../../browser/lib/draftsaver.ts";
import { again } from "../../browser/lib/mailbox.ts";
import { button, byId, showProblems } from "../../browser/lib/problems.ts";
import { asked, type Lang, leaving, who } from "../../browser/lib/questionnaire.ts";
import { type OwnKey, preview } from "../../browser/lib/send.ts";
import { People } from "../../browser/lib/sendpeople.ts";
import { beside, CHECK, CODE, marked, SENT, START } from "../../browser/lib/steps.ts";
import { text } from "../../browser/text.ts";
import { CodeCard } from "./form/codecard.ts";
import { letIn, newAdmission } from "./form/entering.ts";
import { Fields } from "./form/fields.ts";
import { AllHeld } from "./form/held.ts";
import { showMissing } from "./form/missing.ts";
import { Notes } from "./form/notes.ts";
import { readBack } from "./form/readback.ts";
import { find, forgetTab, lastWord, newSaver } from "./form/saving.ts";
import { Sending } from "./form/sending.ts";
import { Stage } from "./form/stage.ts";
import { askTwoWords } from "./form/twowords.ts";
import { Who } from "./form/who.ts";

const { org = "", box = "", shared = "", resume: resumeAt = "", diary: diaryAt = "" } = byId("tell").dataset;
const lang: Lang = document.documentElement.lang === "en" ? "en" : "nl";
const form = (JSON.parse(byId("questions").textContent ?? "[]") as Form[])[0] as Form;
const vault = reporterVault();
const stage = new Stage(form);
const card = new CodeCard();
const withSession = <T>(what: () => Promise<T>) => (mine ? again(lang, mine.reporter, what) : what());
const held = new AllHeld(form, lang, { changed: () => changed(), busy: () => void vault.touch(), withSession });
const fields = new Fields(byId<HTMLFormElement>("form"), form, held.byQuestion, () => changed());

/** What the code opens; undefined until there is one. */
let mine: { readonly code: Bytes; readonly reporter: Reporter; readonly admission: Admission; readonly saver: Saver; readonly people: People; readonly whoList: Who; readonly sending: Sending } | undefined;
let count = 0;
/** What the diary page keeps in the same draft. */
let writing = "";
const notes = new Notes(form);
/** After "sent" nothing can be changed; after "over" the page knows nothing any more. */
let phase: "telling" | "sent" | "over" = "telling";

function changed(): void {
	mine?.saver.changed();
	void vault.touch();
}

/** Starts with a code and what was written with it. */
async function begin(code: Bytes, draft: Draft): Promise<void> {
	const reporter = await deriveReporter(code, org);
	({ count, writing } = draft);
	const people = new People((office, struck) => preview(lang, office, struck), draft);
	const now = (): Draft => ({ count: ++count, step: stage.step, answers: fields.read(), ...people.settled, writing });
	const admission = newAdmission(lang, reporter);
	void admission.enter().catch(() => undefined); // while the code is written down
	const saver = newSaver(lang, org, reporter, now, admission.post);
	const named = () => who(form, fields.read()) !== null;
	const whoList = new Who({ people, named, changed: () => (changed(), mine?.sending.show()) });
	const listChanged = () => whoList.again();
	const answers = () => fields.read();
	const frozen = () => showAnswers();
	const diaryChanged = () => readDiary(reporter);
	const sending = new Sending({ org, lang, form, people, reporter, post: admission.post, answers, missing, listChanged, sent, frozen, diary: () => notes.diary, diaryChanged });
	mine = { code, reporter, admission, saver, people, whoList, sending };
	fields.write(draft.answers);
	await card.show(code);
}

/** Opens what was written before with the code of this browser. */
async function comeBack(code: Bytes): Promise<void> {
	stage.aside("opening");
	try {
		const reporter = await deriveReporter(code, org);
		const mark = marked(form, history.state);
		// At the code nothing has been saved yet: there is nothing to ask for.
		const found = mark === CODE ? null : await find(lang, org, reporter);
		if (found && found.state !== "draft") {
			location.replace(found.state === "signal" ? box : shared);
			return;
		}
		const draft = found?.draft ?? EMPTY;
		if (!found?.diary && draft.writing !== "" && !stage.known(draft.step)) {
			location.replace(diaryAt);
			return;
		}
		await begin(code, { ...draft, answers: notes.answers(draft.answers, found?.diary) });
		notes.show(found?.diary);
		const known = stage.known(draft.step) ? draft.step : notes.diary ? beside(form, draft.answers, CODE) : CODE;
		enter(mark === undefined || mark === SENT || mark === START ? known : mark);
		if (found?.failure) changed();
	} catch (error) {
		byId("unopened-why").textContent = errorText(error);
		stage.aside("unopened");
	}
}

/** Another tab or device added to the diary. */
async function readDiary(reporter: Reporter): Promise<void> {
	const found = await find(lang, org, reporter);
	if (found.state === "draft") notes.show(found.diary);
}

/** Shows a step and does what it needs; focus is for steps that somebody went to. */
function enter(step: string, push = false): void {
	if (phase !== "telling" || (step === CHECK && missing())) return;
	stage.show(step, push);
	notes.at(step);
	if (step === CHECK && mine) {
		showAnswers();
		void mine.whoList.load(leaving(form, fields.read())).finally(() => mine?.sending.show());
	}
}

function go(step: string): void {
	showProblems(byId("problems-place"), document, []);
	enter(step, true);
	changed();
	void mine?.saver.flush();
}

function showAnswers(): void {
	const frozen = mine?.sending.frozen === true;
	readBack(byId("read"), form, fields.read(), lang, frozen ? null : go);
	byId("check-lead").hidden = frozen;
	byId<HTMLButtonElement>("check-back").disabled = frozen;
	byId("stop").inert = frozen;
	byId("who-lists").inert = frozen;
	notes.check();
}

/** Shows what is not right in a step, or in the first that has something; true if there is. */
function missing(only?: string): boolean {
	return showMissing(form, fields.read(), lang, (step) => enter(step, true), only);
}

async function sent(key: OwnKey): Promise<void> {
	phase = "sent";
	const ids = new Set(asked(form, fields.read()).map((q) => q.id));
	await mine?.saver.stop();
	forgetTab();
	fields.write({});
	byId("read").replaceChildren();
	stage.show(SENT, false);
	notes.show(undefined);
	stage.only(SENT);
	const confirm = byId("confirm");
	askTwoWords(confirm, "confirm", () => card.words, () => {
		byId("sent-go").hidden = false;
		byId("sent-skip").hidden = true;
		byId("sent-go").focus();
	});
	const again = byId("confirm-code");
	const reveal = button("utrecht-button utrecht-button--subtle", text("begin.words-show"), () => {
		again.replaceChildren(card.list());
		again.hidden = false;
		reveal.remove();
	});
	confirm.append(reveal);
	if (mine) void held.send(org, mine.reporter.identity, key, ids, box);
}

/** The page forgets the code and everything that was typed, and says so. */
async function end(aside: string): Promise<void> {
	phase = "over";
	held.close();
	await mine?.saver.stop();
	mine = undefined;
	await vault.clear();
	fields.write({});
	card.clear();
	byId("read").replaceChildren();
	notes.show(undefined);
	stage.aside(aside);
}

async function later(): Promise<void> {
	if (!mine) return;
	mine.saver.changed();
	await mine.saver.flush();
	if (mine.saver.unsent()) {
		byId("later-told").textContent = text("begin.later-unsaved");
		return;
	}
	forgetTab();
	await end("later");
}

async function drop(): Promise<void> {
	if (!mine) return;
	try {
		await mine.saver.stop();
		await post(lang, notes.diary ? "/api/diary/drop" : "/api/draft/drop", { lookup: mine.reporter.lookUp });
		forgetTab();
		await end("dropped");
	} catch (error) {
		byId("drop-told").textContent = errorText(error);
		mine.saver.resume();
	}
}

async function start(): Promise<void> {
	if (!mine) {
		stage.show(CODE, true);
		const code = newCode();
		await keepCode(vault, code);
		await begin(code, EMPTY);
		return;
	}
	enter(CODE, true);
}

async function codeWritten(event: SubmitEvent): Promise<void> {
	event.preventDefault();
	if (!mine) return;
	const written = byId<HTMLInputElement>("field-written").checked;
	showProblems(byId("problems-place"), byId("code-form"), written ? [] : [{ id: "field-written", text: text("begin.written-missing") }]);
	if (written && (await letIn(mine.admission))) go(beside(form, fields.read(), CODE));
}

function wire(): void {
	byId("start").addEventListener("click", () => void start());
	byId("code-form").addEventListener("submit", (event) => void codeWritten(event));
	// The second click of a double click would skip a step.
	byId("next").addEventListener("click", (event) => event.detail > 1 && event.preventDefault());
	byId("form").addEventListener("submit", (event) => {
		event.preventDefault();
		if (!missing(stage.step)) go(beside(form, fields.read(), stage.step));
	});
	for (const id of ["back", "check-back"]) {
		byId(id).addEventListener("click", () => go(beside(form, fields.read(), stage.step, true)));
	}
	byId("send").addEventListener("click", () => void mine?.sending.send());
	byId("known-remove").addEventListener("click", () => {
		const own = form.steps.flatMap((step) => step.questions).filter((q) => q.compartment === "identity");
		fields.write({ ...fields.read(), ...Object.fromEntries(own.map((q) => [q.id, ""])) });
		changed();
		showAnswers();
		mine?.whoList.show();
		byId("read-heading").scrollIntoView();
	});
	byId("later").addEventListener("click", () => void later());
	byId("drop").addEventListener("click", () => void drop());
	byId("open-again").addEventListener("click", () => void load());
	byId("try").closest("details")?.addEventListener("toggle", (event) => {
		if ((event.target as HTMLDetailsElement).open) askTwoWords(byId("try-words"), "try", () => card.words, () => undefined);
	});
	addEventListener("popstate", (event) => {
		if (mine?.sending.frozen) history.forward();
		else enter(mine ? (marked(form, event.state) ?? START) : START);
	});
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden") void mine?.saver.flush();
	});
	addEventListener("beforeunload", (event) => {
		// Quick exit has let go of everything first, and is not held up.
		if (phase === "sent" && held.unsent) event.preventDefault();
	});
	document.addEventListener("leave", () => {
		held.close();
		if (mine && phase === "telling") lastWord(lang, mine.reporter, mine.saver, mine.admission);
	});
	vault.onLocked(() => {
		if (phase === "sent") location.replace(resumeAt);
		else if (mine && phase === "telling") void end("locked");
	});
}

async function load(): Promise<void> {
	const code = await keptCode(vault);
	if (code) await comeBack(code);
	else stage.show(START, false);
	byId("start-actions").hidden = false;
}

wire();
void load();
