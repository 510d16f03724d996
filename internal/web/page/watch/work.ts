// The worker that holds the file of the personnel system and compares it
// (browser/lib/watch/hold.ts). It asks nobody anything, and ends with the page.
import { holder } from "../../browser/lib/watch/hold.ts";
import type { ToWorker } from "../../browser/lib/watch/workwire.ts";

const hold = holder();

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => postMessage(hold(data)));
