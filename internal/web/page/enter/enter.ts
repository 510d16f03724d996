// The page on which somebody of staff enters a signal for another (enter.go). The
// parts are those of the reporter's own page (page/begin); this file ties them
// together on one page.
//
// Rules:
//
//   - The reporter's code is made here. It is shown when the signal is received,
//     and until it was given it lies sealed to the own key in this tab.
//   - What is sealed is what a reporter's browser would seal; the own key opens
//     nothing of it.
import type { Form } from "../../browser/lib/answers.ts";
import { Failure, post, record } from "../../browser/lib/api.ts";
import { deriveReporter, newCode, newPlainCode, PLAIN_CODE_BYTES, type Reporter } from "../../browser/lib/code.ts";
import { channelOf, type Entering, read, write } from "../../browser/lib/enterdraft.ts";
import { parseIdentity } from "../../browser/lib/identity.ts";
import { maySeal } from "../../browser/lib/knownroot.ts";
import { byId, showProblems } from "../../browser/lib/problems.ts";
import { type Answers, faults, type Lang, leaving, who } from "../../browser/lib/questionnaire.ts";
import { faultText } from "../../browser/lib/questionnairetext.ts";
import { preview } from "../../browser/lib/send.ts";
import { People } from "../../browser/lib/sendpeople.ts";
import { Slip } from "../../browser/lib/slip.ts";
import { Drafts } from "../../browser/lib/staffdraft.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";
import { Fields } from "../begin/form/fields.ts";
import { readBack } from "../begin/form/readback.ts";
import { Sending } from "../begin/form/sending.ts";
import { Who } from "../begin/form/who.ts";

/** The name under which the tab keeps it. */
const DRAFT = "entering";
const KEEP_MS = 400;

const own: Lang = lang === "en" ? "en" : "nl";
const root = document.getElementById("enter");
const { org = "", dossier = "", list = "/", again = "/" } = root?.dataset ?? {};

/** Asked of a confidential adviser: a tick is given for each signal, so it is kept nowhere. */
const consent = document.getElementById("field-consent") as HTMLInputElement | null;

/** One signal that is being entered. */
class Entry {
	readonly #form: Form;
	readonly #drafts: Drafts;
	readonly #vault: Vault;
	#code: Entering["code"];
	#reporter: Reporter;
	/** When what the code gives is there. */
	#derived: Promise<void> = Promise.resolve();
	readonly #fields: Fields;
	readonly #people: People;
	readonly #whoList: Who;
	readonly #sending: Sending;
	readonly #slip = new Slip();
	#given: string | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(form: Form, drafts: Drafts, vault: Vault, reporter: Reporter, kept: Entering) {
		this.#form = form;
		this.#drafts = drafts;
		this.#vault = vault;
		this.#code = kept.code;
		this.#reporter = reporter;
		this.#given = kept.given;
		this.#fields = new Fields(byId<HTMLFormElement>("form"), form, new Map(), () => this.#changed());
		this.#people = new People((office, struck) => preview(lang, office, struck), kept);
		const answers = () => this.#answers();
		const changed = () => {
			this.#changed();
			this.#sending.show();
		};
		this.#whoList = new Who({ people: this.#people, named: () => who(form, answers()) !== null, changed });
		const language = () => this.#language;
		const own = () => this.#reporter;
		this.#sending = new Sending({
			org,
			get lang() {
				return language();
			},
			get reporter() {
				return own();
			},
			form,
			people: this.#people,
			post: this.#post,
			answers,
			missing: () => this.#missing(),
			listChanged: () => this.#whoList.again(),
			sent: () => this.#received(),
			frozen: () => this.#showAnswers(),
		});
		this.#fields.write(kept.answers);
		choose("channel", kept.channel);
		choose("language", kept.language);
		choose("way", this.#plain ? "plain" : "scripts");
		this.#wire();
		if (this.#given !== undefined) void this.#give();
		else this.#show("form");
	}

	/** Locked: what was typed leaves the screen. */
	close(): void {
		this.#slip.clear();
		this.#fields.write({});
	}

	#wire(): void {
		byId("form").addEventListener("submit", (event) => {
			event.preventDefault();
			this.#check();
		});
		byId("check-back").addEventListener("click", () => this.#show("form"));
		byId("send").addEventListener("click", () => void this.#derived.then(() => this.#sending.send()));
		for (const one of document.querySelectorAll('#form [name="way"]')) {
			one.addEventListener("change", () => {
				this.#derived = this.#otherKind();
			});
		}
		byId("known-remove").addEventListener("click", () => {
			const own = this.#form.steps.flatMap((step) => step.questions).filter((q) => q.compartment === "identity");
			this.#fields.write({ ...this.#fields.read(), ...Object.fromEntries(own.map((q) => [q.id, ""])) });
			this.#changed();
			this.#showAnswers();
			this.#whoList.show();
		});
		byId("drop").addEventListener("click", () => {
			this.#forget();
			location.reload();
		});
		byId("given-done").addEventListener("click", () => {
			this.#forget();
			this.#slip.clear();
			location.replace(this.#given ? dossier + this.#given : list);
		});
	}

	/** Whether the reporter's browser runs no scripts: the code is of the kind that is typed there. */
	get #plain(): boolean {
		return this.#code.length === PLAIN_CODE_BYTES;
	}

	/** Another code, of the kind that was chosen; nobody has seen the one before. */
	async #otherKind(): Promise<void> {
		this.#code = chosen("way") === "plain" ? newPlainCode() : newCode();
		this.#reporter = await deriveReporter(this.#code, org);
		this.#changed();
	}

	get #language(): Lang {
		return chosen("language") === "en" ? "en" : "nl";
	}

	/** The answers, without the channel and the language, which are no questions. */
	#answers(): Answers {
		return this.#fields.read();
	}

	/** Sends what a reporter's browser would, by the door for staff, and keeps whether there is a dossier to go to. */
	readonly #post: typeof post = async (_, __, body, patience) => {
		const { preview: to } = this.#people;
		if (!to) throw new Failure("key.unverified", "", 400);
		await maySeal(org, to.root, [...to.holders, ...to.custodians]);
		const answer = await post(lang, "/api/desk/enter", { channel: chosen("channel"), ...(consent ? { consent: consent.checked } : {}), signal: body }, patience);
		const at = record(answer)["dossier"];
		this.#given = typeof at === "string" ? at : "";
		return answer;
	};

	#changed(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#keep(), KEEP_MS);
		byId("kept").dataset["state"] = "";
		void this.#vault.touch();
	}

	async #keep(): Promise<void> {
		clearTimeout(this.#timer);
		const given = this.#given === undefined ? {} : { given: this.#given };
		const answers = this.#given === undefined ? this.#answers() : {};
		const kept: Entering = {
			code: this.#code, channel: channelOf(chosen("channel")), language: this.#language, answers, ...this.#people.settled, ...given,
		};
		const time = this.#timer;
		const saved = await this.#drafts.save(DRAFT, { text: write(kept) });
		if (saved && time === this.#timer) byId("kept").dataset["state"] = "kept";
	}

	#forget(): void {
		clearTimeout(this.#timer);
		this.#drafts.drop(DRAFT);
	}

	#check(): void {
		if (this.#missing()) return;
		void this.#keep();
		this.#show("check");
		this.#showAnswers();
		void this.#whoList.load(leaving(this.#form, this.#answers())).finally(() => this.#sending.show());
	}

	/** Shows what is not right; true if something is. */
	#missing(): boolean {
		const found = faults(this.#form, this.#answers(), own);
		const problems = consent && !consent.checked ? [{ id: consent.id, text: text("enter.consent-missing") }] : [];
		if (channelOf(chosen("channel")) === "") problems.push({ id: "field-channel", text: text("enter.channel-missing") });
		for (const q of this.#form.steps.flatMap((step) => step.questions)) {
			const fault = found.get(q.id);
			if (!fault) continue;
			const name = fault.inner === undefined ? q.id : `${q.id}-${fault.item ?? 0}-${fault.inner}`;
			problems.push({ id: `field-${name}`, text: faultText(fault) });
		}
		if (problems.length > 0) this.#show("form");
		showProblems(byId("problems-place"), byId("form"), problems);
		return problems.length > 0;
	}

	#showAnswers(): void {
		const frozen = this.#sending.frozen;
		readBack(byId("read"), this.#form, this.#answers(), own, frozen ? null : (step) => this.#show("form", step));
		byId("check-lead").hidden = frozen;
		byId<HTMLButtonElement>("check-back").disabled = frozen;
		byId("who-lists").inert = frozen;
	}

	async #received(): Promise<void> {
		// The code first: should the tab go now, it is still there.
		await this.#keep();
		this.#fields.write({});
		byId("read").replaceChildren();
		await this.#give();
	}

	async #give(): Promise<void> {
		await this.#slip.show(this.#code, this.#language);
		byId("given-plain").hidden = !this.#plain;
		byId("given-sees").hidden = !this.#given;
		byId("given-sees-not").hidden = this.#given !== "";
		byId<HTMLAnchorElement>("given-dossier").href = dossier + (this.#given ?? "");
		this.#show("given");
	}

	/** One part of the page at a time; the focus goes to its heading, or to that of a step. */
	#show(part: "form" | "check" | "given", step = ""): void {
		byId("problems-place").replaceChildren();
		byId("form").hidden = part !== "form";
		byId("given").hidden = part !== "given";
		for (const section of document.querySelectorAll<HTMLElement>("[data-step]")) {
			section.hidden = section.dataset["step"] === "check" && part !== "check";
		}
		const heading = document.getElementById(`${step || part}-heading`);
		if (!heading) return;
		scrollTo({ top: 0 });
		heading.focus({ preventScroll: step === "" });
	}
}

function chosen(name: string): string {
	return document.querySelector<HTMLInputElement>(`#form [name="${name}"]:checked`)?.value ?? "";
}

function choose(name: string, value: string): void {
	for (const one of document.querySelectorAll<HTMLInputElement>(`#form [name="${name}"]`)) one.checked = one.value === value;
}

async function start(): Promise<void> {
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(again);
		return;
	}
	const drafts = new Drafts(sessionStorage, org, DRAFT, parseIdentity(secret));
	const unsent = await drafts.load(DRAFT);
	const kept = (unsent && read(unsent.text)) ?? { code: newCode(), channel: "", language: "nl", answers: {}, struck: [], known: [] };
	const form = (JSON.parse(byId("questions").textContent ?? "[]") as Form[])[0] as Form;
	const entry = new Entry(form, drafts, vault, await deriveReporter(kept.code, org), kept);
	let leaving = false;
	document.addEventListener("sign-out", () => {
		leaving = true;
	});
	vault.onLocked(() => {
		entry.close();
		if (!leaving) location.replace(again);
	});
}

if (root) void start();
