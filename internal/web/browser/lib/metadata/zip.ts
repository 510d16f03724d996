// ZIP, as Office and OpenDocument use it: a bounded reading, and a writing that
// says nothing of when, where and by what it was made. fflate does the work.
import { unzipSync, zipSync, type Zippable } from "fflate";
import { type Bytes, own } from "../bytes.ts";
import { Uncleanable } from "./finding.ts";

/** Entries of a file: a report with a thousand pictures has some thousands. */
export const MAX_ENTRIES = 10_000;
/** Unpacked bytes of all entries together, as the device has to hold them. */
export const MAX_UNPACKED = 256 << 20;

/** The parts of a document by their path, in the order of the file. */
export type Entries = Map<string, Uint8Array>;

/** A counter of unpacked bytes, shared by a document and what lies inside it. */
export class Room {
	#left = MAX_UNPACKED;

	/** Takes room before it is used; throws "too-much". */
	take(bytes: number): void {
		this.#left -= bytes;
		if (!(this.#left >= 0)) throw new Uncleanable("too-much");
	}
}

/**
 * Unpacks. The sizes that the file declares are counted before anything is
 * unpacked, and nothing unpacks to more than its declared size: a file that lies
 * comes out cut short, and is then found damaged by whoever reads the part.
 */
export function unzip(bytes: Uint8Array, room: Room): Entries {
	const names = new Set<string>();
	let packed = 0;
	try {
		const files = unzipSync(bytes, {
			filter: ({ name, size, originalSize }) => {
				packed += size;
				// Two entries of one name, or entries that share their bytes: made to deceive.
				if (names.has(name) || packed > bytes.length) throw new Uncleanable("damaged");
				names.add(name);
				if (names.size > MAX_ENTRIES) throw new Uncleanable("too-much");
				room.take(originalSize);
				return !name.endsWith("/");
			},
		});
		return new Map(Object.entries(files));
	} catch (error) {
		throw error instanceof Uncleanable ? error : new Uncleanable("damaged");
	}
}

/** Packs the parts in their order; those in plain are stored as they are. */
export function zip(entries: Entries, plain: ReadonlySet<string> = new Set()): Bytes {
	const files: Zippable = {};
	for (const [name, data] of entries) files[name] = [data, { level: plain.has(name) ? 0 : 6 }];
	// The first day that the format knows, in every zone; and no system, no owner.
	return own(zipSync(files, { mtime: new Date(1980, 0, 1), os: 0, attrs: 0 }));
}
