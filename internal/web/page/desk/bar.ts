// What is on every page of somebody who signed in: signing out, and the watch over keys.
//
// Signing out: the key goes first, in every tab, and then the session. What was
// typed and not sent goes to the server first, and stays in this tab too, sealed to
// the person alone (browser/lib/staffkeep.ts).
//
// Without this script the button is an ordinary form; the server then ends the
// session and has the browser clear its storage.
import { seen, SIGNED_IN, watched } from "../../browser/lib/alarms.ts";
import { post } from "../../browser/lib/api.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

async function signOut(form: HTMLFormElement): Promise<void> {
	// A page that leaves when the key goes would cut the session's end short.
	const waits: Promise<unknown>[] = [];
	document.dispatchEvent(new CustomEvent("sign-out", { detail: waits }));
	await Promise.allSettled(waits);
	const vault = new Vault("staff");
	await vault.clear();
	vault.close();
	try {
		await post(lang, new URL(form.action).pathname, {});
		location.replace(document.getElementById("desk")?.dataset["signIn"] ?? "/");
	} catch {
		const trouble = document.getElementById("sign-out-trouble");
		if (trouble) trouble.textContent = text("desk.sign-out-failed");
	}
}

/** After a sign-in looks at the list of keys; says what is wrong, then and later. */
async function watchKeys({ org = "", keys = "" }: DOMStringMap): Promise<void> {
	const person = sessionStorage.getItem(SIGNED_IN);
	const { alarms } = await seen(org, watched());
	if (person === null && alarms.length === 0) return;
	const { lookNow, warn } = await import("../../browser/lib/keynotice.ts");
	warn(person === null ? alarms : await lookNow(org, person), keys);
	sessionStorage.removeItem(SIGNED_IN);
}

const bar = document.getElementById("desk");
// Without storage nothing is remembered; pages that seal say so.
if (bar) void watchKeys(bar.dataset).catch(() => undefined);

const form = document.querySelector<HTMLFormElement>("#sign-out");
form?.addEventListener("submit", (event) => {
	event.preventDefault();
	void signOut(form);
});
