// Files in words.
import { lang, text } from "../text.ts";
import { Failure } from "./api.ts";
import { errorText } from "./apitext.ts";

const units: readonly (readonly [number, string])[] = [
	[1e9, "gigabyte"],
	[1e6, "megabyte"],
	[1e3, "kilobyte"],
	[1, "byte"],
];

/** A size as people say it: "3,4 MB". */
export function sizeText(bytes: number): string {
	const [by, unit] = units.find(([least]) => bytes >= least) ?? ([1, "byte"] as const);
	return new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: by > 1e3 ? 1 : 0 }).format(bytes / by);
}

/** What went wrong with a file. */
export function fileTrouble(error: unknown): string {
	if (error instanceof Failure && error.message === "") {
		if (error.code === "file.too-large") return text("file.too-large");
		if (error.code === "file.unreadable") return text("file.unreadable");
		if (error.code === "offline") return text("file.offline");
	}
	return errorText(error);
}
