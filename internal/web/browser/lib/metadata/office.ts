// Documents that are ZIP files: which of the two families it is, and what both
// need: pictures inside, and documents inside documents. Loaded only when
// somebody chooses such a file.
import { type Findings, type Parts, Uncleanable } from "./finding.ts";
import type { Inner } from "./inside.ts";
import { cleanOdf, MIMETYPE } from "./odf.ts";
import { cleanOoxml, TYPES } from "./ooxml.ts";
import { includes, startsWith } from "./view.ts";
import { type Entries, Room, unzip } from "./zip.ts";

/** How deep a document may lie inside another: a sheet in a slide in a text. */
const MAX_NESTED = 3;

/** Cleans an Office or OpenDocument file. Throws Uncleanable. */
export function cleanOffice(bytes: Uint8Array, found: Findings): Promise<Parts> {
	return nested(bytes, found, new Room(), 0);
}

function nested(bytes: Uint8Array, found: Findings, room: Room, depth: number): Promise<Parts> {
	const entries: Entries = unzip(bytes, room);
	const inner: Inner = async (data) => {
		if (depth >= MAX_NESTED || !isPackage(data)) return null;
		return (await nested(data, found, room, depth + 1)).bytes;
	};
	if (entries.has(TYPES)) return cleanOoxml(entries, found, inner);
	if (entries.has(MIMETYPE)) return cleanOdf(entries, found, inner);
	throw new Uncleanable("unknown");
}

function isPackage(bytes: Uint8Array): boolean {
	return startsWith(bytes, "PK\x03\x04") && (startsWith(bytes, MIMETYPE, 30) || includes(bytes, TYPES));
}
