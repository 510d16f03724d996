// The order of a questionnaire's steps on one page: where somebody is, what
// comes next, and what the browser's own back button does. The history holds a
// number and nothing else: a name of a step would stay in the browser.
import { type Answers, asked, type Questionnaire } from "./questionnaire.ts";

/** The steps around the questions. */
export const START = "start";
export const CODE = "code";
export const CHECK = "check";
export const SENT = "sent";

/** All steps in their order; those whose questions are none asked are skipped on the way. */
export function order(form: Questionnaire): readonly string[] {
	// Whoever is sent questions has a code already.
	const before = form.purpose === "follow-up" ? [START] : [START, CODE];
	return [...before, ...form.steps.map((step) => step.id), CHECK, SENT];
}

/** The step after one, or before it with back; the same step at an end. Only the server's answer leads from the check to "sent". */
export function beside(form: Questionnaire, answers: Answers, step: string, back = false): string {
	if (step === SENT || (step === CHECK && !back)) return step;
	const all = order(form);
	const ids = new Set(asked(form, answers).map((q) => q.id));
	const empty = (id: string) => form.steps.some((one) => one.id === id && !one.questions.some((q) => ids.has(q.id)));
	const by = back ? -1 : 1;
	let i = all.indexOf(step) + by;
	while (empty(all[i] ?? "")) i += by;
	return all[i] ?? step;
}

/** Where a step is among those that are counted: the questions and the check. Undefined for the others. */
export function place(form: Questionnaire, step: string): { readonly at: number; readonly of: number } | undefined {
	const counted = [...form.steps.map((one) => one.id), CHECK];
	const i = counted.indexOf(step);
	return i < 0 ? undefined : { at: i + 1, of: counted.length };
}

/** What the history holds of a step. */
export interface Mark {
	readonly at: number;
}

/** A step as the history holds it. */
export function mark(form: Questionnaire, step: string): Mark {
	return { at: order(form).indexOf(step) };
}

/** The step that the history holds, if it is one. */
export function marked(form: Questionnaire, state: unknown): string | undefined {
	const at = (state as Partial<Mark> | null)?.at;
	return typeof at === "number" ? order(form)[at] : undefined;
}
