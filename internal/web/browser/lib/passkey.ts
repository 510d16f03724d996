// Passkeys (doc/formats.md §4): an authenticator signs for the server, and gives
// this browser alone, by the extension PRF, what opens the person's own identity.
//
// What PRF gave is a secret: it is turned into a wrapping identity here, and no
// function of this module returns it or sends it.
import { type Bytes, fromBase64, own, toBase64, utf8 } from "./bytes.ts";
import { Failure, record } from "./api.ts";
import { derive } from "./derive.ts";
import { type Identity, identityFromSeed } from "./identity.ts";
import { type KeyTrouble, keyTrouble } from "./newkey.ts";
import { type SignIn, unwrapIdentity, wrapIdentity } from "./signin.ts";
import { Refusal } from "./refusal.ts";

const SALT = "gehoor passkey v1";
/** How long somebody may look for their stick; the server waits as long. */
const PATIENCE_MS = 8 * 60_000;

/** What of the browser is needed; tests give their own. */
export interface Authenticator {
	create(options: PublicKeyCredentialCreationOptions): Promise<PublicKeyCredential | null>;
	get(options: PublicKeyCredentialRequestOptions): Promise<PublicKeyCredential | null>;
}

/** The authenticators of this browser. */
export function authenticator(): Authenticator {
	return {
		create: async (publicKey) => (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null,
		get: async (publicKey) => (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null,
	};
}

/** Whether a page at this address can use passkeys at all: they are for names, not for numbers. */
export function possible(host: string, there: boolean): boolean {
	return there && !/^[0-9.]+$|^\[/.test(host);
}

/** Why it did not work, beside what can happen to any key. */
export type PasskeyTrouble =
	| KeyTrouble
	/** Cancelled, or it took too long: the browser does not say which. */
	| { readonly kind: "cancelled" }
	/** This authenticator has one for this login already. */
	| { readonly kind: "twice" }
	/** It can sign and not keep a key. */
	| { readonly kind: "unfit" }
	/** The browser cannot do it here. */
	| { readonly kind: "impossible" };

/** What PRF is asked about: the same for all passkeys of an organisation, because who comes is not known yet. */
function question(org: string): AuthenticationExtensionsPRFInputs {
	return { eval: { first: utf8(`${SALT}\n${org}`) } };
}

/** The identity that a passkey's secret opens things with. prf is 32 bytes. */
export async function wrapOf(prf: Bytes, org: string): Promise<Identity> {
	if (prf.length !== 32) throw new Refusal("content.wrongly-sealed");
	return identityFromSeed(await derive(prf, SALT, org, "/wrap"));
}

/** What PRF gave, if it gave anything. */
function given(credential: PublicKeyCredential): Bytes | undefined {
	const first = credential.getClientExtensionResults().prf?.results?.first;
	if (first === undefined) return undefined;
	return own(first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer, first.byteOffset, first.byteLength));
}

function base64url(bytes: ArrayBuffer): string {
	return toBase64(new Uint8Array(bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A credential as the server reads it. It is built here, not by toJSON(), which would put in what PRF gave. */
function answer(credential: PublicKeyCredential, results: object, response: Record<string, unknown>): unknown {
	const { id, type } = credential;
	return { id, rawId: id, type, clientExtensionResults: results, response };
}

function madeAnswer(credential: PublicKeyCredential): unknown {
	const { clientDataJSON, attestationObject } = credential.response as AuthenticatorAttestationResponse;
	return answer(credential, { prf: { enabled: true } }, { clientDataJSON: base64url(clientDataJSON), attestationObject: base64url(attestationObject) });
}

function signedAnswer(credential: PublicKeyCredential): unknown {
	const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response as AuthenticatorAssertionResponse;
	return answer(credential, {}, {
		clientDataJSON: base64url(clientDataJSON),
		authenticatorData: base64url(authenticatorData),
		signature: base64url(signature),
		userHandle: userHandle ? base64url(userHandle) : undefined,
	});
}

/** What the steps stand on; tests give their own. */
export interface PasskeySteps {
	/** Asks the server; throws a Failure. */
	post(path: string, body: unknown): Promise<unknown>;
	readonly by: Authenticator;
}

/** What came in instead of a passkey. */
function troubleOf(error: unknown): PasskeyTrouble {
	const name = error instanceof Error ? error.name : "";
	switch (name) {
		case "NotAllowedError":
		case "AbortError":
		case "TimeoutError":
			return { kind: "cancelled" };
		case "InvalidStateError":
			return { kind: "twice" };
		case "ConstraintError":
		case "NotSupportedError":
			return { kind: "unfit" };
		case "SecurityError":
		case "TypeError":
			return { kind: "impossible" };
	}
	return keyTrouble(error);
}

/** The fields of an answer; a Failure if one is not there. */
function text(from: Readonly<Record<string, unknown>>, field: string): string {
	const value = from[field];
	if (typeof value !== "string") throw new Failure("failed");
	return value;
}

/** A passkey for the server to keep: the same bytes again if the answer is lost. */
export interface Adding {
	readonly secret: string;
	readonly label: string;
	/** Base64. */
	readonly wrapped: string;
	readonly answer: unknown;
}

/** Makes a passkey for whoever knows the passphrase, and wraps their key for it; the server keeps nothing yet. */
export async function make(label: string, org: string, phrase: SignIn, steps: PasskeySteps): Promise<Adding | PasskeyTrouble> {
	try {
		const offer = record(await steps.post("/api/desk/passkey/offer", { secret: phrase.secretHex }));
		const identity = await unwrapIdentity(phrase.wrap, org, fromBase64(text(offer, "wrapped")));
		const made = await steps.by.create(creation(offer, org));
		if (!made) return { kind: "cancelled" };
		if (made.getClientExtensionResults().prf?.enabled !== true) return { kind: "unfit" };
		const prf = given(made) ?? (await later(made, text(offer, "site"), org, steps.by));
		if (!prf) return { kind: "unfit" };
		const wrap = await wrapOf(prf, org);
		const { bytes } = await wrapIdentity(wrap, org, identity);
		if ((await unwrapIdentity(wrap, org, bytes)) !== identity) throw new Refusal("content.wrongly-sealed");
		return { secret: phrase.secretHex, label, wrapped: toBase64(bytes), answer: madeAnswer(made) };
	} catch (error) {
		return troubleOf(error);
	}
}

function creation(offer: Readonly<Record<string, unknown>>, org: string): PublicKeyCredentialCreationOptions {
	const { algorithms, have } = offer;
	if (!Array.isArray(algorithms)) throw new Failure("failed");
	const login = text(offer, "login");
	return {
		rp: { id: text(offer, "site"), name: text(offer, "name") },
		user: { id: utf8(text(offer, "person")), name: login, displayName: login },
		challenge: fromBase64(text(offer, "challenge")),
		pubKeyCredParams: algorithms.map((alg: number) => ({ type: "public-key", alg })),
		excludeCredentials: Array.isArray(have) ? have.map((id: string) => ({ type: "public-key", id: fromBase64(id) })) : [],
		// It must be found without a login, and ask who is there: it opens a key.
		authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
		attestation: "none",
		timeout: PATIENCE_MS,
		extensions: { prf: question(org) },
	};
}

/** Some authenticators give the secret only to who signs in: then somebody touches it twice. */
async function later(made: PublicKeyCredential, site: string, org: string, by: Authenticator): Promise<Bytes | undefined> {
	const again = await by.get({
		rpId: site,
		// Nobody looks at this signature: it is the secret that is asked.
		challenge: crypto.getRandomValues(new Uint8Array(32)),
		allowCredentials: [{ type: "public-key", id: made.rawId }],
		userVerification: "required",
		timeout: PATIENCE_MS,
		extensions: { prf: question(org) },
	});
	return again ? given(again) : undefined;
}

/** Sends a passkey; undefined when it lets somebody in. */
export async function add(adding: Adding, steps: PasskeySteps): Promise<KeyTrouble | undefined> {
	try {
		await steps.post("/api/desk/passkey/add", adding);
		return undefined;
	} catch (error) {
		return keyTrouble(error);
	}
}

/** Why nobody came in: the key may be there and the browser not able to keep it. */
export type EnterTrouble = PasskeyTrouble | { readonly kind: "no-storage" };

/** Signs in with any passkey of this site; undefined when the identity is kept. It never throws. */
export async function enter(org: string, steps: PasskeySteps, keep: (identity: Identity, person: string) => Promise<void>): Promise<EnterTrouble | undefined> {
	try {
		const asked = record(await steps.post("/api/desk/passkey/challenge", {}));
		const signed = await steps.by.get({
			rpId: text(asked, "site"),
			challenge: fromBase64(text(asked, "challenge")),
			userVerification: "required",
			timeout: PATIENCE_MS,
			extensions: { prf: question(org) },
		});
		if (!signed) return { kind: "cancelled" };
		const prf = given(signed);
		if (!prf) return { kind: "unfit" };
		const { wrapped, person, waiting } = record(await steps.post("/api/desk/passkey/sign-in", { answer: signedAnswer(signed) }));
		if (typeof wrapped !== "string" || typeof person !== "string" || waiting === true) throw new Failure("failed");
		const identity = await unwrapIdentity(await wrapOf(prf, org), org, fromBase64(wrapped));
		try {
			await keep(identity, person);
		} catch {
			return { kind: "no-storage" };
		}
		return undefined;
	} catch (error) {
		return troubleOf(error);
	}
}
