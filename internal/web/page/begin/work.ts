// The worker that works out what is asked before the story (lib/work.ts). It says
// after each part how far it is.
import { bitsOf, PARTS, solvePart, type Worked } from "../../browser/lib/work.ts";

addEventListener("message", (event: MessageEvent<string>) => {
	const bits = bitsOf(event.data);
	if (bits === undefined) throw new Error("no challenge");
	const answers: number[] = [];
	while (answers.length < PARTS) {
		answers.push(solvePart(event.data, answers.length, bits));
		const done: Worked = { done: answers.length };
		postMessage(answers.length < PARTS ? done : { ...done, answers });
	}
});
