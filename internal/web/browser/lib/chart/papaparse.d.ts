// What we use of papaparse, which brings no types of its own.
declare module "papaparse" {
	export interface Problem {
		readonly code: string;
		/** The row, from 0. */
		readonly row?: number;
	}

	export function parse(text: string, options: { readonly delimiter: string; readonly newline: string }): {
		readonly data: readonly (readonly string[])[];
		readonly errors: readonly Problem[];
	};

	const papa: { readonly parse: typeof parse };
	export default papa;
}
