// The rules of a questionnaire's answers (internal/signal/questionnaire, and
// doc/formats.md §6). Answers are checked here and nowhere else: they are sealed
// in this browser, and the server never sees them.
//
// Rules:
//
//   - What somebody typed is never thrown away while they are writing: check and
//     faults only say. Only kept, just before sealing, leaves out what is empty
//     or no longer asked.
//   - A question that is not asked has no answer: who changes "yes" into "no"
//     takes back what came after it.
//   - Only what leaving returns goes to the server unsealed.
import type { CompartmentName } from "./compartment.ts";
import { isDay, readPeriod } from "./period.ts";

export type Lang = "nl" | "en";
export type Texts = Readonly<Record<Lang, string>>;

export type Kind =
	| "text"
	| "long-text"
	| "single"
	| "multiple"
	| "date"
	| "period"
	| "yes-no-unknown"
	| "consent"
	| "attachment"
	| "voice"
	| "group";

export interface Condition {
	readonly question: string;
	/** True when the answer is, or has among it, one of these options. */
	readonly equals: readonly string[];
}

export interface Option {
	readonly id: string;
	readonly label: Texts;
	readonly help?: Texts;
}

export interface Group {
	readonly most: number;
	readonly why: string;
	readonly item: Texts;
	readonly add: Texts;
	readonly remove: Texts;
	readonly questions: readonly Question[];
}

export interface Question {
	readonly id: string;
	readonly kind: Kind;
	readonly label: Texts;
	readonly help?: Texts;
	readonly required: boolean;
	readonly leaves: "sealed" | "server";
	readonly compartment: Extract<CompartmentName, "conversation" | "identity">;
	readonly when?: Condition;
	/** In UTF-16 code units: a text's length, and what maxlength counts. */
	readonly limit?: { readonly characters: number; readonly why: string };
	readonly options?: readonly Option[];
	/** How many files may answer it; they follow the signal. */
	readonly files?: { readonly most: number; readonly why?: string };
	readonly contacts?: readonly { readonly label: Texts; readonly phone: string }[];
	readonly group?: Group;
}

export interface Step {
	readonly id: string;
	readonly title: Texts;
	readonly lead?: Texts;
	readonly questions: readonly Question[];
}

/** The file, as Go's Questionnaire.JSON gives it. */
export interface Questionnaire {
	readonly id: string;
	readonly version: number;
	/** "follow-up" is sent to somebody who has told; anything else is asked of whoever begins. */
	readonly purpose?: string;
	readonly languages: readonly Lang[];
	readonly title: Texts;
	readonly steps: readonly Step[];
}

/** One item of a repeating group. */
export type Item = Readonly<Record<string, string>>;
/** A text, a date, a period, an option's id or "yes"; options' ids or files' names; a group's items. */
export type Value = string | readonly string[] | readonly Item[];
/** By the questions' ids. */
export type Answers = Readonly<Record<string, Value>>;

export type FaultKey =
	/** Must be answered. */
	| "question.required"
	/** Longer than its limit; args: limit, over. */
	| "question.too-long"
	/** No day of the calendar. */
	| "question.no-date"
	/** One of a period's days is none of the calendar. */
	| "question.no-period"
	/** A period that ends before it begins. */
	| "question.backwards"
	/** More files than the question takes; args: limit. */
	| "question.too-many-files"
	/** More items than the group takes; args: limit. */
	| "question.too-many"
	/** No answer that this question can have; our pages make none. */
	| "question.unfit";

/** What is wrong with an answer: a key of the catalogue and its arguments. */
export interface Fault {
	readonly key: FaultKey;
	/** question is the label in the person's language. */
	readonly args: { readonly question: string; readonly limit?: number; readonly over?: number };
	/** Inside a group: the place of the item, from 0, and the question in it. */
	readonly item?: number;
	readonly inner?: string;
}

/** Whether a question is asked, given answers that are kept. */
export function visible(question: Question, answers: Answers): boolean {
	if (!question.when) return true;
	const value = own(answers, question.when.question);
	const chosen: readonly unknown[] = typeof value === "string" ? [value] : (value ?? []);
	return question.when.equals.some((option) => chosen.includes(option));
}

/** The questions that are asked, in order: answers to those that are not do not count. */
export function asked(questionnaire: Questionnaire, answers: Answers): Question[] {
	const counting: Record<string, Value> = {};
	return questions(questionnaire).filter((question) => {
		if (!visible(question, counting)) return false;
		const value = own(answers, question.id);
		if (value !== undefined) counting[question.id] = value;
		return true;
	});
}

/** What is wrong with an answer, or null. An answer that is not there is wrong only if it is required. */
export function check(question: Question, value: Value | undefined, lang: Lang): Fault | null {
	const args = { question: question.label[lang] };
	if (value === undefined || value.length === 0 || (typeof value === "string" && tidy(value) === "")) {
		return question.required ? { key: "question.required", args } : null;
	}
	switch (question.kind) {
		case "text":
		case "long-text":
			return typeof value === "string" ? tooLong(question, value, lang) : { key: "question.unfit", args };
		case "date":
			return typeof value === "string" && isDay(tidy(value)) ? null : { key: "question.no-date", args };
		case "period":
			return checkPeriod(question, value, lang);
		case "attachment":
		case "voice":
			return checkFiles(question, value, lang);
		case "consent":
			return value === "yes" ? null : { key: "question.unfit", args };
		case "single":
		case "yes-no-unknown":
			return typeof value === "string" && offers(question, [value]) ? null : { key: "question.unfit", args };
		case "multiple":
			return Array.isArray(value) && offers(question, value) ? null : { key: "question.unfit", args };
		case "group":
			return checkGroup(question, value, lang);
	}
}

/** Everything that is wrong, by the questions' ids, in the order in which they are asked. */
export function faults(questionnaire: Questionnaire, answers: Answers, lang: Lang): Map<string, Fault> {
	const found = new Map<string, Fault>();
	for (const question of asked(questionnaire, answers)) {
		const fault = check(question, own(answers, question.id), lang);
		if (fault) found.set(question.id, fault);
	}
	return found;
}

/** Whether the answers can be sent. */
export function complete(questionnaire: Questionnaire, answers: Answers): boolean {
	return faults(questionnaire, answers, "nl").size === 0;
}

/** What is sealed: answers to what is asked, tidied, without those that are empty. */
export function kept(questionnaire: Questionnaire, answers: Answers): Answers {
	const result: Record<string, Value> = {};
	for (const question of asked(questionnaire, answers)) {
		const value = own(answers, question.id);
		const tidied = value === undefined ? "" : tidyValue(value);
		if (tidied.length > 0) result[question.id] = tidied;
	}
	return result;
}

/** The kept answers of one compartment, by the questions' ids. */
export function within(questionnaire: Questionnaire, answers: Answers, compartment: Question["compartment"]): Answers {
	const all = kept(questionnaire, answers);
	return Object.fromEntries(
		questions(questionnaire)
			.filter((question) => question.compartment === compartment && Object.hasOwn(all, question.id))
			.map((question) => [question.id, all[question.id]!]),
	);
}

/** The body of an `account`: what the conversation compartment holds. digest is that of the file. */
export function account(questionnaire: Questionnaire, digest: string, lang: Lang, answers: Answers): string {
	return JSON.stringify({
		questionnaire: questionnaire.id,
		version: questionnaire.version,
		digest,
		lang,
		answers: within(questionnaire, answers, "conversation"),
	});
}

/** The body of a `who`, or null if the reporter said nothing about who they are. */
export function who(questionnaire: Questionnaire, answers: Answers): string | null {
	const { name = "", contact = "" } = within(questionnaire, answers, "identity");
	return name === "" && contact === "" ? null : JSON.stringify({ name, contact });
}

/** All that leaves this browser unsealed, beside the language of the page. */
export interface Leaving {
	readonly office: string;
	readonly notSafe: boolean;
	readonly talkAsked: boolean;
}

/** What the server learns from these answers; they must be complete. */
export function leaving(questionnaire: Questionnaire, answers: Answers): Leaving {
	const all = kept(questionnaire, answers);
	const { office } = all;
	return { office: typeof office === "string" ? office : "", notSafe: all["not-safe"] === "yes", talkAsked: all["talk-asked"] === "yes" };
}

function questions(questionnaire: Questionnaire): Question[] {
	return questionnaire.steps.flatMap((step) => step.questions);
}

/** An answer by its id; what every object has by birth is no answer. */
function own<T>(values: Readonly<Record<string, T>>, id: string): T | undefined {
	return Object.hasOwn(values, id) ? values[id] : undefined;
}

function offers(question: Question, ids: readonly unknown[]): boolean {
	const known = (question.options ?? []).map((option) => option.id);
	return new Set(ids).size === ids.length && ids.every((id) => typeof id === "string" && known.includes(id));
}

function tooLong(question: Question, value: string, lang: Lang): Fault | null {
	const limit = question.limit?.characters ?? 0;
	const over = tidy(value).length - limit;
	return over > 0 ? { key: "question.too-long", args: { question: question.label[lang], limit, over } } : null;
}

function checkPeriod(question: Question, value: Value, lang: Lang): Fault | null {
	const args = { question: question.label[lang] };
	const period = typeof value === "string" ? readPeriod(tidy(value)) : null;
	if (!period) return { key: "question.no-period", args };
	return period.from !== "" && period.to !== "" && period.to < period.from ? { key: "question.backwards", args } : null;
}

/** The longest name of a file in an answer, in UTF-16 code units. */
const MAX_FILE_NAME = 200;

/** Names that our pages can have made, each once. */
function checkFiles(question: Question, value: Value, lang: Lang): Fault | null {
	const args = { question: question.label[lang] };
	const names: readonly unknown[] = typeof value === "string" ? [value] : value;
	const fits = (name: unknown) => typeof name === "string" && name !== "" && tidy(name) === name && name.length <= MAX_FILE_NAME;
	if (typeof value === "string" || !question.files || !names.every(fits) || new Set(names).size !== names.length) {
		return { key: "question.unfit", args };
	}
	const { most } = question.files;
	return names.length > most ? { key: "question.too-many-files", args: { ...args, limit: most } } : null;
}

function checkGroup(question: Question, value: Value, lang: Lang): Fault | null {
	const args = { question: question.label[lang] };
	const group = question.group;
	if (!group || typeof value === "string" || !value.every(isItem)) return { key: "question.unfit", args };
	const items = value.filter(isItem);
	if (items.length > group.most) return { key: "question.too-many", args: { ...args, limit: group.most } };
	const known = group.questions.map((inner) => inner.id);
	for (const [item, values] of items.entries()) {
		if (!Object.keys(values).every((id) => known.includes(id))) return { key: "question.unfit", args, item };
		for (const inner of group.questions) {
			const fault = check(inner, own(values, inner.id), lang);
			if (fault) return { ...fault, item, inner: inner.id };
		}
	}
	return null;
}

function isItem(value: unknown): value is Item {
	return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}

/** A text with line ends as \n and without spaces around it or signs that are not seen; half a sign becomes �. */
function tidy(value: string): string {
	return value
		.replace(/\p{Surrogate}/gu, "\ufffd")
		.replace(/\r\n?/g, "\n")
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
		.trim();
}

function tidyValue(value: Value): Value {
	if (typeof value === "string") return tidy(value);
	if (!value.every(isItem)) return value;
	return value
		.filter(isItem)
		.map((item) =>
			Object.fromEntries(
				Object.entries(item)
					.map(([id, text]) => [id, tidy(text)] as const)
					.filter(([, text]) => text !== ""),
			),
		)
		.filter((item) => Object.keys(item).length > 0);
}
