// How it goes (page/box/checkin.templ): the answer, and not wanting to be asked.
import { Failure } from "./api.ts";
import type { BoxParts } from "./boxacts.ts";
import { toNewest } from "./ownwords.ts";
import { byId, showProblems } from "./problems.ts";
import type { UnsentWords } from "./sendwords.ts";
import { text } from "../text.ts";

/** The items of the tab in which an answer that is not sent yet is kept, sealed. */
export const CHECK_IN_ITEMS = ["gehoor-check-in", "gehoor-check-in-choices"] as const;
/** How long after the last letter it is. */
const KEEP_MS = 500;

const QUESTIONS = ["check-in-going", "check-in-away", "check-in-worse"] as const;

/** Makes the forms work that this mailbox has. */
export function wireCheckIn(parts: BoxParts, kept: (item: string) => UnsentWords, door = "/api/box/"): void {
	const form = document.getElementById("check-in") as HTMLFormElement | null;
	const doors = { ...parts, send: (path: string, body: unknown) => parts.send(door + path, body) };
	if (form) wireAnswer(doors, form, kept(CHECK_IN_ITEMS[0]), kept(CHECK_IN_ITEMS[1]));
	wireNot(doors, "skip", text("check-in.skipping"), "signal.check-in-done");
	wireNot(doors, "stop", text("check-in.stopping"), "signal.check-ins-stopped-before");
	wireNot(doors, "resume", text("check-in.resuming"), "signal.check-ins-on");
}

function wireAnswer(parts: BoxParts, form: HTMLFormElement, words: UnsentWords, choices: UnsentWords): void {
	const field = byId<HTMLTextAreaElement>("field-check-in-words");
	let timer: ReturnType<typeof setTimeout> | undefined;
	form.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			void words.keep(field.value.trim()).catch(() => undefined);
			void choices.keep(JSON.stringify([step(form), ...QUESTIONS.map(chosen)])).catch(() => undefined);
		}, KEEP_MS);
		parts.typing();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		clearTimeout(timer);
		void answer(parts, form, field, words, choices);
	});
	void restore(form, field, words, choices);
}

/** Puts back what was typed before a reload, if it is still the same question. */
async function restore(form: HTMLFormElement, field: HTMLTextAreaElement, words: UnsentWords, choices: UnsentWords): Promise<void> {
	const [typed, before] = [await words.restore(), await choices.restore()];
	if (field.value === "") field.value = typed;
	const [of, ...values] = before === "" ? [] : (JSON.parse(before) as string[]);
	if (of !== step(form)) return;
	QUESTIONS.forEach((name, i) => {
		const option = form.querySelector<HTMLInputElement>(`[name="${name}"][value="${CSS.escape(values[i] ?? "")}"]`);
		if (option && chosen(name) === "") option.checked = true;
	});
}

async function answer({ send, renew, attempt, reload }: BoxParts, form: HTMLFormElement, field: HTMLTextAreaElement, words: UnsentWords, choices: UnsentWords): Promise<void> {
	const [going, away, worse, said] = [chosen("check-in-going"), chosen("check-in-away"), chosen("check-in-worse"), field.value.trim()];
	const most = Number(field.dataset["most"]);
	/** The person concerned is asked the first alone. */
	const asked = (name: string) => document.querySelector(`[name="${name}"]`) !== null;
	const problems = [
		{ id: "field-check-in-going", text: going === "" ? text("check-in.missing-going") : "" },
		{ id: "field-check-in-away", text: asked(QUESTIONS[1]) && away === "" ? text("check-in.missing-away") : "" },
		{ id: "field-check-in-worse", text: asked(QUESTIONS[2]) && worse === "" ? text("check-in.missing-worse") : "" },
		{ id: field.id, text: said.length > most ? text("box.reply-long", { limit: most }) : "" },
	].filter((one) => one.text !== "");
	showProblems(byId("check-in-problems"), form, problems);
	if (problems.length > 0) return;
	await attempt("check-in", text("check-in.sending"), async () => {
		const body = { step: step(form), going, kept_away: away === "yes", worse: worse === "yes" };
		try {
			await toNewest(async () => send("check-in", { ...body, ...(await words.keep(said)) }), async () => {
				await renew();
				words.anew();
			});
		} catch (error) {
			// The first time counted, and only the answer was lost. With words it would have counted again.
			if (said !== "" || !(error instanceof Failure) || error.code !== "signal.check-in-done") throw error;
		}
		words.forget();
		choices.forget();
		reload("check-in");
	});
}

/** A button by which the reporter is not asked, or is again; pressed before is no fault. */
function wireNot({ send, attempt, reload }: BoxParts, what: "skip" | "stop" | "resume", doing: string, before: string): void {
	const form = document.getElementById(`check-in-${what}`) as HTMLFormElement | null;
	form?.addEventListener("submit", (event) => {
		event.preventDefault();
		void attempt(form.id, doing, async () => {
			try {
				await send(`check-in-${what}`, { step: step(form) });
			} catch (error) {
				if (!(error instanceof Failure) || error.code !== before) throw error;
			}
			reload(form.id);
		});
	});
}

function step(form: HTMLFormElement): string {
	return form.dataset["step"] ?? "";
}

function chosen(name: string): string {
	return document.querySelector<HTMLInputElement>(`[name="${name}"]:checked`)?.value ?? "";
}
