// How somebody of the chart is named where they are chosen.
import { text } from "../../text.ts";
import type { Person } from "./people.ts";
import type { Searchable } from "./search.ts";

/** Somebody's name and function. */
export const named = (person: Person): string => [person.name, person.function].filter((one) => one !== "").join(", ");

/** The team of somebody. */
export const teamOf = (person: Person): string => text("chart.pick-team", { name: named(person) });

/** What tells somebody from a namesake: function and unit, the number, the manager, earlier names. */
export function about(people: Searchable, person: Person): string[] {
	const manager = people.person(person.manager);
	return [
		[person.function, person.unit].filter((one) => one !== "").join(", "),
		person.number === "" ? "" : text("chart.pick-number", { number: person.number }),
		manager ? text("chart.pick-below", { name: named(manager) }) : "",
		person.former.length > 0 ? text("chart.was", { value: person.former.join(", ") }) : "",
		people.left(person) ? text("chart.pick-left") : "",
	].filter((line) => line !== "");
}
