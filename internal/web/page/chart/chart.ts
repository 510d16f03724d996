// The page of the organisation chart: shows what is there, takes a file, and imports it.
// Nothing of the file leaves this page but sealed.
import { Failure } from "../../browser/lib/api.ts";
import { errorText } from "../../browser/lib/apitext.ts";
import { toHex } from "../../browser/lib/bytes.ts";
import { check, type Row } from "../../browser/lib/chart/check.ts";
import { guess, type Mapping, remember } from "../../browser/lib/chart/columns.ts";
import { chosen, mark, offer } from "../../browser/lib/chart/columnsform.ts";
import { type Before, manyLeave, nothingChanges, type Plan, plan } from "../../browser/lib/chart/compare.ts";
import { MAX_FILE_BYTES, NoTable, readTable, type Table } from "../../browser/lib/chart/csv.ts";
import { unreadableText } from "../../browser/lib/chart/faulttext.ts";
import { openChart, type OpenedChart } from "../../browser/lib/chart/load.ts";
import { changeLists, dayText, faultList, figures, fold, matchList, outlineOf } from "../../browser/lib/chart/show.ts";
import { type AdminChart, adminChart, BEHIND, deskChart, type ImportWire, type MendWire, sendImport, sendKeys, sendMend } from "../../browser/lib/chart/wire.ts";
import { ChartWork } from "../../browser/lib/chart/work.ts";
import { Outline } from "../../browser/lib/chart/outline.ts";
import { aliases, type Mend } from "../../browser/lib/chart/mend.ts";
import { MendForm } from "../../browser/lib/chart/mendform.ts";
import type { Names } from "../../browser/lib/chart/names.ts";
import { isSomebody } from "../../browser/lib/chart/people.ts";
import { maySeal } from "../../browser/lib/knownroot.ts";
import { alert, byId, element } from "../../browser/lib/problems.ts";
import { Vault } from "../../browser/lib/vault.ts";
import { lang, text } from "../../browser/text.ts";

const place = byId("chart");
const signIn = place.dataset["again"] ?? "/";
const { org = "", root = "" } = place.dataset;
const by = { org, root };
const vault = new Vault("staff");
const work = new ChartWork();

/** What the page knows. */
let own = "";
let chart: AdminChart;
let opened: OpenedChart | undefined;
let table: Table | undefined;
let mapping: Mapping = {};
let rows: readonly Row[] = [];
let unticked = new Set<string>();
let planned: Plan | undefined;
/** What may have arrived: the same bytes are sent again. */
let made: { readonly of: Plan; readonly wire: ImportWire } | undefined;
let busy = false;

/** The IDs of this page's new people: the same for a number, however often a plan is made. */
const fresh = new Map<string, string>();

function newId(number: string): string {
	const id = fresh.get(number) ?? toHex(crypto.getRandomValues(new Uint8Array(16)));
	fresh.set(number, id);
	return id;
}

const today = (): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(new Date());

const PARTS = ["now", "faults", "file", "columns", "preview", "mend"] as const;

/** Shows parts of the page, and goes to the first of them. */
function show(...parts: readonly (typeof PARTS)[number][]): void {
	for (const part of PARTS) byId(`chart-${part}`).hidden = !parts.includes(part);
}

function goTo(part: (typeof PARTS)[number]): void {
	const heading = byId(`chart-${part}-heading`);
	heading.scrollIntoView({ block: "start" });
	heading.focus();
}

/** Says something above everything else; nothing takes it away. */
function tell(...message: readonly HTMLElement[]): void {
	byId("chart-trouble").replaceChildren(...message);
	if (message.length > 0) byId("chart-trouble").focus();
}

/** Says how far it is; the words once, the bar as it goes on. */
function progress(sentence: string, done = 0, of = 1): void {
	const [said, bar] = [byId("chart-said"), byId<HTMLProgressElement>("chart-progress")];
	if (said.textContent !== sentence) said.textContent = sentence;
	bar.hidden = sentence === "";
	bar.max = of;
	bar.value = done;
}

/** A message with a button or a link below it. */
function withWay(message: HTMLElement, way: HTMLElement): HTMLElement {
	const line = element("p", "utrecht-paragraph");
	line.append(way);
	message.querySelector(".utrecht-alert__content")?.append(line);
	return message;
}

function trouble(error: unknown): void {
	progress("");
	if (error instanceof Failure && error.ended) {
		tell(withWay(alert("error", text("chart.failed"), text("sealed.ended")), signInLink()));
		return;
	}
	tell(alert("error", text("chart.failed"), errorText(error)));
}

function signInLink(): HTMLElement {
	const link = element("a", "utrecht-link utrecht-link--html-a", text("dossier.sign-in")) as HTMLAnchorElement;
	link.href = signIn;
	return link;
}

const means = () => ({
	by,
	own,
	desk: () => deskChart(lang),
	ask: work.ask.bind(work),
	sendKeys: (keys: Parameters<typeof sendKeys>[1]) => sendKeys(lang, keys),
	trusted: ({ id, note }: { readonly id: string; readonly note: string }) =>
		maySeal(by.org, by.root, [{ person: id, note }]).then(() => true, () => false),
});

/** Fetches what is there. Between two questions somebody else may have imported: then once more. */
async function load(): Promise<void> {
	for (let time = 0; time < 3; time++) {
		progress(text("chart.loading"));
		chart = await adminChart(lang);
		opened = chart.after === 0 ? undefined : await openChart(means(), (done, of) => progress(text("chart.loading"), done, of));
		if (!opened || opened.after === chart.after) break;
	}
	progress("");
}

/** Everybody and their places, as a file is compared with them. */
function before(): Before {
	return {
		people: opened?.names.people ?? [], left: opened?.left ?? [], places: chart.places, accounts: chart.accounts, refused: opened?.names.last.refused ?? [], forget: opened?.forget ?? [],
	};
}

/** There is a chart whose names this visitor cannot open. */
const closed = (): boolean => chart.after > 0 && !opened;

/** Shows what is there now. */
function standing(): void {
	const readers = chart.readers.map(({ name }) => name);
	const list = element("ul", "chart-list");
	for (const name of readers) list.append(element("li", "", name));
	const who = fold(text("chart.readers", { n: readers.length }), list);
	if (closed()) {
		byId("chart-standing").replaceChildren(alert("warning", text("chart.closed"), text("chart.closed-what")), who);
		return;
	}
	if (!opened) {
		byId("chart-standing").replaceChildren(element("p", "utrecht-paragraph", text("chart.none")), who);
		return;
	}
	const gone = new Set(opened.left);
	const here = opened.names.people.filter((person) => isSomebody(person) && !gone.has(person.id));
	const lines = new Outline(here);
	byId("chart-standing").replaceChildren(
		figures(
			[text("chart.figure-people"), here.length],
			[text("chart.figure-managers"), lines.managers],
			[text("chart.figure-on"), dayText(opened.names.last.on)],
		),
		who,
		fold(text("chart.outline-now"), outlineElement(here)),
	);
}

function outlineElement(people: Parameters<typeof outlineOf>[0]): HTMLElement {
	const made = element("div", "chart-outline");
	made.append(...outlineOf(people));
	return made;
}

function begin(): void {
	standing();
	if (opened) mending.begin(opened.names, opened.left, inUse(chart));
	show("now", ...(closed() ? [] : (["file"] as const)), ...(opened ? (["mend"] as const) : []));
}

/** The places, with those accounts alone that somebody uses. */
function inUse({ places, accounts }: AdminChart): AdminChart["places"] {
	const used = new Set(accounts.map(({ id }) => id));
	return places.map(({ account, ...rest }) => (account !== undefined && used.has(account) ? { ...rest, account } : rest));
}

/** Says beside the field why a file cannot be used. */
function fileFault(sentence: string): void {
	const error = byId("chart-input-error");
	error.textContent = sentence;
	error.hidden = sentence === "";
	byId("chart-input").ariaInvalid = sentence === "" ? null : "true";
	if (sentence !== "") byId("chart-input").focus();
}

/** Lets the page be drawn before something that takes a while. */
const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function take(file: File): Promise<void> {
	void vault.touch();
	tell();
	fileFault("");
	progress(text("chart.reading"));
	await drawn();
	try {
		if (file.size > MAX_FILE_BYTES) throw new NoTable("too-large");
		table = readTable(new Uint8Array(await file.arrayBuffer()));
	} catch (error) {
		progress("");
		fileFault(error instanceof NoTable ? unreadableText(error.why) : text("chart.no-file"));
		return;
	}
	progress("");
	unticked = new Set();
	mapping = guess(table.headings, opened?.names.last.mapping);
	offer(table, mapping);
	show("columns");
	goTo("columns");
}

/** Looks the file through and shows what is wrong, or what would change. */
async function look(): Promise<void> {
	if (!table) return;
	void vault.touch();
	tell();
	progress(text("chart.checking"));
	await drawn();
	const checked = check(table, mapping, aliases(opened?.names.people ?? []));
	progress("");
	rows = checked.rows;
	if (checked.faults.length > 0) {
		byId("chart-fault-list").replaceChildren(...faultList(checked.faults));
		show("faults", "file");
		goTo("faults");
		return;
	}
	compare();
	show("preview");
	goTo("preview");
}

/** Makes the plan and shows it, with the accounts that were found. */
function compare(): void {
	const now = before();
	planned = plan(rows, now, { newId, today: today(), unticked });
	for (const { person, refused } of planned.matches) if (refused) unticked.add(person);
	changes();
	const untick = (person: string, on: boolean): void => {
		if (on) unticked.delete(person);
		else unticked.add(person);
		void vault.touch();
		changes();
	};
	byId("chart-matches").replaceChildren(...matchList(planned.matches, planned.here, now.accounts, untick));
	byId("chart-outline").replaceChildren(...outlineOf(planned.here));
}

/** Shows what would change, with the accounts that are ticked now. */
function changes(): void {
	planned = plan(rows, before(), { newId, today: today(), unticked });
	const lines = new Outline(planned.here);
	byId("chart-changes").replaceChildren(
		figures(
			[text("chart.figure-file"), planned.here.length],
			[text("chart.figure-had"), planned.had],
			[text("chart.figure-managers"), lines.managers],
		),
		...changeLists(planned),
	);
	const many = manyLeave(planned);
	byId("chart-warning").replaceChildren(...(many ? [alert("warning", text("chart.many", { n: planned.left.length }), text("chart.many-what", { n: planned.had }))] : []));
	byId("chart-sure").hidden = !many;
	byId("chart-will").textContent = nothingChanges(planned)
		? text("chart.will-nothing")
		: text("chart.will", { n: planned.changes.length }) + (planned.left.length > 0 ? ` ${text("chart.will-left", { n: planned.left.length })}` : "");
}

function sure(): boolean {
	const [box, error] = [byId<HTMLInputElement>("chart-sure-box"), byId("chart-sure-error")];
	const missing = !byId("chart-sure").hidden && !box.checked;
	error.textContent = missing ? text("chart.sure-missing") : "";
	error.hidden = !missing;
	box.ariaInvalid = missing ? "true" : null;
	if (missing) box.focus();
	return !missing;
}

/** Seals what a plan has, once. */
async function sealed(of: Plan): Promise<ImportWire> {
	if (made?.of === of) return made.wire;
	if (!table) throw new Failure("failed");
	await maySeal(by.org, by.root, chart.readers.map(({ id, note }) => ({ person: id, note })));
	const refused = of.matches.filter(({ person }) => unticked.has(person)).map(({ person, account }) => ({ person, account }));
	const mended = opened?.names.last.mended;
	const last = { on: today(), mapping: remember(table.headings, mapping), refused, ...(mended ? { mended } : {}) };
	const names = { people: of.people, last };
	const { recipient, keys, names: pieces } = await work.ask({ kind: "seal", by, names, readers: chart.readers }, (done, of) => {
		progress(text("chart.sealing"), done, of);
		void vault.touch();
	});
	const wire = { after: chart.after, recipient, keys, names: pieces, places: of.places, left: of.left };
	made = { of, wire };
	return wire;
}

const mending = new MendForm({
	newId: () => toHex(crypto.getRandomValues(new Uint8Array(16))),
	today,
	touch: () => void vault.touch(),
	send: mendIt,
});

/** What may have arrived: the same bytes are sent again. */
let mendMade: { readonly of: Names; readonly wire: MendWire } | undefined;

/** Seals the names as they are when two people are one, or one is two. */
async function mendSealed(mend: Mend, names: Names, reason: string): Promise<MendWire> {
	if (mendMade?.of === names) return mendMade.wire;
	await maySeal(by.org, by.root, chart.readers.map(({ id, note }) => ({ person: id, note })));
	const made = await work.ask({ kind: "seal", by, names, readers: chart.readers, reason }, (done, of) => {
		progress(text("chart.sealing"), done, of);
		void vault.touch();
	});
	const who = mend.kind === "merge" ? { kept: mend.kept, other: mend.other } : { person: mend.person, here: mend.here, gone: mend.gone };
	const wire = { after: chart.after, recipient: made.recipient, keys: made.keys, names: made.names, reason: made.reason ?? "", ...who };
	mendMade = { of: names, wire };
	return wire;
}

async function mendIt(mend: Mend, names: Names, reason: string): Promise<void> {
	if (busy) return;
	busy = true;
	tell();
	place.ariaBusy = "true";
	const buttons = [...byId("chart-mend-do").querySelectorAll<HTMLButtonElement>("button")];
	for (const one of buttons) one.disabled = true;
	try {
		progress(text("chart.sealing"));
		const wire = await mendSealed(mend, names, reason);
		progress(text("chart.sending"), 1);
		await sendMend(lang, wire);
		await mended();
	} catch (error) {
		await mendFailed(mend, error);
	} finally {
		busy = false;
		place.ariaBusy = null;
		for (const one of buttons) one.disabled = false;
	}
}

async function mended(): Promise<void> {
	mendMade = undefined;
	await load();
	begin();
	tell(alert("ok", text("chart.mend-done"), text("chart.mend-done-what")));
}

/** The chart has moved: it may be by this very act, of which the answer was lost. Everything else is said. */
async function mendFailed(mend: Mend, error: unknown): Promise<void> {
	if (!(error instanceof Failure) || error.code !== "chart.behind") {
		trouble(error);
		return;
	}
	await load();
	const done = mend.kind === "merge" ? mend.other : mend.person;
	if (opened?.names.people.some(({ id, now }) => id === done && now)) {
		await mended();
		return;
	}
	mendMade = undefined;
	begin();
	tell(alert("warning", text("chart.mend-changed"), text("chart.mend-changed-what")));
}

async function importIt(): Promise<void> {
	if (!planned || busy || !sure()) return;
	busy = true;
	tell();
	place.ariaBusy = "true";
	const buttons = [...byId("chart-preview").querySelectorAll<HTMLButtonElement | HTMLInputElement>("button, input")];
	for (const one of buttons) one.disabled = true;
	try {
		progress(text("chart.sealing"));
		const wire = await sealed(planned);
		progress(text("chart.sending"), 1);
		await sendImport(lang, wire);
		await done();
	} catch (error) {
		await failed(error);
	} finally {
		busy = false;
		place.ariaBusy = null;
		for (const one of buttons) one.disabled = false;
	}
}

/** It is imported: the page shows what is there now. */
async function done(): Promise<void> {
	forget();
	await load();
	begin();
	tell(alert("ok", text("chart.done"), text("chart.done-what")));
}

/** Lets go of the file and what came of it. */
function forget(): void {
	table = undefined;
	rows = [];
	planned = undefined;
	made = undefined;
	byId<HTMLInputElement>("chart-input").value = "";
	byId<HTMLInputElement>("chart-sure-box").checked = false;
	for (const part of ["chart-fault-list", "chart-changes", "chart-matches", "chart-outline", "chart-lines", "chart-warning"]) byId(part).replaceChildren();
}

/** Another import came first: the same file is compared with that. Everything else is said. */
async function failed(error: unknown): Promise<void> {
	if (!(error instanceof Failure) || !BEHIND.includes(error.code)) {
		trouble(error);
		return;
	}
	made = undefined;
	await load();
	if (closed()) {
		begin();
		return;
	}
	compare();
	// It may be our own, of which the answer was lost.
	if (planned && nothingChanges(planned)) await done();
	else tell(alert("warning", text("chart.changed"), text("chart.changed-what")));
}

function other(): void {
	forget();
	tell();
	begin();
	goTo("file");
}

function wire(): void {
	const input = byId<HTMLInputElement>("chart-input");
	input.addEventListener("change", () => {
		const [file] = input.files ?? [];
		if (file) void take(file).catch(trouble);
		input.value = ""; // the same file, mended, is a choice too
	});
	const drop = byId("chart-drop");
	const over = (on: boolean) => (event: DragEvent): void => {
		event.preventDefault();
		drop.classList.toggle("chart-drop--over", on);
	};
	drop.addEventListener("dragover", over(true));
	drop.addEventListener("dragleave", over(false));
	drop.addEventListener("drop", (event) => {
		over(false)(event);
		const [file] = event.dataTransfer?.files ?? [];
		if (file) void take(file).catch(trouble);
	});
	// A file that misses the place would be opened instead of this page.
	for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
	const form = byId("chart-mapping");
	form.addEventListener("change", () => mark());
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const now = chosen();
		if (!now) return;
		mapping = now;
		void look().catch(trouble);
	});
	byId("chart-import").addEventListener("submit", (event) => {
		event.preventDefault();
		void importIt().catch(trouble);
	});
	place.addEventListener("click", (event) => {
		const button = (event.target as HTMLElement).closest<HTMLElement>("[data-chart]");
		switch (button?.dataset["chart"]) {
			case "other":
				other();
				break;
			case "columns":
				show("columns");
				goTo("columns");
				break;
			case "print":
				print();
				break;
		}
	});
	addEventListener("beforeprint", () => {
		for (const one of byId("chart-changes").querySelectorAll("details")) one.open = true;
	});
	addEventListener("beforeunload", (event) => {
		if (busy) event.preventDefault();
	});
}

/** The key is gone: so is every name on the page. */
function lock(): void {
	work.close();
	mending.close();
	mendMade = undefined;
	forget();
	opened = undefined;
	own = "";
	byId("chart-standing").replaceChildren();
	show();
	progress("");
	tell(withWay(alert("warning", text("chart.locked"), text("chart.locked-what")), signInLink()));
}

async function start(): Promise<void> {
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(signIn);
		return;
	}
	own = secret;
	let leaving = false;
	document.addEventListener("sign-out", () => (leaving = true));
	vault.onLocked(() => {
		if (!leaving) lock();
	});
	place.hidden = false;
	wire();
	await load();
	begin();
}

void start().catch(trouble);
