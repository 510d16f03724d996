// What the server put into the page of recoveries for its script
// (page/recovery/recovery.go has the same shape).
import type { Ceremony, CeremonyBox } from "./ceremony.ts";
import type { KeyNote } from "./dossierpage.ts";

/** A compartment, with the visitor's own share or the shares that were given. */
export interface PageBox extends CeremonyBox {
	/** The content that holds the own share of a custodian, "" for others. */
	readonly mine: string;
	readonly given: readonly { readonly custodian: string; readonly content: string }[];
}

/** A recovery in which the visitor has a part. */
export interface PageCeremony extends Ceremony {
	readonly part: "custodian" | "recipient" | "asker";
	readonly recipient: KeyNote;
	readonly boxes: readonly PageBox[];
	/** The content that a drill gives back, "" for a true recovery. */
	readonly text: string;
	/** It is asked who a reporter is. */
	readonly named: boolean;
}

/** The page. */
export interface RecoveryPage {
	readonly org: string;
	readonly root: string;
	readonly me: string;
	/** What stands before a dossier and an act. */
	readonly act: string;
	readonly ceremonies: readonly PageCeremony[];
	readonly custodians: readonly KeyNote[];
	readonly threshold: number;
}

/** Reads what the server put into the page. */
export function recoveryPage(): RecoveryPage {
	return JSON.parse(document.getElementById("recovery-data")?.textContent ?? "{}") as RecoveryPage;
}
