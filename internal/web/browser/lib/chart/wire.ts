// What the server and a browser say to each other about the chart (internal/web/chart.go
// has the same shapes).
import { Failure, failureOf, LONG_PATIENCE_MS, post, record } from "../api.ts";
import type { Account, Place, Post } from "./people.ts";

/** Somebody to whom the names' key is sealed. */
export interface Reader {
	readonly id: string;
	readonly name: string;
	/** Their key as the root signed it: a key that the server only states is sealed to by nobody. */
	readonly note: string;
}

/** The chart as an administrator gets it: places without names. */
export interface AdminChart {
	/** The last import, 0 if there was none. */
	readonly after: number;
	readonly places: readonly Place[];
	readonly accounts: readonly Account[];
	readonly readers: readonly Reader[];
}

/** The names' key, sealed to one reader. */
export interface KeyFor {
	readonly person: string;
	readonly sealed: string;
}

/** The names, in base64, and the own key to them. */
export interface SealedNames {
	readonly recipient: string;
	readonly key: string;
	readonly names: readonly string[];
}

/** The chart as a reader gets it. */
export interface DeskChart extends SealedNames {
	readonly after: number;
	/** Who works there no more. */
	readonly left: readonly string[];
	/** Who of them left so long ago that the next import leaves their names out. */
	readonly forget: readonly string[];
	/** Readers who have no key yet. */
	readonly lack: readonly Reader[];
}

/** Names that were sealed anew, and what they were made from. */
interface AnewWire {
	readonly after: number;
	readonly recipient: string;
	readonly keys: readonly KeyFor[];
	readonly names: readonly string[];
}

/** What an import sends. */
export interface ImportWire extends AnewWire {
	readonly places: readonly Place[];
	readonly left: readonly string[];
}

/** What is sent when two people turned out to be one, or one to be two. */
export interface MendWire extends AnewWire {
	readonly reason: string;
	readonly kept?: string;
	readonly other?: string;
	readonly person?: string;
	readonly here?: string;
	readonly gone?: string;
}

/** Codes of refusals after which the same file is compared anew: another import came first, or somebody came or went meanwhile. */
export const BEHIND = ["chart.behind", "chart.names", "chart.account"];

const ADMIN = "/api/desk/chart/import";
const DESK = "/api/desk/chart";
/** How long a whole chart may be on its way: 10 MB over a slow line. */
const PATIENCE_MS = 5 * 60_000;

/** Gets the chart for an administrator; throws a Failure. */
export async function adminChart(lang: string): Promise<AdminChart> {
	const { after, places, accounts, readers } = record(await get(lang, ADMIN));
	return { after: number(after), places: list(places).map(placeOf), accounts: list(accounts).map(accountOf), readers: list(readers).map(readerOf) };
}

/** Gets the names; undefined if there is no chart, or no key for the asker. Throws a Failure. */
export async function deskChart(lang: string): Promise<DeskChart | undefined> {
	let answer: unknown;
	try {
		answer = await get(lang, DESK);
	} catch (error) {
		if (error instanceof Failure && error.code === "not-found") return undefined;
		throw error;
	}
	return deskOf(answer);
}

/** Reads the answer of /api/desk/chart; throws a Failure for what is none. */
export function deskOf(answer: unknown): DeskChart {
	const { after, recipient, key, names, left, forget, lack } = record(answer);
	return {
		after: number(after), recipient: string(recipient), key: string(key), names: list(names).map(string),
		left: list(left).map(string), forget: list(forget).map(string), lack: list(lack).map(readerOf),
	};
}

/** Imports; throws a Failure. */
export async function sendImport(lang: string, chart: ImportWire): Promise<void> {
	await post(lang, ADMIN, chart, PATIENCE_MS);
}

/** Says who is who; throws a Failure. */
export async function sendMend(lang: string, mend: MendWire): Promise<void> {
	await post(lang, `${DESK}/mend`, mend, PATIENCE_MS);
}

/** Gives the names' key to readers who lack it; throws a Failure. */
export async function sendKeys(lang: string, keys: readonly KeyFor[]): Promise<void> {
	await post(lang, `${DESK}/keys`, { keys }, LONG_PATIENCE_MS);
}

async function get(lang: string, path: string): Promise<unknown> {
	let response: Response;
	let text: string;
	try {
		response = await fetch(path, {
			headers: { Accept: "application/json", "X-Language": lang },
			credentials: "same-origin",
			cache: "no-store",
			redirect: "error",
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		text = await response.text();
	} catch {
		throw new Failure("offline");
	}
	if (!response.ok) throw failureOf(response.status, text);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new Failure("offline");
	}
}

function placeOf(value: unknown): Place {
	const { person, line, standIn, account, posts } = record(value);
	return {
		person: string(person), ...some("line", line), ...some("standIn", standIn), ...some("account", account),
		...(list(posts).length === 0 ? {} : { posts: list(posts).map(postOf) }),
	};
}

function postOf(value: unknown): Post {
	const { office, party, from, until } = record(value);
	return { office: string(office), ...some("party", party), ...some("from", from), ...some("until", until) };
}

function accountOf(value: unknown): Account {
	const { id, name, mail, function: job } = record(value);
	return { id: string(id), name: string(name), ...some("mail", mail), ...some("function", job) };
}

function readerOf(value: unknown): Reader {
	const { id, name, note } = record(value);
	return { id: string(id), name: string(name), note: typeof note === "string" ? note : "" };
}

function some<K extends string>(key: K, value: unknown): { readonly [k in K]?: string } {
	return (value === undefined || value === "" ? {} : { [key]: string(value) }) as { readonly [k in K]?: string };
}

function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
	if (typeof value !== "string") throw new Failure("failed");
	return value;
}

function number(value: unknown): number {
	if (typeof value !== "number") throw new Failure("failed");
	return value;
}
