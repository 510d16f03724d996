// Answers in words: the lines in which they are read back, before sending and
// ever after. The rules of answers are in questionnaire.ts; the server puts the
// questions into the page in the page's language only (page/sealed, Questions).
import { type Answers, asked, type Item, type Lang, type Question, type Questionnaire, type Value } from "./questionnaire.ts";

/** One version of a questionnaire. In a page, texts are there in the page's language only. */
export interface Form extends Questionnaire {
	/** Pins the file, so that old answers stand beside the questions that were asked. */
	readonly digest: string;
}

/** An answer as it is read back. */
export interface Line {
	readonly question: string;
	readonly label: string;
	/** A line for each option that was chosen, or the text. */
	readonly values: readonly string[];
	/** For a group: the lines of each entry, and what one is called. */
	readonly entries?: readonly (readonly Line[])[];
	readonly entry?: string;
	/** The values are periods, which have words of their own. */
	readonly period?: true;
	/** Whether a copy leaves the browser unsealed. */
	readonly open: boolean;
}

/** The answers of one step. */
export interface Part {
	readonly step: string;
	readonly title: string;
	readonly lines: readonly Line[];
}

/** The answers to everything that is asked, step by step; steps without answers have no lines. */
export function parts(form: Form, answers: Answers, lang: Lang): Part[] {
	const ids = new Set(asked(form, answers).map((q) => q.id));
	return form.steps.map((step) => ({
		step: step.id,
		title: step.title[lang],
		lines: step.questions.filter((q) => ids.has(q.id)).flatMap((q) => line(q, answers[q.id], lang)),
	}));
}

function line(q: Question, answer: Value | undefined, lang: Lang): Line[] {
	if (answer === undefined || answer.length === 0) return [];
	const base = { question: q.id, label: q.label[lang], open: q.leaves === "server", ...(q.kind === "period" ? { period: true as const } : {}) };
	if (!q.group) return [{ ...base, values: chosen(answer).map((value) => inWords(q, value, lang)) }];
	const { item, questions } = q.group;
	const entries = itemsOf(answer).map((one) => questions.flatMap((inner) => line(inner, one[inner.id], lang)));
	return [{ ...base, values: [], entry: item[lang], entries }];
}

/** The entries of a group; none for any other answer. */
export function itemsOf(answer: Value | undefined): readonly Item[] {
	if (answer === undefined || typeof answer === "string") return [];
	return (answer as readonly unknown[]).filter((one): one is Item => typeof one === "object" && one !== null);
}

/** The texts or options of an answer; none for a group's. */
export function chosen(answer: Value | undefined): readonly string[] {
	if (typeof answer === "string") return [answer];
	return (answer ?? []).filter((one): one is string => typeof one === "string");
}

/** What was chosen, in words; what was typed, as it is. A tick says what was ticked, so its line is the label. */
function inWords(q: Question, value: string, lang: Lang): string {
	if (q.kind === "date") return inFull(value, lang);
	return q.options?.find((option) => option.id === value)?.label[lang] ?? value;
}

/** A day as people say it; what is no day stays as it was typed. */
export function inFull(value: string, lang: Lang): string {
	const at = new Date(`${value}T00:00:00Z`);
	if (Number.isNaN(at.getTime())) return value;
	return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "full", timeZone: "UTC" }).format(at);
}
