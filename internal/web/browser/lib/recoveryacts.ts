// What a browser does in a recovery, from the page's data to what is sent. The
// steps of the ceremony itself are in ceremony.ts.
import { type Bytes, sha256Hex, toBase64, utf8 } from "./bytes.ts";
import { type Given, joinGiven, openPassedOn, passOn } from "./ceremony.ts";
import { type CompartmentName, grantTo, makeCompartment } from "./compartment.ts";
import { type KeyWire, keyWire, madeWire } from "./compartmentwire.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { verifyStaffKey } from "./note.ts";
import type { PageBox, PageCeremony, RecoveryPage } from "./recoverypage.ts";
import { Refusal } from "./refusal.ts";
import { openText, seal } from "./seal.ts";

/** What an act stands on. */
export interface ActMeans {
	readonly page: Pick<RecoveryPage, "org" | "root" | "me">;
	/** The visitor's own key. */
	readonly own: Identity;
	/** Fetches sealed bytes of a dossier's recovery by name; throws a Failure. */
	fetch(dossier: string, ids: readonly string[]): Promise<ReadonlyMap<string, Bytes>>;
}

/** A share as the server takes it. */
interface ShareWire {
	readonly compartment: CompartmentName;
	readonly sealed: string;
}

/** What a custodian sends. Throws key.unverified when the root does not vouch for the recipient's key. */
export async function giving(ceremony: PageCeremony, { page, own, fetch }: ActMeans): Promise<ShareWire[]> {
	const to = verifyStaffKey(ceremony.recipient.note, page.root, page.org, ceremony.recipient.person);
	const mine = await fetch(ceremony.dossier, ceremony.boxes.map((box) => box.mine));
	const shares: ShareWire[] = [];
	for (const box of ceremony.boxes) {
		const share = await present(box.mine, mine);
		const { bytes } = await passOn(page.org, ceremony, box, page.me, own, share, to.recipient);
		shares.push({ compartment: box.name, sealed: toBase64(bytes) });
	}
	return shares;
}

/** What a recipient sends, and whose shares do not fit. */
export interface JoiningWire {
	readonly used: readonly string[];
	readonly keys: readonly KeyWire[];
	/** Base64 of what a drill gives back, "" for a true recovery. */
	readonly said: string;
	readonly bad: readonly string[];
}

/** No set of the shares gives the key; bad are those that are wrong in themselves. */
export class DoNotFit extends Error {
	override readonly name = "DoNotFit";

	constructor(readonly bad: readonly string[]) {
		super("shares.do-not-fit");
	}
}

/** Joins what was given; throws DoNotFit, or what kept it from being fetched. */
export async function joining(ceremony: PageCeremony, means: ActMeans): Promise<JoiningWire> {
	const names = ceremony.boxes.flatMap((box) => box.given.map((one) => one.content));
	const bytes = await means.fetch(ceremony.dossier, ceremony.text === "" ? names : [...names, ceremony.text]);
	const bad = new Set<string>();
	const identities = new Map<PageBox, Identity>();
	for (const box of ceremony.boxes) {
		const given = await Promise.all(box.given.map((one) => opened(ceremony, box, one, bytes, means)));
		for (const one of given) if (!one.share) bad.add(one.custodian);
		try {
			const joined = await joinGiven(box, given);
			for (const custodian of joined.bad) bad.add(custodian);
			identities.set(box, joined.identity);
		} catch {
			throw new DoNotFit([...bad]);
		}
	}
	const used = [...new Set(ceremony.boxes.flatMap((box) => box.given.map((one) => one.custodian)))].filter((one) => !bad.has(one));
	return { used, bad: [...bad], ...(await proceeds(ceremony, identities, bytes, means)) };
}

async function opened(
	ceremony: PageCeremony,
	box: PageBox,
	{ custodian, content }: PageBox["given"][number],
	bytes: ReadonlyMap<string, Bytes>,
	{ page, own }: ActMeans,
): Promise<Given> {
	try {
		return { custodian, share: await openPassedOn(page.org, ceremony, box, custodian, own, await present(content, bytes)) };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { custodian, share: undefined };
	}
}

/** The keys sealed to oneself; in a drill what was sealed to the key instead. */
async function proceeds(
	ceremony: PageCeremony,
	identities: ReadonlyMap<PageBox, Identity>,
	bytes: ReadonlyMap<string, Bytes>,
	{ page, own }: ActMeans,
): Promise<Pick<JoiningWire, "keys" | "said">> {
	const keys: KeyWire[] = [];
	let said = "";
	for (const [box, identity] of identities) {
		if (ceremony.text === "") {
			const key = await grantTo(page.org, box.name, box.epoch, identity, await recipientOf(own));
			keys.push(keyWire({ compartment: box.name, epoch: box.epoch }, key));
		} else {
			said = toBase64(utf8(await openText(identity, page.org, "note", await present(ceremony.text, bytes))));
		}
	}
	return { keys, said };
}

/** The bytes of that name; other bytes under the name, and none, are refused. */
async function present(id: string, got: ReadonlyMap<string, Bytes>): Promise<Bytes> {
	const bytes = got.get(id);
	if (!bytes || (await sha256Hex(bytes)) !== id) throw new Refusal("content.wrongly-sealed");
	return bytes;
}

/** Makes something to recover, and says what only who has its key can say. */
export async function beginning(page: Pick<RecoveryPage, "org" | "root" | "custodians" | "threshold">) {
	const custodians = page.custodians.map(({ person, note }) => ({
		person,
		recipient: verifyStaffKey(note, page.root, page.org, person).recipient,
	}));
	const made = await makeCompartment(page.org, "case", [], null, custodians, page.threshold);
	const said = toBase64(crypto.getRandomValues(new Uint8Array(32)));
	const { bytes } = await seal(page.org, "note", said, [made.recipient]);
	return {
		made: madeWire(made),
		text: toBase64(bytes),
		proof: await sha256Hex(utf8(said)),
	};
}
