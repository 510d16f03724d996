// Making a sealed letter on a dossier's page (page/dossier/letter.templ): what is
// chosen becomes one document here, is sealed here, and only that it was made is sent.
import { Failure } from "./api.ts";
import { errorText } from "./apitext.ts";
import { type Lang, newCode, toWords } from "./code.ts";
import { showTrouble } from "./dossierform.ts";
import { MAX_LETTER, parseReceiver, type Receiver, type SealedLetter, sealLetter } from "./letter.ts";
import { printOnly } from "./paper.ts";
import { byId, element } from "./problems.ts";
import { allOpen, readable, saveAs } from "./readable.ts";
import { text } from "../text.ts";

/** What the page gives to the form. */
export interface LetterParts {
	readonly lang: string;
	readonly signIn: string;
	/** Sends to an act of this dossier. */
	post(act: string, body: unknown): Promise<unknown>;
	/** Loads the page again and has it say what was done. */
	again(act: string): void;
}

/** A letter that may have been recorded: the same one is sent again. */
interface Made extends SealedLetter {
	readonly words: readonly string[];
	readonly body: { readonly to: string; readonly way: string; readonly contents: readonly string[]; readonly digest: string };
}

/** Wires the form. */
export function letterForm(form: HTMLFormElement, parts: LetterParts): void {
	const button = form.querySelector<HTMLButtonElement>("button[type=submit]") as HTMLButtonElement;
	const status = byId("letter-status");
	let made: Made | undefined;
	const changed = (): void => {
		made = undefined;
		byId("letter-key-place").hidden = way() !== "key";
	};
	form.addEventListener("input", changed);
	form.addEventListener("change", changed);
	const submit = async (): Promise<void> => {
		if (button.disabled) return;
		showTrouble(form, "");
		const fault = faultOf(form);
		if (fault !== "") {
			showTrouble(form, fault);
			byId("letter-trouble").focus();
			return;
		}
		button.disabled = true;
		status.textContent = text("letter.making");
		try {
			made ??= await make(form, parts.lang === "en" ? "en" : "nl");
			await parts.post("letter", made.body);
			show(form, made, parts);
		} catch (error) {
			button.disabled = false;
			const ended = error instanceof Failure && error.ended;
			showTrouble(form, error instanceof RangeError ? text("letter.too-large") : errorText(error), ended ? [{ label: text("dossier.sign-in"), href: parts.signIn }] : []);
		}
		status.textContent = "";
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void submit();
	});
	button.disabled = false;
}

function way(): string {
	return byId<HTMLSelectElement>("letter-way").value;
}

function chosen(form: HTMLFormElement): HTMLInputElement[] {
	return [...form.querySelectorAll<HTMLInputElement>("[data-piece]:checked")];
}

/** The sealed words of the page with this name. */
function wordsOf(content: string): HTMLElement | null {
	return document.querySelector<HTMLElement>(`.case sealed-text[data-content="${CSS.escape(content)}"]`);
}

/** What keeps the letter from being made; "" if nothing does. */
function faultOf(form: HTMLFormElement): string {
	if (byId<HTMLSelectElement>("letter-to").value === "") return text("letter.to-missing");
	const pieces = chosen(form);
	if (pieces.length === 0) return text("letter.empty");
	const words = pieces.map((one) => wordsOf(one.value));
	if (!words.every((one) => one !== null) || !allOpen(words.map((one) => one.parentElement ?? one))) return text("letter.not-open");
	if (way() === "key" && receiver() === undefined) return text("letter.key-wrong");
	if (!byId<HTMLInputElement>("letter-sure").checked) return text("letter.sure-missing");
	return "";
}

function receiver(): Receiver | undefined {
	try {
		return parseReceiver(byId<HTMLTextAreaElement>("letter-key").value);
	} catch {
		return undefined;
	}
}

async function make(form: HTMLFormElement, lang: Lang): Promise<Made> {
	const pieces = chosen(form);
	const cover = byId<HTMLTextAreaElement>("letter-cover").value.split("\n").filter((line) => line.trim() !== "");
	const page = readable(lang, text("letter.title"), cover, pieces.map(piece));
	if (page.length > MAX_LETTER) throw new RangeError("too large");
	const key = way() === "key" ? receiver() : undefined;
	const words = key ? [] : await toWords(newCode(), lang);
	const sealed = await sealLetter(page, key ? { receiver: key } : { words });
	const body = { to: byId<HTMLSelectElement>("letter-to").value, way: way(), contents: pieces.map((one) => one.value), digest: sealed.digest };
	return { ...sealed, words, body };
}

/** One of the chosen: its name, what was answered beside it, and its words. */
function piece(box: HTMLInputElement): Element {
	const words = wordsOf(box.value) as HTMLElement;
	const place = document.createElement("div");
	place.append(element("h2", "", box.dataset["name"] ?? ""));
	const answers = words.parentElement?.querySelector(":scope > .record-answers");
	if (answers) place.append(answers.cloneNode(true));
	place.append(words.cloneNode(true));
	return place;
}

/** Shows the code, once, and gives the file. */
function show(form: HTMLFormElement, { bytes, words }: Made, { lang, again }: LetterParts): void {
	const name = `brief-${form.dataset["reference"] ?? ""}.html.age`;
	const save = (): void => saveAs([bytes], "application/octet-stream", name);
	form.hidden = true;
	const list = byId("letter-words");
	list.replaceChildren(...words.map((word) => element("li", "", word)));
	const door = `${location.host}/${lang}${form.dataset["door"] ?? ""}`;
	byId("letter-address").textContent = door;
	byId("letter-code").hidden = words.length === 0;
	byId("letter-to-key").hidden = words.length > 0;
	byId("letter-save").addEventListener("click", save);
	byId("letter-print").addEventListener("click", () => print(words, lang, [door, text("letter.slip"), text("letter.slip-age")]));
	byId("letter-done").addEventListener("click", () => {
		list.replaceChildren();
		again("letter");
	});
	byId("letter-made").hidden = false;
	byId("letter-made-heading").focus();
}

/** A slip with the words, and nothing that says what they are for. */
function print(words: readonly string[], lang: string, lines: readonly string[]): void {
	const sheet = element("div", "slip-sheet flow");
	sheet.lang = lang;
	const list = element("ol", "slip-words");
	list.append(...words.map((word) => element("li", "", word)));
	sheet.append(list, ...lines.map((line, i) => element("p", i === 0 ? "utrecht-paragraph slip-door" : "utrecht-paragraph", line)));
	document.body.append(sheet);
	printOnly("only-sheet", () => sheet.remove());
}
