// Opens a sealed letter with the words on paper (letter.go). The document is shown in a
// frame that runs nothing, fetches nothing and leads nowhere: it is foreign text.
import { own } from "../../browser/lib/bytes.ts";
import type { CodeFault } from "../../browser/lib/code.ts";
import { type LetterFault, MAX_LETTER, openLetter, readWords } from "../../browser/lib/letter.ts";
import { byId, type Shown, showProblems } from "../../browser/lib/problems.ts";
import { lang, text } from "../../browser/text.ts";

const form = byId<HTMLFormElement>("letter-open");
const file = byId<HTMLInputElement>("field-file");
const field = byId<HTMLTextAreaElement>("field-words");
const button = byId<HTMLButtonElement>("letter-go");
const place = byId("letter-place");

/** Where the opened document is, as long as it is shown. */
let shown = "";

async function submit(): Promise<void> {
	const chosen = file.files?.[0];
	const read = await readWords(field.value, lang === "en" ? "en" : "nl");
	const faults: Shown[] = [];
	if (!chosen) faults.push({ id: file.id, text: text("letter.fault-file") });
	else if (chosen.size > 2 * MAX_LETTER) faults.push({ id: file.id, text: text("letter.fault-too-large") });
	if (!("words" in read)) faults.push({ id: field.id, text: wrongWords(read) });
	say(faults);
	if (!chosen || !("words" in read) || faults.length > 0) return;
	const opened = await openLetter(own(new Uint8Array(await chosen.arrayBuffer())), read.words);
	if ("fault" in opened) {
		say([{ id: opened.fault === "code" ? field.id : file.id, text: wrongLetter(opened.fault) }]);
		return;
	}
	field.value = "";
	show(new Blob([opened.bytes], { type: "text/html; charset=utf-8" }));
}

function show(page: Blob): void {
	close();
	shown = URL.createObjectURL(page);
	const frame = document.createElement("iframe");
	frame.className = "viewer-frame";
	frame.title = text("letter.title");
	frame.setAttribute("sandbox", "");
	frame.referrerPolicy = "no-referrer";
	frame.src = shown;
	place.replaceChildren(frame);
	byId("letter-shown").hidden = false;
	byId("letter-shown-heading").focus();
}

/** Takes the document from the page. */
function close(): void {
	place.replaceChildren();
	byId("letter-shown").hidden = true;
	if (shown !== "") URL.revokeObjectURL(shown);
	shown = "";
}

function wrongWords(fault: CodeFault): string {
	if (fault.fault === "unknown") return text("letter.fault-unknown", { positions: fault.unknown.map(({ position }) => position).join(", ") });
	if (fault.fault === "checksum") return text("letter.fault-checksum");
	return text("letter.fault-count");
}

function wrongLetter(fault: LetterFault): string {
	switch (fault) {
		case "code":
			return text("letter.fault-code");
		case "key":
			return text("letter.fault-key");
		case "too-large":
			return text("letter.fault-too-large");
		case "unreadable":
		case "none":
			return text("letter.fault-none");
	}
}

function say(faults: readonly Shown[]): void {
	showProblems(byId("problems-place"), form, faults);
}

async function run(): Promise<void> {
	if (button.disabled) return;
	button.disabled = true;
	byId("letter-status").textContent = text("letter.opening");
	try {
		// The words are worked on for a moment in which nothing else moves: what is said is shown first.
		await new Promise((resolve) => setTimeout(resolve, 50));
		await submit();
	} catch {
		say([{ id: file.id, text: text("letter.fault-none") }]);
	}
	byId("letter-status").textContent = "";
	button.disabled = false;
}

form.addEventListener("submit", (event) => {
	event.preventDefault();
	void run();
});
byId("letter-close").addEventListener("click", () => {
	close();
	form.reset();
	file.focus();
});
document.addEventListener("leave", close);
button.disabled = false;
