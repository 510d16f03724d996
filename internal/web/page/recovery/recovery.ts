// The page of recoveries: gives shares, joins them, asks for them, tries it.
import { Failure, post, record } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { type Bytes, fromBase64 } from "../../browser/lib/bytes.ts";
import { partOf, showFault, showTrouble } from "../../browser/lib/dossierform.ts";
import { parseIdentity } from "../../browser/lib/identity.ts";
import { maySeal } from "../../browser/lib/knownroot.ts";
import { type ActMeans, beginning, DoNotFit, giving, joining } from "../../browser/lib/recoveryacts.ts";
import { type PageCeremony, recoveryPage } from "../../browser/lib/recoverypage.ts";
import { Refusal } from "../../browser/lib/refusal.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

const root = document.getElementById("recovery") as HTMLElement;
const signIn = root.dataset["again"] ?? "/";
const page = recoveryPage();
const flash = "gehoor-recovery";
/** How often a page that waits looks whether something came. */
const LOOK_MS = 10_000;

/** An act of a form: does it, and returns what to say afterwards. */
type Act = (form: HTMLFormElement, means: ActMeans) => Promise<string>;

const send = (dossier: string, act: string, body: unknown) => post(lang, `${page.act}${dossier}/${act}`, body);

/** Fetches sealed bytes of a recovery. */
async function fetchSealed(dossier: string, ids: readonly string[]): Promise<ReadonlyMap<string, Bytes>> {
	const contents = record(record(await send(dossier, "open", { ids }))["contents"]);
	const bytes = new Map<string, Bytes>();
	for (const [id, base64] of Object.entries(contents)) {
		if (typeof base64 === "string") bytes.set(id, fromBase64(base64));
	}
	return bytes;
}

function ceremonyOf(form: HTMLFormElement): PageCeremony {
	const found = page.ceremonies.find((one) => one.recovery === form.dataset["recovery"]);
	if (!found) throw new Failure("failed");
	return found;
}

/** What may have arrived: the same bytes are sent again, so that nothing comes twice. */
const pending = new Map<string, unknown>();

/** Makes what is sent once, and sends it; it is made again only after a refusal. */
async function sendOnce<T>(form: HTMLFormElement, make: () => Promise<T>, put: (made: T) => Promise<unknown>): Promise<T> {
	const made = (pending.get(form.id) as T | undefined) ?? (await make());
	pending.set(form.id, made);
	try {
		await put(made);
	} catch (error) {
		if (!(error instanceof Failure && error.again)) pending.delete(form.id);
		throw error;
	}
	return made;
}

/** Why a custodian's own share is of no use. */
const SPOILED = ["content.wrongly-sealed", "content.foreign", "content.not-recipient", "shares.do-not-fit"];

const give: Act = async (form, means) => {
	const ceremony = ceremonyOf(form);
	const { dossier, recovery } = ceremony;
	try {
		await sendOnce(form, () => giving(ceremony, means), (shares) => send(dossier, "share", { recovery, shares }));
	} catch (error) {
		if (!(error instanceof Refusal) || !SPOILED.includes(error.code)) throw error;
		await send(dossier, "refuse", { recovery, custodian: page.me });
		return text("recovery.own-spoiled");
	}
	return text("recovery.given");
};

const joinKeys: Act = async (form, means) => {
	const ceremony = ceremonyOf(form);
	const { dossier, recovery } = ceremony;
	const refuse = (custodian: string) => send(dossier, "refuse", { recovery, custodian });
	try {
		const made = await sendOnce(form, async () => {
			const wire = await joining(ceremony, means);
			for (const custodian of wire.bad) await refuse(custodian);
			return wire;
		}, ({ used, keys, said }) => send(dossier, "join", { recovery, used, keys, said }));
		if (ceremony.named) return text("naming.joined");
		return made.said === "" ? text("recovery.joined") : text("recovery.drill-joined");
	} catch (error) {
		if (!(error instanceof DoNotFit)) throw error;
		for (const custodian of error.bad) await refuse(custodian);
		if (error.bad.length > 0) return text("recovery.some-spoiled");
		throw new Failure("shares.do-not-fit", text("recovery.do-not-fit"), 400);
	}
};

const endIt: Act = async (form) => {
	const { dossier, recovery } = ceremonyOf(form);
	await send(dossier, "end", { recovery });
	return text("recovery.ended");
};

const ask: Act = async (form) => {
	const why = partOf<HTMLSelectElement>(form, "why").value;
	await send(form.dataset["dossier"] ?? "", "request", { to: partOf<HTMLSelectElement>(form, "to").value, why });
	return text("recovery.asked");
};

const begin: Act = async (form) => {
	const to = partOf<HTMLSelectElement>(form, "to").value;
	await sendOnce(form, async () => ({ to, ...(await beginning(page)) }), (drill) => post(lang, `${page.act}drill`, drill));
	return text("recovery.drill-asked");
};

const acts: Record<string, Act> = { give, join: joinKeys, end: endIt, ask, drill: begin };

/** What must be filled in first. */
function fault(form: HTMLFormElement): [HTMLElement, string] | undefined {
	const sure = document.getElementById(`${form.id}-sure`) as HTMLInputElement | null;
	const to = document.getElementById(`${form.id}-to`) as HTMLSelectElement | null;
	if (sure && !sure.checked) return [sure, text("recovery.give-unsure")];
	if (to?.value === "") return [to, text("recovery.missing")];
	return undefined;
}

/** Loads the page again, which then says what was done. */
function again(sentence: string): void {
	try {
		sessionStorage.setItem(flash, sentence);
	} catch {
		// Without storage the page only says nothing.
	}
	location.reload();
}

function tell(form: HTMLFormElement, error: unknown): void {
	const ways = [];
	if (error instanceof Failure && error.ended) ways.push({ label: text("dossier.sign-in"), href: signIn });
	else if (error instanceof Failure && error.status === 422) ways.push({ label: text("dossier.reload"), go: () => location.reload() });
	showTrouble(form, errorText(error), ways);
	partOf(form, "trouble").focus();
}

function use(form: HTMLFormElement, means: ActMeans): void {
	const button = form.querySelector<HTMLButtonElement>('button[type="submit"]') as HTMLButtonElement;
	const fields = [...form.querySelectorAll<HTMLElement>("input, select")];
	const submit = async (): Promise<void> => {
		const wrong = fault(form);
		for (const field of fields.filter((one) => !one.id.endsWith("-why"))) showFault(form, field, "");
		if (wrong) showFault(form, ...wrong);
		if (wrong || button.disabled) return;
		showTrouble(form, "");
		button.disabled = true;
		partOf(form, "status").textContent = text("recovery.working");
		try {
			const act = form.dataset["act"] ?? "";
			const ceremony = page.ceremonies.find((one) => one.recovery === form.dataset["recovery"]);
			await maySeal(page.org, page.root, act === "drill" ? page.custodians : act === "give" && ceremony ? [ceremony.recipient] : []);
			again(await (acts[act] as Act)(form, means));
		} catch (error) {
			button.disabled = false;
			partOf(form, "status").textContent = "";
			tell(form, error);
		}
	};
	for (const field of fields) field.addEventListener("change", () => pending.delete(form.id));
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void submit();
	});
	button.disabled = false;
}

/** Says what was done before the page was loaded. */
function welcomeBack(): void {
	const sentence = sessionStorage.getItem(flash);
	sessionStorage.removeItem(flash);
	if (sentence === null) return;
	const place = document.getElementById("done") as HTMLElement;
	place.focus();
	// A region that is filled after it was there is read aloud.
	setTimeout(() => (place.textContent = sentence), 150);
}

const marks = (html: string): string => (html.match(/data-progress="[^"]*"/g) ?? []).join();

/** While the page waits for others it looks now and then, and loads again when something came. */
function watch(): void {
	const here = marks(root.outerHTML);
	// Somebody who is about to do something is not disturbed, also not by an answer
	// that was on its way.
	const busy = (): boolean =>
		[...root.querySelectorAll("form")].some((form) => form.contains(document.activeElement) || form.querySelector("input:checked"));
	const look = async (): Promise<void> => {
		if (document.hidden || busy()) return;
		const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store", redirect: "error" }).catch(() => undefined);
		if (answer?.ok && marks(await answer.text()) !== here && !busy()) location.reload();
	};
	setInterval(() => void look(), LOOK_MS);
}

async function start(): Promise<void> {
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(signIn);
		return;
	}
	let leaving = false;
	document.addEventListener("sign-out", () => (leaving = true));
	vault.onLocked(() => {
		if (!leaving) location.replace(signIn);
	});
	const means: ActMeans = { page, own: parseIdentity(secret), fetch: fetchSealed };
	for (const form of root.querySelectorAll("form")) use(form, means);
	welcomeBack();
	if (page.ceremonies.length > 0) watch();
}

void start();
