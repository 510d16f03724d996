// A copy of a closed dossier for the archive: words, files, metadata (MDTO), events
// with their proofs, and sums of all of it, in one ZIP that gehoor-verify checks
// (doc/formats.md §11). What is here needs no page and no network.
import { type Bytes, sha256Hex, utf8 } from "./bytes.ts";
import { type Described, dossierMdto, fileMdto } from "./mdto.ts";
import { type Entries, zip } from "./metadata/zip.ts";

/** What the server gives (web/export.go). */
export interface RecordWire {
	readonly org: string;
	readonly name: string;
	readonly dossier: string;
	readonly openedOn: string;
	readonly closedOn: string;
	readonly category: string;
	readonly term: string;
	readonly dueOn: string;
	readonly events: readonly { readonly seq: number; readonly index: number; readonly leaf: string; readonly proof?: string }[];
	/** The root's notes about the keys of those who signed something. */
	readonly keys: readonly { readonly person: string; readonly note: string }[];
}

/** Something in the copy beside events. */
export interface Piece {
	readonly name: string;
	readonly bytes: Bytes;
	readonly format: string;
	readonly code?: string;
}

/** The most bytes of files that a copy holds: what a browser can put together in memory. */
export const MAX_COPY = 256 << 20;

const README = `Kopie van een dossier voor het archief, gemaakt met Gehoor.

dossier.html       de woorden, zoals ze in de browser stonden
bestanden/         de bestanden van het dossier
*.mdto.xml         metagegevens (MDTO 1.0.1) van het dossier en van elk bestand
log.json           alle gebeurtenissen van het dossier, met hun plaats in het logboek
keys.json          de sleutels waarmee wie hier werkte iets ondertekende
proofs/            van elke gebeurtenis die open mag: wat er stond, en het bewijs
SHA256SUMS         controlegetallen van alles hierboven

Controleren, nadat u dit hebt uitgepakt:
  gehoor-verify dossier --log-key SLEUTEL --root STAM MAP

Van wat de melder deed, en van wie de melder buitensloot, staat alleen het zegel in
log.json: daar mag niemand van weten op welk moment het was. De bewijzen laten zien wat
er is vastgelegd. Dat de woorden in dossier.html dezelfde zijn als die verzegeld werden,
zegt degene die deze kopie maakte.
`;

/** Where a copy keeps a piece's metadata. */
const described = (name: string): string => `${name}.mdto.xml`;

/** Puts a copy together. at is when, as 2026-01-31T12:00:00Z. */
export async function archive(record: RecordWire, languages: readonly string[], pieces: readonly Piece[], at: string): Promise<Bytes> {
	const d: Described = {
		id: record.dossier,
		organisation: record.name,
		name: `Signaal ${record.dossier.slice(0, 6).toUpperCase()}`,
		openedOn: record.openedOn,
		closedOn: record.closedOn,
		languages,
		category: record.category,
		term: record.term,
		dueOn: record.dueOn,
	};
	const entries: Entries = new Map();
	entries.set("LEESMIJ.txt", utf8(README));
	for (const piece of pieces) {
		const { name, bytes, format, code } = piece;
		entries.set(name, bytes);
		entries.set(described(name), utf8(fileMdto({ name, size: bytes.length, sha256: await sha256Hex(bytes), format, code, at }, d)));
	}
	entries.set("dossier.mdto.xml", utf8(dossierMdto(d, pieces.map(({ name }) => name))));
	entries.set("log.json", utf8(`${JSON.stringify(logOf(record), null, "\t")}\n`));
	entries.set("keys.json", utf8(`${JSON.stringify({ v: 1, keys: record.keys }, null, "\t")}\n`));
	for (const { seq, proof } of record.events) if (proof) entries.set(proofName(seq), utf8(proof));
	const sums: string[] = [];
	for (const [name, bytes] of entries) sums.push(`${await sha256Hex(bytes as Bytes)}  ${name}\n`);
	entries.set("SHA256SUMS", utf8(sums.join("")));
	return zip(entries);
}

/** The name of an event's proof. */
function proofName(seq: number): string {
	return `proofs/${String(seq).padStart(4, "0")}.tlog-proof`;
}

function logOf(record: RecordWire): unknown {
	const events = record.events.map(({ seq, index, leaf, proof }) => ({ seq, index, leaf, ...(proof ? { proof: proofName(seq) } : {}) }));
	return { v: 1, org: record.org, stream: `dossier/${record.dossier}`, events };
}
