// Holds one file and answers what is asked of it: the worker's side, without a worker.
import { NoTable, readTable, type Table } from "../chart/csv.ts";
import { check } from "./check.ts";
import { wordsIn } from "./kinds.ts";
import { match } from "./match.ts";
import type { Answers, Ask, FromWorker, ToWorker } from "./workwire.ts";

/** Makes a holder of one file. */
export function holder(): (message: ToWorker) => FromWorker {
	let table: Table | undefined;
	const answer = (ask: Ask): Answers[keyof Answers] => {
		if (ask.kind === "read") {
			table = undefined;
			table = readTable(new Uint8Array(ask.bytes));
			const { headings, lines } = table;
			return { headings, lines: lines.length, examples: headings.map((_, at) => lines.find(({ cells }) => (cells[at] ?? "") !== "")?.cells[at] ?? "") };
		}
		if (!table) throw new Error("there is no file");
		if (ask.kind === "words") return wordsIn(table, ask.column);
		const { changes, faults } = check(table, ask.mapping, new Map(ask.kinds));
		return { faults, changes: changes.length, found: faults.length > 0 ? [] : match(changes, ask.sought) };
	};
	return ({ call, ask }) => {
		try {
			return { kind: "answer", call, answer: answer(ask) };
		} catch (error) {
			return { kind: "not-done", call, why: error instanceof NoTable ? error.why : "failed" };
		}
	};
}
