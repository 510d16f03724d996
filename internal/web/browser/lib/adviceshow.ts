// Shows what a confidential adviser noted: the list, and whom to call. The words of themes
// and positions are those of the form's choices (page/advice/advice.templ).
import { date, text } from "../text.ts";
import { agrees, type Talk } from "./advice.ts";
import { button, byId, element } from "./problems.ts";

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
}

/** The list, the newest first. */
export function list(talks: readonly Talk[], all: readonly Talk[], doing: Doing): HTMLElement[] {
	const by = new Map(all.map((one) => [one.id, one]));
	return talks.map((talk) => item(talk, by.get(talk.follows), doing));
}

function item(talk: Talk, first: Talk | undefined, doing: Doing): HTMLElement {
	const made = element("li", "advice-talk flow");
	made.dataset["talk"] = talk.id;
	made.append(...told(talk, first), actions(made, talk, doing));
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
	return lines;
}

function p(sentence: string): HTMLElement {
	return element("p", "utrecht-paragraph", sentence);
}

function actions(place: HTMLElement, talk: Talk, doing: Doing): HTMLElement {
	const day = dayText(talk.day);
	const made = element("div", "actions");
	const remove = button("utrecht-button utrecht-button--subtle", text("advice.remove"), () => {
		made.hidden = true;
		place.append(question(talk, () => doing.remove(talk), () => {
			made.hidden = false;
			remove.focus();
		}));
		place.querySelector<HTMLElement>(".advice-sure")?.focus();
	}, text("advice.remove-of", { day }));
	made.append(button("utrecht-button utrecht-button--secondary-action", text("advice.change"), () => doing.change(talk), text("advice.change-of", { day })), remove);
	return made;
}

/** Asks before a conversation goes. */
function question(talk: Talk, yes: () => Promise<void>, no: () => void): HTMLElement {
	const made = element("div", "flow advice-sure");
	made.tabIndex = -1;
	made.role = "group";
	made.ariaLabel = text("advice.remove-ask", { day: dayText(talk.day) });
	const answers = element("div", "actions");
	const sure = button("utrecht-button utrecht-button--primary-action", text("advice.remove-yes"), () => {
		sure.disabled = true;
		void yes().finally(() => {
			sure.disabled = false;
		});
	});
	answers.append(sure, button("utrecht-button utrecht-button--secondary-action", text("advice.remove-no"), () => {
		made.remove();
		no();
	}));
	made.append(p(text("advice.remove-ask", { day: dayText(talk.day) })), answers);
	return made;
}
