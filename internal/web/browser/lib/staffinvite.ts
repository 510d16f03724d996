// Coming in with an invitation, step by step: the code says for whom it is, the
// passphrase is stretched, a key is made and wrapped, and the server gets the
// public half. The number of the key is computed here, from what was made here.
import { Failure, record } from "./api.ts";
import { checkNumber } from "./checknumber.ts";
import { newIdentity, recipientOf } from "./identity.ts";
import { type KeyTrouble, keyTrouble, wayIn } from "./newkey.ts";
import { signerOf } from "./signing.ts";
import type { SignIn } from "./signin.ts";

/** For whom an invitation is. */
export interface Invited {
	readonly code: string;
	readonly person: string;
	readonly login: string;
	readonly salt: string;
}

/** What is sent to accept: the same bytes again if the answer is lost. */
export interface Accepting {
	readonly body: object;
	/** What the root's holder will ask for. */
	readonly number: string;
}

/** What the steps stand on; tests give their own. */
export interface InviteSteps {
	post(path: string, body: unknown): Promise<unknown>;
	stretch(passphrase: string, salt: string): Promise<SignIn>;
}

/** The code in an address's fragment, which no server ever sees; "" if there is none. */
export function codeIn(hash: string): string {
	const code = hash.replace(/^#/, "");
	return /^[0-9A-Z]{4}(-[0-9A-Z]{4}){5}$/i.test(code) ? code : "";
}

/** Asks for whom a code is. Throws a Failure. */
export async function invited(code: string, steps: InviteSteps): Promise<Invited> {
	const { person, login, salt } = record(await steps.post("/api/desk/invitation", { code }));
	if (typeof person !== "string" || typeof login !== "string" || typeof salt !== "string") throw new Failure("failed");
	return { code, person, login, salt };
}

/** Makes a key under a passphrase; sends nothing. */
export async function makeKey(by: Invited, passphrase: string, org: string, steps: InviteSteps): Promise<Accepting | KeyTrouble> {
	try {
		const stretched = await steps.stretch(passphrase, by.salt);
		const identity = await newIdentity();
		const [recipient, signer] = [await recipientOf(identity), await signerOf(identity, org)];
		const { secret, wrapped } = await wayIn(stretched, org, identity);
		return {
			body: { code: by.code, login: by.login, recipient, signer, secret, wrapped },
			number: await checkNumber(org, by.person, recipient, signer),
		};
	} catch (error) {
		return keyTrouble(error);
	}
}

/** Sends what was made; undefined when it is there. */
export async function accept(made: Accepting, steps: InviteSteps): Promise<KeyTrouble | undefined> {
	try {
		await steps.post("/api/desk/invitation/accept", made.body);
		return undefined;
	} catch (error) {
		return keyTrouble(error);
	}
}
