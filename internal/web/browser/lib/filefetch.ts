// Fetches one file: its parts one after another, each opened and compared with its
// name, then the whole with its hash and length. Only then is it a file.
import type { Bytes } from "./bytes.ts";
import { type Manifest, WholeHash } from "./file.ts";
import { PART_BODY } from "./inspect.ts";
import { Refusal } from "./refusal.ts";

/** What fetching stands on; tests give their own. */
export interface FetchMeans {
	/** Gets a part as it is sealed; throws a Failure. */
	get(part: string): Promise<Bytes>;
	/** Opens a part, whose bytes are handed over; throws a Failure. */
	open(part: string, sealed: Bytes): Promise<Bytes>;
}

/** Fetches the file to save it; tell says how many bytes are here. Throws a Failure or a Refusal, and ends with the signal. */
export async function fetchFile(file: Manifest, means: FetchMeans, tell: (got: number) => void, signal: AbortSignal): Promise<Blob> {
	// A browser keeps large blobs on the disk; as one array they would fill its memory.
	const blobs: Blob[] = [];
	await fetchParts(file, means, (bytes) => blobs.push(new Blob([bytes])), tell, signal);
	// Never the sender's word for what it is: nothing of it is ever run or shown.
	return new Blob(blobs, { type: "application/octet-stream" });
}

/** Fetches the file to look at it, in memory alone: a blob could go to the disk. Otherwise as fetchFile. */
export async function fetchBytes(file: Manifest, means: FetchMeans, tell: (got: number) => void, signal: AbortSignal): Promise<ArrayBuffer> {
	const whole = new Uint8Array(file.length);
	await fetchParts(file, means, (bytes, at) => whole.set(bytes, at), tell, signal);
	return whole.buffer;
}

async function fetchParts(
	file: Manifest,
	means: FetchMeans,
	keep: (bytes: Bytes, at: number) => void,
	tell: (got: number) => void,
	signal: AbortSignal,
): Promise<void> {
	const hash = new WholeHash();
	let got = 0;
	for (const [index, part] of file.parts.entries()) {
		const bytes = await means.open(part, await means.get(part));
		signal.throwIfAborted();
		const want = Math.min(PART_BODY, file.length - index * PART_BODY);
		if (bytes.length !== want) throw new Refusal("content.wrongly-sealed");
		await hash.add(bytes);
		keep(bytes, got);
		got += bytes.length;
		tell(got);
	}
	if (got !== file.length || hash.hex() !== file.sha256) throw new Refusal("content.wrongly-sealed");
}
