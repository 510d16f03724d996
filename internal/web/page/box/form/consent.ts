// Who may know who the reporter is (knowing.templ): seals the key of the identity
// compartment to one more person, makes that compartment when the reporter says a name
// later, takes consent back, and answers what a handler asks. It is loaded with the first
// button: over a bad line nobody else waits for it.
import { Failure, post } from "../../../browser/lib/api.ts";
import type { Lang, Reporter } from "../../../browser/lib/code.ts";
import { sealedKey, sealedName } from "../../../browser/lib/knowing.ts";
import { Opener } from "../../../browser/lib/opener.ts";
import { byId, showProblems } from "../../../browser/lib/problems.ts";
import { type Preview, readPreview } from "../../../browser/lib/send.ts";
import { sealedPage } from "../../../browser/lib/sealedtext.ts";
import { text } from "../../../browser/text.ts";

/** What the page gives. */
export interface PageParts {
	readonly org: string;
	readonly lang: Lang;
	readonly reporter: Reporter;
	attempt(name: string, doing: string, act: () => Promise<void>): Promise<void>;
	reload(): void;
	again<T>(lang: string, reporter: Reporter, what: () => Promise<T>): Promise<T>;
}

/** Refusals that say that it was done: the first time counted, and only the answer was lost. */
const DONE = ["consent.given-before", "consent.none", "consent.answered-before", "signal.identified-before"];

/** Does what a form of this section is for. */
export async function actOnConsent(form: HTMLFormElement, pressed: HTMLButtonElement | null, parts: PageParts): Promise<void> {
	const body = chosen(form);
	if (body === undefined) return;
	const buttons = [...form.querySelectorAll("button")];
	for (const one of buttons) one.disabled = true;
	await parts.attempt(form.id, text("box.sending"), async () => {
		try {
			await send(form, body, pressed?.value === "yes", parts);
		} catch (error) {
			if (!(error instanceof Failure) || !DONE.includes(error.code)) throw error;
		}
		parts.reload();
	});
	for (const one of buttons) one.disabled = false;
}

/** What is filled in; undefined after it was said what is missing. */
function chosen(form: HTMLFormElement): Record<string, string> | undefined {
	const body: Record<string, string> = {};
	const problems: { id: string; text: string }[] = [];
	for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-field]")) {
		const value = field.value.trim();
		if (value === "" && field.dataset["missing"] !== undefined) problems.push({ id: field.id, text: field.dataset["missing"] });
		if (value !== "") body[field.dataset["field"] ?? ""] = value;
	}
	const place = document.getElementById(`${form.id}-problems`);
	if (place) showProblems(byId(place.id), form, problems);
	return problems.length > 0 ? undefined : body;
}

async function send(form: HTMLFormElement, body: Record<string, string>, yes: boolean, parts: PageParts): Promise<void> {
	const { lang, reporter, again } = parts;
	const to = (path: string, what: unknown) => again(lang, reporter, () => post(lang, path, what));
	const people = async (): Promise<Preview> => readPreview(await to("/api/box/may-know", {}));
	// The key goes to who is named, if that person has none yet.
	const key = async (): Promise<Record<string, string>> => {
		const person = body["person"];
		if (person === undefined || form.dataset["key"] === undefined) return {};
		const opener = new Opener({ ...sealedPage(), identity: reporter.identity, lang });
		return { sealed: await sealedKey(parts.org, await people(), person, opener) };
	};
	switch (form.dataset["consent"]) {
		case "give":
			await to("/api/box/consent", { ...body, ...(await key()) });
			return;
		case "back":
			await to("/api/box/consent-back", body);
			return;
		case "answer": {
			const no = Number(form.dataset["no"]);
			await to("/api/box/consent-answer", { no, agreed: yes, ...(yes ? await key() : {}) });
			return;
		}
		default: {
			const known = [...form.querySelectorAll<HTMLInputElement>("[data-known]:checked")].map((one) => one.value);
			const who = { name: body["name"] ?? "", contact: body["contact"] ?? "" };
			await to("/api/box/name", await sealedName(parts.org, await people(), known, who, reporter.recipient));
		}
	}
}
