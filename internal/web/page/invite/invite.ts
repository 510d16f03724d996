// The page of an invitation. The code is taken out of the address at once, so that
// neither the history nor a screen that somebody sees keeps it. What was made is
// sent again as it is after a fault.
import { post } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { clearPassphrases, field, mark, newPassphrase, progress, tell, troubleOf, wirePassphrase, working } from "../../browser/lib/passphraseform.ts";
import { stretch } from "../../browser/lib/signin.ts";
import { accept, type Accepting, codeIn, type Invited, invited, type InviteSteps, makeKey } from "../../browser/lib/staffinvite.ts";
import { lang, text } from "../../browser/text.ts";

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

const codeForm = element<HTMLFormElement>("code-form");
const keyForm = element<HTMLFormElement>("key-form");
const look = element<HTMLButtonElement>("look");
const go = element<HTMLButtonElement>("go");
const org = keyForm.dataset["org"] ?? "";

const steps: InviteSteps = {
	post: (path, body) => post(lang, path, body),
	stretch: (words, salt) => stretch(words, salt, org, progress),
};

let who: Invited | undefined;
/** What was made and not answered. */
let pending: Accepting | undefined;

async function ask(): Promise<void> {
	tell("");
	const code = field("code").value.trim();
	mark("code", code === "" ? text("invite.code-missing") : "");
	if (code === "") return field("code").focus();
	look.disabled = true;
	try {
		who = await invited(code, steps);
		field("login").value = who.login;
		field("code").value = "";
		codeForm.hidden = true;
		keyForm.hidden = false;
		element("key-heading").focus();
	} catch (error) {
		tell(errorText(error));
	} finally {
		look.disabled = false;
	}
}

async function make(): Promise<void> {
	tell("");
	if (!who || go.disabled) return;
	const passphrase = newPassphrase(who.login);
	if (passphrase === undefined) return;
	working(text("signin.working"), keyForm, go);
	const trouble = await send(who, passphrase);
	working("", keyForm, go);
	if (trouble !== "") return tell(trouble);
	clearPassphrases();
	keyForm.hidden = true;
	element("made").hidden = false;
	element("made-heading").focus();
}

/** Makes and sends the key; the sentence says why not, "" that it is there. */
async function send(by: Invited, passphrase: string): Promise<string> {
	if (!pending) {
		const made = await makeKey(by, passphrase, org, steps);
		if ("kind" in made) return troubleOf(made);
		pending = made;
	}
	element("number").textContent = pending.number;
	const trouble = await accept(pending, steps);
	if (trouble?.kind === "failure" && trouble.failure.again) return `${troubleOf(trouble)} ${text("invite.unsure")}`;
	pending = undefined;
	return trouble ? troubleOf(trouble) : "";
}

field("code").value = codeIn(location.hash);
if (field("code").value !== "") history.replaceState(null, "", location.pathname);
wirePassphrase(lang === "en" ? "en" : "nl", []);
field("code").addEventListener("input", () => mark("code", ""));
field("new").addEventListener("input", () => {
	pending = undefined;
});
codeForm.addEventListener("submit", (event) => {
	event.preventDefault();
	void ask();
});
keyForm.addEventListener("submit", (event) => {
	event.preventDefault();
	void make();
});
look.disabled = false;
if (field("code").value !== "") void ask();
else field("code").focus();
