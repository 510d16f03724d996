// What is not right in the answers, beside their fields and summed up above them.
import type { Form } from "../../../browser/lib/answers.ts";
import { byId, showProblems } from "../../../browser/lib/problems.ts";
import { type Answers, faults, type Lang } from "../../../browser/lib/questionnaire.ts";
import { faultText } from "../../../browser/lib/questionnairetext.ts";

/** Shows what is not right in a step, or goes to the first that has something; true if there is. */
export function showMissing(form: Form, answers: Answers, lang: Lang, enter: (step: string) => void, only?: string): boolean {
	const found = faults(form, answers, lang);
	const steps = form.steps.filter((step) => (only === undefined || step.id === only) && step.questions.some((q) => found.has(q.id)));
	const [step] = steps;
	if (step && only === undefined) enter(step.id);
	const problems = (step?.questions ?? []).flatMap((q) => {
		const fault = found.get(q.id);
		if (!fault) return [];
		const name = fault.inner === undefined ? q.id : `${q.id}-${fault.item ?? 0}-${fault.inner}`;
		return [{ id: `field-${name}`, text: faultText(fault) }];
	});
	showProblems(byId("problems-place"), byId("form"), problems);
	return problems.length > 0;
}
