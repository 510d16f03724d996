// Quick exit: away from this site at once, and nothing of it stays in this
// browser but its history, which no page can erase (the page "how" says so).
//
// Without this script the button is an ordinary link to the same place; the
// server then ends the session and has the browser clear its storage.
import { text } from "../../browser/text.ts";

/** How long after the first Escape the second one counts. */
const SECOND_ESCAPE_MS = 1500;

const link = document.querySelector<HTMLAnchorElement>("#leave");
const again = document.querySelector<HTMLElement>("#leave-again");
let escapedAt = Number.NEGATIVE_INFINITY;

/** Forgets and goes, replacing this page in the history. */
function leave(to: string): void {
	// Those who hold keys in memory let go of them first.
	document.dispatchEvent(new Event("leave"));
	document.documentElement.hidden = true;
	try {
		sessionStorage.clear();
		localStorage.clear();
	} catch {
		// Storage is switched off: there is nothing to forget.
	}
	void forgetDatabases().catch(() => undefined);
	location.replace(to);
}

async function forgetDatabases(): Promise<void> {
	for (const { name } of await indexedDB.databases()) {
		if (name !== undefined) indexedDB.deleteDatabase(name);
	}
}

function onKey(event: KeyboardEvent): void {
	if (event.key !== "Escape" || event.repeat || !link) return;
	if (event.timeStamp - escapedAt <= SECOND_ESCAPE_MS) {
		leave(link.href);
		return;
	}
	escapedAt = event.timeStamp;
	if (!again) return;
	again.textContent = text("site.leave-again");
	setTimeout(() => {
		again.textContent = "";
	}, SECOND_ESCAPE_MS);
}

if (link) {
	link.addEventListener("click", (event) => {
		event.preventDefault();
		leave(link.href);
	});
	document.addEventListener("keydown", onKey);
}
