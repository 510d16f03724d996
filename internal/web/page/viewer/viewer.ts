// The viewer in its frame: waits for one file from the page around it, and shows
// it (browser/lib/viewer.ts, decision 10). Nothing here has a key, and nothing can
// be asked of a server.
import { text } from "../../browser/text.ts";
import { kindOf } from "../../browser/lib/metadata/clean.ts";
import { showPicture } from "../../browser/lib/viewpicture.ts";
import { type Shown, Tools, Unshown } from "../../browser/lib/viewtools.ts";
import { showText } from "../../browser/lib/viewtext.ts";
import { pictureType } from "../../browser/lib/viewimage.ts";
import type { FromViewer, NotShown, ToViewer } from "../../browser/lib/viewerwire.ts";

const view = must("view");
const status = must("status");

const say = (message: FromViewer): void => parent.postMessage(message, "*");

function must(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (!found) throw new Error(`no ${id}`);
	return found;
}

async function show({ name, type, bytes }: ToViewer): Promise<void> {
	must("name").textContent = name;
	try {
		const shown = await shownAs(name, type, new Uint8Array(bytes));
		new Tools(shown, status);
		status.textContent = "";
		say({ kind: "shown" });
	} catch (error) {
		const why = error instanceof Unshown ? error.why : "damaged";
		view.replaceChildren();
		status.textContent = whyText(why);
		say({ kind: "not-shown", why });
	}
}

async function shownAs(name: string, type: string, bytes: Uint8Array): Promise<Shown> {
	if (pictureType(bytes) !== "") return showPicture(view, name, bytes);
	const kind = kindOf(name, bytes);
	if (kind === "pdf") return (await import("../../browser/lib/viewpdf.ts")).showPdf(view, bytes, status);
	if (kind === "text" || (kind === "unknown" && type.startsWith("text/plain") && !bytes.includes(0))) return showText(view, bytes);
	throw new Unshown("unknown");
}

function whyText(why: NotShown): string {
	switch (why) {
		case "unknown":
			return text("view.not-unknown");
		case "damaged":
			return text("view.not-damaged");
		case "protected":
			return text("view.not-protected");
		case "too-large":
			return text("view.not-too-large");
	}
}

let begun = false;
addEventListener("message", (event: MessageEvent<ToViewer>) => {
	// One file, from the page around this one; there is nobody else to hear.
	if (begun || event.source !== parent || event.data.kind !== "show") return;
	begun = true;
	void show(event.data);
});
addEventListener("keydown", (event) => {
	if (event.key === "Escape" && !event.repeat) say({ kind: "escape" });
});
if (parent === window) status.textContent = text("view.alone");
else say({ kind: "ready" });
