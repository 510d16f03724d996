// The worker that cleans files before they are sealed (browser/lib/cleaner.ts).
import type { CleanerSays, CleanerTask } from "../../browser/lib/cleanerwire.ts";
import { clean } from "../../browser/lib/metadata/clean.ts";

const say = (message: CleanerSays): void => postMessage(message);

async function hear({ name, file }: CleanerTask): Promise<void> {
	say("loaded");
	try {
		say(await clean(name, file));
	} catch {
		say("offline");
	}
}

addEventListener("message", (event: MessageEvent<CleanerTask>) => void hear(event.data));
