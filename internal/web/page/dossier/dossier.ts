// The page of one dossier: opens its words, and sends what is written.
import { Failure, post } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { toBase64 } from "../../browser/lib/bytes.ts";
import { archiveForm, type KnownFile } from "../../browser/lib/archiveform.ts";
import type { RecordWire } from "../../browser/lib/archive.ts";
import { keysFor } from "../../browser/lib/dossieradd.ts";
import { addForm } from "../../browser/lib/dossieraddform.ts";
import type { CompartmentName } from "../../browser/lib/compartment.ts";
import { admission, admitForm } from "../../browser/lib/dossieradmit.ts";
import { makeInternal } from "../../browser/lib/dossiercase.ts";
import { showFault, showTrouble, type Surroundings, WritingForm } from "../../browser/lib/dossierform.ts";
import { type DossierPage, dossierPage } from "../../browser/lib/dossierpage.ts";
import type { Means } from "../../browser/lib/dossiersend.ts";
import { rekeyed, type RekeyedWire } from "../../browser/lib/dossierrekey.ts";
import { newShares, type SharesWire } from "../../browser/lib/dossiershares.ts";
import { diaryShow } from "../../browser/lib/diaryshow.ts";
import { accountShow, whoShow } from "../../browser/lib/dossiershow.ts";
import { FileAdder } from "../../browser/lib/filelist.ts";
import { FileLook } from "../../browser/lib/filelook.ts";
import { fetchBytes } from "../../browser/lib/filefetch.ts";
import { fileMeans, fileShow } from "../../browser/lib/fileshow.ts";
import { type Identity, parseIdentity } from "../../browser/lib/identity.ts";
import { maySeal } from "../../browser/lib/knownroot.ts";
import { factOf, signedHeader } from "../../browser/lib/intent.ts";
import { letterForm } from "../../browser/lib/letterform.ts";
import { alert } from "../../browser/lib/problems.ts";
import { doubts } from "../../browser/lib/said.ts";
import { Opener } from "../../browser/lib/opener.ts";
import { OTHER_KEY } from "../../browser/lib/ownwords.ts";
import { seal } from "../../browser/lib/seal.ts";
import { type SealedPage, sealedPage, SealedTexts, type Show } from "../../browser/lib/sealedtext.ts";
import { linkForm, linkedForm, renewForm, withEarlier } from "../../browser/lib/dossierways.ts";
import { confirming, wordsOf } from "../../browser/lib/confirming.ts";
import { compared } from "../../browser/lib/earlierwords.ts";
import { Drafts } from "../../browser/lib/staffdraft.ts";
import { Keeper } from "../../browser/lib/staffkeep.ts";
import { pickers } from "../../browser/lib/chart/pickers.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

const root = document.getElementById("case") as HTMLElement;
const signIn = root.dataset["again"] ?? "/";
const flash = "gehoor-sent";

/** Loads the page again, which then shows what was sent and says so. */
function again(act: string, entry: string): void {
	try {
		sessionStorage.setItem(flash, JSON.stringify({ path: location.pathname, act, entry }));
	} catch {
		// Without storage the page only says nothing.
	}
	location.reload();
}

/** Goes back to the dossier from a page of its own, which then shows what was sent. */
function backTo(path: string, act: string, entry: string): void {
	try {
		sessionStorage.setItem(flash, JSON.stringify({ path: new URL(path, location.href).pathname, act, entry }));
	} catch {
		// Without storage the page only says nothing.
	}
	location.assign(path);
}

/** What the page of before left for this one, taken at once: an act of this page leaves its own. */
function takeFlash(): string | null {
	const kept = sessionStorage.getItem(flash);
	sessionStorage.removeItem(flash);
	return kept;
}

/** After an act: the focus goes to what was added, or to the top, and a polite sentence says that it is there. */
function welcomeBack(kept: string | null): void {
	if (kept === null) return;
	const { path, act, entry } = JSON.parse(kept) as { path: string; act: string; entry: string };
	if (path !== location.pathname) return;
	// An entry without words of its own has an empty one too.
	const added = entry && document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry)}"]`);
	const place = added || document.getElementById("badges") || document.getElementById("said");
	place?.focus();
	const status = document.getElementById("sent");
	if (status) place?.append(status);
	const sentence = said(act);
	// A region that is filled after it was there is read aloud.
	setTimeout(() => {
		if (status) status.textContent = sentence;
	}, 150);
}

/** What is there now. */
function said(act: string): string {
	switch (act) {
		case "formal":
			return text("dossier.recorded");
		case "ask":
			return text("asked.said-sent");
		case "unask":
			return text("asked.said-withdrawn");
		case "ask-consent":
		case "ask-consent-other":
			return text("dossier.consent-sent");
		case "naming-propose":
			return text("naming.sent");
		case "naming-tell":
			return text("naming.told");
		case "naming-ask":
			return text("naming.said-asked");
		case "naming-end":
			return text("naming.said-ended");
		case "declare":
			return text("dossier.said-declared");
		case "note":
			return text("dossier.noted");
		case "write":
			return text("record.said");
		case "write-confirm":
			return text("record.said-confirmed");
		case "write-drop":
			return text("record.said-dropped");
		case "add":
			return text("dossier.added");
		case "close":
			return text("close.done");
		case "reopen":
			return text("close.undone");
		case "shares":
			return text("dossier.shares-done");
		case "rekey":
			return text("dossier.rekey-done");
		case "hold":
			return text("retention.said-held");
		case "release":
			return text("retention.said-released");
		case "propose":
			return text("retention.said-proposed");
		case "drop":
			return text("retention.said-dropped");
		case "erasure":
			return text("erasure.said-recorded");
		case "erasure-propose":
			return text("erasure.said-proposed");
		case "erasure-drop":
			return text("erasure.said-dropped");
		case "erasure-confirm":
			return text("erasure.said-decided");
		case "file":
			return text("file.added");
		case "renew":
			return text("dossier.said-renewed");
		case "link":
			return text("dossier.said-linked");
		case "unlink":
			return text("dossier.said-unlinked");
		case "link-confirm":
			return text("dossier.said-once");
		case "letter":
			return text("letter.said");
		case "admit":
			return text("codes.said-given");
		case "write-to":
			return text("codes.said-sent");
		case "end-code":
			return text("codes.said-ended");
		case "share-agreement":
			return text("codes.said-shared");
		default:
			return text("dossier.sent");
	}
}

/** Seals a form's words; the first note, or the first about care, makes its compartment. */
function sealing(page: DossierPage, sealed: SealedPage, texts: SealedTexts, own: Identity, opener: Opener) {
	return async (form: HTMLFormElement, words: string): ReturnType<Means["seal"]> => {
		const box = (form.dataset["box"] ?? "case") as CompartmentName;
		if (box !== "case" && box !== "care") return { sealed: await texts.seal(box, "message", words) };
		if (sealed.boxes.some(({ name }) => name === box)) return { sealed: await texts.seal(box, "note", words) };
		await maySeal(sealed.org, page.root, [...page.holders, ...page.custodians]);
		const made = await makeInternal(sealed.org, box, page, own, opener);
		const { id, bytes } = await seal(sealed.org, "note", words, [made.recipient]);
		return { sealed: { id, base64: toBase64(bytes) }, made };
	};
}

/**
 * Words for an act that is no longer there go to the message of the same signal. A
 * record that was begun has a page of its own: where it is offered, the page says so.
 */
async function rescue(keeper: Keeper, forms: ReadonlyMap<string, WritingForm>): Promise<void> {
	for (const { form: name, unsent } of await keeper.elsewhere(forms)) {
		for (const begun of document.querySelectorAll<HTMLElement>(`[data-begun="${CSS.escape(name)}"]`)) {
			begun.hidden = false;
			const fold = begun.closest("details");
			if (fold) fold.open = true;
		}
		const to = `message-${name.slice(name.indexOf("-") + 1)}`;
		const form = forms.get(to);
		if (unsent.text === "" || !form?.untouched) continue;
		form.take({ text: unsent.text }, text("dossier.kept-of"));
		if (await keeper.save(to, { text: unsent.text })) await keeper.drop(name);
	}
}

/** How long signing out waits until what was typed is on the server. */
const LAST_SAVE_MS = 3_000;

/** Keeps what was typed when the page goes out of sight, and before signing out. */
function keepOnLeaving(keeper: Keeper, forms: ReadonlyMap<string, WritingForm>): void {
	const flush = async (leaving: boolean): Promise<void> => {
		await Promise.all([...forms.values()].map((form) => form.hurry()));
		await keeper.flush(leaving);
	};
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden") void flush(true);
	});
	document.addEventListener("sign-out", (event) => {
		const waits = (event as CustomEvent<Promise<unknown>[] | undefined>).detail;
		waits?.push(Promise.race([flush(false), new Promise((resolve) => setTimeout(resolve, LAST_SAVE_MS))]));
	});
}

/** Seals the keys of the dossier to somebody who is added. */
function adding(page: DossierPage, { org }: SealedPage, opener: Opener) {
	return async (person: string) => {
		const to = page.addable.find((one) => one.person === person);
		if (!to) throw new Failure("key.unverified", "", 400);
		await maySeal(org, page.root, [to]);
		return keysFor(org, page.root, to, opener);
	};
}

/** Cuts new shares of the dossier's keys for the custodians there are. */
function renewing(page: DossierPage, { org }: SealedPage, opener: Opener) {
	/** What may have arrived: the same bytes are sent again. */
	let made: SharesWire[] | undefined;
	return async () => {
		await maySeal(org, page.root, page.custodians);
		return (made ??= await newShares(org, page, opener));
	};
}

/** Makes another key of the compartments that want one. */
function rekeying(page: DossierPage, { org }: SealedPage, opener: Opener) {
	/** What may have arrived: the same bytes are sent again. */
	let made: RekeyedWire[] | undefined;
	return async () => {
		await maySeal(org, page.root, [...page.rekeyings.flatMap(({ holders }) => holders), ...page.custodians]);
		return (made ??= await rekeyed(org, page, opener));
	};
}

/** Says beside words that whoever is said to have written them did not sign that. */
function doubting(page: DossierPage, org: string): void {
	for (const { said: what, name, doubt } of doubts(page.said, page.authors, page.root, org, `dossier/${page.id}`)) {
		for (const place of document.querySelectorAll(`sealed-text[data-content="${CSS.escape(what.content)}"]`)) {
			const sentence = doubt === "forged" ? text("dossier.doubt-forged", { name }) : text("dossier.doubt-unsigned", { name });
			place.before(alert("error", text("dossier.doubt", { name }), sentence));
		}
	}
}

/** A form with one sentence to agree with, or only a button, and nothing to write. */
interface Agreeing {
	/** What to say when it was not agreed with; none where there is only a button. */
	readonly missing?: string;
	act(): Promise<unknown>;
	/** It is recorded. */
	done(): void;
}

/** What one can do now about what went wrong. */
function waysOn(error: unknown): Parameters<typeof showTrouble>[2] {
	if (!(error instanceof Failure)) return [];
	if (error.ended) return [{ label: text("dossier.sign-in"), href: signIn }];
	return error.code === OTHER_KEY ? [{ label: text("dossier.reload"), go: () => location.reload() }] : [];
}

function agreeing(form: HTMLFormElement, { missing = "", act, done }: Agreeing): void {
	const sure = document.getElementById(`${form.id}-sure`) as HTMLInputElement | null;
	const button = form.querySelector<HTMLButtonElement>("button") as HTMLButtonElement;
	const submit = async (): Promise<void> => {
		if (sure) showFault(form, sure, sure.checked ? "" : missing);
		if (sure?.checked === false || button.disabled) return;
		button.disabled = true;
		try {
			await act();
			done();
		} catch (error) {
			button.disabled = false;
			showTrouble(form, errorText(error), waysOn(error));
		}
	};
	sure?.addEventListener("change", () => showFault(form, sure, ""));
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void submit();
	});
	button.disabled = false;
}

async function start(): Promise<void> {
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(signIn);
		return;
	}
	const own = parseIdentity(secret);
	const kept = takeFlash();
	const page = dossierPage();
	const sealed = sealedPage();
	const path = root.dataset["act"] ?? "";
	const withSession = <T>(what: () => Promise<T>) => what();
	const busy = () => void vault.touch();
	const look = new FileLook();
	const fileParts = { lang, path, texts: () => texts, withSession, busy, look };
	const showFile = fileShow(fileParts);
	const known: KnownFile[] = [];
	const linkTo = document.getElementById("link") as HTMLFormElement | null;
	const file: Show = (place, words) => {
		const { content = "", box = "conversation" } = place.dataset;
		known.push({ content, box: box as CompartmentName, words });
		showFile(place, words);
	};
	const texts: SealedTexts = new SealedTexts(sealed, secret, { account: withEarlier(linkTo, accountShow(page.forms)), who: whoShow, diary: diaryShow, file });
	let leaving = false;
	// The page is loaded again when all files are there, and shows them.
	const added = (content: string) => setTimeout(() => adders.some((one) => one.unsent) || again("file", content));
	const adders = [...document.querySelectorAll<HTMLElement>(".file-adder")].map(
		(place) => new FileAdder(place, { texts, withSession, busy, added }),
	);
	addEventListener("beforeunload", (event) => {
		if (adders.some((one) => one.unsent)) event.preventDefault();
	});
	const unname = pickers(document, { org: sealed.org, root: page.root, lang, own: secret });
	document.addEventListener("sign-out", () => {
		leaving = true;
		look.close();
		unname();
		for (const one of adders) one.close();
	});
	vault.onLocked(() => {
		look.close();
		unname();
		for (const one of adders) one.close();
		texts.close();
		if (!leaving) location.replace(signIn);
	});
	texts.onEnded(() => location.replace(signIn));
	/** What is not shown goes by this one: keys, and words to hold others against. */
	const opener = new Opener({ ...sealed, identity: own, lang });
	texts.open();
	doubting(page, sealed.org);
	const signing = async (what: string, body: unknown) => {
		const fact = await factOf(what, body, page.proposals);
		return fact ? { signed: await signedHeader(own, sealed.org, `dossier/${page.id}`, fact) } : {};
	};
	const act = async (what: string, body: unknown, said = body, beside: { readonly epoch?: number } = {}) =>
		post(lang, path + what, body, undefined, { ...beside, ...(await signing(what, said)) });
	const comparing = { org: sealed.org, lang, identity: own, places: (kind: string) => act("earlier", { kind }) };
	const copy = document.getElementById("copy") as HTMLButtonElement | null;
	if (copy) {
		archiveForm(copy, document.getElementById("copy-status") as HTMLElement, {
			lang,
			languages: [lang],
			madeBy: copy.dataset["madeBy"] ?? "",
			heading: document.querySelector("h1")?.textContent ?? "",
			// Who the reporter is stays with those whom the reporter chose.
			places: () => [...root.querySelectorAll("dl.facts, section")].filter((one) => !one.matches(".who, .who *, .doing, .doing *, .printing, section section")),
			files: () => known,
			fetch: (manifest, { content, box }) => fetchBytes(manifest, fileMeans(content, box, fileParts, new AbortController().signal), busy, new AbortController().signal),
			record: () => act("record", {}) as Promise<RecordWire>,
		});
	}
	const forms = new Map<string, WritingForm>();
	const keeper = new Keeper({
		org: sealed.org,
		dossier: page.id,
		own,
		shelf: new Drafts(sessionStorage, sealed.org, page.id, own),
		post: (what, body, leaving) => post(lang, path + what, body, undefined, { leaving }),
		tell: (form, state) => forms.get(form)?.kept(state),
		wait: (ms, then) => {
			const timer = setTimeout(then, ms);
			return () => clearTimeout(timer);
		},
		now: () => Date.now(),
	});
	const around: Surroundings = {
		keeper,
		signIn,
		seal: sealing(page, sealed, texts, own, opener),
		post: async (what, body, draft, epoch) => post(lang, path + what, body, undefined, { draft, ...(epoch === undefined ? {} : { epoch }), ...(await signing(what, body)) }),
		sent: (form, id) => {
			const { act: what = "", back } = form.dataset;
			if (back === undefined) again(what, id);
			else backTo(back, what, id);
		},
		compare: (kind, words) => compared(kind, words, comparing),
		typing: () => void vault.touch(),
	};
	const ways = { org: sealed.org, lang, opener, signIn, post: act, again: (what: string) => again(what, "") };
	// Apart from the others: who writes it may find the record decided, and then it is of no use.
	const secondReaders = new Drafts(sessionStorage, sealed.org, `${page.id}-second`, own);
	const leave = () => location.replace(root.dataset["list"] ?? "/");
	for (const form of root.querySelectorAll("form")) {
		switch (form.dataset["act"]) {
			case "formal": {
				const body = { signal: form.dataset["signal"] };
				agreeing(form, { missing: text("dossier.make-formal-missing"), act: () => act("formal", body), done: () => again("formal", "") });
				break;
			}
			case "unask": {
				const body = { signal: form.dataset["signal"], sending: Number(form.dataset["sending"]) };
				agreeing(form, { missing: text("asked.withdraw-missing"), act: () => act("unask", body), done: () => again("unask", "") });
				break;
			}
			case "renew":
				renewForm(form, ways);
				break;
			case "link":
				linkForm(form, ways);
				break;
			case "letter":
				letterForm(form, ways);
				break;
			case "unlink":
			case "link-confirm":
				linkedForm(form, form.dataset["act"], ways);
				break;
			case "write-confirm": {
				const confirm = confirming(form, {
					...comparing,
					seal: (words) => opener.seal("case", "note", words),
					words: (content) => wordsOf(opener, content),
					drafts: secondReaders,
					typing: around.typing,
				});
				const done = () => {
					secondReaders.drop(form.id);
					again("write-confirm", "");
				};
				const yes = async () => {
					const { body, ...beside } = await confirm();
					return act("write-confirm", body, body, beside);
				};
				agreeing(form, { missing: text("record.agree"), act: yes, done });
				break;
			}
			case "write-drop": {
				const what = form.dataset["act"] ?? "";
				const body = { proposal: Number(form.dataset["proposal"]) };
				agreeing(form, { missing: text("record.agree"), act: () => act(what, body), done: () => again(what, "") });
				break;
			}
			case "declare":
				agreeing(form, { act: () => act("declare", {}), done: () => again("declare", "") });
				break;
			case "lost":
				agreeing(form, { missing: text("dossier.lost-missing"), act: () => act("lost", {}), done: leave });
				break;
			case "rekey": {
				const make = rekeying(page, sealed, opener);
				const save = async () => act("rekey", { boxes: await make() });
				agreeing(form, { missing: text("dossier.rekey-missing"), act: save, done: () => again("rekey", "") });
				break;
			}
			case "admit":
				admitForm(form, {
					org: sealed.org,
					signIn,
					seal: around.seal,
					admission: async (code, reporter) => {
						await maySeal(sealed.org, page.root, [...page.holders, ...page.custodians]);
						return admission(sealed.org, page, own, opener, code, reporter);
					},
					post: act,
					typing: around.typing,
					done: () => again("admit", ""),
				});
				break;
			case "end-code": {
				const body = { participant: form.dataset["participant"] };
				agreeing(form, { missing: text("codes.end-missing"), act: () => act("end-code", body), done: () => again("end-code", "") });
				break;
			}
			case "shares": {
				const renew = renewing(page, sealed, opener);
				const save = async () => act("shares", { boxes: await renew() });
				agreeing(form, { missing: text("dossier.shares-missing"), act: save, done: () => again("shares", "") });
				break;
			}
			case "drop":
				agreeing(form, { missing: text("retention.destroy-missing"), act: () => act("drop", {}), done: () => again("drop", "") });
				break;
			case "erasure": {
				const fields = () => Object.fromEntries([...form.querySelectorAll<HTMLSelectElement | HTMLInputElement>("[data-field]")].map((one) => [one.dataset["field"], one.value]));
				agreeing(form, { missing: text("retention.destroy-missing"), act: () => act("erasure", fields()), done: () => again("erasure", "") });
				break;
			}
			case "naming-tell":
			case "naming-ask":
			case "naming-end": {
				const what = form.dataset["act"] ?? "";
				const naming = Number(form.querySelector<HTMLInputElement>("[data-field=naming]")?.value);
				const { signal, content } = form.querySelector<HTMLElement>("[data-content]")?.dataset ?? {};
				agreeing(form, { missing: text("naming.agree"), act: () => act(what, { naming }, { signal, content }), done: () => again(what, "") });
				break;
			}
			case "erasure-drop":
				agreeing(form, { missing: text("retention.destroy-missing"), act: () => act("erasure-drop", {}), done: () => again("erasure-drop", "") });
				break;
			case "erasure-confirm":
				agreeing(form, { missing: text("retention.destroy-missing"), act: () => act("erasure-confirm", {}), done: () => again("erasure-confirm", "") });
				break;
			case "erasure-destroy":
				agreeing(form, { missing: text("retention.destroy-missing"), act: () => act("erasure-confirm", {}), done: leave });
				break;
			case "destroy":
				agreeing(form, { missing: text("retention.destroy-missing"), act: () => act("destroy", {}), done: leave });
				break;
			case "add": {
				const done = (left: boolean) => (left ? leave() : again("add", ""));
				addForm(form, { signIn, seal: adding(page, sealed, opener), post: act, done, reload: () => location.reload() });
				break;
			}
			default:
				forms.set(form.id, new WritingForm(form, around));
		}
	}
	keepOnLeaving(keeper, forms);
	await keeper.load();
	await Promise.all([...forms.values()].map((form) => form.start()));
	await rescue(keeper, forms);
	welcomeBack(kept);
}

const print = document.getElementById("print") as HTMLButtonElement | null;
print?.addEventListener("click", () => window.print());
if (print) print.disabled = false;
void start();
