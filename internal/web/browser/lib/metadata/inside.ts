// What lies inside a document: pictures, and other documents.
import { type Findings, Uncleanable } from "./finding.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanPng, SIGNATURE } from "./png.ts";
import { startsWith } from "./view.ts";

/** Cleans a document inside a document; null when it is none that we can clean. */
export type Inner = (bytes: Uint8Array) => Promise<Uint8Array | null>;

/** Whether it is a picture that we can clean. */
export function isPicture(bytes: Uint8Array): boolean {
	return startsWith(bytes, "\xff\xd8\xff") || startsWith(bytes, SIGNATURE);
}

/** Cleans a picture inside a document; one that is damaged stays, and is told. */
export async function cleanPicture(bytes: Uint8Array, found: Findings): Promise<Uint8Array> {
	try {
		return startsWith(bytes, SIGNATURE) ? await cleanPng(bytes, found) : cleanJpeg(bytes, found);
	} catch (error) {
		if (!(error instanceof Uncleanable)) throw error;
		found.stay("pictures");
		return bytes;
	}
}
