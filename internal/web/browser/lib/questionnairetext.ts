// The sentence beside a question that is not answered well yet.
import { text } from "../text.ts";
import type { Fault } from "./questionnaire.ts";

/** What to show for a fault: it names the question, so that it also serves in a list above the form. */
export function faultText(fault: Fault): string {
	const { question, limit = 0, over = 0 } = fault.args;
	switch (fault.key) {
		case "question.required":
			return text("question.required", { question });
		case "question.too-long":
			return text("question.too-long", { question, limit, over });
		case "question.no-date":
			return text("question.no-date", { question });
		case "question.no-period":
			return text("question.no-period", { question });
		case "question.backwards":
			return text("question.backwards", { question });
		case "question.too-many-files":
			return text("question.too-many-files", { question, limit });
		case "question.too-many":
			return text("question.too-many", { question, limit });
		case "question.unfit":
			return text("question.unfit", { question });
	}
}
