// Coming in as staff (doc/formats.md §4), step by step: the login's salt, the
// stretched passphrase, the session, and the person's own identity, which goes
// to the vault and nowhere else.
import { Failure, record } from "./api.ts";
import { fromBase64 } from "./bytes.ts";
import { checkNumber } from "./checknumber.ts";
import { type Identity, recipientOf } from "./identity.ts";
import { signerOf } from "./signing.ts";
import { Refusal } from "./refusal.ts";
import { type SignIn, unwrapIdentity } from "./signin.ts";

/** What somebody typed. */
export interface Typed {
	readonly login: string;
	readonly passphrase: string;
}

/** A field that must be filled in first. */
export type Missing = "login" | "passphrase";

/** What the steps stand on; tests give their own. */
export interface Steps {
	/** Asks the server; throws a Failure. */
	post(path: string, body: unknown): Promise<unknown>;
	/** Stretches the passphrase with the salt. */
	stretch(passphrase: string, salt: string): Promise<SignIn>;
	/** Keeps the identity for the pages that follow, and whose it is. */
	keep(identity: Identity, person: string): Promise<void>;
}

/** Why there is no way in. All but the first are found in the browser. */
export type Trouble =
	/** The server refused, was not reached, or failed: its sentence says why. */
	| { readonly kind: "failure"; readonly failure: Failure }
	/** The passphrase is right, and the root has not signed the key yet; number is the key's. */
	| { readonly kind: "waiting"; readonly number: string }
	| { readonly kind: "too-long" | "no-memory" | "no-key" | "no-storage" };

/** The fields that are empty, in their order. A passphrase may begin or end with spaces; a login may not. */
export function missing(typed: Typed): Missing[] {
	const empty: Missing[] = [];
	if (typed.login.trim() === "") empty.push("login");
	if (typed.passphrase === "") empty.push("passphrase");
	return empty;
}

/** Signs in; returns undefined when the identity is kept. It never throws. */
export async function signIn(typed: Typed, org: string, steps: Steps): Promise<Trouble | undefined> {
	try {
		const login = typed.login.trim();
		const { salt } = record(await steps.post("/api/desk/salt", { login }));
		if (typeof salt !== "string") throw new Failure("failed");
		const stretched = await stretch(typed.passphrase, salt, steps);
		if ("kind" in stretched) return stretched;
		const { wrapped, person, waiting } = record(await steps.post("/api/desk/sign-in", { login, secret: stretched.secretHex }));
		if (typeof wrapped !== "string" || typeof person !== "string") throw new Failure("failed");
		const identity = await unwrapIdentity(stretched.wrap, org, fromBase64(wrapped));
		if (waiting === true) return { kind: "waiting", number: await checkNumber(org, person, await recipientOf(identity), await signerOf(identity, org)) };
		return await keep(identity, person, steps);
	} catch (error) {
		if (error instanceof Failure) return { kind: "failure", failure: error };
		return { kind: error instanceof Refusal || error instanceof RangeError ? "no-key" : "no-memory" };
	}
}

/** A RangeError is a passphrase over the limit; anything else is memory that could not be had. */
async function stretch(passphrase: string, salt: string, steps: Steps): Promise<SignIn | Trouble> {
	try {
		return await steps.stretch(passphrase, salt);
	} catch (error) {
		return { kind: error instanceof RangeError && error.message === "passphrase too long" ? "too-long" : "no-memory" };
	}
}

async function keep(identity: Identity, person: string, steps: Steps): Promise<Trouble | undefined> {
	try {
		await steps.keep(identity, person);
		return undefined;
	} catch {
		return { kind: "no-storage" };
	}
}
