// The page of advices to the top (counsel.go): words are opened and sealed here.
import { Failure, LONG_PATIENCE_MS, post, record } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { fromBase64 } from "../../browser/lib/bytes.ts";
import { MAX_COUNSEL, newCounselId, sealAnswer, sealCounsel } from "../../browser/lib/counsel.ts";
import type { KeyNote } from "../../browser/lib/dossierpage.ts";
import { type Identity, parseIdentity } from "../../browser/lib/identity.ts";
import { maySeal } from "../../browser/lib/knownroot.ts";
import { alert, byId, type Shown, showProblems } from "../../browser/lib/problems.ts";
import { Drafts } from "../../browser/lib/staffdraft.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

/** What the server put into the page; nothing for who only reads the register. */
interface PageData {
	readonly root: string;
	readonly to: readonly KeyNote[];
	readonly from: Readonly<Record<string, KeyNote>>;
}

const root = byId("counsel");
const { org = "", again = "/" } = root.dataset;
const DRAFT = "counsel";
const KEEP_MS = 400;
const TOLD = "told";

const ask = (act: string, body: unknown): Promise<unknown> => post(lang, `/api/desk/counsel/${act}`, body, LONG_PATIENCE_MS);

function trouble(error: unknown): void {
	if (error instanceof Failure && error.ended) {
		location.replace(again); // what is typed lies sealed in the tab
		return;
	}
	byId("counsel-trouble").replaceChildren(alert("error", text("counsel.failed"), errorText(error)));
	scrollTo({ top: 0 });
	byId("counsel-trouble").focus();
}

/** The page as the server has it now, with what was done said on it. */
function done(what: string): void {
	sessionStorage.setItem(TOLD, what);
	location.reload();
}

/** One visit. */
class Advices {
	readonly #own: Identity;
	readonly #page: PageData;
	readonly #drafts: Drafts;
	readonly #used: () => void;
	#busy = false;

	constructor(own: Identity, page: PageData, used: () => void) {
		this.#own = own;
		this.#page = page;
		this.#drafts = new Drafts(sessionStorage, org, DRAFT, own);
		this.#used = used;
		for (const one of root.querySelectorAll<HTMLButtonElement>("[data-confirm]")) {
			one.disabled = false;
			one.addEventListener("click", () => void this.#do(async () => {
				await ask("confirm", { id: one.dataset["confirm"] });
				done("confirmed");
			}));
		}
		for (const form of root.querySelectorAll<HTMLFormElement>("[data-answer]")) this.#answering(form);
	}

	async begin(): Promise<void> {
		await Promise.all([...root.querySelectorAll<HTMLElement>(".counsel-words")].map((place) => this.#open(place)));
		const form = document.getElementById("counsel-form");
		if (form) await this.#writing(form as HTMLFormElement);
	}

	/** Locked: the words leave the screen. */
	close(): void {
		for (const place of root.querySelectorAll(".counsel-words")) place.textContent = text("counsel.sealed");
		for (const field of root.querySelectorAll("textarea")) field.value = "";
	}

	async #open(place: HTMLElement): Promise<void> {
		const { counsel: id = "", content = "" } = place.dataset;
		try {
			const contents = record(record(await ask("open", { id, ids: [content] }))["contents"]);
			const sealed = contents[content];
			const { openText } = await import("../../browser/lib/sealing.ts");
			place.textContent = typeof sealed === "string" ? await openText(this.#own, org, "message", fromBase64(sealed)) : text("sealed.damaged");
		} catch (error) {
			if (error instanceof Failure && error.ended) trouble(error);
			else place.textContent = errorText(error);
		}
	}

	async #writing(form: HTMLFormElement): Promise<void> {
		const words = byId<HTMLTextAreaElement>("field-advice");
		const kept = byId("counsel-kept");
		words.value = (await this.#drafts.load(DRAFT))?.text ?? "";
		let timer: ReturnType<typeof setTimeout> | undefined;
		words.addEventListener("input", () => {
			clearTimeout(timer);
			kept.dataset["state"] = "";
			this.#used();
			timer = setTimeout(() => void this.#drafts.save(DRAFT, { text: words.value }).then((is) => {
				if (is) kept.dataset["state"] = "kept";
			}), KEEP_MS);
		});
		const id = newCounselId(); // one visit gives one: sent again it is the same
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const chosen = [...form.querySelectorAll<HTMLInputElement>('[name="to"]:checked')].map(({ value }) => value);
			const to = this.#page.to.filter(({ person }) => chosen.includes(person));
			const problems: Shown[] = [];
			if (to.length === 0) problems.push({ id: "field-to-0", text: text("counsel.whom-missing") });
			if (words.value.trim() === "") problems.push({ id: "field-advice", text: text("counsel.words-missing") });
			else if (words.value.length > MAX_COUNSEL) problems.push({ id: "field-advice", text: text("counsel.words-long") });
			showProblems(byId("counsel-problems"), form, problems);
			if (problems.length > 0) return;
			void this.#do(async () => {
				await maySeal(org, this.#page.root, to);
				await ask("give", await sealCounsel(org, this.#own, this.#page.root, id, to, words.value));
				clearTimeout(timer);
				this.#drafts.drop(DRAFT);
				done("given");
			});
		});
		byId<HTMLButtonElement>("counsel-send").disabled = false;
	}

	#answering(form: HTMLFormElement): void {
		const id = form.dataset["answer"] ?? "";
		const adviser = this.#page.from[id];
		const words = form.querySelector("textarea");
		const send = form.querySelector("button");
		if (!adviser || !words || !send) return;
		send.disabled = false;
		let body: object | undefined; // the same bytes again are one answer
		let sealed = "";
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			if (words.value.trim() === "" || words.value.length > MAX_COUNSEL) {
				words.focus();
				return;
			}
			void this.#do(async () => {
				await maySeal(org, this.#page.root, [adviser]);
				if (!body || sealed !== words.value) body = await sealAnswer(org, this.#own, this.#page.root, id, adviser, words.value);
				sealed = words.value;
				await ask("answer", body);
				done("answered");
			});
		});
	}

	async #do(act: () => Promise<void>): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		byId("counsel-trouble").replaceChildren();
		byId("counsel-said").textContent = text("counsel.doing");
		try {
			await act();
		} catch (error) {
			trouble(error);
		} finally {
			byId("counsel-said").textContent = "";
			this.#busy = false;
		}
	}
}

/** What was done on this page before it was loaded anew. */
function tell(): void {
	const what = sessionStorage.getItem(TOLD);
	sessionStorage.removeItem(TOLD);
	if (what === "given") byId("counsel-said").textContent = text("counsel.given");
	else if (what === "confirmed") byId("counsel-said").textContent = text("counsel.confirmed");
	else if (what === "answered") byId("counsel-said").textContent = text("counsel.answered");
}

async function start(): Promise<void> {
	const found = document.getElementById("counsel-page")?.textContent;
	if (!found) return;
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(again);
		return;
	}
	const advices = new Advices(parseIdentity(secret), JSON.parse(found) as PageData, () => void vault.touch());
	let leaving = false;
	document.addEventListener("sign-out", () => {
		leaving = true;
	});
	vault.onLocked(() => {
		advices.close();
		if (!leaving) location.replace(again);
	});
	await advices.begin();
	tell();
	root.dataset["ready"] = "yes";
}

void start();
