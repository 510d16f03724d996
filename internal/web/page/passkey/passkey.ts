// The page on which somebody of staff adds and removes passkeys. What was made and
// not answered is sent again as it is, so that no authenticator is left with a
// passkey that nobody knows.
import { Failure, post, record } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { keyTrouble } from "../../browser/lib/newkey.ts";
import { add, type Adding, authenticator, make, type PasskeySteps, type PasskeyTrouble, possible } from "../../browser/lib/passkey.ts";
import { passkeyText } from "../../browser/lib/passkeytext.ts";
import { field, mark, progress, tell, working } from "../../browser/lib/passphraseform.ts";
import { type SignIn, stretch } from "../../browser/lib/signin.ts";
import { lang, text } from "../../browser/text.ts";

const steps: PasskeySteps = { post: (path, body) => post(lang, path, body), by: authenticator() };

/** The passphrase as stretched: after a slip with the authenticator it is not stretched again. */
let stretched: SignIn | undefined;
/** What was made and not answered. */
let pending: Adding | undefined;

async function submit(form: HTMLFormElement, go: HTMLButtonElement): Promise<void> {
	tell("");
	const label = field("label").value.trim();
	const phrase = field("old").value;
	mark("label", label === "" ? text("passkey.label-missing") : "");
	mark("old", phrase === "" ? text("signin.passphrase-missing") : "");
	if (label === "") field("label").focus();
	else if (phrase === "") field("old").focus();
	if (label === "" || phrase === "" || go.disabled) return;
	working(text("passkey.working"), form, go);
	const trouble = await run(form, go, label, phrase);
	working("", form, go);
	if (trouble !== "") return tell(trouble);
	field("old").value = "";
	location.reload();
}

/** Adds it; the sentence says why not, "" that it is done. */
async function run(form: HTMLFormElement, go: HTMLButtonElement, label: string, phrase: string): Promise<string> {
	const { org = "", login = "" } = form.dataset;
	if (!pending) {
		const by = stretched ?? (await stretchFor(login, phrase, org));
		if ("kind" in by) return passkeyText(by);
		stretched = by;
		working(text("passkey.touch"), form, go);
		progress(1);
		const made = await make(label, org, by, steps);
		if ("kind" in made) return passkeyText(made);
		pending = made;
	}
	const trouble = await add(pending, steps);
	if (trouble?.kind === "failure" && trouble.failure.again) return `${passkeyText(trouble)} ${text("passkey.unsure")}`;
	pending = undefined;
	return trouble ? passkeyText(trouble) : "";
}

async function stretchFor(login: string, phrase: string, org: string): Promise<SignIn | PasskeyTrouble> {
	try {
		const { salt } = record(await steps.post("/api/desk/salt", { login }));
		if (typeof salt !== "string") throw new Failure("failed");
		return await stretch(phrase, salt, org, progress);
	} catch (error) {
		return keyTrouble(error);
	}
}

/** Takes a passkey away. What the authenticator keeps of it opens nothing any more. */
async function remove(button: HTMLButtonElement): Promise<void> {
	tell("");
	button.disabled = true;
	try {
		await steps.post("/api/desk/passkey/remove", { credential: button.dataset["credential"] });
		location.reload();
	} catch (error) {
		button.disabled = false;
		tell(errorText(error));
	}
}

function wire(form: HTMLFormElement, go: HTMLButtonElement): void {
	if (!possible(location.hostname, "PublicKeyCredential" in window)) {
		form.hidden = true;
		(document.getElementById("impossible") as HTMLElement).hidden = false;
		return;
	}
	for (const id of ["label", "old"]) {
		field(id).addEventListener("input", () => {
			mark(id, "");
			pending = undefined;
			if (id === "old") stretched = undefined;
		});
	}
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void submit(form, go);
	});
	go.disabled = false;
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button.remove")) {
	button.addEventListener("click", () => void remove(button));
	button.disabled = false;
}
const form = document.getElementById("add");
if (form instanceof HTMLFormElement) wire(form, document.getElementById("go") as HTMLButtonElement);
