// Signing out: the key goes first, in every tab, and then the session. What was
// typed and not sent goes to the server first, and stays in this tab too, sealed to
// the person alone (browser/lib/staffkeep.ts).
//
// Without this script the button is an ordinary form; the server then ends the
// session and has the browser clear its storage.
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

const form = document.querySelector<HTMLFormElement>("#sign-out");
form?.addEventListener("submit", (event) => {
	event.preventDefault();
	void signOut(form);
});
