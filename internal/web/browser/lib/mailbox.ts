// The session of a reporter or a participant where they read: it ends after some hours, and the
// code that this browser still has opens another.
import { Failure } from "./api.ts";
import type { Reporter } from "./code.ts";
import { comeBack } from "./draft.ts";

/** Comes in again with the code that this browser still has. */
export async function comeIn(lang: string, reporter: Reporter): Promise<void> {
	const { state } = await comeBack(lang, reporter.lookUp);
	if (state !== "signal" && state !== "participant") throw new Failure("sign-in.ended");
}

/** Does something; where the session has ended in the meantime, comes in again and does it once more. */
export async function again<T>(lang: string, reporter: Reporter, what: () => Promise<T>): Promise<T> {
	try {
		return await what();
	} catch (error) {
		if (!(error instanceof Failure) || !error.ended) throw error;
		await comeIn(lang, reporter);
		return await what();
	}
}
