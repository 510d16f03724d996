// The worker that opens and seals the names of the organisation chart
// (browser/lib/chart/key.ts). It keeps nothing between what it is asked.
import { keysFor, openNames, type Progress, sealNames } from "../../browser/lib/chart/key.ts";
import type { Answers, Ask, FromWorker, ToWorker } from "../../browser/lib/chart/workwire.ts";
import { parseIdentity } from "../../browser/lib/identity.ts";
import { told } from "../../browser/lib/opener.ts";

const say = (message: FromWorker): void => postMessage(message);

function answer(ask: Ask, tell: Progress): Promise<Answers[keyof Answers]> {
	switch (ask.kind) {
		case "open":
			return openNames(parseIdentity(ask.own), ask.org, ask.sealed, tell);
		case "seal":
			return sealNames(ask.by, ask.names, ask.readers, tell, ask.reason);
		case "give":
			return keysFor(ask.by, parseIdentity(ask.identity), ask.lacking);
	}
}

async function hear({ call, ask }: ToWorker): Promise<void> {
	try {
		say({ kind: "answer", call, answer: await answer(ask, (done, of) => say({ kind: "progress", call, done, of })) });
	} catch (error) {
		const { code, message } = told(error);
		say({ kind: "not-done", call, code, message });
	}
}

addEventListener("message", (event: MessageEvent<ToWorker>) => void hear(event.data));
