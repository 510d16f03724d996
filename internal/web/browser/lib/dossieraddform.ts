// The form that gives the keys of a dossier to one more person. Its markup is in
// page/dossier/dossier.templ.
import { text } from "../text.ts";
import { Failure } from "./api.ts";
import { errorText } from "./apitext.ts";
import type { KeyWire } from "./compartmentwire.ts";
import { partOf, showFault, showTrouble } from "./dossierform.ts";

/** What the page gives to the form. */
export interface AddMeans {
	/** Where one signs in again, to come back here. */
	readonly signIn: string;
	/** Seals the keys that this person lacks; throws a Refusal or a Failure. */
	seal(person: string): Promise<readonly KeyWire[]>;
	post(path: string, body: unknown): Promise<unknown>;
	/** It is done; left says that the dossier was handed over. */
	done(left: boolean): void;
	/** Loads the page again. */
	reload(): void;
}

/** Refusals after which the page must be loaded again. */
const CHANGED = ["dossier.not-eligible", "dossier.granted-before", "dossier.holders-changed", "dossier.no-compartment"];

/** Lets the form be used. */
export function addForm(form: HTMLFormElement, means: AddMeans): void {
	const to = partOf<HTMLSelectElement>(form, "to");
	const sure = partOf<HTMLInputElement>(form, "sure");
	const leave = partOf<HTMLInputElement>(form, "leave");
	const button = form.querySelector<HTMLButtonElement>("button") as HTMLButtonElement;
	/** What may have arrived: the same bytes are sent again, so that nobody is added twice. */
	let pending: { readonly to: string; readonly keys: readonly KeyWire[]; readonly leave: boolean } | undefined;

	const fault = (): [HTMLElement, string] | undefined => {
		if (to.value === "") return [to, text("dossier.add-missing")];
		if (!sure.checked) return [sure, text("dossier.add-unsure")];
		return undefined;
	};

	const submit = async (): Promise<void> => {
		const wrong = fault();
		showFault(form, to, "");
		showFault(form, sure, "");
		if (wrong) showFault(form, ...wrong);
		if (wrong || button.disabled) return;
		showTrouble(form, "");
		button.disabled = true;
		partOf(form, "status").textContent = text("dossier.adding");
		try {
			pending ??= { to: to.value, keys: await means.seal(to.value), leave: leave.checked };
			await means.post("add", pending);
			means.done(pending.leave);
		} catch (error) {
			if (!(error instanceof Failure && error.again)) pending = undefined;
			button.disabled = false;
			partOf(form, "status").textContent = "";
			tell(error);
		}
	};

	const tell = (error: unknown): void => {
		const ways = [];
		if (error instanceof Failure && error.ended) ways.push({ label: text("dossier.sign-in"), href: means.signIn });
		if (error instanceof Failure && CHANGED.includes(error.code)) ways.push({ label: text("dossier.reload"), go: () => means.reload() });
		showTrouble(form, errorText(error), ways);
		partOf(form, "trouble").focus();
	};

	for (const field of [to, sure, leave]) {
		field.addEventListener("change", () => {
			pending = undefined;
			showFault(form, field, "");
		});
	}
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void submit();
	});
	button.disabled = false;
}
