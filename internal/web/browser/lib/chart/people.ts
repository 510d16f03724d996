// The people of the organisation chart: what is sealed about somebody, and what the
// server knows of their place.

/** What is sealed about somebody. */
export interface Person {
	/** Random, and the same in each import. */
	readonly id: string;
	/** The number by which the personnel system knows them. */
	readonly number: string;
	readonly name: string;
	/** Earlier names, the last one first. */
	readonly former: readonly string[];
	readonly unit: string;
	readonly function: string;
	readonly mail: string;
	/** Their manager; "" if nobody is above them. */
	readonly manager: string;
	/** Of an ID that is nobody's any more: whom it stands for, one after a merge, two after a split. */
	readonly now?: readonly string[];
}

/** Whether an ID is somebody's now. */
export const isSomebody = ({ now }: Person): boolean => now === undefined;

/** An office that somebody holds or held. Days are "2026-05-26". */
export interface Post {
	readonly office: string;
	readonly party?: string;
	readonly from?: string;
	readonly until?: string;
}

/** Somebody's place, without any name: all that the server knows. */
export interface Place {
	readonly person: string;
	/** Who is above them. */
	readonly line?: string;
	readonly standIn?: string;
	readonly account?: string;
	readonly posts?: readonly Post[];
}

/** Somebody with an account, as the server has it. */
export interface Account {
	readonly id: string;
	/** "" where the organisation does not publish it. */
	readonly name: string;
	readonly mail?: string;
	readonly function?: string;
}

/** A text as it is compared and searched: without case, marks on letters and spaces too many. */
export function plain(text: string): string {
	return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/\s+/g, " ").trim();
}
