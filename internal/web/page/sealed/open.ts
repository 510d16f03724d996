// The worker that opens and seals the words of a page (browser/lib/opener.ts).
// The identity comes in with the first message and goes when the page goes.
import { Opener, told } from "../../browser/lib/opener.ts";
import type { Call, FromWorker, Part, ToWorker } from "../../browser/lib/openerwire.ts";

let opener: Opener | undefined;

const say = (message: FromWorker): void => postMessage(message);
/** Hands a part over; its bytes are not copied. */
const hand = (call: number, part: Part): void => postMessage({ kind: "part", call, part } satisfies FromWorker, { transfer: [part.bytes.buffer] });

async function hear(message: ToWorker): Promise<void> {
	if (message.kind === "begin") {
		opener = new Opener(message.unlocked);
	} else if (message.kind === "open") {
		await opener?.open(message.items, (opened) => say({ kind: "opened", opened }));
	} else {
		await answer(message);
	}
}

async function answer(message: Call): Promise<void> {
	const { call, box } = message;
	try {
		if (!opener) throw new Error("nothing is unlocked");
		if (message.kind === "seal") say({ kind: "sealed", call, sealed: await opener.seal(box, message.type, message.text) });
		else if (message.kind === "unseal") say({ kind: "unsealed", call, text: await opener.unseal(box, message.type, message.base64) });
		else if (message.kind === "seal-part") hand(call, await opener.sealPart(box, message.bytes));
		else hand(call, { id: message.id, bytes: await opener.openPart(box, message.id, message.bytes) });
	} catch (error) {
		say({ kind: "not-done", call, ...told(error) });
	}
}

addEventListener("message", (event: MessageEvent<ToWorker>) => void hear(event.data));
