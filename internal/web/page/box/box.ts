// The messages about a signal (box.go): opens them with the reporter's code, and
// sends what the reporter writes.
import { type Form, parts } from "../../browser/lib/answers.ts";
import { answerList } from "../../browser/lib/answersshow.ts";
import { formOf, readAccount, readWho } from "../../browser/lib/answersread.ts";
import { Failure, post } from "../../browser/lib/api.ts";
import { deriveReporter, type Lang, type Reporter } from "../../browser/lib/code.ts";
import { again, comeIn } from "../../browser/lib/mailbox.ts";
import { keptCode, reporterVault } from "../../browser/lib/draftkey.ts";
import { type BoxParts, wireActs } from "../../browser/lib/boxacts.ts";
import { diaryShow } from "../../browser/lib/diaryshow.ts";
import { CHECK_IN_ITEMS, wireCheckIn } from "../../browser/lib/checkinform.ts";
import { FileAdder } from "../../browser/lib/filelist.ts";
import { FileLook } from "../../browser/lib/filelook.ts";
import { fileShow } from "../../browser/lib/fileshow.ts";
import { attempt, reload, REPLY_ITEM, replyField, sayHere, saySo, unsent, wireOtherCode, wireReply } from "../../browser/lib/boxpage.ts";
import { newestKeys, ownWords } from "../../browser/lib/ownwords.ts";
import { alert, byId, element, showProblems } from "../../browser/lib/problems.ts";
import { allOpen, readable, saveAs } from "../../browser/lib/readable.ts";
import { sealedPage, SealedTexts } from "../../browser/lib/sealedtext.ts";
import { date, text } from "../../browser/text.ts";

const { org = "", resume = "", home = "" } = byId("box").dataset;
const lang: Lang = document.documentElement.lang === "en" ? "en" : "nl";
const forms = JSON.parse(byId("questions").textContent ?? "[]") as Form[];
const vault = reporterVault();
const field = replyField();

/** The person chose to stop: that the vault is locked then is no surprise. */
let stopping = false;

async function start(): Promise<void> {
	const code = await keptCode(vault);
	if (!code) {
		location.replace(resume);
		return;
	}
	const reporter = await deriveReporter(code, org);
	const withSession = <T>(what: () => Promise<T>) => again(lang, reporter, what);
	const busy = () => void vault.touch();
	const look = new FileLook();
	const file = fileShow({ lang, path: "/api/box/", texts: () => texts, withSession, busy, look });
	const texts: SealedTexts = new SealedTexts(sealedPage(), reporter.identity, { account: showAccount, who: showWho, diary: diaryShow, file });
	const renew = () => withSession(() => newestKeys(lang, texts));
	const files = new FileAdder(byId("files"), { texts, withSession, renew, busy, added: (content) => showOwnFile(content, texts) });
	texts.onEnded(() => void comeIn(lang, reporter).then(() => location.reload(), () => location.replace(resume)));
	texts.open();
	const other = wireOtherCode(vault, async (done) => (await import("./form/later.ts")).otherCode(lang, reporter, { door: "/api/box/", attempt, done }));
	document.addEventListener("leave", () => files.close());
	document.addEventListener("leave", () => other.clear());
	vault.onLocked(() => {
		look.close();
		other.clear();
		files.close();
		texts.close();
		field.value = "";
		const said = document.getElementById("field-check-in-words") as HTMLTextAreaElement | null;
		if (said) said.value = "";
		for (const own of byId("thread").querySelectorAll(".typed")) own.textContent = "";
		if (!stopping) location.replace(resume);
	});
	wireReply({ words: unsent(texts, REPLY_ITEM), renew, send: (words) => send(reporter, "/api/box/answer", words), typing: busy });
	const parts: BoxParts = {
		seal: (words) => ownWords(texts, "message", words),
		renew,
		send: (path, body) => send(reporter, path, body),
		attempt,
		reload,
		typing: busy,
	};
	wireActs(parts);
	wireCheckIn(parts, (item) => unsent(texts, item));
	wireConsents(reporter);
	// A formal report has no such form any more.
	document.getElementById("formal")?.addEventListener("submit", (event) => void makeFormal(event, reporter));
}

/** Who may know who the reporter is: what it needs is loaded with the first button. */
function wireConsents(reporter: Reporter): void {
	for (const form of document.querySelectorAll<HTMLFormElement>("form[data-consent]")) {
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const pressed = event.submitter as HTMLButtonElement | null;
			import("./form/later.ts").then(
				({ actOnConsent }) => actOnConsent(form, pressed, { org, lang, reporter, attempt, reload: () => reload("consent"), again }),
				() => sayHere(`${form.id}-told`, alert("error", text("box.failed"), text("sealed.offline"))),
			);
		});
		form.addEventListener("input", () => void vault.touch());
	}
}

async function send(reporter: Reporter, path: string, body: unknown): Promise<void> {
	await again(lang, reporter, () => post(lang, path, body));
}

/** Adds a file that was just sent to the conversation. */
function showOwnFile(content: string, texts: SealedTexts): void {
	const made = byId<HTMLTemplateElement>("own-file").content.cloneNode(true) as DocumentFragment;
	made.querySelector(".message-by")!.textContent = date(new Date());
	made.querySelector<HTMLElement>("sealed-text")!.dataset["content"] = content;
	byId("thread").append(made);
	texts.open(byId("thread"));
}

async function makeFormal(event: Event, reporter: Reporter): Promise<void> {
	event.preventDefault();
	const sure = byId<HTMLInputElement>("field-formal").checked;
	showProblems(byId("formal-problems"), byId("formal"), sure ? [] : [{ id: "field-formal", text: text("box.formal-missing") }]);
	if (!sure) return;
	await attempt("formal", text("box.formal-sending"), async () => {
		try {
			await send(reporter, "/api/box/formal", {});
		} catch (error) {
			// The first time counted, and only the answer was lost.
			if (!(error instanceof Failure) || error.code !== "signal.formal-before") throw error;
		}
		reload("formal");
	});
}

function sentenceFor(said: string): string {
	switch (said) {
		case "formal":
			return text("box.said-formal");
		case "approved":
			return text("box.said-approved");
		case "corrected":
			return text("box.said-corrected");
		case "talk":
			return text("box.said-talk");
		case "demand":
			return text("demand.said");
		case "check-in":
			return text("check-in.said");
		case "check-in-skip":
			return text("check-in.said-skip");
		case "check-in-stop":
			return text("check-in.said-stop");
		case "check-in-resume":
			return text("check-in.said-resume");
		case "reach":
			return text("reach.said");
		case "withdraw":
			return text("withdrawal.said");
		case "rejoin":
			return text("withdrawal.said-rejoined");
		case "consent":
			return text("knowing.said");
		case "code":
			return text("box.said-code");
		default:
			return "";
	}
}

function showAccount(place: HTMLElement, words: string): void {
	const account = readAccount(words);
	if (!account) {
		place.textContent = text("box.account-unreadable");
		return;
	}
	const lines = parts(formOf(account, forms, lang), account.answers, lang).flatMap((part) => part.lines);
	place.replaceChildren(answerList(lines));
}

function showWho(place: HTMLElement, words: string): void {
	const who = readWho(words);
	const lines = [
		{ question: "name", label: text("box.who-name"), values: [who?.name ?? ""], open: false },
		{ question: "contact", label: text("box.who-contact"), values: [who?.contact ?? ""], open: false },
	].filter((line) => line.values[0] !== "");
	place.replaceChildren(lines.length > 0 ? answerList(lines) : element("span", "", text("box.account-unreadable")));
}

/** Saves what is on the page as a file of the person's own. */
function saveCopy(): void {
	const places = [byId("thread")];
	if (!allOpen(places)) {
		byId("copy-status").textContent = text("archive.not-open");
		return;
	}
	const received = text("archive.own-received", { date: byId("copy").dataset["received"] ?? "", today: date(new Date()) });
	saveAs([readable(lang, text("archive.own-title"), [received], places)], "text/html;charset=utf-8", text("archive.own-name"));
	byId("copy-status").textContent = text("archive.own-made");
}

async function stop(): Promise<void> {
	stopping = true;
	byId<HTMLButtonElement>("stop").disabled = true;
	byId("stop-status").textContent = text("box.stopping");
	// The server's session ends too; if it cannot be reached it ends by itself,
	// and without the code nothing opens.
	await post(lang, "/api/leave", {}).catch(() => undefined);
	for (const item of [REPLY_ITEM, ...CHECK_IN_ITEMS]) sessionStorage.removeItem(item);
	await vault.clear();
	location.replace(home);
}

byId("stop").addEventListener("click", () => void stop());
byId("copy").addEventListener("click", saveCopy);
byId<HTMLButtonElement>("copy").disabled = false;
byId("refresh").addEventListener("click", () => location.reload());
saySo(sentenceFor);
void start();
