// The lines of managers as a tree: who is above whom, and how many people are below.
import { type Person, plain } from "./people.ts";

/** A manager in the outline. */
export interface Head {
	readonly person: Person;
	/** How many people are directly below, and how many on all levels. */
	readonly direct: number;
	readonly below: number;
	/** Whether some of those directly below are managers themselves. */
	readonly more: boolean;
}

/** The lines of people that do not go round. */
export class Outline {
	/** The managers with nobody above them, the largest first. */
	readonly tops: readonly Head[];
	/** How many people manage somebody. */
	readonly managers: number;
	/** How many have nobody above them and nobody below. */
	readonly alone: number;
	readonly #under = new Map<string, Person[]>();
	readonly #below = new Map<string, number>();

	constructor(people: readonly Person[]) {
		const known = new Set(people.map(({ id }) => id));
		const order = people.filter(({ manager }) => !known.has(manager));
		const tops = order.length;
		for (const person of people) {
			if (!known.has(person.manager)) continue;
			const beside = this.#under.get(person.manager);
			if (beside) beside.push(person);
			else this.#under.set(person.manager, [person]);
		}
		// From the top down, and counted from the bottom up.
		for (let i = 0; i < order.length; i++) for (const one of this.#under.get(order[i]?.id ?? "") ?? []) order.push(one);
		for (let i = order.length - 1; i >= 0; i--) {
			const { id, manager } = order[i] as Person;
			this.#below.set(manager, (this.#below.get(manager) ?? 0) + 1 + (this.#below.get(id) ?? 0));
		}
		const heads = order.slice(0, tops).filter(({ id }) => this.#under.has(id));
		this.tops = heads.map((one) => this.#head(one)).sort((a, b) => b.below - a.below || byName(a, b));
		this.managers = this.#under.size;
		this.alone = tops - heads.length;
	}

	/** The managers directly below somebody, by name. */
	heads(id: string): readonly Head[] {
		return (this.#under.get(id) ?? []).filter((one) => this.#under.has(one.id)).map((one) => this.#head(one)).sort(byName);
	}

	#head(person: Person): Head {
		const all = this.#under.get(person.id) ?? [];
		return { person, direct: all.length, below: this.#below.get(person.id) ?? 0, more: all.some(({ id }) => this.#under.has(id)) };
	}
}

function byName(a: Head, b: Head): number {
	return plain(a.person.name) < plain(b.person.name) ? -1 : 1;
}
