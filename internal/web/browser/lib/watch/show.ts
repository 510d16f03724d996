// Puts what was found into the page. Of namesakes it asks first who is the reporter: until
// the caseworker has said so, nothing can be recorded.
import { date, text } from "../../text.ts";
import { element } from "../problems.ts";
import type { Found, Somebody } from "./match.ts";
import type { WatchPage, Watched } from "./page.ts";

/** What was found of one reporter, as a part of the page. */
export function hit(page: WatchPage, watched: Watched, name: string, { people, more }: Found, i: number): HTMLElement {
	const part = element("section", "card watch-hit flow");
	const heading = element("h3", "utrecht-heading-3", text("comparing.hit", { name, reference: watched.reference }));
	heading.id = `watch-hit-${i}`;
	part.setAttribute("aria-labelledby", heading.id);
	part.append(heading);
	if (watched.recorded !== "") part.append(sentence(watched.recorded));
	const sure = people.filter(({ by }) => by === "number");
	const perhaps = people.filter(({ by }) => by === "name");
	for (const one of sure) part.append(sentence(text("comparing.sure", { number: one.number, name: one.name })), ...changes(page, watched, one));
	if (perhaps.length > 0) part.append(asking(page, watched, perhaps, i));
	if (more > 0) part.append(sentence(text("comparing.more", { n: more })));
	return part;
}

const sentence = (words: string): HTMLElement => element("p", "utrecht-paragraph", words);

/** Asks who of some people with this name is the reporter. */
function asking(page: WatchPage, watched: Watched, people: readonly Somebody[], i: number): HTMLElement {
	const box = element("fieldset", "utrecht-form-field question");
	box.append(element("legend", "utrecht-form-label", text("comparing.who", { n: people.length })));
	const after = element("div", "flow");
	after.setAttribute("aria-live", "polite");
	const option = (id: string, words: string, then: () => readonly HTMLElement[]): HTMLElement => {
		const label = element("label", "choice");
		const input = element("input") as HTMLInputElement;
		input.type = "radio";
		input.name = `watch-who-${i}`;
		input.id = `${input.name}-${id}`;
		input.autocomplete = "off";
		input.addEventListener("change", () => after.replaceChildren(...then()));
		label.append(input, element("span", "", words));
		return label;
	};
	for (const [n, one] of people.entries()) {
		const words = one.number === "" ? text("comparing.is-nameless", { name: one.name }) : text("comparing.is", { name: one.name, number: one.number });
		box.append(option(String(n), words, () => changes(page, watched, one)));
	}
	box.append(option("none", text("comparing.is-none"), () => [sentence(text("comparing.is-none-then"))]));
	box.append(after);
	return box;
}

/** What changed for somebody, each with the way to record it. */
function changes({ kinds }: WatchPage, { write, reference }: Watched, { changes: all }: Somebody): HTMLElement[] {
	const list = element("ul");
	for (const { kind, day, line } of all) {
		const item = element("li");
		const what = kinds.find((one) => one.kind === kind)?.label ?? kind;
		const on = date(new Date(`${day}T12:00:00Z`));
		item.append(element("strong", "", what), ` ${text("comparing.change", { day: on, line: String(line) })} `);
		const link = element("a", "utrecht-link utrecht-link--html-a", text("comparing.record")) as HTMLAnchorElement;
		link.href = write;
		link.target = "_blank";
		link.rel = "noopener";
		link.setAttribute("aria-label", text("comparing.record-what", { what, day: on, reference }));
		item.append(link);
		list.append(item);
	}
	return [list, sentence(text("comparing.record-how"))];
}
