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

/** Fetches the file; tell says how many bytes are here. Throws a Failure or a Refusal, and ends with the signal. */
export async function fetchFile(file: Manifest, means: FetchMeans, tell: (got: number) => void, signal: AbortSignal): Promise<Blob> {
	const hash = new WholeHash();
	// A browser keeps large blobs on the disk; as one array they would fill its memory.
	const blobs: Blob[] = [];
	let got = 0;
	for (const [index, part] of file.parts.entries()) {
		const bytes = await means.open(part, await means.get(part));
		signal.throwIfAborted();
		const want = Math.min(PART_BODY, file.length - index * PART_BODY);
		if (bytes.length !== want) throw new Refusal("content.wrongly-sealed");
		await hash.add(bytes);
		blobs.push(new Blob([bytes]));
		got += bytes.length;
		tell(got);
	}
	if (got !== file.length || hash.hex() !== file.sha256) throw new Refusal("content.wrongly-sealed");
	// Never the sender's word for what it is: nothing of it is ever run or shown.
	return new Blob(blobs, { type: "application/octet-stream" });
}
