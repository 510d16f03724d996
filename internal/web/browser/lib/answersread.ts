// Reads sealed answers back. What was sealed came from somebody's browser and is
// looked at before it is shown: whatever has not the form of answers is left out.
import type { Form } from "./answers.ts";
import { record } from "./api.ts";
import type { Answers, Lang, Question, Value } from "./questionnaire.ts";

/** What an account said. */
export interface Account {
	readonly digest: string;
	readonly answers: Answers;
}

// No questionnaire asks more (internal/signal/questionnaire, limits.go).
const MAX_ANSWERS = 240;
const MAX_ENTRIES = 24;

/** Reads the JSON of an account; null if it is none. */
export function readAccount(text: string): Account | null {
	const { digest, answers } = record(parse(text));
	return typeof digest === "string" ? { digest, answers: readAnswers(answers) } : null;
}

/** Keeps what has the form of answers. */
export function readAnswers(value: unknown): Answers {
	const kept: Record<string, Value> = {};
	for (const [id, answer] of Object.entries(record(value)).slice(0, MAX_ANSWERS)) {
		const read = readAnswer(answer);
		if (read !== undefined) kept[id] = read;
	}
	return kept;
}

function readAnswer(value: unknown): Value | undefined {
	if (typeof value === "string") return value;
	if (!Array.isArray(value)) return undefined;
	const entries: unknown[] = value.slice(0, MAX_ENTRIES);
	if (entries.every((one) => typeof one === "string")) return entries;
	return entries.map((one) =>
		Object.fromEntries(Object.entries(record(one)).filter((field): field is [string, string] => typeof field[1] === "string")),
	);
}

/** The JSON of who the reporter is; null if it is none. */
export function readWho(text: string): { readonly name: string; readonly contact: string } | null {
	const value = parse(text);
	if (value === undefined) return null;
	const { name, contact } = record(value);
	return { name: typeof name === "string" ? name : "", contact: typeof contact === "string" ? contact : "" };
}

/**
 * The questions that an account's answers belong to. Answers to questions that
 * this page does not know are shown all the same, under their id.
 */
export function formOf(account: Account, forms: readonly Form[], lang: Lang): Form {
	const exact = forms.find((form) => form.digest === account.digest);
	const known = new Set(exact?.steps.flatMap((step) => step.questions.map((q) => q.id)));
	const strangers = Object.keys(account.answers).filter((id) => !known.has(id));
	const form = exact ?? { id: "", version: 0, digest: account.digest, languages: [lang], title: only(lang, ""), steps: [] };
	if (strangers.length === 0) return form;
	return { ...form, steps: [...form.steps, { id: "rest", title: only(lang, ""), questions: strangers.map((id) => stranger(id, lang)) }] };
}

function stranger(id: string, lang: Lang): Question {
	return { id, kind: "text", label: only(lang, id), required: false, leaves: "sealed", compartment: "conversation" };
}

function only(lang: Lang, text: string): Record<Lang, string> {
	return { nl: "", en: "", [lang]: text };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
