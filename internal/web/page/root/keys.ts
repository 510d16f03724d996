// What the page of the root key says of people's keys: the number of the own one, what
// this browser finds wrong, and how somebody says that it is right after all.
import { type Alarm, seen } from "../../browser/lib/alarms.ts";
import { checkNumber } from "../../browser/lib/checknumber.ts";
import { parseIdentity, recipientOf } from "../../browser/lib/identity.ts";
import { confirmKey, memory } from "../../browser/lib/knownkeys.ts";
import { alarmTexts, fetchList } from "../../browser/lib/keynotice.ts";
import { acceptList, type Listed } from "../../browser/lib/keywatch.ts";
import { signerOf } from "../../browser/lib/signing.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

/** Whose page it is, and which root counts. */
export interface Keys {
	readonly org: string;
	readonly root: string;
	readonly me: string;
	/** The root signed a key with which this person signs. */
	readonly signs: boolean;
}

/** Fills the part about people's keys. */
export async function keysPart(of: Keys): Promise<void> {
	byId("keys").hidden = false;
	await ownNumber(of);
	byId("keys-list-accept").addEventListener("click", () => void accept(of));
	byId("keys-confirm").addEventListener("submit", (event) => {
		event.preventDefault();
		void confirm(of);
	});
	await show(of);
}

/** The number of the own key, as its owner reads it out; nothing while the key is closed. */
async function ownNumber({ org, me, signs }: Keys): Promise<void> {
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	vault.close();
	if (secret === null) return;
	const own = parseIdentity(secret);
	byId("keys-number").textContent = await checkNumber(org, me, await recipientOf(own), signs ? await signerOf(own, org) : "");
	byId("keys-own").hidden = false;
}

let asked: Listed | undefined;

/** Says what is wrong; one person's key at a time can be said to be right. */
async function show({ org }: Keys): Promise<void> {
	const { alarms } = await seen(org, memory().watched);
	byId("keys-state").textContent = alarms.length === 0 ? text("watch.right") : alarmTexts(alarms).join(" ");
	byId("keys-list").hidden = !alarms.some((one) => one.kind === "list");
	asked = await first(alarms);
	byId("keys-confirm").hidden = asked === undefined;
	if (!asked) return;
	const what = asked.function[lang];
	byId("keys-who").textContent = text("watch.call", { who: [asked.name, typeof what === "string" ? what : ""].filter((one) => one !== "").join(", ") });
}

/** The first person whose key is an older one, as the list has them. */
async function first(alarms: readonly Alarm[]): Promise<Listed | undefined> {
	const people = alarms.flatMap((one) => (one.kind === "key" ? [one.person] : []));
	if (people.length === 0) return undefined;
	const list = await fetchList();
	return typeof list === "object" ? list.people.find((one) => people.includes(one.person)) : undefined;
}

async function accept(of: Keys): Promise<void> {
	await acceptList(of.org, await fetchList(), memory());
	await settled(of);
}

async function confirm(of: Keys): Promise<void> {
	const heard = byId<HTMLInputElement>("keys-heard");
	const right = asked && (await confirmKey(of.org, of.root, asked, heard.value, memory()).catch(() => false));
	const error = byId("keys-error");
	error.textContent = right ? "" : text("watch.differs");
	error.hidden = right === true;
	heard.setAttribute("aria-invalid", String(right !== true));
	if (!right) return heard.focus();
	heard.value = "";
	await settled(of);
}

async function settled(of: Keys): Promise<void> {
	await show(of);
	byId("keys-heading").focus();
}
