// MDTO 1.0.1, the metadata that Dutch archives take (Nationaal Archief): one file for
// the dossier (informatieobject) and one for each file in the copy (bestand). The order
// of the elements is the schema's; every element that it demands is here.

/** What the metadata say of a dossier. */
export interface Described {
	readonly id: string;
	/** Who made it: the organisation's name. */
	readonly organisation: string;
	readonly name: string;
	/** Days, as 2026-01-31. */
	readonly openedOn: string;
	readonly closedOn: string;
	readonly languages: readonly string[];
	/** The category of the selection list, "" without a rule. */
	readonly category: string;
	/** The term as "24mnd" or "1mnd+2wk+3kd", and the first day after it; "" without a rule. */
	readonly term: string;
	readonly dueOn: string;
}

/** What the metadata say of a file. */
export interface DescribedFile {
	readonly name: string;
	readonly size: number;
	readonly sha256: string;
	/** PRONOM's name and code. */
	readonly format: string;
	readonly code?: string | undefined;
	/** When the sum was made, as 2026-01-31T12:00:00Z. */
	readonly at: string;
}

const SOURCE = "Gehoor";
const HEAD =
	'<?xml version="1.0" encoding="UTF-8"?>\n<MDTO xmlns="https://www.nationaalarchief.nl/mdto" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
	'xsi:schemaLocation="https://www.nationaalarchief.nl/mdto https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd">\n';

type Node = string | readonly Node[];

/** An element with text, or with others in it. */
function el(name: string, ...inside: Node[]): string {
	return `<${name}>${inside.flat(9).join("")}</${name}>\n`;
}

/** Text as XML has it, without what XML cannot have. */
export function escape(text: string): string {
	return text
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
		.replace(/&/g, "&amp;")
		.replace(/</g, "&lt;")
		.replace(/>/g, "&gt;");
}

const text = (name: string, value: string): string => el(name, escape(value));
const identification = (name: string, id: string): string => el(name, text("identificatieKenmerk", id), text("identificatieBron", SOURCE));
const pointer = (name: string, to: string, id = ""): string =>
	el(name, text("verwijzingNaam", to), id === "" ? "" : identification("verwijzingIdentificatie", id));
const term = (name: string, label: string, list: string, code = ""): string =>
	el(name, text("begripLabel", label), code === "" ? "" : text("begripCode", code), pointer("begripBegrippenlijst", list));

/** A term as ISO 8601 has it: "24mnd" is P24M; weeks are days, because a duration cannot mix them. */
export function duration(span: string): string {
	let months = 0;
	let days = 0;
	for (const [, n = "0", unit] of span.matchAll(/(\d+)(mnd|wk|kd)/g)) {
		if (unit === "mnd") months += Number(n);
		else days += Number(n) * (unit === "wk" ? 7 : 1);
	}
	return `P${months > 0 ? `${months}M` : ""}${days > 0 || months === 0 ? `${days}D` : ""}`;
}

/** The metadata of the dossier. */
export function dossierMdto(d: Described, files: readonly string[]): string {
	const event = (label: string, on: string) => el("event", term("eventType", label, "Begrippenlijst EventTypeLijst MDTO"), text("eventTijd", on));
	return (
		HEAD +
		el(
			"informatieobject",
			identification("identificatie", d.id),
			text("naam", d.name),
			term("aggregatieniveau", "Dossier", "Begrippenlijst Aggregatieniveaus MDTO"),
			el(
				"dekkingInTijd",
				term("dekkingInTijdType", "Looptijd van een dossier", SOURCE),
				text("dekkingInTijdBegindatum", d.openedOn),
				text("dekkingInTijdEinddatum", d.closedOn),
			),
			d.languages.map((language) => text("taal", language)),
			event("Creatie", d.openedOn),
			event("Afsluiting", d.closedOn),
			term("waardering", "Tijdelijk te bewaren", "Begrippenlijst Waarderingen MDTO", "V"),
			d.term === ""
				? ""
				: el(
						"bewaartermijn",
						term("termijnTriggerStartLooptijd", "Sluiting dossier", SOURCE),
						text("termijnStartdatumLooptijd", d.closedOn),
						text("termijnLooptijd", duration(d.term)),
						text("termijnEinddatum", d.dueOn),
					),
			d.category === "" ? "" : term("informatiecategorie", d.category, "Selectielijst gemeenten en intergemeentelijke organen"),
			files.map((file) => pointer("heeftRepresentatie", file, file)),
			pointer("archiefvormer", d.organisation),
			el(
				"beperkingGebruik",
				term("beperkingGebruikType", "beperkt openbaar; eerbiediging van de persoonlijke levenssfeer (Archiefwet 1995)", SOURCE),
				text("beperkingGebruikNadereBeschrijving", "Archiefwet 1995, artikel 15, eerste lid, onder a. Het dossier bevat wat iemand in vertrouwen vertelde."),
			),
		) +
		"</MDTO>\n"
	);
}

/** The metadata of one file of the dossier. */
export function fileMdto(f: DescribedFile, d: Described): string {
	return (
		HEAD +
		el(
			"bestand",
			identification("identificatie", f.name),
			text("naam", f.name),
			text("omvang", String(f.size)),
			term("bestandsformaat", f.format, "PRONOM-register", f.code ?? ""),
			el(
				"checksum",
				term("checksumAlgoritme", "SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO"),
				text("checksumWaarde", f.sha256),
				text("checksumDatum", f.at),
			),
			pointer("isRepresentatieVan", d.name, d.id),
		) +
		"</MDTO>\n"
	);
}
