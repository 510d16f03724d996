// Shows what a confidential adviser noted: the list, and whom to call. The words of themes
// and positions are those of the form's choices (page/advice/advice.templ).
import { date, text } from "../text.ts";
import { agrees, passedWith, passing, type Talk } from "./advice.ts";
import { alert, button, byId, element } from "./problems.ts";

/** A day as people read it. */
export function dayText(day: string): string {
	return date(new Date(`${day}T12:00:00Z`));
}

/** What a theme, or a position, is called. */
export function called(of: "theme" | "position", value: string): string {
	const options = [...byId<HTMLSelectElement>(`field-${of}`).options];
	return options.find((one) => one.value === value)?.text ?? value;
}

/** What a person reads of a conversation beside the words: the search looks there too. */
export function aboutText(talk: Talk): string {
	return text("advice.about", { theme: called("theme", talk.theme), position: called("position", talk.position) });
}

/** A conversation in one line. */
export function lineText(talk: Talk): string {
	return text("advice.one", { day: dayText(talk.day), theme: called("theme", talk.theme) });
}

/** What can be done with a conversation in the list. */
export interface Doing {
	change(talk: Talk): void;
	/** Resolves when it is gone, or not. */
	remove(talk: Talk): Promise<void>;
	/** Passes on that there is something. */
	pass(talk: Talk): void;
	/** Resolves when it is taken back, or not. */
	takeBack(talk: Talk): Promise<void>;
}

/** The list, the newest first. */
export function list(talks: readonly Talk[], all: readonly Talk[], doing: Doing): HTMLElement[] {
	const by = new Map(all.map((one) => [one.id, one]));
	return talks.map((talk) => item(talk, by.get(talk.follows), all, doing));
}

function item(talk: Talk, first: Talk | undefined, all: readonly Talk[], doing: Doing): HTMLElement {
	const made = element("li", "advice-talk flow");
	made.dataset["talk"] = talk.id;
	made.append(...told(talk, first));
	const other = passedWith(talk, all);
	if (other && other !== talk) made.append(p(text("advice.pass-other", { day: dayText(other.day) })));
	made.append(actions(made, talk, agrees(talk) && (!other || passing(talk) === "unsure"), doing));
	return made;
}

/** What a conversation says. */
export function told(talk: Talk, first?: Talk): HTMLElement[] {
	const lines = [element("h3", "utrecht-heading-3", dayText(talk.day)), p(aboutText(talk))];
	if (first) lines.push(p(text("advice.is-follow", { day: dayText(first.day) })));
	if (talk.words !== "") lines.push(element("p", "utrecht-paragraph advice-words", talk.words));
	if (talk.callOn !== "") lines.push(p(text("advice.call-on", { day: dayText(talk.callOn) })));
	if (agrees(talk)) lines.push(p(text("advice.agrees", { day: dayText(talk.agreedOn) })));
	else if (talk.revokedOn !== "") lines.push(p(text("advice.agrees-not", { day: dayText(talk.revokedOn) })));
	lines.push(...passed(talk));
	return lines;
}

/** What was passed on of a conversation, and what is to be done about it. */
function passed(talk: Talk): HTMLElement[] {
	const how = passing(talk);
	if (how === "taken") return [p(text("advice.pass-taken", { day: dayText(talk.takenOn) }))];
	if (how === "") return [];
	const line = how === "passed" ? p(text("advice.pass-done", { day: dayText(talk.passedOn) })) : alert("warning", text("advice.pass-unsure"), text("advice.pass-unsure-how"));
	return agrees(talk) ? [line] : [line, alert("warning", text("advice.pass-not-any-more"), text("advice.pass-not-any-more-how"))];
}

function p(sentence: string): HTMLElement {
	return element("p", "utrecht-paragraph", sentence);
}

function actions(place: HTMLElement, talk: Talk, mayPass: boolean, doing: Doing): HTMLElement {
	const day = dayText(talk.day);
	const made = element("div", "actions");
	/** A button that asks first, in the place of the buttons. */
	const asking = (label: string, whole: string, asked: Asked) => {
		const pressed = button("utrecht-button utrecht-button--subtle", label, () => {
			made.hidden = true;
			place.append(question(asked, () => {
				made.hidden = false;
				pressed.focus();
			}));
			place.querySelector<HTMLElement>(".advice-sure")?.focus();
		}, whole);
		return pressed;
	};
	made.append(button("utrecht-button utrecht-button--secondary-action", text("advice.change"), () => doing.change(talk), text("advice.change-of", { day })));
	if (mayPass) made.append(button("utrecht-button utrecht-button--secondary-action", text("advice.pass"), () => doing.pass(talk), text("advice.pass-of", { day })));
	const counts = ["unsure", "passed"].includes(passing(talk));
	if (counts) {
		made.append(asking(text("advice.take-back"), text("advice.take-back-of", { day }), {
			asks: text("advice.take-back-ask", { day }), yes: text("advice.take-back-yes"), no: text("advice.take-back-no"), does: () => doing.takeBack(talk),
		}));
	}
	made.append(asking(text("advice.remove"), text("advice.remove-of", { day }), {
		asks: counts ? text("advice.remove-ask-passed", { day }) : text("advice.remove-ask", { day }),
		yes: text("advice.remove-yes"), no: text("advice.remove-no"), does: () => doing.remove(talk),
	}));
	return made;
}

/** What is asked before something is done. */
interface Asked {
	readonly asks: string;
	readonly yes: string;
	readonly no: string;
	does(): Promise<void>;
}

function question(asked: Asked, no: () => void): HTMLElement {
	const made = element("div", "flow advice-sure");
	made.tabIndex = -1;
	made.role = "group";
	made.ariaLabel = asked.asks;
	const answers = element("div", "actions");
	const sure = button("utrecht-button utrecht-button--primary-action", asked.yes, () => {
		sure.disabled = true;
		void asked.does().finally(() => {
			sure.disabled = false;
		});
	});
	answers.append(sure, button("utrecht-button utrecht-button--secondary-action", asked.no, () => {
		made.remove();
		no();
	}));
	made.append(p(asked.asks), answers);
	return made;
}
