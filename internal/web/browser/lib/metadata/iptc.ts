// IPTC and Photoshop's resources, which carry it in a JPEG: what press photographs
// say of themselves. It is removed whole, and read to tell what is in it.
import { readExif } from "./exif.ts";
import type { Findings, Tells } from "./finding.ts";
import { latin1, readable, View } from "./view.ts";
import { readXmp } from "./xmp.ts";

/** Datasets of record 2 (IPTC-IIM 4.2), and what they tell. */
const DATASETS: Readonly<Record<number, Tells>> = {
	5: "title",
	25: "words",
	55: "time",
	60: "time",
	65: "software",
	80: "person",
	85: "person",
	90: "place",
	92: "place",
	95: "place",
	101: "place",
	105: "title",
	110: "organisation",
	115: "organisation",
	116: "person",
	118: "person",
	120: "words",
	122: "person",
};

/** Photoshop's resources by number. */
const RESOURCE = { iptc: 0x0404, thumbnailOld: 0x0409, thumbnail: 0x040c, exif: 0x0422, xmp: 0x0424 };

/** Tells what Photoshop's resources hold. Damage ends the reading. */
export function readResources(bytes: Uint8Array, found: Findings): void {
	const view = new View(bytes);
	found.add("other", "Photoshop");
	try {
		for (let at = 0; at + 12 <= view.length && view.latin1(at, 4) === "8BIM"; ) {
			const number = view.u16(at + 4);
			// A name with its length before it, then the data with theirs; both padded to even.
			const data = at + 6 + even(1 + view.u8(at + 6));
			const length = view.u32(data);
			resource(number, view.slice(data + 4, length), found);
			at = data + 4 + even(length);
		}
	} catch {
		// The rest cannot be read.
	}
}

function resource(number: number, data: Uint8Array, found: Findings): void {
	if (number === RESOURCE.iptc) readIptc(data, found);
	else if (number === RESOURCE.thumbnail || number === RESOURCE.thumbnailOld) found.add("thumbnail");
	else if (number === RESOURCE.exif) readExif(data, found);
	else if (number === RESOURCE.xmp) readXmp(data, found);
}

/** Tells what IPTC datasets say. Throws when they are cut short. */
function readIptc(data: Uint8Array, found: Findings): void {
	const view = new View(data);
	for (let at = 0; at + 5 <= view.length && view.u8(at) === 0x1c; ) {
		const length = view.u16(at + 3);
		const tells = view.u8(at + 1) === 2 ? DATASETS[view.u8(at + 2)] : undefined;
		const value = view.slice(at + 5, length);
		if (tells) found.addText(tells, readable(value));
		at += 5 + length;
	}
}

/** Photoshop's resources begin so in a JPEG's APP13. */
export const RESOURCES = "Photoshop 3.0\0";

/** Whether a segment holds Photoshop's resources. */
export function isResources(data: Uint8Array): boolean {
	return latin1(data.subarray(0, RESOURCES.length)) === RESOURCES;
}

function even(n: number): number {
	return n + (n & 1);
}
