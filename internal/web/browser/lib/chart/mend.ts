// Makes names in which two people are one, or one is two, and says what stands in the way.
// Pure: IDs and the day come in as values.
import type { Mended, Names } from "./names.ts";
import { isSomebody, type Person, type Place } from "./people.ts";

/** Who is who: two IDs that are one person, or one that was two. */
export type Mend =
	| { readonly kind: "merge"; readonly kept: string; readonly other: string }
	| { readonly kind: "split"; readonly person: string; readonly here: string; readonly gone: string };

/** The one of two who does not work here any more. */
export interface Gone {
	readonly name: string;
	readonly function: string;
}

/** Names after two people turned out to be one: the other number leads to who is kept. */
export function merged({ people, last }: Names, kept: string, other: string, why: Pick<Mended, "on" | "reason">): Names {
	const second = people.find(({ id }) => id === other);
	if (!second) throw new TypeError("nobody has this ID");
	return {
		people: people.map((one): Person => {
			if (one.id === other) return retired(one, one.number, [kept]);
			const manager = one.manager === other ? kept : one.manager;
			if (one.id !== kept) return { ...one, manager };
			const former = [...new Set([...one.former, second.name, ...second.former])].filter((name) => name !== one.name);
			return { ...one, former, manager: manager === "" ? second.manager : manager };
		}),
		last: {
			...last,
			refused: last.refused.map((one) => (one.person === other ? { ...one, person: kept } : one)),
			mended: [...(last.mended ?? []), { ...why, what: "merge", people: [kept, other] }],
		},
	};
}

/** Names after somebody turned out to be two: the number is that of who is here. */
export function split({ people, last }: Names, mend: Extract<Mend, { kind: "split" }>, gone: Gone, why: Pick<Mended, "on" | "reason">): Names {
	const { person, here } = mend;
	const all = people.flatMap((one): Person[] => {
		const manager = one.manager === person ? here : one.manager;
		if (one.id !== person) return [{ ...one, manager }];
		return [
			{ ...one, id: here, former: one.former.filter((name) => name !== gone.name), manager },
			{ id: mend.gone, number: "", name: gone.name, former: [], unit: "", function: gone.function, mail: "", manager },
			retired(one, "", [here, mend.gone]),
		];
	});
	return {
		people: all,
		last: {
			...last,
			refused: last.refused.map((one) => (one.person === person ? { ...one, person: here } : one)),
			mended: [...(last.mended ?? []), { ...why, what: "split", people: [here, mend.gone] }],
		},
	};
}

/** What is left of an ID that is nobody's: how they were called, for dossiers that name it. */
const retired = ({ id, name }: Person, number: string, now: readonly string[]): Person => ({
	id, number, name, former: [], unit: "", function: "", mail: "", manager: "", now,
});

/** Why two people cannot be one. */
export type Hindrance = "same" | "above" | "accounts";

/** Says why two people cannot be one; undefined if they can. */
export function hindrance(people: readonly Person[], places: readonly Place[], kept: Person, other: Person): Hindrance | undefined {
	if (kept.id === other.id) return "same";
	const known = new Map(people.map((one) => [one.id, one]));
	const above = (low: Person, high: Person): boolean => {
		const seen = new Set<string>();
		for (let up = known.get(low.manager); up && !seen.has(up.id); up = known.get(up.manager)) {
			if (up.id === high.id) return true;
			seen.add(up.id);
		}
		return false;
	};
	if (above(kept, other) || above(other, kept)) return "above";
	const account = (of: Person): string | undefined => places.find(({ person }) => person === of.id)?.account;
	return account(kept) !== undefined && account(other) !== undefined ? "accounts" : undefined;
}

/** Numbers that are another's now: somebody who had two. */
export function aliases(people: readonly Person[]): ReadonlyMap<string, string> {
	const known = new Map(people.map((one) => [one.id, one]));
	const all = new Map<string, string>();
	for (const one of people) {
		const [to, more] = standsFor(known, one);
		if (!isSomebody(one) && one.number !== "" && to && !more && to.number !== "") all.set(one.number, to.number);
	}
	return all;
}

/** Who an ID stands for now. */
export function standsFor(known: ReadonlyMap<string, Person>, person: Person): readonly Person[] {
	if (!person.now) return [person];
	return [...new Set(person.now.flatMap((id) => {
		const one = known.get(id);
		return one ? standsFor(known, one) : [];
	}))];
}

/** Names without those who are to be forgotten, and the IDs that stood for nobody else. */
export function without(people: readonly Person[], forget: ReadonlySet<string>): readonly Person[] {
	const rest = people.filter(({ id }) => !forget.has(id));
	const known = new Map(rest.map((one) => [one.id, one]));
	return rest.filter((one) => standsFor(known, one).length > 0);
}
