// OpenDocument files (ISO 26300: LibreOffice and others). What they tell of people
// lies in meta.xml and the preview, which go, and in elements and attributes of
// the other parts, which are rewritten.
import { type Findings, type Parts, type Tells, Uncleanable } from "./finding.ts";
import { cleanPicture, type Inner, isPicture } from "./inside.ts";
import { latin1 } from "./view.ts";
import { type Rule, rewrite, texts, type Verdict, type XmlElement } from "./xml.ts";
import { type Entries, zip } from "./zip.ts";

/** The part that comes first, and says what the file is. */
export const MIMETYPE = "mimetype";
const MANIFEST = "META-INF/manifest.xml";
/** The types that there are, also of templates and formulas. */
const TYPE = /^application\/vnd\.oasis\.opendocument\.[a-z-]{1,40}$/;

const GONE = /(^|\/)meta\.xml$|^Thumbnails\/|(^|\/)(layout-cache|manifest\.rdf)$|^META-INF\/(?!manifest\.xml$)/;
const SIGNED = /^META-INF\/\w*signatures\.xml$/;
/** Modules of programs; the lists of libraries beside them are always there. */
const MACROS = /^(Basic\/.*\.xml|Dialogs\/.*\.xml|Scripts\/.+)$/;
const LIBRARY_LIST = /(script|dialog)-l[bc]\.xml$/;

/** What meta.xml holds. */
const META: Readonly<Record<string, Tells>> = {
	creator: "person",
	"initial-creator": "person",
	"printed-by": "person",
	date: "time",
	"creation-date": "time",
	"print-date": "time",
	generator: "software",
	title: "title",
	subject: "title",
	description: "words",
	keyword: "words",
	"user-defined": "other",
	template: "folder",
	contributor: "person",
	publisher: "organisation",
	source: "folder",
	identifier: "number",
};

/** Elements of a comment or a tracked change that tell who and when. */
const WHO: Readonly<Record<string, Tells>> = {
	creator: "person",
	"creator-initials": "person",
	"sender-initials": "person",
	date: "time",
	"date-string": "time",
};

/** Settings that tell of a device or of an editing session. */
const SETTINGS: Readonly<Record<string, Tells | undefined>> = {
	PrinterName: "device",
	PrinterSetup: "device",
	PrintFaxName: "device",
	Rsid: undefined,
	RsidRoot: undefined,
	CurrentDatabaseDataSource: "folder",
	ModifyPasswordInfo: undefined,
};

/** Cleans an OpenDocument package; inner cleans a document inside it. Throws Uncleanable. */
export async function cleanOdf(entries: Entries, found: Findings, inner: Inner): Promise<Parts> {
	const type = latin1(entries.get(MIMETYPE) ?? new Uint8Array()).trim();
	if (!TYPE.test(type)) throw new Uncleanable("unknown");
	const names = [...entries.keys()];
	const manifest = entries.get(MANIFEST);
	if (!manifest) throw new Uncleanable("damaged");
	if (isEncrypted(manifest)) throw new Uncleanable("encrypted");
	if (names.some((name) => SIGNED.test(name))) throw new Uncleanable("signed");
	tellMeta(entries, found);
	if (names.some((name) => MACROS.test(name) && !LIBRARY_LIST.test(name))) throw new Uncleanable("macros");
	const out: Entries = new Map();
	for (const [name, data] of entries) {
		if (!GONE.test(name)) out.set(name, await part(name, data, found, inner));
	}
	return { bytes: zip(out, new Set([MIMETYPE])), type };
}

function isEncrypted(manifest: Uint8Array): boolean {
	let encrypted = false;
	texts(manifest, (one) => (encrypted ||= one.local === "encryption-data" || one.local === "encrypted-key"));
	return encrypted;
}

/** Tells what the parts hold that go. */
function tellMeta(entries: Entries, found: Findings): void {
	for (const [name, data] of entries) {
		if (/^Thumbnails\//.test(name)) found.add("thumbnail");
		if (!/(^|\/)meta\.xml$/.test(name)) continue;
		try {
			texts(data, (one, text) => tell(one, text, found));
		} catch {
			found.add("other", name);
		}
	}
}

function tell(one: XmlElement, text: string, found: Findings): void {
	const tells = META[one.local];
	if (!tells || one.inside.at(-1) !== "meta") return;
	found.addText(tells, text);
	if (one.local === "template") found.addText(tells, value(one, "href"));
}

function value(one: XmlElement, local: string): string {
	return one.attributes.find((a) => a.local === local)?.value ?? "";
}

async function part(name: string, data: Uint8Array, found: Findings, inner: Inner): Promise<Uint8Array> {
	if (name === MIMETYPE) return data;
	if (name === MANIFEST) return rewrite(data, (one) => (GONE.test(value(one, "full-path")) ? { gone: "drop" } : {}), found);
	if (/\.xml$/.test(name)) return rewrite(data, element(found), found);
	if (isPicture(data)) return cleanPicture(data, found);
	if (/^(Pictures|ObjectReplacements)\//.test(name)) return stays(data, "pictures", found);
	if (/^(Fonts|Configurations2)\//.test(name) || data.length === 0) return data;
	return (await inner(data)) ?? stays(data, "objects", found);
}

function stays(data: Uint8Array, what: "objects" | "pictures", found: Findings): Uint8Array {
	found.stay(what);
	return data;
}

function element(found: Findings): Rule {
	return (one): Verdict => {
		const around = one.inside.at(-1) ?? "";
		if (one.local === "annotation") found.stay("comments");
		else if (one.local === "changed-region" || one.local === "tracked-changes") found.stay("changes");
		else if (one.local === "table" && value(one, "visibility") === "collapse") found.stay("hidden");
		const who = WHO[one.local];
		if (who && /^(annotation|change-info|info)$/.test(around)) return { gone: "drop", tells: who };
		if (one.local === "config-item" && value(one, "name") in SETTINGS) return setting(value(one, "name"));
		clean(one, found);
		return {};
	};
}

function setting(name: string): Verdict {
	const tells = SETTINGS[name];
	return tells ? { gone: "blank", tells } : { gone: "drop" };
}

function clean(one: XmlElement, found: Findings): void {
	for (const attribute of one.attributes) {
		// A place on the maker's own disk; a link that one sees is a word of the text.
		if (attribute.local === "href" && /^file:/i.test(attribute.value) && one.local !== "a") {
			found.addText("folder", attribute.value);
			attribute.value = "";
		}
	}
	const kept = one.attributes.filter((a) => !/^(paragraph-)?rsid$/.test(a.local));
	if (kept.length < one.attributes.length) one.attributes.splice(0, one.attributes.length, ...kept);
}
