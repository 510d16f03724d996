// Giving a reporter another code, and linking dossiers, on a dossier's page
// (page/dossier/ways.templ).
import { readEarlier, reference } from "./earlier.ts";
import { Failure } from "./api.ts";
import { errorText } from "./apitext.ts";
import { newCode, newPlainCode } from "./code.ts";
import { showFault, showTrouble } from "./dossierform.ts";
import { alert, button, byId } from "./problems.ts";
import type { Opener } from "./opener.ts";
import { renewal, type Renewal } from "./renewcode.ts";
import type { Show } from "./sealedtext.ts";
import { Slip } from "./slip.ts";
import { text } from "../text.ts";

/** What the page gives to these forms. */
export interface WaysParts {
	readonly org: string;
	readonly opener: Pick<Opener, "grant">;
	readonly signIn: string;
	/** Sends to an act of this dossier. */
	post(act: string, body: unknown): Promise<unknown>;
	/** Loads the page again and has it say what was done. */
	again(act: string): void;
}

/** Runs an act of a form once at a time, and says what went wrong. */
async function run(form: HTMLFormElement, signIn: string, act: () => Promise<void>): Promise<void> {
	const button = form.querySelector<HTMLButtonElement>("button[type=submit]") as HTMLButtonElement;
	if (button.disabled) return;
	button.disabled = true;
	showTrouble(form, "");
	try {
		await act();
	} catch (error) {
		const ended = error instanceof Failure && error.ended;
		showTrouble(form, errorText(error), ended ? [{ label: text("dossier.sign-in"), href: signIn }] : []);
	}
	button.disabled = false;
}

/** The form that gives another code. It is shown when it counts, and never kept. */
export function renewForm(form: HTMLFormElement, parts: WaysParts): void {
	const sure = document.getElementById(`${form.id}-sure`) as HTMLInputElement;
	const { signal = "", language, plain } = form.dataset;
	let made: Renewal | undefined;
	const give = async () => {
		// The same bytes as long as nobody knows whether they arrived.
		const code = plain === undefined ? newCode() : newPlainCode();
		made ??= await renewal(parts.org, code, ["conversation", "identity"], parts.opener);
		await parts.post("renew", { signal, ...made.body });
		await show(made, language === "en" ? "en" : "nl", () => parts.again("renew"));
		made = undefined;
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		showFault(form, sure, sure.checked ? "" : text("dossier.renew-missing"));
		if (sure.checked) void run(form, parts.signIn, give);
	});
	sure.addEventListener("change", () => showFault(form, sure, ""));
	ready(form);
}

async function show({ code }: Renewal, lang: "nl" | "en", done: () => void): Promise<void> {
	const slip = new Slip();
	await slip.show(code, lang);
	byId("renewed").hidden = false;
	byId("renewed-heading").focus();
	byId("renewed-done").addEventListener("click", () => {
		slip.clear();
		done();
	});
}

/** The form that links another dossier by its reference. */
export function linkForm(form: HTMLFormElement, parts: WaysParts): void {
	const field = byId<HTMLInputElement>("link-reference");
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const reference = field.value.trim();
		showFault(form, field, reference === "" ? text("dossier.link-missing") : "");
		if (reference === "") return;
		void run(form, parts.signIn, async () => {
			await parts.post("link", { reference, reason: byId<HTMLSelectElement>("link-reason").value });
			parts.again("link");
		});
	});
	field.addEventListener("input", () => showFault(form, field, ""));
	ready(form);
}

/**
 * Shows an account, and says above it that it names something earlier, with the
 * way to the form that links; what is linked already is not said again.
 */
export function withEarlier(form: HTMLFormElement | null, show: Show): Show {
	return (element, words) => {
		show(element, words);
		const earlier = readEarlier(words);
		if (!form || !earlier) return;
		const linked = (form.dataset["linked"] ?? "").split(",").filter((one) => one !== "").map(reference);
		if (earlier.reference === "" ? linked.length > 0 : linked.includes(earlier.reference)) return;
		const heading = earlier.reason === "follow-up" ? text("dossier.earlier-own") : text("dossier.earlier-other");
		const which = earlier.reference === "" ? text("dossier.earlier-none") : text("dossier.earlier-which", { reference: earlier.reference });
		const said = alert("info", heading, which);
		said.classList.add("doing");
		said.firstElementChild?.append(
			button("utrecht-button utrecht-button--secondary-action", text("dossier.earlier-go"), () => {
				const field = byId<HTMLInputElement>("link-reference");
				field.value = earlier.reference;
				byId<HTMLSelectElement>("link-reason").value = earlier.reason;
				const details = form.closest("details");
				if (details) details.open = true;
				form.scrollIntoView({ block: "center" });
				field.focus({ preventScroll: true });
			}),
		);
		element.prepend(said);
	};
}

/** The form that takes a link back. */
export function linkedForm(form: HTMLFormElement, act: "unlink" | "link-confirm", parts: WaysParts): void {
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void run(form, parts.signIn, async () => {
			await parts.post(act, { dossier: form.dataset["dossier"] });
			parts.again(act);
		});
	});
	ready(form);
}

function ready(form: HTMLFormElement): void {
	const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
	if (button) button.disabled = false;
}
