// Changing one's passphrase: the same key under another wrapping. The server
// replaces the secret and the wrapped key in one step, so that the old passphrase
// works until the new one does.
import { Failure, record } from "./api.ts";
import { fromBase64 } from "./bytes.ts";
import { type KeyTrouble, keyTrouble, type WayIn, wayIn } from "./newkey.ts";
import { type SignIn, unwrapIdentity } from "./signin.ts";

/** What is sent to change: the same bytes again if the answer is lost. */
export interface Changing extends WayIn {
	readonly old: string;
}

/** What the steps stand on; tests give their own. */
export interface ChangeSteps {
	post(path: string, body: unknown): Promise<unknown>;
	/** Stretches a passphrase; which says the first or the second. */
	stretch(passphrase: string, salt: string, which: 0 | 1): Promise<SignIn>;
}

/** Opens the key with the old passphrase and wraps it under the new one; changes nothing yet. */
export async function rewrap(
	login: string,
	old: string,
	passphrase: string,
	org: string,
	steps: ChangeSteps,
): Promise<Changing | KeyTrouble | { readonly kind: "same" }> {
	try {
		const { salt } = record(await steps.post("/api/desk/salt", { login }));
		if (typeof salt !== "string") throw new Failure("failed");
		const before = await steps.stretch(old, salt, 0);
		const { wrapped } = record(await steps.post("/api/desk/passphrase/open", { secret: before.secretHex }));
		if (typeof wrapped !== "string") throw new Failure("failed");
		const identity = await unwrapIdentity(before.wrap, org, fromBase64(wrapped));
		const after = await steps.stretch(passphrase, salt, 1);
		if (after.secretHex === before.secretHex) return { kind: "same" };
		return { old: before.secretHex, ...(await wayIn(after, org, identity)) };
	} catch (error) {
		return keyTrouble(error);
	}
}

/** Sends the change; undefined when the new passphrase is the one that works. */
export async function change(made: Changing, steps: ChangeSteps): Promise<KeyTrouble | undefined> {
	try {
		await steps.post("/api/desk/passphrase", made);
		return undefined;
	} catch (error) {
		return keyTrouble(error);
	}
}
