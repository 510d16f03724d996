// Whether a page of staff may seal to keys that the organisation's root signed: where
// the changes of the root come from, and how somebody is told that one was followed.
import { text } from "../text.ts";
import { type Changes, trustRoot } from "./staffroot.ts";

/** Whether this browser trusts the root that the page has. */
export const knownRoot = (org: string, root: string): Promise<boolean> => trustRoot(org, root, served);

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
