// The people of the chart for one page: fetched and opened once, when they are first
// wanted.
import type { Progress } from "./key.ts";
import { type LoadMeans, openChart } from "./load.ts";
import { Searchable } from "./search.ts";

/** Opens the chart of a page once. */
export class Finder {
	readonly #means: LoadMeans;
	readonly #heard = new Set<Progress>();
	#opening: Promise<Searchable | undefined> | undefined;

	constructor(means: LoadMeans) {
		this.#means = means;
	}

	/** The people; undefined if there is no chart, or no key to it. Throws a Failure, after which it can be asked again. */
	async open(tell: Progress): Promise<Searchable | undefined> {
		this.#heard.add(tell);
		this.#opening ??= this.#open();
		try {
			return await this.#opening;
		} catch (error) {
			this.#opening = undefined;
			throw error;
		} finally {
			this.#heard.delete(tell);
		}
	}

	async #open(): Promise<Searchable | undefined> {
		const chart = await openChart(this.#means, (done, of) => {
			for (const tell of this.#heard) tell(done, of);
		});
		return chart && new Searchable(chart.names.people, chart.left);
	}
}
