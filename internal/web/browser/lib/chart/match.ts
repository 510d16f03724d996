// Who of the chart has which account: by mail address, else by a name that only one has.
// An administrator sees each match and can untick it; what was unticked stays so.
import { type Account, type Person, type Place, plain } from "./people.ts";

/** An account that is not this person's, as an administrator said. */
export interface Refused {
	readonly person: string;
	readonly account: string;
}

/** A match, and by what it was found. */
export interface Match {
	readonly person: string;
	readonly account: string;
	readonly by: "before" | "mail" | "name";
	/** Whether an administrator said that it is none. */
	readonly refused: boolean;
}

/** What matching stands on. */
export interface Matching {
	readonly accounts: readonly Account[];
	readonly places: readonly Place[];
	readonly refused: readonly Refused[];
}

/** Finds the accounts of people; an account and a person are in one match at most. */
export function matches(people: readonly Person[], { accounts, places, refused }: Matching): Match[] {
	const free = new Map(accounts.map((account) => [account.id, account]));
	const here = new Map(people.map((person) => [person.id, person]));
	const found: Match[] = [];
	const take = (person: string, account: string, by: Match["by"]): void => {
		if (!free.delete(account) || !here.delete(person)) return;
		found.push({ person, account, by, refused: refused.some((one) => one.person === person && one.account === account) });
	};
	for (const { person, account } of places) if (account !== undefined && here.has(person)) take(person, account, "before");
	const steps = [["mail", (one: Person | Account) => (one.mail ?? "").trim().toLowerCase()], ["name", (one: Person | Account) => plain(one.name)]] as const;
	for (const [by, of] of steps) {
		const persons = once([...here.values()], of);
		for (const [value, account] of once([...free.values()], of)) {
			const person = persons.get(value);
			if (person) take(person.id, account.id, by);
		}
	}
	return found;
}

/** Those of a list whose value no other has. */
function once<T>(list: readonly T[], of: (one: T) => string): Map<string, T> {
	const all = new Map<string, T | undefined>();
	for (const one of list) {
		const value = of(one);
		if (value !== "") all.set(value, all.has(value) ? undefined : one);
	}
	return new Map([...all].flatMap(([value, one]) => (one === undefined ? [] : [[value, one] as const])));
}
