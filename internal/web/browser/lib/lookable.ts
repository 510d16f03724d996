// Which files are worth looking at, by what their sender says they are. The viewer
// goes by the bytes, and has the last word.
import type { Manifest } from "./file.ts";

/** The largest file that is shown, in bytes: it is in memory twice, also in a telephone's. */
export const MAX_LOOK = 128 << 20;

const KINDS = /\.(txt|csv|md|log|jpe?g|png|gif|webp|avif|pdf)$/i;
const MEDIA = ["text/plain", "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "application/pdf"];

/** Why a file cannot be looked at, as far as its manifest tells; undefined if it is worth trying. */
export function notLookable({ name, media, length }: Pick<Manifest, "name" | "media" | "length">): "kind" | "large" | undefined {
	if (!KINDS.test(name) && !MEDIA.includes(media)) return "kind";
	return length > MAX_LOOK ? "large" : undefined;
}
