// The page's side of the worker that opens and seals the chart, so that the page goes on
// while it does.
import { worker } from "../../worker.ts";
import { Failure } from "../api.ts";
import type { Progress } from "./key.ts";
import type { Answers, Ask, FromWorker, ToWorker } from "./workwire.ts";

interface Waiting {
	resolve(answer: Answers[keyof Answers]): void;
	reject(failure: Failure): void;
	readonly tell: Progress;
}

/** One worker of a page. */
export class ChartWork {
	readonly #worker = worker("chart/work.js");
	readonly #waiting = new Map<number, Waiting>();
	#calls = 0;

	constructor() {
		this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
		this.#worker.addEventListener("error", () => this.#broken());
	}

	/** Asks for something; throws a Failure. */
	ask<K extends Ask["kind"]>(ask: Extract<Ask, { kind: K }>, tell: Progress = () => undefined): Promise<Answers[K]> {
		const call = ++this.#calls;
		return new Promise<Answers[keyof Answers]>((resolve, reject) => {
			this.#waiting.set(call, { resolve, reject, tell });
			this.#worker.postMessage({ call, ask } satisfies ToWorker);
		}) as Promise<Answers[K]>;
	}

	/** Ends it: locked, or signed out. What it knew is gone. */
	close(): void {
		this.#worker.terminate();
		this.#broken();
	}

	#hear(message: FromWorker): void {
		const waiting = this.#waiting.get(message.call);
		if (message.kind === "progress") {
			waiting?.tell(message.done, message.of);
			return;
		}
		this.#waiting.delete(message.call);
		if (message.kind === "answer") waiting?.resolve(message.answer);
		else waiting?.reject(new Failure(message.code, message.message));
	}

	#broken(): void {
		for (const { reject } of this.#waiting.values()) reject(new Failure("failed"));
		this.#waiting.clear();
	}
}
