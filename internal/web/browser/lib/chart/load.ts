// The chart that is there, opened: names with the own key, and the key given on to
// readers who lack it. Where it comes from and who opens it comes in from outside.
import type { Vouching } from "./key.ts";
import type { Names } from "./names.ts";
import type { DeskChart, KeyFor, Reader } from "./wire.ts";
import type { Answers, Ask } from "./workwire.ts";
import type { Progress } from "./key.ts";

/** What opening stands on. */
export interface LoadMeans {
	readonly by: Vouching;
	/** The visitor's own key. */
	readonly own: string;
	desk(): Promise<DeskChart | undefined>;
	ask<K extends Ask["kind"]>(ask: Extract<Ask, { kind: K }>, tell?: Progress): Promise<Answers[K]>;
	sendKeys(keys: readonly KeyFor[]): Promise<void>;
	/** Whether this browser trusts the root of by, and the key of a reader. */
	trusted(reader: Reader): Promise<boolean>;
}

/** An opened chart. */
export interface OpenedChart {
	readonly after: number;
	readonly names: Names;
	readonly left: readonly string[];
	readonly forget: readonly string[];
}

/** Fetches and opens the chart; undefined if there is none, or no key to it. Throws a Failure. */
export async function openChart(means: LoadMeans, tell: Progress = () => undefined): Promise<OpenedChart | undefined> {
	const { by, own } = means;
	const chart = await means.desk();
	if (!chart) return undefined;
	const { names, identity } = await means.ask({ kind: "open", own, org: by.org, sealed: chart }, tell);
	void give(means, chart, identity);
	return { after: chart.after, names, left: chart.left, forget: chart.forget };
}

/** Gives the key to those who lack it. Whoever opens does so by itself; if it fails, the next one does. */
async function give({ by, ask, sendKeys, trusted }: LoadMeans, { lack }: DeskChart, identity: string): Promise<void> {
	if (lack.length === 0) return;
	try {
		const keys: KeyFor[] = [];
		for (const one of lack) {
			// One whose key nobody vouches for does not keep the others from theirs.
			if (!(await trusted(one))) continue;
			keys.push(...(await ask({ kind: "give", by, identity, lacking: [one] }).catch(() => [])));
		}
		if (keys.length > 0) await sendKeys(keys);
	} catch {
		// Nothing that the visitor asked for.
	}
}
