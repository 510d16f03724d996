// Shows that the device works something out, while the person writes down the code:
// how far it is, and that it may take a minute.
import { Admission } from "../../../browser/lib/admission.ts";
import { Failure } from "../../../browser/lib/api.ts";
import { errorText } from "../../../browser/lib/apitext.ts";
import type { Reporter } from "../../../browser/lib/code.ts";
import { alert, byId } from "../../../browser/lib/problems.ts";
import type { Worked } from "../../../browser/lib/work.ts";
import { text } from "../../../browser/text.ts";
import { worker } from "../../../browser/worker.ts";

/** The way in of this page's code. */
export function newAdmission(lang: string, reporter: Reporter): Admission {
	return new Admission({ lang, lookup: reporter.lookUp, store: sessionStorage, solve });
}

/** Waits until the code is let in. False if it is not, and the page says why; a server that cannot be reached keeps nobody. */
export async function letIn(admission: Admission): Promise<boolean> {
	const told = byId("code-told");
	told.replaceChildren();
	try {
		await admission.enter();
		return true;
	} catch (error) {
		if (!(error instanceof Failure) || error.code !== "intake.full") return true;
		told.replaceChildren(alert("error", text("begin.full"), errorText(error)));
		told.focus();
		return false;
	}
}

function solve(challenge: string): Promise<readonly number[]> {
	const [place, said, bar] = [byId("code-work"), byId("code-work-text"), byId<HTMLProgressElement>("code-work-bar")];
	place.hidden = false;
	bar.value = 0;
	said.textContent = text("begin.work");
	return new Promise<readonly number[]>((resolve, reject) => {
		const working = worker("begin/work.js");
		working.addEventListener("error", () => reject(new Failure("failed")));
		working.addEventListener("message", (event: MessageEvent<Worked>) => {
			bar.value = event.data.done;
			if (!event.data.answers) return;
			working.terminate();
			said.textContent = text("begin.work-done");
			resolve(event.data.answers);
		});
		working.postMessage(challenge);
	});
}
