// The answers of a record: what is missing or wrong with them, and the text that is
// sealed with it. internal/record does the same for what the server may know; here it
// is done for the sealed answers too, because nobody else can.

/** One question, as the page describes it. */
export interface Question {
	readonly name: string;
	readonly type: "yes-no" | "number" | "choice" | "choices" | "date" | "person" | "person-concerned" | "step" | "question" | "answer" | "letter" | "measure" | "text";
	readonly sealed: boolean;
	readonly needed: boolean;
	/** A declaration: it must be yes. */
	readonly agree: boolean;
	/** Bounds of a number, or of how many are chosen; both 0 for none. */
	readonly least: number;
	readonly most: number;
	/** Every choice must be one of that other question's too. */
	readonly within: string;
	/** Where that other question has one of these answers, this one need not be answered. */
	readonly unless: string;
	readonly unlessIn: readonly string[];
}

export type Answer = boolean | number | string | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

/** What is wrong with an answer; "" if nothing is. */
export type Fault = "" | "missing" | "wrong" | "bounds" | "agree" | "within";

/** The longest line of text, in UTF-16 code units. */
export const MAX_LINE = 500;

export function fault(question: Question, all: Answers): Fault {
	const value = all[question.name];
	const unless = all[question.unless];
	const relaxed = question.unless !== "" && typeof unless === "string" && question.unlessIn.includes(unless);
	if (value === undefined) return question.needed && !relaxed ? "missing" : "";
	if (question.agree && value !== true) return "agree";
	if (typeof value === "number" && !Number.isSafeInteger(value)) return "wrong";
	if (question.type === "text" && typeof value === "string" && value.length > MAX_LINE) return "wrong";
	if (Array.isArray(value) && question.within !== "" && !among(value as string[], all[question.within])) return "within";
	const amount = Array.isArray(value) ? value.length : value;
	if (typeof amount !== "number" || (question.least === 0 && question.most === 0)) return "";
	return (amount < question.least && !relaxed) || amount > question.most ? "bounds" : "";
}

function among(chosen: readonly string[], of: Answer | undefined): boolean {
	return chosen.every((one) => Array.isArray(of) && of.includes(one));
}

/** The answers that go to the server as they are. */
export function openAnswers(questions: readonly Question[], all: Answers): Record<string, Answer> {
	const open: Record<string, Answer> = {};
	for (const { name, sealed } of questions) {
		const value = all[name];
		if (!sealed && value !== undefined) open[name] = value;
	}
	return open;
}

/** What is sealed: a line for each sealed answer, an empty one, and the words. */
export function sealedText(lines: readonly string[], words: string): string {
	return [...lines, ...(lines.length > 0 && words !== "" ? [""] : []), ...(words === "" ? [] : [words])].join("\n");
}
