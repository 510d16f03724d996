// The page where staff signs in. What stays after a refusal is the login and the
// passphrase as typed, so that a slip can be mended; both go with the page.
import { post } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { SIGNED_IN } from "../../browser/lib/alarms.ts";
import type { Identity } from "../../browser/lib/identity.ts";
import { authenticator, enter as enterByPasskey, possible } from "../../browser/lib/passkey.ts";
import { passkeyText } from "../../browser/lib/passkeytext.ts";
import { stretch } from "../../browser/lib/signin.ts";
import { missing, signIn, type Trouble } from "../../browser/lib/staffsignin.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

const form = element<HTMLFormElement>("sign-in");
const login = element<HTMLInputElement>("login");
const passphrase = element<HTMLInputElement>("passphrase");
const enter = element<HTMLButtonElement>("enter");
const passkey = element<HTMLButtonElement>("passkey");
const progress = element<HTMLProgressElement>("progress");

/** Shows what is wrong beside a field, or nothing. */
function mark(input: HTMLInputElement, wrong: string): void {
	const error = element(`${input.id}-error`);
	error.textContent = wrong;
	error.hidden = wrong === "";
	input.ariaInvalid = wrong === "" ? null : "true";
	input.classList.toggle("utrecht-textbox--invalid", wrong !== "");
	element(`${input.id}-field`).classList.toggle("utrecht-form-field--invalid", wrong !== "");
}

/** Shows a sentence above the form and leads to it; calm is no fault of anybody. */
function tell(sentence: string, calm = false): void {
	element("trouble-text").textContent = sentence;
	element("trouble").classList.toggle("utrecht-alert--error", !calm);
	element("trouble").classList.toggle("utrecht-alert--info", calm);
	element("trouble").hidden = sentence === "";
	if (sentence !== "") element("trouble").focus();
}

function say(sentence: string, working: boolean): void {
	element("working-text").textContent = sentence;
	element("working").hidden = !working;
	enter.disabled = working;
	passkey.disabled = working;
	form.ariaBusy = String(working);
}

function sentence(trouble: Trouble): string {
	switch (trouble.kind) {
		case "failure":
			return errorText(trouble.failure);
		case "waiting":
			return text("signin.waiting", { number: trouble.number });
		case "no-memory":
			return text("signin.no-memory");
		case "no-key":
			return text("signin.no-key");
		case "no-storage":
			return text("signin.no-storage");
		case "too-long":
			return text("signin.passphrase-long");
	}
}

/** Marks the fields that are empty and goes to the first one; says whether all are filled in. */
function complete(): boolean {
	const empty = missing({ login: login.value, passphrase: passphrase.value });
	mark(login, empty.includes("login") ? text("signin.login-missing") : "");
	mark(passphrase, empty.includes("passphrase") ? text("signin.passphrase-missing") : "");
	const [first] = empty;
	if (first) element(first).focus();
	return first === undefined;
}

async function submit(): Promise<void> {
	tell("");
	if (enter.disabled || !complete()) return;
	progress.value = 0;
	say(text("signin.working"), true);
	const typed = { login: login.value, passphrase: passphrase.value };
	const org = form.dataset["org"] ?? "";
	const trouble = await signIn(typed, org, {
		post: (path, body) => post(lang, path, body),
		stretch: (words, salt) => stretch(words, salt, org, (done) => (progress.value = Math.round(done * 100))),
		keep: keepKey,
	});
	if (trouble) {
		say("", false);
		tell(sentence(trouble), trouble.kind === "waiting");
		return;
	}
	entered();
}

/** Keeps the key for the pages that follow; the first of them looks whether the list of keys has it. */
async function keepKey(identity: Identity, person: string): Promise<void> {
	await new Vault("staff").put(identity);
	sessionStorage.setItem(SIGNED_IN, person);
}

/** Goes to where somebody wanted to go. */
function entered(): void {
	say(text("signin.entering"), true);
	passphrase.value = "";
	location.replace(form.dataset["next"] ?? "/");
}

/** Comes in without login and passphrase: the passkey says who it is. */
async function byPasskey(): Promise<void> {
	tell("");
	if (passkey.disabled) return;
	progress.value = 0;
	say(text("passkey.touch"), true);
	const steps = { post: (path: string, body: unknown) => post(lang, path, body), by: authenticator() };
	const trouble = await enterByPasskey(form.dataset["org"] ?? "", steps, keepKey);
	if (!trouble) return entered();
	say("", false);
	tell(passkeyText(trouble), trouble.kind === "cancelled");
}

function watchCapitals(event: KeyboardEvent | MouseEvent): void {
	// A synthetic event of a password manager has no such state.
	const on = typeof event.getModifierState === "function" && event.getModifierState("CapsLock");
	const hint = element("capitals");
	const words = on ? text("signin.capitals") : "";
	if (hint.textContent !== words) hint.textContent = words;
}

form.addEventListener("submit", (event) => {
	event.preventDefault();
	void submit();
});
for (const input of [login, passphrase]) {
	input.addEventListener("input", () => mark(input, ""));
}
passphrase.addEventListener("keydown", watchCapitals);
passphrase.addEventListener("keyup", watchCapitals);
element<HTMLInputElement>("reveal").addEventListener("change", (event) => {
	passphrase.type = (event.target as HTMLInputElement).checked ? "text" : "password";
});
if (possible(location.hostname, "PublicKeyCredential" in window)) {
	passkey.hidden = false;
	passkey.addEventListener("click", () => void byPasskey());
}
enter.disabled = false;
// Where the page says why one is here again, that is read first.
if (!document.querySelector("main .utrecht-alert--info, main .utrecht-alert--ok")) login.focus();
