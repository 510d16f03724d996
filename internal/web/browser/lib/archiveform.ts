// The button that makes a copy of a closed dossier for the archive: fetches its files,
// has the server record the copy, and puts all of it in one file.
import { text } from "../text.ts";
import { type Piece, archive, MAX_COPY, type RecordWire } from "./archive.ts";
import { type Bytes, own, utf8 } from "./bytes.ts";
import type { CompartmentName } from "./compartment.ts";
import { type Manifest, readManifest, safeName } from "./file.ts";
import { fileTrouble, sizeText } from "./filetext.ts";
import { formatOf, PAGE } from "./pronom.ts";
import { allOpen, readable, saveAs } from "./readable.ts";

/** A file of the dossier whose manifest is open. */
export interface KnownFile {
	readonly content: string;
	readonly box: CompartmentName;
	readonly words: string;
}

/** What the form stands on. */
export interface ArchiveParts {
	readonly lang: string;
	readonly languages: readonly string[];
	readonly heading: string;
	/** Who made the copy, and when. */
	readonly madeBy: string;
	readonly places: () => Element[];
	readonly files: () => readonly KnownFile[];
	fetch(file: Manifest, known: KnownFile): Promise<ArrayBuffer>;
	record(): Promise<RecordWire>;
}

/** Wires the button. */
export function archiveForm(button: HTMLButtonElement, status: HTMLElement, parts: ArchiveParts): void {
	const make = async (): Promise<void> => {
		button.disabled = true;
		try {
			status.textContent = text("archive.making");
			status.textContent = await made(parts);
		} catch (error) {
			status.textContent = fileTrouble(error);
		} finally {
			button.disabled = false;
		}
	};
	button.addEventListener("click", () => void make());
	button.disabled = false;
}

async function made(parts: ArchiveParts): Promise<string> {
	const places = parts.places();
	if (!allOpen(places)) return text("archive.not-open");
	const known = parts.files().map((one) => ({ one, manifest: readManifest(one.words) }));
	const size = known.reduce((sum, { manifest }) => sum + manifest.length, 0);
	if (size > MAX_COPY) return text("archive.too-large", { limit: sizeText(MAX_COPY) });
	const pieces: Piece[] = [{ name: "dossier.html", bytes: page(parts, places), ...PAGE }];
	for (const [index, { one, manifest }] of known.entries()) {
		const bytes = own(new Uint8Array(await parts.fetch(manifest, one)));
		const name = `bestanden/${String(index + 1).padStart(2, "0")}-${safeName(manifest.name)}`;
		pieces.push({ name, bytes, ...formatOf(bytes, manifest.media) });
	}
	const record = await parts.record();
	const at = `${new Date().toISOString().slice(0, 19)}Z`;
	saveAs([await archive(record, parts.languages, pieces, at)], "application/zip", "kopie.zip");
	return text("archive.made");
}

function page(parts: ArchiveParts, places: Element[]): Bytes {
	return utf8(readable(parts.lang, parts.heading, [parts.madeBy], places));
}
