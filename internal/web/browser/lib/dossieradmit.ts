// Gives a witness or the person concerned a code of their own, in the browser of somebody who
// handles the dossier (page/dossier/people.templ): the code is made here, and a compartment
// for what is written, sealed to those who handle and to what the code gives.
import { Failure } from "./api.ts";
import { errorText } from "./apitext.ts";
import type { Bytes } from "./bytes.ts";
import { deriveReporter, type Lang, newCode, type Reporter } from "./code.ts";
import { type CompartmentName, type Keyed, madeTag, makeCompartment } from "./compartment.ts";
import { type MadeWire, madeWire } from "./compartmentwire.ts";
import type { Means } from "./dossiersend.ts";
import type { ForCase } from "./dossiercase.ts";
import { partOf, showTrouble } from "./dossierform.ts";
import type { KeyNote } from "./dossierpage.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { verifyStaffKey } from "./note.ts";
import type { Opener } from "./opener.ts";
import { byId, showProblems } from "./problems.ts";
import { Refusal } from "./refusal.ts";
import { Slip } from "./slip.ts";
import { text } from "../text.ts";

/** A code that is ready to be sent. */
export interface Admission {
	readonly code: Bytes;
	readonly participant: string;
	/** What goes along with the words that say who it is. */
	readonly body: { readonly participant: string; readonly lookup: string; readonly own: MadeWire };
}

/**
 * Makes a code and its compartment. Throws the Refusal key.unverified when the root does not
 * vouch for a key, or vouches for another key of one's own.
 */
export async function admission(org: string, page: ForCase, own: Identity, opener: Pick<Opener, "grant">, code: Bytes, reporter: Reporter): Promise<Admission> {
	const keyed = ({ person, note }: KeyNote): Keyed => ({ person, recipient: verifyStaffKey(note, page.root, org, person).recipient });
	const holders = page.holders.map(keyed);
	const mine = holders.find((holder) => holder.person === page.me);
	if (mine?.recipient !== (await recipientOf(own))) throw new Refusal("key.unverified");
	const participant = crypto.randomUUID().replaceAll("-", "");
	const name: CompartmentName = `participant/${participant}`;
	const made = await makeCompartment(org, name, holders, reporter.recipient, page.custodians.map(keyed), page.threshold);
	const tag = await madeTag(name, (await opener.grant("conversation")).identity, org, made.recipient);
	return { code, participant, body: { participant, lookup: reporter.lookUp, own: { ...madeWire(made), tag } } };
}

/** What the form stands on. */
export interface AdmitParts {
	readonly org: string;
	readonly signIn: string;
	/** Seals who it is, and makes the compartment for internal words if it must be made. */
	seal(form: HTMLFormElement, words: string): ReturnType<Means["seal"]>;
	/** Makes the code's compartment. */
	admission(code: Bytes, reporter: Reporter): Promise<Admission>;
	post(act: string, body: unknown, said: unknown, beside: { readonly epoch?: number }): Promise<unknown>;
	/** Somebody is typing. */
	typing(): void;
	/** The code was given. */
	done(): void;
}

/** Wires the form. The code stays on the screen until the handler says that it was given. */
export function admitForm(form: HTMLFormElement, parts: AdmitParts): void {
	const who = byId<HTMLTextAreaElement>("field-admit-who");
	const button = form.querySelector<HTMLButtonElement>("button") as HTMLButtonElement;
	const slip = new Slip();
	/** What may have arrived: the same bytes are sent again. */
	let ready: { readonly words: string; readonly as: string; readonly body: object; readonly code: Bytes; readonly epoch: number | undefined } | undefined;
	const chosen = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]:checked`)?.value ?? "";
	const problems = () =>
		[
			{ id: "field-admit-as", text: chosen("admit-as") === "" ? text("codes.give-missing-as") : "" },
			{ id: who.id, text: who.value.trim() === "" ? text("codes.give-missing-who") : "" },
		].filter((one) => one.text !== "");
	const make = async (language: Lang) => {
		const [words, as] = [who.value.trim(), chosen("admit-as")];
		if (ready?.words === words && ready.as === as) return ready;
		const code = newCode();
		const { body } = await parts.admission(code, await deriveReporter(code, parts.org));
		const { sealed, made } = await parts.seal(form, words);
		ready = { words, as, code, epoch: sealed.epoch, body: { ...body, as, language, sealed: sealed.base64, ...(made === undefined ? {} : { made }) } };
		return ready;
	};
	const submit = async (): Promise<void> => {
		const found = problems();
		showProblems(byId(`${form.id}-problems`), form, found);
		if (found.length > 0 || button.disabled) return;
		const language: Lang = chosen("admit-language") === "en" ? "en" : "nl";
		button.disabled = true;
		partOf(form, "status").textContent = text("codes.give-making");
		showTrouble(form, "");
		try {
			const { body, code, epoch } = await make(language);
			await parts.post("admit", body, {}, epoch === undefined ? {} : { epoch });
			form.hidden = true;
			await slip.show(code, language);
			byId("admit-made").hidden = false;
			byId("admit-made").focus();
		} catch (error) {
			const ways = error instanceof Failure && error.ended ? [{ label: text("dossier.sign-in"), href: parts.signIn }] : [];
			showTrouble(form, errorText(error), ways);
			partOf(form, "trouble").focus();
		} finally {
			button.disabled = false;
			partOf(form, "status").textContent = "";
		}
	};
	form.addEventListener("input", () => parts.typing());
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void submit();
	});
	byId("admit-done").addEventListener("click", () => {
		slip.clear();
		parts.done();
	});
	button.disabled = false;
}
