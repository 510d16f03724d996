// Who will be able to open a signal, as the reporter settles it: the list for
// an office, whom they strike, and who may know who they are. The list depends
// on the office and on who was struck, and on nothing that was typed.
import { Failure } from "./api.ts";
import { changes, type KeyHolder, type Preview, type Someone } from "./send.ts";

/** Asks for the list without the people who were struck; throws a Failure. */
export type AskPreview = (office: string, struck: readonly string[]) => Promise<Preview>;

/** What a draft keeps of it. */
export interface Settled {
	readonly struck: readonly Someone[];
	readonly known: readonly string[];
}

/** One reporter's choices. */
export class People {
	readonly #ask: AskPreview;
	#office = "";
	#preview: Preview | undefined;
	#struck: readonly Someone[];
	#known: ReadonlySet<string>;
	#added: readonly KeyHolder[] = [];

	constructor(ask: AskPreview, settled: Settled = { struck: [], known: [] }) {
		this.#ask = ask;
		this.#struck = settled.struck;
		this.#known = new Set(settled.known);
	}

	/** The list as it was last asked for. */
	get preview(): Preview | undefined {
		return this.#preview;
	}

	get struck(): readonly Someone[] {
		return this.#struck;
	}

	/** Those of the list who may know who the reporter is. */
	get known(): readonly string[] {
		return (this.#preview?.holders ?? []).map((one) => one.person).filter((person) => this.#known.has(person));
	}

	/** Who came onto the list because somebody was struck. */
	get added(): readonly KeyHolder[] {
		return this.#added;
	}

	/** What a draft keeps. */
	get settled(): Settled {
		return { struck: this.#struck, known: [...this.#known] };
	}

	/**
	 * Asks for the list of an office. Another office has other people: who was
	 * struck stays struck if they are on that list too, who may know who the
	 * reporter is must be chosen anew.
	 */
	async load(office: string): Promise<void> {
		if (this.#office !== "" && office !== this.#office) this.#known = new Set();
		this.#office = office;
		this.#added = [];
		await this.#list(this.#struck);
	}

	/** "Not to this person": they get no key, and may choose nothing by being on the list. */
	async strike(person: string): Promise<void> {
		const one = this.#preview?.holders.find((holder) => holder.person === person);
		if (!one) return;
		const { function: what, name } = one;
		await this.#list([...this.#struck, { person, function: what, name }]);
		this.#known = new Set([...this.#known].filter((id) => id !== person));
	}

	/** Takes the strike back. */
	async restore(person: string): Promise<void> {
		await this.#list(this.#struck.filter((one) => one.person !== person));
	}

	/** Lets somebody know who the reporter is, or not. */
	know(person: string, may: boolean): void {
		const others = [...this.#known].filter((id) => id !== person);
		this.#known = new Set(may ? [...others, person] : others);
	}

	/** Asks again after the server said that the list is another, and returns how it changed. */
	async again(): Promise<{ readonly added: readonly KeyHolder[]; readonly gone: readonly KeyHolder[] }> {
		const before = this.#preview?.holders ?? [];
		await this.#list(this.#struck);
		return changes(before, this.#preview?.holders ?? []);
	}

	/** Asks for the list; only when the answer is there does anything change. */
	async #list(struck: readonly Someone[]): Promise<void> {
		const before = this.#preview?.holders;
		const [preview, left] = await this.#without(struck);
		// A strike can only add people, and taking it back can only remove those.
		const added = before ? changes(before, preview.holders).added : [];
		const still = this.#added.filter((one) => preview.holders.some((other) => other.person === one.person));
		const back = (one: KeyHolder) => this.#struck.some((other) => other.person === one.person);
		this.#added = [...still, ...added.filter((one) => !back(one))];
		this.#preview = preview;
		this.#struck = left;
	}

	/** Somebody who was struck may have left the organisation's lists since: the server then refuses the strike. */
	async #without(struck: readonly Someone[]): Promise<[Preview, readonly Someone[]]> {
		try {
			return [await this.#ask(this.#office, struck.map((one) => one.person)), struck];
		} catch (error) {
			if (!(error instanceof Failure) || error.code !== "request.malformed" || struck.length === 0) throw error;
		}
		let left: readonly Someone[] = [];
		let preview = await this.#ask(this.#office, []);
		for (const one of struck) {
			if (!preview.holders.some((holder) => holder.person === one.person)) continue;
			left = [...left, one];
			preview = await this.#ask(this.#office, left.map((other) => other.person));
		}
		return [preview, left];
	}
}
