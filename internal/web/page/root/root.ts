// The page of the root key: says which root this browser trusts, and trusts another
// one when somebody typed the number that they heard on the telephone.
import { knownRoot } from "../../browser/lib/knownroot.ts";
import { confirmRoot } from "../../browser/lib/staffroot.ts";
import { text } from "../../browser/text.ts";
import { keysPart } from "./keys.ts";

const place = document.getElementById("root");
const { org = "", root = "", me = "", signs } = place?.dataset ?? {};
const known = document.getElementById("root-known") as HTMLElement;
const form = document.getElementById("root-confirm") as HTMLFormElement;
const heard = document.getElementById("root-heard") as HTMLInputElement;
const wrong = document.getElementById("root-error") as HTMLElement;

function say(trusted: boolean): void {
	known.textContent = trusted ? text("root.known") : text("root.unknown");
	form.hidden = trusted;
}

function complain(sentence: string): void {
	wrong.textContent = sentence;
	wrong.hidden = sentence === "";
	heard.setAttribute("aria-invalid", String(sentence !== ""));
	if (sentence !== "") heard.focus();
}

async function confirm(): Promise<void> {
	const same = await confirmRoot(org, root, heard.value).catch(() => undefined);
	if (same === undefined) complain(text("root.no-storage"));
	else if (!same) complain(text("root.differs"));
	else {
		complain("");
		say(true);
		known.focus();
	}
}

form.addEventListener("submit", (event) => {
	event.preventDefault();
	void confirm();
});
known.tabIndex = -1;
void knownRoot(org, root).then(say, () => (known.textContent = text("root.no-storage")));
void keysPart({ org, root, me, signs: signs !== undefined }).catch(() => undefined);
