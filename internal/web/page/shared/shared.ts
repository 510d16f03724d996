// What a witness or the person concerned reads (shared.go): opens it with their code, and
// sends what they write, whether an agreement is right, and how it goes.
import { post } from "../../browser/lib/api.ts";
import { attempt, reload, REPLY_ITEM, replyField, saySo, unsent, wireOtherCode, wireReply } from "../../browser/lib/boxpage.ts";
import { CHECK_IN_ITEMS, wireCheckIn } from "../../browser/lib/checkinform.ts";
import { deriveReporter, type Lang } from "../../browser/lib/code.ts";
import { compartmentName } from "../../browser/lib/compartment.ts";
import { keptCode, reporterVault } from "../../browser/lib/draftkey.ts";
import { again, comeIn } from "../../browser/lib/mailbox.ts";
import { newestKeys, type OwnWords, ownWords, toNewest } from "../../browser/lib/ownwords.ts";
import { byId, showProblems } from "../../browser/lib/problems.ts";
import { sealedPage, SealedTexts } from "../../browser/lib/sealedtext.ts";
import { text } from "../../browser/text.ts";

const DOOR = "/api/shared/";
const data = byId("shared").dataset;
const { org = "", resume = "", home = "" } = data;
const box = compartmentName(data["box"]);
const lang: Lang = document.documentElement.lang === "en" ? "en" : "nl";
const vault = reporterVault();

/** The person chose to stop: that the vault is locked then is no surprise. */
let stopping = false;

async function start(): Promise<void> {
	const code = await keptCode(vault);
	if (!code) {
		location.replace(resume);
		return;
	}
	const own = await deriveReporter(code, org);
	const withSession = <T>(what: () => Promise<T>) => again(lang, own, what);
	const typing = () => void vault.touch();
	const texts = new SealedTexts(sealedPage(), own.identity, {});
	const renew = () => withSession(() => newestKeys(lang, texts, DOOR));
	const send = async (path: string, body: unknown) => {
		await withSession(() => post(lang, path, body));
	};
	const seal = (words: string) => ownWords(texts, "message", words, box);
	texts.onEnded(() => void comeIn(lang, own).then(() => location.reload(), () => location.replace(resume)));
	texts.open();
	const other = wireOtherCode(vault, async (done) => (await import("../box/form/othercode.ts")).otherCode(lang, own, { door: DOOR, attempt, done }));
	document.addEventListener("leave", () => other.clear());
	vault.onLocked(() => {
		other.clear();
		texts.close();
		for (const field of document.querySelectorAll("textarea")) field.value = "";
		for (const said of byId("thread").querySelectorAll(".typed")) said.textContent = "";
		if (!stopping) location.replace(resume);
	});
	wireReply({ words: unsent(texts, REPLY_ITEM, box), renew, send: (words) => send(`${DOOR}answer`, words), typing });
	wireCheckIn({ seal, renew, send, attempt, reload, typing }, (item) => unsent(texts, item, box), DOOR);
	for (const form of document.querySelectorAll<HTMLFormElement>("form.agreement")) {
		form.addEventListener("input", typing);
		agreement(form, seal, renew, (body) => send(`${DOOR}agreement`, body));
	}
}

/** Whether that is what was agreed; words need not come with it. */
function agreement(form: HTMLFormElement, seal: (words: string) => Promise<OwnWords>, renew: () => Promise<void>, send: (body: object) => Promise<void>): void {
	const field = byId<HTMLTextAreaElement>(`field-${form.id}-words`);
	/** The same words again are the same bytes, and so the same answer. */
	let last: { readonly words: string; readonly own: OwnWords } | undefined;
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const words = field.value.trim();
		const agrees = form.querySelector<HTMLInputElement>(`[name="${form.id}-agrees"]:checked`)?.value ?? "";
		const most = Number(field.dataset["most"]);
		const problems = [
			{ id: `field-${form.id}-agrees`, text: agrees === "" ? text("shared.agreement-missing") : "" },
			{ id: field.id, text: words.length > most ? text("box.reply-long", { limit: most }) : "" },
		].filter((one) => one.text !== "");
		showProblems(byId(`${form.id}-problems`), form, problems);
		if (problems.length > 0) return;
		const body = { agreement: Number(form.dataset["agreement"]), agrees: agrees === "yes" };
		void attempt(form.id, text("box.sending"), async () => {
			await toNewest(async () => {
				last = words === "" || last?.words === words ? last : { words, own: await seal(words) };
				await send(words === "" ? body : { ...body, ...last?.own });
			}, async () => {
				await renew();
				last = undefined;
			});
			reload("agreement");
		});
	});
}

function sentenceFor(said: string): string {
	switch (said) {
		case "agreement":
			return text("shared.said-agreement");
		case "code":
			return text("box.said-code");
		case "check-in":
			return text("check-in.said");
		case "check-in-skip":
			return text("check-in.said-skip");
		case "check-in-stop":
			return text("check-in.said-stop");
		case "check-in-resume":
			return text("check-in.said-resume");
		default:
			return "";
	}
}

async function stop(): Promise<void> {
	stopping = true;
	byId<HTMLButtonElement>("stop").disabled = true;
	byId("stop-status").textContent = text("box.stopping");
	// The server's session ends too; if it cannot be reached it ends by itself.
	await post(lang, "/api/leave", {}).catch(() => undefined);
	for (const item of [REPLY_ITEM, ...CHECK_IN_ITEMS]) sessionStorage.removeItem(item);
	replyField().value = "";
	await vault.clear();
	location.replace(home);
}

byId("stop").addEventListener("click", () => void stop());
byId("refresh").addEventListener("click", () => location.reload());
saySo(sentenceFor);
void start();
