// The fields for a new passphrase (page/passphrase, Fields), and how a page that
// makes or changes a key says what it is doing and what is wrong.
import { text } from "../text.ts";
import { errorText } from "./apitext.ts";
import type { KeyTrouble } from "./newkey.ts";
import { suggestion, type Weakness, weakness } from "./passphrase.ts";
import type { Lang } from "./words.ts";

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

/** A field with a name that its sentences have too. */
export function field(id: string): HTMLInputElement {
	return element<HTMLInputElement>(id);
}

/** Shows what is wrong beside a field, or nothing. */
export function mark(id: string, wrong: string): void {
	const error = element(`${id}-error`);
	error.textContent = wrong;
	error.hidden = wrong === "";
	field(id).ariaInvalid = wrong === "" ? null : "true";
	field(id).classList.toggle("utrecht-textbox--invalid", wrong !== "");
	element(`${id}-field`).classList.toggle("utrecht-form-field--invalid", wrong !== "");
}

/** Shows a sentence above the form and leads to it; "" takes it away. */
export function tell(sentence: string): void {
	element("trouble-text").textContent = sentence;
	element("trouble").hidden = sentence === "";
	if (sentence !== "") element("trouble").focus();
}

/** Says what goes on, or with "" that nothing does. */
export function working(sentence: string, form: HTMLFormElement, button: HTMLButtonElement): void {
	element("working-text").textContent = sentence;
	element("working").hidden = sentence === "";
	element<HTMLProgressElement>("progress").value = 0;
	button.disabled = sentence !== "";
	form.ariaBusy = String(sentence !== "");
}

/** Shows how much is done, from 0 to 1. */
export function progress(done: number): void {
	element<HTMLProgressElement>("progress").value = Math.round(done * 100);
}

/** The sentence for a trouble. */
export function troubleOf(trouble: KeyTrouble): string {
	switch (trouble.kind) {
		case "failure":
			return errorText(trouble.failure);
		case "no-memory":
			return text("signin.no-memory");
		case "no-key":
			return text("signin.no-key");
		case "too-long":
			return text("signin.passphrase-long");
	}
}

function weaknessText(weak: Weakness): string {
	switch (weak) {
		case "missing":
			return text("passphrase.missing");
		case "short":
			return text("passphrase.short");
		case "simple":
			return text("passphrase.simple");
		case "login":
			return text("passphrase.is-login");
		case "long":
			return text("signin.passphrase-long");
	}
}

/** The new passphrase, or undefined when it is not good enough or not typed twice: then the fields say so. */
export function newPassphrase(login: string): string | undefined {
	const weak = weakness(field("new").value, login);
	mark("new", weak ? weaknessText(weak) : "");
	const differs = field("again").value !== field("new").value;
	mark("again", !weak && differs ? text("passphrase.differs") : "");
	if (weak) field("new").focus();
	else if (differs) field("again").focus();
	return weak || differs ? undefined : field("new").value;
}

/** Empties the fields, and takes a suggestion away. */
export function clearPassphrases(...ids: readonly string[]): void {
	for (const id of ["new", "again", ...ids]) field(id).value = "";
	element("suggestion").textContent = "";
	element("suggested").hidden = true;
}

/** Makes the fields work. more are other fields that are shown and hidden with them. */
export function wirePassphrase(lang: Lang, more: readonly string[]): void {
	const fields = ["new", "again", ...more];
	for (const id of fields) field(id).addEventListener("input", () => mark(id, ""));
	element("suggest").addEventListener("click", () => void suggest(lang));
	element("take").addEventListener("click", () => {
		field("new").value = element("suggestion").textContent ?? "";
		mark("new", "");
		field("again").focus();
	});
	field("reveal").addEventListener("change", () => {
		for (const id of fields) field(id).type = field("reveal").checked ? "text" : "password";
	});
}

async function suggest(lang: Lang): Promise<void> {
	try {
		element("suggestion").textContent = await suggestion(lang);
		element("suggested").hidden = false;
	} catch {
		tell(text("sealed.offline"));
	}
}
