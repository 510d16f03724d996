// What the server put into a dossier's page for its script
// (page/dossier/island.go has the same shape).
import type { CompartmentName, Vouched } from "./compartment.ts";
import type { FormLabels } from "./dossieraccount.ts";
import type { Proposals } from "./intent.ts";
import type { Author, Said } from "./said.ts";

/** Somebody's key as the organisation's root signed it. */
export interface KeyNote {
	readonly person: string;
	readonly note: string;
}

/** Somebody to whom keys may be given, and of which compartments. */
export interface AddableNote extends KeyNote {
	readonly lacks: readonly CompartmentName[];
}

/** A compartment that wants another key, and for whom. */
export interface RekeyingNotes {
	readonly name: CompartmentName;
	readonly holders: readonly KeyNote[];
	readonly reporters: readonly Vouched[];
}

/** A dossier's page. */
export interface DossierPage {
	readonly id: string;
	/** The verifier key of the organisation's root. */
	readonly root: string;
	/** Who looks. */
	readonly me: string;
	readonly holders: readonly KeyNote[];
	/** Those of them who get the key of what is written about care. */
	readonly carers: readonly KeyNote[];
	readonly custodians: readonly KeyNote[];
	readonly threshold: number;
	/** The compartments whose shares this visitor can renew; null is none. */
	readonly outdated: readonly CompartmentName[] | null;
	/** The compartments that want another key, which this visitor can make. */
	readonly rekeyings: readonly RekeyingNotes[];
	/** What staff said in words, and who did. */
	readonly said: readonly Said[];
	readonly authors: readonly Author[];
	/** What would be recorded of records that wait for a second person. */
	readonly proposals: Proposals;
	readonly addable: readonly AddableNote[];
	readonly forms: readonly FormLabels[];
}

/** Reads what the server put into the page. */
export function dossierPage(): DossierPage {
	return JSON.parse(document.getElementById("dossier")?.textContent ?? "{}") as DossierPage;
}
