// The page's side of the worker that holds the file, so that the page goes on while a long
// one is read and compared. With the worker the file is gone.
import { worker } from "../../worker.ts";
import { NoTable } from "../chart/csv.ts";
import type { Answers, Ask, FromWorker, ToWorker } from "./workwire.ts";

interface Waiting {
	resolve(answer: Answers[keyof Answers]): void;
	reject(error: Error): void;
}

/** One worker of a page. */
export class WatchWork {
	readonly #worker = worker("watch/work.js");
	readonly #waiting = new Map<number, Waiting>();
	#calls = 0;

	constructor() {
		this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
		this.#worker.addEventListener("error", () => this.#broken());
	}

	/** Asks for something; throws a NoTable for a file that cannot be read. */
	ask<K extends Ask["kind"]>(ask: Extract<Ask, { kind: K }>): Promise<Answers[K]> {
		const call = ++this.#calls;
		const asked: Ask = ask;
		return new Promise<Answers[keyof Answers]>((resolve, reject) => {
			this.#waiting.set(call, { resolve, reject });
			this.#worker.postMessage({ call, ask: asked } satisfies ToWorker, asked.kind === "read" ? [asked.bytes] : []);
		}) as Promise<Answers[K]>;
	}

	/** Forgets the file. */
	close(): void {
		this.#worker.terminate();
		this.#broken();
	}

	#hear(message: FromWorker): void {
		const waiting = this.#waiting.get(message.call);
		this.#waiting.delete(message.call);
		if (message.kind === "answer") waiting?.resolve(message.answer);
		else waiting?.reject(message.why === "failed" ? new Error("failed") : new NoTable(message.why));
	}

	#broken(): void {
		for (const { reject } of this.#waiting.values()) reject(new Error("failed"));
		this.#waiting.clear();
	}
}
