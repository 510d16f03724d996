// Office documents (ECMA-376: Word, Excel, PowerPoint). What they tell of people
// lies in parts of its own, which go, and in attributes and elements of the
// others, which are rewritten. Words, also deleted ones and comments, stay; that
// is said.
import { type Findings, type Parts, type Tells, Uncleanable } from "./finding.ts";
import { cleanPicture, type Inner, isPicture } from "./inside.ts";
import { type Rule, rewrite, texts, type Verdict, type XmlElement } from "./xml.ts";
import { type Entries, zip } from "./zip.ts";

/** The part that every package has, with the types of all others. */
export const TYPES = "[Content_Types].xml";

const TYPE_NAMES: readonly (readonly [RegExp, string])[] = [
	[/^word\//, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
	[/^xl\//, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
	[/^ppt\//, "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
];

/** Parts that go. Nothing needs them to show the document. */
const GONE =
	/^(docProps\/|customXml\/|docMetadata\/|\[trash\]|word\/people\.xml|ppt\/(changesInfos\/|revisionInfo\.xml)|xl\/(printerSettings\/|revisions\/)|word\/printerSettings|.*\/thumbnail\.)/i;
/** Parts with programs, and with signatures. */
const MACROS = /(^|\/)(vbaProject\.bin|vbaData\.xml|macrosheets\/)/i;
const SIGNED = /^_xmlsignatures\//i;
const PICTURES = /\/media\/|\.(emf|wmf|wdp|tiff?|gif|bmp|svg)$/i;
const OBJECTS = /\/(embeddings|activeX|oleObject)/i;

/** What takes the place of a name that the format asks for. Word's own inspector writes the same. */
const NOBODY = "Author";

/** What an attribute tells; in its place comes a word, or nothing at all. */
interface Field {
	readonly tells: Tells;
	readonly instead?: string;
}

/** Attributes by "element@attribute", "*" for any element. */
const ATTRIBUTES: Readonly<Record<string, Field>> = {
	// Comments and tracked changes of Word.
	"*@author": { tells: "person", instead: NOBODY },
	"*@initials": { tells: "person", instead: "A" },
	"*@date": { tells: "time" },
	"*@dateUtc": { tells: "time" },
	// Comments of PowerPoint, old and new.
	"cmAuthor@name": { tells: "person", instead: NOBODY },
	"author@name": { tells: "person", instead: NOBODY },
	"author@userId": { tells: "person", instead: NOBODY },
	"author@providerId": { tells: "other", instead: "None" },
	"presenceInfo@userId": { tells: "person", instead: NOBODY },
	"presenceInfo@providerId": { tells: "other", instead: "None" },
	"cm@dt": { tells: "time" },
	"cm@created": { tells: "time", instead: "2000-01-01T00:00:00.000" },
	"reply@created": { tells: "time", instead: "2000-01-01T00:00:00.000" },
	"tag@val": { tells: "other", instead: "" },
	// Excel.
	"person@displayName": { tells: "person", instead: NOBODY },
	"person@userId": { tells: "person", instead: NOBODY },
	"person@providerId": { tells: "other", instead: "None" },
	"threadedComment@dT": { tells: "time" },
	"fileSharing@userName": { tells: "person" },
	"pivotCacheDefinition@refreshedBy": { tells: "person" },
	"pivotCacheDefinition@refreshedDate": { tells: "time" },
	"pivotCacheDefinition@refreshedDateIso": { tells: "time" },
	"connection@sourceFile": { tells: "folder" },
	"connection@odcFile": { tells: "folder" },
	"dbPr@connection": { tells: "folder", instead: "" },
	"textPr@sourceFile": { tells: "folder", instead: "" },
};

/** Elements that go, with what they tell; an attribute holds it, or their text. */
const ELEMENTS: Readonly<Record<string, Verdict & { readonly attribute?: string }>> = {
	absPath: { gone: "drop", tells: "folder", attribute: "url" },
	attachedTemplate: { gone: "drop" },
	mailMerge: { gone: "drop", tells: "folder" },
	docVars: { gone: "drop", tells: "other" },
	rsids: { gone: "drop" },
	docId: { gone: "drop" },
	revisionPtr: { gone: "drop", tells: "number", attribute: "documentId" },
	dataBinding: { gone: "drop" },
	fileVersion: { gone: "drop" },
};

/** The parts of docProps, by the elements in them. */
const PROPERTIES: Readonly<Record<string, Tells>> = {
	creator: "person",
	lastModifiedBy: "person",
	created: "time",
	modified: "time",
	lastPrinted: "time",
	title: "title",
	subject: "title",
	description: "words",
	keywords: "words",
	category: "words",
	Application: "software",
	Company: "organisation",
	Manager: "person",
	Template: "folder",
	HyperlinkBase: "folder",
};

const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";

/** Cleans a package; inner cleans a document inside it. Throws Uncleanable. */
export async function cleanOoxml(entries: Entries, found: Findings, inner: Inner): Promise<Parts> {
	const names = [...entries.keys()];
	if (names.some((name) => SIGNED.test(name))) throw new Uncleanable("signed");
	tellProperties(entries, found);
	if (names.some((name) => MACROS.test(name))) throw new Uncleanable("macros");
	const gone = new Set(names.filter((name) => goes(name)));
	// The types come first: so does Office, and programs that look at a file's beginning know it.
	const out: Entries = new Map([[TYPES, new Uint8Array()]]);
	for (const [name, data] of entries) {
		if (!gone.has(name)) out.set(name, await part(name, data, gone, found, inner));
	}
	return { bytes: zip(out), type: typeOf(names) };
}

/** A part that goes, or the relationships of one. */
function goes(name: string): boolean {
	return GONE.test(name) || GONE.test(name.replace(/(^|\/)_rels\/([^/]+)\.rels$/, "$1$2"));
}

function typeOf(names: readonly string[]): string {
	const type = TYPE_NAMES.find(([pattern]) => names.some((name) => pattern.test(name)));
	if (!type) throw new Uncleanable("unknown");
	return type[1];
}

/** Tells what the parts hold that go. */
function tellProperties(entries: Entries, found: Findings): void {
	for (const [name, data] of entries) {
		if (/\/thumbnail\./i.test(name)) found.add("thumbnail");
		else if (/^docProps\/custom\.xml$/i.test(name)) eachText(data, (_, text) => found.addText("other", text), found);
		else if (/^docProps\/.*\.xml$/i.test(name)) eachText(data, (one, text) => tellProperty(one, text, found), found);
		else if (/^word\/people\.xml$/i.test(name)) eachText(data, (one) => tellAttributes(one, found), found);
		else if (/^ppt\/changesInfos\//i.test(name)) eachText(data, (one) => one.local === "chgData" && found.addText("person", value(one, "name")), found);
		else if (/^xl\/printerSettings\//i.test(name)) found.add("device", printer(data));
		else if (/^(customXml|docMetadata|xl\/revisions)\/.*\.xml$/i.test(name)) found.add("other", name.replace(/\/.*/, ""));
	}
}

function tellProperty(one: XmlElement, text: string, found: Findings): void {
	const tells = PROPERTIES[one.local];
	if (tells && text.trim() !== "0") found.addText(tells, text);
}

/** Reads a part that goes; damage in it is no harm. */
function eachText(data: Uint8Array, each: (one: XmlElement, text: string) => unknown, found: Findings): void {
	try {
		texts(data, (one, text) => void each(one, text));
	} catch {
		found.add("other");
	}
}

function value(one: XmlElement, local: string): string {
	return one.attributes.find((a) => a.local === local)?.value ?? "";
}

/** The name with which a printer's settings of Windows begin. */
function printer(data: Uint8Array): string {
	return new TextDecoder("utf-16le").decode(data.subarray(0, 64)).replace(/\0.*$/s, "");
}

async function part(name: string, data: Uint8Array, gone: ReadonlySet<string>, found: Findings, inner: Inner): Promise<Uint8Array> {
	if (name === TYPES) return rewrite(data, (one) => (gone.has(value(one, "PartName").slice(1)) ? { gone: "drop" } : {}), found);
	if (/\.rels$/i.test(name)) return rewrite(data, relationships(name, gone, found), found);
	if (/\.(xml|vml)$/i.test(name)) return rewrite(data, element(name, found), found);
	if (isPicture(data)) return cleanPicture(data, found);
	if (OBJECTS.test(name)) return (await inner(data)) ?? stays(data, "objects", found);
	if (PICTURES.test(name)) return stays(data, "pictures", found);
	return /\.(odttf|fntdata)$/i.test(name) ? data : stays(data, "objects", found);
}

function stays(data: Uint8Array, what: "objects" | "pictures", found: Findings): Uint8Array {
	found.stay(what);
	return data;
}

/** Relationships to what goes go; those to files of the maker's own lead nowhere. */
function relationships(name: string, gone: ReadonlySet<string>, found: Findings): Rule {
	const folder = name.replace(/_rels\/[^/]*$/, "");
	return (one) => {
		if (one.local !== "Relationship" || one.uri !== RELATIONSHIPS) return {};
		const target = one.attributes.find((a) => a.local === "Target");
		if (!target) return {};
		const type = value(one, "Type");
		if (value(one, "TargetMode") === "External") {
			if (/\/hyperlink$/.test(type) && !/^file:/i.test(target.value)) return {};
			found.addText("folder", target.value);
			if (/\/(attachedTemplate|mailMerge\w*)$/.test(type)) return { gone: "drop" };
			target.value = "NULL";
			return {};
		}
		return gone.has(resolve(folder, target.value)) ? { gone: "drop" } : {};
	};
}

/** The path of a target within the package. */
export function resolve(folder: string, target: string): string {
	const parts: string[] = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
	for (const step of target.split("/")) {
		if (step === "..") parts.pop();
		else if (step !== "." && step !== "") parts.push(step);
	}
	return parts.join("/");
}

/** The rule for every other part. */
function element(name: string, found: Findings): Rule {
	if (/^ppt\/notesSlides\//.test(name)) found.stay("notes");
	return (one) => {
		noteWhatStays(one, found);
		const verdict = ELEMENTS[one.local];
		if (verdict?.attribute !== undefined && verdict.tells) found.addText(verdict.tells, value(one, verdict.attribute));
		if (verdict) return verdict;
		// Names of those who commented, as Excel lists them.
		if (one.local === "author" && one.inside.at(-1) === "authors") return { gone: "blank", tells: "person" };
		// A print set-up that is gone.
		if (one.local === "pageSetup") remove(one, (local) => local === "id");
		tellAttributes(one, found);
		remove(one, (local, uri) => /^rsid/i.test(local) || (local === "uid" && uri.includes("/revision")));
		return {};
	};
}

/** Takes away, or replaces, the attributes that tell of people. */
function tellAttributes(one: XmlElement, found: Findings): void {
	for (const attribute of one.attributes) {
		const field = ATTRIBUTES[`${one.local}@${attribute.local}`] ?? ATTRIBUTES[`*@${attribute.local}`];
		if (!field || !ofPeople(one, attribute.local)) continue;
		if (attribute.value !== field.instead) found.addText(field.tells, attribute.value);
		attribute.value = field.instead ?? "";
	}
	remove(one, (local) => {
		const field = ATTRIBUTES[`${one.local}@${local}`] ?? ATTRIBUTES[`*@${local}`];
		return field !== undefined && field.instead === undefined && ofPeople(one, local);
	});
}

/** "date" is also a word for other things: outside of Word only where an author stands beside it. */
function ofPeople(one: XmlElement, local: string): boolean {
	return local !== "date" || one.uri.includes("wordprocessingml");
}

function remove(one: XmlElement, which: (local: string, uri: string) => boolean): void {
	const kept = one.attributes.filter((a) => !which(a.local, a.uri));
	if (kept.length < one.attributes.length) one.attributes.splice(0, one.attributes.length, ...kept);
}

function noteWhatStays(one: XmlElement, found: Findings): void {
	const { local } = one;
	if (local === "comment" || local === "cm" || local === "threadedComment") found.stay("comments");
	else if (["ins", "del", "moveFrom", "moveTo"].includes(local) && one.uri.includes("wordprocessingml")) found.stay("changes");
	else if (local === "sheet" && /hidden/i.test(value(one, "state"))) found.stay("hidden");
	else if ((local === "row" || local === "col") && value(one, "hidden") === "1") found.stay("hidden");
	else if (local === "sld" && value(one, "show") === "0") found.stay("hidden");
	else if (local === "vanish") found.stay("hidden");
}
