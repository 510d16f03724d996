// Files that somebody adds (page/sealed/files.templ): chosen, looked at for what
// they tell besides what one sees, and then, when the person says so, sealed and
// sent one after another, each with how far it is.
import { lang, text } from "../text.ts";
import { post, record } from "./api.ts";
import { put } from "./apibytes.ts";
import { showCleaned } from "./cleanedshow.ts";
import { Cleaner } from "./cleaner.ts";
import type { CompartmentName } from "./compartment.ts";
import { safeName } from "./file.ts";
import { type FileMeans, FileSender, type FileState } from "./filesend.ts";
import { fileTrouble, sizeText } from "./filetext.ts";
import { button, element } from "./problems.ts";
import type { SealedTexts } from "./sealedtext.ts";

/** What a list of files stands on. */
export interface FilesParts {
	readonly texts: Sealing;
	/** Does something that needs a session; comes in again and does it once more where that can be. */
	withSession<T>(what: () => Promise<T>): Promise<T>;
	/** Takes the keys that the dossier has now, where the page can. */
	renew?(): Promise<void>;
	/** A file was added, under this name. */
	added(content: string): void;
	/** The list changed. */
	changed?(): void;
	/** Somebody is at it: the key stays unlocked. */
	busy(): void;
}

/** Seals files to a compartment of the page. */
export type Sealing = Pick<SealedTexts, "seal" | "sealPart">;

const SECONDARY = "utrecht-button utrecht-button--secondary-action";
const SUBTLE = "utrecht-button utrecht-button--subtle";

/** One place where files are added. */
export class FileAdder {
	readonly #parts: FilesParts;
	readonly #place: HTMLElement;
	readonly #input: HTMLInputElement | null;
	readonly #send: HTMLButtonElement | null;
	readonly #list: HTMLElement;
	readonly #said: HTMLElement;
	readonly #cleaner = new Cleaner();
	#rows: Row[] = [];
	#going = false;

	constructor(place: HTMLElement, parts: FilesParts) {
		this.#parts = parts;
		this.#place = place;
		this.#input = place.querySelector("input");
		this.#send = place.querySelector(".file-send");
		this.#list = place.querySelector("ul") as HTMLElement;
		this.#said = place.querySelector('[role="status"]') as HTMLElement;
		this.#input?.addEventListener("change", () => this.#chosen());
		this.#send?.addEventListener("click", () => this.#sendAll());
		if (this.#input) this.#input.disabled = false;
	}

	/** Whether something is still to be sent. */
	get unsent(): boolean {
		return this.#rows.some((row) => !row.over);
	}

	/** Gives everything up: the page is being left, or locked. */
	close(): void {
		this.#cleaner.close();
		for (const row of this.#rows) row.cancel();
		this.#rows = [];
		this.#list.replaceChildren();
		if (this.#input) {
			this.#input.value = "";
			this.#input.disabled = true;
		}
		if (this.#send) this.#send.hidden = true;
	}

	#chosen(): void {
		this.#parts.busy();
		const files = [...(this.#input?.files ?? [])];
		// The same file can be chosen again after it was taken away.
		if (this.#input) this.#input.value = "";
		for (const file of files) this.add(file);
	}

	/** Adds a file to the list; with shown there is nothing in it to look for, and that is shown instead. */
	add(file: File, shown?: HTMLElement): void {
		const name = unique(safeName(file.name), this.#rows.filter(({ state }) => state.kind !== "cancelled").map((row) => row.name));
		const row: Row = new Row(file, name, this.#means(), () => this.#changed(row), () => void this.#next(row));
		this.#rows.push(row);
		this.#list.append(row.item);
		if (shown) row.show(shown);
		else void row.look(this.#cleaner);
		this.#changed();
	}

	/** The names of the files that are there and were not taken away again. */
	get names(): readonly string[] {
		return this.#rows.filter(({ state }) => state.kind !== "cancelled").map((row) => row.name);
	}

	/** The names of the files that were not sent. */
	get left(): readonly string[] {
		return this.#rows.filter(({ state }) => state.kind !== "cancelled" && state.kind !== "sent").map((row) => row.name);
	}

	/** Sends everything that is there, also what is still being looked at; resolves when nothing goes on by itself. */
	async sendThese(): Promise<void> {
		for (const row of this.#rows) await row.looked;
		for (const row of this.#rows) row.allow();
		await this.#next();
	}

	#sendAll(): void {
		for (const row of this.#rows) row.allow();
		this.#input?.focus();
		void this.#next();
	}

	/** Sends what may go, one file at a time: a line is not shared, and the first is there first. */
	async #next(first?: Row): Promise<void> {
		first?.allow();
		if (this.#going) return;
		this.#going = true;
		for (let row = this.#waiting(); row; row = this.#waiting()) await row.go();
		this.#going = false;
	}

	#waiting(): Row | undefined {
		return this.#rows.find((row) => row.state.kind === "waiting");
	}

	#changed(row?: Row): void {
		const ready = this.#rows.filter(({ state }) => state.kind === "ready").length;
		if (this.#send) {
			this.#send.hidden = ready === 0;
			this.#send.textContent = text("file.send", { n: ready });
		}
		this.#parts.changed?.();
		if (!row) return;
		const { state, name } = row;
		if (state.kind === "sending") this.#parts.busy();
		if (state.kind === "sent") {
			this.#said.textContent = text("file.said-sent", { name });
			this.#parts.added(state.id);
		} else if (state.kind === "refused" || (state.kind === "paused" && state.error !== undefined)) {
			this.#said.textContent = text("file.said-stopped", { name });
		}
	}

	#means(): FileMeans {
		const { texts } = this.#parts;
		const { path = "", add = "", signal = "", box = "conversation" } = this.#place.dataset;
		const within = <T>(what: () => Promise<T>) => this.#parts.withSession(what);
		return {
			seal: (bytes) => texts.sealPart(box as CompartmentName, bytes),
			sealManifest: (manifest) => texts.seal(box as CompartmentName, "file", manifest),
			there: async (bytes, parts) => {
				const { there } = record(await within(() => post(lang, `${path}parts`, { bytes, parts })));
				return Array.isArray(there) ? there.filter((id): id is string => typeof id === "string") : [];
			},
			put: (id, bytes, tell, stop) => within(() => put(lang, `${path}part/${id}`, bytes, tell, stop)),
			add: async (manifest, parts, epoch) => {
				await within(() => post(lang, path + add, { ...(signal === "" ? {} : { signal }), manifest, parts, epoch }));
			},
			...(this.#parts.renew ? { renew: this.#parts.renew } : {}),
			wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
		};
	}
}

/** How much of a name is kept when it gets a number: with an ending there is room for it. */
const MAX_STEM = 150;

/** The name, with a number where it is taken. */
function unique(name: string, taken: readonly string[]): string {
	const dot = name.lastIndexOf(".");
	const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
	let free = name;
	for (let i = 2; taken.includes(free); i++) free = safeName(`${stem.slice(0, MAX_STEM)} (${i})${ending}`);
	return free;
}

/** How far a row is: a file, before and after there is somebody who sends it. */
type RowState = FileState | { readonly kind: "looking" } | { readonly kind: "ready" };

/** One file of the list. */
class Row {
	readonly name: string;
	readonly item = element("li", "file-row flow");
	readonly #file: File;
	readonly #means: FileMeans;
	readonly #tell: () => void;
	readonly #size = element("span", "file-size");
	readonly #found = element("div", "flow");
	readonly #bar = document.createElement("progress");
	readonly #status = element("p", "file-status");
	readonly #pause: HTMLButtonElement;
	readonly #go: HTMLButtonElement;
	readonly #cancel: HTMLButtonElement;
	/** What is sent: without what was taken out, unless the person wants the original. */
	#blob: Blob;
	#sender: FileSender | undefined;
	#before: RowState = { kind: "looking" };

	/** Resolves when it is known what the file tells. */
	looked: Promise<void> = Promise.resolve();

	constructor(file: File, name: string, means: FileMeans, tell: () => void, go: () => void) {
		this.#file = file;
		this.#blob = file;
		this.#means = means;
		this.#tell = tell;
		this.name = name;
		const head = element("p", "file-name");
		head.append(element("strong", "", name), " ", this.#size);
		this.#bar.ariaLabel = text("file.progress", { name });
		this.#pause = button(SECONDARY, text("file.pause"), () => this.#sender?.pause(), text("file.pause-name", { name }));
		this.#go = button(SECONDARY, text("file.go"), go, text("file.go-name", { name }));
		this.#cancel = button(SUBTLE, text("file.cancel"), () => this.cancel(), text("file.cancel-name", { name }));
		const actions = element("div", "file-actions");
		actions.append(this.#pause, this.#go, this.#cancel);
		this.item.append(head, this.#found, this.#bar, this.#status, actions);
		this.#show();
	}

	get state(): RowState {
		return this.#sender?.state ?? this.#before;
	}

	/** Whether nothing more happens to it. */
	get over(): boolean {
		return ["sent", "cancelled", "refused"].includes(this.state.kind);
	}

	/** Shows what the file tells, and takes it out. */
	look(cleaner: Cleaner): Promise<void> {
		this.looked = this.#look(cleaner);
		return this.looked;
	}

	/** Shows something with a file in which nothing is looked for. */
	show(what: HTMLElement): void {
		this.#found.append(what);
		this.#at({ kind: "ready" });
	}

	async #look(cleaner: Cleaner): Promise<void> {
		try {
			const of = await cleaner.clean(this.#file);
			this.#found.append(showCleaned(of));
			const { cleaned } = of;
			if (cleaned) {
				this.#blob = cleaned;
				if (of.findings.length > 0) this.#found.append(this.#original(cleaned));
			}
		} catch (error) {
			this.#found.append(element("p", "utrecht-paragraph", `${text("file.not-looked")} ${fileTrouble(error)}`));
		}
		this.#at({ kind: "ready" });
	}

	/** The choice to send the file as it is. */
	#original(cleaned: Blob): HTMLElement {
		const label = element("label", "choice");
		const box = document.createElement("input");
		box.type = "checkbox";
		box.addEventListener("change", () => {
			this.#blob = box.checked ? this.#file : cleaned;
			this.#show();
		});
		label.append(box, element("span", "", text("file.original")));
		return label;
	}

	/** The person wants it sent, or to go on: it waits for its turn. */
	allow(): void {
		if (this.state.kind === "ready") {
			this.#found.remove();
			this.#sender = new FileSender(this.#blob, this.name, this.#means, () => this.#changed());
			this.#changed();
		} else if (this.#sender?.state.kind === "paused") {
			this.#sender.again();
		}
	}

	/** Sends it; resolves when it does not go on by itself. */
	async go(): Promise<void> {
		await this.#sender?.go();
	}

	cancel(): void {
		if (this.#sender) this.#sender.cancel();
		else if (!this.over) this.#at({ kind: "cancelled" });
	}

	#at(state: RowState): void {
		if (this.#before.kind === "cancelled") return;
		this.#before = state;
		this.#changed();
	}

	#changed(): void {
		this.#show();
		this.#tell();
	}

	/** Shows how far it is. The focus does not get lost when its button goes. */
	#show(): void {
		const { state } = this;
		const focus = document.activeElement;
		const moving = state.kind === "sending" || state.kind === "paused";
		if (state.kind === "cancelled") this.#found.remove();
		this.#size.textContent = sizeText(this.#blob.size);
		this.#bar.hidden = !moving;
		this.#bar.max = Math.max(this.#blob.size, 1);
		this.#bar.value = moving ? state.sent : 0;
		this.#pause.hidden = state.kind !== "sending";
		this.#go.hidden = state.kind !== "paused";
		this.#cancel.hidden = this.over;
		this.#status.textContent = statusText(state, this.#blob.size);
		this.item.dataset["state"] = state.kind;
		if (focus && this.item.contains(focus) && focus.closest("[hidden]")) this.#hold();
	}

	#hold(): void {
		const next = [this.#pause, this.#go, this.#cancel].find((one) => !one.hidden);
		if (next) {
			next.focus();
			return;
		}
		this.item.tabIndex = -1;
		this.item.focus();
	}
}

function statusText(state: RowState, size: number): string {
	switch (state.kind) {
		case "looking":
			return text("file.looking");
		case "ready":
			return "";
		case "waiting":
			return text("file.waiting");
		case "sending":
			return text("file.sending", { sent: sizeText(state.sent), size: sizeText(size) });
		case "paused":
			return state.error === undefined ? text("file.paused") : `${fileTrouble(state.error)} ${text("file.go-on")}`;
		case "refused":
			return `${text("file.refused")} ${fileTrouble(state.error)}`;
		case "cancelled":
			return text("file.cancelled");
		case "sent":
			return text("file.sent");
	}
}
