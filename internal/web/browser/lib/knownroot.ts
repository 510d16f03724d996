// Whether a page of staff may seal to keys that the organisation's root signed: where
// the changes of the root come from, and how somebody is told that one was followed.
import { text } from "../text.ts";
import { alarm, seen } from "./alarms.ts";
import { Failure } from "./api.ts";
import type { KeyNote } from "./dossierpage.ts";
import { memory, older } from "./knownkeys.ts";
import { type Changes, trustRoot } from "./staffroot.ts";

/** Whether this browser trusts the root that the page has. */
export const knownRoot = (org: string, root: string): Promise<boolean> => trustRoot(org, root, served);

/**
 * Makes sure that keys may be sealed to: this browser trusts the root, the root signed
 * each key, none is older than one that this browser saw, and nothing is wrong with the
 * list of keys. Throws a Failure that says what to do, or the Refusal key.unverified.
 */
export async function maySeal(org: string, root: string, notes: readonly KeyNote[]): Promise<void> {
	const refuse = (words: string) => new Failure("key.unverified", words, 400);
	if (!(await knownRoot(org, root))) throw refuse(text("dossier.root-changed"));
	const at = memory();
	const { alarms } = await seen(org, at.watched);
	if (alarms.some((one) => one.kind === "own")) throw refuse(text("watch.alarm-own"));
	if (alarms.some((one) => one.kind === "list")) throw refuse(text("watch.alarm-list"));
	const wrong = await older(org, root, notes, at);
	if (wrong.length === 0) return;
	await alarm(org, wrong.map((person) => ({ kind: "key", person })), at.watched);
	throw refuse(text("watch.alarm-key"));
}

const served: Changes = {
	async fetch() {
		const answer = await fetch("/.well-known/gehoor/roots.json", { credentials: "omit", cache: "no-store", redirect: "error" }).catch(() => undefined);
		const body = answer?.ok ? ((await answer.json().catch(() => undefined)) as { changes?: unknown } | undefined) : undefined;
		return Array.isArray(body?.changes) ? body.changes.filter((one) => typeof one === "string") : [];
	},
	tell(number) {
		const notice = document.createElement("p");
		notice.className = "utrecht-alert utrecht-alert--info";
		notice.role = "status";
		document.querySelector("#content .inner")?.prepend(notice);
		notice.textContent = text("root.followed", { number });
	},
};
