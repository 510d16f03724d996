// What a reporter can do in the mailbox besides writing (page/box/entered.templ):
// approve or correct what somebody else wrote down, and ask for a talk.
import { Failure } from "./api.ts";
import { type OwnWords, toNewest } from "./ownwords.ts";
import { byId, showProblems } from "./problems.ts";
import { text } from "../text.ts";

/** What the page gives. */
export interface BoxParts {
	/** Seals a message to the conversation. */
	seal(words: string): Promise<OwnWords>;
	/** Takes the keys that the dossier has now. */
	renew(): Promise<void>;
	/** Sends with the reporter's session. */
	send(path: string, body: unknown): Promise<void>;
	/** Does something with a button, a status and a place for what went wrong. */
	attempt(name: string, doing: string, act: () => Promise<void>): Promise<void>;
	/** Loads the page again and has it say what was done. */
	reload(said: string): void;
	/** Somebody is typing. */
	typing(): void;
}

/** Makes the forms work that this mailbox has. */
export function wireActs(parts: BoxParts): void {
	on("approve", () => approve(parts));
	on("correct", () => correct(parts, once(parts)));
	on("talk", () => talk(parts, once(parts)));
	on("withdraw", () => withdraw(parts, once(parts)));
	on("rejoin", () => rejoin(parts));
	on("reach", () => reach(parts));
	for (const form of document.querySelectorAll<HTMLFormElement>("form.demand")) on(form.id, () => demand(parts, form, once(parts)));
	for (const field of document.querySelectorAll("#correct textarea, #talk input, #talk textarea, form.demand textarea, #withdraw input, #withdraw textarea")) {
		field.addEventListener("input", () => parts.typing());
	}
}

function on(id: string, make: () => () => Promise<void>): void {
	const form = document.getElementById(id);
	if (!form) return;
	const act = make();
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void act();
	});
}

/** Seals words once and sends them with the rest: the same words again are the same bytes, and so the same message. */
type SendWords = (path: string, words: string, rest?: object) => Promise<void>;

function once({ seal, send, renew }: BoxParts): SendWords {
	let last: { readonly words: string; readonly own: OwnWords } | undefined;
	return (path, words, rest = {}) =>
		toNewest(async () => {
			last = last?.words === words ? last : { words, own: await seal(words) };
			await send(path, { ...rest, ...last.own });
		}, async () => {
			await renew();
			last = undefined;
		});
}

function approve({ send, attempt, reload }: BoxParts): () => Promise<void> {
	const form = byId<HTMLFormElement>("approve");
	const contents = (form.dataset["contents"] ?? "").split(" ");
	return async () => {
		const sure = byId<HTMLInputElement>("field-approve").checked;
		showProblems(byId("approve-problems"), form, sure ? [] : [{ id: "field-approve", text: text("box.approve-missing") }]);
		if (!sure) return;
		await attempt("approve", text("box.sending"), async () => {
			await send("/api/box/approve", { contents });
			reload("approved");
		});
	};
}

function correct({ attempt, reload }: BoxParts, send: SendWords): () => Promise<void> {
	const field = byId<HTMLTextAreaElement>("field-correct");
	return async () => {
		const words = field.value.trim();
		const fault = words === "" ? text("box.correct-missing") : tooLong(field);
		showProblems(byId("correct-problems"), byId("correct"), fault ? [{ id: field.id, text: fault }] : []);
		if (fault) return;
		await attempt("correct", text("box.sending"), async () => {
			await send("/api/box/correct", words);
			reload("corrected");
		});
	};
}

function talk({ attempt, reload }: BoxParts, send: SendWords): () => Promise<void> {
	return async () => {
		const careful = byId<HTMLTextAreaElement>("field-talk-careful");
		const problems = [
			{ id: "field-talk-reach", text: value("field-talk-reach") === "" ? text("box.talk-reach-missing") : "" },
			{ id: careful.id, text: tooLong(careful) },
		].filter((one) => one.text !== "");
		showProblems(byId("talk-problems"), byId("talk"), problems);
		if (problems.length > 0) return;
		await attempt("talk", text("box.sending"), async () => {
			await send("/api/box/talk", talkWords());
			reload("talk");
		});
	};
}

/** One of the buttons for when it does not go well; words need not come with it. */
function demand({ send, attempt, reload }: BoxParts, form: HTMLFormElement, sendWords: SendWords): () => Promise<void> {
	const field = byId<HTMLTextAreaElement>(`field-${form.id}`);
	return async () => {
		const words = field.value.trim();
		const fault = tooLong(field);
		showProblems(byId(`${form.id}-problems`), form, fault ? [{ id: field.id, text: fault }] : []);
		if (fault) return;
		await attempt(form.id, text("demand.sending"), async () => {
			const reason = form.dataset["reason"];
			try {
				await (words === "" ? send("/api/box/demand", { reason }) : sendWords("/api/box/demand", words, { reason }));
			} catch (error) {
				// The first time counted, and only the answer was lost.
				if (!(error instanceof Failure) || error.code !== "signal.demanded-before") throw error;
			}
			reload("demand");
		});
	};
}

/** Taking no further part; words need not come with it. */
function withdraw({ send, attempt, reload }: BoxParts, sendWords: SendWords): () => Promise<void> {
	const form = byId("withdraw");
	const field = byId<HTMLTextAreaElement>("field-withdrawal-words");
	return async () => {
		const words = field.value.trim();
		const pressure = document.querySelector<HTMLInputElement>('[name="withdrawal-pressure"]:checked')?.value ?? "";
		const problems = [
			{ id: "field-withdrawal-pressure", text: pressure === "" ? text("withdrawal.pressure-missing") : "" },
			{ id: field.id, text: tooLong(field) },
		].filter((one) => one.text !== "");
		showProblems(byId("withdraw-problems"), form, problems);
		if (problems.length > 0) return;
		await attempt("withdraw", text("withdrawal.sending"), async () => {
			try {
				await (words === "" ? send("/api/box/withdraw", { pressure }) : sendWords("/api/box/withdraw", words, { pressure }));
			} catch (error) {
				// The first time counted, and only the answer was lost. With words it would have counted again.
				if (words !== "" || !(error instanceof Failure) || error.code !== "signal.withdrawn-before") throw error;
			}
			reload("withdraw");
		});
	};
}

/** When and how the reporter can be reached; without ways they are not. */
function reach({ send, attempt, reload }: BoxParts): () => Promise<void> {
	return async () => {
		const [ways, times] = [ticked("reach-ways"), ticked("reach-times")];
		const missing = ways.some((way) => way !== "letter") && times.length === 0;
		showProblems(byId("reach-problems"), byId("reach"), missing ? [{ id: "field-reach-times", text: text("reach.times-missing") }] : []);
		if (missing) return;
		await attempt("reach", text("reach.sending"), async () => {
			await send("/api/box/reach", { ways, times });
			reload("reach");
		});
	};
}

function ticked(name: string): string[] {
	return [...document.querySelectorAll<HTMLInputElement>(`[name="${name}"]:checked`)].map((one) => one.value);
}

/** Taking part again; pressed before is no fault. */
function rejoin({ send, attempt, reload }: BoxParts): () => Promise<void> {
	return async () =>
		attempt("rejoin", text("withdrawal.rejoining"), async () => {
			try {
				await send("/api/box/rejoin", {});
			} catch (error) {
				if (!(error instanceof Failure) || error.code !== "signal.takes-part") throw error;
			}
			reload("rejoin");
		});
}

/** What is sent is a message like any other, so that everybody who reads messages can read it. */
function talkWords(): string {
	const how = document.querySelector<HTMLInputElement>('[name="talk-how"]:checked')?.value;
	const lines = [
		["", how === "meet" ? text("box.talk-meet") : how === "call" ? text("box.talk-call") : ""],
		[text("box.talk-reach"), value("field-talk-reach")],
		[text("box.talk-when"), value("field-talk-when")],
		[text("box.talk-language"), value("field-talk-language")],
		["", byId<HTMLInputElement>("field-talk-interpreter").checked ? text("box.talk-interpreter") : ""],
		[text("box.talk-careful"), value("field-talk-careful")],
	] as const;
	const told = lines.filter(([, answer]) => answer !== "").map(([label, answer]) => (label === "" ? answer : `${label}\n${answer}`));
	return [text("box.talk-heading"), ...told].join("\n\n");
}

function value(id: string): string {
	return byId<HTMLInputElement | HTMLTextAreaElement>(id).value.trim();
}

/** Not maxlength: a browser cuts what is pasted without a word. */
function tooLong(field: HTMLTextAreaElement): string {
	const most = Number(field.dataset["most"]);
	return field.value.trim().length > most ? text("box.reply-long", { limit: most }) : "";
}
