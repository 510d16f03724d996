// Who will be able to open the signal: the list, striking somebody, and who of
// them may know who the reporter is.
import { errorText } from "../../../browser/lib/apitext.ts";
import { alert, button, byId, element } from "../../../browser/lib/problems.ts";
import type { Leaving } from "../../../browser/lib/questionnaire.ts";
import type { Someone } from "../../../browser/lib/send.ts";
import type { People } from "../../../browser/lib/sendpeople.ts";
import { text } from "../../../browser/text.ts";

/** What the list needs from the page. */
export interface WhoParts {
	readonly people: People;
	/** Whether the reporter gave a name. */
	named(): boolean;
	/** The choices changed. */
	changed(): void;
}

/** The list in the page. */
export class Who {
	readonly #parts: WhoParts;
	#busy = false;

	constructor(parts: WhoParts) {
		this.#parts = parts;
	}

	/** Asks for the list of the office that leaves and shows it, with what else leaves. */
	load(leaving: Leaving): Promise<void> {
		byId("server-not-safe").hidden = !leaving.notSafe;
		byId("server-talk").hidden = !leaving.talkAsked;
		return this.#do(() => this.#parts.people.load(leaving.office), () => void this.load(leaving));
	}

	/** Asks again, as the server said that the list changed, and says how. */
	async again(): Promise<void> {
		await this.#do(
			async () => {
				const { added, gone } = await this.#parts.people.again();
				const told = alert(
					"warning",
					text("begin.changed"),
					added.length > 0 ? text("begin.changed-added", { people: names(added) }) : "",
					gone.length > 0 ? text("begin.changed-gone", { people: names(gone) }) : "",
				);
				byId("who-told").replaceChildren(told);
				byId("who-told").focus();
			},
			() => void this.again(),
		);
	}

	/** Shows the list as it is. */
	show(): void {
		const { preview, struck, added } = this.#parts.people;
		byId("who-lists").hidden = !preview;
		if (!preview) return;
		const fresh = new Set(added.map((one) => one.person));
		byId("holders").replaceChildren(you(), ...preview.holders.map((one) => this.#holder(one, fresh.has(one.person))));
		byId("struck").hidden = struck.length === 0;
		byId("struck-people").replaceChildren(...struck.map((one) => this.#struck(one)));
		byId("custodians-text").textContent = text("begin.custodians", { of: preview.custodians.length, threshold: preview.threshold });
		byId("custodians").replaceChildren(...preview.custodians.map((one) => element("li", "utrecht-unordered-list__item", name(one))));
		this.#known();
	}

	#known(): void {
		const { people, named, changed } = this.#parts;
		byId("field-known").hidden = !named();
		const boxes = (people.preview?.holders ?? []).map((one, i) => {
			const label = element("label", "choice");
			const box = document.createElement("input");
			box.type = "checkbox";
			box.id = `field-known-${i}`;
			box.checked = people.known.includes(one.person);
			box.addEventListener("change", () => {
				people.know(one.person, box.checked);
				changed();
			});
			label.append(box, element("span", "", name(one)));
			return label;
		});
		byId("known-people").replaceChildren(...boxes);
	}

	#holder(one: Someone, fresh: boolean): HTMLElement {
		const item = person(one, fresh ? text("begin.added") : "");
		const strike = () => this.#change(() => this.#parts.people.strike(one.person));
		item.append(button("utrecht-button utrecht-button--subtle", text("begin.strike"), () => void strike(), text("begin.strike-whom", { whom: name(one) })));
		return item;
	}

	#struck(one: Someone): HTMLElement {
		const item = person(one);
		const restore = () => this.#change(() => this.#parts.people.restore(one.person));
		item.append(button("utrecht-button utrecht-button--subtle", text("begin.restore"), () => void restore(), text("begin.restore-whom", { whom: name(one) })));
		return item;
	}

	async #change(act: () => Promise<void>): Promise<void> {
		await this.#do(act, () => void this.#change(act));
		const { added, preview } = this.#parts.people;
		if (preview && !preview.enough) byId("who-told").replaceChildren(alert("error", text("begin.too-few")));
		else if (added.length > 0) byId("who-told").replaceChildren(alert("info", text("begin.added"), text("begin.added-why", { people: names(added) })));
		this.#parts.changed();
		// The button that was pressed is gone.
		byId("who-heading").focus();
	}

	async #do(act: () => Promise<void>, again: () => void): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		byId("who-told").replaceChildren();
		byId("who-status").textContent = text("begin.who-loading");
		try {
			await act();
		} catch (error) {
			const told = alert("error", text("begin.who-failed"), errorText(error));
			told.append(button("utrecht-button utrecht-button--secondary-action", text("begin.again"), again));
			byId("who-told").replaceChildren(told);
		} finally {
			this.#busy = false;
			byId("who-status").textContent = "";
			this.show();
		}
	}
}

function person(one: Someone, badge = ""): HTMLElement {
	const item = element("li");
	const words = element("span", "person");
	words.append(element("strong", "", upper(one.function)));
	if (one.name) words.append(`, ${one.name}`);
	if (badge) words.append(" ", element("span", "utrecht-status-badge utrecht-status-badge--warning", badge));
	item.append(words);
	return item;
}

function you(): HTMLElement {
	const item = element("li");
	item.append(element("span", "person", text("begin.you")));
	return item;
}

function name(one: Someone): string {
	return upper(one.name ? `${one.function}, ${one.name}` : one.function);
}

/** Functions are written as in a sentence; here they stand alone. */
function upper(words: string): string {
	return words.slice(0, 1).toLocaleUpperCase() + words.slice(1);
}

function names(list: readonly Someone[]): string {
	return list.map(name).join("; ");
}
