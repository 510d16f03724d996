// A small questionnaire for tests only: a condition, a group, a choice that
// leaves unsealed, and who somebody is.
import type { Form } from "./answers.ts";
import type { Question, Texts } from "./questionnaire.ts";

const say = (nl: string): Texts => ({ nl, en: "" });
const ask = (id: string, kind: Question["kind"], label: string, more: Partial<Question> = {}): Question => ({
	id,
	kind,
	label: say(label),
	required: false,
	leaves: "sealed",
	compartment: "conversation",
	...(kind === "text" || kind === "long-text" ? { limit: { characters: 50, why: "" } } : {}),
	...more,
});
const option = (id: string, label: string) => ({ id, label: say(label) });

/** The questionnaire. */
export const FORM: Form = {
	id: "signal",
	version: 1,
	digest: "sha256-00",
	languages: ["nl"],
	title: say("Vertellen wat er speelt"),
	steps: [
		{
			id: "happened",
			title: say("Wat is er gebeurd?"),
			questions: [
				ask("what", "long-text", "Vertel wat er is gebeurd", { required: true }),
				ask("date", "date", "Weet u de datum nog?"),
				ask("office", "single", "Welke functie?", { required: true, leaves: "server", options: [option("mayor", "Burgemeester")] }),
				ask("told", "group", "Aan wie?", {
					group: { most: 2, why: "", item: say("Persoon"), add: say("+"), remove: say("-"), questions: [ask("whom", "text", "Wie"), ask("when", "text", "Wanneer")] },
				}),
			],
		},
		{
			id: "burden",
			title: say("Wat is er van u gevraagd?"),
			questions: [
				ask("asked", "yes-no-unknown", "Gevraagd?", { options: [option("yes", "Ja"), option("no", "Nee")] }),
				ask("asked-by", "text", "Door wie?", { when: { question: "asked", equals: ["yes"] } }),
				ask("not-safe", "consent", "U mag het weten", { leaves: "server", when: { question: "asked", equals: ["yes"] } }),
			],
		},
		{
			id: "known",
			title: say("Wie mag weten wie u bent?"),
			questions: [
				ask("known-to", "single", "Wie?", { options: [option("handlers", "Behandelaars"), option("nobody", "Niemand")] }),
				ask("name", "text", "Naam", { compartment: "identity", when: { question: "known-to", equals: ["handlers"] } }),
				ask("contact", "text", "Contact", { compartment: "identity", when: { question: "known-to", equals: ["handlers"] } }),
			],
		},
	],
};
