// Finds people of the chart by what somebody types: parts of a name, an earlier name, a
// number, a unit. Case and marks on letters do not count.
import { standsFor } from "./mend.ts";
import { isSomebody, type Person, plain } from "./people.ts";

/** How many are shown at once. */
export const MAX_SHOWN = 20;

/** How many work directly under somebody who leads a team: as the server has it (chart.LeastTeam). */
export const LEAST_TEAM = 2;

/** Who was found; more says how many are not shown. */
export interface Found {
	readonly people: readonly Person[];
	readonly more: number;
}

/** The people among whom somebody searches, prepared once. */
export class Searchable {
	readonly #all: readonly { readonly person: Person; readonly name: string; readonly words: string }[];
	readonly #byId: ReadonlyMap<string, Person>;
	readonly #left: ReadonlySet<string>;
	readonly #under = new Map<string, number>();

	/** left are those of them who work there no more: a signal can be about them too. */
	constructor(people: readonly Person[], left: readonly string[] = []) {
		this.#left = new Set(left);
		this.#all = people
			.filter(isSomebody)
			.map((person) => ({ person, name: plain(person.name), words: plain([person.name, ...person.former, person.number, person.unit].join(" \n ")) }))
			.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
		this.#byId = new Map(people.map((person) => [person.id, person]));
		for (const { person } of this.#all) {
			const manager = this.left(person) ? undefined : this.person(person.manager);
			if (manager && manager.id !== person.id) this.#under.set(manager.id, this.under(manager) + 1);
		}
	}

	/** How many work directly under somebody now. */
	under({ id }: Person): number {
		return this.#under.get(id) ?? 0;
	}

	/** Whether somebody leads a team. */
	leads(person: Person): boolean {
		return !this.left(person) && this.under(person) >= LEAST_TEAM;
	}

	/** How many lead a team. */
	get leaders(): number {
		return this.#all.filter(({ person }) => this.leads(person)).length;
	}

	get size(): number {
		return this.#all.length;
	}

	/** Somebody by their ID, or by one that stands for them. Of one that stands for two it is how they were called. */
	person(id: string): Person | undefined {
		const one = this.#byId.get(id);
		const [now, more] = one ? standsFor(this.#byId, one) : [];
		return more ? one : (now ?? one);
	}

	/** Whether somebody works there no more. */
	left({ id }: Person): boolean {
		return this.#left.has(id);
	}

	/** Finds those in whom each word occurs; whose name or number begins with it comes first, who left last. With team only those who lead one. */
	find(typed: string, team = false): Found {
		const parts = plain(typed).split(" ").filter((part) => part !== "");
		if (parts.length === 0) return { people: [], more: 0 };
		const found = this.#all.filter(({ person, words }) => parts.every((part) => words.includes(part)) && (!team || this.leads(person)));
		const [first = ""] = parts;
		const begins = ({ person, name }: (typeof found)[number]): boolean =>
			plain(person.number) === first || name.split(" ").some((word) => word.startsWith(first));
		const rank = (one: (typeof found)[number]): number => (this.left(one.person) ? 2 : begins(one) ? 0 : 1);
		const sorted = [0, 1, 2].flatMap((at) => found.filter((one) => rank(one) === at));
		return { people: sorted.slice(0, MAX_SHOWN).map(({ person }) => person), more: Math.max(0, sorted.length - MAX_SHOWN) };
	}
}
