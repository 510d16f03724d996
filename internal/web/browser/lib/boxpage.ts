// What the pages share on which somebody with a code reads and writes (page/box, page/shared).
import { Failure } from "./api.ts";
import { errorText } from "./apitext.ts";
import type { OtherCode } from "./boxcode.ts";
import type { Bytes } from "./bytes.ts";
import type { CompartmentName } from "./compartment.ts";
import { keepCode } from "./draftkey.ts";
import { ownWords, type OwnWords, toNewest } from "./ownwords.ts";
import { alert, byId, showProblems } from "./problems.ts";
import type { SealedTexts } from "./sealedtext.ts";
import { UnsentWords } from "./sendwords.ts";
import type { Vault } from "./vault.ts";
import { date, text } from "../text.ts";

/** What this tab still has to say after the page was loaded again, and what was typed and not sent. */
const SAID_ITEM = "gehoor-said";
export const REPLY_ITEM = "gehoor-reply";
/** How long after the last letter a reply is sealed into the tab. */
const KEEP_MS = 500;

/** Does something with a button, a status and a place for what went wrong. */
export async function attempt(name: string, doing: string, act: () => Promise<void>): Promise<void> {
	const button = byId<HTMLButtonElement>(name === "reply" ? "reply-send" : `${name}-go`);
	const [status, told] = [byId(`${name}-status`), byId(`${name}-told`)];
	button.disabled = true;
	status.textContent = doing;
	told.replaceChildren();
	try {
		await act();
	} catch (error) {
		const unsure = error instanceof Failure && error.again;
		const heading = unsure ? text("box.failed-unsure") : text("box.failed");
		told.replaceChildren(alert(unsure ? "warning" : "error", heading, errorText(error), unsure ? text("box.failed-again") : ""));
		told.focus();
	} finally {
		button.disabled = false;
		status.textContent = "";
	}
}

/** Says in a place what went wrong, and brings whoever pressed the button there. */
export function sayHere(id: string, what: HTMLElement): void {
	const place = byId(id);
	place.replaceChildren(what);
	place.focus();
}

/** Loads the page again, as its terms are others now, and has it say what was done. */
export function reload(said: string): void {
	sessionStorage.setItem(SAID_ITEM, said);
	location.reload();
}

/** Says what was done before the page was loaded again. */
export function saySo(sentenceFor: (said: string) => string): void {
	const said = sessionStorage.getItem(SAID_ITEM);
	sessionStorage.removeItem(SAID_ITEM);
	const sentence = said === null ? "" : sentenceFor(said);
	if (sentence) byId("said").textContent = sentence;
}

/** Words that are not sent yet, sealed into an item of this tab. */
export function unsent(texts: SealedTexts, item: string, box: CompartmentName = "conversation"): UnsentWords {
	return new UnsentWords({
		seal: (what) => ownWords(texts, "message", what, box),
		unseal: (base64) => texts.unseal(box, "message", base64),
		store: sessionStorage,
		item,
	});
}

/**
 * Wires the button with which somebody takes another code; from then on this browser has the
 * new one. What that needs is loaded when somebody asks.
 */
export function wireOtherCode(vault: Vault, load: (done: (code: Bytes) => Promise<void>) => Promise<OtherCode>): { clear(): void } {
	let other: OtherCode | undefined;
	const done = async (code: Bytes) => {
		await keepCode(vault, code);
		reload("code");
	};
	const start = async () => {
		other ??= await load(done).catch(() => undefined);
		if (!other) {
			sayHere("renew-start-told", alert("error", text("box.renew-none"), text("box.renew-offline")));
			return;
		}
		byId("renew-start-told").replaceChildren();
		await other.start();
	};
	byId("renew-start").addEventListener("click", () => void start());
	return { clear: () => other?.clear() };
}

/** The field of a reply. */
export const replyField = (): HTMLTextAreaElement => byId<HTMLTextAreaElement>("field-reply");

/** What a reply stands on. */
export interface Replying {
	readonly words: UnsentWords;
	renew(): Promise<void>;
	send(words: OwnWords | undefined): Promise<void>;
	/** Somebody is typing. */
	typing(): void;
}

/** Wires the field in which somebody writes back. */
export function wireReply(parts: Replying): void {
	const field = replyField();
	let timer: ReturnType<typeof setTimeout> | undefined;
	field.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(() => void parts.words.keep(field.value).catch(() => undefined), KEEP_MS);
		parts.typing();
	});
	byId("reply").addEventListener("submit", (event) => {
		event.preventDefault();
		clearTimeout(timer);
		void reply(field, parts);
	});
	void parts.words.restore().then((kept) => {
		if (field.value === "") field.value = kept;
	});
}

async function reply(field: HTMLTextAreaElement, { words, renew, send }: Replying): Promise<void> {
	const what = field.value.trim();
	// Not maxlength: a browser cuts what is pasted without a word.
	const most = Number(field.dataset["most"]);
	const fault = what === "" ? text("box.reply-missing") : what.length > most ? text("box.reply-long", { limit: most }) : "";
	showProblems(byId("reply-problems"), byId("reply"), fault ? [{ id: field.id, text: fault }] : []);
	if (fault) return;
	await attempt("reply", text("box.reply-sending"), async () => {
		await toNewest(async () => send(await words.keep(what)), async () => {
			await renew();
			words.anew();
		});
		words.forget();
		field.value = "";
		showOwn(what);
		const told = byId("reply-told");
		told.replaceChildren(alert("ok", text("box.said-reply")));
		told.focus();
	});
}

/** Adds what was just sent to the conversation, without loading the page again over a bad line. */
function showOwn(what: string): void {
	const made = byId<HTMLTemplateElement>("own-message").content.cloneNode(true) as DocumentFragment;
	made.querySelector(".message-by")!.textContent = date(new Date());
	made.querySelector(".typed")!.textContent = what;
	byId("thread").append(made);
}
