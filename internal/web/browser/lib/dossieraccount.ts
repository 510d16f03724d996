// A reporter's account as questions and answers (doc/formats.md §6). The answers
// come from outside: whatever does not fit the questions is shown as it is, and
// nothing is left out, because a caseworker must see all that was said.

/** What is shown of a question, in the reader's language. */
export interface QuestionLabels {
	readonly id: string;
	readonly kind: string;
	readonly label: string;
	/** By the options' ids. */
	readonly options?: Readonly<Record<string, string>>;
	/** What one of a repeating group is called, and what it asks. */
	readonly item?: string;
	readonly questions?: readonly QuestionLabels[];
}

/** What is shown of a questionnaire. */
export interface FormLabels {
	readonly id: string;
	readonly version: number;
	readonly digest: string;
	readonly steps: readonly { readonly title: string; readonly questions: readonly QuestionLabels[] }[];
}

/** One answer beside its question. */
export interface Line {
	readonly label: string;
	/** What has to be said with it. */
	readonly note?: string;
	/** A text, several of them, or the items of a group. */
	readonly value: string | readonly string[] | { readonly item: string; readonly items: readonly (readonly Line[])[] };
}

/** The answers of one step. */
export interface Part {
	readonly title: string;
	readonly lines: readonly Line[];
}

/** An account; known says whether its questionnaire is one of ours. */
export type Account = { readonly known: boolean; readonly parts: readonly Part[] } | { readonly unreadable: string };

/** Words for what has no label of its own. */
export interface Words {
	/** A consent that was given. */
	readonly yes: string;
	/** A period of two dates, either of which may be open, as people say it. */
	period(value: string): string;
	/** What stands with the names of files, which come after the account. */
	readonly files: string;
	/** "2026-06-05" as people say it. */
	day(date: string): string;
}

type Answers = Readonly<Record<string, unknown>>;

/** Reads the body of an account; it never throws. */
export function readAccount(body: string, forms: readonly FormLabels[], words: Words): Account {
	const account = parse(body);
	const answers = isObject(account?.["answers"]) ? account["answers"] : undefined;
	if (!account || !answers) return { unreadable: body };
	const form = forms.find((one) => one.digest === account["digest"]);
	if (!form) return { known: false, parts: full([{ title: "", lines: unlabelled(answers, []) }]) };
	const parts = form.steps.map((step) => ({ title: step.title, lines: lines(step.questions, answers, words) }));
	const rest = unlabelled(answers, form.steps.flatMap((step) => step.questions));
	return { known: true, parts: full([...parts, { title: "", lines: rest }]) };
}

function parse(body: string): Answers | undefined {
	try {
		const value: unknown = JSON.parse(body);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Answers {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function full(parts: readonly Part[]): Part[] {
	return parts.filter((part) => part.lines.length > 0);
}

/** Kinds whose answers name files. */
const FILED = new Set(["attachment", "voice"]);

/** The answered questions in the questionnaire's order. */
function lines(questions: readonly QuestionLabels[], answers: Answers, words: Words): Line[] {
	return questions
		.filter((question) => Object.hasOwn(answers, question.id) && !isEmpty(answers[question.id]))
		.map((question) => ({
			label: question.label,
			...(FILED.has(question.kind) ? { note: words.files } : {}),
			value: valueOf(question, answers[question.id], words),
		}));
}

/** Answers to questions that the questionnaire does not have. */
function unlabelled(answers: Answers, questions: readonly QuestionLabels[]): Line[] {
	return Object.keys(answers)
		.filter((id) => !questions.some((question) => question.id === id) && !isEmpty(answers[id]))
		.map((id) => ({ label: id, value: raw(answers[id]) }));
}

function isEmpty(value: unknown): boolean {
	return value === "" || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function valueOf(question: QuestionLabels, value: unknown, words: Words): Line["value"] {
	if (typeof value === "string") return one(question, value, words);
	if (!Array.isArray(value)) return raw(value);
	if (question.questions && value.every(isObject)) {
		const inner = question.questions;
		const items = value.map((item) => [...lines(inner, item, words), ...unlabelled(item, inner)]);
		return { item: question.item ?? question.label, items };
	}
	return value.map((item) => (typeof item === "string" ? one(question, item, words) : raw(item)));
}

/** An option's label, a day in full, or the text as it was typed. */
function one(question: QuestionLabels, value: string, words: Words): string {
	if (question.options) return Object.hasOwn(question.options, value) ? (question.options[value] ?? value) : value;
	if (question.kind === "consent" && value === "yes") return words.yes;
	if (question.kind === "date") return words.day(value);
	if (question.kind === "period") return words.period(value);
	return value;
}

function raw(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}
