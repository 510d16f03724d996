// What was found in a file, in words: what was taken out, what stays, or why
// nothing was. What comes out of the file is only ever put in as text.
import { text } from "../text.ts";
import { type Cleaned, type Finding, MAX_FILE, type Stays, type Tells, type Why } from "./metadata/finding.ts";

/** An element that tells what became of one file. */
export function showCleaned(of: Cleaned): HTMLElement {
	const place = element("div", "cleaned flow");
	if (of.cleaned) {
		if (of.findings.length > 0) place.append(heading(text("metadata.cleaned")), list(of.findings));
		else place.append(element("p", "utrecht-paragraph", text("metadata.nothing")));
		if (of.stays.length > 0) place.append(heading(text("metadata.stays")), lines(of.stays.map(staysText)));
		place.append(element("p", "utrecht-paragraph", text("metadata.limits")));
		return place;
	}
	place.append(heading(text("metadata.not-cleaned")), element("p", "utrecht-paragraph", whyText(of.why)));
	if (of.findings.length > 0) place.append(heading(text("metadata.found")), list(of.findings));
	return place;
}

/** Findings in words, those of one sort together. */
function list(findings: readonly Finding[]): HTMLElement {
	const byTells = new Map<Tells, string[]>();
	for (const { tells, value } of findings) {
		const values = byTells.get(tells) ?? [];
		if (value !== "") values.push(value);
		byTells.set(tells, values);
	}
	return lines([...byTells].map(([tells, values]) => (values.length > 0 ? `${tellsText(tells)}: ${values.join("; ")}` : tellsText(tells))));
}

/** Why a file was not cleaned, as a sentence. */
export function whyText(why: Why): string {
	switch (why) {
		case "unknown":
			return text("metadata.why-unknown");
		case "old-office":
			return text("metadata.why-old-office");
		case "encrypted":
			return text("metadata.why-encrypted");
		case "signed":
			return text("metadata.why-signed");
		case "macros":
			return text("metadata.why-macros");
		case "damaged":
			return text("metadata.why-damaged");
		case "too-large":
			return text("metadata.why-too-large", { mb: MAX_FILE >> 20 });
		case "too-much":
			return text("metadata.why-too-much");
		case "too-slow":
			return text("metadata.why-too-slow");
	}
}

function tellsText(tells: Tells): string {
	switch (tells) {
		case "place":
			return text("metadata.place");
		case "device":
			return text("metadata.device");
		case "person":
			return text("metadata.person");
		case "organisation":
			return text("metadata.organisation");
		case "time":
			return text("metadata.time");
		case "software":
			return text("metadata.software");
		case "title":
			return text("metadata.title");
		case "words":
			return text("metadata.words");
		case "number":
			return text("metadata.number");
		case "folder":
			return text("metadata.folder");
		case "thumbnail":
			return text("metadata.thumbnail");
		case "profile":
			return text("metadata.profile");
		case "versions":
			return text("metadata.versions");
		case "attachment":
			return text("metadata.attachment");
		case "behind":
			return text("metadata.behind");
		case "other":
			return text("metadata.other");
	}
}

function staysText(stays: Stays): string {
	switch (stays) {
		case "comments":
			return text("metadata.stays-comments");
		case "changes":
			return text("metadata.stays-changes");
		case "notes":
			return text("metadata.stays-notes");
		case "hidden":
			return text("metadata.stays-hidden");
		case "layers":
			return text("metadata.stays-layers");
		case "form":
			return text("metadata.stays-form");
		case "objects":
			return text("metadata.stays-objects");
		case "pictures":
			return text("metadata.stays-pictures");
	}
}

function heading(words: string): HTMLElement {
	return element("p", "utrecht-paragraph cleaned-heading", words);
}

function lines(sentences: readonly string[]): HTMLElement {
	const all = element("ul", "utrecht-unordered-list");
	all.append(...sentences.map((one) => element("li", "utrecht-unordered-list__item", one)));
	return all;
}

function element(tag: string, className: string, words = ""): HTMLElement {
	const one = document.createElement(tag);
	one.className = className;
	one.textContent = words;
	return one;
}
