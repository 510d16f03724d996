// Colour profiles (ICC.1). A profile of a common colour space is the same for
// everybody and makes colours right; one of a single screen or scanner is as good
// as a serial number. So the common ones stay, rebuilt from nothing but their
// colours, and every other goes.
import type { Bytes } from "../bytes.ts";
import type { Findings } from "./finding.ts";
import { be32, fromLatin1, join, latin1, View } from "./view.ts";

/** A profile of a common space is some hundreds to thousands of bytes. */
const MAX_PROFILE = 16 << 10;
/** Tags of a profile that are looked at. */
const MAX_TAGS = 64;
const HEADER = 128;

/** How common spaces call themselves: of phones, cameras and programs; "ICC" are those that we rebuilt. */
const COMMON = /^(icc|s?rgb|srgb (built-in|iec61966-2[.-]1|iec61966-2\.1 black scaled)|srgb color space profile|generic rgb profile|c2(ci)?|srgb-elle-v[24]-.*|display p3|adobe ?rgb( \(1998\))?|compatible with adobe rgb \(1998\)|gimp built-in srgb|artifex (srgb|sgray) icc profile|dot gain 20%|gray gamma 2\.2|generic gray( gamma 2\.2)? profile|sgry|sp3c|up3)$/i;

/** The tags that hold colours, and the types that these have: numbers, and no text. */
const COLOURS = new Set(["rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "chad", "rTRC", "gTRC", "bTRC", "kTRC"]);
const NUMBERS = new Set(["XYZ ", "curv", "para", "sf32"]);

/** Fields of the header that are kept: version, class, space, illuminant. Date, maker, model and number are not. */
const KEPT_HEADER: readonly (readonly [from: number, to: number])[] = [
	[8, 24],
	[36, 40],
	[64, 80],
];

/** The profile to keep in place of this one, or null. What is left out is told. */
export function cleanProfile(profile: Uint8Array, found: Findings): Bytes | null {
	try {
		const view = new View(profile.subarray(0, MAX_PROFILE));
		const tags = readTags(view);
		const name = description(tags.get("desc"));
		if (profile.length <= MAX_PROFILE && COMMON.test(name)) {
			const kept = rebuild(view, tags);
			if (kept) return kept;
		}
		found.add("profile", name);
	} catch {
		found.add("profile");
	}
	return null;
}

function readTags(view: View): Map<string, Uint8Array> {
	if (view.latin1(36, 4) !== "acsp") return new Map();
	const tags = new Map<string, Uint8Array>();
	const count = Math.min(view.u32(HEADER), MAX_TAGS);
	for (let i = 0; i < count; i++) {
		const at = HEADER + 4 + 12 * i;
		tags.set(view.latin1(at, 4), view.slice(view.u32(at + 4), view.u32(at + 8)));
	}
	return tags;
}

/** The name of a profile, from the description of version 2 or 4. */
function description(tag: Uint8Array | undefined): string {
	if (!tag) return "";
	const view = new View(tag);
	const type = view.latin1(0, 4);
	if (type === "desc") return latin1(view.slice(12, view.u32(8))).replace(/\0.*$/s, "");
	if (type === "mluc" && view.u32(8) > 0) return new TextDecoder("utf-16be").decode(view.slice(view.u32(24), view.u32(20)));
	return "";
}

/** A profile with the colours of this one, and no word in it but a name that says nothing. */
function rebuild(view: View, tags: ReadonlyMap<string, Uint8Array>): Bytes | null {
	const kept = [...tags].filter(([name, data]) => COLOURS.has(name) && NUMBERS.has(latin1(data.subarray(0, 4))));
	if (!kept.some(([name]) => name === "rXYZ" || name === "kTRC")) return null;
	const all: (readonly [string, Uint8Array])[] = [["desc", plainName(view.u8(8))], ["cprt", fromLatin1("text\0\0\0\0-\0")], ...kept];
	const table: Uint8Array[] = [be32(all.length)];
	const data: Uint8Array[] = [];
	let at = HEADER + 4 + 12 * all.length;
	for (const [name, value] of all) {
		table.push(fromLatin1(name), be32(at), be32(value.length));
		const padded = new Uint8Array((value.length + 3) & ~3);
		padded.set(value);
		data.push(padded);
		at += padded.length;
	}
	const header = new Uint8Array(HEADER);
	header.set(be32(at), 0);
	for (const [from, to] of KEPT_HEADER) header.set(view.slice(from, to - from), from);
	return join([header, ...table, ...data]);
}

/** A description that every reader takes, in the form of the profile's version. */
function plainName(version: number): Bytes {
	if (version >= 4) return fromLatin1("mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x06\0\0\0\x1c\0I\0C\0C");
	// An ASCII name of four bytes, then an empty one in Unicode and one for old Macs.
	return join([fromLatin1("desc\0\0\0\0\0\0\0\x04ICC\0"), new Uint8Array(4 + 4 + 2 + 1 + 67)]);
}
