// Comes back with a code (resume.go). The field has no name, so that no browser
// ever sends or keeps what was typed in it.
import { errorText } from "../../browser/lib/apitext.ts";
import type { Bytes } from "../../browser/lib/bytes.ts";
import { type CodeFault, deriveReporter, type Lang, parse } from "../../browser/lib/code.ts";
import { comeBack } from "../../browser/lib/draft.ts";
import { keepCode, keptCode, reporterVault } from "../../browser/lib/draftkey.ts";
import { byId, showProblems } from "../../browser/lib/problems.ts";
import { text } from "../../browser/text.ts";

const form = byId<HTMLFormElement>("resume");
const field = byId<HTMLTextAreaElement>("field-code");
const { org = "", box = "", shared = "", begin = "", diary = "" } = form.dataset;
const lang: Lang = document.documentElement.lang === "en" ? "en" : "nl";
const vault = reporterVault();

/** The longest code with its numbers is shorter; the field takes no more. */
const MAX_TYPED = 512;

/** A code of the way without scripts has more words (doc/formats.md §3). It is not for this page, and is not sent. */
const PLAIN_WORDS = 15;
/** The way to the right door, where the organisation has that way. */
const fifteen = document.getElementById("fifteen");

async function submit(event: SubmitEvent): Promise<void> {
	event.preventDefault();
	const typed = field.value;
	const parsed = await parse(typed, lang);
	if (fifteen) fifteen.hidden = true;
	const faults = "code" in parsed ? [] : sentences(parsed, typed);
	say(faults);
	if ("code" in parsed) await go(parsed.code, true);
}

/** Goes where the code leads. A code that leads to nothing is not kept. */
async function go(code: Bytes, typed: boolean): Promise<void> {
	busy(true);
	try {
		const { lookUp } = await deriveReporter(code, org);
		const back = await comeBack(lang, lookUp);
		if (back.state === "none" && typed) {
			say([text("refusal.mailbox.none")]);
			return;
		}
		if (typed) await keepCode(vault, code);
		field.value = "";
		location.assign(back.state === "signal" ? box : back.state === "participant" ? shared : back.state === "draft" && back.diary ? diary : begin);
	} catch (error) {
		say([errorText(error)]);
	} finally {
		busy(false);
	}
}

/** What is wrong with what was typed, by the words' places. */
function sentences(fault: CodeFault, typed: string): string[] {
	if (fault.fault === "unknown") {
		return fault.unknown.map(({ word, position }) => text("resume.unknown", { word: shortened(word), position }));
	}
	if (fault.fault === "checksum") return [text("resume.checksum")];
	if (typed.trim() === "") return [text("resume.missing")];
	if (fault.count === PLAIN_WORDS && fifteen) {
		fifteen.hidden = false;
		return [text("resume.fifteen")];
	}
	return [typed.length > MAX_TYPED ? text("resume.too-long") : text("resume.count", { count: fault.count })];
}

function shortened(word: string): string {
	return word.length > 20 ? `${word.slice(0, 20)}…` : word;
}

function say(faults: readonly string[]): void {
	showProblems(byId("problems-place"), form, faults.map((one) => ({ id: field.id, text: one })));
}

function busy(is: boolean): void {
	byId<HTMLButtonElement>("resume-go").disabled = is;
	byId<HTMLButtonElement>("before-go").disabled = is;
	byId("resume-status").textContent = is ? text("resume.opening") : "";
}

/** Offers to go on where this browser still knows the code: the session ended, or the server was started anew. */
async function offer(): Promise<void> {
	const code = await keptCode(vault);
	if (!code) return;
	byId("before").hidden = false;
	byId("before-go").addEventListener("click", () => void go(code, false));
	byId("before-forget").addEventListener("click", () => {
		byId("before").hidden = true;
		field.focus();
		void vault.clear();
	});
	vault.onLocked(() => {
		byId("before").hidden = true;
	});
}

form.addEventListener("submit", (event) => void submit(event));
void offer();
