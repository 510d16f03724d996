// What a page of staff has of the watch over keys: it looks once after each sign-in, and
// says what is wrong, on every page until it is right.
import { text } from "../text.ts";
import type { Alarm } from "./alarms.ts";
import { parseIdentity } from "./identity.ts";
import { memory } from "./knownkeys.ts";
import { knownRoot } from "./knownroot.ts";
import { type ListAnswer, look, readList } from "./keywatch.ts";
import { Vault } from "./vault.ts";

/** Asks for the list without saying who asks. */
export async function fetchList(): Promise<ListAnswer> {
	const answer = await fetch("/.well-known/gehoor/keys.json", { credentials: "omit", cache: "no-store", redirect: "error" }).catch(() => undefined);
	if (answer?.status === 404) return "gone";
	return answer?.ok ? readList(await answer.json().catch(() => undefined)) : undefined;
}

/** Looks for who just signed in; returns what is wrong. */
export async function lookNow(org: string, person: string): Promise<readonly Alarm[]> {
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	vault.close();
	if (secret === null) return [];
	const trusted = (root: string) => knownRoot(org, root);
	return look({ org, person, own: parseIdentity(secret), list: await fetchList(), trusted }, memory());
}

/** Says what is wrong above a page, with the way to the page where it is settled; that page says it itself. */
export function warn(alarms: readonly Alarm[], where: string): void {
	if (alarms.length === 0 || location.pathname === where) return;
	const notice = element("div", "utrecht-alert utrecht-alert--error");
	notice.id = "key-alarm";
	notice.role = "alert";
	const content = element("div", "utrecht-alert__content");
	content.append(...alarmTexts(alarms).map((sentence) => element("p", "utrecht-paragraph", sentence)));
	const link = element("a", "utrecht-link utrecht-link--html-a", text("watch.alarm-look"));
	link.setAttribute("href", `${where}#keys-heading`);
	const last = element("p", "utrecht-paragraph");
	last.append(link);
	content.append(last);
	notice.append(content);
	document.querySelector("#content .inner")?.prepend(notice);
}

function element(name: string, classes: string, words = ""): HTMLElement {
	const made = document.createElement(name);
	made.className = classes;
	made.textContent = words;
	return made;
}

/** What is wrong, each once. */
export const alarmTexts = (alarms: readonly Alarm[]): string[] => [...new Set(alarms.map(alarmText))];

/** What is wrong, in words. */
function alarmText(alarm: Alarm): string {
	switch (alarm.kind) {
		case "own":
			return text("watch.alarm-own");
		case "list":
			return text("watch.alarm-list");
		case "unlisted":
			return text("watch.alarm-unlisted");
		case "key":
			return text("watch.alarm-key");
	}
}
