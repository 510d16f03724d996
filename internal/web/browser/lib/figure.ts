// Which of some counts may be shown to everybody: Go's internal/figure, which says why, for
// counts that only a browser knows. The vectors are the same (testdata/vectors/figures.json).

/** The smallest count that is shown. */
export const LEAST = 5;

/** How many there are of something, and how they are divided: the parts of one division add up to n. */
export interface Count {
	readonly name: string;
	readonly n: number;
	readonly divisions?: readonly (readonly Count[])[];
}

/** What everybody may see of it. small: it is not shown, and neither are its parts; n is 0 then. */
export interface Shown {
	readonly name: string;
	readonly n: number;
	readonly small: boolean;
	readonly divisions?: readonly (readonly Shown[])[];
}

/** Says what may be shown: a count from five on, and a division whole or not at all. */
export function publish(count: Count): Shown {
	return shown(count, count.n >= LEAST);
}

function shown({ name, n, divisions }: Count, show: boolean): Shown {
	const made = { name, n: show ? n : 0, small: !show };
	if (!divisions) return made;
	return {
		...made,
		divisions: divisions.map((parts) => {
			const whole = show && parts.every((part) => part.n >= LEAST);
			return parts.map((part) => shown(part, whole));
		}),
	};
}
