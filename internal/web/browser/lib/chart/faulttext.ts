// What is wrong with a file, in words: the line, what stands there, and what to mend.
import { text } from "../../text.ts";
import type { Fault } from "./check.ts";
import { MAX_CELL, MAX_PARTY, MAX_POSTS } from "./check.ts";
import { MAX_FILE_BYTES, MAX_LINES, type Unreadable } from "./csv.ts";
import { sizeText } from "../filetext.ts";

/** Why nothing of a file can be read. */
export function unreadableText(why: Unreadable): string {
	switch (why) {
		case "too-large":
			return text("chart.no-large", { size: sizeText(MAX_FILE_BYTES) });
		case "too-many-lines":
			return text("chart.no-many", { n: MAX_LINES });
		case "empty":
			return text("chart.no-people");
		case "no-text":
			return text("chart.no-text");
	}
}

/** What is wrong on a line, and what to mend. */
export function faultText({ what, value }: Fault): string {
	switch (what) {
		case "quotes":
			return text("chart.fault-quotes");
		case "cells":
			return text("chart.fault-cells", { value });
		case "long":
			return text("chart.fault-long", { value, most: MAX_CELL });
		case "number-missing":
			return value === "" ? text("chart.fault-number") : text("chart.fault-number-of", { value });
		case "name-missing":
			return value === "" ? text("chart.fault-name") : text("chart.fault-name-of", { value });
		case "number-twice":
			return text("chart.fault-twice", { value });
		case "managers-two":
			return text("chart.fault-managers", { value });
		case "stand-ins-two":
			return text("chart.fault-stand-ins", { value });
		case "offices-many":
			return text("chart.fault-offices", { value, most: MAX_POSTS });
		case "manager-absent":
			return text("chart.fault-manager", { value });
		case "round":
			return text("chart.fault-round", { value });
		case "stand-in-absent":
			return text("chart.fault-stand-in", { value });
		case "stand-in-own":
			return text("chart.fault-stand-in-own", { value });
		case "office-unknown":
			return text("chart.fault-office", { value });
		case "party-alone":
			return text("chart.fault-party", { value });
		case "party-long":
			return text("chart.fault-long", { value, most: MAX_PARTY });
		case "date-wrong":
			return text("chart.fault-date", { value });
		case "date-alone":
			return text("chart.fault-date-alone", { value });
		case "until-before-from":
			return text("chart.fault-until", { value });
	}
}
