// The number of a key, which its owner reads out and the root's holder compares
// before signing (doc/formats.md §5): no server can put another key in between.
import { utf8 } from "./bytes.ts";
import type { Recipient } from "./identity.ts";

const GROUPS = 6;
const BYTES = 5;

/** Thirty digits in groups of five. signer is the key with which the person signs, "" for what has none. */
export async function checkNumber(org: string, person: string, recipient: Recipient, signer = ""): Promise<string> {
	const lines = signer === "" ? ["v1", org, person, recipient] : ["v2", org, person, recipient, signer];
	const text = utf8(`gehoor check number ${lines.join("\n")}\n`);
	const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
	return Array.from({ length: GROUPS }, (_, i) => {
		// Five bytes fit in a number exactly.
		const n = sum.subarray(BYTES * i, BYTES * (i + 1)).reduce((value, byte) => value * 256 + byte, 0);
		return String(n % 100_000).padStart(5, "0");
	}).join(" ");
}
