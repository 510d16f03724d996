// The worker that opens and seals the words of a page (browser/lib/opener.ts).
// The identity comes in with the first message and goes when the page goes.
import { Opener, told } from "../../browser/lib/opener.ts";
import type { FromWorker, Seal, ToWorker, Unseal } from "../../browser/lib/openerwire.ts";

let opener: Opener | undefined;

const say = (message: FromWorker): void => postMessage(message);

async function hear(message: ToWorker): Promise<void> {
	if (message.kind === "begin") {
		opener = new Opener(message.unlocked);
	} else if (message.kind === "open") {
		await opener?.open(message.items, (opened) => say({ kind: "opened", opened }));
	} else {
		await answer(message);
	}
}

async function answer(message: Seal | Unseal): Promise<void> {
	const { call, box, type } = message;
	try {
		if (!opener) throw new Error("nothing is unlocked");
		if (message.kind === "seal") say({ kind: "sealed", call, sealed: await opener.seal(box, type, message.text) });
		else say({ kind: "unsealed", call, text: await opener.unseal(box, type, message.base64) });
	} catch (error) {
		say({ kind: "not-done", call, ...told(error) });
	}
}

addEventListener("message", (event: MessageEvent<ToWorker>) => void hear(event.data));
