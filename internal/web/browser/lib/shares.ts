// Shares of an identity (doc/formats.md §2): Shamir's secret sharing over
// GF(2^8) of the identity's characters, as Go's hashicorp/vault/shamir.
import { combine, split as cut } from "shamir-secret-sharing";
import { type Bytes, fromUtf8, own, utf8 } from "./bytes.ts";
import { type Identity, parseIdentity } from "./identity.ts";
import { Refusal } from "./refusal.ts";

/** Cuts an identity into n shares, any k of which give it back; 2 ≤ k ≤ n ≤ 255. */
export async function split(identity: Identity, n: number, k: number): Promise<Bytes[]> {
	const shares = await cut(utf8(parseIdentity(identity)), n, k);
	return shares.map(own);
}

/** Gives back the identity; throws shares.do-not-fit for too few shares or those of different secrets. */
export async function join(shares: readonly Uint8Array[]): Promise<Identity> {
	// The x-coordinate comes last; zero would be the secret itself.
	if (shares.some((share) => share.length < 2 || share.at(-1) === 0)) throw new Refusal("shares.do-not-fit");
	try {
		return parseIdentity(fromUtf8(await combine(shares.map(own))));
	} catch {
		throw new Refusal("shares.do-not-fit");
	}
}
