// The page on which a file of the personnel system is compared with the names of reporters
// who agreed. The file goes to a worker and nowhere else; the names are opened here, as in
// a dossier, once there is a file. Nothing of what is found leaves the page.
import { Failure } from "../../browser/lib/api.ts";
import { errorText, troubleText } from "../../browser/lib/apitext.ts";
import { MAX_FILE_BYTES, NoTable } from "../../browser/lib/chart/csv.ts";
import { unreadableText } from "../../browser/lib/chart/faulttext.ts";
import { faultList } from "../../browser/lib/chart/show.ts";
import { Opener } from "../../browser/lib/opener.ts";
import { alert, byId } from "../../browser/lib/problems.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { fault, kindsOf, mappingOf, numbersOf, offerColumns, offerKinds, offerWhom, ready } from "../../browser/lib/watch/form.ts";
import { MAX_WORDS } from "../../browser/lib/watch/kinds.ts";
import { comparable } from "../../browser/lib/watch/match.ts";
import { nameIn, watchPage } from "../../browser/lib/watch/page.ts";
import { hit } from "../../browser/lib/watch/show.ts";
import { WatchWork } from "../../browser/lib/watch/work.ts";
import { lang, text } from "../../browser/text.ts";

const place = document.getElementById("watch");
const signIn = place?.dataset["again"] ?? "/";
const page = watchPage();
const vault = new Vault("staff");
let work: WatchWork | undefined;
let own = "";
let names: readonly string[] | undefined;
/** Why a name could not be opened, in the order of the reporters. */
let closed: readonly string[] = [];

const PARTS = ["file", "columns", "faults", "found"] as const;

/** Shows parts of the page, and goes to one of them. */
function show(to: (typeof PARTS)[number], ...also: readonly (typeof PARTS)[number][]): void {
	for (const part of PARTS) byId(`watch-${part}`).hidden = part !== to && !also.includes(part);
	const heading = byId(`watch-${to}-heading`);
	heading.scrollIntoView({ block: "start" });
	heading.focus();
}

const say = (sentence: string): void => void (byId("watch-said").textContent = sentence);

function trouble(error: unknown): void {
	say("");
	if (error instanceof Failure && error.ended) {
		location.replace(signIn);
		return;
	}
	byId("watch-trouble").replaceChildren(alert("error", text("comparing.failed"), errorText(error)));
	byId("watch-trouble").focus();
}

/** Says beside the field why a file cannot be used. */
function fileFault(sentence: string): void {
	const error = byId("watch-input-error");
	error.textContent = sentence;
	error.hidden = sentence === "";
	byId("watch-input").ariaInvalid = sentence === "" ? null : "true";
	if (sentence !== "") byId("watch-input").focus();
}

/** Opens the names that may be compared, once; one that does not open leaves the others. */
async function open(): Promise<readonly string[]> {
	if (names) return names;
	const told: string[] = [];
	const opened = await Promise.all(page.all.map(async ({ open: path, boxes, who }, i) => {
		let name = "";
		await new Opener({ org: page.org, lang, open: path, boxes, identity: own }).open([{ content: who, box: "identity", type: "who" }], (got) => {
			if ("text" in got) name = nameIn(got.text);
			else if (got.code === "sign-in.ended") throw new Failure(got.code);
			else told[i] = troubleText(got.code, got.message);
		});
		return name;
	}));
	closed = told;
	names = opened;
	return names;
}

/** What is said at a reporter: why the name is not there, or that it says too little. */
function beside(i: number): string {
	const name = names?.[i] ?? "";
	if (name === "") return closed[i] ?? text("comparing.no-name");
	return comparable(name) ? "" : text("comparing.short-name");
}

async function take(file: File): Promise<void> {
	forget();
	say(text("chart.reading"));
	try {
		if (file.size > MAX_FILE_BYTES) throw new NoTable("too-large");
		work = new WatchWork();
		const headed = await work.ask({ kind: "read", bytes: await file.arrayBuffer() });
		offerColumns(headed);
		await words();
	} catch (error) {
		say("");
		fileFault(error instanceof NoTable ? unreadableText(error.why) : text("chart.no-file"));
		return;
	}
	try {
		await open();
	} catch (error) {
		trouble(error);
		return;
	}
	offerWhom(page, names ?? [], beside);
	say("");
	show("columns");
}

/** Offers the words of the column that says what changed. */
async function words(): Promise<void> {
	const column = mappingOf().kind;
	fault("");
	if (column === undefined || !work) {
		offerKinds([], page);
		return;
	}
	const { words: all, more } = await work.ask({ kind: "words", column });
	offerKinds(more ? [] : all, page);
	if (more) fault(text("comparing.many-kinds", { n: MAX_WORDS }), "kind");
}

/** Compares, and shows what is wrong with the file or what was found. */
async function compare(): Promise<void> {
	if (!work || !names || !ready()) return;
	void vault.touch();
	say(text("comparing.comparing"));
	const numbers = numbersOf(page);
	const known = names;
	const sought = page.all.map(({ from, until }, i) => ({ name: known[i] ?? "", number: numbers[i] ?? "", from, until }));
	const { faults, changes, found } = await work.ask({ kind: "compare", mapping: mappingOf(), kinds: kindsOf(), sought });
	say("");
	if (faults.length > 0) {
		byId("watch-fault-list").replaceChildren(...faultList(faults));
		show("faults");
		return;
	}
	const hits = page.all.flatMap((one, i) => {
		const what = found[i];
		return what && what.people.length > 0 ? [hit(page, one, known[i] || text("comparing.nameless"), what, i)] : [];
	});
	byId("watch-found-what").textContent = hits.length === 0 ? text("comparing.found-none", { n: changes }) : text("comparing.found-what", { n: changes });
	byId("watch-hits").replaceChildren(...hits);
	show("found");
}

/** Forgets the file and what was found in it. */
function forget(): void {
	void vault.touch();
	work?.close();
	work = undefined;
	for (const id of ["watch-trouble", "watch-hits", "watch-fault-list", "watch-kinds"]) byId(id).replaceChildren();
	for (const select of byId("watch-columns").querySelectorAll<HTMLSelectElement>("[data-column]")) select.replaceChildren();
	fileFault("");
}

function again(): void {
	forget();
	byId<HTMLInputElement>("watch-input").value = "";
	show("file");
}

/** Leaves nothing of a name on the page. */
function close(): void {
	forget();
	names = undefined;
	own = "";
	byId("watch-whom").replaceChildren();
}

async function start(): Promise<void> {
	if (!place) return; // nobody agreed
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(signIn);
		return;
	}
	own = secret;
	let leaving = false;
	document.addEventListener("sign-out", () => {
		leaving = true;
		close();
	});
	vault.onLocked(() => {
		close();
		if (!leaving) location.replace(signIn);
	});
	// A page that comes back with the back button has no file.
	addEventListener("pagehide", close);
	addEventListener("pageshow", ({ persisted }) => {
		if (persisted) location.reload();
	});
	const input = byId<HTMLInputElement>("watch-input");
	input.addEventListener("change", () => {
		const [file] = input.files ?? [];
		if (file) void take(file);
	});
	byId("watch-column-kind").addEventListener("change", () => void words().catch(trouble));
	byId("watch-columns").addEventListener("submit", (event) => {
		event.preventDefault();
		void compare().catch(trouble);
	});
	for (const button of place.querySelectorAll<HTMLElement>("[data-watch]")) {
		button.addEventListener("click", () => (button.dataset["watch"] === "columns" ? show("columns") : again()));
	}
	place.hidden = false;
}

void start();
